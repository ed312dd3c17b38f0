// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tokens, generated from tokens.def.
#pragma once

#include "frontend/support/arena.h"

namespace pyc::frontend {

enum class TokenKind : uint8_t {
#define PYC_TOKEN(Name, name) Name,
#include "frontend/lexer/tokens.def"
#define PYC_KEYWORD(Name, text) Keyword##Name,
#include "frontend/lexer/tokens.def"
    Count,
};

/// The name that Python's `token` module has for a kind; NAME for keywords.
const char* tokenKindName(TokenKind kind);

/// The text of an operator or keyword, or null.
const char* tokenKindText(TokenKind kind);

/// The keyword spelled `text`, or TokenKind::Name.
TokenKind keywordKind(const char* text, size_t length);

struct Token {
    uint32_t start; ///< offset of the first byte in the source text
    uint32_t end;   ///< offset after the last byte
    uint32_t line;
    int32_t column; ///< in bytes; -1 for tokens without text of their own (INDENT, DEDENT, ENDMARKER)
    uint32_t endLine;
    int32_t endColumn;
    TokenKind kind;
    bool nonAscii;  ///< of a NAME: it needs normalising
    uint16_t level; ///< how many brackets are open after the token
};

} // namespace pyc::frontend
