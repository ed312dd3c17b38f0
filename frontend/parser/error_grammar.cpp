// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds what Python says about a text that does not parse, by searching a grammar that knows common mistakes.
//
// Which of several possible complaints CPython makes follows from the order in which its parser tries things, how far
// it has looked ahead by then, and what it remembers. So the rules of error_rules.inc are searched in the same way:
// once without the mistakes, to learn how far the text makes sense, and once with them. This happens only after an
// error, when time matters less than words; alternatives that the next token rules out are skipped.
#include "frontend/parser/error_grammar.h"

#include "frontend/parser/error_search.h"

namespace pyc::frontend {

using errors::Grammar;
using errors::Item;
using errors::Search;

namespace {

const char* startRuleName(const ParseOptions& options) {
    return options.mode == ParseMode::Exec     ? "whole-module"
           : options.mode == ParseMode::Single ? "whole-prompt"
           : options.mode == ParseMode::Eval   ? "whole-expression"
                                               : "whole-signature";
}

} // namespace

bool nestsTooDeeply(const TokenList& list, const ParseOptions& options, ErrorReporter& reporter) {
    Arena arena;
    Grammar* grammar = arena.make<Grammar>(arena);
    Search search(*grammar, list, reporter, options, arena);
    search.run(grammar->ruleNamed(startRuleName(options)), false);
    return search.failed();
}

void reportSyntaxError(const TokenList& list, const ParseOptions& options, ErrorReporter& reporter) {
    Arena arena;
    Grammar* grammar = arena.make<Grammar>(arena);
    uint16_t startRule = grammar->ruleNamed(startRuleName(options));
    Search search(*grammar, list, reporter, options, arena);
    Item* accepted = search.run(startRule, false);
    const Token lastToken = search.newest();
    if (options.allowIncompleteInput && reporter.readsToEnd(lastToken)) {
        reporter.raiseIncomplete(lastToken);
        return;
    }
    if (!search.failed() && !accepted) {
        search.forget();
        search.run(startRule, true);
    }

    if (search.failed()) {
        reporter.setStatementLine(int32_t(search.lastStatementLine()));
        return;
    }
    if (lastToken.kind == TokenKind::Indent || lastToken.kind == TokenKind::Dedent) {
        reporter.settle();
        reporter.raiseAtToken(DiagnosticKind::IndentationError,
                              lastToken.kind == TokenKind::Indent ? "unexpected indent" : "unexpected unindent",
                              search.newest(), search.newest());
        return;
    }
    std::string_view text = reporter.source().substr(lastToken.start, lastToken.end - lastToken.start);
    reporter.raiseRange(text == "<>" && !options.barryAsBdfl ? "invalid syntax.  Maybe you meant '!=' instead of '<>'?"
                                                             : "invalid syntax",
                        lastToken, lastToken, search.newest());
    reporter.setStatementLine(int32_t(search.lastStatementLine()));
}

} // namespace pyc::frontend
