// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Expressions: each is computed into a wanted register, or tells in which register its value is.
#include "frontend/ast/visit.h"
#include "frontend/bytecode/compiler.h"
#include "frontend/bytecode/folding.h"

namespace pyc::frontend {

namespace {

/// Displays, calls and f-strings with more parts than this are built step by step, as in CPython.
constexpr size_t ManyOperands = 30;

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

bool hasStarred(const Sequence<ast::ExprNode*>& elements) {
    for (ast::ExprNode* element : elements)
        if (element->is<ast::Starred>())
            return true;
    return false;
}

bool isMembership(ast::CompareOperator op) {
    return op == ast::CompareOperator::In || op == ast::CompareOperator::NotIn;
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

// ---- folding ----

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
    if (tryFold(node, constant))
        return loadConstant(location, constant, wanted, true);
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    if (node->op == ast::UnaryOperator::Not) {
        // Pairs of `not` cancel; what is left asks for the truth where the innermost stands.
        ast::UnaryOp* innermost = node;
        uint32_t count = 1;
        for (;; ++count) {
            ast::UnaryOp* next = innermost->operand->maybe<ast::UnaryOp>();
            if (!next || next->op != ast::UnaryOperator::Not)
                break;
            innermost = next;
        }
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
    noteStore(into);
    code().releaseTemporaries(mark);
    return into;
}

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
            // A constant decides while compiling.
            if (isTrue(constant) == onTrue) {
                loadConstant(locationOf(part), constant, into, !part->is<ast::Constant>());
                emit(location, Opcode::Jump, {end});
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

namespace {

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
        if (isTrue(constant) != condition) {
            code().foldedJump(target);
            return;
        }
        Label next = code().makeLabel();
        code().foldedJump(next);
        emit(locationOf(node), Opcode::Jump, {target});
        code().place(next);
        return;
    }
    uint32_t mark = code().temporaryMark();
    Register tested = value(node);
    testAndJump(locationOf(node), tested, target, condition);
    code().releaseTemporaries(mark);
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

// ---- displays ----

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

// ---- f-strings and t-strings ----

Register Compiler::joinedString(ast::JoinedStr* node, Register wanted) {
    Location location = locationOf(node);
    size_t count = node->values.size();
    if (count == 0)
        return loadConstant(location, makeText(ConstantKind::String, {}), wanted);
    if (count == 1)
        return value(node->values[0], wanted);
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    if (count > ManyOperands) {
        // ''.join([…])
        Register method = code().makeTemporaries(3);
        loadConstant(location, makeText(ConstantKind::String, {}), method + 1);
        emit(location, Opcode::LoadMethod, {method, 2, method + 1, nameIndex(known.join)});
        emit(location, Opcode::BuildList, {method + 2, method + 2, 0});
        uint32_t inner = code().temporaryMark();
        for (ast::ExprNode* part : node->values) {
            Register piece = value(part);
            emit(location, Opcode::ListAppend, {method + 2, piece});
            code().releaseTemporaries(inner);
        }
        emit(location, Opcode::CallMethod, {into, method, 3});
    } else {
        Register first = values(node->values);
        emit(location, Opcode::BuildString, {into, first, uint32_t(count)});
    }
    noteStore(into);
    code().releaseTemporaries(mark);
    return into;
}

namespace {

/// The number of a conversion character: 0 none, 1 str, 2 repr, 3 ascii.
uint32_t conversionNumber(int32_t conversion) {
    return conversion == 's' ? 1 : conversion == 'r' ? 2 : conversion == 'a' ? 3 : 0;
}

} // namespace

Register Compiler::formatted(ast::FormattedValue* node, Register wanted) {
    Location location = locationOf(node);
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    Register piece = node->format_spec ? operand(node->value, node->format_spec) : value(node->value);
    if (uint32_t conversion = conversionNumber(node->conversion)) {
        Register converted = isTemporary(piece) ? piece : temporary();
        emit(location, Opcode::ConvertValue, {converted, piece, conversion});
        piece = converted;
    }
    if (node->format_spec) {
        Register specification = value(node->format_spec);
        emit(location, Opcode::FormatWithSpec, {into, piece, specification});
    } else {
        emit(location, Opcode::FormatSimple, {into, piece});
    }
    noteStore(into);
    code().releaseTemporaries(mark);
    return into;
}

Register Compiler::interpolation(ast::Interpolation* node, Register wanted) {
    Location location = locationOf(node);
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    Register piece = node->format_spec ? operand(node->value, node->format_spec) : value(node->value);
    Register text = loadConstant(location, fromTree(node->str, result), NoRegister);
    Register specification = node->format_spec ? value(node->format_spec) : NoRegister;
    emit(location, Opcode::BuildInterpolation, {into, piece, text, conversionNumber(node->conversion), specification});
    noteStore(into);
    code().releaseTemporaries(mark);
    return into;
}

Register Compiler::templateString(ast::TemplateStr* node, Register wanted) {
    Location location = locationOf(node);
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    Register strings = temporary(), interpolations = temporary();
    uint32_t inner = code().temporaryMark();
    // Between interpolations there always is a string, perhaps an empty one.
    ast::Constant* empty = ast::makeNode<ast::Constant>(arena, node->position);
    empty->value = ast::ConstantValue::makeText(ast::ConstantKind::Str, {});
    ArenaVector<ast::ExprNode*> pieces(arena);
    uint32_t interpolationCount = 0;
    bool afterInterpolation = true;
    for (ast::ExprNode* part : node->values) {
        bool isInterpolation = part->is<ast::Interpolation>();
        if (!isInterpolation || afterInterpolation)
            pieces.push(isInterpolation ? empty : part);
        afterInterpolation = isInterpolation;
    }
    if (afterInterpolation)
        pieces.push(empty);
    Constant constant;
    if (pieces.size() <= ManyOperands && foldElements(pieces.sequence(), constant)) {
        loadConstant(location, constant, strings, true);
    } else {
        Register first = values(pieces.sequence());
        emit(location, Opcode::BuildTuple, {strings, first, uint32_t(pieces.size())});
    }
    code().releaseTemporaries(inner);
    for (ast::ExprNode* part : node->values) {
        if (!part->is<ast::Interpolation>())
            continue;
        value(part, temporary());
        ++interpolationCount;
    }
    if (interpolationCount)
        emit(location, Opcode::BuildTuple, {interpolations, TemporaryRegisters + inner, interpolationCount});
    else
        loadConstant(location, makeTuple(nullptr, 0), interpolations, true);
    emit(location, Opcode::BuildTemplate, {into, strings, interpolations});
    noteStore(into);
    code().releaseTemporaries(mark);
    return into;
}

// ---- generators and coroutines ----

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
