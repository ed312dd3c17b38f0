// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// enumerate.
#include "runtime/builtins/generic_alias.h"
#include "runtime/builtins/iterators.h"
#include "runtime/object/native.h"

namespace pyc::runtime {

namespace {

struct Enumerate : Object {
    Value iterator;
    Value index;
};

Value enumerateCreate(Type* cls, const Value* arguments, size_t count, Tuple* keywordNames) {
    size_t keywords = keywordNames ? size_t(keywordNames->length) : 0;
    if (count + keywords > 2)
        return raiseTypeError("enumerate() takes at most 2 arguments (%d given)", count + keywords);
    Value iterable = count > 0 ? arguments[0] : Value(), start = count > 1 ? arguments[1] : Value();
    for (size_t i = 0; i < keywords; ++i) {
        auto* name = as<String>(keywordNames->items[i]);
        if (sameText(name, "iterable") && !iterable)
            iterable = arguments[count + i];
        else if (sameText(name, "start") && !start && (iterable || keywords == 2))
            start = arguments[count + i];
        else
            return raiseTypeError("'%U' is an invalid keyword argument for enumerate()", name);
    }
    if (!iterable)
        return raiseTypeError("enumerate() missing required argument 'iterable'");
    auto* enumerate = PYC_TRY(newInstance<Enumerate>(cls));
    enumerate->index = start ? PYC_TRY(toIndex(start)) : Value::fromSmallInt(0);
    enumerate->iterator = PYC_TRY(iterate(iterable));
    return Value(enumerate);
}

Value enumerateNext(Value self) {
    auto* enumerate = as<Enumerate>(self);
    Value item;
    if (advance(enumerate->iterator, &item) <= 0)
        return Value();
    Value index = enumerate->index;
    if (index.isSmallInt() && index.smallInt() < Value::SmallIntMax) [[likely]]
        enumerate->index = Value::fromSmallInt(index.smallInt() + 1);
    else
        enumerate->index = PYC_TRY(binary(BinaryOperator::Add, index, Value::fromSmallInt(1)));
    return newTuple({index, item});
}

Value reduce(Enumerate* enumerate) {
    Tuple* arguments = PYC_TRY(newTuple({enumerate->iterator, enumerate->index}));
    return newTuple({Value(typeOf(Value(enumerate))), Value(arguments)});
}

constinit const NativeMember enumerateMembers[] = {
    PYC_METHOD("__reduce__", reduce, "($self, /)", "How to make the iterator again."),
    PYC_CLASS_METHOD("__class_getitem__", genericAliasOf, "($type, object, /)", "See PEP 585"), PYC_END};

} // namespace

PYC_GC_ROOT constinit Shape EnumerateShape = defineShape(EnumerateType);
PYC_GC_ROOT constinit Type EnumerateType = defineType({
    .name = "enumerate",
    .doc = "Pairs of a count, which starts at `start`, and an item of the iterable.",
    .shape = &EnumerateShape,
    .flags = TypeBaseAllowed,
    .instanceSize = sizeof(Enumerate),
    .members = enumerateMembers,
    .slots = {.iter = identity, .next = enumerateNext, .create = enumerateCreate},
});

} // namespace pyc::runtime
