// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The type float.
#include "runtime/builtins/bytes.h"
#include "runtime/builtins/float_hex.h"
#include "runtime/builtins/float_text.h"
#include "runtime/builtins/format.h"
#include "runtime/builtins/number.h"
#include "runtime/object/operations.h"
#include "runtime/object/shape.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace pyc::runtime {

Value newBoxedFloat(double value) {
    auto* object = static_cast<FloatObject*>(gc::allocateAtomic(sizeof(FloatObject)));
    if (!object)
        return raiseMemoryError();
    object->shape = &FloatShape;
    object->value = value;
    return Value(object);
}

struct alignas(16) ComputedNanObjects {
    FloatObject positive, negative;
};
extern constinit ComputedNanObjects PYC_SYMBOL(ComputedNans);
constinit ComputedNanObjects ComputedNans = {{{&FloatShape}, __builtin_nan("")}, {{&FloatShape}, -__builtin_nan("")}};

bool isComputedNan(Value value) {
    return value == Value(&ComputedNans.positive) || value == Value(&ComputedNans.negative);
}

Value computedFloat(double value) {
    if (value == value)
        return floatValue(value);
    for (FloatObject* known : {&ComputedNans.positive, &ComputedNans.negative})
        if (std::bit_cast<uint64_t>(known->value) == std::bit_cast<uint64_t>(value))
            return Value(known);
    return newBoxedFloat(value);
}

ErrorReturn raiseOutOfRange() {
    Value text = Value(stringFromAscii("Numerical result out of range"));
    Tuple* arguments = text ? newTuple({Value::fromSmallInt(34), text}) : nullptr;
    if (ExceptionObject* error = arguments ? newExceptionWith(OverflowErrorType, arguments) : nullptr)
        return raiseObject(Value(error));
    return ErrorReturn{};
}

Value moduloFloats(double left, double right) {
    if (right == 0)
        return raiseZeroDivisionError("division by zero");
    double result = std::fmod(left, right);
    if (result != 0) {
        if ((right < 0) != (result < 0))
            result += right;
    } else {
        result = std::copysign(0.0, right);
    }
    return floatValue(result);
}

