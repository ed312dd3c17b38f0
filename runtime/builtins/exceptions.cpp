// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The built-in exception classes: what they carry, how they read, and one type object for each row of the table.
#include "runtime/builtins/exceptions.h"

#include "runtime/builtins/exception_group.h"
#include "runtime/builtins/type.h"
#include "runtime/host/host.h"
#include "runtime/thread/thread.h"

#include <cerrno>
#include <cstddef>

namespace pyc::runtime {

static Value orNone(Value value) { return value ? value : noneValue(); }

// ---- BaseException ----
static Value exceptionNew(Type* type, const Value* arguments, size_t count, Tuple*) {
    Object* object = PYC_TRY(allocateInstance(type));
    Tuple* args = PYC_TRY(count ? newTuple(std::span<const Value>(arguments, count)) : emptyTuple());
    static_cast<ExceptionObject*>(object)->args = args;
    return Value(object);
}

static int plainInit(Value self, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (keywordNames && keywordNames->length)
        return raiseTypeError("%T() takes no keyword arguments", self);
    as<ExceptionObject>(self)->args =
        PYC_TRY(count ? newTuple(std::span<const Value>(arguments, count)) : emptyTuple());
    return 0;
}

static Value exceptionStr(Value self) {
    Tuple* args = as<ExceptionObject>(self)->args;
    if (!args->length)
        return Value(staticString<"">);
    return Value(args->length == 1 ? str(args->items[0]) : str(Value(args)));
}

static Value exceptionRepr(Value self) {
    Tuple* args = as<ExceptionObject>(self)->args;
    String* name = PYC_TRY(typeNameString(typeOf(self)));
    if (args->length == 1)
        return Value(formatText("%U(%R)", name, args->items[0]));
    return Value(formatText("%U%R", name, Value(args)));
}

static Value exceptionArgs(Value self) { return Value(as<ExceptionObject>(self)->args); }
static int setExceptionArgs(Value self, Value value) {
    if (!value)
        return raiseTypeError("args may not be deleted");
    as<ExceptionObject>(self)->args = PYC_TRY(tupleFrom(value));
    return 0;
}
static Value objectOrNone(const Object* object) { return object ? Value(object) : noneValue(); }
static Value exceptionTraceback(Value self) { return objectOrNone(as<ExceptionObject>(self)->traceback); }
static int setExceptionTraceback(Value self, Value value) {
    if (!value)
        return raiseTypeError("__traceback__ may not be deleted");
    if (!isNone(value) && !isExactly(value, TracebackType))
        return raiseTypeError("__traceback__ must be a traceback or None");
    as<ExceptionObject>(self)->traceback = isNone(value) ? nullptr : as<TracebackObject>(value);
    return 0;
}
static Value exceptionContext(Value self) { return objectOrNone(as<ExceptionObject>(self)->context); }
static int setExceptionContext(Value self, Value value) {
    if (!value)
        return raiseTypeError("__context__ may not be deleted");
    if (!isNone(value) && !isException(value))
        return raiseTypeError("exception context must be None or derive from BaseException");
    as<ExceptionObject>(self)->context = isNone(value) ? nullptr : as<ExceptionObject>(value);
    return 0;
}
static Value exceptionCause(Value self) { return objectOrNone(as<ExceptionObject>(self)->cause); }
static int setExceptionCause(Value self, Value value) {
    if (!value)
        return raiseTypeError("__cause__ may not be deleted");
    if (!isNone(value) && !isException(value))
        return raiseTypeError("exception cause must be None or derive from BaseException");
    as<ExceptionObject>(self)->cause = isNone(value) ? nullptr : as<ExceptionObject>(value);
    as<ExceptionObject>(self)->suppressContext = true;
    return 0;
}
static Value exceptionSuppress(Value self) { return boolValue(as<ExceptionObject>(self)->suppressContext); }
static int setExceptionSuppress(Value self, Value value) {
    if (!value || !isBool(value))
        return raiseTypeError("attribute value type must be bool");
    as<ExceptionObject>(self)->suppressContext = value == trueValue();
    return 0;
}
static Value exceptionDict(Value self) { return Value(dictOfObject(self)); }

static Value withTraceback(Value self, Value traceback) {
    if (setExceptionTraceback(self, traceback) < 0)
        return Value();
    return self;
}

static Success addNote(Value self, Value note) {
    if (!isString(note))
        return raiseTypeError("add_note() argument must be str, not %T", note);
    Value notes;
    int found = findAttribute(self, staticString<"__notes__">, &notes);
    if (found < 0)
        return ErrorReturn{};
    if (!found) {
        notes = Value(PYC_TRY(newList()));
        if (setAttribute(self, staticString<"__notes__">, notes) < 0)
            return ErrorReturn{};
    }
    if (!isList(notes))
        return raiseTypeError("Cannot add note: __notes__ is not a list");
    PYC_TRY(listAppend(as<List>(notes), note));
    return {};
}

static Value exceptionReduce(Value self) {
    Dict* dict = dictOfObject(self);
    if (dict && dictLength(dict))
        return Value(newTuple({Value(typeOf(self)), Value(as<ExceptionObject>(self)->args), Value(dict)}));
    return Value(newTuple({Value(typeOf(self)), Value(as<ExceptionObject>(self)->args)}));
}

static Success exceptionSetState(Value self, Value state) {
    if (isNone(state))
        return {};
    if (!isDict(state))
        return raiseTypeError("state is not a dictionary");
    int64_t position = 0;
    Value key, value;
    while (dictNext(as<Dict>(state), &position, &key, &value)) {
        if (!isString(key))
            return raiseTypeError("attribute name must be string, not '%T'", key);
        if (setAttribute(self, as<String>(key), value) < 0)
            return ErrorReturn{};
    }
    return {};
}

// A field of an exception: None while it is not set.
template <auto field, class Layout>
static Value getField(Value self) {
    return orNone(as<Layout>(self)->*field);
}
template <auto field, class Layout>
static int setField(Value self, Value value) {
    as<Layout>(self)->*field = value;
    return 0;
}
#define PYC_ERROR_FIELD(text, layout, field)                                                                           \
    PYC_FIELD(text, (getField<&layout::field, layout>), (setField<&layout::field, layout>), nullptr)

// Keyword arguments that set fields; others raise.
struct FieldKeyword {
    String* name;
    Value* field;
};
static bool takeKeywords(Value self, const Value* values, Tuple* keywordNames,
                         std::initializer_list<FieldKeyword> fields) {
    for (int64_t i = 0; keywordNames && i < keywordNames->length; ++i) {
        bool known = false;
        for (const FieldKeyword& field : fields)
            if (sameName(field.name, as<String>(keywordNames->items[i]))) {
                *field.field = values[i];
                known = true;
            }
        if (!known)
            return raiseTypeError("%s() got an unexpected keyword argument '%U'", typeOf(self)->name,
                                  as<String>(keywordNames->items[i]));
    }
    return true;
}

// ---- those with fields ----
static int stopIterationInit(Value self, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (plainInit(self, arguments, count, keywordNames) < 0)
        return -1;
    as<StopIterationObject>(self)->value = count ? arguments[0] : noneValue();
    return 0;
}
static int systemExitInit(Value self, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (plainInit(self, arguments, count, keywordNames) < 0)
        return -1;
    as<SystemExitObject>(self)->code = count == 1 ? arguments[0]
                                       : count    ? Value(as<ExceptionObject>(self)->args)
                                                  : noneValue();
    return 0;
}
static int attributeInit(Value self, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (plainInit(self, arguments, count, nullptr) < 0)
        return -1;
    auto* error = as<AttributeErrorObject>(self);
    return takeKeywords(self, arguments + count, keywordNames,
                        {{staticString<"name">, &error->name}, {staticString<"obj">, &error->object}})
               ? 0
               : -1;
}
static int nameInit(Value self, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (plainInit(self, arguments, count, nullptr) < 0)
        return -1;
    return takeKeywords(self, arguments + count, keywordNames,
                        {{staticString<"name">, &as<NameErrorObject>(self)->name}})
               ? 0
               : -1;
}
static int importInit(Value self, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (plainInit(self, arguments, count, nullptr) < 0)
        return -1;
    auto* error = as<ImportErrorObject>(self);
    error->message = count == 1 ? arguments[0] : Value();
    return takeKeywords(self, arguments + count, keywordNames,
                        {{staticString<"name">, &error->name},
                         {staticString<"path">, &error->path},
                         {staticString<"name_from">, &error->nameFrom}})
               ? 0
               : -1;
}
static Value importStr(Value self) {
    Value message = as<ImportErrorObject>(self)->message;
    return message && isExactString(message) ? message : exceptionStr(self);
}
static Value keyStr(Value self) {
    Tuple* args = as<ExceptionObject>(self)->args;
    return args->length == 1 ? Value(repr(args->items[0])) : exceptionStr(self);
}

// ---- OSError ----
static Type* osErrorClass(int64_t number) {
    switch (number) {
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS: return &BlockingIOErrorType;
#ifdef ESHUTDOWN // WASI has none
    case ESHUTDOWN:
#endif
    case EPIPE: return &BrokenPipeErrorType;
    case ECHILD: return &ChildProcessErrorType;
    case ECONNABORTED: return &ConnectionAbortedErrorType;
    case ECONNREFUSED: return &ConnectionRefusedErrorType;
    case ECONNRESET: return &ConnectionResetErrorType;
    case EEXIST: return &FileExistsErrorType;
    case ENOENT: return &FileNotFoundErrorType;
    case EISDIR: return &IsADirectoryErrorType;
    case ENOTDIR: return &NotADirectoryErrorType;
    case EINTR: return &InterruptedErrorType;
    case EACCES:
    case EPERM: return &PermissionErrorType;
    case ESRCH: return &ProcessLookupErrorType;
    case ETIMEDOUT: return &TimeoutErrorType;
    default: return nullptr;
    }
}
static Value osNew(Type* type, const Value* arguments, size_t count, Tuple* keywordNames) {
    int64_t number;
    if (type == &OSErrorType && count >= 2 && count <= 5 && isInt(arguments[0]) &&
        integerFitsInt64(arguments[0], &number))
        if (Type* specific = osErrorClass(number))
            type = specific;
    return exceptionNew(type, arguments, count, keywordNames);
}
static int osInit(Value self, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (plainInit(self, arguments, count, keywordNames) < 0)
        return -1;
    auto* error = as<OsErrorObject>(self);
    if (count < 2 || count > 5)
        return 0;
    error->number = arguments[0];
    error->text = arguments[1];
    if (count >= 3 && !isNone(arguments[2])) {
        error->fileName = arguments[2];
        if (count >= 5 && !isNone(arguments[4]))
            error->fileName2 = arguments[4];
        error->args = PYC_TRY(newTuple({arguments[0], arguments[1]}));
    }
    return 0;
}
static Value osStr(Value self) {
    auto* error = as<OsErrorObject>(self);
    if (error->fileName) {
        if (error->fileName2)
            return Value(formatText("[Errno %S] %S: %R -> %R", orNone(error->number), orNone(error->text),
                                    error->fileName, error->fileName2));
        return Value(formatText("[Errno %S] %S: %R", orNone(error->number), orNone(error->text), error->fileName));
    }
    if (error->number && error->text)
        return Value(formatText("[Errno %S] %S", error->number, error->text));
    return exceptionStr(self);
}

ErrorReturn raiseOsError(int number, Value fileName, Value fileName2) {
    String* text = PYC_TRY(newString(host::errorText(number)));
    Type* type = osErrorClass(number);
    Value callee(type ? type : &OSErrorType);
    Value error = fileName2  ? call(callee, {intValue(number), Value(text), fileName, noneValue(), fileName2})
                  : fileName ? call(callee, {intValue(number), Value(text), fileName})
                             : call(callee, {intValue(number), Value(text)});
    return error ? raiseObject(error) : ErrorReturn{};
}

// ---- SyntaxError ----
static int syntaxInit(Value self, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (plainInit(self, arguments, count, keywordNames) < 0)
        return -1;
    auto* error = as<SyntaxErrorObject>(self);
    if (count >= 1)
        error->message = arguments[0];
    if (count == 2) {
        Tuple* info = PYC_TRY(tupleFrom(arguments[1]));
        if (info->length < 4 || info->length > 7)
            return raiseTypeError("function takes %s %d arguments (%d given)",
                                  info->length < 4 ? "at least" : "at most", info->length < 4 ? 4 : 7, info->length);
        if (info->length == 5)
            return raiseTypeError("end_offset must be provided when end_lineno is provided");
        Value* const fields[] = {&error->fileName, &error->line,      &error->offset,  &error->text,
                                 &error->endLine,  &error->endOffset, &error->metadata};
        for (int64_t i = 0; i < info->length; ++i)
            *fields[i] = info->items[i];
    }
    return 0;
}
static Value syntaxStr(Value self) {
    auto* error = as<SyntaxErrorObject>(self);
    Value message = orNone(error->message);
    bool hasFile = error->fileName && isString(error->fileName), hasLine = error->line && isInt(error->line);
    String* file = nullptr;
    if (hasFile) {
        auto* path = as<String>(error->fileName);
        int64_t start = path->length;
        while (start > 0 && codePointAt(path, start - 1) != '/')
            --start;
        StringBuilder builder;
        for (int64_t i = start; i < path->length; ++i)
            PYC_TRY(builder.appendCodePoint(codePointAt(path, i)));
        file = PYC_TRY(builder.finish());
    }
    if (hasFile && hasLine)
        return Value(formatText("%S (%U, line %S)", message, file, error->line));
    if (hasFile)
        return Value(formatText("%S (%U)", message, file));
    if (hasLine)
        return Value(formatText("%S (line %S)", message, error->line));
    return Value(str(message));
}

ErrorReturn raiseImportErrorFor(Type& cls, String* message, Value name, Value path) {
    auto* error = static_cast<ImportErrorObject*>(newException(cls, message));
    if (!error)
        return {};
    error->name = name;
    error->path = path;
    return raiseObject(Value(error));
}

ErrorReturn raiseNoModuleAttribute(Module* module, const String* name) {
    Value moduleName = dictGetString(module->namespaceDict, staticString<"__name__">);
    String* message = moduleName && isString(moduleName)
                          ? formatText("module '%U' has no attribute '%U'", as<String>(moduleName), name)
                          : formatText("module has no attribute '%U'", name);
    return message ? raiseAttributeErrorFor(Value(module), name, message) : ErrorReturn{};
}

// ---- UnicodeError ----
static int unicodeInit(Value self, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (plainInit(self, arguments, count, keywordNames) < 0)
        return -1;
    auto* error = as<UnicodeErrorObject>(self);
    bool translate = isA(self, UnicodeTranslateErrorType);
    size_t wanted = translate ? 4 : 5;
    if (count != wanted)
        return raiseTypeError("function takes exactly %d arguments (%d given)", wanted, count);
    size_t at = 0;
    if (!translate) {
        if (!isString(arguments[0]))
            return raiseTypeError("argument 1 must be str, not %T", arguments[0]);
        error->encoding = arguments[at++];
    }
    error->object = arguments[at++];
    error->start = arguments[at++];
    error->end = arguments[at++];
    error->reason = arguments[at];
    return 0;
}
static Value unicodeStr(Value self) {
    auto* error = as<UnicodeErrorObject>(self);
    if (!error->object)
        return Value(staticString<"">);
    int64_t start = 0, end = 0;
    if (!isInt(orNone(error->start)) || !isInt(orNone(error->end)) || !integerFitsInt64(error->start, &start) ||
        !integerFitsInt64(error->end, &end))
        return exceptionStr(self);
    bool decoding = isA(self, UnicodeDecodeErrorType), translating = isA(self, UnicodeTranslateErrorType);
    String* encoding = PYC_TRY(translating ? staticString<""> : str(orNone(error->encoding)));
    String* reason = PYC_TRY(str(orNone(error->reason)));
    if (decoding) {
        if (end == start + 1 && isBytes(error->object) && start >= 0 && start < as<Bytes>(error->object)->length) {
            unsigned byte = uint8_t(as<Bytes>(error->object)->data[start]);
            return Value(formatText("'%U' codec can't decode byte 0x%s%x in position %d: %U", encoding,
                                    byte < 16 ? "0" : "", byte, start, reason));
        }
        return Value(
            formatText("'%U' codec can't decode bytes in position %d-%d: %U", encoding, start, end - 1, reason));
    }
    if (end == start + 1 && isString(error->object) && start >= 0 && start < as<String>(error->object)->length) {
        uint32_t codePoint = codePointAt(as<String>(error->object), start);
        unsigned digits = codePoint < 0x100 ? 2 : codePoint < 0x10000 ? 4 : 8;
        char hex[12];
        for (unsigned i = 0; i < digits; ++i)
            hex[i] = "0123456789abcdef"[codePoint >> (4 * (digits - 1 - i)) & 15];
        std::string_view text(hex, digits);
        const char* letter = digits == 2 ? "x" : digits == 4 ? "u" : "U";
        if (translating)
            return Value(
                formatText("can't translate character '\\%s%s' in position %d: %U", letter, text, start, reason));
        return Value(formatText("'%U' codec can't encode character '\\%s%s' in position %d: %U", encoding, letter, text,
                                start, reason));
    }
    if (translating)
        return Value(formatText("can't translate characters in position %d-%d: %U", start, end - 1, reason));
    return Value(
        formatText("'%U' codec can't encode characters in position %d-%d: %U", encoding, start, end - 1, reason));
}

static ErrorReturn raiseUnicode(Type& cls, const char* encoding, Value object, int64_t start, int64_t end,
                                const char* reason) {
    String* encodingText = PYC_TRY(newString(encoding));
    String* reasonText = PYC_TRY(newString(reason));
    Value error =
        PYC_TRY(call(Value(&cls), {Value(encodingText), object, intValue(start), intValue(end), Value(reasonText)}));
    return raiseObject(error);
}
ErrorReturn raiseUnicodeDecodeError(const char* encoding, Bytes* object, int64_t start, int64_t end,
                                    const char* reason) {
    return raiseUnicode(UnicodeDecodeErrorType, encoding, Value(object), start, end, reason);
}
ErrorReturn raiseUnicodeEncodeError(const char* encoding, String* object, int64_t start, int64_t end,
                                    const char* reason) {
    return raiseUnicode(UnicodeEncodeErrorType, encoding, Value(object), start, end, reason);
}

// ---- making exceptions from native code ----
ExceptionObject* newExceptionWith(Type& cls, Tuple* arguments) {
    Value object = PYC_TRY(cls.slots.create(&cls, arguments->items, size_t(arguments->length), nullptr));
    auto* exception = as<ExceptionObject>(object);
    InitSlot initialise = cls.slots.initialise;
    if (initialise && initialise != plainInit &&
        initialise(object, arguments->items, size_t(arguments->length), nullptr) < 0)
        return nullptr;
    return exception;
}

// ---- the types ----
static constexpr TypeSlots exceptionSlots = {
    .repr = exceptionRepr, .str = exceptionStr, .create = exceptionNew, .initialise = plainInit};

// One struct per layout of the table: the instance, its members and what differs from BaseException.
namespace {
struct PlainLayout {
    using Instance = ExceptionObject;
    static constexpr TypeSlots slots{};
    static constexpr const NativeMember* members = nullptr;
};
struct KeyLayout {
    using Instance = ExceptionObject;
    static constexpr TypeSlots slots{.str = keyStr};
    static constexpr const NativeMember* members = nullptr;
};
struct StopIterationLayout {
    using Instance = StopIterationObject;
    static constexpr TypeSlots slots{.initialise = stopIterationInit};
    static constexpr NativeMember members[] = {PYC_ERROR_FIELD("value", StopIterationObject, value), PYC_END};
};
struct SystemExitLayout {
    using Instance = SystemExitObject;
    static constexpr TypeSlots slots{.initialise = systemExitInit};
    static constexpr NativeMember members[] = {PYC_ERROR_FIELD("code", SystemExitObject, code), PYC_END};
};
struct AttributeLayout {
    using Instance = AttributeErrorObject;
    static constexpr TypeSlots slots{.initialise = attributeInit};
    static constexpr NativeMember members[] = {PYC_ERROR_FIELD("name", AttributeErrorObject, name),
                                               PYC_ERROR_FIELD("obj", AttributeErrorObject, object), PYC_END};
};
struct NameLayout {
    using Instance = NameErrorObject;
    static constexpr TypeSlots slots{.initialise = nameInit};
    static constexpr NativeMember members[] = {PYC_ERROR_FIELD("name", NameErrorObject, name), PYC_END};
};
struct ImportLayout {
    using Instance = ImportErrorObject;
    static constexpr TypeSlots slots{.str = importStr, .initialise = importInit};
    static constexpr NativeMember members[] = {PYC_ERROR_FIELD("msg", ImportErrorObject, message),
                                               PYC_ERROR_FIELD("name", ImportErrorObject, name),
                                               PYC_ERROR_FIELD("path", ImportErrorObject, path),
                                               PYC_ERROR_FIELD("name_from", ImportErrorObject, nameFrom), PYC_END};
};
struct OsLayout {
    using Instance = OsErrorObject;
    static constexpr TypeSlots slots{.str = osStr, .create = osNew, .initialise = osInit};
    static constexpr NativeMember members[] = {PYC_ERROR_FIELD("errno", OsErrorObject, number),
                                               PYC_ERROR_FIELD("strerror", OsErrorObject, text),
                                               PYC_ERROR_FIELD("filename", OsErrorObject, fileName),
                                               PYC_ERROR_FIELD("filename2", OsErrorObject, fileName2), PYC_END};
};
struct SyntaxLayout {
    using Instance = SyntaxErrorObject;
    static constexpr TypeSlots slots{.str = syntaxStr, .initialise = syntaxInit};
    static constexpr NativeMember members[] = {
        PYC_ERROR_FIELD("msg", SyntaxErrorObject, message),
        PYC_ERROR_FIELD("filename", SyntaxErrorObject, fileName),
        PYC_ERROR_FIELD("lineno", SyntaxErrorObject, line),
        PYC_ERROR_FIELD("offset", SyntaxErrorObject, offset),
        PYC_ERROR_FIELD("text", SyntaxErrorObject, text),
        PYC_ERROR_FIELD("end_lineno", SyntaxErrorObject, endLine),
        PYC_ERROR_FIELD("end_offset", SyntaxErrorObject, endOffset),
        PYC_ERROR_FIELD("print_file_and_line", SyntaxErrorObject, printFileAndLine),
        PYC_END};
};
struct UnicodeLayout {
    using Instance = UnicodeErrorObject;
    static constexpr TypeSlots slots{.str = unicodeStr, .initialise = unicodeInit};
    static constexpr NativeMember members[] = {PYC_ERROR_FIELD("encoding", UnicodeErrorObject, encoding),
                                               PYC_ERROR_FIELD("object", UnicodeErrorObject, object),
                                               PYC_ERROR_FIELD("start", UnicodeErrorObject, start),
                                               PYC_ERROR_FIELD("end", UnicodeErrorObject, end),
                                               PYC_ERROR_FIELD("reason", UnicodeErrorObject, reason),
                                               PYC_END};
};
struct GroupLayout {
    using Instance = ExceptionGroupObject;
    static constexpr TypeSlots slots{.repr = groupRepr, .str = groupStr, .create = groupNew, .initialise = plainInit};
    static constexpr const NativeMember* members = nullptr;
};
} // namespace

static constinit const NativeMember baseMembers[] = {
    PYC_METHOD("with_traceback", withTraceback, "($self, object, /)", "Set self.__traceback__ to tb and return self."),
    PYC_METHOD("add_note", addNote, "($self, object, /)", "Add a note to the exception"),
    PYC_METHOD("__reduce__", exceptionReduce, "($self, /)", nullptr),
    PYC_METHOD("__setstate__", exceptionSetState, "($self, object, /)", nullptr),
    PYC_PROPERTY("args", exceptionArgs, setExceptionArgs, nullptr),
    PYC_PROPERTY("__traceback__", exceptionTraceback, setExceptionTraceback, nullptr),
    PYC_PROPERTY("__context__", exceptionContext, setExceptionContext, nullptr),
    PYC_PROPERTY("__cause__", exceptionCause, setExceptionCause, nullptr),
    PYC_FIELD("__suppress_context__", exceptionSuppress, setExceptionSuppress, nullptr),
    PYC_GETTER("__dict__", exceptionDict, nullptr),
    PYC_END,
};

static constexpr const NativeMember* membersFor(std::string_view name, const NativeMember* members) {
    return name == "BaseException" ? baseMembers : name == "BaseExceptionGroup" ? exceptionGroupMembers : members;
}

#define PYC_EXCEPTION(class_, base_, layout, doc_)                                                                     \
    PYC_GC_ROOT constinit Shape class_##Shape = defineShape(class_##Type);                                             \
    PYC_GC_ROOT constinit Type class_##Type = defineType({                                                             \
        .name = #class_,                                                                                               \
        .doc = doc_,                                                                                                   \
        .shape = &class_##Shape,                                                                                       \
        .base = &base_##Type,                                                                                          \
        .flags = TypeBaseAllowed | TypeIsException | TypeHasDict,                                                      \
        .instanceSize = sizeof(layout##Layout::Instance),                                                              \
        .slotOffset = offsetof(ExceptionObject, overflow),                                                             \
        .members = membersFor(#class_, layout##Layout::members),                                                       \
        .slots = layout##Layout::slots,                                                                                \
        .inherited = &exceptionSlots,                                                                                  \
    });
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Winvalid-offsetof"
#include "runtime/builtins/exceptions.def"

PYC_GC_ROOT static constinit Shape incompleteInputErrorShape = defineShape(IncompleteInputErrorType);
PYC_GC_ROOT constinit Type IncompleteInputErrorType = defineType({
    .name = "_IncompleteInputError",
    .doc = "Source text ends where more is expected.",
    .shape = &incompleteInputErrorShape,
    .base = &SyntaxErrorType,
    .flags = TypeBaseAllowed | TypeIsException | TypeHasDict,
    .instanceSize = sizeof(SyntaxErrorObject),
    .slotOffset = offsetof(ExceptionObject, overflow),
    .members = SyntaxLayout::members,
    .slots = SyntaxLayout::slots,
    .inherited = &exceptionSlots,
});
#pragma clang diagnostic pop

} // namespace pyc::runtime
