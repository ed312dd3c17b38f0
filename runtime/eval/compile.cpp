// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The front end as a part of the program: source text to code object, diagnostics to exceptions and warnings.
#include "frontend/bytecode/compile.h"
#include "frontend/parser/parse.h"
#include "runtime/builtins/exceptions.h"
#include "runtime/builtins/traceback_source.h"
#include "runtime/eval/eval.h"
#include "runtime/eval/keep.h"
#include "runtime/host/host.h"

namespace pyc::runtime {

using namespace frontend;

namespace {

Type& exceptionFor(DiagnosticKind kind) {
    switch (kind) {
    case DiagnosticKind::IndentationError: return IndentationErrorType;
    case DiagnosticKind::TabError: return TabErrorType;
    case DiagnosticKind::MemoryError: return MemoryErrorType;
    case DiagnosticKind::RecursionError: return RecursionErrorType;
    case DiagnosticKind::ValueError: return ValueErrorType;
    case DiagnosticKind::OverflowError: return OverflowErrorType;
    case DiagnosticKind::UnicodeDecodeError: return UnicodeDecodeErrorType;
    case DiagnosticKind::SystemError: return SystemErrorType;
    case DiagnosticKind::SyntaxWarning: return SyntaxWarningType;
    case DiagnosticKind::DeprecationWarning: return DeprecationWarningType;
    default: return SyntaxErrorType;
    }
}

// A line of the file with its end, if there is such a file.
String* wholeLine(String* fileName, int32_t line) {
    String* text = sourceLine(fileName, line);
    return text && text->length ? formatText("%U\n", text) : nullptr;
}

// A warning about source text goes out each time the text is compiled.
bool warnAboutSource(Type& category, String* message, String* fileName, int32_t line) {
    String* text = PYC_TRY(formatText("%U:%d: %N: %U\n", fileName, line, &category, message));
    StringBuilder report;
    if (!report.append(text))
        return false;
    if (String* source = wholeLine(fileName, line)) {
        Value stripped = PYC_TRY(callMethod(source, staticString<"strip">));
        String* shown = PYC_TRY(formatText("  %U\n", as<String>(stripped)));
        if (!report.append(shown))
            return false;
    }
    String* whole = PYC_TRY(report.finish());
    Utf8 utf8 = utf8Of(whole);
    if (utf8.data)
        host::writeFully(2, utf8.data, utf8.size);
    return !errorPending();
}

struct Receiver {
    String* fileName;

    // False: the work ends, an exception is pending.
    bool receive(const Diagnostic& diagnostic) {
        String* message = PYC_TRY(newString(diagnostic.message));
        Type& cls = exceptionFor(diagnostic.kind);
        if (isWarning(diagnostic.kind))
            return warnAboutSource(cls, message, fileName, diagnostic.line);
        if (!diagnostic.hasPosition) {
            ExceptionObject* error = newException(cls, message);
            if (error)
                raiseObject(Value(error));
            return false;
        }
        SyntaxErrorPlace place = {fileName,           diagnostic.line,      diagnostic.offset,
                                  diagnostic.endLine, diagnostic.endOffset, nullptr};
        if (diagnostic.text.data())
            place.text = newString(diagnostic.text);
        else
            place.text = wholeLine(fileName, diagnostic.line);
        if (!errorPending())
            raiseSyntaxErrorAt(cls, message, place);
        return false;
    }
};

// The UTF-8 of a str, refusing surrogates as the codec does.
bool encodeSource(String* source, std::string_view* text) {
    for (int64_t i = 0; !source->isAscii() && i < source->length; ++i) {
        uint32_t codePoint = codePointAt(source, i);
        if (codePoint < 0xD800 || codePoint > 0xDFFF)
            continue;
        int64_t end = i + 1;
        while (end < source->length && codePointAt(source, end) >= 0xD800 && codePointAt(source, end) <= 0xDFFF)
            ++end;
        raiseUnicodeEncodeError("utf-8", source, i, end, "surrogates not allowed");
        return false;
    }
    Utf8 utf8 = utf8Of(source);
    *text = utf8.view();
    return utf8.data;
}

} // namespace

Code* compileSource(Value source, String* fileName, const EvalOptions& options) {
    std::string_view text;
    bool isText = isString(source);
    if (isText) {
        if (!encodeSource(as<String>(source), &text))
            return nullptr;
    } else {
        if (!isBytes(source))
            source = PYC_TRY(call(Value(&BytesType), {source}));
        text = {as<Bytes>(source)->data, size_t(as<Bytes>(source)->length)};
    }
    if (text.find('\0') != std::string_view::npos)
        return raise(SyntaxErrorType, "source code string cannot contain null bytes");
    if (options.stripIndentation)
        while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
            text.remove_prefix(1);

    Receiver receiver{fileName};
    DiagnosticSink sink{&receiver, [](void* state, const Diagnostic& diagnostic) {
                            return static_cast<Receiver*>(state)->receive(diagnostic);
                        }};
    ParseOptions parseOptions;
    parseOptions.mode = options.mode == EvalMode::Exec   ? ParseMode::Exec
                        : options.mode == EvalMode::Eval ? ParseMode::Eval
                                                         : ParseMode::Single;
    parseOptions.typeComments = options.typeComments;
    parseOptions.allowIncompleteInput = options.allowIncompleteInput;
    parseOptions.sourceIsText = isText;
    CompileOptions compileOptions;
    compileOptions.optimize = options.optimize;
    compileOptions.futureAnnotations = options.futureAnnotations;
    compileOptions.allowTopLevelAwait = options.allowTopLevelAwait;

    AstContext context;
    Arena result;
    Utf8 name = utf8Of(fileName);
    if (!name.data)
        return nullptr;
    ast::ModNode* tree = parse(text, parseOptions, context, sink);
    const CodeData* code = tree ? compile(tree, name.view(), compileOptions, context, result, sink) : nullptr;
    if (!code) {
        if (!errorPending())
            raiseSystemError("the front end failed without saying why");
        return nullptr;
    }
    const CodeData* kept = PYC_TRY(keepCode(code));
    return newCode(kept);
}

} // namespace pyc::runtime
