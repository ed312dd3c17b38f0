// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// map.
#include "runtime/builtins/zip.h"
#include "runtime/object/native.h"

namespace pyc::runtime {

namespace {

struct Map : Object {
    Value function;
    Tuple* iterators;
    bool strict;
};

Value mapCreate(Type* cls, const Value* arguments, size_t count, Tuple* keywordNames) {
    bool strict;
    if (!strictArgument("map", cls, &MapType, arguments + count, keywordNames, &strict))
        return Value();
    if (count < 2)
        return raiseTypeError("map() must have at least two arguments.");
    Tuple* iterators = PYC_TRY(iteratorsOf(arguments + 1, count - 1));
    auto* map = PYC_TRY(newInstance<Map>(cls));
    map->function = arguments[0];
    map->iterators = iterators;
    map->strict = strict;
    return Value(map);
}

Value mapNext(Value self) {
    auto* map = as<Map>(self);
    auto count = size_t(map->iterators->length);
    constexpr size_t Few = 4;
    Value few[Few];
    Value* items = few;
    if (count > Few)
        items = PYC_TRY(newTuple(int64_t(count)))->items;
    if (advanceAll("map", map->iterators, map->strict, items) <= 0)
        return Value();
    return callWith(map->function, items, count, nullptr);
}

Value reduce(Map* map) {
    Tuple* arguments = PYC_TRY(newTuple(map->iterators->length + 1));
    arguments->items[0] = map->function;
    std::copy_n(map->iterators->items, map->iterators->length, arguments->items + 1);
    Value cls(typeOf(Value(map)));
    return map->strict ? newTuple({cls, Value(arguments), trueValue()}) : newTuple({cls, Value(arguments)});
}

Value setState(Map* map, Value state) {
    int truth = PYC_TRY(isTrue(state));
    map->strict = truth;
    return noneValue();
}

constinit const NativeMember mapMembers[] = {
    PYC_METHOD("__reduce__", reduce, "($self, /)", "How to make the iterator again."),
    PYC_METHOD("__setstate__", setState, "($self, object, /)", "Sets whether it is strict."), PYC_END};

} // namespace

PYC_GC_ROOT constinit Shape MapShape = defineShape(MapType);
PYC_GC_ROOT constinit Type MapType = defineType({
    .name = "map",
    .doc = "What the function gives for an item from each iterable, until the shortest ends; with strict=True all must "
           "end together.",
    .shape = &MapShape,
    .flags = TypeBaseAllowed,
    .instanceSize = sizeof(Map),
    .members = mapMembers,
    .slots = {.iter = identity, .next = mapNext, .create = mapCreate},
});

} // namespace pyc::runtime
