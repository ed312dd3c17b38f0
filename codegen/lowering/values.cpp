// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Constants, cells, names, and the tests that make expectations facts.
#include "codegen/lowering/function_lowering.h"

#include "runtime/object/value.h"

#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/IR/MDBuilder.h"

namespace pyc::codegen {

using namespace midend;
using TaggedWord = runtime::Value;

// Some only the runtime can make.
FunctionLowering::Word FunctionLowering::constantOf(unsigned codeNumber, unsigned index) {
    if (llvm::Constant* word = program.constantWord(codeNumber, index))
        return word;
    return callEntry("pyc_constant", {program.codeObject(codeNumber), program.word32(index)});
}

void FunctionLowering::lower(ConstantOp op) {
    mlir::Attribute value = op.getValue();
    if (auto boolean = llvm::dyn_cast<mlir::BoolAttr>(value)) {
        set(op, program.runtimeWord(boolean.getValue() ? "pyc_True" : "pyc_False"));
        return;
    }
    if (auto integer = llvm::dyn_cast<mlir::IntegerAttr>(value);
        integer && TaggedWord::fitsSmallInt(integer.getInt())) {
        set(op, program.word(TaggedWord::fromSmallInt(integer.getInt()).bits));
        return;
    }
    if (auto real = llvm::dyn_cast<mlir::FloatAttr>(value)) {
        if (TaggedWord immediate = TaggedWord::immediateOrEmpty(real.getValueAsDouble())) {
            set(op, program.word(immediate.bits));
            return;
        }
    }
    if (std::optional<uint32_t> owner = op.getCode(), index = op.getIndex(); owner && index) {
        set(op, constantOf(*owner, *index));
        return;
    }
    if (auto integer = llvm::dyn_cast<mlir::IntegerAttr>(value))
        set(op, callEntry("pyc_box_int", {program.word(uint64_t(integer.getInt()))}));
    else if (auto real = llvm::dyn_cast<mlir::FloatAttr>(value))
        set(op, callEntry("pyc_box_float", {llvm::ConstantFP::get(program.f64, real.getValueAsDouble())}));
    else
        set(op, noneWord());
}

void FunctionLowering::lower(UnboundOp op) { set(op, program.word(0)); }
void FunctionLowering::lower(IsBoundOp op) { set(op, builder.CreateICmpNE(get(op.getValue()), program.word(0))); }
void FunctionLowering::lower(CastOp op) { set(op, get(op.getValue())); }

void FunctionLowering::lower(FreeVariableOp op) {
    Word closure = builder.CreateLoad(program.pointer, field(functionPointer, at(Field::Function_closure)));
    set(op, builder.CreateLoad(program.i64, field(closure, at(Field::Tuple_items) + op.getIndex() * 8)));
}

void FunctionLowering::lower(LoadLocalsOp op) {
    set(op, namesValue ? namesValue : builder.CreatePtrToInt(globals(), program.i64));
}

// Raises for an unbound variable in a block of its own, which ends at the operation's failure.
static llvm::StringRef unboundEntry(const frontend::CodeData& code, uint32_t variable) {
    return variable >= code.namedCount - code.freeCount && variable < code.namedCount ? "pyc_unbound_free"
                                                                                      : "pyc_unbound_local";
}

void FunctionLowering::lower(CheckBoundOp op) {
    llvm::BasicBlock* start = builder.GetInsertBlock();
    llvm::BasicBlock* unbound = newBlock("unbound");
    llvm::BasicBlock* done = newBlock("");
    builder.CreateCondBr(builder.CreateICmpEQ(get(op.getValue()), program.word(0)), unbound, done, unlikelyWeights());
    builder.SetInsertPoint(unbound);
    callEntry(unboundEntry(*code.data, op.getVariable()), {name(toString(code.data->registerNames[op.getVariable()]))});
    if (!op.getFailed()) {
        builder.CreateBr(errorExit);
        builder.SetInsertPoint(done);
        return;
    }
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    failIf(op, phi({{builder.getFalse(), start}, {builder.getTrue(), unbound}}));
}

void FunctionLowering::lower(MakeCellOp op) {
    set(op.getResult(), callChecked(op, "pyc_make_cell", {get(op.getValue())}));
}

void FunctionLowering::lower(LoadCellOp op) {
    Word content = loadWord(field(pointerOf(get(op.getCell())), at(Field::Cell_value)));
    llvm::BasicBlock* unbound = newBlock("unbound");
    llvm::BasicBlock* done = newBlock("");
    Word empty = builder.CreateICmpEQ(content, program.word(0));
    builder.CreateCondBr(empty, unbound, done, unlikelyWeights());
    builder.SetInsertPoint(unbound);
    callEntry(unboundEntry(*code.data, op.getVariable()), {name(toString(code.data->registerNames[op.getVariable()]))});
    builder.CreateBr(op.getFailed() ? done : errorExit);
    builder.SetInsertPoint(done);
    if (op.getFailed())
        failIf(op, empty);
    set(op.getResult(), content);
}

void FunctionLowering::lower(StoreCellOp op) {
    storeWord(get(op.getValue()), field(pointerOf(get(op.getCell())), at(Field::Cell_value)));
}

void FunctionLowering::lower(DeleteCellOp op) {
    Word address = field(pointerOf(get(op.getCell())), at(Field::Cell_value));
    Word empty = builder.CreateICmpEQ(loadWord(address), program.word(0));
    llvm::BasicBlock* unbound = newBlock("unbound");
    llvm::BasicBlock* clear = newBlock("clear");
    llvm::BasicBlock* done = newBlock("");
    builder.CreateCondBr(empty, unbound, clear, unlikelyWeights());
    builder.SetInsertPoint(unbound);
    callEntry(unboundEntry(*code.data, op.getVariable()), {name(toString(code.data->registerNames[op.getVariable()]))});
    builder.CreateBr(done);
    builder.SetInsertPoint(clear);
    storeWord(program.word(0), address);
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    failIf(op, empty);
}

// ---- globals ----

void FunctionLowering::lower(LoadGlobalOp op) {
    ProgramLowering::GlobalSlot slot = program.globalSlot(code.module, op.getName());
    Word value = loadWord(slot.address);
    llvm::BasicBlock* start = builder.GetInsertBlock();
    llvm::BasicBlock* builtin = newBlock("builtin");
    llvm::BasicBlock* absent = newBlock("absent");
    llvm::BasicBlock* done = newBlock("");
    builder.CreateCondBr(builder.CreateICmpNE(value, program.word(0)), done, builtin);
    builder.SetInsertPoint(builtin);
    Word known = loadWord(program.builtinSlot(op.getName()).address);
    builder.CreateCondBr(builder.CreateICmpNE(known, program.word(0)), done, absent,
                         llvm::MDBuilder(program.context).createLikelyBranchWeights());
    builder.SetInsertPoint(absent);
    Word found = callEntry("pyc_load_builtin", {name(op.getName())});
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    Word result = phi({{value, start}, {known, builtin}, {found, absent}});
    failIf(op, builder.CreateICmpEQ(result, program.word(0)));
    set(op.getResult(), result);
}

void FunctionLowering::lower(LoadGlobalSlotOp op) {
    std::optional<unsigned> module = program.moduleNamed(op.getModule());
    if (!module)
        llvm::report_fatal_error("no module " + op.getModule());
    Word value = program.touching(Memory::Global, loadWord(program.globalSlot(*module, op.getName()).address));
    leaveUnless(builder.CreateICmpNE(value, program.word(0)), op.getState());
    set(op, value);
}

// A bound slot whose assumption is broken already is stored to directly.
void FunctionLowering::lower(StoreGlobalOp op) {
    ProgramLowering::GlobalSlot slot = program.globalSlot(code.module, op.getName());
    Word value = get(op.getValue());
    llvm::BasicBlock* bound = newBlock("bound");
    llvm::BasicBlock* plain = newBlock("plain");
    llvm::BasicBlock* changes = newBlock("changes");
    llvm::BasicBlock* unbound = newBlock("unbound");
    llvm::BasicBlock* done = newBlock("");
    builder.CreateCondBr(builder.CreateICmpEQ(loadWord(slot.address), program.word(0)), unbound, bound);
    builder.SetInsertPoint(bound);
    Word unchanged = builder.CreateLoad(program.i8, slot.unchanged);
    builder.CreateCondBr(builder.CreateICmpEQ(unchanged, llvm::ConstantInt::get(program.i8, 0)), plain, changes);
    builder.SetInsertPoint(plain);
    storeWord(value, slot.address);
    builder.CreateBr(done);
    builder.SetInsertPoint(changes);
    callEntry("pyc_rebind_global_slot", {slot.module, program.word32(slot.index), value});
    builder.CreateBr(done);
    builder.SetInsertPoint(unbound);
    Word fine = callEntry("pyc_bind_global_slot", {slot.module, program.word32(slot.index), value});
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    failIf(op, builder.CreateNot(phi({{builder.getTrue(), plain}, {builder.getTrue(), changes}, {fine, unbound}})));
}

void FunctionLowering::lower(DeleteGlobalOp op) {
    ProgramLowering::GlobalSlot slot = program.globalSlot(code.module, op.getName());
    callChecked(op, "pyc_delete_global_slot", {slot.module, program.word32(slot.index)});
}

void FunctionLowering::lower(LoadNameOp op) {
    set(op.getResult(), callChecked(op, "pyc_load_name", {namesWord(), globals(), name(op.getName())}));
}
void FunctionLowering::lower(StoreNameOp op) {
    callChecked(op, "pyc_store_name", {namesWord(), name(op.getName()), get(op.getValue())});
}
void FunctionLowering::lower(DeleteNameOp op) { callChecked(op, "pyc_delete_name", {namesWord(), name(op.getName())}); }

// ---- guards ----

// The symbol of the shape that instances of exactly this type have.
static llvm::StringRef builtinShape(mlir::Type type) {
    return llvm::TypeSwitch<mlir::Type, llvm::StringRef>(type)
        .Case([](PyStrType) { return "pyc_StringShape"; })
        .Case([](PyBytesType) { return "pyc_BytesShape"; })
        .Case([](PyDictType) { return "pyc_DictShape"; })
        .Case([](PySetType) { return "pyc_SetShape"; })
        .Case([](PyRangeType) { return "pyc_RangeShape"; })
        .Case([](PySliceType) { return "pyc_SliceShape"; })
        .Case([](PyListType) { return "pyc_ListShape"; })
        .Case([](PyTupleType) { return "pyc_TupleShape"; })
        .Case([](PyCellType) { return "pyc_CellShape"; })
        .Case([](PyFunctionType) { return "pyc_FunctionShape"; })
        .Case([](PyModuleType) { return "pyc_ModuleShape"; })
        .Default([](mlir::Type) { return ""; });
}

FunctionLowering::Word FunctionLowering::isExactly(Word value, mlir::Type type) {
    if (llvm::isa<PyAnyType>(type))
        return builder.getTrue();
    if (llvm::isa<PyBoolType>(type))
        return builder.CreateOr(builder.CreateICmpEQ(value, program.runtimeWord("pyc_True")),
                                builder.CreateICmpEQ(value, program.runtimeWord("pyc_False")));
    if (llvm::isa<PyNoneType>(type))
        return builder.CreateICmpEQ(value, noneWord());
    bool isInt = llvm::isa<PyIntType>(type);
    if (isInt || llvm::isa<PyFloatType>(type)) {
        Word immediate = isInt ? isSmallInt(value) : isImmediateFloat(value);
        llvm::BasicBlock* start = builder.GetInsertBlock();
        llvm::BasicBlock* boxed = newBlock("boxed");
        llvm::BasicBlock* done = newBlock("");
        builder.CreateCondBr(immediate, done, boxed, llvm::MDBuilder(program.context).createLikelyBranchWeights());
        builder.SetInsertPoint(boxed);
        Word same = hasShape(value, isInt ? "pyc_IntShape" : "pyc_FloatShape");
        llvm::BasicBlock* boxedEnd = builder.GetInsertBlock();
        builder.CreateBr(done);
        builder.SetInsertPoint(done);
        return phi({{builder.getTrue(), start}, {same, boxedEnd}});
    }
    llvm::BasicBlock* start = builder.GetInsertBlock();
    llvm::BasicBlock* look = newBlock("object");
    llvm::BasicBlock* done = newBlock("");
    builder.CreateCondBr(builder.CreateAnd(isObject(value), builder.CreateICmpNE(value, program.word(0))), look, done);
    builder.SetInsertPoint(look);
    Word shape = shapeOf(value);
    Word same = builder.getFalse();
    if (llvm::StringRef symbol = builtinShape(type); !symbol.empty()) {
        same = builder.CreateICmpEQ(shape, program.runtimeSymbol(symbol));
        if (auto tuple = llvm::dyn_cast<PyTupleType>(type); tuple && !tuple.getElements().empty()) {
            llvm::BasicBlock* isTuple = newBlock("tuple");
            llvm::BasicBlock* notTuple = builder.GetInsertBlock();
            llvm::BasicBlock* joined = newBlock("");
            builder.CreateCondBr(same, isTuple, joined);
            builder.SetInsertPoint(isTuple);
            Word length = builder.CreateLoad(program.i64, field(pointerOf(value), at(Field::Tuple_length)));
            same = builder.CreateICmpEQ(length, program.word(tuple.getElements().size()));
            for (auto [index, element] : llvm::enumerate(tuple.getElements())) {
                llvm::BasicBlock* more = newBlock("item");
                llvm::BasicBlock* here = builder.GetInsertBlock();
                llvm::BasicBlock* after = newBlock("");
                builder.CreateCondBr(same, more, after);
                builder.SetInsertPoint(more);
                Word item =
                    builder.CreateLoad(program.i64, field(pointerOf(value), at(Field::Tuple_items) + index * 8));
                Word fits = isExactly(item, element);
                llvm::BasicBlock* moreEnd = builder.GetInsertBlock();
                builder.CreateBr(after);
                builder.SetInsertPoint(after);
                same = phi({{builder.getFalse(), here}, {fits, moreEnd}});
            }
            llvm::BasicBlock* tupleEnd = builder.GetInsertBlock();
            builder.CreateBr(joined);
            builder.SetInsertPoint(joined);
            same = phi({{builder.getFalse(), notTuple}, {same, tupleEnd}});
        }
        if (auto made = llvm::dyn_cast<PyFunctionType>(type)) {
            // Code objects are static: the function's code says which py.func it is.
            if (ProgramLowering::Body* body = program.bodyOf(made.getName())) {
                llvm::BasicBlock* isFunction = newBlock("function");
                llvm::BasicBlock* notFunction = builder.GetInsertBlock();
                llvm::BasicBlock* joined = newBlock("");
                builder.CreateCondBr(same, isFunction, joined);
                builder.SetInsertPoint(isFunction);
                Word codeObject =
                    builder.CreateLoad(program.pointer, field(pointerOf(value), at(Field::Function_code)));
                Word sameCode = builder.CreateICmpEQ(codeObject, program.codeObject(body->function.getCode()));
                builder.CreateBr(joined);
                builder.SetInsertPoint(joined);
                same = phi({{builder.getFalse(), notFunction}, {sameCode, isFunction}});
            }
        }
    } else if (auto instance = llvm::dyn_cast<PyInstanceType>(type)) {
        // The class is what the program's class statement made last: its type object is noted in a static word.
        Word actual = builder.CreateLoad(program.pointer, field(shape, at(Field::Shape_type)));
        same = builder.CreateICmpEQ(actual, builder.CreateLoad(program.pointer, program.classCell(instance.getName())));
    } else if (auto cls = llvm::dyn_cast<PyClassType>(type)) {
        Word known = cls.getName().contains(':') ? builder.CreateLoad(program.pointer, program.classCell(cls.getName()))
                                                 : Word(program.runtimeSymbol(program.builtinType(cls.getName())));
        same = builder.CreateICmpEQ(pointerOf(value), known);
    }
    llvm::BasicBlock* lookEnd = builder.GetInsertBlock();
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    return phi({{builder.getFalse(), start}, {same, lookEnd}});
}

void FunctionLowering::lower(IsTypeOp op) { set(op, isExactly(get(op.getValue()), op.getType())); }

// A float that may do without its object: whoever has a not-a-number may compare it by identity, which boxing it again
// would lose, unless arithmetic made it.
FunctionLowering::Word FunctionLowering::isUnboxableFloat(Word value) {
    llvm::BasicBlock* start = builder.GetInsertBlock();
    llvm::BasicBlock* boxed = newBlock("boxed");
    llvm::BasicBlock* look = newBlock("number");
    llvm::BasicBlock* done = newBlock("");
    builder.CreateCondBr(isImmediateFloat(value), done, boxed,
                         llvm::MDBuilder(program.context).createLikelyBranchWeights());
    builder.SetInsertPoint(boxed);
    Word same = hasShape(value, "pyc_FloatShape");
    llvm::BasicBlock* boxedEnd = builder.GetInsertBlock();
    builder.CreateCondBr(same, look, done);
    builder.SetInsertPoint(look);
    Word number = builder.CreateLoad(program.f64, field(pointerOf(value), at(Field::FloatObject_value)));
    Word computed = builder.CreateICmpULT(builder.CreateSub(value, program.runtimeWord("pyc_ComputedNans")),
                                          program.word(2 * sizeof(runtime::FloatObject)));
    Word fits = builder.CreateOr(builder.CreateFCmpORD(number, number), computed);
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    return phi({{builder.getTrue(), start}, {builder.getFalse(), boxedEnd}, {fits, look}});
}

void FunctionLowering::lower(GuardTypeOp op) {
    Word value = get(op.getValue());
    leaveUnless(llvm::isa<PyFloatType>(op.getType()) ? isUnboxableFloat(value) : isExactly(value, op.getType()),
                op.getState());
    set(op, value);
}

void FunctionLowering::lower(RequireZeroOp op) {
    leaveUnless(builder.CreateICmpEQ(get(op.getValue()), program.word(0)), op.getState());
}

void FunctionLowering::lower(RequireSameOp op) {
    Word left = get(op.getLeft()), right = get(op.getRight());
    if (left->getType()->isDoubleTy()) {
        left = builder.CreateBitCast(left, program.i64);
        right = builder.CreateBitCast(right, program.i64);
    }
    leaveUnless(builder.CreateICmpEQ(left, right), op.getState());
}

// The runtime recognises it once; then it is known by its word.
void FunctionLowering::lower(GuardNativeOp op) {
    Word callable = get(op.getCallable());
    llvm::GlobalVariable* known = program.nativeCell(op.getName());
    llvm::BasicBlock* ask = newBlock("ask");
    llvm::BasicBlock* same = newBlock("");
    builder.CreateCondBr(builder.CreateICmpEQ(callable, program.touching(Memory::Assumption, loadWord(known))), same,
                         ask, llvm::MDBuilder(program.context).createLikelyBranchWeights());
    builder.SetInsertPoint(ask);
    llvm::BasicBlock* learn = newBlock("learn");
    // It only looks, so that what a loop has loaded stays loaded.
    program.entry("pyc_is_native")->setOnlyReadsMemory();
    builder.CreateCondBr(callEntry("pyc_is_native", {callable, name(op.getName())}), learn, exitBlock(op.getState()));
    builder.SetInsertPoint(learn);
    program.touching(Memory::Assumption, storeWord(callable, known));
    builder.CreateBr(same);
    builder.SetInsertPoint(same);
}

void FunctionLowering::lower(AssumeOp op) {
    auto [kind, rest] = op.getCell().split(':');
    if (kind == "global") {
        auto [moduleName, variable] = rest.rsplit('.');
        std::optional<unsigned> module = program.moduleNamed(moduleName);
        if (!module)
            llvm::report_fatal_error("no module " + moduleName);
        llvm::LoadInst* unchanged = program.touching(
            Memory::Assumption, builder.CreateLoad(program.i8, program.globalSlot(*module, variable).unchanged));
        leaveUnless(builder.CreateICmpNE(unchanged, llvm::ConstantInt::get(program.i8, 0)), op.getState());
    } else if (kind == "builtin") {
        // Neither shadowed in this module nor replaced in builtins.
        leaveUnless(builder.CreateICmpEQ(
                        program.touching(Memory::Global, loadWord(program.globalSlot(code.module, rest).address)),
                        program.word(0)),
                    op.getState());
        Word unchanged =
            program.touching(Memory::Assumption, builder.CreateLoad(program.i8, program.builtinSlot(rest).unchanged));
        leaveUnless(builder.CreateICmpNE(unchanged, llvm::ConstantInt::get(program.i8, 0)), op.getState());
    } else {
        Word byte = field(program.familyCell(), program.family(rest));
        llvm::LoadInst* unchanged = program.touching(Memory::Assumption, builder.CreateLoad(program.i8, byte));
        leaveUnless(builder.CreateICmpNE(unchanged, llvm::ConstantInt::get(program.i8, 0)), op.getState());
    }
}

} // namespace pyc::codegen
