// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A command line for the front end alone: prints the tokens or the tree of files, or what is wrong with them.
#include "frontend/ast/dump.h"
#include "frontend/bytecode/preprocess.h"
#include "frontend/lexer/lexer.h"
#include "frontend/parser/parse.h"
#include "frontend/source/source.h"
#include "frontend/suggest/keyword_typos.h"
#include "frontend/tools/code_stage.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace pyc::frontend;

namespace {

struct Settings {
    std::string_view stage = "ast";
    bool quiet = false;
    bool raw = false;
    bool warnings = false; ///< with --raw: print them too
    int repeat = 1;
    ParseOptions options;
    CodeStageOptions code;
};

struct Receiver {
    Arena& arena;
    const char* fileName;
    bool raw;
    bool warnings;
};

/// Errors go to standard error as Python shows them; with --raw, as the arguments of the exception.
bool receive(void* state, const Diagnostic& diagnostic) {
    Receiver& receiver = *static_cast<Receiver*>(state);
    StringBuilder out(receiver.arena);
    if (isWarning(diagnostic.kind)) {
        if (receiver.raw && !receiver.warnings)
            return true;
        if (receiver.raw) {
            out.add(diagnosticKindName(diagnostic.kind)).add(' ');
            ast::appendRepr(ast::ConstantValue::makeText(ast::ConstantKind::Str, diagnostic.message), out);
            out.add(' ').addInteger(diagnostic.line).add('\n');
            fwrite(out.view().data(), 1, out.size(), stdout);
            return true;
        }
        out.add(receiver.fileName).add(':').addInteger(diagnostic.line).add(": ");
        out.add(diagnosticKindName(diagnostic.kind)).add(": ").add(diagnostic.message).add('\n');
    } else if (receiver.raw) {
        auto text = [&](std::string_view value) {
            ast::appendRepr(ast::ConstantValue::makeText(ast::ConstantKind::Str, value), out);
        };
        out.add(diagnosticKindName(diagnostic.kind)).add(' ');
        text(diagnostic.message);
        if (diagnostic.hasPosition) {
            out.add(' ').addInteger(diagnostic.line).add(' ').addInteger(diagnostic.offset).add(' ');
            if (diagnostic.text.data())
                text(diagnostic.text);
            else
                out.add("None");
            if (diagnostic.hasEnd)
                out.add(' ').addInteger(diagnostic.endLine).add(' ').addInteger(diagnostic.endOffset);
            else
                out.add(" None None");
        }
        out.add('\n');
        fwrite(out.view().data(), 1, out.size(), stdout);
        return true;
    } else {
        Diagnostic shown = diagnostic;
        suggestKeyword(shown, receiver.arena);
        renderDiagnostic(shown, receiver.fileName, out);
    }
    fwrite(out.view().data(), 1, out.size(), stderr);
    return true;
}

bool readFile(const char* name, Arena& arena, std::string_view& content) {
    FILE* file = strcmp(name, "-") == 0 ? stdin : fopen(name, "rb");
    if (!file)
        return false;
    // A file's size is known, a pipe's is not.
    long end = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    rewind(file);
    size_t room = end >= 0 ? size_t(end) + 1 : 65536, size = 0;
    char* bytes = arena.makeArray<char>(room);
    while ((size += fread(bytes + size, 1, room - size, file)) == room) {
        char* larger = arena.makeArray<char>(room *= 2);
        memcpy(larger, bytes, size);
        bytes = larger;
    }
    if (file != stdin)
        fclose(file);
    content = {bytes, size};
    return true;
}

void printTokens(std::string_view text, const TokenList& list, Arena& arena) {
    StringBuilder out(arena);
    for (const Token& token : list.tokens) {
        out.addInteger(token.line).add(',').addInteger(token.column).add('-');
        out.addInteger(token.endLine).add(',').addInteger(token.endColumn).add(": ");
        out.add(tokenKindName(token.kind)).add(' ');
        ast::appendRepr(
            ast::ConstantValue::makeText(ast::ConstantKind::Str, text.substr(token.start, token.end - token.start)),
            out);
        out.add('\n');
    }
    fwrite(out.view().data(), 1, out.size(), stdout);
}

bool processContent(const char* name, std::string_view content, const Settings& settings, Arena& arena) {
    Receiver receiver{arena, name, settings.raw, settings.warnings};
    DiagnosticSink sink{&receiver, receive};
    if (settings.stage == "tokens") {
        std::string_view text;
        if (!decodeSource(content, {settings.options.sourceIsText, true}, arena, sink, text))
            return false;
        TokenList list = lex(text, {settings.options.typeComments, false}, arena);
        if (!settings.quiet)
            printTokens(text, list, arena);
        return list.error.kind == LexErrorKind::None;
    }
    if (isCodeStage(settings.stage)) {
        bool good = true;
        for (int count = 0; count < settings.repeat && good; ++count)
            good = processCodeStage(settings.stage, name, content, settings.options, settings.code, sink);
        return good;
    }
    ast::ModNode* module = nullptr;
    for (int count = 0; count < settings.repeat; ++count) {
        AstContext context;
        module = parse(content, settings.options, context, sink);
        if (!module)
            return false;
        // `ast.parse` looks at these as well.
        KnownNames known(context.identifiers);
        FutureFeatures features;
        if (!readFutureFeatures(module, known, context.arena, sink, features))
            return false;
        if (settings.quiet)
            continue;
        StringBuilder out(arena);
        ast::dump(module, out);
        out.add('\n');
        fwrite(out.view().data(), 1, out.size(), stdout);
    }
    return true;
}

bool process(const char* name, const Settings& settings) {
    Arena arena;
    std::string_view content;
    if (!readFile(name, arena, content)) {
        fprintf(stderr, "pyc-front: cannot read %s\n", name);
        return false;
    }
    Settings fileSettings = settings;
    if (!settings.raw)
        fileSettings.options.fileName = name;
    return processContent(name, content, fileSettings, arena);
}

} // namespace

