// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Expressions: precedence climbing for binary operators, recursive descent for the rest.
#include "frontend/parser/parser.h"

#include "frontend/support/numbers.h"
#include "frontend/support/unicode.h"

namespace pyc::frontend {

using namespace ast;

const Identifier* Parser::identifierOf(const Token& token) {
    if (!token.nonAscii) [[likely]]
        return context.identifiers.intern(textOf(token));
    StringBuilder normalised(scratchArena);
    appendNfkc(textOf(token), normalised);
    for (std::string_view constant : {"None", "True", "False"})
        if (normalised.view() == constant)
            reporter.raisePlain(DiagnosticKind::ValueError,
                                reporter.format("identifier field can't represent '", constant, "' constant"));
    return context.identifiers.intern(normalised.view());
}

const Identifier* Parser::acceptIdentifier() {
    if (!at(TokenKind::Name))
        return nullptr;
    return identifierOf(*token++);
}

ExprNode* Parser::makeConstant(const Token* start, ConstantKind constant) {
    Constant* node = make<Constant>(start);
    node->value = ConstantValue(constant);
    return node;
}

bool Parser::setContext(ExprNode* node, ExprContext wanted) {
    switch (node->kind) {
    case Kind::Name: node->as<Name>()->ctx = wanted; return true;
    case Kind::Attribute: node->as<Attribute>()->ctx = wanted; return true;
    case Kind::Subscript: node->as<Subscript>()->ctx = wanted; return true;
    case Kind::Starred:
        // `**` never gets here, and a star directly within a star is no target.
        node->as<Starred>()->ctx = wanted;
        return wanted == ExprContext::Store && !node->as<Starred>()->value->is<Starred>() &&
               setContext(node->as<Starred>()->value, wanted);
    case Kind::Tuple:
        node->as<Tuple>()->ctx = wanted;
        for (ExprNode* element : node->as<Tuple>()->elts)
            if (!setContext(element, wanted))
                return false;
        return true;
    case Kind::List:
        node->as<ast::List>()->ctx = wanted;
        for (ExprNode* element : node->as<ast::List>()->elts)
            if (!setContext(element, wanted))
                return false;
        return true;
    default: return false;
    }
}

/// Whether a token can begin an expression or a starred one.
bool Parser::startsExpression(TokenKind kind) {
    switch (kind) {
    case TokenKind::Name:
    case TokenKind::Number:
    case TokenKind::String:
    case TokenKind::FStringStart:
    case TokenKind::TStringStart:
    case TokenKind::LeftParenthesis:
    case TokenKind::LeftBracket:
    case TokenKind::LeftBrace:
    case TokenKind::Plus:
    case TokenKind::Minus:
    case TokenKind::Tilde:
    case TokenKind::Star:
    case TokenKind::Ellipsis:
    case TokenKind::KeywordNone:
    case TokenKind::KeywordTrue:
    case TokenKind::KeywordFalse:
    case TokenKind::KeywordNot:
    case TokenKind::KeywordLambda:
    case TokenKind::KeywordAwait: return true;
    default: return false;
    }
}

ExprNode* Parser::parseStarExpressions() {
    const Token* start = token;
    ExprNode* first = parseStarExpression();
    if (!first || !at(TokenKind::Comma))
        return first;
    List<ExprNode> elements(*this);
    elements.push(first);
    while (accept(TokenKind::Comma) && startsExpression(kind())) {
        ExprNode* element = parseStarExpression();
        if (!element)
            return nullptr;
        elements.push(element);
    }
    Tuple* tuple = make<Tuple>(start);
    tuple->elts = elements.finish();
    return tuple;
}

ExprNode* Parser::parseStarExpression() {
    if (!at(TokenKind::Star))
        return parseExpression();
    const Token* start = token++;
    ExprNode* value = parseBinary(0);
    if (!value)
        return nullptr;
    Starred* starred = make<Starred>(start);
    starred->value = value;
    return starred;
}

ExprNode* Parser::parseStarNamedExpression() {
    return at(TokenKind::Star) ? parseStarExpression() : parseNamedExpression();
}

ExprNode* Parser::parseExpressions() {
    const Token* start = token;
    ExprNode* first = parseExpression();
    if (!first || !at(TokenKind::Comma))
        return first;
    List<ExprNode> elements(*this);
    elements.push(first);
    while (accept(TokenKind::Comma) && startsExpression(kind()) && !at(TokenKind::Star)) {
        ExprNode* element = parseExpression();
        if (!element)
            return nullptr;
        elements.push(element);
    }
    Tuple* tuple = make<Tuple>(start);
    tuple->elts = elements.finish();
    return tuple;
}

ExprNode* Parser::parseAnnotatedRightSide() {
    return at(TokenKind::KeywordYield) ? parseYield() : parseStarExpressions();
}

ExprNode* Parser::parseYield() {
    const Token* start = token++;
    if (accept(TokenKind::KeywordFrom)) {
        ExprNode* value = parseExpression();
        if (!value)
            return nullptr;
        YieldFrom* node = make<YieldFrom>(start);
        node->value = value;
        return node;
    }
    ExprNode* value = nullptr;
    if (startsExpression(kind())) {
        value = parseStarExpressions();
        if (!value)
            return nullptr;
    }
    Yield* node = make<Yield>(start);
    node->value = value;
    return node;
}

ExprNode* Parser::parseNamedExpression() {
    const Token* start = token;
    if (at(TokenKind::Name) && token[1].kind == TokenKind::ColonEqual) {
        Name* target = makeAt<Name>({token->line, static_cast<uint32_t>(token->column), token->endLine,
                                     static_cast<uint32_t>(token->endColumn)});
        target->id = identifierOf(*token);
        target->ctx = ExprContext::Store;
        token += 2;
        ExprNode* value = parseExpression();
        if (!value || !requireVersion(8, "Assignment expressions are"))
            return nullptr;
        NamedExpr* node = make<NamedExpr>(start);
        node->target = target;
        node->value = value;
        return node;
    }
    ExprNode* value = parseExpression();
    return value && !at(TokenKind::ColonEqual) ? value : nullptr;
}

ExprNode* Parser::parseExpression() {
    Nesting nesting(*this, 1);
    if (!nesting)
        return nullptr;
    const Token* start = token;
    if (at(TokenKind::KeywordLambda))
        return parseLambda();
    ExprNode* body = parseDisjunction();
    if (!body || !at(TokenKind::KeywordIf))
        return body;
    ++token;
    ExprNode* test = parseDisjunction();
    if (!test || !accept(TokenKind::KeywordElse))
        return nullptr;
    ExprNode* otherwise = parseExpression();
    if (!otherwise)
        return nullptr;
    IfExp* node = make<IfExp>(start);
    node->test = test;
    node->body = body;
    node->orelse = otherwise;
    return node;
}

ExprNode* Parser::parseLambda() {
    const Token* start = token++;
    Arguments* arguments = parseParameters(TokenKind::Colon);
    if (!arguments || !accept(TokenKind::Colon))
        return nullptr;
    ExprNode* body = parseExpression();
    if (!body)
        return nullptr;
    Lambda* node = make<Lambda>(start);
    node->args = arguments;
    node->body = body;
    return node;
}

/// Operands with one of the two Boolean operators between them, which are one node however many they are.
template <TokenKind Keyword, BoolOperator Operator, ExprNode* (Parser::*parseOperand)()>
ExprNode* Parser::parseBoolean() {
    const Token* start = token;
    ExprNode* first = (this->*parseOperand)();
    if (!first || !at(Keyword))
        return first;
    List<ExprNode> values(*this);
    values.push(first);
    while (accept(Keyword)) {
        ExprNode* value = (this->*parseOperand)();
        if (!value)
            return nullptr;
        values.push(value);
    }
    BoolOp* node = make<BoolOp>(start);
    node->op = Operator;
    node->values = values.finish();
    return node;
}

ExprNode* Parser::parseDisjunction() {
    return parseBoolean<TokenKind::KeywordOr, BoolOperator::Or, &Parser::parseConjunction>();
}

ExprNode* Parser::parseConjunction() {
    return parseBoolean<TokenKind::KeywordAnd, BoolOperator::And, &Parser::parseInversion>();
}

ExprNode* Parser::parseInversion() {
    if (!at(TokenKind::KeywordNot))
        return parseComparison();
    Nesting nesting(*this, 1);
    if (!nesting)
        return nullptr;
    const Token* start = token++;
    ExprNode* operand = parseInversion();
    if (!operand)
        return nullptr;
    UnaryOp* node = make<UnaryOp>(start);
    node->op = UnaryOperator::Not;
    node->operand = operand;
    return node;
}

namespace {

/// How many tokens a comparison operator has, 0 when there is none.
int comparisonAt(const Token* token, CompareOperator& found) {
    switch (token->kind) {
    case TokenKind::EqualEqual: found = CompareOperator::Eq; return 1;
    case TokenKind::NotEqual: found = CompareOperator::NotEq; return 1;
    case TokenKind::Less: found = CompareOperator::Lt; return 1;
    case TokenKind::LessEqual: found = CompareOperator::LtE; return 1;
    case TokenKind::Greater: found = CompareOperator::Gt; return 1;
    case TokenKind::GreaterEqual: found = CompareOperator::GtE; return 1;
    case TokenKind::KeywordIn: found = CompareOperator::In; return 1;
    case TokenKind::KeywordIs:
        found = token[1].kind == TokenKind::KeywordNot ? CompareOperator::IsNot : CompareOperator::Is;
        return found == CompareOperator::IsNot ? 2 : 1;
    case TokenKind::KeywordNot: found = CompareOperator::NotIn; return token[1].kind == TokenKind::KeywordIn ? 2 : 0;
    default: return 0;
    }
}

} // namespace

ExprNode* Parser::parseComparison() {
    const Token* start = token;
    ExprNode* left = parseBinary(0);
    if (!left)
        return nullptr;
    CompareOperator found;
    int size = comparisonAt(token, found);
    if (!size)
        return left;
    List<ExprNode> comparators(*this);
    CompareOperator few[8];
    ArenaVector<CompareOperator> many(arena);
    size_t count = 0;
    for (; size; size = comparisonAt(token, found)) {
        if (found == CompareOperator::NotEq && (textOf(*token) == "<>") != barryAsBdfl) {
            if (barryAsBdfl)
                reporter.raiseAtToken(DiagnosticKind::SyntaxError, "with Barry as BDFL, use '<>' instead of '!='",
                                      *token, *token);
            break;
        }
        token += size;
        if (count < 8)
            few[count] = found;
        else
            many.push(found);
        ++count;
        ExprNode* comparator = parseBinary(0);
        if (!comparator)
            return nullptr;
        comparators.push(comparator);
    }
    if (!count)
        return reporter.hasError() ? nullptr : left;
    Compare* node = make<Compare>(start);
    node->left = left;
    node->comparators = comparators.finish();
    CompareOperator* operators = arena.makeArray<CompareOperator>(count);
    for (size_t index = 0; index < count; ++index)
        operators[index] = index < 8 ? few[index] : many[index - 8];
    node->ops = {operators, static_cast<uint32_t>(count)};
    return node;
}

namespace {

struct BinaryOperator {
    int precedence; ///< 0: no binary operator
    Operator operation;
};

BinaryOperator binaryOperatorAt(TokenKind kind) {
    switch (kind) {
    case TokenKind::Bar: return {1, Operator::BitOr};
    case TokenKind::Circumflex: return {2, Operator::BitXor};
    case TokenKind::Ampersand: return {3, Operator::BitAnd};
    case TokenKind::LeftShift: return {4, Operator::LShift};
    case TokenKind::RightShift: return {4, Operator::RShift};
    case TokenKind::Plus: return {5, Operator::Add};
    case TokenKind::Minus: return {5, Operator::Sub};
    case TokenKind::Star: return {6, Operator::Mult};
    case TokenKind::Slash: return {6, Operator::Div};
    case TokenKind::DoubleSlash: return {6, Operator::FloorDiv};
    case TokenKind::Percent: return {6, Operator::Mod};
    case TokenKind::At: return {6, Operator::MatMult};
    default: return {0, Operator::Add};
    }
}

} // namespace

/// Operands joined by operators that bind more tightly than `lowest`.
ExprNode* Parser::parseBinary(int lowest) {
    const Token* start = token;
    ExprNode* left = parseFactor();
    if (!left)
        return nullptr;
    for (;;) {
        BinaryOperator found = binaryOperatorAt(kind());
        if (found.precedence <= lowest)
            return left;
        ++token;
        ExprNode* right = parseBinary(found.precedence);
        if (!right)
            return nullptr;
        if (found.operation == Operator::MatMult && !requireVersion(5, "The '@' operator is"))
            return nullptr;
        BinOp* node = make<BinOp>(start);
        node->left = left;
        node->op = found.operation;
        node->right = right;
        left = node;
    }
}

ExprNode* Parser::parseFactor() {
    const Token* start = token;
    UnaryOperator operation;
    switch (kind()) {
    case TokenKind::Plus: operation = UnaryOperator::UAdd; break;
    case TokenKind::Minus: operation = UnaryOperator::USub; break;
    case TokenKind::Tilde: operation = UnaryOperator::Invert; break;
    default: {
        ExprNode* base = parsePrimary();
        if (!base || !at(TokenKind::DoubleStar))
            return base;
        Nesting nesting(*this, 2);
        if (!nesting)
            return nullptr;
        ++token;
        ExprNode* exponent = parseFactor();
        if (!exponent)
            return nullptr;
        BinOp* node = make<BinOp>(start);
        node->left = base;
        node->op = Operator::Pow;
        node->right = exponent;
        return node;
    }
    }
    Nesting nesting(*this, 1);
    if (!nesting)
        return nullptr;
    ++token;
    ExprNode* operand = parseFactor();
    if (!operand)
        return nullptr;
    UnaryOp* node = make<UnaryOp>(start);
    node->op = operation;
    node->operand = operand;
    return node;
}

ExprNode* Parser::parsePrimary() {
    const Token* start = token;
    bool awaited = accept(TokenKind::KeywordAwait);
    const Token* first = token;
    ExprNode* value = parseAtom();
    if (!value)
        return nullptr;
    for (;;) {
        if (at(TokenKind::Dot)) {
            ++token;
            const Identifier* name = acceptIdentifier();
            if (!name)
                return nullptr;
            Attribute* node = make<Attribute>(first);
            node->value = value;
            node->attr = name;
            value = node;
        } else if (at(TokenKind::LeftParenthesis)) {
            Nesting nesting(*this, 20);
            Sequence<ExprNode*> arguments;
            Sequence<Keyword*> keywords;
            if (!nesting || !parseArguments(arguments, keywords, true))
                return nullptr;
            Call* node = make<Call>(first);
            node->func = value;
            node->args = arguments;
            node->keywords = keywords;
            value = node;
        } else if (at(TokenKind::LeftBracket)) {
            Nesting nesting(*this, 20);
            if (!nesting)
                return nullptr;
            ++token;
            ExprNode* index = parseSlices();
            if (!index || !accept(TokenKind::RightBracket))
                return nullptr;
            Subscript* node = make<Subscript>(first);
            node->value = value;
            node->slice = index;
            value = node;
        } else {
            break;
        }
    }
    if (!awaited)
        return value;
    if (!requireVersion(5, "Await expressions are"))
        return nullptr;
    Await* node = make<Await>(start);
    node->value = value;
    return node;
}

/// From the opening parenthesis of a call or class to behind the closing one.
bool Parser::parseArguments(Sequence<ExprNode*>& argumentSequence, Sequence<Keyword*>& keywordSequence,
                            bool generatorAllowed) {
    const Token* open = token++;
    List<ExprNode> arguments(*this);
    List<Keyword> keywords(*this, true);
    bool unpacked = false;
    while (!at(TokenKind::RightParenthesis)) {
        const Token* start = token;
        if (accept(TokenKind::DoubleStar)) {
            ExprNode* value = parseExpression();
            if (!value)
                return false;
            Keyword* keyword = make<Keyword>(start);
            keyword->value = value;
            keywords.push(keyword);
            unpacked = true;
        } else if (at(TokenKind::Name) && token[1].kind == TokenKind::Equal) {
            const Identifier* name = identifierOf(*token);
            token += 2;
            ExprNode* value = parseExpression();
            if (!value)
                return false;
            Keyword* keyword = make<Keyword>(start);
            keyword->arg = name;
            keyword->value = value;
            keywords.push(keyword);
        } else if (accept(TokenKind::Star)) {
            if (unpacked)
                return false;
            ExprNode* value = parseExpression();
            if (!value)
                return false;
            Starred* starred = make<Starred>(start);
            starred->value = value;
            arguments.push(starred);
        } else {
            if (keywords.size())
                return false;
            ExprNode* value = parseNamedExpression();
            if (!value)
                return false;
            if (atComprehension()) {
                Sequence<Comprehension*> generators;
                if (!generatorAllowed || arguments.size() || !parseComprehensions(generators) ||
                    !accept(TokenKind::RightParenthesis))
                    return false;
                GeneratorExp* generator = make<GeneratorExp>(open);
                generator->elt = value;
                generator->generators = generators;
                arguments.push(generator);
                argumentSequence = arguments.finish();
                return true;
            }
            arguments.push(value);
        }
        if (!accept(TokenKind::Comma))
            break;
    }
    argumentSequence = arguments.finish();
    keywordSequence = keywords.finish();
    // A lone comma is no argument.
    if (token[-1].kind == TokenKind::Comma && token - 1 == open + 1)
        return false;
    return accept(TokenKind::RightParenthesis);
}

ExprNode* Parser::parseSlices() {
    const Token* start = token;
    List<ExprNode> elements(*this);
    bool tuple = false;
    do {
        if (tuple && at(TokenKind::RightBracket))
            break;
        const Token* first = token;
        ExprNode* element;
        if (accept(TokenKind::Star)) {
            tuple = true;
            ExprNode* value = parseExpression();
            if (!value)
                return nullptr;
            Starred* starred = make<Starred>(first);
            starred->value = value;
            element = starred;
        } else {
            element = parseSlice();
        }
        if (!element)
            return nullptr;
        elements.push(element);
        if (at(TokenKind::Comma))
            tuple = true;
    } while (accept(TokenKind::Comma));
    if (!tuple)
        return elements[0];
    Tuple* node = make<Tuple>(start);
    node->elts = elements.finish();
    return node;
}

ExprNode* Parser::parseSlice() {
    const Token* start = token;
    ExprNode* lower = nullptr;
    if (!at(TokenKind::Colon)) {
        bool named = at(TokenKind::Name) && token[1].kind == TokenKind::ColonEqual;
        lower = parseNamedExpression();
        if (!lower || named || !at(TokenKind::Colon))
            return lower;
    }
    ++token;
    auto ends = [this] { return at(TokenKind::Colon) || at(TokenKind::Comma) || at(TokenKind::RightBracket); };
    ExprNode* upper = nullptr;
    ExprNode* step = nullptr;
    if (!ends() && !(upper = parseExpression()))
        return nullptr;
    if (accept(TokenKind::Colon) && !ends() && !(step = parseExpression()))
        return nullptr;
    Slice* node = make<Slice>(start);
    node->lower = lower;
    node->upper = upper;
    node->step = step;
    return node;
}

ExprNode* Parser::parseAtom() {
    const Token* start = token;
    switch (kind()) {
    case TokenKind::Name: {
        ++token;
        Name* node = makeAt<Name>({start->line, static_cast<uint32_t>(start->column), start->endLine,
                                   static_cast<uint32_t>(start->endColumn)});
        node->id = identifierOf(*start);
        return node;
    }
    case TokenKind::Number: return parseNumber();
    case TokenKind::String:
    case TokenKind::FStringStart:
    case TokenKind::TStringStart: return parseStrings();
    case TokenKind::LeftParenthesis: return parseParenthesised();
    case TokenKind::LeftBracket: return parseListDisplay();
    case TokenKind::LeftBrace: return parseBraces();
    case TokenKind::KeywordNone: ++token; return makeConstant(start, ConstantKind::None);
    case TokenKind::KeywordTrue: ++token; return makeConstant(start, ConstantKind::True);
    case TokenKind::KeywordFalse: ++token; return makeConstant(start, ConstantKind::False);
    case TokenKind::Ellipsis: ++token; return makeConstant(start, ConstantKind::Ellipsis);
    default: return nullptr;
    }
}

ExprNode* Parser::parseNumber() {
    const Token* start = token++;
    std::string_view text = textOf(*start);
    if (options.featureVersion < 6 && text.find('_') != text.npos) {
        reporter.raiseAtToken(DiagnosticKind::SyntaxError,
                              "Underscores in numeric literals are only supported in Python 3.6 and greater", *start,
                              *start);
        return nullptr;
    }
    Constant* node = make<Constant>(start);
    std::string_view problem = readNumber(text, arena, node->value);
    if (!problem.empty()) {
        reporter.raiseAtToken(DiagnosticKind::SyntaxError, problem, *start, *start);
        return nullptr;
    }
    return node;
}

ExprNode* Parser::parseParenthesised() {
    Nesting nesting(*this, 20);
    if (!nesting)
        return nullptr;
    const Token* start = token++;
    if (accept(TokenKind::RightParenthesis))
        return make<Tuple>(start);
    if (at(TokenKind::KeywordYield)) {
        ExprNode* value = parseYield();
        return value && accept(TokenKind::RightParenthesis) ? value : nullptr;
    }
    ExprNode* first = parseStarNamedExpression();
    if (!first)
        return nullptr;
    if (at(TokenKind::Comma)) {
        List<ExprNode> elements(*this);
        elements.push(first);
        while (accept(TokenKind::Comma) && !at(TokenKind::RightParenthesis)) {
            ExprNode* element = parseStarNamedExpression();
            if (!element)
                return nullptr;
            elements.push(element);
        }
        if (!accept(TokenKind::RightParenthesis))
            return nullptr;
        Tuple* node = make<Tuple>(start);
        node->elts = elements.finish();
        return node;
    }
    if (first->is<Starred>())
        return nullptr;
    if (atComprehension()) {
        Sequence<Comprehension*> generators;
        if (!parseComprehensions(generators) || !accept(TokenKind::RightParenthesis))
            return nullptr;
        GeneratorExp* node = make<GeneratorExp>(start);
        node->elt = first;
        node->generators = generators;
        return node;
    }
    return accept(TokenKind::RightParenthesis) ? first : nullptr;
}

ExprNode* Parser::parseListDisplay() {
    Nesting nesting(*this, 20);
    if (!nesting)
        return nullptr;
    const Token* start = token++;
    List<ExprNode> elements(*this);
    while (!at(TokenKind::RightBracket)) {
        ExprNode* element = parseStarNamedExpression();
        if (!element)
            return nullptr;
        if (!elements.size() && !element->is<Starred>() && atComprehension()) {
            Sequence<Comprehension*> generators;
            if (!parseComprehensions(generators) || !accept(TokenKind::RightBracket))
                return nullptr;
            ListComp* node = make<ListComp>(start);
            node->elt = element;
            node->generators = generators;
            return node;
        }
        elements.push(element);
        if (!accept(TokenKind::Comma))
            break;
    }
    if (!accept(TokenKind::RightBracket))
        return nullptr;
    ast::List* node = make<ast::List>(start);
    node->elts = elements.finish();
    return node;
}

ExprNode* Parser::parseBraces() {
    Nesting nesting(*this, 20);
    if (!nesting)
        return nullptr;
    const Token* start = token++;
    List<ExprNode> keys(*this);
    List<ExprNode> values(*this, true);
    bool isSet = false, isDict = false;
    while (!at(TokenKind::RightBrace)) {
        if (!isSet && accept(TokenKind::DoubleStar)) {
            isDict = true;
            ExprNode* value = parseBinary(0);
            if (!value)
                return nullptr;
            keys.push(nullptr);
            values.push(value);
        } else {
            bool mayBeKey = !at(TokenKind::Star) && !(at(TokenKind::Name) && token[1].kind == TokenKind::ColonEqual);
            ExprNode* key = isDict ? parseExpression() : parseStarNamedExpression();
            if (!key)
                return nullptr;
            if (!isSet && !isDict)
                (mayBeKey && at(TokenKind::Colon) ? isDict : isSet) = true;
            ExprNode* value = nullptr;
            if (isDict && (!accept(TokenKind::Colon) || !(value = parseExpression())))
                return nullptr;
            if (!keys.size() && atComprehension() && !key->is<Starred>()) {
                Sequence<Comprehension*> generators;
                if (!parseComprehensions(generators) || !accept(TokenKind::RightBrace))
                    return nullptr;
                if (isDict) {
                    DictComp* node = make<DictComp>(start);
                    node->key = key;
                    node->value = value;
                    node->generators = generators;
                    return node;
                }
                SetComp* node = make<SetComp>(start);
                node->elt = key;
                node->generators = generators;
                return node;
            }
            keys.push(key);
            if (isDict)
                values.push(value);
        }
        if (!accept(TokenKind::Comma))
            break;
    }
    if (!accept(TokenKind::RightBrace))
        return nullptr;
    if (isSet) {
        Set* node = make<Set>(start);
        node->elts = keys.finish();
        return node;
    }
    Dict* node = make<Dict>(start);
    node->keys = keys.finish();
    node->values = values.finish();
    return node;
}

bool Parser::parseComprehensions(Sequence<Comprehension*>& generators) {
    List<Comprehension> clauses(*this);
    while (atComprehension()) {
        const Token* start = token;
        bool isAsync = accept(TokenKind::KeywordAsync);
        if (!accept(TokenKind::KeywordFor))
            return false;
        ExprNode* target = parseStarTargets();
        if (!target || !accept(TokenKind::KeywordIn))
            return false;
        ExprNode* iterable = parseDisjunction();
        if (!iterable)
            return false;
        Sequence<ExprNode*> ifs;
        if (at(TokenKind::KeywordIf)) {
            List<ExprNode> conditions(*this);
            while (accept(TokenKind::KeywordIf)) {
                ExprNode* condition = parseDisjunction();
                if (!condition)
                    return false;
                conditions.push(condition);
            }
            ifs = conditions.finish();
        }
        if (isAsync && !requireVersion(6, "Async comprehensions are"))
            return false;
        Comprehension* clause = make<Comprehension>(start);
        clause->target = target;
        clause->iter = iterable;
        clause->ifs = ifs;
        clause->is_async = isAsync;
        clauses.push(clause);
    }
    generators = clauses.finish();
    return true;
}

ExprNode* Parser::parseStarTargets() {
    const Token* start = token;
    ExprNode* first = parseStarTarget();
    if (!first || !at(TokenKind::Comma))
        return first;
    List<ExprNode> elements(*this);
    elements.push(first);
    while (accept(TokenKind::Comma) && startsExpression(kind())) {
        ExprNode* element = parseStarTarget();
        if (!element)
            return nullptr;
        elements.push(element);
    }
    Tuple* tuple = make<Tuple>(start);
    tuple->elts = elements.finish();
    tuple->ctx = ExprContext::Store;
    return tuple;
}

ExprNode* Parser::parseStarTarget() {
    const Token* start = token;
    if (accept(TokenKind::Star)) {
        if (at(TokenKind::Star))
            return nullptr;
        ExprNode* value = parseStarTarget();
        if (!value)
            return nullptr;
        Starred* starred = make<Starred>(start);
        starred->value = value;
        starred->ctx = ExprContext::Store;
        return starred;
    }
    if (at(TokenKind::KeywordAwait))
        return nullptr;
    ExprNode* target = parsePrimary();
    return target && setContext(target, ExprContext::Store) ? target : nullptr;
}

} // namespace pyc::frontend
