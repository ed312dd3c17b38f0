// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What an alternative means once it has matched: a node, as far as complaints need it, or the complaint itself.
#include "frontend/parser/error_search.h"

namespace pyc::frontend::errors {

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

} // namespace pyc::frontend::errors
