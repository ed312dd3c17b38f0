// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One pass of abstract interpretation over one function.
#pragma once

#include "midend/infer/inference.h"

#include <optional>

namespace pyc::midend {

class FunctionInterpreter {
public:
    FunctionInterpreter(Inference& inference, unsigned id)
        : inference(inference), facts(inference.facts), self(inference.functions[id]), id(id),
          module(inference.program.codes[self.code].module) {}

    void run();

private:
    struct CallSite {
        mlir::Operation* operation;
        llvm::SmallVector<Fact> arguments; // the last `keywords.size()` are named
        llvm::SmallVector<llvm::StringRef> keywords;
        bool unpacked = false; // * or **: which parameter gets what is not known
    };

    Fact get(mlir::Value value) const { return inference.factOf(value); }
    void set(mlir::Value value, Fact fact);
    void visit(mlir::Operation* operation);
    void visitRuntime(RuntimeOp operation);
    void visitBranches(mlir::Operation* terminator);

    Fact loadGlobal(llvm::StringRef name);
    void storeGlobal(llvm::StringRef name, Fact value);
    Fact loadAttribute(mlir::Operation* site, Fact object, llvm::StringRef name);
    void storeAttribute(Fact object, llvm::StringRef name, Fact value);
    Fact loadItem(mlir::Operation* site, Fact object, mlir::Value index);
    Fact elementOf(Fact iterable, mlir::Operation* site);
    Fact arithmetic(mlir::Operation* site, BinaryKind kind, Fact left, Fact right);
    Fact unpackedItem(Fact sequence, unsigned index);

    Fact call(Fact callee, CallSite& site);
    Fact callFunction(unsigned function, CallSite& site, const Fact* receiver);
    Fact callClass(uint32_t classId, CallSite& site);
    Fact callNative(llvm::StringRef name, CallSite& site, const Fact* receiver);
    Fact callNativeMethod(llvm::StringRef type, llvm::StringRef name, CallSite& site, Fact receiver);
    Fact buildClass(CallSite& site);
    void visitCallMethod(CallMethodOp operation);
    // Calls the method that each class of the receiver's family has; nothing where one has none.
    std::optional<Fact> callMethodOf(Fact receiver, llvm::StringRef name, CallSite& site);
    void readKeywords(mlir::Operation* operation, std::optional<llvm::ArrayRef<int32_t>> keywords, CallSite& site);
    Fact containerOf(Known known, mlir::Operation* site, Fact element, unsigned part = 0);

    Inference& inference;
    Facts& facts;
    FunctionFacts& self;
    unsigned id;
    unsigned module;
};

} // namespace pyc::midend
