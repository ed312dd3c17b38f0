// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Files, through the C library.
#include "runtime/host/host.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pyc::host {

namespace {

int64_t resultOf(int64_t result) { return result < 0 ? -int64_t(errno) : result; }

} // namespace

int64_t openFile(const char* path, uint32_t flags, uint32_t mode) {
    int native = O_CLOEXEC;
    if ((flags & OpenRead) && (flags & OpenWrite))
        native |= O_RDWR;
    else
        native |= flags & OpenWrite ? O_WRONLY : O_RDONLY;
    native |= (flags & OpenCreate ? O_CREAT : 0) | (flags & OpenTruncate ? O_TRUNC : 0);
    native |= (flags & OpenAppend ? O_APPEND : 0) | (flags & OpenExclusive ? O_EXCL : 0);
    return resultOf(open(path, native, mode));
}

int64_t readFile(int descriptor, void* buffer, size_t size) { return resultOf(read(descriptor, buffer, size)); }

int64_t writeFile(int descriptor, const void* data, size_t size) { return resultOf(write(descriptor, data, size)); }

int64_t closeFile(int descriptor) { return resultOf(close(descriptor)); }

int64_t seekFile(int descriptor, int64_t offset, SeekFrom from) {
    return resultOf(lseek(descriptor, offset, int(from)));
}

bool isTerminal(int descriptor) { return isatty(descriptor) == 1; }

bool isOpen(int descriptor) { return fcntl(descriptor, F_GETFD) >= 0; }

bool isDirectory(int descriptor) {
    struct stat status;
    return fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode);
}

int64_t preferredBlockSize(int descriptor) {
    struct stat status;
    return fstat(descriptor, &status) == 0 ? int64_t(status.st_blksize) : -int64_t(errno);
}

bool pathExists(const char* path) { return access(path, F_OK) == 0; }

const char* errorText(int error) { return strerror(error); }

void writeFully(int descriptor, const void* data, size_t size) {
    auto* bytes = static_cast<const char*>(data);
    while (size > 0) {
        int64_t written = writeFile(descriptor, bytes, size);
        if (written == -EINTR)
            continue;
        if (written < 0)
            return;
        bytes += written;
        size -= size_t(written);
    }
}

} // namespace pyc::host
