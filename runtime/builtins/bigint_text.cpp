// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Decimal text of limbs and back, by halves: powers 10^(19 * 2^i) split the number, chunks of 19 digits are the leaves.
#include "runtime/builtins/bigint.h"

#include <algorithm>
#include <cstring>

namespace pyc::runtime::limbs {

namespace {

constexpr Limb ChunkPower = 10'000'000'000'000'000'000ull; // 10^19
constexpr size_t ChunkDigits = 19;
constexpr size_t LeafLimbs = 40; // numbers below are converted chunk by chunk
constexpr size_t MaximumLevels = 48;

struct Power {
    Limb* limbs; // 10^(19 * 2^level), shifted left so that its highest bit is set where it is a divisor
    size_t count;
    unsigned shift;
};

void writeChunk(char* text, Limb chunk) {
    for (size_t i = ChunkDigits; i-- > 0; chunk /= 10)
        text[i] = char('0' + chunk % 10);
}

// Writes exactly `digits` (a multiple of 19) characters; destroys a.
void writeLeaf(char* text, size_t digits, Limb* a, size_t count) {
    while (digits) {
        digits -= ChunkDigits;
        writeChunk(text + digits, count ? divideOne(a, a, count, ChunkPower) : 0);
        count = normalise(a, count);
    }
}

struct DecimalWriter {
    Power powers[MaximumLevels];

    // a < 10^(19 * 2^(level + 1)); text gets exactly that many digits.
    void write(char* text, size_t level, Limb* a, size_t count, Limb* scratch) {
        size_t digits = ChunkDigits << (level + 1);
        if (count <= LeafLimbs || level == size_t(-1))
            return writeLeaf(text, digits, a, count);
        const Power& power = powers[level];
        if (count < power.count) {
            std::memset(text, '0', digits / 2);
            return write(text + digits / 2, level - 1, a, count, scratch);
        }
        Limb* quotient = scratch;
        size_t quotientCount = count + 1 - power.count;
        a[count] = shiftLeft(a, a, count, power.shift);
        divide(quotient, a, count + 1, power.limbs, power.count, scratch + quotientCount + 1);
        shiftRight(a, a, power.count, power.shift);
        quotientCount = normalise(quotient, quotientCount);
        // The quotient needs room for one more limb in its turn.
        write(text, level - 1, quotient, quotientCount, scratch + quotientCount + 1);
        write(text + digits / 2, level - 1, a, normalise(a, power.count), scratch);
    }
};

struct DecimalReader {
    Power powers[MaximumLevels];

    // Returns the normalised count.
    size_t read(Limb* result, const char* text, size_t digits, Limb* scratch) {
        if (digits <= ChunkDigits * LeafLimbs)
            return readLeaf(result, text, digits);
        size_t level = 0;
        while ((ChunkDigits << (level + 1)) < digits)
            ++level;
        size_t lowDigits = ChunkDigits << level;
        const Power& power = powers[level];
        Limb* high = scratch;
        size_t highRoom = decimalLimbsBound(digits - lowDigits);
        size_t highCount = read(high, text, digits - lowDigits, scratch + highRoom);
        Limb* low = scratch + highRoom;
        size_t lowRoom = decimalLimbsBound(lowDigits);
        size_t lowCount = read(low, text + (digits - lowDigits), lowDigits, low + lowRoom);
        size_t count = highCount + power.count;
        multiply(result, high, highCount, power.limbs, power.count, low + lowRoom);
        if (lowCount > count) {
            std::fill(result + count, result + lowCount, Limb(0));
            count = lowCount;
        }
        Limb carry = add(result, result, count, low, lowCount);
        if (carry)
            result[count++] = carry;
        return normalise(result, count);
    }

