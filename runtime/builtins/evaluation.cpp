// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// eval(), exec() and compile(): whose names the code sees, and running it. Making it from text is runtime/eval/'s.
#include "frontend/bytecode/future_features.h"
#include "runtime/builtins/frame.h"
#include "runtime/eval/eval.h"
#include "runtime/import/import.h"
#include "runtime/object/native.h"
#include "runtime/thread/thread.h"

namespace pyc::runtime {

namespace {

enum CompileFlags : int64_t {
    CompileDontImplyDedent = 0x200,
    CompileOnlyTree = 0x400,
    CompileTypeComments = 0x1000,
    CompileTopLevelAwait = 0x2000,
    CompileIncompleteInput = 0x4000,
    CompileOptimizedTree = 0x8000 | CompileOnlyTree,
    CompileNestedScopes = 0x10, // means nothing any more
    CompileKnown = CompileDontImplyDedent | CompileTypeComments | CompileTopLevelAwait | CompileIncompleteInput |
                   CompileOptimizedTree | CompileNestedScopes | frontend::AllFutureFeatures,
};

uint32_t callersFeatures() {
    Frame* frame = currentThread()->frame;
    return frame ? frame->code->data->flags & frontend::AllFutureFeatures : 0;
}

bool isMapping(Value value) { return isDict(value) || typeOf(value)->slots.getItem; }

// What functions made from the code find builtins in: what the globals say, which get the standard ones if they say
// nothing.
bool chooseBuiltins(Dict* globals, Dict** builtins) {
    Value present = dictGetString(globals, staticString<"__builtins__">);
    *builtins = ownBuiltins(globals);
    return present || dictSetString(globals, staticString<"__builtins__">, Value(builtinsDict()));
}

Value runCode(Code* code, Dict* globals, Dict* builtins, Value locals, Tuple* closure) {
    Function* function = PYC_TRY(newFunction(code, globals, builtins));
    function->closure = closure;
    if (!(code->data->flags & frontend::CodeOptimized))
        return runInNamespace(function, locals);
    return call(Value(function));
}

// Globals default to the caller's; then locals do too. Otherwise locals default to globals.
bool defaultNames(Value* globals, Value* locals, const char* function) {
    if (!isNone(*globals)) {
        if (isNone(*locals))
            *locals = *globals;
        return true;
    }
    Frame* frame = currentThread()->frame;
    if (!frame)
        return raiseSystemError("globals and locals cannot be NULL in %s", function);
    *globals = Value(frame->function->globals);
    if (isNone(*locals))
        *locals = localsOfFrame(frame);
    return bool(*locals);
}

bool isClosureFor(Value closure, uint32_t count) {
    if (!isExactly(closure, TupleType) || as<Tuple>(closure)->length != count)
        return false;
    for (Value cell : itemsOf(as<Tuple>(closure)))
        if (!isExactly(cell, CellType))
            return false;
    return true;
}

} // namespace

bool isSource(Value source) {
    return isString(source) || isBytes(source) || isA(source, ByteArrayType) || isA(source, MemoryViewType);
}

String* pathText(Value path) {
    if (!isString(path) && !isBytes(path)) {
        Value text = callSpecial(path, staticString<"__fspath__">);
        if (!text && errorPending())
            return nullptr;
        if (!text)
            return raiseTypeError("expected str, bytes or os.PathLike object, not %T", path);
        if (!isString(text) && !isBytes(text))
            return raiseTypeError("expected %T.__fspath__() to return str or bytes, not %T", path, text);
        path = text;
    }
    if (isBytes(path))
        return newString({as<Bytes>(path)->data, size_t(as<Bytes>(path)->length)});
    for (int64_t i = 0; i < as<String>(path)->length; ++i)
        if (codePointAt(as<String>(path), i) == 0)
            return raiseValueError("embedded null character");
    return as<String>(path);
}

Value builtinEval(Value source, Value globals, Value locals) {
    if (!isNone(locals) && !isMapping(locals))
        return raiseTypeError("locals must be a mapping");
    if (!isNone(globals) && !isDict(globals))
        return isMapping(globals) ? raiseTypeError("globals must be a real dict; try eval(expr, {}, mapping)")
                                  : raiseTypeError("globals must be a dict");
    if (!defaultNames(&globals, &locals, "eval"))
        return Value();
    Dict* builtins;
    if (!chooseBuiltins(as<Dict>(globals), &builtins))
        return Value();
    if (isExactly(source, CodeType)) {
        if (as<Code>(source)->data->freeCount)
            return raiseTypeError("code object passed to eval() may not contain free variables");
        return runCode(as<Code>(source), as<Dict>(globals), builtins, locals, nullptr);
    }
    if (!isSource(source))
        return raiseTypeError("eval() arg 1 must be a string, bytes or code object");
    EvalOptions options;
    options.mode = EvalMode::Eval;
    options.futureFeatures = callersFeatures();
    options.stripIndentation = true;
    Value code = PYC_TRY(compileSource(source, staticString<"<string>">, options));
    return runCode(as<Code>(code), as<Dict>(globals), builtins, locals, nullptr);
}

Value builtinExec(Value source, Value globals, Value locals, Value closure) {
    if (!isNone(globals) && !isDict(globals))
        return raiseTypeError("exec() globals must be a dict, not %T", globals);
    if (!isNone(locals) && !isMapping(locals))
        return raiseTypeError("locals must be a mapping or None, not %T", locals);
    if (!defaultNames(&globals, &locals, "exec"))
        return Value();
    Dict* builtins;
    if (!chooseBuiltins(as<Dict>(globals), &builtins))
        return Value();
    bool hasClosure = closure && !isNone(closure);
    Code* code;
    Tuple* cells = nullptr;
    if (isExactly(source, CodeType)) {
        code = as<Code>(source);
        uint32_t count = code->data->freeCount;
        if (!count && hasClosure)
            return raiseTypeError("cannot use a closure with this code object");
        if (count && !hasClosure)
            return raiseTypeError("code object requires a closure of exactly length %d", int64_t(count));
        if (count && !isClosureFor(closure, count))
            return raiseTypeError("code object requires a closure of exactly length %d", int64_t(count));
        if (count)
            cells = as<Tuple>(closure);
    } else {
        if (hasClosure)
            return raiseTypeError("closure can only be used when source is a code object");
        if (!isSource(source))
            return raiseTypeError("exec() arg 1 must be a string, bytes or code object");
        EvalOptions options;
        options.futureFeatures = callersFeatures();
        code = as<Code>(PYC_TRY(compileSource(source, staticString<"<string>">, options)));
    }
    return runCode(code, as<Dict>(globals), builtins, locals, cells) ? noneValue() : Value();
}

namespace {

bool modeNamed(String* mode, int64_t flags, EvalMode* result) {
    if (sameText(mode, "exec"))
        *result = EvalMode::Exec;
    else if (sameText(mode, "eval"))
        *result = EvalMode::Eval;
    else if (sameText(mode, "single"))
        *result = EvalMode::Single;
    else if (sameText(mode, "func_type") && flags & CompileOnlyTree)
        *result = EvalMode::FunctionType;
    else if (sameText(mode, "func_type"))
        return raiseValueError("compile() mode 'func_type' requires flag PyCF_ONLY_AST");
    else
        return raiseValueError(flags & CompileOnlyTree
                                   ? "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"
                                   : "compile() mode must be 'exec', 'eval' or 'single'");
    return true;
}

} // namespace

Value builtinCompile(Value source, Value fileName, String* mode, int32_t flags, bool dontInherit, int32_t optimize,
                     int32_t featureVersion) {
    String* name = PYC_TRY(pathText(fileName));
    if (flags & ~CompileKnown)
        return raiseValueError("compile(): unrecognised flags");
    if (optimize < -1 || optimize > 2)
        return raiseValueError("compile(): invalid optimize value");
    EvalOptions options;
    if (!modeNamed(mode, flags, &options.mode))
        return Value();
    if (flags & CompileOnlyTree)
        options.result =
            (flags & CompileOptimizedTree) == CompileOptimizedTree ? EvalResult::OptimizedTree : EvalResult::Tree;
    options.futureFeatures = (uint32_t(flags) & frontend::AllFutureFeatures) | (dontInherit ? 0 : callersFeatures());
    options.allowTopLevelAwait = flags & CompileTopLevelAwait;
    options.allowIncompleteInput = flags & CompileIncompleteInput;
    options.dontImplyDedent = flags & CompileDontImplyDedent;
    options.typeComments = flags & CompileTypeComments;
    options.optimize = optimize < 0 ? 0 : int(optimize);
    if (flags & CompileOnlyTree && featureVersion >= 0)
        options.featureVersion = int(featureVersion);
    if (isTree(source))
        return compileTree(source, name, options);
    if (!isSource(source))
        return raiseTypeError("compile() arg 1 must be a string, bytes or AST object");
    return compileSource(source, name, options);
}

} // namespace pyc::runtime
