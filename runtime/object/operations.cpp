// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The operations of the language over the slots of types.
#include "runtime/object/operations.h"

#include "runtime/builtins/exceptions.h"
#include "runtime/builtins/type.h"
#include "runtime/builtins/union.h"
#include "runtime/object/slot_tables.h"
#include "runtime/thread/thread.h"

namespace pyc::runtime {

// ---- text ----
String* repr(Value value) {
    if (!enterCall())
        return nullptr;
    Value result = typeOf(value)->slots.repr(value);
    if (result && !isString(result))
        return raiseTypeError("__repr__ returned non-string (type %T)", result);
    return as<String>(result);
}

String* str(Value value) {
    if (isExactString(value))
        return as<String>(value);
    if (!enterCall())
        return nullptr;
    Value result = typeOf(value)->slots.str(value);
    if (result && !isString(result))
        return raiseTypeError("__str__ returned non-string (type %T)", result);
    return as<String>(result);
}

String* ascii(Value value) {
    String* text = PYC_TRY(repr(value));
    if (text->isAscii())
        return text;
    StringBuilder builder;
    for (int64_t i = 0; i < text->length; ++i) {
        uint32_t codePoint = codePointAt(text, i);
        if (codePoint < 0x80) {
            PYC_TRY(builder.appendCodePoint(codePoint));
            continue;
        }
        unsigned digits = codePoint < 0x100 ? 2 : codePoint < 0x10000 ? 4 : 8;
        PYC_TRY(builder.append(digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U"));
        while (digits--)
            PYC_TRY(builder.appendCodePoint(uint32_t("0123456789abcdef"[codePoint >> (4 * digits) & 15])));
    }
    return builder.finish();
}

String* format(Value value, String* spec) {
    if (!spec)
        spec = staticString<"">;
    if (!spec->length && (isExactString(value) || value.isSmallInt()))
        return str(value);
    Callable method = lookupSpecial(value, staticString<"__format__">);
    if (!method.function)
        return errorPending() ? nullptr
                              : static_cast<String*>(raiseTypeError("Type %T doesn't define __format__", value));
    Value result = PYC_TRY(callCallable(method, {Value(spec)}));
    if (!isString(result))
        return raiseTypeError("__format__ must return a str, not %T", result);
    return as<String>(result);
}

// ---- truth, comparison, hash ----
int isTrueSlow(Value value) {
    if (value.isImmediateFloat())
        return value.immediateFloat() != 0.0;
    const TypeSlots& slots = typeOf(value)->slots;
    if (slots.truth)
        return slots.truth(value);
    if (slots.length) {
        int64_t length = slots.length(value);
        return length < 0 ? -1 : length > 0;
    }
    return 1;
}

static const char* const comparisonText[] = {"<", "<=", "==", "!=", ">", ">="};
static const CompareOperation swapped[] = {CompareGreater,  CompareGreaterEqual, CompareEqual,
                                           CompareNotEqual, CompareLess,         CompareLessEqual};

Value compare(Value left, Value right, CompareOperation operation) {
    if (!enterCall())
        return Value();
    Type* leftType = typeOf(left);
    Type* rightType = typeOf(right);
    bool triedRight = false;
    if (leftType != rightType && isSubtype(rightType, leftType)) {
        triedRight = true;
        Value result = rightType->slots.compare(right, left, swapped[operation]);
        if (!isNotImplemented(result))
            return result;
    }
    Value result = leftType->slots.compare(left, right, operation);
    if (!isNotImplemented(result))
        return result;
    if (!triedRight) {
        result = rightType->slots.compare(right, left, swapped[operation]);
        if (!isNotImplemented(result))
            return result;
    }
    if (operation == CompareEqual)
        return boolValue(left == right);
    if (operation == CompareNotEqual)
        return boolValue(left != right);
    return raiseTypeError("'%s' not supported between instances of '%T' and '%T'", comparisonText[operation], left,
                          right);
}

int compareBool(Value left, Value right, CompareOperation operation) {
    if (left == right) {
        if (operation == CompareEqual)
            return 1;
        if (operation == CompareNotEqual)
            return 0;
    }
    Value result = compare(left, right, operation);
    return result ? isTrue(result) : -1;
}

bool hash(Value value, int64_t* result) { return typeOf(value)->slots.hash(value, result); }

bool unhashable(Value self, int64_t*) { return raiseTypeError("unhashable type: '%T'", self); }

// ---- operators ----
const char* operatorText(BinaryOperator operation) {
    static const char* const texts[] = {"+", "-", "*", "@", "/", "//", "%", "<<", ">>", "&", "|", "^"};
    return texts[size_t(operation)];
}

static Value tryNumbers(BinarySlot ofLeft, BinarySlot ofRight, Value left, Value right) {
    if (ofLeft == ofRight)
        ofRight = nullptr;
    if (ofLeft) {
        if (ofRight && isSubtype(typeOf(right), typeOf(left))) {
            Value result = ofRight(left, right);
            if (!isNotImplemented(result))
                return result;
            ofRight = nullptr;
        }
        Value result = ofLeft(left, right);
        if (!isNotImplemented(result))
            return result;
    }
    return ofRight ? ofRight(left, right) : notImplementedValue();
}

static Value unsupported(const char* text, Value left, Value right) {
    if (std::string_view(text) == ">>" && isExactly(left, NativeFunctionType) &&
        sameText(const_cast<String*>(as<NativeFunction>(left)->member->name), "print"))
        return raiseTypeError("unsupported operand type(s) for %s: '%T' and '%T'. Did you mean \"print(<message>, "
                              "file=<output_stream>)\"?",
                              text, left, right);
    return raiseTypeError("unsupported operand type(s) for %s: '%T' and '%T'", text, left, right);
}

static Value repeatSequence(Value sequence, Value count) {
    if (!typeOf(count)->slots.index)
        return raiseTypeError("can't multiply sequence by non-int of type '%T'", count);
    return typeOf(sequence)->slots.repeat(sequence, count);
}

static Value trySequences(BinaryOperator operation, Value left, Value right) {
    if (operation == BinaryOperator::Add) {
        if (BinarySlot concatenate = typeOf(left)->slots.concatenate)
            return concatenate(left, right);
    } else if (operation == BinaryOperator::Multiply) {
        if (typeOf(left)->slots.repeat)
            return repeatSequence(left, right);
        if (typeOf(right)->slots.repeat)
            return repeatSequence(right, left);
    }
    return notImplementedValue();
}

[[gnu::noinline]] Value binary(BinaryOperator operation, Value left, Value right) {
    Value result =
        tryNumbers(typeOf(left)->slots.binary[operation], typeOf(right)->slots.binary[operation], left, right);
    if (!isNotImplemented(result))
        return result;
    result = trySequences(operation, left, right);
    return isNotImplemented(result) ? unsupported(operatorText(operation), left, right) : result;
}

static const char* inplaceText(BinaryOperator operation) {
    static const char* const texts[] = {"+=", "-=", "*=", "@=", "/=", "//=", "%=", "<<=", ">>=", "&=", "|=", "^="};
    return texts[size_t(operation)];
}

[[gnu::noinline]] Value inplaceBinary(BinaryOperator operation, Value left, Value right) {
    if (BinarySlot inplace = typeOf(left)->slots.inplace[operation]) {
        Value result = inplace(left, right);
        if (!isNotImplemented(result))
            return result;
    }
    Value result =
        tryNumbers(typeOf(left)->slots.binary[operation], typeOf(right)->slots.binary[operation], left, right);
    if (!isNotImplemented(result))
        return result;
    result = trySequences(operation, left, right);
    return isNotImplemented(result) ? unsupported(inplaceText(operation), left, right) : result;
}

static Value tryPower(Value base, Value exponent, Value modulus) {
    TernarySlot ofBase = typeOf(base)->slots.power;
    TernarySlot ofExponent = typeOf(exponent)->slots.power;
    if (ofBase == ofExponent)
        ofExponent = nullptr;
    if (ofBase) {
        if (ofExponent && isSubtype(typeOf(exponent), typeOf(base))) {
            Value result = ofExponent(base, exponent, modulus);
            if (!isNotImplemented(result))
                return result;
            ofExponent = nullptr;
        }
        Value result = ofBase(base, exponent, modulus);
        if (!isNotImplemented(result))
            return result;
    }
    if (ofExponent) {
        Value result = ofExponent(base, exponent, modulus);
        if (!isNotImplemented(result))
            return result;
    }
    TernarySlot ofModulus = typeOf(modulus)->slots.power;
    bool tried = !ofModulus || ofModulus == ofBase || ofModulus == typeOf(exponent)->slots.power;
    return tried ? notImplementedValue() : ofModulus(base, exponent, modulus);
}

[[gnu::noinline]] Value power(Value base, Value exponent, Value modulus) {
    Value result = tryPower(base, exponent, modulus);
    if (!isNotImplemented(result))
        return result;
    if (isNone(modulus))
        return raiseTypeError("unsupported operand type(s) for ** or pow(): '%T' and '%T'", base, exponent);
    return raiseTypeError("unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", base, exponent, modulus);
}

[[gnu::noinline]] Value inplacePower(Value base, Value exponent) {
    if (TernarySlot inplace = typeOf(base)->slots.inplacePower) {
        Value result = inplace(base, exponent, noneValue());
        if (!isNotImplemented(result))
            return result;
    }
    Value result = tryPower(base, exponent, noneValue());
    return isNotImplemented(result) ? unsupported("**=", base, exponent) : result;
}

[[gnu::noinline]] Value divmod(Value left, Value right) {
    Value result = tryNumbers(typeOf(left)->slots.divmod, typeOf(right)->slots.divmod, left, right);
    return isNotImplemented(result) ? unsupported("divmod()", left, right) : result;
}

static Value unary(UnarySlot slot, Value value, const char* text) {
    return slot ? slot(value) : Value(raiseTypeError("bad operand type for %s: '%T'", text, value));
}
[[gnu::noinline]] Value negative(Value value) { return unary(typeOf(value)->slots.negative, value, "unary -"); }
[[gnu::noinline]] Value positive(Value value) { return unary(typeOf(value)->slots.positive, value, "unary +"); }
[[gnu::noinline]] Value invert(Value value) { return unary(typeOf(value)->slots.invert, value, "unary ~"); }
[[gnu::noinline]] Value absolute(Value value) { return unary(typeOf(value)->slots.absolute, value, "abs()"); }

// Nobody else calls the slots of operators (test/lint sees to it), and nobody does it with code of these inlined.
#define PYC_CALLS(function, slot) {function, offsetof(TypeSlots, slot), offsetof(TypeSlots, slot)}
#define PYC_CALLS_BINARY(function, slot)                                                                               \
    {function, offsetof(TypeSlots, slot), offsetof(TypeSlots, slot) + sizeof(BinarySlots) - sizeof(BinarySlot)}
extern const SlotCaller slotCallers[];
[[gnu::section("pyc_slot_callers")]] constinit const SlotCaller slotCallers[] = {
    PYC_CALLS_BINARY(binary, binary),
    PYC_CALLS(binary, concatenate),
    PYC_CALLS(binary, repeat),
    PYC_CALLS_BINARY(inplaceBinary, inplace),
    PYC_CALLS_BINARY(inplaceBinary, binary),
    PYC_CALLS(inplaceBinary, concatenate),
    PYC_CALLS(inplaceBinary, repeat),
    PYC_CALLS(power, power),
    PYC_CALLS(inplacePower, inplacePower),
    PYC_CALLS(inplacePower, power),
    PYC_CALLS(divmod, divmod),
    PYC_CALLS(negative, negative),
    PYC_CALLS(positive, positive),
    PYC_CALLS(invert, invert),
    PYC_CALLS(absolute, absolute),
};

// ---- containers ----
int64_t length(Value value) {
    LengthSlot slot = typeOf(value)->slots.length;
    return slot ? slot(value) : int64_t(raiseTypeError("object of type '%T' has no len()", value));
}

int64_t lengthHint(Value value, int64_t otherwise) {
    if (LengthSlot slot = typeOf(value)->slots.length) {
        int64_t result = slot(value);
        if (result >= 0)
            return result;
        if (!pendingErrorIs(TypeErrorType))
            return -1;
        clearError();
        return otherwise;
    }
    Callable method = lookupSpecial(value, staticString<"__length_hint__">);
    if (!method.function)
        return errorPending() ? -1 : otherwise;
    Value hint = callCallable(method, {});
    if (!hint) {
        if (!pendingErrorIs(TypeErrorType))
            return -1;
        clearError();
        return otherwise;
    }
    if (isNotImplemented(hint))
        return otherwise;
    if (!isInt(hint))
        return raiseTypeError("__length_hint__ must be an integer, not %T", hint);
    int64_t result;
    if (!integerFitsInt64(hint, &result))
        return raiseOverflowError("Python int too large to convert to C ssize_t");
    return result < 0 ? int64_t(raiseValueError("__length_hint__() should return >= 0")) : result;
}

bool hintFits(int64_t hint, size_t itemSize) {
    constexpr uint64_t AddressSpace = uint64_t(1) << 47;
    return uint64_t(hint) < AddressSpace / itemSize || raiseMemoryError();
}

Value getItem(Value container, Value key) {
    Type* type = typeOf(container);
    if (BinarySlot slot = type->slots.getItem)
        return slot(container, key);
    if (type->flags & TypeIsType) {
        if (container == Value(&TypeType))
            return newGenericAlias(container, key);
        Value method;
        int found = findAttribute(container, staticString<"__class_getitem__">, &method);
        if (found < 0)
            return Value();
        if (found)
            return call(method, {key});
        return raiseTypeError("type '%N' is not subscriptable", container);
    }
    return raiseTypeError("'%T' object is not subscriptable", container);
}

int setItem(Value container, Value key, Value value) {
    if (StoreSlot slot = typeOf(container)->slots.setItem)
        return slot(container, key, value);
    return raiseTypeError("'%T' object does not support item assignment", container);
}

int deleteItem(Value container, Value key) {
    if (StoreSlot slot = typeOf(container)->slots.setItem)
        return slot(container, key, Value());
    return raiseTypeError("'%T' object doesn't support item deletion", container);
}

int contains(Value container, Value item) {
    Type* type = typeOf(container);
    if (ContainsSlot slot = type->slots.contains)
        return slot(container, item);
    if (!type->slots.iter && !type->slots.getItem)
        return raiseTypeError("argument of type '%T' is not a container or iterable", container);
    Value iterator = iterate(container);
    if (!iterator) {
        if (pendingErrorIs(TypeErrorType)) {
            clearError();
            return raiseTypeError("argument of type '%T' is not a container or iterable", container);
        }
        return -1;
    }
    while (Value candidate = next(iterator)) {
        int equal = richEqual(candidate, item);
        if (equal)
            return equal;
    }
    return errorPending() ? -1 : 0;
}

// ---- iteration ----
Value iterate(Value iterable) {
    Type* type = typeOf(iterable);
    if (UnarySlot slot = type->slots.iter) {
        Value iterator = PYC_TRY(slot(iterable));
        if (!typeOf(iterator)->slots.next)
            return raiseTypeError("iter() returned non-iterator of type '%T'", iterator);
        return iterator;
    }
    if (type->slots.getItem && !(type->flags & TypeIsDict))
        return newSequenceIterator(iterable);
    return raiseTypeError("'%T' object is not iterable", iterable);
}

Value next(Value iterator) {
    NextSlot slot = typeOf(iterator)->slots.next;
    if (!slot)
        return raiseTypeError("'%T' object is not an iterator", iterator);
    Value item = slot(iterator);
    if (!item)
        clearStopIteration();
    return item;
}

bool isIterator(Value value) { return typeOf(value)->slots.next; }

static bool tooManyValues(int64_t expected, Value iterable, int64_t got) {
    if (isExactly(iterable, ListType) || isExactly(iterable, TupleType) || isExactly(iterable, DictType))
        return raiseValueError("too many values to unpack (expected %d, got %d)", expected, got);
    return raiseValueError("too many values to unpack (expected %d)", expected);
}

static bool unpackItems(std::span<const Value> source, Value iterable, int64_t count, Value* items) {
    if (int64_t(source.size()) < count)
        return raiseValueError("not enough values to unpack (expected %d, got %d)", count, source.size());
    if (int64_t(source.size()) > count)
        return tooManyValues(count, iterable, int64_t(source.size()));
    for (int64_t i = 0; i < count; ++i)
        items[i] = source[size_t(i)];
    return true;
}

static Value iterateToUnpack(Value iterable) {
    Value iterator = iterate(iterable);
    if (!iterator && pendingErrorIs(TypeErrorType) && !typeOf(iterable)->slots.iter &&
        !typeOf(iterable)->slots.getItem) {
        clearError();
        return raiseTypeError("cannot unpack non-iterable %T object", iterable);
    }
    return iterator;
}

bool unpack(Value iterable, int64_t count, Value* items) {
    if (isExactly(iterable, TupleType))
        return unpackItems(itemsOf(as<Tuple>(iterable)), iterable, count, items);
    if (isExactly(iterable, ListType)) {
        List* list = as<List>(iterable);
        int64_t size = listLength(list);
        if (size == count) {
            for (int64_t i = 0; i < count; ++i)
                items[i] = listItem(list, i);
            return true;
        }
        if (size < count)
            return raiseValueError("not enough values to unpack (expected %d, got %d)", count, size);
        return tooManyValues(count, iterable, size);
    }
    Value iterator = PYC_TRY(iterateToUnpack(iterable));
    for (int64_t i = 0; i < count; ++i) {
        items[i] = next(iterator);
        if (!items[i])
            return errorPending()
                       ? false
                       : bool(raiseValueError("not enough values to unpack (expected %d, got %d)", count, i));
    }
    if (next(iterator)) {
        int64_t size = isExactly(iterable, DictType) ? dictLength(as<Dict>(iterable)) : 0;
        return tooManyValues(count, iterable, size);
    }
    return !errorPending();
}

bool unpackStarred(Value iterable, int64_t before, int64_t after, Value* items) {
    Value iterator = PYC_TRY(iterateToUnpack(iterable));
    for (int64_t i = 0; i < before; ++i) {
        items[i] = next(iterator);
        if (!items[i])
            return errorPending() ? false
                                  : bool(raiseValueError("not enough values to unpack (expected at least %d, got %d)",
                                                         before + after, i));
    }
    List* rest = PYC_TRY(listFrom(iterator));
    int64_t size = listLength(rest);
    if (size < after)
        return raiseValueError("not enough values to unpack (expected at least %d, got %d)", before + after,
                               before + size);
    for (int64_t i = 0; i < after; ++i)
        items[before + 1 + i] = listItem(rest, size - after + i);
    List* middle = PYC_TRY(newList(size - after));
    for (int64_t i = 0; i < size - after; ++i)
        PYC_TRY(listAppend(middle, listItem(rest, i)));
    items[before] = Value(middle);
    return true;
}

// ---- classes ----
int isInstance(Value value, Value classOrTuple) {
    if (Value(typeOf(value)) == classOrTuple)
        return 1;
    if (isTuple(classOrTuple)) {
        if (!enterCall())
            return -1;
        for (Value cls : itemsOf(as<Tuple>(classOrTuple)))
            if (int result = isInstance(value, cls))
                return result;
        return 0;
    }
    if (isType(classOrTuple) && typeOf(classOrTuple) == &TypeType) {
        if (isA(value, *as<Type>(classOrTuple)))
            return 1;
        if (!value.isObject() || typeOf(value)->slots.getAttribute == genericGetAttribute) {
            // Only a property named __class__ could still say otherwise.
            if (!lookupInType(typeOf(value), staticString<"__class__">) ||
                lookupInType(typeOf(value), staticString<"__class__">) ==
                    lookupInType(&ObjectType, staticString<"__class__">))
                return 0;
        }
    }
    Callable hook = lookupSpecial(classOrTuple, staticString<"__instancecheck__">);
    if (hook.function) {
        Value result = PYC_TRY(callCallable(hook, {value}));
        return isTrue(result);
    }
    return raiseTypeError("isinstance() arg 2 must be a type, a tuple of types, or a union");
}

int isSubclass(Value cls, Value classOrTuple) {
    if (isTuple(classOrTuple)) {
        if (!enterCall())
            return -1;
        for (Value item : itemsOf(as<Tuple>(classOrTuple)))
            if (int result = isSubclass(cls, item))
                return result;
        return 0;
    }
    if (isType(classOrTuple) && typeOf(classOrTuple) == &TypeType) {
        if (!isType(cls))
            return raiseTypeError("issubclass() arg 1 must be a class");
        return isSubtype(as<Type>(cls), as<Type>(classOrTuple));
    }
    Callable hook = lookupSpecial(classOrTuple, staticString<"__subclasscheck__">);
    if (hook.function) {
        Value result = PYC_TRY(callCallable(hook, {cls}));
        return isTrue(result);
    }
    if (!isType(cls))
        return raiseTypeError("issubclass() arg 1 must be a class");
    return raiseTypeError("issubclass() arg 2 must be a class, a tuple of classes, or a union");
}

bool isExceptionClass(Value value) { return isType(value) && isSubtype(as<Type>(value), &BaseExceptionType); }

int exceptionMatches(Value exception, Value classOrTuple) {
    if (isTuple(classOrTuple)) {
        for (Value cls : itemsOf(as<Tuple>(classOrTuple)))
            if (int result = exceptionMatches(exception, cls))
                return result;
        return 0;
    }
    if (!isExceptionClass(classOrTuple))
        return raiseTypeError("catching classes that do not inherit from BaseException is not allowed");
    Type* type = isType(exception) ? as<Type>(exception) : typeOf(exception);
    return isSubtype(type, as<Type>(classOrTuple));
}

} // namespace pyc::runtime
