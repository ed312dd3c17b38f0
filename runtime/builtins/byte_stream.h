// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Buffered bytes in front of a file descriptor: what stands behind sys.stdin, sys.stdout and sys.stderr.
#pragma once

#include "runtime/object/operations.h"

#include <string_view>

namespace pyc::runtime {

struct ByteStream : Object {
    int32_t descriptor;
    bool writable, closed;
    bool unbuffered;   // every write goes out at once
    const char* name;  // "<stdout>"
    char* data;        // null until first used
    size_t start, end; // what is held back: read and not yet taken, or written and not yet sent
};

extern Type BufferedReaderType, BufferedWriterType;

ByteStream* newByteStream(int descriptor, bool writable, const char* name);
// Takes all of it, or fails.
bool streamWrite(ByteStream* stream, std::string_view bytes);
bool streamFlush(ByteStream* stream);
// Reads more behind what is held back: how many bytes, 0 at the end, -1 error. There is room for at least one.
int64_t streamFill(ByteStream* stream);
// Up to and including a newline, at most `limit` bytes (-1: no limit). Null: error.
Bytes* streamReadLine(ByteStream* stream, int64_t limit);
// `count` bytes or all there are (-1).
Bytes* streamRead(ByteStream* stream, int64_t count);
bool streamClose(ByteStream* stream);
// False, with an error pending, when the stream is closed.
bool checkOpen(const ByteStream* stream);
ErrorReturn raiseUnsupported(const char* what); // io.UnsupportedOperation

} // namespace pyc::runtime
