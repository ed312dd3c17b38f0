// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `symtable entry`: name, kind, line, symbols with their flags, parameters and inner scopes, as the compiler found
// them.
#include "runtime/eval/scope_entry.h"
#include "runtime/eval/tree.h"
#include "runtime/object/native.h"
#include "runtime/thread/thread.h"

namespace pyc::runtime {

namespace {

struct ScopeEntry : Object {
    Value id, name, symbols, parameters, children, nested, kind, line;
};

Value entryRepr(Value self) {
    auto* entry = as<ScopeEntry>(self);
    return Value(formatText("<symtable entry %S(%S), line %S>", entry->name, entry->id, entry->line));
}

template <Value ScopeEntry::* field>
Value entryField(Value self) {
    return as<ScopeEntry>(self)->*field;
}

constinit const NativeMember entryMembers[] = {
    PYC_FIELD("id", entryField<&ScopeEntry::id>, nullptr, nullptr),
    PYC_FIELD("name", entryField<&ScopeEntry::name>, nullptr, nullptr),
    PYC_FIELD("symbols", entryField<&ScopeEntry::symbols>, nullptr, nullptr),
    PYC_FIELD("varnames", entryField<&ScopeEntry::parameters>, nullptr, nullptr),
    PYC_FIELD("children", entryField<&ScopeEntry::children>, nullptr, nullptr),
    PYC_FIELD("nested", entryField<&ScopeEntry::nested>, nullptr, nullptr),
    PYC_FIELD("type", entryField<&ScopeEntry::kind>, nullptr, nullptr),
    PYC_FIELD("lineno", entryField<&ScopeEntry::line>, nullptr, nullptr),
    PYC_END,
};

extern Type EntryType;
PYC_GC_ROOT constinit Shape EntryShape = defineShape(EntryType);
PYC_GC_ROOT constinit Type EntryType = defineType({
    .name = "symtable entry",
    .shape = &EntryShape,
    .instanceSize = sizeof(ScopeEntry),
    .members = entryMembers,
    .slots = {.repr = entryRepr},
});

Value makeEntry(const frontend::Scope& scope, NameStrings& names) {
    if (!enterCall())
        return Value();
    auto* entry = PYC_TRY(newObject<ScopeEntry>(EntryShape));
    Dict* symbols = PYC_TRY(newDict());
    for (auto& symbol : scope.symbols)
        if (symbol.value)
            PYC_TRY(dictSetString(symbols, PYC_TRY(names.of(symbol.key)), intValue(symbol.value)));
    List* parameters = PYC_TRY(newList());
    for (frontend::NameRef parameter : scope.parameters)
        PYC_TRY(listAppend(parameters, Value(PYC_TRY(names.of(parameter)))));
    List* children = PYC_TRY(newList());
    for (const frontend::Scope* child : scope.children)
        PYC_TRY(listAppend(children, PYC_TRY(makeEntry(*child, names))));
    entry->id = intValue(int64_t(reinterpret_cast<uintptr_t>(entry)));
    entry->name = Value(PYC_TRY(names.of(scope.name)));
    entry->symbols = Value(symbols);
    entry->parameters = Value(parameters);
    entry->children = Value(children);
    entry->nested = intValue(scope.nested);
    entry->kind = intValue(int64_t(scope.kind));
    entry->line = intValue(scope.position.line);
    return Value(entry);
}

} // namespace

Value entryOfScope(const frontend::Scope& scope) {
    NameStrings names;
    return makeEntry(scope, names);
}

} // namespace pyc::runtime
