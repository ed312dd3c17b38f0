// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The frame of the translation: blocks, block arguments, states, guards and what is not specialised.
#include "midend/transforms/function_specialiser.h"

#include "mlir/IR/Dominance.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/ADT/TypeSwitch.h"

namespace pyc::midend {

using mlir::Block;
using mlir::Type;
using mlir::Value;
using mlir::ValueRange;

std::string Specialisation::typedName(unsigned function) const {
    FuncOp generic = inference.function(function).op;
    return generic.getSymName().str() + ".typed";
}

std::string Specialisation::typedName(const Customised& form) const {
    return typedName(form.function) + "@" + layouts[form.classId].name;
}

Type Specialisation::typeOf(Fact fact) {
    if (fact.orNone || fact.orUnbound)
        return PyAnyType::get(context);
    switch (fact.known) {
    case Known::None: return PyNoneType::get(context);
    case Known::Bool: return mlir::IntegerType::get(context, 1);
    case Known::Int: return fact.large ? Type(PyIntType::get(context)) : Type(mlir::IntegerType::get(context, 64));
    case Known::Float: return mlir::Float64Type::get(context);
    case Known::String: return PyStrType::get(context);
    case Known::Bytes: return PyBytesType::get(context);
    case Known::List: {
        // Only numbers matter; and a list may hold itself.
        Fact held = inference.facts.container(fact.id).element;
        Type element = held.known == Known::Int || held.known == Known::Float ? typeOf(held) : PyAnyType::get(context);
        bool unboxed = element.isInteger(64) || element.isF64();
        return PyListType::get(context, unboxed ? element : PyAnyType::get(context));
    }
    case Known::Tuple: return PyTupleType::get(context, {});
    case Known::Dict: return PyDictType::get(context);
    case Known::Set: return PyAnyType::get(context); // frozensets are not told apart
    case Known::Range: return PyRangeType::get(context);
    default: return PyAnyType::get(context);
    }
}

// Of instances, what is worth knowing is the shape, which is tested where it matters; a parameter's class says which
// receivers the form is for.
Type Specialisation::typeOfParameter(Fact fact) {
    if (fact.known != Known::Instance || fact.orNone || fact.orUnbound)
        return typeOf(fact);
    llvm::ArrayRef<uint32_t> family = inference.facts.classesOf(fact.id);
    if (family.size() != 1 || !layouts[family[0]].known)
        return PyAnyType::get(context);
    return PyInstanceType::get(context, layouts[family[0]].name);
}

FunctionSpecialiser::FunctionSpecialiser(Specialisation& shared, unsigned id, std::optional<uint32_t> receiverClass)
    : shared(shared), id(id), receiverClass(receiverClass), source(shared.inference.function(id).op),
      builder(shared.context), location(source.getLoc()), any(PyAnyType::get(shared.context)),
      int64(builder.getI64Type()), float64(builder.getF64Type()), boolean(builder.getI1Type()) {}

FuncOp FunctionSpecialiser::run() {
    // Assumed at first: every argument is what inference expects.
    for (Block& block : source.getBody())
        for (mlir::BlockArgument argument : block.getArguments())
            argumentTypes[argument] =
                isUnboxed(argument.getType()) ? argument.getType() : shared.typeOf(fact(argument));
    llvm::SmallVector<Type> parameters = parametersOf(id, receiverClass);
    for (auto [argument, type] : llvm::zip(source.getBody().front().getArguments(), parameters))
        argumentTypes[argument] = type;
    planConstruction();
    std::string name = receiverClass ? shared.typedName({id, *receiverClass}) : shared.typedName(id);
    // Every failed attempt lowers at least one assumption.
    while (true) {
        builder.setInsertionPointToEnd(shared.module.getBody());
        mlir::FunctionType type = builder.getFunctionType(parameters, shared.resultTypes[id]);
        FuncOp target = create<FuncOp>(name, type, source.getCode(), source.getKind());
        target.setGenericAttr(mlir::FlatSymbolRefAttr::get(shared.context, source.getSymName()));
        lowered = false;
        if (translateAll(target))
            return target;
        target.erase();
        if (shared.signatureLowered)
            return {};
    }
}

bool FunctionSpecialiser::translateAll(FuncOp target) {
    mapping.clear();
    blocks.clear();
    pendingByFailed.clear();
    pendingByBlock.clear();
    loops.clear();
    loopHeaders.clear();
    methods.clear();
    currentState = {};
    mayLeave = llvm::is_contained({FunctionKind::Function, FunctionKind::Module}, source.getKind());
    mlir::Region& body = target.getBody();
    for (Block& block : source.getBody()) {
        Block* made = new Block();
        body.push_back(made);
        blocks[&block] = made;
        for (mlir::BlockArgument argument : block.getArguments())
            mapping[argument] = made->addArgument(argumentTypes[argument], argument.getLoc());
    }
    llvm::ReversePostOrderTraversal<mlir::Region*> order(&source.getBody());
    llvm::DenseSet<Block*> reached;
    for (Block* block : order) {
        reached.insert(block);
        translateBlock(*block);
    }
    for (Block& block : source.getBody())
        if (!reached.contains(&block))
            blocks[&block]->erase();
    return !lowered && !shared.signatureLowered;
}

void FunctionSpecialiser::translateBlock(Block& block) {
    builder.setInsertionPointToEnd(blocks[&block]);
    currentState = {};
    knownShapes.clear();
    if (auto pending = pendingByBlock.find(&block); pending != pendingByBlock.end()) {
        Pending entry = pending->second;
        location = entry.before.getLoc();
        expect(entry.old, entry.value, entry.before);
    }
    for (mlir::Operation& operation : block) {
        location = operation.getLoc();
        if (operation.hasTrait<mlir::OpTrait::IsTerminator>())
            translateTerminator(&operation);
        else
            translate(&operation);
    }
}

// ---- values ----

Value FunctionSpecialiser::tagged(Value value) {
    Type type = value.getType();
    if (type.isInteger(64))
        return create<BoxOp>(PyIntType::get(shared.context), value);
    if (type.isF64())
        return create<BoxOp>(PyFloatType::get(shared.context), value);
    if (type.isInteger(1))
        return create<BoxOp>(PyBoolType::get(shared.context), value);
    return value;
}

Value FunctionSpecialiser::falseValue() { return create<mlir::arith::ConstantOp>(builder.getBoolAttr(false)); }
Value FunctionSpecialiser::constant64(int64_t value) {
    return create<mlir::arith::ConstantOp>(builder.getI64IntegerAttr(value));
}

Value FunctionSpecialiser::represent(Value value, Type type) {
    Type actual = value.getType();
    if (actual == type)
        return value;
    if (type == any)
        return create<CastOp>(any, tagged(value));
    if (auto constant = value.getDefiningOp<ConstantOp>()) {
        if (auto integer = llvm::dyn_cast<mlir::IntegerAttr>(constant.getValue());
            integer && type.isInteger(64) && llvm::isa<PyIntType>(actual))
            return constant64(integer.getInt());
        if (auto real = llvm::dyn_cast<mlir::FloatAttr>(constant.getValue()); real && type.isF64())
            return create<mlir::arith::ConstantOp>(real);
    }
    if (auto box = value.getDefiningOp<BoxOp>(); box && box.getValue().getType() == type)
        return box.getValue();
    if (llvm::isa<PyFloatType>(actual) && type.isF64())
        return create<UnboxFloatOp>(float64, value);
    if (llvm::isa<PyBoolType>(actual) && type.isInteger(1))
        return create<UnboxBoolOp>(boolean, value);
    if (actual.isInteger(64) && llvm::isa<PyIntType>(type))
        return tagged(value);
    if (llvm::isa<PyListType>(actual) && llvm::isa<PyListType>(type))
        return create<CastOp>(type, value);
    return {};
}

Value FunctionSpecialiser::guard(Value value, Type type, Value state) {
    if (Value fits = represent(value, type))
        return fits;
    if (type.isInteger(64)) {
        if (value.getType().isInteger(1))
            return create<mlir::arith::ExtUIOp>(int64, value);
        Value word = tagged(value);
        if (!llvm::isa<PyIntType>(word.getType()))
            word = create<GuardTypeOp>(PyIntType::get(shared.context), word, state);
        return create<UnboxIntOp>(int64, word, state);
    }
    if (type.isF64()) {
        Value word = create<GuardTypeOp>(PyFloatType::get(shared.context), tagged(value), state);
        return create<UnboxFloatOp>(float64, word);
    }
    if (type.isInteger(1)) {
        Value word = create<GuardTypeOp>(PyBoolType::get(shared.context), tagged(value), state);
        return create<UnboxBoolOp>(boolean, word);
    }
    if (auto instance = llvm::dyn_cast<PyInstanceType>(type)) {
        Value object = tagged(value);
        guardShape(object, instance.getName().str(), state);
        return create<CastOp>(type, object);
    }
    return create<GuardTypeOp>(type, tagged(value), state);
}

// ---- states ----

Value FunctionSpecialiser::iteratorRecipe(const CountedLoop& loop, Value position) {
    if (loop.list)
        return create<RecipeOp>(any, builder.getStringAttr("pyc_make_list_iterator"), ValueRange{loop.list, position},
                                mlir::ArrayAttr());
    return create<RecipeOp>(any, builder.getStringAttr("pyc_make_range_iterator"),
                            ValueRange{position, loop.stop, loop.step}, mlir::ArrayAttr());
}

void FunctionSpecialiser::translateState(FrameStateOp operation) {
    currentState = operation;
    llvm::SmallVector<Value> values;
    for (Value old : operation.getValues()) {
        auto loop = loops.find(old);
        if (loop == loops.end()) {
            values.push_back(get(old));
            continue;
        }
        const CountedLoop& counted = loop->second;
        mlir::DominanceInfo dominance(source);
        bool inside = dominance.dominates(counted.header, operation->getBlock());
        Value position = !inside        ? (counted.list ? constant64(0) : counted.start)
                         : counted.next ? counted.next
                                        : counted.counter;
        values.push_back(iteratorRecipe(counted, position));
    }
    currentTypedState =
        create<FrameStateOp>(PyStateType::get(shared.context), values, operation.getPcAttr(), operation.getNextAttr(),
                             operation.getDestinationAttr(), operation.getRegistersAttr(), operation.getCodeAttr());
}

Value FunctionSpecialiser::stateBefore(mlir::Operation* operation) {
    if (!currentState)
        return {};
    auto position = positionOf(operation->getLoc());
    return position && position->pc == currentState.getPc() ? currentTypedState : Value();
}

Value FunctionSpecialiser::stateAfter(FrameStateOp before, Value result) {
    int32_t destination = int32_t(before.getDestination());
    if (destination < 0)
        return {};
    llvm::SmallVector<Value> values;
    llvm::SmallVector<int32_t> registers;
    for (auto [old, number] : llvm::zip(before.getValues(), before.getRegisters())) {
        if (number == destination || loops.count(old))
            continue;
        values.push_back(get(old));
        registers.push_back(number);
    }
    // The position in a counted loop is that of the state before: the instruction is no ForIter.
    for (auto [old, number] : llvm::zip(before.getValues(), before.getRegisters())) {
        auto loop = loops.find(old);
        if (loop == loops.end() || number == destination)
            continue;
        const CountedLoop& counted = loop->second;
        mlir::DominanceInfo dominance(source);
        bool inside = dominance.dominates(counted.header, before->getBlock());
        values.push_back(iteratorRecipe(counted, !inside        ? (counted.list ? constant64(0) : counted.start)
                                                 : counted.next ? counted.next
                                                                : counted.counter));
        registers.push_back(number);
    }
    values.push_back(result);
    registers.push_back(destination);
    return create<FrameStateOp>(PyStateType::get(shared.context), values, before.getNextAttr(), before.getNextAttr(),
                                builder.getI32IntegerAttr(-1), builder.getDenseI32ArrayAttr(registers),
                                before.getCodeAttr());
}

// ---- the general case ----

void FunctionSpecialiser::expect(Value old, Value value, FrameStateOp before) {
    Type wanted = shared.typeOf(fact(old));
    set(old, value);
    // Knowing that it is None, or a set or range, is worth no test.
    bool useful = isUnboxed(wanted) || llvm::isa<PyIntType, PyListType, PyStrType, PyTupleType>(wanted);
    if (!useful || value.getType() == wanted || !before || before.getDestination() == uint32_t(-1))
        return;
    if (Value fits = represent(value, wanted)) {
        set(old, fits);
        return;
    }
    if (Value state = stateAfter(before, value))
        set(old, guard(value, wanted, state));
}

void FunctionSpecialiser::generic(mlir::Operation* operation, Type known) {
    mlir::IRMapping operands;
    for (Value operand : operation->getOperands())
        operands.map(operand, isUnboxed(operand.getType()) ? get(operand) : tagged(get(operand)));
    mlir::Operation* made = builder.clone(*operation, operands);
    knownShapes.clear();
    FrameStateOp before = stateBefore(operation) ? currentState : FrameStateOp();
    mlir::Value failed;
    if (auto raising = llvm::dyn_cast<RaisingOpInterface>(operation))
        failed = raising.failedResult();
    unsigned taggedResults = 0;
    for (auto [old, value] : llvm::zip(operation->getResults(), made->getResults())) {
        set(old, value);
        taggedResults += isTagged(old.getType());
    }
    if (taggedResults != 1 || !isTagged(operation->getResult(0).getType()) || llvm::isa<ForIterOp>(operation))
        return;
    Value old = operation->getResult(0), value = made->getResult(0);
    if (known && known != value.getType()) {
        value = create<CastOp>(known, value);
        set(old, value);
    }
    if (!failed)
        expect(old, value, before);
    else if (before)
        pendingByFailed[failed] = {old, value, before};
}

void FunctionSpecialiser::finish(mlir::Operation* operation, Value result) {
    if (result)
        set(operation->getResult(0), result);
    if (auto raising = llvm::dyn_cast<RaisingOpInterface>(operation))
        if (Value failed = raising.failedResult())
            set(failed, falseValue());
}

void FunctionSpecialiser::translate(mlir::Operation* operation) {
    bool done = llvm::TypeSwitch<mlir::Operation*, bool>(operation)
                    .Case([&](FrameStateOp op) {
                        translateState(op);
                        if (!mayLeave)
                            currentState = {};
                        return true;
                    })
                    .Case([&](StartGeneratorOp) {
                        mayLeave = true;
                        return false;
                    })
                    .Case([&](PublishLocalsOp) {
                        create<PublishLocalsOp>(currentTypedState);
                        return true;
                    })
                    .Case([&](BinaryOp op) { return binary(op); })
                    .Case([&](CompareOp op) { return compare(op); })
                    .Case([&](UnaryOp op) { return unary(op); })
                    .Case([&](TruthOp op) { return truth(op); })
                    .Case([&](LoadGlobalOp op) { return loadGlobal(op); })
                    .Case([&](StoreGlobalOp op) { return storeGlobal(op); })
                    .Case([&](LoadAttrOp op) { return loadAttr(op); })
                    .Case([&](StoreAttrOp op) { return storeAttr(op); })
                    .Case([&](LoadItemOp op) { return loadItem(op); })
                    .Case([&](StoreItemOp op) { return storeItem(op); })
                    .Case([&](LengthOp op) { return length(op, op.getValue()); })
                    .Case([&](BuildOp op) { return build(op); })
                    .Case([&](ListAppendOp op) { return listAppend(op); })
                    .Case([&](UnpackOp op) { return unpack(op); })
                    .Case([&](CallOp op) { return call(op); })
                    .Case([&](LoadMethodOp op) { return loadMethod(op); })
                    .Case([&](LoadSuperMethodOp op) { return loadSuperMethod(op); })
                    .Case([&](CallMethodOp op) { return callMethod(op); })
                    .Case([&](GetIterOp op) { return getIter(op); })
                    .Case([&](ForIterOp op) { return forIter(op); })
                    .Case([&](RuntimeOp op) { return closeIterator(op); })
                    .Case([&](CastOp op) {
                        set(op.getResult(), get(op.getValue()));
                        return true;
                    })
                    .Case([&](BoxOp op) {
                        // Booleans that were boxed only to be registers stay flags.
                        set(op.getResult(), get(op.getValue()));
                        return true;
                    })
                    .Case([&](ConstantOp op) {
                        mlir::Operation* made = builder.clone(*operation);
                        set(op.getResult(), made->getResult(0));
                        return true;
                    })
                    .Case([&](PollOp op) {
                        auto branch = llvm::dyn_cast<mlir::cf::BranchOp>(op->getBlock()->getTerminator());
                        auto header = branch ? loopHeaders.find(branch.getDest()) : loopHeaders.end();
                        if (op.getFailed())
                            return false;
                        Value state = stateBefore(op);
                        if (header == loopHeaders.end())
                            create<PollOp>(mlir::Type(), state);
                        else if (!loops[header->second].poll)
                            create<CountedPollOp>(mlir::Type(), loops[header->second].next, state);
                        return true;
                    })
                    .Default([](mlir::Operation*) { return false; });
    if (done)
        return;
    if (operation->getDialect() && operation->getDialect()->getNamespace() != "py") {
        mlir::IRMapping simple;
        for (Value operand : operation->getOperands())
            simple.map(operand, get(operand));
        mlir::Operation* made = builder.clone(*operation, simple);
        for (auto [old, value] : llvm::zip(operation->getResults(), made->getResults()))
            set(old, value);
        return;
    }
    generic(operation);
}

void FunctionSpecialiser::translateTerminator(mlir::Operation* operation) {
    if (auto result = llvm::dyn_cast<ReturnOp>(operation)) {
        Value value = get(result.getValue());
        Type type = shared.resultTypes[id];
        Value fits = represent(value, type);
        if (!fits) {
            shared.resultTypes[id] = any;
            shared.signatureLowered = true;
            fits = represent(value, any);
        }
        create<ReturnOp>(fits);
        return;
    }
    auto branch = llvm::dyn_cast<mlir::BranchOpInterface>(operation);
    if (!branch) {
        mlir::IRMapping simple;
        for (Value operand : operation->getOperands())
            simple.map(operand, get(operand));
        builder.clone(*operation, simple);
        return;
    }
    mlir::DominanceInfo dominance(source);
    auto edge = [&](unsigned index, llvm::SmallVectorImpl<Value>& operands) {
        Block* successor = operation->getSuccessor(index);
        mlir::SuccessorOperands old = branch.getSuccessorOperands(index);
        for (unsigned argument = 0; argument < old.size(); ++argument) {
            Value target = successor->getArgument(argument);
            Type type = argumentTypes[target];
            Value value = get(old[argument]);
            Value fits = represent(value, type);
            if (!fits) {
                argumentTypes[target] = any;
                lowered = true;
                fits = represent(value, any);
            }
            operands.push_back(fits);
        }
        if (auto header = loopHeaders.find(successor); header != loopHeaders.end()) {
            CountedLoop& loop = loops[header->second];
            bool back = dominance.dominates(successor, operation->getBlock());
            // Counted anew at the end of an iteration: what only exits need of it then costs nothing on the way.
            operands.push_back(back ? increment(loop) : loop.list ? constant64(0) : loop.start);
            if (loop.poll)
                operands.push_back(back ? loop.bound : stripBound(loop, loop.start));
        }
        return blocks[successor];
    };
    if (auto jump = llvm::dyn_cast<mlir::cf::BranchOp>(operation)) {
        llvm::SmallVector<Value> operands;
        Block* target = edge(0, operands);
        create<mlir::cf::BranchOp>(target, operands);
        return;
    }
    auto conditional = llvm::cast<mlir::cf::CondBranchOp>(operation);
    Value condition = conditional.getCondition();
    if (auto pending = pendingByFailed.find(condition); pending != pendingByFailed.end())
        pendingByBlock[conditional.getFalseDest()] = pending->second;
    llvm::SmallVector<Value> whenTrue, whenFalse;
    // The element of a walked list is read where there is one.
    auto iteration = condition.getDefiningOp<ForIterOp>();
    auto walked = iteration && condition == iteration.getHas() ? loops.find(iteration.getIterator()) : loops.end();
    if (walked != loops.end() && walked->second.list) {
        CountedLoop& loop = walked->second;
        Block* here = builder.getInsertionBlock();
        Block* reading = new Block();
        reading->insertAfter(here);
        Value state = currentTypedState;
        builder.setInsertionPointToEnd(reading);
        auto list = llvm::cast<PyListType>(loop.list.getType());
        Type element = list.getElement();
        set(iteration.getResult(),
            elementOf(loop.list, element, loop.counter, shared.typeOf(fact(iteration.getResult())), state));
        Block* more = edge(0, whenTrue);
        create<mlir::cf::BranchOp>(more, whenTrue);
        builder.setInsertionPointToEnd(here);
        Value none = create<ConstantOp>(PyNoneType::get(shared.context), builder.getUnitAttr(), mlir::IntegerAttr(),
                                        mlir::IntegerAttr());
        Value read = get(iteration.getResult());
        set(iteration.getResult(), none);
        Block* exhausted = edge(1, whenFalse);
        set(iteration.getResult(), read);
        create<mlir::cf::CondBranchOp>(get(condition), reading, ValueRange(), exhausted, whenFalse);
        return;
    }
    Block* trueTarget = edge(0, whenTrue);
    Block* falseTarget = edge(1, whenFalse);
    if (walked != loops.end() && walked->second.poll) {
        auto* ended = new Block();
        ended->insertAfter(builder.getInsertionBlock());
        create<mlir::cf::CondBranchOp>(get(condition), trueTarget, whenTrue, ended, ValueRange());
        builder.setInsertionPointToEnd(ended);
        endStrip(walked->second, walked->second.header, falseTarget, whenFalse);
        return;
    }
    create<mlir::cf::CondBranchOp>(get(condition), trueTarget, whenTrue, falseTarget, whenFalse);
}

} // namespace pyc::midend
