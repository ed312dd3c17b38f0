// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Comprehensions: inlined into the code around them, their variables kept apart by saving what they shadow; generator
// expressions, and the others where a scope forbids inlining, as functions of their own.
#include "frontend/bytecode/compiler.h"

namespace pyc::frontend {

/// What an inlined comprehension changes around itself and puts back.
struct Compiler::InlinedState {
    explicit InlinedState(Arena& arena) : outerSymbols(arena), hidden(arena), saved(arena) {}

    struct Saved {
        Register variable;
        Register copy;
    };
    HashMap<NameRef, uint32_t> outerSymbols;
    ArenaVector<NameRef> hidden;
    ArenaVector<Saved> saved;
    CodeBuilder::Handler outerHandler = CodeBuilder::NoHandler;
    Label cleanup = NoLabel;
    Register exception = NoRegister;
};

void Compiler::enterInlined(const Location& location, Scope* comprehension, InlinedState& state) {
    Scope& scope = *unit->scope;
    bool inClass = scope.kind == ScopeKind::Class && !unit->inlinedComprehensions;
    ++unit->inlinedComprehensions;
    struct Isolated {
        NameRef name;
        uint32_t symbol;
        NameScope outer;
    };
    ArenaVector<Isolated> isolated(arena);
    unit->resolutions.clear();
    for (auto& entry : comprehension->symbols) {
        NameRef name = entry.key;
        uint32_t symbol = entry.value;
        if (!symbol)
            continue;
        NameScope inside = nameScopeOf(symbol);
        uint32_t outerSymbol = scope.symbol(name);
        NameScope outside = nameScopeOf(outerSymbol);
        if ((inside != outside && inside != NameScope::Free &&
             !(inside == NameScope::Cell && outside == NameScope::Free)) ||
            inClass) {
            state.outerSymbols.set(name, outerSymbol);
            scope.symbols.set(name, symbol);
        }
        if (symbol & SymbolLocal && !(symbol & SymbolNonlocal)) {
            if (!scope.isFunctionLike()) {
                bool& hidden = unit->hiddenLocals[name];
                if (!hidden)
                    state.hidden.push(name);
                hidden = true;
            }
            isolated.push({name, symbol, outside});
        }
    }
    for (const Isolated& variable : isolated) {
        Register shown = this->variable(variable.name);
        bool isCell = nameScopeOf(variable.symbol) == NameScope::Cell;
        Register reg = shown;
        if (isCell) {
            const uint32_t* free =
                variable.outer == NameScope::Free ? unit->freeVariables.find(variable.name) : nullptr;
            reg = free ? CellRegisters + *free : cellRegister(variable.name);
        }
        Register copy = temporary();
        emit(location, Opcode::LoadFastAndClear, {copy, reg});
        if (isLocal(reg))
            code().noteUnbound(reg);
        if (isCell)
            emit(location, Opcode::MakeCell, {reg});
        state.saved.push({reg, copy});
    }
    if (state.saved.empty())
        return;
    state.cleanup = code().makeLabel();
    state.exception = temporary();
    state.outerHandler = code().enterHandler(code().makeHandler(state.cleanup, state.exception));
}

void Compiler::leaveInlined(const Location& location, InlinedState& state) {
    auto restore = [&] {
        code().markSwap(location, uint32_t(state.saved.size()) + 1);
        for (size_t index = state.saved.size(); index-- > 0;) {
            InlinedState::Saved& saved = state.saved[index];
            code().restoreLocal(location, saved.variable, saved.copy);
            if (isLocal(saved.variable))
                code().noteUnbound(saved.variable);
        }
    };
    if (!state.saved.empty()) {
        code().setHandler(state.outerHandler);
        Label end = code().makeLabel();
        emit(NoLocation, Opcode::Jump, {end});
        code().place(state.cleanup);
        code().mark(NoLocation);
        restore();
        emit(NoLocation, Opcode::Reraise, {state.exception});
        code().place(end);
        restore();
    }
    --unit->inlinedComprehensions;
    unit->resolutions.clear();
    for (auto& entry : state.outerSymbols)
        unit->scope->symbols.set(entry.key, entry.value);
    for (NameRef name : state.hidden)
        unit->hiddenLocals[name] = false;
}

Register Compiler::comprehensionIterator(ast::Comprehension* generator, Register wanted) {
    uint32_t mark = code().temporaryMark();
    Register into = orTemporary(wanted);
    uint32_t inner = code().temporaryMark();
    Register iterable = comparator(generator->iter, !generator->is_async);
    emit(locationOf(generator->iter), generator->is_async ? Opcode::GetAsyncIter : Opcode::GetIter, {into, iterable});
    code().releaseTemporaries(wanted == NoRegister ? inner : mark);
    return into;
}

/// Gives back the range of what was added.
Location Compiler::comprehensionElement(const ComprehensionParts& parts) {
    Location location = locationOf(parts.element);
    uint32_t mark = code().temporaryMark();
    switch (parts.kind) {
    case ComprehensionKind::Generator: {
        Register given = value(parts.element);
        yieldValue(location, given, temporary());
        break;
    }
    case ComprehensionKind::List:
    case ComprehensionKind::Set: {
        Register item = value(parts.element);
        emit(location, parts.kind == ComprehensionKind::List ? Opcode::ListAppend : Opcode::SetAdd,
             {parts.collection, item});
        break;
    }
    default: {
        Register key = operand(parts.element, parts.value);
        Register item = value(parts.value);
        const ast::Position& end = parts.value->position;
        location.endLine = int32_t(end.endLine);
        location.endColumn = int32_t(end.endColumn);
        emit(location, Opcode::DictSet, {parts.collection, key, item});
        break;
    }
    }
    code().releaseTemporaries(mark);
    return location;
}

void Compiler::comprehensionLoop(const ComprehensionParts& parts, size_t index, Register iterator) {
    ast::Comprehension* generator = (*parts.generators)[index];
    Location location = locationOf(parts.node);
    Location iterLocation = locationOf(generator->iter);
    uint32_t mark = code().temporaryMark();
    Label start = code().makeLabel(), next = code().makeLabel(), end = code().makeLabel();
    Label exhausted = NoLabel;
    Register exception = NoRegister;
    bool loops = true;

    if (iterator == NoRegister) {
        // `for y in [f(x)]` is an assignment.
        const Sequence<ast::ExprNode*>* elements = nullptr;
        if (ast::List* list = generator->iter->maybe<ast::List>())
            elements = &list->elts;
        else if (ast::Tuple* tuple = generator->iter->maybe<ast::Tuple>())
            elements = &tuple->elts;
        if (!generator->is_async && elements && elements->size() == 1 && !(*elements)[0]->is<ast::Starred>()) {
            loops = false;
            if (!assignSwap(generator->target, (*elements)[0]))
                storeTo(generator->target, (*elements)[0]);
        } else {
            iterator = comprehensionIterator(generator, NoRegister);
        }
    }
    if (loops && !generator->is_async) {
        code().place(start);
        ast::Name* name = generator->target->maybe<ast::Name>();
        Register item = name ? directTarget(name->id) : NoRegister;
        if (item == NoRegister)
            item = temporary();
        emit(iterLocation, Opcode::ForIter, {item, iterator, end});
        store(generator->target, item);
    } else if (loops) {
        exhausted = code().makeLabel();
        exception = temporary();
        code().place(start);
        if (!pushBlock({Block::Kind::Comprehension, location, start}))
            return;
        CodeBuilder::Handler outer = code().enterHandler(code().makeHandler(exhausted, exception));
        Register awaitable = temporary();
        emit(location, Opcode::GetAsyncNext, {awaitable, iterator});
        Register item = delegate(location, awaitable, NoRegister);
        code().setHandler(outer);
        store(generator->target, item);
    }
    for (ast::ExprNode* condition : generator->ifs)
        jumpIf(location, condition, next, false);
    Location added = locationOf(parts.element);
    if (index + 1 < parts.generators->size())
        comprehensionLoop(parts, index + 1, NoRegister);
    else
        added = comprehensionElement(parts);
    code().place(next);
    if (loops) {
        emit(added, Opcode::LoopBack, {start});
        if (generator->is_async) {
            popBlock();
            code().place(exhausted);
            emit(location, Opcode::EndAsyncFor, {exception});
        }
        code().place(end);
        if (!generator->is_async)
            code().mark(NoLocation);
    }
    code().releaseTemporaries(mark);
}

Register Compiler::comprehension(ast::ExprNode* node, Register wanted) {
    ComprehensionParts parts = {node, ComprehensionKind::Generator, nullptr, nullptr, nullptr, NoRegister};
    NameRef name = known.anonymousGenerator;
    Opcode build = Opcode::Nop;
    switch (node->kind) {
    case ast::Kind::ListComp:
        parts.kind = ComprehensionKind::List;
        parts.generators = &node->as<ast::ListComp>()->generators;
        parts.element = node->as<ast::ListComp>()->elt;
        name = known.anonymousList;
        build = Opcode::BuildList;
        break;
    case ast::Kind::SetComp:
        parts.kind = ComprehensionKind::Set;
        parts.generators = &node->as<ast::SetComp>()->generators;
        parts.element = node->as<ast::SetComp>()->elt;
        name = known.anonymousSet;
        build = Opcode::BuildSet;
        break;
    case ast::Kind::DictComp:
        parts.kind = ComprehensionKind::Dict;
        parts.generators = &node->as<ast::DictComp>()->generators;
        parts.element = node->as<ast::DictComp>()->key;
        parts.value = node->as<ast::DictComp>()->value;
        name = known.anonymousDict;
        build = Opcode::BuildDict;
        break;
    default:
        parts.generators = &node->as<ast::GeneratorExp>()->generators;
        parts.element = node->as<ast::GeneratorExp>()->elt;
        break;
    }
    Scope* scope = symbols.find(node);
    Location location = locationOf(node);
    ast::Comprehension* outermost = (*parts.generators)[0];

    if (scope->comprehensionInlined) {
        uint32_t outer = code().temporaryMark();
        Register into = scratch(wanted);
        uint32_t mark = code().temporaryMark();
        Register iterator = comprehensionIterator(outermost, NoRegister);
        InlinedState state(arena);
        enterInlined(location, scope, state);
        if (!pushBlock({Block::Kind::Comprehension, location}))
            return into;
        emit(location, build, {into, into, 0});
        parts.collection = into;
        comprehensionLoop(parts, 0, iterator);
        popBlock();
        leaveInlined(location, state);
        code().releaseTemporaries(mark);
        if (wanted == NoRegister || wanted == into)
            return into;
        settle(into, wanted);
        code().releaseTemporaries(outer);
        return wanted;
    }

    const CodeData** cached = compiled.find(node);
    const CodeData* made = cached ? *cached : nullptr;
    if (!made) {
        enterUnit(name, UnitKind::Comprehension, node, uint32_t(location.line), nullptr);
        unit->argumentCount = 1;
        unit->endsWithHandler = parts.kind == ComprehensionKind::Generator;
        if (parts.kind != ComprehensionKind::Generator) {
            parts.collection = temporary();
            emit(location, build, {parts.collection, parts.collection, 0});
        }
        code().markLoad(location, localRegister(known.dotZero));
        comprehensionLoop(parts, 0, localRegister(known.dotZero));
        if (parts.kind != ComprehensionKind::Generator)
            emit(location, Opcode::Return, {parts.collection});
        made = finishUnit(true);
        leaveUnit();
        if (failed)
            return orTemporary(wanted);
        compiled.set(node, made);
    }
    bool asynchronous = scope->coroutine && parts.kind != ComprehensionKind::Generator;
    uint32_t outer = code().temporaryMark();
    Register callable = temporary();
    makeFunction(location, made, callable);
    comprehensionIterator(outermost, temporary());
    Register into = wanted == NoRegister ? callable : wanted;
    Register called = asynchronous ? callable : into;
    emit(location, Opcode::Call, {called, callable, 2});
    noteStore(called);
    if (asynchronous)
        awaitValue(location, called, 0, into);
    code().releaseTemporaries(wanted == NoRegister ? callable - TemporaryRegisters + 1 : outer);
    return into;
}

} // namespace pyc::frontend
