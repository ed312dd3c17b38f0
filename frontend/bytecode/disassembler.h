// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Code objects as readable text.
#pragma once

#include "frontend/bytecode/code.h"
#include "frontend/support/string_builder.h"

namespace pyc::frontend {

struct DisassemblyOptions {
    bool nested = true;    ///< code objects among the constants follow
    bool positions = true; ///< where each instruction came from
};

void disassemble(const CodeData& code, StringBuilder& out, const DisassemblyOptions& options = {});

/// A constant as Python's repr; code as `<code name>`.
void appendConstant(const Constant& constant, StringBuilder& out);

} // namespace pyc::frontend
