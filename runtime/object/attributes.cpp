// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Attribute lookup: types, descriptors, slots of instances, and what inline caches remember of it.
#include "runtime/object/attributes.h"

#include "runtime/abi/program.h"
#include "runtime/builtins/exceptions.h"
#include "runtime/builtins/type.h"
#include "runtime/object/operations.h"
#include "runtime/object/shape.h"

namespace pyc::runtime {

// ---- types ----
// Lookups of all types share one table of immutable entries, each published as a whole.
struct LookupEntry {
    Type* type;
    const String* name;
    Value value; // empty: absent
    uint32_t version;
};
static constexpr size_t LookupTableSize = 2048;
PYC_GC_ROOT static constinit const LookupEntry** lookupTable = nullptr;
static constinit uint32_t lastVersion = 0;

static const LookupEntry** lookupPlace(Type* type, const String* name) {
    if (!lookupTable) [[unlikely]] {
        auto** table = static_cast<const LookupEntry**>(gc::allocate(LookupTableSize * sizeof(LookupEntry*)));
        if (!table)
            return nullptr;
        lookupTable = table;
    }
    size_t hash = (uintptr_t(type) >> 4) * 0x9E3779B1u ^ nameHashOf(name);
    return &lookupTable[(hash ^ hash >> 11) & (LookupTableSize - 1)];
}

static Value lookupAlongMro(Type* type, const String* name) {
    Tuple* mro = type->mro;
    for (int64_t i = 0; i < mro->length; ++i) {
        Type* link = as<Type>(mro->items[i]);
        readyType(link);
        if (Value found = dictGetString(link->namespaceDict, name))
            return found;
    }
    return Value();
}

Value lookupInType(Type* type, const String* name) {
    readyType(type);
    const LookupEntry** place = lookupPlace(type, name);
    if (!place)
        return lookupAlongMro(type, name);
    const LookupEntry* entry = __atomic_load_n(place, __ATOMIC_ACQUIRE);
    if (entry && entry->type == type && entry->version == type->version && sameName(entry->name, name)) [[likely]]
        return entry->value;
    if (!type->version)
        type->version = __atomic_add_fetch(&lastVersion, 1, __ATOMIC_RELAXED);
    uint32_t version = type->version;
    Value found = lookupAlongMro(type, name);
    if (auto* fresh = static_cast<LookupEntry*>(gc::allocate(sizeof(LookupEntry)))) {
        *fresh = LookupEntry{type, name, found, version};
        __atomic_store_n(place, fresh, __ATOMIC_RELEASE);
    }
    return found;
}

void typeModified(Type* type) {
    type->version = __atomic_add_fetch(&lastVersion, 1, __ATOMIC_RELAXED);
    TypeDetails* details = type->details;
    if (!details)
        return;
    // Caches of attributes of the class itself are guarded by its shape.
    if (details->ownShape) {
        auto* shape = static_cast<Shape*>(gc::allocate(sizeof(Shape)));
        if (shape) {
            shape->type = details->ownShape->type;
            details->ownShape = shape;
            __atomic_store_n(&type->shape, shape, __ATOMIC_RELEASE);
        }
    }
    for (size_t i = 0; i < details->subclassCount; ++i)
        typeModified(details->subclasses[i]);
}

void breakTypeAssumption(Type* type) {
    if (!type->details)
        return;
    __atomic_store_n(type->unchanged, 0, __ATOMIC_RELEASE);
    if (const ClassExpectation* expected = type->details->expected)
        for (uint32_t i = 0; i < expected->familyCount; ++i)
            __atomic_store_n(&pyc_classes.unchanged[expected->families[i]], 0, __ATOMIC_RELEASE);
    for (size_t i = 0; i < type->details->subclassCount; ++i)
        breakTypeAssumption(type->details->subclasses[i]);
}

void retireSlots(Type* type) {
    if (!type->details)
        return;
    if (const ClassExpectation* expected = type->details->expected) {
        retireShapes(type->rootShape);
        for (uint32_t i = 0; i < expected->shapeCount; ++i)
            __atomic_store_n(expected->shapes[i].cell, nullptr, __ATOMIC_RELEASE);
    }
    for (size_t i = 0; i < type->details->subclassCount; ++i)
        retireSlots(type->details->subclasses[i]);
}

static Callable bindSpecial(Value object, Value found) {
    Type* type = typeOf(found);
    if (type->flags & TypeIsFunction)
        return {found, object};
    if (DescriptorGetSlot get = type->slots.descriptorGet)
        return {get(found, object, typeOf(object)), Value()};
    return {found, Value()};
}

Callable lookupSpecial(Value object, String* name) {
    Value found = lookupInType(typeOf(object), name);
    return found ? bindSpecial(object, found) : Callable{};
}

// ---- objects ----
// An AttributeError of a hook or a property learns what was asked of whom: suggestions are made from that.
[[gnu::cold, gnu::noinline]] static Value tellAttribute(Value object, String* name) {
    if (pendingErrorIs(AttributeErrorType)) {
        auto* error = static_cast<AttributeErrorObject*>(pendingError());
        if (!error->name && !error->object) {
            error->name = Value(name);
            error->object = object;
        }
    }
    return Value();
}

Value getAttribute(Value object, String* name) {
    Value value = typeOf(object)->slots.getAttribute(object, name);
    return value ? value : tellAttribute(object, name);
}

int setAttribute(Value object, String* name, Value value) {
    return typeOf(object)->slots.setAttribute(object, name, value);
}

static Value instanceAttribute(Value object, Type* type, const String* name) {
    return (type->flags & TypeHasDict) && object.isObject() ? loadInstanceAttribute(object.object(), name) : Value();
}

// Where no hook could say otherwise, nothing is raised to be cleared again.
static bool isPlainlyAbsent(Value object, const String* name) {
    Type* type = typeOf(object);
    if (lookupInType(type, name))
        return false;
    if (type->slots.getAttribute == genericGetAttribute)
        return !instanceAttribute(object, type, name);
    return type->slots.getAttribute == typeGetAttribute && !lookupInType(as<Type>(object), name);
}

int findAttribute(Value object, String* name, Value* result) {
    *result = Value();
    if (isPlainlyAbsent(object, name))
        return 0;
    *result = getAttribute(object, name);
    if (*result)
        return 1;
    if (!pendingErrorIs(AttributeErrorType))
        return -1;
    clearError();
    return 0;
}

int hasAttribute(Value object, String* name) {
    Value ignored;
    return findAttribute(object, name, &ignored);
}

Value genericGetAttribute(Value object, String* name) {
    Type* type = typeOf(object);
    Value found = lookupInType(type, name);
    DescriptorGetSlot get = nullptr;
    if (found) {
        Type* kind = typeOf(found);
        get = kind->slots.descriptorGet;
        if (get && kind->slots.descriptorSet)
            return get(found, object, type);
    }
    if (Value value = instanceAttribute(object, type, name))
        return value;
    if (get)
        return get(found, object, type);
    return found ? found : Value(raiseNoAttribute(object, name));
}

Value genericGetAttributeWithDict(Value object, String* name, Dict* dict) {
    Type* type = typeOf(object);
    Value found = lookupInType(type, name);
    DescriptorGetSlot get = nullptr;
    if (found) {
        Type* kind = typeOf(found);
        get = kind->slots.descriptorGet;
        if (get && kind->slots.descriptorSet)
            return get(found, object, type);
    }
    if (dict)
        if (Value value = dictGetString(dict, name))
            return value;
    if (get)
        return get(found, object, type);
    return found ? found : Value(raiseNoAttribute(object, name));
}

static int failToSet(Value object, String* name, Value found) {
    Type* type = typeOf(object);
    if (found) {
        String* message = PYC_TRY(formatText("'%N' object attribute '%U' is read-only", type, name));
        return raiseAttributeErrorFor(object, name, message);
    }
    String* message =
        type->slots.setAttribute == genericSetAttribute
            ? formatText("'%N' object has no attribute '%U' and no __dict__ for setting new attributes", type, name)
            : formatText("'%N' object has no attribute '%U'", type, name);
    return message ? int(raiseAttributeErrorFor(object, name, message)) : -1;
}

int genericSetAttribute(Value object, String* name, Value value) {
    Type* type = typeOf(object);
    Value found = lookupInType(type, name);
    if (found)
        if (DescriptorSetSlot set = typeOf(found)->slots.descriptorSet)
            return set(found, object, value);
    if (!(type->flags & TypeHasDict) || !object.isObject())
        return failToSet(object, name, found);
    if (value)
        return storeInstanceAttribute(object.object(), name, value) ? 0 : -1;
    if (deleteInstanceAttribute(object.object(), name))
        return 0;
    return errorPending() ? -1 : int(raiseNoAttribute(object, name));
}

int genericSetAttributeWithDict(Value object, String* name, Value value, Dict** dict) {
    Value found = lookupInType(typeOf(object), name);
    if (found)
        if (DescriptorSetSlot set = typeOf(found)->slots.descriptorSet)
            return set(found, object, value);
    if (!*dict && value)
        *dict = PYC_TRY(newDict());
    if (value)
        return dictSetString(*dict, name, value) ? 0 : -1;
    if (*dict && dictDeleteString(*dict, name))
        return 0;
    return raiseNoAttribute(object, name);
}

Callable getMethod(Value object, String* name) {
    Type* type = typeOf(object);
    if (type->slots.getAttribute != genericGetAttribute)
        return {getAttribute(object, name), Value()};
    Value found = lookupInType(type, name);
    if (found && (typeOf(found)->flags & TypeIsFunction)) {
        if (Value own = instanceAttribute(object, type, name))
            return {own, Value()};
        return {found, object};
    }
    return {genericGetAttribute(object, name), Value()};
}

Dict* dictOfObject(Value object) {
    Type* type = typeOf(object);
    if (!object.isObject())
        return nullptr;
    if (isA(object, ModuleType))
        return as<Module>(object)->namespaceDict;
    if (type == &FunctionType) {
        auto* function = as<Function>(object);
        if (!function->attributes)
            function->attributes = newDict();
        return function->attributes;
    }
    return type->flags & TypeHasDict ? instanceDict(object.object()) : nullptr;
}

// ---- inline caches ----
static constexpr uint32_t MaximumMisses = 200;

static CacheEntry* newEntry(InlineCache* cache, Shape* shape, CacheKind kind) {
    if (cache->misses++ > MaximumMisses)
        return nullptr;
    auto* entry = static_cast<CacheEntry*>(gc::allocate(sizeof(CacheEntry)));
    if (!entry)
        return nullptr;
    Type* type = shape->type;
    if (!type->version)
        type->version = __atomic_add_fetch(&lastVersion, 1, __ATOMIC_RELAXED);
    entry->shape = shape;
    entry->version = type->version;
    entry->kind = kind;
    return entry;
}

static void publish(InlineCache* cache, CacheEntry* entry) {
    constexpr unsigned MostShapes = 6;
    unsigned shapes = 1;
    entry->other = __atomic_load_n(&cache->entry, __ATOMIC_ACQUIRE);
    for (const CacheEntry* known = entry->other; known; known = known->other)
        if (known->shape == entry->shape || ++shapes > MostShapes) {
            entry->other = nullptr;
            break;
        }
    __atomic_store_n(&cache->entry, entry, __ATOMIC_RELEASE);
}

static bool placeSlot(CacheEntry* entry, Type* type, uint32_t index) {
    if (type->slotOffset == SlotsAfterItems)
        return false;
    entry->slotOffset = type->slotOffset;
    if (index < type->inlineSlots) {
        entry->offset = type->slotOffset + uint32_t(sizeof(SlotArea) + index * sizeof(uint64_t));
    } else {
        entry->kind = CacheKind::OverflowSlot;
        entry->offset = uint32_t(sizeof(SlotBlock) + (index - type->inlineSlots) * sizeof(uint64_t));
    }
    return true;
}

// What the cache can say about reading this attribute of objects of this shape.
static void fillReadCache(Value object, String* name, InlineCache* cache) {
    if (!object.isObject())
        return;
    Shape* shape = shapeOf(object.object());
    Type* type = shape->type;
    if (type->slots.getAttribute == typeGetAttribute) {
        // A class: its own shape stands for it.
        Type* cls = as<Type>(object);
        if (!cls->details || !cls->details->ownShape || shape != cls->details->ownShape || lookupInType(type, name))
            return;
        Value found = lookupInType(cls, name);
        if (!found)
            return;
        Type* kind = typeOf(found);
        if (kind->slots.descriptorGet && kind != &FunctionType)
            return;
        if (CacheEntry* entry = newEntry(cache, shape, CacheKind::Constant)) {
            entry->value = found;
            publish(cache, entry);
        }
        return;
    }
    if (type->slots.getAttribute != genericGetAttribute || (shape->flags & ShapeDictionary))
        return;
    Value found = lookupInType(type, name);
    Type* kind = found ? typeOf(found) : nullptr;
    const SlotEntry* slot = type->flags & TypeHasDict ? findSlot(shape, name) : nullptr;
    bool dataDescriptor = kind && kind->slots.descriptorGet && kind->slots.descriptorSet;
    CacheEntry* entry = nullptr;
    if (dataDescriptor) {
        if (kind == &MemberDescriptorType && !as<NativeDescriptor>(found)->member) {
            entry = newEntry(cache, shape, CacheKind::Slot);
            if (entry && !placeSlot(entry, type, as<NativeDescriptor>(found)->slotIndex))
                entry = nullptr;
        } else if (kind == &GetSetDescriptorType) {
            entry = newEntry(cache, shape, CacheKind::NativeGetter);
            if (entry)
                entry->value = found;
        }
    } else if (slot) {
        CacheKind slotKind = slot->representation == Representation::Any     ? CacheKind::Slot
                             : slot->representation == Representation::Int64 ? CacheKind::SlotInt64
                                                                             : CacheKind::SlotFloat64;
        bool typed = slotKind != CacheKind::Slot;
        entry = newEntry(cache, shape, slotKind);
        if (entry && (!placeSlot(entry, type, slot->index) || (typed && entry->kind == CacheKind::OverflowSlot)))
            entry = nullptr;
    } else if (found) {
        if (kind->flags & TypeIsFunction)
            entry = newEntry(cache, shape, CacheKind::Method);
        else if (!kind->slots.descriptorGet)
            entry = newEntry(cache, shape, CacheKind::Constant);
        if (entry)
            entry->value = found;
    }
    if (entry)
        publish(cache, entry);
}

// Empty without a pending error: not answered by the cache.
static Value readThrough(const CacheEntry* entry, Value object) {
    char* bytes = reinterpret_cast<char*>(object.object());
    switch (entry->kind) {
    case CacheKind::Slot:
        return Value(__atomic_load_n(reinterpret_cast<uint64_t*>(bytes + entry->offset), __ATOMIC_RELAXED));
    case CacheKind::SlotInt64: return intValue(*reinterpret_cast<int64_t*>(bytes + entry->offset));
    case CacheKind::SlotFloat64: return floatValue(*reinterpret_cast<double*>(bytes + entry->offset));
    case CacheKind::OverflowSlot: {
        auto* block = *reinterpret_cast<SlotBlock**>(bytes + entry->slotOffset);
        uint64_t index = (entry->offset - sizeof(SlotBlock)) / sizeof(uint64_t);
        return block && index < block->capacity ? Value(__atomic_load_n(&block->slots[index], __ATOMIC_RELAXED))
                                                : Value();
    }
    case CacheKind::Constant: return entry->value;
    default: return Value();
    }
}

// What compiled code and the interpreter do most must need no frame: everything else is a call at the end.
[[gnu::noinline]] static Value readSlowly(Value object, String* name, InlineCache* cache, const CacheEntry* entry) {
    if (entry) {
        if (entry->kind == CacheKind::Method)
            return typeOf(entry->value)->slots.descriptorGet(entry->value, object, typeOf(object));
        if (entry->kind == CacheKind::NativeGetter)
            return as<NativeDescriptor>(entry->value)->member->get(object);
        if (Value value = readThrough(entry, object))
            return value;
    }
    Value value = getAttribute(object, name);
    if (value && cache->misses <= MaximumMisses)
        fillReadCache(object, name, cache);
    return value;
}

// Empty: the slow way.
[[gnu::always_inline]] static inline Value readQuickly(const CacheEntry* entry, Value object) {
    if (!entry || entry->kind != CacheKind::Slot)
        return Value();
    return Value(__atomic_load_n(reinterpret_cast<uint64_t*>(reinterpret_cast<char*>(object.object()) + entry->offset),
                                 __ATOMIC_RELAXED));
}

Value getAttributeCached(Value object, String* name, InlineCache* cache) {
    const CacheEntry* entry = findEntry(cache, object);
    if (Value value = readQuickly(entry, object)) [[likely]]
        return value;
    return readSlowly(object, name, cache, entry);
}

[[gnu::noinline]] static Callable findMethodSlowly(Value object, String* name, InlineCache* cache,
                                                   const CacheEntry* entry) {
    if (entry) {
        if (entry->kind == CacheKind::NativeGetter)
            return {as<NativeDescriptor>(entry->value)->member->get(object), Value()};
        if (Value value = readThrough(entry, object))
            return {value, Value()};
    }
    Callable result = getMethod(object, name);
    if (result.function && cache->misses <= MaximumMisses)
        fillReadCache(object, name, cache);
    return result;
}

Callable getMethodCached(Value object, String* name, InlineCache* cache) {
    const CacheEntry* entry = findEntry(cache, object);
    if (entry && entry->kind == CacheKind::Method) [[likely]]
        return {entry->value, object};
    return findMethodSlowly(object, name, cache, entry);
}

[[gnu::noinline]] static int storeSlowly(Value object, String* name, Value value, InlineCache* cache) {
    Type* type = typeOf(object);
    if (type->slots.setAttribute != genericSetAttribute || !object.isObject() || cache->misses > MaximumMisses)
        return setAttribute(object, name, value);
    Shape* before = shapeOf(object.object());
    if (int failed = genericSetAttribute(object, name, value))
        return failed;
    Shape* after = shapeOf(object.object());
    if ((before->flags | after->flags) & ShapeDictionary)
        return 0;
    Value found = lookupInType(type, name);
    CacheEntry* fresh = nullptr;
    if (found && typeOf(found)->slots.descriptorSet) {
        if (typeOf(found) == &MemberDescriptorType && !as<NativeDescriptor>(found)->member) {
            fresh = newEntry(cache, before, CacheKind::Slot);
            if (fresh && !placeSlot(fresh, type, as<NativeDescriptor>(found)->slotIndex))
                fresh = nullptr;
        }
    } else if (type->flags & TypeHasDict) {
        const SlotEntry* slot = findSlot(after, name);
        if (slot && slot->representation == Representation::Any && slot->index < type->inlineSlots) {
            fresh = newEntry(cache, before, before == after ? CacheKind::Slot : CacheKind::AddSlot);
            if (fresh && !placeSlot(fresh, type, slot->index))
                fresh = nullptr;
            if (fresh)
                fresh->next = after;
        }
    }
    if (fresh)
        publish(cache, fresh);
    return 0;
}

int setAttributeCached(Value object, String* name, Value value, InlineCache* cache) {
    const CacheEntry* entry = findEntry(cache, object);
    if (!entry || (entry->kind != CacheKind::Slot && entry->kind != CacheKind::AddSlot)) [[unlikely]]
        return storeSlowly(object, name, value, cache);
    __atomic_store_n(reinterpret_cast<uint64_t*>(reinterpret_cast<char*>(object.object()) + entry->offset), value.bits,
                     __ATOMIC_RELEASE);
    if (entry->kind == CacheKind::AddSlot)
        __atomic_store_n(&object.object()->shape, entry->next, __ATOMIC_RELEASE);
    return 0;
}

} // namespace pyc::runtime
