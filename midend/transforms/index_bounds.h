// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is known of numbers' bounds spares tests: of indices, of overflow, of signs.
#pragma once

#include "midend/dialect/py.h"

namespace pyc::midend {

// Marks the comparison in the header of a counted loop that runs in strips: where the counter meets the bound, what is
// left of the range is asked for outside, so that a smaller bound ends the strip, not the loop.
inline constexpr llvm::StringLiteral StripComparison = "py.strip";

void boundIndices(FuncOp function);

} // namespace pyc::midend