int main(int argumentCount, char** arguments) {
    Settings settings;
    bool good = true, any = false, server = false;
    for (int index = 1; index < argumentCount; ++index) {
        std::string_view argument = arguments[index];
        if (argument.substr(0, 8) == "--stage=")
            settings.stage = argument.substr(8);
        else if (argument == "--quiet")
            settings.quiet = settings.code.quiet = true;
        else if (argument == "--verify")
            settings.code.verify = true;
        else if (argument == "-O")
            settings.code.optimize = 1;
        else if (argument == "-OO")
            settings.code.optimize = 2;
        else if (argument == "--raw")
            settings.raw = true;
        else if (argument == "--warnings")
            settings.warnings = true;
        else if (argument == "--text")
            settings.options.sourceIsText = true;
        else if (argument == "--type-comments")
            settings.options.typeComments = true;
        else if (argument == "--incomplete")
            settings.options.allowIncompleteInput = settings.options.dontImplyDedent = true;
        else if (argument.substr(0, 18) == "--feature-version=")
            settings.options.featureVersion = atoi(arguments[index] + 18);
        else if (argument == "--mode=exec")
            settings.options.mode = ParseMode::Exec;
        else if (argument == "--mode=eval")
            settings.options.mode = ParseMode::Eval;
        else if (argument == "--mode=single")
            settings.options.mode = ParseMode::Single;
        else if (argument == "--mode=func_type")
            settings.options.mode = ParseMode::FunctionType;
        else if (argument.substr(0, 9) == "--repeat=")
            settings.repeat = atoi(arguments[index] + 9);
        else if (argument == "--server")
            server = true;
        else {
            any = true;
            good &= process(arguments[index], settings);
        }
    }
    if (server) {
        // Sources by size, a line feed and bytes; each answer ends with a null byte and a line feed.
        size_t size;
        while (scanf("%zu", &size) == 1 && getchar() == '\n') {
            Arena arena;
            char* content = static_cast<char*>(arena.allocate(size + 1, 1));
            if (fread(content, 1, size, stdin) != size)
                return 1;
            processContent("<unknown>", {content, size}, settings, arena);
            fwrite("\0\n", 1, 2, stdout);
            fflush(stdout);
        }
        return 0;
    }
    if (!any) {
        fprintf(stderr, "usage: pyc-front [--stage=tokens|ast|symbols|bytecode|code] "
                        "[--mode=exec|eval|single|func_type] [--quiet] [--raw] "
                        "FILE...\n");
        return 2;
    }
    return good ? 0 : 1;
}
