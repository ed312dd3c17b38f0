// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds what Python says about a text that does not parse, by searching a grammar that knows common mistakes.
//
// Which of several possible complaints CPython makes follows from the order in which its parser tries things, how far
// it has looked ahead by then, and what it remembers. So the rules of error_rules.inc are searched in the same way:
// once without the mistakes, to learn how far the text makes sense, and once with them. This happens only after an
// error, when time matters less than words; alternatives that the next token rules out are skipped.
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
#include "frontend/parser/error_grammar.h"

#include "frontend/ast/visit.h"

namespace pyc::frontend {

using ast::Kind;

namespace {

constexpr std::string_view grammarText =
#include "frontend/parser/error_rules.inc"
    ;

constexpr int MaxLevel = 6000;

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

enum Detail : uint8_t { Plain, IsNone, IsTrue, IsFalse, IsEllipsis, FirstIsIn, Unpacking };

/// The rules as data, made from their text.
class Grammar {
public:
    explicit Grammar(Arena& arena) : rules(arena), arena(arena), names(arena) {
        rest = grammarText;
        while (skipSpace())
            readRule();
        computeFirstSets();
    }

    uint16_t ruleNamed(std::string_view name) {
        auto found = names.insert(name, uint16_t(rules.size()));
        if (found.inserted) {
            rules.push({});
            rules.back().name = name;
        }
        return *found.value;
    }

    ArenaVector<Rule> rules;

private:
    static bool isWordByte(char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' || byte == '-' ||
               (byte >= '0' && byte <= '9');
    }

    bool skipSpace() {
        while (!rest.empty() && (rest[0] == ' ' || rest[0] == '\n' || rest[0] == '#'))
            rest.remove_prefix(rest[0] == '#' ? rest.find('\n') : 1);
        return !rest.empty();
    }

    bool accept(char byte) {
        if (!skipSpace() || rest[0] != byte)
            return false;
        rest.remove_prefix(1);
        return true;
    }

    size_t wordSize() const {
        size_t size = 0;
        while (size < rest.size() && isWordByte(rest[size]))
            ++size;
        return size;
    }

    std::string_view word() {
        std::string_view result = rest.substr(0, wordSize());
        rest.remove_prefix(result.size());
        return result;
    }

    bool acceptWord(std::string_view wanted) {
        skipSpace();
        if (rest.substr(0, wordSize()) != wanted)
            return false;
        rest.remove_prefix(wanted.size());
        return true;
    }

    std::string_view until(char byte) {
        size_t size = rest.find(byte);
        std::string_view result = rest.substr(0, size);
        rest.remove_prefix(size + 1);
        return result;
    }

    void readRule() {
        if (acceptWord("each")) {
            readFamily();
            return;
        }
        uint16_t index = ruleNamed(word());
        bool memo = false, left = false, quiet = false;
        while (!accept('{')) {
            std::string_view flag = word();
            memo |= flag == "kept";
            left |= flag == "leftward";
            quiet |= flag == "quiet";
        }
        Sequence<Alternative> alternatives = readAlternatives('}');
        Rule& rule = rules[index];
        rule.alternatives = alternatives;
        rule.memo = memo || left;
        rule.left = left;
        rule.quiet = quiet;
        rule.defined = true;
    }

    /// Rules that differ in a word.
    void readFamily() {
        std::string_view members[2];
        for (std::string_view& member : members) {
            skipSpace();
            member = word();
        }
        accept('{');
        size_t end = rest.find("\n}\n");
        std::string_view body = rest.substr(0, end), after = rest.substr(end + 3);
        for (std::string_view member : members) {
            StringBuilder out(arena);
            bool skipped = false;
            for (std::string_view left = body; !left.empty();) {
                if (left.substr(0, 2) == "<<") {
                    size_t space = left.find(' ');
                    skipped = left.substr(2, space - 2) != member;
                    left.remove_prefix(space + 1);
                } else if (left.substr(0, 2) == ">>") {
                    skipped = false;
                    left.remove_prefix(2);
                } else {
                    if (!skipped && left[0] == '$')
                        out.add(member);
                    else if (!skipped)
                        out.add(left[0]);
                    left.remove_prefix(1);
                }
            }
            rest = out.finish();
            while (skipSpace())
                readRule();
        }
        rest = after;
    }

