// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// bytes and bytearray as the files about them and their users see them.
#pragma once

#include "runtime/object/containers.h"

#include <string_view>

namespace pyc::runtime {

// A block's capacity never changes; growing replaces it.
struct ByteBlock {
    uint64_t capacity;
    uint64_t length;
    char data[];
};

struct ByteArray : Object {
    ByteBlock* block;
    int32_t locks; // views in with statements; its size cannot change meanwhile
    bool viewed;   // views may have the block, which is then replaced when the size changes
};

inline bool isByteArray(Value value) { return value.isObject() && isA(value, ByteArrayType); }
// bytes, bytearray or a contiguous memoryview.
bool isBytesLike(Value value);
// The same, or a memoryview whose items do not stand side by side: its bytes are a copy.
bool isBuffer(Value value);
// "a bytes-like object is required", or what else such a view is told.
[[gnu::cold]] ErrorReturn raiseNotBytesLike(Value value);
// The memory of a value that isBytesLike; valid until it is resized.
std::string_view bytesView(Value value);
// bytes(value) for one argument that is not a string: __bytes__, buffers, iterables of integers; not a count. Null:
// error.
Bytes* bytesFromObject(Value value);
Bytes* bytesFromView(std::string_view data);
ByteArray* newByteArray(std::string_view data);
// A bytearray's repr escapes single quotes whatever the quotes around are.
String* bytesRepr(std::string_view data, bool escapeSingleQuotes = false);

// A growing row of bytes.
// CPython's header counts.
constexpr int64_t LongestBytes = INT64_MAX - 33;

class BytesBuilder {
public:
    bool append(std::string_view piece);
    bool appendByte(uint8_t byte) { return append({reinterpret_cast<const char*>(&byte), 1}); }
    char* extend(uint64_t more); // room at the end, counted as filled; null: memory error, pending
    Bytes* finish();
    size_t size() const { return used; }
    std::string_view view() const { return {block ? block->data : "", used}; }

private:
    Bytes* block = nullptr;
    size_t used = 0, capacity = 0;
};

} // namespace pyc::runtime
