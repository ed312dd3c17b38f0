// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Attributes of instances by slot, methods by the receiver's class, and instances made in place.
#include "midend/transforms/function_specialiser.h"

#include "mlir/IR/Dominance.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/PostOrderIterator.h"

namespace pyc::midend {

using mlir::Value;

// ---- receivers ----

static Receiver receiverOfClasses(llvm::ArrayRef<uint32_t> classes, llvm::ArrayRef<ClassLayout> layouts) {
    Receiver receiver;
    for (uint32_t classId : classes) {
        receiver.classes.push_back(classId);
        receiver.family += (receiver.family.empty() ? "" : "|") + layouts[classId].name;
    }
    return receiver;
}

std::optional<Receiver> FunctionSpecialiser::receiverOf(Value old) {
    Fact object = fact(old);
    if (object.known != Known::Instance || object.orUnbound)
        return std::nullopt;
    llvm::ArrayRef<uint32_t> classes = shared.inference.facts.classesOf(object.id);
    if (!llvm::all_of(classes, [&](uint32_t classId) { return shared.layouts[classId].known; }))
        return std::nullopt;
    return receiverOfClasses(classes, shared.layouts);
}

void FunctionSpecialiser::guardShape(Value object, const std::string& shape, Value state) {
    auto [known, fresh] = knownShapes.try_emplace(object, shape);
    if (!fresh && known->second == shape)
        return;
    known->second = shape;
    create<GuardShapeOp>(object, builder.getStringAttr(shape), state);
}

Value FunctionSpecialiser::guardReceiver(Value old, const Receiver& receiver, Value state) {
    Value object = get(old);
    guardShape(object, receiver.family, state);
    if (receiver.classes.size() != 1 || object.getType() != any)
        return object;
    // Later accesses need not look whether it is an object at all.
    Value known = create<CastOp>(PyInstanceType::get(shared.context, receiver.family), object);
    knownShapes[known] = receiver.family;
    return known;
}

// The place of an attribute, if all classes have it in the same.
std::optional<FunctionSpecialiser::Slot> FunctionSpecialiser::sharedSlot(const Receiver& receiver,
                                                                         llvm::StringRef name) {
    std::optional<Slot> common;
    for (uint32_t classId : receiver.classes) {
        const ClassLayout& layout = shared.layouts[classId];
        std::optional<uint32_t> index = layout.slot(name);
        if (!index || shared.inference.facts.findMember(classId, name))
            return std::nullopt;
        Slot slot{*index, layout.floats[*index]};
        if (common && *common != slot)
            return std::nullopt;
        common = slot;
    }
    return common;
}

// ---- construction ----

bool FunctionSpecialiser::isUnderConstruction(Value old) {
    return constructs && old == source.getBody().front().getArgument(0);
}

// Follows how many attributes self has by now, as long as that is the same on all ways to a place.
void FunctionSpecialiser::planConstruction() {
    mlir::Block& entry = source.getBody().front();
    if (!entry.getNumArguments())
        return;
    Value self = entry.getArgument(0);
    std::optional<Receiver> receiver = receiverOf(self);
    if (!receiver)
        return;
    for (uint32_t classId : receiver->classes)
        constructs |= shared.layouts[classId].makers.count(id) != 0;
    const frontend::CodeData& code = *shared.program.codes[source.getCode()].data;
    // A method that __init__ calls may be called again later.
    if (!constructs || toString(code.name) != "__init__" || receiver->classes.size() != 1)
        return;
    const ClassLayout& layout = shared.layouts[receiver->classes[0]];
    auto progress = layout.makers.find(id);
    if (progress == layout.makers.end())
        return;
    constexpr int Conflict = -1;
    llvm::DenseMap<mlir::Block*, int> atEntry{{&entry, int(progress->second.before)}};
    llvm::ReversePostOrderTraversal<mlir::Region*> order(&source.getBody());
    for (mlir::Block* block : order) {
        int count = atEntry.lookup(block);
        for (mlir::Operation& operation : *block) {
            if (count == Conflict)
                break;
            bool touches = llvm::is_contained(operation.getOperands(), self);
            if (touches && llvm::isa<LoadAttrOp, StoreAttrOp, LoadSuperMethodOp>(operation))
                attributesBefore[&operation] = unsigned(count);
            if (auto store = llvm::dyn_cast<StoreAttrOp>(operation); store && store.getObject() == self) {
                std::optional<uint32_t> slot = layout.slot(store.getName());
                if (!slot || int(*slot) > count)
                    count = Conflict;
                else
                    count = std::max(count, int(*slot) + 1);
            } else if (auto call = llvm::dyn_cast<CallMethodOp>(operation)) {
                Fact callee = fact(call.getCallable());
                auto made = callee.known == Known::Function ? layout.makers.find(callee.id) : layout.makers.end();
                if (made != layout.makers.end() && int(made->second.before) == count)
                    count = int(made->second.after);
            }
        }
        for (mlir::Block* successor : block->getSuccessors()) {
            auto [known, fresh] = atEntry.try_emplace(successor, count);
            if (!fresh && known->second != count)
                known->second = Conflict;
        }
    }
}

// ---- attributes ----

bool FunctionSpecialiser::loadAttr(LoadAttrOp operation) {
    Value state = stateBefore(operation);
    std::optional<Receiver> receiver = receiverOf(operation.getObject());
    std::optional<Slot> slot = receiver ? sharedSlot(*receiver, operation.getName()) : std::nullopt;
    if (!state || !slot)
        return false;
    Value object = get(operation.getObject());
    if (isUnderConstruction(operation.getObject())) {
        auto before = attributesBefore.find(operation);
        if (before == attributesBefore.end() || slot->index >= before->second)
            return false;
        guardShape(object, shared.layouts[receiver->classes[0]].shape(before->second), state);
    } else {
        object = guardReceiver(operation.getObject(), *receiver, state);
    }
    Value item = create<LoadSlotOp>(slot->isFloat ? float64 : any, object,
                                    builder.getI32IntegerAttr(int32_t(slot->index)), mlir::UnitAttr(), state);
    if (slot->isFloat) {
        finish(operation, item);
        return true;
    }
    mlir::Type wanted = shared.typeOf(fact(operation.getResult()));
    finish(operation, wanted == any ? item : guard(item, wanted, state));
    return true;
}

bool FunctionSpecialiser::storeAttr(StoreAttrOp operation) {
    Value state = stateBefore(operation);
    std::optional<Receiver> receiver = receiverOf(operation.getObject());
    std::optional<Slot> slot = receiver ? sharedSlot(*receiver, operation.getName()) : std::nullopt;
    if (!state || !slot)
        return false;
    Value object = get(operation.getObject()), value = get(operation.getValue());
    value = slot->isFloat ? guard(value, float64, state) : tagged(value);
    mlir::IntegerAttr index = builder.getI32IntegerAttr(int32_t(slot->index));
    if (isUnderConstruction(operation.getObject())) {
        auto before = attributesBefore.find(operation);
        if (before == attributesBefore.end() || slot->index > before->second)
            return false;
        const ClassLayout& layout = shared.layouts[receiver->classes[0]];
        guardShape(object, layout.shape(before->second), state);
        if (slot->index == before->second) {
            std::string next = layout.shape(slot->index + 1);
            create<AddSlotOp>(object, value, index, builder.getStringAttr(next));
            // It may be known under another name.
            knownShapes.clear();
            knownShapes[object] = next;
        } else {
            create<StoreSlotOp>(object, value, index, mlir::UnitAttr());
        }
    } else {
        object = guardReceiver(operation.getObject(), *receiver, state);
        create<StoreSlotOp>(object, value, index, mlir::UnitAttr());
    }
    finish(operation, {});
    return true;
}

// ---- instances ----

// An __init__ whose every return is of None itself.
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
    if (!state || !layout.known || layout.hasFinaliser || !initialiser)
        return false;
    const FunctionFacts& target = shared.inference.function(initialiser->id);
    if (!takesPlainly(initialiser->id, operation.getArguments().size() + 1) || !returnsNone(target.op) ||
        !llvm::isa<PyNoneType>(shared.resultTypes[initialiser->id]))
        return false;
    guard(get(operation.getCallable()), PyClassType::get(shared.context, layout.name), state);
    create<AssumeOp>(builder.getStringAttr("class:" + layout.name), state);
    // One that several classes share is better told which it makes.
    std::optional<uint32_t> customised;
    if (shared.parameterTypes[initialiser->id].front() == any)
        customised = classId;
    llvm::SmallVector<Value> arguments{Value()};
    for (auto [old, type] :
         llvm::zip(operation.getArguments(), llvm::ArrayRef(shared.parameterTypes[initialiser->id]).drop_front()))
        arguments.push_back(type == any ? represent(get(old), any) : guard(get(old), type, state));
    Value instance = create<NewInstanceOp>(PyInstanceType::get(shared.context, layout.name),
                                           builder.getStringAttr(layout.name), builder.getStringAttr(layout.shape(0)),
                                           builder.getI32IntegerAttr(int32_t(layout.room)), state);
    arguments.front() = instance;
    Value callable =
        create<MadeFunctionOp>(PyFunctionType::get(shared.context, target.op.getSymName()),
                               mlir::FlatSymbolRefAttr::get(shared.context, shared.typedName(initialiser->id)));
    CallDirectOp made = directCall(operation, initialiser->id, customised, callable, arguments, state);
    set(operation.getResult(), instance);
    if (Value failed = operation.getFailed())
        set(failed, made.getFailed());
    return true;
}

