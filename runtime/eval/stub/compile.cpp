// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The twin in programs in which nothing was seen that turns text into code.
#include "runtime/eval/eval.h"

namespace pyc::runtime {

static ErrorReturn noCompiler() {
    return raiseNotImplementedError("this program was linked without the compiler, because no module of it "
                                    "names eval, exec or compile");
}

Value compileSource(Value, String*, const EvalOptions&) { return noCompiler(); }

Value compileTree(Value, String*, const EvalOptions&) { return noCompiler(); }

bool isTree(Value) { return false; }

} // namespace pyc::runtime
