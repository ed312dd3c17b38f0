// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One code object at a time: registers become SSA values over its basic blocks, faults inside try regions edges to
// their handlers.
#include "midend/import/import.h"

#include "midend/import/control_flow.h"

#include <map>

namespace pyc::midend {

using namespace frontend;
using mlir::Block;
using mlir::Type;
using mlir::Value;
using mlir::ValueRange;

namespace {

// Instructions whose generic meaning is a plain call of the runtime: operands in the order of their letters.
const char* runtimeEntry(Opcode opcode) {
    switch (opcode) {
    case Opcode::LoadCommonConstant: return "pyc_common_constant";
    case Opcode::LoadBuildClass: return "pyc_load_build_class";
    case Opcode::LoadFromMappingOrGlobal: return "pyc_load_from_mapping_or_global";
    case Opcode::LoadSpecialMethod: return "pyc_load_special_method";
    case Opcode::BuildInterpolation: return "pyc_build_interpolation";
    case Opcode::BuildTemplate: return "pyc_build_template";
    case Opcode::CloseIterator: return "pyc_close_iterator";
    case Opcode::SetAdd: return "pyc_set_add";
    case Opcode::DictSet: return "pyc_dict_set";
    case Opcode::ListExtend: return "pyc_list_extend";
    case Opcode::SetUpdate: return "pyc_set_update";
    case Opcode::DictUpdate: return "pyc_dict_update";
    case Opcode::DictMerge: return "pyc_dict_merge";
    case Opcode::ListToTuple: return "pyc_list_to_tuple";
    case Opcode::FormatSimple: return "pyc_format_simple";
    case Opcode::FormatWithSpec: return "pyc_format_with_spec";
    case Opcode::ConvertValue: return "pyc_convert_value";
    case Opcode::SetFunctionAttribute: return "pyc_set_function_attribute";
    case Opcode::ImportName: return "pyc_import_name";
    case Opcode::ImportFrom: return "pyc_import_from";
    case Opcode::PushHandled: return "pyc_push_handled";
    case Opcode::PopHandled: return "pyc_pop_handled";
    case Opcode::MatchException: return "pyc_match_exception";
    case Opcode::MatchExceptionGroup: return "pyc_match_exception_group";
    case Opcode::PrepareReraiseGroup: return "pyc_prepare_reraise_group";
    case Opcode::WithExceptStart: return "pyc_with_except_start";
    case Opcode::GetYieldFromIter: return "pyc_get_yield_from_iter";
    case Opcode::GetAwaitable: return "pyc_get_awaitable";
    case Opcode::GetAsyncIter: return "pyc_get_async_iter";
    case Opcode::GetAsyncNext: return "pyc_get_async_next";
    case Opcode::WrapAsyncYield: return "pyc_wrap_async_yield";
    case Opcode::MatchMapping: return "pyc_match_mapping";
    case Opcode::MatchSequence: return "pyc_match_sequence";
    case Opcode::MatchKeys: return "pyc_match_keys";
    case Opcode::MatchClass: return "pyc_match_class";
    case Opcode::Intrinsic1: return "pyc_intrinsic_1";
    case Opcode::Intrinsic2: return "pyc_intrinsic_2";
    default: return nullptr;
    }
}

class FunctionImporter {
public:
    FunctionImporter(const Program& program, unsigned number, mlir::OpBuilder& builder, const ImportOptions& options)
        : program(program), number(number), code(*program.codes[number].data), flow(code), builder(builder),
          options(options), any(PyAnyType::get(builder.getContext())), i1(builder.getI1Type()),
          registers(code.registerCount), keepsLocals(program.keepsLocals(code)),
          fileName(builder.getStringAttr(toString(code.fileName))), location(builder.getUnknownLoc()) {}

    FuncOp run();
    FuncOp runFromLoops(FuncOp generic);

private:
    struct Landing {
        Block* raised = nullptr;
        Block* reraised = nullptr;
    };

    FunctionKind kind() const;
    uint32_t parameterCount() const {
        return code.argumentCount + code.keywordOnlyCount + !!(code.flags & CodeVarArgs) +
               !!(code.flags & CodeVarKeywords);
    }
    void setLocation(uint32_t offset);

