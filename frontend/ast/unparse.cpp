// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An expression as text.
#include "frontend/ast/unparse.h"
#include "frontend/ast/dump.h"

namespace pyc::frontend::ast {

std::string_view unparse(ExprNode*, Arena&) { return {}; }

} // namespace pyc::frontend::ast
