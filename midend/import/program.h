// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A whole program as the compiler numbers it: its modules and every code object in them.
#pragma once

#include "midend/import/shown_locals.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace pyc::midend {

struct ProgramModule {
    std::string name;
    std::string fileName;
    const frontend::CodeData* code = nullptr;
    unsigned bodyCode = 0; // number of its body's code object
};

struct ProgramCode {
    const frontend::CodeData* data = nullptr;
    unsigned module = 0;
    int parent = -1;    // the code object whose constant this is
    std::string symbol; // of its generic py.func: "module:qualified name", numbered where that is taken
};

// Code objects are numbered in the order of their modules, each before those nested in it.
struct Program {
    std::vector<ProgramModule> modules;
    std::vector<ProgramCode> codes;
    llvm::DenseMap<const frontend::CodeData*, unsigned> numberOf;
    ShownLocals shownLocals;

    void addModule(llvm::StringRef name, llvm::StringRef fileName, const frontend::CodeData* code);
    // All bound locals of this code are kept, and published before each exit point.
    bool keepsLocals(const frontend::CodeData& code) const { return shownLocals.ofAllCalls() || namesLocals(code); }
    const ProgramModule& moduleOf(unsigned code) const { return modules[codes[code].module]; }
};

} // namespace pyc::midend
