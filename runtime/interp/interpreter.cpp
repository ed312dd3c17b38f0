// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The interpreter's engine: one handler per opcode, chained by tail calls that keep the machine's state in registers; a
// switch where the target has no such calls. The handlers themselves stand in handlers/, written once for both.
#include "runtime/interp/interpreter.h"
#include "runtime/builtins/generator.h"
#include "runtime/builtins/range.h"
#include "runtime/interp/global_cache.h"
#include "runtime/interp/operands.h"

#include <algorithm>
#include <cstring>

namespace pyc::runtime {

using frontend::Opcode;

namespace {

bool bothSmallInt(Value left, Value right) { return left.bits & right.bits & 1; }
bool bothImmediateFloat(Value left, Value right) { return left.isImmediateFloat() && right.isImmediateFloat(); }

// Floats and mixed arithmetic; false when an operand is something else.
[[gnu::always_inline]] inline bool asDouble(Value value, double* result) {
    if (value.isImmediateFloat()) [[likely]] {
        *result = value.immediateFloat();
        return true;
    }
    if (value.isSmallInt()) {
        *result = double(value.smallInt());
        return true;
    }
    if (shapeOf(value.object()) == &FloatShape) {
        *result = as<FloatObject>(value)->value;
        return true;
    }
    return false;
}

// As asDouble, but only what a double holds exactly: the quotient of integers is rounded once.
[[gnu::always_inline]] inline bool asQuotientPart(Value value, double* result) {
    constexpr int64_t Exact = int64_t(1) << 53;
    if (value.isSmallInt() && (value.smallInt() > Exact || value.smallInt() < -Exact)) [[unlikely]]
        return false;
    return asDouble(value, result);
}

int64_t floorDivide(int64_t left, int64_t right) {
    int64_t quotient = left / right;
    return quotient - (left % right < 0);
}
int64_t floorModulo(int64_t left, int64_t right) {
    int64_t rest = left % right;
    return rest < 0 ? rest + right : rest;
}

Value& wordAt(Value object, uint32_t offset) {
    return *reinterpret_cast<Value*>(reinterpret_cast<char*>(object.object()) + offset);
}
void storeRelease(Value* place, Value value) { __atomic_store_n(&place->bits, value.bits, __ATOMIC_RELEASE); }

bool isExactTuple(Value value) { return value.isObject() && shapeOf(value.object()) == &TupleShape; }

// Empty when the index is negative or out of range, or the element needs a box.
[[gnu::always_inline]] inline Value listItemInline(List* list, int64_t index) {
    ListBlock* block = __atomic_load_n(&list->block, __ATOMIC_RELAXED);
    uint64_t length = __atomic_load_n(&block->length, __ATOMIC_RELAXED);
    if (uint64_t(index) >= length || uint64_t(index) >= block->capacity) [[unlikely]]
        return Value();
    uint64_t word = block->payload[index];
    switch (block->kind) {
    case ListKind::Any: return Value(word);
    case ListKind::Int64: return Value::fitsSmallInt(int64_t(word)) ? Value::fromSmallInt(int64_t(word)) : Value();
    case ListKind::Float64: return Value::immediateOrEmpty(std::bit_cast<double>(word));
    }
    return Value();
}

// False when the general way must be taken.
[[gnu::always_inline]] inline bool listStoreInline(List* list, int64_t index, Value value) {
    ListBlock* block = __atomic_load_n(&list->block, __ATOMIC_RELAXED);
    uint64_t length = __atomic_load_n(&block->length, __ATOMIC_RELAXED);
    if (uint64_t(index) >= length || uint64_t(index) >= block->capacity) [[unlikely]]
        return false;
    switch (block->kind) {
    case ListKind::Any: __atomic_store_n(&block->payload[index], value.bits, __ATOMIC_RELEASE); return true;
    case ListKind::Int64:
        if (!value.isSmallInt())
            return false;
        block->payload[index] = uint64_t(value.smallInt());
        return true;
    case ListKind::Float64:
        if (!value.isImmediateFloat())
            return false;
        block->payload[index] = std::bit_cast<uint64_t>(value.immediateFloat());
        return true;
    }
    return false;
}

[[gnu::always_inline]] inline Value callValue(Value callee, const Value* arguments, size_t count) {
    if (callee.isObject()) [[likely]] {
        if (shapeOf(callee.object()) == &FunctionShape) [[likely]]
            return as<Function>(callee)->entry(callee, arguments, count, nullptr);
        if (GenericEntry entry = shapeOf(callee.object())->type->slots.call) [[likely]]
            return entry(callee, arguments, count, nullptr);
    }
    return notCallable(callee);
}

[[gnu::cold]] void raiseUnbound(InterpreterFrame* frame, uint32_t index) {
    String* name = frame->code->variables[index];
    const InterpretedCode* code = frame->interpreted;
    if (index >= code->firstFree && index < code->firstFree + code->freeCount)
        pyc_unbound_free(name);
    else
        pyc_unbound_local(name);
}

Value loadFromMappingOrCell(InterpreterFrame* frame, Value mapping, uint32_t index) {
    return pyc_load_from_mapping_or_cell(mapping, frame->registers[index], frame->code->variables[index]);
}

// What `yield from` or `await` waits for is visible while the generator is suspended.
void setDelegate(InterpreterFrame* frame, Value delegate) { frame->generator->delegate = delegate; }

// The pending exception goes to its handler: the instruction to go on with, or null when it leaves the frame.
const uint16_t* unwind(InterpreterFrame* frame) {
    const frontend::HandlerEntry* handler = frontend::handlerOf(frame->code->data, frame->position);
    if (!handler)
        return nullptr;
    closeOwnedInside(frame, handler);
    frame->registers[handler->exceptionRegister] = Value(takeError());
    return frame->interpreted->units + handler->handler;
}

// ---- what handlers are written in ----
#define REGISTER(n) (registers[ip[operands::findRegister(opcode, "WRX", n)]])
#define BLOCK(n) (registers + ip[operands::findRegister(opcode, "BD", n)])
#define OPTIONAL(n) (optionalRegister(registers, ip[operands::findRegister(opcode, "O", n)]))
#define COUNT(n) (uint32_t(ip[operands::find(opcode, "n", n)]))
#define SIGNED() (int16_t(ip[operands::find(opcode, "i", 0)]))
#define CONSTANT() (operands::wide(ip + operands::find(opcode, "C", 0)))
#define NAME() (code->names[operands::wide(ip + operands::find(opcode, "N", 0))])
#define TARGET() (operands::wide(ip + operands::find(opcode, "J", 0)))
#define CACHE() (code->caches + operands::wide(ip + operands::find(opcode, "K", 0)))

#define NEXT() CONTINUE_AT(ip + operands::length(opcode))
#define SAVE_POSITION() (frame->position = uint32_t(ip - code->units))
// A void block, so that handlers read as statements.
#define RESULT(n, ...)                                                                                                 \
    do {                                                                                                               \
        Value result = __VA_ARGS__;                                                                                    \
        if (!result) [[unlikely]]                                                                                      \
            FAIL();                                                                                                    \
        REGISTER(n) = result;                                                                                          \
        NEXT();                                                                                                        \
    } while (0)
#define CHECKED(...)                                                                                                   \
    do {                                                                                                               \
        if (!(__VA_ARGS__)) [[unlikely]]                                                                               \
            FAIL();                                                                                                    \
        NEXT();                                                                                                        \
    } while (0)
#define SLOW_UNARY(generic)                                                                                            \
    SAVE_POSITION();                                                                                                   \
    RESULT(0, generic(REGISTER(1)));
#define FLOAT_ARITHMETIC(left, right, expression)                                                                      \
    if (double x, y; !bothSmallInt(left, right) && asDouble(left, &x) && asDouble(right, &y)) {                        \
        if (Value number = Value::immediateOrEmpty(expression)) [[likely]] {                                           \
            REGISTER(0) = number;                                                                                      \
            NEXT();                                                                                                    \
        }                                                                                                              \
    }
// A conditional jump on a result just computed is taken at once.
#define FINISH_TEST(condition)                                                                                         \
    do {                                                                                                               \
        bool test = (condition);                                                                                       \
        REGISTER(0) = boolValue(test);                                                                                 \
        const uint16_t* following = ip + operands::length(opcode);                                                     \
        if (following[1] == ip[operands::findRegister(opcode, "W", 0)]) [[likely]] {                                   \
            if (following[0] == uint16_t(Opcode::JumpIfFalse)) [[likely]] {                                            \
                if (test)                                                                                              \
                    CONTINUE_AT(following + operands::length(Opcode::JumpIfFalse));                                    \
                CONTINUE_AT(code->units + operands::wide(following + 2));                                              \
            }                                                                                                          \
            if (following[0] == uint16_t(Opcode::JumpIfTrue)) {                                                        \
                if (!test)                                                                                             \
                    CONTINUE_AT(following + operands::length(Opcode::JumpIfTrue));                                     \
                CONTINUE_AT(code->units + operands::wide(following + 2));                                              \
            }                                                                                                          \
        }                                                                                                              \
        CONTINUE_AT(following);                                                                                        \
    } while (0)

// Which head of its loops compiled code can go on at, or -1. A frame that was seen stays the one that runs.
int headOfLoop(const InterpreterFrame* frame, uint32_t target) {
    const uint32_t* offsets = frame->loops->offsets;
    const uint32_t* end = offsets + (frame->object ? 0 : frame->loops->count);
    const uint32_t* found = std::find(offsets, end, target);
    return found == end ? -1 : int(found - offsets);
}

Value continueInLoop(InterpreterFrame* frame, int head) {
    popFrame(frame);
    return frame->loops->enter(currentThread(), frame->function, frame->names, frame->registers, uint64_t(head));
}

Value optionalRegister(Value* registers, uint16_t index) {
    return index == frontend::AbsentRegister ? Value() : registers[index];
}

#if (defined(__x86_64__) || defined(__aarch64__) || defined(__riscv)) && !defined(PYC_SWITCH_INTERPRETER)

#define PYC_MACHINE const uint16_t *ip, Value *registers, InterpreterFrame *frame, const InterpretedCode *code
// Handlers save nothing for their callers, where the compiler can promise that.
#if defined(__riscv)
#define PYC_HANDLER_CALL
#else
#define PYC_HANDLER_CALL [[clang::preserve_none]]
#endif
using Handler = Value (*)(PYC_MACHINE) PYC_HANDLER_CALL;

extern constinit const Handler handlerTable[];

#define CONTINUE_AT(target)                                                                                            \
    do {                                                                                                               \
        const uint16_t* next = (target);                                                                               \
        [[clang::musttail]] return handlerTable[*next](next, registers, frame, code);                                  \
    } while (0)
#define FAIL() [[clang::musttail]] return fail(ip, registers, frame, code)
#define UNWIND() [[clang::musttail]] return propagate(ip, registers, frame, code)

PYC_HANDLER_CALL [[gnu::cold, gnu::noinline]] Value propagate(const uint16_t*, Value* registers,
                                                              InterpreterFrame* frame, const InterpretedCode* code) {
    const uint16_t* target = unwind(frame);
    if (!target)
        return Value();
    CONTINUE_AT(target);
}
PYC_HANDLER_CALL [[gnu::cold, gnu::noinline]] Value fail(PYC_MACHINE) {
    addTraceback(frame);
    UNWIND();
}

// What a handler calls in rare cases stands in a function of its own, and so the handler needs no place on the stack.
#define GENERAL_WAY(name) HANDLER_FUNCTION(General##name, name, [[gnu::noinline]])
#define TAKE_GENERAL_WAY(name) [[clang::musttail]] return General##name::run(ip, registers, frame, code)
template <auto operation, Opcode opcode>
PYC_HANDLER_CALL [[gnu::noinline]] Value binaryOperation(PYC_MACHINE) {
    SAVE_POSITION();
    RESULT(0, operation(REGISTER(1), REGISTER(2)));
}
#define SLOW_BINARY(generic) [[clang::musttail]] return binaryOperation<generic, opcode>(ip, registers, frame, code);

#define HANDLER(name) HANDLER_FUNCTION(Execute##name, name, )
#define HANDLER_FUNCTION(function, name, attributes)                                                                   \
    struct function {                                                                                                  \
        static constexpr Opcode opcode = Opcode::name;                                                                 \
        PYC_HANDLER_CALL attributes static Value run(PYC_MACHINE);                                                     \
    };                                                                                                                 \
    PYC_HANDLER_CALL Value function::run([[maybe_unused]] const uint16_t* ip, [[maybe_unused]] Value* registers,       \
                                         [[maybe_unused]] InterpreterFrame* frame,                                     \
                                         [[maybe_unused]] const InterpretedCode* code)
#include "runtime/interp/handlers/all.inc"

constinit const Handler handlerTable[] = {
#define PYC_OPCODE(name, operands, effects) Execute##name::run,
#include "frontend/bytecode/opcodes.def"
};

Value run(const uint16_t* start, InterpreterFrame* frame) {
    return handlerTable[*start](start, frame->registers, frame, frame->interpreted);
}

#else

Value run(const uint16_t* ip, InterpreterFrame* frame) {
    Value* const registers = frame->registers;
    const InterpretedCode* const code = frame->interpreted;
#define CONTINUE_AT(target)                                                                                            \
    do {                                                                                                               \
        ip = (target);                                                                                                 \
        goto dispatch;                                                                                                 \
    } while (0)
#define FAIL() goto fail
#define UNWIND() goto propagate
#define GENERAL_WAY(name) general##name : if constexpr ([[maybe_unused]] constexpr Opcode opcode = Opcode::name; true)
#define TAKE_GENERAL_WAY(name) goto general##name
#define SLOW_BINARY(generic)                                                                                           \
    SAVE_POSITION();                                                                                                   \
    RESULT(0, generic(REGISTER(1), REGISTER(2)));
#define HANDLER(name)                                                                                                  \
    case Opcode::name:                                                                                                 \
        if constexpr ([[maybe_unused]] constexpr Opcode opcode = Opcode::name; true)
dispatch:
    switch (Opcode(*ip)) {
#include "runtime/interp/handlers/all.inc"
    case Opcode::Count: break;
    }
    __builtin_unreachable();
fail:
    addTraceback(frame);
propagate:
    ip = unwind(frame);
    if (!ip)
        return Value();
    goto dispatch;
}

#endif

void placeFreeVariables(Value* registers, const InterpretedCode* code, Function* function) {
    for (uint32_t i = 0; i < code->freeCount; ++i)
        registers[code->firstFree + i] = function->closure->items[i];
}

} // namespace

uint64_t sideExits;

Value runFrame(InterpreterFrame* frame, uint32_t unit) { return run(frame->interpreted->units + unit, frame); }

Value failFrame(InterpreterFrame* frame) {
    // What a delegate is given to handle was not raised here.
    const frontend::HandlerEntry* handler = frontend::handlerOf(frame->code->data, frame->position);
    if (!handler || Opcode(frame->interpreted->units[handler->handler]) != Opcode::ThrowInto)
        addTraceback(frame);
    const uint16_t* target = unwind(frame);
    return target ? run(target, frame) : Value();
}

const InterpretedCode* prepareCode(Code* code) {
    if (code->extra)
        return static_cast<InterpretedCode*>(code->extra);
    if (!readyCode(code))
        return nullptr;
    const frontend::CodeData* data = code->data;
    auto* prepared = static_cast<InterpretedCode*>(gc::allocate(sizeof(InterpretedCode)));
    auto* caches = static_cast<InlineCache*>(gc::allocate(sizeof(InlineCache) * (data->cacheCount + 1)));
    if (!prepared || !caches)
        return raiseMemoryError();
    memset(static_cast<void*>(caches), 0, sizeof(InlineCache) * (data->cacheCount + 1));
    bool usesNames = !(data->flags & frontend::CodeOptimized);
    bool direct = !usesNames && bindsDirectly(data, data->argumentCount, nullptr);
    *prepared = {.units = data->units,
                 .constants = code->constants,
                 .names = code->names,
                 .caches = caches,
                 .registerCount = data->registerCount,
                 .clearedCount = data->namedCount,
                 .parameterCount = usesNames ? 0 : uint32_t(parameterCount(data)),
                 .directCount = direct ? data->argumentCount : ~uint32_t(0),
                 .firstFree = data->namedCount - data->freeCount,
                 .freeCount = data->freeCount,
                 .usesNames = usesNames};
    code->caches = caches;
    code->extra = prepared;
    return prepared;
}

Value pyc_interpreted_entry(Value callee, const Value* arguments, size_t positionalCount, Tuple* keywordNames) {
    Function* function = as<Function>(callee);
    Code* codeObject = function->code;
    auto* code = static_cast<const InterpretedCode*>(codeObject->extra);
    if (!code) [[unlikely]]
        code = PYC_TRY(prepareCode(codeObject));
    if (!enterCall()) [[unlikely]]
        return Value();

    auto* registers = static_cast<Value*>(__builtin_alloca(code->registerCount * sizeof(Value)));
    InterpreterFrame frame;
    frame.function = function;
    frame.code = codeObject;
    frame.position = 0;
    frame.kind = uint32_t(FrameKind::Interpreted);
    frame.registers = registers;
    frame.object = nullptr;
    frame.names = Value();
    frame.generator = nullptr;
    frame.interpreted = code;
    frame.globals = function->globals;
    frame.suspended = false;
    frame.loops = nullptr;

    uint32_t parameters = code->parameterCount;
    if (positionalCount == code->directCount && !keywordNames) [[likely]] {
        for (size_t i = 0; i < positionalCount; ++i)
            registers[i] = arguments[i];
    } else if (code->usesNames) {
        frame.names = arguments[0];
    } else if (!bindArguments(function, arguments, positionalCount, keywordNames, registers)) {
        return Value();
    }
    for (uint32_t i = parameters; i < code->clearedCount; ++i)
        registers[i] = Value();
    if (code->freeCount) [[unlikely]]
        placeFreeVariables(registers, code, function);

    pushFrame(&frame);
    Value result = run(code->units, &frame);
    popFrame(&frame);
    return result;
}

Value pyc_side_exit(Function* function, Code* codeObject, const ExitSite* site, Value* registers, Value names,
                    const LoopEntries* loops, Value owned) {
    ++sideExits;
    const InterpretedCode* code = PYC_TRY(prepareCode(codeObject));
    if (!readExit(site, registers, registers, code->registerCount))
        return Value();
    InterpreterFrame frame;
    frame.function = function;
    frame.code = codeObject;
    frame.position = site->position;
    frame.kind = uint32_t(FrameKind::Interpreted);
    frame.registers = registers;
    frame.object = nullptr;
    frame.names = names;
    frame.generator = static_cast<Generator*>(owned.object());
    frame.interpreted = code;
    frame.globals = function->globals;
    frame.suspended = false;
    frame.loops = loops;
    pushFrame(&frame);
    Value result = run(code->units + site->position, &frame);
    popFrame(&frame);
    return result;
}

} // namespace pyc::runtime
