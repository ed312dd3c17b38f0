// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The classes of `ast` as Python sees them. They are made when the first is asked for.
#pragma once

#include "runtime/eval/tree_table.h"
#include "runtime/object/shape.h"

namespace pyc::runtime {

// ast.AST: what all nodes can do (tree_object.cpp).
extern Type AstType;

struct TreeClasses {
    Type* types[TreeClassCount];
    Shape* shapes[TreeNodeCount];                               // of an object that has all its fields, then its place
    Value singletons[TreeClassCount - size_t(TreeClass::Load)]; // what parsing gives for Load() and so on

    Type* type(TreeClass cls) const { return types[size_t(cls)]; }
    Value singleton(TreeClass enumerator) const { return singletons[size_t(enumerator) - size_t(TreeClass::Load)]; }
};
// Null: an error is pending.
const TreeClasses* treeClasses();

// Attribute names of nodes that have a place, in order.
inline constexpr String* positionNames[4] = {staticString<"lineno">, staticString<"col_offset">,
                                             staticString<"end_lineno">, staticString<"end_col_offset">};

} // namespace pyc::runtime
