// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table of targets and the LLVM machines made from it.
#include "codegen/target/target.h"

#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/TargetSelect.h"

#include <cstdlib>
#include <mutex>

namespace pyc::codegen {

namespace {

constexpr Target targets[] = {
    {"x86_64-linux", "x86_64-unknown-linux-musl", "x86-64-v2", "", "elf_x86_64"},
};

void initialiseBackends() {
    static std::once_flag once;
    std::call_once(once, [] {
        LLVMInitializeX86TargetInfo();
        LLVMInitializeX86Target();
        LLVMInitializeX86TargetMC();
        LLVMInitializeX86AsmPrinter();
        LLVMInitializeX86AsmParser();
    });
}

llvm::CodeGenOptLevel codeGenLevel(OptimizationLevel level) {
    switch (level) {
    case OptimizationLevel::O0: return llvm::CodeGenOptLevel::None;
    case OptimizationLevel::O1: return llvm::CodeGenOptLevel::Less;
    case OptimizationLevel::O2:
    case OptimizationLevel::Os: return llvm::CodeGenOptLevel::Default;
    case OptimizationLevel::O3: return llvm::CodeGenOptLevel::Aggressive;
    }
    __builtin_unreachable();
}

} // namespace

llvm::ArrayRef<Target> allTargets() { return targets; }

const Target* findTarget(llvm::StringRef name) {
    for (const Target& target : targets)
        if (target.name == name)
            return &target;
    return nullptr;
}

const Target& defaultTarget() { return targets[0]; }

std::unique_ptr<llvm::TargetMachine> createTargetMachine(const Target& target, OptimizationLevel level) {
    initialiseBackends();
    llvm::Triple triple(target.triple);
    std::string error;
    const llvm::Target* backend = llvm::TargetRegistry::lookupTarget(triple, error);
    if (!backend)
        return nullptr;
    llvm::TargetOptions options;
    options.AllowFPOpFusion = llvm::FPOpFusion::Strict;
    options.FunctionSections = true;
    options.DataSections = true;
    // Executables are not position-independent and their data lies below 2 GB, so addresses are immediates.
    return std::unique_ptr<llvm::TargetMachine>(
        backend->createTargetMachine(triple, target.cpu, target.features, options, llvm::Reloc::Static,
                                     llvm::CodeModel::Small, codeGenLevel(level)));
}

std::string TargetPack::library(llvm::StringRef file) const {
    llvm::SmallString<256> path(folder);
    llvm::sys::path::append(path, "lib", file);
    return std::string(path);
}

bool TargetPack::isComplete() const {
    return llvm::sys::fs::exists(library("libpyc_runtime.a")) && llvm::sys::fs::exists(library("libc.a"));
}

TargetPack findPack(const Target& target, llvm::StringRef compilerExecutable) {
    llvm::SmallString<256> path;
    if (const char* folder = std::getenv("PYC_PACKS")) {
        path = folder;
    } else {
        path = llvm::sys::path::parent_path(llvm::sys::path::parent_path(compilerExecutable));
        llvm::sys::path::append(path, "packs");
    }
    llvm::sys::path::append(path, target.name);
    return TargetPack{std::string(path)};
}

} // namespace pyc::codegen
