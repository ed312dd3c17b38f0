// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The operations. First functions, values and frame states; then one operation per generic meaning (any tagged operands, whatever their
// types say); then the typed forms that inference puts in their place.
#ifndef PYC_MIDEND_DIALECT_PY_OPS
#define PYC_MIDEND_DIALECT_PY_OPS

include "midend/dialect/py_dialect.td"
include "midend/dialect/py_interfaces.td"
include "mlir/IR/BuiltinAttributes.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/FunctionInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

class Py_Op<string mnemonic, dag inputs, dag outputs, list<Trait> traits = []> : Op<Py_Dialect, mnemonic, traits> {
  let arguments = inputs;
  let results = outputs;
  let assemblyFormat = "operands attr-dict `:` functional-type(operands, results)";
}

// May leave an exception pending; runs arbitrary Python unless it says otherwise.
class Py_RaisingOp<string mnemonic, dag inputs, dag outputs = (outs Py_Value:$result), list<Trait> traits = []>
    : Py_Op<mnemonic, inputs, !con(outputs, (outs Optional<I1>:$failed)), !listconcat([Py_RaisingInterface], traits)> {
  let extraClassDeclaration = "mlir::Value failedResult() { return getFailed(); }";
}

// May leave through its state, the last operand. Raises nothing.
class Py_ExitingOp<string mnemonic, dag inputs, dag outputs, list<Trait> traits = []>
    : Py_Op<mnemonic, !con(inputs, (ins Py_StateType:$state)), outputs, !listconcat([Py_ExitingInterface], traits)> {
  let extraClassDeclaration = "mlir::Value exitState() { return getState(); }";
}

// ---- functions ----

def Py_FunctionKind : I32EnumAttr<"FunctionKind", "what kind of code", [
    I32EnumAttrCase<"Function", 0, "function">, I32EnumAttrCase<"Generator", 1, "generator">,
    I32EnumAttrCase<"Coroutine", 2, "coroutine">, I32EnumAttrCase<"AsyncGenerator", 3, "async_generator">,
    I32EnumAttrCase<"Module", 4, "module">, I32EnumAttrCase<"ClassBody", 5, "class_body">]> {
  let cppNamespace = "::pyc::midend";
}

def Py_FuncOp : Op<Py_Dialect, "func", [FunctionOpInterface, IsolatedFromAbove, Symbol, AffineScope]> {
  let summary = "code of one Python function, class body or module body";
  let description = [{
    `@"module:qualname"` with the parameters in register order (positional, keyword-only, *args, **kwargs), all present and bound; one result. The
    generic form of a code object takes and returns `!py.any`; typed forms have other names and name their generic form in `generic`. What a typed
    form does behind its leaf path may be a function of its own, which names the typed form in `restOf` and takes what it needs of it.
    `code` indexes the program's code table (the importer's `Program`). Free variables are read by `py.free_variable`, a class body's namespace by
    `py.load_locals`; module and class bodies have no parameters.

    What the interpreter goes on with after a side exit comes back here: a form that `continues` a generic one starts at the head of a loop. Its
    parameters are the number of the head among the code offsets `loops`, an i64, and the values of `registers`.
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, TypeAttrOf<FunctionType>:$function_type, OptionalAttr<StrAttr>:$sym_visibility,
      OptionalAttr<DictArrayAttr>:$arg_attrs, OptionalAttr<DictArrayAttr>:$res_attrs,
      I32Attr:$code, DefaultValuedAttr<Py_FunctionKind, "FunctionKind::Function">:$kind, OptionalAttr<FlatSymbolRefAttr>:$generic,
      OptionalAttr<FlatSymbolRefAttr>:$continues, OptionalAttr<DenseI32ArrayAttr>:$registers, OptionalAttr<DenseI32ArrayAttr>:$loops,
      OptionalAttr<FlatSymbolRefAttr>:$restOf);
  let regions = (region AnyRegion:$body);
  let hasCustomAssemblyFormat = 1;
  let builders = [OpBuilder<(ins "llvm::StringRef":$name, "mlir::FunctionType":$type, "int32_t":$code, "FunctionKind":$kind)>];
  let extraClassDeclaration = [{
    mlir::ArrayRef<mlir::Type> getArgumentTypes() { return getFunctionType().getInputs(); }
    mlir::ArrayRef<mlir::Type> getResultTypes() { return getFunctionType().getResults(); }
    mlir::Region* getCallableRegion() { return &getBody(); }
  }];
}

