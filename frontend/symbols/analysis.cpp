// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Decides from what all blocks said whether a name is local, a cell, free or global, and inlines comprehensions.
#include "frontend/symbols/analysis.h"

namespace pyc::frontend {

bool reportSyntaxError(const DiagnosticSink& sink, Arena& arena, const ast::Position& position,
                       std::initializer_list<std::string_view> pieces) {
    Diagnostic diagnostic;
    diagnostic.message = concatenate(arena, pieces);
    diagnostic.line = int32_t(position.line);
    diagnostic.offset = int32_t(position.column) + 1;
    diagnostic.endLine = int32_t(position.endLine);
    diagnostic.endOffset = int32_t(position.endColumn) + 1;
    sink.report(diagnostic);
    return false;
}

namespace {

/// The names one block sees from around it. A child gets a copy, because what it binds is not seen beside it.
struct Surroundings {
    Surroundings(Arena& arena) : bound(arena), global(arena), typeParameters(arena) {}
    Surroundings(const Surroundings& other, Arena& arena)
        : bound(other.bound, arena), global(other.global, arena), typeParameters(other.typeParameters, arena),
          inModule(other.inModule) {}
    NameSet bound;
    NameSet global;
    NameSet typeParameters;
    bool inModule = false; ///< nothing is around: nonlocal has no meaning
};

class Analyzer {
public:
    Analyzer(Arena& arena, const KnownNames& known, const DiagnosticSink& sink)
        : arena(arena), known(known), sink(sink) {}

    bool analyze(Scope& scope, Surroundings& around, NameSet& free, Scope* classScope) {
        HashMap<NameRef, NameScope> scopes(arena);
        NameSet local(arena);
        NameSet freeInChildren(arena);
        NameSet inlinedCells(arena);
        Surroundings inside(arena);
        bool isClass = scope.kind == ScopeKind::Class;

        // What a class binds is not visible in its methods.
        if (isClass) {
            inside.global.addAll(around.global);
            inside.bound.addAll(around.bound);
        }
        for (auto& entry : scope.symbols)
            if (!analyzeName(scope, scopes, entry.key, entry.value, around, local, free, classScope))
                return false;
        if (isClass) {
            inside.bound.add(known.dunderClass);
            inside.bound.add(known.classDictionary);
            inside.bound.add(known.conditionalAnnotations);
        } else {
            if (scope.isFunctionLike())
                inside.bound.addAll(local);
            inside.bound.addAll(around.bound);
            inside.global.addAll(around.global);
        }

        for (size_t index = 0; index < scope.children.size(); ++index) {
            Scope& child = *scope.children[index];
            Scope* visibleClass = child.canSeeClassScope ? (isClass ? &scope : classScope) : nullptr;
            bool inlined =
                child.comprehension != ComprehensionKind::None && !child.generator && !scope.canSeeClassScope;
            Surroundings childAround(arena);
            childAround.bound.addAll(inside.bound);
            childAround.global.addAll(inside.global);
            childAround.typeParameters.addAll(around.typeParameters);
            NameSet childFree(freeInChildren, arena);
            if (!analyze(child, childAround, childFree, visibleClass))
                return false;
            if (inlined) {
                inlineComprehension(scope, child, scopes, childFree, inlinedCells);
                child.comprehensionInlined = true;
            }
            freeInChildren.addAll(childFree);
        }
        spliceInlinedChildren(scope);

        if (scope.isFunctionLike())
            findCells(scopes, freeInChildren, inlinedCells);
        else if (isClass)
            dropClassCells(scope, freeInChildren);
        updateSymbols(scope, scopes, around, freeInChildren, inlinedCells);
        free.addAll(freeInChildren);
        return true;
    }

private:
    bool errorAtDirective(const Scope& scope, NameRef name, std::initializer_list<std::string_view> pieces) {
        for (const Scope::Directive& directive : scope.directives)
            if (directive.name == name)
                return reportSyntaxError(sink, arena, directive.position, pieces);
        return reportSyntaxError(sink, arena, scope.position, pieces);
    }

    bool analyzeName(Scope& scope, HashMap<NameRef, NameScope>& scopes, NameRef name, uint32_t flags,
                     Surroundings& around, NameSet& local, NameSet& free, Scope* classScope) {
        if (flags & SymbolGlobal) {
            if (flags & SymbolNonlocal)
                return errorAtDirective(scope, name, {"name '", name->text(), "' is nonlocal and global"});
            scopes.set(name, NameScope::GlobalExplicit);
            around.global.add(name);
            around.bound.discard(name);
            return true;
        }
        if (flags & SymbolNonlocal) {
            if (around.inModule)
                return errorAtDirective(scope, name, {"nonlocal declaration not allowed at module level"});
            if (!around.bound.contains(name))
                return errorAtDirective(scope, name, {"no binding for nonlocal '", name->text(), "' found"});
            if (around.typeParameters.contains(name))
                return errorAtDirective(scope, name,
                                        {"nonlocal binding not allowed for type parameter '", name->text(), "'"});
            scopes.set(name, NameScope::Free);
            free.add(name);
            return true;
        }
        if (flags & SymbolBound) {
            scopes.set(name, NameScope::Local);
            local.add(name);
            around.global.discard(name);
            if (flags & SymbolTypeParameter)
                around.typeParameters.add(name);
            else
                around.typeParameters.discard(name);
            return true;
        }
        // A scope that sees a class looks there first and then at the globals, past functions around the class.
        if (classScope) {
            uint32_t classFlags = classScope->symbol(name);
            if (classFlags & SymbolGlobal) {
                scopes.set(name, NameScope::GlobalExplicit);
                return true;
            }
            if (classFlags & SymbolBound && !(classFlags & SymbolNonlocal)) {
                scopes.set(name, NameScope::GlobalImplicit);
                return true;
            }
        }
        if (around.bound.contains(name)) {
            scopes.set(name, NameScope::Free);
            free.add(name);
            return true;
        }
        scopes.set(name, NameScope::GlobalImplicit);
        return true;
    }