// ---- methods ----

// Whether what was loaded is only called, with the parameters the function has.
bool FunctionSpecialiser::isCalledPlainly(mlir::Operation* load, unsigned function) {
    for (Value result : load->getResults().take_front(2))
        for (mlir::OpOperand& use : result.getUses()) {
            if (llvm::isa<FrameStateOp>(use.getOwner()))
                continue;
            auto call = llvm::dyn_cast<CallMethodOp>(use.getOwner());
            if (!call || call.getKeywords() || call.getCallable() != load->getResult(0) ||
                !takesPlainly(function, call.getArguments().size() + 1))
                return false;
        }
    return true;
}

bool FunctionSpecialiser::loadKnownMethod(LoadMethodOp operation) {
    Value state = stateBefore(operation);
    std::optional<Receiver> receiver = receiverOf(operation.getObject());
    if (!state || !receiver || isUnderConstruction(operation.getObject()))
        return false;
    Facts& facts = shared.inference.facts;
    llvm::MapVector<unsigned, llvm::SmallVector<uint32_t>> users;
    for (uint32_t classId : receiver->classes) {
        Fact* member = facts.findMember(classId, operation.getName());
        if (!member || member->known != Known::Function ||
            facts.classes[classId].attributes.count(operation.getName()) || !isCalledPlainly(operation, member->id))
            return false;
        users[member->id].push_back(classId);
    }
    Method method;
    for (auto& [function, classes] : users)
        method.targets.push_back({function, std::nullopt, receiverOfClasses(classes, shared.layouts)});
    create<AssumeOp>(builder.getStringAttr("class:" + receiver->family), state);
    if (method.targets.size() == 1) {
        method.receiver = guardReceiver(operation.getObject(), *receiver, state);
        FuncOp target = shared.inference.function(method.targets[0].function).op;
        set(operation.getCallable(),
            create<MadeFunctionOp>(
                PyFunctionType::get(shared.context, target.getSymName()),
                mlir::FlatSymbolRefAttr::get(shared.context, shared.typedName(method.targets[0].function))));
    } else {
        method.receiver = get(operation.getObject());
        llvm::SmallVector<llvm::StringRef> families;
        llvm::SmallVector<mlir::Attribute> callees;
        for (const Method::Target& target : method.targets) {
            families.push_back(target.receivers.family);
            callees.push_back(mlir::FlatSymbolRefAttr::get(shared.context, shared.typedName(target.function)));
        }
        method.index = create<DispatchOp>(int64, method.receiver, builder.getStrArrayAttr(families), state);
        set(operation.getCallable(), create<DispatchedFunctionOp>(any, method.index, builder.getArrayAttr(callees)));
    }
    set(operation.getReceiver(), method.receiver);
    if (Value failed = operation.failedResult())
        set(failed, falseValue());
    methods[operation] = std::move(method);
    return true;
}