namespace {

void divmodOf(double left, double right, double* quotient, double* remainder) {
    double modulo = std::fmod(left, right);
    // What is left is a multiple of the divisor but for rounding.
    double division = (left - modulo) / right;
    if (modulo != 0) {
        if ((right < 0) != (modulo < 0)) {
            modulo += right;
            division -= 1.0;
        }
    } else {
        modulo = std::copysign(0.0, right);
    }
    if (division != 0) {
        *quotient = std::floor(division);
        if (division - *quotient > 0.5)
            *quotient += 1.0;
    } else {
        *quotient = std::copysign(0.0, left / right);
    }
    *remainder = modulo;
}

template <Value (*operation)(double, double)>
Value floatBinary(Value left, Value right) {
    double a, b;
    Operand first = floatOperand(left, &a);
    if (first != Operand::Fine)
        return first == Operand::Error ? Value() : notImplementedValue();
    Operand second = floatOperand(right, &b);
    if (second != Operand::Fine)
        return second == Operand::Error ? Value() : notImplementedValue();
    return operation(a, b);
}

Value add(double left, double right) { return floatValue(left + right); }
Value subtract(double left, double right) { return floatValue(left - right); }
Value multiply(double left, double right) { return floatValue(left * right); }
Value divide(double left, double right) {
    if (right == 0)
        return raiseZeroDivisionError("division by zero");
    return floatValue(left / right);
}

bool isOddFloat(double value) { return std::fmod(std::fabs(value), 2.0) == 1.0; }

Value floatPower(Value base, Value exponent, Value modulus) {
    if (!modulus.isEmpty() && !isNone(modulus))
        return raiseTypeError("pow() 3rd argument not allowed unless all arguments are integers");
    return floatBinary<powerOfFloats>(base, exponent);
}

Value floatNegative(Value self) { return floatValue(-floatPayload(self)); }
Value floatPositive(Value self) { return floatValue(floatPayload(self)); }
Value floatAbsolute(Value self) { return floatValue(std::fabs(floatPayload(self))); }
Value floatToInt(Value self) { return integerFromDouble(floatPayload(self)); }
int floatTruth(Value self) { return floatPayload(self) != 0; }
bool floatHash(Value self, int64_t* result) {
    *result = hashDouble(floatPayload(self), self);
    return true;
}
Value floatRepr(Value self) {
    char text[32];
    return Value(stringFromAscii({text, reprOfDouble(floatPayload(self), text)}));
}

Value floatCompare(Value left, Value right, int operation) {
    double a = floatPayload(left), b;
    if (isFloat(right)) {
        b = floatPayload(right);
    } else if (isInt(right)) {
        if (std::isnan(a))
            return boolValue(operation == CompareNotEqual);
        return compareOrder(-compareIntegerWithDouble(integerPayload(right), a), operation);
    } else {
        return notImplementedValue();
    }
    switch (operation) {
    case CompareLess: return boolValue(a < b);
    case CompareLessEqual: return boolValue(a <= b);
    case CompareEqual: return boolValue(a == b);
    case CompareNotEqual: return boolValue(a != b);
    case CompareGreater: return boolValue(a > b);
    default: return boolValue(a >= b);
    }
}

Value withType(Type* type, Value number) {
    if (type == &FloatType)
        return number;
    auto* instance = static_cast<FloatObject*>(PYC_TRY(allocateInstance(type)));
    instance->value = floatPayload(number);
    return Value(instance);
}

Value createFloat(Type* type, const Value* arguments, size_t count, Tuple* keywordNames) {
    if ((type == &FloatType && !checkNoKeywords("float", keywordNames)) || !checkPositional("float", count, 0, 1))
        return Value();
    if (count == 0)
        return withType(type, floatValue(0.0));
    Value value = arguments[0];
    if (isFloat(value) && typeOf(value)->slots.toFloat == FloatType.slots.toFloat)
        return withType(type, floatPositive(value));
    if (isString(value) || isBytesLike(value))
        return withType(type, PYC_TRY(floatFromString(value)));
    const TypeSlots& slots = typeOf(value)->slots;
    if (isFloat(value)) {
        // A subclass with a __float__ of its own.
        Value result = PYC_TRY(slots.toFloat(value));
        if (!isFloat(result))
            return raiseTypeError("%T.__float__ returned non-float (type %T)", value, result);
        return withType(type, floatPositive(result));
    }
    if (!slots.toFloat && !slots.index)
        return raiseTypeError("float() argument must be a string or a real number, not '%T'", value);
    double number = PYC_TRY(toDouble(value));
    return withType(type, floatValue(number));
}

// ---- methods ----
Value newArguments(Value self) { return newTuple({floatPositive(self)}); }
bool isInteger(double value) { return std::isfinite(value) && std::floor(value) == value; }
bool isIntegerMethod(Value self) { return isInteger(floatPayload(self)); }
Value zero(Value) { return floatValue(0.0); }
Value floorMethod(Value self) { return integerFromDouble(std::floor(floatPayload(self))); }
Value ceilMethod(Value self) { return integerFromDouble(std::ceil(floatPayload(self))); }
Value formatMethod(Value self, String* spec) {
    return spec->length == 0 ? Value(str(self)) : Value(formatFloat(self, spec));
}
Value hexMethod(Value self) {
    char text[40];
    return Value(stringFromAscii({text, hexOfDouble(floatPayload(self), text)}));
}

Value ratio(Value self) {
    double value = floatPayload(self);
    if (std::isinf(value))
        return raiseOverflowError("cannot convert Infinity to integer ratio");
    if (std::isnan(value))
        return raiseValueError("cannot convert NaN to integer ratio");
    int exponent;
    double fraction = std::frexp(value, &exponent);
    while (fraction != std::floor(fraction)) {
        fraction *= 2;
        --exponent;
    }
    Value numerator = PYC_TRY(integerFromDouble(fraction)), denominator = Value::fromSmallInt(1);
    if (exponent > 0)
        numerator = PYC_TRY(shiftLeftBits(numerator, uint64_t(exponent)));
    else
        denominator = PYC_TRY(shiftLeftBits(denominator, uint64_t(-exponent)));
    return newTuple({numerator, denominator});
}

Value roundMethod(Value self, Value digits) {
    double value = floatPayload(self);
    if (isNone(digits))
        return integerFromDouble(roundHalfEven(value));
    int64_t places = PYC_TRY(toIndexClamped(digits));
    if (!std::isfinite(value) || value == 0 || places > 323)
        return floatValue(value);
    if (places < -308)
        return floatValue(0.0 * value);
    DecimalDigits text;
    fixedDigits(std::fabs(value), int(places), text);
    double result = doubleFromDecimal(text.text, text.count, -places, false);
    if (std::isinf(result))
        return raiseOverflowError("rounded value too large to represent");
    return floatValue(std::copysign(result, value));
}

Value fromNumber(Type* type, Value number) {
    if (type == &FloatType && isExactly(number, FloatType))
        return number;
    double value = PYC_TRY(toDouble(number));
    return type == &FloatType ? floatValue(value) : call(Value(type), {floatValue(value)});
}

Value fromHex(Type* type, Value text) {
    if (!isString(text))
        return raiseTypeError("bad argument type for built-in operation");
    Utf8 utf8 = utf8Of(as<String>(text));
    if (!utf8.data)
        return Value();
    double value = PYC_TRY(doubleFromHex(utf8.view()));
    return type == &FloatType ? floatValue(value) : call(Value(type), {floatValue(value)});
}

Value getFormat(Type*, String* name) {
    if (!sameText(name, "double") && !sameText(name, "float"))
        return raiseValueError("__getformat__() argument 1 must be 'double' or 'float'");
    return Value(std::endian::native == std::endian::little ? staticString<"IEEE, little-endian">
                                                            : staticString<"IEEE, big-endian">);
}

constinit const NativeMember floatMembers[] = {
    PYC_METHOD("as_integer_ratio", ratio, "($self, /)", "The exact value as a fraction in lowest terms."),
    PYC_METHOD("conjugate", floatPositive, "($self, /)", "The number itself."),
    PYC_CLASS_METHOD("from_number", fromNumber, "($type, number, /)", "A float from any real number."),
    PYC_CLASS_METHOD("fromhex", fromHex, "($type, string, /)", "Reads a hexadecimal floating-point number."),
    PYC_METHOD("hex", hexMethod, "($self, /)", "The exact value in hexadecimal."),
    PYC_METHOD("is_integer", isIntegerMethod, "($self, /)", "Whether the number is integral."),
    PYC_METHOD("__ceil__", ceilMethod, "($self, /)", "The least integer not below."),
    PYC_METHOD("__floor__", floorMethod, "($self, /)", "The greatest integer not above."),
    PYC_METHOD("__trunc__", floatToInt, "($self, /)", "The integral part."),
    PYC_METHOD("__round__", roundMethod, "($self, ndigits=None, /)", "Rounded, ties to even."),
    PYC_METHOD("__format__", formatMethod, "($self, format_spec, /)", "Text by a format specifier."),
    PYC_METHOD("__getnewargs__", newArguments, "($self, /)", nullptr),
    PYC_CLASS_METHOD("__getformat__", getFormat, "($type, typestr, /)", "How the machine stores floats."),
    PYC_GETTER("real", floatPositive, "the real part of a complex number"),
    PYC_GETTER("imag", zero, "the imaginary part of a complex number"),
    PYC_END};

constexpr TypeSlots makeFloatSlots() {
    TypeSlots slots{};
    slots.repr = floatRepr;
    slots.negative = floatNegative;
    slots.positive = floatPositive;
    slots.absolute = floatAbsolute;
    slots.toInt = floatToInt;
    slots.toFloat = floatPositive;
    slots.hash = floatHash;
    slots.compare = floatCompare;
    slots.truth = floatTruth;
    auto set = [&slots](BinaryOperator operation, BinarySlot slot) { slots.binary[size_t(operation)] = slot; };
    set(BinaryOperator::Add, floatBinary<add>);
    set(BinaryOperator::Subtract, floatBinary<subtract>);
    set(BinaryOperator::Multiply, floatBinary<multiply>);
    set(BinaryOperator::TrueDivide, floatBinary<divide>);
    set(BinaryOperator::FloorDivide, floatBinary<floorDivideFloats>);
    set(BinaryOperator::Modulo, floatBinary<moduloFloats>);
    slots.power = floatPower;
    slots.divmod = floatBinary<divmodFloats>;
    slots.create = createFloat;
    return slots;
}

} // namespace

