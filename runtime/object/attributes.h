// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Attribute lookup: on objects, on types, and through inline caches.
#pragma once

#include "runtime/object/errors.h"
#include "runtime/object/string_object.h"

namespace pyc::runtime {

// ---- objects: everything Python sees, descriptors and hooks included ----
Value getAttribute(Value object, String* name); // empty: error
int setAttribute(Value object, String* name, Value value);
inline int deleteAttribute(Value object, String* name) { return setAttribute(object, name, Value()); }
// 1 found, 0 not there (no error is pending), -1 another error
int findAttribute(Value object, String* name, Value* result);
int hasAttribute(Value object, String* name);
// For a call object.name(…): the callable and its receiver, without making a bound method where that can be avoided.
struct Callable {
    Value function; // empty: error
    Value receiver; // empty: none
};
Callable getMethod(Value object, String* name);

// ---- types ----
// Along the MRO, unbound, as stored; empty when absent (never an error).
Value lookupInType(Type* type, const String* name);
// A special method as the interpreter looks it up: on the type, bound to the object. An empty function without a
// pending error: absent.
Callable lookupSpecial(Value object, String* name);
// Every change of a class attribute after its creation.
int setTypeAttribute(Type* type, String* name, Value value); // runs no metaclass hooks; empty deletes
void typeModified(Type* type); // lookups on this class and its subclasses may answer differently

// ---- inline caches ----
// A cache is one word that points to an immutable entry, so that threads see it whole. An entry answers for one shape
// while the version of its type is the one noted.
enum class CacheKind : uint32_t {
    Slot,      // a slot of the instance: word `offset` from the object; representation Any
    SlotInt64, // likewise, a raw int64
    SlotFloat64,
    OverflowSlot, // `offset` bytes into the block that the word at `slotOffset` points to; representation Any
    Constant,     // `value` (from the class, not a descriptor)
    Method,       // `value` is a function to be called with the receiver first (or to be bound)
    Property,     // `value` is a Python function: the getter
    NativeGetter, // `value` is the getset_descriptor
    ModuleGlobal, // `value` is no value: `address` is the slot
    AddSlot,      // store: the object takes the shape `next` and the value goes to the slot
};
struct CacheEntry {
    Shape* shape;
    uint32_t version;
    CacheKind kind;
    uint32_t offset;
    uint32_t slotOffset;
    Value value;
    union {
        Shape* next;
        Value* address;
    };
    const CacheEntry* other; // what the same site found for other shapes, or null
};
struct InlineCache {
    const CacheEntry* entry; // null: never filled
    uint32_t misses;         // a site that misses often is left alone
    uint32_t extra;          // the site's own use
    void* data;
};

// As getAttribute and so on, filling the cache on the way.
Value getAttributeCached(Value object, String* name, InlineCache* cache);
int setAttributeCached(Value object, String* name, Value value, InlineCache* cache);
Callable getMethodCached(Value object, String* name, InlineCache* cache);

inline bool cacheHits(const CacheEntry* entry, Value object) {
    return entry && object.isObject() && shapeOf(object.object()) == entry->shape &&
           entry->version == entry->shape->type->version;
}

// The entry that answers for the object, or null. A site sees few shapes, and the newest first.
inline const CacheEntry* findEntry(const InlineCache* cache, Value object) {
    const CacheEntry* entry = __atomic_load_n(&cache->entry, __ATOMIC_ACQUIRE);
    if (!entry || !object.isObject())
        return nullptr;
    Shape* shape = shapeOf(object.object());
    for (; entry; entry = entry->other)
        if (entry->shape == shape)
            return entry->version == shape->type->version ? entry : nullptr;
    return nullptr;
}

// ---- dictionaries of objects ----
// The `__dict__` of an object; null without a pending error when it has none. Instances move to dictionary mode.
Dict* dictOfObject(Value object);

} // namespace pyc::runtime