// super().method(…) where the class of self is known, and with it the next class that has the method.
bool FunctionSpecialiser::loadSuperMethod(LoadSuperMethodOp operation) {
    Value state = stateBefore(operation);
    std::optional<Receiver> receiver = receiverOf(operation.getSelf());
    int owner = shared.inference.function(id).enclosingClass;
    if (!state || !receiver || receiver->classes.size() != 1 || owner < 0 || !shared.layouts[owner].known)
        return false;
    uint32_t classId = receiver->classes[0];
    Fact* member = shared.inference.facts.findAfter(classId, uint32_t(owner), operation.getName());
    if (!member || member->known != Known::Function || !isCalledPlainly(operation, member->id))
        return false;
    Value self = get(operation.getSelf());
    if (isUnderConstruction(operation.getSelf())) {
        auto before = attributesBefore.find(operation);
        if (before == attributesBefore.end())
            return false;
        guardShape(self, shared.layouts[classId].shape(before->second), state);
    } else {
        self = guardReceiver(operation.getSelf(), *receiver, state);
    }
    guard(get(operation.getSuper()), PyClassType::get(shared.context, "super"), state);
    guard(get(operation.getOwner()), PyClassType::get(shared.context, shared.layouts[owner].name), state);
    create<AssumeOp>(builder.getStringAttr("class:" + receiver->family), state);
    Method method;
    bool shares = shared.parameterTypes[member->id].front() == any;
    method.targets.push_back({member->id, shares ? std::optional(classId) : std::nullopt, *receiver});
    method.receiver = self;
    FuncOp target = shared.inference.function(member->id).op;
    set(operation.getCallable(),
        create<MadeFunctionOp>(PyFunctionType::get(shared.context, target.getSymName()),
                               mlir::FlatSymbolRefAttr::get(shared.context, shared.typedName(member->id))));
    set(operation.getReceiver(), self);
    if (Value failed = operation.getFailed())
        set(failed, falseValue());
    methods[operation] = std::move(method);
    return true;
}

