// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A loaded program to machine code, and every stage on that way as text.
#pragma once

#include "cross/driver/build.h"
#include "cross/driver/program.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/raw_ostream.h"

namespace pyc::driver {

// Everything the program's object depends on.
std::string cacheKey(const Program& program, const BuildOptions& options);

// What became of each function is added to `report`, unless that is null.
ExitStatus compileToObject(const Program& program, const BuildOptions& options, const codegen::Target& target,
                           llvm::SmallVectorImpl<char>& object, std::string* report);

ExitStatus emitStage(const BuildOptions& options, const codegen::Target& target, llvm::StringRef stage,
                     llvm::raw_pwrite_stream& out);

} // namespace pyc::driver
