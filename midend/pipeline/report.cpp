// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Counts operations of the final dialect: of the typed form where there is one, else of the generic form. What cannot
// be said of a code object from its functions is said of it as interpreted.
#include "midend/pipeline/report.h"

#include "mlir/Analysis/CFGLoopInfo.h"
#include "mlir/IR/Dominance.h"
#include "llvm/ADT/MapVector.h"

namespace pyc::midend {

namespace {

enum class Standing { Neutral, Typed, Guarded, Generic };

Standing standingOf(mlir::Operation& operation) {
    if (operation.hasTrait<mlir::OpTrait::IsTerminator>())
        return Standing::Neutral;
    if (llvm::isa<GuardTypeOp, GuardShapeOp, GuardNativeOp, AssumeOp, UnboxIntOp, RequireZeroOp, RequireSameOp,
                  ListBlockOp, CheckIndexOp, IsTypeOp, DispatchOp>(operation))
        return Standing::Guarded;
    if (llvm::isa<FrameStateOp, RecipeOp, ConstantOp, CastOp, BoxOp, UnboundOp, PollOp, CountedPollOp, PollNowOp,
                  CheckBoundOp, TakeExceptionOp, MadeFunctionOp, DispatchedFunctionOp, FreeVariableOp,
                  mlir::arith::ConstantOp>(operation))
        return Standing::Neutral;
    if (llvm::isa<CallDirectOp, ListPushOp>(operation))
        return Standing::Typed;
    return llvm::isa<RaisingOpInterface>(operation) ? Standing::Generic : Standing::Typed;
}

std::string nameOf(mlir::Operation& operation) {
    std::string name = operation.getName().stripDialect().str();
    if (auto runtime = llvm::dyn_cast<RuntimeOp>(operation))
        return runtime.getEntry().drop_front(runtime.getEntry().starts_with("pyc_") ? 4 : 0).str();
    if (auto named = operation.getAttrOfType<mlir::StringAttr>("name"))
        name += " '" + named.str() + "'";
    return name;
}

// What is known of the operands explains why no typed form applies.
std::string reasonOf(mlir::Operation& operation) {
    if (llvm::isa<LoadGlobalOp>(operation))
        return "a builtin that is not called in place";
    if (llvm::isa<RuntimeOp, BuildOp>(operation))
        return "always made by the runtime";
    std::string text;
    llvm::raw_string_ostream out(text);
    out << "of ";
    llvm::interleaveComma(operation.getOperandTypes(), out, [&](mlir::Type type) {
        if (llvm::isa<PyAnyType>(type))
            out << "an unknown value";
        else
            out << type;
    });
    return operation.getNumOperands() ? text : "no typed form";
}

const char* kindName(FunctionKind kind) {
    switch (kind) {
    case FunctionKind::Function: return "function";
    case FunctionKind::Generator: return "generator";
    case FunctionKind::Coroutine: return "coroutine";
    case FunctionKind::AsyncGenerator: return "async generator";
    case FunctionKind::Module: return "module body";
    case FunctionKind::ClassBody: return "class body";
    }
    __builtin_unreachable();
}

void count(FuncOp function, unsigned (&counts)[4], unsigned& exits, llvm::SmallVectorImpl<std::string>& lines) {
    mlir::DominanceInfo dominance(function);
    std::optional<mlir::CFGLoopInfo> loops; // a single block has none
    if (!function.getBody().hasOneBlock())
        loops.emplace(dominance.getDomTree(&function.getBody()));
    for (mlir::Block& block : function.getBody())
        for (mlir::Operation& operation : block) {
            Standing standing = standingOf(operation);
            ++counts[unsigned(standing)];
            exits += llvm::isa<ExitingOpInterface, SideExitOp>(operation);
            mlir::CFGLoop* loop = loops ? loops->getLoopFor(&block) : nullptr;
            if (standing != Standing::Generic || !loop)
                continue;
            auto position = positionOf(operation.getLoc());
            lines.push_back((loop->isInnermost() ? "    in an inner loop, line " : "    in a loop, line ") +
                            (position ? std::to_string(position->source.getLine()) : "?") + ": generic " +
                            nameOf(operation) + ": " + reasonOf(operation));
        }
}

} // namespace

// The code objects without native code of their own.
static unsigned reportInterpreted(mlir::ModuleOp module, const Program& program, llvm::raw_ostream& out) {
    std::vector<bool> native(program.codes.size());
    for (FuncOp function : module.getOps<FuncOp>())
        if (!function.isExternal() && !function.getGeneric() && !function.getContinues())
            native[function.getCode()] = true;
    unsigned missing = 0;
    for (auto [index, code] : llvm::enumerate(program.codes))
        if (!native[index]) {
            ++missing;
            out << "interpreted: " << code.symbol << "\n";
        }
    return missing;
}

void writeReport(mlir::ModuleOp module, const Program& program, llvm::raw_ostream& out) {
    llvm::MapVector<mlir::StringAttr, llvm::SmallVector<FuncOp, 2>> chosen; // a typed form may be in two parts
    for (FuncOp function : module.getOps<FuncOp>()) {
        if (function.isExternal() || function.getContinues())
            continue;
        mlir::StringAttr name = function.getGeneric() ? function.getGenericAttr().getAttr() : function.getSymNameAttr();
        llvm::SmallVector<FuncOp, 2>& parts = chosen[name];
        if (function.getGeneric() && !parts.empty() && !parts.front().getGeneric())
            parts.clear();
        if (function.getGeneric() || parts.empty())
            parts.push_back(function);
    }
    unsigned typedForms = 0;
    for (auto& [name, parts] : chosen)
        typedForms += parts.front().getGeneric().has_value();
    std::string interpreted;
    llvm::raw_string_ostream interpretedLines(interpreted);
    unsigned missing = reportInterpreted(module, program, interpretedLines);
    out << program.codes.size() << " functions: " << program.codes.size() - missing << " native (" << typedForms
        << " with a typed form), " << missing << " interpreted\n"
        << interpreted;
    for (auto& [name, parts] : chosen) {
        unsigned counts[4] = {}, exits = 0;
        llvm::SmallVector<std::string> lines;
        FuncOp function = parts.front();
        for (FuncOp part : parts)
            count(part, counts, exits, lines);
        out << "\n"
            << name.getValue() << " (" << kindName(function.getKind()) << (function.getGeneric() ? ", typed" : "")
            << "): " << counts[unsigned(Standing::Typed)] << " typed, " << counts[unsigned(Standing::Guarded)]
            << " guarded, " << counts[unsigned(Standing::Generic)] << " generic, " << exits
            << (exits == 1 ? " side exit\n" : " side exits\n");
        for (const std::string& line : lines)
            out << line << "\n";
    }
}

} // namespace pyc::midend
