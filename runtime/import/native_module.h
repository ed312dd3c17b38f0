// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A module written in C++: one definition beside its functions. Its table is in a section of its own, so that whatever is linked is
// importable and nothing lists the modules; a program that imports `math` makes the linker pull in the symbol pyc_module_math.
//
//   constinit const NativeMember members[] = {PYC_FUNCTION("sqrt", …), PYC_CONSTANT("pi", …), PYC_END};
//   PYC_NATIVE_MODULE(math, "What the module is for.", members, initialise)
//
// `initialise` may be null; it is called once the members are in the module's namespace: what must be computed is added there.
#pragma once

#include "runtime/object/native.h"

namespace pyc::runtime {

struct NativeModule {
    const char* name; // dotted
    const char* doc;
    const NativeMember* members;
    bool (*initialise)(Module* module); // false: error
};

#define PYC_NATIVE_MODULE(identifier, docText, memberTable, initialiseFunction)                                        \
    extern "C" const ::pyc::runtime::NativeModule pyc_module_##identifier;                                             \
    constinit const ::pyc::runtime::NativeModule pyc_module_##identifier = {#identifier, docText, memberTable,         \
                                                                           initialiseFunction};                       \
    [[gnu::section("pyc_modules"), gnu::used, gnu::retain]] static constinit const ::pyc::runtime::NativeModule* const \
        pycModuleEntry_##identifier = &pyc_module_##identifier;

} // namespace pyc::runtime
