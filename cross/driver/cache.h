// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Compiled objects by content: what was compiled once with the same compiler, options and sources is linked again as it
// is.
#pragma once

#include "codegen/link/memory_file.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/SHA256.h"

#include <cstdint>
#include <memory>
#include <string>

namespace pyc::driver {

class CacheKey {
public:
    // Parts are length-prefixed, so that their borders matter.
    void add(llvm::StringRef part);
    std::string text();

private:
    llvm::SHA256 hash;
};

class Cache {
public:
    // PYC_CACHE, else pyc-native below the user's cache folder. PYC_CACHE_LIMIT is the bound in megabytes (0: no
    // cache).
    Cache();

    struct Usage {
        uint64_t files = 0;
        uint64_t bytes = 0;
    };

    const std::string& folder() const { return directory; }
    uint64_t limit() const { return limitBytes; }
    bool enabled() const { return limitBytes != 0 && !directory.empty(); }
    // The object, read into memory, so that another build may clear the cache meanwhile. A damaged one is removed.
    std::unique_ptr<codegen::MemoryFile> find(llvm::StringRef key) const;
    // Stores the object and removes the least recently used ones beyond the bound. A cache that cannot be written is no
    // error.
    void store(llvm::StringRef key, llvm::StringRef contents) const;
    Usage usage() const;
    bool clear() const;

private:
    std::string directory;
    uint64_t limitBytes;
};

} // namespace pyc::driver