def Py_ReturnOp : Op<Py_Dialect, "return", [Terminator, ReturnLike, Pure, ParentOneOf<["FuncOp"]>]> {
  let arguments = (ins Py_Storable:$value);
  let assemblyFormat = "$value attr-dict `:` type($value)";
}
def Py_FailOp : Op<Py_Dialect, "fail", [Terminator]> {
  let summary = "leaves the function with the pending exception";
  let description = "With `reraised`, the traceback has its entry for this frame already.";
  let arguments = (ins UnitAttr:$reraised);
  let assemblyFormat = "attr-dict";
}
def Py_ContinueInOp : Py_Op<"continue_in", (ins Variadic<Py_Storable>:$arguments, FlatSymbolRefAttr:$callee), (outs), [Terminator]> {
  let summary = "the rest of this function is `callee`: returns what it returns";
}
def Py_UnreachableOp : Op<Py_Dialect, "unreachable", [Terminator]> { let assemblyFormat = "attr-dict"; }

def Py_FreeVariableOp : Py_Op<"free_variable", (ins I32Attr:$index), (outs Py_CellType:$result), [Pure]> {
  let summary = "the closure's cell at `index`";
}

def Py_LoadLocalsOp : Py_Op<"load_locals", (ins), (outs Py_AnyType:$result), [Pure]> { let summary = "the namespace a module or class body runs in"; }

// ---- constants and moves ----

def Py_ConstantOp : Py_Op<"constant", (ins AnyAttr:$value, OptionalAttr<I32Attr>:$code, OptionalAttr<I32Attr>:$index), (outs Py_Value:$result), [Pure]> {
  let summary = "a constant, tagged";
  let description = [{
    `value` is an i64 integer, f64 float, boolean, string (`!py.str`) or, for everything else, unit with `code` and `index` naming the constant of
    that code object. None is unit without them. Integers and floats need no index.
  }];
  let assemblyFormat = "`(` $value `)` attr-dict `:` type($result)";
}
def Py_UnboundOp : Py_Op<"unbound", (ins), (outs Py_AnyType:$result), [Pure]> { let summary = "no value: an unbound variable"; }
def Py_IsBoundOp : Py_Op<"is_bound", (ins Py_Value:$value), (outs I1:$result), [Pure]> { let summary = "false where the value is empty"; let hasFolder = 1; }
def Py_CheckBoundOp : Py_RaisingOp<"check_bound", (ins Py_Value:$value, I32Attr:$variable), (outs)> {
  let summary = "raises UnboundLocalError or NameError naming the register when the value is empty; runs no Python";
}

def Py_CastOp : Py_Op<"cast", (ins Py_Value:$value), (outs Py_Value:$result), [Pure]> {
  let summary = "the same word seen under another tagged type; the caller knows it holds";
  let hasFolder = 1;
}
def Py_BoxOp : Py_Op<"box", (ins Py_Unboxed:$value), (outs Py_Value:$result), [Pure]> {
  let summary = "i64 → int (big where 63 bits do not suffice), f64 → float, i1 → bool";
  let hasFolder = 1;
}
def Py_UnboxFloatOp : Py_Op<"unbox_float", (ins Py_FloatType:$value), (outs F64:$result), [Pure]> { let hasFolder = 1; }
def Py_UnboxBoolOp : Py_Op<"unbox_bool", (ins Py_BoolType:$value), (outs I1:$result), [Pure]> { let hasFolder = 1; }
def Py_UnboxIntOp : Py_ExitingOp<"unbox_int", (ins Py_IntType:$value), (outs I64:$result)> {
  let summary = "int → i64; leaves where it needs more bits";
  let hasFolder = 1;
}

// ---- frame states, guards, assumptions ----

