// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Unions of types (int | str) and parametrised generics (list[int]).
#pragma once

#include "runtime/object/types.h"

namespace pyc::runtime {

Value unionOr(Value left, Value right); // NotImplemented unless both can be members
Value newGenericAlias(Value origin, Value arguments);
struct UnionObject : Object {
    Tuple* members;
};
struct GenericAliasObject : Object {
    Value origin;
    Tuple* arguments;
    bool starred;
};

} // namespace pyc::runtime
