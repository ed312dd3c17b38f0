// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What every value can be asked, whatever its type: the operations of the language over the slots of types.
#pragma once

#include "runtime/object/attributes.h"
#include "runtime/object/call.h"
#include "runtime/object/containers.h"

namespace pyc::runtime {

// ---- text ----
String* repr(Value value);
String* str(Value value);
String* ascii(Value value);
String* format(Value value, String* spec); // null spec: empty

// ---- truth, comparison, hash ----
int isTrueSlow(Value value);
inline int isTrue(Value value) { // 1, 0, -1
    if (value == trueValue())
        return 1;
    if (value == falseValue() || value == noneValue())
        return 0;
    if (value.isSmallInt())
        return value.smallInt() != 0;
    return isTrueSlow(value);
}
Value compare(Value left, Value right, CompareOperation operation);
int compareBool(Value left, Value right, CompareOperation operation); // 1, 0, -1; identity implies equality
inline int richEqual(Value left, Value right) {                       // identity first, as containers compare
    if (left == right)
        return 1;
    if (left.isSmallInt() && right.isSmallInt())
        return 0;
    return compareBool(left, right, CompareEqual);
}
bool hash(Value value, int64_t* result);

// ---- operators ----
Value binary(BinaryOperator operation, Value left, Value right);
Value inplaceBinary(BinaryOperator operation, Value left, Value right);
Value power(Value base, Value exponent, Value modulus); // modulus: None or a value
Value inplacePower(Value base, Value exponent);
Value divmod(Value left, Value right);
Value negative(Value value);
Value positive(Value value);
Value invert(Value value);
Value absolute(Value value);
const char* operatorText(BinaryOperator operation); // "+"

// ---- containers ----
int64_t length(Value value);
int64_t lengthHint(Value value, int64_t otherwise); // -1: error
// MemoryError if no address space has room for so many more items: containers need not reserve it to say so.
bool hintFits(int64_t hint, size_t itemSize);
Value getItem(Value container, Value key);
int setItem(Value container, Value key, Value value);
int deleteItem(Value container, Value key);
int contains(Value container, Value item); // 1, 0, -1

// ---- iteration ----
Value iterate(Value iterable);
Value next(Value iterator); // empty without a pending error: exhausted
bool isIterator(Value value);
// Calls `step(item)` for each item of any iterable until it returns false (an error); false: error.
template <class Step>
bool forEach(Value iterable, Step step);
// Exactly `count` items into `items`; raises ValueError otherwise.
bool unpack(Value iterable, int64_t count, Value* items);
// `before` items, a list, `after` items.
bool unpackStarred(Value iterable, int64_t before, int64_t after, Value* items);

// ---- classes ----
int isInstance(Value value, Value classOrTuple);
int isSubclass(Value cls, Value classOrTuple);
bool isExceptionClass(Value value);
// 1, 0, -1: whether an exception (object or class) matches what stands after `except`; no hooks are called.
int exceptionMatches(Value exception, Value classOrTuple);

template <class Step>
bool forEach(Value iterable, Step step) {
    if (isExactly(iterable, TupleType)) {
        Tuple* tuple = as<Tuple>(iterable);
        for (int64_t i = 0; i < tuple->length; ++i)
            if (!step(tuple->items[i]))
                return false;
        return true;
    }
    if (isExactly(iterable, ListType)) {
        List* list = as<List>(iterable);
        for (int64_t i = 0; i < listLength(list); ++i)
            if (!step(listItem(list, i)))
                return false;
        return true;
    }
    Value iterator = PYC_TRY(iterate(iterable));
    NextSlot advance = typeOf(iterator)->slots.next;
    while (Value item = advance(iterator))
        if (!step(item))
            return false;
    return !errorPending() || clearStopIteration();
}

} // namespace pyc::runtime
