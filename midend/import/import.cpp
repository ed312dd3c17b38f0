// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One code object at a time: registers become SSA values over its basic blocks, faults inside try regions edges to
// their handlers.
#include "midend/import/function_importer.h"

namespace pyc::midend {

FunctionKind FunctionImporter::kind() const {
    if (program.codes[number].parent < 0)
        return FunctionKind::Module;
    if (!(code.flags & CodeOptimized))
        return FunctionKind::ClassBody;
    if (code.flags & CodeAsyncGenerator)
        return FunctionKind::AsyncGenerator;
    if (code.flags & CodeCoroutine)
        return FunctionKind::Coroutine;
    return code.flags & CodeGenerator ? FunctionKind::Generator : FunctionKind::Function;
}

void FunctionImporter::setLocation(uint32_t offset) {
    if (positionHint >= code.positionCount || code.positions[positionHint].start > offset)
        positionHint = 0;
    while (positionHint + 1 < code.positionCount && code.positions[positionHint + 1].start <= offset)
        ++positionHint;
    SourceRange range = {int32_t(code.firstLine), -1, -1, -1};
    if (code.positionCount)
        range = code.positions[positionHint].range;
    location = makeLocation(
        offset, mlir::FileLineColLoc::get(fileName, unsigned(std::max(range.line, 0)), unsigned(range.column + 1)));
}

Block* FunctionImporter::blockFor(unsigned index) {
    if (Block* known = blockOf[index])
        return known;
    Block* block = new Block();
    body->push_back(block);
    if (takesArguments(index))
        for (unsigned reg = 0; reg < code.registerCount; ++reg)
            if (isCarried(flow.blocks[index], reg))
                block->addArgument(any, location);
    return blockOf[index] = block;
}

mlir::SmallVector<Value> FunctionImporter::edgeArguments(unsigned target) {
    const BasicBlock& block = flow.blocks[target];
    mlir::SmallVector<Value> arguments;
    if (!takesArguments(target)) {
        pendingRegisters[target] = registers;
        return arguments;
    }
    for (unsigned reg = 0; reg < code.registerCount; ++reg)
        if (isCarried(block, reg))
            arguments.push_back(seenAsAny(get(uint16_t(reg))));
    return arguments;
}

void FunctionImporter::jump(unsigned target) {
    mlir::SmallVector<Value> arguments = edgeArguments(target);
    create<mlir::cf::BranchOp>(blockFor(target), arguments);
}

void FunctionImporter::branch(Value condition, unsigned whenTrue, unsigned whenFalse) {
    mlir::SmallVector<Value> trueArguments = edgeArguments(whenTrue), falseArguments = edgeArguments(whenFalse);
    create<mlir::cf::CondBranchOp>(condition, blockFor(whenTrue), trueArguments, blockFor(whenFalse), falseArguments);
}

// ---- faults ----

Block* FunctionImporter::landing(const HandlerEntry& entry, bool reraised) {
    Landing& known = landings[{entry.handler, entry.exceptionRegister}];
    Block*& block = reraised ? known.reraised : known.raised;
    if (block)
        return block;
    mlir::OpBuilder::InsertionGuard guard(builder);
    mlir::Location before = location;
    setLocation(entry.handler);
    unsigned index = flow.blockAt(entry.handler);
    block = new Block();
    body->push_back(block);
    builder.setInsertionPointToStart(block);
    Value exception = create<TakeExceptionOp>(any, reraised);
    mlir::SmallVector<Value> forwarded;
    for (unsigned reg = 0; reg < code.registerCount; ++reg) {
        if (!isCarried(flow.blocks[index], reg))
            continue;
        forwarded.push_back(reg == entry.exceptionRegister ? exception : block->addArgument(any, location));
    }
    create<mlir::cf::BranchOp>(blockFor(index), forwarded);
    location = before;
    return block;
}

mlir::SmallVector<Value> FunctionImporter::landingArguments(const HandlerEntry& entry) {
    const BasicBlock& block = flow.blocks[flow.blockAt(entry.handler)];
    mlir::SmallVector<Value> arguments;
    for (unsigned reg = 0; reg < code.registerCount; ++reg)
        if (reg != entry.exceptionRegister && isCarried(block, reg))
            arguments.push_back(seenAsAny(get(uint16_t(reg))));
    return arguments;
}

void FunctionImporter::endAfter(Value failed, bool reraised) {
    Block* next = new Block();
    next->insertAfter(builder.getInsertionBlock());
    Block* target;
    mlir::SmallVector<Value> arguments;
    if (handler) {
        // What is thrown in at a yield that delegates goes on to the delegate, as if this frame had not seen it.
        reraised |= Opcode(code.units[handler->handler]) == Opcode::ThrowInto;
        target = landing(*handler, reraised);
        arguments = landingArguments(*handler);
    } else {
        target = new Block();
        body->push_back(target);
        mlir::OpBuilder::InsertionGuard guard(builder);
        builder.setInsertionPointToStart(target);
        create<FailOp>(reraised);
    }
    create<mlir::cf::CondBranchOp>(failed, target, arguments, next, ValueRange());
    builder.setInsertionPointToStart(next);
}

void FunctionImporter::leaveFailing(bool reraised) {
    if (handler)
        create<mlir::cf::BranchOp>(landing(*handler, reraised), landingArguments(*handler));
    else
        create<FailOp>(reraised);
}

// ---- values ----

Value FunctionImporter::constant(uint32_t index) {
    const Constant& value = code.constants[index];
    mlir::MLIRContext* context = builder.getContext();
    mlir::Attribute attribute = builder.getUnitAttr();
    Type type = any;
    bool indexed = true;
    switch (value.kind) {
    case ConstantKind::None: return none();
    case ConstantKind::True:
    case ConstantKind::False:
        attribute = builder.getBoolAttr(value.kind == ConstantKind::True);
        type = PyBoolType::get(context);
        indexed = false;
        break;
    case ConstantKind::Int:
        attribute = builder.getI64IntegerAttr(value.integer);
        type = PyIntType::get(context);
        break;
    case ConstantKind::BigInt: type = PyIntType::get(context); break;
    case ConstantKind::Float:
        attribute = builder.getF64FloatAttr(value.real);
        type = PyFloatType::get(context);
        break;
    case ConstantKind::String:
        attribute = builder.getStringAttr(llvm::StringRef(value.bytes, value.count));
        type = PyStrType::get(context);
        break;
    case ConstantKind::Bytes: type = PyBytesType::get(context); break;
    case ConstantKind::Tuple: type = PyTupleType::get(context, {}); break;
    case ConstantKind::Slice: type = PySliceType::get(context); break;
    case ConstantKind::Ellipsis:
    case ConstantKind::Complex:
    case ConstantKind::FrozenSet:
    case ConstantKind::Code: break;
    }
    mlir::IntegerAttr codeAttribute, indexAttribute;
    if (indexed) {
        codeAttribute = builder.getI32IntegerAttr(int32_t(number));
        indexAttribute = builder.getI32IntegerAttr(int32_t(index));
    }
    return create<ConstantOp>(type, attribute, codeAttribute, indexAttribute);
}

void FunctionImporter::frameState(const Instruction& instruction, const llvm::BitVector& live) {
    mlir::SmallVector<Value> values;
    mlir::SmallVector<int32_t> numbers;
    for (unsigned reg = 0; reg < code.registerCount; ++reg) {
        Value value = registers[reg];
        if (value && value != unbound && (live.test(reg) || (keepsLocals && reg < code.namedCount))) {
            values.push_back(value);
            numbers.push_back(int32_t(reg));
        }
    }
    int32_t destination = instruction.info().operands[0] == 'W' ? instruction.operands[0] : -1;
    Value state =
        create<FrameStateOp>(PyStateType::get(builder.getContext()), values, instruction.offset, instruction.next,
                             uint32_t(destination), builder.getDenseI32ArrayAttr(numbers), mlir::IntegerAttr());
    if (keepsLocals)
        create<PublishLocalsOp>(state);
}

void FunctionImporter::translateBlock(unsigned index) {
    const BasicBlock& block = flow.blocks[index];
    if (takesArguments(index)) {
        Block* target = blockFor(index);
        builder.setInsertionPointToStart(target);
        unsigned next = 0;
        for (unsigned reg = 0; reg < code.registerCount; ++reg)
            registers[reg] = isCarried(block, reg) ? Value(target->getArgument(next++)) : Value();
    } else if (index != 0) {
        builder.setInsertionPointToStart(blockFor(index));
        registers = pendingRegisters[index];
        pendingRegisters.erase(index);
    }
    std::vector<llvm::BitVector> liveness;
    if (options.frameStates || keepsLocals)
        liveness = flow.liveness(block);
    for (uint32_t i = block.first; i <= block.last; ++i) {
        const Instruction& instruction = flow.instructions[i];
        setLocation(instruction.offset);
        handler = flow.handlerOf(instruction);
        // A frame object outlives its call with the locals as they were at the end.
        bool last = keepsLocals && instruction.opcode == Opcode::Return;
        if (!liveness.empty() && (instruction.has(OpcodeExitPoint) || last || (index == 0 && i == 0)))
            frameState(instruction, liveness[i - block.first]);
        translate(instruction, index + 1);
    }
    const Instruction& last = flow.instructions[block.last];
    if (!last.has(OpcodeTerminator) && last.target() < 0)
        jump(index + 1);
}

// An argument that is always the same value, or itself, is that value.
void FunctionImporter::removeTrivialArguments() {
    for (bool changed = true; changed;) {
        changed = false;
        for (Block& block : llvm::drop_begin(*body)) {
            for (unsigned i = block.getNumArguments(); i-- > 0;) {
                mlir::BlockArgument argument = block.getArgument(i);
                Value same;
                bool trivial = true;
                for (auto it = block.pred_begin(); it != block.pred_end() && trivial; ++it) {
                    auto branch = mlir::cast<mlir::BranchOpInterface>((*it)->getTerminator());
                    Value incoming = branch.getSuccessorOperands(it.getSuccessorIndex())[i];
                    if (incoming == argument || incoming == same)
                        continue;
                    trivial = !same;
                    same = incoming;
                }
                if (!trivial || !same)
                    continue;
                argument.replaceAllUsesWith(same);
                for (auto it = block.pred_begin(); it != block.pred_end(); ++it)
                    mlir::cast<mlir::BranchOpInterface>((*it)->getTerminator())
                        .getSuccessorOperands(it.getSuccessorIndex())
                        .erase(i);
                block.eraseArgument(i);
                changed = true;
            }
        }
    }
}

FuncOp FunctionImporter::run() {
    setLocation(0);
    mlir::SmallVector<Type> inputs(parameterCount(), any);
    auto function = FuncOp::create(builder, location, program.codes[number].symbol,
                                   builder.getFunctionType(inputs, any), int32_t(number), kind());
    mlir::OpBuilder::InsertionGuard guard(builder);
    body = &function.getBody();
    Block* entry = builder.createBlock(body);
    for (uint32_t i = 0; i < inputs.size(); ++i)
        registers[i] = entry->addArgument(any, location);
    unbound = create<UnboundOp>(any);
    for (uint32_t i = 0; i < code.freeCount; ++i)
        registers[code.namedCount - code.freeCount + i] =
            create<FreeVariableOp>(PyCellType::get(builder.getContext()), int32_t(i));
    blockOf.assign(flow.blocks.size(), nullptr);
    if (flow.blocks[0].predecessorCount == 1 && !flow.blocks[0].isHandler)
        blockOf[0] = entry;
    else
        jump(0);
    for (unsigned index : flow.order)
        translateBlock(index);
    removeTrivialArguments();
    return function;
}

FuncOp FunctionImporter::runFromLoops(FuncOp generic) {
    mlir::SmallVector<int32_t> offsets;
    for (unsigned index : flow.order) {
        const Instruction& last = flow.instructions[flow.blocks[index].last];
        if (last.opcode == Opcode::LoopBack && !llvm::is_contained(offsets, last.target()))
            offsets.push_back(int32_t(last.target()));
    }
    if (offsets.empty())
        return {};
    llvm::BitVector reached(unsigned(flow.blocks.size()));
    mlir::SmallVector<unsigned> work;
    mlir::SmallVector<int32_t> taken;
    for (int32_t offset : offsets)
        entries.push_back(flow.blockAt(uint32_t(offset)));
    for (unsigned reg = 0; reg < code.registerCount; ++reg)
        if (reg + code.freeCount < code.namedCount || reg >= code.namedCount)
            if (llvm::any_of(entries, [&](unsigned index) { return isCarried(flow.blocks[index], reg); }))
                taken.push_back(int32_t(reg));

    setLocation(0);
    mlir::SmallVector<Type> inputs(taken.size() + 1, any);
    inputs[0] = builder.getI64Type();
    std::string symbol = program.codes[number].symbol + ".continued";
    auto function =
        FuncOp::create(builder, location, symbol, builder.getFunctionType(inputs, any), int32_t(number), kind());
    function.setContinuesAttr(mlir::FlatSymbolRefAttr::get(generic.getSymNameAttr()));
    function.setRegisters(taken);
    function.setLoops(offsets);
    mlir::OpBuilder::InsertionGuard guard(builder);
    body = &function.getBody();
    Block* block = builder.createBlock(body);
    mlir::SmallVector<mlir::Location> locations(inputs.size(), location);
    block->addArguments(inputs, locations);
    unbound = create<UnboundOp>(any);
    for (auto [index, reg] : llvm::enumerate(taken))
        registers[unsigned(reg)] = block->getArgument(unsigned(index) + 1);
    for (uint32_t i = 0; i < code.freeCount; ++i)
        registers[code.namedCount - code.freeCount + i] =
            create<FreeVariableOp>(PyCellType::get(builder.getContext()), int32_t(i));
    Value chosen = block->getArgument(0);
    blockOf.assign(flow.blocks.size(), nullptr);
    for (auto [index, head] : llvm::enumerate(llvm::drop_end(entries))) {
        Value wanted = create<mlir::arith::ConstantOp>(builder.getI64IntegerAttr(int64_t(index)));
        Value here = create<mlir::arith::CmpIOp>(mlir::arith::CmpIPredicate::eq, chosen, wanted);
        Block* next = new Block();
        body->push_back(next);
        mlir::SmallVector<Value> arguments = edgeArguments(head);
        create<mlir::cf::CondBranchOp>(here, blockFor(head), arguments, next, ValueRange());
        builder.setInsertionPointToStart(next);
    }
    jump(entries.back());

    work.append(entries.begin(), entries.end());
    while (!work.empty()) {
        unsigned index = work.pop_back_val();
        if (reached.test(index))
            continue;
        reached.set(index);
        work.append(flow.blocks[index].successors.begin(), flow.blocks[index].successors.end());
        work.append(flow.blocks[index].handlers.begin(), flow.blocks[index].handlers.end());
    }
    for (unsigned index : flow.order)
        if (reached.test(index))
            translateBlock(index);
    removeTrivialArguments();
    return function;
}

FuncOp importContinuation(const Program& program, FuncOp generic, mlir::OpBuilder& builder) {
    ImportOptions options;
    options.frameStates = false;
    return FunctionImporter(program, unsigned(generic.getCode()), builder, options).runFromLoops(generic);
}

mlir::OwningOpRef<mlir::ModuleOp> importProgram(const Program& program, mlir::MLIRContext& context,
                                                const ImportOptions& options) {
    mlir::OpBuilder builder(&context);
    mlir::OwningOpRef<mlir::ModuleOp> module = mlir::ModuleOp::create(builder.getUnknownLoc());
    builder.setInsertionPointToEnd(module->getBody());
    for (unsigned number = 0; number < program.codes.size(); ++number)
        FunctionImporter(program, number, builder, options).run();
    return module;
}

} // namespace pyc::midend
