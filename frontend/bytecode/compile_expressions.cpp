// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Expressions: each is computed into a wanted register, or tells in which register its value is. Operators, attributes
// and items are here; other families have files of their own.
#include "frontend/ast/visit.h"
#include "frontend/bytecode/compiler.h"
#include "frontend/bytecode/folding.h"

namespace pyc::frontend {

namespace {

constexpr Opcode binaryOpcode(ast::Operator op) {
    switch (op) {
    case ast::Operator::Add: return Opcode::Add;
    case ast::Operator::Sub: return Opcode::Subtract;
    case ast::Operator::Mult: return Opcode::Multiply;
    case ast::Operator::MatMult: return Opcode::MatrixMultiply;
    case ast::Operator::Div: return Opcode::TrueDivide;
    case ast::Operator::Mod: return Opcode::Modulo;
    case ast::Operator::Pow: return Opcode::Power;
    case ast::Operator::LShift: return Opcode::LeftShift;
    case ast::Operator::RShift: return Opcode::RightShift;
    case ast::Operator::BitOr: return Opcode::BitOr;
    case ast::Operator::BitXor: return Opcode::BitXor;
    case ast::Operator::BitAnd: return Opcode::BitAnd;
    case ast::Operator::FloorDiv: return Opcode::FloorDivide;
    }
    return Opcode::Nop;
}

bool containsNamedExpression(ast::Node* node) {
    if (node->is<ast::NamedExpr>())
        return true;
    if (node->is<ast::Lambda>() || node->is<ast::Constant>() || node->is<ast::Name>())
        return false;
    bool found = false;
    ast::forEachChild(node, [&](ast::Node* child) { found = found || containsNamedExpression(child); });
    return found;
}

} // namespace

// ---- operands ----

bool Compiler::mayRebind(ast::ExprNode* node) {
    return node && unit->scope->hasNamedExpressions && containsNamedExpression(node);
}

Register Compiler::operand(ast::ExprNode* node, ast::ExprNode* later1, ast::ExprNode* later2) {
    if (node->is<ast::Name>() && (mayRebind(later1) || mayRebind(later2)))
        return value(node, temporary());
    return value(node);
}

/// The values one after the other in fresh registers; gives the first.
Register Compiler::values(const Sequence<ast::ExprNode*>& nodes) {
    Register first = NoRegister;
    for (ast::ExprNode* node : nodes) {
        Register into = temporary();
        if (first == NoRegister)
            first = into;
        value(node, into);
    }
    return first == NoRegister ? temporary() : first;
}

void Compiler::effect(ast::ExprNode* node) {
    uint32_t mark = code().temporaryMark();
    value(node);
    code().releaseTemporaries(mark);
}

// ---- the walk ----

Register Compiler::value(ast::ExprNode* node, Register wanted) {
    if (failed)
        return orTemporary(wanted);
    if (guard.exhausted()) {
        failed = true;
        Diagnostic diagnostic;
        diagnostic.kind = DiagnosticKind::RecursionError;
        diagnostic.message = "maximum recursion depth exceeded during compilation";
        diagnostic.hasPosition = false;
        sink.report(diagnostic);
        return orTemporary(wanted);
    }
    Location location = locationOf(node);
    switch (node->kind) {
    case ast::Kind::Constant: return loadConstant(location, fromTree(node->as<ast::Constant>()->value, result), wanted);
    case ast::Kind::Name: return loadName(location, node->as<ast::Name>()->id, wanted);
    case ast::Kind::NamedExpr: {
        ast::NamedExpr* named = node->as<ast::NamedExpr>();
        ast::Name* target = named->target->as<ast::Name>();
        Register direct = directTarget(target->id);
        if (direct != NoRegister) {
            value(named->value, direct);
            code().mark(location);
            storeName(locationOf(target), target->id, direct);
            return settle(direct, wanted);
        }
        Register held = value(named->value, wanted != NoRegister && isTemporary(wanted) ? wanted : NoRegister);
        code().mark(location);
        storeName(locationOf(target), target->id, held);
        return settle(held, wanted);
    }
    case ast::Kind::BoolOp: return boolean(node->as<ast::BoolOp>(), wanted);
    case ast::Kind::BinOp: return binary(node->as<ast::BinOp>(), wanted);
    case ast::Kind::UnaryOp: return unary(node->as<ast::UnaryOp>(), wanted);
    case ast::Kind::Lambda: return lambda(node->as<ast::Lambda>(), wanted);
    case ast::Kind::IfExp: return choice(node->as<ast::IfExp>(), wanted);
    case ast::Kind::Dict: return dictionary(node->as<ast::Dict>(), wanted);
    case ast::Kind::Set: return sequence(node, node->as<ast::Set>()->elts, Opcode::BuildSet, wanted);
    case ast::Kind::ListComp:
    case ast::Kind::SetComp:
    case ast::Kind::DictComp:
    case ast::Kind::GeneratorExp: return comprehension(node, wanted);
    case ast::Kind::Yield: return yield(node->as<ast::Yield>(), wanted);
    case ast::Kind::YieldFrom: return yieldFrom(node->as<ast::YieldFrom>(), wanted);
    case ast::Kind::Await: {
        uint32_t mark = code().temporaryMark();
        Register into = orTemporary(wanted);
        uint32_t inner = code().temporaryMark();
        Register awaitable = value(node->as<ast::Await>()->value);
        Register done = awaitValue(location, awaitable, 0, into);
        code().releaseTemporaries(wanted == NoRegister ? inner : mark);
        return done;
    }
    case ast::Kind::Compare: return compare(node->as<ast::Compare>(), wanted);
    case ast::Kind::Call: return call(node->as<ast::Call>(), wanted);
    case ast::Kind::JoinedStr: return joinedString(node->as<ast::JoinedStr>(), wanted);
    case ast::Kind::TemplateStr: return templateString(node->as<ast::TemplateStr>(), wanted);
    case ast::Kind::FormattedValue: return formatted(node->as<ast::FormattedValue>(), wanted);
    case ast::Kind::Interpolation: return interpolation(node->as<ast::Interpolation>(), wanted);
    case ast::Kind::Attribute: return attribute(node->as<ast::Attribute>(), wanted);
    case ast::Kind::Subscript: return subscript(node->as<ast::Subscript>(), wanted);
    case ast::Kind::Starred:
        error(location, {node->as<ast::Starred>()->ctx == ast::ExprContext::Store
                             ? "starred assignment target must be in a list or tuple"
                             : "can't use starred expression here"});
        return orTemporary(wanted);
    case ast::Kind::Slice: return slice(node->as<ast::Slice>(), wanted);
    case ast::Kind::List: return sequence(node, node->as<ast::List>()->elts, Opcode::BuildList, wanted);
    case ast::Kind::Tuple: {
        Constant constant;
        if (tryFold(node, constant))
            return loadConstant(location, constant, wanted, true);
        return sequence(node, node->as<ast::Tuple>()->elts, Opcode::BuildTuple, wanted);
    }
    default: error(location, {"unexpected expression"}); return orTemporary(wanted);
    }
}

// ---- operators ----

Register Compiler::binary(ast::BinOp* node, Register wanted) {
    // A chain of operators leans left: it is walked without recursion, however long it is.
    ArenaVector<ast::BinOp*> chain(arena);
    ast::ExprNode* leftmost = node;
    for (; leftmost->is<ast::BinOp>(); leftmost = leftmost->as<ast::BinOp>()->left)
        chain.push(leftmost->as<ast::BinOp>());

    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    // The constant prefix of the chain is one constant.
    Constant constant;
    bool isConstant = tryFold(leftmost, constant);
    bool anyFolded = isConstant && !leftmost->is<ast::Constant>();
    Location constantLocation = locationOf(plainText(leftmost));
    size_t next = chain.size();
    while (isConstant && next) {
        ast::BinOp* operation = chain[next - 1];
        FoldTrail trail(arena);
        Constant right, combined;
        if (!mayFold(operation->right) || !fold(operation->right, right, trail) ||
            !foldBinary(operation->op, constant, right, result, combined))
            break;
        trail.push({combined, false});
        noteFolding(trail);
        constant = combined;
        constantLocation = locationOf(operation);
        anyFolded = true;
        --next;
    }
    if (!next)
        return loadConstant(constantLocation, constant, into, anyFolded);

    Register left;
    Register accumulator = isTemporary(into) ? into : NoRegister;
    if (isConstant)
        left = loadConstant(constantLocation, constant, accumulator, anyFolded);
    else if (leftmost->is<ast::Name>())
        left = operand(leftmost, chain[next - 1]->right);
    else
        left = value(leftmost, accumulator);
    while (next) {
        ast::BinOp* operation = chain[--next];
        uint32_t inner = code().temporaryMark();
        Register right = value(operation->right);
        code().releaseTemporaries(inner);
        Register destination = into;
        if (next && !isTemporary(into)) {
            if (!isTemporary(left)) {
                accumulator = temporary();
                destination = accumulator;
            } else {
                destination = left;
            }
        }
        emit(locationOf(operation), binaryOpcode(operation->op), {destination, left, right});
        left = destination;
    }
    noteStore(into);
    code().releaseTemporaries(mark);
    return into;
}

Register Compiler::unary(ast::UnaryOp* node, Register wanted) {
    Location location = locationOf(node);
    Constant constant;
    // Pairs of `not` cancel; what is left asks for the truth where the innermost stands.
    ast::UnaryOp* innermost = node;
    uint32_t count = node->op == ast::UnaryOperator::Not;
    for (; count; ++count) {
        ast::UnaryOp* next = innermost->operand->maybe<ast::UnaryOp>();
        if (!next || next->op != ast::UnaryOperator::Not)
            break;
        innermost = next;
    }
    if (tryFold(node, constant))
        return loadConstant(count % 2 ? location : locationOf(innermost), constant, wanted, true);
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    if (node->op == ast::UnaryOperator::Not) {
        if (count > 1) {
            Register truth = unary(innermost, isTemporary(into) ? into : NoRegister);
            if (count % 2) {
                code().mark(location);
                settle(truth, into);
            } else {
                emit(locationOf(innermost), Opcode::Not, {into, truth});
                code().markLine(location);
            }
            noteStore(into);
            code().releaseTemporaries(mark);
            return into;
        }
        // `not a in b` and `not a is b` are one operation.
        ast::Compare* comparison = node->operand->maybe<ast::Compare>();
        if (comparison && comparison->ops.size() == 1) {
            ast::CompareOperator inverse = comparison->ops[0];
            bool invertible = true;
            switch (comparison->ops[0]) {
            case ast::CompareOperator::In: inverse = ast::CompareOperator::NotIn; break;
            case ast::CompareOperator::NotIn: inverse = ast::CompareOperator::In; break;
            case ast::CompareOperator::Is: inverse = ast::CompareOperator::IsNot; break;
            case ast::CompareOperator::IsNot: inverse = ast::CompareOperator::Is; break;
            default: invertible = false; break;
            }
            // The comparison takes the place of the test for truth that it saves.
            checkCompare(comparison);
            Register left = operand(comparison->left, comparison->comparators[0]);
            Register right = comparator(comparison->comparators[0], isMembership(inverse));
            code().markLine(locationOf(comparison));
            compareOne(location, inverse, left, right, into);
            if (!invertible)
                emit(location, Opcode::Not, {into, into});
            code().releaseTemporaries(mark);
            return into;
        }
    }
    Register inner = value(node->operand, isTemporary(into) && !node->operand->is<ast::Name>() ? into : NoRegister);
    Opcode opcode = node->op == ast::UnaryOperator::Not      ? Opcode::Not
                    : node->op == ast::UnaryOperator::USub   ? Opcode::Negative
                    : node->op == ast::UnaryOperator::Invert ? Opcode::Invert
                                                             : Opcode::Positive;
    emit(location, opcode, {into, inner});
    if (opcode == Opcode::Not)
        code().addWeight(1);
    noteStore(into);
    code().releaseTemporaries(mark);
    return into;
}

// ---- attributes and items ----

/// Where an attribute access spans lines, it is shown at the attribute's name.
Location Compiler::attributeLocation(Location location, const ast::Attribute* node) const {
    int32_t endLine = int32_t(node->position.endLine);
    if (location.line == endLine)
        return location;
    location.line = endLine;
    int32_t length = 0;
    for (char byte : node->attr->text())
        length += (byte & 0xC0) != 0x80;
    if (length <= int32_t(node->position.endColumn)) {
        location.column = int32_t(node->position.endColumn) - length;
    } else {
        location.column = -1;
        location.endColumn = -1;
    }
    if (location.endLine < location.line)
        location.endLine = location.line;
    if (location.line == location.endLine && location.endColumn < location.column)
        location.endColumn = location.column;
    return location;
}

Register Compiler::attribute(ast::Attribute* node, Register wanted) {
    Location location = locationOf(node);
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    if (isSuperCall(node)) {
        Register parts[3];
        ast::Call* superCall = node->value->as<ast::Call>();
        loadSuperArguments(superCall, parts);
        emit(location, Opcode::LoadSuperAttr,
             {into, parts[0], parts[1], parts[2], mangledNameIndex(node->attr), superCall->args.empty() ? 0u : 1u});
        code().markLine(attributeLocation(location, node));
    } else {
        Register object = value(node->value, isTemporary(into) && !node->value->is<ast::Name>() ? into : NoRegister);
        emit(attributeLocation(location, node), Opcode::LoadAttr, {into, object, mangledNameIndex(node->attr)});
    }
    noteStore(into);
    code().releaseTemporaries(mark);
    return into;
}

Register Compiler::slice(ast::Slice* node, Register wanted, const Location* shownAt) {
    Location location = locationOf(node);
    Constant constant;
    if (tryFold(node, constant))
        return loadConstant(location, constant, wanted);
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    Register lower =
        node->lower ? operand(node->lower, node->upper, node->step) : loadConstant(location, makeNone(), NoRegister);
    Register upper = node->upper ? operand(node->upper, node->step) : loadConstant(location, makeNone(), NoRegister);
    Register step = node->step ? value(node->step) : NoRegister;
    emit(shownAt && !node->step ? *shownAt : location, Opcode::BuildSlice, {into, lower, upper, step});
    code().releaseTemporaries(mark);
    return into;
}

/// The index of an item that is loaded or stored; a slice of two parts is made where it is used.
Register Compiler::subscriptIndex(ast::ExprNode* node, const Location& location) {
    ast::Slice* parts = node->maybe<ast::Slice>();
    return parts ? slice(parts, NoRegister, &location) : value(node);
}

Register Compiler::subscript(ast::Subscript* node, Register wanted) {
    Location location = locationOf(node);
    checkSubscripter(node->value);
    checkIndex(node->value, node->slice);
    Constant constant;
    if (tryFold(node, constant))
        return loadConstant(location, constant, wanted, true);
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    Register container = node->value->is<ast::Name>() ? operand(node->value, node->slice)
                                                      : value(node->value, isTemporary(into) ? into : NoRegister);
    Register index = subscriptIndex(node->slice, location);
    emit(location, Opcode::LoadItem, {into, container, index});
    noteStore(into);
    code().releaseTemporaries(mark);
    return into;
}

} // namespace pyc::frontend
