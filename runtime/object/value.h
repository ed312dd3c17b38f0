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
        // The tag, 10, stands where the exponent's two highest bits were: 01 if the third, now the highest of all, is
        // set, else 10.
        if (bits == ZeroFloat)
            return 0.0;
        return std::bit_cast<double>(std::rotr(bits - (bits >> 63), 3));
    }

    constexpr bool operator==(Value other) const {
        return bits == other.bits;
    } // identity of the word, for objects `is`

    static constexpr uint64_t ZeroFloat = 0x8000000000000002;
    static constexpr int64_t SmallIntMax = (int64_t(1) << 62) - 1;
    static constexpr int64_t SmallIntMin = -(int64_t(1) << 62);

    static constexpr bool fitsSmallInt(int64_t value) { return value >= SmallIntMin && value <= SmallIntMax; }
    static constexpr Value fromSmallInt(int64_t value) { return Value(uint64_t(value) << 1 | 1); }
    static constexpr Value immediateOrEmpty(double value) {
        // The three highest bits below the sign must be 011 or 100. The one number whose encoding would be that of
        // zero, 1.72723e-77, does not fit either.
        uint64_t raw = std::bit_cast<uint64_t>(value);
        if (((uint32_t(raw >> 32) + 0x10000000) & 0x60000000) == 0x40000000 && raw != 0x3000000000000000) [[likely]]
            return Value((std::rotl(raw, 3) & ~uint64_t(3)) | 2);
        return raw == 0 ? Value(ZeroFloat) : Value();
    }
};

static_assert(sizeof(Value) == 8 && sizeof(void*) <= 8);
static_assert(Value::immediateOrEmpty(1.5).immediateFloat() == 1.5 &&
              Value::immediateOrEmpty(-2.25).immediateFloat() == -2.25);
static_assert(Value::immediateOrEmpty(0.0).immediateFloat() == 0.0 && !Value::immediateOrEmpty(-0.0) &&
              !Value::immediateOrEmpty(1e300));

} // namespace pyc::runtime
