// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Linux's anonymous files, which have a path below /proc while they are open.
#include "codegen/link/memory_file.h"

#include <cstring>
#include <sys/mman.h>
#include <unistd.h>

namespace pyc::codegen {

std::unique_ptr<MemoryFile> MemoryFile::make(llvm::StringRef contents) {
    int descriptor = ::memfd_create("pyc-native", MFD_CLOEXEC);
    if (descriptor < 0)
        return nullptr;
    void* start = MAP_FAILED;
    if (::ftruncate(descriptor, off_t(contents.size())) == 0)
        start = ::mmap(nullptr, contents.size(), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    if (start == MAP_FAILED) {
        ::close(descriptor);
        return nullptr;
    }
    std::memcpy(start, contents.data(), contents.size());
    return std::unique_ptr<MemoryFile>(new MemoryFile(descriptor, static_cast<char*>(start), contents.size()));
}

MemoryFile::~MemoryFile() {
    ::munmap(start, length);
    ::close(descriptor);
}

std::string MemoryFile::path() const { return "/proc/self/fd/" + std::to_string(descriptor); }

} // namespace pyc::codegen
