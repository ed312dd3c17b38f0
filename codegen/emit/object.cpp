// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// LLVM's default pipelines and its object writer.
#include "codegen/emit/object.h"

#include "codegen/target/loop_functions.h"
#include "codegen/target/quiet_loops.h"
#include "codegen/target/result_flags.h"
#include "codegen/target/result_pairs.h"
#include "codegen/target/signed_conversions.h"
#include "codegen/target/visible_words.h"

#include "llvm/IR/LegacyPassManager.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/CommandLine.h"

namespace pyc::codegen {

static void setOption(llvm::StringRef name, llvm::StringRef value) {
    llvm::cl::Option* option = llvm::cl::getRegisteredOptions().lookup(name);
    assert(option && "LLVM has no such option");
    // Once for all modules: an option may be given once only.
    if (option->getNumOccurrences() == 0)
        option->addOccurrence(0, name, value);
}

// What LLVM lets nobody say of one module: these are options of the process, which compiles for one target.
static void setCodeGenerationOptions(const llvm::Triple& target) {
    // An address for each list a loop walks, counted on its own, is more than the registers hold that an engine has,
    // which folds an index that all of them share into its instructions.
    if (target.isWasm())
        setOption("disable-lsr", "true");
    // What does not fit registers goes to memory where that takes fewest instructions: guesses at how often blocks run
    // made outer loops store and load what only the code around them needs. And what a loop's next turn begins with is
    // copied on the way back only, so that the test at its end is the one jump there.
    if (target.isRISCV()) {
        setOption("split-spill-mode", "size");
        setOption("phi-elim-split-all-critical-edges", "true");
    }
}

void prepareModule(llvm::Module& module, llvm::TargetMachine& machine) {
    module.setTargetTriple(machine.getTargetTriple());
    module.setDataLayout(machine.createDataLayout());
    // The convention of floating-point arguments is the module's to say on some targets.
    if (const std::string& abi = machine.Options.MCOptions.ABIName; !abi.empty())
        module.addModuleFlag(llvm::Module::Error, "target-abi", llvm::MDString::get(module.getContext(), abi));
    setCodeGenerationOptions(machine.getTargetTriple());
}

static llvm::OptimizationLevel pipelineLevel(OptimizationLevel level) {
    switch (level) {
    case OptimizationLevel::O0: return llvm::OptimizationLevel::O0;
    case OptimizationLevel::O1: return llvm::OptimizationLevel::O1;
    case OptimizationLevel::O2: return llvm::OptimizationLevel::O2;
    case OptimizationLevel::O3: return llvm::OptimizationLevel::O3;
    case OptimizationLevel::Os: return llvm::OptimizationLevel::Os;
    }
    __builtin_unreachable();
}

void optimize(llvm::Module& module, llvm::TargetMachine& machine, OptimizationLevel level) {
    llvm::LoopAnalysisManager loops;
    llvm::FunctionAnalysisManager functions;
    llvm::CGSCCAnalysisManager components;
    llvm::ModuleAnalysisManager modules;
    llvm::PipelineTuningOptions tuning;
    tuning.LoopVectorization = level >= OptimizationLevel::O2;
    tuning.SLPVectorization = level >= OptimizationLevel::O2;
    llvm::PassBuilder builder(&machine, tuning);
    builder.registerModuleAnalyses(modules);
    builder.registerCGSCCAnalyses(components);
    builder.registerFunctionAnalyses(functions);
    builder.registerLoopAnalyses(loops);
    builder.crossRegisterProxies(loops, functions, components, modules);
    // A level is no machine: otherwise code is scheduled for the oldest one that has it, whose quick instructions are
    // slow on others.
    if (machine.getTargetCPU().starts_with("x86-64"))
        for (llvm::Function& function : module)
            if (!function.isDeclaration())
                function.addFnAttr("tune-cpu", "generic");
    builder.registerPeepholeEPCallback(
        [](llvm::FunctionPassManager& passes, llvm::OptimizationLevel) { passes.addPass(ResultPairsPass()); });
    if (machine.getTargetTriple().isWasm() && level != OptimizationLevel::O0)
        builder.registerOptimizerEarlyEPCallback([](llvm::ModulePassManager& passes, llvm::OptimizationLevel,
                                                    llvm::ThinOrFullLTOPhase) { passes.addPass(ResultFlagsPass()); });
    if (machine.getTargetTriple().isWasm())
        builder.registerVectorizerStartEPCallback(
            [](llvm::FunctionPassManager& passes, llvm::OptimizationLevel wanted) {
                if (!wanted.isOptimizingForSize())
                    passes.addPass(QuietLoopsPass());
            });
    // At O0 the pipeline still splits coroutines and inlines what must be.
    llvm::ModulePassManager pipeline = level == OptimizationLevel::O0
                                           ? builder.buildO0DefaultPipeline(llvm::OptimizationLevel::O0)
                                           : builder.buildPerModuleDefaultPipeline(pipelineLevel(level));
    if (machine.getTargetTriple().isWasm() && level != OptimizationLevel::O0 && level != OptimizationLevel::Os)
        pipeline.addPass(LoopFunctionsPass());
    if (machine.getTargetTriple().isWasm()) {
        llvm::FunctionPassManager last;
        last.addPass(SignedConversionsPass());
        last.addPass(VisibleWordsPass());
        pipeline.addPass(llvm::createModuleToFunctionPassAdaptor(std::move(last)));
    }
    pipeline.run(module, modules);
}

bool writeModule(llvm::Module& module, llvm::TargetMachine& machine, OutputKind kind, llvm::raw_pwrite_stream& output) {
    llvm::legacy::PassManager passes;
    llvm::CodeGenFileType type =
        kind == OutputKind::Object ? llvm::CodeGenFileType::ObjectFile : llvm::CodeGenFileType::AssemblyFile;
    if (machine.addPassesToEmitFile(passes, output, nullptr, type))
        return false;
    passes.run(module);
    return true;
}

} // namespace pyc::codegen
