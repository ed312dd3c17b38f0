// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The process under WASI: arguments and environment as given, one thread, no signals.
#include "runtime/host/host.h"

#include <cerrno>
#include <cstdlib>
#include <unistd.h>

extern "C" char** environ;

namespace pyc::host {

namespace {

constinit int argumentCount = 0;
constinit char** argumentVector = nullptr;

} // namespace

void setArguments(int count, char** arguments) {
    argumentCount = count;
    argumentVector = arguments;
}

std::span<char* const> arguments() { return {argumentVector, size_t(argumentCount)}; }

const char* environmentVariable(const char* name) { return getenv(name); }

char** environment() { return environ; }

// As wasi-libc has it for programs that want a number.
int processId() { return 42; }

uint64_t threadId() { return 1; }

void exitProcess(int status) { _Exit(status); }

void exitBySignal(int signal) { _Exit(128 + signal); }

int64_t executablePath(char*, size_t) { return -int64_t(ENOENT); }

bool randomBytes(void* buffer, size_t size) {
    constexpr size_t Most = 256;
    auto* bytes = static_cast<char*>(buffer);
    for (size_t done = 0; done < size; done += Most)
        if (getentropy(bytes + done, size - done < Most ? size - done : Most) != 0)
            return false;
    return true;
}

void handleSignal(int, SignalHandler) {}

void ignoreSignal(int) {}

void defaultSignal(int) {}

bool isSignalIgnored(int) { return true; }

} // namespace pyc::host