Value floorDivideFloats(double left, double right) {
    if (right == 0)
        return raiseZeroDivisionError("division by zero");
    double quotient, remainder;
    divmodOf(left, right, &quotient, &remainder);
    return floatValue(quotient);
}

Value divmodFloats(double left, double right) {
    if (right == 0)
        return raiseZeroDivisionError("division by zero");
    double quotient, remainder;
    divmodOf(left, right, &quotient, &remainder);
    Value first = PYC_TRY(floatValue(quotient)), second = PYC_TRY(floatValue(remainder));
    return newTuple({first, second});
}

Value powerOfFloats(double base, double exponent) {
    if (exponent == 0)
        return floatValue(1.0);
    if (std::isnan(base))
        return floatValue(base);
    if (std::isnan(exponent))
        return floatValue(base == 1.0 ? 1.0 : exponent);
    if (std::isinf(exponent)) {
        base = std::fabs(base);
        if (base == 1.0)
            return floatValue(1.0);
        return floatValue((exponent > 0) == (base > 1.0) ? std::fabs(exponent) : 0.0);
    }
    bool odd = isOddFloat(exponent);
    if (std::isinf(base)) {
        if (exponent > 0)
            return floatValue(odd ? base : std::fabs(base));
        return floatValue(odd ? std::copysign(0.0, base) : 0.0);
    }
    if (base == 0) {
        if (exponent < 0)
            return raiseZeroDivisionError("zero to a negative power");
        return floatValue(odd ? base : 0.0);
    }
    bool negate = false;
    if (base < 0) {
        if (exponent != std::floor(exponent)) {
            Value left = PYC_TRY(floatValue(base)), right = PYC_TRY(floatValue(exponent));
            return complexPower(left, right, noneValue());
        }
        base = -base;
        negate = odd;
    }
    if (base == 1.0)
        return floatValue(negate ? -1.0 : 1.0);
    double result = std::pow(base, exponent);
    if (std::isinf(result))
        return raiseOutOfRange();
    return floatValue(negate ? -result : result);
}

