// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arithmetic on constants, as far as CPython's compiler goes: what would raise, or grow too large, is left to run time.
#pragma once

#include "frontend/ast/ast.h"
#include "frontend/bytecode/constant_pool.h"

namespace pyc::frontend {

bool foldBinary(ast::Operator op, const Constant& left, const Constant& right, Arena& arena, Constant& result);
bool foldUnary(ast::UnaryOperator op, const Constant& operand, Arena& arena, Constant& result);
bool foldSubscript(const Constant& container, const Constant& index, Arena& arena, Constant& result);
bool isTrue(const Constant& constant);
/// Python's ==: 1, 1.0 and True are equal.
bool equalConstants(const Constant& left, const Constant& right);
/// A tuple as a frozenset: the first of equal items stays.
Constant makeFrozenSet(const Constant& tuple, Arena& arena);

} // namespace pyc::frontend
