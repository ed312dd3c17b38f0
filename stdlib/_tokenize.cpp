// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// _tokenize: the iterator that `tokenize` reads tokens from.
#include "runtime/eval/token_stream.h"
#include "runtime/import/native_module.h"

namespace pyc::runtime {

namespace {

constinit const NativeMember tokenizeMembers[] = {
    PYC_CONSTANT("TokenizerIter", Value(&TokenizerIterType)),
    PYC_END,
};

} // namespace

PYC_NATIVE_MODULE(_tokenize, "Tokens of Python source.", tokenizeMembers, nullptr)

} // namespace pyc::runtime
