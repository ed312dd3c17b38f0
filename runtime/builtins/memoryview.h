// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Views of the memory of bytes and bytearray.
#pragma once

#include "runtime/builtins/bytes.h"

namespace pyc::runtime {

// What all views made from one another share: the object whose memory it is. A bytearray that is resized leaves its
// memory to the views: nothing counts them, so nobody can say whether one is still in use. Only the views of a with
// statement are known to be, and lock it.
struct SharedMemory {
    Value owner;
};

struct MemoryView : Object {
    SharedMemory* shared; // null: released
    char* data;           // of the item with all indices zero
    String* format;
    int64_t itemSize;
    int64_t dimensions;
    int64_t length;   // bytes of all items
    int64_t* lengths; // `dimensions` numbers, then as many strides
    bool readOnly;
    bool entered; // by a with statement
    bool hashed;
    int64_t hash;

    const int64_t* strides() const { return lengths + dimensions; }
};

inline bool isMemoryView(Value value) { return value.isObject() && isA(value, MemoryViewType); }
bool isContiguous(const MemoryView* view);
// The items in order; of a view with gaps, a copy.
std::string_view viewBytes(const MemoryView* view);

} // namespace pyc::runtime
