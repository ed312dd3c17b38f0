// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The way from source text to syntax tree: decode, lex, parse, and find the words for what went wrong.
#include "frontend/parser/parse.h"

#include "frontend/parser/error_grammar.h"
#include "frontend/parser/parser.h"
#include "frontend/source/source.h"

namespace pyc::frontend {

ast::ModNode* parse(std::string_view source, const ParseOptions& options, AstContext& context,
                    const DiagnosticSink& sink) {
    bool completeLine = options.mode == ParseMode::Exec;
    std::string_view text;
    if (!decodeSource(source, {options.sourceIsText, completeLine, options.fileName}, context.arena, sink, text))
        return nullptr;

    // Tokens are not part of the tree: they go when parsing ends.
    Arena scratch;
    TokenList list =
        lex(text, {options.typeComments, options.mode == ParseMode::Single, !options.dontImplyDedent}, scratch);
    ErrorReporter reporter(text, list, !options.fileName.empty(), context.arena, sink);
    Parser parser(list, options, context, reporter);
    ast::ModNode* module = nullptr;
    switch (options.mode) {
    case ParseMode::Exec: module = parser.parseModule(); break;
    case ParseMode::Eval: module = parser.parseExpressionInput(); break;
    case ParseMode::Single: module = parser.parseInteractive(); break;
    case ParseMode::FunctionType: module = parser.parseFunctionType(); break;
    }
    if (!reporter.hasError() && !reporter.passLexWarnings(list.tokens.back()))
        return nullptr;
    if (module && !parser.tooDeep() && !reporter.hasError() &&
        (!parser.deeplyNested() || !nestsTooDeeply(list, options, reporter)))
        return module;
    if (!reporter.hasError() && parser.outOfStack())
        reporter.raisePlain(DiagnosticKind::MemoryError, StackOverflowed);
    if (!reporter.hasError())
        reportSyntaxError(list, options, reporter);
    reporter.preferLaterLexError();
    reporter.flush();
    return nullptr;
}

} // namespace pyc::frontend
