// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry points of names: globals, builtins, the namespaces of class and module bodies, cells.
#include "runtime/abi/entry_points.h"
#include "runtime/builtins/exceptions.h"
#include "runtime/import/import.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

// ---- globals ----
Value builtinsOf(Dict* globals) {
    Value found = globals ? dictGetString(globals, staticString<"__builtins__">) : Value();
    if (found && isA(found, ModuleType))
        return Value(as<Module>(found)->namespaceDict);
    return found ? found : Value(builtinsDict());
}

Value pyc_load_builtin(String* name) {
    Value found = dictGetString(builtinsDict(), name);
    return found ? found : Value(raiseNameNotDefined(name));
}

// What a namespace that may be any mapping has; null without an error: nothing.
static Value fromMapping(Value names, String* name) {
    if (isExactly(names, DictType))
        return dictGetString(as<Dict>(names), name);
    Value found = getItem(names, Value(name));
    if (!found && pendingErrorIs(KeyErrorType))
        clearError();
    return found;
}

Value fromBuiltins(Dict* globals, String* name) { return fromMapping(builtinsOf(globals), name); }

static Value builtinNamed(Dict* globals, String* name) {
    Value found = fromBuiltins(globals, name);
    return found || errorPending() ? found : Value(raiseNameNotDefined(name));
}

Value pyc_load_global(Dict* globals, String* name) {
    Value found = fromMapping(Value(globals), name);
    return found || errorPending() ? found : builtinNamed(globals, name);
}

bool pyc_store_global(Dict* globals, String* name, Value value) { return dictSetString(globals, name, value); }

bool pyc_delete_global(Dict* globals, String* name) {
    return dictDeleteString(globals, name) || raiseNameNotDefined(name);
}

Value* moduleSlot(Object* owner, const String* name) {
    auto* module = static_cast<Module*>(owner);
    for (uint32_t i = 0; i < module->slotCount; ++i)
        if (sameName(module->slotNames[i], name))
            return &module->slots[i];
    return nullptr;
}

bool pyc_bind_global_slot(Module* module, UInt32 slot, Value value) {
    if (module->slots[slot]) {
        pyc_rebind_global_slot(module, slot, value);
        return true;
    }
    return dictSetString(module->namespaceDict, module->slotNames[slot], value);
}

void pyc_rebind_global_slot(Module* module, UInt32 slot, Value value) {
    if (module->slotUnchanged)
        __atomic_store_n(&module->slotUnchanged[slot], 0, __ATOMIC_RELEASE);
    __atomic_store_n(&module->slots[slot].bits, value.bits, __ATOMIC_RELEASE);
}

bool pyc_delete_global_slot(Module* module, UInt32 slot) {
    if (module->slotUnchanged)
        __atomic_store_n(&module->slotUnchanged[slot], 0, __ATOMIC_RELEASE);
    return pyc_delete_global(module->namespaceDict, module->slotNames[slot]);
}

// ---- namespaces of class and module bodies, which may be any mapping ----
Value pyc_load_name(Value names, Dict* globals, String* name) {
    if (names) {
        Value found = fromMapping(names, name);
        if (found || errorPending())
            return found;
    }
    Value found = dictGetString(globals, name);
    return found ? found : builtinNamed(globals, name);
}

bool pyc_store_name(Value names, String* name, Value value) {
    if (isExactly(names, DictType))
        return dictSetString(as<Dict>(names), name, value);
    return setItem(names, Value(name), value) >= 0;
}

bool pyc_delete_name(Value names, String* name) {
    if (isExactly(names, DictType))
        return dictDeleteString(as<Dict>(names), name) || raiseNameNotDefined(name);
    if (deleteItem(names, Value(name)) >= 0)
        return true;
    if (pendingErrorIs(KeyErrorType)) {
        clearError();
        return raiseNameNotDefined(name);
    }
    return false;
}

Value pyc_load_from_mapping_or_cell(Value mapping, Value cell, String* name) {
    Value found = fromMapping(mapping, name);
    if (found || errorPending())
        return found;
    if (Value content = as<Cell>(cell)->value)
        return content;
    pyc_unbound_free(name);
    return Value();
}

Value pyc_load_from_mapping_or_global(Value mapping, Dict* globals, String* name) {
    Value found = fromMapping(mapping, name);
    return found || errorPending() ? found : pyc_load_global(globals, name);
}

bool pyc_setup_annotations(Value names) {
    Value found = fromMapping(names, staticString<"__annotations__">);
    if (found || errorPending())
        return bool(found);
    Dict* annotations = PYC_TRY(newDict());
    return pyc_store_name(names, staticString<"__annotations__">, Value(annotations));
}

// ---- locals ----
// Other than a name that is nowhere, it carries no `name`, and nothing is suggested.
void pyc_unbound_local(String* name) {
    raise(UnboundLocalErrorType, "cannot access local variable '%U' where it is not associated with a value", name);
}

void pyc_unbound_free(String* name) {
    raiseNameErrorFor(
        name, formatText("cannot access free variable '%U' where it is not associated with a value in enclosing scope",
                         name));
}

Value pyc_make_cell(Value content) { return Value(newCell(content)); }

} // namespace pyc::runtime
