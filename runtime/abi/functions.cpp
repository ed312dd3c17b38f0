// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry points that make functions and their constants, and the operations that go by number.
#include "runtime/abi/entry_points.h"
#include "runtime/import/import.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

using frontend::CommonConstant;
using frontend::FunctionAttribute;
using frontend::Intrinsic;

Value pyc_make_function(Code* code, Dict* globals) { return Value(newFunction(code, globals)); }

void pyc_set_function_attribute(Value value, uint32_t attribute, Value content) {
    auto* function = as<Function>(value);
    switch (FunctionAttribute(attribute)) {
    case FunctionAttribute::Defaults: function->defaults = as<Tuple>(content); break;
    case FunctionAttribute::KeywordDefaults: function->keywordDefaults = as<Dict>(content); break;
    case FunctionAttribute::Annotations: function->annotations = content; break;
    case FunctionAttribute::Closure: function->closure = as<Tuple>(content); break;
    case FunctionAttribute::Annotate: function->annotate = content; break;
    case FunctionAttribute::TypeParameters: function->typeParameters = content; break;
    }
}

bool pyc_ready_code(Code* code) { return readyCode(code); }

Value pyc_constant(Code* code, uint32_t index) {
    PYC_TRY(readyCode(code));
    return code->constants[index];
}

Value pyc_common_constant(uint32_t constant) {
    switch (CommonConstant(constant)) {
    case CommonConstant::AssertionError: return Value(&AssertionErrorType);
    case CommonConstant::NotImplementedError: return Value(&NotImplementedErrorType);
    case CommonConstant::Tuple: return Value(&TupleType);
    case CommonConstant::All: return dictGetString(builtinsDict(), staticString<"all">);
    case CommonConstant::Any: return dictGetString(builtinsDict(), staticString<"any">);
    case CommonConstant::List: return Value(&ListType);
    case CommonConstant::Set: return Value(&SetType);
    }
    return Value();
}

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
