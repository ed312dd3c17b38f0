// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Hashes as Python sees them: SipHash-1-3 of text and bytes under the process's seed, numbers modulo 2^61 - 1, tuples.
#include "runtime/builtins/hash.h"

#include "runtime/builtins/bigint.h"
#include "runtime/host/host.h"
#include "runtime/object/containers.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace pyc::runtime {

namespace {

constinit uint64_t seedKeys[2] = {};

int64_t withoutMinusOne(uint64_t hash) { return hash == ~uint64_t(0) ? -2 : int64_t(hash); }

struct SipState {
    uint64_t v0, v1, v2, v3;

    void round() {
        v0 += v1;
        v2 += v3;
        v1 = std::rotl(v1, 13) ^ v0;
        v3 = std::rotl(v3, 16) ^ v2;
        v0 = std::rotl(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = std::rotl(v1, 17) ^ v2;
        v3 = std::rotl(v3, 21) ^ v0;
        v2 = std::rotl(v2, 32);
    }
};

uint64_t sipHash13(const char* data, size_t size) {
    SipState state{seedKeys[0] ^ 0x736f6d6570736575, seedKeys[1] ^ 0x646f72616e646f6d, seedKeys[0] ^ 0x6c7967656e657261,
                   seedKeys[1] ^ 0x7465646279746573};
    uint64_t last = uint64_t(size) << 56;
    for (; size >= 8; size -= 8, data += 8) {
        uint64_t word;
        std::memcpy(&word, data, 8);
        state.v3 ^= word;
        state.round();
        state.v0 ^= word;
    }
    uint64_t rest = 0;
    std::memcpy(&rest, data, size);
    last |= rest;
    state.v3 ^= last;
    state.round();
    state.v0 ^= last;
    state.v2 ^= 0xff;
    state.round();
    state.round();
    state.round();
    return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
}

} // namespace

bool startHashing(const char* seedText) {
    if (!seedText || !*seedText || std::strcmp(seedText, "random") == 0)
        return host::randomBytes(seedKeys, sizeof seedKeys);
    uint64_t seed = 0;
    for (const char* at = seedText; *at; ++at) {
        if (*at < '0' || *at > '9')
            return false;
        seed = seed * 10 + uint64_t(*at - '0');
        if (seed > 0xffffffff)
            return false;
    }
    if (seed == 0)
        return true;
    // The generator that CPython spreads a small seed with.
    uint32_t state = uint32_t(seed);
    unsigned char bytes[sizeof seedKeys];
    for (unsigned char& byte : bytes) {
        state = state * 214013 + 2531011;
        byte = (state >> 16) & 0xff;
    }
    std::memcpy(seedKeys, bytes, sizeof bytes);
    return true;
}

int64_t hashBytes(const void* data, size_t size) {
    if (size == 0)
        return 0;
    return withoutMinusOne(sipHash13(static_cast<const char*>(data), size));
}

int64_t stringHash(String* string) {
    if (string->hash) [[likely]]
        return int64_t(string->hash);
    int64_t hash = hashBytes(string->data(), string->byteSize());
    string->hash = uint64_t(hash);
    return hash;
}

int64_t hashPointer(const void* pointer) {
    return withoutMinusOne(std::rotr(uint64_t(reinterpret_cast<uintptr_t>(pointer)), 4));
}

int64_t hashLimbs(const uint64_t* limbs, size_t count, bool negative) {
    // 2^64 = 8 modulo 2^61 - 1
    uint64_t sum = 0;
    while (count-- > 0) {
        unsigned __int128 wide = (unsigned __int128)(sum) * 8 + limbs[count];
        uint64_t folded = (uint64_t(wide) & HashModulus) + uint64_t(wide >> 61);
        sum = folded >= HashModulus ? folded - HashModulus : folded;
    }
    return withoutMinusOne(negative ? -sum : sum);
}

int64_t hashDouble(double value, Value object) {
    if (!std::isfinite(value)) {
        if (std::isinf(value))
            return value > 0 ? 314159 : -314159;
        return hashPointer(object.object());
    }
    int exponent;
    double mantissa = std::frexp(std::fabs(value), &exponent);
    uint64_t sum = 0;
    while (mantissa != 0) {
        sum = ((sum << 28) & HashModulus) | sum >> (61 - 28);
        mantissa *= 268435456.0; // 2^28
        exponent -= 28;
        uint64_t piece = uint64_t(mantissa);
        mantissa -= double(piece);
        sum += piece;
        if (sum >= HashModulus)
            sum -= HashModulus;
    }
    exponent = exponent >= 0 ? exponent % 61 : 60 - ((-1 - exponent) % 61);
    sum = ((sum << exponent) & HashModulus) | (exponent ? sum >> (61 - exponent) : 0);
    return withoutMinusOne(value < 0 ? -sum : sum);
}

int64_t hashCombineTuple(const int64_t* hashes, size_t count) {
    constexpr uint64_t Prime1 = 11400714785074694791u, Prime2 = 14029467366897019727u, Prime5 = 2870177450012600261u;
    uint64_t sum = Prime5;
    for (size_t i = 0; i < count; ++i)
        sum = std::rotl(sum + uint64_t(hashes[i]) * Prime2, 31) * Prime1;
    sum += count ^ (Prime5 ^ 3527539);
    return sum == ~uint64_t(0) ? 1546275796 : int64_t(sum);
}

} // namespace pyc::runtime
