// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The classes of `ast` with their fields as data, generated from the front end's table of nodes, so that making
// classes, objects from trees and trees from objects are loops over rows instead of code for each class.
#pragma once

#include "frontend/ast/ast.h"
#include "runtime/object/string_object.h"

namespace pyc::runtime {

// Every class of the module but AST itself: sums, enumerations, nodes (in the order of ast::Kind), enumerators.
enum class TreeClass : uint8_t {
#define PYC_AST_SUM(Base, pythonName) Base,
#include "frontend/ast/nodes.def"
#define PYC_AST_ONLY(Class, pythonName) SumOf##Class,
#include "frontend/ast/nodes.def"
#define PYC_AST_ENUM_BEGIN(Enum, pythonName) Enum,
#include "frontend/ast/nodes.def"
#define PYC_AST_BEGIN(Class, Base, pythonName, positions) Class,
#include "frontend/ast/nodes.def"
#define PYC_AST_ENUMERATOR(Enum, Name) Name,
#include "frontend/ast/nodes.def"
    Count,
    Root = Count, // AST
};

constexpr size_t TreeClassCount = size_t(TreeClass::Count);
constexpr TreeClass FirstTreeNode = TreeClass::Module;
constexpr size_t TreeNodeCount = size_t(TreeClass::Load) - size_t(FirstTreeNode);

constexpr TreeClass treeClassOf(frontend::ast::Kind kind) { return TreeClass(size_t(FirstTreeNode) + size_t(kind)); }
constexpr bool isTreeNode(TreeClass cls) { return cls >= FirstTreeNode && cls < TreeClass::Load; }
constexpr frontend::ast::Kind kindOf(TreeClass node) {
    return frontend::ast::Kind(size_t(node) - size_t(FirstTreeNode));
}

enum class TreeFieldKind : uint8_t { Node, Identifier, Integer, Text, Constant, Enumerator };
enum class TreeFieldCount : uint8_t { One, Optional, Many, ManyOptional };

struct TreeField {
    String* name;
    uint16_t offset; // in the node's struct
    TreeFieldKind kind;
    TreeFieldCount count;
    TreeClass type; // of Node: a sum or a class; of Enumerator: the enumeration

    bool isList() const { return count >= TreeFieldCount::Many; }
    template <class T>
    T& of(frontend::ast::Node* node) const {
        return *reinterpret_cast<T*>(reinterpret_cast<char*>(node) + offset);
    }
};

struct TreeRow {
    String* name;
    TreeClass base;
    bool positions; // of a node: it has a place in the source
    uint16_t first; // of its fields in treeFields; of an enumeration: its first enumerator
    uint8_t count;  // of fields, of enumerators
    uint16_t size;  // of the node's struct
    bool isSum() const { return base == TreeClass::Root && !size; }
    bool isProduct() const { return base == TreeClass::Root && size; }
};

// Patterns and type parameters are younger than the others: they must say where they end.
constexpr bool mustSayEnd(TreeClass sum) { return sum == TreeClass::PatternNode || sum == TreeClass::TypeParamNode; }

extern const TreeRow treeRows[TreeClassCount];
extern const TreeField treeFields[];

inline const TreeRow& rowOf(TreeClass cls) { return treeRows[size_t(cls)]; }
inline const TreeField* fieldsOf(const TreeRow& row) { return treeFields + row.first; }

} // namespace pyc::runtime