    static bool isFreeInAnyChild(const Scope& scope, NameRef name) {
        for (Scope* child : scope.children)
            if (child->scopeOf(name) == NameScope::Free)
                return true;
        return false;
    }

    void inlineComprehension(Scope& scope, Scope& comprehension, HashMap<NameRef, NameScope>& scopes, NameSet& free,
                             NameSet& inlinedCells) {
        NameSet removed(arena);
        for (auto& entry : comprehension.symbols) {
            if (entry.value & SymbolParameter)
                continue;
            NameRef name = entry.key;
            NameScope where = nameScopeOf(entry.value);
            uint32_t flags = entry.value & ((1u << NameScopeShift) - 1);
            if (where == NameScope::Cell || flags & SymbolComprehensionCell)
                inlinedCells.add(name);
            const uint32_t* existing = scope.symbols.find(name);
            // These never pass through a class scope: it makes their cells itself.
            if (where == NameScope::Free && scope.kind == ScopeKind::Class &&
                (name == known.dunderClass || name == known.classDictionary || name == known.conditionalAnnotations)) {
                where = NameScope::GlobalImplicit;
                free.discard(name);
                if (isFreeInAnyChild(comprehension, name)) {
                    scope.needsClassCell |= name == known.dunderClass;
                    scope.needsClassDictionary |= name == known.classDictionary;
                    scope.hasConditionalAnnotations |= name == known.conditionalAnnotations;
                }
                removed.add(name);
            }
            if (!existing) {
                scope.symbols.set(name, flags);
                scopes.set(name, where);
            } else if (*existing & SymbolBound && scope.kind != ScopeKind::Class &&
                       !isFreeInAnyChild(comprehension, name)) {
                free.discard(name);
            }
        }
        removed.forEach([&](NameRef name) { comprehension.symbols.set(name, 0); });
    }

    void spliceInlinedChildren(Scope& scope) {
        bool any = false;
        for (Scope* child : scope.children)
            any |= child->comprehensionInlined;
        if (!any)
            return;
        ArenaVector<Scope*> spliced(arena);
        for (Scope* child : scope.children) {
            if (!child->comprehensionInlined)
                spliced.push(child);
            else
                spliced.append(child->children.data(), child->children.size());
        }
        scope.children = spliced;
    }

    static void findCells(HashMap<NameRef, NameScope>& scopes, NameSet& free, const NameSet& inlinedCells) {
        for (auto& entry : scopes) {
            if (entry.value != NameScope::Local || !(free.contains(entry.key) || inlinedCells.contains(entry.key)))
                continue;
            entry.value = NameScope::Cell;
            free.discard(entry.key);
        }
    }

    void dropClassCells(Scope& scope, NameSet& free) {
        if (free.discard(known.dunderClass))
            scope.needsClassCell = true;
        if (free.discard(known.classDictionary))
            scope.needsClassDictionary = true;
        if (free.discard(known.conditionalAnnotations))
            scope.hasConditionalAnnotations = true;
    }

    void updateSymbols(Scope& scope, const HashMap<NameRef, NameScope>& scopes, const Surroundings& around,
                       const NameSet& free, const NameSet& inlinedCells) {
        for (auto& entry : scope.symbols) {
            if (inlinedCells.contains(entry.key))
                entry.value |= SymbolComprehensionCell;
            if (const NameScope* where = scopes.find(entry.key))
                entry.value |= uint32_t(*where) << NameScopeShift;
        }
        bool seesClass = scope.kind == ScopeKind::Class || scope.canSeeClassScope;
        free.forEach([&](NameRef name) {
            if (uint32_t* existing = scope.symbols.find(name)) {
                if (seesClass)
                    *existing |= SymbolFreeClass;
                return;
            }
            if (around.inModule || around.bound.contains(name))
                scope.symbols.set(name, uint32_t(NameScope::Free) << NameScopeShift);
        });
    }

    Arena& arena;
    const KnownNames& known;
    const DiagnosticSink& sink;
};

} // namespace

bool analyzeScopes(SymbolTable& table, Arena& arena, const KnownNames& known, const DiagnosticSink& sink) {
    Surroundings around(arena);
    around.inModule = true;
    NameSet free(arena);
    return Analyzer(arena, known, sink).analyze(*table.top, around, free, nullptr);
}

} // namespace pyc::frontend