def Py_FrameStateOp : Py_Op<"frame_state", (ins Variadic<Py_Storable>:$values, I32Attr:$pc, I32Attr:$next, I32Attr:$destination,
    DenseI32ArrayAttr:$registers, OptionalAttr<I32Attr>:$code), (outs Py_StateType:$state), [Pure]> {
  let summary = "the interpreter's registers before an instruction";
  let description = [{
    `values[i]` (unboxed ones are boxed when leaving) is in register `registers[i]`; all others are unbound. Leaving *before* the instruction carries
    on at `pc`; leaving *after* it, with its result in hand, at `next` with the result in register `destination` (-1: it has none or several).
    `code` is set where the operation was inlined from another code object. The importer puts one at each function's entry and right before each
    instruction that is an exit point, in the same block (`stateOf` finds it); unused ones are dead code, so inference runs before canonicalisation.
  }];
  let assemblyFormat = "operands attr-dict `:` functional-type(operands, results)";
}
def Py_PublishLocalsOp : Py_Op<"publish_locals", (ins Py_StateType:$state), (outs)> {
  let summary = "what locals(), eval or a caller's frame object would see from here on: the named registers of the state";
  let description = "Stands, after the state, before each exit point of functions that name one of these (`namesLocals`).";
}
def Py_SideExitOp : Op<Py_Dialect, "side_exit", [Terminator]> {
  let summary = "leaves through the state: returns what the interpreter returns";
  let arguments = (ins Py_StateType:$state);
  let assemblyFormat = "$state attr-dict";
}
def Py_IsTypeOp : Py_Op<"is_type", (ins Py_Value:$value), (outs I1:$result), [Pure]> {
  let summary = "whether the value is exactly of the tagged type `type`";
  let arguments = (ins Py_Value:$value, TypeAttr:$type);
  let hasFolder = 1;
}
def Py_GuardTypeOp : Py_ExitingOp<"guard_type", (ins Py_Value:$value), (outs Py_Value:$result)> {
  let summary = "the value, which is exactly of the result's type; else leaves";
  let description = "For `!py.instance` the class is tested through the shape's type, for `!py.class`, `!py.function`, `!py.module` the identity or code.";
  let hasFolder = 1;
}
def Py_AssumeOp : Py_ExitingOp<"assume", (ins StrAttr:$cell), (outs)> {
  let summary = "leaves when the assumption cell is broken";
  let description = [{
    Cells are named `global:module.name` (the module's global still has the binding the program gives it), `builtin:name` (the builtin is neither
    shadowed in a module that uses it nor replaced), `class:module:A|module:B` (no attribute of these classes or their bases was patched). May be
    repeated freely: a cell can break only where Python runs.
  }];
}

// ---- names and cells ----

def Py_MakeCellOp : Py_RaisingOp<"make_cell", (ins Py_Value:$value), (outs Py_CellType:$result), [MemoryEffects<[MemAlloc]>]>;
def Py_LoadCellOp : Py_RaisingOp<"load_cell", (ins Py_Value:$cell, I32Attr:$variable)> { let summary = "raises naming the register's variable when unbound; runs no Python"; }
def Py_StoreCellOp : Py_Op<"store_cell", (ins Py_Value:$cell, Py_Value:$value), (outs)>;
def Py_DeleteCellOp : Py_RaisingOp<"delete_cell", (ins Py_Value:$cell, I32Attr:$variable), (outs)>;

def Py_LoadGlobalOp : Py_RaisingOp<"load_global", (ins StrAttr:$name)> { let summary = "global of the function's module, else builtin"; }
def Py_StoreGlobalOp : Py_RaisingOp<"store_global", (ins Py_Value:$value, StrAttr:$name), (outs)>;
def Py_DeleteGlobalOp : Py_RaisingOp<"delete_global", (ins StrAttr:$name), (outs)>;
def Py_LoadNameOp : Py_RaisingOp<"load_name", (ins StrAttr:$name)> { let summary = "namespace of a class body, then globals, then builtins"; }
def Py_StoreNameOp : Py_RaisingOp<"store_name", (ins Py_Value:$value, StrAttr:$name), (outs)>;
def Py_DeleteNameOp : Py_RaisingOp<"delete_name", (ins StrAttr:$name), (outs)>;

// ---- attributes and items ----

def Py_LoadAttrOp : Py_RaisingOp<"load_attr", (ins Py_Value:$object, StrAttr:$name)>;
def Py_StoreAttrOp : Py_RaisingOp<"store_attr", (ins Py_Value:$object, Py_Value:$value, StrAttr:$name), (outs)>;
def Py_DeleteAttrOp : Py_RaisingOp<"delete_attr", (ins Py_Value:$object, StrAttr:$name), (outs)>;
def Py_LoadMethodOp : Py_RaisingOp<"load_method", (ins Py_Value:$object, StrAttr:$name), (outs Py_Value:$callable, Py_AnyType:$receiver)> {
  let summary = "what `object.name(…)` calls: a function and its receiver, or a callable and no receiver (empty)";
}
def Py_LoadSuperAttrOp : Py_RaisingOp<"load_super_attr", (ins Py_Value:$super, Py_Value:$owner, Py_Value:$self, StrAttr:$name)>;
def Py_LoadSuperMethodOp : Py_RaisingOp<"load_super_method", (ins Py_Value:$super, Py_Value:$owner, Py_Value:$self, StrAttr:$name),
    (outs Py_Value:$callable, Py_AnyType:$receiver)>;
