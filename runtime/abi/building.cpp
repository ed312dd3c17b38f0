// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry points of displays, unpacking, items and formatting.
#include "runtime/abi/entry_points.h"
#include "runtime/builtins/dict_block.h"
#include "runtime/builtins/list.h"
#include "runtime/builtins/slice.h"
#include "runtime/object/containers.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

// ---- items ----
Value pyc_load_item(Value container, Value key) { return getItem(container, key); }
Value pyc_slice_list(Value object, Value sliceObject, Value* last) {
    const List* list = as<List>(object);
    const Slice* slice = as<Slice>(sliceObject);
    SliceRange range = {0, 0, 1, int64_t(listLength(list))};
    if (!isNone(slice->start) || !isNone(slice->stop) || !isNone(slice->step)) {
        if (!readSlice(slice, &range))
            return Value();
        fitSlice(&range, listLength(list));
    }
    if (!last)
        return listSlice(list, range.start, range.step, range.count);
    if (*last && listSliceInto(as<List>(*last), list, range.start, range.step, range.count))
        return *last;
    return *last = listSlice(list, range.start, range.step, range.count);
}
Value pyc_dict_find_string(Value dict, Value key) {
    const DictBlock* block = blockOf(as<Dict>(dict));
    int64_t found = findStringInBlock(block, as<String>(key), hashOfString(as<String>(key)));
    return found >= 0 ? resolveSlot(block->entries[found].value) : Value();
}
bool pyc_store_item(Value container, Value key, Value value) { return setItem(container, key, value) == 0; }
bool pyc_delete_item(Value container, Value key) { return deleteItem(container, key) == 0; }
Value pyc_build_slice(Value start, Value stop, Value step) { return Value(newSlice(start, stop, step)); }
Value pyc_length(Value container) {
    int64_t count = length(container);
    return count < 0 ? Value() : intValue(count);
}

// ---- iteration ----
Value pyc_for_iter(Value iterator) {
    NextSlot advance = typeOf(iterator)->slots.next;
    Value item = advance ? advance(iterator) : next(iterator);
    if (!item && errorPending()) // an end with a value is an end
        clearStopIteration();
    return item;
}
int pyc_next(Value iterator, Value* item) {
    *item = pyc_for_iter(iterator);
    if (*item)
        return 1;
    return errorPending() ? -1 : 0;
}
bool pyc_error_pending() { return errorPending(); }
bool pyc_unpack_sequence(Value iterable, int64_t count, Value* items) { return unpack(iterable, count, items); }
bool pyc_unpack_starred(Value iterable, int64_t before, int64_t after, Value* items) {
    return unpackStarred(iterable, before, after, items);
}

// ---- displays ----
Value pyc_build_tuple(const Value* items, int64_t count) {
    return Value(count ? newTuple(std::span<const Value>(items, size_t(count))) : emptyTuple());
}
Value pyc_build_list(const Value* items, int64_t count) {
    return Value(count ? newList(std::span<const Value>(items, size_t(count))) : newList());
}
Value pyc_build_set(const Value* items, int64_t count) {
    Set* set = PYC_TRY(newSet());
    for (int64_t i = 0; i < count; ++i)
        PYC_TRY(setAdd(set, items[i]));
    return Value(set);
}
Value pyc_build_dict(const Value* keysAndValues, int64_t count) {
    Dict* dict = PYC_TRY(newDict());
    for (int64_t i = 0; i < count; i += 2)
        PYC_TRY(dictSet(dict, keysAndValues[i], keysAndValues[i + 1]));
    return Value(dict);
}
Value pyc_build_string(const Value* strings, int64_t count) {
    if (count == 1)
        return strings[0];
    StringBuilder text;
    for (int64_t i = 0; i < count; ++i) {
        // Trees that a program built may say otherwise.
        if (!isString(strings[i])) [[unlikely]]
            return raiseTypeError("sequence item %d: expected str instance, %T found", i, strings[i]);
        PYC_TRY(text.append(as<String>(strings[i])));
    }
    return Value(text.finish());
}

bool pyc_list_append(Value list, Value item) { return listAppend(as<List>(list), item); }
bool pyc_set_add(Value set, Value item) { return setAdd(as<Set>(set), item); }
bool pyc_dict_set(Value dict, Value key, Value value) { return dictSet(as<Dict>(dict), key, value); }

bool pyc_list_extend(Value list, Value iterable) {
    if (!typeOf(iterable)->slots.iter && !typeOf(iterable)->slots.getItem)
        return raiseTypeError("Value after * must be an iterable, not %T", iterable);
    return listExtend(as<List>(list), iterable);
}
bool pyc_set_update(Value set, Value iterable) { return setUpdate(as<Set>(set), iterable); }

bool pyc_dict_update(Value dict, Value mapping) {
    if (!isDict(mapping)) {
        int isMapping = hasAttribute(mapping, staticString<"keys">);
        if (isMapping < 0)
            return false;
        if (!isMapping)
            return raiseTypeError("'%T' object is not a mapping", mapping);
    }
    return dictUpdate(as<Dict>(dict), mapping);
}

bool pyc_dict_merge(Value dict, Value mapping, Value callee) {
    auto* target = as<Dict>(dict);
    auto add = [&](Value key, Value value) -> bool {
        if (!isString(key))
            return raiseTypeError("keywords must be strings");
        int present = dictContains(target, key);
        if (present > 0) {
            String* name = PYC_TRY(describeCallable(callee));
            return raiseTypeError("%U got multiple values for keyword argument '%S'", name, key);
        }
        return present == 0 && dictSet(target, key, value);
    };
    if (isExactly(mapping, DictType)) {
        int64_t position = 0;
        Value key, value;
        while (dictNext(as<Dict>(mapping), &position, &key, &value))
            if (!add(key, value))
                return false;
        return true;
    }
    int isMapping = hasAttribute(mapping, staticString<"keys">);
    if (isMapping < 0)
        return false;
    if (!isMapping) {
        String* name = PYC_TRY(describeCallable(callee));
        return raiseTypeError("%U argument after ** must be a mapping, not %T", name, mapping);
    }
    Value keys = PYC_TRY(mappingKeys(mapping));
    return forEach(keys, [&](Value key) -> bool {
        Value value = PYC_TRY(getItem(mapping, key));
        return add(key, value);
    });
}

Value pyc_list_to_tuple(Value list) { return Value(listToTuple(as<List>(list))); }

// ---- formatting ----
Value pyc_format_simple(Value value) { return isExactString(value) ? value : Value(format(value, nullptr)); }
Value pyc_format_with_spec(Value value, Value spec) {
    if (!isString(spec)) [[unlikely]]
        return raiseSystemError("Format specifier must be a string, not %T", spec);
    return Value(format(value, as<String>(spec)));
}
Value pyc_convert_value(Value value, uint32_t conversion) {
    switch (conversion) {
    case 1: return Value(str(value));
    case 2: return Value(repr(value));
    default: return Value(ascii(value));
    }
}

} // namespace pyc::runtime
