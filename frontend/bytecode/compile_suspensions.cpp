// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where a generator or coroutine is left and entered again: yield, yield from, await.
#include "frontend/bytecode/compiler.h"

namespace pyc::frontend {

Register Compiler::yieldValue(const Location& location, Register given, Register wanted) {
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    if (unit->scope->generator && unit->scope->coroutine) {
        Register wrapped = isTemporary(given) ? given : temporary();
        emit(location, Opcode::WrapAsyncYield, {wrapped, given});
        given = wrapped;
    }
    emit(location, Opcode::Yield, {into, given});
    noteStore(into);
    code().releaseTemporaries(mark);
    return into;
}

Register Compiler::yield(ast::Yield* node, Register wanted) {
    Location location = locationOf(node);
    if (!unit->scope->isFunctionLike()) {
        error(location, {"'yield' outside function"});
        return orTemporary(wanted);
    }
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    Register given = node->value ? value(node->value) : loadConstant(location, makeNone(), NoRegister);
    yieldValue(location, given, into);
    code().releaseTemporaries(mark);
    return into;
}

/// Hands everything sent or thrown here to `receiver` until it finishes; its result is the value.
Register Compiler::delegate(const Location& location, Register receiver, Register wanted) {
    uint32_t outer = code().temporaryMark();
    Register into = scratch(wanted);
    uint32_t mark = code().temporaryMark();
    Register sent = temporary(), exception = temporary();
    Label send = code().makeLabel(), suspend = code().makeLabel(), thrown = code().makeLabel(),
          done = code().makeLabel();
    loadConstant(location, makeNone(), sent);
    code().place(send);
    emit(location, Opcode::Send, {into, receiver, sent, done});
    code().place(suspend);
    CodeBuilder::Handler outerHandler = code().enterHandler(code().makeHandler(thrown, exception));
    emit(location, Opcode::Yield, {sent, into});
    code().setHandler(outerHandler);
    emit(NoLocation, Opcode::Jump, {send});
    code().place(thrown);
    emit(location, Opcode::ThrowInto, {into, receiver, exception, done});
    emit(NoLocation, Opcode::Jump, {suspend});
    code().place(done);
    code().mark(location);
    code().releaseTemporaries(mark);
    if (wanted == NoRegister || wanted == into)
        return into;
    settle(into, wanted);
    code().releaseTemporaries(outer);
    return wanted;
}

Register Compiler::yieldFrom(ast::YieldFrom* node, Register wanted) {
    Location location = locationOf(node);
    if (!unit->scope->isFunctionLike()) {
        error(location, {"'yield from' outside function"});
        return orTemporary(wanted);
    }
    if (unit->kind == UnitKind::AsyncFunction) {
        error(location, {"'yield from' inside async function"});
        return orTemporary(wanted);
    }
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    Register receiver = temporary();
    Register iterable = value(node->value);
    emit(location, Opcode::GetYieldFromIter, {receiver, iterable});
    delegate(location, receiver, into);
    code().releaseTemporaries(mark);
    return into;
}

Register Compiler::awaitValue(const Location& location, Register awaitable, uint32_t reason, Register wanted) {
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    Register receiver = temporary();
    emit(location, Opcode::GetAwaitable, {receiver, awaitable, reason});
    delegate(location, receiver, into);
    code().releaseTemporaries(mark);
    return into;
}

} // namespace pyc::frontend
