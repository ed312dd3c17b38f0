// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A search of the error rules over a list of tokens: backtracking as CPython's parser does, so that what is complained
// about follows from the order of rules, how far was looked ahead, and what is remembered.
#pragma once

#include "frontend/parser/error_rules.h"
#include "frontend/parser/parse.h"
#include "frontend/parser/report.h"
#include "frontend/support/stack_guard.h"

#include <cstring>

namespace pyc::frontend::errors {

/// How deep CPython's parser goes.
constexpr int MaxLevel = 6000;

/// What a rule found: as much of a node as complaints need.
struct Item {
    enum Form : uint8_t { Token, List, Node, Other };

    Form form;
    Kind node;
    uint8_t detail;
    uint32_t first; ///< indices of tokens
    uint32_t last;
    Sequence<Item*> children;
};

class Search {
public:
    Search(Grammar& grammar, const TokenList& list, ErrorReporter& reporter, const ParseOptions& options, Arena& arena)
        : grammar(grammar), list(list), reporter(reporter), source(reporter.source()), arena(arena),
          barryAsBdfl(options.barryAsBdfl), guard(options.stackBudget) {
        memos = arena.makeArray<Memo*>(list.tokens.size());
        compoundStatement = grammar.ruleNamed("compound");
        forget();
    }

    void forget() {
        memset(static_cast<void*>(memos), 0, list.tokens.size() * sizeof *memos);
        position = 0;
        level = 0;
    }

    Item* run(uint16_t rule, bool withMistakes) {
        seekMistakes = withMistakes;
        return parseRule(rule);
    }

    bool failed() const { return error; }
    const Token& newest() const { return list.tokens[fill ? fill - 1 : 0]; }
    uint32_t lastStatementLine() const { return statementLine; }

private:
    struct Memo {
        Memo* next;
        Item* item;
        uint32_t end;
        uint16_t rule;
    };

    const Token& tokenAt(uint32_t index) const { return list.tokens[index]; }

    std::string_view textOf(const Token& token) const { return source.substr(token.start, token.end - token.start); }

    /// The current token, read if it has not been yet; null after an error of the lexer.
    const Token* current() {
        if (position >= list.tokens.size())
            position = list.tokens.size() - 1;
        if (position >= fill)
            fill = position + 1;
        const Token& token = tokenAt(position);
        if (token.kind == TokenKind::Error) {
            error = true;
            reporter.raiseLexError(list.error, token);
            return nullptr;
        }
        return &token;
    }

    Item* makeItem(Item::Form form, uint32_t first) {
        uint32_t last = position ? position - 1 : 0;
        while (last > first && tokenAt(last).kind >= TokenKind::Newline && tokenAt(last).kind <= TokenKind::Dedent)
            --last;
        return arena.make<Item>(form, Kind::Module, uint8_t(Plain), first, last, Sequence<Item*>());
    }

    Item* makeNode(Kind kind, uint8_t detail, uint32_t first) {
        Item* item = makeItem(Item::Node, first);
        item->node = kind;
        item->detail = detail;
        return item;
    }

    bool enter() {
        if (level++ < MaxLevel && !guard.exhausted())
            return true;
        error = true;
        reporter.raisePlain(DiagnosticKind::MemoryError, StackOverflowed);
        return false;
    }

    Item* parseRule(uint16_t index);
    Item* parseRaw(const Rule& rule);
    void noteStatement(const Item& item);
    Item* growLeft(uint16_t index, const Rule& rule);
    bool match(const Element& element, Item*& value);
    Item* matchToken(const Element& element);
    Item* matchList(const Element& element);
    Item* conclude(const Alternative& alternative, Item* const* captures, Item* single, int values, uint32_t start);
    Item* special(const Alternative& alternative, Item* const* captures, uint32_t start);
    void complain(const Alternative& alternative, const Item* first, const Item* second);
    std::string_view fillMessage(std::string_view message, const Item* item);
    std::string_view nodeName(const Item* item);
    const Item* invalidTarget(const Item* item, bool deletion, bool loop);
    void raiseFrom(const Item* first, std::string_view message);
    void raiseRange(const Item* first, const Item* last, std::string_view message) {
        raised();
        reporter.raiseRange(message, tokenAt(first->first), tokenAt(last->last), newest());
    }
    void raised() { error = true; }
    const Item* lastOfClauses(const Item* clauses) {
        const Item* clause = clauses->children.back();
        return clause->children.back();
    }
    void flatten(ArenaVector<Item*>& into, Item* item) {
        if (!item)
            return;
        if (item->form != Item::List) {
            into.push(item);
            return;
        }
        for (Item* child : item->children)
            into.push(child);
    }

    Grammar& grammar;
    const TokenList& list;
    ErrorReporter& reporter;
    std::string_view source;
    Arena& arena;
    Memo** memos;
    uint16_t compoundStatement;
    uint32_t statementLine = 0;
    uint32_t position = 0;
    uint32_t fill = 0;
    int level = 0;
    bool seekMistakes = false;
    bool error = false;
    bool barryAsBdfl;
    StackGuard guard;
};

} // namespace pyc::frontend::errors
