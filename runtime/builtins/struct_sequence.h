// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tuples whose items have names: sys.version_info, time.struct_time and their like. A type is declared by the table of
// its fields, which are the first rows of its members, in order.
#pragma once

#include "runtime/builtins/tuple.h"
#include "runtime/object/native.h"

namespace pyc::runtime {

template <size_t Index>
Value structField(Value self) {
    return as<Tuple>(self)->items[Index];
}

#define PYC_STRUCT_FIELD(index, text, docText) PYC_FIELD(text, structField<index>, nullptr, docText)

Value structSequenceRepr(Value self);
Value structSequenceReduce(Tuple* self);

constexpr TypeSlots structSequenceSlots(NewSlot create = nullptr) {
    TypeSlots slots = tupleSlots();
    slots.repr = structSequenceRepr;
    slots.create = create;
    return slots;
}

constexpr Type defineStructSequence(const char* name, Shape* shape, const NativeMember* members,
                                    NewSlot create = nullptr) {
    return defineType({.name = name,
                       .shape = shape,
                       .base = &TupleType,
                       .flags = TypeIsTuple | TypeIsSequence,
                       .instanceSize = sizeof(Tuple),
                       .members = members,
                       .slots = structSequenceSlots(create)});
}

// Room for `fields` items, of which the first `visible` are the sequence; fill them before it is seen.
Tuple* newStructSequence(Shape& shape, int64_t visible, int64_t fields);
// All items given; those that are empty end in failure (an error is pending).
Value newStructSequence(Shape& shape, std::initializer_list<Value> items);

} // namespace pyc::runtime
