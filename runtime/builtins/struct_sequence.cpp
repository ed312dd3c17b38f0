// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tuples whose items have names.
#include "runtime/builtins/struct_sequence.h"

#include "runtime/object/operations.h"

namespace pyc::runtime {

Value structSequenceRepr(Value self) {
    auto* tuple = as<Tuple>(self);
    const NativeMember* field = typeOf(self)->members;
    StringBuilder text;
    if (!text.append(typeOf(self)->name) || !text.append("("))
        return Value();
    for (int64_t i = 0; i < tuple->length; ++i, ++field) {
        String* item = PYC_TRY(repr(tuple->items[i]));
        if ((i > 0 && !text.append(", ")) || !text.append(field->name) || !text.append("=") || !text.append(item))
            return Value();
    }
    return text.append(")") ? Value(text.finish()) : Value();
}

Value structSequenceReduce(Tuple* self) {
    Tuple* items = PYC_TRY(newTuple(itemsOf(self)));
    Tuple* arguments = PYC_TRY(newTuple({Value(items)}));
    return newTuple({Value(typeOf(Value(self))), Value(arguments)});
}

Tuple* newStructSequence(Shape& shape, int64_t visible, int64_t fields) {
    auto* tuple = static_cast<Tuple*>(gc::allocate(sizeof(Tuple) + size_t(fields) * sizeof(Value)));
    if (!tuple)
        return raiseMemoryError();
    tuple->length = visible;
    tuple->shape = &shape;
    return tuple;
}

Value newStructSequence(Shape& shape, std::initializer_list<Value> items) {
    auto count = int64_t(items.size());
    Tuple* tuple = PYC_TRY(newStructSequence(shape, count, count));
    Value* place = tuple->items;
    for (Value item : items) {
        if (!item)
            return Value();
        *place++ = item;
    }
    return Value(tuple);
}

} // namespace pyc::runtime
