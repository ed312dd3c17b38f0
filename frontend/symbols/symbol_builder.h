// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The first pass over the tree: what every block says of every name. Scopes of names are decided in analysis.cpp.
#pragma once

#include "frontend/support/stack_guard.h"
#include "frontend/symbols/analysis.h"

namespace pyc::frontend {

using namespace ast;

class SymbolBuilder {
public:
    SymbolBuilder(const SymbolTableOptions& options, Arena& arena, IdentifierTable& identifiers,
                  const KnownNames& known, const DiagnosticSink& sink)
        : options(options), arena(arena), identifiers(identifiers), known(known), sink(sink),
          table(arena.make<SymbolTable>(arena)), stack(arena), guard(options.stackBudget) {}

    SymbolTable* build(ModNode* module);

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

    // ---- definitions and statements (symbol_builder.cpp) ----
    bool enterTypeParameters(NameRef name, ScopeKey key, bool hasDefaults, bool hasKeywordDefaults, bool ofClass,
                             const Position& position);
    bool visitBoundOrDefault(ExprNode* expression, NameRef name, TypeParamNode* parameter, ScopeKey key,
                             const char* use);
    bool visit(TypeParamNode* node);
    bool defineParameters(const Sequence<Arg*>& parameters);
    bool visitArguments(Arguments* arguments);
    bool visitParameterAnnotation(Arg* parameter);
    bool visitParameterAnnotations(const Sequence<Arg*>& parameters);
    bool visitFunctionAnnotations(StmtNode* function, Arguments* arguments, ExprNode* returns);
    template <typename Function>
    bool visitFunction(Function* function);
    bool visitClass(ClassDef* node);
    bool visitTypeAlias(TypeAlias* node);
    bool visitAnnotation(ExprNode* annotation);
    bool visitAnnAssign(AnnAssign* node);
    bool checkKeywords(const Sequence<Keyword*>& keywords);
    bool visitAlias(Alias* alias);
    bool visitImportFrom(ImportFrom* node);
    bool visitDirective(const Sequence<NameRef>& names, uint32_t flag, const Position& position);
    bool visitHandler(ExceptHandler* handler);
    template <typename TryNode>
    bool visitTry(TryNode* node);
    template <typename WithNode>
    bool visitWith(WithNode* node);
    template <typename ForNode>
    bool visitFor(ForNode* node);
    bool topLevelAwaitAllowed() const;
    bool requireCoroutine(const char* message, const Position& position);
    bool visit(StmtNode* node);

    // ---- expressions and patterns (symbol_expressions.cpp) ----
    bool notInAnnotation(const char* what, const Position& position);
    bool bindNamedExpression(ast::Name* target);
    bool visitNamedExpression(NamedExpr* node);
    bool visitIterable(ExprNode* iterable);
    bool visitIterationTarget(ExprNode* target);
    bool visitComprehension(ExprNode* node, NameRef scopeName, ComprehensionKind kind,
                            const Sequence<Comprehension*>& generators, ExprNode* element, ExprNode* value);
    bool visitYield(ExprNode* node, ExprNode* value);
    bool visitAwait(Await* node);
    bool visitName(ast::Name* node);
    bool visit(ExprNode* node);
    bool visit(PatternNode* node);

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

} // namespace pyc::frontend
