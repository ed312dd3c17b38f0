// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Modules: which there are, sys.modules, and what the import statement does.
#pragma once

#include "runtime/abi/program.h"
#include "runtime/import/native_module.h"

namespace pyc::runtime {

// sys.modules as it is now (a program may replace it), and as it was made at start.
Dict* modulesDict();
// The namespace of the builtins module. Never null once the program has started.
Dict* builtinsDict();
Module* builtinsModule();

// A module object whose namespace has __name__, __doc__, __package__, __loader__ and __spec__ as CPython's new modules
// do.
Module* newModule(String* name);

// Imports by absolute dotted name; gives the last module. Empty: error.
Value importModule(String* name);
// The import statement and __import__: `globals` says what relative names start from (may be null).
Value importName(String* name, Dict* globals, Value fromList, int64_t level);

// Module::flags
enum ModuleFlags : uint32_t {
    ModuleInitialising = 1, // its body runs: messages say that the module is only partially initialised
};
// The module's name as its namespace says, or null.
String* moduleName(Module* module);

// A module lacks an attribute, or a name that is imported from it: with what may be the reason, a circular import or a
// file that hides a library's module. (runtime/import/missing_names.cpp)
ErrorReturn raiseModuleLacks(Value module, String* name);
bool isStandardModule(const String* name); // whether CPython's library has it
ErrorReturn raiseCannotImport(Value module, String* name);

// The definition of a native module that is linked, or null.
const NativeModule* findNativeModule(const String* name);
// Puts the members of a native module into its namespace, then initialises it.
bool populateNativeModule(Module* module, const NativeModule* definition);
bool addModuleMembers(Module* module, const NativeMember* members);

// The entry of the program's module table, or null.
const ModuleData* findProgramModule(const String* name);
// Makes the module and runs its body, under `name` (that of the table, or __main__).
Value runProgramModule(const ModuleData* data, String* name);

} // namespace pyc::runtime
