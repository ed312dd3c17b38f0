// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Scopes: which names every block of a program binds and uses, and where each name lives.
#pragma once

#include "frontend/ast/ast.h"
#include "frontend/source/diagnostic.h"
#include "frontend/support/hash_map.h"

namespace pyc::frontend {

enum class ScopeKind : uint8_t { Function, Class, Module, Annotation, TypeAlias, TypeParameters, TypeVariable };
enum class ComprehensionKind : uint8_t { None, List, Dict, Set, Generator };

/// What is known of a name in one scope; the values are `_symtable`'s, whose users see them.
enum SymbolFlags : uint32_t {
    SymbolGlobal = 1,
    SymbolLocal = 2,
    SymbolParameter = 4,
    SymbolNonlocal = 8,
    SymbolUse = 16,
    SymbolFreeClass = 64,
    SymbolImport = 128,
    SymbolAnnotated = 256,
    SymbolComprehensionIteration = 512,
    SymbolTypeParameter = 1024,
    SymbolComprehensionCell = 2048,
    SymbolBound = SymbolLocal | SymbolParameter | SymbolImport | SymbolTypeParameter,
};

enum class NameScope : uint8_t { Unknown, Local, GlobalExplicit, GlobalImplicit, Free, Cell };
constexpr unsigned NameScopeShift = 12;
constexpr NameScope nameScopeOf(uint32_t symbol) { return NameScope(symbol >> NameScopeShift & 15); }

using NameRef = const ast::Identifier*;

/// A set of names in order of insertion.
class NameSet {
public:
    explicit NameSet(Arena& arena) : map(arena) {}
    NameSet(const NameSet&) = delete;

    bool empty() const { return map.empty(); } ///< and nothing ever was in it
    void add(NameRef name) { map[name] = true; }
    /// Whether it was there.
    bool discard(NameRef name) {
        bool* present = map.find(name);
        if (!present || !*present)
            return false;
        *present = false;
        return true;
    }
    bool contains(NameRef name) const {
        const bool* present = map.find(name);
        return present && *present;
    }
    void addAll(const NameSet& other) {
        for (auto& entry : other.map)
            if (entry.value)
                add(entry.key);
    }
    template <typename Action>
    void forEach(Action&& action) const {
        for (auto& entry : map)
            if (entry.value)
                action(entry.key);
    }

private:
    HashMap<NameRef, bool> map;
};

struct Scope {
    Scope(Arena& arena) : symbols(arena), parameters(arena), children(arena), directives(arena) {}

    struct Directive {
        NameRef name; ///< mangled
        ast::Position position;
    };

    NameRef name = nullptr;
    ScopeKind kind = ScopeKind::Module;
    ComprehensionKind comprehension = ComprehensionKind::None;
    ast::Position position;
    HashMap<NameRef, uint32_t> symbols; ///< mangled name → SymbolFlags and NameScope
    ArenaVector<NameRef> parameters;
    ArenaVector<Scope*> children;
    ArenaVector<Directive> directives;     ///< global and nonlocal statements
    NameSet* mangledNames = nullptr;       ///< where only type parameters are mangled: which
    Scope* annotationScope = nullptr;      ///< of a module's or class's variables
    const char* typeVariableUse = nullptr; ///< for messages: "a TypeVar bound", …

    bool nested = false;
    bool generator = false;
    bool coroutine = false;
    bool hasVarArguments = false;
    bool hasVarKeywords = false;
    bool returnsValue = false;
    bool needsClassCell = false;
    bool needsClassDictionary = false;
    bool comprehensionInlined = false;
    bool inIterationTarget = false;
    bool canSeeClassScope = false;
    bool hasConditionalAnnotations = false;
    bool inConditionalBlock = false;
    bool inUnevaluatedAnnotation = false;
    bool annotationsUsed = false;
    bool hasDocstring = false;
    bool isMethod = false;
    bool hasNamedExpressions = false; ///< `:=` stands somewhere in it: operands may be rebound by later ones
    uint32_t iterationDepth = 0;      ///< how many comprehension iterables are being visited

    bool isFunctionLike() const { return kind != ScopeKind::Class && kind != ScopeKind::Module; }
    uint32_t symbol(NameRef symbolName) const {
        const uint32_t* flags = symbols.find(symbolName);
        return flags ? *flags : 0;
    }
    NameScope scopeOf(NameRef symbolName) const { return nameScopeOf(symbol(symbolName)); }
};

/// A block's scope is found by its node; a node with two scopes gives the second by `secondKey`.
using ScopeKey = const void*;
inline ScopeKey secondKey(const void* node) { return static_cast<const char*>(node) + 1; }

struct SymbolTable {
    explicit SymbolTable(Arena& arena) : scopes(arena) {}
    Scope* top = nullptr;
    HashMap<ScopeKey, Scope*> scopes;