    Sequence<Alternative> readAlternatives(char closing) {
        ArenaVector<Alternative> alternatives(arena);
        do {
            accept('/');
            readAlternative(alternatives);
        } while (!accept(closing));
        return alternatives.sequence();
    }

    void readAlternative(ArenaVector<Alternative>& into) {
        Alternative alternative;
        ArenaVector<Element> elements(arena);
        alternative.mistakes = acceptWord("mistakes");
        if (alternative.mistakes && accept('{')) {
            elements.push(readGroup('}'));
        } else {
            for (;;) {
                skipSpace();
                if (rest[0] == '/' || rest[0] == '}' || rest[0] == ')' || rest[0] == ']')
                    break;
                if (rest.substr(0, 2) == "->") {
                    rest.remove_prefix(2);
                    readMeaning(alternative);
                    break;
                }
                elements.push(readElement());
            }
        }
        std::string_view verb = alternative.verb;
        bool header = verb == "header";
        if (header || verb == "colon") {
            ArenaVector<Element> open(arena);
            open.append(elements.data(), elements.size());
            open.push(tokenElement(TokenKind::Newline));
            Alternative colon = alternative;
            colon.verb = "here";
            colon.message = "expected ':'";
            into.push(finish(colon, open));
            if (!header)
                return;
        }
        if (header || verb == "block") {
            elements.push(tokenElement(TokenKind::Colon));
            elements.push(tokenElement(TokenKind::Newline));
            Element unindented{};
            unindented.operation = Operation::NotAhead;
            unindented.inner = keep(tokenElement(TokenKind::Indent));
            elements.push(unindented);
            alternative.verb = "indent";
            alternative.message =
                concatenate(arena, {"expected an indented block after ", alternative.message, " on line %line"});
        }
        into.push(finish(alternative, elements));
    }

    static Alternative finish(Alternative alternative, const ArenaVector<Element>& elements) {
        alternative.elements = elements.sequence();
        const Element& first = elements[0].inner ? *elements[0].inner : elements[0];
        alternative.beginsWithRule = first.operation == Operation::Rule;
        return alternative;
    }

    /// A word, the names of up to two things found, and a message.
    void readMeaning(Alternative& alternative) {
        skipSpace();
        if (rest[0] == '?') {
            alternative.meaning = Meaning::Special;
            rest.remove_prefix(1);
        }
        alternative.verb = word();
        if (alternative.verb.size() == 1) {
            alternative.meaning = Meaning::Result;
            alternative.operands[0] = alternative.verb[0];
            return;
        }
        for (char& operand : alternative.operands) {
            skipSpace();
            if (wordSize() != 1)
                break;
            operand = word()[0];
        }
        if (accept('`'))
            alternative.message = until('`');
        if (alternative.meaning == Meaning::Special)
            return;
        char first = alternative.verb[0];
        if (first >= 'A' && first <= 'Z') {
            alternative.meaning = Meaning::Node;
            alternative.node = Kind::Constant;
            static constexpr std::string_view constants[] = {"Constant", "None", "True", "False", "Ellipsis"};
            for (uint8_t detail = 0; detail < 5; ++detail)
                if (alternative.verb == constants[detail]) {
                    alternative.detail = detail;
                    return;
                }
            if (alternative.verb == "In") {
                alternative.node = Kind::Expr;
                alternative.detail = FirstIsIn;
                return;
            }
            for (int kind = 0; kind <= int(Kind::TypeVarTuple); ++kind)
                if (alternative.verb == ast::className(Kind(kind)))
                    alternative.node = Kind(kind);
            return;
        }
        if (alternative.verb == "keyword" || alternative.verb == "unpacking") {
            alternative.meaning = Meaning::Node;
            alternative.node = Kind::Keyword;
            alternative.detail = alternative.verb == "unpacking" ? Unpacking : Plain;
            return;
        }
        alternative.meaning = Meaning::Complain;
    }

