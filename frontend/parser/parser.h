// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The parser: recursive descent over a list of tokens, straight to the syntax tree. It answers null as soon as a token
// does not fit; what to say about that is worked out afterwards, from the start, by the error grammar.
#pragma once

#include "frontend/lexer/lexer.h"
#include "frontend/parser/parse.h"
#include "frontend/parser/report.h"
#include "frontend/support/stack_guard.h"

namespace pyc::frontend {

using ast::ExprContext;
using ast::ExprNode;
using ast::Identifier;
using ast::PatternNode;
using ast::Position;
using ast::StmtNode;
using ast::TypeParamNode;

class Parser {
public:
    Parser(const TokenList& list, const ParseOptions& options, AstContext& context, ErrorReporter& reporter)
        : token(list.tokens.begin()), list(list), options(options), context(context), arena(context.arena),
          reporter(reporter), source(reporter.source()), scratch(scratchArena), besideScratch(scratchArena),
          guard(options.stackBudget), barryAsBdfl(options.barryAsBdfl) {}

    ast::ModNode* parseModule();
    ast::ModNode* parseInteractive();
    ast::ModNode* parseExpressionInput();
    ast::ModNode* parseFunctionType();

    /// Whether nesting was too deep to go on; nothing was reported.
    bool tooDeep() const { return deep; }

    /// Whether that was for want of native stack, before Python's own limit.
    bool outOfStack() const { return starved; }

    /// Whether nesting was so deep that Python's own limit must be looked at.
    bool deeplyNested() const { return deepest > NotableLevel; }

private:
    /// A list under construction, on a stack that all lists share; `beside` puts it on a second one, for two lists
    /// that grow together.
    template <typename T>
    class List {
    public:
        explicit List(Parser& parser, bool beside = false)
            : arena(parser.arena), stack(beside ? parser.besideScratch : parser.scratch), base(stack.size()) {}
        ~List() { stack.truncate(base); }
        void push(T* item) { stack.push(const_cast<std::remove_const_t<T>*>(item)); }
        void clear() { stack.truncate(base); }
        size_t size() const { return stack.size() - base; }
        T* operator[](size_t index) const { return static_cast<T*>(stack[base + index]); }
        Sequence<T*> finish() {
            size_t count = size();
            if (!count)
                return {};
            T** items = arena.template makeArray<T*>(count);
            for (size_t index = 0; index < count; ++index)
                items[index] = (*this)[index];
            return {items, static_cast<uint32_t>(count)};
        }

    private:
        Arena& arena;
        ArenaVector<void*>& stack;
        size_t base;
    };

    /// Counts nesting, so that no input can exhaust the native stack.
    class Nesting {
    public:
        Nesting(Parser& parser, int levels) : parser(parser), levels(levels) {
            parser.level += levels;
            if (parser.level > parser.deepest) {
                parser.deepest = parser.level;
                parser.starved |= parser.guard.exhausted();
                parser.deep |= parser.level > MaxLevel || parser.starved;
            }
        }
        ~Nesting() { parser.level -= levels; }
        explicit operator bool() const { return !parser.deep; }

    private:
        Parser& parser;
        int levels;
    };

    static constexpr int MaxLevel = 6000;
    static constexpr int NotableLevel = 1500;

    // tokens
    TokenKind kind() const { return token->kind; }
    bool at(TokenKind wanted) const { return token->kind == wanted; }
    bool accept(TokenKind wanted) {
        if (token->kind != wanted)
            return false;
        ++token;
        return true;
    }
    bool atSoftKeyword(std::string_view text) const { return at(TokenKind::Name) && textOf(*token) == text; }
    std::string_view textOf(const Token& token) const {
        return {source.data() + token.start, static_cast<size_t>(token.end - token.start)};
    }
    Position from(const Token* start) const {
        const Token* last = token - 1;
        while (last->kind >= TokenKind::Newline && last->kind <= TokenKind::Dedent && last > start)
            --last;
        return {start->line, static_cast<uint32_t>(start->column), last->endLine,
                static_cast<uint32_t>(last->endColumn)};
    }
    template <typename T>
    T* make(const Token* start) {
        return ast::makeNode<T>(arena, from(start));
    }
    template <typename T>
    T* makeAt(const Position& position) {
        return ast::makeNode<T>(arena, position);
    }
    const Identifier* identifierOf(const Token& token);
    const Identifier* acceptIdentifier();
    std::string_view acceptTypeComment();
    /// `newest` is the token that Python has read last when it finds that the language is too old.
    bool requireVersion(int version, const char* what) { return requireVersion(version, what, *token); }
    bool requireVersion(int version, const char* what, const Token& newest);

