// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// try, except, except*, finally and with. Handlers cost nothing until something is raised: a table says where they are.
#include "frontend/bytecode/compiler.h"

namespace pyc::frontend {

/// Opens a region whose exceptions go to a handler still to be placed.
Compiler::Guarded Compiler::openGuard(const Location&) {
    Guarded guarded;
    guarded.handler = code().makeLabel();
    guarded.exception = temporary();
    guarded.own = code().makeHandler(guarded.handler, guarded.exception);
    guarded.outer = code().enterHandler(guarded.own);
    return guarded;
}

/// Where a handler itself raised: what was handled before is handled again, and the new exception goes on.
void Compiler::reraiseCleanup(const Guarded& guarded, Register previous) {
    code().setHandler(guarded.outer);
    code().place(guarded.handler);
    emit(NoLocation, Opcode::PopHandled, {previous});
    emit(NoLocation, Opcode::Reraise, {guarded.exception});
}

void Compiler::clearExceptionName(NameRef name) {
    uint32_t mark = code().temporaryMark();
    storeName(NoLocation, name, loadConstant(NoLocation, makeNone(), NoRegister));
    deleteName(NoLocation, name);
    code().releaseTemporaries(mark);
}

template <typename TryNode>
void Compiler::tryFinally(TryNode* node) {
    Location location = locationOf(node);
    uint32_t mark = code().temporaryMark();
    code().markLine(location);
    Guarded guarded = openGuard(location);
    Label exit = code().makeLabel();
    Block block{Block::Kind::FinallyTry};
    block.location = location;
    block.outerHandler = guarded.outer;
    block.finalBody = &node->finalbody;
    if (!pushBlock(block))
        return;
    if (node->handlers.empty())
        statements(node->body);
    else if constexpr (std::is_same_v<TryNode, ast::Try>)
        tryExcept(node);
    else
        tryExceptStar(node);
    code().setHandler(guarded.outer);
    popBlock();
    code().markLine(NoLocation); // of a jump that leaves the body from the middle of it
    statements(node->finalbody);
    emit(NoLocation, Opcode::Jump, {exit});

    code().place(guarded.handler);
    Register previous = temporary();
    Guarded cleanup = openGuard(NoLocation);
    emit(NoLocation, Opcode::PushHandled, {previous, guarded.exception});
    Block end{Block::Kind::FinallyEnd};
    end.outerHandler = guarded.outer;
    end.state = previous;
    if (!pushBlock(end))
        return;
    ++warningsDisabled;
    statements(node->finalbody);
    --warningsDisabled;
    popBlock();
    emit(NoLocation, Opcode::Reraise, {guarded.exception});
    reraiseCleanup(cleanup, previous);
    code().place(exit);
    code().releaseTemporaries(mark);
}
template void Compiler::tryFinally(ast::Try*);
template void Compiler::tryFinally(ast::TryStar*);

void Compiler::tryExcept(ast::Try* node) {
    Location location = locationOf(node);
    uint32_t mark = code().temporaryMark();
    code().markLine(location);
    Guarded guarded = openGuard(location);
    Label end = code().makeLabel();
    Block attempt{Block::Kind::TryExcept};
    attempt.location = location;
    attempt.outerHandler = guarded.outer;
    if (!pushBlock(attempt))
        return;
    statements(node->body);
    popBlock();
    code().setHandler(guarded.outer);
    code().markLine(NoLocation);
    statements(node->orelse);
    emit(NoLocation, Opcode::Jump, {end});

    code().place(guarded.handler);
    Register previous = temporary();
    Guarded cleanup = openGuard(NoLocation);
    emit(NoLocation, Opcode::PushHandled, {previous, guarded.exception});
    Block handling{Block::Kind::ExceptionHandler};
    handling.location = location;
    if (!pushBlock(handling))
        return;
    for (size_t index = 0; index < node->handlers.size(); ++index) {
        ast::ExceptHandler* handler = node->handlers[index];
        Location here = locationOf(handler);
        if (!handler->type && index + 1 < node->handlers.size()) {
            error(here, {"default 'except:' must be last"});
            return;
        }
        Label next = code().makeLabel();
        if (handler->type) {
            uint32_t inner = code().temporaryMark();
            Register matched = value(handler->type, temporary());
            emit(here, Opcode::MatchException, {matched, guarded.exception, matched});
            emit(here, Opcode::JumpIfFalse, {matched, next});
            code().releaseTemporaries(inner);
        }
        Block leaving{Block::Kind::HandlerCleanup};
        leaving.location = here;
        leaving.outerHandler = guarded.outer;
        leaving.state = previous;
        leaving.name = handler->name;
        if (handler->name) {
            storeName(here, handler->name, guarded.exception);
            Guarded named = openGuard(here);
            if (!pushBlock(leaving))
                return;
            statements(handler->body);
            popBlock();
            code().setHandler(guarded.outer);
            emit(NoLocation, Opcode::PopHandled, {previous});
            clearExceptionName(handler->name);
            emit(NoLocation, Opcode::Jump, {end});
            // The name disappears also when the handler raises.
            code().setHandler(named.outer);
            code().place(named.handler);
            clearExceptionName(handler->name);
            emit(NoLocation, Opcode::Reraise, {named.exception});
        } else {
            code().mark(here);
            if (!pushBlock(leaving))
                return;
            statements(handler->body);
            popBlock();
            code().setHandler(guarded.outer);
            emit(NoLocation, Opcode::PopHandled, {previous});
            emit(NoLocation, Opcode::Jump, {end});
        }
        code().setHandler(cleanup.own);
        code().place(next);
    }
    popBlock();
    emit(NoLocation, Opcode::Reraise, {guarded.exception});
    reraiseCleanup(cleanup, previous);
    code().place(end);
    code().releaseTemporaries(mark);
}

void Compiler::tryExceptStar(ast::TryStar* node) {
    Location location = locationOf(node);
    uint32_t mark = code().temporaryMark();
    code().markLine(location);
    Guarded guarded = openGuard(location);
    Label end = code().makeLabel(), otherwise = code().makeLabel();
    Block attempt{Block::Kind::TryExcept};
    attempt.location = location;
    attempt.outerHandler = guarded.outer;
    if (!pushBlock(attempt))
        return;
    statements(node->body);
    popBlock();
    code().setHandler(guarded.outer);
    emit(NoLocation, Opcode::Jump, {otherwise});

    code().place(guarded.handler);
    Register previous = temporary();
    Guarded cleanup = openGuard(NoLocation);
    emit(NoLocation, Opcode::PushHandled, {previous, guarded.exception});
    Block handling{Block::Kind::ExceptionGroupHandler};
    handling.location = location;
    if (!pushBlock(handling))
        return;
    // What is still unhandled, what a handler takes of it, and what handlers raised.
    Register rest = code().makeTemporaries(2);
    Register matched = rest + 1;
    Register raised = temporary();
    for (size_t index = 0; index < node->handlers.size(); ++index) {
        ast::ExceptHandler* handler = node->handlers[index];
        Location here = locationOf(handler);
        if (index == 0) {
            emit(here, Opcode::BuildList, {raised, raised, 0});
            emit(here, Opcode::Move, {rest, guarded.exception});
        }
        Label next = code().makeLabel(), unmatched = code().makeLabel();
        uint32_t inner = code().temporaryMark();
        Register type = value(handler->type);
        emit(here, Opcode::MatchExceptionGroup, {rest, 2, rest, type});
        emit(here, Opcode::JumpIfNone, {matched, unmatched});
        code().releaseTemporaries(inner);
        if (handler->name)
            storeName(here, handler->name, matched);
        Guarded body = openGuard(here);
        Block leaving{Block::Kind::HandlerCleanup};
        leaving.location = here;
        leaving.outerHandler = body.outer;
        leaving.name = handler->name;
        if (!pushBlock(leaving))
            return;
        statements(handler->body);
        popBlock();
        code().setHandler(body.outer);
        if (handler->name)
            clearExceptionName(handler->name);
        emit(NoLocation, Opcode::Jump, {next});
        code().place(body.handler);
        if (handler->name)
            clearExceptionName(handler->name);
        emit(NoLocation, Opcode::ListAppend, {raised, body.exception});
        emit(NoLocation, Opcode::Jump, {next});
        code().place(unmatched);
        code().mark(here);
        code().place(next);
        code().releaseTemporaries(inner);
    }
    popBlock();
    Label reraise = code().makeLabel();
    emit(NoLocation, Opcode::ListAppend, {raised, rest});
    emit(NoLocation, Opcode::PrepareReraiseGroup, {rest, guarded.exception, raised});
    emit(NoLocation, Opcode::JumpIfNotNone, {rest, reraise});
    CodeBuilder::Handler inside = code().currentHandler();
    code().setHandler(guarded.outer);
    emit(NoLocation, Opcode::PopHandled, {previous});
    emit(NoLocation, Opcode::Jump, {end});
    code().place(reraise);
    emit(NoLocation, Opcode::PopHandled, {previous});
    emit(NoLocation, Opcode::Reraise, {rest});
    code().setHandler(inside);
    reraiseCleanup(cleanup, previous);
    code().place(otherwise);
    statements(node->orelse);
    code().place(end);
    code().releaseTemporaries(mark);
}

template <typename WithNode>
void Compiler::with(WithNode* node, size_t index) {
    constexpr bool Asynchronous = std::is_same_v<WithNode, ast::AsyncWith>;
    ast::WithItem* item = node->items[index];
    Location location = locationOf(item->context_expr);
    uint32_t mark = code().temporaryMark();
    // __exit__, its receiver and its three arguments.
    Register exit = code().makeTemporaries(5);
    uint32_t inner = code().temporaryMark();
    Register manager = value(item->context_expr);
    emit(location, Opcode::LoadSpecialMethod,
         {exit, 2, manager, uint32_t(Asynchronous ? SpecialMethod::AsyncExit : SpecialMethod::Exit)});
    Register enter = code().makeTemporaries(2);
    emit(location, Opcode::LoadSpecialMethod,
         {enter, 2, manager, uint32_t(Asynchronous ? SpecialMethod::AsyncEnter : SpecialMethod::Enter)});
    emit(location, Opcode::CallMethod, {enter, enter, 2});
    Register entered = enter;
    if (Asynchronous)
        entered = awaitValue(location, enter, 1, enter);
    // The value of `as` is in a register of its own below the guarded region's.
    code().releaseTemporaries(inner);
    Register held = temporary();
    settle(entered, held);

    Label done = code().makeLabel();
    Guarded guarded = openGuard(location);
    Block block{Asynchronous ? Block::Kind::AsyncWith : Block::Kind::With};
    block.location = location;
    block.outerHandler = guarded.outer;
    block.state = exit;
    if (!pushBlock(block))
        return;
    if (item->optional_vars)
        store(item->optional_vars, held);
    if (index + 1 < node->items.size())
        with(node, index + 1);
    else
        statements(node->body);
    popBlock();
    code().setHandler(guarded.outer);
    code().markLine(Asynchronous ? location : NoLocation); // of a jump that leaves the body from the middle of it

    for (uint32_t argument = 2; argument < 5; ++argument)
        loadConstant(location, makeNone(), exit + argument);
    emit(location, Opcode::CallMethod, {held, exit, 5});
    if (Asynchronous)
        awaitValue(location, held, 2, held);
    emit(location, Opcode::Jump, {done});
    code().markPolling();

    code().place(guarded.handler);
    Register previous = temporary();
    Guarded cleanup = openGuard(location);
    emit(location, Opcode::PushHandled, {previous, guarded.exception});
    emit(location, Opcode::WithExceptStart, {held, exit, 2, guarded.exception});
    if (Asynchronous)
        awaitValue(location, held, 2, held);
    Label suppress = code().makeLabel();
    emit(NoLocation, Opcode::JumpIfTrue, {held, suppress});
    emit(NoLocation, Opcode::Reraise, {guarded.exception});
    code().setHandler(guarded.outer);
    code().place(suppress);
    emit(NoLocation, Opcode::PopHandled, {previous});
    emit(NoLocation, Opcode::Jump, {done});
    code().markPolling();
    reraiseCleanup(cleanup, previous);
    code().place(done);
    code().releaseTemporaries(mark);
}
template void Compiler::with(ast::With*, size_t);
template void Compiler::with(ast::AsyncWith*, size_t);

} // namespace pyc::frontend
