// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls: of the program's functions directly, of builtins inline; loops over ranges and lists counted.
#include "midend/transforms/function_specialiser.h"

#include "mlir/Analysis/CFGLoopInfo.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Dominance.h"
#include "mlir/IR/Matchers.h"

namespace pyc::midend {

using mlir::Value;
using mlir::ValueRange;
namespace arith = mlir::arith;

llvm::SmallVector<mlir::Type> FunctionSpecialiser::parametersOf(unsigned function, std::optional<uint32_t> customised) {
    llvm::SmallVector<mlir::Type> types(shared.parameterTypes[function]);
    if (customised)
        types.front() = shared.typeOfParameter(Fact::of(Known::Instance, *customised));
    return types;
}

// Whether so many positional arguments are its parameters, one for one.
bool FunctionSpecialiser::takesPlainly(unsigned function, size_t arguments) {
    const FunctionFacts& target = shared.inference.function(function);
    const frontend::CodeData& code = *shared.program.codes[target.code].data;
    return !(code.flags & (frontend::CodeVarArgs | frontend::CodeVarKeywords)) && code.keywordOnlyCount == 0 &&
           target.op.getKind() == FunctionKind::Function && arguments == code.argumentCount;
}

// The arguments are values of the target.
CallDirectOp FunctionSpecialiser::directCall(mlir::Operation* operation, unsigned function,
                                             std::optional<uint32_t> customised, Value callable,
                                             llvm::ArrayRef<Value> arguments, Value state) {
    std::string name = shared.typedName(function);
    if (customised) {
        Specialisation::Customised form{function, *customised};
        name = shared.typedName(form);
        if (!llvm::is_contained(shared.customised, form))
            shared.customised.push_back(form);
    }
    llvm::SmallVector<Value> all{tagged(callable)};
    for (auto [value, type] : llvm::zip(arguments, parametersOf(function, customised)))
        all.push_back(type == any ? represent(value, any) : guard(value, type, state));
    all.push_back(state);
    llvm::SmallVector<mlir::Type> results{shared.resultTypes[function]};
    if (llvm::cast<RaisingOpInterface>(operation).failedResult())
        results.push_back(boolean);
    knownShapes.clear();
    return create<CallDirectOp>(results, all,
                                llvm::ArrayRef<mlir::NamedAttribute>{builder.getNamedAttr(
                                    "callee", mlir::FlatSymbolRefAttr::get(shared.context, name))});
}

// The result of an operation that was replaced by calls; an unknown one is tested for what is expected.
void FunctionSpecialiser::finishCall(mlir::Operation* operation, Value result, Value failed) {
    Value old = operation->getResult(0);
    set(old, result);
    if (failed) {
        set(llvm::cast<RaisingOpInterface>(operation).failedResult(), failed);
        if (result.getType() == any)
            pendingByFailed[llvm::cast<RaisingOpInterface>(operation).failedResult()] = {old, result, currentState};
    } else if (result.getType() == any) {
        expect(old, result, currentState);
    }
}

bool FunctionSpecialiser::callDirect(mlir::Operation* operation, unsigned function, Value callable,
                                     llvm::ArrayRef<Value> arguments) {
    Value state = stateBefore(operation);
    if (!state || !takesPlainly(function, arguments.size()))
        return false;
    llvm::SmallVector<Value> values;
    for (Value old : arguments)
        values.push_back(get(old));
    CallDirectOp made = directCall(operation, function, std::nullopt, callable, values, state);
    finishCall(operation, made.getResult(), made.getFailed());
    return true;
}

bool FunctionSpecialiser::call(CallOp operation) {
    if (operation.getKeywords())
        return false;
    Fact callee = fact(operation.getCallable());
    Value callable = get(operation.getCallable());
    if (callee.known == Known::Function && llvm::isa<PyFunctionType>(callable.getType())) {
        llvm::SmallVector<Value> arguments(operation.getArguments());
        return callDirect(operation, callee.id, callable, arguments);
    }
    if (callee.known == Known::Class && !callee.orNone && !callee.orUnbound)
        return callClass(operation, callee.id);
    if (callee.known == Known::Native && !callee.orNone && !callee.orUnbound)
        return callNative(operation, shared.inference.facts.nativeName(callee));
    return false;
}

static bool isCloseIterator(mlir::Operation* operation) {
    auto runtime = llvm::dyn_cast<RuntimeOp>(operation);
    return runtime && runtime.getEntry() == "pyc_close_iterator";
}

// What a counted loop walks is no generator.
bool FunctionSpecialiser::closeIterator(RuntimeOp operation) {
    return isCloseIterator(operation) && loops.contains(operation.getArguments()[0]);
}

// The one loop that walks what this GetIter makes, if nothing else looks at it. A body that always leaves makes no
// loop: asking for the one element is then in the block where the walk begins, which may be the head of a loop around
// it.
static ForIterOp onlyLoop(Value iterator) {
    ForIterOp loop;
    for (mlir::OpOperand& use : iterator.getUses()) {
        if (llvm::isa<FrameStateOp>(use.getOwner()))
            continue;
        if (isCloseIterator(use.getOwner()))
            continue;
        auto iteration = llvm::dyn_cast<ForIterOp>(use.getOwner());
        if (!iteration || loop)
            return {};
        loop = iteration;
    }
    return loop && loop->getBlock() != iterator.getParentBlock() ? loop : ForIterOp();
}

// The one GetIter of what this call makes.
static GetIterOp onlyIterated(Value range) {
    GetIterOp iteration;
    for (mlir::OpOperand& use : range.getUses()) {
        if (llvm::isa<FrameStateOp>(use.getOwner()))
            continue;
        auto found = llvm::dyn_cast<GetIterOp>(use.getOwner());
        if (!found || iteration)
            return {};
        iteration = found;
    }
    return iteration;
}

// Whether a range counts up (any step but a constant one is taken for positive, which is checked) or down, by a step
// that may be added without overflow.
static std::optional<int64_t> constantStep(CallOp range) {
    if (range.getArguments().size() < 3)
        return 1;
    auto constant = range.getArguments()[2].getDefiningOp<ConstantOp>();
    auto integer = constant ? llvm::dyn_cast<mlir::IntegerAttr>(constant.getValue()) : mlir::IntegerAttr();
    return integer ? std::optional<int64_t>(integer.getInt()) : std::nullopt;
}

bool FunctionSpecialiser::hasNativeForm(CallOp operation, llvm::StringRef name) {
    auto arguments = operation.getArguments();
    if (operation.getKeywords())
        return false;
    auto allNumbers = [&](bool sameKind) {
        Number first = expectedNumber(arguments[0]);
        for (Value argument : arguments)
            if (Number number = expectedNumber(argument);
                number == Number::No || (sameKind && (number != first || number == Number::Bool)))
                return false;
        return true;
    };
    if (name == "range") {
        GetIterOp iteration = onlyIterated(operation.getResult());
        if (arguments.empty() || arguments.size() > 3 || !iteration || !onlyLoop(iteration.getResult()) ||
            constantStep(operation) == 0)
            return false;
        for (Value argument : arguments)
            if (expectedNumber(argument) != Number::Int)
                return false;
        return true;
    }
    if (name == "len") {
        if (arguments.size() != 1)
            return false;
        Fact known = fact(arguments[0]);
        return !known.orNone && !known.orUnbound &&
               (known.known == Known::List || known.known == Known::String || known.known == Known::Tuple);
    }
    if (name == "min" || name == "max")
        return arguments.size() >= 2 && allNumbers(true);
    if (name == "abs")
        return arguments.size() == 1 && allNumbers(true);
    if (name == "int" || name == "float" || name == "math.sqrt")
        return arguments.size() == 1 && allNumbers(false);
    return false;
}

static bool containsLoops(mlir::Block* header) {
    mlir::DominanceInfo dominance;
    mlir::CFGLoopInfo loops(dominance.getDomTree(header->getParent()));
    mlir::CFGLoop* loop = loops.getLoopFor(header);
    return loop && !loop->isInnermost();
}

bool FunctionSpecialiser::callNative(CallOp operation, llvm::StringRef name) {
    Value state = stateBefore(operation);
    Value callable = get(operation.getCallable());
    bool assumed = callable.getDefiningOp<RecipeOp>() != nullptr;
    if (!state || !hasNativeForm(operation, name)) {
        // The load was left out on the strength of facts that hold here too.
        assert(!assumed);
        return false;
    }
    auto arguments = operation.getArguments();
    if (!assumed)
        create<GuardNativeOp>(callable, builder.getStringAttr(name), state);
    if (name == "range") {
        CountedLoop loop;
        std::optional<int64_t> step = constantStep(operation);
        loop.ascending = !step || *step > 0;
        loop.step = step ? constant64(*step) : asInt(arguments[2], state);
        loop.start = arguments.size() == 1 ? constant64(0) : asInt(arguments[0], state);
        loop.stop = asInt(arguments[arguments.size() == 1 ? 0 : 1], state);
        Value iterator = onlyIterated(operation.getResult()).getResult();
        loop.header = onlyLoop(iterator)->getBlock();
        // Where there are loops inside, a poll is little beside them.
        const int64_t IterationsOfStrip = containsLoops(loop.header) ? 16 : 1024;
        constexpr int64_t LargestStep = int64_t(1) << 40;
        if (!step) {
            // Neither zero nor negative, nor so large that a strip would overflow.
            Value misfit = create<arith::CmpIOp>(
                arith::CmpIPredicate::uge, create<arith::SubIOp>(loop.step, constant64(1)), constant64(LargestStep));
            create<RequireZeroOp>(create<arith::ExtUIOp>(int64, misfit), state);
            loop.strip = create<arith::MulIOp>(loop.step, constant64(IterationsOfStrip));
        } else if (*step <= LargestStep && *step >= -LargestStep) {
            loop.strip = constant64((*step < 0 ? -*step : *step) * IterationsOfStrip);
        }
        // The counter passes the end by less than a step.
        if (step != 1 && step != -1)
            create<IntArithOp>(int64, IntArithKind::Add, loop.stop, loop.step, state);
        loops[iterator] = loop;
        finish(operation, create<RecipeOp>(any, builder.getStringAttr("pyc_make_range"),
                                           ValueRange{loop.start, loop.stop, loop.step}, mlir::ArrayAttr()));
        return true;
    }
    if (name == "len")
        return length(operation, arguments[0]);
    bool isFloat = numberOf(arguments[0]) == Number::Float;
    if (name == "abs") {
        if (isFloat) {
            finish(operation, create<mlir::math::AbsFOp>(asFloat(arguments[0], state)));
            return true;
        }
        Value value = asInt(arguments[0], state);
        Value negative = create<arith::CmpIOp>(arith::CmpIPredicate::slt, value, constant64(0));
        // Only the least integer has no opposite.
        create<RequireZeroOp>(create<arith::ExtUIOp>(
                                  int64, create<arith::CmpIOp>(arith::CmpIPredicate::eq, value, constant64(INT64_MIN))),
                              state);
        finish(operation, create<arith::SelectOp>(negative, create<arith::SubIOp>(constant64(0), value), value));
        return true;
    }
    if (name == "min" || name == "max") {
        bool least = name == "min";
        Value best = isFloat ? asFloat(arguments[0], state) : asInt(arguments[0], state);
        for (Value argument : arguments.drop_front()) {
            Value candidate = isFloat ? asFloat(argument, state) : asInt(argument, state);
            Value better = isFloat
                               ? create<arith::CmpFOp>(least ? arith::CmpFPredicate::OLT : arith::CmpFPredicate::OGT,
                                                       candidate, best)
                                     .getResult()
                               : create<arith::CmpIOp>(least ? arith::CmpIPredicate::slt : arith::CmpIPredicate::sgt,
                                                       candidate, best)
                                     .getResult();
            best = create<arith::SelectOp>(better, candidate, best);
        }
        finish(operation, best);
        return true;
    }
    if (name == "float") {
        finish(operation, asFloat(arguments[0], state));
    } else if (name == "int") {
        finish(operation, isFloat ? Value(create<FloatToIntOp>(int64, asFloat(arguments[0], state), state))
                                  : asInt(arguments[0], state));
    } else {
        Value value = asFloat(arguments[0], state);
        // Negative numbers and NaN are the library's business.
        Value misfit = create<arith::CmpFOp>(arith::CmpFPredicate::ULT, value,
                                             create<arith::ConstantOp>(builder.getF64FloatAttr(0)));
        create<RequireZeroOp>(create<arith::ExtUIOp>(int64, misfit), state);
        finish(operation, create<mlir::math::SqrtOp>(value));
    }
    return true;
}

// Methods of an exact list cannot be replaced, so its type says which function is loaded. Where the one use of it is a
// call, nothing needs to be.
bool FunctionSpecialiser::isListAppend(LoadMethodOp load) {
    Fact object = fact(load.getObject());
    if (load.getName() != "append" || object.known != Known::List || object.orNone || object.orUnbound)
        return false;
    for (Value result : {Value(load.getCallable()), Value(load.getReceiver())})
        for (mlir::OpOperand& use : result.getUses()) {
            auto call = llvm::dyn_cast<CallMethodOp>(use.getOwner());
            bool called = call && !call.getKeywords() && call.getArguments().size() == 1 &&
                          call.getCallable() == load.getCallable();
            if (!called && !llvm::isa<FrameStateOp>(use.getOwner()))
                return false;
        }
    return true;
}

bool FunctionSpecialiser::loadMethod(LoadMethodOp operation) {
    Value state = stateBefore(operation);
    if (!state)
        return false;
    if (loadKnownMethod(operation))
        return true;
    if (!isListAppend(operation))
        return false;
    Value list = guard(get(operation.getObject()), shared.typeOf(fact(operation.getObject())), state);
    set(operation.getObject(), list);
    // The interpreter takes a bound method without a receiver as well.
    mlir::ArrayAttr name = builder.getArrayAttr(builder.getStringAttr(operation.getName()));
    set(operation.getCallable(), create<RecipeOp>(any, builder.getStringAttr("pyc_load_attr"), ValueRange{list}, name));
    set(operation.getReceiver(), create<UnboundOp>(any));
    if (Value failed = operation.failedResult())
        set(failed, falseValue());
    return true;
}

bool FunctionSpecialiser::callMethod(CallMethodOp operation) {
    if (callKnownMethod(operation))
        return true;
    auto load = operation.getCallable().getDefiningOp<LoadMethodOp>();
    return load && !operation.getKeywords() && callNativeMethod(operation, load);
}

bool FunctionSpecialiser::callNativeMethod(CallMethodOp operation, LoadMethodOp load) {
    if (!get(operation.getCallable()).getDefiningOp<RecipeOp>())
        return false;
    Value list = get(load.getObject()), item = get(operation.getArguments()[0]);
    pushToList(operation, list, item);
    set(operation.getResult(), create<ConstantOp>(PyNoneType::get(shared.context), builder.getUnitAttr(),
                                                  mlir::IntegerAttr(), mlir::IntegerAttr()));
    return true;
}

// A poll of the loop, if none of them is in a try region.
static PollOp pollOf(mlir::Block* header) {
    PollOp found;
    for (mlir::Block* block : header->getPredecessors())
        for (PollOp poll : block->getOps<PollOp>()) {
            if (poll.getFailed())
                return {};
            found = poll;
        }
    return found;
}

Value FunctionSpecialiser::stripBound(const CountedLoop& loop, Value from) {
    // What is left is compared unsigned: both ends may be far apart.
    Value left = loop.ascending ? create<arith::SubIOp>(loop.stop, from) : create<arith::SubIOp>(from, loop.stop);
    Value more = create<arith::CmpIOp>(arith::CmpIPredicate::ugt, left, loop.strip);
    Value ended =
        create<arith::CmpIOp>(loop.ascending ? arith::CmpIPredicate::sge : arith::CmpIPredicate::sle, from, loop.stop);
    Value end = loop.ascending ? create<arith::AddIOp>(from, loop.strip).getResult()
                               : create<arith::SubIOp>(from, loop.strip).getResult();
    Value strip = create<arith::SelectOp>(more, end, loop.stop);
    return create<arith::SelectOp>(ended, loop.stop, strip);
}

// At the insertion point, which it ends: the counter met the bound of its strip.
void FunctionSpecialiser::endStrip(CountedLoop& loop, mlir::Block* header, mlir::Block* exhausted,
                                   ValueRange operands) {
    mlir::Block* target = blocks[header];
    auto* polling = new mlir::Block();
    polling->insertAfter(builder.getInsertionBlock());
    Value left = create<arith::CmpIOp>(loop.ascending ? arith::CmpIPredicate::slt : arith::CmpIPredicate::sgt,
                                       loop.counter, loop.stop);
    left.getDefiningOp()->setAttr(RareCondition, builder.getUnitAttr());
    create<mlir::cf::CondBranchOp>(left, polling, ValueRange(), exhausted, operands);
    builder.setInsertionPointToEnd(polling);
    PollOp::create(builder, loop.poll.getLoc(), mlir::Type(), currentTypedState);
    // Everything the loop carries stays as it is; the bound is its header's last argument.
    llvm::SmallVector<Value> carried(target->getArguments());
    carried.back() = stripBound(loop, loop.counter);
    create<mlir::cf::BranchOp>(target, carried);
}

bool FunctionSpecialiser::getIter(GetIterOp operation) {
    Value state = stateBefore(operation);
    auto counted = loops.find(operation.getResult());
    if (counted == loops.end()) {
        Fact iterable = fact(operation.getIterable());
        ForIterOp iteration = onlyLoop(operation.getResult());
        if (!state || !iteration || iterable.known != Known::List || iterable.orNone || iterable.orUnbound)
            return false;
        CountedLoop loop;
        loop.list = guard(get(operation.getIterable()), shared.typeOf(iterable), state);
        loop.header = iteration->getBlock();
        counted = loops.try_emplace(operation.getResult(), loop).first;
    }
    CountedLoop& loop = counted->second;
    loop.counter = blocks[loop.header]->addArgument(int64, location);
    if (!loop.list && loop.strip) {
        loop.poll = pollOf(loop.header);
        if (loop.poll)
            loop.bound = blocks[loop.header]->addArgument(int64, location);
    }
    loopHeaders[loop.header] = operation.getResult();
    finish(operation, {});
    return true;
}

// What is added stays within the end, or passes it by less than what was tested not to overflow.
Value FunctionSpecialiser::increment(const CountedLoop& loop) {
    return create<arith::AddIOp>(loop.counter, loop.list ? constant64(1) : loop.step, arith::IntegerOverflowFlags::nsw);
}

bool FunctionSpecialiser::forIter(ForIterOp operation) {
    auto found = loops.find(operation.getIterator());
    if (found == loops.end())
        return false;
    CountedLoop& loop = found->second;
    Value has;
    if (loop.list) {
        Value length = create<ListLengthOp>(int64, loop.list);
        has = create<arith::CmpIOp>(arith::CmpIPredicate::slt, loop.counter, length);
        set(operation.getResult(), loop.counter); // replaced where the element is read
    } else {
        has = create<arith::CmpIOp>(loop.ascending ? arith::CmpIPredicate::slt : arith::CmpIPredicate::sgt,
                                    loop.counter, loop.poll ? loop.bound : loop.stop);
        if (loop.poll)
            has.getDefiningOp()->setAttr(StripComparison, builder.getUnitAttr());
        set(operation.getResult(), loop.counter);
    }
    set(operation.getHas(), has);
    if (Value failed = operation.failedResult())
        set(failed, falseValue());
    loop.next = increment(loop);
    return true;
}

} // namespace pyc::midend
