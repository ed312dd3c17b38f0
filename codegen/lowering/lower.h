// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The `py` dialect to LLVM IR: every py.func of a program becomes machine code's form, its code objects get their
// entries.
#pragma once

#include "codegen/emit/static_objects.h"
#include "midend/dialect/py.h"
#include "midend/import/program.h"

namespace pyc::codegen {

struct LoweringOptions {
    bool inlineFastPaths = true; // -O0 calls the runtime for everything generic
    bool debugInfo = false;
};

struct LoweredModule {
    llvm::Constant* codeObject = nullptr; // whose entry is the native body
    llvm::Constant* storage = nullptr;
};

// One row per module of the program.
std::vector<LoweredModule> lower(mlir::ModuleOp source, const midend::Program& program, llvm::Module& module,
                                 StaticObjects& statics, const LoweringOptions& options);

} // namespace pyc::codegen
