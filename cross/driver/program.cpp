// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds a program's modules: the main file's imports are followed through the folder it stands in, as sys.path[0] would
// be.
#include "cross/driver/program.h"

#include "cross/driver/source_diagnostics.h"

#include "frontend/ast/visit.h"
#include "frontend/bytecode/compile.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace pyc::driver {

using namespace frontend;
using runtime::ModuleKind;

namespace {

enum class LibraryState { Native, Missing };

const llvm::StringMap<LibraryState>& libraryModules() {
    static const llvm::StringMap<LibraryState> table = [] {
        llvm::StringMap<LibraryState> modules;
#define PYC_LIBRARY_MODULE(name, state) modules[#name] = LibraryState::state;
#include "stdlib/library_modules.def"
        return modules;
    }();
    return table;
}

llvm::StringRef ref(std::string_view text) { return llvm::StringRef(text.data(), text.size()); }

class Loader {
public:
    Loader(Program& program, int optimize) : program(program), optimize(optimize) {}

    ExitStatus load(llvm::StringRef path, Depth depth, bool followImports);

private:
    struct Importer {
        SourceModule* module;
        uint32_t line;
    };

    ExitStatus loadModule(SourceModule& module, Depth depth);
    void followImportsOf(SourceModule& module);
    void importDotted(llvm::StringRef name, const Importer& importer, bool required);
    bool importOne(llvm::StringRef name, const Importer& importer, bool required);
    std::string relativeBase(const SourceModule& module, uint32_t level) const;
    void unknownModule(llvm::StringRef name, const Importer& importer);
    void reachCompiler(const llvm::Twine& what, const Importer& place);

