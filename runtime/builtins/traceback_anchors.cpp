// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A scan of an expression that is known to be valid: enough of its grammar to find the outermost operator, subscript or
// call.
#include "runtime/builtins/traceback_anchors.h"

#include <string_view>

namespace pyc::runtime {

namespace {

bool isNameStart(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80; }
bool isDigit(uint32_t c) { return c >= '0' && c <= '9'; }

// How tightly binary operators bind; 0: none of them.
int precedence(std::string_view text) {
    if (text == "|")
        return 1;
    if (text == "^")
        return 2;
    if (text == "&")
        return 3;
    if (text == "<<" || text == ">>")
        return 4;
    if (text == "+" || text == "-")
        return 5;
    if (text == "*" || text == "/" || text == "//" || text == "%" || text == "@")
        return 6;
    if (text == "**")
        return 8;
    return 0;
}
constexpr int UnaryPrecedence = 7;

class Scanner {
public:
    explicit Scanner(std::span<const uint32_t> segment) : text(segment) {}

    Anchors scan() {
        bool operand = false; // an operand stands to the left
        int loosest = 100;
        bool unaryLoosest = false;
        size_t operatorStart = 0, operatorEnd = 0;
        size_t lastTrailer = 0;
        enum { NoTrailer, CallTrailer, SubscriptTrailer, OtherTrailer } trailer = NoTrailer;
        size_t operandStart = 0;
        bool onlyName = false;
        while (skipSpace(), at < text.size()) {
            uint32_t c = text[at];
            if (c == '"' || c == '\'') {
                skipString();
                operand = true;
                onlyName = false;
                trailer = OtherTrailer;
                continue;
            }
            if (isNameStart(c)) {
                size_t start = at;
                while (at < text.size() && (isNameStart(text[at]) || isDigit(text[at])))
                    ++at;
                if (isKeywordOperator(start, at))
                    return {};
                if (at < text.size() && (text[at] == '"' || text[at] == '\'')) // a prefix of a string
                    continue;
                if (is(start, at, "await")) {
                    awaited = true;
                    continue;
                }
                if (operand)
                    return {}; // a statement that starts with a word
                operandStart = start;
                operand = true;
                onlyName = true;
                trailer = OtherTrailer;
                continue;
            }
            if (isDigit(c) || (c == '.' && !operand && at + 1 < text.size() && isDigit(text[at + 1]))) {
                skipNumber();
                operand = true;
                onlyName = false;
                trailer = OtherTrailer;
                continue;
            }
            if (c == '.') {
                ++at;
                skipSpace();
                while (at < text.size() && (isNameStart(text[at]) || isDigit(text[at])))
                    ++at;
                onlyName = false;
                trailer = OtherTrailer;
                continue;
            }
            if (c == '(' || c == '[' || c == '{') {
                size_t start = at;
                skipBrackets();
                if (operand && c != '{') {
                    trailer = c == '(' ? CallTrailer : SubscriptTrailer;
                    calleeIsName = c == '(' && onlyName && operandStart == firstOperand();
                    lastTrailer = start;
                } else {
                    trailer = OtherTrailer;
                }
                operand = true;
                onlyName = false;
                continue;
            }
            size_t start = at;
            size_t length = operatorLength();
            at += length;
            char buffer[3];
            for (size_t i = 0; i < length && i < 3; ++i)
                buffer[i] = char(text[start + i]);
            std::string_view symbol(buffer, length);
            int level = precedence(symbol);
            if (!operand) {
                // A sign or ~; what it applies to may still be the left side of a looser operator.
                if (symbol != "-" && symbol != "+" && symbol != "~")
                    return {};
                if (UnaryPrecedence < loosest || (UnaryPrecedence == loosest && !unaryLoosest)) {
                    if (loosest > UnaryPrecedence) {
                        loosest = UnaryPrecedence;
                        unaryLoosest = true;
                    }
                }
                // After ** a sign belongs to its right side.
                if (afterPower) {
                    loosest = 8;
                    unaryLoosest = false;
                }
                continue;
            }
            if (!level)
                return {}; // comparison, assignment expression, comma …
            afterPower = level == 8;
            operand = false;
            // Left-associative operators: the last one of the loosest; ** binds to the right: the first.
            if (level < loosest || (level == loosest && level != 8 && !unaryLoosest)) {
                loosest = level;
                unaryLoosest = false;
                operatorStart = start;
                operatorEnd = start + length;
            }
        }
        if (loosest == UnaryPrecedence && unaryLoosest)
            return {};
        if (loosest < 100)
            return {Anchors::Operator, operatorStart, operatorEnd, false};
        if (awaited)
            return {};
        if (trailer == CallTrailer)
            return {Anchors::Call, lastTrailer, text.size(), calleeIsName};
        if (trailer == SubscriptTrailer)
            return {Anchors::Subscript, lastTrailer, text.size(), false};
        return {};
    }

private:
    std::span<const uint32_t> text;
    size_t at = 0;
    bool calleeIsName = false, awaited = false, afterPower = false;