def Py_LoadItemOp : Py_RaisingOp<"load_item", (ins Py_Value:$object, Py_Value:$index, UnitAttr:$reuses)> {
  let summary = "object[index]; a slice that `reuses` may be made in the storage of the one that the same operation made before";
  let extraClassDeclaration = [{
    mlir::Value failedResult() { return getFailed(); }
    bool isSliceOfList() { return llvm::isa<PyListType>(getObject().getType()) && llvm::isa<PySliceType>(getIndex().getType()); }
  }];
}
def Py_StoreItemOp : Py_RaisingOp<"store_item", (ins Py_Value:$object, Py_Value:$index, Py_Value:$value), (outs)>;
def Py_DeleteItemOp : Py_RaisingOp<"delete_item", (ins Py_Value:$object, Py_Value:$index), (outs)>;

// ---- operators ----

def Py_BinaryKind : I32EnumAttr<"BinaryKind", "binary operator", [
    I32EnumAttrCase<"Add", 0, "add">, I32EnumAttrCase<"Subtract", 1, "subtract">, I32EnumAttrCase<"Multiply", 2, "multiply">,
    I32EnumAttrCase<"MatrixMultiply", 3, "matrix_multiply">, I32EnumAttrCase<"TrueDivide", 4, "true_divide">, I32EnumAttrCase<"FloorDivide", 5, "floor_divide">,
    I32EnumAttrCase<"Modulo", 6, "modulo">, I32EnumAttrCase<"Power", 7, "power">, I32EnumAttrCase<"LeftShift", 8, "left_shift">,
    I32EnumAttrCase<"RightShift", 9, "right_shift">, I32EnumAttrCase<"BitAnd", 10, "bit_and">, I32EnumAttrCase<"BitOr", 11, "bit_or">,
    I32EnumAttrCase<"BitXor", 12, "bit_xor">]> {
  let cppNamespace = "::pyc::midend";
}
def Py_CompareKind : I32EnumAttr<"CompareKind", "comparison", [
    I32EnumAttrCase<"Less", 0, "lt">, I32EnumAttrCase<"LessEqual", 1, "le">, I32EnumAttrCase<"Equal", 2, "eq">,
    I32EnumAttrCase<"NotEqual", 3, "ne">, I32EnumAttrCase<"Greater", 4, "gt">, I32EnumAttrCase<"GreaterEqual", 5, "ge">]> {
  let cppNamespace = "::pyc::midend";
}
def Py_UnaryKind : I32EnumAttr<"UnaryKind", "unary operator", [
    I32EnumAttrCase<"Negative", 0, "negative">, I32EnumAttrCase<"Positive", 1, "positive">, I32EnumAttrCase<"Invert", 2, "invert">]> {
  let cppNamespace = "::pyc::midend";
}

def Py_BinaryOp : Py_RaisingOp<"binary", (ins Py_BinaryKind:$kind, Py_Value:$left, Py_Value:$right, UnitAttr:$inplace)> {
  let assemblyFormat = "$kind operands attr-dict `:` functional-type(operands, results)";
}
def Py_CompareOp : Py_RaisingOp<"compare", (ins Py_CompareKind:$kind, Py_Value:$left, Py_Value:$right)> {
  let summary = "a rich comparison; any object may come back";
  let assemblyFormat = "$kind operands attr-dict `:` functional-type(operands, results)";
}
def Py_UnaryOp : Py_RaisingOp<"unary", (ins Py_UnaryKind:$kind, Py_Value:$value)> {
  let assemblyFormat = "$kind operands attr-dict `:` functional-type(operands, results)";
}
def Py_IsOp : Py_Op<"is", (ins Py_Value:$left, Py_Value:$right), (outs I1:$result), [Pure]> { let summary = "the same object (boxed floats are their own)"; }
def Py_ContainsOp : Py_RaisingOp<"contains", (ins Py_Value:$container, Py_Value:$item), (outs I1:$result)>;
def Py_TruthOp : Py_RaisingOp<"truth", (ins Py_Value:$value), (outs I1:$result)> { let summary = "bool(value)"; let hasCanonicalizeMethod = 1; }
def Py_LengthOp : Py_RaisingOp<"length", (ins Py_Value:$value)> { let summary = "len(value), as an int"; }

