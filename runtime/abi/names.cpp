// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry points of names: globals, builtins, namespaces of module and class bodies, cells.
#include "runtime/abi/entry_points.h"
#include "runtime/builtins/exceptions.h"
#include "runtime/import/import.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

namespace {

Dict* builtinsOfCaller() {
    Frame* frame = currentThread()->frame;
    return frame && frame->function->builtins ? frame->function->builtins : builtinsDict();
}

// 1 found, 0 absent, -1 error. A mapping other than dict itself may compute what it answers.
int findInMapping(Value mapping, String* name, Value* result) {
    if (isExactly(mapping, DictType)) {
        *result = dictGetString(as<Dict>(mapping), name);
        return bool(*result);
    }
    *result = getItem(mapping, Value(name));
    if (*result)
        return 1;
    if (!pendingErrorIs(KeyErrorType))
        return -1;
    clearError();
    return 0;
}

ErrorReturn raiseNotDefined(const String* name) { return raiseNameNotDefined(name); }

} // namespace

Value pyc_load_global(Dict* globals, String* name) {
    Value value;
    int found = findInMapping(Value(globals), name, &value);
    if (found)
        return value;
    found = findInMapping(Value(builtinsOfCaller()), name, &value);
    return found ? value : raiseNotDefined(name);
}

Value pyc_load_builtin(String* name) {
    Value value = dictGetString(builtinsOfCaller(), name);
    return value ? value : raiseNotDefined(name);
}

bool pyc_store_global(Dict* globals, String* name, Value value) { return dictSetString(globals, name, value); }

bool pyc_bind_global_slot(Module* module, uint32_t slot, Value value) {
    return dictSetString(module->namespaceDict, module->slotNames[slot], value);
}

void pyc_rebind_global_slot(Module* module, uint32_t slot, Value value) {
    if (module->slotUnchanged)
        __atomic_store_n(&module->slotUnchanged[slot], 0, __ATOMIC_RELEASE);
    __atomic_store_n(&module->slots[slot].bits, value.bits, __ATOMIC_RELEASE);
}

bool pyc_delete_global(Dict* globals, String* name) {
    return dictDeleteString(globals, name) || bool(raiseNotDefined(name));
}

bool pyc_delete_global_slot(Module* module, uint32_t slot) {
    return pyc_delete_global(module->namespaceDict, module->slotNames[slot]);
}

Value pyc_load_name(Value names, Dict* globals, String* name) {
    Value value;
    int found = findInMapping(names, name, &value);
    return found ? value : pyc_load_global(globals, name);
}

bool pyc_store_name(Value names, String* name, Value value) {
    return isExactly(names, DictType) ? dictSetString(as<Dict>(names), name, value) : setItem(names, Value(name), value) == 0;
}

bool pyc_delete_name(Value names, String* name) {
    if (isExactly(names, DictType))
        return dictDeleteString(as<Dict>(names), name) || bool(raiseNotDefined(name));
    if (deleteItem(names, Value(name)) == 0)
        return true;
    if (pendingErrorIs(KeyErrorType)) {
        clearError();
        raiseNotDefined(name);
    }
    return false;
}

Value pyc_load_from_mapping_or_cell(Value mapping, Value cell, String* name) {
    Value value;
    int found = findInMapping(mapping, name, &value);
    if (found)
        return value;
    value = as<Cell>(cell)->value;
    if (!value)
        pyc_unbound_free(name);
    return value;
}

Value pyc_load_from_mapping_or_global(Value mapping, Dict* globals, String* name) { return pyc_load_name(mapping, globals, name); }

bool pyc_setup_annotations(Value names) {
    Value present;
    int found = findInMapping(names, staticString<"__annotations__">, &present);
    if (found)
        return found > 0;
    Dict* annotations = PYC_TRY(newDict());
    return pyc_store_name(names, staticString<"__annotations__">, Value(annotations));
}

void pyc_unbound_local(String* name) {
    raise(UnboundLocalErrorType, "cannot access local variable '%U' where it is not associated with a value", name);
}

void pyc_unbound_free(String* name) {
    if (String* message = formatText("cannot access free variable '%U' where it is not associated with a value in enclosing scope", name))
        raiseNameErrorFor(NameErrorType, name, message);
}

Value pyc_make_cell(Value content) { return Value(newCell(content)); }

Value pyc_load_build_class(Dict*) {
    Value function = dictGetString(builtinsOfCaller(), staticString<"__build_class__">);
    return function ? function : raiseNameError("__build_class__ not found");
}

} // namespace pyc::runtime