double roundHalfEven(double value) {
    double rounded = std::round(value);
    return std::fabs(value - rounded) == 0.5 ? 2.0 * std::round(value / 2.0) : rounded;
}

bool withoutUnderscores(std::string_view text, char* out, size_t* size) {
    auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    size_t used = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '_')
            out[used++] = text[i];
        else if (i == 0 || i + 1 == text.size() || !isDigit(text[i - 1]) || !isDigit(text[i + 1]))
            return false;
    }
    *size = used;
    return true;
}

Value floatFromString(Value value) {
    std::string_view text;
    if (isString(value)) {
        Utf8 ascii = asciiDigits(as<String>(value));
        if (!ascii.data)
            return Value();
        text = ascii.view();
    } else {
        text = bytesView(value);
    }
    auto isBlank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    auto invalid = [&] { return raiseValueError("could not convert string to float: %R", value); };
    if (text.find('_') != text.npos) {
        auto* plain = static_cast<char*>(gc::allocateAtomic(text.size()));
        if (!plain)
            return raiseMemoryError();
        size_t size;
        if (!withoutUnderscores(text, plain, &size))
            return invalid();
        text = {plain, size};
    }
    double result;
    const char* end = text.data() + text.size();
    if (text.empty() || parseDouble(text.data(), end, result) != end)
        return invalid();
    return floatValue(result);
}

PYC_GC_ROOT constinit Shape FloatShape = defineShape(FloatType);
PYC_GC_ROOT constinit Type FloatType =
    defineType({.name = "float",
                .doc = "A floating-point number: from another number, or read from text.",
                .shape = &FloatShape,
                .flags = TypeBaseAllowed | TypeIsFloat,
                .instanceSize = sizeof(FloatObject),
                .members = floatMembers,
                .slots = makeFloatSlots()});

} // namespace pyc::runtime
