// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads the text of the rules that errors are searched with.
#include "frontend/parser/error_rules.h"

#include "frontend/support/string_builder.h"

namespace pyc::frontend::errors {

namespace {

constexpr std::string_view grammarText =
#include "frontend/parser/error_rules.inc"
    ;

class RuleReader {
public:
    RuleReader(Grammar& grammar, Arena& arena)
        : grammar(grammar), rules(grammar.rules), arena(arena), rest(grammarText) {}

    void read() {
        while (skipSpace())
            readRule();
        computeFirstSets();
    }

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
        uint16_t index = grammar.ruleNamed(word());
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
            element.rule = grammar.ruleNamed(name);
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

    Grammar& grammar;
    ArenaVector<Rule>& rules;
    Arena& arena;
    std::string_view rest;
};

} // namespace

Grammar::Grammar(Arena& arena) : rules(arena), names(arena) { RuleReader(*this, arena).read(); }

uint16_t Grammar::ruleNamed(std::string_view name) {
    auto found = names.insert(name, uint16_t(rules.size()));
    if (found.inserted) {
        rules.push({});
        rules.back().name = name;
    }
    return *found.value;
}

} // namespace pyc::frontend::errors
