// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Truth: boolean operators, comparisons, choices, and jumps that depend on them.
#include "frontend/bytecode/compiler.h"
#include "frontend/bytecode/folding.h"

namespace pyc::frontend {

namespace {

constexpr Opcode compareOpcode(ast::CompareOperator op) {
    switch (op) {
    case ast::CompareOperator::Eq: return Opcode::Equal;
    case ast::CompareOperator::NotEq: return Opcode::NotEqual;
    case ast::CompareOperator::Lt: return Opcode::Less;
    case ast::CompareOperator::LtE: return Opcode::LessEqual;
    case ast::CompareOperator::Gt: return Opcode::Greater;
    case ast::CompareOperator::GtE: return Opcode::GreaterEqual;
    case ast::CompareOperator::Is: return Opcode::Is;
    case ast::CompareOperator::IsNot: return Opcode::IsNot;
    case ast::CompareOperator::In: return Opcode::Contains;
    case ast::CompareOperator::NotIn: return Opcode::NotContains;
    }
    return Opcode::Nop;
}

/// Whether comparing its identity makes sense: anything but a literal that is no singleton.
bool hasIdentity(ast::ExprNode* node) {
    if (ast::Tuple* tuple = node->maybe<ast::Tuple>()) {
        for (ast::ExprNode* element : tuple->elts)
            if (!element->is<ast::Constant>())
                return true;
        return false;
    }
    ast::Constant* constant = node->maybe<ast::Constant>();
    if (!constant)
        return true;
    switch (constant->value.kind) {
    case ast::ConstantKind::None:
    case ast::ConstantKind::True:
    case ast::ConstantKind::False:
    case ast::ConstantKind::Ellipsis: return true;
    default: return false;
    }
}

} // namespace

Register Compiler::boolean(ast::BoolOp* node, Register wanted) {
    Location location = locationOf(node);
    uint32_t mark = code().temporaryMark();
    Register into = scratch(wanted);
    uint32_t inner = code().temporaryMark();
    bool onTrue = node->op == ast::BoolOperator::Or;
    Label end = code().makeLabel();
    for (size_t index = 0; index < node->values.size(); ++index) {
        bool last = index + 1 == node->values.size();
        ast::ExprNode* part = node->values[index];
        Constant constant;
        if (!last && isPlainConstant(part) && !part->is<ast::UnaryOp>() && tryFold(part, constant)) {
            // A constant decides while compiling, after CPython has looked where places come from.
            Label next = code().makeLabel();
            if (isTrue(constant) == onTrue) {
                loadConstant(locationOf(part), constant, into, !part->is<ast::Constant>());
                code().decidedJump(location, end, next);
                code().place(next);
            } else {
                code().markLine(locationOf(part));
                code().markLine(location);
                code().foldedJump(end);
                code().foldedJump(next);
                code().place(next);
                code().markLine(location);
            }
            continue;
        }
        value(part, into);
        code().releaseTemporaries(inner);
        if (!last)
            emit(location, onTrue ? Opcode::JumpIfTrue : Opcode::JumpIfFalse, {into, end});
    }
    code().place(end);
    if (wanted == NoRegister || wanted == into)
        return into;
    settle(into, wanted);
    code().releaseTemporaries(mark);
    return wanted;
}

Register Compiler::choice(ast::IfExp* node, Register wanted) {
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    Label end = code().makeLabel();
    Label otherwise = code().makeLabel();
    jumpIf(locationOf(node), node->test, otherwise, false);
    value(node->body, into);
    code().releaseTemporaries(mark);
    emit(NoLocation, Opcode::Jump, {end});
    code().place(otherwise);
    value(node->orelse, into);
    code().releaseTemporaries(mark);
    code().place(end);
    noteStore(into);
    return into;
}

const char* Compiler::literalType(ast::ExprNode* node) {
    switch (node->kind) {
    case ast::Kind::Tuple: return "tuple";
    case ast::Kind::List:
    case ast::Kind::ListComp: return "list";
    case ast::Kind::Dict:
    case ast::Kind::DictComp: return "dict";
    case ast::Kind::Set:
    case ast::Kind::SetComp: return "set";
    case ast::Kind::GeneratorExp: return "generator";
    case ast::Kind::Lambda: return "function";
    case ast::Kind::TemplateStr:
    case ast::Kind::Interpolation: return "string.templatelib.Template";
    case ast::Kind::JoinedStr:
    case ast::Kind::FormattedValue: return "str";
    case ast::Kind::Constant:
        switch (node->as<ast::Constant>()->value.kind) {
        case ast::ConstantKind::None: return "NoneType";
        case ast::ConstantKind::True:
        case ast::ConstantKind::False: return "bool";
        case ast::ConstantKind::Ellipsis: return "ellipsis";
        case ast::ConstantKind::SmallInt:
        case ast::ConstantKind::BigInt: return "int";
        case ast::ConstantKind::Float: return "float";
        case ast::ConstantKind::Complex: return "complex";
        case ast::ConstantKind::Str: return "str";
        case ast::ConstantKind::Bytes: return "bytes";
        case ast::ConstantKind::Tuple: return "tuple";
        case ast::ConstantKind::FrozenSet: return "frozenset";
        }
        return nullptr;
    default: return nullptr;
    }
}

void Compiler::checkCompare(ast::Compare* node) {
    ast::ExprNode* left = node->left;
    for (size_t index = 0; index < node->ops.size(); ++index) {
        ast::ExprNode* right = node->comparators[index];
        ast::CompareOperator op = node->ops[index];
        if ((op == ast::CompareOperator::Is || op == ast::CompareOperator::IsNot) &&
            (!hasIdentity(left) || !hasIdentity(right))) {
            const char* type = literalType(!hasIdentity(left) ? left : right);
            if (op == ast::CompareOperator::Is)
                warn(locationOf(node), {"\"is\" with '", type, "' literal. Did you mean \"==\"?"});
            else
                warn(locationOf(node), {"\"is not\" with '", type, "' literal. Did you mean \"!=\"?"});
            return;
        }
        left = right;
    }
}

Register Compiler::compareOne(const Location& location, ast::CompareOperator op, Register left, Register right,
                              Register wanted) {
    Register into = orTemporary(wanted);
    emit(location, compareOpcode(op), {into, left, right});
    noteStore(into);
    return into;
}

/// The right operand; a display that is only searched becomes a constant or a tuple.
Register Compiler::comparator(ast::ExprNode* node, bool membership) {
    if (!membership || !(node->is<ast::List>() || node->is<ast::Set>()))
        return value(node);
    bool isList = node->is<ast::List>();
    const Sequence<ast::ExprNode*>& elements = isList ? node->as<ast::List>()->elts : node->as<ast::Set>()->elts;
    if (hasStarred(elements) || (!isList && elements.empty()))
        return value(node);
    Constant constant;
    if (foldElements(elements, constant)) {
        if (!isList)
            constant = makeFrozenSet(constant, result);
        return loadConstant(locationOf(node), constant, NoRegister, true);
    }
    return isList && elements.size() <= ManyOperands ? sequence(node, elements, Opcode::BuildTuple, NoRegister)
                                                     : value(node);
}

Register Compiler::compare(ast::Compare* node, Register wanted) {
    Location location = locationOf(node);
    checkCompare(node);
    size_t last = node->ops.size() - 1;
    uint32_t outer = code().temporaryMark();
    Register into = last ? scratch(wanted) : orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    Register left = operand(node->left, node->comparators[0]);
    Label cleanup = last ? code().makeLabel() : NoLabel;
    for (size_t index = 0; index <= last; ++index) {
        bool isLast = index == last;
        Register right;
        if (isLast)
            right = comparator(node->comparators[index], isMembership(node->ops[index]));
        else
            right = operand(node->comparators[index], node->comparators[index + 1]);
        compareOne(location, node->ops[index], left, right, into);
        if (!isLast)
            emit(location, Opcode::JumpIfFalse, {into, cleanup});
        left = right;
    }
    code().releaseTemporaries(mark);
    if (last) {
        Label end = code().makeLabel();
        emit(NoLocation, Opcode::Jump, {end});
        code().place(cleanup);
        code().mark(location);
        code().place(end);
        if (wanted != NoRegister && wanted != into) {
            settle(into, wanted);
            code().releaseTemporaries(outer);
            return wanted;
        }
    }
    return into;
}

void Compiler::testAndJump(const Location& location, Register tested, Label target, bool condition) {
    emit(location, condition ? Opcode::JumpIfTrue : Opcode::JumpIfFalse, {tested, target});
}

/// The last comparison of a condition; one with None is a jump alone.
void Compiler::compareAndJump(const Location& location, ast::CompareOperator op, Register left, ast::ExprNode* right,
                              Label target, bool condition) {
    uint32_t mark = code().temporaryMark();
    ast::Constant* constant = right->maybe<ast::Constant>();
    bool identity = op == ast::CompareOperator::Is || op == ast::CompareOperator::IsNot;
    if (identity && constant && constant->value.kind == ast::ConstantKind::None) {
        noteLiteral(makeNone());
        code().markLine(locationOf(right));
        bool whenNone = (op == ast::CompareOperator::Is) == condition;
        emit(location, whenNone ? Opcode::JumpIfNone : Opcode::JumpIfNotNone, {left, target});
    } else {
        Register truth = compareOne(location, op, left, comparator(right, isMembership(op)), NoRegister);
        testAndJump(location, truth, target, condition);
    }
    code().releaseTemporaries(mark);
}

void Compiler::jumpIf(const Location& location, ast::ExprNode* node, Label target, bool condition) {
    if (failed)
        return;
    switch (node->kind) {
    case ast::Kind::UnaryOp:
        if (node->as<ast::UnaryOp>()->op == ast::UnaryOperator::Not)
            return jumpIf(location, node->as<ast::UnaryOp>()->operand, target, !condition);
        break;
    case ast::Kind::BoolOp: {
        ast::BoolOp* boolean = node->as<ast::BoolOp>();
        bool early = boolean->op == ast::BoolOperator::Or;
        Label next = early == condition ? target : code().makeLabel();
        for (size_t index = 0; index + 1 < boolean->values.size(); ++index)
            jumpIf(location, boolean->values[index], next, early);
        jumpIf(location, boolean->values.back(), target, condition);
        if (next != target)
            code().place(next);
        return;
    }
    case ast::Kind::IfExp: {
        ast::IfExp* choice = node->as<ast::IfExp>();
        Label end = code().makeLabel();
        Label otherwise = code().makeLabel();
        jumpIf(location, choice->test, otherwise, false);
        jumpIf(location, choice->body, target, condition);
        emit(NoLocation, Opcode::Jump, {end});
        code().place(otherwise);
        jumpIf(location, choice->orelse, target, condition);
        code().place(end);
        return;
    }
    case ast::Kind::Compare: {
        ast::Compare* comparison = node->as<ast::Compare>();
        Location here = locationOf(node);
        uint32_t mark = code().temporaryMark();
        checkCompare(comparison);
        size_t last = comparison->ops.size() - 1;
        if (!last) {
            Register left = operand(comparison->left, comparison->comparators[0]);
            compareAndJump(here, comparison->ops[0], left, comparison->comparators[0], target, condition);
            code().releaseTemporaries(mark);
            return;
        }
        Label cleanup = code().makeLabel(), end = code().makeLabel();
        Register left = operand(comparison->left, comparison->comparators[0]);
        for (size_t index = 0; index < last; ++index) {
            Register right = operand(comparison->comparators[index], comparison->comparators[index + 1]);
            uint32_t inner = code().temporaryMark();
            Register truth = compareOne(here, comparison->ops[index], left, right, NoRegister);
            code().releaseTemporaries(inner);
            testAndJump(here, truth, cleanup, false);
            left = right;
        }
        compareAndJump(here, comparison->ops[last], left, comparison->comparators[last], target, condition);
        emit(NoLocation, Opcode::Jump, {end});
        code().place(cleanup);
        code().mark(here);
        if (!condition)
            emit(NoLocation, Opcode::Jump, {target});
        code().place(end);
        code().releaseTemporaries(mark);
        return;
    }
    default: break;
    }
    Constant constant;
    if (isPlainConstant(node) && tryFold(node, constant)) {
        code().markLine(locationOf(node));
        Label next = code().makeLabel();
        if (isTrue(constant) != condition) {
            code().foldedJump(target);
            code().foldedJump(next);
            code().place(next);
            return;
        }
        code().decidedJump(locationOf(node), target, next);
        code().place(next);
        return;
    }
    uint32_t mark = code().temporaryMark();
    Register tested = value(node);
    testAndJump(locationOf(node), tested, target, condition);
    code().releaseTemporaries(mark);
}

} // namespace pyc::frontend
