// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The rows, generated from nodes.def.
#include "runtime/eval/tree_table.h"

#include <cstddef>

namespace pyc::runtime {

namespace ast = frontend::ast;

namespace {

// What a node's C++ base or a field's C++ type is in the table.
template <class T>
constexpr TreeClass classFor = TreeClass::Root;
#define PYC_AST_SUM(Base, pythonName)                                                                                  \
    template <>                                                                                                        \
    constexpr TreeClass classFor<ast::Base> = TreeClass::Base;
#include "frontend/ast/nodes.def"
#define PYC_AST_BEGIN(Class, Base, pythonName, positions)                                                              \
    template <>                                                                                                        \
    constexpr TreeClass classFor<ast::Class> = TreeClass::Class;
#include "frontend/ast/nodes.def"

// The sum a node belongs to; Root: none.
template <class T, class Base>
constexpr TreeClass sumFor = classFor<Base>;
#define PYC_AST_ONLY(Class, pythonName)                                                                                \
    template <>                                                                                                        \
    constexpr TreeClass sumFor<ast::Class, ast::Node> = TreeClass::SumOf##Class;
#include "frontend/ast/nodes.def"

// What a field that holds T accepts: a class alone in its sum stands for the sum.
template <class T>
constexpr TreeClass fieldTypeFor = classFor<T>;
#define PYC_AST_ONLY(Class, pythonName)                                                                                \
    template <>                                                                                                        \
    constexpr TreeClass fieldTypeFor<ast::Class> = TreeClass::SumOf##Class;
#include "frontend/ast/nodes.def"

// Fields are numbered through all classes: Begin and End of a class are where its own start and stop.
enum FieldNumber : int {
#define PYC_AST_BEGIN(Class, Base, pythonName, positions) Begin##Class, BeforeFirst##Class = Begin##Class - 1,
#define PYC_AST_CHILD(Class, Type, field) Number##Class##field,
#define PYC_AST_OPTIONAL_CHILD(Class, Type, field) Number##Class##field,
#define PYC_AST_CHILDREN(Class, Type, field) Number##Class##field,
#define PYC_AST_OPTIONAL_CHILDREN(Class, Type, field) Number##Class##field,
#define PYC_AST_IDENTIFIER(Class, field) Number##Class##field,
#define PYC_AST_OPTIONAL_IDENTIFIER(Class, field) Number##Class##field,
#define PYC_AST_IDENTIFIERS(Class, field) Number##Class##field,
#define PYC_AST_INTEGER(Class, field) Number##Class##field,
#define PYC_AST_STRING(Class, field) Number##Class##field,
#define PYC_AST_OPTIONAL_STRING(Class, field) Number##Class##field,
#define PYC_AST_CONSTANT(Class, field) Number##Class##field,
#define PYC_AST_ENUM(Class, Enum, field) Number##Class##field,
#define PYC_AST_ENUMS(Class, Enum, field) Number##Class##field,
#define PYC_AST_END(Class) End##Class, BeforeEnd##Class = End##Class - 1,
#include "frontend/ast/nodes.def"
};

// Enumerators too.
enum EnumeratorNumber : uint8_t {
    BeforeEnumerators = uint8_t(TreeClass::Load) - 1,
#define PYC_AST_ENUM_BEGIN(Enum, pythonName) FirstOf##Enum, BeforeFirstOf##Enum = FirstOf##Enum - 1,
#define PYC_AST_ENUMERATOR(Enum, Name) NumberOf##Name,
#define PYC_AST_ENUM_END(Enum) EndOf##Enum, BeforeEndOf##Enum = EndOf##Enum - 1,
#include "frontend/ast/nodes.def"
};

} // namespace

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Winvalid-offsetof"

#define PYC_FIELD_ROW(Class, field, fieldKind, count, type)                                                            \
    {staticString<#field>, uint16_t(offsetof(ast::Class, field)), TreeFieldKind::fieldKind, TreeFieldCount::count,     \
     type},
constinit const TreeField treeFields[] = {
#define PYC_AST_CHILD(Class, Type, field) PYC_FIELD_ROW(Class, field, Node, One, fieldTypeFor<ast::Type>)
#define PYC_AST_OPTIONAL_CHILD(Class, Type, field) PYC_FIELD_ROW(Class, field, Node, Optional, fieldTypeFor<ast::Type>)
#define PYC_AST_CHILDREN(Class, Type, field) PYC_FIELD_ROW(Class, field, Node, Many, fieldTypeFor<ast::Type>)
#define PYC_AST_OPTIONAL_CHILDREN(Class, Type, field)                                                                  \
    PYC_FIELD_ROW(Class, field, Node, ManyOptional, fieldTypeFor<ast::Type>)
#define PYC_AST_IDENTIFIER(Class, field) PYC_FIELD_ROW(Class, field, Identifier, One, TreeClass::Root)
#define PYC_AST_OPTIONAL_IDENTIFIER(Class, field) PYC_FIELD_ROW(Class, field, Identifier, Optional, TreeClass::Root)
#define PYC_AST_IDENTIFIERS(Class, field) PYC_FIELD_ROW(Class, field, Identifier, Many, TreeClass::Root)
#define PYC_AST_INTEGER(Class, field) PYC_FIELD_ROW(Class, field, Integer, One, TreeClass::Root)
#define PYC_AST_OPTIONAL_INTEGER(Class, field) PYC_FIELD_ROW(Class, field, Integer, Optional, TreeClass::Root)
#define PYC_AST_STRING(Class, field) PYC_FIELD_ROW(Class, field, Text, One, TreeClass::Root)
#define PYC_AST_OPTIONAL_STRING(Class, field) PYC_FIELD_ROW(Class, field, Text, Optional, TreeClass::Root)
#define PYC_AST_CONSTANT(Class, field) PYC_FIELD_ROW(Class, field, Constant, One, TreeClass::Root)
#define PYC_AST_ENUM(Class, Enum, field) PYC_FIELD_ROW(Class, field, Enumerator, One, TreeClass::Enum)
#define PYC_AST_ENUMS(Class, Enum, field) PYC_FIELD_ROW(Class, field, Enumerator, Many, TreeClass::Enum)
#include "frontend/ast/nodes.def"
};

#pragma clang diagnostic pop

constinit const TreeRow treeRows[TreeClassCount] = {
#define PYC_AST_SUM(Base, pythonName) {staticString<pythonName>, TreeClass::Root, false, 0, 0, 0},
#include "frontend/ast/nodes.def"
#define PYC_AST_ONLY(Class, pythonName) {staticString<pythonName>, TreeClass::Root, false, 0, 0, 0},
#include "frontend/ast/nodes.def"
#define PYC_AST_ENUM_BEGIN(Enum, pythonName)                                                                           \
    {staticString<pythonName>, TreeClass::Root, false, FirstOf##Enum, EndOf##Enum - FirstOf##Enum, 0},
#include "frontend/ast/nodes.def"
#define PYC_AST_BEGIN(Class, Base, pythonName, positions)                                                              \
    {staticString<pythonName>,  sumFor<ast::Class, ast::Base>, positions, Begin##Class,                                \
     End##Class - Begin##Class, uint16_t(sizeof(ast::Class))},
#include "frontend/ast/nodes.def"
#define PYC_AST_ENUMERATOR(Enum, Name) {staticString<#Name>, TreeClass::Enum, false, 0, 0, 0},
#include "frontend/ast/nodes.def"
};

} // namespace pyc::runtime
