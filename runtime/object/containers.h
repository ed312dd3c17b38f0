// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the rest of the runtime asks of numbers and containers (implemented beside each type in runtime/builtins/).
#pragma once

#include "runtime/object/errors.h"
#include "runtime/object/singletons.h"
#include "runtime/object/string_object.h"

#include <initializer_list>
#include <span>

namespace pyc::runtime {

// ---- numbers (int*.cpp, float.cpp, complex.cpp) ----
Value newInteger(int64_t value); // any int64
Value newUnsigned(uint64_t value);
Value newIntegerFromWide(__int128 value);
Value newIntegerFromLimbs(bool negative, const uint64_t* limbs, size_t count); // normalises
inline Value intValue(int64_t value) {
    return Value::fitsSmallInt(value) ? Value::fromSmallInt(value) : newInteger(value);
}
Value newBoxedFloat(double value);
inline Value floatValue(double value) {
    Value immediate = Value::immediateOrEmpty(value);
    return immediate ? immediate : newBoxedFloat(value);
}
// As floatValue, for numbers that were kept without an object. What containers compare by identity before equality must
// be one object each time it is boxed, so all not-a-numbers that arithmetic makes are one of two.
Value computedFloat(double value);
bool isComputedNan(Value value);
Value newComplex(double real, double imaginary);
// The number an int (or subclass instance, bool included) is: a small int or an Integer.
Value integerPayload(Value integer);
// Of a value that isFloat.
inline double floatPayload(Value value) {
    return value.isImmediateFloat() ? value.immediateFloat() : static_cast<FloatObject*>(value.object())->value;
}
// An int as int64; false when it does not fit (no error is raised).
bool integerFitsInt64(Value integer, int64_t* result);
// Through __index__; raises TypeError, or OverflowError when it does not fit.
Result<int64_t> toInt64(Value value);
bool toInt32(Value value, int32_t* result); // as an int of C
// Through __index__, clamped to the range of int64 (slices, lengths).
Result<int64_t> toIndexClamped(Value value);
Result<double> toDouble(Value value); // through __float__ or __index__
Value toIndex(Value value);           // operator.index
int64_t hashDouble(double value, Value object);
int64_t hashPointer(const void* pointer);
int64_t hashBytes(const void* data, size_t size); // SipHash-1-3, seeded, never -1
int64_t hashCombineTuple(const int64_t* hashes, size_t count);

// ---- tuples ----
Tuple* newTuple(int64_t length); // items empty: fill before it is seen
Tuple* newTuple(std::span<const Value> items);
inline Tuple* newTuple(std::initializer_list<Value> items) {
    return newTuple(std::span<const Value>(items.begin(), items.size()));
}
inline std::span<const Value> itemsOf(const Tuple* tuple) { return {tuple->items, size_t(tuple->length)}; }

// ---- lists ----
List* newList(int64_t capacity = 0);
List* newList(std::span<const Value> items);
bool listAppend(List* list, Value item); // false: error
inline int64_t listLength(const List* list) { return int64_t(__atomic_load_n(&list->block, __ATOMIC_RELAXED)->length); }
Value listItem(const List* list, int64_t index); // boxes; the index is in range
bool listSetItem(List* list, int64_t index, Value item);
bool listInsert(List* list, int64_t index, Value item);
bool listExtend(List* list, Value iterable);
bool listSort(List* list, Value key, bool reverse);
Tuple* listToTuple(const List* list);
// Any iterable.
List* listFrom(Value iterable);
Tuple* tupleFrom(Value iterable); // the tuple itself if it is exactly one

// ---- dicts ----
Dict* newDict();
// Keys are hashed and compared; an empty result without a pending error: absent.
Value dictGet(Dict* dict, Value key);
bool dictSet(Dict* dict, Value key, Value value);
int dictDelete(Dict* dict, Value key);   // 1 deleted, 0 absent, -1 error
int dictContains(Dict* dict, Value key); // 1, 0, -1
// String keys, which cannot fail to hash or compare: empty when absent, never an error.
Value dictGetString(Dict* dict, const String* key);
bool dictSetString(Dict* dict, String* key, Value value);
bool dictDeleteString(Dict* dict, String* key); // whether it was there
int64_t dictLength(const Dict* dict);
bool dictUpdate(Dict* dict, Value mappingOrPairs);
Value mappingKeys(Value mapping); // an iterator over what its keys() gives
Dict* dictCopy(Dict* dict);
void dictClear(Dict* dict);
// Iteration in order: `position` starts at 0. Mutation during it is the caller's care.
bool dictNext(Dict* dict, int64_t* position, Value* key, Value* value);
List* dictKeysList(Dict* dict);

// A value of a dict that stands for a module's slot: the slot's address with bit 2 set, which no other Value has.
inline bool isSlotReference(Value value) { return (value.bits & 7) == 4; }
inline Value slotReference(Value* slot) { return Value(uint64_t(reinterpret_cast<uintptr_t>(slot)) | 4); }
inline Value* referencedSlot(Value value) { return reinterpret_cast<Value*>(uintptr_t(value.bits & ~uint64_t(7))); }
// The fixed slot of a name in the module that owns the dict; null: none. Asked for by dict insertion when dict->owner
// is set.
Value* moduleSlot(Object* owner, const String* name);

// ---- sets ----
Set* newSet();
Set* newFrozenSet(std::span<const Value> items);
bool setAdd(Set* set, Value item);
int setContains(Set* set, Value item);
bool setUpdate(Set* set, Value iterable);
int64_t setLength(const Set* set);
bool setNext(Set* set, int64_t* position, Value* item);

// ---- others ----
Slice* newSlice(Value start, Value stop, Value step);
Bytes* newBytes(const void* data, int64_t size); // data may be null: fill before it is seen
Cell* newCell(Value value);
// An iterator over __getitem__(0), (1), …
Value newSequenceIterator(Value sequence);
Value newMappingProxy(Value mapping);
Value newSimpleNamespace(Dict* attributes);

} // namespace pyc::runtime