// ---- control, iteration ----

// A typed form's polls have a state, with which they may become py.poll_due and, on a cold path, py.poll_now.
def Py_PollOp : Py_RaisingOp<"poll", (ins Optional<Py_StateType>:$state), (outs)> { let summary = "a loop's back-edge: signals, tracing; may run Python"; }
def Py_CountedPollOp : Py_RaisingOp<"counted_poll", (ins I64:$counter, Optional<Py_StateType>:$state), (outs)> {
  let summary = "a poll in about one of 1,024 iterations of a loop that counts `counter` up or down by a constant and calls nothing";
}
def Py_PollDueOp : Py_Op<"poll_due", (ins Optional<I64>:$counter), (outs I1:$result)> { let summary = "whether a poll (with a counter: a counted one) has something to do"; }
def Py_PollNowOp : Py_RaisingOp<"poll_now", (ins), (outs)> { let summary = "does what waits for a poll; may run Python"; }
def Py_GetIterOp : Py_RaisingOp<"get_iter", (ins Py_Value:$iterable)>;
def Py_ForIterOp : Py_RaisingOp<"for_iter", (ins Py_Value:$iterator), (outs Py_Value:$result, I1:$has)> {
  let summary = "the next value; `has` is false (and the value empty) when exhausted or failed";
}
def Py_UnpackOp : Py_Op<"unpack", (ins Py_Value:$sequence, I32Attr:$before, I32Attr:$after, UnitAttr:$starred),
    (outs Variadic<AnyTypeOf<[Py_Value, I1]>>:$values), [Py_RaisingInterface]> {
  let summary = "`before` values, or with `starred` a list and `after` more; a last i1 result is `failed`";
  let extraClassDeclaration = [{
    unsigned valueCount() { return getBefore() + (getStarred() ? 1 + getAfter() : 0); }
    mlir::Value failedResult() { return getNumResults() > valueCount() ? getResults().back() : mlir::Value(); }
  }];
}

// ---- calls ----

def Py_CallOp : Py_RaisingOp<"call", (ins Py_Value:$callable, Variadic<Py_Value>:$arguments, OptionalAttr<DenseI32ArrayAttr>:$keywords)> {
  let description = "`keywords`: code and constant index of the tuple that names the last arguments.";
}
def Py_CallMethodOp : Py_RaisingOp<"call_method", (ins Py_Value:$callable, Py_Value:$receiver, Variadic<Py_Value>:$arguments,
    OptionalAttr<DenseI32ArrayAttr>:$keywords)> {
  let summary = "calls what py.load_method found; an empty receiver is no argument";
}
def Py_CallUnpackedOp : Py_RaisingOp<"call_unpacked", (ins Py_Value:$callable, Py_Value:$arguments, Py_Value:$keywords)> {
  let summary = "a tuple of arguments and a dict of keywords (empty: none)";
}

// ---- building ----

def Py_BuildKind : I32EnumAttr<"BuildKind", "what is built", [
    I32EnumAttrCase<"Tuple", 0, "tuple">, I32EnumAttrCase<"List", 1, "list">, I32EnumAttrCase<"Set", 2, "set">,
    I32EnumAttrCase<"Dict", 3, "dict">, I32EnumAttrCase<"String", 4, "string">, I32EnumAttrCase<"Slice", 5, "slice">]> {
  let cppNamespace = "::pyc::midend";
}
def Py_BuildOp : Py_RaisingOp<"build", (ins Py_BuildKind:$kind, Variadic<Py_Value>:$items)> {
  let summary = "a display, joined strings or a slice; a dict takes key, value, key, value …";
  let assemblyFormat = "$kind operands attr-dict `:` functional-type(operands, results)";
}
def Py_ListAppendOp : Py_RaisingOp<"list_append", (ins Py_Value:$list, Py_Value:$item), (outs)> { let summary = "of a comprehension or display"; }
def Py_MakeFunctionOp : Py_RaisingOp<"make_function", (ins I32Attr:$code, DenseI32ArrayAttr:$constant), (outs Py_Value:$result)> {
  let summary = "a function object of code number `code`; `constant`: code and index of its code constant";
}

