// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The text of numeric literals to constants, and constants back to digits.
#pragma once

#include "frontend/ast/constant.h"
#include "frontend/support/string_builder.h"

namespace pyc::frontend {

/// Reads a NUMBER token. Returns an empty text, or what is wrong with the number.
std::string_view readNumber(std::string_view token, Arena& arena, ast::ConstantValue& value);

/// The decimal digits of a magnitude (limbs least significant first).
void appendDecimal(const uint32_t* limbs, size_t count, StringBuilder& out);

/// The shortest digits that read back as the same double, as `repr` has them.
void appendFloatRepr(double value, StringBuilder& out, bool addPointZero = true);

} // namespace pyc::frontend