    size_t firstOperand() const {
        size_t start = 0;
        while (start < text.size() && (text[start] == ' ' || text[start] == '\n' || text[start] == '\t'))
            ++start;
        return start;
    }
    bool is(size_t start, size_t end, std::string_view word) const {
        if (end - start != word.size())
            return false;
        for (size_t i = 0; i < word.size(); ++i)
            if (text[start + i] != uint32_t(word[i]))
                return false;
        return true;
    }
    bool isKeywordOperator(size_t start, size_t end) const {
        for (std::string_view word : {"if",   "else",  "or",    "and",   "not",    "in",     "is",      "lambda",
                                      "for",  "async", "yield", "raise", "return", "assert", "del",     "import",
                                      "from", "with",  "while", "class", "def",    "global", "nonlocal"})
            if (is(start, end, word))
                return true;
        return false;
    }
    void skipSpace() {
        while (at < text.size()) {
            uint32_t c = text[at];
            if (c == '#') {
                while (at < text.size() && text[at] != '\n')
                    ++at;
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\\') {
                ++at;
            } else {
                return;
            }
        }
    }
    void skipString() {
        uint32_t quote = text[at];
        bool triple = at + 2 < text.size() && text[at + 1] == quote && text[at + 2] == quote;
        at += triple ? 3 : 1;
        while (at < text.size()) {
            if (text[at] == '\\') {
                at += 2;
            } else if (text[at] == quote &&
                       (!triple || (at + 2 < text.size() && text[at + 1] == quote && text[at + 2] == quote))) {
                at += triple ? 3 : 1;
                return;
            } else {
                ++at;
            }
        }
        at = at > text.size() ? text.size() : at;
    }
    void skipNumber() {
        bool hexadecimal = text[at] == '0' && at + 1 < text.size() && (text[at + 1] | 32) == 'x';
        while (at < text.size()) {
            uint32_t c = text[at];
            bool exponentSign = (c == '+' || c == '-') && !hexadecimal && (text[at - 1] | 32) == 'e' &&
                                at + 1 < text.size() && isDigit(text[at + 1]);
            if (!isDigit(c) && !isNameStart(c) && c != '.' && !exponentSign)
                return;
            ++at;
        }
    }
    void skipBrackets() {
        int depth = 0;
        while (at < text.size()) {
            uint32_t c = text[at];
            if (c == '"' || c == '\'') {
                skipString();
                continue;
            }
            if (c == '#') {
                skipSpace();
                continue;
            }
            ++at;
            if (c == '(' || c == '[' || c == '{')
                ++depth;
            else if ((c == ')' || c == ']' || c == '}') && !--depth)
                return;
        }
    }
    size_t operatorLength() const {
        uint32_t c = text[at], next = at + 1 < text.size() ? text[at + 1] : 0;
        if ((c == '*' && next == '*') || (c == '/' && next == '/') || (c == '<' && next == '<') ||
            (c == '>' && next == '>') || (next == '=' && (c == '=' || c == '!' || c == '<' || c == '>' || c == ':')))
            return 2;
        return 1;
    }
};

} // namespace

Anchors findAnchors(std::span<const uint32_t> segment) { return Scanner(segment).scan(); }

} // namespace pyc::runtime
