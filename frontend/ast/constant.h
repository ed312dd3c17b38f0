// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Constants in a neutral form: what the parser reads and folding makes, before any runtime object exists.
#pragma once

#include "frontend/support/arena.h"

namespace pyc::frontend::ast {

enum class ConstantKind : uint8_t {
    None,
    True,
    False,
    Ellipsis,
    SmallInt, ///< fits 64 bits with sign
    BigInt,   ///< sign and magnitude; never a value that SmallInt can hold
    Float,
    Complex,
    Str,
    Bytes,
    Tuple,
    FrozenSet,
};

struct ConstantValue {
    ConstantKind kind = ConstantKind::None;
    bool negative = false; ///< of BigInt

    union {
        int64_t integer; ///< SmallInt
        struct {
            const uint32_t* limbs; ///< BigInt: magnitude, least significant first, without leading zeros
            uint32_t limbCount;
        } big;
        struct {
            double real; ///< Float; the real part of Complex
            double imaginary;
        } number;
        struct {
            const char* bytes; ///< Str: WTF-8; Bytes: as they are
            uint32_t size;
        } text;
        struct {
            const ConstantValue* items; ///< Tuple, FrozenSet (in order of first appearance)
            uint32_t itemCount;
        } sequence;
    };

    ConstantValue() : integer(0) {}
    explicit ConstantValue(ConstantKind kind) : kind(kind), integer(0) {}

    static ConstantValue makeInteger(int64_t value) {
        ConstantValue result(ConstantKind::SmallInt);
        result.integer = value;
        return result;
    }
    static ConstantValue makeFloat(double value) {
        ConstantValue result(ConstantKind::Float);
        result.number = {value, 0};
        return result;
    }
    static ConstantValue makeComplex(double real, double imaginary) {
        ConstantValue result(ConstantKind::Complex);
        result.number = {real, imaginary};
        return result;
    }
    static ConstantValue makeText(ConstantKind kind, std::string_view text) {
        ConstantValue result(kind);
        result.text = {text.data(), static_cast<uint32_t>(text.size())};
        return result;
    }
    static ConstantValue makeBigInt(bool negative, const uint32_t* limbs, uint32_t limbCount) {
        ConstantValue result(ConstantKind::BigInt);
        result.negative = negative;
        result.big = {limbs, limbCount};
        return result;
    }

    std::string_view view() const { return {text.bytes, text.size}; }
};

} // namespace pyc::frontend::ast
