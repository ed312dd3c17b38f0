// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Built-in types: their names, and how one is defined as constant data.
#pragma once

#include "runtime/gc/gc.h"
#include "runtime/object/layouts.h"

// A variable that compiled code addresses by this name.
#define PYC_SYMBOL(variable) variable __asm__("pyc_" #variable)

namespace pyc::runtime {

#define PYC_TYPE(name)                                                                                                 \
    extern Type PYC_SYMBOL(name##Type);                                                                                \
    extern Shape PYC_SYMBOL(name##Shape);
#include "runtime/object/types.def"

// PYC_EXCEPTION(name, base, layout, doc)
#define PYC_EXCEPTION(name, base, layout, doc)                                                                         \
    extern Type PYC_SYMBOL(name##Type);                                                                                \
    extern Shape PYC_SYMBOL(name##Shape);
#include "runtime/builtins/exceptions.def"

// What every type does unless it says otherwise.
Value objectRepr(Value self);
Value objectStr(Value self); // repr(self)
bool identityHash(Value self, int64_t* result);
bool unhashable(Value self, int64_t* result); // raises TypeError
Value objectCompare(Value left, Value right, int operation);
Value genericGetAttribute(Value object, String* name);
int genericSetAttribute(Value object, String* name, Value value);

struct TypeDefinition {
    const char* name; // dotted with the module unless it is builtins
    const char* doc = nullptr;
    Shape* shape;
    Type* base = &ObjectType;
    uint32_t flags = 0;
    uint32_t instanceSize = sizeof(Object);
    uint32_t slotOffset = 0;               // for exceptions and others whose instances take attributes
    const NativeMember* members = nullptr; // ends with an empty row
    TypeSlots slots{};
    const TypeSlots* inherited = nullptr; // the base's slots, if the base is not object
    Shape* metashape = &TypeShape;
};

namespace detail {
template <class Slot>
constexpr void inheritSlot(Slot& slot, Slot inherited) {
    if (!slot)
        slot = inherited;
}
constexpr void inheritSlots(TypeSlots& slots, const TypeSlots& base) {
    if (!slots.compare && !slots.hash) {
        slots.compare = base.compare;
        slots.hash = base.hash;
    }
    inheritSlot(slots.repr, base.repr);
    inheritSlot(slots.str, base.str);
    inheritSlot(slots.iter, base.iter);
    inheritSlot(slots.negative, base.negative);
    inheritSlot(slots.positive, base.positive);
    inheritSlot(slots.absolute, base.absolute);
    inheritSlot(slots.invert, base.invert);
    inheritSlot(slots.index, base.index);
    inheritSlot(slots.toInt, base.toInt);
    inheritSlot(slots.toFloat, base.toFloat);
    inheritSlot(slots.next, base.next);
    inheritSlot(slots.truth, base.truth);
    inheritSlot(slots.length, base.length);
    inheritSlot(slots.contains, base.contains);
    inheritSlot(slots.getItem, base.getItem);
    inheritSlot(slots.setItem, base.setItem);
    for (size_t i = 0; i < size_t(BinaryOperator::Count); ++i) {
        inheritSlot(slots.binary[i], base.binary[i]);
        inheritSlot(slots.inplace[i], base.inplace[i]);
    }
    inheritSlot(slots.power, base.power);
    inheritSlot(slots.inplacePower, base.inplacePower);
    inheritSlot(slots.divmod, base.divmod);
    inheritSlot(slots.concatenate, base.concatenate);
    inheritSlot(slots.repeat, base.repeat);
    inheritSlot(slots.call, base.call);
    inheritSlot(slots.getAttribute, base.getAttribute);
    inheritSlot(slots.setAttribute, base.setAttribute);
    inheritSlot(slots.descriptorGet, base.descriptorGet);
    inheritSlot(slots.descriptorSet, base.descriptorSet);
    inheritSlot(slots.create, base.create);
    inheritSlot(slots.initialise, base.initialise);
    inheritSlot(slots.await, base.await);
    inheritSlot(slots.asyncIter, base.asyncIter);
    inheritSlot(slots.asyncNext, base.asyncNext);
    inheritSlot(slots.finalise, base.finalise);
}
} // namespace detail

// Use: `PYC_GC_ROOT constinit Shape FooShape = defineShape(FooType);
//       PYC_GC_ROOT constinit Type FooType = defineType({.name = "foo", .doc = "…", .shape = &FooShape, …});`
constexpr Shape defineShape(Type& type) {
    Shape shape{};
    shape.type = &type;
    shape.flags = ShapeStatic;
    return shape;
}

// A compare slot without a hash slot makes instances unhashable, as in a class. `create` is never inherited from object
// implicitly: a type without it cannot be instantiated by calling it.
constexpr Type defineType(const TypeDefinition& definition) {
    Type type{};
    type.shape = definition.metashape;
    type.name = definition.name;
    type.doc = definition.doc;
    type.flags = definition.flags | TypeImmutable;
    type.instanceSize = definition.instanceSize;
    type.slotOffset = definition.slotOffset;
    type.base = definition.base;
    type.members = definition.members;
    type.rootShape = definition.shape;
    type.slots = definition.slots;
    TypeSlots& slots = type.slots;
    if (definition.inherited)
        detail::inheritSlots(slots, *definition.inherited);
    if (!slots.hash)
        slots.hash = slots.compare ? unhashable : identityHash;
    if (!slots.compare)
        slots.compare = objectCompare;
    if (!slots.repr)
        slots.repr = objectRepr;
    if (!slots.str)
        slots.str = objectStr;
    if (!slots.getAttribute)
        slots.getAttribute = genericGetAttribute;
    if (!slots.setAttribute)
        slots.setAttribute = genericSetAttribute;
    return type;
}

// The type of any value.
inline Type* typeOf(Value value) {
    if (value.isSmallInt())
        return &IntType;
    if (value.isImmediateFloat())
        return &FloatType;
    return shapeOf(value.object())->type;
}

// Before the namespace, bases or MRO of a type are looked at. Cheap when done; cannot fail.
void prepareStaticType(Type* type);
inline void readyType(Type* type) {
    if (!type->mro) [[unlikely]]
        prepareStaticType(type);
}

bool isSubtype(Type* type, Type* ancestor); // by the MRO, no hooks
// Of exactly this type or a subclass of it, no hooks. For the types that have one, the flag tests below are quicker.
inline bool isA(Value value, Type& type) {
    Type* actual = typeOf(value);
    return actual == &type || isSubtype(actual, &type);
}
inline bool isExactly(Value value, Type& type) { return typeOf(value) == &type; }
inline bool hasTypeFlag(Value value, uint32_t flag) { return typeOf(value)->flags & flag; }
inline bool isInt(Value value) { return value.isSmallInt() || hasTypeFlag(value, TypeIsInt); }
inline bool isFloat(Value value) { return value.isImmediateFloat() || hasTypeFlag(value, TypeIsFloat); }
inline bool isString(Value value) { return value.isObject() && hasTypeFlag(value, TypeIsString); }
inline bool isBytes(Value value) { return value.isObject() && hasTypeFlag(value, TypeIsBytes); }
inline bool isTuple(Value value) { return value.isObject() && hasTypeFlag(value, TypeIsTuple); }
inline bool isList(Value value) { return value.isObject() && hasTypeFlag(value, TypeIsList); }
inline bool isDict(Value value) { return value.isObject() && hasTypeFlag(value, TypeIsDict); }
inline bool isSet(Value value) { return value.isObject() && hasTypeFlag(value, TypeIsSet); } // set or frozenset
inline bool isType(Value value) { return value.isObject() && hasTypeFlag(value, TypeIsType); }
inline bool isException(Value value) { return value.isObject() && hasTypeFlag(value, TypeIsException); }
inline bool isExactString(Value value) { return value.isObject() && shapeOf(value.object()) == &StringShape; }

// `__name__`: without the module that stands in the name of a static type.
std::string_view shortTypeName(Type* type);

template <class T>
T* as(Value value) {
    return static_cast<T*>(value.object());
}

} // namespace pyc::runtime
