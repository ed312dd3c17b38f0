// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Makes the metadata that LLVM writes as DWARF.
#include "codegen/lowering/debug_info.h"

#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/Support/Path.h"

namespace pyc::codegen {

DebugInfo::DebugInfo(llvm::Module& module, const midend::Program& program) : module(module), program(program) {
    module.addModuleFlag(llvm::Module::Warning, "Debug Info Version", llvm::DEBUG_METADATA_VERSION);
    module.addModuleFlag(llvm::Module::Warning, "Dwarf Version", 5);
    for (const midend::ProgramModule& row : program.modules) {
        builders.push_back(std::make_unique<llvm::DIBuilder>(module));
        llvm::DIBuilder& builder = *builders.back();
        llvm::StringRef folder = llvm::sys::path::parent_path(row.fileName);
        files.push_back(builder.createFile(llvm::sys::path::filename(row.fileName), folder.empty() ? "." : folder));
        builder.createCompileUnit(llvm::DISourceLanguageName(llvm::dwarf::DW_LANG_Python), files.back(), "pyc-native",
                                  true, "", 0);
        if (!type)
            type = builder.createSubroutineType(builder.getOrCreateTypeArray({}));
    }
}

llvm::DISubprogram* DebugInfo::subprogram(unsigned code, llvm::StringRef symbol) {
    const midend::ProgramCode& row = program.codes[code];
    unsigned line = row.data->firstLine;
    return builders[row.module]->createFunction(files[row.module], midend::toString(row.data->qualifiedName), symbol,
                                                files[row.module], line, type, line, llvm::DINode::FlagPrototyped,
                                                llvm::DISubprogram::SPFlagDefinition |
                                                    llvm::DISubprogram::SPFlagLocalToUnit |
                                                    llvm::DISubprogram::SPFlagOptimized);
}

llvm::DebugLoc DebugInfo::location(llvm::DISubprogram* scope, unsigned line, unsigned column) {
    return llvm::DILocation::get(module.getContext(), line, column, scope);
}

void DebugInfo::finish() {
    for (auto& builder : builders)
        builder->finalize();
}

} // namespace pyc::codegen
