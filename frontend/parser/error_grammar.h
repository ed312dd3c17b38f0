// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds what Python says about a text that does not parse.
#pragma once

#include "frontend/parser/parse.h"
#include "frontend/parser/report.h"

namespace pyc::frontend {

/// Reports the error of a list of tokens that the parser refused.
void reportSyntaxError(const TokenList& list, const ParseOptions& options, ErrorReporter& reporter, bool tooDeep);

} // namespace pyc::frontend
