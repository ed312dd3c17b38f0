// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The type int, and bool, which is an int with two instances and names for them.
#include "runtime/builtins/bytes.h"
#include "runtime/builtins/format.h"
#include "runtime/builtins/hash.h"
#include "runtime/builtins/number.h"
#include "runtime/object/operations.h"
#include "runtime/object/shape.h"

#include <algorithm>
#include <cmath>

namespace pyc::runtime {

namespace {

using limbs::Limb;

bool bothInts(Value left, Value right) { return isInt(left) && isInt(right); }

template <Value (*operation)(Value, Value)>
Value intBinary(Value left, Value right) {
    if (!bothInts(left, right))
        return notImplementedValue();
    return operation(integerPayload(left), integerPayload(right));
}

Value floorDivide(Value left, Value right) {
    Value quotient;
    return divideIntegers(left, right, &quotient, nullptr) ? quotient : Value();
}

Value modulo(Value left, Value right) {
    Value remainder;
    return divideIntegers(left, right, nullptr, &remainder) ? remainder : Value();
}

Value divmodIntegers(Value left, Value right) {
    Value quotient, remainder;
    if (!divideIntegers(left, right, &quotient, &remainder))
        return Value();
    return newTuple({quotient, remainder});
}

Value bitAnd(Value left, Value right) { return bitOperation(BitOperation::And, left, right); }
Value bitOr(Value left, Value right) { return bitOperation(BitOperation::Or, left, right); }
Value bitXor(Value left, Value right) { return bitOperation(BitOperation::Xor, left, right); }

Value intPower(Value base, Value exponent, Value modulus) {
    if (!bothInts(base, exponent))
        return notImplementedValue();
    if (isNone(modulus) || modulus.isEmpty())
        return powerOfInteger(integerPayload(base), integerPayload(exponent));
    if (!isInt(modulus))
        return notImplementedValue();
    return powerModulo(integerPayload(base), integerPayload(exponent), integerPayload(modulus));
}

Value intNegative(Value self) { return negateInteger(integerPayload(self)); }
Value intAbsolute(Value self) { return absoluteInteger(integerPayload(self)); }
Value intInvert(Value self) { return invertInteger(integerPayload(self)); }
Value intToFloat(Value self) {
    double value = PYC_TRY(integerToDouble(integerPayload(self)));
    return floatValue(value);
}
int intTruth(Value self) { return integerPayload(self) != Value::fromSmallInt(0); }
Value intRepr(Value self) { return Value(integerToDecimal(integerPayload(self))); }

bool intHash(Value self, int64_t* result) {
    Value number = integerPayload(self);
    if (number.isSmallInt()) {
        int64_t value = number.smallInt();
        if (uint64_t(value < 0 ? -value : value) < HashModulus) {
            *result = value == -1 ? -2 : value;
            return true;
        }
    }
    IntegerView view(number);
    *result = hashLimbs(view.limbs, view.count, view.negative);
    return true;
}

Value intCompare(Value left, Value right, int operation) {
    if (!bothInts(left, right))
        return notImplementedValue();
    return compareOrder(compareIntegers(integerPayload(left), integerPayload(right)), operation);
}

// ---- construction ----
Value fromText(Value value, int base) {
    if (isString(value))
        return integerFromString(as<String>(value), base);
    Value shown =
        isBytes(value) ? value : Value(PYC_TRY(newBytes(bytesView(value).data(), int64_t(bytesView(value).size()))));
    return integerFromText(bytesView(value), base, shown);
}

Value fromConvertible(Value value) {
    if (isExactInteger(value))
        return value;
    Type* type = typeOf(value);
    if (UnarySlot slot = type->slots.toInt) {
        Value result = PYC_TRY(slot(value));
        if (!isInt(result))
            return raiseTypeError("__int__ returned non-int (type %T)", result);
        if (!isExactInteger(result) && !isInt(value) &&
            !warn(DeprecationWarningType,
                  PYC_TRY(
                      formatText(
                          "__int__ returned non-int (type %T).  The ability to return an instance of a strict subclass "
                          "of int is deprecated, and may be removed in a future version of Python.",
                          result))
                      ->data()))
            return Value();
        return integerPayload(result);
    }
    if (type->slots.index)
        return toIndex(value);
    if (isString(value) || isBytesLike(value))
        return fromText(value, 10);
    return raiseTypeError("int() argument must be a string, a bytes-like object or a real number, not '%T'", value);
}

Value withType(Type* type, Value number) {
    if (type == &IntType)
        return number;
    auto* instance = static_cast<IntegerInstance*>(PYC_TRY(allocateInstance(type)));
    instance->payload = number;
    return Value(instance);
}

Value createInt(Type* type, const Value* arguments, size_t count, Tuple* keywordNames) {
    Value number, base;
    if (count == 1 && !keywordNames) [[likely]] {
        number = arguments[0];
    } else {
        size_t keywords = keywordNames ? size_t(keywordNames->length) : 0;
        if (count + keywords > 2)
            return keywords ? raiseTypeError("int() takes at most 2 arguments (%d given)", count + keywords)
                            : raiseTypeError("int expected at most 2 arguments, got %d", count);
        if (count > 0)
            number = arguments[0];
        if (count > 1)
            base = arguments[1];
        for (size_t i = 0; i < keywords; ++i) {
            auto* name = as<String>(keywordNames->items[i]);
            if (!sameText(name, "base"))
                return raiseTypeError("int() got an unexpected keyword argument '%U'", name);
            if (base)
                return raiseTypeError("argument for int() given by name ('base') and position (2)");
            base = arguments[count + i];
        }
    }
    if (!number) {
        if (base)
            return raiseTypeError("int() missing string argument");
        return withType(type, Value::fromSmallInt(0));
    }
    if (!base)
        return withType(type, PYC_TRY(fromConvertible(number)));
    Value baseNumber = PYC_TRY(toIndex(base));
    int64_t wanted;
    if (!integerFitsInt64(baseNumber, &wanted) || (wanted != 0 && wanted < 2) || wanted > 36)
        return raiseValueError("int() base must be >= 2 and <= 36, or 0");
    if (!isString(number) && !isBytes(number) && !isByteArray(number))
        return raiseTypeError("int() can't convert non-string with explicit base");
    return withType(type, PYC_TRY(fromText(number, int(wanted))));
}

// ---- methods ----
Value bitLength(Value self) { return intValue(int64_t(bitLengthOfInteger(integerPayload(self)))); }

Value bitCount(Value self) {
    IntegerView view(integerPayload(self));
    int64_t count = 0;
    for (size_t i = 0; i < view.count; ++i)
        count += __builtin_popcountll(view.limbs[i]);
    return intValue(count);
}

Value itself(Value self) { return integerPayload(self); }
Value roundNone(Value self, Value digits) {
    if (isNone(digits))
        return integerPayload(self);
    return roundInteger(integerPayload(self), PYC_TRY(toIndex(digits)));
}
Value ratio(Value self) { return newTuple({integerPayload(self), Value::fromSmallInt(1)}); }
bool isInteger(Value) { return true; }
Value zero(Value) { return Value::fromSmallInt(0); }
Value one(Value) { return Value::fromSmallInt(1); }
Value newArguments(Value self) { return newTuple({integerPayload(self)}); }
int64_t sizeOf(Value self) {
    // As CPython's 30-bit digits would take.
    return 24 + 4 * int64_t(std::max<uint64_t>((bitLengthOfInteger(integerPayload(self)) + 29) / 30, 1));
}
Value formatMethod(Value self, String* spec) {
    return spec->length == 0 ? Value(str(self)) : Value(formatInteger(self, spec));
}

// -1 error, 0 big, 1 little
int isLittle(String* byteorder) {
    if (!byteorder || sameText(byteorder, "big"))
        return 0;
    if (sameText(byteorder, "little"))
        return 1;
    return raiseValueError("byteorder must be either 'little' or 'big'");
}

Value toBytes(Value self, int64_t length, String* byteorder, bool isSigned) {
    int little = PYC_TRY(isLittle(byteorder));
    if (length < 0)
        return raiseValueError("length argument must be non-negative");
    IntegerView view(integerPayload(self));
    if (view.negative && !isSigned)
        return raiseOverflowError("can't convert negative int to unsigned");
    size_t bits = view.bitLength();
    if (isSigned) {
        // One bit for the sign; the lowest number needs none beside its own.
        bool lowest = view.negative && (view.limbs[view.count - 1] & (view.limbs[view.count - 1] - 1)) == 0 &&
                      std::all_of(view.limbs, view.limbs + view.count - 1, [](Limb limb) { return limb == 0; });
        bits += view.count && !lowest ? 1 : 0;
    }
    if ((bits + 7) / 8 > uint64_t(length))
        return raiseOverflowError("int too big to convert");
    Bytes* result = PYC_TRY(newBytes(nullptr, length));
    Limb carry = 1;
    for (int64_t i = 0; i < length; ++i) {
        size_t limb = size_t(i) / 8;
        uint8_t byte = limb < view.count ? uint8_t(view.limbs[limb] >> (i % 8 * 8)) : 0;
        if (view.negative) {
            unsigned flipped = uint8_t(~byte) + unsigned(carry);
            carry = flipped >> 8;
            byte = uint8_t(flipped);
        }
        result->data[little ? i : length - 1 - i] = char(byte);
    }
    return Value(result);
}

Value fromBytes(Type* type, Value source, String* byteorder, bool isSigned) {
    int little = PYC_TRY(isLittle(byteorder));
    Bytes* bytes = PYC_TRY(bytesFromObject(source));
    size_t size = size_t(bytes->length), count = size / 8 + 1;
    Integer* result = PYC_TRY(allocateInteger(count));
    auto byteAt = [&](size_t i) { return uint8_t(bytes->data[little ? i : size - 1 - i]); };
    bool negative = isSigned && size && (byteAt(size - 1) & 0x80);
    std::fill_n(result->limbs, count, negative ? ~Limb(0) : 0);
    for (size_t i = 0; i < size; ++i) {
        Limb& limb = result->limbs[i / 8];
        limb = (limb & ~(Limb(0xff) << (i % 8 * 8))) | Limb(byteAt(i)) << (i % 8 * 8);
    }
    if (negative) {
        Limb carry = 1;
        for (size_t i = 0; i < count; ++i) {
            result->limbs[i] = ~result->limbs[i] + carry;
            carry = carry && result->limbs[i] == 0;
        }
    }
    Value number = finishInteger(result, count, negative);
    return type == &IntType ? number : call(Value(type), {number});
}

constinit const NativeMember intMembers[] = {
    PYC_METHOD("as_integer_ratio", ratio, "($self, /)", "The integer as a fraction of two."),
    PYC_METHOD("bit_count", bitCount, "($self, /)", "How many ones the absolute value has in binary."),
    PYC_METHOD("bit_length", bitLength, "($self, /)", "How many bits the absolute value takes."),
    PYC_METHOD("conjugate", itself, "($self, /)", "The number itself."),
    PYC_CLASS_METHOD("from_bytes", fromBytes, "($type, /, bytes, byteorder='big', *, signed=False)",
                     "The integer that bytes represent."),
    PYC_METHOD("is_integer", isInteger, "($self, /)", "True."),
    PYC_METHOD("to_bytes", toBytes, "($self, /, length=1, byteorder='big', *, signed=False)", "The integer as bytes."),
    PYC_METHOD("__ceil__", itself, "($self, /)", "The number itself."),
    PYC_METHOD("__floor__", itself, "($self, /)", "The number itself."),
    PYC_METHOD("__trunc__", itself, "($self, /)", "The number itself."),
    PYC_METHOD("__round__", roundNone, "($self, ndigits=None, /)", "Rounded to a power of ten, ties to even."),
    PYC_METHOD("__format__", formatMethod, "($self, format_spec, /)", "Text by a format specifier."),
    PYC_METHOD("__getnewargs__", newArguments, "($self, /)", nullptr),
    PYC_METHOD("__sizeof__", sizeOf, "($self, /)", "Bytes of memory."),
    PYC_GETTER("real", itself, "the real part of a complex number"),
    PYC_GETTER("imag", zero, "the imaginary part of a complex number"),
    PYC_GETTER("numerator", itself, "the numerator of a rational number in lowest terms"),
    PYC_GETTER("denominator", one, "the denominator of a rational number in lowest terms"),
    PYC_END};

constexpr TypeSlots makeIntSlots() {
    TypeSlots slots{};
    slots.repr = intRepr;
    slots.negative = intNegative;
    slots.positive = itself;
    slots.absolute = intAbsolute;
    slots.invert = intInvert;
    slots.index = itself;
    slots.toInt = itself;
    slots.toFloat = intToFloat;
    slots.hash = intHash;
    slots.compare = intCompare;
    slots.truth = intTruth;
    auto set = [&slots](BinaryOperator operation, BinarySlot slot) { slots.binary[size_t(operation)] = slot; };
    set(BinaryOperator::Add, intBinary<addIntegers>);
    set(BinaryOperator::Subtract, intBinary<subtractIntegers>);
    set(BinaryOperator::Multiply, intBinary<multiplyIntegers>);
    set(BinaryOperator::TrueDivide, intBinary<trueDivideIntegers>);
    set(BinaryOperator::FloorDivide, intBinary<floorDivide>);
    set(BinaryOperator::Modulo, intBinary<modulo>);
    set(BinaryOperator::LeftShift, intBinary<shiftLeftInteger>);
    set(BinaryOperator::RightShift, intBinary<shiftRightInteger>);
    set(BinaryOperator::BitAnd, intBinary<bitAnd>);
    set(BinaryOperator::BitOr, intBinary<bitOr>);
    set(BinaryOperator::BitXor, intBinary<bitXor>);
    slots.power = intPower;
    slots.divmod = intBinary<divmodIntegers>;
    slots.create = createInt;
    return slots;
}

constexpr TypeSlots IntSlots = makeIntSlots();

} // namespace

Value compareOrder(int order, int operation) {
    switch (operation) {
    case CompareLess: return boolValue(order < 0);
    case CompareLessEqual: return boolValue(order <= 0);
    case CompareEqual: return boolValue(order == 0);
    case CompareNotEqual: return boolValue(order != 0);
    case CompareGreater: return boolValue(order > 0);
    default: return boolValue(order >= 0);
    }
}

PYC_GC_ROOT constinit Shape IntShape = defineShape(IntType);
PYC_GC_ROOT constinit Type IntType =
    defineType({.name = "int",
                .doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\nAn integer of any size: from a number, "
                       "or read from text in a base from 2 to 36 (0: as in a program's source).",
                .shape = &IntShape,
                .flags = TypeBaseAllowed | TypeIsInt,
                .instanceSize = sizeof(IntegerInstance),
                .members = intMembers,
                .slots = IntSlots});

// ---- bool ----
constinit StaticBool True = {{{&BoolShape}, 1}};
constinit StaticBool False = {{{&BoolShape}, 0}};

namespace {

Value boolRepr(Value self) { return Value(self == trueValue() ? staticString<"True"> : staticString<"False">); }

template <BitOperation operation>
Value boolBinary(Value left, Value right) {
    if (isBool(left) && isBool(right)) {
        bool a = left == trueValue(), b = right == trueValue();
        return boolValue(operation == BitOperation::And ? a && b : operation == BitOperation::Or ? a || b : a != b);
    }
    if (!isInt(left) || !isInt(right))
        return notImplementedValue();
    return bitOperation(operation, integerPayload(left), integerPayload(right));
}

Value boolInvert(Value self) {
    if (!warn(DeprecationWarningType,
              "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the "
              "bitwise inversion of "
              "the underlying int object and is usually not what you expect from negating a bool. Use the 'not' "
              "operator for boolean "
              "negation or ~int(x) if you really want the bitwise inversion of the underlying int."))
        return Value();
    return Value::fromSmallInt(self == trueValue() ? -2 : -1);
}

Value createBool(Type*, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (!checkNoKeywords("bool", keywordNames) || !checkPositional("bool", count, 0, 1))
        return Value();
    if (count == 0)
        return falseValue();
    return boolValue(PYC_TRY(isTrue(arguments[0])));
}

constexpr TypeSlots makeBoolSlots() {
    TypeSlots slots{};
    slots.repr = boolRepr;
    slots.invert = boolInvert;
    slots.binary[size_t(BinaryOperator::BitAnd)] = boolBinary<BitOperation::And>;
    slots.binary[size_t(BinaryOperator::BitOr)] = boolBinary<BitOperation::Or>;
    slots.binary[size_t(BinaryOperator::BitXor)] = boolBinary<BitOperation::Xor>;
    slots.create = createBool;
    return slots;
}

} // namespace

PYC_GC_ROOT constinit Shape BoolShape = defineShape(BoolType);
PYC_GC_ROOT constinit Type BoolType =
    defineType({.name = "bool",
                .doc = "True or False: whether the argument is true. The class has no other instances and "
                       "cannot be subclassed.",
                .shape = &BoolShape,
                .base = &IntType,
                .flags = TypeIsInt,
                .instanceSize = sizeof(BoolObject),
                .slots = makeBoolSlots(),
                .inherited = &IntSlots});

} // namespace pyc::runtime
