// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The names of the syntax tree's classes and enumerators, generated from nodes.def.
#include "frontend/ast/ast.h"

namespace pyc::frontend::ast {

const char* className(Kind kind) {
    static constexpr const char* names[] = {
#define PYC_AST_BEGIN(Class, Base, pythonName, positions) pythonName,
#include "frontend/ast/nodes.def"
    };
    return names[static_cast<size_t>(kind)];
}

#define PYC_AST_ENUM_BEGIN(Enum, pythonName)                                                                           \
    const char* enumeratorName(Enum value) {                                                                           \
        static constexpr const char* names[] = {
#define PYC_AST_ENUMERATOR(Enum, Name) #Name,
#define PYC_AST_ENUM_END(Enum)                                                                                         \
    }                                                                                                                  \
    ;                                                                                                                  \
    return names[static_cast<size_t>(value)];                                                                          \
    }
#include "frontend/ast/nodes.def"

} // namespace pyc::frontend::ast