    static size_t readLeaf(Limb* result, const char* text, size_t digits) {
        size_t count = 0;
        while (digits) {
            size_t piece = digits % ChunkDigits ? digits % ChunkDigits : ChunkDigits;
            Limb chunk = 0, scale = 1;
            for (size_t i = 0; i < piece; ++i) {
                chunk = chunk * 10 + Limb(text[i] - '0');
                scale *= 10;
            }
            Limb carry = multiplyOne(result, result, count, scale, chunk);
            if (carry)
                result[count++] = carry;
            text += piece;
            digits -= piece;
        }
        return count;
    }
};

// 10^(19 * 2^i) for i < levels into `space`; returns the space's rest.
Limb* makePowers(Power* powers, size_t levels, Limb* space) {
    for (size_t i = 0; i < levels; ++i) {
        Power& power = powers[i];
        power.limbs = space;
        power.shift = 0;
        if (i == 0) {
            space[0] = ChunkPower;
            power.count = 1;
        } else {
            const Power& previous = powers[i - 1];
            size_t count = 2 * previous.count;
            multiply(space, previous.limbs, previous.count, previous.limbs, previous.count, space + count);
            power.count = normalise(space, count);
        }
        space += power.count;
    }
    return space;
}

} // namespace

size_t decimalDigitsBound(size_t count) { return (count * 1234 / 64 + 2 * ChunkDigits) * 2; }
size_t decimalLimbsBound(size_t digits) { return digits / ChunkDigits + 4; }

size_t toDecimalScratch(size_t count) {
    if (count <= LeafLimbs)
        return count + 1;
    return 12 * count + 2 * multiplyScratch(count, count) + 8 * MaximumLevels;
}

size_t toDecimal(char* text, const Limb* a, size_t count, Limb* scratch) {
    count = normalise(a, count);
    Limb* copy = scratch;
    std::memcpy(copy, a, count * sizeof(Limb));
    if (count <= LeafLimbs) {
        // Chunks from the end of the room that the number may need.
        size_t end = decimalDigitsBound(count), start = end;
        do {
            start -= ChunkDigits;
            writeChunk(text + start, count ? divideOne(copy, copy, count, ChunkPower) : 0);
            count = normalise(copy, count);
        } while (count);
        while (start + 1 < end && text[start] == '0')
            ++start;
        std::memmove(text, text + start, end - start);
        return end - start;
    }
    DecimalWriter writer;
    Limb* space = scratch + count + 1;
    size_t made = 0;
    // Until the square of the last power exceeds the number.
    for (; made == 0 || 2 * writer.powers[made - 1].count - 1 <= count; ++made) {
        Power& power = writer.powers[made];
        power.limbs = space;
        if (made == 0) {
            space[0] = ChunkPower;
            power.count = 1;
        } else {
            const Power& previous = writer.powers[made - 1];
            multiply(space, previous.limbs, previous.count, previous.limbs, previous.count, space + 2 * previous.count);
            power.count = normalise(space, 2 * previous.count);
        }
        space += power.count;
    }
    for (size_t i = 0; i < made; ++i) {
        Power& power = writer.powers[i];
        power.shift = unsigned(__builtin_clzll(power.limbs[power.count - 1]));
        shiftLeft(power.limbs, power.limbs, power.count, power.shift);
    }
    size_t level = made - 1;
    writer.write(text, level, copy, count, space);
    size_t digits = ChunkDigits << (level + 1), start = 0;
    while (start + 1 < digits && text[start] == '0')
        ++start;
    std::memmove(text, text + start, digits - start);
    return digits - start;
}

size_t fromDecimalScratch(size_t digits) {
    if (digits <= ChunkDigits * LeafLimbs)
        return 0;
    size_t count = decimalLimbsBound(digits);
    return 8 * count + 2 * multiplyScratch(count, count) + 8 * MaximumLevels;
}

size_t fromDecimal(Limb* result, const char* text, size_t digits, Limb* scratch) {
    while (digits && *text == '0') {
        ++text;
        --digits;
    }
    if (digits <= ChunkDigits * LeafLimbs)
        return DecimalReader::readLeaf(result, text, digits);
    DecimalReader reader;
    size_t levels = 1;
    while ((ChunkDigits << levels) < digits)
        ++levels;
    Limb* rest = makePowers(reader.powers, levels, scratch);
    return reader.read(result, text, digits, rest);
}

} // namespace pyc::runtime::limbs
