// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Links a program's objects with its target pack into one executable, with lld in this process.
#pragma once

#include "codegen/target/target.h"

#include <string>
#include <vector>

namespace pyc::codegen {

struct LinkRequest {
    const Target* target = nullptr;
    TargetPack pack;
    std::vector<std::string> objects;
    std::string output;
    bool strip = false;
    bool debugInfo = false;
    bool embeddedCompiler = true; // eval, exec and compile are reachable: the front end is linked in
    bool verbose = false;
};

// Empty when the executable was written, else what the linker said.
std::string link(const LinkRequest& request);

} // namespace pyc::codegen
