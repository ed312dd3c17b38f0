// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The first pass over the tree: what every block says of every name. Scopes of names are decided in analysis.cpp.
#include "frontend/support/stack_guard.h"
#include "frontend/symbols/analysis.h"

namespace pyc::frontend {

using namespace ast;

namespace {

class SymbolBuilder {
public:
    SymbolBuilder(const SymbolTableOptions& options, Arena& arena, IdentifierTable& identifiers,
                  const KnownNames& known, const DiagnosticSink& sink)
        : options(options), arena(arena), identifiers(identifiers), known(known), sink(sink),
          table(arena.make<SymbolTable>(arena)), stack(arena), guard(options.stackBudget) {}

    SymbolTable* build(ModNode* module) {
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

private:
    // ---- errors ----
    bool report(DiagnosticKind kind, std::string_view message) {
        Diagnostic diagnostic;
        diagnostic.kind = kind;
        diagnostic.message = message;
        diagnostic.hasPosition = false;
        sink.report(diagnostic);
        return false;
    }
    bool error(const Position& position, std::initializer_list<std::string_view> pieces) {
        return reportSyntaxError(sink, arena, position, pieces);
    }
    bool tooDeep() {
        return report(DiagnosticKind::RecursionError, "maximum recursion depth exceeded during compilation");
    }

    // ---- scopes ----
    Scope* makeScope(NameRef name, ScopeKind kind, ScopeKey key, const Position& position) {
        Scope* scope = arena.make<Scope>(arena);
        scope->name = name;
        scope->kind = kind;
        scope->position = position;
        if (current) {
            scope->nested = current->nested || current->isFunctionLike();
            scope->isMethod = current->kind == ScopeKind::Class && kind == ScopeKind::Function;
        }
        table->scopes.set(key, scope);
        return scope;
    }

    void enter(Scope* scope) {
        if (current) {
            scope->iterationDepth = current->iterationDepth;
            if (current->mangledNames && scope->kind != ScopeKind::Class)
                scope->mangledNames = current->mangledNames;
        }
        stack.push(scope);
        Scope* outer = current;
        current = scope;
        // Annotations that become strings are visited for their errors only.
        if (options.futureAnnotations && scope->kind == ScopeKind::Annotation)
            return;
        if (outer)
            outer->children.push(scope);
    }
    void leave() {
        stack.pop();
        current = stack.empty() ? nullptr : stack.back();
    }
    bool enterNew(NameRef name, ScopeKind kind, ScopeKey key, const Position& position) {
        enter(makeScope(name, kind, key, position));
        if (kind == ScopeKind::Annotation || kind == ScopeKind::TypeVariable || kind == ScopeKind::TypeAlias)
            return define(known.dotFormat, SymbolParameter, position) && define(known.dotFormat, SymbolUse, position);
        return true;
    }

    // ---- names ----
    NameRef mangledIn(const Scope& scope, NameRef name) {
        return mangleInScope(privateName, scope, name, arena, identifiers);
    }
    uint32_t lookup(const Scope& scope, NameRef name) { return scope.symbol(mangledIn(scope, name)); }

    bool checkName(NameRef name, const Position& position, ExprContext context) {
        if (name == known.debug && context != ExprContext::Load)
            return error(position,
                         {context == ExprContext::Store ? "cannot assign to __debug__" : "cannot delete __debug__"});
        return true;
    }

    bool defineIn(Scope& scope, NameRef name, uint32_t flag, const Position& position) {
        NameRef mangled = mangledIn(*current, name);
        uint32_t& value = scope.symbols[mangled];
        if (flag & SymbolParameter & value)
            return error(position, {"duplicate argument '", name->text(), "' in function definition"});
        if (flag & SymbolTypeParameter & value)
            return error(position, {"duplicate type parameter '", name->text(), "'"});
        uint32_t combined = value | flag;
        if (scope.inIterationTarget) {
            // A name assigned by := in this comprehension cannot be its iteration variable as well.
            if (combined & (SymbolGlobal | SymbolNonlocal))
                return error(position, {"comprehension inner loop cannot rebind assignment expression target '",
                                        name->text(), "'"});
            combined |= SymbolComprehensionIteration;
        }
        value = combined;
        if (flag & SymbolParameter)
            scope.parameters.push(mangled);
        else if (flag & SymbolGlobal)
            table->top->symbols[mangled] |= flag;
        return true;
    }

    bool define(NameRef name, uint32_t flag, const Position& position, ExprContext context) {
        if (flag & (SymbolParameter | SymbolLocal | SymbolImport) && !checkName(name, position, context))
            return false;
        if (flag & SymbolTypeParameter && current->mangledNames)
            current->mangledNames->add(name);
        return defineIn(*current, name, flag, position);
    }
    bool define(NameRef name, uint32_t flag, const Position& position) {
        return define(name, flag, position, flag == SymbolUse ? ExprContext::Load : ExprContext::Store);
    }

    void recordDirective(NameRef name, const Position& position) {
        current->directives.push({mangledIn(*current, name), position});
    }

    // ---- lists ----
    template <typename T>
    bool visitAll(const Sequence<T*>& nodes) {
        for (T* node : nodes)
            if (node && !visit(node))
                return false;
        return true;
    }
    bool visitBody(const Sequence<StmtNode*>& body) { return visitAll(body); }
    bool visitOptional(ExprNode* node) { return !node || visit(node); }

    template <typename Action>
    bool conditionally(Action&& action) {
        bool before = current->inConditionalBlock;
        Scope* scope = current;
        scope->inConditionalBlock = true;
        bool fine = action();
        scope->inConditionalBlock = before;
        return fine;
    }

    // ---- type parameters ----
    bool enterTypeParameters(NameRef name, ScopeKey key, bool hasDefaults, bool hasKeywordDefaults, bool ofClass,
                             const Position& position) {
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
              define(known.dotTypeParameters, SymbolUse, position) &&
              define(known.dotGenericBase, SymbolLocal, position) && define(known.dotGenericBase, SymbolUse, position)))
            return false;
        return (!hasDefaults || define(known.dotDefaults, SymbolParameter, position)) &&
               (!hasKeywordDefaults || define(known.dotKeywordDefaults, SymbolParameter, position));
    }

