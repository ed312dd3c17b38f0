// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What operations have in common that passes and the lowering ask for.
#ifndef PYC_MIDEND_DIALECT_PY_INTERFACES
#define PYC_MIDEND_DIALECT_PY_INTERFACES

include "mlir/IR/OpBase.td"

def Py_RaisingInterface : OpInterface<"RaisingOpInterface"> {
  let cppNamespace = "::pyc::midend";
  let description = "Operations that may leave an exception pending.";
  let methods = [
    InterfaceMethod<"The `failed` result, or null where failing leaves the function.", "mlir::Value", "failedResult">,
  ];
}

def Py_ExitingInterface : OpInterface<"ExitingOpInterface"> {
  let cppNamespace = "::pyc::midend";
  let description = "Operations that may leave through a frame state.";
  let methods = [InterfaceMethod<"The state left through.", "mlir::Value", "exitState">];
}

#endif
