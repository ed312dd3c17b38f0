// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Handlers that only write and leave.
#include "cross/driver/signals.h"

#include "cross/driver/diagnostics.h"

#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/Signals.h"

#include <csignal>
#include <cstring>
#include <new>
#include <unistd.h>

namespace pyc::driver {

namespace {

constexpr int Crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP};

[[noreturn]] void leave(const char* problem, const char* hint, ExitStatus status) {
    for (const char* text : {"pyc-native: error: ", problem, "\n  ", hint, "\n"})
        (void)!::write(STDERR_FILENO, text, std::strlen(text));
    llvm::sys::RunInterruptHandlers(); // removes temporary files
    ::_exit(status);
}

constexpr const char* ReportIt = "this is a bug of pyc-native: please report it with the program that was compiled";

void crashed(int signal) {
    for (int each : Crashes)
        ::signal(each, SIG_DFL);
    leave(signal == SIGSEGV ? "internal error: invalid memory access, or a program nested too deeply"
                            : "internal error: the compiler stopped itself",
          ReportIt, InternalError);
}

void failed(void*, const char* reason, bool) { leave(reason, ReportIt, InternalError); }

void memoryExhausted(void*, const char*, bool) {
    leave("out of memory", "compiling takes more memory than there is: free some, or raise the limit (ulimit -v)",
          EnvironmentIsWrong);
}
void newFailed() { memoryExhausted(nullptr, nullptr, true); }

} // namespace

void installSignals() {
    // LLVM's own handlers, which remove files, come when they are first needed; ours have to be later than that.
    llvm::sys::AddSignalHandler([](void*) {}, nullptr);
    // The stack may be what has run out.
    static char stack[1 << 16];
    stack_t alternate{};
    alternate.ss_sp = stack;
    alternate.ss_size = sizeof stack;
    ::sigaltstack(&alternate, nullptr);
    struct sigaction action{};
    action.sa_handler = crashed;
    action.sa_flags = SA_ONSTACK | SA_NODEFER;
    for (int each : Crashes)
        ::sigaction(each, &action, nullptr);
    ::signal(SIGXFSZ, SIG_IGN); // writing tells the same
    llvm::install_fatal_error_handler(failed);
    llvm::install_bad_alloc_error_handler(memoryExhausted);
    std::set_new_handler(newFailed);
}

void restoreSignals() {
    for (int each : Crashes)
        ::signal(each, SIG_DFL);
    ::signal(SIGXFSZ, SIG_DFL);
}

} // namespace pyc::driver
