// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Items, lengths, unpacking and globals.
#include "midend/transforms/function_specialiser.h"

namespace pyc::midend {

using mlir::Value;

bool FunctionSpecialiser::onlyCalled(Value callable) {
    for (mlir::OpOperand& use : callable.getUses()) {
        if (llvm::isa<FrameStateOp>(use.getOwner()))
            continue;
        if (auto call = llvm::dyn_cast<CallOp>(use.getOwner()); call && use.getOperandNumber() == 0)
            continue;
        return false;
    }
    return true;
}

// A builtin that is loaded only to be called in ways that are specialised.
bool FunctionSpecialiser::isInlinedBuiltin(LoadGlobalOp operation) {
    if (!onlyCalled(operation.getResult()))
        return false;
    bool called = false; // else there may be no such name
    for (mlir::Operation* user : operation.getResult().getUsers())
        if (auto call = llvm::dyn_cast<CallOp>(user)) {
            if (!hasNativeForm(call, operation.getName()))
                return false;
            called = true;
        }
    return called;
}

bool FunctionSpecialiser::loadGlobal(LoadGlobalOp operation) {
    Value state = stateBefore(operation);
    if (!state)
        return false;
    unsigned module = shared.program.codes[source.getCode()].module;
    const GlobalFacts* global = shared.inference.global(module, operation.getName());
    if (!global || global->stores == 0) {
        if (!isInlinedBuiltin(operation))
            return false;
        create<AssumeOp>(builder.getStringAttr("builtin:" + operation.getName()), state);
        mlir::ArrayAttr name = builder.getArrayAttr(builder.getStringAttr(operation.getName()));
        finish(operation, create<RecipeOp>(any, builder.getStringAttr("pyc_load_builtin"), mlir::ValueRange(), name));
        return true;
    }
    llvm::StringRef moduleName = shared.program.modules[module].name;
    Value value = create<LoadGlobalSlotOp>(any, builder.getStringAttr(moduleName),
                                           builder.getStringAttr(operation.getName()), state);
    Fact expected = global->fact;
    if (expected.known == Known::Class && global->stores == 1 && !expected.orNone &&
        shared.layouts[expected.id].known) {
        create<AssumeOp>(builder.getStringAttr("global:" + moduleName + "." + operation.getName()), state);
        value = create<CastOp>(PyClassType::get(shared.context, shared.layouts[expected.id].name), value);
    } else if (expected.known == Known::Function && global->stores == 1 && !expected.orNone) {
        create<AssumeOp>(builder.getStringAttr("global:" + moduleName + "." + operation.getName()), state);
        value = create<CastOp>(
            PyFunctionType::get(shared.context, shared.inference.function(expected.id).op.getSymName()), value);
    } else if (mlir::Type wanted = shared.typeOf(expected); wanted != any) {
        value = guard(value, wanted, state);
    }
    finish(operation, value);
    return true;
}

bool FunctionSpecialiser::storeGlobal(StoreGlobalOp) { return false; }

// The storage of a list and an index into it, both checked.
std::pair<Value, Value> FunctionSpecialiser::placeIn(Value list, mlir::Type element, Value index, Value state) {
    Value block = create<ListBlockOp>(PyBlockType::get(shared.context, element), list, state);
    Value length = create<BlockLengthOp>(int64, block);
    return {block, create<CheckIndexOp>(int64, index, length, false, state)};
}

// An item that is expected to be `wanted`.
Value FunctionSpecialiser::elementOf(Value list, mlir::Type element, Value index, mlir::Type wanted, Value state) {
    // Numbers among tagged words may well have found a block of their own; others cannot.
    bool mayBeUnboxed = element == any && (wanted == any || wanted.isInteger(64) || wanted.isF64() ||
                                           llvm::isa<PyIntType, PyFloatType>(wanted));
    Value item;
    if (mayBeUnboxed) {
        item = create<ListGetOp>(any, list, index, false, state);
    } else {
        auto [block, place] = placeIn(list, element, index, state);
        item = create<BlockLoadOp>(element, block, place);
    }
    return wanted == any ? item : guard(item, wanted, state);
}

bool FunctionSpecialiser::loadItem(LoadItemOp operation) {
    Value state = stateBefore(operation);
    if (!state)
        return false;
    Fact container = fact(operation.getObject());
    Number index = numberOf(operation.getIndex());
    if (container.known == Known::List && !container.orUnbound && index == Number::Int) {
        mlir::Type type = shared.typeOf(Fact::of(Known::List, container.id));
        Value list = guard(get(operation.getObject()), type, state);
        mlir::Type element = llvm::cast<PyListType>(type).getElement();
        finish(operation, elementOf(list, element, asInt(operation.getIndex(), state),
                                    shared.typeOf(fact(operation.getResult())), state));
        return true;
    }
    if (container.known == Known::Tuple && !container.orUnbound && index == Number::Int) {
        Value tuple = guard(get(operation.getObject()), PyTupleType::get(shared.context, {}), state);
        Value item = create<TupleGetOp>(any, tuple, asInt(operation.getIndex(), state), false, state);
        mlir::Type wanted = shared.typeOf(fact(operation.getResult()));
        finish(operation, wanted == any ? item : guard(item, wanted, state));
        return true;
    }
    if (container.known == Known::Dict && !container.orUnbound && fact(operation.getIndex()).is(Known::String) &&
        !fact(operation.getIndex()).orNone) {
        Value dict = guard(get(operation.getObject()), PyDictType::get(shared.context), state);
        Value key = guard(get(operation.getIndex()), PyStrType::get(shared.context), state);
        Value item = create<DictGetOp>(any, dict, key, state);
        mlir::Type wanted = shared.typeOf(fact(operation.getResult()));
        finish(operation, wanted == any ? item : guard(item, wanted, state));
        return true;
    }
    return false;
}

bool FunctionSpecialiser::storeItem(StoreItemOp operation) {
    Value state = stateBefore(operation);
    Fact container = fact(operation.getObject());
    if (!state || container.known != Known::List || container.orUnbound ||
        numberOf(operation.getIndex()) != Number::Int)
        return false;
    mlir::Type type = shared.typeOf(Fact::of(Known::List, container.id));
    Value list = guard(get(operation.getObject()), type, state);
    mlir::Type element = llvm::cast<PyListType>(type).getElement();
    Value value =
        isUnboxed(element) ? guard(get(operation.getValue()), element, state) : tagged(get(operation.getValue()));
    auto [block, place] = placeIn(list, element, asInt(operation.getIndex(), state), state);
    create<BlockStoreOp>(block, place, value);
    finish(operation, {});
    return true;
}

bool FunctionSpecialiser::length(mlir::Operation* operation, Value container) {
    Value state = stateBefore(operation);
    Fact known = fact(container);
    if (!state || known.orNone || known.orUnbound)
        return false;
    Value result;
    if (known.known == Known::List)
        result = create<ListLengthOp>(int64, guard(get(container), shared.typeOf(known), state));
    else if (known.known == Known::String)
        result = create<StrLengthOp>(int64, guard(get(container), PyStrType::get(shared.context), state));
    else if (known.known == Known::Tuple)
        result = create<TupleLengthOp>(int64, guard(get(container), PyTupleType::get(shared.context, {}), state));
    else
        return false;
    finish(operation, result);
    return true;
}

// What a display makes is known without a test.
bool FunctionSpecialiser::build(BuildOp operation) {
    mlir::Type known = any;
    switch (operation.getKind()) {
    case BuildKind::List: known = shared.typeOf(Fact::of(Known::List, fact(operation.getResult()).id)); break;
    case BuildKind::Tuple: known = PyTupleType::get(shared.context, {}); break;
    case BuildKind::Dict: known = PyDictType::get(shared.context); break;
    case BuildKind::String: known = PyStrType::get(shared.context); break;
    case BuildKind::Set:
    case BuildKind::Slice: break;
    }
    if (fact(operation.getResult()).known == Known::Nothing)
        return false;
    generic(operation, known);
    return true;
}

void FunctionSpecialiser::pushToList(RaisingOpInterface operation, Value list, Value item) {
    mlir::Type element = llvm::cast<PyListType>(list.getType()).getElement();
    Value failed = operation.failedResult();
    auto push = create<ListPushOp>(failed ? builder.getI1Type() : mlir::Type(), list,
                                   item.getType() == element ? item : tagged(item));
    if (failed)
        set(failed, push.getFailed());
}

bool FunctionSpecialiser::listAppend(ListAppendOp operation) {
    Value list = get(operation.getList()), item = get(operation.getItem());
    auto type = llvm::dyn_cast<PyListType>(list.getType());
    if (!type)
        return false;
    pushToList(operation, list, item);
    return true;
}

bool FunctionSpecialiser::unpack(UnpackOp operation) {
    Value state = stateBefore(operation);
    Fact sequence = fact(operation.getSequence());
    if (!state || operation.getStarred() || sequence.orNone || sequence.orUnbound)
        return false;
    unsigned count = operation.valueCount();
    if (sequence.known == Known::Tuple) {
        const Container& container = shared.inference.facts.container(sequence.id);
        if (!container.fixedLength || container.items.size() != count)
            return false;
        Value tuple = guard(get(operation.getSequence()), PyTupleType::get(shared.context, {}), state);
        Value difference = create<mlir::arith::SubIOp>(create<TupleLengthOp>(int64, tuple), constant64(int64_t(count)));
        create<RequireZeroOp>(difference, state);
        for (unsigned index = 0; index < count; ++index) {
            Value item = create<TupleItemOp>(any, tuple, index);
            mlir::Type wanted = shared.typeOf(fact(operation.getValues()[index]));
            set(operation.getValues()[index], wanted == any ? item : guard(item, wanted, state));
        }
    } else if (sequence.known == Known::List) {
        mlir::Type type = shared.typeOf(sequence);
        Value list = guard(get(operation.getSequence()), type, state);
        Value difference = create<mlir::arith::SubIOp>(create<ListLengthOp>(int64, list), constant64(int64_t(count)));
        create<RequireZeroOp>(difference, state);
        mlir::Type element = llvm::cast<PyListType>(type).getElement();
        for (unsigned index = 0; index < count; ++index) {
            mlir::Type wanted = shared.typeOf(fact(operation.getValues()[index]));
            set(operation.getValues()[index], elementOf(list, element, constant64(int64_t(index)), wanted, state));
        }
    } else {
        return false;
    }
    if (Value failed = operation.failedResult())
        set(failed, falseValue());
    return true;
}

} // namespace pyc::midend
