// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The neutral code object: what the bytecode compiler produces, the toolchain emits as static data, and the runtime
// wraps. Plain data without owners, so that the same layout is an arena object in the front end and a constant in an
// executable.
#pragma once

#include <cstddef>
#include <cstdint>

namespace pyc::frontend {

enum class Opcode : uint16_t {
#define PYC_OPCODE(name, operands, effects) name,
#include "frontend/bytecode/opcodes.def"
    Count
};

enum OpcodeEffects : uint8_t {
    OpcodeNone = 0,
    OpcodeMayRaise = 1,
    OpcodeMayRunPython = 2 | 1,
    OpcodeExitPoint = 4,
    OpcodeTerminator = 8,
    OpcodeJumpOnly = 16,
};

constexpr uint16_t AbsentRegister = 0xFFFF;

enum class CommonConstant : uint16_t { AssertionError, NotImplementedError, Tuple, All, Any, List, Set };
enum class SpecialMethod : uint16_t { Enter, Exit, AsyncEnter, AsyncExit };
enum class FunctionAttribute : uint16_t { Defaults, KeywordDefaults, Annotations, Closure, Annotate, TypeParameters };
enum class Intrinsic : uint16_t {
    PrintExpression,        // interactive mode
    StopIterationToRuntime, // reserved for generators in eval'd code
    TypeVar,
    TypeVarTuple,
    ParamSpec,
    SubscriptGeneric,
    TypeAlias,              // tuple (name, type parameters, compute function)
    TypeVarWithBound,       // name, bound function
    TypeVarWithConstraints, // name, constraints function
    SetTypeParamDefault,    // type parameter, default function
    SetFunctionTypeParams,  // function, tuple
};

// CPython's co_flags.
enum CodeFlags : uint32_t {
    CodeOptimized = 0x1,
    CodeNewLocals = 0x2,
    CodeVarArgs = 0x4,
    CodeVarKeywords = 0x8,
    CodeNested = 0x10,
    CodeGenerator = 0x20,
    CodeCoroutine = 0x80,
    CodeIterableCoroutine = 0x100,
    CodeAsyncGenerator = 0x200,
    CodeFutureAnnotations = 0x1000000,
    CodeHasDocstring = 0x4000000,
    CodeMethod = 0x8000000,
};

// Text is WTF-8 (UTF-8 that may carry lone surrogates), not terminated.
struct Text {
    const char* data;
    uint32_t size;
};

enum class ConstantKind : uint8_t {
    None,
    True,
    False,
    Ellipsis,
    Int,
    BigInt,
    Float,
    Complex,
    String,
    Bytes,
    Tuple,
    FrozenSet,
    Slice,
    Code
};

struct CodeData;

struct Constant {
    ConstantKind kind;
    bool negative; // BigInt
    uint32_t
        count; // BigInt: 64-bit limbs, least significant first; String, Bytes: bytes; Tuple, FrozenSet, Slice: items
    union {
        int64_t integer; // Int
        double real;     // Float; Complex: real part
        const uint64_t* limbs;
        const char* bytes;
        const Constant* items;
        const CodeData* code;
    };
    double imaginary; // Complex
};

// Where an instruction came from. Lines count from 1, columns from 0 in UTF-8 bytes; -1 where there is none.
struct SourceRange {
    int32_t line, endLine;
    int32_t column, endColumn;
};

// Instruction at unit offset `start` up to the next entry. Entries are sorted by start.
struct PositionEntry {
    uint32_t start;
    SourceRange range;
};

// A fault in [start, end) jumps to `handler` with the exception in `exceptionRegister`. The first matching entry wins
// (inner before outer).
struct HandlerEntry {
    uint32_t start, end, handler;
    uint16_t exceptionRegister;
};

// Registers: parameters and locals (variableNames order: positional-only, positional, keyword-only, *args, **kwargs,
// others), then cell variables that are no parameters, then free variables (cells taken from the function's closure at
// entry), then temporaries. A parameter that is captured keeps its register, which holds the cell after MakeCell.
struct CodeData {
    Text name, qualifiedName, fileName;
    const uint16_t* units;
    uint32_t unitCount;
    uint32_t flags;                                                // CodeFlags
    uint32_t argumentCount, positionalOnlyCount, keywordOnlyCount; // as co_argcount (positional-only included) …
    uint32_t variableCount;                                        // registers with a name in variableNames
    uint32_t cellCount; // names in cellNames (parameters that are captured included, as co_cellvars)
    uint32_t freeCount;
    uint32_t namedCount; // registers before the temporaries: variables, then cells that are no parameters, then free
                         // variables
    uint32_t registerCount;
    uint32_t cacheCount; // inline caches
    uint32_t firstLine;
    const Text* variableNames;
    const Text* cellNames;
    const Text* freeNames;
    const Text* registerNames; // namedCount names
    const Text* names;
    uint32_t nameCount;
    uint32_t constantCount;
    const Constant* constants;
    const HandlerEntry* handlers;
    const PositionEntry* positions;
    uint32_t handlerCount;
    uint32_t positionCount;
};

struct OpcodeInfo {
    const char* name;
    const char* operands;
    uint8_t effects;
    uint8_t units;   // the opcode's own included
    int8_t jump;     // the operand that is a jump target, or -1
    int8_t constant; // the operand that is a constant, or -1
};

extern const OpcodeInfo opcodeInfo[size_t(Opcode::Count)];

/// Where a fault at the unit is handled, or null.
inline const HandlerEntry* handlerOf(const CodeData* code, uint32_t unit) {
    for (uint32_t i = 0; i < code->handlerCount; ++i)
        if (code->handlers[i].start <= unit && unit < code->handlers[i].end)
            return &code->handlers[i];
    return nullptr;
}

} // namespace pyc::frontend