    // statements.cpp
    bool parseStatement(List<StmtNode>& statements);
    bool parseSimpleStatements(List<StmtNode>& statements);
    bool parseBlock(Sequence<StmtNode*>& block);
    bool parseElseBlock(Sequence<StmtNode*>& block);
    StmtNode* parseCompoundStatement();
    StmtNode* parseSimpleStatement();
    StmtNode* parseExpressionStatement();
    StmtNode* parseReturn();
    StmtNode* parseRaise();
    StmtNode* parseDelete();
    StmtNode* parseAssert();
    StmtNode* parseImport();
    StmtNode* parseImportFrom();
    StmtNode* parseNames(bool isGlobal);
    StmtNode* parseTypeAlias();
    const Identifier* parseDottedName();
    StmtNode* parseIf();
    StmtNode* parseWhile();
    StmtNode* parseFor(const Token* start, bool isAsync);
    StmtNode* parseWith(const Token* start, bool isAsync);
    StmtNode* parseTry();
    ast::ExceptHandler* parseExceptHandler(bool isStar);
    StmtNode* parseDecorated();
    StmtNode* parseFunction(const Token* start, bool isAsync, Sequence<ExprNode*> decorators);
    StmtNode* parseClass(Sequence<ExprNode*> decorators);
    StmtNode* parseAsync(Sequence<ExprNode*> decorators);
    bool parseWithItems(List<ast::WithItem>& items);
    ast::WithItem* parseWithItem();
    bool parseTypeParameters(Sequence<TypeParamNode*>& parameters);
    TypeParamNode* parseTypeParameter();
    std::string_view parseFunctionTypeComment();

    // parameters.cpp
    ast::Arguments* parseParameters(TokenKind closing);
    ast::Arg* parseParameter(bool annotated, bool starAnnotated);

    // expressions.cpp
    ExprNode* parseStarExpressions();
    ExprNode* parseStarExpression();
    ExprNode* parseExpressions();
    ExprNode* parseAnnotatedRightSide();
    ExprNode* parseYield();
    ExprNode* parseNamedExpression();
    ExprNode* parseStarNamedExpression();
    ExprNode* parseExpression();
    ExprNode* parseLambda();
    ExprNode* parseDisjunction();
    ExprNode* parseConjunction();
    template <TokenKind Keyword, ast::BoolOperator Operator, ExprNode* (Parser::*parseOperand)()>
    ExprNode* parseBoolean();
    ExprNode* parseInversion();
    ExprNode* parseComparison();
    ExprNode* parseBinary(int lowest);
    ExprNode* parseFactor();
    ExprNode* parsePrimary();
    ExprNode* parseAtom();
    ExprNode* parseParenthesised();
    ExprNode* parseListDisplay();
    ExprNode* parseBraces();
    ExprNode* parseSlices();
    ExprNode* parseSlice();
    ExprNode* parseNumber();
    static bool startsExpression(TokenKind kind);
    bool parseArguments(Sequence<ExprNode*>& arguments, Sequence<ast::Keyword*>& keywords, bool generatorAllowed);
    bool atComprehension() const { return at(TokenKind::KeywordFor) || at(TokenKind::KeywordAsync); }
    bool parseComprehensions(Sequence<ast::Comprehension*>& generators);
    ExprNode* parseStarTargets();
    ExprNode* parseStarTarget();
    bool setContext(ExprNode* node, ExprContext context);
    ExprNode* makeConstant(const Token* start, ast::ConstantKind constant);

    // strings.cpp
    ExprNode* parseStrings();
    ExprNode* parseString();
    ExprNode* parseFormatted(bool isTemplate);
    bool parseField(bool isTemplate, bool inFormatSpec, List<ExprNode>& parts);
    ExprNode* parseFormatSpec(bool isTemplate);
    Sequence<ExprNode*> foldTexts(Sequence<ExprNode*> parts);
    bool decodeText(std::string_view text, bool raw, const Token& token, std::string_view& result);
    bool decodeBytes(std::string_view text, bool raw, const Token& token, std::string_view& result);
    bool warnEscape(std::string_view text, size_t offset, const Token& token);
    std::string_view fieldText(const Token* open, const Token* close);

    // patterns.cpp
    StmtNode* parseMatch();
    ExprNode* parseSubject();
    ast::MatchCase* parseCase();
    PatternNode* parsePatterns();
    PatternNode* parsePattern();
    PatternNode* parseMaybeStarPattern();
    PatternNode* parseOrPattern();
    PatternNode* parseClosedPattern();
    PatternNode* parseNamePattern();
    PatternNode* parseClassPattern(const Token* start, ExprNode* name);
    PatternNode* parseMappingPattern();
    bool parsePatternSequence(List<PatternNode>& patterns, TokenKind closing, bool& comma);
    ExprNode* parseSignedNumber();
    ExprNode* parseLiteralKey();
    ExprNode* parseNameOrAttribute();
    const Identifier* acceptCaptureTarget();

    const Token* token;
    const TokenList& list;
    const ParseOptions& options;
    AstContext& context;
    Arena& arena;
    ErrorReporter& reporter;
    std::string_view source;
    Arena scratchArena;
    ArenaVector<void*> scratch;
    ArenaVector<void*> besideScratch;
    int level = 0;
    int deepest = 0;
    bool deep = false;
    bool starved = false;
    StackGuard guard;
    bool barryAsBdfl;
    bool formattedRaw = false; ///< the f- or t-string being read has an r prefix
};

} // namespace pyc::frontend
