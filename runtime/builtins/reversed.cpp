// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// reversed.
#include "runtime/builtins/iterators.h"
#include "runtime/object/native.h"

namespace pyc::runtime {

namespace {

struct Reversed : Object {
    Value sequence; // empty: exhausted
    int64_t index;
};

Value reversedCreate(Type* cls, const Value* arguments, size_t count, Tuple* keywordNames) {
    if ((cls == &ReversedType && !checkNoKeywords("reversed", keywordNames)) ||
        !checkPositional("reversed", count, 1, 1))
        return Value();
    Value sequence = arguments[0];
    Value method = lookupInType(typeOf(sequence), staticString<"__reversed__">);
    if (method && !isNone(method)) {
        Callable callable = lookupSpecial(sequence, staticString<"__reversed__">);
        return callable.function ? callCallable(callable, {}) : Value();
    }
    bool isSequence = typeOf(sequence)->slots.getItem && typeOf(sequence)->slots.length && !isDict(sequence) &&
                      lookupInType(typeOf(sequence), staticString<"__getitem__">);
    if (method || !isSequence)
        return raiseTypeError("'%T' object is not reversible", sequence);
    int64_t itemCount = PYC_TRY(length(sequence));
    auto* reversed = PYC_TRY(newInstance<Reversed>(cls));
    reversed->sequence = sequence;
    reversed->index = itemCount - 1;
    return Value(reversed);
}

Value reversedNext(Value self) {
    auto* reversed = as<Reversed>(self);
    if (reversed->index >= 0 && reversed->sequence) {
        if (Value item = getItem(reversed->sequence, intValue(reversed->index))) {
            --reversed->index;
            return item;
        }
        if (pendingErrorIs(IndexErrorType) || pendingErrorIs(StopIterationType))
            clearError();
    }
    reversed->index = -1;
    reversed->sequence = Value();
    return Value();
}

Value lengthHint(Reversed* reversed) {
    if (!reversed->sequence)
        return Value::fromSmallInt(0);
    int64_t present = PYC_TRY(length(reversed->sequence));
    return intValue(present < reversed->index + 1 ? 0 : reversed->index + 1);
}

Value reduce(Reversed* reversed) {
    Value cls(typeOf(Value(reversed)));
    if (!reversed->sequence)
        return newTuple({cls, PYC_TRY(Value(newTuple({Value(emptyTuple())})))});
    return newTuple({cls, PYC_TRY(Value(newTuple({reversed->sequence}))), intValue(reversed->index)});
}

Value setState(Reversed* reversed, int64_t index) {
    if (reversed->sequence) {
        int64_t present = PYC_TRY(length(reversed->sequence));
        reversed->index = std::clamp<int64_t>(index, -1, present - 1);
    }
    return noneValue();
}

constinit const NativeMember reversedMembers[] = {
    PYC_METHOD("__length_hint__", lengthHint, "($self, /)", "How many items are left, probably."),
    PYC_METHOD("__reduce__", reduce, "($self, /)", "How to make the iterator again."),
    PYC_METHOD("__setstate__", setState, "($self, object, /)", "Continues at another index."), PYC_END};

} // namespace

PYC_GC_ROOT constinit Shape ReversedShape = defineShape(ReversedType);
PYC_GC_ROOT constinit Type ReversedType = defineType({
    .name = "reversed",
    .doc = "The items of a sequence from the last to the first.",
    .shape = &ReversedShape,
    .flags = TypeBaseAllowed,
    .instanceSize = sizeof(Reversed),
    .members = reversedMembers,
    .slots = {.iter = identity, .next = reversedNext, .create = reversedCreate},
});

} // namespace pyc::runtime
