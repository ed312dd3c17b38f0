// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shapes at run time: where the slots of an object are, finding a name, adding one.
#pragma once

#include "runtime/object/errors.h"
#include "runtime/object/types.h"

namespace pyc::runtime {

// The words of an object that hold its attributes.
struct SlotArea {
    alignas(uint64_t) SlotBlock* overflow; // also the Dict in dictionary mode
    uint64_t slots[];
};

// Null when instances of the type take no attributes.
SlotArea* slotAreaOfItems(Object* object); // for slots that follow a part of variable size
inline SlotArea* slotArea(Object* object) {
    Type* type = shapeOf(object)->type;
    if (type->slotOffset == SlotsAfterItems) [[unlikely]]
        return slotAreaOfItems(object);
    return type->slotOffset ? reinterpret_cast<SlotArea*>(reinterpret_cast<char*>(object) + type->slotOffset) : nullptr;
}

// More attributes than this are kept in a dictionary.
inline constexpr uint32_t MaximumSlots = 200;

// The entry of a name, or null.
const SlotEntry* findSlot(Shape* shape, const String* name);
// The shape after adding a name or widening its representation; null: memory error, or too many (use dictionary mode).
Shape* shapeWith(Shape* shape, String* name, Representation representation);
// Takes back what compiled code expects of instances of this shape and of all that follow from it.
void retireShapes(Shape* shape);
// The shape of instances of a type whose attributes live in a Dict.
Shape* dictionaryShape(Type* type);
// The address of a slot's word: inline, or in the overflow block.
uint64_t* slotAddress(Object* object, SlotArea* area, uint32_t index);

Value loadSlot(Object* object, Shape* shape, const SlotEntry* entry); // empty: deleted or unbound
// Sets an attribute of an instance that has slots; the object changes its shape as needed. False: error.
bool storeInstanceAttribute(Object* object, String* name, Value value);
Value loadInstanceAttribute(Object* object, const String* name); // empty: absent
bool deleteInstanceAttribute(Object* object, String* name);      // whether it was there
Dict* instanceDict(Object* object);                              // moves it to dictionary mode; null: error

// A scanned, cleared object of a built-in layout; null: memory error.
template <class T>
T* newObject(Shape& shape, size_t extraBytes = 0) {
    auto* object = static_cast<T*>(gc::allocate(sizeof(T) + extraBytes));
    if (!object) [[unlikely]]
        return raiseMemoryError();
    __atomic_store_n(&object->shape, &shape, __ATOMIC_RELEASE);
    return object;
}

// Memory for an instance of the type (heap or static), cleared, shape set; `items` words or bytes of a variable part
// are included as `extraBytes`. Null: memory error.
Object* allocateInstance(Type* type, size_t extraBytes = 0);

} // namespace pyc::runtime
