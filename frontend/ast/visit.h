// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Ways to walk the syntax tree, generated from nodes.def.
#pragma once

#include "frontend/ast/ast.h"

namespace pyc::frontend::ast {

/// Calls `visitor(T*)` with the node as its own class; overload or `if constexpr` in the visitor.
template <typename Visitor>
decltype(auto) visit(Node* node, Visitor&& visitor) {
    switch (node->kind) {
#define PYC_AST_BEGIN(Class, Base, pythonName, positions)                                                              \
    case Kind::Class: return visitor(static_cast<Class*>(node));
#include "frontend/ast/nodes.def"
    }
    __builtin_unreachable();
}

/// Calls the visitor for every field of a node in order, with the field's name:
///   child(name, Node*, optional), children(name, Sequence<T*>), identifier(name, const Identifier*, optional),
///   identifiers(name, Sequence<const Identifier*>), integer(name, int32_t), string(name, string_view, optional),
///   constant(name, const ConstantValue&), enumerator(name, Enum), enumerators(name, Sequence<Enum>).
/// `optional` says whether `ast` declares the field with a default of None.
template <typename Visitor>
void visitFields(Node* node, Visitor&& visitor) {
    switch (node->kind) {
#define PYC_AST_BEGIN(Class, Base, pythonName, positions)                                                              \
    case Kind::Class: {                                                                                                \
        [[maybe_unused]] Class* self = static_cast<Class*>(node);
#define PYC_AST_CHILD(Class, Type, field) visitor.child(#field, self->field, false);
#define PYC_AST_OPTIONAL_CHILD(Class, Type, field) visitor.child(#field, self->field, true);
#define PYC_AST_CHILDREN(Class, Type, field) visitor.children(#field, self->field);
#define PYC_AST_OPTIONAL_CHILDREN(Class, Type, field) visitor.children(#field, self->field);
#define PYC_AST_IDENTIFIER(Class, field) visitor.identifier(#field, self->field, false);
#define PYC_AST_OPTIONAL_IDENTIFIER(Class, field) visitor.identifier(#field, self->field, true);
#define PYC_AST_IDENTIFIERS(Class, field) visitor.identifiers(#field, self->field);
#define PYC_AST_INTEGER(Class, field) visitor.integer(#field, self->field);
#define PYC_AST_STRING(Class, field) visitor.string(#field, self->field, false);
#define PYC_AST_OPTIONAL_STRING(Class, field) visitor.string(#field, self->field, true);
#define PYC_AST_CONSTANT(Class, field) visitor.constant(#field, self->field);
#define PYC_AST_ENUM(Class, Enum, field) visitor.enumerator(#field, self->field);
#define PYC_AST_ENUMS(Class, Enum, field) visitor.enumerators(#field, self->field);
#define PYC_AST_END(Class)                                                                                             \
    break;                                                                                                             \
    }
#include "frontend/ast/nodes.def"
    }
}

/// Calls `action(Node*)` for every direct child that is there, in source order of the fields.
template <typename Action>
void forEachChild(Node* node, Action&& action) {
    switch (node->kind) {
#define PYC_AST_BEGIN(Class, Base, pythonName, positions)                                                              \
    case Kind::Class: {                                                                                                \
        [[maybe_unused]] Class* self = static_cast<Class*>(node);
#define PYC_AST_CHILD(Class, Type, field) action(static_cast<Node*>(self->field));
#define PYC_AST_OPTIONAL_CHILD(Class, Type, field)                                                                     \
    if (self->field)                                                                                                   \
        action(static_cast<Node*>(self->field));
#define PYC_AST_CHILDREN(Class, Type, field)                                                                           \
    for (Type* child : self->field)                                                                                    \
        action(static_cast<Node*>(child));
#define PYC_AST_OPTIONAL_CHILDREN(Class, Type, field)                                                                  \
    for (Type* child : self->field)                                                                                    \
        if (child)                                                                                                     \
            action(static_cast<Node*>(child));
#define PYC_AST_END(Class)                                                                                             \
    break;                                                                                                             \
    }
#include "frontend/ast/nodes.def"
    }
}

} // namespace pyc::frontend::ast
