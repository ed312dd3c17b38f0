// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Decides from what all blocks said whether a name is local, a cell, free or global, and inlines comprehensions.
#include "frontend/symbols/analysis.h"

namespace pyc::frontend {

bool reportSyntaxError(const DiagnosticSink& sink, Arena& arena, const ast::Position& position,
                       std::initializer_list<std::string_view> pieces, bool inArguments) {
    Diagnostic diagnostic;
    diagnostic.message = concatenate(arena, pieces);
    diagnostic.line = int32_t(position.line);
    diagnostic.offset = int32_t(position.column) + 1;
    diagnostic.endLine = int32_t(position.endLine);
    diagnostic.endOffset = int32_t(position.endColumn) + 1;
    diagnostic.inArguments = inArguments;
    sink.report(diagnostic);
    return false;
}

namespace {

/// The names the block being looked at sees from around it. Blocks nest: what one changes is undone when it is left.
class Environment {
public:
    explicit Environment(Arena& arena) : flags(arena), changes(arena) {}

    enum Flag : uint8_t { Bound = 1, TypeParameter = 2 };
    bool has(NameRef name, Flag flag) const {
        const uint8_t* found = flags.find(name);
        return found && *found & flag;
    }
    void set(NameRef name, Flag flag) {
        uint8_t& value = *flags.insert(name).value;
        change(name, value, value | flag);
    }
    void clear(NameRef name, Flag flag) {
        if (uint8_t* value = flags.find(name))
            change(name, *value, *value & ~flag);
    }

    size_t mark() const { return changes.size(); }
    void undoTo(size_t mark) {
        while (changes.size() > mark) {
            Change last = changes.pop();
            *flags.find(last.name) = last.before;
        }
    }

private:
    struct Change {
        NameRef name;
        uint8_t before;
    };
    void change(NameRef name, uint8_t& value, int wanted) {
        if (value == wanted)
            return;
        changes.push({name, value});
        value = uint8_t(wanted);
    }

    HashMap<NameRef, uint8_t> flags;
    ArenaVector<Change> changes;
};

void setScope(uint32_t& symbol, NameScope scope) { symbol |= uint32_t(scope) << NameScopeShift; }

class Analyzer {
public:
    Analyzer(Arena& arena, const KnownNames& known, const DiagnosticSink& sink)
        : arena(arena), known(known), sink(sink), around(arena) {}

