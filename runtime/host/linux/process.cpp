// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The process on Linux: its arguments, environment, signals, random bytes and end.
#include "runtime/host/host.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <sys/random.h>
#include <unistd.h>

extern "C" char** environ;

namespace pyc::host {

namespace {

constinit int argumentCount = 0;
constinit char** argumentVector = nullptr;

void setAction(int signal, void (*handler)(int)) {
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_ONSTACK;
    sigaction(signal, &action, nullptr);
}

} // namespace

void setArguments(int count, char** arguments) {
    argumentCount = count;
    argumentVector = arguments;
}

std::span<char* const> arguments() { return {argumentVector, size_t(argumentCount)}; }

const char* environmentVariable(const char* name) { return getenv(name); }

char** environment() { return environ; }

int processId() { return getpid(); }

uint64_t threadId() { return uint64_t(gettid()); }

void exitProcess(int status) { _exit(status); }

void exitBySignal(int signal) {
    setAction(signal, SIG_DFL);
    kill(getpid(), signal);
    _exit(128 + signal);
}

int64_t executablePath(char* buffer, size_t size) {
    ssize_t length = readlink("/proc/self/exe", buffer, size);
    return length < 0 ? -int64_t(errno) : int64_t(length);
}

bool randomBytes(void* buffer, size_t size) {
    auto* bytes = static_cast<char*>(buffer);
    while (size > 0) {
        ssize_t count = getrandom(bytes, size, 0);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        bytes += count;
        size -= size_t(count);
    }
    return true;
}

void handleSignal(int signal, SignalHandler handler) { setAction(signal, handler); }

void ignoreSignal(int signal) { setAction(signal, SIG_IGN); }

void defaultSignal(int signal) { setAction(signal, SIG_DFL); }

bool isSignalIgnored(int signal) {
    struct sigaction action = {};
    return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

} // namespace pyc::host
