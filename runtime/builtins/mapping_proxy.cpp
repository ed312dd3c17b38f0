// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// mappingproxy: a mapping that cannot be changed through it.
#include "runtime/builtins/generic_alias.h"
#include "runtime/object/native.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

namespace {

struct MappingProxy : Object {
    Value mapping;
};

Value mappingOf(Value self) { return as<MappingProxy>(self)->mapping; }

Value proxyCreate(Type*, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (!checkNoKeywords("mappingproxy", keywordNames))
        return Value();
    if (count != 1)
        return raiseTypeError("mappingproxy() missing required argument 'mapping' (pos 1)");
    if (!typeOf(arguments[0])->slots.getItem || isList(arguments[0]) || isTuple(arguments[0]))
        return raiseTypeError("mappingproxy() argument must be a mapping, not %T", arguments[0]);
    return newMappingProxy(arguments[0]);
}

Value proxyRepr(Value self) { return formatText("mappingproxy(%R)", mappingOf(self)); }
Value proxyStr(Value self) { return str(mappingOf(self)); }
Value proxyIterate(Value self) { return iterate(mappingOf(self)); }
bool proxyHash(Value self, int64_t* result) { return hash(mappingOf(self), result); }
Value proxyCompare(Value left, Value right, int operation) {
    return compare(isExactly(left, MappingProxyType) ? mappingOf(left) : left,
                   isExactly(right, MappingProxyType) ? mappingOf(right) : right, CompareOperation(operation));
}
int64_t proxyLength(Value self) { return length(mappingOf(self)); }
int proxyContains(Value self, Value key) { return contains(mappingOf(self), key); }
Value proxyGetItem(Value self, Value key) { return getItem(mappingOf(self), key); }

Value proxyOr(Value left, Value right) {
    auto unwrapped = [](Value value) { return isExactly(value, MappingProxyType) ? mappingOf(value) : value; };
    return binary(BinaryOperator::BitOr, unwrapped(left), unwrapped(right));
}
Value proxyInplaceOr(Value self, Value) { return raiseTypeError("'|=' is not supported by %T; use '|' instead", self); }

Value get(Value self, Value key, Value otherwise) {
    return callMethod(mappingOf(self), staticString<"get">, {key, otherwise});
}
Value keys(Value self) { return callMethod(mappingOf(self), staticString<"keys">); }
Value values(Value self) { return callMethod(mappingOf(self), staticString<"values">); }
Value items(Value self) { return callMethod(mappingOf(self), staticString<"items">); }
Value copy(Value self) { return callMethod(mappingOf(self), staticString<"copy">); }
Value reversedKeys(Value self) { return callMethod(mappingOf(self), staticString<"__reversed__">); }

constinit const NativeMember proxyMembers[] = {
    PYC_METHOD("get", get, "($self, key, default=None, /)", "The value of the key, or the default."),
    PYC_METHOD("keys", keys, "($self, /)", "The keys, as a view."),
    PYC_METHOD("values", values, "($self, /)", "The values, as a view."),
    PYC_METHOD("items", items, "($self, /)", "The items (key, value), as a view."),
    PYC_METHOD("copy", copy, "($self, /)", "A copy of the mapping."),
    PYC_METHOD("__reversed__", reversedKeys, "($self, /)", "An iterator over the keys from the last to the first."),
    PYC_CLASS_METHOD("__class_getitem__", genericAliasOf, "($type, object, /)", "See PEP 585"),
    PYC_END};

constexpr TypeSlots slotsOfProxy() {
    TypeSlots slots = {.repr = proxyRepr,
                       .str = proxyStr,
                       .iter = proxyIterate,
                       .hash = proxyHash,
                       .compare = proxyCompare,
                       .length = proxyLength,
                       .contains = proxyContains,
                       .getItem = proxyGetItem,
                       .create = proxyCreate};
    slots.binary[size_t(BinaryOperator::BitOr)] = proxyOr;
    slots.inplace[size_t(BinaryOperator::BitOr)] = proxyInplaceOr;
    return slots;
}

} // namespace

PYC_GC_ROOT constinit Shape MappingProxyShape = defineShape(MappingProxyType);
PYC_GC_ROOT constinit Type MappingProxyType = defineType({
    .name = "mappingproxy",
    .doc = "A mapping that cannot be changed through this.",
    .shape = &MappingProxyShape,
    .flags = TypeIsMapping,
    .instanceSize = sizeof(MappingProxy),
    .members = proxyMembers,
    .slots = slotsOfProxy(),
});

Value newMappingProxy(Value mapping) {
    auto* proxy = static_cast<MappingProxy*>(gc::allocate(sizeof(MappingProxy)));
    if (!proxy)
        return raiseMemoryError();
    proxy->mapping = mapping;
    proxy->shape = &MappingProxyShape;
    return Value(proxy);
}

} // namespace pyc::runtime
