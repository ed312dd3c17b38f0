// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Ellipsis, NotImplemented and their types.
#include "runtime/object/native.h"

namespace pyc::runtime {

namespace {

Value ellipsisRepr(Value) { return staticString<"Ellipsis">; }

Value ellipsisCreate(Type*, const Value*, size_t count, Tuple* keywordNames) {
    if (count || keywordNames)
        return raiseTypeError("EllipsisType takes no arguments");
    return ellipsisValue();
}

Value ellipsisReduce(Value) { return staticString<"Ellipsis">; }

constinit const NativeMember ellipsisMembers[] = {PYC_METHOD("__reduce__", ellipsisReduce, "($self, /)", nullptr),
                                                  PYC_END};

Value notImplementedRepr(Value) { return staticString<"NotImplemented">; }

int notImplementedTruth(Value) { return raiseTypeError("NotImplemented should not be used in a boolean context"); }

Value notImplementedCreate(Type*, const Value*, size_t count, Tuple* keywordNames) {
    if (count || keywordNames)
        return raiseTypeError("NotImplementedType takes no arguments");
    return notImplementedValue();
}

Value notImplementedReduce(Value) { return staticString<"NotImplemented">; }

constinit const NativeMember notImplementedMembers[] = {
    PYC_METHOD("__reduce__", notImplementedReduce, "($self, /)", nullptr), PYC_END};

} // namespace

constinit SingletonObject Ellipsis = {{&EllipsisShape}};
constinit SingletonObject NotImplemented = {{&NotImplementedShape}};

PYC_GC_ROOT constinit Shape EllipsisShape = defineShape(EllipsisType);
PYC_GC_ROOT constinit Type EllipsisType = defineType({
    .name = "ellipsis",
    .doc = "The type of Ellipsis, which is also written `...`.",
    .shape = &EllipsisShape,
    .members = ellipsisMembers,
    .slots = {.repr = ellipsisRepr, .create = ellipsisCreate},
});

PYC_GC_ROOT constinit Shape NotImplementedShape = defineShape(NotImplementedType);
PYC_GC_ROOT constinit Type NotImplementedType = defineType({
    .name = "NotImplementedType",
    .doc = "The type of NotImplemented.",
    .shape = &NotImplementedShape,
    .members = notImplementedMembers,
    .slots = {.repr = notImplementedRepr, .truth = notImplementedTruth, .create = notImplementedCreate},
});

} // namespace pyc::runtime
