// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints a syntax tree exactly as `ast.dump(tree, include_attributes=True, indent=1)` does.
#pragma once

#include "frontend/ast/ast.h"
#include "frontend/support/string_builder.h"

namespace pyc::frontend::ast {

struct DumpOptions {
    bool includeAttributes = true;
    int indent = 1; ///< -1: on one line
};

void dump(Node* tree, StringBuilder& out, const DumpOptions& options = {});

/// The repr of a constant as Python prints it.
void appendRepr(const ConstantValue& value, StringBuilder& out);

} // namespace pyc::frontend::ast
