// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The dialect itself, and its types.
#ifndef PYC_MIDEND_DIALECT_PY_DIALECT
#define PYC_MIDEND_DIALECT_PY_DIALECT

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/OpBase.td"

def Py_Dialect : Dialect {
  let name = "py";
  let cppNamespace = "::pyc::midend";
  let summary = "What Python code means, with as much as is known about its values";
  let description = [{
    Values are tagged words (`!py.any` and its refinements) or unboxed builtin types (`i64`, `f64`, `i1`). Control flow is `cf`, arithmetic on
    unboxed values `arith` and `math`.

    **Errors.** An operation that may raise has an optional trailing `i1` result `failed`. Where it is absent, failing leaves the function with
    the exception pending. Where the importer asked for it (inside a try region), the block ends right after the operation with
    `cf.cond_br %failed, ^handler(…), ^continue`, and a handler begins with `py.take_exception`.

    **Positions.** The location of an operation is fused with its bytecode offset: `fused<12 : i32>["f.py":3:4]` (`positionOf`). A pass that
    replaces an operation keeps its location and with it the traceback's line.

    **Leaving.** Guards and typed operations that may find themselves wrong take a `!py.state`, the interpreter's view of the moment *before*
    the instruction. They leave through it: the interpreter carries on there, and what it returns is returned.
  }];
  let useDefaultTypePrinterParser = 1;
  let hasConstantMaterializer = 1;
  let dependentDialects = ["mlir::arith::ArithDialect", "mlir::cf::ControlFlowDialect"];
}

// ---- types ----

class Py_Type<string name, string typeMnemonic, string what, list<Trait> traits = []> : TypeDef<Py_Dialect, name, traits> {
  let mnemonic = typeMnemonic;
  let summary = what;
}

def Py_AnyType : Py_Type<"PyAny", "any", "a tagged word; empty (unbound) only where an operation says so">;
def Py_IntType : Py_Type<"PyInt", "int", "exactly int: small, or a heap integer beyond 63 bits">;
def Py_FloatType : Py_Type<"PyFloat", "float", "exactly float: immediate or boxed">;
def Py_BoolType : Py_Type<"PyBool", "bool", "True or False">;
def Py_NoneType : Py_Type<"PyNone", "none", "None">;
def Py_StrType : Py_Type<"PyStr", "str", "exactly str">;
def Py_BytesType : Py_Type<"PyBytes", "bytes", "exactly bytes">;
def Py_DictType : Py_Type<"PyDict", "dict", "exactly dict">;
def Py_SetType : Py_Type<"PySet", "set", "exactly set">;
def Py_RangeType : Py_Type<"PyRange", "range", "exactly range">;
def Py_SliceType : Py_Type<"PySlice", "slice", "exactly slice">;
def Py_CellType : Py_Type<"PyCell", "cell", "a cell of a captured variable">;
def Py_StateType : Py_Type<"PyState", "state", "a frame state: what the interpreter needs to carry on; costs nothing until used">;

def Py_ListType : Py_Type<"PyList", "list", "exactly list"> {
  let description = [{
    The element type is an expectation: `i64` and `f64` expect a block of that kind, which every access checks (a check that LLVM hoists);
    `!py.any` is any list.
  }];
  let parameters = (ins "mlir::Type":$element);
  let assemblyFormat = "`<` $element `>`";
}
def Py_BlockType : Py_Type<"PyBlock", "block", "the storage of a list, known to be of the kind that holds such elements"> {
  let description = "An address, never a tagged word. `!py.any` are tagged words.";
  let parameters = (ins "mlir::Type":$element);
  let assemblyFormat = "`<` $element `>`";
}
def Py_RowsType : Py_Type<"PyRows", "rows", "an address of memory that remembers the blocks of a list's items; null: nothing is remembered">;
def Py_TupleType : Py_Type<"PyTuple", "tuple", "exactly tuple; with element types: of that length, its elements being facts"> {
  let parameters = (ins OptionalArrayRefParameter<"mlir::Type">:$elements);
  let assemblyFormat = "(`<` $elements^ `>`)?";
}
class Py_NamedType<string name, string typeMnemonic, string what> : Py_Type<name, typeMnemonic, what> {
  let parameters = (ins StringRefParameter<"qualified name">:$name);
  let assemblyFormat = "`<` $name `>`";
}
def Py_InstanceType : Py_NamedType<"PyInstance", "instance", "an instance of exactly this class, \"module:Class\"">;
def Py_ClassType : Py_NamedType<"PyClass", "class", "this class object itself, \"module:Class\" or a builtin's plain name">;
def Py_FunctionType : Py_NamedType<"PyFunction", "function", "a function object made from this py.func symbol">;
def Py_ModuleType : Py_NamedType<"PyModule", "module", "this module object">;

def Py_Value : Type<CPred<"::pyc::midend::isTagged($_self)">, "tagged value">;
def Py_Unboxed : Type<CPred<"::pyc::midend::isUnboxed($_self)">, "i64, f64 or i1">;
def Py_Storable : AnyTypeOf<[Py_Value, Py_Unboxed]>;

#endif
