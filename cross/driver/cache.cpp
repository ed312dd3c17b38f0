// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A folder of objects named by the hash of everything they depend on.
#include "cross/driver/cache.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <vector>

namespace pyc::driver {

namespace fs = llvm::sys::fs;

constexpr llvm::StringLiteral ObjectSuffix = ".pyc-object";

void CacheKey::add(llvm::StringRef part) {
    hash.update(std::to_string(part.size()) + ":");
    hash.update(part);
}

std::string CacheKey::text() { return llvm::toHex(hash.final(), true); }

Cache::Cache() {
    constexpr uint64_t DefaultMegabytes = 1024;
    uint64_t megabytes = DefaultMegabytes;
    if (const char* bound = std::getenv("PYC_CACHE_LIMIT"))
        if (llvm::StringRef(bound).getAsInteger(10, megabytes))
            megabytes = DefaultMegabytes;
    limitBytes = megabytes << 20;
    llvm::SmallString<256> path;
    if (const char* chosen = std::getenv("PYC_CACHE"))
        path = chosen;
    else if (llvm::sys::path::cache_directory(path))
        llvm::sys::path::append(path, "pyc-native");
    directory = std::string(path);
}

static std::string objectPath(llvm::StringRef folder, llvm::StringRef key) {
    return (folder + "/" + key + ObjectSuffix).str();
}

// What follows an object in its file: a disk may fill, or a machine stop, while it is written.
static std::string seal(llvm::StringRef contents) {
    auto hash = llvm::xxh3_128bits(llvm::arrayRefFromStringRef(contents));
    const uint64_t words[] = {hash.low64, hash.high64};
    return std::string(reinterpret_cast<const char*>(words), sizeof words);
}
constexpr size_t SealSize = 16;

std::unique_ptr<codegen::MemoryFile> Cache::find(llvm::StringRef key) const {
    if (!enabled())
        return nullptr;
    std::string path = objectPath(directory, key);
    auto file = llvm::MemoryBuffer::getFile(path, false, false);
    if (!file)
        return nullptr;
    llvm::StringRef bytes = (*file)->getBuffer();
    llvm::StringRef contents = bytes.drop_back(std::min(bytes.size(), SealSize));
    if (bytes.substr(contents.size()) != seal(contents)) {
        fs::remove(path);
        return nullptr;
    }
    ::utimensat(AT_FDCWD, path.c_str(), nullptr, 0); // used now; a cache that may only be read keeps its times
    return codegen::MemoryFile::make(contents);
}

namespace {

struct Entry {
    std::string path;
    uint64_t size;
    llvm::sys::TimePoint<> used;
};

std::vector<Entry> entries(llvm::StringRef folder) {
    std::vector<Entry> found;
    std::error_code error;
    for (fs::directory_iterator file(folder, error), end; !error && file != end; file.increment(error)) {
        if (!llvm::StringRef(file->path()).ends_with(ObjectSuffix))
            continue;
        if (auto status = file->status())
            found.push_back({file->path(), status->getSize(), status->getLastModificationTime()});
    }
    return found;
}

} // namespace

void Cache::store(llvm::StringRef key, llvm::StringRef contents) const {
    if (!enabled() || fs::create_directories(directory))
        return;
    // Written beside and renamed, so that a reader never sees half a file.
    llvm::Error written = llvm::writeToOutput(objectPath(directory, key), [&](llvm::raw_ostream& out) {
        out << contents << seal(contents);
        return llvm::Error::success();
    });
    if (written) {
        llvm::consumeError(std::move(written));
        return;
    }
    std::vector<Entry> files = entries(directory);
    uint64_t total = 0;
    for (const Entry& file : files)
        total += file.size;
    std::sort(files.begin(), files.end(), [](const Entry& left, const Entry& right) { return left.used < right.used; });
    for (const Entry& file : files) {
        if (total <= limitBytes)
            break;
        fs::remove(file.path);
        total -= file.size;
    }
}

Cache::Usage Cache::usage() const {
    Usage usage;
    for (const Entry& file : entries(directory)) {
        ++usage.files;
        usage.bytes += file.size;
    }
    return usage;
}

bool Cache::clear() const {
    bool removed = true;
    for (const Entry& file : entries(directory))
        removed &= !fs::remove(file.path);
    return removed;
}

} // namespace pyc::driver
