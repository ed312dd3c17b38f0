// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry points of structural pattern matching.
#include "runtime/abi/entry_points.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

Value pyc_match_mapping(Value subject) { return boolValue(hasTypeFlag(subject, TypeIsMapping)); }
Value pyc_match_sequence(Value subject) { return boolValue(hasTypeFlag(subject, TypeIsSequence)); }

// A tuple of the values of the keys, or None when one is missing.
Value pyc_match_keys(Value subject, Value keys) {
    auto* wanted = as<Tuple>(keys);
    if (wanted->length == 0)
        return Value(emptyTuple());
    Callable get = getMethod(subject, staticString<"get">);
    if (!get.function)
        return Value();
    Set* seen = PYC_TRY(newSet());
    Tuple* values = PYC_TRY(newTuple(wanted->length));
    // What get() gives back for a key that is not there.
    Value missing(PYC_TRY(newList()));
    for (int64_t i = 0; i < wanted->length; ++i) {
        Value key = wanted->items[i];
        int repeated = setContains(seen, key);
        if (repeated < 0)
            return Value();
        if (repeated)
            return raiseValueError("mapping pattern checks duplicate key (%R)", key);
        PYC_TRY(setAdd(seen, key));
        Value value = PYC_TRY(callCallable(get, {key, missing}));
        if (value == missing)
            return noneValue();
        values->items[i] = value;
    }
    return Value(values);
}

// The attribute of a subject that a class pattern asks for; empty without an error when it is missing.
static Value matchAttribute(Value subject, Type* cls, Value name, std::span<const Value> before,
                            std::span<const Value> alsoBefore) {
    for (std::span<const Value> names : {before, alsoBefore})
        for (Value other : names)
            if (sameName(as<String>(other), as<String>(name)))
                return raiseTypeError("%N() got multiple sub-patterns for attribute %R", cls, name);
    Value value;
    findAttribute(subject, as<String>(name), &value);
    return value;
}

// The built-in types whose one positional sub-pattern is the subject itself.
static bool matchesItself(Type* cls) {
    return cls->flags & (TypeIsInt | TypeIsFloat | TypeIsString | TypeIsBytes | TypeIsTuple | TypeIsList | TypeIsDict |
                         TypeIsSet) ||
           isSubtype(cls, &ByteArrayType);
}

Value pyc_match_class(Value subject, Value cls, uint32_t positionalCount, Value attributeNames) {
    if (!isType(cls))
        return raiseTypeError("called match pattern must be a class");
    auto* type = as<Type>(cls);
    int matches = isInstance(subject, cls);
    if (matches <= 0)
        return matches < 0 ? Value() : noneValue();
    auto* names = as<Tuple>(attributeNames);
    Tuple* result = PYC_TRY(newTuple(int64_t(positionalCount) + names->length));
    int64_t filled = 0;
    std::span<const Value> positional;
    if (positionalCount) {
        Value declared;
        int found = findAttribute(cls, staticString<"__match_args__">, &declared);
        if (found < 0)
            return Value();
        bool itself = !found && matchesItself(type);
        if (found && !isExactly(declared, TupleType))
            return raiseTypeError("%N.__match_args__ must be a tuple (got %T)", type, declared);
        int64_t allowed = found ? as<Tuple>(declared)->length : itself;
        if (allowed < int64_t(positionalCount))
            return raiseTypeError("%N() accepts %d positional sub-pattern%s (%d given)", type, allowed,
                                  allowed == 1 ? "" : "s", int64_t(positionalCount));
        if (itself) {
            result->items[filled++] = subject;
        } else {
            positional = itemsOf(as<Tuple>(declared)).first(positionalCount);
            for (size_t i = 0; i < positionalCount; ++i) {
                if (!isString(positional[i]))
                    return raiseTypeError("__match_args__ elements must be strings (got %T)", positional[i]);
                Value value = matchAttribute(subject, type, positional[i], positional.first(i), {});
                if (!value)
                    return errorPending() ? Value() : noneValue();
                result->items[filled++] = value;
            }
        }
    }
    std::span<const Value> named = itemsOf(names);
    for (size_t i = 0; i < named.size(); ++i) {
        Value value = matchAttribute(subject, type, named[i], positional, named.first(i));
        if (!value)
            return errorPending() ? Value() : noneValue();
        result->items[filled++] = value;
    }
    return Value(result);
}

} // namespace pyc::runtime
