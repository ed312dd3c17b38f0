// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Translates one generic function into its typed form. Representations of block arguments and of results are assumed
// from the facts; where a translation finds an assumption wrong it lowers the assumption and is done again.
#pragma once

#include "midend/transforms/class_layout.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace pyc::midend {

// What all translations of a program share.
struct Specialisation {
    mlir::ModuleOp module;
    const Program& program;
    Inference& inference;
    mlir::MLIRContext* context;
    std::vector<llvm::SmallVector<mlir::Type>> parameterTypes; // by function id
    std::vector<mlir::Type> resultTypes;
    std::vector<ClassLayout> layouts; // by class id
    bool signatureLowered = false;

    // Functions that want a typed form of their own for one class of receivers.
    struct Customised {
        unsigned function;
        uint32_t classId;
        bool operator==(const Customised&) const = default;
    };
    std::vector<Customised> customised;

    mlir::Type typeOf(Fact fact);
    mlir::Type typeOfParameter(Fact fact);
    std::string typedName(unsigned function) const;
    std::string typedName(const Customised& form) const;
};

// The classes a value is expected to be an instance of, whose layouts are known.
struct Receiver {
    llvm::SmallVector<uint32_t> classes;
    std::string family; // as shapes are named
};

class FunctionSpecialiser {
public:
    // With a class, the form for receivers of this class.
    FunctionSpecialiser(Specialisation& shared, unsigned id, std::optional<uint32_t> receiverClass = std::nullopt);

    // The typed function, at the end of the module.
    FuncOp run();

private:
    bool translateAll(FuncOp target);
    void translateBlock(mlir::Block& block);
    void translate(mlir::Operation* operation);
    void translateTerminator(mlir::Operation* operation);

    // ---- values ----
    mlir::Value get(mlir::Value old) { return mapping.lookup(old); }
    void set(mlir::Value old, mlir::Value value) { mapping[old] = value; }
    Fact fact(mlir::Value old) const {
        if (receiverClass && old == source.getBody().front().getArgument(0))
            return Fact::of(Known::Instance, *receiverClass);
        return shared.inference.factOf(old);
    }
    mlir::Value tagged(mlir::Value value);
    // The value in another representation: only where it is a fact that it fits. Null: it may not.
    mlir::Value represent(mlir::Value value, mlir::Type type);
    // The value as `type`, leaving through the state where it is not. Null when what is known already contradicts.
    mlir::Value guard(mlir::Value value, mlir::Type type, mlir::Value state);
    bool mayBecome(mlir::Value value, mlir::Type type);
    mlir::Value falseValue();
    mlir::Value constant64(int64_t value);

    // ---- states ----
    // The state before the instruction of this operation, or null.
    mlir::Value stateBefore(mlir::Operation* operation);
    // The state after the instruction, `result` being in its destination. Null when it has none or several.
    mlir::Value stateAfter(FrameStateOp before, mlir::Value result);
    void translateState(FrameStateOp operation);

    // ---- operations ----
    // The same operation on tagged operands. Its result is guarded to what is expected of it.
    void generic(mlir::Operation* operation, mlir::Type known = {});
    void finish(mlir::Operation* operation,
                mlir::Value result); // a typed form took the place of the operation and cannot raise
    void expect(mlir::Value old, mlir::Value value, FrameStateOp before);
    // What kind of number an operand is, or is expected to be.
    enum class Number { No, Bool, Int, Float };
    Number numberOf(mlir::Value old);
    mlir::Value asInt(mlir::Value old, mlir::Value state);
    mlir::Value asFloat(mlir::Value old, mlir::Value state);

