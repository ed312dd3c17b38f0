// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The module builtins: its small functions, and the table of everything in it.
#include "runtime/builtins/aggregate.h"
#include "runtime/builtins/bytes.h"
#include "runtime/builtins/exceptions.h"
#include "runtime/builtins/frame.h"
#include "runtime/builtins/generator.h"
#include "runtime/builtins/int.h"
#include "runtime/builtins/iterators.h"
#include "runtime/builtins/list.h"
#include "runtime/builtins/slice.h"
#include "runtime/builtins/standard_streams.h"
#include "runtime/builtins/type.h"
#include "runtime/eval/eval.h"
#include "runtime/import/import.h"
#include "runtime/object/native.h"

namespace pyc::runtime {

namespace {

// ---- values ----
Value abs(Value number) { return absolute(number); }
Value asciiOf(Value object) { return ascii(object); }
Value reprOf(Value object) { return repr(object); }
Value formatOf(Value value, String* spec) { return format(value, spec); }
bool isCallable(Value object) { return typeOf(object)->slots.call; }

Value inBase(Value number, int base) {
    return integerToPowerBase(integerPayload(PYC_TRY(toIndex(number))), base, true);
}
Value bin(Value number) { return inBase(number, 2); }
Value oct(Value number) { return inBase(number, 8); }
Value hex(Value number) { return inBase(number, 16); }

Value chr(Value argument) {
    Value number = PYC_TRY(toIndex(argument));
    int64_t point;
    if (!integerFitsInt64(number, &point) || point < 0 || point > 0x10FFFF)
        return raiseValueError("chr() arg not in range(0x110000)");
    return stringFromCodePoint(uint32_t(point));
}

Value ord(Value character) {
    int64_t size;
    uint32_t point = 0;
    if (isString(character)) {
        size = as<String>(character)->length;
        if (size == 1)
            point = codePointAt(as<String>(character), 0);
    } else if (isBytes(character) || isByteArray(character)) {
        std::string_view bytes = bytesView(character);
        size = int64_t(bytes.size());
        if (size == 1)
            point = uint8_t(bytes[0]);
    } else {
        return raiseTypeError("ord() expected string of length 1, but %T found", character);
    }
    if (size != 1)
        return raiseTypeError("ord() expected a character, but string of length %d found", size);
    return Value::fromSmallInt(point);
}

Value divmodOf(Value left, Value right) { return divmod(left, right); }

Value hashOf(Value object) {
    int64_t result;
    return hash(object, &result) ? intValue(result) : Value();
}

// What is no object is its own identity.
Value id(Value object) { return newUnsigned(object.bits); }

Value pow(Value base, Value exponent, Value modulus) { return power(base, exponent, modulus); }

Value round(Value number, Value digits) {
    if (number.isSmallInt() && isNone(digits))
        return number;
    Callable method = lookupSpecial(number, staticString<"__round__">);
    if (!method.function) {
        if (errorPending())
            return Value();
        return raiseTypeError("type %T doesn't define __round__ method", number);
    }
    return isNone(digits) ? callCallable(method, {}) : callCallable(method, {digits});
}

Value len(Value object) { return intValue(PYC_TRY(length(object))); }

// ---- attributes ----
String* attributeName(Value name) {
    if (!isString(name))
        return raiseTypeError("attribute name must be string, not '%T'", name);
    return as<String>(name);
}

Value getAttributeEntry(Value, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (!checkNoKeywords("getattr", keywordNames) || !checkPositional("getattr", count, 2, 3))
        return Value();
    String* name = PYC_TRY(attributeName(arguments[1]));
    if (count == 2)
        return getAttribute(arguments[0], name);
    Value value;
    int found = PYC_TRY(findAttribute(arguments[0], name, &value));
    return found ? value : arguments[2];
}

Value hasAttributeOf(Value object, Value name) {
    return boolValue(PYC_TRY(hasAttribute(object, PYC_TRY(attributeName(name)))));
}

Success setAttributeOf(Value object, Value name, Value value) {
    return {setAttribute(object, PYC_TRY(attributeName(name)), value) == 0};
}

Success deleteAttributeOf(Value object, Value name) {
    return {deleteAttribute(object, PYC_TRY(attributeName(name))) == 0};
}

Value isInstanceOf(Value object, Value classes) { return boolValue(PYC_TRY(isInstance(object, classes))); }
Value isSubclassOf(Value cls, Value classes) { return boolValue(PYC_TRY(isSubclass(cls, classes))); }

// ---- namespaces ----
// Of the Python code that called.
Frame* callersFrame() {
    Frame* frame = currentThread()->frame;
    if (!frame)
        return raiseSystemError("frame does not exist");
    return frame;
}

Value globals() { return PYC_TRY(callersFrame())->function->globals; }
Value locals() { return localsOfFrame(PYC_TRY(callersFrame())); }

Value dirEntry(Value, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (!checkNoKeywords("dir", keywordNames) || !checkPositional("dir", count, 0, 1))
        return Value();
    Value names;
    if (count == 0) {
        Value scope = PYC_TRY(locals());
        names = PYC_TRY(callMethod(scope, staticString<"keys">));
    } else {
        names = callSpecial(arguments[0], staticString<"__dir__">);
        if (!names)
            return errorPending() ? Value() : Value(raiseTypeError("object does not provide __dir__"));
    }
    List* sorted = PYC_TRY(listFrom(names));
    return listSortNames(sorted) ? Value(sorted) : Value();
}

Value varsEntry(Value, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (!checkNoKeywords("vars", keywordNames) || !checkPositional("vars", count, 0, 1))
        return Value();
    if (count == 0)
        return locals();
    Value names;
    int found = PYC_TRY(findAttribute(arguments[0], staticString<"__dict__">, &names));
    return found ? names : Value(raiseTypeError("vars() argument must have __dict__ attribute"));
}

// ---- iteration ----
Value iterEntry(Value, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (!checkNoKeywords("iter", keywordNames) || !checkPositional("iter", count, 1, 2))
        return Value();
    if (count == 1)
        return iterate(arguments[0]);
    if (!isCallable(arguments[0]))
        return raiseTypeError("iter(v, w): v must be callable");
    return newCallableIterator(arguments[0], arguments[1]);
}

Value nextEntry(Value, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (!checkNoKeywords("next", keywordNames) || !checkPositional("next", count, 1, 2))
        return Value();
    NextSlot slot = typeOf(arguments[0])->slots.next;
    if (!slot)
        return raiseTypeError("'%T' object is not an iterator", arguments[0]);
    bool dies = isTemporaryArgument(arguments[0]);
    if (Value item = slot(arguments[0])) {
        if (dies)
            abandonGenerator(as<Generator>(arguments[0]));
        return item;
    }
    if (count == 2)
        return !errorPending() || clearStopIteration() ? arguments[1] : Value();
    if (!errorPending())
        raiseStopIteration(Value());
    return Value();
}

Value asyncIter(Value iterable) {
    UnarySlot slot = typeOf(iterable)->slots.asyncIter;
    if (!slot)
        return raiseTypeError("'%T' object is not an async iterable", iterable);
    Value iterator = PYC_TRY(slot(iterable));
    if (!typeOf(iterator)->slots.asyncNext)
        return raiseTypeError("aiter() returned not an async iterator of type '%T'", iterator);
    return iterator;
}

Value asyncNextEntry(Value, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (!checkNoKeywords("anext", keywordNames) || !checkPositional("anext", count, 1, 2))
        return Value();
    UnarySlot slot = typeOf(arguments[0])->slots.asyncNext;
    if (!slot)
        return raiseTypeError("'%T' object is not an async iterator", arguments[0]);
    Value awaitable = PYC_TRY(slot(arguments[0]));
    return count == 2 ? newAnextAwaitable(awaitable, arguments[1]) : awaitable;
}

// ---- classes, imports and the rest ----
Value import(Value name, Value globals, Value, Value fromList, int32_t level) {
    if (!isString(name))
        return raiseTypeError("module name must be a string");
    if (level > 0 && globals && !isNone(globals) && !isDict(globals))
        return raiseTypeError("globals must be a dict");
    return importName(as<String>(name), globals && isDict(globals) ? as<Dict>(globals) : nullptr, fromList, level);
}

Value openEntry(Value, const Value*, size_t, Tuple*) {
    return raiseNotImplementedError("open() needs the module _io, which is not supported yet");
}

Value breakpointEntry(Value, const Value* arguments, size_t count, Tuple* keywordNames) {
    Value hook = systemObject(staticString<"breakpointhook">);
    if (!hook)
        return errorPending() ? Value() : Value(raiseRuntimeError("lost sys.breakpointhook"));
    return callWith(hook, arguments, count, keywordNames);
}

Value exitProgram(Value code) { return raiseObjectOfClass(SystemExitType, code); }

constinit const NativeMember builtinsMembers[] = {
    PYC_RAW_FUNCTION("__build_class__", builtinBuildClass, nullptr,
                     "Makes a class from a function with the class body."),
    PYC_FUNCTION("__import__", import, "($module, /, name, globals=None, locals=None, fromlist=(), level=0)",
                 "Imports a module, as the import statement does."),
    PYC_FUNCTION("abs", abs, "($module, number, /)", "The absolute value of a number."),
    PYC_FUNCTION("aiter", asyncIter, "($module, async_iterable, /)",
                 "An asynchronous iterator over an asynchronous iterable."),
    PYC_FUNCTION("all", builtinAll, "($module, iterable, /)", "Whether every item is true.\n\nTrue if there are none."),
    PYC_RAW_FUNCTION("anext", asyncNextEntry, "($module, aiterator, default=<unrepresentable>, /)",
                     "An awaitable for the next item of an asynchronous iterator."),
    PYC_FUNCTION("any", builtinAny, "($module, iterable, /)", "Whether some item is true.\n\nFalse if there are none."),
    PYC_FUNCTION("ascii", asciiOf, "($module, obj, /)", "repr() with everything beyond ASCII escaped."),
    PYC_FUNCTION("bin", bin, "($module, integer, /)", "The binary text of an integer."),
    PYC_RAW_FUNCTION("breakpoint", breakpointEntry, "($module, /, *args, **kws)", "Enters the debugger."),
    PYC_FUNCTION("callable", isCallable, "($module, obj, /)", "Whether the object can be called."),
    PYC_FUNCTION("chr", chr, "($module, i, /)", "The character with the code point i."),
    PYC_FUNCTION(
        "compile", builtinCompile,
        "($module, /, source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
        "Compiles source text into a code object."),
    PYC_FUNCTION("delattr", deleteAttributeOf, "($module, obj, name, /)", "Deletes an attribute."),
    PYC_RAW_FUNCTION("dir", dirEntry, nullptr, "The names in the present scope, or those of an object's attributes."),
    PYC_FUNCTION("divmod", divmodOf, "($module, x, y, /)", "The tuple (x//y, x%y)."),
    PYC_FUNCTION("eval", builtinEval, "($module, source, /, globals=None, locals=None)", "The value of an expression."),
    PYC_FUNCTION("exec", builtinExec, "($module, source, /, globals=None, locals=None, *, closure=None)",
                 "Runs source text or code."),
    PYC_FUNCTION("exit", exitProgram, "($module, code=None, /)", "Ends the program."),
    PYC_FUNCTION("format", formatOf, "($module, value, format_spec='', /)", "value.__format__(format_spec)"),
    PYC_RAW_FUNCTION(
        "getattr", getAttributeEntry, nullptr,
        "An attribute of an object; if it is missing, the third argument, or an AttributeError without one."),
    PYC_FUNCTION("globals", globals, "($module, /)", "The global names of the present scope, as a dict."),
    PYC_FUNCTION("hasattr", hasAttributeOf, "($module, obj, name, /)",
                 "Whether the object has an attribute of this name."),
    PYC_FUNCTION("hash", hashOf, "($module, obj, /)", "The hash of the object."),
    PYC_FUNCTION("hex", hex, "($module, integer, /)", "The hexadecimal text of an integer."),
    PYC_FUNCTION("id", id, "($module, obj, /)", "The identity of the object."),
    PYC_FUNCTION("input", builtinInput, "($module, prompt='', /)",
                 "Reads a line from the standard input, without its newline."),
    PYC_FUNCTION("isinstance", isInstanceOf, "($module, obj, class_or_tuple, /)",
                 "Whether the object is an instance of a class or of a class derived from it."),
    PYC_FUNCTION("issubclass", isSubclassOf, "($module, cls, class_or_tuple, /)",
                 "Whether a class is derived from another, or is that."),
    PYC_RAW_FUNCTION(
        "iter", iterEntry, nullptr,
        "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator that calls until the result is the sentinel"),
    PYC_FUNCTION("len", len, "($module, obj, /)", "The number of items in a container."),
    PYC_FUNCTION("locals", locals, "($module, /)", "The local names of the present scope, as a dict."),
    PYC_RAW_FUNCTION("max", builtinMaxEntry, nullptr,
                     "The greatest of the arguments, or of the items of the only one."),
    PYC_RAW_FUNCTION("min", builtinMinEntry, nullptr,
                     "The smallest of the arguments, or of the items of the only one."),
    PYC_RAW_FUNCTION(
        "next", nextEntry, nullptr,
        "The next item of an iterator; when there is none, the second argument, or StopIteration without one."),
    PYC_FUNCTION("oct", oct, "($module, integer, /)", "The octal text of an integer."),
    PYC_RAW_FUNCTION("open", openEntry, nullptr, "Opens a file."),
    PYC_FUNCTION("ord", ord, "($module, character, /)", "The code point of a character."),
    PYC_FUNCTION("pow", pow, "($module, /, base, exp, mod=None)", "base ** exp, or base ** exp % mod."),
    PYC_FUNCTION("print", builtinPrint, "($module, /, *args, sep=' ', end='\\n', file=None, flush=False)",
                 "Writes the values to a stream, by default sys.stdout."),
    PYC_FUNCTION("quit", exitProgram, "($module, code=None, /)", "Ends the program."),
    PYC_FUNCTION("repr", reprOf, "($module, obj, /)", "The text that represents the object in source."),
    PYC_FUNCTION("round", round, "($module, /, number, ndigits=None)", "The number rounded to some decimal digits."),
    PYC_FUNCTION("setattr", setAttributeOf, "($module, obj, name, value, /)", "Sets an attribute."),
    PYC_RAW_FUNCTION("sorted", builtinSortedEntry, "($module, iterable, /, *, key=None, reverse=False)",
                     "A new list of the items in ascending order."),
    PYC_FUNCTION("sum", builtinSum, "($module, iterable, /, start=0)", "The sum of a start value and the items."),
    PYC_RAW_FUNCTION("vars", varsEntry, nullptr, "The __dict__ of an object, or the local names."),
    PYC_END};

struct NamedType {
    String* name;
    Type* type; // null where the program was linked without it, since it does not have the name
};

[[gnu::section("pyc_named_types")]] constinit const NamedType types[] = {
    {staticString<"bool">, &BoolType},
    {staticString<"memoryview">, &MemoryViewType},
    {staticString<"bytearray">, &ByteArrayType},
    {staticString<"bytes">, &BytesType},
    {staticString<"classmethod">, &ClassMethodType},
    {staticString<"complex">, &ComplexType},
    {staticString<"dict">, &DictType},
    {staticString<"enumerate">, &EnumerateType},
    {staticString<"filter">, &FilterType},
    {staticString<"float">, &FloatType},
    {staticString<"frozenset">, &FrozenSetType},
    {staticString<"property">, &PropertyType},
    {staticString<"int">, &IntType},
    {staticString<"list">, &ListType},
    {staticString<"map">, &MapType},
    {staticString<"object">, &ObjectType},
    {staticString<"range">, &RangeType},
    {staticString<"reversed">, &ReversedType},
    {staticString<"set">, &SetType},
    {staticString<"slice">, &SliceType},
    {staticString<"staticmethod">, &StaticMethodType},
    {staticString<"str">, &StringType},
    {staticString<"super">, &SuperType},
    {staticString<"tuple">, &TupleType},
    {staticString<"type">, &TypeType},
    {staticString<"zip">, &ZipType},
#define PYC_EXCEPTION(name, base, layout, doc) {staticString<#name>, &name##Type},
#include "runtime/builtins/exceptions.def"
#undef PYC_EXCEPTION
    {staticString<"_IncompleteInputError">, &IncompleteInputErrorType},
    {staticString<"EnvironmentError">, &OSErrorType},
    {staticString<"IOError">, &OSErrorType},
};

// The names stay without their types: suggestions list them.
Value typeValue(const NamedType& entry) {
    Type* const volatile* type = &entry.type; // the linker's choice, not the compiler's
    return *type ? Value(*type) : noneValue();
}

bool initialise(Module* module) {
    Dict* names = module->namespaceDict;
    const std::pair<String*, Value> constants[] = {
        {staticString<"None">, noneValue()},
        {staticString<"Ellipsis">, ellipsisValue()},
        {staticString<"NotImplemented">, notImplementedValue()},
        {staticString<"False">, falseValue()},
        {staticString<"True">, trueValue()},
        {staticString<"__debug__">, trueValue()},
    };
    for (auto [name, value] : constants)
        if (!dictSetString(names, name, value))
            return false;
    for (const NamedType& entry : types)
        if (!dictSetString(names, entry.name, typeValue(entry)))
            return false;
    return true;
}

} // namespace

PYC_NATIVE_MODULE(builtins, "Names that every module can use.", builtinsMembers, initialise)

} // namespace pyc::runtime
