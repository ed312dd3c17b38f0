// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Registration of the dialect, the assembly of functions, and the folds.
#include "midend/dialect/py.h"

#include "mlir/IR/DialectImplementation.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Interfaces/FunctionImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunused-parameter"
#include "midend/dialect/py_dialect.cpp.inc"
#include "midend/dialect/py_enums.cpp.inc"
#include "midend/dialect/py_interfaces.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "midend/dialect/py_types.cpp.inc"

#define GET_OP_CLASSES
#include "midend/dialect/py_ops.cpp.inc"
#pragma clang diagnostic pop

namespace pyc::midend {

using namespace mlir;

void PyDialect::initialize() {
    addTypes<
#define GET_TYPEDEF_LIST
#include "midend/dialect/py_types.cpp.inc"
        >();
    addOperations<
#define GET_OP_LIST
#include "midend/dialect/py_ops.cpp.inc"
        >();
}

bool isTagged(Type type) {
    return isa<PyDialect>(type.getDialect()) && !isa<PyStateType, PyBlockType, PyRowsType>(type);
}

bool isUnboxed(Type type) { return type.isInteger(64) || type.isInteger(1) || type.isF64(); }

Location makeLocation(uint32_t pc, FileLineColLoc source) {
    MLIRContext* context = source.getContext();
    return FusedLoc::get(context, {source}, IntegerAttr::get(IntegerType::get(context, 32), pc));
}

std::optional<Position> positionOf(Location location) {
    std::optional<Position> position;
    location->walk([&](Location inner) {
        auto fused = dyn_cast<FusedLoc>(inner);
        auto pc = fused ? dyn_cast_or_null<IntegerAttr>(fused.getMetadata()) : IntegerAttr();
        if (!pc)
            return WalkResult::advance();
        position = Position{uint32_t(pc.getInt()), dyn_cast<FileLineColLoc>(fused.getLocations().front())};
        return WalkResult::interrupt();
    });
    return position;
}

FrameStateOp stateOf(Operation* operation) {
    std::optional<Position> position = positionOf(operation->getLoc());
    for (Operation* before = operation; position && before; before = before->getPrevNode())
        if (auto state = dyn_cast<FrameStateOp>(before))
            return state.getPc() == position->pc ? state : FrameStateOp();
    return {};
}

// ---- functions ----

void FuncOp::build(OpBuilder& builder, OperationState& state, StringRef name, FunctionType type, int32_t code,
                   FunctionKind kind) {
    Properties& properties = state.getOrAddProperties<Properties>();
    properties.sym_name = builder.getStringAttr(name);
    properties.function_type = TypeAttr::get(type);
    properties.code = builder.getI32IntegerAttr(code);
    properties.kind = FunctionKindAttr::get(builder.getContext(), kind);
    state.addRegion();
}

ParseResult FuncOp::parse(OpAsmParser& parser, OperationState& result) {
    auto buildType = [](Builder& builder, ArrayRef<Type> arguments, ArrayRef<Type> results,
                        function_interface_impl::VariadicFlag,
                        std::string&) { return builder.getFunctionType(arguments, results); };
    return function_interface_impl::parseFunctionOp(parser, result, /*allowVariadic=*/false,
                                                    getFunctionTypeAttrName(result.name), buildType,
                                                    getArgAttrsAttrName(result.name), getResAttrsAttrName(result.name));
}

void FuncOp::print(OpAsmPrinter& printer) {
    function_interface_impl::printFunctionOp(printer, *this, /*isVariadic=*/false, getFunctionTypeAttrName(),
                                             getArgAttrsAttrName(), getResAttrsAttrName());
}

// ---- folds ----

Operation* PyDialect::materializeConstant(OpBuilder& builder, Attribute value, Type type, Location location) {
    return arith::ConstantOp::materialize(builder, value, type, location);
}

OpFoldResult IsBoundOp::fold(FoldAdaptor) {
    Operation* definition = getValue().getDefiningOp();
    if (!definition)
        return {};
    if (isa<UnboundOp>(definition))
        return BoolAttr::get(getContext(), false);
    if (isa<ConstantOp, BoxOp>(definition))
        return BoolAttr::get(getContext(), true);
    return {};
}

OpFoldResult CastOp::fold(FoldAdaptor) {
    if (getValue().getType() == getType())
        return getValue();
    if (auto inner = getValue().getDefiningOp<CastOp>(); inner && inner.getValue().getType() == getType())
        return inner.getValue();
    return {};
}

// The unboxed value behind a box, however often it was cast since.
static Value boxed(Value value, Type type) {
    while (auto cast = value.getDefiningOp<CastOp>())
        value = cast.getValue();
    auto box = value.getDefiningOp<BoxOp>();
    return box && box.getValue().getType() == type ? box.getValue() : Value();
}

OpFoldResult BoxOp::fold(FoldAdaptor) {
    if (auto unbox = getValue().getDefiningOp<UnboxFloatOp>(); unbox && unbox.getValue().getType() == getType())
        return unbox.getValue();
    if (auto unbox = getValue().getDefiningOp<UnboxBoolOp>(); unbox && unbox.getValue().getType() == getType())
        return unbox.getValue();
    if (auto unbox = getValue().getDefiningOp<UnboxIntOp>(); unbox && unbox.getValue().getType() == getType())
        return unbox.getValue();
    return {};
}

OpFoldResult UnboxFloatOp::fold(FoldAdaptor) { return boxed(getValue(), getType()); }
OpFoldResult UnboxBoolOp::fold(FoldAdaptor) { return boxed(getValue(), getType()); }
OpFoldResult UnboxIntOp::fold(FoldAdaptor) { return boxed(getValue(), getType()); }

// Whether the static type alone answers the question. A list's element type is an expectation, not part of what it is.
static bool isKnownToBe(Type have, Type want) {
    return have == want || (isa<PyListType>(have) && isa<PyListType>(want));
}

OpFoldResult IsTypeOp::fold(FoldAdaptor) {
    if (isKnownToBe(getValue().getType(), getTypeAttr().getValue()))
        return BoolAttr::get(getContext(), true);
    return {};
}

OpFoldResult GuardTypeOp::fold(FoldAdaptor) {
    if (getValue().getType() == getType())
        return getValue();
    if (auto cast = getValue().getDefiningOp<CastOp>(); cast && cast.getValue().getType() == getType())
        return cast.getValue();
    return {};
}

LogicalResult TruthOp::canonicalize(TruthOp op, PatternRewriter& rewriter) {
    if (op.getFailed() && !op.getFailed().use_empty())
        return failure();
    Value value = boxed(op.getValue(), rewriter.getI1Type());
    if (!value)
        return failure();
    rewriter.replaceAllUsesWith(op.getResult(), value);
    rewriter.eraseOp(op);
    return success();
}

} // namespace pyc::midend
