// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// sys.stdin, sys.stdout and sys.stderr: how they are made, and flushing them at the end.
#include "runtime/builtins/standard_streams.h"

#include "runtime/host/host.h"

namespace pyc::runtime {

namespace {

PYC_GC_ROOT constinit Dict* systemNames = nullptr;
PYC_GC_ROOT constinit Value streams[3] = {};

// In a locale that says nothing about an encoding, bytes that are no UTF-8 survive a round trip.
bool isPlainLocale() {
    const char* name = nullptr;
    for (const char* variable : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        name = host::environmentVariable(variable);
        if (name && *name)
            break;
    }
    if (!name || !*name)
        return true;
    for (std::string_view plain : {"C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8"})
        if (name == plain)
            return true;
    return false;
}

bool isUnbuffered() {
    const char* value = host::environmentVariable("PYTHONUNBUFFERED");
    return value && *value;
}

Value makeStream(int descriptor) {
    constexpr const char* Names[] = {"<stdin>", "<stdout>", "<stderr>"};
    if (!host::isOpen(descriptor))
        return noneValue();
    EncodingErrors errors = descriptor == 2   ? EncodingErrors::BackslashReplace
                            : isPlainLocale() ? EncodingErrors::SurrogateEscape
                                              : EncodingErrors::Strict;
    TextStream* stream = PYC_TRY(newTextStream(descriptor, descriptor != 0, Names[descriptor], errors));
    if (descriptor != 0 && isUnbuffered())
        stream->writeThrough = stream->buffer->unbuffered = true;
    stream->lineBuffered = descriptor == 2 || host::isTerminal(descriptor);
    return stream;
}

// Flushes what may be any object; one that is closed needs nothing.
bool flushObject(Value file) {
    if (!file || isNone(file))
        return true;
    if (isTextStream(file)) {
        ByteStream* buffer = as<TextStream>(file)->buffer;
        return buffer->closed || streamFlush(buffer);
    }
    Value closed;
    int found = findAttribute(file, staticString<"closed">, &closed);
    if (found < 0 || (found > 0 && isTrue(closed) != 0)) {
        clearError();
        return true;
    }
    return bool(callMethod(file, staticString<"flush">));
}

} // namespace

void setSystemNamespace(Dict* names) { systemNames = names; }

Value systemObject(String* name) { return systemNames ? dictGetString(systemNames, name) : Value(); }

Value standardStream(int descriptor) {
    if (!streams[descriptor])
        streams[descriptor] = makeStream(descriptor);
    return streams[descriptor];
}

bool flushStandardStreams() {
    if (!flushObject(systemObject(staticString<"stderr">)))
        clearError();
    bool fine = flushObject(systemObject(staticString<"stdout">));
    // A program may have put others in their place.
    for (int descriptor : {1, 2}) {
        ExceptionObject* error = fine ? nullptr : takeError();
        if (!flushObject(streams[descriptor])) {
            if (fine)
                return false;
            clearError();
        }
        if (error)
            restoreError(error);
    }
    return fine;
}

bool writeText(Value file, String* text) {
    if (isTextStream(file)) {
        auto* stream = as<TextStream>(file);
        if (!stream->buffer->writable)
            return raiseUnsupported("not writable");
        return streamWriteText(stream, text);
    }
    return bool(callMethod(file, staticString<"write">, {Value(text)}));
}

} // namespace pyc::runtime
