// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Attributes of instances by slot, methods by name, and instances made in place.
#include "midend/transforms/function_specialiser.h"

namespace pyc::midend {

using mlir::Value;

const ClassLayout* FunctionSpecialiser::layoutOf(Value old) {
    Fact object = fact(old);
    if (object.known != Known::Instance || object.orUnbound || shared.inference.facts.classes[object.id].hasSubclasses)
        return nullptr;
    const ClassLayout& layout = shared.layouts[object.id];
    return layout.known ? &layout : nullptr;
}

bool FunctionSpecialiser::isUnderConstruction(Value old) {
    const FunctionFacts& function = shared.inference.function(id);
    const frontend::CodeData& code = *shared.program.codes[function.code].data;
    return toString(code.name) == "__init__" && function.enclosingClass >= 0 &&
           source.getBody().front().getNumArguments() && old == source.getBody().front().getArgument(0);
}

bool FunctionSpecialiser::loadAttr(LoadAttrOp operation) {
    Value state = stateBefore(operation);
    const ClassLayout* layout = layoutOf(operation.getObject());
    if (!state || !layout || isUnderConstruction(operation.getObject()))
        return false;
    std::optional<uint32_t> slot = layout->slot(operation.getName());
    if (!slot || shared.inference.facts.findMember(fact(operation.getObject()).id, operation.getName()))
        return false;
    Value object = guard(get(operation.getObject()), PyInstanceType::get(shared.context, layout->name), state);
    create<GuardShapeOp>(object, builder.getStringAttr(layout->shape(layout->slots.size())), state);
    Value item = create<LoadSlotOp>(any, object, builder.getI32IntegerAttr(int32_t(*slot)), mlir::UnitAttr(), state);
    mlir::Type wanted = shared.typeOf(fact(operation.getResult()));
    finish(operation, wanted == any ? item : guard(item, wanted, state));
    return true;
}

static StoreAttrOp firstStore(FuncOp function, Value object, llvm::StringRef name) {
    for (mlir::Block& block : function.getBody())
        for (StoreAttrOp store : block.getOps<StoreAttrOp>())
            if (store.getObject() == object && store.getName() == name)
                return store;
    return {};
}

bool FunctionSpecialiser::storeAttr(StoreAttrOp operation) {
    Value state = stateBefore(operation);
    const ClassLayout* layout = layoutOf(operation.getObject());
    if (!state || !layout)
        return false;
    std::optional<uint32_t> slot = layout->slot(operation.getName());
    if (!slot || shared.inference.facts.findMember(fact(operation.getObject()).id, operation.getName()))
        return false;
    bool adds = isUnderConstruction(operation.getObject());
    // The first store in the order of the text adds the attribute; what later ones meet is not known.
    if (adds && firstStore(source, operation.getObject(), operation.getName()) != operation)
        return false;
    Value object = guard(get(operation.getObject()), PyInstanceType::get(shared.context, layout->name), state);
    create<GuardShapeOp>(object, builder.getStringAttr(layout->shape(adds ? *slot : layout->slots.size())), state);
    Value value = tagged(get(operation.getValue()));
    mlir::IntegerAttr index = builder.getI32IntegerAttr(int32_t(*slot));
    if (adds)
        create<AddSlotOp>(object, value, index, builder.getStringAttr(layout->shape(*slot + 1)));
    else
        create<StoreSlotOp>(object, value, index, mlir::UnitAttr());
    finish(operation, {});
    return true;
}

// An __init__ whose every return is of None itself, with exactly these parameters.
static bool returnsNone(FuncOp function) {
    bool none = true;
    function.walk([&](ReturnOp result) {
        auto constant = result.getValue().getDefiningOp<ConstantOp>();
        none &= constant && llvm::isa<PyNoneType>(constant.getType());
    });
    return none;
}

bool FunctionSpecialiser::callClass(CallOp operation, uint32_t classId) {
    Value state = stateBefore(operation);
    const ClassLayout& layout = shared.layouts[classId];
    Fact* initialiser = shared.inference.facts.findMember(classId, "__init__");
    if (!state || !layout.known || !initialiser)
        return false;
    const FunctionFacts& target = shared.inference.function(initialiser->id);
    const frontend::CodeData& code = *shared.program.codes[target.code].data;
    bool plain = !(code.flags & (frontend::CodeVarArgs | frontend::CodeVarKeywords)) && code.keywordOnlyCount == 0;
    if (!plain || target.op.getKind() != FunctionKind::Function ||
        operation.getArguments().size() + 1 != code.argumentCount || !returnsNone(target.op) ||
        !llvm::isa<PyNoneType>(shared.resultTypes[initialiser->id]))
        return false;
    create<AssumeOp>(builder.getStringAttr("class:" + layout.name), state);
    llvm::SmallVector<Value> operands;
    llvm::ArrayRef<mlir::Type> types = shared.parameterTypes[initialiser->id];
    for (auto [old, type] : llvm::zip(operation.getArguments(), types.drop_front()))
        operands.push_back(type == any ? represent(get(old), any) : guard(get(old), type, state));
    Value instance = create<NewInstanceOp>(PyInstanceType::get(shared.context, layout.name),
                                           builder.getStringAttr(layout.name), builder.getStringAttr(layout.shape(0)));
    llvm::StringRef symbol = target.op.getSymName();
    Value callable =
        create<MadeFunctionOp>(PyFunctionType::get(shared.context, symbol),
                               mlir::FlatSymbolRefAttr::get(shared.context, shared.typedName(initialiser->id)));
    llvm::SmallVector<Value> all{callable};
    all.push_back(guard(instance, types.front(), state));
    all.append(operands);
    all.push_back(state);
    Value failed = operation.getFailed();
    llvm::SmallVector<mlir::Type> results{shared.resultTypes[initialiser->id]};
    if (failed)
        results.push_back(boolean);
    auto made = create<CallDirectOp>(
        results, all,
        llvm::ArrayRef<mlir::NamedAttribute>{builder.getNamedAttr(
            "callee", mlir::FlatSymbolRefAttr::get(shared.context, shared.typedName(initialiser->id)))});
    set(operation.getResult(), instance);
    if (failed)
        set(failed, made->getResult(1));
    return true;
}

bool FunctionSpecialiser::isKnownMethod(LoadMethodOp operation, unsigned& function) {
    const ClassLayout* layout = layoutOf(operation.getObject());
    if (!layout)
        return false;
    uint32_t classId = fact(operation.getObject()).id;
    Fact* member = shared.inference.facts.findMember(classId, operation.getName());
    if (!member || member->known != Known::Function || layout->slot(operation.getName()))
        return false;
    const FunctionFacts& target = shared.inference.function(member->id);
    const frontend::CodeData& code = *shared.program.codes[target.code].data;
    bool plain = !(code.flags & (frontend::CodeVarArgs | frontend::CodeVarKeywords)) && code.keywordOnlyCount == 0 &&
                 target.op.getKind() == FunctionKind::Function;
    if (!plain)
        return false;
    for (Value result : {Value(operation.getCallable()), Value(operation.getReceiver())})
        for (mlir::OpOperand& use : result.getUses()) {
            if (llvm::isa<FrameStateOp>(use.getOwner()))
                continue;
            auto call = llvm::dyn_cast<CallMethodOp>(use.getOwner());
            if (!call || call.getKeywords() || call.getCallable() != operation.getCallable() ||
                call.getArguments().size() + 1 != code.argumentCount)
                return false;
        }
    function = member->id;
    return true;
}

} // namespace pyc::midend
