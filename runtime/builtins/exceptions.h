// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What exception classes carry beside their arguments, and raising those whose attributes messages are made from.
#pragma once

#include "runtime/object/errors.h"

namespace pyc::runtime {

// A SyntaxError that only compile() with a flag of its own raises: not among the exceptions that everybody includes.
extern Type IncompleteInputErrorType;

struct AttributeErrorObject : ExceptionObject {
    Value name, object;
};
struct NameErrorObject : ExceptionObject {
    Value name;
};
struct StopIterationObject : ExceptionObject {
    Value value;
};
struct SystemExitObject : ExceptionObject {
    Value code;
};
struct ImportErrorObject : ExceptionObject {
    Value message, name, path, nameFrom;
};
struct OsErrorObject : ExceptionObject {
    Value number, text, fileName, fileName2;
};
struct SyntaxErrorObject : ExceptionObject {
    Value message, fileName, line, offset, text, endLine, endOffset, printFileAndLine, metadata;
};
struct UnicodeErrorObject : ExceptionObject {
    Value encoding, object, start, end, reason;
};
struct ExceptionGroupObject : ExceptionObject {
    Value message;
    Tuple* exceptions;
};

[[gnu::cold]] ErrorReturn raiseAttributeErrorFor(Value object, const String* name, String* message);
[[gnu::cold]] ErrorReturn raiseNameErrorFor(const String* name, String* message);
[[gnu::cold]] ErrorReturn raiseNoModuleAttribute(Module* module, const String* name);
[[gnu::cold]] ErrorReturn raiseImportErrorFor(Type& cls, String* message, Value name, Value path = Value());
[[gnu::cold]] ErrorReturn raiseUnicodeDecodeError(const char* encoding, Bytes* object, int64_t start, int64_t end,
                                                  const char* reason);
[[gnu::cold]] ErrorReturn raiseUnicodeEncodeError(const char* encoding, String* object, int64_t start, int64_t end,
                                                  const char* reason);
// The tail of a traceback report: class, message, notes, groups, causes and contexts. Appends to `out`; false: error.
class StringBuilder;
bool formatException(StringBuilder& out, ExceptionObject* exception);
// To stderr, as when it ends the program; the status to exit with.
int reportUncaught(ExceptionObject* exception);
// "Did you mean: '…'?" for an error that carries a name; null: nothing to suggest.
String* suggestionFor(ExceptionObject* exception);
String* suggestAmong(String* wrong, List* candidates);

} // namespace pyc::runtime
