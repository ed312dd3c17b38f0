// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whole-program inference over the generic functions: rounds of abstract interpretation until nothing changes.
#pragma once

#include "midend/dialect/py.h"
#include "midend/import/program.h"
#include "midend/infer/facts.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"

namespace pyc::midend {

struct FunctionFacts {
    mutable FuncOp op; // MLIR's handles have no const accessors
    unsigned code = 0;
    std::vector<Fact> parameters;         // in register order, as the py.func's arguments
    std::vector<Fact> cells;              // by free variable
    std::vector<Fact> positionalDefaults; // of the last positional parameters
    llvm::StringMap<Fact> keywordDefaults;
    Fact result;
    Fact yielded;
    int classId = -1;        // of a class body
    int enclosingClass = -1; // a method's class
    bool isGenerator = false;
};

struct GlobalFacts {
    Fact fact;
    unsigned stores = 0; // places that bind it
};

class Inference {
public:
    Inference(mlir::ModuleOp module, const Program& program);

    void run();

    Fact factOf(mlir::Value value) const {
        auto found = values.find(value);
        return found == values.end() ? Fact() : found->second;
    }
    const FunctionFacts& function(unsigned id) const { return functions[id]; }
    int functionOf(FuncOp op) const { return int(functionIds.lookup(op.getOperation())); }
    size_t functionCount() const { return functions.size(); }
    const GlobalFacts* global(unsigned module, llvm::StringRef name) const;
    // What instances of the family's classes were seen to store under the name.
    Fact attribute(uint32_t family, llvm::StringRef name);
    Facts facts;

private:
    friend class FunctionInterpreter;

    mlir::ModuleOp module;
    const Program& program;
    std::vector<FunctionFacts> functions;
    llvm::DenseMap<mlir::Operation*, unsigned> functionIds;
    llvm::StringMap<unsigned> functionBySymbol;
    std::vector<int> functionOfCode;
    std::vector<llvm::StringMap<GlobalFacts>> globals; // by module
    llvm::StringMap<unsigned> moduleByName;
    llvm::DenseMap<mlir::Value, Fact> values;
};

} // namespace pyc::midend
