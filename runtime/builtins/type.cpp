// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Type objects: preparing static ones, calling them, their attributes.
#include "runtime/builtins/type.h"

#include "runtime/builtins/exceptions.h"
#include "runtime/builtins/union.h"

namespace pyc::runtime {

// ---- static types ----
TypeDetails* detailsOf(Type* type) {
    if (!type->details) {
        auto* details = static_cast<TypeDetails*>(gc::allocate(sizeof(TypeDetails)));
        if (!details)
            return raiseMemoryError();
        type->details = details;
    }
    return type->details;
}

bool addSubclass(Type* base, Type* subclass) {
    TypeDetails* details = PYC_TRY(detailsOf(base));
    if (details->subclassCount == details->subclassCapacity) {
        size_t capacity = details->subclassCapacity ? details->subclassCapacity * 2 : 4;
        auto** grown = static_cast<Type**>(gc::allocate(capacity * sizeof(Type*)));
        if (!grown)
            return raiseMemoryError();
        for (size_t i = 0; i < details->subclassCount; ++i)
            grown[i] = details->subclasses[i];
        details->subclasses = grown;
        details->subclassCapacity = capacity;
    }
    details->subclasses[details->subclassCount++] = subclass;
    return true;
}

static bool addMembers(Type* type) {
    for (const NativeMember* member = type->members; member && member->name; ++member) {
        auto* name = const_cast<String*>(member->name);
        Value value = member->kind == MemberKind::Constant ? member->constant : newNativeDescriptor(member, type);
        if (member->kind == MemberKind::StaticMethod && value)
            value = newStaticMethod(value);
        if (!value || !dictSetString(type->namespaceDict, name, value))
            return false;
    }
    return true;
}

// Runs before the collector can move on without these; memory exhausted this early ends the program through the error
// paths of its first user.
void prepareStaticType(Type* type) {
    Type* base = type->base;
    if (base)
        readyType(base);
    Tuple* bases;
    Tuple* mro;
    if (type == &ExceptionGroupType) {
        readyType(&ExceptionType);
        bases = newTuple({Value(base), Value(&ExceptionType)});
        mro =
            newTuple({Value(type), Value(base), Value(&ExceptionType), Value(&BaseExceptionType), Value(&ObjectType)});
    } else if (base) {
        bases = newTuple({Value(base)});
        mro = newTuple(base->mro->length + 1);
        if (mro) {
            mro->items[0] = Value(type);
            for (int64_t i = 0; i < base->mro->length; ++i)
                mro->items[i + 1] = base->mro->items[i];
        }
    } else {
        bases = emptyTuple();
        mro = newTuple({Value(type)});
    }
    Dict* namespaceDict = newDict();
    if (!bases || !mro || !namespaceDict)
        return;
    type->bases = bases;
    type->namespaceDict = namespaceDict;
    __atomic_store_n(&type->mro, mro, __ATOMIC_RELEASE);
    addSlotWrappers(type);
    addMembers(type);
    if (!dictGetString(namespaceDict, staticString<"__doc__">))
        dictSetString(namespaceDict, staticString<"__doc__">, type->doc ? Value(newString(type->doc)) : noneValue());
    if (base)
        addSubclass(base, type);
    typeModified(type);
}

bool isSubtype(Type* type, Type* ancestor) {
    if (type == ancestor || ancestor == &ObjectType)
        return true;
    readyType(type);
    Tuple* mro = type->mro;
    for (int64_t i = 0; i < mro->length; ++i)
        if (mro->items[i] == Value(ancestor))
            return true;
    return false;
}

// ---- names ----
String* typeNameString(Type* type) {
    if (type->details && type->details->name)
        return type->details->name;
    return newString(shortTypeName(type));
}

String* typeQualifiedName(Type* type) {
    if (type->details && type->details->qualifiedName)
        return type->details->qualifiedName;
    return typeNameString(type);
}

static Value typeModule(Value self) {
    Type* type = as<Type>(self);
    readyType(type);
    if (Value module = dictGetString(type->namespaceDict, staticString<"__module__">))
        if (!isA(module, GetSetDescriptorType))
            return module;
    if (type->flags & TypeHeap)
        return raiseAttributeError("__module__");
    std::string_view name = type->name;
    size_t dot = name.rfind('.');
    return Value(dot == name.npos ? staticString<"builtins"> : newString(name.substr(0, dot)));
}

String* typeModuleName(Type* type) {
    Value module = typeModule(Value(type));
    if (!module)
        clearError();
    return module && isString(module) ? as<String>(module) : nullptr;
}

String* typeFullName(Type* type) {
    String* name = PYC_TRY(typeQualifiedName(type));
    String* module = typeModuleName(type);
    if (!module || sameText(module, "builtins") || sameText(module, "__main__"))
        return name;
    return formatText("%U.%U", module, name);
}

static Value typeRepr(Value self) {
    Type* type = as<Type>(self);
    String* module = typeModuleName(type);
    String* name = PYC_TRY(typeQualifiedName(type));
    if (!module || sameText(module, "builtins"))
        return Value(formatText("<class '%U'>", name));
    return Value(formatText("<class '%U.%U'>", module, name));
}

// ---- calling ----
static Value typeCall(Value callee, const Value* arguments, size_t positionalCount, Tuple* keywordNames) {
    Type* cls = as<Type>(callee);
    if (cls == &TypeType) [[unlikely]] {
        if (positionalCount == 1 && !keywordNames)
            return Value(typeOf(arguments[0]));
        if (positionalCount != 3 && positionalCount != 1)
            return raiseTypeError("type() takes 1 or 3 arguments");
    }
    readyType(cls);
    NewSlot create = cls->slots.create;
    if (!create) [[unlikely]]
        return raiseTypeError("cannot create '%N' instances", cls);
    Value object = create(cls, arguments, positionalCount, keywordNames);
    if (!object)
        return object;
    Type* actual = typeOf(object);
    if (actual != cls && !isSubtype(actual, cls))
        return object;
    if (InitSlot initialise = actual->slots.initialise)
        if (initialise(object, arguments, positionalCount, keywordNames) < 0)
            return Value();
    return object;
}

// type.__init__: the work was done when the type was made.
static int typeInit(Value, const Value*, size_t positionalCount, Tuple* keywordNames) {
    if (positionalCount == 1 && keywordNames && keywordNames->length)
        return raiseTypeError("type.__init__() takes no keyword arguments");
    if (positionalCount != 1 && positionalCount != 3)
        return raiseTypeError("type.__init__() takes 1 or 3 arguments");
    return 0;
}

// ---- attributes ----
Value typeGetAttribute(Value object, String* name) {
    Type* type = as<Type>(object);
    Type* metatype = typeOf(object);
    Value metaFound = lookupInType(metatype, name);
    DescriptorGetSlot metaGet = nullptr;
    if (metaFound) {
        Type* kind = typeOf(metaFound);
        metaGet = kind->slots.descriptorGet;
        if (metaGet && kind->slots.descriptorSet)
            return metaGet(metaFound, object, metatype);
    }
    if (Value found = lookupInType(type, name)) {
        if (DescriptorGetSlot get = typeOf(found)->slots.descriptorGet)
            return get(found, Value(), type);
        return found;
    }
    if (metaGet)
        return metaGet(metaFound, object, metatype);
    return metaFound ? metaFound : Value(raiseNoAttribute(object, name));
}

// Functions and descriptors are what compiled code relies on; plain values may come and go.
static bool isBehaviour(Value value) { return value && typeOf(value)->slots.descriptorGet; }

static bool comesBeforeSlots(String* name, Value value) {
    return (value && typeOf(value)->slots.descriptorSet) || sameName(name, staticString<"__getattribute__">) ||
           sameName(name, staticString<"__setattr__">) || sameName(name, staticString<"__delattr__">);
}

int setTypeAttribute(Type* type, String* name, Value value) {
    String* interned = PYC_TRY(internString(name));
    if (isBehaviour(value) || isBehaviour(lookupInType(type, interned)))
        breakTypeAssumption(type);
    if (comesBeforeSlots(interned, value))
        retireSlots(type);
    if (value) {
        PYC_TRY(dictSetString(type->namespaceDict, interned, value));
    } else if (!dictDeleteString(type->namespaceDict, interned)) {
        return raiseNoAttribute(Value(type), name);
    }
    typeModified(type);
    if (isSlotName(interned))
        return refillSlots(type, interned) ? 0 : -1;
    return 0;
}

int typeSetAttribute(Value object, String* name, Value value) {
    Type* type = as<Type>(object);
    if (!(type->flags & TypeHeap))
        return raiseTypeError("cannot set '%U' attribute of immutable type '%N'", name, type);
    if (Value found = lookupInType(typeOf(object), name))
        if (DescriptorSetSlot set = typeOf(found)->slots.descriptorSet)
            return set(found, object, value);
    return setTypeAttribute(type, name, value);
}

static Value typeName(Value self) { return Value(typeNameString(as<Type>(self))); }
static Value typeQualName(Value self) { return Value(typeQualifiedName(as<Type>(self))); }

static int checkHeap(Type* type, Value value, const char* name) {
    if (!(type->flags & TypeHeap))
        return raiseTypeError("cannot set '%s' attribute of immutable type '%N'", name, type);
    if (!value)
        return raiseTypeError("cannot delete '%s' attribute of immutable type '%N'", name, type);
    return 0;
}

const char* typeNameText(String* name) {
    Utf8 text = strictUtf8Of(name);
    if (text.data && text.view().find('\0') != text.view().npos)
        return raiseValueError("type name must not contain null characters");
    return text.data;
}

static int setTypeName(Value self, Value value) {
    Type* type = as<Type>(self);
    if (checkHeap(type, value, "__name__") < 0)
        return -1;
    if (!isString(value))
        return raiseTypeError("can only assign string to %N.__name__, not '%T'", type, value);
    type->name = PYC_TRY(typeNameText(as<String>(value)));
    type->details->name = as<String>(value);
    return 0;
}
static int setTypeQualName(Value self, Value value) {
    Type* type = as<Type>(self);
    if (checkHeap(type, value, "__qualname__") < 0)
        return -1;
    if (!isString(value))
        return raiseTypeError("can only assign string to %N.__qualname__, not '%T'", type, value);
    type->details->qualifiedName = as<String>(value);
    return 0;
}
static int setTypeModule(Value self, Value value) {
    Type* type = as<Type>(self);
    return checkHeap(type, value, "__module__") < 0 ? -1 : setTypeAttribute(type, staticString<"__module__">, value);
}
static Value typeMro(Value self) {
    readyType(as<Type>(self));
    return Value(as<Type>(self)->mro);
}
static Value typeBases(Value self) {
    readyType(as<Type>(self));
    return Value(as<Type>(self)->bases);
}
static int setTypeBases(Value self, Value value) {
    Type* type = as<Type>(self);
    if (checkHeap(type, value, "__bases__") < 0)
        return -1;
    if (!isTuple(value))
        return raiseTypeError("can only assign tuple to %N.__bases__, not %T", type, value);
    return raiseNotImplementedError("other bases for a class that was made are not supported yet");
}
static Value typeBase(Value self) { return as<Type>(self)->base ? Value(as<Type>(self)->base) : noneValue(); }
static Value typeDict(Value self) {
    readyType(as<Type>(self));
    return newMappingProxy(Value(as<Type>(self)->namespaceDict));
}
static Value typeDoc(Value self) {
    Type* type = as<Type>(self);
    if (!(type->flags & TypeHeap))
        return type->doc ? Value(newString(type->doc)) : noneValue();
    Value doc = dictGetString(type->namespaceDict, staticString<"__doc__">);
    if (!doc)
        return noneValue();
    if (DescriptorGetSlot get = typeOf(doc)->slots.descriptorGet)
        return get(doc, Value(), type);
    return doc;
}
static int setTypeDoc(Value self, Value value) {
    Type* type = as<Type>(self);
    return checkHeap(type, value, "__doc__") < 0 ? -1 : setTypeAttribute(type, staticString<"__doc__">, value);
}
static Value typeFlags(Value self) {
    uint32_t flags = as<Type>(self)->flags;
    return intValue((flags & TypeHeap ? 1 << 9 : 1 << 8) | (flags & TypeBaseAllowed ? 1 << 10 : 0) |
                    (flags & TypeAbstract ? 1 << 20 : 0) | 1 << 12);
}
static Value typeBasicSize(Value self) { return intValue(as<Type>(self)->instanceSize); }
static Value typeDictOffset(Value self) { return intValue(as<Type>(self)->flags & TypeHasDict ? -1 : 0); }

static Value typeAbstractMethods(Value self) {
    Type* type = as<Type>(self);
    readyType(type);
    Value found = type == &TypeType ? Value() : dictGetString(type->namespaceDict, staticString<"__abstractmethods__">);
    return found ? found : Value(raiseAttributeError("__abstractmethods__"));
}
static int setTypeAbstractMethods(Value self, Value value) {
    Type* type = as<Type>(self);
    if (!(type->flags & TypeHeap))
        return raiseTypeError("cannot set '__abstractmethods__' attribute of immutable type '%N'", type);
    if (!value && !dictGetString(type->namespaceDict, staticString<"__abstractmethods__">))
        return raiseAttributeError("__abstractmethods__");
    int truth = value ? isTrue(value) : 0;
    if (truth < 0)
        return -1;
    type->flags = truth ? type->flags | TypeAbstract : type->flags & ~uint32_t(TypeAbstract);
    return setTypeAttribute(type, staticString<"__abstractmethods__">, value);
}

// Annotations are evaluated when first asked for (PEP 649).
static Value typeAnnotate(Value self) {
    Type* type = as<Type>(self);
    if (!(type->flags & TypeHeap))
        return raiseAttributeError("type object '%N' has no attribute '__annotate__'", type);
    Value found = dictGetString(type->namespaceDict, staticString<"__annotate_func__">);
    if (!found)
        found = dictGetString(type->namespaceDict, staticString<"__annotate__">);
    return found ? found : noneValue();
}
static int setTypeAnnotate(Value self, Value value) {
    Type* type = as<Type>(self);
    if (!value)
        return raiseTypeError("cannot delete __annotate__ attribute");
    if (checkHeap(type, value, "__annotate__") < 0)
        return -1;
    if (!isNone(value) && !typeOf(value)->slots.call)
        return raiseTypeError("__annotate__ must be callable or None");
    if (setTypeAttribute(type, staticString<"__annotate_func__">, value) < 0)
        return -1;
    if (!isNone(value))
        dictDeleteString(type->namespaceDict, staticString<"__annotations_cache__">);
    return 0;
}
static Value typeAnnotations(Value self) {
    Type* type = as<Type>(self);
    if (!(type->flags & TypeHeap))
        return raiseAttributeError("type object '%N' has no attribute '__annotations__'", type);
    if (Value found = dictGetString(type->namespaceDict, staticString<"__annotations__">))
        return found;
    if (Value found = dictGetString(type->namespaceDict, staticString<"__annotations_cache__">))
        return found;
    Value annotate = PYC_TRY(typeAnnotate(self));
    Value annotations = isNone(annotate) ? Value(newDict()) : call(annotate, {Value::fromSmallInt(1)});
    if (!annotations)
        return annotations;
    if (!isDict(annotations))
        return raiseTypeError("__annotate__() must return a dict, not %T", annotations);
    PYC_TRY(dictSetString(type->namespaceDict, staticString<"__annotations_cache__">, annotations));
    return annotations;
}
static int setTypeAnnotations(Value self, Value value) {
    Type* type = as<Type>(self);
    if (!(type->flags & TypeHeap))
        return raiseTypeError("cannot set '__annotations__' attribute of immutable type '%N'", type);
    bool cached = !dictGetString(type->namespaceDict, staticString<"__annotations_cache__">).isEmpty();
    dictDeleteString(type->namespaceDict, staticString<"__annotations_cache__">);
    if (value || dictGetString(type->namespaceDict, staticString<"__annotations__">))
        return setTypeAttribute(type, staticString<"__annotations__">, value);
    return cached ? 0 : int(raiseAttributeError("__annotations__"));
}
static Value typeTypeParameters(Value self) {
    Type* type = as<Type>(self);
    readyType(type);
    Value found = dictGetString(type->namespaceDict, staticString<"__type_params__">);
    return found && type->flags & TypeHeap ? found : Value(emptyTuple());
}
static int setTypeTypeParameters(Value self, Value value) {
    Type* type = as<Type>(self);
    return checkHeap(type, value, "__type_params__") < 0
               ? -1
               : setTypeAttribute(type, staticString<"__type_params__">, value);
}
static Value typeTextSignature(Value) { return noneValue(); }

// ---- methods ----
static Value mroMethod(Type* self) {
    readyType(self);
    Tuple* mro = PYC_TRY(computeMro(self, self->bases));
    return Value(newList(itemsOf(mro)));
}

// Static types enter their base's list when they are first looked at; who asks for the list must find those that every
// program has.
static void readyBuiltInTypes() {
    static constinit bool done = false;
    if (done)
        return;
    done = true;
    readyType(&BoolType);
#define PYC_EXCEPTION(cls, base, layout, doc) readyType(&cls##Type);
#include "runtime/builtins/exceptions.def"
    readyType(&IncompleteInputErrorType);
}

static Value subclassesMethod(Type* self) {
    List* result = PYC_TRY(newList());
    if (!(self->flags & TypeHeap))
        readyBuiltInTypes();
    if (self->details)
        for (size_t i = 0; i < self->details->subclassCount; ++i)
            PYC_TRY(listAppend(result, Value(self->details->subclasses[i])));
    return Value(result);
}

static Value prepareMethod(Value, const Value*, size_t, Tuple*) { return Value(newDict()); }

static Result<bool> instanceCheck(Type* self, Value instance) {
    if (isA(instance, *self))
        return true;
    Value cls;
    int found = findAttribute(instance, staticString<"__class__">, &cls);
    if (found < 0)
        return ErrorReturn{};
    return found && isType(cls) && cls != Value(typeOf(instance)) && isSubtype(as<Type>(cls), self);
}

static Result<bool> subclassCheck(Type* self, Value subclass) {
    if (!isType(subclass))
        return raiseTypeError("issubclass() arg 1 must be a class");
    return isSubtype(as<Type>(subclass), self);
}

bool addClassNames(Dict* names, Type* type) {
    readyType(type);
    for (int64_t i = 0; i < type->mro->length; ++i) {
        Type* link = as<Type>(type->mro->items[i]);
        readyType(link);
        int64_t position = 0;
        Value key, value;
        while (dictNext(link->namespaceDict, &position, &key, &value))
            if (!dictSet(names, key, noneValue()))
                return false;
    }
    return true;
}

static Value typeDir(Type* self) {
    Dict* names = PYC_TRY(newDict());
    return addClassNames(names, self) ? Value(dictKeysList(names)) : Value();
}

static Value sizeOfType(Type*) { return intValue(sizeof(Type)); }

static constinit const NativeMember typeMembers[] = {
    PYC_METHOD("mro", mroMethod, "($self, /)", "Computes the method resolution order."),
    PYC_METHOD("__subclasses__", subclassesMethod, "($self, /)", "The direct subclasses."),
    PYC_RAW_CLASS_METHOD("__prepare__", prepareMethod, "($type, name, bases, /, **kwds)",
                         "The namespace a class body runs in."),
    PYC_METHOD("__instancecheck__", instanceCheck, "($self, instance, /)", "Whether an object is an instance."),
    PYC_METHOD("__subclasscheck__", subclassCheck, "($self, subclass, /)", "Whether a class is a subclass."),
    PYC_METHOD("__dir__", typeDir, "($self, /)", "Names of attributes, those of bases included."),
    PYC_METHOD("__sizeof__", sizeOfType, "($self, /)", "Bytes in memory."),
    PYC_PROPERTY("__name__", typeName, setTypeName, nullptr),
    PYC_PROPERTY("__qualname__", typeQualName, setTypeQualName, nullptr),
    PYC_PROPERTY("__module__", typeModule, setTypeModule, nullptr),
    PYC_PROPERTY("__mro__", typeMro, nullptr, nullptr),
    PYC_PROPERTY("__bases__", typeBases, setTypeBases, nullptr),
    PYC_FIELD("__base__", typeBase, nullptr, nullptr),
    PYC_GETTER("__dict__", typeDict, nullptr),
    PYC_PROPERTY("__doc__", typeDoc, setTypeDoc, nullptr),
    PYC_FIELD("__flags__", typeFlags, nullptr, nullptr),
    PYC_FIELD("__basicsize__", typeBasicSize, nullptr, nullptr),
    PYC_FIELD("__dictoffset__", typeDictOffset, nullptr, nullptr),
    PYC_PROPERTY("__abstractmethods__", typeAbstractMethods, setTypeAbstractMethods, nullptr),
    PYC_PROPERTY("__annotations__", typeAnnotations, setTypeAnnotations, nullptr),
    PYC_PROPERTY("__annotate__", typeAnnotate, setTypeAnnotate, nullptr),
    PYC_PROPERTY("__type_params__", typeTypeParameters, setTypeTypeParameters, nullptr),
    PYC_GETTER("__text_signature__", typeTextSignature, nullptr),
    PYC_END,
};

PYC_GC_ROOT constinit Shape TypeShape = defineShape(TypeType);
PYC_GC_ROOT constinit Type TypeType = defineType({
    .name = "type",
    .doc = "type(object) -> the type of an object\ntype(name, bases, dict, **kwds) -> a new type",
    .shape = &TypeShape,
    .flags = TypeBaseAllowed | TypeIsType,
    .instanceSize = sizeof(Type),
    .members = typeMembers,
    .slots =
        {
            .repr = typeRepr,
            .binary = {{BinaryOperator::BitOr, unionOr}},
            .call = typeCall,
            .getAttribute = typeGetAttribute,
            .setAttribute = typeSetAttribute,
            .create = typeNew,
            .initialise = typeInit,
        },
});

} // namespace pyc::runtime
