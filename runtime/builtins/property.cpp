// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// property, staticmethod and classmethod.
#include "runtime/builtins/type.h"

namespace pyc::runtime {

// ---- property ----
namespace {
struct PropertyObject : Object {
    Value get, set, remove, doc, name;
    bool docFromGetter;
};
} // namespace

static Value orNone(Value value) { return value ? value : noneValue(); }

static ErrorReturn failAccess(PropertyObject* property, Value instance, const char* what) {
    String* type = PYC_TRY(typeQualifiedName(typeOf(instance)));
    Value name = property->name;
    if (!name && property->get && !isNone(property->get)) {
        int found = findAttribute(property->get, staticString<"__name__">, &name);
        if (found < 0)
            return {};
    }
    if (name)
        return raiseAttributeError("property %R of '%U' object has no %s", name, type, what);
    return raiseAttributeError("property of '%U' object has no %s", type, what);
}

static Value propertyGet(Value self, Value instance, Type*) {
    if (!instance)
        return self;
    auto* property = as<PropertyObject>(self);
    if (!property->get || isNone(property->get))
        return failAccess(property, instance, "getter");
    return call(property->get, {instance});
}

static int propertySet(Value self, Value instance, Value value) {
    auto* property = as<PropertyObject>(self);
    Value function = value ? property->set : property->remove;
    if (!function || isNone(function))
        return failAccess(property, instance, value ? "setter" : "deleter");
    Value result = value ? call(function, {instance, value}) : call(function, {instance});
    return result ? 0 : -1;
}

static Success propertyInit(PropertyObject* self, Value get, Value set, Value remove, Value doc) {
    self->get = get;
    self->set = set;
    self->remove = remove;
    self->name = Value();
    self->docFromGetter = isNone(doc) && !isNone(get);
    self->doc = doc;
    if (self->docFromGetter) {
        Value found;
        int result = findAttribute(get, staticString<"__doc__">, &found);
        if (result < 0)
            return ErrorReturn{};
        self->doc = result ? found : noneValue();
    }
    return {};
}

static Value propertyNew(Type* type, const Value*, size_t, Tuple*) { return Value(allocateInstance(type)); }

static Value copyWith(PropertyObject* self, Value get, Value set, Value remove) {
    Value doc = self->docFromGetter ? noneValue() : orNone(self->doc);
    Value copy = PYC_TRY(call(Value(typeOf(Value(self))), {orNone(get ? get : self->get), orNone(set ? set : self->set),
                                                           orNone(remove ? remove : self->remove), doc}));
    if (isA(copy, PropertyType))
        as<PropertyObject>(copy)->name = self->name;
    return copy;
}
static Value propertyGetter(PropertyObject* self, Value function) { return copyWith(self, function, Value(), Value()); }
static Value propertySetter(PropertyObject* self, Value function) { return copyWith(self, Value(), function, Value()); }
static Value propertyDeleter(PropertyObject* self, Value function) {
    return copyWith(self, Value(), Value(), function);
}
static void propertySetName(PropertyObject* self, Value, Value name) { self->name = name; }

template <Value PropertyObject::* field>
static Value propertyField(Value self) {
    return orNone(as<PropertyObject>(self)->*field);
}
static int setPropertyDoc(Value self, Value value) {
    as<PropertyObject>(self)->doc = orNone(value);
    return 0;
}
static Value propertyName(Value self) {
    auto* property = as<PropertyObject>(self);
    if (property->name)
        return property->name;
    if (property->get && !isNone(property->get))
        return getAttribute(property->get, staticString<"__name__">);
    return raiseAttributeError("'property' object has no attribute '__name__'");
}
static int setPropertyName(Value self, Value value) {
    as<PropertyObject>(self)->name = value;
    return 0;
}
static Value propertyIsAbstract(Value self) {
    auto* property = as<PropertyObject>(self);
    for (Value function : {property->get, property->set, property->remove}) {
        Value flag;
        if (!function || isNone(function))
            continue;
        int found = findAttribute(function, staticString<"__isabstractmethod__">, &flag);
        int truth = found > 0 ? isTrue(flag) : found;
        if (truth)
            return truth < 0 ? Value() : trueValue();
    }
    return falseValue();
}

static constinit const NativeMember propertyMembers[] = {
    PYC_METHOD("getter", propertyGetter, "($self, object, /)",
               "Descriptor to obtain a copy of the property with a different getter."),
    PYC_METHOD("setter", propertySetter, "($self, object, /)",
               "Descriptor to obtain a copy of the property with a different setter."),
    PYC_METHOD("deleter", propertyDeleter, "($self, object, /)",
               "Descriptor to obtain a copy of the property with a different deleter."),
    PYC_METHOD("__set_name__", propertySetName, "($self, owner, name, /)", "Remembers the name for messages."),
    PYC_FIELD("fget", propertyField<&PropertyObject::get>, nullptr, nullptr),
    PYC_FIELD("fset", propertyField<&PropertyObject::set>, nullptr, nullptr),
    PYC_FIELD("fdel", propertyField<&PropertyObject::remove>, nullptr, nullptr),
    PYC_FIELD("__doc__", propertyField<&PropertyObject::doc>, setPropertyDoc, nullptr),
    PYC_PROPERTY("__name__", propertyName, setPropertyName, nullptr),
    PYC_GETTER("__isabstractmethod__", propertyIsAbstract, nullptr),
    PYC_END,
};
PYC_GC_ROOT constinit Shape PropertyShape = defineShape(PropertyType);
PYC_GC_ROOT constinit Type PropertyType = defineType({
    .name = "property",
    .doc = "An attribute whose reading, writing and deleting are functions.",
    .shape = &PropertyShape,
    .flags = TypeBaseAllowed,
    .instanceSize = sizeof(PropertyObject),
    .members = propertyMembers,
    .slots =
        {
            .descriptorGet = propertyGet,
            .descriptorSet = propertySet,
            .create = propertyNew,
            .initialise = PYC_INITIALISE("property", propertyInit, "(fget=None, fset=None, fdel=None, doc=None)"),
        },
});

// ---- staticmethod and classmethod ----
namespace {
struct WrappedFunction : Object {
    Value function;
    Dict* attributes;
};
} // namespace

static Value newWrapped(Shape& shape, Value function) {
    WrappedFunction* wrapped = PYC_TRY(newObject<WrappedFunction>(shape));
    wrapped->function = function;
    return Value(wrapped);
}
Value newStaticMethod(Value function) { return newWrapped(StaticMethodShape, function); }
Value newClassMethod(Value function) { return newWrapped(ClassMethodShape, function); }

static Value wrappedCreate(Type* type, const Value*, size_t, Tuple*) {
    Object* object = PYC_TRY(allocateInstance(type));
    static_cast<WrappedFunction*>(object)->function = noneValue();
    return Value(object);
}
static Success wrappedInit(WrappedFunction* self, Value function) {
    self->function = function;
    String* const names[] = {staticString<"__module__">, staticString<"__name__">, staticString<"__qualname__">,
                             staticString<"__doc__">};
    for (String* name : names) {
        Value value;
        int found = findAttribute(function, name, &value);
        if (found < 0)
            return ErrorReturn{};
        if (!found)
            continue;
        if (!self->attributes)
            self->attributes = PYC_TRY(newDict());
        PYC_TRY(dictSetString(self->attributes, name, value));
    }
    return {};
}
template <FixedText name>
static int wrappedInitialise(Value self, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (!checkNoKeywords(name.text, keywordNames) || !checkPositional(name.text, count, 1, 1))
        return -1;
    return wrappedInit(as<WrappedFunction>(self), arguments[0]).ok ? 0 : -1;
}
static Value wrappedGetAttribute(Value object, String* name) {
    auto* wrapped = as<WrappedFunction>(object);
    // Made without calling the type, it borrows from the function.
    if (!wrapped->attributes && !sameText(name, "__wrapped__") && !lookupInType(typeOf(object), name))
        return getAttribute(wrapped->function, name);
    return genericGetAttributeWithDict(object, name, wrapped->attributes);
}
static int wrappedSetAttribute(Value object, String* name, Value value) {
    return genericSetAttributeWithDict(object, name, value, &as<WrappedFunction>(object)->attributes);
}
static Value wrappedFunction(Value self) { return as<WrappedFunction>(self)->function; }
static Value wrappedDict(Value self) {
    auto* wrapped = as<WrappedFunction>(self);
    if (!wrapped->attributes)
        wrapped->attributes = PYC_TRY(newDict());
    return Value(wrapped->attributes);
}
static Value wrappedIsAbstract(Value self) {
    Value flag;
    int found = findAttribute(as<WrappedFunction>(self)->function, staticString<"__isabstractmethod__">, &flag);
    int truth = found > 0 ? isTrue(flag) : found;
    return truth < 0 ? Value() : boolValue(truth);
}
static Value wrappedDoc(Value self) {
    return getAttribute(as<WrappedFunction>(self)->function, staticString<"__doc__">);
}
static Value staticRepr(Value self) {
    return Value(formatText("<staticmethod(%R)>", as<WrappedFunction>(self)->function));
}
static Value classRepr(Value self) {
    return Value(formatText("<classmethod(%R)>", as<WrappedFunction>(self)->function));
}
static Value staticGet(Value self, Value, Type*) { return as<WrappedFunction>(self)->function; }
static Value staticCall(Value self, const Value* arguments, size_t count, Tuple* keywordNames) {
    return callWith(as<WrappedFunction>(self)->function, arguments, count, keywordNames);
}
static Value classGet(Value self, Value instance, Type* owner) {
    return newBoundMethod(as<WrappedFunction>(self)->function, owner ? Value(owner) : Value(typeOf(instance)));
}

static constinit const NativeMember wrappedMembers[] = {
    PYC_FIELD("__func__", wrappedFunction, nullptr, nullptr),
    PYC_FIELD("__wrapped__", wrappedFunction, nullptr, nullptr),
    PYC_GETTER("__dict__", wrappedDict, nullptr),
    PYC_GETTER("__doc__", wrappedDoc, nullptr),
    PYC_GETTER("__isabstractmethod__", wrappedIsAbstract, nullptr),
    PYC_END,
};
PYC_GC_ROOT constinit Shape StaticMethodShape = defineShape(StaticMethodType);
PYC_GC_ROOT constinit Type StaticMethodType = defineType({
    .name = "staticmethod",
    .doc = "A function in a class that is called without a receiver.",
    .shape = &StaticMethodShape,
    .flags = TypeBaseAllowed,
    .instanceSize = sizeof(WrappedFunction),
    .members = wrappedMembers,
    .slots =
        {
            .repr = staticRepr,
            .call = staticCall,
            .getAttribute = wrappedGetAttribute,
            .setAttribute = wrappedSetAttribute,
            .descriptorGet = staticGet,
            .create = wrappedCreate,
            .initialise = wrappedInitialise<"staticmethod">,
        },
});
PYC_GC_ROOT constinit Shape ClassMethodShape = defineShape(ClassMethodType);
PYC_GC_ROOT constinit Type ClassMethodType = defineType({
    .name = "classmethod",
    .doc = "A function in a class that is called with the class first.",
    .shape = &ClassMethodShape,
    .flags = TypeBaseAllowed,
    .instanceSize = sizeof(WrappedFunction),
    .members = wrappedMembers,
    .slots =
        {
            .repr = classRepr,
            .getAttribute = wrappedGetAttribute,
            .setAttribute = wrappedSetAttribute,
            .descriptorGet = classGet,
            .create = wrappedCreate,
            .initialise = wrappedInitialise<"classmethod">,
        },
});

} // namespace pyc::runtime
