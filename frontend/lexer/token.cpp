// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names and spellings of tokens, and the perfect hash that finds keywords.
#include "frontend/lexer/token.h"

#include <array>

namespace pyc::frontend {

const char* tokenKindName(TokenKind kind) {
    static constexpr const char* names[] = {
#define PYC_TOKEN(Name, name) name,
#include "frontend/lexer/tokens.def"
    };
    size_t index = static_cast<size_t>(kind);
    return index < sizeof names / sizeof *names ? names[index] : "NAME";
}

const char* tokenKindText(TokenKind kind) {
    switch (kind) {
#define PYC_OPERATOR(Name, name, text)                                                                                 \
    case TokenKind::Name: return text;
#define PYC_KEYWORD(Name, text)                                                                                        \
    case TokenKind::Keyword##Name: return text;
#include "frontend/lexer/tokens.def"
    default: return nullptr;
    }
}

namespace {

struct Keyword {
    std::string_view text;
    TokenKind kind;
};

constexpr Keyword keywords[] = {
#define PYC_KEYWORD(Name, text) {text, TokenKind::Keyword##Name},
#include "frontend/lexer/tokens.def"
};

constexpr size_t TableSize = 256;

constexpr size_t slotOf(std::string_view text, uint32_t multiplier) {
    uint32_t mixed = uint32_t(uint8_t(text[0])) | uint32_t(uint8_t(text[1])) << 8 |
                     uint32_t(uint8_t(text[text.size() - 1])) << 16 | uint32_t(text.size()) << 24;
    return (mixed * multiplier) >> 24;
}

consteval uint32_t findMultiplier() {
    for (uint32_t multiplier = 0x9E3779B1u;; multiplier += 2) {
        bool used[TableSize] = {};
        bool collision = false;
        for (const Keyword& keyword : keywords) {
            size_t slot = slotOf(keyword.text, multiplier);
            collision |= used[slot];
            used[slot] = true;
        }
        if (!collision)
            return multiplier;
    }
}

constexpr uint32_t Multiplier = findMultiplier();

constexpr std::array<Keyword, TableSize> table = [] {
    std::array<Keyword, TableSize> result{};
    for (const Keyword& keyword : keywords)
        result[slotOf(keyword.text, Multiplier)] = keyword;
    return result;
}();

} // namespace

TokenKind keywordKind(const char* text, size_t length) {
    if (length < 2 || length > 8)
        return TokenKind::Name;
    const Keyword& candidate = table[slotOf({text, length}, Multiplier)];
    if (candidate.text.size() == length && memcmp(candidate.text.data(), text, length) == 0)
        return candidate.kind;
    return TokenKind::Name;
}

} // namespace pyc::frontend
