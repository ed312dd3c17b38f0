// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// zip.
#include "runtime/builtins/zip.h"

#include "runtime/object/native.h"

namespace pyc::runtime {

bool strictArgument(const char* function, Type* cls, Type* base, const Value* keywords, Tuple* keywordNames,
                    bool* strict) {
    *strict = false;
    if (keywordNames && keywordNames->length > 1)
        return raiseTypeError("%s() takes at most 1 keyword argument (%d given)", function, keywordNames->length);
    for (int64_t i = 0; keywordNames && i < keywordNames->length; ++i) {
        auto* name = as<String>(keywordNames->items[i]);
        if (sameText(name, "strict")) {
            int truth = PYC_TRY(isTrue(keywords[i]));
            *strict = truth;
        } else if (cls == base) {
            return raiseTypeError("%s() got an unexpected keyword argument '%U'", function, name);
        }
    }
    return true;
}

Tuple* iteratorsOf(const Value* iterables, size_t count) {
    Tuple* iterators = PYC_TRY(newTuple(int64_t(count)));
    for (size_t i = 0; i < count; ++i)
        iterators->items[i] = PYC_TRY(iterate(iterables[i]));
    return iterators;
}

int advanceAll(const char* function, Tuple* iterators, bool strict, Value* items) {
    for (int64_t i = 0; i < iterators->length; ++i) {
        int found = advance(iterators->items[i], &items[i]);
        if (found > 0)
            continue;
        if (found < 0 || !strict)
            return found;
        if (i > 0) {
            if (i == 1)
                return raiseValueError("%s() argument 2 is shorter than argument 1", function);
            return raiseValueError("%s() argument %d is shorter than arguments 1-%d", function, i + 1, i);
        }
        // The first is exhausted; so must be the others.
        for (int64_t other = 1; other < iterators->length; ++other) {
            found = advance(iterators->items[other], &items[other]);
            if (found < 0)
                return -1;
            if (found && other == 1)
                return raiseValueError("%s() argument 2 is longer than argument 1", function);
            if (found)
                return raiseValueError("%s() argument %d is longer than arguments 1-%d", function, other + 1, other);
        }
        return 0;
    }
    return 1;
}

namespace {

struct Zip : Object {
    Tuple* iterators;
    bool strict;
};

Value zipCreate(Type* cls, const Value* arguments, size_t count, Tuple* keywordNames) {
    bool strict;
    if (!strictArgument("zip", cls, &ZipType, arguments + count, keywordNames, &strict))
        return Value();
    Tuple* iterators = PYC_TRY(iteratorsOf(arguments, count));
    auto* zip = PYC_TRY(newInstance<Zip>(cls));
    zip->iterators = iterators;
    zip->strict = strict;
    return Value(zip);
}

Value zipNext(Value self) {
    auto* zip = as<Zip>(self);
    if (zip->iterators->length == 0)
        return Value();
    Tuple* items = PYC_TRY(newTuple(zip->iterators->length));
    return advanceAll("zip", zip->iterators, zip->strict, items->items) > 0 ? Value(items) : Value();
}

Value reduce(Zip* zip) {
    Value cls(typeOf(Value(zip)));
    return zip->strict ? newTuple({cls, Value(zip->iterators), trueValue()}) : newTuple({cls, Value(zip->iterators)});
}

Value setState(Zip* zip, Value state) {
    int truth = PYC_TRY(isTrue(state));
    zip->strict = truth;
    return noneValue();
}

constinit const NativeMember zipMembers[] = {
    PYC_METHOD("__reduce__", reduce, "($self, /)", "How to make the iterator again."),
    PYC_METHOD("__setstate__", setState, "($self, object, /)", "Sets whether it is strict."), PYC_END};

} // namespace

PYC_GC_ROOT constinit Shape ZipShape = defineShape(ZipType);
PYC_GC_ROOT constinit Type ZipType = defineType({
    .name = "zip",
    .doc = "Tuples of an item from each iterable, until the shortest ends; with strict=True all must end together.",
    .shape = &ZipShape,
    .flags = TypeBaseAllowed,
    .instanceSize = sizeof(Zip),
    .members = zipMembers,
    .slots = {.iter = identity, .next = zipNext, .create = zipCreate},
});

} // namespace pyc::runtime
