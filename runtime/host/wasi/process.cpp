// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The process under WASI: arguments and environment as given, one thread, no signals but the one a page can send.
#include "runtime/host/host.h"

#include <cerrno>
#include <cstdlib>
#include <unistd.h>

extern "C" char** environ;

// Of the C library's own allocator, which the runtime does not use, and its start; its version brings printf along.
extern "C" [[noreturn]] void __assert_fail(const char*, const char*, int, const char*) { abort(); }

namespace pyc::host {

namespace {

constinit int argumentCount = 0;
constinit char** argumentVector = nullptr;
constinit SignalHandler interruptHandler = nullptr;

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

void handleSignal(int signal, SignalHandler handler) {
    if (signal == InterruptSignal)
        interruptHandler = handler;
}

void ignoreSignal(int) {}

void defaultSignal(int signal) { handleSignal(signal, nullptr); }

bool isSignalIgnored(int signal) { return signal != InterruptSignal; }

// Ctrl-C in a page: called while the program waits in a system call, which is then interrupted.
extern "C" [[clang::export_name("pyc_interrupt")]] void pyc_interrupt() {
    if (interruptHandler)
        interruptHandler(InterruptSignal);
    else
        exitBySignal(InterruptSignal);
}

} // namespace pyc::host
