// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tokens of a source that is read line by line: what `tokenize` is made from.
#pragma once

#include "runtime/object/layouts.h"

namespace pyc::runtime {

// The iterator's type, _tokenize.TokenizerIter(readline, *, encoding=None, extra_tokens).
extern Type TokenizerIterType;

} // namespace pyc::runtime
