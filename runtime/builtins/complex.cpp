// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The type complex.
#include "runtime/builtins/complex.h"

#include "runtime/builtins/float_precise.h"
#include "runtime/builtins/float_text.h"
#include "runtime/builtins/format.h"
#include "runtime/builtins/number.h"
#include "runtime/object/operations.h"
#include "runtime/object/shape.h"

#include <cmath>

namespace pyc::runtime {

namespace {

double boxed(double part) { return std::copysign(std::isinf(part) ? 1.0 : 0.0, part); }
double withoutNan(double part) { return std::isnan(part) ? std::copysign(0.0, part) : part; }

Complex product(Complex z, Complex w) {
    double a = z.real, b = z.imaginary, c = w.real, d = w.imaginary;
    double ac = a * c, bd = b * d, ad = a * d, bc = b * c;
    Complex result{ac - bd, ad + bc};
    if (!std::isnan(result.real) || !std::isnan(result.imaginary))
        return result;
    // Infinities that came out as NaN (C11, annex G.5.1).
    bool again = false;
    if (std::isinf(a) || std::isinf(b)) {
        a = boxed(a);
        b = boxed(b);
        c = withoutNan(c);
        d = withoutNan(d);
        again = true;
    }
    if (std::isinf(c) || std::isinf(d)) {
        c = boxed(c);
        d = boxed(d);
        a = withoutNan(a);
        b = withoutNan(b);
        again = true;
    }
    if (!again && (std::isinf(ac) || std::isinf(bd) || std::isinf(ad) || std::isinf(bc))) {
        a = withoutNan(a);
        b = withoutNan(b);
        c = withoutNan(c);
        d = withoutNan(d);
        again = true;
    }
    if (again) {
        constexpr double Infinity = __builtin_inf();
        return {Infinity * (a * c - b * d), Infinity * (a * d + b * c)};
    }
    return result;
}

// b is not zero.
Complex quotient(Complex a, Complex b) {
    double real = std::fabs(b.real), imaginary = std::fabs(b.imaginary);
    Complex result;
    if (real >= imaginary) {
        double ratio = b.imaginary / b.real, denominator = b.real + b.imaginary * ratio;
        result = {(a.real + a.imaginary * ratio) / denominator, (a.imaginary - a.real * ratio) / denominator};
    } else if (imaginary >= real) {
        double ratio = b.real / b.imaginary, denominator = b.real * ratio + b.imaginary;
        result = {(a.real * ratio + a.imaginary) / denominator, (a.imaginary * ratio - a.real) / denominator};
    } else {
        result = {__builtin_nan(""), __builtin_nan("")};
    }
    if (std::isnan(result.real) && std::isnan(result.imaginary)) {
        if ((std::isinf(a.real) || std::isinf(a.imaginary)) && std::isfinite(b.real) && std::isfinite(b.imaginary)) {
            double x = boxed(a.real), y = boxed(a.imaginary);
            constexpr double Infinity = __builtin_inf();
            return {Infinity * (x * b.real + y * b.imaginary), Infinity * (y * b.real - x * b.imaginary)};
        }
        if ((std::isinf(real) || std::isinf(imaginary)) && std::isfinite(a.real) && std::isfinite(a.imaginary)) {
            double x = boxed(b.real), y = boxed(b.imaginary);
            return {0.0 * (a.real * x + a.imaginary * y), 0.0 * (a.imaginary * x - a.real * y)};
        }
    }
    return result;
}

// A real divided by a complex, which is not zero.
Complex quotientOfReal(double a, Complex b) {
    double real = std::fabs(b.real), imaginary = std::fabs(b.imaginary);
    Complex result;
    if (real >= imaginary) {
        double ratio = b.imaginary / b.real, denominator = b.real + b.imaginary * ratio;
        result = {a / denominator, (-a * ratio) / denominator};
    } else if (imaginary >= real) {
        double ratio = b.real / b.imaginary, denominator = b.real * ratio + b.imaginary;
        result = {(a * ratio) / denominator, -a / denominator};
    } else {
        result = {__builtin_nan(""), __builtin_nan("")};
    }
    if (std::isnan(result.real) && std::isnan(result.imaginary) && std::isfinite(a) &&
        (std::isinf(real) || std::isinf(imaginary)))
        return {0.0 * (a * boxed(b.real)), 0.0 * (-a * boxed(b.imaginary))};
    return result;
}

bool isComplex(Value value) {
    return value.isObject() && (shapeOf(value.object()) == &ComplexShape || isA(value, ComplexType));
}
Complex payload(Value value) {
    auto* object = as<ComplexObject>(value);
    return {object->real, object->imaginary};
}
Value boxedComplex(Complex value) { return newComplex(value.real, value.imaginary); }
bool isZero(Complex value) { return value.real == 0 && value.imaginary == 0; }

struct Operands {
    Complex left, right;
    bool leftReal = false, rightReal = false;
    Operand state = Operand::Fine;
};

Operand readOperand(Value value, Complex* result, bool* isReal) {
    if (isComplex(value)) {
        *result = payload(value);
        *isReal = false;
        return Operand::Fine;
    }
    *isReal = true;
    result->imaginary = 0;
    return floatOperand(value, &result->real);
}

Operands readOperands(Value left, Value right) {
    Operands operands;
    operands.state = readOperand(left, &operands.left, &operands.leftReal);
    if (operands.state == Operand::Fine)
        operands.state = readOperand(right, &operands.right, &operands.rightReal);
    return operands;
}

template <Value (*operation)(const Operands&)>
Value complexBinary(Value left, Value right) {
    Operands operands = readOperands(left, right);
    if (operands.state != Operand::Fine)
        return operands.state == Operand::Error ? Value() : notImplementedValue();
    return operation(operands);
}

// Signs of zero are kept apart where one operand is real: it has no imaginary part rather than one of zero.
Value add(const Operands& o) {
    double imaginary = o.leftReal    ? o.right.imaginary
                       : o.rightReal ? o.left.imaginary
                                     : o.left.imaginary + o.right.imaginary;
    return newComplex(o.left.real + o.right.real, imaginary);
}
Value subtract(const Operands& o) {
    double imaginary = o.leftReal    ? -o.right.imaginary
                       : o.rightReal ? o.left.imaginary
                                     : o.left.imaginary - o.right.imaginary;
    return newComplex(o.left.real - o.right.real, imaginary);
}
Value multiply(const Operands& o) {
    if (o.leftReal)
        return newComplex(o.left.real * o.right.real, o.left.real * o.right.imaginary);
    if (o.rightReal)
        return newComplex(o.left.real * o.right.real, o.left.imaginary * o.right.real);
    return boxedComplex(product(o.left, o.right));
}
Value divide(const Operands& o) {
    if (isZero(o.right))
        return raiseZeroDivisionError("division by zero");
    if (o.rightReal)
        return newComplex(o.left.real / o.right.real, o.left.imaginary / o.right.real);
    return boxedComplex(o.leftReal ? quotientOfReal(o.left.real, o.right) : quotient(o.left, o.right));
}

Complex integerPower(Complex base, int64_t exponent) {
    uint64_t left = uint64_t(exponent < 0 ? -exponent : exponent);
    Complex result{1.0, 0.0}, power = base;
    for (uint64_t mask = 1; left >= mask; mask <<= 1) {
        if (left & mask)
            result = product(result, power);
        power = product(power, power);
    }
    // The exponent 0 goes the way of the negative ones.
    return exponent > 0 ? result : quotient({1.0, 0.0}, result);
}

Value complexNegative(Value self) {
    Complex value = payload(self);
    return newComplex(-value.real, -value.imaginary);
}
Value complexPositive(Value self) { return boxedComplex(payload(self)); }
Value complexAbsolute(Value self) {
    Complex value = payload(self);
    double result = preciseHypot(value.real, value.imaginary);
    if (std::isinf(result) && std::isfinite(value.real) && std::isfinite(value.imaginary))
        return raiseOverflowError("absolute value too large");
    return floatValue(result);
}
int complexTruth(Value self) { return !isZero(payload(self)); }

bool complexHash(Value self, int64_t* result) {
    Complex value = payload(self);
    uint64_t sum = uint64_t(hashDouble(value.real, self)) + 1000003 * uint64_t(hashDouble(value.imaginary, self));
    *result = sum == ~uint64_t(0) ? -2 : int64_t(sum);
    return true;
}

Value complexRepr(Value self) {
    Complex value = payload(self);
    char text[80];
    size_t size = 0;
    bool onlyImaginary = value.real == 0 && !std::signbit(value.real);
    if (!onlyImaginary) {
        text[size++] = '(';
        size += reprOfDouble(value.real, text + size, false);
        if (std::isnan(value.imaginary) || !std::signbit(value.imaginary))
            text[size++] = '+';
    }
    size += reprOfDouble(value.imaginary, text + size, false);
    text[size++] = 'j';
    if (!onlyImaginary)
        text[size++] = ')';
    return Value(stringFromAscii({text, size}));
}

Value complexCompare(Value left, Value right, int operation) {
    if (operation != CompareEqual && operation != CompareNotEqual)
        return notImplementedValue();
    Complex value = payload(left);
    bool equal;
    if (isComplex(right)) {
        Complex other = payload(right);
        equal = value.real == other.real && value.imaginary == other.imaginary;
    } else if (isInt(right)) {
        equal = value.imaginary == 0 && !std::isnan(value.real) &&
                compareIntegerWithDouble(integerPayload(right), value.real) == 0;
    } else if (isFloat(right)) {
        equal = value.imaginary == 0 && value.real == floatPayload(right);
    } else {
        return notImplementedValue();
    }
    return boolValue(equal == (operation == CompareEqual));
}

// ---- construction ----
Value withType(Type* type, Complex value) {
    if (type == &ComplexType)
        return boxedComplex(value);
    auto* instance = static_cast<ComplexObject*>(PYC_TRY(allocateInstance(type)));
    instance->real = value.real;
    instance->imaginary = value.imaginary;
    return Value(instance);
}

// Reads all of the text; false: malformed.
bool parseComplex(std::string_view text, Complex* result) {
    const char* at = text.data();
    const char* end = at + text.size();
    auto skipBlanks = [&] {
        while (at != end && (*at == ' ' || (*at >= '\t' && *at <= '\r')))
            ++at;
    };
    auto isJ = [&] { return at != end && (*at == 'j' || *at == 'J'); };
    auto isSign = [&] { return at != end && (*at == '+' || *at == '-'); };
    // A sign alone stands for one, before j.
    auto unit = [&]() -> double {
        double sign = 1;
        if (isSign())
            sign = *at++ == '-' ? -1 : 1;
        return sign;
    };
    skipBlanks();
    bool parenthesis = at != end && *at == '(';
    if (parenthesis) {
        ++at;
        skipBlanks();
    }
    double number;
    *result = {0, 0};
    const char* next = parseDouble(at, end, number);
    if (next != at) {
        at = next;
        if (isSign()) {
            result->real = number;
            next = parseDouble(at, end, number);
            if (next != at) {
                result->imaginary = number;
                at = next;
            } else {
                result->imaginary = unit();
            }
            if (!isJ())
                return false;
            ++at;
        } else if (isJ()) {
            ++at;
            result->imaginary = number;
        } else {
            result->real = number;
        }
    } else {
        result->imaginary = unit();
        if (!isJ())
            return false;
        ++at;
    }
    skipBlanks();
    if (parenthesis) {
        if (at == end || *at != ')')
            return false;
        ++at;
        skipBlanks();
    }
    return at == end;
}

Value fromString(Type* type, String* string) {
    Utf8 ascii = asciiDigits(string);
    if (!ascii.data)
        return Value();
    std::string_view text = ascii.view();
    if (text.find('_') != text.npos) {
        auto* plain = static_cast<char*>(gc::allocateAtomic(text.size()));
        if (!plain)
            return raiseMemoryError();
        size_t size;
        if (!withoutUnderscores(text, plain, &size))
            return raiseValueError("could not convert string to complex: %R", Value(string));
        text = {plain, size};
    }
    Complex result;
    if (!parseComplex(text, &result))
        return raiseValueError("complex() arg is a malformed string");
    return withType(type, result);
}

// The result of __complex__, or empty without an error when the value has none.
Value callComplexMethod(Value value) {
    Value result = callSpecial(value, staticString<"__complex__">);
    if (!result)
        return Value();
    if (!isComplex(result))
        return raiseTypeError("__complex__ returned non-complex (type %T)", result);
    if (!isExactly(result, ComplexType) &&
        !warn(DeprecationWarningType,
              PYC_TRY(formatText("__complex__ returned non-complex (type %T).  The ability to return an instance of a "
                                 "strict subclass "
                                 "of complex is deprecated, and may not be supported in a future version of Python.",
                                 result))
                  ->data()))
        return Value();
    return result;
}

bool isRealNumber(Value value) { return typeOf(value)->slots.toFloat || typeOf(value)->slots.index; }

Value createComplex(Type* type, Value real, Value imaginary) {
    if (imaginary.isEmpty()) {
        if (real.isEmpty())
            return withType(type, {0, 0});
        if (isExactly(real, ComplexType))
            return type == &ComplexType ? real : withType(type, payload(real));
        if (isString(real))
            return fromString(type, as<String>(real));
        Value converted = callComplexMethod(real);
        if (converted)
            return withType(type, payload(converted));
        if (errorPending())
            return Value();
        if (isComplex(real))
            return withType(type, payload(real));
        if (!isRealNumber(real))
            return raiseTypeError("complex() argument must be a string or a number, not %Q", real);
        double part = PYC_TRY(toDouble(real));
        return withType(type, {part, 0});
    }
    Complex first{0, 0}, second{0, 0};
    bool firstComplex = false, secondComplex = false;
    if (!real.isEmpty()) {
        Value original = real;
        if (isString(real))
            return raiseTypeError("complex() argument 'real' must be a real number, not %Q", real);
        if (!isExactly(real, ComplexType)) {
            Value converted = callComplexMethod(real);
            if (converted)
                real = converted;
            else if (errorPending())
                return Value();
        }
        if (isComplex(real)) {
            String* message = PYC_TRY(formatText("complex() argument 'real' must be a real number, not %Q", original));
            if (!warn(DeprecationWarningType, message->data()))
                return Value();
            first = payload(real);
            firstComplex = true;
        } else if (!isRealNumber(real)) {
            return raiseTypeError("complex() argument 'real' must be a real number, not %Q", real);
        } else {
            first.real = PYC_TRY(toDouble(real));
        }
    }
    if (isComplex(imaginary)) {
        String* message = PYC_TRY(formatText("complex() argument 'imag' must be a real number, not %Q", imaginary));
        if (!warn(DeprecationWarningType, message->data()))
            return Value();
        second = payload(imaginary);
        secondComplex = true;
    } else if (!isRealNumber(imaginary)) {
        return raiseTypeError("complex() argument 'imag' must be a real number, not %Q", imaginary);
    } else {
        second.real = PYC_TRY(toDouble(imaginary));
    }
    // real + imaginary * 1j
    if (secondComplex)
        first.real -= second.imaginary;
    double total = firstComplex ? first.imaginary + second.real : second.real;
    return withType(type, {first.real, total});
}

// ---- methods ----
Value conjugate(Value self) {
    Complex value = payload(self);
    return newComplex(value.real, -value.imaginary);
}
Value realPart(Value self) { return floatValue(payload(self).real); }
Value imaginaryPart(Value self) { return floatValue(payload(self).imaginary); }
Value newArguments(Value self) {
    Value real = PYC_TRY(realPart(self)), imaginary = PYC_TRY(imaginaryPart(self));
    return newTuple({real, imaginary});
}
Value toComplex(Value self) { return isExactly(self, ComplexType) ? self : complexPositive(self); }
Value formatMethod(Value self, String* spec) {
    return spec->length == 0 ? Value(str(self)) : Value(formatComplex(self, spec));
}

Value fromNumber(Type* type, Value number) {
    if (type == &ComplexType && isExactly(number, ComplexType))
        return number;
    Complex value;
    if (!toComplexNumber(number, &value))
        return Value();
    Value result = PYC_TRY(boxedComplex(value));
    return type == &ComplexType ? result : call(Value(type), {result});
}

constinit const NativeMember complexMembers[] = {
    PYC_METHOD("conjugate", conjugate, "($self, /)", "The number with its imaginary part negated."),
    PYC_CLASS_METHOD("from_number", fromNumber, "($type, number, /)", "A complex from any number."),
    PYC_METHOD("__complex__", toComplex, "($self, /)", "The number itself."),
    PYC_METHOD("__format__", formatMethod, "($self, format_spec, /)", "Text by a format specifier."),
    PYC_METHOD("__getnewargs__", newArguments, "($self, /)", nullptr),
    PYC_FIELD("real", realPart, nullptr, "the real part of a complex number"),
    PYC_FIELD("imag", imaginaryPart, nullptr, "the imaginary part of a complex number"),
    PYC_END};

constexpr TypeSlots makeComplexSlots() {
    TypeSlots slots{};
    slots.repr = complexRepr;
    slots.negative = complexNegative;
    slots.positive = complexPositive;
    slots.absolute = complexAbsolute;
    slots.hash = complexHash;
    slots.compare = complexCompare;
    slots.truth = complexTruth;
    slots.binary[size_t(BinaryOperator::Add)] = complexBinary<add>;
    slots.binary[size_t(BinaryOperator::Subtract)] = complexBinary<subtract>;
    slots.binary[size_t(BinaryOperator::Multiply)] = complexBinary<multiply>;
    slots.binary[size_t(BinaryOperator::TrueDivide)] = complexBinary<divide>;
    slots.power = complexPower;
    slots.create = PYC_CREATE("complex", createComplex, "($type[, real[, imag]])");
    return slots;
}

} // namespace

Value newComplex(double real, double imaginary) {
    auto* object = static_cast<ComplexObject*>(gc::allocateAtomic(sizeof(ComplexObject)));
    if (!object)
        return raiseMemoryError();
    object->shape = &ComplexShape;
    object->real = real;
    object->imaginary = imaginary;
    return Value(object);
}

bool toComplexNumber(Value value, Complex* result) {
    if (isComplex(value)) {
        *result = payload(value);
        return true;
    }
    Value converted = callComplexMethod(value);
    if (converted) {
        *result = payload(converted);
        return true;
    }
    if (errorPending())
        return false;
    result->imaginary = 0;
    result->real = PYC_TRY(toDouble(value));
    return true;
}

Value complexPower(Value base, Value exponent, Value modulus) {
    Operands operands = readOperands(base, exponent);
    if (operands.state != Operand::Fine)
        return operands.state == Operand::Error ? Value() : notImplementedValue();
    if (!modulus.isEmpty() && !isNone(modulus))
        return raiseValueError("complex modulo");
    Complex a = operands.left, b = operands.right, result;
    if (b.imaginary == 0 && b.real == std::floor(b.real) && std::fabs(b.real) <= 100.0) {
        if (isZero(a) && b.real < 0)
            return raiseZeroDivisionError("zero to a negative or complex power");
        result = integerPower(a, int64_t(b.real));
    } else if (isZero(a)) {
        if (b.imaginary != 0 || b.real < 0)
            return raiseZeroDivisionError("zero to a negative or complex power");
        result = {0, 0};
    } else {
        double size = preciseHypot(a.real, a.imaginary), length = std::pow(size, b.real);
        double angle = preciseAtan2(a.imaginary, a.real), phase = angle * b.real;
        if (b.imaginary != 0) {
            length *= std::exp(-angle * b.imaginary);
            phase += b.imaginary * std::log(size);
        }
        // Both at once, so that programs without trigonometry of their own link one object.
        double sine, cosine;
        sincos(phase, &sine, &cosine);
        result = {length * cosine, length * sine};
    }
    if (std::isinf(result.real) || std::isinf(result.imaginary))
        return raiseOverflowError("complex exponentiation");
    return boxedComplex(result);
}

PYC_GC_ROOT constinit Shape ComplexShape = defineShape(ComplexType);
PYC_GC_ROOT constinit Type ComplexType =
    defineType({.name = "complex",
                .doc = "A complex number: from its real and imaginary parts, or read from text.",
                .shape = &ComplexShape,
                .flags = TypeBaseAllowed,
                .instanceSize = sizeof(ComplexObject),
                .members = complexMembers,
                .slots = makeComplexSlots()});

} // namespace pyc::runtime
