// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table of targets and the LLVM machines made from it.
#include "codegen/target/target.h"

#include "codegen/target/pack_version.h" // generated

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/TargetParser/RISCVISAInfo.h"

#include <cstdlib>
#include <mutex>

namespace pyc::codegen {

namespace {

constexpr llvm::StringLiteral WebAssemblyFeatures =
    "+bulk-memory,+bulk-memory-opt,+mutable-globals,+nontrapping-fptoint,+sign-ext,+simd128";

// Baseline features are listed although the processor's name implies them: the pack is compiled with them, so a
// processor chosen later adds to them and takes nothing away.
constexpr Target targets[] = {
    {"x86_64-linux", "x86_64-unknown-linux-musl", "x86-64-v2", "+cx16,+sahf,+popcnt,+sse3,+ssse3,+sse4.1,+sse4.2", "",
     "elf_x86_64"},
    {"aarch64-linux", "aarch64-unknown-linux-musl", "generic", "+neon,+fp-armv8", "", "aarch64linux"},
    {"riscv64-linux", "riscv64-unknown-linux-musl", "generic-rv64", "+64bit,+m,+a,+f,+d,+c,+zicsr,+zifencei,+relax",
     "lp64d", "elf64lriscv"},
    // The convention passes a Value, a structure to C++, as the number it is. Several results go through memory, as in
    // the compiler's builtins that Debian has.
    {"wasm32-wasi", "wasm32-unknown-wasip1", "mvp", WebAssemblyFeatures, "experimental-mv", ""},
    {"wasm32-browser", "wasm32-unknown-wasip1", "mvp", WebAssemblyFeatures, "experimental-mv", "", "wasm32-wasi", true},
};

void initialiseBackends() {
    static std::once_flag once;
    std::call_once(once, [] {
#define PYC_BACKEND(name)                                                                                              \
    LLVMInitialize##name##TargetInfo();                                                                                \
    LLVMInitialize##name##Target();                                                                                    \
    LLVMInitialize##name##TargetMC();                                                                                  \
    LLVMInitialize##name##AsmPrinter();                                                                                \
    LLVMInitialize##name##AsmParser();
        PYC_BACKEND(X86)
        PYC_BACKEND(AArch64)
        PYC_BACKEND(RISCV)
        PYC_BACKEND(WebAssembly)
#undef PYC_BACKEND
    });
}

const llvm::Target* backendOf(const llvm::Triple& triple) {
    initialiseBackends();
    std::string error;
    return llvm::TargetRegistry::lookupTarget(triple, error);
}

std::string featuresOf(const Target& target, const Machine& machine) {
    return machine.features.empty() ? target.features.str() : (target.features + "," + machine.features).str();
}

llvm::StringRef cpuOf(const Target& target, const Machine& machine) {
    return machine.cpu.empty() ? target.cpu : llvm::StringRef(machine.cpu);
}

llvm::CodeGenOptLevel codeGenLevel(const llvm::Triple& triple, OptimizationLevel level) {
    switch (level) {
    // An engine's frames have a place for every local: those that are never needed at once have to share it, or
    // recursion ends after some dozens of calls.
    case OptimizationLevel::O0: return triple.isWasm() ? llvm::CodeGenOptLevel::Less : llvm::CodeGenOptLevel::None;
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

std::string checkMachine(const Target& target, const Machine& machine) {
    llvm::Triple triple(target.triple);
    const llvm::Target* backend = backendOf(triple);
    if (machine.cpu == "native" || machine.cpu == "host")
        return "a build never depends on the machine it is made on: name the processor instead of '" + machine.cpu +
               "'";
    std::unique_ptr<llvm::MCSubtargetInfo> baseline(
        backend->createMCSubtargetInfo(triple, target.cpu, target.features));
    if (!machine.cpu.empty() && !baseline->isCPUStringValid(machine.cpu))
        return "there is no processor '" + machine.cpu + "' for " + target.name.str();
    for (llvm::StringRef feature : llvm::split(machine.features, ',')) {
        if (feature.empty())
            continue;
        llvm::StringRef name = feature.drop_front();
        bool known = llvm::any_of(baseline->getAllProcessorFeatures(),
                                  [&](const llvm::SubtargetFeatureKV& row) { return name == row.Key; });
        if (!known)
            return ("processors of " + target.name + " have no feature '" + name + "'").str();
        if (feature.front() == '-' && baseline->checkFeatures(("+" + name).str()))
            return ("feature '" + name + "' belongs to the baseline of " + target.name + ": its target pack needs it")
                .str();
    }
    std::unique_ptr<llvm::MCSubtargetInfo> processor(
        backend->createMCSubtargetInfo(triple, cpuOf(target, machine), ""));
    if ((triple.isX86() || triple.isRISCV()) && !processor->checkFeatures("+64bit"))
        return "processor '" + machine.cpu + "' has no 64-bit mode";
    if (!triple.isRISCV())
        return {};
    // Some extensions exclude others.
    std::unique_ptr<llvm::MCSubtargetInfo> chosen(
        backend->createMCSubtargetInfo(triple, cpuOf(target, machine), featuresOf(target, machine)));
    if (chosen->checkFeatures("+e"))
        return "feature 'e' halves the registers that the target pack uses";
    std::vector<std::string> enabled;
    for (const llvm::SubtargetFeatureKV& row : chosen->getEnabledProcessorFeatures())
        if (llvm::RISCVISAInfo::isSupportedExtensionFeature(row.Key))
            enabled.push_back("+" + std::string(row.Key));
    if (auto set = llvm::RISCVISAInfo::parseFeatures(64, enabled); !set)
        return llvm::toString(set.takeError());
    return {};
}

std::unique_ptr<llvm::TargetMachine> createTargetMachine(const Target& target, const Machine& machine,
                                                         OptimizationLevel level) {
    llvm::Triple triple(target.triple);
    const llvm::Target* backend = backendOf(triple);
    if (!backend)
        return nullptr;
    llvm::TargetOptions options;
    options.AllowFPOpFusion = llvm::FPOpFusion::Strict;
    options.FunctionSections = true;
    options.DataSections = true;
    options.MCOptions.ABIName = target.abi.str();
    // Executables are not position-independent and their data lies below 2 GB, so addresses are immediates.
    return std::unique_ptr<llvm::TargetMachine>(
        backend->createTargetMachine(triple, cpuOf(target, machine), featuresOf(target, machine), options,
                                     llvm::Reloc::Static, llvm::CodeModel::Small, codeGenLevel(triple, level)));
}

std::string TargetPack::library(llvm::StringRef file) const {
    llvm::SmallString<256> path(folder);
    llvm::sys::path::append(path, "lib", file);
    return std::string(path);
}

TargetPack::State TargetPack::state() const {
    llvm::SmallString<256> path(folder);
    llvm::sys::path::append(path, "version.txt");
    auto version = llvm::MemoryBuffer::getFile(path);
    if (!version || !llvm::sys::fs::exists(library("libpyc_runtime.a")) || !llvm::sys::fs::exists(library("libc.a")))
        return State::Missing;
    return (*version)->getBuffer().trim() == PYC_PACK_VERSION ? State::Ready : State::Incompatible;
}

TargetPack findPack(const Target& target, llvm::StringRef compilerExecutable) {
    llvm::SmallString<256> path;
    if (const char* folder = std::getenv("PYC_PACKS")) {
        path = folder;
    } else {
        path = llvm::sys::path::parent_path(llvm::sys::path::parent_path(compilerExecutable));
        llvm::sys::path::append(path, "packs");
    }
    llvm::sys::path::append(path, target.packName());
    return TargetPack{std::string(path)};
}

} // namespace pyc::codegen
