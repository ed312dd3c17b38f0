// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Schoolbook arithmetic.
#include "frontend/bytecode/big_integer.h"

#include <cmath>

namespace pyc::frontend {

void BigInteger::trim() {
    while (!limbs.empty() && limbs.back() == 0)
        limbs.pop();
    if (limbs.empty())
        negative = false;
}

BigInteger BigInteger::fromConstant(const Constant& constant, Arena& arena) {
    BigInteger result(arena);
    if (constant.kind == ConstantKind::BigInt) {
        result.negative = constant.negative;
        for (uint32_t index = 0; index < constant.count; ++index) {
            result.limbs.push(uint32_t(constant.limbs[index]));
            result.limbs.push(uint32_t(constant.limbs[index] >> 32));
        }
    } else {
        int64_t value = constant.kind == ConstantKind::Int ? constant.integer : constant.kind == ConstantKind::True;
        result.negative = value < 0;
        uint64_t magnitude = value < 0 ? 0 - uint64_t(value) : uint64_t(value);
        result.limbs.push(uint32_t(magnitude));
        result.limbs.push(uint32_t(magnitude >> 32));
    }
    result.trim();
    return result;
}

bool BigInteger::toInt64(int64_t& value) const {
    if (limbs.size() > 2)
        return false;
    uint64_t magnitude = 0;
    for (size_t index = limbs.size(); index-- > 0;)
        magnitude = magnitude << 32 | limbs[index];
    if (magnitude > uint64_t(INT64_MAX) + negative)
        return false;
    value = negative ? int64_t(0 - magnitude) : int64_t(magnitude);
    return true;
}

Constant BigInteger::toConstant(Arena& result) const {
    int64_t small;
    if (toInt64(small))
        return makeInt(small);
    Constant constant{};
    constant.kind = ConstantKind::BigInt;
    constant.negative = negative;
    constant.count = uint32_t((limbs.size() + 1) / 2);
    uint64_t* words = result.makeArray<uint64_t>(constant.count);
    for (uint32_t index = 0; index < constant.count; ++index) {
        uint64_t high = 2 * index + 1 < limbs.size() ? limbs[2 * index + 1] : 0;
        words[index] = high << 32 | limbs[2 * index];
    }
    constant.limbs = words;
    return constant;
}

size_t BigInteger::bitLength() const {
    return limbs.empty() ? 0 : limbs.size() * 32 - size_t(__builtin_clz(limbs.back()));
}

BigInteger BigInteger::negated() const {
    BigInteger result = *this;
    result.negative = !negative && !isZero();
    return result;
}

int BigInteger::compareMagnitudes(const BigInteger& left, const BigInteger& right) {
    if (left.limbs.size() != right.limbs.size())
        return left.limbs.size() < right.limbs.size() ? -1 : 1;
    for (size_t index = left.limbs.size(); index-- > 0;)
        if (left.limbs[index] != right.limbs[index])
            return left.limbs[index] < right.limbs[index] ? -1 : 1;
    return 0;
}

BigInteger BigInteger::addMagnitudes(const BigInteger& left, const BigInteger& right) {
    BigInteger result(*left.arena);
    uint64_t carry = 0;
    for (size_t index = 0; index < left.limbs.size() || index < right.limbs.size() || carry; ++index) {
        carry += index < left.limbs.size() ? left.limbs[index] : 0;
        carry += index < right.limbs.size() ? right.limbs[index] : 0;
        result.limbs.push(uint32_t(carry));
        carry >>= 32;
    }
    return result;
}

BigInteger BigInteger::subtractMagnitudes(const BigInteger& larger, const BigInteger& smaller) {
    BigInteger result(*larger.arena);
    int64_t borrow = 0;
    for (size_t index = 0; index < larger.limbs.size(); ++index) {
        int64_t digit =
            int64_t(larger.limbs[index]) - borrow - (index < smaller.limbs.size() ? smaller.limbs[index] : 0);
        borrow = digit < 0;
        result.limbs.push(uint32_t(digit));
    }
    result.trim();
    return result;
}

BigInteger BigInteger::add(const BigInteger& other) const {
    BigInteger result(*arena);
    if (negative == other.negative) {
        result = addMagnitudes(*this, other);
        result.negative = negative;
    } else {
        int order = compareMagnitudes(*this, other);
        result = order >= 0 ? subtractMagnitudes(*this, other) : subtractMagnitudes(other, *this);
        result.negative = order >= 0 ? negative : other.negative;
    }
    result.trim();
    return result;
}

BigInteger BigInteger::multiply(const BigInteger& other) const {
    BigInteger result(*arena);
    result.limbs.resize(limbs.size() + other.limbs.size());
    for (size_t index = 0; index < limbs.size(); ++index) {
        uint64_t carry = 0;
        for (size_t inner = 0; inner < other.limbs.size() || carry; ++inner) {
            carry += result.limbs[index + inner];
            if (inner < other.limbs.size())
                carry += uint64_t(limbs[index]) * other.limbs[inner];
            result.limbs[index + inner] = uint32_t(carry);
            carry >>= 32;
        }
    }
    result.negative = negative != other.negative;
    result.trim();
    return result;
}

/// Bit by bit: constants that are divided are few and short.
void BigInteger::divideMagnitudes(const BigInteger& other, BigInteger& quotient, BigInteger& remainder) const {
    BigInteger divisor = other;
    divisor.negative = false;
    quotient = BigInteger(*arena);
    quotient.limbs.resize(limbs.size());
    remainder = BigInteger(*arena);
    for (size_t bit = limbs.size() * 32; bit-- > 0;) {
        uint32_t carry = limbs[bit / 32] >> (bit % 32) & 1;
        for (uint32_t& limb : remainder.limbs) {
            uint32_t high = limb >> 31;
            limb = limb << 1 | carry;
            carry = high;
        }
        if (carry)
            remainder.limbs.push(carry);
        if (compareMagnitudes(remainder, divisor) >= 0) {
            remainder = subtractMagnitudes(remainder, divisor);
            quotient.limbs[bit / 32] |= 1u << (bit % 32);
        }
    }
    quotient.trim();
    remainder.trim();
}

void BigInteger::divideFloor(const BigInteger& other, BigInteger& quotient, BigInteger& remainder) const {
    divideMagnitudes(other, quotient, remainder);
    quotient.negative = negative != other.negative && !quotient.isZero();
    remainder.negative = negative && !remainder.isZero();
    if (!remainder.isZero() && negative != other.negative) {
        BigInteger one(*arena);
        one.limbs.push(1);
        quotient = quotient.subtract(one);
        remainder = remainder.add(other);
    }
}

BigInteger BigInteger::shiftLeft(size_t bits) const {
    BigInteger result(*arena);
    if (isZero())
        return result;
    result.limbs.resize(bits / 32);
    uint64_t carry = 0;
    for (uint32_t limb : limbs) {
        carry |= uint64_t(limb) << (bits % 32);
        result.limbs.push(uint32_t(carry));
        carry >>= 32;
    }
    result.limbs.push(uint32_t(carry));
    result.negative = negative;
    result.trim();
    return result;
}

BigInteger BigInteger::shiftRight(size_t bits) const {
    BigInteger result(*arena);
    bool lost = false;
    for (size_t index = 0; index < limbs.size(); ++index) {
        size_t low = index * 32;
        if (low + 32 <= bits) {
            lost |= limbs[index] != 0;
            continue;
        }
        if (low < bits)
            lost |= (limbs[index] & ((1u << (bits - low)) - 1)) != 0;
        uint64_t pair = limbs[index] | (index + 1 < limbs.size() ? uint64_t(limbs[index + 1]) << 32 : 0);
        if (low >= bits && (low - bits) % 32 == 0) {
            result.limbs.push(limbs[index]);
        } else if (low < bits) {
            result.limbs.push(uint32_t(pair >> (bits - low)));
        } else {
            result.limbs.push(uint32_t(pair >> (bits % 32)));
        }
    }
    result.negative = negative;
    result.trim();
    if (negative && lost) {
        BigInteger one(*arena);
        one.limbs.push(1);
        if (result.isZero()) {
            one.negative = true;
            return one;
        }
        result = result.subtract(one);
    }
    return result;
}

BigInteger BigInteger::bitwise(Bitwise operation, const BigInteger& other) const {
    size_t count = (limbs.size() > other.limbs.size() ? limbs.size() : other.limbs.size()) + 1;
    auto digits = [&](const BigInteger& value) {
        ArenaVector<uint32_t> words(*arena);
        uint64_t carry = 1;
        for (size_t index = 0; index < count; ++index) {
            uint32_t limb = index < value.limbs.size() ? value.limbs[index] : 0;
            if (value.negative) {
                carry += uint32_t(~limb);
                limb = uint32_t(carry);
                carry >>= 32;
            }
            words.push(limb);
        }
        return words;
    };
    ArenaVector<uint32_t> left = digits(*this), right = digits(other);
    BigInteger result(*arena);
    for (size_t index = 0; index < count; ++index)
        result.limbs.push(operation == Bitwise::And  ? left[index] & right[index]
                          : operation == Bitwise::Or ? left[index] | right[index]
                                                     : left[index] ^ right[index]);
    if (result.limbs.back() >> 31) {
        uint64_t carry = 1;
        for (uint32_t& limb : result.limbs) {
            carry += uint32_t(~limb);
            limb = uint32_t(carry);
            carry >>= 32;
        }
        result.negative = true;
    }
    result.trim();
    return result;
}

bool BigInteger::toDouble(double& value) const {
    BigInteger one(*arena);
    one.limbs.push(1);
    return trueDivide(one, value);
}

bool BigInteger::trueDivide(const BigInteger& other, double& quotient) const {
    if (isZero()) {
        quotient = other.negative ? -0.0 : 0.0;
        return true;
    }
    // A quotient of 66 bits or more, its last bit standing for all that was lost, rounds right.
    int64_t shift = 66 - (int64_t(bitLength()) - int64_t(other.bitLength()));
    if (shift > 1000 || shift < -1100)
        return false;
    BigInteger numerator = shift > 0 ? shiftLeft(size_t(shift)) : *this;
    BigInteger denominator = shift < 0 ? other.shiftLeft(size_t(-shift)) : other;
    BigInteger whole(*arena), rest(*arena);
    numerator.divideMagnitudes(denominator, whole, rest);
    // 65 to 67 bits: take the upper 64 and fold the rest into the lowest.
    size_t extra = whole.bitLength() - 64;
    bool lost = !rest.isZero();
    BigInteger upper = whole.shiftRight(extra);
    if (upper.shiftLeft(extra).subtract(whole).bitLength())
        lost = true;
    uint64_t bits = uint64_t(upper.limbs[1]) << 32 | upper.limbs[0];
    bits |= lost;
    double result = std::ldexp(double(bits), int(int64_t(extra) - shift));
    if (std::isinf(result))
        return false;
    quotient = negative != other.negative ? -result : result;
    return true;
}

} // namespace pyc::frontend
