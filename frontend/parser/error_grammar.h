// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds what Python says about a text that does not parse.
#pragma once

#include "frontend/parser/parse.h"
#include "frontend/parser/report.h"

namespace pyc::frontend {

/// Reports the error of a list of tokens that the parser refused.
void reportSyntaxError(const TokenList& list, const ParseOptions& options, ErrorReporter& reporter);

/// Whether a text that parses nests more deeply than Python's parser allows; that has been reported then.
bool nestsTooDeeply(const TokenList& list, const ParseOptions& options, ErrorReporter& reporter);

} // namespace pyc::frontend
