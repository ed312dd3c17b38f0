// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Generic operations on objects: attributes, items, iteration, displays, and plain calls of the runtime.
#include "codegen/lowering/function_lowering.h"

#include "runtime/object/attributes.h"
#include "runtime/thread/thread.h"

#include "llvm/IR/MDBuilder.h"

namespace pyc::codegen {

using namespace midend;

using runtime::CacheKind;

// The entry of the site's cache when it answers for this object; else control goes to `slow`.
FunctionLowering::Word FunctionLowering::cacheEntryFor(Word object, Word cache, llvm::BasicBlock* slow) {
    auto test = [&](Word condition) {
        llvm::BasicBlock* next = newBlock("");
        builder.CreateCondBr(condition, next, slow, llvm::MDBuilder(program.context).createLikelyBranchWeights());
        builder.SetInsertPoint(next);
    };
    Word entry = loadPointer(cache, "entry");
    test(builder.CreateAnd(isObject(object), builder.CreateIsNotNull(entry)));
    Word shape = shapeOf(object);
    test(builder.CreateICmpEQ(shape, builder.CreateLoad(program.pointer, field(entry, at(Field::CacheEntry_shape)))));
    Word type = builder.CreateLoad(program.pointer, field(shape, at(Field::Shape_type)));
    Word version = builder.CreateLoad(program.i32, field(type, at(Field::Type_version)));
    test(builder.CreateICmpEQ(version, builder.CreateLoad(program.i32, field(entry, at(Field::CacheEntry_version)))));
    return entry;
}

FunctionLowering::Word FunctionLowering::cacheKind(Word entry) {
    return builder.CreateLoad(program.i32, field(entry, at(Field::CacheEntry_kind)));
}

FunctionLowering::Word FunctionLowering::cachedSlot(Word entry, Word object) {
    Word offset =
        builder.CreateZExt(builder.CreateLoad(program.i32, field(entry, at(Field::CacheEntry_offset))), program.i64);
    return builder.CreateInBoundsGEP(program.i8, pointerOf(object), offset);
}

void FunctionLowering::lower(LoadAttrOp op) {
    Word object = get(op.getObject()), site = cache(), text = name(op.getName());
    if (!inlinesFastPaths) {
        set(op.getResult(), callChecked(op, "pyc_load_attr", {object, text, site}));
        return;
    }
    llvm::BasicBlock* slow = newBlock("attribute");
    llvm::BasicBlock* done = newBlock("");
    Word entry = cacheEntryFor(object, site, slow);
    llvm::BasicBlock* isSlot = newBlock("slot");
    builder.CreateCondBr(builder.CreateICmpEQ(cacheKind(entry), program.word32(uint64_t(CacheKind::Slot))), isSlot,
                         slow);
    builder.SetInsertPoint(isSlot);
    Word value = loadWord(cachedSlot(entry, object));
    builder.CreateCondBr(builder.CreateICmpNE(value, program.word(0)), done, slow,
                         llvm::MDBuilder(program.context).createLikelyBranchWeights());
    builder.SetInsertPoint(slow);
    Word looked = callEntry("pyc_load_attr", {object, text, site});
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    Word result = phi({{value, isSlot}, {looked, slow}});
    failIf(op, builder.CreateICmpEQ(result, program.word(0)));
    set(op.getResult(), result);
}

// An attribute that is there is stored to; one that is new moves the object to the shape that has it.
void FunctionLowering::lower(StoreAttrOp op) {
    Word object = get(op.getObject()), value = get(op.getValue()), site = cache(), text = name(op.getName());
    if (!inlinesFastPaths) {
        callChecked(op, "pyc_store_attr", {object, text, value, site});
        return;
    }
    llvm::BasicBlock* slow = newBlock("attribute");
    llvm::BasicBlock* done = newBlock("");
    llvm::BasicBlock* isSlot = newBlock("slot");
    llvm::BasicBlock* adds = newBlock("adds");
    Word entry = cacheEntryFor(object, site, slow);
    llvm::SwitchInst* kinds = builder.CreateSwitch(cacheKind(entry), slow, 2);
    kinds->addCase(builder.getInt32(uint32_t(CacheKind::Slot)), isSlot);
    kinds->addCase(builder.getInt32(uint32_t(CacheKind::AddSlot)), adds);
    builder.SetInsertPoint(isSlot);
    storeWord(value, cachedSlot(entry, object));
    builder.CreateBr(done);
    builder.SetInsertPoint(adds);
    storeWord(value, cachedSlot(entry, object));
    storeWord(builder.CreateLoad(program.pointer, field(entry, at(Field::CacheEntry_next))), pointerOf(object));
    builder.CreateBr(done);
    builder.SetInsertPoint(slow);
    Word fine = callEntry("pyc_store_attr", {object, text, value, site});
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    failIf(op, builder.CreateNot(phi({{builder.getTrue(), isSlot}, {builder.getTrue(), adds}, {fine, slow}})));
}

void FunctionLowering::lower(DeleteAttrOp op) {
    callChecked(op, "pyc_delete_attr", {get(op.getObject()), name(op.getName())});
}

// The entry writes two words.
void FunctionLowering::lowerPair(mlir::Operation* operation, llvm::StringRef entry, llvm::ArrayRef<Word> arguments) {
    llvm::SmallVector<Word> all(arguments);
    all.push_back(buffer);
    Word fine = callEntry(entry, all);
    Word first = builder.CreateLoad(program.i64, buffer);
    Word second = builder.CreateLoad(program.i64, field(buffer, 8));
    failIf(operation, builder.CreateNot(fine));
    set(operation->getResult(0), first);
    set(operation->getResult(1), second);
}

void FunctionLowering::lower(LoadMethodOp op) {
    Word object = get(op.getObject()), site = cache(), text = name(op.getName());
    if (!inlinesFastPaths) {
        lowerPair(op, "pyc_load_method", {object, text, site});
        return;
    }
    llvm::BasicBlock* slow = newBlock("attribute");
    llvm::BasicBlock* done = newBlock("");
    llvm::BasicBlock* isMethod = newBlock("method");
    Word entry = cacheEntryFor(object, site, slow);
    builder.CreateCondBr(builder.CreateICmpEQ(cacheKind(entry), program.word32(uint64_t(CacheKind::Method))), isMethod,
                         slow);
    builder.SetInsertPoint(isMethod);
    Word known = builder.CreateLoad(program.i64, field(entry, at(Field::CacheEntry_value)));
    builder.CreateBr(done);
    builder.SetInsertPoint(slow);
    Word fine = callEntry("pyc_load_method", {object, text, site, buffer});
    Word first = builder.CreateLoad(program.i64, buffer);
    Word second = builder.CreateLoad(program.i64, field(buffer, 8));
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    Word callable = phi({{known, isMethod}, {first, slow}});
    Word receiver = phi({{object, isMethod}, {second, slow}});
    Word ok = phi({{builder.getTrue(), isMethod}, {fine, slow}});
    failIf(op, builder.CreateNot(ok));
    set(op.getCallable(), callable);
    set(op.getReceiver(), receiver);
}
void FunctionLowering::lower(LoadSuperAttrOp op) {
    set(op.getResult(), callChecked(op, "pyc_load_super_attr",
                                    {get(op.getSuper()), get(op.getOwner()), get(op.getSelf()), name(op.getName())}));
}
void FunctionLowering::lower(LoadSuperMethodOp op) {
    lowerPair(op, "pyc_load_super_method",
              {get(op.getSuper()), get(op.getOwner()), get(op.getSelf()), name(op.getName())});
}
void FunctionLowering::lower(LoadItemOp op) {
    if (!op.isSliceOfList()) {
        set(op.getResult(), callChecked(op, "pyc_load_item", {get(op.getObject()), get(op.getIndex())}));
        return;
    }
    Word last = llvm::ConstantPointerNull::get(llvm::cast<llvm::PointerType>(program.pointer));
    if (op.getReuses()) {
        llvm::BasicBlock& start = function->getEntryBlock();
        llvm::IRBuilder<> entry(&start, start.begin());
        last = entry.CreateAlloca(program.i64, nullptr, "last");
        entry.CreateStore(program.word(0), last);
    }
    set(op.getResult(), callChecked(op, "pyc_slice_list", {get(op.getObject()), get(op.getIndex()), last}));
}
void FunctionLowering::lower(StoreItemOp op) {
    callChecked(op, "pyc_store_item", {get(op.getObject()), get(op.getIndex()), get(op.getValue())});
}
void FunctionLowering::lower(DeleteItemOp op) {
    callChecked(op, "pyc_delete_item", {get(op.getObject()), get(op.getIndex())});
}

void FunctionLowering::lower(ContainsOp op) {
    Word found = callChecked(op, "pyc_contains", {get(op.getItem()), get(op.getContainer())});
    set(op.getResult(), builder.CreateICmpEQ(found, program.runtimeWord("pyc_True")));
}

void FunctionLowering::lower(LengthOp op) { set(op.getResult(), callChecked(op, "pyc_length", {get(op.getValue())})); }
void FunctionLowering::lower(GetIterOp op) {
    set(op.getResult(), callChecked(op, "pyc_get_iter", {get(op.getIterable())}));
}

// Exhausted and failed look alike; what is pending tells.
void FunctionLowering::lower(ForIterOp op) {
    Word item = callEntry("pyc_for_iter", {get(op.getIterator())});
    Word has = builder.CreateICmpNE(item, program.word(0));
    llvm::BasicBlock* start = builder.GetInsertBlock();
    llvm::BasicBlock* ended = newBlock("ended");
    llvm::BasicBlock* done = newBlock("");
    builder.CreateCondBr(has, done, ended);
    builder.SetInsertPoint(ended);
    Word pending = builder.CreateLoad(program.pointer, field(thread(), at(Field::Thread_pending)));
    Word failed = builder.CreateIsNotNull(pending);
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    failIf(op, phi({{builder.getFalse(), start}, {failed, ended}}));
    set(op.getResult(), item);
    set(op.getHas(), has);
}

void FunctionLowering::lower(UnpackOp op) {
    Word sequence = get(op.getSequence());
    Word fine = op.getStarred() ? callEntry("pyc_unpack_starred", {sequence, program.word(op.getBefore()),
                                                                   program.word(op.getAfter()), buffer})
                                : callEntry("pyc_unpack_sequence", {sequence, program.word(op.getBefore()), buffer});
    llvm::SmallVector<Word> words;
    failIf(op, builder.CreateNot(fine));
    for (unsigned i = 0; i < op.valueCount(); ++i)
        set(op->getResult(i), builder.CreateLoad(program.i64, field(buffer, i * 8)));
}

void FunctionLowering::lower(BuildOp op) {
    if (op.getKind() == BuildKind::Slice) {
        auto parts = op.getItems();
        set(op.getResult(), callChecked(op, "pyc_build_slice", {get(parts[0]), get(parts[1]), get(parts[2])}));
        return;
    }
    static const char* const entries[] = {"pyc_build_tuple", "pyc_build_list", "pyc_build_set", "pyc_build_dict",
                                          "pyc_build_string"};
    set(op.getResult(),
        callChecked(op, entries[unsigned(op.getKind())], {items(op.getItems()), program.word(op.getItems().size())}));
}

void FunctionLowering::lower(ListAppendOp op) {
    callChecked(op, "pyc_list_append", {get(op.getList()), get(op.getItem())});
}

void FunctionLowering::lower(MakeFunctionOp op) {
    Word made = callChecked(op, "pyc_make_function", {program.codeObject(op.getCode()), globals()});
    // The first one stays: assumptions on a class are on the class made first as well.
    if (llvm::GlobalVariable* cell = program.madeFunctionCell(op.getCode(), false)) {
        Word known = loadWord(cell);
        storeWord(builder.CreateSelect(builder.CreateICmpEQ(known, program.word(0)), made, known), cell);
    }
    set(op.getResult(), made);
}

FunctionLowering::Word FunctionLowering::madeFunction(llvm::StringRef callee) {
    return loadWord(program.madeFunctionCell(program.bodyOf(callee)->function.getCode(), true));
}

void FunctionLowering::lower(MadeFunctionOp op) { set(op, madeFunction(op.getCallee())); }

// The entry's parameters take operands and immediates in their order, each by its C type.
llvm::SmallVector<FunctionLowering::Word>
FunctionLowering::entryArguments(const EntryPoint& entry, mlir::ValueRange operands, mlir::ArrayAttr immediates) {
    unsigned nextOperand = 0, nextImmediate = 0;
    unsigned valueParameters = unsigned(llvm::count(entry.parameters, EntryType::Value));
    llvm::SmallVector<Word> arguments;
    auto immediate = [&] { return immediates[nextImmediate++]; };
    for (EntryType type : entry.parameters) {
        switch (type) {
        case EntryType::Value:
            arguments.push_back(get(operands[nextOperand++]));
            --valueParameters;
            break;
        case EntryType::Items: {
            unsigned count = unsigned(operands.size()) - nextOperand - valueParameters;
            arguments.push_back(items(operands.slice(nextOperand, count)));
            nextOperand += count;
            break;
        }
        case EntryType::Results: arguments.push_back(buffer); break;
        case EntryType::Name: arguments.push_back(name(llvm::cast<mlir::StringAttr>(immediate()).getValue())); break;
        case EntryType::Globals: arguments.push_back(globals()); break;
        case EntryType::Thread: arguments.push_back(thread()); break;
        case EntryType::Frame: arguments.push_back(frame); break;
        case EntryType::Function: arguments.push_back(functionPointer); break;
        case EntryType::Cache: arguments.push_back(cache()); break;
        case EntryType::Float64: arguments.push_back(get(operands[nextOperand++])); break;
        case EntryType::Int64:
            if (nextOperand < operands.size() && operands[nextOperand].getType().isInteger(64)) {
                arguments.push_back(get(operands[nextOperand++]));
                break;
            }
            [[fallthrough]];
        case EntryType::Int32:
        case EntryType::UInt32:
            arguments.push_back(llvm::ConstantInt::get(typeOfEntry(type, program.context),
                                                       uint64_t(llvm::cast<mlir::IntegerAttr>(immediate()).getInt())));
            break;
        default: llvm::report_fatal_error("an operation cannot give " + entry.name + " its parameters");
        }
    }
    return arguments;
}

void FunctionLowering::lower(RuntimeOp op) {
    const EntryPoint& entry = entryPoint(op.getEntry());
    unsigned resultCount = op->getNumResults() - op.getChecked();
    Word result =
        callEntry(entry.name, entryArguments(entry, op.getArguments(), op.getImmediates().value_or(mlir::ArrayAttr())));
    if (entry.mayRaise && entry.result != EntryType::Void)
        failIf(op, isError(entry.result, result));
    else
        failIf(op, builder.getFalse());
    if (llvm::is_contained(entry.parameters, EntryType::Results)) {
        for (unsigned i = 0; i < resultCount; ++i)
            set(op->getResult(i), builder.CreateLoad(program.i64, field(buffer, i * 8)));
    } else if (resultCount) {
        set(op->getResult(0), entry.result == EntryType::Bool ? boolWord(result) : result);
    }
}

} // namespace pyc::codegen
