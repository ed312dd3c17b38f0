// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// "Did you mean 'while'?": misspelt keywords behind an error, as Python's traceback display finds them.
#pragma once

#include "frontend/source/diagnostic.h"

namespace pyc::frontend {

/// When replacing one name by a keyword makes the text compile, the diagnostic says so and points there.
void suggestKeyword(Diagnostic& diagnostic, Arena& arena);

} // namespace pyc::frontend
