// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What definitions and statements say of names: type parameters, functions, classes, annotations, imports, directives.
#include "frontend/symbols/symbol_builder.h"

namespace pyc::frontend {

SymbolTable* SymbolBuilder::build(ModNode* module) {
    enter(makeScope(known.top, ScopeKind::Module, module, {}));
    table->top = current;
    bool fine = true;
    switch (module->kind) {
    case Kind::Module:
        current->hasDocstring = docstringOf(module->as<Module>()->body) != nullptr;
        fine = visitBody(module->as<Module>()->body);
        break;
    case Kind::Interactive: fine = visitBody(module->as<Interactive>()->body); break;
    case Kind::Expression: fine = visit(module->as<Expression>()->body); break;
    default: report(DiagnosticKind::SystemError, "this compiler does not handle FunctionTypes"); return nullptr;
    }
    return fine ? table : nullptr;
}

// ---- type parameters ----
bool SymbolBuilder::enterTypeParameters(NameRef name, ScopeKey key, bool hasDefaults, bool hasKeywordDefaults,
                                        bool ofClass, const Position& position) {
    bool inClass = current->kind == ScopeKind::Class;
    if (!enterNew(name, ScopeKind::TypeParameters, key, position))
        return false;
    if (inClass) {
        current->canSeeClassScope = true;
        if (!define(known.classDictionary, SymbolUse, position))
            return false;
    }
    if (ofClass &&
        !(define(known.dotTypeParameters, SymbolLocal, position) &&
          define(known.dotTypeParameters, SymbolUse, position) && define(known.dotGenericBase, SymbolLocal, position) &&
          define(known.dotGenericBase, SymbolUse, position)))
        return false;
    return (!hasDefaults || define(known.dotDefaults, SymbolParameter, position)) &&
           (!hasKeywordDefaults || define(known.dotKeywordDefaults, SymbolParameter, position));
}

bool SymbolBuilder::visitBoundOrDefault(ExprNode* expression, NameRef name, TypeParamNode* parameter, ScopeKey key,
                                        const char* use) {
    if (name == known.classDictionary)
        return error(parameter->position, {"reserved name '", name->text(), "' cannot be used for type parameter"});
    if (!expression)
        return true;
    bool inClass = current->canSeeClassScope;
    if (!enterNew(name, ScopeKind::TypeVariable, key, expression->position))
        return false;
    current->canSeeClassScope = inClass;
    if (inClass && !define(known.classDictionary, SymbolUse, expression->position))
        return false;
    current->typeVariableUse = use;
    if (!visit(expression))
        return false;
    leave();
    return true;
}

bool SymbolBuilder::visit(TypeParamNode* node) {
    switch (node->kind) {
    case Kind::TypeVar: {
        TypeVar* variable = node->as<TypeVar>();
        if (!define(variable->name, SymbolTypeParameter | SymbolLocal, node->position))
            return false;
        const char* use = variable->bound && variable->bound->is<Tuple>() ? "a TypeVar constraint" : "a TypeVar bound";
        return visitBoundOrDefault(variable->bound, variable->name, node, node, use) &&
               visitBoundOrDefault(variable->default_value, variable->name, node, secondKey(node), "a TypeVar default");
    }
    case Kind::TypeVarTuple: {
        TypeVarTuple* variable = node->as<TypeVarTuple>();
        return define(variable->name, SymbolTypeParameter | SymbolLocal, node->position) &&
               visitBoundOrDefault(variable->default_value, variable->name, node, node, "a TypeVarTuple default");
    }
    default: {
        ParamSpec* variable = node->as<ParamSpec>();
        return define(variable->name, SymbolTypeParameter | SymbolLocal, node->position) &&
               visitBoundOrDefault(variable->default_value, variable->name, node, node, "a ParamSpec default");
    }
    }
}

// ---- functions ----
bool SymbolBuilder::defineParameters(const Sequence<Arg*>& parameters) {
    for (Arg* parameter : parameters)
        if (!define(parameter->arg, SymbolParameter, parameter->position))
            return false;
    return true;
}
bool SymbolBuilder::visitArguments(Arguments* arguments) {
    if (!defineParameters(arguments->posonlyargs) || !defineParameters(arguments->args) ||
        !defineParameters(arguments->kwonlyargs))
        return false;
    if (Arg* vararg = arguments->vararg) {
        if (!define(vararg->arg, SymbolParameter, vararg->position))
            return false;
        current->hasVarArguments = true;
    }
    if (Arg* kwarg = arguments->kwarg) {
        if (!define(kwarg->arg, SymbolParameter, kwarg->position))
            return false;
        current->hasVarKeywords = true;
    }
    return true;
}

bool SymbolBuilder::visitParameterAnnotation(Arg* parameter) {
    if (!parameter || !parameter->annotation)
        return true;
    current->annotationsUsed = true;
    return visit(parameter->annotation);
}
bool SymbolBuilder::visitParameterAnnotations(const Sequence<Arg*>& parameters) {
    for (Arg* parameter : parameters)
        if (!visitParameterAnnotation(parameter))
            return false;
    return true;
}
bool SymbolBuilder::visitFunctionAnnotations(StmtNode* function, Arguments* arguments, ExprNode* returns) {
    bool seesClass = current->canSeeClassScope || current->kind == ScopeKind::Class;
    if (!enterNew(known.annotate, ScopeKind::Annotation, arguments, function->position))
        return false;
    if (seesClass) {
        current->canSeeClassScope = true;
        if (!define(known.classDictionary, SymbolUse, function->position))
            return false;
    }
    if (!visitParameterAnnotations(arguments->posonlyargs) || !visitParameterAnnotations(arguments->args) ||
        !visitParameterAnnotation(arguments->vararg) || !visitParameterAnnotation(arguments->kwarg) ||
        !visitParameterAnnotations(arguments->kwonlyargs))
        return false;
    if (returns) {
        current->annotationsUsed = true;
        if (!visit(returns))
            return false;
    }
    leave();
    return true;
}

template <typename Function>
bool SymbolBuilder::visitFunction(Function* function) {
    Arguments* arguments = function->args;
    if (!define(function->name, SymbolLocal, function->position) || !visitAll(arguments->defaults) ||
        !visitAll(arguments->kw_defaults) || !visitAll(function->decorator_list))
        return false;
    bool generic = !function->type_params.empty();
    if (generic) {
        bool hasKeywordDefaults = false;
        for (ExprNode* value : arguments->kw_defaults)
            hasKeywordDefaults |= value != nullptr;
        // The defaults have a variable even where there are none.
        if (!enterTypeParameters(function->name, function->type_params.items, true, hasKeywordDefaults, false,
                                 function->position) ||
            !visitAll(function->type_params))
            return false;
    }
    Scope* scope = makeScope(function->name, ScopeKind::Function, function, function->position);
    scope->hasDocstring = docstringOf(function->body) != nullptr;
    if (!visitFunctionAnnotations(function, arguments, function->returns))
        return false;
    enter(scope);
    if constexpr (std::is_same_v<Function, AsyncFunctionDef>)
        scope->coroutine = true;
    if (!visitArguments(arguments) || !visitBody(function->body))
        return false;
    leave();
    if (generic)
        leave();
    return true;
}

bool SymbolBuilder::visitClass(ClassDef* node) {
    if (!define(node->name, SymbolLocal, node->position) || !visitAll(node->decorator_list))
        return false;
    NameRef outerPrivate = privateName;
    bool generic = !node->type_params.empty();
    if (generic) {
        if (!enterTypeParameters(node->name, node->type_params.items, false, false, true, node->position))
            return false;
        privateName = node->name;
        current->mangledNames = arena.make<NameSet>(arena);
        if (!visitAll(node->type_params))
            return false;
    }
    if (!visitAll(node->bases) || !checkKeywords(node->keywords))
        return false;
    for (Keyword* keyword : node->keywords)
        if (!visit(keyword->value))
            return false;
    if (!enterNew(node->name, ScopeKind::Class, node, node->position))
        return false;
    privateName = node->name;
    if (generic && !(define(known.typeParameters, SymbolLocal, node->position) &&
                     define(known.dotTypeParameters, SymbolUse, node->position)))
        return false;
    current->hasDocstring = docstringOf(node->body) != nullptr;
    if (!visitBody(node->body))
        return false;
    leave();
    if (generic)
        leave();
    privateName = outerPrivate;
    return true;
}

bool SymbolBuilder::visitTypeAlias(TypeAlias* node) {
    if (!visit(node->name))
        return false;
    NameRef name = node->name->as<ast::Name>()->id;
    bool inClass = current->kind == ScopeKind::Class;
    bool generic = !node->type_params.empty();
    if (generic && !(enterTypeParameters(name, node->type_params.items, false, false, false, node->position) &&
                     visitAll(node->type_params)))
        return false;
    if (!enterNew(name, ScopeKind::TypeAlias, node, node->position))
        return false;
    current->canSeeClassScope = inClass;
    if (inClass && !define(known.classDictionary, SymbolUse, node->value->position))
        return false;
    if (!visit(node->value))
        return false;
    leave();
    if (generic)
        leave();
    return true;
}

// ---- annotations of variables ----
bool SymbolBuilder::visitAnnotation(ExprNode* annotation) {
    Scope* owner = current;
    bool isUnevaluated = owner->kind == ScopeKind::Function;
    bool conditional =
        owner->kind == ScopeKind::Module || (owner->kind == ScopeKind::Class && owner->inConditionalBlock);
    if (conditional && !owner->hasConditionalAnnotations) {
        owner->hasConditionalAnnotations = true;
        if (!define(known.conditionalAnnotations, SymbolUse, annotation->position))
            return false;
    }
    if (!owner->annotationScope) {
        if (!enterNew(known.annotate, ScopeKind::Annotation, secondKey(owner), annotation->position))
            return false;
        owner->annotationScope = current;
        if (owner->kind == ScopeKind::Class && !options.futureAnnotations) {
            current->canSeeClassScope = true;
            if (!define(known.classDictionary, SymbolUse, annotation->position))
                return false;
        }
    } else {
        // The block is entered again: it must not become a child a second time.
        stack.push(owner->annotationScope);
        current = owner->annotationScope;
        current->iterationDepth = owner->iterationDepth;
        if (owner->mangledNames)
            current->mangledNames = owner->mangledNames;
    }
    Scope* scope = current;
    if (isUnevaluated)
        scope->inUnevaluatedAnnotation = true;
    bool fine = visit(annotation);
    if (isUnevaluated)
        scope->inUnevaluatedAnnotation = false;
    leave();
    return fine;
}

bool SymbolBuilder::visitAnnAssign(AnnAssign* node) {
    current->annotationsUsed = true;
    if (ast::Name* target = node->target->maybe<ast::Name>()) {
        uint32_t symbol = lookup(*current, target->id);
        if (symbol & (SymbolGlobal | SymbolNonlocal) && current != table->top && node->simple)
            return error(node->position, {"annotated name '", target->id->text(),
                                          symbol & SymbolGlobal ? "' can't be global" : "' can't be nonlocal"});
        if (node->simple && !define(target->id, SymbolAnnotated | SymbolLocal, target->position))
            return false;
        if (!node->simple && node->value && !define(target->id, SymbolLocal, target->position))
            return false;
    } else if (!visit(node->target)) {
        return false;
    }
    return visitAnnotation(node->annotation) && visitOptional(node->value);
}

// ---- other statements ----
bool SymbolBuilder::checkKeywords(const Sequence<Keyword*>& keywords) {
    for (Keyword* keyword : keywords)
        if (keyword->arg && !checkName(keyword->arg, keyword->position, ExprContext::Store))
            return false;
    return true;
}

bool SymbolBuilder::visitAlias(Alias* alias) {
    NameRef name = alias->asname ? alias->asname : alias->name;
    std::string_view text = name->text();
    if (text == "*") {
        if (current->kind != ScopeKind::Module)
            return error(alias->position, {"import * only allowed at module level"});
        return true;
    }
    size_t dot = text.find('.');
    if (dot != std::string_view::npos)
        name = identifiers.intern(text.substr(0, dot));
    return define(name, SymbolImport, alias->position);
}

bool SymbolBuilder::visitImportFrom(ImportFrom* node) {
    for (Alias* alias : node->names)
        if (!visitAlias(alias))
            return false;
    const Position& last = options.futurePosition;
    if (node->module == known.future && node->level == 0 &&
        (node->position.line > last.line ||
         (node->position.line == last.endLine && node->position.column > last.endColumn)))
        return error(node->position, {"from __future__ imports must occur at the beginning of the file"});
    return true;
}

bool SymbolBuilder::visitDirective(const Sequence<NameRef>& names, uint32_t flag, const Position& position) {
    bool global = flag == SymbolGlobal;
    for (NameRef name : names) {
        uint32_t symbol = lookup(*current, name);
        if (symbol & (SymbolParameter | SymbolLocal | SymbolUse | SymbolAnnotated)) {
            std::string_view text = name->text();
            if (symbol & SymbolParameter)
                return error(position,
                             {"name '", text, global ? "' is parameter and global" : "' is parameter and nonlocal"});
            if (symbol & SymbolUse)
                return error(position, {"name '", text,
                                        global ? "' is used prior to global declaration"
                                               : "' is used prior to nonlocal declaration"});
            if (symbol & SymbolAnnotated)
                return error(position,
                             {"annotated name '", text, global ? "' can't be global" : "' can't be nonlocal"});
            return error(position, {"name '", text,
                                    global ? "' is assigned to before global declaration"
                                           : "' is assigned to before nonlocal declaration"});
        }
        if (!define(name, flag, position))
            return false;
        recordDirective(name, position);
    }
    return true;
}

bool SymbolBuilder::visitHandler(ExceptHandler* handler) {
    return visitOptional(handler->type) && (!handler->name || define(handler->name, SymbolLocal, handler->position)) &&
           visitBody(handler->body);
}
template <typename TryNode>
bool SymbolBuilder::visitTry(TryNode* node) {
    return conditionally([&] {
        if (!visitBody(node->body))
            return false;
        for (ExceptHandler* handler : node->handlers)
            if (!visitHandler(handler))
                return false;
        return visitBody(node->orelse) && visitBody(node->finalbody);
    });
}
template <typename WithNode>
bool SymbolBuilder::visitWith(WithNode* node) {
    return conditionally([&] {
        for (WithItem* item : node->items)
            if (!visit(item->context_expr) || !visitOptional(item->optional_vars))
                return false;
        return visitBody(node->body);
    });
}
template <typename ForNode>
bool SymbolBuilder::visitFor(ForNode* node) {
    return visit(node->target) && visit(node->iter) &&
           conditionally([&] { return visitBody(node->body) && visitBody(node->orelse); });
}

bool SymbolBuilder::topLevelAwaitAllowed() const {
    return options.allowTopLevelAwait && current->kind == ScopeKind::Module;
}
bool SymbolBuilder::requireCoroutine(const char* message, const Position& position) {
    if (topLevelAwaitAllowed())
        current->coroutine = true;
    return current->coroutine || error(position, {message});
}

bool SymbolBuilder::visit(StmtNode* node) {
    if (guard.exhausted())
        return tooDeep();
    switch (node->kind) {
    case Kind::FunctionDef: return visitFunction(node->as<FunctionDef>());
    case Kind::AsyncFunctionDef: return visitFunction(node->as<AsyncFunctionDef>());
    case Kind::ClassDef: return visitClass(node->as<ClassDef>());
    case Kind::TypeAlias: return visitTypeAlias(node->as<TypeAlias>());
    case Kind::Return:
        if (ExprNode* value = node->as<Return>()->value) {
            if (!visit(value))
                return false;
            current->returnsValue = true;
        }
        return true;
    case Kind::Delete: return visitAll(node->as<Delete>()->targets);
    case Kind::Assign: return visitAll(node->as<Assign>()->targets) && visit(node->as<Assign>()->value);
    case Kind::AnnAssign: return visitAnnAssign(node->as<AnnAssign>());
    case Kind::AugAssign: return visit(node->as<AugAssign>()->target) && visit(node->as<AugAssign>()->value);
    case Kind::For: return visitFor(node->as<For>());
    case Kind::AsyncFor:
        return requireCoroutine("'async for' outside async function", node->position) && visitFor(node->as<AsyncFor>());
    case Kind::While: {
        While* loop = node->as<While>();
        return visit(loop->test) && conditionally([&] { return visitBody(loop->body) && visitBody(loop->orelse); });
    }
    case Kind::If: {
        If* statement = node->as<If>();
        return visit(statement->test) &&
               conditionally([&] { return visitBody(statement->body) && visitBody(statement->orelse); });
    }
    case Kind::Match: {
        Match* statement = node->as<Match>();
        return visit(statement->subject) && conditionally([&] {
                   for (MatchCase* matchCase : statement->cases)
                       if (!visit(matchCase->pattern) || !visitOptional(matchCase->guard) ||
                           !visitBody(matchCase->body))
                           return false;
                   return true;
               });
    }
    case Kind::Raise: return visitOptional(node->as<Raise>()->exc) && visitOptional(node->as<Raise>()->cause);
    case Kind::Try: return visitTry(node->as<Try>());
    case Kind::TryStar: return visitTry(node->as<TryStar>());
    case Kind::Assert: return visit(node->as<Assert>()->test) && visitOptional(node->as<Assert>()->msg);
    case Kind::Import:
        for (Alias* alias : node->as<Import>()->names)
            if (!visitAlias(alias))
                return false;
        return true;
    case Kind::ImportFrom: return visitImportFrom(node->as<ImportFrom>());
    case Kind::Global: return visitDirective(node->as<Global>()->names, SymbolGlobal, node->position);
    case Kind::Nonlocal: return visitDirective(node->as<Nonlocal>()->names, SymbolNonlocal, node->position);
    case Kind::Expr: return visit(node->as<Expr>()->value);
    case Kind::With: return visitWith(node->as<With>());
    case Kind::AsyncWith:
        return requireCoroutine("'async with' outside async function", node->position) &&
               visitWith(node->as<AsyncWith>());
    default: return true;
    }
}

SymbolTable* buildSymbolTable(ModNode* module, const SymbolTableOptions& options, Arena& arena,
                              IdentifierTable& identifiers, const KnownNames& known, const DiagnosticSink& sink) {
    SymbolBuilder builder(options, arena, identifiers, known, sink);
    SymbolTable* table = builder.build(module);
    return table && analyzeScopes(*table, arena, known, sink) ? table : nullptr;
}

} // namespace pyc::frontend
