// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the compiler tells the runtime about a program: its modules, as constant data.
#pragma once

#include "frontend/bytecode/code.h"
#include "runtime/object/object.h"

namespace pyc::runtime {

struct Code;
struct Module;
struct NativeModule; // runtime/import/native_module.h

// A namespace package is a folder without __init__.py.
enum class ModuleKind : uint8_t { Plain, Package, NamespacePackage };

// One Python module of the program. The file name is what `__file__` and tracebacks say: as the command line or the
// import named it.
struct ModuleData {
    const char* name;               // dotted
    const char* fileName;           // of a namespace package: the folder
    const frontend::CodeData* code; // the body, in neutral form; every function below it hangs in its constants
    Code* codeObject;   // the body's static code object in a natively compiled program, or null: built when first run
    GenericEntry body;  // native body: called with the module as callee and no arguments; null: interpreted
    Module* storage;    // static storage with fixed slot addresses, or null: allocated when imported
    const char* source; // with --embed-source, else null
    uint64_t sourceSize;
    ModuleKind kind;
};

enum ProgramFlags : uint32_t {
    ProgramInterpretOnly = 1, // linked as bytecode only
};

struct ProgramData {
    const ModuleData* modules;
    uint32_t moduleCount;
    uint32_t mainModule; // index of the module that runs as __main__
    uint32_t flags;      // ProgramFlags
    // The native modules this program can reach, as `extern "C" const NativeModule pyc_native_module_<name>` each, dots
    // as `__`. Nothing else refers to these symbols, so a module that is not imported is not linked. `sys` and
    // `builtins` are always there.
    const NativeModule* const* nativeModules;
    uint32_t nativeModuleCount;
    Module* builtins; // storage with a slot for each builtin that compiled code names, or null
};

// Classes that compiled code expects. When the class statement whose body this is has made an ordinary class (metaclass
// type, instances with the plain layout), the runtime stores the class to `cell`, and to each shape's cell the shape of
// an instance that got these attributes in this order. A cell that stays null fails every guard.
struct ShapeExpectation {
    Shape** cell;
    String* const* names;
    const uint8_t* representations; // by name
    uint32_t count;                 // 0: the root shape
};
struct MethodExpectation {
    const String* name;
    Value* function; // the function made first from the code of this method
};
struct ClassExpectation {
    const frontend::CodeData* body;
    Type** cell;
    uint32_t inlineSlots; // room for so many attributes is made inside instances
    uint32_t shapeCount;
    const ShapeExpectation* shapes; // the last one has all expected attributes
    const uint32_t* families;       // numbers of the families the class is in
    uint32_t familyCount;
    uint32_t baseCount;  // 0: object
    Type** const* bases; // the words where these are known
    const MethodExpectation* methods;
    uint64_t methodCount;
};
// Families are sets of classes. The first 64 have a bit in the shape of an instance that has all expected attributes.
inline constexpr uint32_t FamilyBits = 64;
struct ClassExpectations {
    const ClassExpectation* classes;
    uint32_t count;
    uint32_t familyCount;
    uint8_t* unchanged; // by family: 1 while no class of it was patched
    uint8_t* begun;     // by class: only the class that its statement makes first is expected
};

} // namespace pyc::runtime

// Defined by the compiler in executables that expect something of classes.
extern "C" [[gnu::weak]] const pyc::runtime::ClassExpectations pyc_classes;

// Defined by the compiler in every executable.
extern "C" const pyc::runtime::ProgramData pyc_program;