// ---- exceptions ----

def Py_TakeExceptionOp : Py_Op<"take_exception", (ins UnitAttr:$reraised), (outs Py_AnyType:$result)> {
  let summary = "the pending exception, which is then no longer pending; adds this frame's traceback entry unless `reraised`";
}

def Py_RaiseCurrentOp : Py_Op<"raise_current", (ins), (outs I1:$reraised)> {
  let summary = "a bare raise: always fails; true where what was being handled is pending again, whose traceback has its entry for this frame already";
}

// ---- generators ----

def Py_StartGeneratorOp : Py_Op<"start_generator", (ins), (outs)> { let summary = "the caller gets the generator object; its first resume continues here"; }
def Py_YieldOp : Py_RaisingOp<"yield", (ins Py_Value:$value)> { let summary = "suspends; the result is what was sent, failing is what was thrown in"; }
def Py_SendOp : Py_RaisingOp<"send", (ins Py_Value:$receiver, Py_Value:$value, UnitAttr:$throws), (outs Py_Value:$result, I1:$finished)> {
  let summary = "drives a sub-iterator: what it yielded, or with `finished` what it returned; with `throws` the value is an exception";
}

// ---- everything rare ----

def Py_RuntimeOp : Py_Op<"runtime", (ins StrAttr:$entry, Variadic<Py_Value>:$arguments, OptionalAttr<ArrayAttr>:$immediates, UnitAttr:$checked),
    (outs Variadic<AnyTypeOf<[Py_Value, I1]>>:$values), [Py_RaisingInterface]> {
  let summary = "a call of the runtime's entry point `entry` (a row of runtime/abi/entry_points.def)";
  let description = [{
    The entry's parameters take the next operand, string or integer immediate each, by their C type. With `checked` a last i1 result is `failed`.
  }];
  let assemblyFormat = "$entry `(` operands `)` attr-dict `:` functional-type(operands, results)";
  let extraClassDeclaration = [{
    mlir::Value failedResult() { return getChecked() ? getResults().back() : mlir::Value(); }
  }];
}

// ======== typed forms ========

def Py_IntArithKind : I32EnumAttr<"IntArithKind", "integer operator", [
    I32EnumAttrCase<"Add", 0, "add">, I32EnumAttrCase<"Subtract", 1, "subtract">, I32EnumAttrCase<"Multiply", 2, "multiply">,
    I32EnumAttrCase<"FloorDivide", 3, "floor_divide">, I32EnumAttrCase<"Modulo", 4, "modulo">, I32EnumAttrCase<"LeftShift", 5, "left_shift">,
    I32EnumAttrCase<"RightShift", 6, "right_shift">, I32EnumAttrCase<"Power", 7, "power">]> {
  let cppNamespace = "::pyc::midend";
}
def Py_IntArithOp : Py_ExitingOp<"int_arith", (ins Py_IntArithKind:$kind, I64:$left, I64:$right), (outs I64:$result)> {
  let summary = "Python's arithmetic on i64; leaves on overflow, division by zero, a negative shift or exponent (and/or/xor are arith's)";
  let assemblyFormat = "$kind operands attr-dict `:` functional-type(operands, results)";
}
def Py_IntDivideOp : Py_ExitingOp<"int_divide", (ins I64:$left, I64:$right), (outs F64:$result)> {
  let summary = "true division of ints, correctly rounded; leaves on zero";
}
def Py_FloatArithKind : I32EnumAttr<"FloatArithKind", "float operator", [
    I32EnumAttrCase<"Divide", 0, "divide">, I32EnumAttrCase<"FloorDivide", 1, "floor_divide">, I32EnumAttrCase<"Modulo", 2, "modulo">,
    I32EnumAttrCase<"Power", 3, "power">]> {
  let cppNamespace = "::pyc::midend";
}
def Py_FloatArithOp : Py_ExitingOp<"float_arith", (ins Py_FloatArithKind:$kind, F64:$left, F64:$right), (outs F64:$result)> {
  let summary = "float operators that may raise: leaves on division by zero, a power that raises or is complex (others are arith's)";
  let assemblyFormat = "$kind operands attr-dict `:` functional-type(operands, results)";
}
def Py_FloatToIntOp : Py_ExitingOp<"float_to_int", (ins F64:$value), (outs I64:$result)> { let summary = "int(x), truncating; leaves where i64 cannot hold it"; }

