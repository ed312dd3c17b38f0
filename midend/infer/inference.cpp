// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The rounds, and what is shared between functions: parameters, results, globals, classes.
#include "midend/infer/inference.h"

#include "midend/infer/function_interpreter.h"

namespace pyc::midend {

Inference::Inference(mlir::ModuleOp module, const Program& program) : module(module), program(program) {
    functionOfCode.assign(program.codes.size(), -1);
    globals.resize(program.modules.size());
    for (unsigned index = 0; index < program.modules.size(); ++index)
        moduleByName[program.modules[index].name] = index;
    for (FuncOp op : module.getOps<FuncOp>()) {
        if (op.getGeneric())
            continue;
        unsigned id = unsigned(functions.size());
        functionIds[op.getOperation()] = id;
        functionBySymbol[op.getSymName()] = id;
        functionOfCode[op.getCode()] = int(id);
        FunctionFacts facts;
        facts.op = op;
        facts.code = op.getCode();
        facts.parameters.resize(op.getArgumentTypes().size());
        facts.cells.resize(program.codes[facts.code].data->freeCount);
        facts.isGenerator = op.getKind() == FunctionKind::Generator;
        functions.push_back(std::move(facts));
    }
    for (FunctionFacts& function : functions) {
        if (function.op.getKind() == FunctionKind::ClassBody) {
            function.classId = int(facts.classes.size());
            ClassFacts classFacts;
            classFacts.name = function.op.getSymName().str();
            facts.addClass(std::move(classFacts));
        }
    }
    for (FunctionFacts& function : functions) {
        int parent = program.codes[function.code].parent;
        if (parent >= 0 && functionOfCode[parent] >= 0)
            function.enclosingClass = functions[functionOfCode[parent]].classId;
    }
    // Where a global is bound, and how often, says whether its binding can be taken for constant.
    for (FunctionFacts& function : functions) {
        unsigned owner = program.codes[function.code].module;
        bool namesAreGlobals = function.op.getKind() == FunctionKind::Module;
        function.op.walk([&](mlir::Operation* op) {
            if (auto store = llvm::dyn_cast<StoreGlobalOp>(op))
                ++globals[owner][store.getName()].stores;
            else if (auto name = llvm::dyn_cast<StoreNameOp>(op); name && namesAreGlobals)
                ++globals[owner][name.getName()].stores;
            else if (auto removal = llvm::dyn_cast<DeleteGlobalOp>(op))
                globals[owner][removal.getName()].stores += 2;
        });
    }
}

void Inference::run() {
    // Each round can only raise facts of a lattice of small height; the bound is a safety net, and stopping early only
    // leaves guesses.
    constexpr unsigned MaximumRounds = 40;
    for (unsigned round = 0; round < MaximumRounds; ++round) {
        facts.changed = false;
        // Class bodies first: whoever uses an instance should find its methods.
        for (bool classBodies : {true, false})
            for (unsigned id = 0; id < functions.size(); ++id)
                if ((functions[id].classId >= 0) == classBodies)
                    FunctionInterpreter(*this, id).run();
        if (!facts.changed)
            break;
    }
}

const GlobalFacts* Inference::global(unsigned owner, llvm::StringRef name) const {
    auto found = globals[owner].find(name);
    return found == globals[owner].end() ? nullptr : &found->second;
}

Fact Inference::attribute(uint32_t family, llvm::StringRef name) {
    Fact result;
    for (uint32_t classId : facts.classesOf(family)) {
        auto& attributes = facts.classes[classId].attributes;
        if (auto found = attributes.find(name); found != attributes.end())
            result = facts.join(result, found->second);
    }
    return result;
}

} // namespace pyc::midend
