// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the parts of importing share about one code object.
#pragma once

#include "midend/import/control_flow.h"
#include "midend/import/import.h"

#include <map>

namespace pyc::midend {

using namespace frontend;
using mlir::Block;
using mlir::Type;
using mlir::Value;
using mlir::ValueRange;

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

} // namespace pyc::midend
