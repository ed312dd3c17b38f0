// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// match: each pattern tests the register its subject is in and jumps away when it fails; names are bound only when a
// whole case has matched.
//
// CPython keeps subjects on a stack, and what it does only to tidy that stack shows in co_positions: a context counts
// what would be there, marks stand for the instructions, and a failing test jumps to where as much would be popped.
#include "frontend/ast/dump.h"
#include "frontend/bytecode/compiler.h"
#include "frontend/bytecode/folding.h"

namespace pyc::frontend {

namespace {

bool isWildcard(ast::PatternNode* node) {
    ast::MatchAs* capture = node->maybe<ast::MatchAs>();
    return capture && !capture->name;
}

bool isStarWildcard(ast::PatternNode* node) {
    ast::MatchStar* star = node->maybe<ast::MatchStar>();
    return star && !star->name;
}

/// A name as its repr shows it.
std::string_view quoted(Arena& arena, NameRef name) { return concatenate(arena, {"'", name->text(), "'"}); }

} // namespace

void Compiler::capture(const Location& location, NameRef name, Register held, PatternContext& context,
                       uint32_t beside) {
    if (!name) {
        code().markPop(location);
        return;
    }
    for (const Capture& earlier : context.captures)
        if (earlier.name == name) {
            error(location, {"multiple assignments to name ", quoted(arena, name), " in pattern"});
            return;
        }
    code().markRotation(location, context.below() + 1 + beside); // below what is still needed
    context.captures.push({name, held});
}

Label Compiler::failure(PatternContext& context) {
    while (context.failures.size() <= context.below())
        context.failures.push(code().makeLabel());
    return context.failures[context.below()];
}

void Compiler::placeFailures(const Location& location, PatternContext& context) {
    for (size_t popped = context.failures.size(); popped-- > 0;) {
        code().place(context.failures[popped]);
        if (popped)
            code().markPop(location);
    }
    context.failures.clear();
}

void Compiler::subpattern(ast::PatternNode* node, Register subject, PatternContext& context) {
    bool before = context.allowIrrefutable;
    context.allowIrrefutable = true;
    pattern(node, subject, context);
    context.allowIrrefutable = before;
}

void Compiler::patternAs(ast::MatchAs* node, Register subject, PatternContext& context) {
    Location location = locationOf(node);
    if (!node->pattern) {
        if (!context.allowIrrefutable) {
            if (node->name)
                error(location, {"name capture ", quoted(arena, node->name), " makes remaining patterns unreachable"});
            else
                error(location, {"wildcard makes remaining patterns unreachable"});
            return;
        }
        capture(location, node->name, subject, context);
        return;
    }
    ++context.onTop;
    code().markCopy(location);
    pattern(node->pattern, subject, context);
    --context.onTop;
    capture(location, node->name, subject, context);
}

void Compiler::patternSequence(ast::MatchSequence* node, Register subject, PatternContext& context) {
    Location location = locationOf(node);
    const Sequence<ast::PatternNode*>& patterns = node->patterns;
    size_t size = patterns.size();
    size_t star = size;
    bool onlyWildcards = true, starWildcard = false;
    for (size_t index = 0; index < size; ++index) {
        if (patterns[index]->is<ast::MatchStar>()) {
            if (star != size) {
                error(location, {"multiple starred names in sequence pattern"});
                return;
            }
            starWildcard = isStarWildcard(patterns[index]);
            onlyWildcards = onlyWildcards && starWildcard;
            star = index;
            continue;
        }
        onlyWildcards = onlyWildcards && isWildcard(patterns[index]);
    }
    uint32_t mark = code().temporaryMark();
    Register test = temporary();
    ++context.onTop;
    emit(location, Opcode::MatchSequence, {test, subject});
    emit(location, Opcode::JumpIfFalse, {test, failure(context)});
    if (star == size || size > 1) {
        Register length = temporary();
        emit(location, Opcode::GetLength, {length, subject});
        Register expected = loadConstant(location, makeInt(int64_t(star == size ? size : size - 1)), NoRegister);
        emit(location, star == size ? Opcode::Equal : Opcode::GreaterEqual, {test, length, expected});
        emit(location, Opcode::JumpIfFalse, {test, failure(context)});
    }
    code().releaseTemporaries(mark);
    --context.onTop;
    if (onlyWildcards) {
        code().markPop(location);
        return;
    }
    if (star != size && starWildcard) {
        ++context.onTop;
        // Only the elements that matter are fetched, counted from the end where they stand behind the star.
        for (size_t index = 0; index < size && !failed; ++index) {
            if (isWildcard(patterns[index]) || index == star)
                continue;
            Register item = temporary();
            uint32_t inner = code().temporaryMark();
            Register position;
            if (index < star) {
                position = loadConstant(location, makeInt(int64_t(index)), NoRegister);
            } else {
                position = temporary();
                emit(location, Opcode::GetLength, {position, subject});
                Register fromEnd = loadConstant(location, makeInt(int64_t(size - index)), NoRegister);
                emit(location, Opcode::Subtract, {position, position, fromEnd});
            }
            emit(location, Opcode::LoadItem, {item, subject, position});
            code().releaseTemporaries(inner);
            subpattern(patterns[index], item, context);
        }
        --context.onTop;
        code().markPop(location);
        return;
    }
    if (star != size && (star >= 256 || size - star - 1 >= (INT32_MAX >> 8))) {
        error(location, {"too many expressions in star-unpacking sequence pattern"});
        return;
    }
    Register first = code().makeTemporaries(uint32_t(size));
    if (star == size)
        emit(location, Opcode::UnpackSequence, {first, uint32_t(size), subject});
    else
        emit(location, Opcode::UnpackStarred, {first, uint32_t(star), uint32_t(size - star - 1), subject});
    context.onTop += uint32_t(size);
    for (size_t index = 0; index < size && !failed; ++index) {
        --context.onTop;
        subpattern(patterns[index], first + uint32_t(index), context);
    }
}

void Compiler::patternMapping(ast::MatchMapping* node, Register subject, PatternContext& context) {
    Location location = locationOf(node);
    size_t size = node->keys.size();
    uint32_t mark = code().temporaryMark();
    Register test = temporary();
    ++context.onTop;
    emit(location, Opcode::MatchMapping, {test, subject});
    emit(location, Opcode::JumpIfFalse, {test, failure(context)});
    if (!size && !node->rest) {
        code().releaseTemporaries(mark);
        --context.onTop;
        code().markPop(location);
        return;
    }
    if (size) {
        Register length = temporary();
        emit(location, Opcode::GetLength, {length, subject});
        Register expected = loadConstant(location, makeInt(int64_t(size)), NoRegister);
        emit(location, Opcode::GreaterEqual, {test, length, expected});
        emit(location, Opcode::JumpIfFalse, {test, failure(context)});
    }
    code().releaseTemporaries(mark);

    Register keys = temporary(), found = temporary();
    uint32_t inner = code().temporaryMark();
    ArenaVector<Constant> seen(arena);
    for (size_t index = 0; index < size && !failed; ++index) {
        ast::ExprNode* key = node->keys[index];
        if (ast::Constant* constant = key->maybe<ast::Constant>()) {
            Constant value = fromTree(constant->value, result);
            for (const Constant& earlier : seen)
                if (equalConstants(earlier, value)) {
                    StringBuilder repr(arena);
                    ast::appendRepr(constant->value, repr);
                    error(location, {"mapping pattern checks duplicate key (", repr.view(), ")"});
                    return;
                }
            seen.push(value);
        } else if (!key->is<ast::Attribute>()) {
            error(location, {"mapping pattern keys may only match literals and attribute lookups"});
            return;
        }
    }
    bool allConstant = size <= 30;
    for (ast::ExprNode* key : node->keys)
        allConstant = allConstant && key->is<ast::Constant>();
    if (allConstant) {
        Constant* items = result.makeArray<Constant>(size);
        for (size_t index = 0; index < size; ++index)
            noteLiteral(items[index] = seen[index]);
        loadConstant(location, makeTuple(items, uint32_t(size)), keys, true);
    } else {
        for (ast::ExprNode* key : node->keys)
            value(key, temporary());
        emit(location, Opcode::BuildTuple, {keys, TemporaryRegisters + inner, uint32_t(size)});
    }
    code().releaseTemporaries(inner);
    emit(location, Opcode::MatchKeys, {found, subject, keys});
    noteLiteral(makeNone());
    context.onTop += 2;
    emit(location, Opcode::JumpIfNone, {found, failure(context)});
    Register first = code().makeTemporaries(uint32_t(size ? size : 1));
    emit(location, Opcode::UnpackSequence, {first, uint32_t(size), found});
    context.onTop += uint32_t(size) - 1;
    for (size_t index = 0; index < size && !failed; ++index) {
        --context.onTop;
        subpattern(node->patterns[index], first + uint32_t(index), context);
    }
    context.onTop -= 2;
    if (!node->rest) {
        code().markPop(location); // the keys
        code().markPop(location); // and the subject
        return;
    }
    // rest = dict(subject) without the keys
    Register rest = temporary();
    emit(location, Opcode::BuildDict, {rest, rest, 0});
    emit(location, Opcode::DictUpdate, {rest, subject});
    uint32_t last = code().temporaryMark();
    Register key = code().makeTemporaries(uint32_t(size ? size : 1));
    emit(location, Opcode::UnpackSequence, {key, uint32_t(size), keys});
    for (size_t index = size; index-- > 0;)
        emit(location, Opcode::DeleteItem, {rest, key + uint32_t(index)});
    code().releaseTemporaries(last);
    capture(location, node->rest, rest, context);
}

void Compiler::patternClass(ast::MatchClass* node, Register subject, PatternContext& context) {
    Location location = locationOf(node);
    size_t positional = node->patterns.size(), named = node->kwd_attrs.size();
    for (size_t index = 0; index < named; ++index)
        for (size_t other = index + 1; other < named; ++other)
            if (node->kwd_attrs[index] == node->kwd_attrs[other]) {
                error(locationOf(node->kwd_patterns[other]),
                      {"attribute name repeated in class pattern: ", node->kwd_attrs[index]->text()});
                return;
            }
    Register attributes = temporary();
    uint32_t mark = code().temporaryMark();
    Register type = value(node->cls);
    Constant* names = result.makeArray<Constant>(named);
    for (size_t index = 0; index < named; ++index)
        names[index] = makeText(ConstantKind::String, result.copy(node->kwd_attrs[index]->text()));
    Register nameTuple = loadConstant(location, makeTuple(names, uint32_t(named)), NoRegister);
    emit(location, Opcode::MatchClass, {attributes, subject, type, uint32_t(positional), nameTuple});
    noteLiteral(makeNone());
    code().releaseTemporaries(mark);
    ++context.onTop;
    emit(location, Opcode::JumpIfNone, {attributes, failure(context)});
    size_t total = positional + named;
    Register first = code().makeTemporaries(uint32_t(total ? total : 1));
    emit(location, Opcode::UnpackSequence, {first, uint32_t(total), attributes});
    --context.onTop;
    context.onTop += uint32_t(total);
    for (size_t index = 0; index < total && !failed; ++index) {
        --context.onTop;
        ast::PatternNode* part = index < positional ? node->patterns[index] : node->kwd_patterns[index - positional];
        if (isWildcard(part))
            code().markPop(location);
        else
            subpattern(part, first + uint32_t(index), context);
    }
}

/// What an alternative captured is rotated, from the last name on, until the names are in the order of the first's.
void Compiler::markReordering(const Location& location, ArenaVector<Capture>& given,
                              const ArenaVector<Capture>& wanted) {
    for (size_t place = wanted.size(); place-- > 0;) {
        size_t found = 0;
        while (given[found].name != wanted[place].name)
            ++found;
        if (found >= place)
            continue;
        // The first `found + 1` go where `place` is their last.
        for (size_t rotation = 0; rotation <= found; ++rotation) {
            code().markRotation(location, uint32_t(place) + 1);
            Capture moved = given[0];
            for (size_t index = 0; index < place; ++index)
                given[index] = given[index + 1];
            given[place] = moved;
        }
    }
}

void Compiler::patternOr(ast::MatchOr* node, Register subject, PatternContext& context) {
    Location location = locationOf(node);
    Label end = code().makeLabel();
    // All alternatives leave their captures where the first one's are.
    ArenaVector<Capture> control(arena);
    uint32_t mark = code().temporaryMark();
    uint32_t reserved = mark;
    for (size_t index = 0; index < node->patterns.size() && !failed; ++index) {
        ast::PatternNode* alternative = node->patterns[index];
        Location here = locationOf(alternative);
        PatternContext inner(arena);
        inner.allowIrrefutable = index + 1 == node->patterns.size() && context.allowIrrefutable;
        code().releaseTemporaries(reserved);
        code().markCopy(here);
        pattern(alternative, subject, inner);
        if (failed)
            return;
        if (index == 0) {
            // What the first captures is copied to registers that stay.
            Register first = code().makeTemporaries(uint32_t(inner.captures.size()));
            for (size_t captured = 0; captured < inner.captures.size(); ++captured) {
                Register home = first + uint32_t(captured);
                code().copy(home, inner.captures[captured].value);
                control.push({inner.captures[captured].name, home});
            }
            reserved = code().temporaryMark();
        } else {
            bool same = inner.captures.size() == control.size();
            for (const Capture& wanted : control) {
                bool found = false;
                for (const Capture& given : inner.captures) {
                    if (given.name != wanted.name)
                        continue;
                    found = true;
                    code().copy(wanted.value, given.value);
                }
                same = same && found;
            }
            if (!same) {
                error(location, {"alternative patterns bind different names"});
                return;
            }
            markReordering(here, inner.captures, control);
        }
        emit(here, Opcode::Jump, {end});
        placeFailures(here, inner);
    }
    code().markPop(location);
    emit(location, Opcode::Jump, {failure(context)});
    code().place(end);
    uint32_t beside = uint32_t(control.size());
    for (const Capture& captured : control)
        capture(location, captured.name, captured.value, context, beside--);
    code().markPop(location);
}

void Compiler::pattern(ast::PatternNode* node, Register subject, PatternContext& context) {
    if (failed)
        return;
    Location location = locationOf(node);
    uint32_t mark = code().temporaryMark();
    switch (node->kind) {
    case ast::Kind::MatchValue: {
        ast::ExprNode* expected = node->as<ast::MatchValue>()->value;
        if (!expected->is<ast::Constant>() && !expected->is<ast::Attribute>()) {
            error(location, {"patterns may only match literals and attribute lookups"});
            return;
        }
        Register wanted = value(expected);
        Register test = temporary();
        emit(location, Opcode::Equal, {test, subject, wanted});
        emit(location, Opcode::JumpIfFalse, {test, failure(context)});
        code().releaseTemporaries(mark);
        return;
    }
    case ast::Kind::MatchSingleton: {
        Constant constant = fromTree(node->as<ast::MatchSingleton>()->value, result);
        if (constant.kind == ConstantKind::None) {
            noteLiteral(constant);
            emit(location, Opcode::JumpIfNotNone, {subject, failure(context)});
            return;
        }
        Register wanted = loadConstant(location, constant, NoRegister);
        emit(location, Opcode::Is, {wanted, subject, wanted});
        emit(location, Opcode::JumpIfFalse, {wanted, failure(context)});
        code().releaseTemporaries(mark);
        return;
    }
    case ast::Kind::MatchSequence: patternSequence(node->as<ast::MatchSequence>(), subject, context); return;
    case ast::Kind::MatchMapping: patternMapping(node->as<ast::MatchMapping>(), subject, context); return;
    case ast::Kind::MatchClass: patternClass(node->as<ast::MatchClass>(), subject, context); return;
    case ast::Kind::MatchStar: capture(location, node->as<ast::MatchStar>()->name, subject, context); return;
    case ast::Kind::MatchAs: patternAs(node->as<ast::MatchAs>(), subject, context); return;
    case ast::Kind::MatchOr: patternOr(node->as<ast::MatchOr>(), subject, context); return;
    default: error(location, {"invalid match pattern"}); return;
    }
}

void Compiler::match(ast::Match* node) {
    Register subject = value(node->subject, temporary());
    Label end = code().makeLabel();
    size_t cases = node->cases.size();
    bool hasDefault = cases > 1 && isWildcard(node->cases[cases - 1]->pattern) &&
                      !node->cases[cases - 1]->pattern->as<ast::MatchAs>()->pattern;
    for (size_t index = 0; index < cases - hasDefault && !failed; ++index) {
        ast::MatchCase* matchCase = node->cases[index];
        Location location = locationOf(matchCase->pattern);
        uint32_t mark = code().temporaryMark();
        PatternContext context(arena);
        context.allowIrrefutable = matchCase->guard || index + 1 == cases;
        if (index + 1 != cases - hasDefault)
            code().markCopy(location);
        pattern(matchCase->pattern, subject, context);
        for (const Capture& captured : context.captures)
            storeName(location, captured.name, captured.value);
        context.captures.clear();
        if (matchCase->guard)
            jumpIf(location, matchCase->guard, failure(context), false);
        code().releaseTemporaries(mark);
        if (index + 1 != cases - hasDefault)
            code().markSilentPop(); // with the place of what follows
        statements(matchCase->body);
        emit(NoLocation, Opcode::Jump, {end});
        code().markPolling();
        placeFailures(location, context);
    }
    if (hasDefault) {
        ast::MatchCase* matchCase = node->cases[cases - 1];
        Location location = locationOf(matchCase->pattern);
        code().markLine(location);
        if (matchCase->guard)
            jumpIf(location, matchCase->guard, end, false);
        statements(matchCase->body);
    }
    code().place(end);
}

} // namespace pyc::frontend
