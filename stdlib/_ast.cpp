// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// _ast: the classes of syntax trees and the flags of compile() that are about them.
#include "runtime/eval/tree_classes.h"
#include "runtime/import/native_module.h"

namespace pyc::runtime {

namespace {

constinit const NativeMember astModuleMembers[] = {
    PYC_CONSTANT("PyCF_ONLY_AST", Value::fromSmallInt(0x400)),
    PYC_CONSTANT("PyCF_TYPE_COMMENTS", Value::fromSmallInt(0x1000)),
    PYC_CONSTANT("PyCF_ALLOW_TOP_LEVEL_AWAIT", Value::fromSmallInt(0x2000)),
    PYC_CONSTANT("PyCF_OPTIMIZED_AST", Value::fromSmallInt(0x8400)),
    PYC_END,
};

bool addClasses(Module* module) {
    const TreeClasses* classes = treeClasses();
    if (!classes || !dictSetString(module->namespaceDict, staticString<"AST">, Value(&AstType)))
        return false;
    for (size_t i = 0; i < TreeClassCount; ++i)
        if (!dictSetString(module->namespaceDict, treeRows[i].name, Value(classes->types[i])))
            return false;
    return true;
}

} // namespace

PYC_NATIVE_MODULE(_ast, "Classes of syntax trees.", astModuleMembers, addClasses)

} // namespace pyc::runtime
