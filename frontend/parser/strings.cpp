// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// String literals: escapes, f-strings and t-strings, and adjacent literals joined.
#include "frontend/parser/parser.h"

#include "frontend/support/unicode.h"

namespace pyc::frontend {

using namespace ast;

namespace {

int hexadecimalValue(char byte) {
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    byte |= 0x20;
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

bool isText(const ExprNode* node) {
    return node->is<Constant>() && node->as<Constant>()->value.kind == ConstantKind::Str;
}

bool isEmptyText(const ExprNode* node) { return isText(node) && node->as<Constant>()->value.text.size == 0; }

} // namespace

bool Parser::warnEscape(std::string_view text, size_t offset, const Token& token) {
    std::string_view digits = text.substr(offset, 1);
    // The lexer has spoken of braces, which only mean something in these strings.
    bool formatted = token.kind == TokenKind::FStringMiddle || token.kind == TokenKind::TStringMiddle ||
                     token.kind == TokenKind::FStringEnd || token.kind == TokenKind::TStringEnd;
    if (formatted && (digits == "{" || digits == "}"))
        return true;
    StringBuilder message(arena);
    bool octal = digits[0] >= '4' && digits[0] <= '7';
    if (octal)
        digits = text.substr(offset, 3);
    message.add("\"\\").add(digits).add("\" is an invalid ").add(octal ? "octal " : "").add("escape sequence. ");
    message.add("Such sequences will not work in the future. Did you mean \"\\\\").add(digits);
    message.add("\"? A raw string is also an option.");
    uint32_t line = token.line;
    for (const char* place = source.data() + token.start; place < text.data() + offset; ++place)
        line += *place == '\n';
    DiagnosticKind kind =
        options.featureVersion < 12 ? DiagnosticKind::DeprecationWarning : DiagnosticKind::SyntaxWarning;
    return reporter.warn(kind, message.view(), line, token,
                         static_cast<uint32_t>(text.data() + offset - source.data()));
}

namespace {

/// What one character behind a backslash stands for, or 0.
char plainEscape(char byte) {
    switch (byte) {
    case '\\':
    case '\'':
    case '"': return byte;
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return 0;
    }
}

bool isOctal(char byte) { return byte >= '0' && byte <= '7'; }

/// Up to three digits, the first just before `index`. One that is no byte is to be warned about, if it is the first.
uint32_t readOctal(std::string_view text, size_t& index, size_t& warnedAt) {
    size_t first = index - 1;
    uint32_t value = static_cast<uint32_t>(text[first] - '0');
    for (; index < first + 3 && index < text.size() && isOctal(text[index]); ++index)
        value = value * 8 + static_cast<uint32_t>(text[index] - '0');
    if (value > 0377 && warnedAt == text.npos)
        warnedAt = first;
    return value;
}

} // namespace

/// The characters that a string's source text stands for.
bool Parser::decodeText(std::string_view text, bool raw, const Token& token, std::string_view& result) {
    if (raw || text.find('\\') == text.npos) {
        result = text;
        return true;
    }
    // Positions in messages count characters as Python's intermediate form has them.
    StringBuilder out(arena);
    size_t position = 0;
    size_t warnedAt = text.npos;
    auto fail = [&](size_t start, size_t end, std::string_view reason) {
        StringBuilder message(arena);
        message.add("(unicode error) 'unicodeescape' codec can't decode byte");
        if (end - start == 1)
            message.add(" 0x5c in position ").addInteger(static_cast<int64_t>(start));
        else
            message.add("s in position ")
                .addInteger(static_cast<int64_t>(start))
                .add('-')
                .addInteger(static_cast<int64_t>(end - 1));
        message.add(": ").add(reason);
        reporter.raiseAtToken(DiagnosticKind::SyntaxError, message.view(), token, token);
        return false;
    };
    size_t index = 0;
    while (index < text.size()) {
        char byte = text[index];
        if (byte != '\\') {
            if (static_cast<uint8_t>(byte) < 0x80) {
                out.add(byte);
                ++index;
                ++position;
                continue;
            }
            uint32_t codePoint;
            const char* next = decodeCodePoint(text.data() + index, codePoint);
            size_t size = static_cast<size_t>(next - (text.data() + index));
            out.add(text.substr(index, size));
            index += size;
            position += 10;
            continue;
        }
        size_t start = position;
        if (index + 1 == text.size()) {
            // Only before a field of an f-string.
            out.add('\\');
            break;
        }
        byte = text[index + 1];
        index += 2;
        position += 2;
        if (char plain = plainEscape(byte)) {
            out.add(plain);
            continue;
        }
        if (isOctal(byte)) {
            size_t first = index - 1;
            uint32_t value = readOctal(text, index, warnedAt);
            position += index - first - 1;
            out.addCodePoint(value);
            continue;
        }
        int digits = 0;
        const char* truncated = nullptr;
        switch (byte) {
        case '\n': continue;
        case 'x':
            digits = 2;
            truncated = "truncated \\xXX escape";
            break;
        case 'u':
            digits = 4;
            truncated = "truncated \\uXXXX escape";
            break;
        case 'U':
            digits = 8;
            truncated = "truncated \\UXXXXXXXX escape";
            break;
        case 'N': {
            if (index < text.size() && text[index] == '{') {
                size_t nameStart = index + 1;
                size_t nameEnd = text.find('}', nameStart);
                if (nameEnd != text.npos && nameEnd > nameStart) {
                    std::string_view name = text.substr(nameStart, nameEnd - nameStart);
                    position += name.size() + 2;
                    index = nameEnd + 1;
                    int32_t character = lookUpCharacterName(name);
                    if (character < 0)
                        return fail(start, position, "unknown Unicode character name");
                    out.addCodePoint(static_cast<uint32_t>(character));
                    continue;
                }
                position += nameEnd == text.npos ? text.size() - index : nameEnd - index;
            }
            return fail(start, position, "malformed \\N character escape");
        }
        default:
            out.add('\\');
            if (static_cast<uint8_t>(byte) >= 0x80) {
                --index;
                position += 4;
                continue;
            }
            if (warnedAt == text.npos)
                warnedAt = index - 1;
            out.add(byte);
            continue;
        }
        uint32_t value = 0;
        int read = 0;
        for (; read < digits && index < text.size() && hexadecimalValue(text[index]) >= 0; ++read) {
            value = value * 16 + static_cast<uint32_t>(hexadecimalValue(text[index++]));
            ++position;
        }
        if (read < digits)
            return fail(start, position, truncated);
        if (value > 0x10FFFF)
            return fail(start, position, "illegal Unicode character");
        out.addCodePoint(value);
    }
    if (warnedAt != text.npos && !warnEscape(text, warnedAt, token))
        return false;
    result = out.finish();
    return true;
}

bool Parser::decodeBytes(std::string_view text, bool raw, const Token& token, std::string_view& result) {
    for (char byte : text) {
        if (static_cast<uint8_t>(byte) < 0x80)
            continue;
        reporter.raiseRange("bytes can only contain ASCII literal characters", token, token, token);
        return false;
    }
    if (raw || text.find('\\') == text.npos) {
        result = text;
        return true;
    }
    StringBuilder out(arena);
    size_t warnedAt = text.npos;
    for (size_t index = 0; index < text.size();) {
        char byte = text[index++];
        if (byte != '\\') {
            out.add(byte);
            continue;
        }
        byte = text[index++];
        if (char plain = plainEscape(byte)) {
            out.add(plain);
            continue;
        }
        if (isOctal(byte)) {
            out.add(static_cast<char>(readOctal(text, index, warnedAt)));
            continue;
        }
        switch (byte) {
        case '\n': break;
        case 'x':
            if (index + 1 < text.size() && hexadecimalValue(text[index]) >= 0 &&
                hexadecimalValue(text[index + 1]) >= 0) {
                out.add(static_cast<char>(hexadecimalValue(text[index]) * 16 + hexadecimalValue(text[index + 1])));
                index += 2;
                break;
            }
            {
                StringBuilder message(arena);
                message.add("(value error) invalid \\x escape at position ")
                    .addInteger(static_cast<int64_t>(index) - 2);
                reporter.raiseAtToken(DiagnosticKind::SyntaxError, message.view(), token, token);
            }
            return false;
        default:
            if (warnedAt == text.npos)
                warnedAt = index - 1;
            out.add('\\').add(byte);
        }
    }
    if (warnedAt != text.npos && !warnEscape(text, warnedAt, token))
        return false;
    result = out.finish();
    return true;
}

ExprNode* Parser::parseString() {
    const Token* start = token++;
    std::string_view text = textOf(*start);
    bool bytes = false, raw = false;
    bool unicode = text[0] == 'u';
    while (text[0] != '\'' && text[0] != '"') {
        bytes |= (text[0] | 0x20) == 'b';
        raw |= (text[0] | 0x20) == 'r';
        text.remove_prefix(1);
    }
    size_t quotes = text.size() >= 6 && text[1] == text[0] && text[2] == text[0] ? 3 : 1;
    text = text.substr(quotes, text.size() - 2 * quotes);
    std::string_view value;
    if (!(bytes ? decodeBytes(text, raw, *start, value) : decodeText(text, raw, *start, value)))
        return nullptr;
    Constant* node = makeAt<Constant>(
        {start->line, static_cast<uint32_t>(start->column), start->endLine, static_cast<uint32_t>(start->endColumn)});
    node->value = ConstantValue::makeText(bytes ? ConstantKind::Bytes : ConstantKind::Str, value);
    if (unicode)
        node->kind = "u";
    return node;
}

/// The source text of a field's expression, comments taken out, up to the token that ends it.
std::string_view Parser::fieldText(const Token* open, const Token* close) {
    std::string_view text = source.substr(open->end, close->start - open->end);
    if (text.find('#') == text.npos)
        return text;
    StringBuilder out(arena);
    char quote = 0;
    for (size_t index = 0; index < text.size(); ++index) {
        char byte = text[index];
        if (byte == '\\' && index + 1 < text.size()) {
            out.add(byte).add(text[++index]);
            continue;
        }
        if (byte == '"' || byte == '\'')
            quote = !quote ? byte : quote == byte ? 0 : quote;
        if (byte == '#' && !quote) {
            index = text.find('\n', index);
            if (index == text.npos)
                break;
            byte = '\n';
        }
        out.add(byte);
    }
    return out.finish();
}

ExprNode* Parser::parseFormatSpec(bool isTemplate) {
    const Token* start = token++;
    TokenKind middle = isTemplate ? TokenKind::TStringMiddle : TokenKind::FStringMiddle;
    List<ExprNode> parts(*this);
    for (;;) {
        if (at(middle)) {
            const Token* text = token++;
            std::string_view value;
            if (!decodeText(textOf(*text), formattedRaw, *text, value))
                return nullptr;
            if (value.empty())
                continue;
            Constant* node = make<Constant>(text);
            node->value = ConstantValue::makeText(ConstantKind::Str, value);
            parts.push(node);
        } else if (at(TokenKind::LeftBrace)) {
            if (!parseField(isTemplate, true, parts))
                return nullptr;
        } else {
            break;
        }
    }
    Position position = from(start);
    JoinedStr* node = makeAt<JoinedStr>(position);
    node->values = foldTexts(parts.finish());
    return node;
}

/// A field in braces. One that shows its own text adds that before its value.
bool Parser::parseField(bool isTemplate, bool inFormatSpec, List<ExprNode>& parts) {
    const Token* open = token++;
    bool outerRaw = formattedRaw;
    ExprNode* value = parseAnnotatedRightSide();
    formattedRaw = outerRaw;
    if (!value)
        return false;
    const Token* debug = at(TokenKind::Equal) ? token++ : nullptr;
    const Token* textEnd = token;
    int32_t conversion = -1;
    if (at(TokenKind::Exclamation)) {
        const Token* mark = token++;
        if (!at(TokenKind::Name))
            return false;
        const Token* name = token++;
        std::string_view letter = textOf(*name);
        const char* prefix = isTemplate ? "t-string" : "f-string";
        if (mark->line != name->line || mark->endColumn != name->column) {
            reporter.raiseRange(reporter.format(prefix, ": conversion type must come right after the exclamation mark"),
                                *mark, *name, *name);
            return false;
        }
        conversion = letter.size() == 1 ? letter[0] : 0;
        if (conversion != 's' && conversion != 'r' && conversion != 'a') {
            std::string_view shown = identifierOf(*name)->text();
            reporter.raiseRange(
                reporter.format(prefix, ": invalid conversion character '", shown, "': expected 's', 'r', or 'a'"),
                *name, *name, *name);
            return false;
        }
    }
    ExprNode* spec = nullptr;
    if (at(TokenKind::Colon) && !(spec = parseFormatSpec(isTemplate)))
        return false;
    if (!at(TokenKind::RightBrace))
        return false;
    ++token;
    if (debug && conversion == -1 && !spec)
        conversion = 'r';

    std::string_view text = isTemplate || debug ? fieldText(open, textEnd) : std::string_view();
    if (debug) {
        Constant* shown = makeAt<Constant>({open->line, static_cast<uint32_t>(open->column + 1), textEnd->line,
                                            static_cast<uint32_t>(textEnd->column)});
        shown->value = ConstantValue::makeText(ConstantKind::Str, text);
        parts.push(shown);
    }
    if (isTemplate && !inFormatSpec) {
        Interpolation* node = make<Interpolation>(open);
        node->value = value;
        node->conversion = conversion;
        node->format_spec = spec;
        if (debug)
            text = text.substr(0, text.rfind('='));
        node->str = ConstantValue::makeText(ConstantKind::Str, text);
        parts.push(node);
        return true;
    }
    FormattedValue* node = make<FormattedValue>(open);
    node->value = value;
    node->conversion = conversion;
    node->format_spec = spec;
    parts.push(node);
    return true;
}

ExprNode* Parser::parseFormatted(bool isTemplate) {
    const Token* start = token++;
    TokenKind middle = isTemplate ? TokenKind::TStringMiddle : TokenKind::FStringMiddle;
    TokenKind end = isTemplate ? TokenKind::TStringEnd : TokenKind::FStringEnd;
    bool outerRaw = formattedRaw;
    std::string_view prefix = textOf(*start);
    bool raw = prefix.find('r') != prefix.npos || prefix.find('R') != prefix.npos;
    List<ExprNode> parts(*this);
    for (;;) {
        formattedRaw = raw;
        if (at(middle)) {
            const Token* text = token++;
            Constant* node = makeAt<Constant>({text->line, static_cast<uint32_t>(text->column), text->endLine,
                                               static_cast<uint32_t>(text->endColumn)});
            node->value = ConstantValue::makeText(ConstantKind::Str, textOf(*text));
            // Escapes are decoded once the end has been seen: errors are shown there.
            node->kind = "raw";
            parts.push(node);
        } else if (at(TokenKind::LeftBrace)) {
            if (!parseField(isTemplate, false, parts))
                return nullptr;
        } else {
            break;
        }
    }
    formattedRaw = outerRaw;
    if (!accept(end))
        return nullptr;
    Sequence<ExprNode*> values = parts.finish();
    uint32_t kept = 0;
    for (ExprNode* part : values) {
        if (Constant* text = part->maybe<Constant>(); text && text->kind.data()) {
            text->kind = {};
            std::string_view decoded;
            if (!decodeText(text->value.view(), raw, token[-1], decoded))
                return nullptr;
            text->value = ConstantValue::makeText(ConstantKind::Str, decoded);
            if (decoded.empty())
                continue;
        }
        values.items[kept++] = part;
    }
    values.count = kept;
    Position position{start->line, static_cast<uint32_t>(start->column), token[-1].endLine,
                      static_cast<uint32_t>(token[-1].endColumn)};
    if (isTemplate) {
        TemplateStr* node = makeAt<TemplateStr>(position);
        node->values = values;
        return requireVersion(14, "t-strings are", token[-1]) ? node : nullptr;
    }
    JoinedStr* node = makeAt<JoinedStr>(position);
    node->values = values;
    return node;
}

/// Joins neighbouring texts and drops empty ones.
Sequence<ExprNode*> Parser::foldTexts(Sequence<ExprNode*> parts) {
    uint32_t kept = 0;
    for (uint32_t index = 0; index < parts.size();) {
        ExprNode* part = parts[index++];
        if (isText(part)) {
            Constant* first = part->as<Constant>();
            uint32_t last = index;
            while (last < parts.size() && isText(parts[last]))
                ++last;
            if (last > index) {
                StringBuilder joined(arena);
                for (uint32_t each = index - 1; each < last; ++each)
                    joined.add(parts[each]->as<Constant>()->value.view());
                Position position = first->position;
                position.endLine = parts[last - 1]->position.endLine;
                position.endColumn = parts[last - 1]->position.endColumn;
                Constant* node = makeAt<Constant>(position);
                node->kind = first->kind;
                node->value = ConstantValue::makeText(ConstantKind::Str, joined.finish());
                part = node;
                index = last;
            }
            if (isEmptyText(part))
                continue;
        }
        parts.items[kept++] = part;
    }
    parts.count = kept;
    return parts;
}

/// One or more adjacent literals.
ExprNode* Parser::parseStrings() {
    const Token* start = token;
    bool isTemplate = at(TokenKind::TStringStart);
    bool sawBytes = false, sawText = false, sawFormatted = false;
    List<ExprNode> literals(*this);
    for (;;) {
        ExprNode* literal;
        if (at(TokenKind::String)) {
            if (isTemplate)
                return nullptr;
            literal = parseString();
        } else if (at(TokenKind::FStringStart)) {
            if (isTemplate)
                return nullptr;
            literal = parseFormatted(false);
        } else if (at(TokenKind::TStringStart)) {
            if (!isTemplate)
                return nullptr;
            literal = parseFormatted(true);
        } else {
            break;
        }
        if (!literal)
            return nullptr;
        if (literal->is<Constant>())
            (literal->as<Constant>()->value.kind == ConstantKind::Bytes ? sawBytes : sawText) = true;
        else
            sawFormatted = true;
        literals.push(literal);
    }
    if (sawBytes && (sawText || sawFormatted)) {
        reporter.raiseAtToken(DiagnosticKind::SyntaxError, "cannot mix bytes and nonbytes literals", *token, *token);
        return nullptr;
    }
    if (literals.size() == 1)
        if (sawBytes || sawText)
            return literals[0];

    Position position = from(start);
    if (!sawFormatted) {
        StringBuilder joined(arena);
        for (size_t index = 0; index < literals.size(); ++index)
            joined.add(literals[index]->as<Constant>()->value.view());
        Constant* node = makeAt<Constant>(position);
        node->kind = literals[0]->as<Constant>()->kind;
        node->value = ConstantValue::makeText(sawBytes ? ConstantKind::Bytes : ConstantKind::Str, joined.finish());
        return node;
    }
    List<ExprNode> parts(*this, true);
    for (size_t index = 0; index < literals.size(); ++index) {
        ExprNode* literal = literals[index];
        if (literal->is<JoinedStr>())
            for (ExprNode* part : literal->as<JoinedStr>()->values)
                parts.push(part);
        else if (literal->is<TemplateStr>())
            for (ExprNode* part : literal->as<TemplateStr>()->values)
                parts.push(part);
        else
            parts.push(literal);
    }
    Sequence<ExprNode*> values = foldTexts(parts.finish());
    if (isTemplate) {
        TemplateStr* node = makeAt<TemplateStr>(position);
        node->values = values;
        return node;
    }
    JoinedStr* node = makeAt<JoinedStr>(position);
    node->values = values;
    return node;
}

} // namespace pyc::frontend
