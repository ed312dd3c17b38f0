// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Temporary files go away when a signal ends the compiler, too.
#include "cross/driver/output.h"

#include "llvm/Support/Errno.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace pyc::driver {

namespace fs = llvm::sys::fs;

static ExitStatus cannotWrite(const std::string& path, std::error_code error) {
    const char* hint = error == std::errc::no_space_on_device ? "free some space, or name another place with -o"
                       : error == std::errc::permission_denied || error == std::errc::read_only_file_system
                           ? "name a file that may be written"
                       : error == std::errc::file_too_large ? "the limit on the size of files is too low (ulimit -f)"
                                                            : "";
    printError("cannot write '" + path + "': " + error.message(), hint);
    return EnvironmentIsWrong;
}

ExitStatus checkWritable(const std::string& path) {
    if (fs::is_directory(path)) {
        printError("'" + path + "' is a directory", "name the file itself with -o");
        return EnvironmentIsWrong;
    }
    if (fs::exists(path) && !fs::is_regular_file(path))
        return Success;
    llvm::StringRef folder = llvm::sys::path::parent_path(path);
    if (folder.empty())
        folder = ".";
    if (!fs::exists(folder)) {
        printError("cannot write '" + path + "': the folder '" + folder + "' does not exist",
                   "make it, or name another");
        return EnvironmentIsWrong;
    }
    if (!fs::is_directory(folder)) {
        printError("cannot write '" + path + "': '" + folder + "' is not a folder", "name another place with -o");
        return EnvironmentIsWrong;
    }
    if (::access(folder.str().c_str(), W_OK) != 0)
        return cannotWrite(path, std::error_code(errno, std::generic_category()));
    return Success;
}

static std::error_code writeAll(int descriptor, llvm::StringRef contents) {
    while (!contents.empty()) {
        ssize_t written = llvm::sys::RetryAfterSignal(-1, ::write, descriptor, contents.data(), contents.size());
        if (written < 0)
            return std::error_code(errno, std::generic_category());
        contents = contents.drop_front(size_t(written));
    }
    return {};
}

ExitStatus writeFile(const std::string& path, llvm::StringRef contents) {
    if (path == "-") {
        if (std::error_code error = writeAll(STDOUT_FILENO, contents))
            return cannotWrite("standard output", error);
        return Success;
    }
    if (ExitStatus status = checkWritable(path); status != Success)
        return status;
    if (fs::exists(path) && !fs::is_regular_file(path)) {
        int descriptor;
        std::error_code error = fs::openFileForWrite(path, descriptor, fs::CD_OpenExisting);
        if (!error) {
            error = writeAll(descriptor, contents);
            ::close(descriptor);
        }
        return error ? cannotWrite(path, error) : Success;
    }
    llvm::Expected<fs::TempFile> file = fs::TempFile::create(path + ".tmp-%%%%%%%%", fs::all_read | fs::all_write);
    if (!file)
        return cannotWrite(path, llvm::errorToErrorCode(file.takeError()));
    if (std::error_code error = writeAll(file->FD, contents)) {
        llvm::consumeError(file->discard());
        return cannotWrite(path, error);
    }
    if (llvm::Error error = file->keep(path))
        return cannotWrite(path, llvm::errorToErrorCode(std::move(error)));
    return Success;
}

} // namespace pyc::driver
