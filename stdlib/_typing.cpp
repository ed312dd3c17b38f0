// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The module _typing: what the module typing has from the runtime.
#include "runtime/builtins/type_parameters.h"
#include "runtime/import/native_module.h"
#include "runtime/object/containers.h"

namespace pyc::runtime {

namespace {

Value identity(Value value) { return value; }

constinit const NativeMember members[] = {
    PYC_FUNCTION("_idfunc", identity, "($module, x, /)", "The argument itself."),
    PYC_END,
};

bool initialise(Module* module) {
    struct Row {
        String* name;
        Type* type;
    };
    const Row rows[] = {
        {staticString<"TypeVar">, &TypeVarType},
        {staticString<"TypeVarTuple">, &TypeVarTupleType},
        {staticString<"ParamSpec">, &ParamSpecType},
        {staticString<"ParamSpecArgs">, &ParamSpecArgsType},
        {staticString<"ParamSpecKwargs">, &ParamSpecKwargsType},
        {staticString<"Generic">, &GenericType},
        {staticString<"TypeAliasType">, &TypeAliasTypeType},
        {staticString<"Union">, &UnionType},
    };
    for (const Row& row : rows)
        if (!dictSetString(module->namespaceDict, row.name, Value(row.type)))
            return false;
    return dictSetString(module->namespaceDict, staticString<"NoDefault">, noDefaultValue());
}

} // namespace

} // namespace pyc::runtime

PYC_NATIVE_MODULE(_typing, "Primitives and accelerators for the typing module.", pyc::runtime::members,
                  pyc::runtime::initialise)
