// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The `py` dialect in C++: types, operations, and the few questions everybody asks about them.
#pragma once

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include <optional>

namespace pyc::midend {

// One of the dialect's own types that is a tagged word (everything but !py.state).
bool isTagged(mlir::Type type);
bool isUnboxed(mlir::Type type);

// The bytecode offset and source position of an operation; see the dialect's description.
struct Position {
    uint32_t pc = 0;
    mlir::FileLineColLoc source;
};
mlir::Location makeLocation(uint32_t pc, mlir::FileLineColLoc source);
std::optional<Position> positionOf(mlir::Location location);

} // namespace pyc::midend

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunused-parameter"
#include "midend/dialect/py_dialect.h.inc"
#include "midend/dialect/py_enums.h.inc"
#include "midend/dialect/py_interfaces.h.inc"

#define GET_TYPEDEF_CLASSES
#include "midend/dialect/py_types.h.inc"

#define GET_OP_CLASSES
#include "midend/dialect/py_ops.h.inc"
#pragma clang diagnostic pop

namespace pyc::midend {

// Attributes of comparisons. A counted loop may run in strips: where its counter meets the bound, what is left of the
// range is asked for outside, so that a smaller bound ends the strip, not the loop.
inline constexpr llvm::StringLiteral StripComparison = "py.strip"; // in the header
inline constexpr llvm::StringLiteral RareCondition = "py.rare";    // true less than once in a thousand times

// The state before the instruction an operation belongs to, or null.
FrameStateOp stateOf(mlir::Operation* operation);

} // namespace pyc::midend
