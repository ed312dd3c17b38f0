// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Drives the layers: bytecode to an LLVM module (as data, or as native code), and that to an object.
#include "cross/driver/compile.h"

#include "cross/driver/cache.h"
#include "cross/driver/source_diagnostics.h"

#include "codegen/emit/object.h"
#include "codegen/emit/parts.h"
#include "codegen/lowering/lower.h"
#include "frontend/ast/dump.h"
#include "frontend/bytecode/disassembler.h"
#include "frontend/lexer/lexer.h"
#include "frontend/source/source.h"
#include "midend/import/import.h"
#include "midend/pipeline/pipeline.h"
#include "midend/pipeline/report.h"
#include "runtime/abi/program.h"

#include "llvm/Config/llvm-config.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/Support/FileSystem.h"

namespace pyc::driver {

using namespace codegen;

static std::vector<ModuleEmission> moduleTable(const Program& program, const BuildOptions& options) {
    std::vector<ModuleEmission> rows;
    for (const auto& module : program.modules) {
        ModuleEmission row;
        row.name = module->name;
        row.fileName = module->fileName;
        row.code = module->code;
        row.kind = module->kind;
        row.embedSource = options.embedSource;
        if (options.embedSource)
            row.source = module->source;
        rows.push_back(std::move(row));
    }
    return rows;
}

static std::vector<std::string> nativeModules(const Program& program) {
    return {program.nativeModules.begin(), program.nativeModules.end()};
}

static midend::Program numberProgram(const Program& program) {
    midend::Program numbered;
    for (const auto& module : program.modules)
        numbered.addModule(module->name, module->fileName, module->code);
    return numbered;
}

// The program in the `py` dialect, typed forms included unless the build is for -O0.
static mlir::OwningOpRef<mlir::ModuleOp> makeDialect(const midend::Program& numbered, const Target& target, bool typed,
                                                     mlir::MLIRContext& context) {
    midend::prepareContext(context);
    midend::ImportOptions options;
    options.frameStates = typed;
    mlir::OwningOpRef<mlir::ModuleOp> module = midend::importProgram(numbered, context, options);
    if (typed && !midend::optimise(*module, numbered, {target.listsInNestedStrips(), target.mostItems()}))
        return {};
    return module;
}

static bool wantsTypedForms(const BuildOptions& options) { return options.level != OptimizationLevel::O0; }

static ExitStatus buildModule(const Program& program, const BuildOptions& options, const Target& target,
                              llvm::Module& module, std::string* report) {
    StaticData data(module);
    StaticObjects objects(module, data);
    std::vector<ModuleEmission> rows = moduleTable(program, options);
    uint32_t flags = options.interpret ? uint32_t(runtime::ProgramInterpretOnly) : 0;
    if (!options.interpret) {
        midend::Program numbered = numberProgram(program);
        mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
        mlir::OwningOpRef<mlir::ModuleOp> dialect = makeDialect(numbered, target, wantsTypedForms(options), context);
        if (!dialect) {
            printError("the program could not be specialised",
                       "this is a bug of pyc-native; -O0 avoids the failing step");
            return InternalError;
        }
        if (report) {
            llvm::raw_string_ostream out(*report);
            midend::writeReport(*dialect, numbered, out);
        }
        LoweringOptions lowering;
        lowering.inlineFastPaths = options.level != OptimizationLevel::O0;
        lowering.debugInfo = options.debugInfo;
        std::vector<LoweredModule> lowered = lower(*dialect, numbered, module, objects, lowering);
        for (size_t index = 0; index < rows.size(); ++index) {
            rows[index].codeObject = lowered[index].codeObject;
            rows[index].storage = lowered[index].storage;
        }
    } else if (report) {
        *report += "Bytecode only (--interpret): no function is native\n";
    }
    data.programData(rows, 0, flags, nativeModules(program));
    return Success;
}

std::string cacheKey(const Program& program, const BuildOptions& options) {
    CacheKey key;
    key.add("pyc-native " PYC_VERSION " LLVM " LLVM_VERSION_STRING);
    // A compiler built again is another compiler, whatever its version says.
    llvm::sys::fs::file_status status;
    if (!llvm::sys::fs::status(options.compilerExecutable, status)) {
        key.add(std::to_string(status.getSize()));
        key.add(std::to_string(status.getLastModificationTime().time_since_epoch().count()));
    }
    key.add(options.target);
    key.add(options.machine.cpu);
    key.add(options.machine.features);
    key.add(std::to_string(int(options.level)));
    const char switches[] = {char('0' + options.debugInfo), char('0' + options.embedSource),
                             char('0' + options.interpret)};
    key.add(llvm::StringRef(switches, sizeof switches));
    for (const std::string& name : program.nativeModules)
        key.add(name);
    for (const auto& module : program.modules) {
        key.add(module->name);
        key.add(module->fileName);
        key.add(module->source);
        key.add(std::to_string(unsigned(module->kind)));
    }
    return key.text();
}

ExitStatus compileToObject(const Program& program, const BuildOptions& options, const Target& target,
                           llvm::SmallVectorImpl<char>& object, std::string* report) {
    MachineFactory makeMachine = [&] { return createTargetMachine(target, options.machine, options.level); };
    std::unique_ptr<llvm::TargetMachine> machine = makeMachine();
    llvm::LLVMContext context;
    llvm::Module module("program", context);
    prepareModule(module, *machine);
    if (ExitStatus status = buildModule(program, options, target, module, report); status != Success)
        return status;
    if (options.interpret) {
        llvm::raw_svector_ostream out(object);
        writeModule(module, *machine, OutputKind::Object, out);
        return Success;
    }
    writeInParts(module, makeMachine, options.level, object);
    return Success;
}

static ExitStatus emitTokens(const BuildOptions& options, llvm::raw_ostream& out) {
    std::string source;
    if (ExitStatus status = readSource(options.input, source); status != Success)
        return status;
    frontend::Arena arena;
    SourceDiagnostics diagnostics(options.input, source);
    frontend::DiagnosticSink sink = diagnostics.sink();
    std::string_view decoded;
    if (!frontend::decodeSource(source, {false, true}, arena, sink, decoded))
        return ProgramIsWrong;
    frontend::TokenList list = frontend::lex(decoded, {}, arena);
    for (const frontend::Token& token : list.tokens) {
        frontend::StringBuilder text(arena);
        frontend::ast::appendRepr(
            frontend::ast::ConstantValue::makeText(frontend::ast::ConstantKind::Str,
                                                   decoded.substr(token.start, token.end - token.start)),
            text);
        out << token.line << "," << token.column << "-" << token.endLine << "," << token.endColumn << ": "
            << frontend::tokenKindName(token.kind) << " " << llvm::StringRef(text.view().data(), text.view().size())
            << "\n";
    }
    if (list.error.kind == frontend::LexErrorKind::None)
        return Success;
    // The parser words what is wrong.
    Program program;
    ExitStatus status = loadProgram(options.input, Depth::Parse, false, 0, program);
    return status == Success ? ProgramIsWrong : status;
}

ExitStatus emitStage(const BuildOptions& options, const Target& target, llvm::StringRef stage,
                     llvm::raw_pwrite_stream& out) {
    if (stage == "tokens")
        return emitTokens(options, out);
    Program program;
    bool wholeProgram = stage != "ast" && stage != "bytecode";
    if (ExitStatus status =
            loadProgram(options.input, stage == "ast" ? Depth::Parse : Depth::Compile, wholeProgram, 0, program);
        status != Success)
        return status;
    const SourceModule& main = *program.modules.front();
    if (stage == "ast" || stage == "bytecode") {
        frontend::Arena arena;
        frontend::StringBuilder text(arena);
        if (stage == "ast")
            frontend::ast::dump(main.tree, text), text.add("\n");
        else
            frontend::disassemble(*main.code, text);
        out << llvm::StringRef(text.view().data(), text.view().size());
        return Success;
    }
    if (stage == "py" || stage == "py-typed") {
        midend::Program numbered = numberProgram(program);
        mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
        mlir::OwningOpRef<mlir::ModuleOp> dialect;
        if (stage == "py") {
            midend::prepareContext(context);
            dialect = midend::importProgram(numbered, context);
        } else {
            dialect = makeDialect(numbered, target, true, context);
        }
        if (!dialect)
            return InternalError;
        dialect->print(out);
        return Success;
    }
    std::unique_ptr<llvm::TargetMachine> machine = createTargetMachine(target, options.machine, options.level);
    llvm::LLVMContext context;
    llvm::Module module("program", context);
    prepareModule(module, *machine);
    if (ExitStatus status = buildModule(program, options, target, module, nullptr); status != Success)
        return status;
    if (!options.interpret)
        optimize(module, *machine, options.level);
    if (stage == "llvm")
        module.print(out, nullptr);
    else
        writeModule(module, *machine, stage == "asm" ? OutputKind::Assembly : OutputKind::Object, out);
    return Success;
}

} // namespace pyc::driver
