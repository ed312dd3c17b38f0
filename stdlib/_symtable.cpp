// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// _symtable: the scopes of a source text, and what the flags of their symbols mean.
#include "runtime/eval/eval.h"
#include "runtime/import/native_module.h"

namespace pyc::runtime {

namespace {

Value symtable(Value source, Value fileName, String* mode) {
    if (!isSource(source))
        return raiseTypeError("symtable() arg 1 must be a string or bytes object");
    String* name = PYC_TRY(pathText(fileName));
    if (sameText(mode, "exec"))
        return scopesOfSource(source, name, EvalMode::Exec);
    if (sameText(mode, "eval"))
        return scopesOfSource(source, name, EvalMode::Eval);
    if (sameText(mode, "single"))
        return scopesOfSource(source, name, EvalMode::Single);
    return raiseValueError("symtable() arg 3 must be 'exec' or 'eval' or 'single'");
}

// Flags are frontend's SymbolFlags, scopes its NameScope, types its ScopeKind.
constinit const NativeMember symtableMembers[] = {
    PYC_FUNCTION("symtable", symtable, "($module, source, filename, startstr, /)", "The scopes of a source text."),
    PYC_CONSTANT("USE", Value::fromSmallInt(16)),
    PYC_CONSTANT("DEF_GLOBAL", Value::fromSmallInt(1)),
    PYC_CONSTANT("DEF_NONLOCAL", Value::fromSmallInt(8)),
    PYC_CONSTANT("DEF_LOCAL", Value::fromSmallInt(2)),
    PYC_CONSTANT("DEF_PARAM", Value::fromSmallInt(4)),
    PYC_CONSTANT("DEF_TYPE_PARAM", Value::fromSmallInt(1024)),
    PYC_CONSTANT("DEF_FREE_CLASS", Value::fromSmallInt(64)),
    PYC_CONSTANT("DEF_IMPORT", Value::fromSmallInt(128)),
    PYC_CONSTANT("DEF_BOUND", Value::fromSmallInt(134)),
    PYC_CONSTANT("DEF_ANNOT", Value::fromSmallInt(256)),
    PYC_CONSTANT("DEF_COMP_ITER", Value::fromSmallInt(512)),
    PYC_CONSTANT("DEF_COMP_CELL", Value::fromSmallInt(2048)),
    PYC_CONSTANT("TYPE_FUNCTION", Value::fromSmallInt(0)),
    PYC_CONSTANT("TYPE_CLASS", Value::fromSmallInt(1)),
    PYC_CONSTANT("TYPE_MODULE", Value::fromSmallInt(2)),
    PYC_CONSTANT("TYPE_ANNOTATION", Value::fromSmallInt(3)),
    PYC_CONSTANT("TYPE_TYPE_ALIAS", Value::fromSmallInt(4)),
    PYC_CONSTANT("TYPE_TYPE_PARAMETERS", Value::fromSmallInt(5)),
    PYC_CONSTANT("TYPE_TYPE_VARIABLE", Value::fromSmallInt(6)),
    PYC_CONSTANT("LOCAL", Value::fromSmallInt(1)),
    PYC_CONSTANT("GLOBAL_EXPLICIT", Value::fromSmallInt(2)),
    PYC_CONSTANT("GLOBAL_IMPLICIT", Value::fromSmallInt(3)),
    PYC_CONSTANT("FREE", Value::fromSmallInt(4)),
    PYC_CONSTANT("CELL", Value::fromSmallInt(5)),
    PYC_CONSTANT("SCOPE_OFF", Value::fromSmallInt(12)),
    PYC_CONSTANT("SCOPE_MASK", Value::fromSmallInt(15)),
    PYC_END,
};

} // namespace

PYC_NATIVE_MODULE(_symtable, "Scopes and symbols of source texts.", symtableMembers, nullptr)

} // namespace pyc::runtime