    Element readElement() {
        Element element = readRepeated();
        if (rest[0] == '@') {
            element.capture = rest[1];
            rest.remove_prefix(2);
        }
        return element;
    }

    const Element* keep(const Element& element) { return arena.make<Element>(element); }

    Element readRepeated() {
        Element element{};
        auto around = [&](Operation operation) {
            element.operation = operation;
            element.inner = keep(readAtom());
            return element;
        };
        if (acceptWord("commit")) {
            element.operation = Operation::Cut;
            return element;
        }
        if (acceptWord("without"))
            return around(Operation::NotAhead);
        if (acceptWord("ahead"))
            return around(Operation::Ahead);
        if (acceptWord("any"))
            return around(Operation::Repeat);
        if (acceptWord("some"))
            return around(Operation::RepeatOnce);
        if (acceptWord("require")) {
            element = readAtom();
            element.operation = Operation::Forced;
            return element;
        }
        if (acceptWord("list")) {
            around(Operation::Gather);
            bool separated = rest[0] == ' ' && rest.substr(1, 3) == "by ";
            if (separated)
                rest.remove_prefix(4);
            element.separator = keep(separated ? readAtom() : tokenElement(TokenKind::Comma));
            return element;
        }
        return readAtom();
    }

    /// The alternatives up to `closing`, as a rule without a name.
    Element readGroup(char closing) {
        Sequence<Alternative> alternatives = readAlternatives(closing);
        Element element{};
        element.operation = Operation::Rule;
        element.rule = uint16_t(rules.size());
        rules.push({});
        rules.back().alternatives = alternatives;
        rules.back().isGroup = rules.back().defined = true;
        return element;
    }

    static Element tokenElement(TokenKind kind) {
        Element element{};
        element.operation = Operation::Token;
        element.token = kind;
        return element;
    }

    Element readAtom() {
        if (accept('('))
            return readGroup(')');
        if (accept('[')) {
            Element element = readGroup(']');
            // What is alone needs no rule.
            const Sequence<Alternative>& alternatives = rules.back().alternatives;
            const Alternative& only = alternatives[0];
            if (alternatives.size() == 1 && only.elements.size() == 1 && only.meaning == Meaning::Pass) {
                element = only.elements[0];
                rules.pop();
            }
            element.optional = true;
            return element;
        }
        Element element{};
        if (accept('\'')) {
            element = tokenElement(tokenNamed(until('\'')));
            element.text = tokenKindText(element.token);
            return element;
        }
        if (accept('"')) {
            element.text = until('"');
            element.operation = Operation::SoftKeyword;
            element.token = TokenKind::Name;
            return element;
        }
        std::string_view name = word();
        if (name == "SOFT_KEYWORD") {
            element.operation = Operation::AnySoft;
            element.token = TokenKind::Name;
        } else if (name[0] >= 'A' && name[0] <= 'Z') {
            element.operation = name == "NOTEQUAL" ? Operation::NotEqual : Operation::Token;
            for (int kind = 0; kind < int(TokenKind::Error); ++kind)
                if (name == tokenKindName(TokenKind(kind))) {
                    element.token = TokenKind(kind);
                    break;
                }
        } else {
            element.operation = Operation::Rule;
            element.rule = ruleNamed(name);
        }
        return element;
    }

    static TokenKind tokenNamed(std::string_view text) {
        for (int kind = 0; kind < int(TokenKind::Count); ++kind)
            if (const char* spelling = tokenKindText(TokenKind(kind)); spelling && text == spelling)
                return TokenKind(kind);
        return TokenKind::Error;
    }