// Slots. `index` counts slots of the class's layout; shapes and families of classes are named as in midend/transforms/class_layout.h.
def Py_GuardShapeOp : Py_ExitingOp<"guard_shape", (ins Py_Value:$object, StrAttr:$shape), (outs)> {
  let summary = "leaves unless the value is an instance of the named shape or family";
  let description = [{
    Of a family, it also says that no attribute of the instance hides one of its class. The class is known as long as nothing that may run Python stands
    between: `__class__` can be assigned.
  }];
}
def Py_DispatchOp : Py_ExitingOp<"dispatch", (ins Py_Value:$object, StrArrayAttr:$families), (outs I64:$result)> {
  let summary = "the number of the family the instance is of; leaves when it is of none";
}
def Py_DispatchedFunctionOp : Py_Op<"dispatched_function", (ins I64:$index, FlatSymbolRefArrayAttr:$callees), (outs Py_Value:$result), [Pure]> {
  let summary = "the function object of the callee of that number; only frame states may use it";
}
def Py_LoadSlotOp : Py_ExitingOp<"load_slot", (ins Py_Value:$object, I32Attr:$index, UnitAttr:$overflow), (outs Py_Storable:$result)> {
  let summary = "a slot of an instance whose shape was guarded; the result's type is the slot's representation. Leaves when unbound";
}
def Py_StoreSlotOp : Py_Op<"store_slot", (ins Py_Value:$object, Py_Storable:$value, I32Attr:$index, UnitAttr:$overflow), (outs)> {
  let summary = "stores to a bound slot of an instance whose shape was guarded; the value's type is the slot's representation";
}
def Py_AddSlotOp : Py_Op<"add_slot", (ins Py_Value:$object, Py_Storable:$value, I32Attr:$index, StrAttr:$shape), (outs)> {
  let summary = "binds the next inline slot and moves the instance to the static shape `shape`, which its guarded shape's transition leads to";
}
def Py_NewInstanceOp : Py_ExitingOp<"new_instance", (ins StrAttr:$owner, StrAttr:$shape, I32Attr:$room), (outs Py_Value:$result)> {
  let summary = "an instance of a known class with its root shape and `room` unbound slots; leaves where there is no class or no memory";
}

// Lists. An access is made of steps that are hoisted out of loops one by one: the block, its length, the check of the index, the element.
def Py_ListLengthOp : Py_Op<"list_length", (ins Py_Value:$list), (outs I64:$result)>;
def Py_ListBlockOp : Py_ExitingOp<"list_block", (ins Py_Value:$list), (outs Py_BlockType:$block)> {
  let summary = "the list's present block; leaves when it is of another kind (one without room for any element is of all kinds)";
}
def Py_BlockLengthOp : Py_Op<"block_length", (ins Py_BlockType:$block), (outs I64:$result)>;
def Py_CheckIndexOp : Py_ExitingOp<"check_index", (ins I64:$index, I64:$length, UnitAttr:$fromStart), (outs I64:$result)> {
  let summary = "the index, counted from the end where it is negative (never, with `fromStart`); leaves when it is out of range";
}
def Py_BlockLoadOp : Py_Op<"block_load", (ins Py_BlockType:$block, I64:$index), (outs Py_Storable:$result)>;
def Py_BlockStoreOp : Py_Op<"block_store", (ins Py_BlockType:$block, I64:$index, Py_Storable:$value), (outs)>;
// The items of a list of lists that a loop visits again and again: what was found of each is remembered.
def Py_RowsOp : Py_Op<"rows", (ins I64:$start, I64:$stop), (outs Py_RowsType:$rows)> { let summary = "room for the items from `start` to `stop`, none remembered"; }
def Py_ForgetRowsOp : Py_Op<"forget_rows", (ins Py_RowsType:$rows), (outs)>;
def Py_RowOp : Py_ExitingOp<"row", (ins Py_RowsType:$rows, I64:$start, I64:$index, Py_BlockType:$outer, I64:$length), (outs Py_BlockType:$block, I64:$blockLength)> {
  let summary = "the block, and its length, of the list that is the item `index` of `outer`, which has `length`; leaves as the steps it stands for would";
}
def Py_ListGetOp : Py_ExitingOp<"list_get", (ins Py_Value:$list, I64:$index, UnitAttr:$fromStart), (outs Py_Value:$result)> {
  let summary = "an item of a list whose block may be of any kind; leaves when the index is out of range";
}
def Py_ListPushOp : Py_RaisingOp<"list_push", (ins Py_Value:$list, Py_Storable:$value), (outs)> { let summary = "list.append of a list, typed"; }
def Py_TupleGetOp : Py_ExitingOp<"tuple_get", (ins Py_Value:$tuple, I64:$index, UnitAttr:$fromStart), (outs Py_Value:$result)>;
def Py_TupleLengthOp : Py_Op<"tuple_length", (ins Py_Value:$tuple), (outs I64:$result), [Pure]>;
def Py_TupleItemOp : Py_Op<"tuple_item", (ins Py_Value:$tuple, I32Attr:$index), (outs Py_Value:$result), [Pure]> { let summary = "an item known to exist"; }

