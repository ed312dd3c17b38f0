// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Multi-byte encodings: one way to decode for all, by tables made from CPython's codecs when the compiler is built.
#include "frontend/source/multibyte.h"

namespace pyc::frontend {

namespace {

// Cells for second bytes `low` to `high`; other bytes are refused.
struct MultibyteRow {
    uint8_t low, high;
    uint32_t start;
};

// A cell is a character, 0 where the byte is refused, or (0xD800 and more) the number of one of these.
struct MultibyteExtra {
    // `first`: a character, then `second`: another or 0. If `first` is 0: `second` bytes are refused, or this is the
    // null character.
    static constexpr uint32_t Hangul = 0xFFFFFFFD;    // first: six more bytes put a syllable together
    static constexpr uint32_t FourBytes = 0xFFFFFFFE; // first: two more bytes follow
    static constexpr uint32_t Child = 0xFFFFFFFF;     // first: another byte follows, its row is `second`
    uint32_t first, second;
};

// Of GB 18030's sequences of four bytes, in their order: from `start` on, consecutive characters, or (below zero) how
// many bytes are refused.
struct MultibyteRun {
    uint32_t start;
    int32_t character;
};

struct MultibyteCodec {
    const char* name; // as messages say it
    uint16_t first[256];
    const MultibyteExtra* extras;
    const MultibyteRun* runs;
    uint32_t runCount;
};

struct MultibyteName {
    std::string_view name;
    uint8_t codec;
};

#include "frontend/encodings/multibyte_tables.inc"

constexpr uint16_t FirstExtra = 0xD800, LastExtra = 0xDFFF;

class Decoder {
public:
    Decoder(const MultibyteCodec& codec, std::string_view bytes, StringBuilder& out)
        : codec(codec), bytes(bytes), out(out) {}

    /// The next character; false: it is refused.
    bool step() {
        uint16_t cell = codec.first[byte(at)];
        size_t length = 1;
        for (;;) {
            if (!cell)
                return refuse(1);
            if (cell < FirstExtra || cell > LastExtra) {
                out.addCodePoint(cell);
                at += length;
                return true;
            }
            const MultibyteExtra& extra = codec.extras[cell - FirstExtra];
            if (extra.first == MultibyteExtra::FourBytes)
                return stepOfFour();
            if (extra.first == MultibyteExtra::Hangul)
                return stepOfSyllable();
            if (extra.first != MultibyteExtra::Child) {
                if (!extra.first && extra.second)
                    return refuse(extra.second);
                out.addCodePoint(extra.first);
                if (extra.second)
                    out.addCodePoint(extra.second);
                at += length;
                return true;
            }
            if (at + length == bytes.size())
                return incomplete();
            const MultibyteRow& row = rows[extra.second];
            uint8_t next = byte(at + length++);
            if (next < row.low || next > row.high)
                return refuse(1);
            cell = cells[row.start + next - row.low];
        }
    }

    size_t at = 0;
    InvalidBytes problem{};

private:
    uint8_t byte(size_t index) const { return static_cast<uint8_t>(bytes[index]); }

    bool refuse(size_t count) {
        problem = {at, at + count, codec.name, "illegal multibyte sequence"};
        return false;
    }
    bool incomplete() {
        problem = {at, bytes.size(), codec.name, "incomplete multibyte sequence"};
        return false;
    }

    bool stepOfFour() {
        if (at + 4 > bytes.size())
            return incomplete();
        uint8_t third = byte(at + 2), fourth = byte(at + 3);
        if (third < 0x81 || third == 0xFF || fourth < 0x30 || fourth > 0x39)
            return refuse(1);
        uint32_t number =
            ((byte(at) - 0x81u) * 10 + (byte(at + 1) - 0x30u)) * 1260 + (third - 0x81u) * 10 + fourth - 0x30u;
        uint32_t low = 0, high = codec.runCount;
        while (high - low > 1) {
            uint32_t middle = (low + high) / 2;
            (codec.runs[middle].start <= number ? low : high) = middle;
        }
        const MultibyteRun& run = codec.runs[low];
        if (run.character < 0)
            return refuse(static_cast<size_t>(-run.character));
        out.addCodePoint(static_cast<uint32_t>(run.character) + number - run.start);
        at += 4;
        return true;
    }

    // KS X 1001: a filler, then initial, vowel and final, each of two bytes.
    bool stepOfSyllable() {
        constexpr uint8_t Lead = 0xA4, FirstJamo = 0xA1, Filler = 0xD4, FirstVowel = 0xBF, VowelCount = 21,
                          FinalCount = 28, None = 255;
        if (at + 8 > bytes.size())
            return incomplete();
        uint8_t initial = byte(at + 3), vowel = byte(at + 5), final = byte(at + 7);
        auto isJamo = [](uint8_t jamo) { return jamo >= FirstJamo && jamo <= Filler; };
        if (byte(at + 2) != Lead || byte(at + 4) != Lead || byte(at + 6) != Lead || !isJamo(initial) ||
            !isJamo(final) || vowel < FirstVowel || vowel >= FirstVowel + VowelCount ||
            initialConsonants[initial - FirstJamo] == None || finalConsonants[final - FirstJamo] == None)
            return refuse(1);
        out.addCodePoint(0xAC00u +
                         (initialConsonants[initial - FirstJamo] * VowelCount + vowel - FirstVowel) * FinalCount +
                         finalConsonants[final - FirstJamo]);
        at += 8;
        return true;
    }

    const MultibyteCodec& codec;
    std::string_view bytes;
    StringBuilder& out;
};

} // namespace

DecodeResult decodeMultibyte(std::string_view name, std::string_view bytes, StringBuilder& out, InvalidBytes& problem) {
    for (const MultibyteName& known : names) {
        if (known.name != name)
            continue;
        Decoder decoder(codecs[known.codec], bytes, out);
        while (decoder.at < bytes.size())
            if (!decoder.step()) {
                problem = decoder.problem;
                return DecodeResult::Invalid;
            }
        return DecodeResult::Decoded;
    }
    return DecodeResult::Unsupported;
}

} // namespace pyc::frontend