    /// The tokens an element can begin with, and whether it can be empty.
    TokenSet firstOf(const Element& element, bool& nullable) {
        TokenSet set;
        nullable = element.optional;
        switch (element.operation) {
        case Operation::Token:
        case Operation::NotEqual:
        case Operation::SoftKeyword:
        case Operation::AnySoft: set.add(element.token); return set;
        case Operation::Rule: nullable |= rules[element.rule].nullable; return rules[element.rule].first;
        case Operation::Repeat:
        case Operation::RepeatOnce:
        case Operation::Gather: {
            bool innerNullable;
            set = firstOf(*element.inner, innerNullable);
            nullable = element.operation == Operation::Repeat;
            return set;
        }
        default: nullable = true; return set;
        }
    }

    void computeFirstSets() {
        for (bool changed = true; changed;) {
            changed = false;
            for (Rule& rule : rules) {
                for (Alternative& alternative : rule.alternatives) {
                    TokenSet set;
                    TokenSet allowed = TokenSet::all();
                    bool open = true;
                    for (const Element& element : alternative.elements) {
                        if (element.operation == Operation::Forced) {
                            set = TokenSet::all();
                            open = false;
                            break;
                        }
                        bool nullable;
                        if (element.operation == Operation::Ahead) {
                            allowed.keep(firstOf(*element.inner, nullable));
                            continue;
                        }
                        set.addAll(firstOf(element, nullable));
                        if (!nullable) {
                            open = false;
                            break;
                        }
                    }
                    if (open)
                        set = TokenSet::all();
                    set.keep(allowed);
                    alternative.first = set;
                    changed |= rule.first.addAll(set);
                    if (open && !rule.nullable)
                        changed = rule.nullable = true;
                }
            }
        }
    }

