// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The match statement and its patterns.
#include "frontend/parser/parser.h"

namespace pyc::frontend {

using namespace ast;

StmtNode* Parser::parseMatch() {
    const Token* start = token++;
    ExprNode* subject = parseSubject();
    if (!subject || !accept(TokenKind::Colon) || !accept(TokenKind::Newline) || !accept(TokenKind::Indent) ||
        !atSoftKeyword("case"))
        return nullptr;
    List<MatchCase> cases(*this);
    do {
        MatchCase* matchCase = atSoftKeyword("case") ? parseCase() : nullptr;
        if (!matchCase)
            return nullptr;
        cases.push(matchCase);
    } while (!accept(TokenKind::Dedent));
    if (!requireVersion(10, "Pattern matching is"))
        return nullptr;
    Match* node = make<Match>(start);
    node->subject = subject;
    node->cases = cases.finish();
    return node;
}

ExprNode* Parser::parseSubject() {
    const Token* start = token;
    ExprNode* first = parseStarNamedExpression();
    if (!first || (!at(TokenKind::Comma) && first->is<Starred>()))
        return nullptr;
    if (!at(TokenKind::Comma))
        return first;
    List<ExprNode> elements(*this);
    elements.push(first);
    while (accept(TokenKind::Comma) && startsExpression(kind())) {
        ExprNode* element = parseStarNamedExpression();
        if (!element)
            return nullptr;
        elements.push(element);
    }
    Tuple* node = make<Tuple>(start);
    node->elts = elements.finish();
    return node;
}

MatchCase* Parser::parseCase() {
    const Token* start = token++;
    PatternNode* pattern = parsePatterns();
    if (!pattern)
        return nullptr;
    ExprNode* guard = nullptr;
    if (accept(TokenKind::KeywordIf) && !(guard = parseNamedExpression()))
        return nullptr;
    Sequence<StmtNode*> body;
    if (!accept(TokenKind::Colon) || !parseBlock(body))
        return nullptr;
    MatchCase* node = make<MatchCase>(start);
    node->pattern = pattern;
    node->guard = guard;
    node->body = body;
    return node;
}

const Identifier* Parser::acceptCaptureTarget() {
    if (!at(TokenKind::Name) || textOf(*token) == "_")
        return nullptr;
    TokenKind next = token[1].kind;
    if (next == TokenKind::Dot || next == TokenKind::LeftParenthesis || next == TokenKind::Equal)
        return nullptr;
    return acceptIdentifier();
}

/// Patterns with commas between and perhaps behind them, up to a closing token that is left.
bool Parser::parsePatternSequence(List<PatternNode>& patterns, TokenKind closing, bool& comma) {
    while (!at(closing)) {
        PatternNode* pattern = parseMaybeStarPattern();
        if (!pattern)
            return false;
        patterns.push(pattern);
        if (!at(TokenKind::Comma))
            return true;
        ++token;
        comma = true;
    }
    return true;
}

PatternNode* Parser::parsePatterns() {
    const Token* start = token;
    PatternNode* first = parseMaybeStarPattern();
    if (!first)
        return nullptr;
    if (!at(TokenKind::Comma))
        return first->is<MatchStar>() ? nullptr : first;
    List<PatternNode> patterns(*this);
    patterns.push(first);
    while (accept(TokenKind::Comma) && !at(TokenKind::Colon) && !at(TokenKind::KeywordIf)) {
        PatternNode* pattern = parseMaybeStarPattern();
        if (!pattern)
            return nullptr;
        patterns.push(pattern);
    }
    MatchSequence* node = make<MatchSequence>(start);
    node->patterns = patterns.finish();
    return node;
}

PatternNode* Parser::parseMaybeStarPattern() {
    if (!at(TokenKind::Star))
        return parsePattern();
    const Token* start = token++;
    const Identifier* name = nullptr;
    if (atSoftKeyword("_"))
        ++token;
    else if (!(name = acceptCaptureTarget()))
        return nullptr;
    MatchStar* node = make<MatchStar>(start);
    node->name = name;
    return node;
}

PatternNode* Parser::parsePattern() {
    Nesting nesting(*this, 3);
    if (!nesting)
        return nullptr;
    const Token* start = token;
    PatternNode* pattern = parseOrPattern();
    if (!pattern || !accept(TokenKind::KeywordAs))
        return pattern;
    const Identifier* name = acceptCaptureTarget();
    if (!name)
        return nullptr;
    MatchAs* node = make<MatchAs>(start);
    node->pattern = pattern;
    node->name = name;
    return node;
}

PatternNode* Parser::parseOrPattern() {
    const Token* start = token;
    PatternNode* first = parseClosedPattern();
    if (!first || !at(TokenKind::Bar))
        return first;
    List<PatternNode> patterns(*this);
    patterns.push(first);
    while (accept(TokenKind::Bar)) {
        PatternNode* pattern = parseClosedPattern();
        if (!pattern)
            return nullptr;
        patterns.push(pattern);
    }
    MatchOr* node = make<MatchOr>(start);
    node->patterns = patterns.finish();
    return node;
}

/// A number with an optional sign, and perhaps an imaginary part added to it.
ExprNode* Parser::parseSignedNumber() {
    const Token* start = token;
    bool negative = at(TokenKind::Minus);
    if (negative || at(TokenKind::Plus))
        ++token;
    if (!at(TokenKind::Number))
        return nullptr;
    const Token* numberToken = token;
    ExprNode* number = parseNumber();
    if (!number)
        return nullptr;
    ExprNode* result = number;
    if (negative) {
        UnaryOp* node = make<UnaryOp>(start);
        node->op = UnaryOperator::USub;
        node->operand = number;
        result = node;
    }
    if (!at(TokenKind::Plus) && !at(TokenKind::Minus))
        return result;
    if (number->as<Constant>()->value.kind == ConstantKind::Complex) {
        reporter.raiseRange("real number required in complex literal", *numberToken, *numberToken, *token);
        return nullptr;
    }
    Operator operation = at(TokenKind::Plus) ? Operator::Add : Operator::Sub;
    ++token;
    if (!at(TokenKind::Number))
        return nullptr;
    numberToken = token;
    ExprNode* imaginary = parseNumber();
    if (!imaginary)
        return nullptr;
    if (imaginary->as<Constant>()->value.kind != ConstantKind::Complex) {
        reporter.raiseRange("imaginary number required in complex literal", *numberToken, *numberToken, *numberToken);
        return nullptr;
    }
    BinOp* node = make<BinOp>(start);
    node->left = result;
    node->op = operation;
    node->right = imaginary;
    return node;
}

PatternNode* Parser::parseClosedPattern() {
    Nesting nesting(*this, 3);
    if (!nesting)
        return nullptr;
    const Token* start = token;
    switch (kind()) {
    case TokenKind::Number:
    case TokenKind::Plus:
    case TokenKind::Minus:
    case TokenKind::String:
    case TokenKind::FStringStart:
    case TokenKind::TStringStart: {
        bool isString = !at(TokenKind::Number) && !at(TokenKind::Plus) && !at(TokenKind::Minus);
        ExprNode* value = isString ? parseStrings() : parseSignedNumber();
        if (!value)
            return nullptr;
        MatchValue* node = make<MatchValue>(start);
        node->value = value;
        return node;
    }
    case TokenKind::KeywordNone:
    case TokenKind::KeywordTrue:
    case TokenKind::KeywordFalse: {
        ConstantKind constant = at(TokenKind::KeywordNone)   ? ConstantKind::None
                                : at(TokenKind::KeywordTrue) ? ConstantKind::True
                                                             : ConstantKind::False;
        ++token;
        MatchSingleton* node = make<MatchSingleton>(start);
        node->value = ConstantValue(constant);
        return node;
    }
    case TokenKind::Name: return parseNamePattern();
    case TokenKind::LeftBracket:
    case TokenKind::LeftParenthesis: {
        TokenKind closing = at(TokenKind::LeftBracket) ? TokenKind::RightBracket : TokenKind::RightParenthesis;
        ++token;
        List<PatternNode> patterns(*this);
        bool comma = false;
        if (!parsePatternSequence(patterns, closing, comma) || !accept(closing))
            return nullptr;
        if (closing == TokenKind::RightParenthesis && patterns.size() == 1 && !comma)
            return patterns[0]->is<MatchStar>() ? nullptr : patterns[0];
        MatchSequence* node = make<MatchSequence>(start);
        node->patterns = patterns.finish();
        return node;
    }
    case TokenKind::LeftBrace: return parseMappingPattern();
    default: return nullptr;
    }
}

ExprNode* Parser::parseNameOrAttribute() {
    const Token* start = token;
    ExprNode* value = parseAtom();
    while (value && accept(TokenKind::Dot)) {
        const Identifier* name = acceptIdentifier();
        if (!name)
            return nullptr;
        Attribute* node = make<Attribute>(start);
        node->value = value;
        node->attr = name;
        value = node;
    }
    return value;
}

PatternNode* Parser::parseNamePattern() {
    const Token* start = token;
    if (textOf(*token) == "_") {
        ++token;
        return make<MatchAs>(start);
    }
    TokenKind next = token[1].kind;
    if (next != TokenKind::Dot && next != TokenKind::LeftParenthesis) {
        const Identifier* name = acceptCaptureTarget();
        if (!name)
            return nullptr;
        MatchAs* node = make<MatchAs>(start);
        node->name = name;
        return node;
    }
    ExprNode* name = parseNameOrAttribute();
    if (!name)
        return nullptr;
    if (at(TokenKind::LeftParenthesis))
        return parseClassPattern(start, name);
    if (at(TokenKind::Equal))
        return nullptr;
    MatchValue* node = make<MatchValue>(start);
    node->value = name;
    return node;
}

PatternNode* Parser::parseClassPattern(const Token* start, ExprNode* name) {
    ++token;
    List<PatternNode> patterns(*this);
    List<const Identifier> attributes(*this, true);
    size_t positional = 0;
    while (!at(TokenKind::RightParenthesis)) {
        bool keyword = at(TokenKind::Name) && token[1].kind == TokenKind::Equal;
        if (keyword) {
            attributes.push(identifierOf(*token));
            token += 2;
        } else if (attributes.size()) {
            return nullptr;
        } else {
            ++positional;
        }
        PatternNode* pattern = parsePattern();
        if (!pattern)
            return nullptr;
        patterns.push(pattern);
        if (!accept(TokenKind::Comma))
            break;
    }
    if (!accept(TokenKind::RightParenthesis))
        return nullptr;
    MatchClass* node = make<MatchClass>(start);
    node->cls = name;
    Sequence<PatternNode*> all = patterns.finish();
    node->patterns = {all.items, static_cast<uint32_t>(positional)};
    node->kwd_attrs = attributes.finish();
    node->kwd_patterns = {all.items + positional, static_cast<uint32_t>(all.size() - positional)};
    return node;
}

ExprNode* Parser::parseLiteralKey() {
    const Token* start = token;
    switch (kind()) {
    case TokenKind::Number:
    case TokenKind::Plus:
    case TokenKind::Minus: return parseSignedNumber();
    case TokenKind::String:
    case TokenKind::FStringStart:
    case TokenKind::TStringStart: return parseStrings();
    case TokenKind::KeywordNone: ++token; return makeConstant(start, ConstantKind::None);
    case TokenKind::KeywordTrue: ++token; return makeConstant(start, ConstantKind::True);
    case TokenKind::KeywordFalse: ++token; return makeConstant(start, ConstantKind::False);
    case TokenKind::Name: return token[1].kind == TokenKind::Dot ? parseNameOrAttribute() : nullptr;
    default: return nullptr;
    }
}

PatternNode* Parser::parseMappingPattern() {
    const Token* start = token++;
    List<PatternNode> patterns(*this);
    List<ExprNode> keys(*this, true);
    const Identifier* rest = nullptr;
    while (!at(TokenKind::RightBrace)) {
        if (accept(TokenKind::DoubleStar)) {
            if (!(rest = acceptCaptureTarget()))
                return nullptr;
            accept(TokenKind::Comma);
            break;
        }
        ExprNode* key = parseLiteralKey();
        if (!key || !accept(TokenKind::Colon))
            return nullptr;
        PatternNode* pattern = parsePattern();
        if (!pattern)
            return nullptr;
        keys.push(key);
        patterns.push(pattern);
        if (!accept(TokenKind::Comma))
            break;
    }
    if (!accept(TokenKind::RightBrace))
        return nullptr;
    MatchMapping* node = make<MatchMapping>(start);
    node->keys = keys.finish();
    node->patterns = patterns.finish();
    node->rest = rest;
    return node;
}

} // namespace pyc::frontend
