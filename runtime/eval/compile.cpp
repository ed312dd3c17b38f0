// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The front end as a part of the program: source text to code object, diagnostics to exceptions and warnings.
#include "frontend/bytecode/preprocess.h"
#include "frontend/parser/parse.h"
#include "runtime/builtins/exceptions.h"
#include "runtime/builtins/traceback_source.h"
#include "runtime/builtins/warnings.h"
#include "runtime/eval/eval.h"
#include "runtime/eval/keep.h"
#include "runtime/eval/scope_entry.h"
#include "runtime/eval/tree.h"
#include "runtime/thread/thread.h"

namespace pyc::runtime {

using namespace frontend;

namespace {

template <class Options>
Options withStackLeft() {
    Options options;
    options.stackBudget = stackLeft(options.stackBudget);
    return options;
}

Type& exceptionFor(DiagnosticKind kind) {
    switch (kind) {
    case DiagnosticKind::IndentationError: return IndentationErrorType;
    case DiagnosticKind::IncompleteInputError: return IncompleteInputErrorType;
    case DiagnosticKind::TabError: return TabErrorType;
    case DiagnosticKind::MemoryError: return MemoryErrorType;
    case DiagnosticKind::RecursionError: return RecursionErrorType;
    case DiagnosticKind::ValueError: return ValueErrorType;
    case DiagnosticKind::OverflowError: return OverflowErrorType;
    case DiagnosticKind::UnicodeDecodeError: return UnicodeDecodeErrorType;
    case DiagnosticKind::SystemError: return SystemErrorType;
    case DiagnosticKind::NotImplementedError: return NotImplementedErrorType;
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

struct Receiver {
    String* fileName;

    // False: the work ends, an exception is pending.
    bool receive(const Diagnostic& diagnostic) {
        String* message = PYC_TRY(newString(diagnostic.message));
        Type& cls = exceptionFor(diagnostic.kind);
        if (!isWarning(diagnostic.kind)) {
            raiseError(cls, message, diagnostic);
            return false;
        }
        if (warnExplicit(cls, Value(message), fileName, diagnostic.line))
            return true;
        // Filters made it an error: a syntax error says where.
        if (pendingErrorIs(cls)) {
            clearError();
            if (String* words = withoutOutlook(diagnostic.message))
                raiseError(SyntaxErrorType, words, diagnostic);
        }
        return false;
    }

    // What an error says of a warning: nothing about the future.
    static String* withoutOutlook(std::string_view message) {
        constexpr std::string_view Outlook = "Such sequences will not work in the future. ";
        StringBuilder words;
        size_t at = message.find(Outlook);
        if (!words.append(message.substr(0, at)) ||
            (at != message.npos && !words.append(message.substr(at + Outlook.size()))))
            return nullptr;
        return words.finish();
    }

    void raiseError(Type& cls, String* message, const Diagnostic& diagnostic) {
        if (!diagnostic.hasPosition) {
            if (ExceptionObject* error = newException(cls, message))
                raiseObject(Value(error));
            return;
        }
        String* text = diagnostic.text.data() ? newString(diagnostic.text) : wholeLine(fileName, diagnostic.line);
        if (errorPending())
            return;
        Value end = diagnostic.hasEnd ? intValue(diagnostic.endLine) : noneValue();
        Value endOffset = diagnostic.hasEnd ? intValue(diagnostic.endOffset) : noneValue();
        Value offset = diagnostic.offset < 0 ? noneValue() : intValue(diagnostic.offset);
        Tuple* place = newTuple(
            {Value(fileName), intValue(diagnostic.line), offset, text ? Value(text) : noneValue(), end, endOffset});
        if (!place)
            return;
        Tuple* arguments = diagnostic.inArguments ? nullptr : newTuple({Value(message)});
        Value error = call(Value(&cls), {Value(message), Value(place)});
        if (!error)
            return;
        if (arguments)
            as<ExceptionObject>(error)->args = arguments;
        raiseObject(error);
    }
};

} // namespace

namespace {

ParseMode parseModeOf(EvalMode mode) {
    switch (mode) {
    case EvalMode::Exec: return ParseMode::Exec;
    case EvalMode::Eval: return ParseMode::Eval;
    case EvalMode::Single: return ParseMode::Single;
    case EvalMode::FunctionType: break;
    }
    return ParseMode::FunctionType;
}

// The text to compile; false: an exception is pending.
bool textOfSource(Value source, const EvalOptions& options, std::string_view* text) {
    if (isString(source)) {
        Utf8 utf8 = strictUtf8Of(as<String>(source));
        if (!utf8.data)
            return false;
        *text = utf8.view();
    } else {
        if (!isBytes(source))
            source = PYC_TRY(call(Value(&BytesType), {source}));
        *text = {as<Bytes>(source)->data, size_t(as<Bytes>(source)->length)};
    }
    if (text->find('\0') != std::string_view::npos)
        return raise(SyntaxErrorType, "source code string cannot contain null bytes");
    if (options.stripIndentation)
        while (!text->empty() && (text->front() == ' ' || text->front() == '\t'))
            text->remove_prefix(1);
    return true;
}

// One compilation: the arena of its tree, and where what is said about it goes.
struct Compilation {
    explicit Compilation(String* fileName)
        : receiver{fileName}, sink{&receiver, [](void* state, const Diagnostic& diagnostic) {
                                       return static_cast<Receiver*>(state)->receive(diagnostic);
                                   }} {}

    ErrorReturn failure() {
        return errorPending() ? ErrorReturn{} : raiseSystemError("the front end failed without saying why");
    }

    // What the tree becomes; null (an error was reported) stays so.
    Value finish(ast::ModNode* tree, const EvalOptions& options) {
        if (!tree)
            return failure();
        return options.result == EvalResult::Code ? code(tree, options) : objects(tree, options);
    }

    Value code(ast::ModNode* tree, const EvalOptions& options) {
        CompileOptions compileOptions = withStackLeft<CompileOptions>();
        compileOptions.optimize = options.optimize;
        compileOptions.futureFeatures = options.futureFeatures;
        compileOptions.allowTopLevelAwait = options.allowTopLevelAwait;
        Utf8 name = utf8Of(receiver.fileName);
        if (!name.data)
            return Value();
        Arena result;
        const CodeData* data = compile(tree, name.view(), compileOptions, context, result, sink);
        if (!data)
            return failure();
        const CodeData* kept = PYC_TRY(keepCode(data));
        return Value(newCode(kept));
    }

    // Even a tree that is not going to be compiled has its `from __future__` looked at.
    Value objects(ast::ModNode* tree, const EvalOptions& options) {
        KnownNames known(context.identifiers);
        FutureFeatures features;
        if (!readFutureFeatures(tree, known, context.arena, sink, features))
            return failure();
        bool annotations = (options.futureFeatures | features.flags()) & FutureAnnotations;
        if (options.result == EvalResult::OptimizedTree &&
            !preprocess(tree, {options.optimize, annotations, false, withStackLeft<CompileOptions>().stackBudget},
                        known, context.arena, sink))
            return failure();
        return objectsOfTree(tree);
    }

    Receiver receiver;
    DiagnosticSink sink;
    AstContext context;
};

} // namespace

Value compileSource(Value source, String* fileName, const EvalOptions& options) {
    std::string_view text;
    if (!textOfSource(source, options, &text))
        return Value();
    ParseOptions parseOptions = withStackLeft<ParseOptions>();
    parseOptions.mode = parseModeOf(options.mode);
    parseOptions.typeComments = options.typeComments;
    parseOptions.allowIncompleteInput = options.allowIncompleteInput;
    parseOptions.dontImplyDedent = options.dontImplyDedent;
    parseOptions.barryAsBdfl = options.futureFeatures & FutureBarryAsBdfl;
    parseOptions.featureVersion = options.featureVersion;
    parseOptions.sourceIsText = isString(source);
    Compilation compilation(fileName);
    return compilation.finish(parse(text, parseOptions, compilation.context, compilation.sink), options);
}

Value compileTree(Value tree, String* fileName, const EvalOptions& options) {
    Compilation compilation(fileName);
    return compilation.finish(treeOfObjects(tree, parseModeOf(options.mode), compilation.context), options);
}

Value scopesOfSource(Value source, String* fileName, EvalMode mode) {
    std::string_view text;
    EvalOptions options;
    if (!textOfSource(source, options, &text))
        return Value();
    ParseOptions parseOptions = withStackLeft<ParseOptions>();
    parseOptions.mode = parseModeOf(mode);
    parseOptions.sourceIsText = isString(source);
    Compilation compilation(fileName);
    AstContext& context = compilation.context;
    ast::ModNode* tree = parse(text, parseOptions, context, compilation.sink);
    if (!tree)
        return compilation.failure();
    KnownNames known(context.identifiers);
    SymbolTable* table = makeSymbolTable(tree, withStackLeft<CompileOptions>(), context, known, compilation.sink);
    return table ? entryOfScope(*table->top) : compilation.failure();
}

bool isTree(Value value) { return isA(value, AstType); }

} // namespace pyc::runtime
