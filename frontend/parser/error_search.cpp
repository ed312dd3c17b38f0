// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Matching rules, alternatives and elements, and remembering what was found.
#include "frontend/parser/error_search.h"

namespace pyc::frontend::errors {

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

} // namespace pyc::frontend::errors
