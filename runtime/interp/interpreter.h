// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the interpreter shares with generators, imports and eval: its frames and what it prepares of a code object.
#pragma once

#include "runtime/abi/entry_points.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

// What handlers need of a code object, side by side. Made when the code runs for the first time; kept in Code::extra.
struct InterpretedCode {
    const uint16_t* units;
    const Value* constants;
    String* const* names;
    InlineCache* caches;
    uint32_t registerCount;
    uint32_t clearedCount; // registers that must be unbound at entry: those with a name
    uint32_t parameterCount;
    uint32_t directCount; // as many positional arguments need no binding; ~0 if any call does
    uint32_t firstFree, freeCount;
    bool usesNames; // a module or class body: its entry takes the namespace
};

struct InterpreterFrame : Frame {
    const InterpretedCode* interpreted;
    Dict* globals;
    uint64_t suspended; // what returned was a yield; a whole word, as what is in padding may look like a reference
    const LoopEntries* loops; // of compiled code that left, else null
    Value registerFile[];     // of a generator; otherwise the registers follow on the stack
};

// Makes the interpreter's registers of what compiled code left in `words`, which may be the same place. False: an error
// is pending.
bool readExit(const ExitSite* site, const Value* words, Value* registers, uint32_t count);

// How often compiled code left for the interpreter (PYC_STATS=1).
extern uint64_t sideExits;

// Null: an error is pending.
const InterpretedCode* prepareCode(Code* code);

// Runs from the unit until the frame returns, fails (empty) or suspends.
Value runFrame(InterpreterFrame* frame, uint32_t unit);
// As if the instruction at frame->position had raised what is pending.
Value failFrame(InterpreterFrame* frame);

} // namespace pyc::runtime
