// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// libFuzzer: any bytes are refused as text or become tokens in order, each within the text.
#include "frontend/lexer/lexer.h"
#include "frontend/source/source.h"
#include "test/fuzz/receiver.h"

using namespace pyc::frontend;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (!size)
        return 0;
    Outcome outcome;
    Arena arena;
    std::string_view text;
    std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
    if (!decodeSource(bytes, {false, true}, arena, outcome.sink, text)) {
        require(outcome.errors == 1);
        return 0;
    }
    TokenList list = lex(text, {bool(data[0] & 1), bool(data[0] & 2), bool(data[0] & 4)}, arena);
    require(!list.tokens.empty());
    uint32_t before = 0;
    for (const Token& token : list.tokens) {
        require(token.start <= token.end && token.end <= text.size() + 1 && token.line <= token.endLine);
        require(token.start >= before || token.start == token.end);
        before = token.end;
    }
    TokenKind last = list.tokens.back().kind;
    require((last == TokenKind::Error) == (list.error.kind != LexErrorKind::None));
    require(last == TokenKind::Error || last == TokenKind::EndMarker);
    return 0;
}