    Program& program;
    int optimize;
    std::string root;            // the main file's folder
    llvm::StringMap<bool> known; // dotted names that were looked for, and whether they were found
    ExitStatus status = Success;
};

ExitStatus Loader::loadModule(SourceModule& module, Depth depth) {
    if (module.kind != ModuleKind::NamespacePackage)
        if (ExitStatus read = readSource(module.path, module.source); read != Success)
            return read;
    module.context = std::make_unique<AstContext>();
    SourceDiagnostics diagnostics(module.fileName, module.source);
    DiagnosticSink sink = diagnostics.sink();
    ParseOptions options;
    options.fileName = module.fileName;
    module.tree = parse(module.source, options, *module.context, sink);
    if (!module.tree)
        return ProgramIsWrong;
    if (depth == Depth::Parse)
        return Success;
    CompileOptions compileOptions;
    compileOptions.optimize = optimize;
    module.code = compile(module.tree, module.fileName, compileOptions, *module.context, module.context->arena, sink);
    return module.code ? Success : ProgramIsWrong;
}

ExitStatus Loader::load(llvm::StringRef path, Depth depth, bool followImports) {
    auto main = std::make_unique<SourceModule>();
    main->name = "__main__";
    main->path = path.str();
    llvm::SmallString<256> absolute;
    if (llvm::sys::path::is_relative(path)) {
        llvm::sys::fs::current_path(absolute);
        absolute += "/";
    }
    absolute += path;
    main->fileName = std::string(absolute);
    llvm::SmallString<256> folder(llvm::sys::path::parent_path(absolute));
    llvm::SmallString<256> real;
    root = llvm::sys::fs::real_path(folder, real) ? std::string(folder) : std::string(real);
    program.modules.push_back(std::move(main));
    // The list grows while it is walked: each module adds what it imports.
    for (size_t index = 0; index < program.modules.size(); ++index) {
        SourceModule& module = *program.modules[index];
        if (ExitStatus loaded = loadModule(module, depth); loaded != Success)
            return loaded;
        if (followImports)
            followImportsOf(module);
    }
    return status;
}

static llvm::StringRef parentPackage(llvm::StringRef name) { return name.contains('.') ? name.rsplit('.').first : ""; }

std::string Loader::relativeBase(const SourceModule& module, uint32_t level) const {
    if (module.name == "__main__")
        return "";
    llvm::StringRef package =
        module.kind != ModuleKind::Plain ? llvm::StringRef(module.name) : parentPackage(module.name);
    while (--level > 0)
        package = parentPackage(package);
    return package.str();
}

static bool assignsExports(const ast::Assign& assign) {
    for (ast::ExprNode* target : assign.targets)
        if (auto* name = target->maybe<ast::Name>(); name && name->id->text() == "__all__")
            return true;
    return false;
}

void Loader::followImportsOf(SourceModule& module) {
    std::vector<ast::Node*> pending{module.tree};
    while (!pending.empty()) {
        ast::Node* node = pending.back();
        pending.pop_back();
        if (auto* import = node->maybe<ast::Import>()) {
            for (ast::Alias* alias : import->names)
                importDotted(ref(alias->name->text()), {&module, node->position.line}, true);
        } else if (auto* from = node->maybe<ast::ImportFrom>()) {
            Importer importer{&module, node->position.line};
            std::string base = from->module ? std::string(from->module->text()) : std::string();
            if (from->level > 0) {
                std::string package = relativeBase(module, uint32_t(from->level));
                if (package.empty())
                    continue; // "attempted relative import with no known parent package" is the program's own run-time
                              // error
                base = base.empty() ? package : package + "." + base;
            }
            importDotted(base, importer, true);
            for (ast::Alias* alias : from->names)
                importDotted(base + "." + std::string(alias->name->text()), importer, false);
        } else if (auto* assign = node->maybe<ast::Assign>();
                   assign && module.kind == ModuleKind::Package && assignsExports(*assign)) {
            // `from package import *` imports the submodules among them.
            ast::forEachChild(assign->value, [&](ast::Node* child) {
                auto* item = child->maybe<ast::Constant>();
                if (item && item->value.kind == ast::ConstantKind::Str)
                    importDotted(module.name + "." + std::string(item->value.view()), {&module, node->position.line},
                                 false);
            });
        } else if (auto* name = node->maybe<ast::Name>()) {
            llvm::StringRef id = ref(name->id->text());
            if (id == "eval" || id == "exec" || id == "compile" || id == "__builtins__" || id == "__import__")
                reachCompiler("'" + id + "'", {&module, node->position.line});
        } else if (auto* constant = node->maybe<ast::Constant>();
                   constant && constant->value.kind == ast::ConstantKind::Str) {
            // sys.modules["builtins"], globals()["__builtins__"]
            llvm::StringRef text = ref(constant->value.view());
            if (text == "builtins" || text == "__builtins__")
                reachCompiler("the string '" + text + "'", {&module, node->position.line});
        }
        ast::forEachChild(node, [&](ast::Node* child) { pending.push_back(child); });
    }
}

void Loader::reachCompiler(const llvm::Twine& what, const Importer& place) {
    if (program.reachesCompiler)
        return;
    program.reachesCompiler = true;
    program.nativeModules.insert("__future__"); // text that is compiled may ask for features
    program.reachesCompilerBecause =
        (what + " reaches eval, " + place.module->fileName + ":" + llvm::Twine(place.line)).str();
}

void Loader::importDotted(llvm::StringRef name, const Importer& importer, bool required) {
    if (name == "builtins" || name.starts_with("builtins."))
        reachCompiler("'import builtins'", importer);
    for (size_t dot = name.find('.');; dot = name.find('.', dot + 1)) {
        bool last = dot == llvm::StringRef::npos;
        if (!importOne(name.substr(0, dot), importer, required || !last) || last)
            return;
    }
}

bool Loader::importOne(llvm::StringRef name, const Importer& importer, bool required) {
    if (auto found = known.find(name); found != known.end())
        return found->second;

    // The main file's folder is looked at before the library, built-in modules before both.
    auto library = libraryModules().find(name);
    bool isNative = library != libraryModules().end() && library->second == LibraryState::Native;
    std::string relative = llvm::join(llvm::split(name, '.'), "/");
    std::string folder = root + "/" + relative, packageFile = folder + "/__init__.py", moduleFile = folder + ".py";
    auto add = [&](ModuleKind kind, const std::string& path) {
        auto module = std::make_unique<SourceModule>();
        module->name = name.str();
        module->path = module->fileName = path;
        module->kind = kind;
        program.modules.push_back(std::move(module));
        return known[name] = true;
    };
    if (!isNative && llvm::sys::fs::exists(packageFile))
        return add(ModuleKind::Package, packageFile);
    if (!isNative && llvm::sys::fs::exists(moduleFile))
        return add(ModuleKind::Plain, moduleFile);
    if (isNative) {
        program.nativeModules.insert(name.str());
        // Views of the front end.
        if (name == "_ast" || name == "_symtable" || name == "_tokenize")
            reachCompiler("'import " + name + "'", importer);
        return known[name] = true;
    }
    // A folder without __init__.py is a package when nothing else has the name.
    if (library == libraryModules().end() && llvm::sys::fs::is_directory(folder))
        return add(ModuleKind::NamespacePackage, folder);
    if (!required)
        return false; // an attribute rather than a submodule
    known[name] = false;
    unknownModule(name, importer);
    return false;
}

void Loader::unknownModule(llvm::StringRef name, const Importer& importer) {
    std::string place = importer.module->fileName + ":" + std::to_string(importer.line);
    llvm::StringRef top = name.split('.').first;
    if (auto library = libraryModules().find(top);
        library != libraryModules().end() && library->second == LibraryState::Missing) {
        printError(place + ": the library module '" + name + "' is not supported yet");
        status = ProgramIsWrong;
    } else {
        printWarning(place + ": no module named '" + name + "': the program will raise ModuleNotFoundError here",
                     "modules are looked for in " + llvm::Twine(root) + " and the library");
    }
}

} // namespace

static ExitStatus cannotRead(llvm::StringRef path, std::error_code error) {
    std::string hint;
    if (error == std::errc::no_such_file_or_directory && llvm::sys::fs::exists(path + ".py"))
        hint = ("did you mean '" + path + ".py'?").str();
    else if (error == std::errc::no_such_file_or_directory)
        hint = "check the name, or the folder this was started in";
    else if (error == std::errc::permission_denied)
        hint = "its permissions keep this user from reading it";
    printError("cannot read '" + path + "': " + error.message(), hint);
    return EnvironmentIsWrong;
}

ExitStatus checkReadable(llvm::StringRef path) {
    if (llvm::sys::fs::is_directory(path)) {
        printError("'" + path + "' is a directory", "name the program's main file, e.g. '" + path + "/__main__.py'");
        return EnvironmentIsWrong;
    }
    if (std::error_code error = llvm::sys::fs::access(path, llvm::sys::fs::AccessMode::Exist))
        return cannotRead(path, error);
    return Success;
}

ExitStatus readSource(llvm::StringRef path, std::string& contents) {
    if (ExitStatus status = checkReadable(path); status != Success)
        return status;
    auto buffer = llvm::MemoryBuffer::getFile(path, false, false);
    if (!buffer)
        return cannotRead(path, buffer.getError());
    contents = (*buffer)->getBuffer().str();
    return Success;
}

ExitStatus loadProgram(llvm::StringRef path, Depth depth, bool followImports, int optimize, Program& program) {
    return Loader(program, optimize).load(path, depth, followImports);
}

} // namespace pyc::driver
