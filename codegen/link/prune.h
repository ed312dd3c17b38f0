// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Leaves out what a program cannot reach by name: rows of native member tables (runtime/object/native.h) that no module
// names lose what they refer to, so that --gc-sections drops it. The rows and their names stay, since dir() and
// suggestions list them.
#pragma once

#include "codegen/link/memory_file.h"
#include "codegen/link/symbols.h"

#include "llvm/ADT/ArrayRef.h"

#include <cstdint>
#include <string>

namespace pyc::codegen {

struct LinkedMembers {
    uint64_t kept = 0;
    uint64_t total = 0;
};

// A copy of an archive for one link. `names` are those of the program; names that the runtime itself looks up are found
// in its code. `otherArchives` are those that refer to this one; what they define is theirs. Null when something cannot
// be read or copied: everything is linked then.
std::unique_ptr<MemoryFile> pruneMembers(llvm::StringRef archive, const llvm::StringSet<>& names,
                                         const ObjectSymbols& program, llvm::ArrayRef<std::string> otherArchives,
                                         LinkedMembers& members);

} // namespace pyc::codegen
