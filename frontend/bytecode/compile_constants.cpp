// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Expressions whose value is known: folded as CPython folds them, with the literals they are made of noted.
#include "frontend/bytecode/compiler.h"
#include "frontend/bytecode/folding.h"

namespace pyc::frontend {

bool Compiler::isConstantSlice(ast::ExprNode* node) {
    ast::Slice* slice = node->maybe<ast::Slice>();
    auto constant = [](ast::ExprNode* part) { return !part || part->is<ast::Constant>(); };
    return slice && constant(slice->lower) && constant(slice->upper) && constant(slice->step);
}

bool Compiler::mayFold(ast::ExprNode* node) const {
    switch (node->kind) {
    case ast::Kind::Constant:
    case ast::Kind::UnaryOp:
    case ast::Kind::BinOp:
    case ast::Kind::Tuple:
    case ast::Kind::Subscript: return true;
    case ast::Kind::Slice: return isConstantSlice(node);
    case ast::Kind::JoinedStr: return node->as<ast::JoinedStr>()->values.size() <= 1;
    default: return false;
    }
}

/// A constant as it stands in the source: only such decide conditions, and are negated, while compiling.
bool Compiler::isPlainConstant(ast::ExprNode* node) {
    if (ast::JoinedStr* joined = node->maybe<ast::JoinedStr>())
        return joined->values.empty() || (joined->values.size() == 1 && joined->values[0]->is<ast::Constant>());
    if (ast::UnaryOp* unary = node->maybe<ast::UnaryOp>())
        return unary->op == ast::UnaryOperator::Not && isPlainConstant(unary->operand);
    return node->is<ast::Constant>();
}

/// A formatted string of nothing but text is that text.
ast::ExprNode* Compiler::plainText(ast::ExprNode* node) {
    ast::JoinedStr* joined = node->maybe<ast::JoinedStr>();
    return joined && joined->values.size() == 1 ? joined->values[0] : node;
}

/// Whether an expression is a constant. The trail gets what CPython would put among the constants on the way.
bool Compiler::fold(ast::ExprNode* node, Constant& constant, FoldTrail& trail) {
    if (guard.exhausted())
        return false;
    auto folded = [&](bool done) {
        if (done)
            trail.push({constant, false});
        return done;
    };
    switch (node->kind) {
    case ast::Kind::Constant:
        constant = fromTree(node->as<ast::Constant>()->value, result);
        trail.push({constant, true});
        return true;
    case ast::Kind::UnaryOp: {
        ast::UnaryOp* unary = node->as<ast::UnaryOp>();
        Constant inner;
        if (unary->op == ast::UnaryOperator::Not && !isPlainConstant(unary->operand))
            return false;
        return mayFold(unary->operand) && fold(unary->operand, inner, trail) &&
               folded(foldUnary(unary->op, inner, result, constant));
    }
    case ast::Kind::BinOp: {
        ArenaVector<ast::BinOp*> chain(arena);
        ast::ExprNode* leftmost = node;
        for (; leftmost->is<ast::BinOp>(); leftmost = leftmost->as<ast::BinOp>()->left)
            chain.push(leftmost->as<ast::BinOp>());
        if (!mayFold(leftmost) || !fold(leftmost, constant, trail))
            return false;
        while (!chain.empty()) {
            ast::BinOp* operation = chain.pop();
            Constant left = constant, right;
            if (!mayFold(operation->right) || !fold(operation->right, right, trail) ||
                !folded(foldBinary(operation->op, left, right, result, constant)))
                return false;
        }
        return true;
    }
    case ast::Kind::Tuple: {
        const Sequence<ast::ExprNode*>& elements = node->as<ast::Tuple>()->elts;
        for (ast::ExprNode* element : elements)
            if (!mayFold(element))
                return false;
        Constant* items = result.makeArray<Constant>(elements.size());
        for (size_t index = 0; index < elements.size(); ++index)
            if (!fold(elements[index], items[index], trail))
                return false;
        constant = makeTuple(items, elements.size());
        return folded(true);
    }
    case ast::Kind::Subscript: {
        ast::Subscript* subscript = node->as<ast::Subscript>();
        Constant container, index;
        return subscript->ctx == ast::ExprContext::Load && mayFold(subscript->value) && mayFold(subscript->slice) &&
               fold(subscript->value, container, trail) && fold(subscript->slice, index, trail) &&
               folded(foldSubscript(container, index, result, constant));
    }
    case ast::Kind::Slice: {
        ast::Slice* slice = node->as<ast::Slice>();
        Constant* parts = result.makeArray<Constant>(3);
        ast::ExprNode* nodes[] = {slice->lower, slice->upper, slice->step};
        for (int index = 0; index < 3; ++index)
            parts[index] = nodes[index] ? fromTree(nodes[index]->as<ast::Constant>()->value, result) : makeNone();
        constant = makeTuple(parts, 3);
        constant.kind = ConstantKind::Slice;
        trail.push({constant, true});
        return true;
    }
    case ast::Kind::JoinedStr: {
        ast::JoinedStr* joined = node->as<ast::JoinedStr>();
        if (joined->values.size() == 1)
            return joined->values[0]->is<ast::Constant>() && fold(joined->values[0], constant, trail);
        if (!joined->values.empty())
            return false;
        constant = makeText(ConstantKind::String, {});
        trail.push({constant, true});
        return true;
    }
    default: return false;
    }
}

/// The elements as one constant tuple. It is for the caller to list, since it may become another kind of constant.
bool Compiler::foldElements(const Sequence<ast::ExprNode*>& elements, Constant& constant) {
    ast::Tuple whole{};
    whole.kind = ast::Kind::Tuple;
    whole.elts = elements;
    FoldTrail trail(arena);
    if (!fold(&whole, constant, trail))
        return false;
    trail.truncate(trail.size() - 1);
    noteFolding(trail);
    return true;
}

void Compiler::noteFolding(const FoldTrail& trail) {
    for (const FoldStep& step : trail) {
        if (step.literal)
            code().pool().addLiteral(step.constant);
        else if (!(step.constant.kind == ConstantKind::Int && step.constant.integer >= 0 &&
                   step.constant.integer < 256))
            code().pool().addFolded(step.constant);
    }
}

bool Compiler::tryFold(ast::ExprNode* node, Constant& constant) {
    if (!mayFold(node))
        return false;
    FoldTrail trail(arena);
    if (!fold(node, constant, trail))
        return false;
    noteFolding(trail);
    return true;
}

} // namespace pyc::frontend