bool FunctionSpecialiser::callKnownMethod(CallMethodOp operation) {
    mlir::Operation* load = operation.getCallable().getDefiningOp();
    auto found = load ? methods.find(load) : methods.end();
    Value state = stateBefore(operation);
    if (found == methods.end() || !state)
        return false;
    const Method& method = found->second;
    llvm::SmallVector<Value> arguments{method.receiver};
    for (Value old : operation.getArguments())
        arguments.push_back(get(old));
    Value callable = get(operation.getCallable());
    if (method.targets.size() == 1) {
        const Method::Target& target = method.targets[0];
        CallDirectOp made = directCall(operation, target.function, target.customised, callable, arguments, state);
        finishCall(operation, made.getResult(), made.getFailed());
        return true;
    }
    // One way for each function, and one result.
    mlir::Type type = shared.resultTypes[method.targets[0].function];
    for (const Method::Target& target : method.targets)
        if (shared.resultTypes[target.function] != type)
            type = any;
    auto newBlock = [&] {
        auto* block = new mlir::Block();
        block->insertAfter(builder.getInsertionBlock());
        return block;
    };
    bool fails = operation.getFailed() != nullptr;
    mlir::Block* joined = newBlock();
    joined->addArgument(type, location);
    if (fails)
        joined->addArgument(boolean, location);
    for (auto [number, target] : llvm::enumerate(method.targets)) {
        mlir::Block* here = newBlock();
        if (number + 1 < method.targets.size()) {
            mlir::Block* next = newBlock();
            Value chosen =
                create<mlir::arith::CmpIOp>(mlir::arith::CmpIPredicate::eq, method.index, constant64(int64_t(number)));
            create<mlir::cf::CondBranchOp>(chosen, here, mlir::ValueRange(), next, mlir::ValueRange());
            builder.setInsertionPointToEnd(here);
            here = next;
        } else {
            create<mlir::cf::BranchOp>(here);
            builder.setInsertionPointToEnd(here);
            here = nullptr;
        }
        FuncOp function = shared.inference.function(target.function).op;
        Value made =
            create<MadeFunctionOp>(PyFunctionType::get(shared.context, function.getSymName()),
                                   mlir::FlatSymbolRefAttr::get(shared.context, shared.typedName(target.function)));
        if (target.receivers.classes.size() == 1)
            arguments[0] =
                create<CastOp>(PyInstanceType::get(shared.context, target.receivers.family), method.receiver);
        else
            arguments[0] = method.receiver;
        CallDirectOp call = directCall(operation, target.function, std::nullopt, made, arguments, state);
        llvm::SmallVector<Value> results{represent(call.getResult(), type)};
        if (fails)
            results.push_back(call.getFailed());
        create<mlir::cf::BranchOp>(joined, results);
        if (here)
            builder.setInsertionPointToEnd(here);
    }
    builder.setInsertionPointToEnd(joined);
    knownShapes.clear();
    finishCall(operation, joined->getArgument(0), fails ? Value(joined->getArgument(1)) : Value());
    return true;
}

} // namespace pyc::midend