    bool analyze(Scope& scope, NameSet& free, Scope* classScope) {
        NameSet freeInChildren(arena);
        NameSet inlinedCells(arena);
        bool isClass = scope.kind == ScopeKind::Class;
        size_t mark = around.mark();

        for (auto& entry : scope.symbols)
            if (!analyzeName(scope, entry.key, entry.value, free, classScope))
                return false;
        if (isClass) {
            around.set(known.dunderClass, Environment::Bound);
            around.set(known.classDictionary, Environment::Bound);
            around.set(known.conditionalAnnotations, Environment::Bound);
        } else if (scope.isFunctionLike() && !scope.children.empty()) {
            for (auto& entry : scope.symbols)
                if (nameScopeOf(entry.value) == NameScope::Local)
                    around.set(entry.key, Environment::Bound);
        }

        for (size_t index = 0; index < scope.children.size(); ++index) {
            Scope& child = *scope.children[index];
            Scope* visibleClass = child.canSeeClassScope ? (isClass ? &scope : classScope) : nullptr;
            bool inlined =
                child.comprehension != ComprehensionKind::None && !child.generator && !scope.canSeeClassScope;
            NameSet childFree(arena);
            if (!analyze(child, childFree, visibleClass))
                return false;
            if (inlined) {
                inlineComprehension(scope, child, childFree, inlinedCells);
                child.comprehensionInlined = true;
            }
            freeInChildren.addAll(childFree);
        }
        spliceInlinedChildren(scope);

        around.undoTo(mark);

        if (scope.isFunctionLike())
            findCells(scope, freeInChildren, inlinedCells);
        else if (isClass)
            dropClassCells(scope, freeInChildren);
        updateSymbols(scope, freeInChildren, inlinedCells);
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

    bool analyzeName(const Scope& scope, NameRef name, uint32_t& symbol, NameSet& free, const Scope* classScope) {
        if (symbol & SymbolGlobal) {
            if (symbol & SymbolNonlocal)
                return errorAtDirective(scope, name, {"name '", name->text(), "' is nonlocal and global"});
            setScope(symbol, NameScope::GlobalExplicit);
            // What a class declares is not seen in its methods.
            if (scope.kind != ScopeKind::Class)
                around.clear(name, Environment::Bound);
            return true;
        }
        if (symbol & SymbolNonlocal) {
            if (scope.kind == ScopeKind::Module)
                return errorAtDirective(scope, name, {"nonlocal declaration not allowed at module level"});
            if (!around.has(name, Environment::Bound))
                return errorAtDirective(scope, name, {"no binding for nonlocal '", name->text(), "' found"});
            if (around.has(name, Environment::TypeParameter))
                return errorAtDirective(scope, name,
                                        {"nonlocal binding not allowed for type parameter '", name->text(), "'"});
            setScope(symbol, NameScope::Free);
            free.add(name);
            return true;
        }
        if (symbol & SymbolBound) {
            setScope(symbol, NameScope::Local);
            if (symbol & SymbolTypeParameter)
                around.set(name, Environment::TypeParameter);
            else
                around.clear(name, Environment::TypeParameter);
            return true;
        }
        // A scope that sees a class looks there first and then at the globals, past functions around the class.
        if (classScope) {
            uint32_t inClass = classScope->symbol(name);
            if (inClass & SymbolGlobal) {
                setScope(symbol, NameScope::GlobalExplicit);
                return true;
            }
            if (inClass & SymbolBound && !(inClass & SymbolNonlocal)) {
                setScope(symbol, NameScope::GlobalImplicit);
                return true;
            }
        }
        bool bound = around.has(name, Environment::Bound);
        setScope(symbol, bound ? NameScope::Free : NameScope::GlobalImplicit);
        if (bound)
            free.add(name);
        return true;
    }

    static bool isFreeInAnyChild(const Scope& scope, NameRef name) {
        for (Scope* child : scope.children)
            if (child->scopeOf(name) == NameScope::Free)
                return true;
        return false;
    }

    void inlineComprehension(Scope& scope, Scope& comprehension, NameSet& free, NameSet& inlinedCells) {
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
                setScope(flags, where);
                scope.symbols.set(name, flags);
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

    static void findCells(Scope& scope, NameSet& free, const NameSet& inlinedCells) {
        if (free.empty() && inlinedCells.empty())
            return;
        for (auto& entry : scope.symbols) {
            if (nameScopeOf(entry.value) != NameScope::Local ||
                !(free.contains(entry.key) || inlinedCells.contains(entry.key)))
                continue;
            entry.value &= (1u << NameScopeShift) - 1;
            setScope(entry.value, NameScope::Cell);
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

    void updateSymbols(Scope& scope, const NameSet& free, const NameSet& inlinedCells) {
        if (!inlinedCells.empty())
            for (auto& entry : scope.symbols)
                if (inlinedCells.contains(entry.key))
                    entry.value |= SymbolComprehensionCell;
        bool seesClass = scope.kind == ScopeKind::Class || scope.canSeeClassScope;
        free.forEach([&](NameRef name) {
            if (uint32_t* existing = scope.symbols.find(name)) {
                if (seesClass)
                    *existing |= SymbolFreeClass;
                return;
            }
            if (scope.kind == ScopeKind::Module || around.has(name, Environment::Bound))
                scope.symbols.set(name, uint32_t(NameScope::Free) << NameScopeShift);
        });
    }

    Arena& arena;
    const KnownNames& known;
    const DiagnosticSink& sink;
    Environment around;
};

} // namespace

bool analyzeScopes(SymbolTable& table, Arena& arena, const KnownNames& known, const DiagnosticSink& sink) {
    NameSet free(arena);
    return Analyzer(arena, known, sink).analyze(*table.top, free, nullptr);
}

} // namespace pyc::frontend
