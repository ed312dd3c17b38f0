// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Frame objects, which outlive their calls, and traceback entries.
#include "runtime/builtins/frame.h"

#include "runtime/abi/entry_points.h"
#include "runtime/builtins/generator.h"
#include "runtime/builtins/type.h"
#include "runtime/import/import.h"

namespace pyc::runtime {

FrameObject* frameObjectOf(Frame* frame) {
    if (frame->object)
        return frame->object;
    FrameObject* object = PYC_TRY(newObject<FrameObject>(FrameShape));
    object->frame = frame;
    object->function = frame->function;
    object->code = frame->code;
    object->names = frame->names;
    frame->object = object;
    return object;
}

// The call ends: what the object was reading from the frame is kept.
void leaveFrameSlow(Frame* frame) {
    // Without an error it may go on in the interpreter.
    if (frame->generator && currentThread()->pending) [[unlikely]]
        closeOwned(frame, nullptr);
    FrameObject* object = frame->object;
    object->position = frame->position;
    if (frame->registers) {
        uint32_t count = frame->code->data->namedCount;
        if (auto* saved = static_cast<Value*>(gc::allocate((count + 1) * sizeof(Value)))) {
            for (uint32_t i = 0; i < count; ++i)
                saved[i] = frame->registers[i];
            object->savedLocals = saved;
        }
    }
    if (frame->previous)
        object->back = frameObjectOf(frame->previous);
    object->frame = nullptr;
    frame->object = nullptr;
}

int32_t currentLine(const Frame* frame) { return positionOf(frame->code->data, frame->position).line; }
int32_t lineOf(const FrameObject* frame) {
    return positionOf(frame->code->data, frame->frame ? frame->frame->position : frame->position).line;
}

// ---- tracebacks ----
static void prepend(ExceptionObject* error, FrameObject* frame, uint32_t position) {
    auto* entry = static_cast<TracebackObject*>(gc::allocate(sizeof(TracebackObject)));
    if (!entry)
        return;
    entry->shape = &TracebackShape;
    entry->next = error->traceback;
    entry->frame = frame;
    entry->position = position;
    error->traceback = entry;
}

void addTraceback(Frame* frame) {
    Thread* thread = currentThread();
    // A native function that fails owes an exception; without one nobody could go on.
    if (!thread->pending)
        raiseSystemError("error return without exception set");
    ExceptionObject* error = thread->pending;
    if (!error)
        return;
    if (FrameObject* object = frameObjectOf(frame))
        prepend(error, object, frame->position);
    else
        thread->pending = error;
}

void pyc_add_traceback(Frame* frame) { addTraceback(frame); }

void pyc_add_traceback_without_frame(Code* code, Function* function, UInt32 position) {
    ExceptionObject* error = pendingError();
    auto* object = static_cast<FrameObject*>(gc::allocate(sizeof(FrameObject)));
    if (!error || !object)
        return;
    object->shape = &FrameShape;
    object->code = code;
    object->function = function;
    object->position = position;
    if (Frame* caller = currentThread()->frame)
        object->back = frameObjectOf(caller);
    prepend(error, object, position);
}

Value pyc_catch(Frame* frame) {
    addTraceback(frame);
    return pyc_catch_again(frame);
}

Value pyc_catch_again(Frame* frame) {
    if (frame->generator) [[unlikely]]
        if (const frontend::HandlerEntry* handler = frontend::handlerOf(frame->code->data, frame->position))
            closeOwned(frame, handler);
    return Value(takeError());
}

static Value tracebackNext(Value self) {
    TracebackObject* next = as<TracebackObject>(self)->next;
    return next ? Value(next) : noneValue();
}
static int setTracebackNext(Value self, Value value) {
    if (!value)
        return raiseTypeError("can't delete tb_next attribute");
    if (!isNone(value) && !isExactly(value, TracebackType))
        return raiseTypeError("expected traceback object, got '%T'", value);
    TracebackObject* next = isNone(value) ? nullptr : as<TracebackObject>(value);
    for (TracebackObject* link = next; link; link = link->next)
        if (Value(link) == self)
            return raiseValueError("traceback loop detected");
    as<TracebackObject>(self)->next = next;
    return 0;
}
static Value tracebackFrame(Value self) { return Value(as<TracebackObject>(self)->frame); }
static Value tracebackLine(Value self) {
    auto* entry = as<TracebackObject>(self);
    return intValue(entry->line ? entry->line : positionOf(entry->frame->code->data, entry->position).line);
}
static Value tracebackPosition(Value self) { return intValue(int64_t(as<TracebackObject>(self)->position) * 2); }
static Value tracebackNew(Type*, Value next, Value frame, int32_t position, int32_t line) {
    if (!isExactly(frame, FrameType))
        return raiseTypeError("traceback() argument 'tb_frame' must be frame, not %T", frame);
    if (!isNone(next) && !isExactly(next, TracebackType))
        return raiseTypeError("expected traceback object or None, got '%T'", next);
    TracebackObject* entry = PYC_TRY(newObject<TracebackObject>(TracebackShape));
    entry->next = isNone(next) ? nullptr : as<TracebackObject>(next);
    entry->frame = as<FrameObject>(frame);
    entry->position = uint32_t(position / 2);
    entry->line = line;
    return Value(entry);
}

static constinit const NativeMember tracebackMembers[] = {
    PYC_PROPERTY("tb_next", tracebackNext, setTracebackNext, nullptr),
    PYC_FIELD("tb_frame", tracebackFrame, nullptr, nullptr),
    PYC_GETTER("tb_lineno", tracebackLine, nullptr),
    PYC_FIELD("tb_lasti", tracebackPosition, nullptr, nullptr),
    PYC_END,
};
PYC_GC_ROOT constinit Shape TracebackShape = defineShape(TracebackType);
PYC_GC_ROOT constinit Type TracebackType = defineType({
    .name = "traceback",
    .doc = "Where an exception passed through.",
    .shape = &TracebackShape,
    .instanceSize = sizeof(TracebackObject),
    .members = tracebackMembers,
    .slots = {.create = PYC_CREATE("traceback", tracebackNew, "(tb_next, tb_frame, tb_lasti, tb_lineno)")},
});

// ---- frames ----
FrameObject* frameAtDepth(int64_t depth) {
    Frame* frame = currentThread()->frame;
    while (frame && depth-- > 0)
        frame = frame->previous;
    return frame ? frameObjectOf(frame) : nullptr;
}

static const Value* registersOf(const FrameObject* frame) {
    return frame->frame ? frame->frame->registers : frame->savedLocals;
}

static bool isFunctionCode(const Code* code) { return code->data->flags & frontend::CodeOptimized; }

static Value contentOf(Value variable) {
    return variable && variable.isObject() && isExactly(variable, CellType) ? as<Cell>(variable)->value : variable;
}

// Whether a module or class body is in the middle of a comprehension: its variables are the only ones of such code that
// the compiler did not think of.
static bool inComprehension(const Code* code, const Value* registers) {
    const frontend::CodeData* data = code->data;
    auto ofCompiler = [&](uint32_t variable) {
        std::string_view name(data->registerNames[variable].data, data->registerNames[variable].size);
        return name == "__class__" || name == "__classdict__" || name == "__conditional_annotations__";
    };
    for (uint32_t i = 0; registers && i < data->namedCount - data->freeCount; ++i)
        if (contentOf(registers[i]) && !ofCompiler(i))
            return true;
    return false;
}

static bool hasOwnVariables(const Code* code, const Value* registers) {
    return isFunctionCode(code) || inComprehension(code, registers);
}

// `names`: the namespace of a module or class body; of a function, what was added to f_locals, or nothing. In a
// comprehension of a body, its variables are all that is shown.
static Value localsFrom(Code* code, const Value* registers, Value names) {
    if (names && !hasOwnVariables(code, registers))
        return names;
    if (!isFunctionCode(code))
        names = Value();
    Dict* dict = PYC_TRY(newDict());
    PYC_TRY(readyCode(code));
    for (uint32_t i = 0; registers && i < code->data->namedCount; ++i) {
        Value value = contentOf(registers[i]);
        String* name = code->variables[i];
        if (value)
            PYC_TRY(dictSetString(dict, name, value));
    }
    if (names)
        PYC_TRY(dictUpdate(dict, names));
    return Value(dict);
}

// Part of them would be wrong.
static bool localsWereKept(Code* code) {
    return !code->forgetsLocals ||
           raiseRuntimeError(
               "the local variables of %U() were not kept, because the program's source names nothing that "
               "shows them, such as f_locals or, in that function, locals or eval",
               code->qualifiedName);
}

Value localsOfFrame(Frame* frame) {
    PYC_TRY(localsWereKept(frame->code));
    return localsFrom(frame->code, frame->registers, frame->names);
}
Value localsOf(FrameObject* frame) { return localsFrom(frame->code, registersOf(frame), frame->names); }
Dict* globalsOfFrame(Frame* frame) { return frame->function ? frame->function->globals : nullptr; }

static Value frameRepr(Value self) {
    auto* frame = as<FrameObject>(self);
    PYC_TRY(readyCode(frame->code));
    return Value(formatText("<frame at 0x%x, file %R, line %d, code %U>", uint64_t(self.bits), frame->code->fileName,
                            lineOf(frame), frame->code->name));
}
static Value frameBack(Value self) {
    auto* frame = as<FrameObject>(self);
    if (frame->frame)
        return frame->frame->previous ? Value(frameObjectOf(frame->frame->previous)) : noneValue();
    return frame->back ? Value(frame->back) : noneValue();
}
static Value frameCode(Value self) { return Value(as<FrameObject>(self)->code); }
static Value frameGlobals(Value self) {
    Function* function = as<FrameObject>(self)->function;
    return function ? Value(function->globals) : Value(newDict());
}
static Value frameBuiltins(Value) { return Value(builtinsDict()); }
static Value frameLocals(Value self) {
    auto* frame = as<FrameObject>(self);
    PYC_TRY(localsWereKept(frame->code));
    return hasOwnVariables(frame->code, registersOf(frame)) ? newFrameLocalsProxy(frame) : localsOf(frame);
}
static Value frameLine(Value self) { return intValue(lineOf(as<FrameObject>(self))); }
static int setFrameLine(Value, Value line) {
    if (!line)
        return raiseAttributeError("cannot delete attribute");
    if (!isInt(line))
        return raiseValueError("lineno must be an integer");
    return raiseValueError("f_lineno can only be set in a trace function");
}
static Value framePosition(Value self) {
    auto* frame = as<FrameObject>(self);
    return intValue(int64_t(frame->frame ? frame->frame->position : frame->position) * 2);
}
static Value frameTrace(Value) { return noneValue(); }
static Value frameTracesLines(Value) { return trueValue(); }
static Value frameTracesOpcodes(Value) { return falseValue(); }
static Value frameGenerator(Value self) {
    auto* frame = as<FrameObject>(self);
    Generator* generator = frame->frame ? generatorOf(frame->frame) : nullptr;
    return generator ? Value(generator) : noneValue();
}
static Success frameClear(FrameObject* self) {
    if (self->frame)
        return raiseRuntimeError("cannot clear an executing frame");
    self->savedLocals = nullptr;
    return {};
}

static constinit const NativeMember frameMembers[] = {
    PYC_METHOD("clear", frameClear, "($self, /)", "Clear all references held by the frame."),
    PYC_GETTER("f_back", frameBack, nullptr),
    PYC_GETTER("f_code", frameCode, nullptr),
    PYC_GETTER("f_globals", frameGlobals, nullptr),
    PYC_GETTER("f_builtins", frameBuiltins, nullptr),
    PYC_GETTER("f_locals", frameLocals, nullptr),
    PYC_PROPERTY("f_lineno", frameLine, setFrameLine, nullptr),
    PYC_GETTER("f_lasti", framePosition, nullptr),
    PYC_GETTER("f_trace", frameTrace, nullptr),
    PYC_GETTER("f_trace_lines", frameTracesLines, nullptr),
    PYC_GETTER("f_trace_opcodes", frameTracesOpcodes, nullptr),
    PYC_GETTER("f_generator", frameGenerator, "The generator whose body it runs, or None."),
    PYC_END,
};
PYC_GC_ROOT constinit Shape FrameShape = defineShape(FrameType);
PYC_GC_ROOT constinit Type FrameType = defineType({
    .name = "frame",
    .doc = "A call that is under way, or was.",
    .shape = &FrameShape,
    .instanceSize = sizeof(FrameObject),
    .members = frameMembers,
    .slots = {.repr = frameRepr},
});

} // namespace pyc::runtime
