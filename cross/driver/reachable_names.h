// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which attributes a program can ask for: every identifier and every word inside a string of its modules, unless
// something makes names while it runs.
#pragma once

#include "cross/driver/program.h"

#include "llvm/ADT/StringSet.h"

namespace pyc::driver {

struct ReachableNames {
    llvm::StringSet<> names;
    std::string everything; // why any name can be asked for; empty when only `names` can
};

ReachableNames reachableNames(const Program& program);

} // namespace pyc::driver
