// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The names that an object, or an archive of them, defines for others and asks others for.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"

namespace pyc::codegen {

struct ObjectSymbols {
    llvm::StringSet<> defined, undefined;
};

// Adds a file's names. False when it cannot be read.
bool readSymbols(llvm::StringRef path, ObjectSymbols& symbols);

} // namespace pyc::codegen
