// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// None, True, False, Ellipsis, NotImplemented and the empty tuple: static objects that compiled code addresses as
// pyc_None and so on.
#pragma once

#include "runtime/object/types.h"

namespace pyc::runtime {

struct alignas(16) SingletonObject : Object {};
struct alignas(16) StaticBool : BoolObject {};

extern constinit SingletonObject PYC_SYMBOL(None);
extern constinit SingletonObject PYC_SYMBOL(Ellipsis);
extern constinit SingletonObject PYC_SYMBOL(NotImplemented);
extern constinit StaticBool PYC_SYMBOL(True);
extern constinit StaticBool PYC_SYMBOL(False);
struct alignas(16) StaticEmptyTuple : Object {
    int64_t length;
};
extern constinit StaticEmptyTuple PYC_SYMBOL(EmptyTuple);

constexpr Value noneValue() { return Value(&None); }
constexpr Value trueValue() { return Value(&True); }
constexpr Value falseValue() { return Value(&False); }
constexpr Value boolValue(bool truth) { return truth ? Value(&True) : Value(&False); }
constexpr Value ellipsisValue() { return Value(&Ellipsis); }
constexpr Value notImplementedValue() { return Value(&NotImplemented); }
inline Tuple* emptyTuple() { return reinterpret_cast<Tuple*>(&EmptyTuple); }

inline bool isNone(Value value) { return value == noneValue(); }
inline bool isNotImplemented(Value value) { return value == notImplementedValue(); }
inline bool isBool(Value value) { return value == trueValue() || value == falseValue(); }

} // namespace pyc::runtime
