// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The tree of shapes, and the slots of instances. Blocks are published before the shape that needs them.
#include "runtime/object/shape.h"

#include "runtime/object/attributes.h"
#include "runtime/object/containers.h"
#include "runtime/object/string_object.h"

namespace pyc::runtime {

struct ShapeTable {
    uint32_t mask;
    const SlotEntry* entries[];
};

// Children of a shape: pushed at the front, never removed.
struct ShapeTransition {
    ShapeTransition* next;
    Shape* shape;
};

// ---- finding names ----
static const ShapeTable* buildTable(Shape* shape) {
    uint32_t capacity = 8;
    while (capacity < shape->slotCount * 2)
        capacity *= 2;
    auto* table = static_cast<ShapeTable*>(gc::allocate(sizeof(ShapeTable) + capacity * sizeof(SlotEntry*)));
    if (!table)
        return nullptr;
    table->mask = capacity - 1;
    for (Shape* link = shape; link; link = link->parent) {
        if (!link->added)
            continue;
        uint32_t at = nameHashOf(link->added->name) & table->mask;
        bool known = false;
        for (; table->entries[at]; at = (at + 1) & table->mask)
            if (sameName(table->entries[at]->name, link->added->name))
                known = true; // a later shape widened it
        if (!known)
            table->entries[at] = link->added;
    }
    __atomic_store_n(&shape->table, table, __ATOMIC_RELEASE);
    return table;
}

const SlotEntry* findSlot(Shape* shape, const String* name) {
    if (const ShapeTable* table = __atomic_load_n(&shape->table, __ATOMIC_ACQUIRE)) {
        for (uint32_t at = nameHashOf(name) & table->mask; table->entries[at]; at = (at + 1) & table->mask)
            if (sameName(table->entries[at]->name, name))
                return table->entries[at];
        return nullptr;
    }
    unsigned steps = 0;
    for (Shape* link = shape; link; link = link->parent, ++steps)
        if (link->added && sameName(link->added->name, name)) {
            if (steps > 6)
                buildTable(shape);
            return link->added;
        }
    if (steps > 6)
        buildTable(shape);
    return nullptr;
}

// ---- the tree ----
static Shape* findTransition(Shape* shape, const String* name, Representation representation, uint32_t flags) {
    for (ShapeTransition* link = __atomic_load_n(&shape->transitions, __ATOMIC_ACQUIRE); link; link = link->next) {
        Shape* child = link->shape;
        if ((child->flags & ShapeDictionary) != (flags & ShapeDictionary))
            continue;
        if (!name ||
            (child->added && child->added->representation == representation && sameName(child->added->name, name)))
            return child;
    }
    return nullptr;
}

static bool pushTransition(Shape* shape, Shape* child) {
    auto* link = static_cast<ShapeTransition*>(gc::allocate(sizeof(ShapeTransition)));
    if (!link)
        return false;
    link->shape = child;
    link->next = __atomic_load_n(&shape->transitions, __ATOMIC_RELAXED);
    while (!__atomic_compare_exchange_n(&shape->transitions, &link->next, link, true, __ATOMIC_RELEASE,
                                        __ATOMIC_RELAXED)) {
    }
    return true;
}

Shape* shapeWith(Shape* shape, String* name, Representation representation) {
    if (Shape* known = findTransition(shape, name, representation, 0))
        return known;
    if (shape->slotCount >= MaximumSlots)
        return nullptr;
    auto* child = static_cast<Shape*>(gc::allocate(sizeof(Shape) + sizeof(SlotEntry)));
    if (!child)
        return raiseMemoryError();
    auto* entry = reinterpret_cast<SlotEntry*>(child + 1);
    entry->name = internString(name);
    if (!entry->name)
        return nullptr;
    entry->index = shape->slotCount;
    entry->representation = representation;
    child->type = shape->type;
    child->parent = shape;
    child->slotCount = shape->slotCount + 1;
    child->flags = shape->flags & ShapeWidened;
    // One attribute more leaves the others in place; but it may hide a member of the class.
    if (!findSlot(shape, name) && !lookupInType(shape->type, name))
        child->families = __atomic_load_n(&shape->families, __ATOMIC_RELAXED);
    child->added = entry;
    return pushTransition(shape, child) ? child : raiseMemoryError();
}

void retireShapes(Shape* shape) {
    __atomic_store_n(&shape->families, 0, __ATOMIC_RELEASE);
    for (ShapeTransition* link = __atomic_load_n(&shape->transitions, __ATOMIC_ACQUIRE); link; link = link->next)
        retireShapes(link->shape);
}

Shape* dictionaryShape(Type* type) {
    Shape* root = type->rootShape;
    if (Shape* known = findTransition(root, nullptr, Representation::Any, ShapeDictionary))
        return known;
    auto* shape = static_cast<Shape*>(gc::allocate(sizeof(Shape)));
    if (!shape)
        return raiseMemoryError();
    shape->type = type;
    shape->slotCount = root->slotCount;
    shape->flags = ShapeDictionary;
    return pushTransition(root, shape) ? shape : raiseMemoryError();
}

// ---- slots of objects ----
SlotArea* slotAreaOfItems(Object* object) {
    Type* type = shapeOf(object)->type;
    size_t size;
    if (type->flags & TypeIsTuple)
        size = sizeof(Tuple) + size_t(static_cast<Tuple*>(object)->length) * sizeof(Value);
    else if (type->flags & TypeIsString)
        size = sizeof(String) + (size_t(static_cast<String*>(object)->length) + 1) * static_cast<String*>(object)->kind;
    else
        size = sizeof(Bytes) + size_t(static_cast<Bytes*>(object)->length) + 1;
    size = (size + 7) & ~size_t(7);
    return reinterpret_cast<SlotArea*>(reinterpret_cast<char*>(object) + size);
}

uint64_t* slotAddress(Object* object, SlotArea* area, uint32_t index) {
    uint32_t inlineSlots = shapeOf(object)->type->inlineSlots;
    if (index < inlineSlots)
        return &area->slots[index];
    SlotBlock* block = __atomic_load_n(&area->overflow, __ATOMIC_RELAXED);
    index -= inlineSlots;
    // Another thread may have published the shape before this one sees its block.
    return block && index < block->capacity ? &block->slots[index] : nullptr;
}

Value loadSlot(Object* object, Shape*, const SlotEntry* entry) {
    uint64_t* word = slotAddress(object, slotArea(object), entry->index);
    if (!word)
        return Value();
    uint64_t bits = __atomic_load_n(word, __ATOMIC_RELAXED);
    switch (entry->representation) {
    case Representation::Int64: return intValue(int64_t(bits));
    case Representation::Float64: return floatValue(std::bit_cast<double>(bits));
    case Representation::Any: break;
    }
    return Value(bits);
}

static bool ensureSlot(Object* object, SlotArea* area, uint32_t index) {
    uint32_t inlineSlots = shapeOf(object)->type->inlineSlots;
    if (index < inlineSlots)
        return true;
    index -= inlineSlots;
    SlotBlock* old = area->overflow;
    if (old && index < old->capacity)
        return true;
    uint64_t capacity = old ? old->capacity * 2 : 4;
    while (capacity <= index)
        capacity *= 2;
    auto* block = static_cast<SlotBlock*>(gc::allocate(sizeof(SlotBlock) + capacity * sizeof(uint64_t)));
    if (!block)
        return raiseMemoryError();
    block->capacity = capacity;
    if (old)
        for (uint64_t i = 0; i < old->capacity; ++i)
            block->slots[i] = old->slots[i];
    __atomic_store_n(&area->overflow, block, __ATOMIC_RELEASE);
    return true;
}

static Dict* dictionaryOf(SlotArea* area) { return reinterpret_cast<Dict*>(area->overflow); }

static bool addSlot(Object* object, SlotArea* area, Shape* shape, String* name, Value value) {
    // Floats are stored as they are where the compiler expects them.
    Shape* next = nullptr;
    bool isFloat = isExactly(value, FloatType) && shape->slotCount < shape->type->inlineSlots;
    if (isFloat)
        next = findTransition(shape, name, Representation::Float64, 0);
    uint64_t word = next ? std::bit_cast<uint64_t>(floatPayload(value)) : value.bits;
    if (!next)
        next = shapeWith(shape, name, Representation::Any);
    if (!next) {
        if (errorPending())
            return false;
        Dict* dict = PYC_TRY(instanceDict(object));
        return dictSetString(dict, name, value);
    }
    if (!ensureSlot(object, area, shape->slotCount))
        return false;
    __atomic_store_n(slotAddress(object, area, shape->slotCount), word, __ATOMIC_RELEASE);
    __atomic_store_n(&object->shape, next, __ATOMIC_RELEASE);
    return true;
}

bool storeInstanceAttribute(Object* object, String* name, Value value) {
    SlotArea* area = slotArea(object);
    Shape* shape = shapeOf(object);
    if (shape->flags & ShapeDictionary)
        return dictSetString(dictionaryOf(area), name, value);
    const SlotEntry* entry = findSlot(shape, name);
    if (!entry)
        return addSlot(object, area, shape, name, value);
    uint64_t* word = slotAddress(object, area, entry->index);
    switch (entry->representation) {
    case Representation::Any: __atomic_store_n(word, value.bits, __ATOMIC_RELEASE); return true;
    case Representation::Int64:
        if (value.isSmallInt()) {
            *word = uint64_t(value.smallInt());
            return true;
        }
        break;
    case Representation::Float64:
        if (isExactly(value, FloatType)) {
            *word = std::bit_cast<uint64_t>(floatPayload(value));
            return true;
        }
        break;
    }
    // A value of another kind: the attribute gets a slot that holds any, and the object the shape that says so. Who
    // still goes by the old shape finds the old value.
    return addSlot(object, area, shape, name, value);
}

Value loadInstanceAttribute(Object* object, const String* name) {
    Shape* shape = shapeOf(object);
    if (shape->flags & ShapeDictionary) [[unlikely]]
        return dictGetString(dictionaryOf(slotArea(object)), name);
    const SlotEntry* entry = findSlot(shape, name);
    return entry ? loadSlot(object, shape, entry) : Value();
}

bool deleteInstanceAttribute(Object* object, String* name) {
    if (!loadInstanceAttribute(object, name))
        return false;
    Dict* dict = instanceDict(object);
    return dict && dictDeleteString(dict, name);
}

Dict* instanceDict(Object* object) {
    SlotArea* area = slotArea(object);
    Shape* shape = shapeOf(object);
    if (shape->flags & ShapeDictionary)
        return dictionaryOf(area);
    Shape* target = PYC_TRY(dictionaryShape(shape->type));
    Dict* dict = PYC_TRY(newDict());
    // Shapes lead from the last name to the first.
    const SlotEntry* order[MaximumSlots + 1];
    size_t count = 0;
    for (Shape* link = shape; link; link = link->parent)
        if (link->added)
            order[count++] = link->added;
    while (count) {
        const SlotEntry* entry = order[--count];
        if (Value value = loadSlot(object, shape, entry))
            PYC_TRY(dictSetString(dict, const_cast<String*>(entry->name), value));
    }
    // Nobody may read slots of the old shape through the new block: the shape changes first, and readers check a
    // block's capacity.
    for (uint32_t i = shape->type->rootShape->slotCount; i < shape->type->inlineSlots; ++i)
        area->slots[i] = 0;
    area->overflow = reinterpret_cast<SlotBlock*>(dict);
    __atomic_store_n(&object->shape, target, __ATOMIC_RELEASE);
    return dict;
}

Object* allocateInstance(Type* type, size_t extraBytes) {
    size_t size = type->instanceSize + extraBytes;
    if (type->slotOffset == SlotsAfterItems)
        size = ((size + 7) & ~size_t(7)) + sizeof(SlotArea) + type->inlineSlots * sizeof(uint64_t);
    else if (type->slotOffset) {
        size_t end = type->slotOffset + sizeof(SlotArea) + type->inlineSlots * sizeof(uint64_t);
        size = end > size ? end : size;
    }
    auto* object = static_cast<Object*>(gc::allocate(size));
    if (!object)
        return raiseMemoryError();
    __atomic_store_n(&object->shape, type->rootShape, __ATOMIC_RELEASE);
    if (type->flags & TypeHasFinaliser) [[unlikely]]
        gc::registerFinalizer(object, [](void* dead) {
            auto* dying = static_cast<Object*>(dead);
            if (auto finalise = shapeOf(dying)->type->slots.finalise)
                finalise(Value(dying));
        });
    return object;
}

} // namespace pyc::runtime
