// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pass of codegen/target/visible_words.h as a plugin of clang, for the libraries of a pack.
#include "codegen/target/visible_words.h"

#include "llvm/Passes/PassBuilder.h"
#include "llvm/Plugins/PassPlugin.h"

extern "C" LLVM_ATTRIBUTE_WEAK llvm::PassPluginLibraryInfo llvmGetPassPluginInfo() {
    return {LLVM_PLUGIN_API_VERSION, "visible-words", "1", [](llvm::PassBuilder& builder) {
                builder.registerOptimizerLastEPCallback(
                    [](llvm::ModulePassManager& passes, llvm::OptimizationLevel, llvm::ThinOrFullLTOPhase) {
                        passes.addPass(pyc::codegen::NeverCollectsPass());
                        passes.addPass(llvm::createModuleToFunctionPassAdaptor(pyc::codegen::VisibleWordsPass()));
                    });
                builder.registerPipelineParsingCallback([](llvm::StringRef name, llvm::FunctionPassManager& passes,
                                                           llvm::ArrayRef<llvm::PassBuilder::PipelineElement>) {
                    if (name != "visible-words")
                        return false;
                    passes.addPass(pyc::codegen::VisibleWordsPass());
                    return true;
                });
                builder.registerPipelineParsingCallback([](llvm::StringRef name, llvm::ModulePassManager& passes,
                                                           llvm::ArrayRef<llvm::PassBuilder::PipelineElement>) {
                    if (name != "never-collects")
                        return false;
                    passes.addPass(pyc::codegen::NeverCollectsPass());
                    return true;
                });
            }};
}
