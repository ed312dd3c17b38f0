// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names of characters, as `\N{…}` knows them. The names themselves are there, so that nothing else is taken for one, in
// a fifth of the room of their text: make_character_names.py says how.
#include "frontend/support/unicode.h"

#include <iterator>

namespace pyc::frontend {

namespace {

#include "frontend/support/character_names.inc"

constexpr uint32_t HangulBase = 0xAC00, LeadCount = 19, VowelCount = 21, TrailCount = 28;

char upperCase(char byte) { return byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 32) : byte; }

bool consumePrefix(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix))
        return false;
    text.remove_prefix(prefix.size());
    return true;
}

/// The index of the longest of `parts` that `text` begins with, taken off it.
template <size_t Count>
uint32_t consumeLongest(std::string_view& text, const std::string_view (&parts)[Count]) {
    uint32_t best = Count;
    for (uint32_t index = 0; index < Count; ++index)
        if (text.starts_with(parts[index]) && (best == Count || parts[index].size() > parts[best].size()))
            best = index;
    if (best != Count)
        text.remove_prefix(parts[best].size());
    return best;
}

int32_t lookUpSyllable(std::string_view name) {
    static constexpr std::string_view leads[] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                                 "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
    static constexpr std::string_view vowels[] = {"A",  "AE", "YA", "YAE", "EO", "E",  "YEO", "YE", "O",  "WA", "WAE",
                                                  "OE", "YO", "U",  "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
    static constexpr std::string_view trails[] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
                                                  "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
                                                  "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};
    uint32_t lead = consumeLongest(name, leads);
    uint32_t vowel = consumeLongest(name, vowels);
    uint32_t trail = consumeLongest(name, trails);
    if (lead == LeadCount || vowel == VowelCount || trail == TrailCount || !name.empty())
        return -1;
    return static_cast<int32_t>(HangulBase + (lead * VowelCount + vowel) * TrailCount + trail);
}

/// The character whose number in capital digits the name ends with, or -1.
int32_t lookUpNumbered(std::string_view name) {
    for (const NumberedRange& range : numberedRanges) {
        std::string_view digits = name;
        if (!consumePrefix(digits, range.prefix) || digits.size() > 5)
            continue;
        uint32_t value = 0;
        bool good = true;
        for (char byte : digits) {
            int digit = byte >= '0' && byte <= '9' ? byte - '0' : byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
            good &= digit >= 0;
            value = value * 16 + static_cast<uint32_t>(digit);
        }
        good &= digits.size() == (value > 0xFFFF ? 5 : 4);
        if (good && value >= range.first && value <= range.last)
            return static_cast<int32_t>(value);
    }
    return -1;
}

/// A canonical code, from how many symbols have each length: codes of one length follow each other, after the shorter
/// ones.
template <size_t Lengths>
struct PrefixCode {
    uint64_t limits[Lengths]; ///< 32 bits that begin with a code of at most this length are less
    uint32_t bases[Lengths];  ///< what makes a code of this length its symbol's number, when added

    constexpr PrefixCode(const uint16_t (&counts)[Lengths]) : limits(), bases() {
        uint32_t code = 0, symbols = 0;
        for (size_t length = 1; length < Lengths; ++length) {
            code <<= 1;
            bases[length] = symbols - code;
            code += counts[length];
            symbols += counts[length];
            limits[length] = uint64_t(code) << (32 - length);
        }
    }
};

constexpr PrefixCode changeCode(changeCounts);
constexpr PrefixCode wordCode(wordCounts);
constexpr PrefixCode letterCode(letterCounts);

/// Reads the coded names, from the highest bit of each word.
class BitReader {
public:
    explicit BitReader(uint32_t position) : position(position) {}

    uint32_t bit() {
        uint32_t result = uint32_t(nameBits[position / 64] >> (63 - position % 64) & 1);
        ++position;
        return result;
    }

    template <size_t Lengths>
    uint32_t symbol(const PrefixCode<Lengths>& code) {
        uint32_t inWord = position % 64;
        uint64_t word = nameBits[position / 64] << inWord;
        if (inWord > 32)
            word |= nameBits[position / 64 + 1] >> (64 - inWord);
        uint32_t window = uint32_t(word >> 32);
        uint32_t length = 1;
        while (window >= code.limits[length])
            ++length;
        position += length;
        return code.bases[length] + (window >> (32 - length));
    }

    /// A number from 1.
    uint32_t gamma() {
        uint32_t more = 0, value = 1;
        while (!bit())
            ++more;
        while (more--)
            value = value << 1 | bit();
        return value;
    }

private:
    uint32_t position;
};

/// A word of a name, or a hyphen and what follows it.
struct Token {
    uint8_t size = 0;
    char text[LongestToken];

    std::string_view view() const { return {text, size}; }
    bool joins() const { return text[0] == '-' || text[0] == ' '; }
};

/// The names of one block, one after the other.
class NameReader {
public:
    explicit NameReader(const NameBlock& block)
        : bits(uint32_t(block.start)), character(uint32_t(block.firstCharacter) - 1) {}

    void next() {
        uint32_t change = changes[bits.symbol(changeCode)];
        uint32_t keep = change & 31, drop = change >> 5 & 31, inserted = change >> 10 & 31;
        character += change >> 15 ? bits.gamma() - 1 : 1;
        Token fresh[MostTokens];
        for (uint32_t index = 0; index < inserted; ++index)
            readToken(fresh[index], index < drop ? &tokens[keep + index] : nullptr);
        uint32_t rest = count - keep - drop;
        memmove(static_cast<void*>(tokens + keep + inserted), tokens + keep + drop, rest * sizeof(Token));
        memcpy(static_cast<void*>(tokens + keep), fresh, inserted * sizeof(Token));
        count = keep + inserted + rest;
    }

    bool is(std::string_view name) const {
        // Most differ where they end.
        const Token& last = tokens[count - 1];
        if (last.text[last.size - 1] != name.back())
            return false;
        for (uint32_t index = 0; index < count; ++index) {
            if (index && !tokens[index].joins() && !consumePrefix(name, " "))
                return false;
            if (!consumePrefix(name, tokens[index].view()))
                return false;
        }
        return name.empty();
    }

    uint32_t current() const { return character; }

private:
    void readToken(Token& token, const Token* before) {
        uint32_t word = bits.symbol(wordCode);
        if (word == LiteralWord) {
            while (char letter = char(letters[bits.symbol(letterCode)]))
                token.text[token.size++] = letter;
        } else if (word == IncrementWord) {
            token = *before;
            uint32_t place = token.size;
            while (token.text[place - 1] == '9')
                token.text[--place] = '0';
            ++token.text[place - 1];
        } else {
            const uint8_t* text = wordText + wordPlaces[word / 8];
            for (uint32_t skipped = word % 8; skipped;)
                skipped -= *text++ >> 7;
            do
                token.text[token.size++] = char(*text & 0x7F);
            while (!(*text++ >> 7));
        }
    }

    BitReader bits;
    uint32_t character;
    Token tokens[MostTokens];
    uint32_t count = 0;
};

/// Of what stands before the first space or hyphen.
uint16_t hashOfFirstWord(std::string_view name) {
    uint32_t value = 0;
    for (char byte : name.substr(0, name.find_first_of(" -")))
        value = value * 31 + uint8_t(byte);
    return uint16_t(value ^ value >> 16);
}

} // namespace

int32_t lookUpCharacterName(std::string_view givenName) {
    char buffer[LongestName];
    if (givenName.empty() || givenName.size() > LongestName)
        return -1;
    for (size_t index = 0; index < givenName.size(); ++index)
        buffer[index] = upperCase(givenName[index]);
    std::string_view name(buffer, givenName.size()), syllable = name;
    if (consumePrefix(syllable, "HANGUL SYLLABLE "))
        return lookUpSyllable(syllable);
    if (int32_t numbered = lookUpNumbered(name); numbered >= 0)
        return numbered;
    uint16_t hash = hashOfFirstWord(name);
    uint32_t word = 0, names = NameCount;
    for (const NameBlock& block : nameBlocks) {
        bool candidate = false;
        for (; word < block.firstWordsEnd; ++word)
            candidate |= firstWordHashes[word] == hash;
        uint32_t here = names < NamesInBlock ? names : NamesInBlock;
        names -= here;
        if (!candidate)
            continue;
        NameReader reader(block);
        while (here--) {
            reader.next();
            if (reader.is(name))
                return static_cast<int32_t>(reader.current());
        }
    }
    return -1;
}

} // namespace pyc::frontend
