// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry points of operations that go by number.
#include "runtime/abi/entry_points.h"
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

static ErrorReturn refuse(const char* what) { return raiseNotImplementedError("%s are not supported yet", what); }

Value pyc_intrinsic_1(uint32_t intrinsic, Value argument) {
    switch (Intrinsic(intrinsic)) {
    case Intrinsic::PrintExpression: return printExpression(argument);
    case Intrinsic::TypeAlias: return refuse("type aliases");
    default: return refuse("type parameters");
    }
}

Value pyc_intrinsic_2(uint32_t intrinsic, Value first, Value second) {
    if (Intrinsic(intrinsic) == Intrinsic::SetFunctionTypeParams) {
        as<Function>(first)->typeParameters = second;
        return first;
    }
    return refuse("type parameters");
}

} // namespace pyc::runtime
