// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Text in UTF-8 over a byte stream: sys.stdin, sys.stdout and sys.stderr.
#pragma once

#include "runtime/builtins/byte_stream.h"

namespace pyc::runtime {

enum class EncodingErrors : uint8_t { Strict, SurrogateEscape, BackslashReplace, Replace, Ignore, Unknown };

struct TextStream : Object {
    ByteStream* buffer;
    const char* mode;
    String* errorsName; // as a program set it, or null
    EncodingErrors errors;
    bool lineBuffered, writeThrough;
};

extern Type TextStreamType;

TextStream* newTextStream(int descriptor, bool writable, const char* name, EncodingErrors errors);
bool streamWriteText(TextStream* stream, String* text);
bool streamWriteAscii(TextStream* stream, std::string_view text);
// A line with its newline; empty at the end; null: error.
String* streamReadTextLine(TextStream* stream, int64_t limit = -1);

inline bool isTextStream(Value value) { return value.isObject() && typeOf(value) == &TextStreamType; }

} // namespace pyc::runtime
