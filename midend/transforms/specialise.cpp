// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Signatures first, then bodies; a body that cannot keep its result's type lowers it, and everything is translated
// again.
#include "midend/transforms/specialise.h"

#include "midend/transforms/function_specialiser.h"

namespace pyc::midend {

// Straight code that runs once gains nothing.
static bool hasTypedForm(FuncOp function) {
    if (function.getKind() != FunctionKind::Module && function.getKind() != FunctionKind::ClassBody)
        return true;
    return function.getKind() == FunctionKind::Module &&
           function.walk([](PollOp) { return mlir::WalkResult::interrupt(); }).wasInterrupted();
}

void specialise(mlir::ModuleOp module, const Program& program, Inference& inference) {
    Specialisation shared{module, program, inference, module.getContext(), {}, {}, layOutClasses(inference), false, {}};
    mlir::Type any = PyAnyType::get(shared.context);
    for (size_t id = 0; id < inference.functionCount(); ++id) {
        const FunctionFacts& function = inference.function(unsigned(id));
        llvm::SmallVector<mlir::Type> parameters;
        for (const Fact& fact : function.parameters)
            parameters.push_back(shared.typeOfParameter(fact));
        shared.parameterTypes.push_back(std::move(parameters));
        mlir::Type result = shared.typeOf(function.result);
        shared.resultTypes.push_back(function.op.getKind() == FunctionKind::Function ? result : any);
    }
    while (true) {
        std::vector<FuncOp> made;
        for (unsigned id = 0; id < inference.functionCount(); ++id)
            if (hasTypedForm(inference.function(id).op))
                if (FuncOp typed = FunctionSpecialiser(shared, id).run())
                    made.push_back(typed);
        for (size_t index = 0; index < shared.customised.size(); ++index) {
            auto [function, classId] = shared.customised[index];
            if (FuncOp typed = FunctionSpecialiser(shared, function, classId).run())
                made.push_back(typed);
        }
        if (!shared.signatureLowered) {
            publishLayouts(module, shared.layouts);
            return;
        }
        shared.signatureLowered = false;
        shared.customised.clear();
        for (FuncOp typed : made)
            typed.erase();
    }
}

} // namespace pyc::midend
