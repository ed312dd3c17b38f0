// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A program as a whole: slots of globals, declarations of all bodies, and the generic entries that route to them.
#include "codegen/lowering/function_lowering.h"
#include "codegen/target/visible_words.h"

#include "mlir/IR/RegionGraphTraits.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/IR/MDBuilder.h"

namespace pyc::codegen {

using namespace midend;

ProgramLowering::ProgramLowering(mlir::ModuleOp source, const Program& program, llvm::Module& module,
                                 StaticObjects& statics, const LoweringOptions& options)
    : source(source), program(program), module(module), statics(statics), options(options),
      context(module.getContext()), i1(llvm::Type::getInt1Ty(context)), i8(llvm::Type::getInt8Ty(context)),
      i32(llvm::Type::getInt32Ty(context)), i64(llvm::Type::getInt64Ty(context)), f64(llvm::Type::getDoubleTy(context)),
      size(module.getDataLayout().getIntPtrType(context)), pointer(llvm::PointerType::getUnqual(context)),
      voidType(llvm::Type::getVoidTy(context)) {}

// ---- symbols ----

llvm::Constant* ProgramLowering::constantWord(unsigned code, unsigned index) {
    return statics.constantOf(*program.codes[code].data, index);
}

llvm::Constant* ProgramLowering::privateConstant(llvm::Constant* value) {
    auto* variable = new llvm::GlobalVariable(module, value->getType(), true, llvm::GlobalValue::PrivateLinkage, value);
    variable->setUnnamedAddr(llvm::GlobalValue::UnnamedAddr::Global);
    return variable;
}

llvm::GlobalVariable* ProgramLowering::newCache() {
    auto* type = llvm::ArrayType::get(i64, 4);
    auto* cache = new llvm::GlobalVariable(module, type, false, llvm::GlobalValue::InternalLinkage,
                                           llvm::ConstantAggregateZero::get(type), "pyc.cache");
    cache->setSection("pyc_roots");
    cache->setAlignment(llvm::Align(16));
    return cache;
}

llvm::GlobalVariable* ProgramLowering::threadVariable() {
    if (!thread) {
        thread = new llvm::GlobalVariable(module, pointer, false, llvm::GlobalValue::ExternalLinkage, nullptr,
                                          "pyc_thread", nullptr, llvm::GlobalValue::LocalExecTLSModel);
        thread->setDSOLocal(true);
    }
    return thread;
}

llvm::GlobalVariable* ProgramLowering::allocationLists() {
    if (llvm::GlobalVariable* known = module.getGlobalVariable("pycAllocationLists"))
        return known;
    auto* lists = new llvm::GlobalVariable(module, pointer, false, llvm::GlobalValue::ExternalLinkage, nullptr,
                                           "pycAllocationLists", nullptr, llvm::GlobalValue::LocalExecTLSModel);
    lists->setDSOLocal(true);
    return lists;
}

static llvm::GlobalVariable* cell(llvm::Module& module, llvm::Type* type, const llvm::Twine& name, bool root) {
    llvm::SmallString<64> storage;
    llvm::StringRef symbol = name.toStringRef(storage);
    if (llvm::GlobalVariable* known = module.getGlobalVariable(symbol, true))
        return known;
    auto* variable = new llvm::GlobalVariable(module, type, false, llvm::GlobalValue::InternalLinkage,
                                              llvm::Constant::getNullValue(type), symbol);
    if (root)
        variable->setSection("pyc_roots");
    return variable;
}

// A typed form that only computes. LLVM's own inliner is put off by the cold blocks of its exits.
static bool isSmallLeaf(FuncOp function) {
    constexpr unsigned MostOperations = 40;
    if (!function.getGeneric() || function.getKind() != FunctionKind::Function)
        return false;
    unsigned operations = 0;
    llvm::DenseSet<mlir::Block*> before;
    llvm::ReversePostOrderTraversal<mlir::Region*> order(&function.getBody());
    for (mlir::Block* block : order) {
        before.insert(block);
        if (llvm::any_of(block->getSuccessors(), [&](mlir::Block* next) { return before.contains(next); }))
            return false;
        for (mlir::Operation& operation : *block) {
            if (llvm::isa<FrameStateOp, RecipeOp, ConstantOp, mlir::arith::ConstantOp>(operation))
                continue;
            if (llvm::isa<RaisingOpInterface>(operation) || ++operations > MostOperations)
                return false;
        }
    }
    return true;
}

llvm::MDNode* ProgramLowering::memoryTag(Memory memory) {
    llvm::MDNode*& tag = memoryTags[unsigned(memory)];
    if (!tag) {
        static constexpr const char* names[] = {"list data", "list header", "list block", "shape",     "global",
                                                "slot",      "assumption",  "row",        "free list", "frame"};
        llvm::MDBuilder metadata(context);
        llvm::MDNode* type = metadata.createTBAAScalarTypeNode(names[unsigned(memory)], metadata.createTBAARoot("pyc"));
        tag = metadata.createTBAAStructTagNode(type, type, 0);
    }
    return tag;
}

llvm::GlobalVariable* ProgramLowering::exitCounter(llvm::StringRef symbol) {
    return cell(module, i32, "pyc.exits." + symbol, false);
}
llvm::GlobalVariable* ProgramLowering::classCell(llvm::StringRef name) {
    return cell(module, pointer, "pyc.class." + name, true);
}
llvm::GlobalVariable* ProgramLowering::shapeCell(llvm::StringRef name) {
    return cell(module, pointer, "pyc.shape." + name, true);
}

// Grows until all functions are lowered; the table is made then.
llvm::GlobalVariable* ProgramLowering::familyCell() {
    return cell(module, llvm::ArrayType::get(i8, 0), "pyc.families", false);
}

llvm::GlobalVariable* ProgramLowering::nativeCell(llvm::StringRef name) {
    return cell(module, i64, "pyc.native." + name, true);
}

llvm::GlobalVariable* ProgramLowering::madeFunctionCell(unsigned code, bool wanted) {
    std::string symbol = "pyc.made." + std::to_string(code);
    return wanted ? cell(module, i64, symbol, true) : module.getGlobalVariable(symbol, true);
}

// The runtime's symbol of a built-in type by its Python name.
std::string ProgramLowering::builtinType(llvm::StringRef name) {
    if (name == "str")
        return "pyc_StringType";
    if (name == "frozenset")
        return "pyc_FrozenSetType";
    if (name == "bytearray")
        return "pyc_ByteArrayType";
    return "pyc_" + name.take_front().upper() + name.drop_front().str() + "Type";
}

std::optional<unsigned> ProgramLowering::moduleNamed(llvm::StringRef name) const {
    for (unsigned i = 0; i < program.modules.size(); ++i)
        if (program.modules[i].name == name)
            return i;
    return std::nullopt;
}

// ---- globals ----

void ProgramLowering::collectGlobals() {
    // The last row is the module of builtins.
    unsigned builtins = unsigned(program.modules.size());
    std::vector<std::vector<std::string>> names(builtins + 1);
    slotIndices.resize(builtins + 1);
    auto add = [&](unsigned index, llvm::StringRef name) {
        if (slotIndices[index].try_emplace(name, unsigned(names[index].size())).second)
            names[index].push_back(name.str());
    };
    source.walk([&](FuncOp function) {
        unsigned index = program.codes[function.getCode()].module;
        function.walk([&](mlir::Operation* operation) {
            if (llvm::isa<LoadGlobalOp, StoreGlobalOp, DeleteGlobalOp>(operation)) {
                llvm::StringRef name = operation->getAttrOfType<mlir::StringAttr>("name").getValue();
                add(index, name);
                if (llvm::isa<LoadGlobalOp>(operation))
                    add(builtins, name);
            } else if (auto slot = llvm::dyn_cast<LoadGlobalSlotOp>(operation)) {
                if (std::optional<unsigned> other = moduleNamed(slot.getModule()))
                    add(*other, slot.getName());
            } else if (auto assume = llvm::dyn_cast<AssumeOp>(operation)) {
                auto [kind, rest] = assume.getCell().split(':');
                if (kind == "builtin") {
                    add(index, rest);
                    add(builtins, rest);
                }
                if (kind == "global")
                    if (std::optional<unsigned> other = moduleNamed(rest.rsplit('.').first))
                        add(*other, rest.rsplit('.').second);
            }
        });
    });
    for (unsigned i = 0; i < program.modules.size(); ++i)
        storages.push_back(statics.module(program.modules[i].name, names[i]));
    storages.push_back(statics.module("builtins", names[builtins]));
}

ProgramLowering::GlobalSlot ProgramLowering::globalSlot(unsigned index, llvm::StringRef name) {
    unsigned slot = slotIndices[index].lookup(name);
    StaticObjects::ModuleStorage& storage = storages[index];
    auto element = [&](llvm::GlobalVariable* array) {
        return llvm::ConstantExpr::getInBoundsGetElementPtr(array->getValueType(), array,
                                                            llvm::ArrayRef<llvm::Constant*>{word32(0), word32(slot)});
    };
    return {storage.object, element(storage.slots), element(storage.unchanged), slot};
}

// ---- functions ----

ProgramLowering::Body* ProgramLowering::bodyOf(llvm::StringRef symbol) {
    auto found = bodies.find(std::string_view(symbol));
    return found == bodies.end() ? nullptr : &found->second;
}

llvm::Type* ProgramLowering::wordType(mlir::Type type) {
    return type.isF64() ? f64 : type.isInteger(1) ? i1 : llvm::isa<PyBlockType, PyRowsType>(type) ? pointer : i64;
}

llvm::FunctionType* ProgramLowering::directType(FuncOp function) {
    llvm::SmallVector<llvm::Type*> parameters = {pointer, pointer};
    if (takesNames(function))
        parameters.push_back(i64);
    for (mlir::Type type : function.getFunctionType().getInputs())
        parameters.push_back(wordType(type));
    mlir::Type result = function.getFunctionType().getResult(0);
    llvm::Type* returned = wordType(result);
    if (returnsFlag(result)) // a boxed result travels in the same word
        returned = llvm::StructType::get(context, {result.isInteger(1) ? i64 : returned, i32});
    return llvm::FunctionType::get(returned, parameters, false);
}

// Value entry(Value callee, const Value* arguments, size_t count, Tuple* keywordNames)
llvm::Function* ProgramLowering::genericEntry(Body& body) {
    FuncOp function = body.function;
    const frontend::CodeData& code = *program.codes[function.getCode()].data;
    llvm::Function* entryFunction = llvm::Function::Create(genericType(), llvm::GlobalValue::InternalLinkage,
                                                           "pyc.entry." + function.getSymName(), module);
    entryFunction->addFnAttr(llvm::Attribute::NoUnwind);
    llvm::IRBuilder<> builder(llvm::BasicBlock::Create(context, "entry", entryFunction));
    if (debugInfo) {
        llvm::DISubprogram* subprogram = debugInfo->subprogram(function.getCode(), entryFunction->getName());
        entryFunction->setSubprogram(subprogram);
        builder.SetCurrentDebugLocation(debugInfo->location(subprogram, subprogram->getLine(), 0));
    }
    llvm::Value *callee = entryFunction->getArg(0), *arguments = entryFunction->getArg(1),
                *count = entryFunction->getArg(2), *names = entryFunction->getArg(3);
    llvm::Value* calleePointer = builder.CreateIntToPtr(callee, pointer);
    llvm::Value* threadPointer =
        builder.CreateLoad(pointer, builder.CreateThreadLocalAddress(threadVariable()), "thread");
    auto argumentAt = [&](llvm::Value* block, unsigned index) {
        return builder.CreateLoad(i64, builder.CreateConstInBoundsGEP1_64(i64, block, index));
    };
    auto finishIn = [&](llvm::Function* direct, llvm::ArrayRef<llvm::Value*> parameters) {
        llvm::SmallVector<llvm::Value*> all = {threadPointer, calleePointer};
        all.append(parameters.begin(), parameters.end());
        llvm::CallInst* call = builder.CreateCall(direct, all);
        call->setCallingConv(direct->getCallingConv());
        call->setTailCall();
        builder.CreateRet(call);
    };
    auto finish = [&](llvm::ArrayRef<llvm::Value*> parameters) { finishIn(body.direct, parameters); };
    if (takesNames(function)) { // and runs once
        finishIn(body.typed.empty() ? body.direct : bodyOf(body.typed.front().getSymName())->direct,
                 argumentAt(arguments, 0));
        return entryFunction;
    }
    unsigned parameterCount = function.getNumArguments();
    bool direct = parameterCount == code.argumentCount;
    if (direct) {
        llvm::BasicBlock* fits = llvm::BasicBlock::Create(context, "fits", entryFunction);
        llvm::BasicBlock* bind = llvm::BasicBlock::Create(context, "bind", entryFunction);
        llvm::Value* plain =
            builder.CreateAnd(builder.CreateICmpEQ(count, sizeWord(parameterCount)), builder.CreateIsNull(names));
        builder.CreateCondBr(plain, fits, bind);
        builder.SetInsertPoint(fits);
        llvm::SmallVector<llvm::Value*> words;
        for (unsigned i = 0; i < parameterCount; ++i)
            words.push_back(argumentAt(arguments, i));
        routeToTyped(builder, body, threadPointer, calleePointer, words);
        finish(words);
        builder.SetInsertPoint(bind);
    }
    llvm::Value* registers = builder.CreateAlloca(llvm::ArrayType::get(i64, std::max(parameterCount, 1u)));
    if (parameterCount)
        builder.CreateMemSet(registers, llvm::ConstantInt::get(i8, 0), parameterCount * 8, llvm::Align(8));
    llvm::Value* fine = builder.CreateCall(
        entry("pyc_bind_arguments"), {calleePointer, arguments, builder.CreateZExt(count, i64), names, registers});
    llvm::BasicBlock* bound = llvm::BasicBlock::Create(context, "bound", entryFunction);
    llvm::BasicBlock* refused = llvm::BasicBlock::Create(context, "refused", entryFunction);
    builder.CreateCondBr(fine, bound, refused);
    builder.SetInsertPoint(refused);
    builder.CreateRet(word(0));
    builder.SetInsertPoint(bound);
    llvm::SmallVector<llvm::Value*> words;
    for (unsigned i = 0; i < parameterCount; ++i)
        words.push_back(argumentAt(registers, i));
    routeToTyped(builder, body, threadPointer, calleePointer, words);
    finish(words);
    return entryFunction;
}

// A runtime::LoopEntries: a continuation takes its registers as parameters.
llvm::Constant* ProgramLowering::loopEntries(Body& continuation) {
    FuncOp function = continuation.function;
    auto* type = llvm::FunctionType::get(i64, {pointer, pointer, i64, pointer, i64}, false);
    llvm::Function* enter =
        llvm::Function::Create(type, llvm::GlobalValue::InternalLinkage, "pyc.loops." + function.getSymName(), module);
    enter->addFnAttr(llvm::Attribute::NoUnwind);
    llvm::IRBuilder<> builder(llvm::BasicBlock::Create(context, "entry", enter));
    if (debugInfo) {
        llvm::DISubprogram* subprogram = debugInfo->subprogram(function.getCode(), enter->getName());
        enter->setSubprogram(subprogram);
        builder.SetCurrentDebugLocation(debugInfo->location(subprogram, subprogram->getLine(), 0));
    }
    llvm::SmallVector<llvm::Value*> arguments = {enter->getArg(0), enter->getArg(1)};
    if (takesNames(function))
        arguments.push_back(enter->getArg(2));
    arguments.push_back(enter->getArg(4));
    for (int32_t reg : function.getRegistersAttr().asArrayRef())
        arguments.push_back(
            builder.CreateLoad(i64, builder.CreateConstInBoundsGEP1_64(i64, enter->getArg(3), uint64_t(reg))));
    llvm::CallInst* call = builder.CreateCall(continuation.direct, arguments);
    call->setCallingConv(continuation.direct->getCallingConv());
    builder.CreateRet(call);

    llvm::SmallVector<uint32_t> offsets(function.getLoopsAttr().asArrayRef());
    return privateConstant(llvm::ConstantStruct::getAnon(
        {enter, word(offsets.size()), privateConstant(llvm::ConstantDataArray::get(context, offsets))}));
}

// Where a typed form takes what came, and has not been left too often, it runs; else control goes on.
void ProgramLowering::routeToTyped(llvm::IRBuilder<>& builder, Body& body, llvm::Value* threadPointer,
                                   llvm::Value* callee, llvm::ArrayRef<llvm::Value*> words) {
    constexpr unsigned MaximumExits = 8;
    llvm::Function* function = builder.GetInsertBlock()->getParent();
    for (FuncOp typed : body.typed) {
        Body* target = bodyOf(typed.getSymName());
        llvm::BasicBlock* generic = llvm::BasicBlock::Create(context, "generic", function);
        auto test = [&](llvm::Value* condition) {
            llvm::BasicBlock* next = llvm::BasicBlock::Create(context, "", function);
            builder.CreateCondBr(condition, next, generic);
            builder.SetInsertPoint(next);
        };
        test(builder.CreateICmpULT(builder.CreateLoad(i32, exitCounter(typed.getSymName())), word32(MaximumExits)));
        llvm::SmallVector<llvm::Value*> all = {threadPointer, callee};
        for (auto [given, type] : llvm::zip(words, typed.getFunctionType().getInputs())) {
            FunctionLowering helper(*this, typed, function, builder);
            all.push_back(helper.adaptArgument(given, type, generic));
            builder.SetInsertPoint(helper.insertBlock());
        }
        llvm::CallInst* call = builder.CreateCall(target->direct, all);
        call->setCallingConv(target->direct->getCallingConv());
        FunctionLowering helper(*this, typed, function, builder);
        helper.returnBoxed(call);
        builder.SetInsertPoint(generic);
    }
}

// What the collector need not see.
static void describeSignature(FuncOp source, llvm::Function* function) {
    auto mark = [&](unsigned number, llvm::StringRef text) {
        function->addParamAttr(number, llvm::Attribute::get(function->getContext(), text));
    };
    mark(0, LastingAttribute); // the thread
    unsigned first = ProgramLowering::takesNames(source) ? 3 : 2;
    for (auto [number, type] : llvm::enumerate(source.getFunctionType().getInputs()))
        if (type.isInteger(64))
            mark(first + unsigned(number), NumberAttribute);
    if (mlir::Type result = source.getFunctionType().getResult(0); result.isInteger(64) || result.isInteger(1))
        function->addRetAttr(llvm::Attribute::get(function->getContext(), NumberAttribute));
}

std::vector<LoweredModule> ProgramLowering::run() {
    if (options.debugInfo)
        debugInfo = std::make_unique<DebugInfo>(module, program);
    collectGlobals();
    for (FuncOp function : source.getOps<FuncOp>()) {
        Body& body = bodies[function.getSymName().str()];
        body.function = function;
        if (function.isExternal())
            continue;
        body.direct = llvm::Function::Create(directType(function), llvm::GlobalValue::InternalLinkage,
                                             function.getSymName(), module);
        body.direct->addFnAttr(llvm::Attribute::NoUnwind);
        body.direct->setCallingConv(llvm::CallingConv::Fast);
        if (!hasWidePointers())
            describeSignature(function, body.direct);
        if (options.inlineFastPaths && isSmallLeaf(function))
            body.direct->addFnAttr(llvm::Attribute::AlwaysInline);
    }
    for (auto& [symbol, body] : bodies) {
        std::optional<llvm::StringRef> generic = body.function.getGeneric(), continued = body.function.getContinues();
        if (generic && !body.function.getRestOf() && body.direct)
            bodyOf(*generic)->typed.push_back(body.function);
        if (continued)
            bodyOf(*continued)->loops = loopEntries(body);
    }
    source.walk([&](MadeFunctionOp made) { madeFunctionCell(bodyOf(made.getCallee())->function.getCode(), true); });
    for (FuncOp function : source.getOps<FuncOp>()) {
        Body& body = *bodyOf(function.getSymName());
        if (!body.direct)
            continue;
        FunctionLowering(*this, function, body.direct).run();
        if (function.getGeneric() || function.getContinues())
            continue;
        const midend::ProgramCode& code = program.codes[function.getCode()];
        bool forgetsLocals =
            code.data->flags & frontend::CodeOptimized && code.data->namedCount && !program.keepsLocals(*code.data);
        statics.setCompiled(*code.data, genericEntry(body), storages[code.module].object, forgetsLocals);
    }
    emitClassExpectations();
    if (debugInfo)
        debugInfo->finish();
    std::vector<LoweredModule> result;
    for (auto [index, row] : llvm::enumerate(program.modules))
        result.push_back({codeObject(row.bodyCode), storages[index].object});
    statics.interpretOthers(genericType());
    return result;
}

std::vector<LoweredModule> lower(mlir::ModuleOp source, const Program& program, llvm::Module& module,
                                 StaticObjects& statics, const LoweringOptions& options) {
    return ProgramLowering(source, program, module, statics, options).run();
}

} // namespace pyc::codegen
