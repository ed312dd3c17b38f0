// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// None and its type.
#include "runtime/object/native.h"

namespace pyc::runtime {

namespace {

Value noneRepr(Value) { return staticString<"None">; }
int noneTruth(Value) { return 0; }
bool noneHash(Value, int64_t* result) {
    *result = 0xFCA86420;
    return true;
}

Value noneCreate(Type*, const Value*, size_t count, Tuple* keywordNames) {
    if (count || keywordNames)
        return raiseTypeError("NoneType takes no arguments");
    return noneValue();
}

} // namespace

constinit SingletonObject None = {{&NoneShape}};

PYC_GC_ROOT constinit Shape NoneShape = defineShape(NoneType);
PYC_GC_ROOT constinit Type NoneType = defineType({
    .name = "NoneType",
    .doc = "The type of None.",
    .shape = &NoneShape,
    .slots = {.repr = noneRepr, .hash = noneHash, .truth = noneTruth, .create = noneCreate},
});

} // namespace pyc::runtime
