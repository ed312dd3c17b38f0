// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Raising: messages are formatted, exception objects made, contexts chained, and the exception left pending on the
// thread.
#include "runtime/object/errors.h"

#include "runtime/builtins/exceptions.h"
#include "runtime/builtins/type.h"
#include "runtime/object/operations.h"
#include "runtime/thread/thread.h"

namespace pyc::runtime {

// ---- messages ----
static bool appendNumber(StringBuilder& builder, int64_t number, unsigned base, bool isUnsigned) {
    char digits[24];
    size_t position = sizeof digits;
    uint64_t magnitude = number < 0 && !isUnsigned ? -uint64_t(number) : uint64_t(number);
    do {
        digits[--position] = "0123456789abcdef"[magnitude % base];
        magnitude /= base;
    } while (magnitude);
    if (number < 0 && !isUnsigned)
        digits[--position] = '-';
    return builder.append(std::string_view(digits + position, sizeof digits - position));
}

static bool appendCut(StringBuilder& builder, const String* string, int64_t limit) {
    if (!string)
        return false;
    if (limit < 0 || string->length <= limit)
        return builder.append(string);
    for (int64_t i = 0; i < limit; ++i)
        if (!builder.appendCodePoint(codePointAt(string, i)))
            return false;
    return true;
}

static bool appendObject(StringBuilder& builder, char letter, Value value, int64_t limit) {
    switch (letter) {
    case 'R': return appendCut(builder, repr(value), limit);
    case 'A': return appendCut(builder, ascii(value), limit);
    case 'T': return builder.append(typeOf(value)->name);
    case 'Q': {
        String* name = typeFullName(typeOf(value));
        return name && builder.append(name);
    }
    case 'N': return builder.append(as<Type>(value)->name);
    default: return appendCut(builder, isString(value) ? as<String>(value) : str(value), limit);
    }
}

std::string_view shortTypeName(Type* type) {
    std::string_view name = type->name;
    if (type->flags & TypeHeap)
        return name;
    size_t dot = name.rfind('.');
    return dot == name.npos ? name : name.substr(dot + 1);
}

String* formatTextWith(const char* format, const FormatArgument* arguments, size_t count) {
    StringBuilder builder;
    size_t used = 0;
    for (const char* p = format; *p;) {
        const char* plain = p;
        while (*p && *p != '%')
            ++p;
        if (p != plain && !builder.append(std::string_view(plain, size_t(p - plain))))
            return nullptr;
        if (!*p)
            break;
        ++p;
        int64_t limit = -1;
        if (*p == '.') {
            limit = 0;
            for (++p; *p >= '0' && *p <= '9'; ++p)
                limit = limit * 10 + (*p - '0');
        }
        while (*p == 'l' || *p == 'z')
            ++p;
        char letter = *p++;
        if (letter == '%') {
            PYC_TRY(builder.append("%"));
            continue;
        }
        if (used == count)
            return raiseBadInternalCall("a message with too few arguments");
        const FormatArgument& argument = arguments[used++];
        bool fine = true;
        switch (argument.kind) {
        case FormatArgument::Signed:
        case FormatArgument::Unsigned:
            if (letter == 'c')
                fine = builder.appendCodePoint(uint32_t(argument.number));
            else
                fine = appendNumber(builder, argument.number, letter == 'x' ? 16 : 10,
                                    argument.kind == FormatArgument::Unsigned);
            break;
        case FormatArgument::Text: {
            std::string_view text(argument.text, argument.size);
            fine = builder.append(limit >= 0 ? text.substr(0, size_t(limit)) : text);
            break;
        }
        case FormatArgument::Object: fine = appendObject(builder, letter, Value(argument.bits), limit); break;
        case FormatArgument::TypeName: fine = builder.append(argument.type->name); break;
        }
        if (!fine)
            return nullptr;
    }
    return builder.finish();
}

// ---- the pending exception ----
bool errorPending() { return currentThread()->pending; }
ExceptionObject* pendingError() { return currentThread()->pending; }
ExceptionObject* takeError() {
    Thread* thread = currentThread();
    ExceptionObject* error = thread->pending;
    thread->pending = nullptr;
    return error;
}
void restoreError(ExceptionObject* error) { currentThread()->pending = error; }
void clearError() { currentThread()->pending = nullptr; }
bool pendingErrorIs(Type& cls) {
    ExceptionObject* error = currentThread()->pending;
    return error && isA(Value(error), cls);
}
bool clearStopIteration() {
    Thread* thread = currentThread();
    if (!thread->pending)
        return true;
    if (!isA(Value(thread->pending), StopIterationType))
        return false;
    thread->pending = nullptr;
    return true;
}

// The exception being handled becomes the context, and never part of a cycle.
static void chainContext(ExceptionObject* exception) {
    ExceptionObject* handled = currentThread()->handled;
    if (!handled || handled == exception)
        return;
    ExceptionObject* slow = handled;
    bool step = false;
    for (ExceptionObject* link = handled; link->context; link = link->context) {
        if (link->context == exception) {
            link->context = nullptr;
            break;
        }
        if (step)
            slow = slow->context;
        step = !step;
        if (slow == link->context)
            break;
    }
    exception->context = handled;
}

static ErrorReturn makePending(ExceptionObject* exception) {
    chainContext(exception);
    currentThread()->pending = exception;
    return {};
}

ErrorReturn raiseWith(Type& cls, const char* format, const FormatArgument* arguments, size_t count) {
    String* message = formatTextWith(format, arguments, count);
    ExceptionObject* exception = message ? newException(cls, message) : nullptr;
    return exception ? makePending(exception) : ErrorReturn{};
}

ExceptionObject* newException(Type& cls, String* message) {
    Tuple* arguments = PYC_TRY(newTuple({Value(message)}));
    return newExceptionWith(cls, arguments);
}

ErrorReturn raiseObject(Value exception) {
    if (isExceptionClass(exception)) {
        exception = call(exception);
        if (!exception)
            return {};
        if (!isException(exception))
            return raiseTypeError("exceptions must derive from BaseException");
    }
    return makePending(as<ExceptionObject>(exception));
}

static ErrorReturn raiseWithArguments(Type& cls, Tuple* arguments) {
    ExceptionObject* exception = arguments ? newExceptionWith(cls, arguments) : nullptr;
    return exception ? makePending(exception) : ErrorReturn{};
}

// A tuple stands for several arguments.
ErrorReturn raiseObjectOfClass(Type& cls, Value argument) {
    return raiseWithArguments(cls, isTuple(argument) ? as<Tuple>(argument) : newTuple({argument}));
}

ErrorReturn raiseKeyError(Value key) { return raiseWithArguments(KeyErrorType, newTuple({key})); }

ErrorReturn raiseMemoryError() {
    Value prepared = currentThread()->memoryError;
    if (prepared) {
        // Used again and again: what it showed last time is not what it shows now.
        auto* error = as<ExceptionObject>(prepared);
        error->traceback = nullptr;
        error->context = nullptr;
        error->cause = nullptr;
        currentThread()->pending = error;
    }
    return {};
}

ErrorReturn raiseStopIteration(Value value) {
    return raiseWithArguments(StopIterationType, value ? newTuple({value}) : emptyTuple());
}

ErrorReturn raiseNoAttribute(Value object, const String* name) {
    String* message;
    if (isType(object))
        message = formatText("type object '%N' has no attribute '%U'", object, name);
    else if (isA(object, ModuleType))
        return raiseNoModuleAttribute(as<Module>(object), name);
    else
        message = formatText("'%T' object has no attribute '%U'", object, name);
    if (!message)
        return {};
    return raiseAttributeErrorFor(object, name, message);
}

ErrorReturn raiseAttributeErrorFor(Value object, const String* name, String* message) {
    auto* exception = static_cast<AttributeErrorObject*>(newException(AttributeErrorType, message));
    if (!exception)
        return {};
    exception->name = Value(name);
    exception->object = object;
    return makePending(exception);
}

ErrorReturn raiseNameErrorFor(const String* name, String* message) {
    auto* exception = static_cast<NameErrorObject*>(message ? newException(NameErrorType, message) : nullptr);
    if (!exception)
        return {};
    exception->name = Value(name);
    return makePending(exception);
}

ErrorReturn raiseNameNotDefined(const String* name) {
    return raiseNameErrorFor(name, formatText("name '%U' is not defined", name));
}

ErrorReturn raiseBadInternalCall(const char* where) { return raiseSystemError("internal error: %s", where); }

} // namespace pyc::runtime
