// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Statements: assignment in all its forms, loops, jumps out of blocks, imports.
#include "frontend/bytecode/compiler.h"
#include "frontend/bytecode/folding.h"

namespace pyc::frontend {

namespace {

constexpr size_t MaximumBlocks = 21;

Opcode inplaceOpcode(ast::Operator op) {
    switch (op) {
    case ast::Operator::Add: return Opcode::InplaceAdd;
    case ast::Operator::Sub: return Opcode::InplaceSubtract;
    case ast::Operator::Mult: return Opcode::InplaceMultiply;
    case ast::Operator::MatMult: return Opcode::InplaceMatrixMultiply;
    case ast::Operator::Div: return Opcode::InplaceTrueDivide;
    case ast::Operator::Mod: return Opcode::InplaceModulo;
    case ast::Operator::Pow: return Opcode::InplacePower;
    case ast::Operator::LShift: return Opcode::InplaceLeftShift;
    case ast::Operator::RShift: return Opcode::InplaceRightShift;
    case ast::Operator::BitOr: return Opcode::InplaceBitOr;
    case ast::Operator::BitXor: return Opcode::InplaceBitXor;
    case ast::Operator::BitAnd: return Opcode::InplaceBitAnd;
    case ast::Operator::FloorDiv: return Opcode::InplaceFloorDivide;
    }
    return Opcode::Nop;
}

} // namespace

void Compiler::statements(const Sequence<ast::StmtNode*>& body, size_t first) {
    for (size_t index = first; index < body.size() && !failed; ++index)
        statement(body[index]);
}

/// A module's or class's body: its docstring, its statements and the function that makes its annotations.
void Compiler::body(const Location& location, const Sequence<ast::StmtNode*>& nodes, bool interactiveBody) {
    if (futureAnnotations() && unit->scope->annotationsUsed)
        emit(location, Opcode::SetupAnnotations);
    if (nodes.empty())
        return;
    size_t first = 0;
    if (!interactiveBody && unit->scope->hasDocstring) {
        const ast::Constant* docstring = docstringOf(nodes);
        if (docstring) {
            first = 1;
            uint32_t mark = code().temporaryMark();
            Register text = loadConstant(locationOf(docstring), cleanDocstring(docstring), NoRegister);
            storeName(NoLocation, known.documentation, text);
            code().releaseTemporaries(mark);
        }
    }
    statements(nodes, first);
    if (!futureAnnotations())
        deferredAnnotations(location);
}

void Compiler::statement(ast::StmtNode* node) {
    if (failed)
        return;
    if (guard.exhausted()) {
        failed = true;
        Diagnostic diagnostic;
        diagnostic.kind = DiagnosticKind::RecursionError;
        diagnostic.message = "maximum recursion depth exceeded during compilation";
        diagnostic.hasPosition = false;
        sink.report(diagnostic);
        return;
    }
    Location location = locationOf(node);
    uint32_t mark = code().temporaryMark();
    auto conditionally = [&](auto&& action) {
        ++unit->conditionalDepth;
        action();
        --unit->conditionalDepth;
    };
    switch (node->kind) {
    case ast::Kind::FunctionDef: function(node->as<ast::FunctionDef>()); break;
    case ast::Kind::AsyncFunctionDef: function(node->as<ast::AsyncFunctionDef>()); break;
    case ast::Kind::ClassDef: classDefinition(node->as<ast::ClassDef>()); break;
    case ast::Kind::TypeAlias: typeAlias(node->as<ast::TypeAlias>()); break;
    case ast::Kind::Return: returnStatement(node->as<ast::Return>()); break;
    case ast::Kind::Delete:
        for (ast::ExprNode* target : node->as<ast::Delete>()->targets)
            remove(target);
        break;
    case ast::Kind::Assign: assign(node->as<ast::Assign>()); break;
    case ast::Kind::AugAssign: augmentedAssign(node->as<ast::AugAssign>()); break;
    case ast::Kind::AnnAssign: annotatedAssign(node->as<ast::AnnAssign>()); break;
    case ast::Kind::For: conditionally([&] { forLoop(node->as<ast::For>()); }); break;
    case ast::Kind::AsyncFor: conditionally([&] { asyncForLoop(node->as<ast::AsyncFor>()); }); break;
    case ast::Kind::While: conditionally([&] { whileLoop(node->as<ast::While>()); }); break;
    case ast::Kind::If: conditionally([&] { ifStatement(node->as<ast::If>()); }); break;
    case ast::Kind::Match: conditionally([&] { match(node->as<ast::Match>()); }); break;
    case ast::Kind::Raise: {
        ast::Raise* raise = node->as<ast::Raise>();
        if (!raise->exc) {
            emit(location, Opcode::RaiseCurrent);
            break;
        }
        Register exception = raise->cause ? operand(raise->exc, raise->cause) : value(raise->exc);
        Register cause = raise->cause ? value(raise->cause) : NoRegister;
        emit(location, Opcode::Raise, {exception, cause});
        break;
    }
    case ast::Kind::Try: {
        ast::Try* attempt = node->as<ast::Try>();
        conditionally([&] { attempt->finalbody.empty() ? tryExcept(attempt) : tryFinally(attempt); });
        break;
    }
    case ast::Kind::TryStar: {
        ast::TryStar* attempt = node->as<ast::TryStar>();
        conditionally([&] { attempt->finalbody.empty() ? tryExceptStar(attempt) : tryFinally(attempt); });
        break;
    }
    case ast::Kind::Assert: assertStatement(node->as<ast::Assert>()); break;
    case ast::Kind::Import: import(node->as<ast::Import>()); break;
    case ast::Kind::ImportFrom: importFrom(node->as<ast::ImportFrom>()); break;
    case ast::Kind::Global:
    case ast::Kind::Nonlocal: break;
    case ast::Kind::Expr: expressionStatement(node->as<ast::Expr>()); break;
    case ast::Kind::Pass: code().markLine(location); break;
    case ast::Kind::Break: breakStatement(location); break;
    case ast::Kind::Continue: continueStatement(location); break;
    case ast::Kind::With: conditionally([&] { with(node->as<ast::With>(), 0); }); break;
    case ast::Kind::AsyncWith: conditionally([&] { with(node->as<ast::AsyncWith>(), 0); }); break;
    default: error(location, {"unexpected statement"}); break;
    }
    code().releaseTemporaries(mark);
}

void Compiler::expressionStatement(ast::Expr* node) {
    Location location = locationOf(node);
    if (isInteractiveTopLevel()) {
        Register shown = value(node->value);
        Register ignored = temporary();
        emit(location, Opcode::Intrinsic1, {ignored, uint32_t(Intrinsic::PrintExpression), shown});
        return;
    }
    if (node->value->is<ast::Constant>()) {
        code().markLine(location);
        return;
    }
    Constant constant;
    if (node->value->kind != ast::Kind::Subscript && tryFold(node->value, constant)) {
        code().markLine(locationOf(plainText(node->value)));
        code().addWeight(constant.kind == ConstantKind::Tuple ? constant.count + 1 : 3);
        return;
    }
    value(node->value);
    code().mark(NoLocation); // where CPython drops the value
}

// ---- assignment ----

/// Computes `source` and assigns it; a local variable receives it without a detour.
void Compiler::storeTo(ast::ExprNode* target, ast::ExprNode* source) {
    uint32_t mark = code().temporaryMark();
    ast::Name* name = target->maybe<ast::Name>();
    Register direct = name ? directTarget(name->id) : NoRegister;
    store(target, value(source, direct));
    code().releaseTemporaries(mark);
}

void Compiler::assign(ast::Assign* node) {
    if (node->targets.size() == 1) {
        if (!assignSwap(node->targets[0], node->value))
            storeTo(node->targets[0], node->value);
        return;
    }
    Register held = value(node->value);
    // A chain of targets: an earlier one may be the variable the value was read from.
    if (!isTemporary(held))
        held = settle(held, temporary());
    for (ast::ExprNode* target : node->targets) {
        if (target != node->targets.back())
            code().markCopy(locationOf(node));
        store(target, held);
    }
}

namespace {

const Sequence<ast::ExprNode*>* elementsOf(ast::ExprNode* node) {
    if (ast::Tuple* tuple = node->maybe<ast::Tuple>())
        return &tuple->elts;
    if (ast::List* list = node->maybe<ast::List>())
        return &list->elts;
    return nullptr;
}

} // namespace

/// `a, b = b, a` needs no tuple.
bool Compiler::assignSwap(ast::ExprNode* target, ast::ExprNode* source) {
    const Sequence<ast::ExprNode*>* targets = elementsOf(target);
    ast::Tuple* tuple = source->maybe<ast::Tuple>();
    if (!targets || !tuple || targets->size() != tuple->elts.size() || targets->size() < 1 || targets->size() > 3)
        return false;
    for (size_t index = 0; index < targets->size(); ++index)
        if ((*targets)[index]->is<ast::Starred>() || tuple->elts[index]->is<ast::Starred>())
            return false;
    Constant constant;
    if (mayFold(tuple)) {
        FoldTrail trail(arena);
        if (fold(tuple, constant, trail)) {
            // The constants are stored one by one, but CPython has listed them all.
            noteFolding(trail);
        }
    }
    Register held[3];
    size_t count = targets->size();
    for (size_t index = 0; index < count; ++index)
        held[index] =
            value(tuple->elts[index], tuple->elts[index]->is<ast::Constant>() || count > 1 ? temporary() : NoRegister);
    code().markLine(locationOf(tuple));
    if (count > 1)
        code().markSwap(locationOf(target), uint32_t(count));
    else
        code().markLine(locationOf(target));
    for (size_t index = 0; index < count; ++index)
        store((*targets)[index], held[index]);
    return true;
}

void Compiler::unpack(const Location& location, const Sequence<ast::ExprNode*>& targets, Register source) {
    uint32_t mark = code().temporaryMark();
    size_t count = targets.size();
    size_t star = count;
    for (size_t index = 0; index < count; ++index) {
        if (!targets[index]->is<ast::Starred>())
            continue;
        if (star != count) {
            error(location, {"multiple starred expressions in assignment"});
            return;
        }
        if (index >= 256 || count - index - 1 >= (INT32_MAX >> 8)) {
            error(location, {"too many expressions in star-unpacking assignment"});
            return;
        }
        star = index;
    }
    Register first = code().makeTemporaries(uint32_t(count ? count : 1));
    if (star == count)
        emit(location, Opcode::UnpackSequence, {first, uint32_t(count), source});
    else
        emit(location, Opcode::UnpackStarred, {first, uint32_t(star), uint32_t(count - star - 1), source});
    for (size_t index = 0; index < count; ++index) {
        ast::Starred* starred = targets[index]->maybe<ast::Starred>();
        store(starred ? starred->value : targets[index], first + uint32_t(index));
    }
    code().releaseTemporaries(mark);
}

void Compiler::store(ast::ExprNode* target, Register held) {
    if (failed)
        return;
    Location location = locationOf(target);
    uint32_t mark = code().temporaryMark();
    switch (target->kind) {
    case ast::Kind::Name: storeName(location, target->as<ast::Name>()->id, held); break;
    case ast::Kind::Attribute: {
        ast::Attribute* attribute = target->as<ast::Attribute>();
        addStaticAttribute(attribute);
        Register object = value(attribute->value);
        emit(attributeLocation(location, attribute), Opcode::StoreAttr,
             {object, mangledNameIndex(attribute->attr), held});
        break;
    }
    case ast::Kind::Subscript: {
        ast::Subscript* subscript = target->as<ast::Subscript>();
        Register container = operand(subscript->value, subscript->slice);
        Register index = subscriptIndex(subscript->slice, location);
        emit(location, Opcode::StoreItem, {container, index, held});
        break;
    }
    case ast::Kind::Tuple: unpack(location, target->as<ast::Tuple>()->elts, held); break;
    case ast::Kind::List: unpack(location, target->as<ast::List>()->elts, held); break;
    case ast::Kind::Starred: error(location, {"starred assignment target must be in a list or tuple"}); break;
    default: error(location, {"cannot assign to this expression"}); break;
    }
    code().releaseTemporaries(mark);
}

void Compiler::remove(ast::ExprNode* target) {
    if (failed)
        return;
    Location location = locationOf(target);
    uint32_t mark = code().temporaryMark();
    switch (target->kind) {
    case ast::Kind::Name: deleteName(location, target->as<ast::Name>()->id); break;
    case ast::Kind::Attribute: {
        ast::Attribute* attribute = target->as<ast::Attribute>();
        Register object = value(attribute->value);
        emit(attributeLocation(location, attribute), Opcode::DeleteAttr, {object, mangledNameIndex(attribute->attr)});
        break;
    }
    case ast::Kind::Subscript: {
        ast::Subscript* subscript = target->as<ast::Subscript>();
        Register container = operand(subscript->value, subscript->slice);
        Register index = value(subscript->slice);
        emit(location, Opcode::DeleteItem, {container, index});
        break;
    }
    case ast::Kind::Tuple:
    case ast::Kind::List:
        for (ast::ExprNode* element : *elementsOf(target))
            remove(element);
        break;
    default: error(location, {"cannot delete this expression"}); break;
    }
    code().releaseTemporaries(mark);
}

void Compiler::augmentedAssign(ast::AugAssign* node) {
    Location location = locationOf(node);
    ast::ExprNode* target = node->target;
    Location targetLocation = locationOf(target);
    Opcode opcode = inplaceOpcode(node->op);
    switch (target->kind) {
    case ast::Kind::Name: {
        NameRef name = target->as<ast::Name>()->id;
        Register current = operand(target, node->value);
        Register amount = value(node->value);
        Register direct = directTarget(name);
        Register updated = direct != NoRegister ? direct : isTemporary(current) ? current : temporary();
        emit(location, opcode, {updated, current, amount});
        storeName(targetLocation, name, updated);
        return;
    }
    case ast::Kind::Attribute: {
        ast::Attribute* attribute = target->as<ast::Attribute>();
        Register object = operand(attribute->value, node->value);
        Location here = attributeLocation(targetLocation, attribute);
        Register current = temporary();
        code().mark(targetLocation);
        emit(here, Opcode::LoadAttr, {current, object, mangledNameIndex(attribute->attr)});
        Register amount = value(node->value);
        emit(location, opcode, {current, current, amount});
        emit(here, Opcode::StoreAttr, {object, mangledNameIndex(attribute->attr), current});
        return;
    }
    case ast::Kind::Subscript: {
        ast::Subscript* subscript = target->as<ast::Subscript>();
        Register container = operand(subscript->value, subscript->slice, node->value);
        Register index = subscript->slice->is<ast::Slice>() ? subscriptIndex(subscript->slice, targetLocation)
                                                            : operand(subscript->slice, node->value);
        Register current = temporary();
        emit(targetLocation, Opcode::LoadItem, {current, container, index});
        Register amount = value(node->value);
        emit(location, opcode, {current, current, amount});
        emit(targetLocation, Opcode::StoreItem, {container, index, current});
        return;
    }
    default: error(location, {"invalid target of an augmented assignment"}); return;
    }
}

void Compiler::checkAnnotationSubscript(ast::ExprNode* node) {
    switch (node->kind) {
    case ast::Kind::Slice: {
        ast::Slice* slice = node->as<ast::Slice>();
        for (ast::ExprNode* part : {slice->lower, slice->upper, slice->step})
            if (part)
                effect(part);
        return;
    }
    case ast::Kind::Tuple:
        for (ast::ExprNode* element : node->as<ast::Tuple>()->elts)
            checkAnnotationSubscript(element);
        return;
    case ast::Kind::Constant:
        noteLiteral(fromTree(node->as<ast::Constant>()->value, result));
        code().markLine(locationOf(node));
        return;
    default: effect(node); return;
    }
}

void Compiler::annotatedAssign(ast::AnnAssign* node) {
    Location location = locationOf(node);
    ast::ExprNode* target = node->target;
    bool evaluated = unit->kind == UnitKind::Module || unit->kind == UnitKind::Class;
    if (node->value)
        storeTo(target, node->value);
    switch (target->kind) {
    case ast::Kind::Name:
        if (!node->simple || !evaluated)
            break;
        if (futureAnnotations()) {
            Register text = annotationText(node->annotation, NoRegister);
            Register annotations = temporary();
            emit(location, Opcode::LoadName, {annotations, nameIndex(known.annotations)});
            Register key = loadConstant(
                location, makeText(ConstantKind::String, result.copy(mangledHere(target->as<ast::Name>()->id)->text())),
                NoRegister);
            emit(location, Opcode::StoreItem, {annotations, key, text});
        } else {
            bool conditional = unit->kind == UnitKind::Module || unit->conditionalDepth;
            int32_t index = conditional ? unit->nextConditionalAnnotation++ : -1;
            unit->deferredAnnotations.push({node, index});
            if (conditional) {
                Register set = temporary();
                if (unit->kind == UnitKind::Class)
                    emit(location, Opcode::LoadCell, {set, cellRegister(known.conditionalAnnotations)});
                else
                    emit(location, Opcode::LoadName, {set, nameIndex(known.conditionalAnnotations)});
                Register item = loadConstant(location, makeInt(index), NoRegister);
                emit(location, Opcode::SetAdd, {set, item});
            }
        }
        break;
    case ast::Kind::Attribute:
        if (!node->value)
            effect(target->as<ast::Attribute>()->value);
        break;
    case ast::Kind::Subscript:
        if (!node->value) {
            effect(target->as<ast::Subscript>()->value);
            checkAnnotationSubscript(target->as<ast::Subscript>()->slice);
        }
        break;
    default: error(location, {"invalid target of an annotated assignment"}); return;
    }
}

// ---- control flow ----

void Compiler::ifStatement(ast::If* node) {
    Label end = code().makeLabel();
    Label next = node->orelse.empty() ? end : code().makeLabel();
    jumpIf(locationOf(node), node->test, next, false);
    statements(node->body);
    if (!node->orelse.empty()) {
        emit(NoLocation, Opcode::Jump, {end});
        code().place(next);
        statements(node->orelse);
    }
    code().place(end);
}

void Compiler::whileLoop(ast::While* node) {
    Label loop = code().makeLabel(), end = code().makeLabel(), otherwise = code().makeLabel();
    code().place(loop);
    if (!pushBlock({Block::Kind::While, locationOf(node), loop, end}))
        return;
    jumpIf(locationOf(node), node->test, otherwise, false);
    statements(node->body);
    emit(NoLocation, Opcode::LoopBack, {loop});
    popBlock();
    code().place(otherwise);
    statements(node->orelse);
    code().place(end);
}

/// Whether leaving a loop over the expression early may leave a generator that nobody else has. What nearly all loops
/// use gives something else; they stay as they are.
static bool mayGiveGenerator(ast::ExprNode* iterable) {
    auto isOneOf = [](NameRef name, std::initializer_list<std::string_view> known) {
        for (std::string_view text : known)
            if (name->text() == text)
                return true;
        return false;
    };
    if (ast::Call* call = iterable->maybe<ast::Call>()) {
        if (ast::Name* name = call->func->maybe<ast::Name>())
            return !isOneOf(name->id, {"range", "enumerate", "zip", "reversed", "sorted", "list", "tuple", "set", "map",
                                       "filter", "iter", "dir", "vars"});
        if (ast::Attribute* attribute = call->func->maybe<ast::Attribute>())
            return !isOneOf(attribute->attr, {"items", "keys", "values", "split", "splitlines", "copy", "readlines"});
        return true;
    }
    return !iterable->is<ast::Constant>() && !iterable->is<ast::List>() && !iterable->is<ast::Tuple>() &&
           !iterable->is<ast::Set>() && !iterable->is<ast::Dict>() && !iterable->is<ast::ListComp>();
}

void Compiler::forLoop(ast::For* node) {
    Location location = locationOf(node);
    Location iterLocation = locationOf(node->iter);
    Label start = code().makeLabel(), cleanup = code().makeLabel(), end = code().makeLabel();
    if (!pushBlock({Block::Kind::For, location, start, end}))
        return;
    Register iterator = temporary();
    uint32_t mark = code().temporaryMark();
    Register iterable = comparator(node->iter, true);
    emit(iterLocation, Opcode::GetIter, {iterator, iterable});
    code().releaseTemporaries(mark);
    if (mayGiveGenerator(node->iter))
        unit->blocks.back().state = iterator;
    code().place(start);
    ast::Name* name = node->target->maybe<ast::Name>();
    Register item = name ? directTarget(name->id) : NoRegister;
    if (item == NoRegister)
        item = temporary();
    emit(iterLocation, Opcode::ForIter, {item, iterator, cleanup});
    code().markLine(locationOf(node->target));
    store(node->target, item);
    code().releaseTemporaries(mark);
    statements(node->body);
    emit(NoLocation, Opcode::LoopBack, {start});
    code().place(cleanup);
    code().mark(NoLocation);
    popBlock();
    statements(node->orelse);
    code().place(end);
}

void Compiler::asyncForLoop(ast::AsyncFor* node) {
    Location location = locationOf(node);
    Location iterLocation = locationOf(node->iter);
    Label start = code().makeLabel(), exhausted = code().makeLabel(), end = code().makeLabel();
    Register iterator = temporary(), exception = temporary();
    uint32_t mark = code().temporaryMark();
    Register iterable = value(node->iter);
    emit(iterLocation, Opcode::GetAsyncIter, {iterator, iterable});
    code().releaseTemporaries(mark);
    code().place(start);
    if (!pushBlock({Block::Kind::For, location, start, end}))
        return;
    CodeBuilder::Handler outer = code().enterHandler(code().makeHandler(exhausted, exception));
    Register awaitable = temporary();
    emit(location, Opcode::GetAsyncNext, {awaitable, iterator});
    Register item = delegate(location, awaitable, NoRegister);
    code().setHandler(outer);
    store(node->target, item);
    code().releaseTemporaries(mark);
    statements(node->body);
    emit(NoLocation, Opcode::LoopBack, {start});
    popBlock();
    code().place(exhausted);
    emit(iterLocation, Opcode::EndAsyncFor, {exception});
    statements(node->orelse);
    code().place(end);
}

bool Compiler::pushBlock(const Block& block) {
    if (unit->blocks.size() >= MaximumBlocks)
        return error(block.location, {"too many statically nested blocks"});
    unit->blocks.push(block);
    return true;
}

/// The code a jump runs on its way out of one block.
void Compiler::unwindBlock(Location& location, const Block& block, bool keepsValue) {
    switch (block.kind) {
    case Block::Kind::For:
        if (block.state != NoRegister)
            emit(location, Opcode::CloseIterator, {block.state});
        else
            code().mark(location);
        return;
    case Block::Kind::While:
    case Block::Kind::ExceptionHandler:
    case Block::Kind::ExceptionGroupHandler:
    case Block::Kind::Comprehension:
    case Block::Kind::StopIteration: return;
    case Block::Kind::TryExcept:
        code().setHandler(block.outerHandler);
        code().markLine(location);
        return;
    case Block::Kind::FinallyTry:
        code().setHandler(block.outerHandler);
        code().markLine(location);
        statements(*block.finalBody);
        location = NoLocation;
        return;
    case Block::Kind::FinallyEnd:
        code().setHandler(block.outerHandler);
        emit(location, Opcode::PopHandled, {block.state});
        code().addWeight(keepsValue ? 3 : 1);
        return;
    case Block::Kind::With:
    case Block::Kind::AsyncWith: {
        location = block.location;
        code().setHandler(block.outerHandler);
        uint32_t mark = code().temporaryMark();
        for (uint32_t index = 2; index < 5; ++index)
            loadConstant(location, makeNone(), block.state + index);
        Register ignored = temporary();
        emit(location, Opcode::CallMethod, {ignored, block.state, 5});
        if (block.kind == Block::Kind::AsyncWith)
            awaitValue(location, ignored, 2, NoRegister);
        code().releaseTemporaries(mark);
        location = NoLocation;
        return;
    }
    case Block::Kind::HandlerCleanup:
        code().setHandler(block.outerHandler);
        if (block.state != NoRegister) {
            emit(location, Opcode::PopHandled, {block.state});
            code().addWeight(keepsValue + (block.name ? 1 : 0));
        }
        if (block.name) {
            uint32_t mark = code().temporaryMark();
            storeName(location, block.name, loadConstant(location, makeNone(), NoRegister));
            deleteName(location, block.name);
            code().releaseTemporaries(mark);
        }
        return;
    }
}

/// Leaves all blocks, or those inside the nearest loop, which `loop` then tells.
bool Compiler::unwindBlocks(Location& location, const Block** loop, bool keepsValue) {
    if (unit->blocks.empty() || failed)
        return !failed;
    Block top = unit->blocks.back();
    if (top.kind == Block::Kind::ExceptionGroupHandler)
        return error(location, {"'break', 'continue' and 'return' cannot appear in an except* block"});
    if (loop && (top.kind == Block::Kind::While || top.kind == Block::Kind::For)) {
        Block* found = arena.make<Block>(top);
        *loop = found;
        return true;
    }
    unit->blocks.pop();
    unwindBlock(location, top, keepsValue);
    bool fine = unwindBlocks(location, loop, keepsValue);
    unit->blocks.push(top);
    return fine;
}

void Compiler::returnStatement(ast::Return* node) {
    Location location = locationOf(node);
    if (!unit->scope->isFunctionLike()) {
        error(location, {"'return' outside function"});
        return;
    }
    if (node->value && unit->scope->coroutine && unit->scope->generator) {
        error(location, {"'return' with value in async generator"});
        return;
    }
    bool computed = node->value && !node->value->is<ast::Constant>();
    Register returned = NoRegister;
    if (computed) {
        returned = value(node->value);
        // What runs on the way out may change the variable.
        bool unwinds = false;
        for (const Block& block : unit->blocks)
            unwinds |= block.kind == Block::Kind::FinallyTry || block.kind == Block::Kind::With ||
                       block.kind == Block::Kind::AsyncWith || block.kind == Block::Kind::HandlerCleanup;
        if (unwinds && !isTemporary(returned))
            returned = settle(returned, temporary());
    } else if (node->value) {
        location = locationOf(node->value);
        code().markLine(location);
    }
    if (!node->value || node->value->position.line != node->position.line) {
        location = locationOf(node);
        code().markLine(location);
    }
    CodeBuilder::Handler handler = code().currentHandler();
    if (!unwindBlocks(location, nullptr, computed))
        return;
    if (!node->value)
        returned = loadConstant(location, makeNone(), NoRegister);
    else if (!computed)
        returned = loadConstant(location, fromTree(node->value->as<ast::Constant>()->value, result), NoRegister);
    emit(location, Opcode::Return, {returned});
    code().setHandler(handler);
}

/// Leaves what stands between a `break` or `continue` and its loop, which it gives back, or null after an error.
const Block* Compiler::leaveToLoop(Location& location, std::string_view withoutLoop) {
    Location where = location;
    code().markLine(location);
    const Block* loop = nullptr;
    if (!unwindBlocks(location, &loop))
        return nullptr;
    if (!loop)
        error(where, {withoutLoop});
    return loop;
}

void Compiler::breakStatement(Location location) {
    CodeBuilder::Handler handler = code().currentHandler();
    const Block* loop = leaveToLoop(location, "'break' outside loop");
    if (!loop)
        return;
    if (loop->kind == Block::Kind::For)
        unwindBlock(location, *loop, false);
    emit(location, Opcode::Jump, {loop->breakTarget});
    code().markPolling();
    code().setHandler(handler);
}

void Compiler::continueStatement(Location location) {
    CodeBuilder::Handler handler = code().currentHandler();
    const Block* loop = leaveToLoop(location, "'continue' not properly in loop");
    if (!loop)
        return;
    emit(location, Opcode::LoopBack, {loop->continueTarget});
    code().setHandler(handler);
}

void Compiler::assertStatement(ast::Assert* node) {
    Location location = locationOf(node);
    bool isTuple = node->test->is<ast::Tuple>() && !node->test->as<ast::Tuple>()->elts.empty();
    if (ast::Constant* constant = node->test->maybe<ast::Constant>())
        isTuple = constant->value.kind == ast::ConstantKind::Tuple && constant->value.sequence.itemCount > 0;
    if (isTuple)
        warn(location, {"assertion is always true, perhaps remove parentheses?"});
    if (options.optimize)
        return;
    Label end = code().makeLabel();
    jumpIf(location, node->test, end, true);
    Register exception = temporary();
    emit(location, Opcode::LoadCommonConstant, {exception, uint32_t(CommonConstant::AssertionError)});
    if (node->msg) {
        value(node->msg, temporary());
        emit(location, Opcode::Call, {exception, exception, 2});
    }
    emit(locationOf(node->test), Opcode::Raise, {exception, NoRegister});
    code().place(end);
}

// ---- imports ----

void Compiler::import(ast::Import* node) {
    Location location = locationOf(node);
    for (ast::Alias* alias : node->names) {
        uint32_t mark = code().temporaryMark();
        noteLiteral(makeInt(0));
        Register none = loadConstant(location, makeNone(), NoRegister);
        Register module = temporary();
        emit(location, Opcode::ImportName, {module, mangledNameIndex(alias->name), none, 0});
        std::string_view text = alias->name->text();
        size_t dot = text.find('.');
        if (alias->asname) {
            // `import a.b.c as d` binds the innermost module.
            while (dot != std::string_view::npos) {
                size_t start = dot + 1;
                dot = text.find('.', start);
                NameRef part =
                    identifiers.intern(text.substr(start, dot == std::string_view::npos ? dot : dot - start));
                emit(location, Opcode::ImportFrom, {module, module, nameIndex(part)});
            }
            storeName(location, alias->asname, module);
        } else {
            storeName(location, dot == std::string_view::npos ? alias->name : identifiers.intern(text.substr(0, dot)),
                      module);
        }
        code().releaseTemporaries(mark);
    }
}

void Compiler::importFrom(ast::ImportFrom* node) {
    Location location = locationOf(node);
    noteLiteral(makeInt(node->level));
    Constant* names = result.makeArray<Constant>(node->names.size());
    for (size_t index = 0; index < node->names.size(); ++index)
        names[index] = makeText(ConstantKind::String, result.copy(node->names[index]->name->text()));
    Register list = loadConstant(location, makeTuple(names, node->names.size()), NoRegister);
    Register module = temporary();
    emit(location, Opcode::ImportName,
         {module, mangledNameIndex(node->module ? node->module : known.empty), list, uint32_t(node->level)});
    for (ast::Alias* alias : node->names) {
        if (alias->name == known.star) {
            emit(location, Opcode::ImportStar, {module});
            return;
        }
        uint32_t mark = code().temporaryMark();
        NameRef bound = alias->asname ? alias->asname : alias->name;
        Register direct = directTarget(bound);
        Register imported = direct != NoRegister ? direct : temporary();
        emit(location, Opcode::ImportFrom, {imported, module, mangledNameIndex(alias->name)});
        storeName(location, bound, imported);
        code().releaseTemporaries(mark);
    }
}

} // namespace pyc::frontend
