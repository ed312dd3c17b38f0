// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The platforms programs can be built for: what LLVM is told, and what their executables are linked with.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Target/TargetMachine.h"

#include <memory>
#include <string>

namespace pyc::codegen {

struct Target {
    llvm::StringRef name; // as --target takes it
    llvm::StringRef triple;
    llvm::StringRef cpu; // the baseline; the host's own processor never matters
    llvm::StringRef features;
    llvm::StringRef emulation; // lld's -m
};

llvm::ArrayRef<Target> allTargets();
const Target* findTarget(llvm::StringRef name);
const Target& defaultTarget();

enum class OptimizationLevel { O0, O1, O2, O3, Os };

std::unique_ptr<llvm::TargetMachine> createTargetMachine(const Target& target, OptimizationLevel level);

// The libraries, start files and runtime that programs for a target are linked with.
struct TargetPack {
    std::string folder;

    std::string library(llvm::StringRef file) const;
    bool isComplete() const;
};

// Packs stand in `packs/<target>` beside the compiler's own bin folder, or below PYC_PACKS.
TargetPack findPack(const Target& target, llvm::StringRef compilerExecutable);

} // namespace pyc::codegen
