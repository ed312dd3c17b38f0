// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The twin in programs in which nothing was seen that turns text into code.
#include "runtime/eval/eval.h"

namespace pyc::runtime {

Code* compileSource(Value, String*, const EvalOptions&) {
    return raiseNotImplementedError("this program was linked without the compiler, because no module of it "
                                    "names eval, exec or compile");
}

} // namespace pyc::runtime