    bool binary(BinaryOp operation);
    bool compare(CompareOp operation);
    bool unary(UnaryOp operation);
    bool truth(TruthOp operation);
    bool loadGlobal(LoadGlobalOp operation);
    bool storeGlobal(StoreGlobalOp operation);
    std::pair<mlir::Value, mlir::Value> placeIn(mlir::Value list, mlir::Type element, mlir::Value index,
                                                mlir::Value state);
    mlir::Value elementOf(mlir::Value list, mlir::Type element, mlir::Value index, mlir::Type wanted,
                          mlir::Value state);
    bool loadItem(LoadItemOp operation);
    bool storeItem(StoreItemOp operation);
    bool loadAttr(LoadAttrOp operation);
    bool storeAttr(StoreAttrOp operation);
    // ---- instances (specialise_classes.cpp) ----
    std::optional<Receiver> receiverOf(mlir::Value old);
    mlir::Value guardReceiver(mlir::Value old, const Receiver& receiver, mlir::Value state);
    void guardShape(mlir::Value object, const std::string& shape, mlir::Value state);
    struct Slot {
        uint32_t index;
        bool isFloat;
        bool operator==(const Slot&) const = default;
    };
    std::optional<Slot> sharedSlot(const Receiver& receiver, llvm::StringRef name);
    void planConstruction();
    bool isUnderConstruction(mlir::Value old);
    bool callClass(CallOp operation, uint32_t classId);
    bool loadKnownMethod(LoadMethodOp operation);
    bool loadSuperMethod(LoadSuperMethodOp operation);
    bool isCalledPlainly(mlir::Operation* load, unsigned function);
    bool callKnownMethod(CallMethodOp operation);
    bool takesPlainly(unsigned function, size_t arguments);
    bool length(mlir::Operation* operation, mlir::Value container);
    bool build(BuildOp operation);
    bool listAppend(ListAppendOp operation);
    void pushToList(RaisingOpInterface operation, mlir::Value list, mlir::Value item);
    bool unpack(UnpackOp operation);
    bool call(CallOp operation);
    bool callMethod(CallMethodOp operation);
    bool callNative(CallOp operation, llvm::StringRef name);
    bool callNativeMethod(CallMethodOp operation, LoadMethodOp load);
    bool isListAppend(LoadMethodOp load);
    bool callDirect(mlir::Operation* operation, unsigned function, mlir::Value callable,
                    llvm::ArrayRef<mlir::Value> arguments);
    CallDirectOp directCall(mlir::Operation* operation, unsigned function, std::optional<uint32_t> customised,
                            mlir::Value callable, llvm::ArrayRef<mlir::Value> arguments, mlir::Value state);
    void finishCall(mlir::Operation* operation, mlir::Value result, mlir::Value failed);
    llvm::SmallVector<mlir::Type> parametersOf(unsigned function, std::optional<uint32_t> customised);
    bool loadMethod(LoadMethodOp operation);
    bool closeIterator(RuntimeOp operation);
    bool getIter(GetIterOp operation);
    bool forIter(ForIterOp operation);
    bool onlyCalled(mlir::Value callable);
    bool isInlinedBuiltin(LoadGlobalOp operation);
    // Whether callNative will do this call, going by the facts.
    bool hasNativeForm(CallOp operation, llvm::StringRef name);
    Number expectedNumber(mlir::Value old) const;

    template <typename Op, typename... Arguments>
    Op create(Arguments&&... arguments) {
        return Op::create(builder, location, std::forward<Arguments>(arguments)...);
    }

    Specialisation& shared;
    unsigned id;
    std::optional<uint32_t> receiverClass;
    mutable FuncOp source; // MLIR's handles have no const accessors
    mlir::OpBuilder builder;
    mlir::Location location;
    mlir::Type any, int64, float64, boolean;

    // In functions that take part in making instances: how many attributes self has before an operation on it.
    bool constructs = false;
    llvm::DenseMap<mlir::Operation*, unsigned> attributesBefore;
    // Shapes of values of the target, since the last operation that may run Python.
    llvm::DenseMap<mlir::Value, std::string> knownShapes;
    // What a method of an instance or of super() was found to be: one function for each family of receivers.
    struct Method {
        struct Target {
            unsigned function;
            std::optional<uint32_t> customised;
            Receiver receivers;
        };
        llvm::SmallVector<Target> targets;
        mlir::Value index;    // which one, where there are several
        mlir::Value receiver; // in the target
    };
    llvm::DenseMap<mlir::Operation*, Method> methods;

    llvm::DenseMap<mlir::Value, mlir::Type> argumentTypes; // assumed, of the source's block arguments
    llvm::DenseMap<mlir::Value, mlir::Value> mapping;
    llvm::DenseMap<mlir::Block*, mlir::Block*> blocks;
    bool lowered = false;

    bool mayLeave = true;      // not before a generator exists
    FrameStateOp currentState; // of the source
    mlir::Value currentTypedState;

    // Results that become facts on the success path of a raising operation in a try region.
    struct Pending {
        mlir::Value old, value;
        FrameStateOp before;
    };
    llvm::DenseMap<mlir::Value, Pending> pendingByFailed;
    llvm::DenseMap<mlir::Block*, Pending> pendingByBlock;

    // Loops over ranges and lists, by their GetIterOp's result.
    struct CountedLoop {
        mlir::Value start, stop, step, list; // list: the loop walks it by index
        bool ascending = true;
        mlir::Block* header = nullptr; // of the source
        mlir::Value counter, next;     // in the target, once the header was translated
        // A loop whose polls cannot be caught runs in strips: the inner loop has no call on any path, and one poll
        // stands between strips.
        PollOp poll;       // of the source; null: polls stay where they are
        mlir::Value strip; // how far a strip counts, positive
        mlir::Value bound; // of the current strip
    };
    mlir::Value increment(const CountedLoop& loop);
    mlir::Value stripBound(const CountedLoop& loop, mlir::Value from);
    void endStrip(CountedLoop& loop, mlir::Block* header, mlir::Block* exhausted, mlir::ValueRange operands);
    llvm::DenseMap<mlir::Value, CountedLoop> loops;
    llvm::DenseMap<mlir::Block*, mlir::Value> loopHeaders; // source block → iterator
    mlir::Value iteratorRecipe(const CountedLoop& loop, mlir::Value position);
};

} // namespace pyc::midend
