// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The one 64-bit word every Python value is, and the only place that knows its encoding:
//   ...1   small integer, 63 bits
//   ..10   immediate float: the bits rotated left by three, for exponents near zero's; others are boxed (FloatObject)
//   0000   pointer to a 16-byte aligned object
//   0      no value: an error that is pending on the thread, or an unbound variable
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace pyc::runtime {

struct Object;

// As wide as a Value on every target.
template <size_t PointerSize>
struct WideAddress {
    const void* pointer;
};
template <>
struct WideAddress<4> {
    const void* pointer;
    uint32_t above = 0;
};

struct Value {
    union {
        uint64_t bits;
        // Lets static data refer to static objects: a constant cannot be made from an address's bits.
        WideAddress<sizeof(void*)> address;
    };

    constexpr Value() : bits(0) {}
    constexpr explicit Value(uint64_t raw) : bits(raw) {}
    constexpr Value(const Object* object) : address{object} {}

    constexpr bool isEmpty() const { return bits == 0; }
    constexpr explicit operator bool() const { return bits != 0; }
    constexpr bool isSmallInt() const { return bits & 1; }
    constexpr bool isImmediateFloat() const { return (bits & 3) == 2; }
    constexpr bool isObject() const { return (bits & 3) == 0 && bits != 0; }

    constexpr int64_t smallInt() const { return int64_t(bits) >> 1; }
    Object* object() const { return reinterpret_cast<Object*>(uintptr_t(bits)); }
    constexpr double immediateFloat() const {
        // The two bits that the tag replaced repeat the third highest, inverted once: 011… or 100….
        if (bits == ZeroFloat)
            return 0.0;
        uint64_t high = 2 - (bits >> 63);
        return std::bit_cast<double>(std::rotr((bits & ~uint64_t(3)) | high, 3));
    }

    constexpr bool operator==(Value other) const {
        return bits == other.bits;
    } // identity of the word, for objects `is`

    static constexpr uint64_t ZeroFloat = 0x8000000000000002;
    static constexpr int64_t SmallIntMax = (int64_t(1) << 62) - 1;
    static constexpr int64_t SmallIntMin = -(int64_t(1) << 62);

    static constexpr bool fitsSmallInt(int64_t value) { return value >= SmallIntMin && value <= SmallIntMax; }
    static constexpr Value fromSmallInt(int64_t value) { return Value(uint64_t(value) << 1 | 1); }
    static constexpr bool fitsImmediateFloat(double value) {
        uint64_t raw = std::bit_cast<uint64_t>(value);
        uint64_t top = raw >> 60 & 7;
        // 1.72723e-77 as bits is 0x3000000000000000, whose encoding is that of zero.
        return raw == 0 || ((top == 3 || top == 4) && raw != 0x3000000000000000);
    }
    static constexpr Value fromImmediateFloat(double value) {
        uint64_t raw = std::bit_cast<uint64_t>(value);
        if (raw == 0)
            return Value(ZeroFloat);
        return Value((std::rotl(raw, 3) & ~uint64_t(3)) | 2);
    }
};

static_assert(sizeof(Value) == 8 && sizeof(void*) <= 8);
static_assert(Value::fromImmediateFloat(1.5).immediateFloat() == 1.5 &&
              Value::fromImmediateFloat(-2.25).immediateFloat() == -2.25);
static_assert(Value::fromImmediateFloat(0.0).immediateFloat() == 0.0 && !Value::fitsImmediateFloat(-0.0) &&
              !Value::fitsImmediateFloat(1e300));

} // namespace pyc::runtime
