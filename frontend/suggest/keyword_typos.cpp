// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Misspelt keywords: names near an error are replaced by keywords that resemble them, until the text compiles.
#include "frontend/suggest/keyword_typos.h"

#include "frontend/bytecode/compile.h"
#include "frontend/lexer/lexer.h"
#include "frontend/support/unicode.h"

#include <algorithm>

namespace pyc::frontend {

namespace {

constexpr std::string_view keywords[] = {
#define PYC_KEYWORD(Name, text) text,
#include "frontend/lexer/tokens.def"
};

constexpr int MoveCost = 2, CaseCost = 1;
constexpr size_t LongestWord = 40;
constexpr size_t LongestText = 1024;
constexpr int NamesTried = 10;
constexpr size_t MatchesTried = 3;
constexpr double Resemblance = 0.5;

char lowerCase(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte; }

int substitutionCost(char left, char right) {
    if (left == right)
        return 0;
    return lowerCase(left) == lowerCase(right) ? CaseCost : MoveCost;
}

/// Levenshtein's distance, or something above `limit`.
int distance(std::string_view left, std::string_view right, int limit) {
    while (!left.empty() && !right.empty() && left[0] == right[0]) {
        left.remove_prefix(1);
        right.remove_prefix(1);
    }
    while (!left.empty() && !right.empty() && left.back() == right.back()) {
        left.remove_suffix(1);
        right.remove_suffix(1);
    }
    if (left.empty() || right.empty())
        return static_cast<int>(left.size() + right.size()) * MoveCost;
    if (left.size() > LongestWord || right.size() > LongestWord)
        return limit + 1;
    int row[LongestWord + 1];
    for (size_t column = 0; column <= left.size(); ++column)
        row[column] = static_cast<int>(column) * MoveCost;
    for (size_t line = 0; line < right.size(); ++line) {
        int diagonal = row[0];
        row[0] = static_cast<int>(line + 1) * MoveCost;
        for (size_t column = 0; column < left.size(); ++column) {
            int substituted = diagonal + substitutionCost(left[column], right[line]);
            diagonal = row[column + 1];
            row[column + 1] = std::min(substituted, std::min(row[column], row[column + 1]) + MoveCost);
        }
    }
    return row[left.size()];
}

/// The keyword that takes the fewest changes, when they are few; empty otherwise.
std::string_view nearest(std::string_view word) {
    std::string_view best;
    int bestDistance = 0;
    for (std::string_view keyword : keywords) {
        int limit = static_cast<int>(word.size() + keyword.size() + 3) * MoveCost / 6;
        if (!best.empty())
            limit = std::min(limit, bestDistance - 1);
        int found = distance(word, keyword, limit);
        if (found > limit)
            continue;
        best = keyword;
        bestDistance = found;
    }
    return best;
}

/// How many characters two words share in common runs: the longest run first, then what is left and right of it.
size_t sharedCharacters(std::string_view left, std::string_view right) {
    size_t length = 0, leftStart = 0, rightStart = 0;
    for (size_t index = 0; index < left.size(); ++index)
        for (size_t other = 0; other < right.size(); ++other) {
            size_t run = 0;
            while (index + run < left.size() && other + run < right.size() && left[index + run] == right[other + run])
                ++run;
            if (run > length) {
                length = run;
                leftStart = index;
                rightStart = other;
            }
        }
    if (!length)
        return 0;
    return length + sharedCharacters(left.substr(0, leftStart), right.substr(0, rightStart)) +
           sharedCharacters(left.substr(leftStart + length), right.substr(rightStart + length));
}

struct Match {
    double ratio;
    std::string_view keyword;
};

/// Keywords worth trying for a word, best first.
size_t findMatches(std::string_view word, std::string_view (&matches)[MatchesTried]) {
    size_t count = 0;
    if (std::string_view best = nearest(word); !best.empty())
        matches[count++] = best;
    Match similar[std::size(keywords)];
    size_t similarCount = 0;
    for (std::string_view keyword : keywords) {
        double ratio = 2.0 * static_cast<double>(sharedCharacters(keyword, word)) /
                       static_cast<double>(keyword.size() + word.size());
        if (ratio >= Resemblance)
            similar[similarCount++] = {ratio, keyword};
    }
    std::sort(similar, similar + similarCount, [](const Match& left, const Match& right) {
        return left.ratio != right.ratio ? left.ratio > right.ratio : left.keyword > right.keyword;
    });
    for (size_t index = 0; index < similarCount && index < MatchesTried && count < MatchesTried; ++index)
        matches[count++] = similar[index].keyword;
    return count;
}

bool isBlank(std::string_view line) { return line.find_first_not_of(" \t\f\v\r") == line.npos; }

/// Lines first..last (from 1) without the white space all of them begin with.
std::string_view dedentedLines(std::string_view text, int32_t first, int32_t last, Arena& arena) {
    ArenaVector<std::string_view> lines(arena);
    for (int32_t number = 1; number <= last && !text.empty(); ++number) {
        size_t end = text.find('\n');
        if (number >= first)
            lines.push(text.substr(0, end));
        text = end == text.npos ? std::string_view() : text.substr(end + 1);
    }
    std::string_view margin;
    bool any = false;
    for (std::string_view line : lines) {
        if (isBlank(line))
            continue;
        std::string_view indentation = line.substr(0, line.find_first_not_of(" \t"));
        size_t size = 0;
        while (any && size < margin.size() && size < indentation.size() && margin[size] == indentation[size])
            ++size;
        margin = any ? margin.substr(0, size) : indentation;
        any = true;
    }
    StringBuilder out(arena);
    for (size_t index = 0; index < lines.size(); ++index) {
        if (index)
            out.add('\n');
        if (!isBlank(lines[index]))
            out.add(lines[index].substr(margin.size()));
    }
    return out.finish();
}

struct Verdict {
    bool error = false;
    bool incomplete = false;
};

bool noteError(void* state, const Diagnostic& diagnostic) {
    Verdict& verdict = *static_cast<Verdict*>(state);
    if (!isWarning(diagnostic.kind)) {
        verdict.error = true;
        verdict.incomplete |= diagnostic.kind == DiagnosticKind::IncompleteInputError;
    }
    return true;
}

/// Whether a text is a program or the beginning of one.
bool compiles(std::string_view text) {
    Verdict verdict;
    DiagnosticSink sink{&verdict, noteError};
    ParseOptions options;
    options.sourceIsText = true;
    options.allowIncompleteInput = options.dontImplyDedent = true;
    AstContext context;
    ast::ModNode* module = parse(text, options, context, sink);
    if (!module)
        return verdict.incomplete;
    Arena result;
    compile(module, "<input>", {}, context, result, sink);
    return !verdict.error;
}

} // namespace

void suggestKeyword(Diagnostic& diagnostic, Arena& arena) {
    bool plain = diagnostic.message == "invalid syntax" ||
                 diagnostic.message.find("Perhaps you forgot a comma") != std::string_view::npos;
    if (diagnostic.kind != DiagnosticKind::SyntaxError || !plain || !diagnostic.source.data())
        return;
    int32_t firstLine = diagnostic.statementLine > 0 ? diagnostic.statementLine : 1;
    std::string_view text = dedentedLines(diagnostic.source, firstLine, diagnostic.line, arena);
    if (countCodePoints(text) > LongestText)
        return;
    std::string_view complete = concatenate(arena, {text, "\n"});
    TokenList list = lex(complete, {}, arena);
    int32_t errorLine = diagnostic.statementLine > 0 ? diagnostic.line + 1 : diagnostic.line;
    int namesLeft = NamesTried;
    for (const Token& token : list.tokens) {
        if (token.kind != TokenKind::Name)
            continue;
        if (diagnostic.fromFile && static_cast<int32_t>(token.line) + diagnostic.statementLine != errorLine)
            continue;
        if (--namesLeft < 0)
            return;
        std::string_view word = complete.substr(token.start, token.end - token.start);
        std::string_view matches[MatchesTried];
        size_t count = findMatches(word, matches);
        for (size_t index = 0; index < count; ++index) {
            std::string_view keyword = matches[index];
            if (!compiles(concatenate(arena, {text.substr(0, token.start), keyword, text.substr(token.end)})))
                continue;
            size_t lineStart = token.start - static_cast<size_t>(token.column);
            diagnostic.text = complete.substr(lineStart, complete.find('\n', token.end) + 1 - lineStart);
            std::string_view before = complete.substr(lineStart, static_cast<size_t>(token.column));
            diagnostic.offset = static_cast<int32_t>(countCodePoints(before)) + 1;
            diagnostic.endOffset = diagnostic.offset + static_cast<int32_t>(countCodePoints(word));
            diagnostic.endLine = diagnostic.line;
            diagnostic.message = concatenate(arena, {"invalid syntax. Did you mean '", keyword, "'?"});
            return;
        }
    }
}

} // namespace pyc::frontend
