// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// object: what every type does unless it says otherwise.
#include "runtime/builtins/type.h"

#include "runtime/builtins/exceptions.h"
#include "runtime/builtins/list.h"

namespace pyc::runtime {

Value objectRepr(Value self) {
    Type* type = typeOf(self);
    String* module = typeModuleName(type);
    String* name = PYC_TRY(typeQualifiedName(type));
    uint64_t address = self.bits;
    if (!module || sameText(module, "builtins"))
        return Value(formatText("<%U object at 0x%x>", name, address));
    return Value(formatText("<%U.%U object at 0x%x>", module, name, address));
}

Value objectStr(Value self) { return Value(repr(self)); }

bool identityHash(Value self, int64_t* result) {
    *result = hashPointer(reinterpret_cast<void*>(uintptr_t(self.bits)));
    return true;
}

Value objectCompare(Value left, Value right, int operation) {
    if (operation == CompareEqual)
        return left == right ? trueValue() : notImplementedValue();
    if (operation == CompareNotEqual) {
        // The inverse of ==, which a class may define alone.
        Value equal = PYC_TRY(typeOf(left)->slots.compare(left, right, CompareEqual));
        if (isNotImplemented(equal))
            return equal;
        int truth = isTrue(equal);
        return truth < 0 ? Value() : boolValue(!truth);
    }
    return notImplementedValue();
}

// ---- making instances ----
static bool hasArguments(size_t count, Tuple* keywordNames) { return count || (keywordNames && keywordNames->length); }

static Value failAbstract(Type* type) {
    Value names = PYC_TRY(getAttribute(Value(type), staticString<"__abstractmethods__">));
    List* sorted = PYC_TRY(listFrom(names));
    PYC_TRY(listSortNames(sorted));
    StringBuilder builder;
    int64_t count = listLength(sorted);
    for (int64_t i = 0; i < count; ++i) {
        String* quoted = PYC_TRY(formatText("%s'%S'", i ? ", " : "", listItem(sorted, i)));
        PYC_TRY(builder.append(quoted));
    }
    String* list = PYC_TRY(builder.finish());
    return raiseTypeError("Can't instantiate abstract class %N without an implementation for abstract method%s %U",
                          type, count == 1 ? "" : "s", list);
}

Value objectNew(Type* type, const Value*, size_t count, Tuple* keywordNames) {
    if (hasArguments(count, keywordNames)) [[unlikely]] {
        if (type->slots.create != objectNew)
            return raiseTypeError("object.__new__() takes exactly one argument (the type to instantiate)");
        if (!type->slots.initialise || type->slots.initialise == objectInit)
            return raiseTypeError("%N() takes no arguments", type);
    }
    if (type->flags & TypeAbstract) [[unlikely]]
        return failAbstract(type);
    return Value(allocateInstance(type));
}

int objectInit(Value self, const Value*, size_t count, Tuple* keywordNames) {
    Type* type = typeOf(self);
    if (hasArguments(count, keywordNames)) [[unlikely]] {
        if (type->slots.initialise && type->slots.initialise != objectInit)
            return raiseTypeError("object.__init__() takes exactly one argument (the instance to initialize)");
        if (type->slots.create == objectNew)
            return raiseTypeError("%N() takes no arguments", type);
    }
    return 0;
}

// ---- members ----
static Value objectClass(Value self) { return Value(typeOf(self)); }

static bool sameLayout(Type* from, Type* to) {
    return from->instanceSize == to->instanceSize && from->slotOffset == to->slotOffset &&
           (from->flags & TypeHasDict) == (to->flags & TypeHasDict) &&
           (from->details ? from->details->reservedSlots : 0) == (to->details ? to->details->reservedSlots : 0);
}

static int setObjectClass(Value self, Value value) {
    if (!value)
        return raiseTypeError("can't delete __class__ attribute");
    if (!isType(value))
        return raiseTypeError("__class__ must be set to a class, not '%T' object", value);
    Type *from = typeOf(self), *to = as<Type>(value);
    bool modules = isSubtype(to, &ModuleType) && isSubtype(from, &ModuleType);
    if (!modules && (!(from->flags & TypeHeap) || !(to->flags & TypeHeap)))
        return raiseTypeError("__class__ assignment only supported for mutable types or ModuleType subclasses");
    if (modules) {
        __atomic_store_n(&self.object()->shape, to->rootShape, __ATOMIC_RELEASE);
        return 0;
    }
    if (!sameLayout(from, to))
        return raiseTypeError("__class__ assignment: '%N' object layout differs from '%N'", to, from);
    // Attributes move through a dictionary: the other class has shapes of its own.
    Object* object = self.object();
    Dict* attributes = nullptr;
    if (from->flags & TypeHasDict)
        attributes = PYC_TRY(instanceDict(object));
    if (from->inlineSlots < to->inlineSlots || attributes) {
        Shape* shape = PYC_TRY(to->flags & TypeHasDict ? dictionaryShape(to) : to->rootShape);
        __atomic_store_n(&object->shape, shape, __ATOMIC_RELEASE);
    } else {
        __atomic_store_n(&object->shape, to->rootShape, __ATOMIC_RELEASE);
    }
    return 0;
}

static Value instanceDictionary(Value self) {
    Dict* dict = dictOfObject(self);
    if (dict)
        return Value(dict);
    return errorPending() ? Value() : Value(raiseNoAttribute(self, staticString<"__dict__">));
}
static int setInstanceDictionary(Value self, Value value) {
    if (!value || !isDict(value)) {
        if (!value)
            return raiseTypeError("cannot delete __dict__");
        return raiseTypeError("__dict__ must be set to a dictionary, not a '%T'", value);
    }
    Object* object = self.object();
    PYC_TRY(instanceDict(object));
    __atomic_store_n(&slotArea(object)->overflow, reinterpret_cast<SlotBlock*>(value.object()), __ATOMIC_RELEASE);
    return 0;
}
static Value noWeakReferences(Value) { return noneValue(); }

constinit const NativeMember dictMember =
    PYC_PROPERTY("__dict__", instanceDictionary, setInstanceDictionary, "dictionary for instance variables");
constinit const NativeMember weakReferenceMember =
    PYC_GETTER("__weakref__", noWeakReferences, "list of weak references to the object");

static Value objectFormat(Value self, String* spec) {
    if (spec->length)
        return raiseTypeError("unsupported format string passed to %T.__format__", self);
    return Value(str(self));
}

static Value objectDir(Value self) {
    Dict* names = PYC_TRY(newDict());
    Value own;
    int found = findAttribute(self, staticString<"__dict__">, &own);
    if (found < 0)
        return Value();
    if (found && isDict(own))
        PYC_TRY(dictUpdate(names, own));
    Value cls;
    found = findAttribute(self, staticString<"__class__">, &cls);
    if (found < 0)
        return Value();
    if (found && isType(cls) && !addClassNames(names, as<Type>(cls)))
        return Value();
    return Value(dictKeysList(names));
}

static void initSubclass(Type*) {}
static Value subclassHook(Type*, Value) { return notImplementedValue(); }
static Result<int64_t> objectSizeOf(Value self) {
    Type* type = typeOf(self);
    return int64_t(type->instanceSize +
                   (type->slotOffset ? sizeof(SlotArea) + type->inlineSlots * sizeof(uint64_t) : 0));
}

static Value objectGetState(Value self) {
    Dict* dict = dictOfObject(self);
    if (!dict && errorPending())
        return Value();
    Type* type = typeOf(self);
    Value state = dict && dictLength(dict) ? Value(dictCopy(dict)) : noneValue();
    if (!state || !type->details || !type->details->reservedSlots)
        return state;
    // Slots of the class and its bases, beside the dictionary.
    Dict* slots = PYC_TRY(newDict());
    for (Value item : itemsOf(type->mro)) {
        TypeDetails* details = as<Type>(item)->details;
        if (!details || !details->slotNames)
            continue;
        for (Value name : itemsOf(details->slotNames)) {
            Value value;
            int found = findAttribute(self, as<String>(name), &value);
            if (found < 0)
                return Value();
            if (found)
                PYC_TRY(dictSet(slots, name, value));
        }
    }
    if (!dictLength(slots))
        return state;
    return Value(newTuple({state, Value(slots)}));
}

static Value objectReducePlain(Value) {
    return raiseNotImplementedError("object.__reduce_ex__: copyreg is not supported yet");
}
// A class's own __reduce__ serves every protocol.
static Value objectReduce(Value self, int32_t) {
    readyType(typeOf(self));
    Value own = lookupInType(typeOf(self), staticString<"__reduce__">);
    if (own && own != dictGetString(ObjectType.namespaceDict, staticString<"__reduce__">))
        return callMethod(self, staticString<"__reduce__">);
    return objectReducePlain(self);
}

static constinit const NativeMember objectMembers[] = {
    PYC_PROPERTY("__class__", objectClass, setObjectClass, "the object's class"),
    PYC_METHOD("__format__", objectFormat, "($self, format_spec, /)", "Default object formatter."),
    PYC_METHOD("__dir__", objectDir, "($self, /)", "Default dir() implementation."),
    PYC_METHOD("__sizeof__", objectSizeOf, "($self, /)", "Size of object in memory, in bytes."),
    PYC_METHOD("__getstate__", objectGetState, "($self, /)", "Helper for pickle."),
    PYC_METHOD("__reduce__", objectReducePlain, "($self, /)", "Helper for pickle."),
    PYC_METHOD("__reduce_ex__", objectReduce, "($self, protocol, /)", "Helper for pickle."),
    PYC_CLASS_METHOD("__init_subclass__", initSubclass, "($type, /)", "Called when a class is subclassed."),
    PYC_CLASS_METHOD("__subclasshook__", subclassHook, "($type, object, /)",
                     "Lets abstract classes customise issubclass()."),
    PYC_END,
};

PYC_GC_ROOT constinit Shape ObjectShape = defineShape(ObjectType);
PYC_GC_ROOT constinit Type ObjectType = defineType({
    .name = "object",
    .doc = "The base of every class; its instances carry nothing.",
    .shape = &ObjectShape,
    .base = nullptr,
    .flags = TypeBaseAllowed,
    .instanceSize = sizeof(Object),
    .members = objectMembers,
    .slots =
        {
            .repr = objectRepr,
            .str = objectStr,
            .hash = identityHash,
            .compare = objectCompare,
            .getAttribute = genericGetAttribute,
            .setAttribute = genericSetAttribute,
            .create = objectNew,
            .initialise = objectInit,
        },
});

} // namespace pyc::runtime
