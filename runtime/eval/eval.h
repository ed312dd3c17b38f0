// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Source text that becomes code while a program runs. runtime/eval/ embeds the front end; runtime/eval/stub/ is its
// twin in programs that can never need it.
#pragma once

#include "runtime/object/operations.h"

namespace pyc::runtime {

enum class EvalMode : uint8_t { Exec, Eval, Single, FunctionType };
enum class EvalResult : uint8_t { Code, Tree, OptimizedTree };

struct EvalOptions {
    EvalMode mode = EvalMode::Exec;
    EvalResult result = EvalResult::Code;
    uint32_t futureFeatures = 0; // AllFutureFeatures, inherited from the caller or asked for by flags
    bool allowTopLevelAwait = false;
    bool allowIncompleteInput = false;
    bool dontImplyDedent = false;
    bool typeComments = false;
    int featureVersion = 14;
    int optimize = 0;
    bool stripIndentation = false; // eval() accepts leading blanks
};

// A code object, or node objects, as the options ask for. `source` is a str or bytes-like object. Empty: SyntaxError or
// another exception is pending.
Value compileSource(Value source, String* fileName, const EvalOptions& options);
// The same from node objects.
Value compileTree(Value tree, String* fileName, const EvalOptions& options);
bool isTree(Value value);

// Scopes as objects that _symtable shows.
Value scopesOfSource(Value source, String* fileName, EvalMode mode);

// ---- what the builtins and modules below take (runtime/builtins/evaluation.cpp) ----
bool isSource(Value source);
// A path as str: what open() would take it for. Null: an error is pending.
String* pathText(Value path);

// ---- builtins eval, exec and compile (runtime/builtins/evaluation.cpp) ----
// eval(source, /, globals=None, locals=None)
Value builtinEval(Value source, Value globals, Value locals);
// exec(source, /, globals=None, locals=None, *, closure=None)
Value builtinExec(Value source, Value globals, Value locals, Value closure);
// compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)
Value builtinCompile(Value source, Value fileName, String* mode, int32_t flags, bool dontInherit, int32_t optimize,
                     int32_t featureVersion);

} // namespace pyc::runtime
