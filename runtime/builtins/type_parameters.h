// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the syntax of type parameters makes: type variables of three kinds, type aliases, the base of generic classes.
#pragma once

#include "runtime/object/layouts.h"
#include "runtime/object/types.h"

namespace pyc::runtime {

extern Type TypeVarType, ParamSpecType, TypeVarTupleType, ParamSpecArgsType, ParamSpecKwargsType, TypeAliasTypeType,
    GenericType, NoDefaultTypeType, ConstantEvaluatorType;
extern Shape TypeVarShape, ParamSpecShape, TypeVarTupleShape, ParamSpecArgsShape, ParamSpecKwargsShape,
    TypeAliasTypeShape, GenericShape, NoDefaultTypeShape, ConstantEvaluatorShape;

// A value, or the function that computes it when it is asked for.
struct Evaluated {
    Value value;
    Value evaluator;
};

struct TypeParameter : Object {
    String* name;
    Value module;
    Evaluated bound, constraints, otherwise;
    bool covariant, contravariant, inferVariance;
    Dict* attributes;
};

Value noDefaultValue();
inline bool isTypeParameter(Value value) {
    return isA(value, TypeVarType) || isA(value, ParamSpecType) || isA(value, TypeVarTupleType);
}

// A callable that always gives the value.
Value constantEvaluator(Value value);
// The syntax: of one kind, nothing evaluated yet.
Value newTypeParameter(Shape& kind, String* name);
// parts: name, type parameters or None, the function that computes the value.
Value newTypeAlias(Tuple* parts);
// The base Generic[…] of a class with type parameters.
Value genericOf(Value parameters);

// Type parameters that arguments of a generic mention, each once, in order; null: error.
Tuple* parametersOf(Tuple* arguments);
// The arguments with type parameters replaced.
Value substituteParameters(Value self, Tuple* arguments, Tuple* parameters, Value given);

} // namespace pyc::runtime
