// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Integers of any size for constant folding: small and plain, since constants are.
#pragma once

#include "frontend/bytecode/constant_pool.h"

namespace pyc::frontend {

/// Sign and magnitude, 32 bits a limb, least significant first, without leading zeros; zero has none and no sign.
class BigInteger {
public:
    explicit BigInteger(Arena& arena) : limbs(arena), arena(&arena) {}
    static BigInteger fromConstant(const Constant& constant, Arena& arena); ///< of an int or a bool
    Constant toConstant(Arena& result) const;

    bool isZero() const { return limbs.empty(); }
    bool isNegative() const { return negative; }
    size_t bitLength() const;
    /// The value when it fits.
    bool toInt64(int64_t& value) const;
    /// The nearest double; false when it is too large.
    bool toDouble(double& value) const;

    BigInteger negated() const;
    BigInteger add(const BigInteger& other) const;
    BigInteger subtract(const BigInteger& other) const { return add(other.negated()); }
    BigInteger multiply(const BigInteger& other) const;
    /// Rounds towards minus infinity, as Python does; `other` is not zero.
    void divideFloor(const BigInteger& other, BigInteger& quotient, BigInteger& remainder) const;
    BigInteger shiftLeft(size_t bits) const;
    BigInteger shiftRight(size_t bits) const; ///< rounds towards minus infinity
    enum class Bitwise { And, Or, Xor };
    BigInteger bitwise(Bitwise operation, const BigInteger& other) const;
    /// The correctly rounded quotient; false when it overflows or is too small to be sure.
    bool trueDivide(const BigInteger& other, double& quotient) const;

private:
    static int compareMagnitudes(const BigInteger& left, const BigInteger& right);
    static BigInteger addMagnitudes(const BigInteger& left, const BigInteger& right);
    static BigInteger subtractMagnitudes(const BigInteger& larger, const BigInteger& smaller);
    void divideMagnitudes(const BigInteger& other, BigInteger& quotient, BigInteger& remainder) const;
    void trim();

    bool negative = false;
    ArenaVector<uint32_t> limbs;
    Arena* arena;
};

} // namespace pyc::frontend
