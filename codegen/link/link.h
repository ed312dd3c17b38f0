// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Links a program's object with its target pack into one executable, with lld in this process.
#pragma once

#include "codegen/link/prune.h"
#include "codegen/target/target.h"

#include <string>

namespace pyc::codegen {

struct LinkRequest {
    const Target* target = nullptr;
    TargetPack pack;
    std::string object; // or an archive of objects
    std::string output;
    std::string name; // the program's
    bool strip = false;
    bool debugInfo = false;
    bool embeddedCompiler = true;             // eval, exec and compile are reachable: the front end is linked in
    bool interpreter = true;                  // bytecode may run, in ways that objects do not show
    const llvm::StringSet<>* names = nullptr; // attributes the program can ask for; null: any
    bool verbose = false;
};

struct LinkResult {
    bool interpreter = true;
    std::string problem;   // what the linker said; empty when the executable was written
    LinkedMembers members; // of built-in types and modules; nothing when all were linked unseen
};

LinkResult link(const LinkRequest& request);

} // namespace pyc::codegen
