// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Module objects: a namespace with attribute syntax.
#include "runtime/builtins/exceptions.h"
#include "runtime/builtins/type.h"
#include "runtime/import/import.h"

namespace pyc::runtime {

static Value entry(Value self, String* name) {
    Dict* names = as<Module>(self)->namespaceDict;
    return names ? dictGetString(names, name) : Value();
}

static Value specField(Value self, String* name) {
    Value spec = entry(self, staticString<"__spec__">);
    Value found;
    if (!spec || isNone(spec) || findAttribute(spec, name, &found) <= 0) {
        clearError();
        return Value();
    }
    return found;
}

static Value moduleRepr(Value self) {
    Value name = entry(self, staticString<"__name__">);
    if (!name || !isString(name))
        return Value(formatText("<module '?'>"));
    Value origin = specField(self, staticString<"origin">);
    if (origin && isString(origin)) {
        if (sameText(as<String>(origin), "built-in"))
            return Value(formatText("<module %R (built-in)>", name));
        return Value(formatText("<module %R from %R>", name, origin));
    }
    Value places = specField(self, staticString<"submodule_search_locations">);
    if (places && !isNone(places))
        return Value(formatText("<module %R (namespace) from %R>", name, Value(PYC_TRY(listFrom(places)))));
    Value file = entry(self, staticString<"__file__">);
    if (file && isString(file))
        return Value(formatText("<module %R from %R>", name, file));
    return Value(formatText("<module %R>", name));
}

static Value moduleGetAttribute(Value self, String* name) {
    Dict* names = as<Module>(self)->namespaceDict;
    // Data descriptors of the type (__dict__, __annotations__) come first; they are few.
    Value found = lookupInType(typeOf(self), name);
    if (found && typeOf(found)->slots.descriptorSet)
        return typeOf(found)->slots.descriptorGet(found, self, typeOf(self));
    if (names)
        if (Value value = dictGetString(names, name))
            return value;
    if (found) {
        DescriptorGetSlot get = typeOf(found)->slots.descriptorGet;
        return get ? get(found, self, typeOf(self)) : found;
    }
    if (Value hook = entry(self, staticString<"__getattr__">))
        return call(hook, {Value(name)});
    return raiseModuleLacks(self, name);
}

static int moduleSetAttribute(Value self, String* name, Value value) {
    auto* module = as<Module>(self);
    Value found = lookupInType(typeOf(self), name);
    if (found && typeOf(found)->slots.descriptorSet)
        return typeOf(found)->slots.descriptorSet(found, self, value);
    if (value)
        return dictSetString(module->namespaceDict, name, value) ? 0 : -1;
    if (module->namespaceDict && dictDeleteString(module->namespaceDict, name))
        return 0;
    String* message = PYC_TRY(formatText("'%T' object has no attribute '%U'", self, name));
    return raiseAttributeErrorFor(self, name, message);
}

static Value moduleNew(Type* type, const Value*, size_t, Tuple*) {
    Object* object = PYC_TRY(allocateInstance(type));
    static_cast<Module*>(object)->namespaceDict = PYC_TRY(newDict());
    return Value(object);
}

static Success moduleInit(Module* self, String* name, Value doc) {
    Dict* names = self->namespaceDict;
    PYC_TRY(dictSetString(names, staticString<"__name__">, Value(name)));
    PYC_TRY(dictSetString(names, staticString<"__doc__">, doc));
    PYC_TRY(dictSetString(names, staticString<"__package__">, noneValue()));
    PYC_TRY(dictSetString(names, staticString<"__loader__">, noneValue()));
    PYC_TRY(dictSetString(names, staticString<"__spec__">, noneValue()));
    self->name = name;
    return {};
}

static int keepModuleDict(Value, Value) { return raiseAttributeError("readonly attribute"); }
static Value moduleDict(Value self) { return Value(as<Module>(self)->namespaceDict); }

static Value moduleAnnotate(Value self) {
    Value found = entry(self, staticString<"__annotate__">);
    return found ? found : noneValue();
}
static int setModuleAnnotate(Value self, Value value) {
    if (!value)
        return raiseTypeError("cannot delete __annotate__ attribute");
    if (!isNone(value) && !typeOf(value)->slots.call)
        return raiseTypeError("__annotate__ must be callable or None");
    return dictSetString(as<Module>(self)->namespaceDict, staticString<"__annotate__">, value) ? 0 : -1;
}
static Value moduleAnnotations(Value self) {
    if (Value found = entry(self, staticString<"__annotations__">))
        return found;
    Value annotate = entry(self, staticString<"__annotate__">);
    Value annotations = annotate && !isNone(annotate) ? call(annotate, {Value::fromSmallInt(1)}) : Value(newDict());
    if (!annotations)
        return annotations;
    if (!isDict(annotations))
        return raiseTypeError("__annotate__() must return a dict, not %T", annotations);
    PYC_TRY(dictSetString(as<Module>(self)->namespaceDict, staticString<"__annotations__">, annotations));
    return annotations;
}
static int setModuleAnnotations(Value self, Value value) {
    Dict* names = as<Module>(self)->namespaceDict;
    if (value)
        return dictSetString(names, staticString<"__annotations__">, value) ? 0 : -1;
    return dictDeleteString(names, staticString<"__annotations__">) ? 0 : int(raiseAttributeError("__annotations__"));
}

static Value moduleDir(Value self) {
    if (Value hook = entry(self, staticString<"__dir__">))
        return call(hook);
    return Value(dictKeysList(as<Module>(self)->namespaceDict));
}

static constinit const NativeMember moduleMembers[] = {
    PYC_METHOD("__dir__", moduleDir, "($self, /)", "Names in the module."),
    PYC_FIELD("__dict__", moduleDict, keepModuleDict, nullptr),
    PYC_PROPERTY("__annotations__", moduleAnnotations, setModuleAnnotations, nullptr),
    PYC_PROPERTY("__annotate__", moduleAnnotate, setModuleAnnotate, nullptr),
    PYC_END,
};

PYC_GC_ROOT constinit Shape ModuleShape = defineShape(ModuleType);
PYC_GC_ROOT constinit Type ModuleType = defineType({
    .name = "module",
    .doc = "A namespace filled by running a file, or by native code.",
    .shape = &ModuleShape,
    .flags = TypeBaseAllowed,
    .instanceSize = sizeof(Module),
    .members = moduleMembers,
    .slots =
        {
            .repr = moduleRepr,
            .getAttribute = moduleGetAttribute,
            .setAttribute = moduleSetAttribute,
            .create = moduleNew,
            .initialise = PYC_INITIALISE("module", moduleInit, "(name, doc=None)"),
        },
});

} // namespace pyc::runtime
