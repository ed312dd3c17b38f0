// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What iterators of all kinds share.
#pragma once

#include "runtime/object/operations.h"
#include "runtime/object/shape.h"

namespace pyc::runtime {

// The `iter` slot of an iterator.
inline Value identity(Value self) { return self; }
// A name of the builtins module as it is now, for __reduce__; empty: error.
Value builtinNamed(String* name);
// For __reduce__ of an iterator whose place cannot be told: one over what a copy of it, which is used up, still gives.
Value reduceAsList(Value copy);
// Calls until the result equals the sentinel.
Value newCallableIterator(Value callable, Value sentinel);

// A new object of a built-in type or of a class derived from it; null: error.
template <class T>
T* newInstance(Type* cls) {
    return static_cast<T*>(allocateInstance(cls));
}

// Whether a class has an __init__ of its own, which may take keywords that __new__ then ignores.
inline bool overridesInit(Type* cls, Type* base) {
    return cls != base && lookupInType(cls, staticString<"__init__">) != lookupInType(base, staticString<"__init__">);
}

// The next item: 1, exhausted (no error is pending): 0, error: -1.
inline int advance(Value iterator, Value* item) {
    *item = typeOf(iterator)->slots.next(iterator);
    if (*item)
        return 1;
    return !errorPending() || clearStopIteration() ? 0 : -1;
}

} // namespace pyc::runtime
