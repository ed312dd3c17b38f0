// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Iterators over __getitem__ and over a callable with a sentinel.
#include "runtime/builtins/iterators.h"

#include "runtime/import/import.h"
#include "runtime/object/native.h"

namespace pyc::runtime {

Value builtinNamed(String* name) {
    Value value = dictGetString(builtinsDict(), name);
    return value ? value : Value(raiseAttributeError("module 'builtins' has no attribute '%U'", name));
}

Value reduceAsList(Value copy) {
    List* items = PYC_TRY(newList());
    NextSlot next = typeOf(copy)->slots.next;
    while (Value item = next(copy))
        if (!listAppend(items, item))
            return Value();
    if (errorPending())
        return Value();
    return newTuple({PYC_TRY(builtinNamed(staticString<"iter">)), PYC_TRY(Value(newTuple({Value(items)})))});
}

namespace {

struct SequenceIterator : Object {
    Value sequence; // empty: exhausted
    int64_t index;
};

struct CallableIterator : Object {
    Value callable; // empty: exhausted
    Value sentinel;
};

Value sequenceNext(Value self) {
    auto* iterator = as<SequenceIterator>(self);
    if (!iterator->sequence)
        return Value();
    if (iterator->index == INT64_MAX)
        return raiseOverflowError("iter index too large");
    Value item = getItem(iterator->sequence, intValue(iterator->index));
    if (item) {
        ++iterator->index;
        return item;
    }
    if (pendingErrorIs(IndexErrorType) || pendingErrorIs(StopIterationType)) {
        clearError();
        iterator->sequence = Value();
    }
    return Value();
}

Value sequenceLengthHint(SequenceIterator* iterator) {
    if (!iterator->sequence)
        return Value::fromSmallInt(0);
    if (!typeOf(iterator->sequence)->slots.length)
        return notImplementedValue();
    int64_t left = PYC_TRY(length(iterator->sequence)) - iterator->index;
    return intValue(left < 0 ? 0 : left);
}

Value sequenceReduce(SequenceIterator* iterator) {
    Value function = PYC_TRY(builtinNamed(staticString<"iter">));
    if (!iterator->sequence)
        return newTuple({function, PYC_TRY(Value(newTuple({Value(emptyTuple())})))});
    return newTuple({function, PYC_TRY(Value(newTuple({iterator->sequence}))), intValue(iterator->index)});
}

Value sequenceSetState(SequenceIterator* iterator, int64_t index) {
    if (iterator->sequence)
        iterator->index = index < 0 ? 0 : index;
    return noneValue();
}

constinit const NativeMember sequenceMembers[] = {
    PYC_METHOD("__length_hint__", sequenceLengthHint, "($self, /)", "How many items are left, probably."),
    PYC_METHOD("__reduce__", sequenceReduce, "($self, /)", "How to make the iterator again."),
    PYC_METHOD("__setstate__", sequenceSetState, "($self, object, /)", "Continues at another index."), PYC_END};

Value callableNext(Value self) {
    auto* iterator = as<CallableIterator>(self);
    if (!iterator->callable)
        return Value();
    Value result = call(iterator->callable);
    if (!result) {
        if (pendingErrorIs(StopIterationType)) {
            clearError();
            iterator->callable = Value();
        }
        return Value();
    }
    // The call may have exhausted the iterator.
    if (!iterator->callable)
        return Value();
    if (!PYC_TRY(richEqual(iterator->sentinel, result)))
        return result;
    iterator->callable = Value();
    return Value();
}

Value callableReduce(CallableIterator* iterator) {
    Value function = PYC_TRY(builtinNamed(staticString<"iter">));
    if (!iterator->callable)
        return newTuple({function, PYC_TRY(Value(newTuple({Value(emptyTuple())})))});
    return newTuple({function, PYC_TRY(Value(newTuple({iterator->callable, iterator->sentinel})))});
}

constinit const NativeMember callableMembers[] = {
    PYC_METHOD("__reduce__", callableReduce, "($self, /)", "How to make the iterator again."), PYC_END};

} // namespace

Value newSequenceIterator(Value sequence) {
    auto* iterator = static_cast<SequenceIterator*>(gc::allocate(sizeof(SequenceIterator)));
    if (!iterator)
        return raiseMemoryError();
    iterator->sequence = sequence;
    iterator->index = 0;
    iterator->shape = &SequenceIteratorShape;
    return Value(iterator);
}

Value newCallableIterator(Value callable, Value sentinel) {
    auto* iterator = static_cast<CallableIterator*>(gc::allocate(sizeof(CallableIterator)));
    if (!iterator)
        return raiseMemoryError();
    iterator->callable = callable;
    iterator->sentinel = sentinel;
    iterator->shape = &CallableIteratorShape;
    return Value(iterator);
}

PYC_GC_ROOT constinit Shape SequenceIteratorShape = defineShape(SequenceIteratorType);
PYC_GC_ROOT constinit Type SequenceIteratorType = defineType({
    .name = "iterator",
    .shape = &SequenceIteratorShape,
    .instanceSize = sizeof(SequenceIterator),
    .members = sequenceMembers,
    .slots = {.iter = identity, .next = sequenceNext},
});

PYC_GC_ROOT constinit Shape CallableIteratorShape = defineShape(CallableIteratorType);
PYC_GC_ROOT constinit Type CallableIteratorType = defineType({
    .name = "callable_iterator",
    .shape = &CallableIteratorShape,
    .instanceSize = sizeof(CallableIterator),
    .members = callableMembers,
    .slots = {.iter = identity, .next = callableNext},
});

} // namespace pyc::runtime
