// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the language needs to know about characters: identifiers, normalisation, printability.
#include "frontend/support/unicode.h"

#include <algorithm>

namespace pyc::frontend {

namespace {

#include "frontend/support/unicode_tables.inc"

constexpr uint32_t HangulBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TrailBase = 0x11A7;
constexpr uint32_t LeadCount = 19, VowelCount = 21, TrailCount = 28;
constexpr uint32_t SyllableCount = LeadCount * VowelCount * TrailCount;

// Text of damaged bytecode has what is no character.
bool holds(const Property& property, uint32_t codePoint) {
    if (codePoint > 0x10FFFF)
        return false;
    const uint16_t* first = property.changes + property.planes[codePoint >> 16];
    const uint16_t* last = property.changes + property.planes[(codePoint >> 16) + 1];
    return (std::upper_bound(first, last, uint16_t(codePoint)) - property.changes) & 1;
}

uint8_t combiningClass(uint32_t codePoint) {
    const CombiningRange* range = std::lower_bound(
        std::begin(combiningRanges), std::end(combiningRanges), codePoint,
        [](const CombiningRange& range, uint32_t codePoint) { return uint32_t(range.last) < codePoint; });
    return range != std::end(combiningRanges) && uint32_t(range->first) <= codePoint ? uint8_t(range->combiningClass)
                                                                                     : 0;
}

void decompose(uint32_t codePoint, ArenaVector<uint32_t>& out) {
    if (codePoint - HangulBase < SyllableCount) {
        uint32_t index = codePoint - HangulBase;
        out.push(LeadBase + index / (VowelCount * TrailCount));
        out.push(VowelBase + index % (VowelCount * TrailCount) / TrailCount);
        if (index % TrailCount)
            out.push(TrailBase + index % TrailCount);
        return;
    }
    const DecompositionRun* run =
        std::upper_bound(std::begin(decompositionRuns), std::end(decompositionRuns), codePoint,
                         [](uint32_t codePoint, const DecompositionRun& run) { return codePoint < run.first; });
    if (run == std::begin(decompositionRuns) || codePoint - run[-1].first >= run[-1].count) {
        out.push(codePoint);
        return;
    }
    --run;
    uint32_t place = decompositionPlaces[run->place + (codePoint - run->first)];
    const uint16_t* unit = decompositionPool + (place & ((1u << DecompositionOffsetBits) - 1));
    uint32_t length = place >> DecompositionOffsetBits;
    if (length == LongDecomposition)
        length = *unit++;
    for (const uint16_t* last = unit + length; unit < last; ++unit) {
        uint32_t value = *unit;
        if (value >= 0xD800 && value < 0xDC00) {
            ++unit;
            value = 0x10000 + ((value - 0xD800) << 10) + (*unit - 0xDC00);
        }
        out.push(value);
    }
}

template <typename Character, size_t Count>
uint32_t composeIn(const Composition<Character> (&table)[Count], uint32_t first, uint32_t second) {
    const Composition<Character>* found =
        std::lower_bound(std::begin(table), std::end(table), uint64_t(first) << 32 | second,
                         [](const Composition<Character>& entry, uint64_t wanted) {
                             return (uint64_t(entry.first) << 32 | entry.second) < wanted;
                         });
    return found != std::end(table) && found->first == first && found->second == second ? found->composed : 0;
}

/// The primary composite of a pair, or 0.
uint32_t compose(uint32_t first, uint32_t second) {
    if (first - LeadBase < LeadCount && second - VowelBase < VowelCount)
        return HangulBase + ((first - LeadBase) * VowelCount + (second - VowelBase)) * TrailCount;
    if (first - HangulBase < SyllableCount && (first - HangulBase) % TrailCount == 0 && second > TrailBase &&
        second < TrailBase + TrailCount)
        return first + (second - TrailBase);
    uint32_t composed = composeIn(compositions, first, second);
    return composed ? composed : composeIn(otherCompositions, first, second);
}

} // namespace

size_t countCodePoints(std::string_view text) {
    size_t count = 0;
    for (char byte : text)
        count += (static_cast<uint8_t>(byte) & 0xC0) != 0x80;
    return count;
}

bool validateUtf8(std::string_view text, InvalidUtf8& problem) {
    const uint8_t* start = reinterpret_cast<const uint8_t*>(text.data());
    const uint8_t* end = start + text.size();
    const uint8_t* place = start;
    while (place < end) {
        while (end - place >= 8) {
            uint64_t word;
            memcpy(&word, place, 8);
            if (word & 0x8080808080808080u)
                break;
            place += 8;
        }
        if (place == end)
            break;
        uint8_t lead = *place;
        if (lead < 0x80) {
            ++place;
            continue;
        }
        int length = lead >= 0xC2 && lead < 0xE0   ? 2
                     : lead >= 0xE0 && lead < 0xF0 ? 3
                     : lead >= 0xF0 && lead < 0xF5 ? 4
                                                   : 0;
        size_t at = static_cast<size_t>(place - start);
        if (!length) {
            problem = {at, at + 1, "invalid start byte"};
            return false;
        }
        for (int index = 1; index < length; ++index) {
            if (place + index == end) {
                problem = {at, at + static_cast<size_t>(index), "unexpected end of data"};
                return false;
            }
            uint8_t low = 0x80, high = 0xBF;
            if (index == 1) {
                if (lead == 0xE0)
                    low = 0xA0;
                else if (lead == 0xED)
                    high = 0x9F;
                else if (lead == 0xF0)
                    low = 0x90;
                else if (lead == 0xF4)
                    high = 0x8F;
            }
            if (place[index] < low || place[index] > high) {
                problem = {at, at + static_cast<size_t>(index), "invalid continuation byte"};
                return false;
            }
        }
        place += length;
    }
    return true;
}

bool isPrintable(uint32_t codePoint) { return holds(printable, codePoint); }

const char* findNonIdentifier(const char* start, const char* end) {
    for (const char* place = start; place < end;) {
        uint32_t codePoint;
        const char* next = decodeCodePoint(place, codePoint);
        if (!(place == start ? holds(identifierStart, codePoint) : holds(identifierPart, codePoint)))
            return place;
        place = next;
    }
    return nullptr;
}

void appendNfkc(std::string_view text, StringBuilder& out) {
    Arena scratch;
    ArenaVector<uint32_t> points(scratch);
    for (const char *place = text.data(), *end = place + text.size(); place < end;) {
        uint32_t codePoint;
        place = decodeCodePoint(place, codePoint);
        decompose(codePoint, points);
    }
    // Canonical order: marks sort by class between starters.
    for (size_t index = 1; index < points.size(); ++index) {
        uint8_t current = combiningClass(points[index]);
        if (!current)
            continue;
        for (size_t place = index; place > 0 && combiningClass(points[place - 1]) > current; --place)
            std::swap(points[place - 1], points[place]);
    }
    size_t written = 0;
    size_t starter = SIZE_MAX;
    uint8_t lastClass = 0;
    for (size_t index = 0; index < points.size(); ++index) {
        uint32_t codePoint = points[index];
        uint8_t current = combiningClass(codePoint);
        bool blocked = starter != SIZE_MAX && starter + 1 < written && lastClass >= current;
        uint32_t composed = starter != SIZE_MAX && !blocked ? compose(points[starter], codePoint) : 0;
        if (composed) {
            points[starter] = composed;
            continue;
        }
        if (!current)
            starter = written;
        lastClass = current;
        points[written++] = codePoint;
    }
    for (size_t index = 0; index < written; ++index)
        out.addCodePoint(points[index]);
}

} // namespace pyc::frontend
