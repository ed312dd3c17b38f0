// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What expressions and patterns say of names: comprehensions, assignment expressions, lambdas, what a scope may hold.
#include "frontend/symbols/symbol_builder.h"

namespace pyc::frontend {

// ---- expressions ----
bool SymbolBuilder::notInAnnotation(const char* what, const Position& position) {
    switch (current->kind) {
    case ScopeKind::Annotation: return error(position, {what, " cannot be used within an annotation"});
    case ScopeKind::TypeVariable: return error(position, {what, " cannot be used within ", current->typeVariableUse});
    case ScopeKind::TypeAlias: return error(position, {what, " cannot be used within a type alias"});
    case ScopeKind::TypeParameters:
        return error(position, {what, " cannot be used within the definition of a generic"});
    default: return true;
    }
}

/// A name bound by := in a comprehension belongs to the nearest scope around that is none.
bool SymbolBuilder::bindNamedExpression(ast::Name* target) {
    for (size_t index = stack.size(); index-- > 0;) {
        Scope& scope = *stack[index];
        if (scope.comprehension != ComprehensionKind::None) {
            uint32_t symbol = lookup(scope, target->id);
            if (symbol & SymbolComprehensionIteration && symbol & SymbolLocal)
                return error(target->position,
                             {"assignment expression cannot rebind comprehension iteration variable '",
                              target->id->text(), "'"});
            continue;
        }
        switch (scope.kind) {
        case ScopeKind::Function: {
            bool global = lookup(scope, target->id) & SymbolGlobal;
            if (!define(target->id, global ? SymbolGlobal : SymbolNonlocal, target->position))
                return false;
            recordDirective(target->id, target->position);
            scope.hasNamedExpressions = true;
            return defineIn(scope, target->id, SymbolLocal, target->position);
        }
        case ScopeKind::Module:
            if (!define(target->id, SymbolGlobal, target->position))
                return false;
            recordDirective(target->id, target->position);
            return defineIn(scope, target->id, SymbolGlobal, target->position);
        case ScopeKind::Class:
            return error(target->position,
                         {"assignment expression within a comprehension cannot be used in a class body"});
        case ScopeKind::TypeParameters:
            return error(
                target->position,
                {"assignment expression within a comprehension cannot be used within the definition of a generic"});
        case ScopeKind::TypeAlias:
            return error(target->position,
                         {"assignment expression within a comprehension cannot be used in a type alias"});
        case ScopeKind::TypeVariable:
            return error(target->position,
                         {"assignment expression within a comprehension cannot be used in a TypeVar bound"});
        case ScopeKind::Annotation: break;
        }
    }
    return true;
}

bool SymbolBuilder::visitNamedExpression(NamedExpr* node) {
    if (!notInAnnotation("named expression", node->position))
        return false;
    if (current->iterationDepth > 0)
        return error(node->position, {"assignment expression cannot be used in a comprehension iterable expression"});
    current->hasNamedExpressions = true;
    if (current->comprehension != ComprehensionKind::None && !bindNamedExpression(node->target->as<ast::Name>()))
        return false;
    return visit(node->value) && visit(node->target);
}

bool SymbolBuilder::visitIterable(ExprNode* iterable) {
    ++current->iterationDepth;
    bool fine = visit(iterable);
    --current->iterationDepth;
    return fine;
}
bool SymbolBuilder::visitIterationTarget(ExprNode* target) {
    current->inIterationTarget = true;
    bool fine = visit(target);
    current->inIterationTarget = false;
    return fine;
}

bool SymbolBuilder::visitComprehension(ExprNode* node, NameRef scopeName, ComprehensionKind kind,
                                       const Sequence<Comprehension*>& generators, ExprNode* element, ExprNode* value) {
    Comprehension* outermost = generators[0];
    if (!visitIterable(outermost->iter) || !enterNew(scopeName, ScopeKind::Function, node, node->position))
        return false;
    Scope* scope = current;
    scope->comprehension = kind;
    if (outermost->is_async)
        scope->coroutine = true;
    if (!define(known.dotZero, SymbolParameter, scope->position) || !visitIterationTarget(outermost->target) ||
        !visitAll(outermost->ifs))
        return false;
    for (size_t index = 1; index < generators.size(); ++index) {
        Comprehension* generator = generators[index];
        if (!visitIterationTarget(generator->target) || !visitIterable(generator->iter) || !visitAll(generator->ifs))
            return false;
        if (generator->is_async)
            scope->coroutine = true;
    }
    if (!visitOptional(value) || !visit(element))
        return false;
    bool isGenerator = kind == ComprehensionKind::Generator;
    scope->generator = isGenerator;
    bool isAsync = scope->coroutine && !isGenerator;
    leave();
    if (scope->hasNamedExpressions)
        current->hasNamedExpressions = true;
    if (!isAsync)
        return true;
    if (!(current->kind == ScopeKind::Function && current->coroutine) &&
        current->comprehension == ComprehensionKind::None && !topLevelAwaitAllowed())
        return error(node->position, {"asynchronous comprehension outside of an asynchronous function"});
    current->coroutine = true;
    return true;
}

bool SymbolBuilder::visitYield(ExprNode* node, ExprNode* value) {
    if (!notInAnnotation("yield expression", node->position) || !visitOptional(value))
        return false;
    current->generator = true;
    switch (current->comprehension) {
    case ComprehensionKind::None: return true;
    case ComprehensionKind::List: return error(node->position, {"'yield' inside list comprehension"});
    case ComprehensionKind::Set: return error(node->position, {"'yield' inside set comprehension"});
    case ComprehensionKind::Dict: return error(node->position, {"'yield' inside dict comprehension"});
    case ComprehensionKind::Generator: return error(node->position, {"'yield' inside generator expression"});
    }
    return true;
}

bool SymbolBuilder::visitAwait(Await* node) {
    if (!notInAnnotation("await expression", node->position))
        return false;
    if (!topLevelAwaitAllowed()) {
        if (!current->isFunctionLike())
            return error(node->position, {"'await' outside function"});
        if (!(current->kind == ScopeKind::Function && current->coroutine) &&
            current->comprehension == ComprehensionKind::None)
            return error(node->position, {"'await' outside async function"});
    }
    if (!visit(node->value))
        return false;
    current->coroutine = true;
    return true;
}

bool SymbolBuilder::visitName(ast::Name* node) {
    if (current->inUnevaluatedAnnotation)
        return true;
    if (!define(node->id, node->ctx == ExprContext::Load ? SymbolUse : SymbolLocal, node->position, node->ctx))
        return false;
    // super() reaches its class through the cell.
    if (node->ctx == ExprContext::Load && node->id == known.super && current->isFunctionLike())
        return define(known.dunderClass, SymbolUse, node->position);
    return true;
}

bool SymbolBuilder::visit(ExprNode* node) {
    if (guard.exhausted())
        return tooDeep();
    switch (node->kind) {
    case Kind::NamedExpr: return visitNamedExpression(node->as<NamedExpr>());
    case Kind::BoolOp: return visitAll(node->as<BoolOp>()->values);
    case Kind::BinOp: {
        // Chains of operators lean left and may be as long as the source.
        ArenaVector<BinOp*> chain(arena);
        ExprNode* leftmost = node;
        for (; leftmost->is<BinOp>(); leftmost = leftmost->as<BinOp>()->left)
            chain.push(leftmost->as<BinOp>());
        if (!visit(leftmost))
            return false;
        while (!chain.empty())
            if (!visit(chain.pop()->right))
                return false;
        return true;
    }
    case Kind::UnaryOp: return visit(node->as<UnaryOp>()->operand);
    case Kind::Lambda: {
        Lambda* function = node->as<Lambda>();
        if (!visitAll(function->args->defaults) || !visitAll(function->args->kw_defaults) ||
            !enterNew(known.lambda, ScopeKind::Function, node, node->position) || !visitArguments(function->args) ||
            !visit(function->body))
            return false;
        leave();
        return true;
    }
    case Kind::IfExp: {
        IfExp* choice = node->as<IfExp>();
        return visit(choice->test) && visit(choice->body) && visit(choice->orelse);
    }
    case Kind::Dict: return visitAll(node->as<Dict>()->keys) && visitAll(node->as<Dict>()->values);
    case Kind::Set: return visitAll(node->as<Set>()->elts);
    case Kind::GeneratorExp: {
        GeneratorExp* comprehension = node->as<GeneratorExp>();
        return visitComprehension(node, known.genexpr, ComprehensionKind::Generator, comprehension->generators,
                                  comprehension->elt, nullptr);
    }
    case Kind::ListComp: {
        ListComp* comprehension = node->as<ListComp>();
        return visitComprehension(node, known.listcomp, ComprehensionKind::List, comprehension->generators,
                                  comprehension->elt, nullptr);
    }
    case Kind::SetComp: {
        SetComp* comprehension = node->as<SetComp>();
        return visitComprehension(node, known.setcomp, ComprehensionKind::Set, comprehension->generators,
                                  comprehension->elt, nullptr);
    }
    case Kind::DictComp: {
        DictComp* comprehension = node->as<DictComp>();
        return visitComprehension(node, known.dictcomp, ComprehensionKind::Dict, comprehension->generators,
                                  comprehension->key, comprehension->value);
    }
    case Kind::Yield: return visitYield(node, node->as<Yield>()->value);
    case Kind::YieldFrom: return visitYield(node, node->as<YieldFrom>()->value);
    case Kind::Await: return visitAwait(node->as<Await>());
    case Kind::Compare: return visit(node->as<Compare>()->left) && visitAll(node->as<Compare>()->comparators);
    case Kind::Call: {
        Call* call = node->as<Call>();
        if (!visit(call->func) || !visitAll(call->args) || !checkKeywords(call->keywords))
            return false;
        for (Keyword* keyword : call->keywords)
            if (!visit(keyword->value))
                return false;
        return true;
    }
    case Kind::FormattedValue:
        return visit(node->as<FormattedValue>()->value) && visitOptional(node->as<FormattedValue>()->format_spec);
    case Kind::Interpolation:
        return visit(node->as<Interpolation>()->value) && visitOptional(node->as<Interpolation>()->format_spec);
    case Kind::JoinedStr: return visitAll(node->as<JoinedStr>()->values);
    case Kind::TemplateStr: return visitAll(node->as<TemplateStr>()->values);
    case Kind::Attribute:
        return checkName(node->as<Attribute>()->attr, node->position, node->as<Attribute>()->ctx) &&
               visit(node->as<Attribute>()->value);
    case Kind::Subscript: return visit(node->as<Subscript>()->value) && visit(node->as<Subscript>()->slice);
    case Kind::Starred: return visit(node->as<Starred>()->value);
    case Kind::Slice: {
        Slice* slice = node->as<Slice>();
        return visitOptional(slice->lower) && visitOptional(slice->upper) && visitOptional(slice->step);
    }
    case Kind::Name: return visitName(node->as<ast::Name>());
    case Kind::List: return visitAll(node->as<List>()->elts);
    case Kind::Tuple: return visitAll(node->as<Tuple>()->elts);
    default: return true;
    }
}

// ---- patterns ----
bool SymbolBuilder::visit(PatternNode* node) {
    if (guard.exhausted())
        return tooDeep();
    switch (node->kind) {
    case Kind::MatchValue: return visit(node->as<MatchValue>()->value);
    case Kind::MatchSequence: return visitAll(node->as<MatchSequence>()->patterns);
    case Kind::MatchStar: {
        NameRef name = node->as<MatchStar>()->name;
        return !name || define(name, SymbolLocal, node->position);
    }
    case Kind::MatchMapping: {
        MatchMapping* mapping = node->as<MatchMapping>();
        return visitAll(mapping->keys) && visitAll(mapping->patterns) &&
               (!mapping->rest || define(mapping->rest, SymbolLocal, node->position));
    }
    case Kind::MatchClass: {
        MatchClass* pattern = node->as<MatchClass>();
        if (!visit(pattern->cls) || !visitAll(pattern->patterns))
            return false;
        for (size_t index = 0; index < pattern->kwd_attrs.size() && index < pattern->kwd_patterns.size(); ++index)
            if (!checkName(pattern->kwd_attrs[index], pattern->kwd_patterns[index]->position, ExprContext::Store))
                return false;
        return visitAll(pattern->kwd_patterns);
    }
    case Kind::MatchAs: {
        MatchAs* capture = node->as<MatchAs>();
        return (!capture->pattern || visit(capture->pattern)) &&
               (!capture->name || define(capture->name, SymbolLocal, node->position));
    }
    case Kind::MatchOr: return visitAll(node->as<MatchOr>()->patterns);
    default: return true;
    }
}

} // namespace pyc::frontend
