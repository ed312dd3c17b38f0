// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An expression as text, as annotations become under `from __future__ import annotations`.
#pragma once

#include "frontend/ast/ast.h"

namespace pyc::frontend::ast {

std::string_view unparse(ExprNode* expression, Arena& arena);

} // namespace pyc::frontend::ast
