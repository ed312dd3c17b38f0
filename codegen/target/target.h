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
    llvm::StringRef abi;       // of floating-point arguments, where the triple leaves it open
    llvm::StringRef emulation; // lld's -m; empty where lld has but one
    llvm::StringRef pack = {}; // whose libraries programs are linked with, when not its own
    bool forPages = false;     // not an executable, but a module that a page imports, and the program it loads

    llvm::StringRef packName() const { return pack.empty() ? name : pack; }
    bool isWebAssembly() const { return name.starts_with("wasm32"); }
    // Without indexed addressing a loop holds an address for each list it walks.
    unsigned listsInNestedStrips() const { return triple.starts_with("riscv") ? 4 : ~0u; }
    // Of a list or a tuple: none takes more than half of what has an address.
    int64_t mostItems() const { return int64_t(1) << (isWebAssembly() ? 28 : 56); }
};

// What --cpu and --features chose: empty is the target's baseline.
struct Machine {
    std::string cpu;
    std::string features; // as LLVM writes them: "+zba,-zbb"
};

llvm::ArrayRef<Target> allTargets();
const Target* findTarget(llvm::StringRef name);
const Target& defaultTarget();

enum class OptimizationLevel { O0, O1, O2, O3, Os };

// What is wrong with the choice, in words for the user, or nothing.
std::string checkMachine(const Target& target, const Machine& machine);

std::unique_ptr<llvm::TargetMachine> createTargetMachine(const Target& target, const Machine& machine,
                                                         OptimizationLevel level);

// The libraries, start files and runtime that programs for a target are linked with.
struct TargetPack {
    std::string folder;

    std::string library(llvm::StringRef file) const;
    enum class State { Ready, Missing, Incompatible };
    State state() const;
};

// Packs stand in `packs/<target>` beside the compiler's own bin folder, or below PYC_PACKS.
TargetPack findPack(const Target& target, llvm::StringRef compilerExecutable);

} // namespace pyc::codegen
