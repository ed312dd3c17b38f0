// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The twin in programs all of whose code is native, never leaves native code, and cannot be had as an object.
#include "runtime/interp/interpreter.h"
#include "runtime/object/errors.h"

namespace pyc::runtime {

constinit uint64_t sideExits = 0;

static ErrorReturn noInterpreter() {
    return raiseNotImplementedError("this program was linked without the interpreter, because all of its code is "
                                    "native and it names nothing that gives code objects");
}

const InterpretedCode* prepareCode(Code*) { return noInterpreter(); }

Value runFrame(InterpreterFrame*, uint32_t) { return noInterpreter(); }

Value failFrame(InterpreterFrame*) { return Value(); }

Value pyc_interpreted_entry(Value, const Value*, size_t, Tuple*) { return noInterpreter(); }

} // namespace pyc::runtime
