// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The __path__ of a package without __init__.py: folders, in an object that is not quite a list.
#include "runtime/import/module_spec.h"
#include "runtime/object/native.h"
#include "runtime/object/operations.h"
#include "runtime/object/shape.h"

namespace pyc::runtime {

namespace {

struct NamespacePath : Object {
    List* places;
};

extern Type namespacePathType;
extern Shape namespacePathShape;

Value placesOf(Value self) { return as<NamespacePath>(self)->places; }

Value pathRepr(Value self) { return Value(formatText("_NamespacePath(%R)", placesOf(self))); }
Value pathIterate(Value self) { return iterate(placesOf(self)); }
int64_t pathLength(Value self) { return length(placesOf(self)); }
int pathContains(Value self, Value item) { return contains(placesOf(self), item); }
Value pathItem(Value self, Value key) { return getItem(placesOf(self), key); }
int setPathItem(Value self, Value key, Value value) {
    return value ? setItem(placesOf(self), key, value)
                 : int(raiseTypeError("'%T' object doesn't support item deletion", self));
}
Success append(NamespacePath* self, Value item) { return {listAppend(self->places, item)}; }

constinit const NativeMember pathMembers[] = {
    PYC_METHOD("append", append, "($self, item)", "Adds a folder at the end."),
    PYC_END,
};

PYC_GC_ROOT constinit Shape namespacePathShape = defineShape(namespacePathType);
PYC_GC_ROOT constinit Type namespacePathType = defineType({
    .name = "_frozen_importlib_external._NamespacePath",
    .doc = "The folders of a package without __init__.py.",
    .shape = &namespacePathShape,
    .instanceSize = sizeof(NamespacePath),
    .members = pathMembers,
    .slots = {.repr = pathRepr,
              .iter = pathIterate,
              .length = pathLength,
              .contains = pathContains,
              .getItem = pathItem,
              .setItem = setPathItem},
});

} // namespace

Value newNamespacePath(String* folder) {
    const Value place(folder);
    List* places = PYC_TRY(newList(std::span(&place, 1)));
    auto* path = PYC_TRY(newObject<NamespacePath>(namespacePathShape));
    path->places = places;
    return Value(path);
}

} // namespace pyc::runtime
