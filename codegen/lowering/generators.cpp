// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Generators and coroutines.
#include "codegen/lowering/function_lowering.h"

namespace pyc::codegen {

using namespace midend;

bool ProgramLowering::isLowered(FunctionKind kind) {
    return kind == FunctionKind::Function || kind == FunctionKind::Module || kind == FunctionKind::ClassBody;
}

void FunctionLowering::lower(StartGeneratorOp) {}
void FunctionLowering::lower(YieldOp) {}
void FunctionLowering::lower(SendOp) {}

} // namespace pyc::codegen