    Value get(uint16_t reg) { return registers[reg] ? registers[reg] : unbound; }
    void set(uint16_t reg, Value value) { registers[reg] = value; }
    // Block arguments are !py.any.
    Value seenAsAny(Value value) { return value.getType() == any ? value : create<CastOp>(any, value).getResult(); }
    // Registers that a block with several predecessors takes as arguments.
    bool isCarried(const BasicBlock& block, unsigned reg) const {
        return block.liveIn.test(reg) || (keepsLocals && reg < code.namedCount);
    }
    bool takesArguments(unsigned index) const {
        const BasicBlock& block = flow.blocks[index];
        return block.isHandler || block.predecessorCount != 1 || llvm::is_contained(entries, index);
    }
    Block* blockFor(unsigned index);
    void jump(unsigned target);
    mlir::SmallVector<Value> edgeArguments(unsigned target);
    void branch(Value condition, unsigned whenTrue, unsigned whenFalse);
    void translateBlock(unsigned index);
    void translate(const Instruction& instruction, unsigned following);
    void translateRuntime(const Instruction& instruction, const char* entry);
    void frameState(const Instruction& instruction, const llvm::BitVector& live);
    void removeTrivialArguments();

    template <typename Op, typename... Arguments>
    Op create(Arguments&&... arguments) {
        return Op::create(builder, location, std::forward<Arguments>(arguments)...);
    }
    // An operation that may raise; in a try region the block ends after it.
    template <typename Op>
    Op raising(mlir::TypeRange results, ValueRange operands, mlir::ArrayRef<mlir::NamedAttribute> attributes = {});
    template <typename Op>
    Value raisingValue(ValueRange operands, mlir::ArrayRef<mlir::NamedAttribute> attributes = {}) {
        return raising<Op>(any, operands, attributes)->getResult(0);
    }
    void endAfter(Value failed, bool reraised = false);
    void leaveFailing(bool reraised);
    Block* landing(const HandlerEntry& entry, bool reraised);
    mlir::SmallVector<Value> landingArguments(const HandlerEntry& entry);

    mlir::NamedAttribute named(llvm::StringRef name, mlir::Attribute value) {
        return builder.getNamedAttr(name, value);
    }
    mlir::NamedAttribute nameAttribute(uint32_t index) {
        return named("name", builder.getStringAttr(toString(code.names[index])));
    }
    mlir::NamedAttribute variable(uint16_t reg) { return named("variable", builder.getI32IntegerAttr(reg)); }
    mlir::StringAttr registerName(uint16_t reg) { return builder.getStringAttr(toString(code.registerNames[reg])); }
    mlir::NamedAttribute constantPair(llvm::StringRef name, uint32_t index) {
        return named(name, builder.getDenseI32ArrayAttr({int32_t(number), int32_t(index)}));
    }
    Value constant(uint32_t index);
    Value none() {
        return create<ConstantOp>(PyNoneType::get(builder.getContext()), builder.getUnitAttr(), mlir::IntegerAttr(),
                                  mlir::IntegerAttr());
    }