def Py_DictGetOp : Py_ExitingOp<"dict_get", (ins Py_Value:$dict, Py_Value:$key), (outs Py_Value:$result)> {
  let summary = "an item of an exact dict by an exact str; leaves when there is none";
}

// Strings and other builtins with a length.
def Py_StrLengthOp : Py_Op<"str_length", (ins Py_Value:$value), (outs I64:$result), [Pure]>;

def Py_LoadGlobalSlotOp : Py_ExitingOp<"load_global_slot", (ins StrAttr:$module, StrAttr:$name), (outs Py_Value:$result)> {
  let summary = "a module's global at its fixed address; leaves when unbound. The result's type must be !py.any";
}

def Py_CallDirectOp : Py_RaisingOp<"call_direct", (ins Py_Value:$callable, Variadic<Py_Storable>:$arguments, Py_StateType:$state, FlatSymbolRefAttr:$callee,
      OptionalAttr<DenseI64ArrayAttr>:$bounds),
    (outs Py_Storable:$result), [Py_ExitingInterface]> {
  let summary = "calls the direct entry of a py.func with exactly its parameters; leaves after the call when the result has another kind";
  let description = [{
    `callable` is the function object (for its closure and frame), known to be made from `callee`. `bounds` has the least and the greatest number that
    each argument may be, of whatever type; nothing is known of those that are no i64.
  }];
  let extraClassDeclaration = [{
    mlir::Value failedResult() { return getFailed(); }
    mlir::Value exitState() { return getState(); }
  }];
}

def Py_RequireZeroOp : Py_ExitingOp<"require_zero", (ins I64:$value), (outs)> { let summary = "leaves unless the value is zero"; }
def Py_RequireSameOp : Py_ExitingOp<"require_same", (ins AnyTypeOf<[Py_Value, Py_BlockType, I64, F64]>:$left, AnyTypeOf<[Py_Value, Py_BlockType, I64, F64]>:$right), (outs)> {
  let summary = "leaves unless both are the same word";
}
def Py_GuardNativeOp : Py_ExitingOp<"guard_native", (ins Py_Value:$callable, StrAttr:$name), (outs)> {
  let summary = "leaves unless the callable is the native function `name`, \"math.sqrt\"";
}

// ---- values that only a frame state needs ----

def Py_RecipeOp : Py_Op<"recipe", (ins StrAttr:$entry, Variadic<Py_Storable>:$arguments, OptionalAttr<ArrayAttr>:$immediates), (outs Py_Value:$result), [Pure]> {
  let summary = "a value that a call of the runtime's entry point `entry` makes where it is needed";
  let description = [{
    Only frame states may use it, so nothing is computed on the way: the cold block of each exit calls the entry (parameters as in `py.runtime`; i64 and
    f64 operands are passed as they are). It stands for the iterator of a counted loop, or for a builtin that was loaded only to be called.
  }];
  let assemblyFormat = "$entry `(` operands `)` attr-dict `:` functional-type(operands, results)";
}
def Py_MadeFunctionOp : Py_Op<"made_function", (ins FlatSymbolRefAttr:$callee), (outs Py_Value:$result)> {
  let summary = "the function object that the program's one py.make_function of this code made first; an assumption says that it is the one meant";
  let assemblyFormat = "$callee attr-dict `:` type($result)";
}

#endif
