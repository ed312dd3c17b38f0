// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The start and the end of every program.
#include "runtime/builtins/exceptions.h"
#include "runtime/builtins/generator.h"
#include "runtime/builtins/hash.h"
#include "runtime/builtins/standard_streams.h"
#include "runtime/builtins/text.h"
#include "runtime/host/host.h"
#include "runtime/import/import.h"
#include "runtime/interp/interpreter.h"

#include <cstring>

namespace pyc::runtime {

namespace {

constexpr int FlushFailedStatus = 120;

void fatal(std::string_view message) { host::writeFully(2, message.data(), message.size()); }

// A number in text, without the C library's printf.
struct Digits {
    char text[24];
    size_t start = sizeof text;
    explicit Digits(uint64_t number) {
        do
            text[--start] = char('0' + number % 10);
        while (number /= 10);
    }
    std::string_view view() const { return {text + start, sizeof text - start}; }
};

void reportStatistics() {
    for (auto [name, count] : {std::pair<std::string_view, uint64_t>{"side exits: ", sideExits},
                               {"collections: ", gc::collections()},
                               {"heap bytes: ", gc::heapSize()}}) {
        fatal(name);
        fatal(Digits(count).view());
        fatal("\n");
    }
}

struct Ending {
    int status = 0;
    bool interrupted = false;
};

Ending endWithPendingError() {
    // What was printed comes before the report.
    ExceptionObject* error = takeError();
    if (!flushStandardStreams())
        clearError();
    Ending ending;
    ending.interrupted = isA(Value(error), KeyboardInterruptType);
    ending.status = reportUncaught(error);
    return ending;
}

Ending runProgram() {
    if (!builtinsModule() || !importModule(staticString<"sys">))
        return endWithPendingError();
    Value main = runProgramModule(&pyc_program.modules[pyc_program.mainModule], staticString<"__main__">);
    return main ? Ending{} : endWithPendingError();
}

// First what is dead already, then what the names of the main module stand for, then what is left. Names keep their
// values: CPython, too, finalizes the objects of a module before it clears the names.
void finaliseObjects() {
    watchUnstarted(nullptr);
    if (!gc::finalizersRegistered())
        return;
    gc::collect();
    gc::runFinalizers();
    endOfSources();
    Value main = dictGetString(modulesDict(), staticString<"__main__">);
    if (main && isExactly(main, ModuleType)) {
        Dict* names = as<Module>(main)->namespaceDict;
        List* keys = dictKeysList(names);
        for (int64_t i = 0; keys && i < listLength(keys); ++i)
            if (Value value = dictGet(names, listItem(keys, i)); value && value.isObject())
                gc::finalizeNow(value.object());
    }
    constexpr int Rounds = 3; // finalizers make objects that have some
    for (int round = 0; round < Rounds; ++round) {
        gc::readyAllFinalizers();
        if (!gc::runFinalizers())
            break;
    }
    if (errorPending())
        clearError();
}

int start(void*) {
    makeCharacterStrings();
    if (!startHashing(host::environmentVariable("PYTHONHASHSEED"))) {
        fatal("Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in range "
              "[0; 4294967295]\nPython runtime state: preinitialized\n\nCurrent thread (most recent call first):\n"
              "  <no Python frame>\n");
        return 1;
    }
    if (!startMainThread()) {
        fatal("MemoryError\n");
        return 1;
    }
    host::ignoreSignal(host::PipeSignal);
    if (!host::isSignalIgnored(host::InterruptSignal))
        host::handleSignal(host::InterruptSignal, [](int) { interruptMain(); });

    Ending ending = runProgram();
    finaliseObjects();
    if (!flushStandardStreams()) {
        reportUnraisable("Exception ignored while flushing sys.stdout", noneValue());
        ending.status = FlushFailedStatus;
    }
    const char* statistics = host::environmentVariable("PYC_STATS");
    if (statistics && *statistics && strcmp(statistics, "0") != 0)
        reportStatistics();
    if (ending.interrupted)
        host::exitBySignal(host::InterruptSignal);
    return ending.status;
}

} // namespace

} // namespace pyc::runtime

int main(int count, char** arguments) {
    pyc::host::setArguments(count, arguments);
    return pyc::gc::runMain(pyc::gc::optionsFromEnvironment(), pyc::runtime::start, nullptr);
}