    bool visitBoundOrDefault(ExprNode* expression, NameRef name, TypeParamNode* parameter, ScopeKey key,
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

    bool visit(TypeParamNode* node) {
        switch (node->kind) {
        case Kind::TypeVar: {
            TypeVar* variable = node->as<TypeVar>();
            if (!define(variable->name, SymbolTypeParameter | SymbolLocal, node->position))
                return false;
            const char* use =
                variable->bound && variable->bound->is<Tuple>() ? "a TypeVar constraint" : "a TypeVar bound";
            return visitBoundOrDefault(variable->bound, variable->name, node, node, use) &&
                   visitBoundOrDefault(variable->default_value, variable->name, node, secondKey(node),
                                       "a TypeVar default");
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
    bool defineParameters(const Sequence<Arg*>& parameters) {
        for (Arg* parameter : parameters)
            if (!define(parameter->arg, SymbolParameter, parameter->position))
                return false;
        return true;
    }
    bool visitArguments(Arguments* arguments) {
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

    bool visitParameterAnnotation(Arg* parameter) {
        if (!parameter || !parameter->annotation)
            return true;
        current->annotationsUsed = true;
        return visit(parameter->annotation);
    }
    bool visitParameterAnnotations(const Sequence<Arg*>& parameters) {
        for (Arg* parameter : parameters)
            if (!visitParameterAnnotation(parameter))
                return false;
        return true;
    }
    bool visitFunctionAnnotations(StmtNode* function, Arguments* arguments, ExprNode* returns) {
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
    bool visitFunction(Function* function) {
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

    bool visitClass(ClassDef* node) {
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

    bool visitTypeAlias(TypeAlias* node) {
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
    bool visitAnnotation(ExprNode* annotation) {
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

    bool visitAnnAssign(AnnAssign* node) {
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
    bool checkKeywords(const Sequence<Keyword*>& keywords) {
        for (Keyword* keyword : keywords)
            if (keyword->arg && !checkName(keyword->arg, keyword->position, ExprContext::Store))
                return false;
        return true;
    }

    bool visitAlias(Alias* alias) {
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

    bool visitImportFrom(ImportFrom* node) {
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

    bool visitDirective(const Sequence<NameRef>& names, uint32_t flag, const Position& position) {
        bool global = flag == SymbolGlobal;
        for (NameRef name : names) {
            uint32_t symbol = lookup(*current, name);
            if (symbol & (SymbolParameter | SymbolLocal | SymbolUse | SymbolAnnotated)) {
                std::string_view text = name->text();
                if (symbol & SymbolParameter)
                    return error(position, {"name '", text,
                                            global ? "' is parameter and global" : "' is parameter and nonlocal"});
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

    bool visitHandler(ExceptHandler* handler) {
        return visitOptional(handler->type) &&
               (!handler->name || define(handler->name, SymbolLocal, handler->position)) && visitBody(handler->body);
    }
    template <typename TryNode>
    bool visitTry(TryNode* node) {
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
    bool visitWith(WithNode* node) {
        return conditionally([&] {
            for (WithItem* item : node->items)
                if (!visit(item->context_expr) || !visitOptional(item->optional_vars))
                    return false;
            return visitBody(node->body);
        });
    }
    template <typename ForNode>
    bool visitFor(ForNode* node) {
        return visit(node->target) && visit(node->iter) &&
               conditionally([&] { return visitBody(node->body) && visitBody(node->orelse); });
    }

    bool topLevelAwaitAllowed() const { return options.allowTopLevelAwait && current->kind == ScopeKind::Module; }
    bool requireCoroutine(const char* message, const Position& position) {
        if (topLevelAwaitAllowed())
            current->coroutine = true;
        return current->coroutine || error(position, {message});
    }

    bool visit(StmtNode* node) {
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
            return requireCoroutine("'async for' outside async function", node->position) &&
                   visitFor(node->as<AsyncFor>());
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

    // ---- expressions ----
    bool notInAnnotation(const char* what, const Position& position) {
        switch (current->kind) {
        case ScopeKind::Annotation: return error(position, {what, " cannot be used within an annotation"});
        case ScopeKind::TypeVariable:
            return error(position, {what, " cannot be used within ", current->typeVariableUse});
        case ScopeKind::TypeAlias: return error(position, {what, " cannot be used within a type alias"});
        case ScopeKind::TypeParameters:
            return error(position, {what, " cannot be used within the definition of a generic"});
        default: return true;
        }
    }

    /// A name bound by := in a comprehension belongs to the nearest scope around that is none.
    bool bindNamedExpression(ast::Name* target) {
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

    bool visitNamedExpression(NamedExpr* node) {
        if (!notInAnnotation("named expression", node->position))
            return false;
        if (current->iterationDepth > 0)
            return error(node->position,
                         {"assignment expression cannot be used in a comprehension iterable expression"});
        current->hasNamedExpressions = true;
        if (current->comprehension != ComprehensionKind::None && !bindNamedExpression(node->target->as<ast::Name>()))
            return false;
        return visit(node->value) && visit(node->target);
    }

    bool visitIterable(ExprNode* iterable) {
        ++current->iterationDepth;
        bool fine = visit(iterable);
        --current->iterationDepth;
        return fine;
    }
    bool visitIterationTarget(ExprNode* target) {
        current->inIterationTarget = true;
        bool fine = visit(target);
        current->inIterationTarget = false;
        return fine;
    }

    bool visitComprehension(ExprNode* node, NameRef scopeName, ComprehensionKind kind,
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
            if (!visitIterationTarget(generator->target) || !visitIterable(generator->iter) ||
                !visitAll(generator->ifs))
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

    bool visitYield(ExprNode* node, ExprNode* value) {
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

    bool visitAwait(Await* node) {
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

    bool visitName(ast::Name* node) {
        if (current->inUnevaluatedAnnotation)
            return true;
        if (!define(node->id, node->ctx == ExprContext::Load ? SymbolUse : SymbolLocal, node->position, node->ctx))
            return false;
        // super() reaches its class through the cell.
        if (node->ctx == ExprContext::Load && node->id == known.super && current->isFunctionLike())
            return define(known.dunderClass, SymbolUse, node->position);
        return true;
    }

    bool visit(ExprNode* node) {
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
    bool visit(PatternNode* node) {
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

    const SymbolTableOptions& options;
    Arena& arena;
    IdentifierTable& identifiers;
    const KnownNames& known;
    const DiagnosticSink& sink;
    SymbolTable* table;
    ArenaVector<Scope*> stack;
    Scope* current = nullptr;
    NameRef privateName = nullptr;
    StackGuard guard;
};

} // namespace

SymbolTable* buildSymbolTable(ModNode* module, const SymbolTableOptions& options, Arena& arena,
                              IdentifierTable& identifiers, const KnownNames& known, const DiagnosticSink& sink) {
    SymbolBuilder builder(options, arena, identifiers, known, sink);
    SymbolTable* table = builder.build(module);
    return table && analyzeScopes(*table, arena, known, sink) ? table : nullptr;
}

} // namespace pyc::frontend
