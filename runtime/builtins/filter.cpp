// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// filter.
#include "runtime/builtins/iterators.h"
#include "runtime/object/native.h"

namespace pyc::runtime {

namespace {

struct Filter : Object {
    Value function; // None: the item's own truth
    Value iterator;
};

Value filterCreate(Type* cls, const Value* arguments, size_t count, Tuple* keywordNames) {
    if ((cls == &FilterType && !checkNoKeywords("filter", keywordNames)) || !checkPositional("filter", count, 2, 2))
        return Value();
    Value iterator = PYC_TRY(iterate(arguments[1]));
    auto* filter = PYC_TRY(newInstance<Filter>(cls));
    filter->function = arguments[0];
    filter->iterator = iterator;
    return Value(filter);
}

Value filterNext(Value self) {
    auto* filter = as<Filter>(self);
    bool ownTruth = isNone(filter->function) || filter->function == Value(&BoolType);
    for (Value item; advance(filter->iterator, &item) > 0;) {
        Value verdict = ownTruth ? item : PYC_TRY(call(filter->function, {item}));
        if (PYC_TRY(isTrue(verdict)))
            return item;
    }
    return Value();
}

Value reduce(Filter* filter) {
    Tuple* arguments = PYC_TRY(newTuple({filter->function, filter->iterator}));
    return newTuple({Value(typeOf(Value(filter))), Value(arguments)});
}

constinit const NativeMember filterMembers[] = {
    PYC_METHOD("__reduce__", reduce, "($self, /)", "How to make the iterator again."), PYC_END};

} // namespace

PYC_GC_ROOT constinit Shape FilterShape = defineShape(FilterType);
PYC_GC_ROOT constinit Type FilterType = defineType({
    .name = "filter",
    .doc = "The items for which the function gives a true value; with None instead of a function, the true items.",
    .shape = &FilterShape,
    .flags = TypeBaseAllowed,
    .instanceSize = sizeof(Filter),
    .members = filterMembers,
    .slots = {.iter = identity, .next = filterNext, .create = filterCreate},
});

} // namespace pyc::runtime
