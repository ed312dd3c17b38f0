// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calling things, and what a callee does with the arguments it gets.
#pragma once

#include "runtime/object/attributes.h"

#include <initializer_list>
#include <span>

namespace pyc::runtime {

struct Frame;

Value notCallable(Value callee); // raises

inline Value callWith(Value callee, const Value* arguments, size_t positionalCount, Tuple* keywordNames) {
    GenericEntry entry = typeOf(callee)->slots.call;
    if (!entry) [[unlikely]]
        return notCallable(callee);
    return entry(callee, arguments, positionalCount, keywordNames);
}
inline Value call(Value callee, std::span<const Value> arguments) {
    return callWith(callee, arguments.data(), arguments.size(), nullptr);
}
inline Value call(Value callee, std::initializer_list<Value> arguments = {}) {
    return callWith(callee, arguments.begin(), arguments.size(), nullptr);
}
// `out` has room for one more than `count`. A loop of single stores: counts are small, and a call of memcpy costs more
// than it saves.
inline void prependArgument(Value* out, Value first, const Value* arguments, size_t count) {
    out[0] = first;
    for (size_t i = 0; i < count; ++i) {
        out[i + 1] = arguments[i];
        __asm__ volatile("" ::: "memory");
    }
}
// The receiver first, if there is one.
Value callCallable(Callable callable, std::initializer_list<Value> arguments);
Value callMethod(Value object, String* name, std::initializer_list<Value> arguments = {});
// A special method (looked up on the type): empty without a pending error when the type has none.
Value callSpecial(Value object, String* name, std::initializer_list<Value> arguments = {});
// f(*tuple, **dict); a null dict: none
Value callUnpacked(Value callee, Tuple* arguments, Dict* keywords);

// "f" or "C.m" as messages name a callable, "()" included.
String* describeCallable(Value callee);

// ---- functions written in Python ----
// Places the arguments of a call into the registers of the function's parameters (positional-only, positional,
// keyword-only, *args, **kwargs), defaults included, or raises TypeError with CPython's words. Registers beyond the
// parameters are not touched.
bool bindArguments(Function* function, const Value* arguments, size_t positionalCount, Tuple* keywordNames,
                   Value* registers);
inline size_t parameterCount(const frontend::CodeData* code) {
    return code->argumentCount + code->keywordOnlyCount + !!(code->flags & frontend::CodeVarArgs) +
           !!(code->flags & frontend::CodeVarKeywords);
}
// The common case: only positional parameters, as many arguments, nothing to fill in.
inline bool bindsDirectly(const frontend::CodeData* code, size_t positionalCount, Tuple* keywordNames) {
    return !keywordNames && positionalCount == code->argumentCount && !code->keywordOnlyCount &&
           !(code->flags & (frontend::CodeVarArgs | frontend::CodeVarKeywords));
}

// Code of a module or class body (no CodeOptimized flag): its entry takes one argument, the namespace it runs in.
inline Value runInNamespace(Function* function, Value names) {
    return function->entry(Value(function), &names, 1, nullptr);
}

// `builtins` is null for those of the builtins module.
Function* newFunction(Code* code, Dict* globals, Dict* builtins = nullptr);
// What `__builtins__` of the globals says; null: nothing, or the builtins module.
Dict* ownBuiltins(Dict* globals);
// Where names come from that the globals do not have: what their `__builtins__` says, mostly a dict.
Value builtinsOf(Dict* globals);
// One of them; empty without an error: there is none.
Value fromBuiltins(Dict* globals, String* name);
// The code object of a neutral one; one object per data.
Code* newCode(const frontend::CodeData* data);
// Makes constants, names and variable names. False: memory error.
bool readyCodeSlow(Code* code);
inline bool readyCode(Code* code) { return code->constants && code->names ? true : readyCodeSlow(code); }
Value constantValue(const frontend::Constant& constant);
frontend::SourceRange positionOf(const frontend::CodeData* code, uint32_t unit);
// What functions made from code without an entry of its own run (the interpreter's).
Value pyc_interpreted_entry(Value callee, const Value* arguments, size_t positionalCount,
                            Tuple* keywordNames) asm("pyc_interpreted_entry");

Value newBoundMethod(Value function, Value self);

} // namespace pyc::runtime
