// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What each instruction becomes.
#include "midend/import/function_importer.h"

namespace pyc::midend {

// Instructions whose generic meaning is a plain call of the runtime: operands in the order of their letters.
static const char* runtimeEntry(Opcode opcode) {
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
        set(target, raising<MakeCellOp>(PyCellType::get(context), get(target))->getResult(0));
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
        set(destination, raisingValue<MakeFunctionOp>({}, {named("code", builder.getI32IntegerAttr(int32_t(made))),
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

} // namespace pyc::midend
