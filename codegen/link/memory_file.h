// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A file without a place in the file system, for what the linker reads by path: nothing to clean up, no disk to fill.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <memory>
#include <string>

namespace pyc::codegen {

class MemoryFile {
public:
    // Null when the system refuses; errno says why.
    static std::unique_ptr<MemoryFile> make(llvm::StringRef contents);
    ~MemoryFile();
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    char* data() const { return start; }
    size_t size() const { return length; }
    std::string path() const;

private:
    MemoryFile(int descriptor, char* start, size_t length) : descriptor(descriptor), start(start), length(length) {}

    int descriptor;
    char* start;
    size_t length;
};

} // namespace pyc::codegen
