// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The syntax tree: plain structs in an arena, generated from nodes.def.
#pragma once

#include "frontend/ast/constant.h"
#include "frontend/ast/identifier.h"

namespace pyc::frontend::ast {

#define PYC_AST_ENUM_BEGIN(Enum, pythonName) enum class Enum : uint8_t {
#define PYC_AST_ENUMERATOR(Enum, Name) Name,
#define PYC_AST_ENUM_END(Enum)                                                                                         \
    }                                                                                                                  \
    ;
#include "frontend/ast/nodes.def"

enum class Kind : uint8_t {
#define PYC_AST_BEGIN(Class, Base, pythonName, positions) Class,
#include "frontend/ast/nodes.def"
};

#define PYC_AST_BEGIN(Class, Base, pythonName, positions) struct Class;
#include "frontend/ast/nodes.def"

/// Lines count from 1, columns from 0 in bytes of UTF-8, as `ast` has them.
struct Position {
    uint32_t line = 0;
    uint32_t column = 0;
    uint32_t endLine = 0;
    uint32_t endColumn = 0;
};

struct Node {
    Kind kind;
    Position position;

    template <typename T>
    bool is() const {
        return kind == T::ClassKind;
    }
    /// This node as a T, which it must be.
    template <typename T>
    T* as() {
        return static_cast<T*>(this);
    }
    template <typename T>
    const T* as() const {
        return static_cast<const T*>(this);
    }
    /// This node as a T, or null when it is another class.
    template <typename T>
    T* maybe() {
        return is<T>() ? as<T>() : nullptr;
    }
    template <typename T>
    const T* maybe() const {
        return is<T>() ? as<T>() : nullptr;
    }
};

#define PYC_AST_SUM(Base, pythonName)                                                                                  \
    struct Base : Node {};
#include "frontend/ast/nodes.def"

#define PYC_AST_BEGIN(Class, Base, pythonName, positions)                                                              \
    struct Class : Base {                                                                                              \
        static constexpr Kind ClassKind = Kind::Class;                                                                 \
        static constexpr bool HasPosition = positions;
#define PYC_AST_CHILD(Class, Type, field) Type* field = nullptr;
#define PYC_AST_OPTIONAL_CHILD(Class, Type, field) Type* field = nullptr;
#define PYC_AST_CHILDREN(Class, Type, field) Sequence<Type*> field;
#define PYC_AST_OPTIONAL_CHILDREN(Class, Type, field) Sequence<Type*> field;
#define PYC_AST_IDENTIFIER(Class, field) const Identifier* field = nullptr;
#define PYC_AST_OPTIONAL_IDENTIFIER(Class, field) const Identifier* field = nullptr;
#define PYC_AST_IDENTIFIERS(Class, field) Sequence<const Identifier*> field;
#define PYC_AST_INTEGER(Class, field) int32_t field = 0;
#define PYC_AST_STRING(Class, field) std::string_view field;
#define PYC_AST_OPTIONAL_STRING(Class, field) std::string_view field;
#define PYC_AST_CONSTANT(Class, field) ConstantValue field;
#define PYC_AST_ENUM(Class, Enum, field) Enum field = Enum(0);
#define PYC_AST_ENUMS(Class, Enum, field) Sequence<Enum> field;
#define PYC_AST_END(Class)                                                                                             \
    }                                                                                                                  \
    ;
#include "frontend/ast/nodes.def"

/// A node's Python class name.
const char* className(Kind kind);

#define PYC_AST_ENUM_BEGIN(Enum, pythonName) const char* enumeratorName(Enum value);
#include "frontend/ast/nodes.def"

template <typename T>
T* makeNode(Arena& arena, const Position& position) {
    T* node = ::new (arena.allocate(sizeof(T), alignof(T))) T();
    static_cast<Node*>(node)->kind = T::ClassKind; // Constant has a field of that name
    node->position = position;
    return node;
}

} // namespace pyc::frontend::ast
