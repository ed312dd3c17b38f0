// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Typed access to slots, lists, tuples and strings.
#include "codegen/lowering/function_lowering.h"

#include "runtime/abi/program.h"
#include "runtime/abi/rows.h"
#include "runtime/gc/gc.h"
#include "runtime/object/value.h"

#include "llvm/IR/MDBuilder.h"

namespace pyc::codegen {

using namespace midend;
using runtime::ListKind;

// ---- lists ----

static ListKind kindOf(mlir::Type element) {
    return element.isInteger(64) ? ListKind::Int64 : element.isF64() ? ListKind::Float64 : ListKind::Any;
}

FunctionLowering::Word FunctionLowering::listBlock(Word list) {
    return program.touching(Memory::ListBlock, loadPointer(field(pointerOf(list), at(Field::List_block)), "block"));
}

FunctionLowering::Word FunctionLowering::listField(Word block, uint64_t offset) {
    return program.touching(Memory::ListHeader, builder.CreateLoad(program.i64, field(block, offset)));
}

void FunctionLowering::lower(ListLengthOp op) {
    set(op, listField(listBlock(get(op.getList())), at(Field::ListBlock_length)));
}

// A block without room holds no element of any kind; lists begin with one.
FunctionLowering::Word FunctionLowering::checkedBlock(Word list, mlir::Type element, mlir::Value state) {
    Word block = listBlock(list);
    Word kind = listField(block, at(Field::ListBlock_kind));
    llvm::BasicBlock* other = newBlock("kind");
    llvm::BasicBlock* fine = newBlock("");
    builder.CreateCondBr(builder.CreateICmpEQ(kind, program.word(uint64_t(kindOf(element)))), fine, other,
                         llvm::MDBuilder(program.context).createLikelyBranchWeights());
    builder.SetInsertPoint(other);
    Word capacity = listField(block, at(Field::ListBlock_capacity));
    builder.CreateCondBr(builder.CreateICmpEQ(capacity, program.word(0)), fine, exitBlock(state));
    builder.SetInsertPoint(fine);
    return block;
}

void FunctionLowering::lower(ListBlockOp op) {
    set(op, checkedBlock(get(op.getList()), op.getType().getElement(), op.getState()));
}

void FunctionLowering::lower(BlockLengthOp op) { set(op, listField(get(op.getBlock()), at(Field::ListBlock_length))); }

FunctionLowering::Word FunctionLowering::checkedIndex(Word index, Word length, bool fromStart, mlir::Value state) {
    Word wrapped = fromStart ? index
                             : builder.CreateSelect(builder.CreateICmpSLT(index, program.word(0)),
                                                    builder.CreateAdd(index, length), index);
    leaveUnless(builder.CreateICmpULT(wrapped, length), state);
    return wrapped;
}

void FunctionLowering::lower(CheckIndexOp op) {
    set(op, checkedIndex(get(op.getIndex()), get(op.getLength()), op.getFromStart(), op.getState()));
}

FunctionLowering::Word FunctionLowering::elementAddress(Word block, Word index) {
    return builder.CreateInBoundsGEP(program.i64, field(block, at(Field::ListBlock_payload)), index);
}

void FunctionLowering::lower(BlockLoadOp op) {
    Word address = elementAddress(get(op.getBlock()), get(op.getIndex()));
    set(op, program.touching(Memory::ListData, isUnboxed(op.getType())
                                                   ? builder.CreateLoad(program.wordType(op.getType()), address)
                                                   : loadWord(address)));
}

void FunctionLowering::lower(BlockStoreOp op) {
    Word address = elementAddress(get(op.getBlock()), get(op.getIndex()));
    mlir::Type type = op.getValue().getType();
    if (type.isInteger(64) || type.isF64())
        program.touching(Memory::ListData, builder.CreateStore(get(op.getValue()), address));
    else
        program.touching(Memory::ListData, storeWord(box(get(op.getValue()), type), address));
}

void FunctionLowering::lower(ListGetOp op) {
    Word block = listBlock(get(op.getList()));
    Word kind = listField(block, at(Field::ListBlock_kind));
    Word length = listField(block, at(Field::ListBlock_length));
    Word address = elementAddress(block, checkedIndex(get(op.getIndex()), length, op.getFromStart(), op.getState()));
    Word raw = program.touching(Memory::ListData, loadWord(address));
    llvm::BasicBlock* start = builder.GetInsertBlock();
    llvm::BasicBlock* typed = newBlock("typed");
    llvm::BasicBlock* done = newBlock("");
    builder.CreateCondBr(builder.CreateICmpEQ(kind, program.word(uint64_t(ListKind::Any))), done, typed,
                         llvm::MDBuilder(program.context).createLikelyBranchWeights());
    builder.SetInsertPoint(typed);
    llvm::BasicBlock* integers = newBlock("integers");
    llvm::BasicBlock* floats = newBlock("floats");
    builder.CreateCondBr(builder.CreateICmpEQ(kind, program.word(uint64_t(ListKind::Int64))), integers, floats);
    builder.SetInsertPoint(integers);
    Word integer = boxInt(raw);
    llvm::BasicBlock* integersEnd = builder.GetInsertBlock();
    builder.CreateBr(done);
    builder.SetInsertPoint(floats);
    Word real = boxFloat(builder.CreateBitCast(raw, program.f64));
    llvm::BasicBlock* floatsEnd = builder.GetInsertBlock();
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    set(op, phi({{raw, start}, {integer, integersEnd}, {real, floatsEnd}}));
}

void FunctionLowering::lower(RowsOp op) {
    Word rows = callEntry("pyc_make_rows", {get(op.getStart()), get(op.getStop())});
    rowMasks[op.getRows()] = builder.CreateLoad(program.i64, field(rows, at(Field::Rows_mask)));
    set(op, rows);
}

void FunctionLowering::lower(ForgetRowsOp op) { callEntry("pyc_forget_rows", {get(op.getRows())}); }

void FunctionLowering::lower(RowOp op) {
    auto made = op.getRows().getDefiningOp<RowsOp>();
    Word rows = get(op.getRows()), index = get(op.getIndex()), start = get(op.getStart());
    // All places are the first where nothing is remembered: no branch is needed for that.
    Word mask = rowMasks.lookup(op.getRows());
    if (!mask)
        mask = builder.CreateLoad(program.i64, field(rows, at(Field::Rows_mask)));
    Word place = builder.CreateAnd(builder.CreateSub(index, start), mask);
    Word blocks = field(rows, at(Field::Rows_words));
    Word blockAddress = builder.CreateGEP(program.pointer, blocks, place);
    auto lengthAddress = [&] {
        Word count = made ? builder.CreateSub(get(made.getStop()), start) : builder.CreateLoad(program.i64, rows);
        return builder.CreateGEP(program.i64, builder.CreateGEP(program.i64, blocks, count), place);
    };
    llvm::BasicBlock* known = newBlock("known");
    llvm::BasicBlock* look = newBlock("look");
    llvm::BasicBlock* done = newBlock("");
    Word knownBlock = program.touching(Memory::Row, builder.CreateLoad(program.pointer, blockAddress));
    builder.CreateCondBr(builder.CreateIsNotNull(knownBlock), known, look,
                         llvm::MDBuilder(program.context).createLikelyBranchWeights());
    builder.SetInsertPoint(known);
    Word knownLength = program.touching(Memory::Row, builder.CreateLoad(program.i64, lengthAddress()));
    builder.CreateBr(done);

    builder.SetInsertPoint(look);
    Word item = program.touching(
        Memory::ListData,
        loadWord(elementAddress(get(op.getOuter()), checkedIndex(index, get(op.getLength()), false, op.getState()))));
    mlir::Type element = llvm::cast<PyBlockType>(op.getBlock().getType()).getElement();
    leaveUnless(isExactly(item, PyListType::get(op.getContext(), element)), op.getState());
    Word block = checkedBlock(item, element, op.getState());
    Word length = listField(block, at(Field::ListBlock_length));
    llvm::BasicBlock* remember = newBlock("remember");
    llvm::BasicBlock* lookEnd = builder.GetInsertBlock();
    builder.CreateCondBr(builder.CreateICmpEQ(mask, program.word(0)), done, remember);
    builder.SetInsertPoint(remember);
    program.touching(Memory::Row, builder.CreateStore(length, lengthAddress()));
    program.touching(Memory::Row, builder.CreateStore(block, blockAddress));
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    set(op.getBlock(), phi({{knownBlock, known}, {block, lookEnd}, {block, remember}}));
    set(op.getBlockLength(), phi({{knownLength, known}, {length, lookEnd}, {length, remember}}));
}

// Room in a block of the right kind is used at once.
void FunctionLowering::lower(ListPushOp op) {
    Word list = get(op.getList());
    mlir::Type type = op.getValue().getType();
    Word value = get(op.getValue());
    Word block = listBlock(get(op.getList()));
    Word kind = listField(block, at(Field::ListBlock_kind));
    Word length = listField(block, at(Field::ListBlock_length));
    Word capacity = listField(block, at(Field::ListBlock_capacity));
    Word room = builder.CreateAnd(builder.CreateICmpEQ(kind, program.word(uint64_t(kindOf(type)))),
                                  builder.CreateICmpULT(length, capacity));
    llvm::BasicBlock* fast = newBlock("room");
    llvm::BasicBlock* slow = newBlock("grow");
    llvm::BasicBlock* done = newBlock("");
    builder.CreateCondBr(room, fast, slow, llvm::MDBuilder(program.context).createLikelyBranchWeights());
    builder.SetInsertPoint(fast);
    Word address = builder.CreateInBoundsGEP(program.i64, field(block, at(Field::ListBlock_payload)), length);
    if (type.isInteger(64) || type.isF64())
        program.touching(Memory::ListData, builder.CreateStore(value, address));
    else
        program.touching(Memory::ListData, storeWord(box(value, type), address));
    program.touching(Memory::ListHeader,
                     storeWord(builder.CreateAdd(length, program.word(1)), field(block, at(Field::ListBlock_length))));
    llvm::BasicBlock* fastEnd = builder.GetInsertBlock();
    builder.CreateBr(done);
    builder.SetInsertPoint(slow);
    storePosition(op);
    Word grown = callEntry("pyc_list_append", {list, box(value, type)});
    llvm::BasicBlock* slowEnd = builder.GetInsertBlock();
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    failIf(op, builder.CreateNot(phi({{builder.getTrue(), fastEnd}, {grown, slowEnd}})));
}

// ---- tuples, strings ----

void FunctionLowering::lower(TupleLengthOp op) {
    set(op, builder.CreateLoad(program.i64, field(pointerOf(get(op.getTuple())), at(Field::Tuple_length))));
}

void FunctionLowering::lower(TupleItemOp op) {
    set(op, builder.CreateLoad(program.i64,
                               field(pointerOf(get(op.getTuple())), at(Field::Tuple_items) + op.getIndex() * 8)));
}

void FunctionLowering::lower(TupleGetOp op) {
    Word tuple = pointerOf(get(op.getTuple()));
    Word length = builder.CreateLoad(program.i64, field(tuple, at(Field::Tuple_length)));
    Word index = checkedIndex(get(op.getIndex()), length, op.getFromStart(), op.getState());
    set(op, builder.CreateLoad(program.i64,
                               builder.CreateInBoundsGEP(program.i64, field(tuple, at(Field::Tuple_items)), index)));
}

void FunctionLowering::lower(StrLengthOp op) {
    set(op, builder.CreateLoad(program.i64, field(pointerOf(get(op.getValue())), at(Field::String_length))));
}

void FunctionLowering::lower(DictGetOp op) {
    Word item = callEntry("pyc_dict_find_string", {get(op.getDict()), get(op.getKey())});
    leaveUnless(builder.CreateICmpNE(item, program.word(0)), op.getState());
    set(op, item);
}

// ---- slots ----

FunctionLowering::Word FunctionLowering::slotAddress(Word object, uint32_t index, bool overflow) {
    if (!overflow)
        return field(object, at(Field::Instance_slots) + index * 8);
    Word block = builder.CreateLoad(program.pointer, field(object, at(Field::Instance_overflow)));
    return field(block, at(Field::SlotBlock_slots) + index * 8);
}

FunctionLowering::Word FunctionLowering::familiesOf(Word shape) {
    return program.touching(Memory::Assumption,
                            builder.CreateLoad(program.i64, field(shape, at(Field::Shape_families))));
}

// Names as in midend/transforms/class_layout.h.
FunctionLowering::Word FunctionLowering::isOfShape(Word shape, Word families, llvm::StringRef name) {
    if (!name.contains('#'))
        if (unsigned number = program.family(name); number < runtime::FamilyBits)
            return builder.CreateICmpNE(builder.CreateAnd(families, program.word(uint64_t(1) << number)),
                                        program.word(0));
    // Beyond the bits, instances that have more than their class's own attributes do not count.
    Word same = builder.getFalse();
    for (llvm::StringRef member : llvm::split(name, '|'))
        same = builder.CreateOr(
            same, builder.CreateICmpEQ(shape, builder.CreateLoad(program.pointer, program.shapeCell(member))));
    return same;
}

FunctionLowering::Word FunctionLowering::shapeOfInstance(mlir::Value object, mlir::Value state) {
    Word value = get(object);
    if (!llvm::isa<PyInstanceType>(object.getType()))
        leaveUnless(isObject(value), state);
    return shapeOf(value);
}

void FunctionLowering::lower(GuardShapeOp op) {
    Word shape = shapeOfInstance(op.getObject(), op.getState());
    bool exact = op.getShape().contains('#');
    leaveUnless(isOfShape(shape, exact ? nullptr : familiesOf(shape), op.getShape()), op.getState());
}

void FunctionLowering::lower(DispatchOp op) {
    Word shape = shapeOfInstance(op.getObject(), op.getState());
    Word families = familiesOf(shape);
    llvm::SmallVector<std::pair<Word, llvm::BasicBlock*>> found;
    llvm::BasicBlock* done = newBlock("");
    for (auto [number, family] : llvm::enumerate(op.getFamilies().getAsValueRange<mlir::StringAttr>())) {
        Word is = isOfShape(shape, families, family);
        found.push_back({program.word(number), builder.GetInsertBlock()});
        llvm::BasicBlock* next = newBlock("");
        builder.CreateCondBr(is, done, next);
        builder.SetInsertPoint(next);
    }
    builder.CreateBr(exitBlock(op.getState()));
    builder.SetInsertPoint(done);
    set(op, phi(found));
}

void FunctionLowering::lower(LoadSlotOp op) {
    Word address = slotAddress(pointerOf(get(op.getObject())), op.getIndex(), op.getOverflow());
    if (isUnboxed(op.getType())) {
        set(op, program.touching(Memory::Slot, builder.CreateLoad(program.wordType(op.getType()), address)));
        return;
    }
    Word value = program.touching(Memory::Slot, loadWord(address));
    leaveUnless(builder.CreateICmpNE(value, program.word(0)), op.getState());
    set(op, value);
}

void FunctionLowering::lower(StoreSlotOp op) {
    storeSlot(op.getValue(), slotAddress(pointerOf(get(op.getObject())), op.getIndex(), op.getOverflow()));
}

// A reference to what may be new is released after what it refers to; a small integer, a flag or None refers to nothing
// new. (A big integer is released where it is made.)
void FunctionLowering::storeSlot(mlir::Value value, Word address) {
    if (isUnboxed(value.getType())) {
        program.touching(Memory::Slot, builder.CreateStore(get(value), address));
        return;
    }
    llvm::StoreInst* store = program.touching(Memory::Slot, storeWord(get(value), address));
    if (llvm::isa<PyIntType, PyBoolType, PyNoneType>(value.getType()))
        store->setAtomic(llvm::AtomicOrdering::Unordered);
}

void FunctionLowering::lower(AddSlotOp op) {
    Word object = pointerOf(get(op.getObject()));
    storeSlot(op.getValue(), slotAddress(object, op.getIndex(), false));
    Word shape = builder.CreateLoad(program.pointer, program.shapeCell(op.getShape()));
    program.touching(Memory::Shape, storeWord(shape, object));
}

// The collector's own list of free blocks of this size, as allocateOfKind in runtime/gc/gc.h; an empty one, or no
// memory, is the runtime's business.
FunctionLowering::Word FunctionLowering::allocate(uint64_t bytes, Word shape, mlir::Value state) {
    uint64_t granules = (bytes + gc::GranuleBytes - 1) / gc::GranuleBytes;
    Word kind = program.word32(uint64_t(gc::Kind::Scanned));
    llvm::BasicBlock* slow = newBlock("collector");
    llvm::BasicBlock* done = newBlock("");
    llvm::SmallVector<std::pair<Word, llvm::BasicBlock*>> blocks;
    if (granules < gc::ListsPerKind) {
        llvm::BasicBlock* pop = newBlock("pop");
        Word lists = program.touching(
            Memory::FreeList,
            builder.CreateLoad(program.pointer, builder.CreateThreadLocalAddress(program.allocationLists()), "lists"));
        uint64_t number = gc::ListsPerKind * uint64_t(gc::Kind::Scanned) + granules;
        Word list = builder.CreateConstInBoundsGEP1_64(program.pointer, lists, number);
        Word block = program.touching(Memory::FreeList, builder.CreateLoad(program.pointer, list, "block"));
        builder.CreateCondBr(
            builder.CreateICmpUGT(builder.CreatePtrToInt(block, program.size), program.sizeWord(gc::LargestCounter)),
            pop, slow, llvm::MDBuilder(program.context).createLikelyBranchWeights());
        builder.SetInsertPoint(pop);
        Word next = program.touching(Memory::Shape, builder.CreateLoad(program.pointer, block, "next"));
        program.touching(Memory::FreeList, builder.CreateStore(next, list));
        builder.CreateIntrinsic(llvm::Intrinsic::prefetch, {program.pointer},
                                {next, program.word32(1), program.word32(3), program.word32(1)});
        builder.CreateBr(done);
        blocks.push_back({block, pop});
    } else {
        builder.CreateBr(slow);
    }
    builder.SetInsertPoint(slow);
    llvm::FunctionCallee allocator = program.module.getOrInsertFunction(
        "pycAllocateSlow", llvm::FunctionType::get(program.pointer, {program.size, program.i32}, false));
    Word made = builder.CreateCall(allocator, {program.sizeWord(bytes), kind});
    blocks.push_back({made, slow});
    builder.CreateCondBr(builder.CreateIsNull(made), exitBlock(state), done, unlikelyWeights());
    builder.SetInsertPoint(done);
    Word block = phi(blocks);
    llvm::StoreInst* store = program.touching(Memory::Shape, builder.CreateStore(shape, block));
    store->setAtomic(llvm::AtomicOrdering::Unordered);
    return block;
}

void FunctionLowering::lower(NewInstanceOp op) {
    Word shape = builder.CreateLoad(program.pointer, program.shapeCell(op.getShape()));
    leaveUnless(builder.CreateIsNotNull(shape), op.getState());
    uint64_t bytes = at(Field::Instance_slots) + uint64_t(op.getRoom()) * sizeof(uint64_t);
    set(op, builder.CreatePtrToInt(allocate(bytes, shape, op.getState()), program.i64));
}

} // namespace pyc::codegen