    Arena& arena;
    HashMap<std::string_view, uint16_t> names;
    std::string_view rest;
};

class Search {
public:
    Search(Grammar& grammar, const TokenList& list, ErrorReporter& reporter, bool barryAsBdfl, Arena& arena)
        : grammar(grammar), list(list), reporter(reporter), source(reporter.source()), arena(arena),
          barryAsBdfl(barryAsBdfl) {
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
        if (level++ < MaxLevel)
            return true;
        error = true;
        reporter.raisePlain(DiagnosticKind::MemoryError,
                            "Parser stack overflowed - Python source too complex to parse");
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
};

Item* Search::parseRule(uint16_t index) {
    const Rule& rule = grammar.rules[index];
    if (!enter())
        return nullptr;
    const Token* token = current();
    if (!token || !rule.first.has(token->kind)) {
        --level;
        return nullptr;
    }
    Item* result;
    if (rule.memo) {
        for (Memo* memo = memos[position]; memo; memo = memo->next)
            if (memo->rule == index) {
                --level;
                position = memo->end;
                return memo->item;
            }
        uint32_t start = position;
        if (rule.left) {
            result = growLeft(index, rule);
        } else {
            result = parseRaw(rule);
            memos[start] = arena.make<Memo>(memos[start], result, position, index);
        }
    } else if (rule.quiet) {
        bool before = seekMistakes;
        seekMistakes = false;
        result = parseRaw(rule);
        seekMistakes = before;
    } else {
        result = parseRaw(rule);
    }
    if (result && index == compoundStatement)
        noteStatement(*result);
    --level;
    return result;
}

/// Remembers the last compound statement; function definitions do not count.
void Search::noteStatement(const Item& item) {
    uint32_t index = item.first;
    while (tokenAt(index).kind == TokenKind::At) {
        do
            ++index;
        while (tokenAt(index).kind != TokenKind::Newline);
        ++index;
    }
    bool isFunction =
        tokenAt(index).kind == TokenKind::KeywordDef ||
        (tokenAt(index).kind == TokenKind::KeywordAsync && tokenAt(index + 1).kind == TokenKind::KeywordDef);
    if (!isFunction && tokenAt(index).line > statementLine)
        statementLine = tokenAt(index).line;
}

/// Left recursion: a result is remembered, and the rule tried again on top of it, as long as it gets further.
Item* Search::growLeft(uint16_t index, const Rule& rule) {
    uint32_t start = position;
    uint32_t reached = position;
    Item* result = nullptr;
    Memo* memo = memos[start] = arena.make<Memo>(memos[start], nullptr, start, index);
    for (;;) {
        memo->item = result;
        memo->end = reached;
        position = start;
        if (!enter())
            return nullptr;
        Item* longer = parseRaw(rule);
        --level;
        if (error)
            return nullptr;
        if (!longer || position <= reached)
            break;
        reached = position;
        result = longer;
    }
    position = reached;
    return result;
}

Item* Search::parseRaw(const Rule& rule) {
    uint32_t start = position;
    for (const Alternative& alternative : rule.alternatives) {
        if (error)
            return nullptr;
        if (alternative.mistakes && !seekMistakes)
            continue;
        const Token* token = current();
        if (!token)
            return nullptr;
        if (!alternative.first.has(token->kind)) {
            // Python would go one rule deeper to see that.
            if (level >= MaxLevel && alternative.beginsWithRule && !enter())
                return nullptr;
            continue;
        }
        Item* captures[5] = {};
        Item* single = nullptr;
        int values = 0;
        bool cut = false, matched = true;
        for (const Element& element : alternative.elements) {
            if (element.operation == Operation::Cut) {
                cut = true;
                continue;
            }
            Item* value = nullptr;
            if (!match(element, value)) {
                matched = false;
                break;
            }
            if (element.operation != Operation::Ahead && element.operation != Operation::NotAhead) {
                single = value;
                ++values;
            }
            if (element.capture)
                captures[element.capture - 'a'] = value;
        }
        if (matched) {
            Item* result = conclude(alternative, captures, single, values, start);
            if (result || error)
                return error ? nullptr : result;
        }
        position = start;
        if (error || cut)
            return nullptr;
    }
    return nullptr;
}

Item* Search::matchToken(const Element& element) {
    const Token* token = current();
    if (!token || token->kind != element.token)
        return nullptr;
    switch (element.operation) {
    case Operation::SoftKeyword:
        if (textOf(*token) != element.text)
            return nullptr;
        break;
    case Operation::AnySoft: {
        std::string_view text = textOf(*token);
        if (text != "_" && text != "case" && text != "match" && text != "type")
            return nullptr;
        break;
    }
    case Operation::NotEqual:
        if ((textOf(*token) == "<>") != barryAsBdfl)
            return nullptr;
        break;
    default: break;
    }
    ++position;
    Item* item = makeItem(Item::Token, position - 1);
    if (token->kind == TokenKind::Name) {
        item->form = Item::Node;
        item->node = Kind::Name;
    }
    return item;
}

Item* Search::matchList(const Element& element) {
    if (!enter())
        return nullptr;
    uint32_t start = position;
    ArenaVector<Item*> children(arena);
    Item* value = nullptr;
    if (element.operation == Operation::Gather) {
        if (match(*element.inner, value)) {
            children.push(value);
            // What follows the first item is a loop of its own.
            if (enter()) {
                for (;;) {
                    uint32_t before = position;
                    if (!match(*element.separator, value) || !match(*element.inner, value)) {
                        position = before;
                        break;
                    }
                    children.push(value);
                }
                --level;
            }
        }
    } else {
        for (;;) {
            uint32_t before = position;
            if (!match(*element.inner, value)) {
                position = before;
                break;
            }
            children.push(value);
        }
    }
    --level;
    if (error || (children.empty() && element.operation != Operation::Repeat)) {
        position = start;
        return nullptr;
    }
    Item* item = makeItem(Item::List, start);
    item->children = children.sequence();
    return item;
}

bool Search::match(const Element& element, Item*& value) {
    uint32_t start = position;
    switch (element.operation) {
    case Operation::Token:
    case Operation::NotEqual:
    case Operation::SoftKeyword:
    case Operation::AnySoft: value = matchToken(element); break;
    case Operation::Rule: value = parseRule(element.rule); break;
    case Operation::Repeat:
    case Operation::RepeatOnce:
    case Operation::Gather: value = matchList(element); break;
    case Operation::Ahead:
    case Operation::NotAhead: {
        Item* ignored = nullptr;
        bool found = match(*element.inner, ignored);
        position = start;
        return !error && found == (element.operation == Operation::Ahead);
    }
    case Operation::Forced: {
        const Token* token = current();
        if (!token)
            return false;
        if (token->kind == element.token) {
            ++position;
            value = makeItem(Item::Token, position - 1);
            return true;
        }
        raised();
        reporter.raiseRange(reporter.format("expected '", element.text, "'"), *token, *token, newest());
        return false;
    }
    case Operation::Cut: return true;
    }
    if (error)
        return false;
    if (value)
        return true;
    position = start;
    return element.optional;
}

Item* Search::conclude(const Alternative& alternative, Item* const* captures, Item* single, int values,
                       uint32_t start) {
    auto operand = [&](int index) -> Item* {
        char name = alternative.operands[index];
        return name ? captures[name - 'a'] : nullptr;
    };
    switch (alternative.meaning) {
    case Meaning::Pass: return values == 1 && single ? single : makeItem(Item::Other, start);
    case Meaning::Result: return operand(0) ? operand(0) : makeItem(Item::Other, start);
    case Meaning::Node: {
        Item* item = makeNode(alternative.node, alternative.detail, start);
        ArenaVector<Item*> children(arena);
        flatten(children, operand(0));
        flatten(children, operand(1));
        item->children = children.sequence();
        return item;
    }
    case Meaning::Complain: complain(alternative, operand(0) ? operand(0) : captures[0], operand(1)); return nullptr;
    case Meaning::Special: return special(alternative, captures, start);
    }
    return nullptr;
}

std::string_view Search::nodeName(const Item* item) {
    switch (item->node) {
    case Kind::Attribute: return "attribute";
    case Kind::Subscript: return "subscript";
    case Kind::Starred: return "starred";
    case Kind::Name: return "name";
    case Kind::List: return "list";
    case Kind::Tuple: return "tuple";
    case Kind::Lambda: return "lambda";
    case Kind::Call: return "function call";
    case Kind::BoolOp:
    case Kind::BinOp:
    case Kind::UnaryOp: return "expression";
    case Kind::GeneratorExp: return "generator expression";
    case Kind::Yield:
    case Kind::YieldFrom: return "yield expression";
    case Kind::Await: return "await expression";
    case Kind::ListComp: return "list comprehension";
    case Kind::SetComp: return "set comprehension";
    case Kind::DictComp: return "dict comprehension";
    case Kind::Dict: return "dict literal";
    case Kind::Set: return "set display";
    case Kind::JoinedStr: return "f-string expression";
    case Kind::TemplateStr: return "t-string expression";
    case Kind::Constant: {
        static constexpr std::string_view names[] = {"literal", "None", "True", "False", "ellipsis"};
        return names[item->detail];
    }
    case Kind::Compare: return "comparison";
    case Kind::IfExp: return "conditional expression";
    case Kind::NamedExpr: return "named expression";
    default: return "expression";
    }
}

/// %name is what a node is called, %text its source, %line its line.
std::string_view Search::fillMessage(std::string_view message, const Item* item) {
    if (message.find('%') == message.npos)
        return message;
    StringBuilder out(arena);
    while (!message.empty()) {
        auto take = [&](std::string_view placeholder) {
            if (message.substr(0, placeholder.size()) != placeholder)
                return false;
            message.remove_prefix(placeholder.size());
            return true;
        };
        if (take("%name"))
            out.add(nodeName(item));
        else if (take("%text"))
            out.add(textOf(tokenAt(item->first)));
        else if (take("%line"))
            out.addInteger(tokenAt(item->first).line);
        else {
            out.add(message[0]);
            message.remove_prefix(1);
        }
    }
    return out.finish();
}

void Search::raiseFrom(const Item* first, std::string_view message) {
    const Token& token = tokenAt(first->first);
    const Token& last = newest();
    uint32_t cursor = reporter.cursorAfter(last);
    uint32_t lineStart = reporter.lexerLineStart(last);
    raised();
    reporter.raise(DiagnosticKind::SyntaxError, message, int32_t(token.line), token.column, int32_t(last.endLine),
                   int32_t(cursor - lineStart) - 1, last);
}

void Search::complain(const Alternative& alternative, const Item* first, const Item* second) {
    std::string_view message = fillMessage(alternative.message, first);
    std::string_view verb = alternative.verb;
    if (verb == "range")
        raiseRange(first, second, message);
    else if (verb == "at")
        raiseRange(first, first, message);
    else if (verb == "from")
        raiseFrom(first, message);
    else if (verb == "items")
        raiseRange(first->form == Item::List ? first->children.front() : first, second->children.back(), message);
    else if (verb == "last")
        raiseRange(first->children.back(), second, message);
    else if (verb == "next") {
        const Token* token = current();
        if (!token)
            return;
        raised();
        reporter.raiseAtToken(DiagnosticKind::SyntaxError, message, *token, newest());
    } else {
        raised();
        reporter.raiseAtToken(verb == "indent" ? DiagnosticKind::IndentationError : DiagnosticKind::SyntaxError,
                              message, newest(), newest());
    }
}

/// The part of an expression that cannot be assigned to or deleted, or null.
const Item* Search::invalidTarget(const Item* item, bool deletion, bool loop) {
    if (!item || item->form != Item::Node)
        return item;
    switch (item->node) {
    case Kind::List:
    case Kind::Tuple:
        for (const Item* child : item->children)
            if (const Item* found = invalidTarget(child, deletion, loop))
                return found;
        return nullptr;
    case Kind::Starred: return deletion ? item : invalidTarget(item->children.front(), deletion, loop);
    case Kind::Compare:
        // `a in b` after `for` is a comparison to the expression rules.
        if (!loop)
            return item;
        return item->detail == FirstIsIn ? invalidTarget(item->children.front(), deletion, loop) : nullptr;
    case Kind::Name:
    case Kind::Subscript:
    case Kind::Attribute: return nullptr;
    default: return item;
    }
}

Item* Search::special(const Alternative& alternative, Item* const* captures, uint32_t start) {
    Item* first = alternative.operands[0] ? captures[alternative.operands[0] - 'a'] : nullptr;
    Item* second = alternative.operands[1] ? captures[alternative.operands[1] - 'a'] : nullptr;
    std::string_view verb = alternative.verb;
    if (verb == "join") {
        ArenaVector<Item*> children(arena);
        flatten(children, first);
        flatten(children, second);
        Item* item = makeItem(Item::List, start);
        item->children = children.sequence();
        return item;
    }
    if (verb == "compare") {
        Item* item = makeNode(Kind::Compare, second->children.front()->detail, start);
        ArenaVector<Item*> children(arena);
        children.push(first);
        item->children = children.sequence();
        return item;
    }
    if (verb == "strings") {
        Kind kind = Kind::Constant;
        for (const Item* child : first->children)
            if (child->node == Kind::JoinedStr)
                kind = Kind::JoinedStr;
        return makeNode(kind, Plain, start);
    }
    if (verb == "clause") {
        ArenaVector<Item*> children(arena);
        children.push(first);
        flatten(children, second);
        Item* item = makeItem(Item::Other, start);
        item->children = children.sequence();
        return item;
    }
    if (verb == "args") {
        // Positional arguments, with starred ones from among the keywords behind them.
        Item* item = makeNode(Kind::Call, Plain, start);
        ArenaVector<Item*> children(arena);
        for (Item* list : {first, second}) {
            if (!list)
                continue;
            for (Item* child : list->children) {
                if (child->form == Item::Node && child->node == Kind::Keyword)
                    item->detail = child->detail == Unpacking ? uint8_t(Unpacking) : item->detail;
                else
                    children.push(child);
            }
        }
        item->children = children.sequence();
        return item;
    }
    if (verb == "comprehension") {
        raiseRange(first, lastOfClauses(second), alternative.message);
        return nullptr;
    }
    if (verb == "bare") {
        if (first->children.size() > 1)
            raiseRange(first->children.back(), lastOfClauses(second), alternative.message);
        return nullptr;
    }
    if (verb == "order") {
        raised();
        reporter.raiseAtToken(DiagnosticKind::SyntaxError,
                              first->detail == Unpacking ? "positional argument follows keyword argument unpacking"
                                                         : "positional argument follows keyword argument",
                              newest(), newest());
        return nullptr;
    }
    auto isLegacy = [&](const Item* item) {
        if (item->form != Item::Node || item->node != Kind::Name)
            return false;
        std::string_view text = textOf(tokenAt(item->first));
        return text == "print" || text == "exec";
    };
    if (verb == "legacy") {
        if (isLegacy(first))
            raiseRange(first, second, fillMessage(alternative.message, first));
        return nullptr;
    }
    if (verb == "comma") {
        if (!isLegacy(first) && tokenAt(position - 1).level)
            raiseRange(first, second, alternative.message);
        return nullptr;
    }
    if (verb == "bound") {
        bool isTuple = second->form == Item::Node && second->node == Kind::Tuple;
        raiseFrom(first,
                  reporter.format("cannot use ", isTuple ? "constraints" : "bound", " with ", alternative.message));
        return nullptr;
    }
    if (verb == "key") {
        const Token& token = tokenAt(first->first);
        const Token& last = tokenAt(first->last);
        raised();
        reporter.raise(DiagnosticKind::SyntaxError, "':' expected after dictionary key", int32_t(token.line),
                       last.endColumn - 1, int32_t(last.endLine), -1, newest());
        return nullptr;
    }
    bool deletion = verb == "deletion";
    if (const Item* bad = invalidTarget(first, deletion, verb == "loop"))
        raiseRange(bad, bad, reporter.format(deletion ? "cannot delete " : "cannot assign to ", nodeName(bad)));
    return nullptr;
}

} // namespace

namespace {

const char* startRuleName(const ParseOptions& options) {
    return options.mode == ParseMode::Exec     ? "whole-module"
           : options.mode == ParseMode::Single ? "whole-prompt"
           : options.mode == ParseMode::Eval   ? "whole-expression"
                                               : "whole-signature";
}

} // namespace

bool nestsTooDeeply(const TokenList& list, const ParseOptions& options, ErrorReporter& reporter) {
    Arena arena;
    Grammar* grammar = arena.make<Grammar>(arena);
    Search search(*grammar, list, reporter, options.barryAsBdfl, arena);
    search.run(grammar->ruleNamed(startRuleName(options)), false);
    return search.failed();
}

void reportSyntaxError(const TokenList& list, const ParseOptions& options, ErrorReporter& reporter) {
    Arena arena;
    Grammar* grammar = arena.make<Grammar>(arena);
    uint16_t startRule = grammar->ruleNamed(startRuleName(options));
    Search search(*grammar, list, reporter, options.barryAsBdfl, arena);
    Item* accepted = search.run(startRule, false);
    const Token lastToken = search.newest();
    if (options.allowIncompleteInput && reporter.readsToEnd(lastToken)) {
        reporter.raiseIncomplete(lastToken);
        return;
    }
    if (!search.failed() && !accepted) {
        search.forget();
        search.run(startRule, true);
    }

    if (search.failed()) {
        reporter.setStatementLine(int32_t(search.lastStatementLine()));
        return;
    }
    if (lastToken.kind == TokenKind::Indent || lastToken.kind == TokenKind::Dedent) {
        reporter.settle();
        reporter.raiseAtToken(DiagnosticKind::IndentationError,
                              lastToken.kind == TokenKind::Indent ? "unexpected indent" : "unexpected unindent",
                              search.newest(), search.newest());
        return;
    }
    std::string_view text = reporter.source().substr(lastToken.start, lastToken.end - lastToken.start);
    reporter.raiseRange(text == "<>" && !options.barryAsBdfl ? "invalid syntax.  Maybe you meant '!=' instead of '<>'?"
                                                             : "invalid syntax",
                        lastToken, lastToken, search.newest());
    reporter.setStatementLine(int32_t(search.lastStatementLine()));
}

} // namespace pyc::frontend
