// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reading source lines for tracebacks.
#include "runtime/builtins/traceback_source.h"

#include "runtime/abi/program.h"
#include "runtime/gc/gc.h"
#include "runtime/host/host.h"

#include <cstring>

namespace pyc::runtime {

namespace {
struct SourceFile {
    String* name;
    const char* data;
    size_t size;
};
} // namespace
// Tracebacks show many lines of few files.
PYC_GC_ROOT static constinit SourceFile lastFile{};

static bool readWhole(const char* path, const char** data, size_t* size) {
    int64_t descriptor = host::openFile(path, host::OpenRead);
    if (descriptor < 0)
        return false;
    size_t capacity = 1 << 14, used = 0;
    auto* buffer = static_cast<char*>(gc::allocateAtomic(capacity));
    while (buffer) {
        int64_t got = host::readFile(int(descriptor), buffer + used, capacity - used);
        if (got <= 0)
            break;
        used += size_t(got);
        if (used == capacity) {
            auto* grown = static_cast<char*>(gc::allocateAtomic(capacity * 2));
            if (grown)
                std::memcpy(grown, buffer, used);
            buffer = grown;
            capacity *= 2;
        }
    }
    host::closeFile(int(descriptor));
    *data = buffer;
    *size = used;
    return buffer;
}

static bool openSource(String* fileName) {
    if (lastFile.name && sameName(lastFile.name, fileName))
        return lastFile.data;
    lastFile = {fileName, nullptr, 0};
    Utf8 path = utf8Of(fileName);
    if (!path.data)
        return false;
    for (uint32_t i = 0; i < pyc_program.moduleCount; ++i) {
        const ModuleData& module = pyc_program.modules[i];
        if (module.source && module.fileName && path.view() == module.fileName) {
            lastFile.data = module.source;
            lastFile.size = size_t(module.sourceSize);
            return true;
        }
    }
    if (path.size && path.data[0] == '<')
        return false;
    return readWhole(path.data, &lastFile.data, &lastFile.size);
}

String* sourceLine(String* fileName, int64_t line) {
    if (line < 1 || !openSource(fileName))
        return staticString<"">;
    const char* start = lastFile.data;
    const char* end = start + lastFile.size;
    if (lastFile.size >= 3 && std::memcmp(start, "\xEF\xBB\xBF", 3) == 0)
        start += 3;
    for (; line > 1; --line) {
        auto* newline = static_cast<const char*>(std::memchr(start, '\n', size_t(end - start)));
        if (!newline)
            return staticString<"">;
        start = newline + 1;
    }
    auto* newline = static_cast<const char*>(std::memchr(start, '\n', size_t(end - start)));
    if (newline)
        end = newline;
    while (end > start && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r' || end[-1] == '\f'))
        --end;
    return newString({start, size_t(end - start)});
}

} // namespace pyc::runtime
