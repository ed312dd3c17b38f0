// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "frontend/parser/error_grammar.h"
namespace pyc::frontend {
void reportSyntaxError(const TokenList& list, const ParseOptions&, ErrorReporter& reporter, bool) {
    reporter.raiseRange("invalid syntax", list.tokens[0], list.tokens[0], list.tokens[0]);
}
}
