// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Displays of lists, tuples, sets and dictionaries, with stars and in pieces.
#include "frontend/bytecode/compiler.h"
#include "frontend/bytecode/folding.h"

namespace pyc::frontend {

Register Compiler::sequence(ast::ExprNode* node, const Sequence<ast::ExprNode*>& elements, Opcode build,
                            Register wanted) {
    Location location = locationOf(node);
    bool tuple = build == Opcode::BuildTuple;
    if (elements.size() > ManyOperands || hasStarred(elements))
        return starUnpack(location, elements, NoRegister, {}, tuple ? Opcode::BuildList : build, tuple, wanted);
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    if (!tuple && elements.size() >= 3) {
        // A display of constants is made from one constant.
        Constant constant;
        if (foldElements(elements, constant)) {
            if (build == Opcode::BuildSet)
                constant = makeFrozenSet(constant, result);
            Register target = scratch(into);
            emit(location, build, {target, target, 0});
            Register items = loadConstant(location, constant, NoRegister, true);
            emit(location, build == Opcode::BuildList ? Opcode::ListExtend : Opcode::SetUpdate, {target, items});
            settle(target, into);
            code().releaseTemporaries(mark);
            return into;
        }
    }
    Register first = elements.empty() ? into : values(elements);
    emit(location, build, {into, first, elements.size()});
    noteStore(into);
    code().releaseTemporaries(mark);
    return into;
}

/// A list, set or tuple with starred elements, or too many for one instruction.
Register Compiler::starUnpack(const Location& location, const Sequence<ast::ExprNode*>& elements, Register injected,
                              Sequence<Register> pushed, Opcode build, bool tuple, Register wanted) {
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    bool constants = tuple && injected == NoRegister && pushed.empty() && !hasStarred(elements);
    if (constants) {
        Constant constant;
        if (foldElements(elements, constant))
            return loadConstant(location, constant, into, true);
    }
    size_t count = elements.size();
    bool many = count + pushed.size() + (injected != NoRegister) > ManyOperands;
    Opcode add = build == Opcode::BuildSet ? Opcode::SetAdd : Opcode::ListAppend;
    Opcode extend = build == Opcode::BuildSet ? Opcode::SetUpdate : Opcode::ListExtend;
    Register collection = scratch(into);

    // The elements before the first star fill the new collection.
    size_t leading = 0;
    if (!many)
        while (leading < count && !elements[leading]->is<ast::Starred>())
            ++leading;
    uint32_t inner = code().temporaryMark();
    Register first = code().makeTemporaries(uint32_t(pushed.size()));
    for (size_t index = 0; index < pushed.size(); ++index)
        settle(pushed[index], first + uint32_t(index));
    Constant prefix;
    if (pushed.empty() && leading >= 3 && foldElements({elements.items, uint32_t(leading)}, prefix)) {
        if (build == Opcode::BuildSet)
            prefix = makeFrozenSet(prefix, result);
        emit(location, build, {collection, collection, 0});
        emit(location, extend, {collection, loadConstant(location, prefix, NoRegister, true)});
    } else {
        for (size_t index = 0; index < leading; ++index)
            value(elements[index], temporary());
        emit(location, build,
             {collection, pushed.size() + leading ? first : collection, uint32_t(pushed.size() + leading)});
    }
    code().releaseTemporaries(inner);
    for (size_t index = leading; index < count; ++index) {
        ast::ExprNode* element = elements[index];
        ast::Starred* starred = element->maybe<ast::Starred>();
        Register item = value(starred ? starred->value : element);
        emit(location, starred ? extend : add, {collection, item});
        code().releaseTemporaries(inner);
    }
    if (injected != NoRegister)
        emit(location, add, {collection, injected});
    if (tuple)
        emit(location, Opcode::ListToTuple, {into, collection});
    else
        settle(collection, into);
    noteStore(into);
    code().releaseTemporaries(mark);
    return into;
}

Register Compiler::subDictionary(ast::Dict* node, size_t begin, size_t end) {
    Location location = locationOf(node);
    size_t count = end - begin;
    Register made = temporary();
    uint32_t mark = code().temporaryMark();
    if (count * 2 > ManyOperands) {
        emit(location, Opcode::BuildDict, {made, made, 0});
        for (size_t index = begin; index < end; ++index) {
            Register key = operand(node->keys[index], node->values[index]);
            Register item = value(node->values[index]);
            emit(location, Opcode::DictSet, {made, key, item});
            code().releaseTemporaries(mark);
        }
        return made;
    }
    Register first = TemporaryRegisters + mark;
    for (size_t index = begin; index < end; ++index) {
        value(node->keys[index], temporary());
        value(node->values[index], temporary());
    }
    emit(location, Opcode::BuildDict, {made, first, uint32_t(count * 2)});
    code().releaseTemporaries(mark);
    return made;
}

Register Compiler::dictionary(ast::Dict* node, Register wanted) {
    Location location = locationOf(node);
    uint32_t outer = code().temporaryMark();
    Register into = scratch(wanted);
    uint32_t mark = code().temporaryMark();
    bool haveDictionary = false;
    size_t pending = 0;
    auto merge = [&](Register part) {
        if (haveDictionary)
            emit(location, Opcode::DictUpdate, {into, part});
        else
            settle(part, into);
        haveDictionary = true;
        pending = 0;
        code().releaseTemporaries(mark);
    };
    size_t count = node->values.size();
    for (size_t index = 0; index < count; ++index) {
        if (!node->keys[index]) {
            if (pending)
                merge(subDictionary(node, index - pending, index));
            if (!haveDictionary)
                emit(location, Opcode::BuildDict, {into, into, 0});
            haveDictionary = true;
            Register mapping = value(node->values[index]);
            emit(location, Opcode::DictUpdate, {into, mapping});
            code().releaseTemporaries(mark);
        } else if (pending * 2 > ManyOperands) {
            merge(subDictionary(node, index - pending, index + 1));
        } else {
            ++pending;
        }
    }
    if (pending) {
        if (!haveDictionary && pending * 2 <= ManyOperands) {
            // The usual case: everything at once.
            Register first = TemporaryRegisters + mark;
            for (size_t index = count - pending; index < count; ++index) {
                value(node->keys[index], temporary());
                value(node->values[index], temporary());
            }
            emit(location, Opcode::BuildDict, {into, first, uint32_t(pending * 2)});
            haveDictionary = true;
            code().releaseTemporaries(mark);
        } else {
            merge(subDictionary(node, count - pending, count));
        }
    }
    if (!haveDictionary)
        emit(location, Opcode::BuildDict, {into, into, 0});
    if (wanted == NoRegister || wanted == into)
        return into;
    settle(into, wanted);
    code().releaseTemporaries(outer);
    return wanted;
}

} // namespace pyc::frontend
