// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shapes at run time: where the slots of an object are, finding a name, adding one.
#pragma once

#include "runtime/object/types.h"

namespace pyc::runtime {

// The words of an object that hold its attributes.
struct SlotArea {
    SlotBlock* overflow; // also the Dict in dictionary mode
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

// The entry of a name, or null.
const SlotEntry* findSlot(Shape* shape, const String* name);
// The shape after adding a name or widening its representation; null: memory error, or too many (use dictionary mode).
Shape* shapeWith(Shape* shape, String* name, Representation representation);
Shape* shapeWidened(Shape* shape, const String* name);

Value loadSlot(Object* object, Shape* shape, const SlotEntry* entry); // empty: deleted or unbound
// Sets an attribute of an instance that has slots; the object changes its shape as needed. False: error.
bool storeInstanceAttribute(Object* object, String* name, Value value);
Value loadInstanceAttribute(Object* object, const String* name); // empty: absent
bool deleteInstanceAttribute(Object* object, String* name);      // whether it was there
Dict* instanceDict(Object* object);                              // moves it to dictionary mode; null: error

// Memory for an instance of the type (heap or static), cleared, shape set; `items` words or bytes of a variable part are included as
// `extraBytes`. Null: memory error.
Object* allocateInstance(Type* type, size_t extraBytes = 0);

} // namespace pyc::runtime
