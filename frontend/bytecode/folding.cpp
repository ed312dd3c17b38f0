// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arithmetic on constants.
#include "frontend/bytecode/folding.h"
#include "frontend/bytecode/big_integer.h"

#include <cmath>

namespace pyc::frontend {

namespace {

// Results beyond these are left to run time.
constexpr size_t MaximumIntBits = 128;
constexpr int64_t MaximumItems = 256;
constexpr int64_t MaximumText = 4096;
constexpr int64_t MaximumTotalItems = 1024;

bool isBool(const Constant& constant) {
    return constant.kind == ConstantKind::True || constant.kind == ConstantKind::False;
}
bool isInt(const Constant& constant) {
    return constant.kind == ConstantKind::Int || constant.kind == ConstantKind::BigInt || isBool(constant);
}
bool isText(const Constant& constant) {
    return constant.kind == ConstantKind::String || constant.kind == ConstantKind::Bytes;
}
bool isNumber(const Constant& constant) {
    return isInt(constant) || constant.kind == ConstantKind::Float || constant.kind == ConstantKind::Complex;
}

bool smallInt(const Constant& constant, int64_t& value) {
    if (constant.kind == ConstantKind::BigInt)
        return false;
    value = constant.kind == ConstantKind::Int ? constant.integer : constant.kind == ConstantKind::True;
    return true;
}

Constant makeFloat(double value) {
    Constant result{};
    result.kind = ConstantKind::Float;
    result.real = value;
    return result;
}
Constant makeComplex(double real, double imaginary) {
    Constant result{};
    result.kind = ConstantKind::Complex;
    result.real = real;
    result.imaginary = imaginary;
    return result;
}

bool toDouble(const Constant& constant, Arena& arena, double& value) {
    if (constant.kind == ConstantKind::Float) {
        value = constant.real;
        return true;
    }
    return BigInteger::fromConstant(constant, arena).toDouble(value);
}

// ---- int ----

bool floatPower(double base, double exponent, Constant& result);

bool foldInts(ast::Operator op, const Constant& left, const Constant& right, Arena& arena, Constant& result) {
    BigInteger a = BigInteger::fromConstant(left, arena), b = BigInteger::fromConstant(right, arena);
    int64_t count;
    switch (op) {
    case ast::Operator::Add: result = a.add(b).toConstant(arena); return true;
    case ast::Operator::Sub: result = a.subtract(b).toConstant(arena); return true;
    case ast::Operator::Mult:
        if (!a.isZero() && !b.isZero() && a.bitLength() + b.bitLength() > MaximumIntBits)
            return false;
        result = a.multiply(b).toConstant(arena);
        return true;
    case ast::Operator::FloorDiv:
    case ast::Operator::Mod: {
        if (b.isZero())
            return false;
        BigInteger quotient(arena), remainder(arena);
        a.divideFloor(b, quotient, remainder);
        result = (op == ast::Operator::Mod ? remainder : quotient).toConstant(arena);
        return true;
    }
    case ast::Operator::Div: {
        double quotient;
        if (b.isZero() || !a.trueDivide(b, quotient))
            return false;
        result = makeFloat(quotient);
        return true;
    }
    case ast::Operator::Pow: {
        if (b.isNegative()) {
            double base, exponent;
            return !a.isZero() && a.toDouble(base) && b.toDouble(exponent) && floatPower(base, exponent, result);
        }
        if (!b.toInt64(count))
            return false;
        if (!a.isZero() && count && a.bitLength() > MaximumIntBits / uint64_t(count))
            return false;
        if (a.isZero()) {
            result = makeInt(count == 0);
            return true;
        }
        BigInteger power = BigInteger::fromConstant(makeInt(1), arena);
        for (int64_t step = 0; step < count; ++step)
            power = power.multiply(a);
        result = power.toConstant(arena);
        return true;
    }
    case ast::Operator::LShift:
        if (b.isNegative() || !b.toInt64(count))
            return false;
        if (!a.isZero() && count &&
            (uint64_t(count) > MaximumIntBits || a.bitLength() > MaximumIntBits - uint64_t(count)))
            return false;
        result = a.isZero() ? makeInt(0) : a.shiftLeft(size_t(count)).toConstant(arena);
        return true;
    case ast::Operator::RShift:
        if (b.isNegative() || !b.toInt64(count))
            return false;
        result = a.shiftRight(size_t(count)).toConstant(arena);
        return true;
    case ast::Operator::BitAnd:
    case ast::Operator::BitOr:
    case ast::Operator::BitXor: {
        BigInteger::Bitwise operation = op == ast::Operator::BitAnd  ? BigInteger::Bitwise::And
                                        : op == ast::Operator::BitOr ? BigInteger::Bitwise::Or
                                                                     : BigInteger::Bitwise::Xor;
        result = a.bitwise(operation, b).toConstant(arena);
        if (isBool(left) && isBool(right))
            result = makeBool(result.integer != 0);
        return true;
    }
    default: return false;
    }
}

// ---- float ----

/// Quotient and remainder as Python defines them: the remainder has the divisor's sign.
void floatDivide(double value, double divisor, double& floor, double& remainder) {
    remainder = std::fmod(value, divisor);
    double quotient = (value - remainder) / divisor;
    if (remainder) {
        if ((divisor < 0) != (remainder < 0)) {
            remainder += divisor;
            quotient -= 1;
        }
    } else {
        remainder = std::copysign(0.0, divisor);
    }
    if (quotient) {
        floor = std::floor(quotient);
        if (quotient - floor > 0.5)
            floor += 1;
    } else {
        floor = std::copysign(0.0, value / divisor);
    }
}

bool complexPower(const Constant& base, const Constant& exponent, Constant& result);

bool floatPower(double base, double exponent, Constant& result) {
    if (exponent != 0 && base == 0 && exponent < 0)
        return false;
    if (base < 0 && std::isfinite(base) && std::isfinite(exponent) && exponent != std::floor(exponent))
        return complexPower(makeComplex(base, 0), makeComplex(exponent, 0), result);
    double power = std::pow(base, exponent);
    if (std::isinf(power) && std::isfinite(base) && std::isfinite(exponent))
        return false;
    result = makeFloat(power);
    return true;
}

bool foldFloats(ast::Operator op, double left, double right, Constant& result) {
    double floor, remainder;
    switch (op) {
    case ast::Operator::Add: result = makeFloat(left + right); return true;
    case ast::Operator::Sub: result = makeFloat(left - right); return true;
    case ast::Operator::Mult: result = makeFloat(left * right); return true;
    case ast::Operator::Div:
        if (right == 0)
            return false;
        result = makeFloat(left / right);
        return true;
    case ast::Operator::FloorDiv:
    case ast::Operator::Mod:
        if (right == 0)
            return false;
        floatDivide(left, right, floor, remainder);
        result = makeFloat(op == ast::Operator::Mod ? remainder : floor);
        return true;
    case ast::Operator::Pow: return floatPower(left, right, result);
    default: return false;
    }
}

// ---- complex ----

Constant complexProduct(const Constant& a, const Constant& b) {
    return makeComplex(a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real);
}

bool complexQuotient(const Constant& a, const Constant& b, Constant& result) {
    double real = std::fabs(b.real), imaginary = std::fabs(b.imaginary);
    if (real >= imaginary) {
        if (real == 0)
            return false;
        double ratio = b.imaginary / b.real, denominator = b.real + b.imaginary * ratio;
        result =
            makeComplex((a.real + a.imaginary * ratio) / denominator, (a.imaginary - a.real * ratio) / denominator);
    } else {
        double ratio = b.real / b.imaginary, denominator = b.real * ratio + b.imaginary;
        result =
            makeComplex((a.real * ratio + a.imaginary) / denominator, (a.imaginary * ratio - a.real) / denominator);
    }
    return true;
}

bool complexPower(const Constant& base, const Constant& exponent, Constant& result) {
    if (exponent.imaginary == 0 && exponent.real == std::floor(exponent.real) && std::fabs(exponent.real) <= 100) {
        int64_t steps = int64_t(std::fabs(exponent.real));
        Constant power = makeComplex(1, 0), square = base;
        for (int64_t bit = 1; bit > 0 && steps >= bit; bit <<= 1) {
            if (steps & bit)
                power = complexProduct(power, square);
            square = complexProduct(square, square);
        }
        if (exponent.real < 0 && !complexQuotient(makeComplex(1, 0), power, power))
            return false;
        result = power;
    } else if (base.real == 0 && base.imaginary == 0) {
        if (exponent.imaginary != 0 || exponent.real < 0)
            return false;
        result = makeComplex(0, 0);
    } else {
        double magnitude = std::hypot(base.real, base.imaginary), angle = std::atan2(base.imaginary, base.real);
        double length = std::pow(magnitude, exponent.real), phase = angle * exponent.real;
        if (exponent.imaginary != 0) {
            length *= std::exp(-angle * exponent.imaginary);
            phase += exponent.imaginary * std::log(magnitude);
        }
        result = makeComplex(length * std::cos(phase), length * std::sin(phase));
    }
    return std::isfinite(result.real) && std::isfinite(result.imaginary);
}

/// One side is complex; the other may be real, which has no imaginary part to take part.
bool foldComplex(ast::Operator op, const Constant& left, const Constant& right, Arena& arena, Constant& result) {
    double real = 0;
    bool leftReal = left.kind != ConstantKind::Complex, rightReal = right.kind != ConstantKind::Complex;
    if ((leftReal && !toDouble(left, arena, real)) || (rightReal && !toDouble(right, arena, real)))
        return false;
    Constant a = leftReal ? makeComplex(real, 0) : left, b = rightReal ? makeComplex(real, 0) : right;
    switch (op) {
    case ast::Operator::Add:
        result = makeComplex(a.real + b.real, leftReal    ? b.imaginary
                                              : rightReal ? a.imaginary
                                                          : a.imaginary + b.imaginary);
        return true;
    case ast::Operator::Sub:
        result = makeComplex(a.real - b.real, leftReal    ? -b.imaginary
                                              : rightReal ? a.imaginary
                                                          : a.imaginary - b.imaginary);
        return true;
    case ast::Operator::Mult:
        if (leftReal)
            result = makeComplex(real * b.real, real * b.imaginary);
        else if (rightReal)
            result = makeComplex(a.real * real, a.imaginary * real);
        else
            result = complexProduct(a, b);
        return true;
    case ast::Operator::Div:
        if (rightReal) {
            if (real == 0)
                return false;
            result = makeComplex(a.real / real, a.imaginary / real);
            return true;
        }
        return complexQuotient(a, b, result);
    case ast::Operator::Pow: return complexPower(a, b, result);
    default: return false;
    }
}

// ---- sequences ----

size_t characterCount(const Constant& text) {
    if (text.kind == ConstantKind::Bytes)
        return text.count;
    size_t count = 0;
    for (uint32_t index = 0; index < text.count; ++index)
        count += (text.bytes[index] & 0xC0) != 0x80;
    return count;
}

int64_t withinLimit(const Constant& constant, int64_t limit) {
    if (constant.kind != ConstantKind::Tuple)
        return limit;
    limit -= constant.count;
    for (uint32_t index = 0; limit >= 0 && index < constant.count; ++index)
        limit = withinLimit(constant.items[index], limit);
    return limit;
}

bool repeat(const Constant& sequence, const Constant& times, Arena& arena, Constant& result) {
    int64_t count;
    if (!smallInt(times, count))
        return false;
    int64_t size = sequence.kind == ConstantKind::Tuple ? sequence.count : int64_t(characterCount(sequence));
    if (size) {
        if (count < 0 || count > (sequence.kind == ConstantKind::Tuple ? MaximumItems : MaximumText) / size)
            return false;
        if (sequence.kind == ConstantKind::Tuple && count && withinLimit(sequence, MaximumTotalItems / count) < 0)
            return false;
    } else {
        count = 0;
    }
    result = sequence;
    result.count = uint32_t(sequence.count * count);
    if (sequence.kind == ConstantKind::Tuple) {
        Constant* items = arena.makeArray<Constant>(result.count);
        for (uint32_t index = 0; index < result.count; ++index)
            items[index] = sequence.items[index % sequence.count];
        result.items = items;
    } else {
        char* bytes = arena.makeArray<char>(result.count + 1);
        for (uint32_t index = 0; index < result.count; ++index)
            bytes[index] = sequence.bytes[index % sequence.count];
        result.bytes = bytes;
    }
    return true;
}

bool concatenateConstants(const Constant& left, const Constant& right, Arena& arena, Constant& result) {
    result = left;
    result.count = left.count + right.count;
    if (left.kind == ConstantKind::Tuple) {
        Constant* items = arena.makeArray<Constant>(result.count);
        for (uint32_t index = 0; index < result.count; ++index)
            items[index] = index < left.count ? left.items[index] : right.items[index - left.count];
        result.items = items;
        return true;
    }
    char* bytes = arena.makeArray<char>(result.count + 1);
    memcpy(bytes, left.bytes, left.count);
    memcpy(bytes + left.count, right.bytes, right.count);
    // Two surrogates that meet stay two characters, which WTF-8 cannot write side by side.
    if (left.kind == ConstantKind::String && left.count >= 3 && right.count >= 3 &&
        uint8_t(left.bytes[left.count - 3]) == 0xED && uint8_t(left.bytes[left.count - 2]) >= 0xA0 &&
        uint8_t(left.bytes[left.count - 2]) < 0xB0 && uint8_t(right.bytes[0]) == 0xED &&
        uint8_t(right.bytes[1]) >= 0xB0)
        return false;
    result.bytes = bytes;
    return true;
}

/// The items of a sequence from `start` on by `step`, `count` of them.
Constant pick(const Constant& sequence, int64_t start, int64_t step, int64_t count, Arena& arena) {
    Constant result = sequence;
    if (sequence.kind == ConstantKind::Tuple) {
        Constant* items = arena.makeArray<Constant>(size_t(count));
        for (int64_t index = 0; index < count; ++index)
            items[index] = sequence.items[start + index * step];
        result.items = items;
        result.count = uint32_t(count);
        return result;
    }
    ArenaVector<uint32_t> offsets(arena);
    for (uint32_t index = 0; index < sequence.count; ++index)
        if (sequence.kind == ConstantKind::Bytes || (sequence.bytes[index] & 0xC0) != 0x80)
            offsets.push(index);
    offsets.push(sequence.count);
    char* bytes = arena.makeArray<char>(sequence.count + 1);
    uint32_t size = 0;
    for (int64_t index = 0; index < count; ++index) {
        size_t at = size_t(start + index * step);
        for (uint32_t offset = offsets[at]; offset < offsets[at + 1]; ++offset)
            bytes[size++] = sequence.bytes[offset];
    }
    result.bytes = bytes;
    result.count = size;
    return result;
}

bool sliceBound(const Constant& bound, int64_t missing, int64_t lowest, int64_t highest, int64_t length,
                int64_t& value) {
    if (bound.kind == ConstantKind::None) {
        value = missing;
        return true;
    }
    if (!isInt(bound) || !smallInt(bound, value))
        return false;
    if (value < 0)
        value = value + length < lowest ? lowest : value + length;
    else if (value > highest)
        value = highest;
    return true;
}

} // namespace

bool isTrue(const Constant& constant) {
    switch (constant.kind) {
    case ConstantKind::None:
    case ConstantKind::False: return false;
    case ConstantKind::Int: return constant.integer != 0;
    case ConstantKind::Float: return constant.real != 0;
    case ConstantKind::Complex: return constant.real != 0 || constant.imaginary != 0;
    case ConstantKind::String:
    case ConstantKind::Bytes:
    case ConstantKind::Tuple:
    case ConstantKind::FrozenSet: return constant.count != 0;
    default: return true;
    }
}

bool equalConstants(const Constant& left, const Constant& right) {
    if (isNumber(left) && isNumber(right)) {
        if (isInt(left) && isInt(right)) {
            int64_t a, b;
            if (smallInt(left, a) && smallInt(right, b))
                return a == b;
            return sameConstant(left, right);
        }
        auto part = [](const Constant& number, double& real) {
            int64_t integer;
            if (number.kind == ConstantKind::Float || number.kind == ConstantKind::Complex)
                real = number.real;
            else if (smallInt(number, integer) && int64_t(double(integer)) == integer)
                real = double(integer);
            else
                return false;
            return true;
        };
        double a, b;
        double imaginaryA = left.kind == ConstantKind::Complex ? left.imaginary : 0;
        double imaginaryB = right.kind == ConstantKind::Complex ? right.imaginary : 0;
        return part(left, a) && part(right, b) && a == b && imaginaryA == imaginaryB;
    }
    if (left.kind == ConstantKind::Tuple && right.kind == ConstantKind::Tuple) {
        if (left.count != right.count)
            return false;
        for (uint32_t index = 0; index < left.count; ++index)
            if (!equalConstants(left.items[index], right.items[index]))
                return false;
        return true;
    }
    return sameConstant(left, right);
}

Constant makeFrozenSet(const Constant& tuple, Arena& arena) {
    Constant* items = arena.makeArray<Constant>(tuple.count);
    uint32_t count = 0;
    for (uint32_t index = 0; index < tuple.count; ++index) {
        bool seen = false;
        for (uint32_t other = 0; other < count && !seen; ++other)
            seen = equalConstants(items[other], tuple.items[index]);
        if (!seen)
            items[count++] = tuple.items[index];
    }
    Constant result = makeTuple(items, count);
    result.kind = ConstantKind::FrozenSet;
    return result;
}

bool foldBinary(ast::Operator op, const Constant& left, const Constant& right, Arena& arena, Constant& result) {
    if (isNumber(left) && isNumber(right)) {
        if (isInt(left) && isInt(right))
            return foldInts(op, left, right, arena, result);
        if (left.kind == ConstantKind::Complex || right.kind == ConstantKind::Complex)
            return foldComplex(op, left, right, arena, result);
        double a, b;
        return toDouble(left, arena, a) && toDouble(right, arena, b) && foldFloats(op, a, b, result);
    }
    bool leftSequence = isText(left) || left.kind == ConstantKind::Tuple;
    bool rightSequence = isText(right) || right.kind == ConstantKind::Tuple;
    if (op == ast::Operator::Add && leftSequence && left.kind == right.kind)
        return concatenateConstants(left, right, arena, result);
    if (op == ast::Operator::Mult && leftSequence && isInt(right))
        return repeat(left, right, arena, result);
    if (op == ast::Operator::Mult && rightSequence && isInt(left))
        return repeat(right, left, arena, result);
    return false;
}

bool foldUnary(ast::UnaryOperator op, const Constant& operand, Arena& arena, Constant& result) {
    if (op == ast::UnaryOperator::Not) {
        result = makeBool(!isTrue(operand));
        return true;
    }
    if (isInt(operand)) {
        BigInteger value = BigInteger::fromConstant(operand, arena);
        switch (op) {
        case ast::UnaryOperator::USub: result = value.negated().toConstant(arena); return true;
        case ast::UnaryOperator::UAdd: result = value.toConstant(arena); return true;
        default:
            // Inverting a bool warns at run time.
            if (isBool(operand))
                return false;
            result = value.negated().subtract(BigInteger::fromConstant(makeInt(1), arena)).toConstant(arena);
            return true;
        }
    }
    if (op == ast::UnaryOperator::Invert || !isNumber(operand))
        return false;
    result = operand;
    if (op == ast::UnaryOperator::USub) {
        result.real = -operand.real;
        if (operand.kind == ConstantKind::Complex)
            result.imaginary = -operand.imaginary;
    }
    return true;
}

bool foldSubscript(const Constant& container, const Constant& index, Arena& arena, Constant& result) {
    if (!isText(container) && container.kind != ConstantKind::Tuple)
        return false;
    int64_t length = container.kind == ConstantKind::Tuple ? container.count : int64_t(characterCount(container));
    int64_t position;
    if (isInt(index)) {
        if (!smallInt(index, position))
            return false;
        if (position < 0)
            position += length;
        if (position < 0 || position >= length)
            return false;
        if (container.kind == ConstantKind::Tuple)
            result = container.items[position];
        else if (container.kind == ConstantKind::Bytes)
            result = makeInt(uint8_t(container.bytes[position]));
        else
            result = pick(container, position, 1, 1, arena);
        return true;
    }
    if (index.kind != ConstantKind::Slice)
        return false;
    int64_t step = 1, start, stop;
    if (index.items[2].kind != ConstantKind::None &&
        (!isInt(index.items[2]) || !smallInt(index.items[2], step) || step == 0 || step == INT64_MIN))
        return false;
    int64_t lowest = step < 0 ? -1 : 0, highest = step < 0 ? length - 1 : length;
    if (!sliceBound(index.items[0], step < 0 ? highest : lowest, lowest, highest, length, start) ||
        !sliceBound(index.items[1], step < 0 ? lowest : highest, lowest, highest, length, stop))
        return false;
    int64_t count = step < 0 ? (start > stop ? (start - stop - 1) / -step + 1 : 0)
                             : (stop > start ? (stop - start - 1) / step + 1 : 0);
    result = pick(container, start, step, count, arena);
    return true;
}

} // namespace pyc::frontend
