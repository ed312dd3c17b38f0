// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reading one line of a file.
#include "runtime/eval/source_line.h"
#include "runtime/host/host.h"
#include "runtime/object/errors.h"
#include "runtime/object/string_object.h"

#include <cstring>

namespace pyc::runtime {

String* sourceLine(String* fileName, int64_t line) {
    Utf8 path = utf8Of(fileName);
    if (!path.data)
        return nullptr;
    if (path.size && path.data[0] == '<')
        return nullptr;
    int64_t file = host::openFile(path.data, host::OpenRead);
    if (file < 0)
        return nullptr;
    StringBuilder text;
    char buffer[4096];
    int64_t current = 1, size;
    bool failed = false, ended = false;
    while (!ended && !failed && (size = host::readFile(int(file), buffer, sizeof buffer)) > 0) {
        const char* at = buffer;
        const char* end = buffer + size;
        while (at < end && !ended) {
            auto* feed = static_cast<const char*>(memchr(at, '\n', size_t(end - at)));
            const char* stop = feed ? feed + 1 : end;
            if (current == line)
                failed |= !text.append(std::string_view(at, size_t(stop - at)));
            ended = feed && current == line;
            current += feed != nullptr;
            at = stop;
        }
    }
    host::closeFile(int(file));
    return failed || current < line || !text.length() ? nullptr : text.finish();
}

} // namespace pyc::runtime
