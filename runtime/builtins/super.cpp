// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// super: attributes as the classes after a given one in the method resolution order have them.
#include "runtime/builtins/super.h"

#include "runtime/abi/entry_points.h"
#include "runtime/builtins/type.h"

namespace pyc::runtime {

namespace {
struct SuperObject : Object {
    Type* cls;    // null: not initialised
    Value object; // empty: unbound
    Type* objectType;
};
} // namespace

// The class whose order counts: the object itself if it is a class below `cls`, else the object's class.
static Type* checkObject(Type* cls, Value object) {
    if (isType(object) && isSubtype(as<Type>(object), cls))
        return as<Type>(object);
    if (isA(object, *cls))
        return typeOf(object);
    Value claimed;
    int found = findAttribute(object, staticString<"__class__">, &claimed);
    if (found < 0)
        return nullptr;
    if (found && isType(claimed) && isSubtype(as<Type>(claimed), cls))
        return as<Type>(claimed);
    if (isType(object))
        return raiseTypeError("super(type, obj): obj (type %N) is not an instance or subtype of type (%N).", object,
                              cls);
    return raiseTypeError("super(type, obj): obj (instance of %T) is not an instance or subtype of type (%N).", object,
                          cls);
}

// What the classes after `cls` say; empty without a pending error: nothing.
static Value lookupAfter(Type* cls, Type* start, const String* name) {
    readyType(start);
    Tuple* mro = start->mro;
    int64_t i = 0;
    while (i < mro->length && mro->items[i] != Value(cls))
        ++i;
    for (++i; i < mro->length; ++i) {
        Type* link = as<Type>(mro->items[i]);
        readyType(link);
        if (Value found = dictGetString(link->namespaceDict, name))
            return found;
    }
    return Value();
}

Value superAttribute(Type* cls, Value object, String* name) {
    Type* start = PYC_TRY(checkObject(cls, object));
    if (Value found = sameText(name, "__class__") ? Value() : lookupAfter(cls, start, name)) {
        DescriptorGetSlot get = typeOf(found)->slots.descriptorGet;
        return get ? get(found, Value(start) == object ? Value() : object, start) : found;
    }
    SuperObject* proxy = PYC_TRY(newObject<SuperObject>(SuperShape));
    proxy->cls = cls;
    proxy->object = object;
    proxy->objectType = start;
    return genericGetAttribute(Value(proxy), name);
}

static Value superGetAttribute(Value self, String* name) {
    auto* proxy = as<SuperObject>(self);
    if (proxy->objectType && !sameText(name, "__class__"))
        if (Value found = lookupAfter(proxy->cls, proxy->objectType, name)) {
            DescriptorGetSlot get = typeOf(found)->slots.descriptorGet;
            return get ? get(found, Value(proxy->objectType) == proxy->object ? Value() : proxy->object,
                             proxy->objectType)
                       : found;
        }
    return genericGetAttribute(self, name);
}

static Value superRepr(Value self) {
    auto* proxy = as<SuperObject>(self);
    if (proxy->objectType)
        return Value(formatText("<super: <class '%N'>, <%N object>>", proxy->cls, proxy->objectType));
    if (!proxy->cls)
        return Value(formatText("<super: <class 'NULL'>, NULL>"));
    return Value(formatText("<super: <class '%N'>, NULL>", proxy->cls));
}

static Value superNew(Type* type, const Value*, size_t, Tuple*) { return Value(allocateInstance(type)); }

// super() without arguments: the class from the __class__ cell of the calling function, the object from its first
// parameter.
static bool implicitArguments(Value* cls, Value* object) {
    Frame* frame = currentThread()->frame;
    if (!frame || !frame->function)
        return raiseRuntimeError("super(): no current frame");
    const frontend::CodeData* code = frame->code->data;
    if (!code->argumentCount && !(code->flags & frontend::CodeVarArgs))
        return raiseRuntimeError("super(): no arguments");
    if (!frame->registers)
        return raiseRuntimeError("super(): no current frame");
    Value first = frame->registers[code->argumentCount ? 0 : code->keywordOnlyCount];
    if (isExactly(first ? first : noneValue(), CellType))
        first = as<Cell>(first)->value;
    if (!first)
        return raiseRuntimeError("super(): arg[0] deleted");
    for (uint32_t i = 0; i < code->freeCount; ++i) {
        if (std::string_view(code->freeNames[i].data, code->freeNames[i].size) != "__class__")
            continue;
        Value content = as<Cell>(frame->function->closure->items[i])->value;
        if (!content)
            return raiseRuntimeError("super(): empty __class__ cell");
        if (!isType(content))
            return raiseRuntimeError("super(): __class__ is not a type (%T)", content);
        *cls = content;
        *object = first;
        return true;
    }
    return raiseRuntimeError("super(): __class__ cell not found");
}

static int superInit(Value self, const Value* arguments, size_t count, Tuple* keywordNames) {
    auto* proxy = as<SuperObject>(self);
    if (keywordNames && keywordNames->length)
        return raiseTypeError("super() takes no keyword arguments");
    if (!checkPositional("super", count, 0, 2))
        return -1;
    Value cls = count ? arguments[0] : Value(), object = count > 1 ? arguments[1] : Value();
    if (!count)
        PYC_TRY(implicitArguments(&cls, &object));
    if (!isType(cls))
        return raiseTypeError("super() argument 1 must be a type, not %T", cls);
    if (object && isNone(object))
        object = Value();
    proxy->cls = as<Type>(cls);
    if (object) {
        proxy->objectType = PYC_TRY(checkObject(proxy->cls, object));
        proxy->object = object;
    }
    return 0;
}

static Value superGet(Value self, Value instance, Type*) {
    auto* proxy = as<SuperObject>(self);
    if (!instance || proxy->object || !proxy->cls)
        return self;
    Type* start = PYC_TRY(checkObject(proxy->cls, instance));
    SuperObject* bound = PYC_TRY(newObject<SuperObject>(SuperShape));
    bound->cls = proxy->cls;
    bound->object = instance;
    bound->objectType = start;
    return Value(bound);
}

static Value superClass(Value self) {
    return as<SuperObject>(self)->cls ? Value(as<SuperObject>(self)->cls) : noneValue();
}
static Value superSelf(Value self) {
    return as<SuperObject>(self)->object ? as<SuperObject>(self)->object : noneValue();
}
static Value superSelfClass(Value self) {
    return as<SuperObject>(self)->objectType ? Value(as<SuperObject>(self)->objectType) : noneValue();
}

static constinit const NativeMember superMembers[] = {
    PYC_FIELD("__thisclass__", superClass, nullptr, "the class invoking super()"),
    PYC_FIELD("__self__", superSelf, nullptr, "the instance invoking super(); may be None"),
    PYC_FIELD("__self_class__", superSelfClass, nullptr, "the type of the instance invoking super(); may be None"),
    PYC_END,
};
PYC_GC_ROOT constinit Shape SuperShape = defineShape(SuperType);
PYC_GC_ROOT constinit Type SuperType = defineType({
    .name = "super",
    .doc = "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\nsuper(type, "
           "obj) -> bound super object",
    .shape = &SuperShape,
    .flags = TypeBaseAllowed,
    .instanceSize = sizeof(SuperObject),
    .members = superMembers,
    .slots =
        {
            .repr = superRepr,
            .getAttribute = superGetAttribute,
            .descriptorGet = superGet,
            .create = superNew,
            .initialise = superInit,
        },
});

// ---- super().name in compiled code and the interpreter ----
Value pyc_load_super_attr(Value superGlobal, Value cls, Value self, String* name) {
    if (superGlobal == Value(&SuperType) && isType(cls)) [[likely]]
        return superAttribute(as<Type>(cls), self, name);
    Value proxy = PYC_TRY(call(superGlobal, {cls, self}));
    return getAttribute(proxy, name);
}

bool pyc_load_super_method(Value superGlobal, Value cls, Value self, String* name, Value* pair) {
    pair[1] = Value();
    if (superGlobal == Value(&SuperType) && isType(cls)) [[likely]] {
        Type* start = PYC_TRY(checkObject(as<Type>(cls), self));
        Value found = lookupAfter(as<Type>(cls), start, name);
        if (found && (typeOf(found)->flags & TypeIsFunction) && Value(start) != self) {
            pair[0] = found;
            pair[1] = self;
            return true;
        }
    }
    pair[0] = pyc_load_super_attr(superGlobal, cls, self, name);
    return bool(pair[0]);
}

} // namespace pyc::runtime
