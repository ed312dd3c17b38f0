// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The rules that errors are searched with, as data: error_rules.inc has their text.
//
// Notation: `name { / alternative / alternative }`, tried in that order. 'token', "soft keyword" and TOKEN stand for
// themselves, (…) for a choice, […] for what may be missing; any x, some x and list x (by 'separator') repeat; ahead x
// and without x look; require 'token' complains when it is missing; after commit no other alternative is tried. x@a
// names what was found. `mistakes` introduces alternatives of the second search. Behind -> stands what an alternative
// means: a node class, a name (what was found under it), or how to complain and the message: about one thing (at), from
// one thing to another (range, items, last) or to where reading stopped (from), at the next token (next) or the newest
// (here, indent). colon, block and header complain about the end of a statement's first line. Flags of a rule: kept
// (its results are remembered), leftward (it may begin with itself), quiet (no mistakes are looked for below). `each a
// b { rules }` are the rules once for each word, which takes the place of $; <<a text>> is there for that word only.
#pragma once

#include "frontend/ast/visit.h"
#include "frontend/lexer/token.h"
#include "frontend/support/arena_vector.h"
#include "frontend/support/hash_map.h"

namespace pyc::frontend::errors {

using ast::Kind;

struct TokenSet {
    uint64_t words[2] = {0, 0};

    bool has(TokenKind kind) const { return words[size_t(kind) >> 6] >> (size_t(kind) & 63) & 1; }
    void add(TokenKind kind) { words[size_t(kind) >> 6] |= uint64_t(1) << (size_t(kind) & 63); }
    bool addAll(const TokenSet& other) {
        uint64_t before[2] = {words[0], words[1]};
        words[0] |= other.words[0];
        words[1] |= other.words[1];
        return words[0] != before[0] || words[1] != before[1];
    }
    void keep(const TokenSet& other) {
        words[0] &= other.words[0];
        words[1] &= other.words[1];
    }
    static TokenSet all() {
        TokenSet set;
        set.words[0] = set.words[1] = ~uint64_t(0);
        return set;
    }
};
static_assert(size_t(TokenKind::Count) <= 128);

enum class Operation : uint8_t {
    Token,       ///< one kind of token
    NotEqual,    ///< != (or <>, as the barry_as_FLUFL feature has it)
    SoftKeyword, ///< a name with a given text
    AnySoft,     ///< any soft keyword
    Rule,
    Repeat,     ///< x*
    RepeatOnce, ///< x+
    Gather,     ///< s.x+
    Ahead,
    NotAhead,
    Forced,
    Cut,
};

struct Element {
    Operation operation;
    bool optional = false;
    char capture = 0;
    TokenKind token = TokenKind::Error;
    uint16_t rule = 0; ///< of Rule; of what is repeated or looked for, which is always a rule of its own or an element
    const Element* inner = nullptr;
    const Element* separator = nullptr;
    std::string_view text;
};

enum class Meaning : uint8_t {
    Pass,     ///< the only result, or a node of no particular class
    Result,   ///< a captured result
    Node,     ///< a node of a class
    Complain, ///< an error
    Special,
};

/// What a node's class does not say.
enum Detail : uint8_t { Plain, IsNone, IsTrue, IsFalse, IsEllipsis, FirstIsIn, Unpacking };

struct Alternative {
    Sequence<Element> elements;
    TokenSet first;
    Meaning meaning = Meaning::Pass;
    bool beginsWithRule = false;
    bool mistakes = false; ///< of the second search
    Kind node = Kind::Module;
    uint8_t detail = 0;
    char operands[2] = {0, 0};
    std::string_view verb;
    std::string_view message;
};

struct Rule {
    std::string_view name;
    Sequence<Alternative> alternatives;
    TokenSet first;
    bool nullable = false;
    bool isGroup = false;
    bool memo = false;
    bool left = false;
    bool quiet = false;
    bool defined = false;
};

struct Grammar {
    explicit Grammar(Arena& arena);

    uint16_t ruleNamed(std::string_view name);

    ArenaVector<Rule> rules;

private:
    HashMap<std::string_view, uint16_t> names;
};

} // namespace pyc::frontend::errors