    Scope* find(ScopeKey key) const {
        Scope* const* scope = scopes.find(key);
        return scope ? *scope : nullptr;
    }
};

struct SymbolTableOptions {
    bool futureAnnotations = false;
    bool allowTopLevelAwait = false;
    /// Where the last `from __future__` statement ended.
    ast::Position futurePosition;
    /// Bytes of native stack that recursion over the tree may use.
    size_t stackBudget = 4 << 20;
};

/// Names the compiler knows of itself, interned once per compilation.
struct KnownNames {
#define PYC_KNOWN_NAMES(X)                                                                                             \
    X(top, "top")                                                                                                      \
    X(lambda, "lambda")                                                                                                \
    X(genexpr, "genexpr")                                                                                              \
    X(listcomp, "listcomp")                                                                                            \
    X(setcomp, "setcomp")                                                                                              \
    X(dictcomp, "dictcomp")                                                                                            \
    X(dotZero, ".0")                                                                                                   \
    X(dotFormat, ".format")                                                                                            \
    X(format, "format")                                                                                                \
    X(dotDefaults, ".defaults")                                                                                        \
    X(dotKeywordDefaults, ".kwdefaults")                                                                               \
    X(dotTypeParameters, ".type_params")                                                                               \
    X(dotGenericBase, ".generic_base")                                                                                 \
    X(super, "super")                                                                                                  \
    X(dunderClass, "__class__")                                                                                        \
    X(classDictionary, "__classdict__")                                                                                \
    X(conditionalAnnotations, "__conditional_annotations__")                                                           \
    X(annotate, "__annotate__")                                                                                        \
    X(annotateFunction, "__annotate_func__")                                                                           \
    X(annotations, "__annotations__")                                                                                  \
    X(typeParameters, "__type_params__")                                                                               \
    X(debug, "__debug__")                                                                                              \
    X(documentation, "__doc__")                                                                                        \
    X(moduleAttribute, "__module__")                                                                                   \
    X(nameAttribute, "__name__")                                                                                       \
    X(qualifiedName, "__qualname__")                                                                                   \
    X(firstLine, "__firstlineno__")                                                                                    \
    X(staticAttributes, "__static_attributes__")                                                                       \
    X(classCell, "__classcell__")                                                                                      \
    X(classDictionaryCell, "__classdictcell__")                                                                        \
    X(future, "__future__")                                                                                            \
    X(anonymousModule, "<module>")                                                                                     \
    X(anonymousLambda, "<lambda>")                                                                                     \
    X(anonymousGenerator, "<genexpr>")                                                                                 \
    X(anonymousList, "<listcomp>")                                                                                     \
    X(anonymousSet, "<setcomp>")                                                                                       \
    X(anonymousDict, "<dictcomp>")                                                                                     \
    X(returnAnnotation, "return")                                                                                      \
    X(empty, "")                                                                                                       \
    X(star, "*")                                                                                                       \
    X(join, "join")                                                                                                    \
    X(all, "all")                                                                                                      \
    X(any, "any")                                                                                                      \
    X(tuple, "tuple")
#define PYC_KNOWN_NAME(field, text) NameRef field;
    PYC_KNOWN_NAMES(PYC_KNOWN_NAME)
#undef PYC_KNOWN_NAME
    explicit KnownNames(ast::IdentifierTable& identifiers);
};

/// Builds and analyses the table; null after an error was reported.
SymbolTable* buildSymbolTable(ast::ModNode* module, const SymbolTableOptions& options, Arena& arena,
                              ast::IdentifierTable& identifiers, const KnownNames& known, const DiagnosticSink& sink);

NameRef manglePrivate(NameRef privateName, NameRef name, Arena& arena, ast::IdentifierTable& identifiers);
/// `__name` in class `privateName` as `_Class__name`; other names as they are. `privateName` may be null.
inline NameRef mangle(NameRef privateName, NameRef name, Arena& arena, ast::IdentifierTable& identifiers) {
    bool maybePrivate = privateName && name->data()[0] == '_' && name->data()[1] == '_';
    return maybePrivate ? manglePrivate(privateName, name, arena, identifiers) : name;
}
/// As mangle, but where a scope mangles only some names, others stay.
inline NameRef mangleInScope(NameRef privateName, const Scope& scope, NameRef name, Arena& arena,
                             ast::IdentifierTable& identifiers) {
    if (scope.mangledNames && !scope.mangledNames->contains(name))
        return name;
    return mangle(privateName, name, arena, identifiers);
}

/// The docstring of a body, or null.
const ast::Constant* docstringOf(const Sequence<ast::StmtNode*>& body);

} // namespace pyc::frontend
