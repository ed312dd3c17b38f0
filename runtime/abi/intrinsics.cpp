// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry points of operations that go by number.
#include "runtime/abi/entry_points.h"
#include "runtime/builtins/type_parameters.h"
#include "runtime/import/import.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

using frontend::Intrinsic;

static Value printExpression(Value value) {
    Value sys = PYC_TRY(importModule(staticString<"sys">));
    Value hook;
    int found = findAttribute(sys, staticString<"displayhook">, &hook);
    if (found < 0)
        return Value();
    if (!found)
        return raiseRuntimeError("lost sys.displayhook");
    return call(hook, {value});
}

Value pyc_intrinsic_1(uint32_t intrinsic, Value argument) {
    switch (Intrinsic(intrinsic)) {
    case Intrinsic::PrintExpression: return printExpression(argument);
    case Intrinsic::TypeVar: return newTypeParameter(TypeVarShape, as<String>(argument));
    case Intrinsic::TypeVarTuple: return newTypeParameter(TypeVarTupleShape, as<String>(argument));
    case Intrinsic::ParamSpec: return newTypeParameter(ParamSpecShape, as<String>(argument));
    case Intrinsic::SubscriptGeneric: return genericOf(argument);
    case Intrinsic::TypeAlias: return newTypeAlias(as<Tuple>(argument));
    default: return raiseSystemError("unknown intrinsic %d", int64_t(intrinsic));
    }
}

Value pyc_intrinsic_2(uint32_t intrinsic, Value first, Value second) {
    switch (Intrinsic(intrinsic)) {
    case Intrinsic::SetFunctionTypeParams: as<Function>(first)->typeParameters = second; return first;
    case Intrinsic::SetTypeParamDefault: as<TypeParameter>(first)->otherwise.evaluator = second; return first;
    case Intrinsic::TypeVarWithBound:
    case Intrinsic::TypeVarWithConstraints: {
        Value made = PYC_TRY(newTypeParameter(TypeVarShape, as<String>(first)));
        auto* parameter = as<TypeParameter>(made);
        bool bound = Intrinsic(intrinsic) == Intrinsic::TypeVarWithBound;
        (bound ? parameter->bound : parameter->constraints).evaluator = second;
        return made;
    }
    default: return raiseSystemError("unknown intrinsic %d", int64_t(intrinsic));
    }
}

} // namespace pyc::runtime
