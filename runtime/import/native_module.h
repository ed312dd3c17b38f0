// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A module written in C++: one definition beside its functions, with the symbol pyc_native_module_<name>. The compiler
// refers to the symbols of what a program imports, so that anything else is not linked, and nothing lists the modules.
//
//   constinit const NativeMember members[] = {PYC_FUNCTION("sqrt", …), PYC_CONSTANT("pi", …), PYC_END};
//   PYC_NATIVE_MODULE(math, "What the module is for.", members, initialise)
//
// `initialise` may be null; it is called once the members are in the module's namespace: what must be computed is added
// there.
#pragma once

#include "runtime/object/native.h"

namespace pyc::runtime {

struct NativeModule {
    const char* name; // dotted
    const char* doc;
    const NativeMember* members;
    bool (*initialise)(Module* module); // false: error
};

// Dots of the name are `__` in the identifier.
#define PYC_NATIVE_MODULE(identifier, docText, memberTable, initialiseFunction)                                        \
    PYC_NATIVE_MODULE_NAMED(identifier, #identifier, docText, memberTable, initialiseFunction)
#define PYC_NATIVE_MODULE_NAMED(identifier, dottedName, docText, memberTable, initialiseFunction)                      \
    extern "C" const ::pyc::runtime::NativeModule pyc_native_module_##identifier;                                      \
    constinit const ::pyc::runtime::NativeModule pyc_native_module_##identifier = {dottedName, docText, memberTable,   \
                                                                                   initialiseFunction};

} // namespace pyc::runtime
