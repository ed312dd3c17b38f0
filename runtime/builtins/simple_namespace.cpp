// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// types.SimpleNamespace: an object that is nothing but its attributes.
#include "runtime/builtins/type.h"
#include "runtime/thread/thread.h"

namespace pyc::runtime {

namespace {

struct SimpleNamespace : Object {
    Dict* attributes;
};

Dict* attributesOf(Value self) { return as<SimpleNamespace>(self)->attributes; }

Value namespaceCreate(Type* cls, const Value*, size_t, Tuple*) {
    auto* result = static_cast<SimpleNamespace*>(PYC_TRY(allocateInstance(cls)));
    result->attributes = PYC_TRY(newDict());
    return Value(result);
}

int namespaceInitialise(Value self, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (!checkPositional("types.SimpleNamespace", count, 0, 1))
        return -1;
    Dict* attributes = attributesOf(self);
    if (count == 1) {
        Dict* given = PYC_TRY(newDict());
        if (!dictUpdate(given, arguments[0]))
            return -1;
        int64_t position = 0;
        Value key, value;
        while (dictNext(given, &position, &key, &value))
            if (!isString(key))
                return raiseTypeError("keywords must be strings");
        if (!dictUpdate(attributes, Value(given)))
            return -1;
    }
    for (int64_t i = 0; keywordNames && i < keywordNames->length; ++i)
        if (!dictSet(attributes, keywordNames->items[i], arguments[count + size_t(i)]))
            return -1;
    return 0;
}

Value namespaceRepr(Value self) {
    int entered = enterRepr(self);
    if (entered < 0)
        return Value();
    String* name = isExactly(self, SimpleNamespaceType) ? staticString<"namespace"> : formatText("%T", self);
    if (entered > 0)
        return formatText("%U(...)", name);
    StringBuilder text;
    bool fine = name && text.append(name) && text.append("("), first = true;
    int64_t position = 0;
    Value key, value;
    while (fine && dictNext(attributesOf(self), &position, &key, &value)) {
        if (!isString(key))
            continue;
        String* valueText = repr(value);
        fine = valueText && (first || text.append(", ")) && text.append(as<String>(key)) && text.append("=") &&
               text.append(valueText);
        first = false;
    }
    leaveRepr(self);
    return fine && text.append(")") ? Value(text.finish()) : Value();
}

Value namespaceCompare(Value left, Value right, int operation) {
    if (!isA(left, SimpleNamespaceType) || !isA(right, SimpleNamespaceType))
        return notImplementedValue();
    return compare(Value(attributesOf(left)), Value(attributesOf(right)), CompareOperation(operation));
}

Value namespaceGetAttribute(Value self, String* name) {
    return genericGetAttributeWithDict(self, name, attributesOf(self));
}

int namespaceSetAttribute(Value self, String* name, Value value) {
    return genericSetAttributeWithDict(self, name, value, &as<SimpleNamespace>(self)->attributes);
}

Value attributesGetter(Value self) { return attributesOf(self); }

constinit const NativeMember namespaceMembers[] = {PYC_GETTER("__dict__", attributesGetter, nullptr), PYC_END};

} // namespace

PYC_GC_ROOT constinit Shape SimpleNamespaceShape = defineShape(SimpleNamespaceType);
PYC_GC_ROOT constinit Type SimpleNamespaceType = defineType({
    .name = "types.SimpleNamespace",
    .doc = "An object with the given attributes.",
    .shape = &SimpleNamespaceShape,
    .flags = TypeBaseAllowed,
    .instanceSize = sizeof(SimpleNamespace),
    .members = namespaceMembers,
    .slots = {.repr = namespaceRepr,
              .compare = namespaceCompare,
              .getAttribute = namespaceGetAttribute,
              .setAttribute = namespaceSetAttribute,
              .create = namespaceCreate,
              .initialise = namespaceInitialise},
});

Value newSimpleNamespace(Dict* attributes) {
    auto* result = static_cast<SimpleNamespace*>(gc::allocate(sizeof(SimpleNamespace)));
    if (!result)
        return raiseMemoryError();
    result->attributes = attributes;
    result->shape = &SimpleNamespaceShape;
    return Value(result);
}

} // namespace pyc::runtime