    const Program& program;
    unsigned number;
    const CodeData& code;
    ControlFlow flow;
    mlir::OpBuilder& builder;
    const ImportOptions& options;
    Type any, i1;
    mlir::SmallVector<Value> registers;
    bool keepsLocals;
    mlir::StringAttr fileName;
    mlir::Location location;
    mlir::Region* body = nullptr;
    Value unbound;
    std::vector<Block*> blockOf;
    mlir::SmallVector<unsigned, 2> entries;                        // blocks of loop heads a continuation starts at
    std::map<unsigned, mlir::SmallVector<Value>> pendingRegisters; // of blocks with one predecessor
    std::map<std::pair<uint32_t, uint16_t>, Landing> landings;     // by handler offset and exception register
    const HandlerEntry* handler = nullptr;                         // of the instruction being translated
    uint32_t positionHint = 0;
};

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

template <typename Op>
Op FunctionImporter::raising(mlir::TypeRange results, ValueRange operands,
                             mlir::ArrayRef<mlir::NamedAttribute> attributes) {
    mlir::SmallVector<Type> types(results);
    if (handler)
        types.push_back(i1);
    Op op = create<Op>(types, operands, attributes);
    if (handler)
        endAfter(op->getResults().back());
    return op;
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

// ---- instructions ----

void FunctionImporter::translateRuntime(const Instruction& instruction, const char* entry) {
    OperandReader reader(instruction);
    mlir::SmallVector<Value> operands;
    mlir::SmallVector<mlir::Attribute> immediates;
    mlir::SmallVector<uint16_t> written;
    for (const char* letter = instruction.info().operands; *letter; ++letter) {
        switch (*letter) {
        case 'W': written.push_back(reader.narrow()); break;
        case 'R': operands.push_back(get(reader.narrow())); break;
        case 'O': {
            uint16_t reg = reader.narrow();
            operands.push_back(reg == AbsentRegister ? unbound : get(reg));
            break;
        }
        case 'B':
        case 'D': {
            uint16_t first = reader.narrow(), count = reader.narrow();
            for (uint16_t i = 0; i < count; ++i) {
                if (*letter == 'B')
                    operands.push_back(get(uint16_t(first + i)));
                else
                    written.push_back(uint16_t(first + i));
            }
            ++letter;
            break;
        }
        case 'n': immediates.push_back(builder.getI64IntegerAttr(reader.narrow())); break;
        case 'N': immediates.push_back(builder.getStringAttr(toString(code.names[reader.wide()]))); break;
        case 'C': operands.push_back(constant(reader.wide())); break;
        case 'K': reader.wide(); break;
        }
    }
    bool checked = handler && instruction.has(OpcodeMayRaise);
    mlir::SmallVector<Type> types(written.size(), any);
    if (checked)
        types.push_back(i1);
    auto op = create<RuntimeOp>(types, builder.getStringAttr(entry), operands,
                                immediates.empty() ? mlir::ArrayAttr() : builder.getArrayAttr(immediates), checked);
    if (checked)
        endAfter(op->getResults().back());
    for (size_t i = 0; i < written.size(); ++i)
        set(written[i], op->getResult(unsigned(i)));
}

static_assert(unsigned(Opcode::BitXor) - unsigned(Opcode::Add) == unsigned(BinaryKind::BitXor) &&
              unsigned(Opcode::Power) - unsigned(Opcode::Add) == unsigned(BinaryKind::Power) &&
              unsigned(Opcode::InplaceBitXor) - unsigned(Opcode::InplaceAdd) == unsigned(BinaryKind::BitXor) &&
              unsigned(Opcode::GreaterEqual) - unsigned(Opcode::Less) == unsigned(CompareKind::GreaterEqual) &&
              unsigned(Opcode::Equal) - unsigned(Opcode::Less) == unsigned(CompareKind::Equal) &&
              unsigned(Opcode::Invert) - unsigned(Opcode::Negative) == unsigned(UnaryKind::Invert));

// `following` is the block that control falls through to.
void FunctionImporter::translate(const Instruction& instruction, unsigned following) {
    OperandReader reader(instruction);
    mlir::MLIRContext* context = builder.getContext();
    Opcode opcode = instruction.opcode;
    auto reg = [&] { return reader.narrow(); };
    auto operand = [&] { return get(reader.narrow()); };
    auto operandBlock = [&](uint16_t first, uint16_t count) {
        mlir::SmallVector<Value> values;
        for (uint16_t i = 0; i < count; ++i)
            values.push_back(get(uint16_t(first + i)));
        return values;
    };
    auto boxed = [&](Value flag) { return create<BoxOp>(PyBoolType::get(context), flag).getResult(); };
    auto negated = [&](Value flag) {
        Value one = mlir::arith::ConstantOp::create(builder, location, builder.getBoolAttr(true));
        return mlir::arith::XOrIOp::create(builder, location, flag, one).getResult();
    };
    auto runtime = [&](const char* entry, mlir::TypeRange types, ValueRange operands, mlir::ArrayAttr immediates = {}) {
        mlir::SmallVector<Type> results(types);
        if (handler)
            results.push_back(i1);
        auto op = create<RuntimeOp>(results, builder.getStringAttr(entry), operands, immediates, handler != nullptr);
        if (handler)
            endAfter(op->getResults().back());
        return op;
    };
    if (opcode >= Opcode::Add && opcode <= Opcode::InplaceBitXor) {
        bool inplace = opcode >= Opcode::InplaceAdd;
        uint16_t destination = reg();
        Value left = operand(), right = operand();
        auto kind = BinaryKind(unsigned(opcode) - unsigned(inplace ? Opcode::InplaceAdd : Opcode::Add));
        mlir::SmallVector<mlir::NamedAttribute> attributes = {named("kind", BinaryKindAttr::get(context, kind))};
        if (inplace)
            attributes.push_back(named("inplace", builder.getUnitAttr()));
        set(destination, raisingValue<BinaryOp>({left, right}, attributes));
        return;
    }
    if (opcode >= Opcode::Less && opcode <= Opcode::GreaterEqual) {
        uint16_t destination = reg();
        Value left = operand(), right = operand();
        auto kind = CompareKind(unsigned(opcode) - unsigned(Opcode::Less));
        set(destination, raisingValue<CompareOp>({left, right}, {named("kind", CompareKindAttr::get(context, kind))}));
        return;
    }
    if (const char* entry = runtimeEntry(opcode)) {
        translateRuntime(instruction, entry);
        return;
    }
    switch (opcode) {
    case Opcode::Nop: break;
    case Opcode::Move: {
        uint16_t destination = reg();
        set(destination, operand());
        break;
    }
    case Opcode::LoadConst: {
        uint16_t destination = reg();
        set(destination, constant(reader.wide()));
        break;
    }
    case Opcode::LoadSmallInt: {
        uint16_t destination = reg();
        set(destination, create<ConstantOp>(PyIntType::get(context), builder.getI64IntegerAttr(reader.immediate()),
                                            mlir::IntegerAttr(), mlir::IntegerAttr()));
        break;
    }
    case Opcode::Clear: set(reg(), unbound); break;
    case Opcode::CheckBound: {
        uint16_t source = reg();
        raising<CheckBoundOp>({}, get(source), variable(source));
        break;
    }
    case Opcode::LoadFastAndClear: {
        uint16_t destination = reg(), source = reg();
        Value value = get(source);
        set(source, unbound);
        set(destination, value);
        break;
    }

    case Opcode::MakeCell: {
        uint16_t target = reg();
        set(target, create<MakeCellOp>(PyCellType::get(context), get(target)));
        break;
    }
    case Opcode::LoadCell: {
        uint16_t destination = reg(), cell = reg();
        set(destination, raisingValue<LoadCellOp>(get(cell), variable(cell)));
        break;
    }
    case Opcode::StoreCell: {
        Value cell = operand(), value = operand();
        create<StoreCellOp>(cell, value);
        break;
    }
    case Opcode::DeleteCell: {
        uint16_t cell = reg();
        raising<DeleteCellOp>({}, get(cell), variable(cell));
        break;
    }
    case Opcode::LoadClassCell: {
        uint16_t destination = reg(), cell = reg();
        Value names = create<LoadLocalsOp>(any);
        set(destination,
            runtime("pyc_load_from_mapping_or_cell", any, {names, get(cell)}, builder.getArrayAttr(registerName(cell)))
                ->getResult(0));
        break;
    }
    case Opcode::LoadFromMappingOrCell: {
        uint16_t destination = reg();
        Value mapping = operand();
        uint16_t cell = reg();
        set(destination, runtime("pyc_load_from_mapping_or_cell", any, {mapping, get(cell)},
                                 builder.getArrayAttr(registerName(cell)))
                             ->getResult(0));
        break;
    }

    case Opcode::LoadGlobal: {
        uint16_t destination = reg();
        set(destination, raisingValue<LoadGlobalOp>({}, nameAttribute(reader.wide())));
        break;
    }
    case Opcode::StoreGlobal: {
        mlir::NamedAttribute name = nameAttribute(reader.wide());
        raising<StoreGlobalOp>({}, operand(), name);
        break;
    }
    case Opcode::DeleteGlobal: raising<DeleteGlobalOp>({}, {}, nameAttribute(reader.wide())); break;
    // A module's own namespace is its globals.
    case Opcode::LoadName: {
        uint16_t destination = reg();
        mlir::NamedAttribute name = nameAttribute(reader.wide());
        set(destination,
            kind() == FunctionKind::Module ? raisingValue<LoadGlobalOp>({}, name) : raisingValue<LoadNameOp>({}, name));
        break;
    }
    case Opcode::StoreName: {
        mlir::NamedAttribute name = nameAttribute(reader.wide());
        if (kind() == FunctionKind::Module)
            raising<StoreGlobalOp>({}, operand(), name);
        else
            raising<StoreNameOp>({}, operand(), name);
        break;
    }
    case Opcode::DeleteName: {
        mlir::NamedAttribute name = nameAttribute(reader.wide());
        if (kind() == FunctionKind::Module)
            raising<DeleteGlobalOp>({}, {}, name);
        else
            raising<DeleteNameOp>({}, {}, name);
        break;
    }
    case Opcode::LoadLocals: set(reg(), create<LoadLocalsOp>(any)); break;
    case Opcode::SetupAnnotations: runtime("pyc_setup_annotations", {}, create<LoadLocalsOp>(any).getResult()); break;

    case Opcode::LoadAttr: {
        uint16_t destination = reg();
        Value object = operand();
        set(destination, raisingValue<LoadAttrOp>(object, nameAttribute(reader.wide())));
        break;
    }
    case Opcode::StoreAttr: {
        Value object = operand();
        mlir::NamedAttribute name = nameAttribute(reader.wide());
        raising<StoreAttrOp>({}, {object, operand()}, name);
        break;
    }
    case Opcode::DeleteAttr: {
        Value object = operand();
        raising<DeleteAttrOp>({}, object, nameAttribute(reader.wide()));
        break;
    }
    case Opcode::LoadSuperAttr: {
        uint16_t destination = reg();
        Value super = operand(), owner = operand(), self = operand();
        set(destination, raisingValue<LoadSuperAttrOp>({super, owner, self}, nameAttribute(reader.wide())));
        break;
    }
    case Opcode::LoadMethod:
    case Opcode::LoadSuperMethod: {
        uint16_t destination = reg();
        reg();
        mlir::Operation* op;
        if (opcode == Opcode::LoadMethod) {
            Value object = operand();
            op = raising<LoadMethodOp>({any, any}, object, nameAttribute(reader.wide()));
        } else {
            Value super = operand(), owner = operand(), self = operand();
            op = raising<LoadSuperMethodOp>({any, any}, {super, owner, self}, nameAttribute(reader.wide()));
        }
        set(destination, op->getResult(0));
        set(uint16_t(destination + 1), op->getResult(1));
        break;
    }
    case Opcode::LoadItem: {
        uint16_t destination = reg();
        Value object = operand(), index = operand();
        set(destination, raisingValue<LoadItemOp>({object, index}));
        break;
    }
    case Opcode::StoreItem: {
        Value object = operand(), index = operand(), value = operand();
        raising<StoreItemOp>({}, {object, index, value});
        break;
    }
    case Opcode::DeleteItem: {
        Value object = operand(), index = operand();
        raising<DeleteItemOp>({}, {object, index});
        break;
    }

    case Opcode::Is:
    case Opcode::IsNot: {
        uint16_t destination = reg();
        Value left = operand(), right = operand();
        Value same = create<IsOp>(i1, left, right);
        set(destination, boxed(opcode == Opcode::Is ? same : negated(same)));
        break;
    }
    case Opcode::Contains:
    case Opcode::NotContains: {
        uint16_t destination = reg();
        Value item = operand(), container = operand();
        Value found = raising<ContainsOp>(i1, {container, item})->getResult(0);
        set(destination, boxed(opcode == Opcode::Contains ? found : negated(found)));
        break;
    }
    case Opcode::Negative:
    case Opcode::Positive:
    case Opcode::Invert: {
        uint16_t destination = reg();
        auto kind = UnaryKind(unsigned(opcode) - unsigned(Opcode::Negative));
        set(destination, raisingValue<UnaryOp>(operand(), {named("kind", UnaryKindAttr::get(context, kind))}));
        break;
    }
    case Opcode::Not:
    case Opcode::ToBool: {
        uint16_t destination = reg();
        Value truth = raising<TruthOp>(i1, operand())->getResult(0);
        set(destination, boxed(opcode == Opcode::Not ? negated(truth) : truth));
        break;
    }

    case Opcode::Jump: jump(flow.blockAt(reader.wide())); break;
    case Opcode::LoopBack:
        raising<PollOp>({}, {});
        jump(flow.blockAt(reader.wide()));
        break;
    case Opcode::JumpIfTrue:
    case Opcode::JumpIfFalse: {
        Value truth = raising<TruthOp>(i1, operand())->getResult(0);
        unsigned target = flow.blockAt(reader.wide());
        if (opcode == Opcode::JumpIfTrue)
            branch(truth, target, following);
        else
            branch(truth, following, target);
        break;
    }
    case Opcode::JumpIfNone:
    case Opcode::JumpIfNotNone: {
        Value value = operand();
        Value isNone = create<IsOp>(i1, value, none());
        unsigned target = flow.blockAt(reader.wide());
        if (opcode == Opcode::JumpIfNone)
            branch(isNone, target, following);
        else
            branch(isNone, following, target);
        break;
    }
    case Opcode::Return: create<ReturnOp>(operand()); break;

    case Opcode::GetIter: {
        uint16_t destination = reg();
        set(destination, raisingValue<GetIterOp>(operand()));
        break;
    }
    case Opcode::ForIter: {
        uint16_t destination = reg();
        auto op = raising<ForIterOp>({any, i1}, operand());
        unsigned target = flow.blockAt(reader.wide());
        mlir::SmallVector<Value> exhausted = edgeArguments(target);
        set(destination, op->getResult(0));
        mlir::SmallVector<Value> more = edgeArguments(following);
        create<mlir::cf::CondBranchOp>(op->getResult(1), blockFor(following), more, blockFor(target), exhausted);
        break;
    }
    case Opcode::UnpackSequence:
    case Opcode::UnpackStarred: {
        uint16_t destination = reg(), before = reg(), after = 0, count = before;
        mlir::SmallVector<mlir::NamedAttribute> attributes;
        if (opcode == Opcode::UnpackStarred) {
            after = reg();
            count = uint16_t(before + 1 + after);
            attributes.push_back(named("starred", builder.getUnitAttr()));
        }
        attributes.push_back(named("before", builder.getI32IntegerAttr(before)));
        attributes.push_back(named("after", builder.getI32IntegerAttr(after)));
        auto op = raising<UnpackOp>(mlir::SmallVector<Type>(count, any), operand(), attributes);
        for (uint16_t i = 0; i < count; ++i)
            set(uint16_t(destination + i), op->getResult(i));
        break;
    }
    case Opcode::GetLength: {
        uint16_t destination = reg();
        set(destination, raisingValue<LengthOp>(operand()));
        break;
    }

    case Opcode::Call:
    case Opcode::CallKeywords:
    case Opcode::CallMethod:
    case Opcode::CallMethodKeywords: {
        uint16_t destination = reg(), first = reg(), count = reg();
        mlir::SmallVector<mlir::NamedAttribute> attributes;
        if (opcode == Opcode::CallKeywords || opcode == Opcode::CallMethodKeywords)
            attributes.push_back(constantPair("keywords", reader.wide()));
        mlir::SmallVector<Value> operands = operandBlock(first, count);
        bool isMethod = opcode == Opcode::CallMethod || opcode == Opcode::CallMethodKeywords;
        set(destination,
            isMethod ? raisingValue<CallMethodOp>(operands, attributes) : raisingValue<CallOp>(operands, attributes));
        break;
    }
    case Opcode::CallUnpacked: {
        uint16_t destination = reg();
        Value callable = operand(), arguments = operand();
        uint16_t keywords = reg();
        set(destination,
            raisingValue<CallUnpackedOp>({callable, arguments, keywords == AbsentRegister ? unbound : get(keywords)}));
        break;
    }

    case Opcode::BuildTuple:
    case Opcode::BuildList:
    case Opcode::BuildSet:
    case Opcode::BuildDict:
    case Opcode::BuildString: {
        uint16_t destination = reg(), first = reg(), count = reg();
        static constexpr BuildKind kinds[] = {BuildKind::Tuple, BuildKind::List, BuildKind::Set, BuildKind::Dict,
                                              BuildKind::String};
        static_assert(unsigned(Opcode::BuildString) - unsigned(Opcode::BuildTuple) == 4);
        BuildKind kind = kinds[unsigned(opcode) - unsigned(Opcode::BuildTuple)];
        set(destination,
            raisingValue<BuildOp>(operandBlock(first, count), {named("kind", BuildKindAttr::get(context, kind))}));
        break;
    }
    case Opcode::BuildSlice: {
        uint16_t destination = reg();
        Value start = operand(), stop = operand();
        uint16_t step = reg();
        Value stepValue = step == AbsentRegister ? none() : get(step);
        set(destination, raisingValue<BuildOp>({start, stop, stepValue},
                                               {named("kind", BuildKindAttr::get(context, BuildKind::Slice))}));
        break;
    }
    case Opcode::ListAppend: {
        Value list = operand(), item = operand();
        raising<ListAppendOp>(mlir::TypeRange(), {list, item});
        break;
    }
    case Opcode::MakeFunction: {
        uint16_t destination = reg();
        uint32_t index = reader.wide();
        unsigned made = program.numberOf.lookup(code.constants[index].code);
        set(destination, create<MakeFunctionOp>(any, mlir::ValueRange(),
                                                mlir::ArrayRef<mlir::NamedAttribute>{
                                                    named("code", builder.getI32IntegerAttr(int32_t(made))),
                                                    constantPair("constant", index)}));
        break;
    }
    case Opcode::ImportStar: {
        Value module = operand();
        runtime("pyc_import_star", {}, {module, create<LoadLocalsOp>(any)});
        break;
    }

    case Opcode::Raise: {
        Value exception = operand();
        uint16_t cause = reg();
        create<RuntimeOp>(mlir::TypeRange(), builder.getStringAttr("pyc_raise"),
                          ValueRange{exception, cause == AbsentRegister ? unbound : get(cause)}, mlir::ArrayAttr(),
                          false);
        leaveFailing(false);
        break;
    }
    case Opcode::RaiseCurrent:
        endAfter(create<RaiseCurrentOp>(i1), true);
        leaveFailing(false);
        break;
    case Opcode::Reraise:
        create<RuntimeOp>(mlir::TypeRange(), builder.getStringAttr("pyc_reraise"), operand(), mlir::ArrayAttr(), false);
        leaveFailing(true);
        break;
    case Opcode::EndAsyncFor: {
        auto op = create<RuntimeOp>(i1, builder.getStringAttr("pyc_end_async_for"), operand(), mlir::ArrayAttr(), true);
        endAfter(op->getResult(0), true);
        break;
    }

    case Opcode::StartGenerator: create<StartGeneratorOp>(); break;
    case Opcode::Yield: {
        uint16_t destination = reg();
        set(destination, raisingValue<YieldOp>(operand()));
        break;
    }
    case Opcode::Send:
    case Opcode::ThrowInto: {
        uint16_t destination = reg();
        Value receiver = operand(), value = operand();
        mlir::SmallVector<mlir::NamedAttribute> attributes;
        if (opcode == Opcode::ThrowInto)
            attributes.push_back(named("throws", builder.getUnitAttr()));
        auto op = raising<SendOp>({any, i1}, {receiver, value}, attributes);
        set(destination, op->getResult(0));
        branch(op->getResult(1), flow.blockAt(reader.wide()), following);
        break;
    }

    default: mlir::emitError(location) << "no translation of instruction " << instruction.info().name; break;
    }
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

} // namespace

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
