// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// str.format and str.format_map: replacement fields.
#include "runtime/builtins/format.h"
#include "runtime/builtins/unicode.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

namespace {

class FieldFormatter {
public:
    FieldFormatter(Arguments arguments, Dict* keywords, Value mapping)
        : arguments(arguments), keywords(keywords), mapping(mapping) {}

    String* run(String* format, int depth) {
        if (depth <= 0)
            return raiseValueError("Max string recursion exceeded");
        StringBuilder builder;
        int64_t at = 0, end = format->length;
        while (at < end) {
            int64_t start = at;
            uint32_t c = 0;
            bool markup = false;
            while (at < end && !markup) {
                c = codePointAt(format, at++);
                markup = c == '{' || c == '}';
            }
            int64_t literalEnd = markup ? at - 1 : at;
            if (markup) {
                bool atEnd = at >= end, doubled = !atEnd && codePointAt(format, at) == c;
                if (c == '}' && !doubled)
                    return raiseValueError("Single '}' encountered in format string");
                if (atEnd)
                    return raiseValueError("Single '{' encountered in format string");
                if (doubled) {
                    ++at;
                    ++literalEnd;
                    markup = false;
                }
            }
            if (literalEnd > start && !builder.append(PYC_TRY(substring(format, start, literalEnd))))
                return nullptr;
            if (markup && !field(builder, format, at, depth))
                return nullptr;
        }
        return builder.finish();
    }

private:
    bool field(StringBuilder& builder, String* format, int64_t& at, int depth) {
        int64_t end = format->length, nameStart = at;
        uint32_t c = 0;
        while (at < end) {
            c = codePointAt(format, at++);
            if (c == '{')
                return raiseValueError("unexpected '{' in field name");
            if (c == '[') {
                while (at < end && codePointAt(format, at) != ']')
                    ++at;
                continue;
            }
            if (c == '}' || c == ':' || c == '!')
                break;
        }
        int64_t nameEnd = at - 1;
        if (c != '}' && c != ':' && c != '!')
            return raiseValueError("expected '}' before end of string");
        uint32_t conversion = 0;
        int64_t specStart = at, specEnd = at;
        bool expand = false;
        if (c == '!') {
            if (at >= end)
                return raiseValueError("end of string while looking for conversion specifier");
            conversion = codePointAt(format, at++);
            if (at < end) {
                c = codePointAt(format, at++);
                if (c != '}' && c != ':')
                    return raiseValueError("expected ':' after conversion specifier");
            }
        }
        if (c != '}') {
            specStart = at;
            int depthOfBraces = 1;
            bool closed = false;
            while (at < end && !closed) {
                uint32_t d = codePointAt(format, at++);
                if (d == '{') {
                    expand = true;
                    ++depthOfBraces;
                } else if (d == '}') {
                    closed = --depthOfBraces == 0;
                }
            }
            if (!closed)
                return raiseValueError("unmatched '{' in format spec");
            specEnd = at - 1;
        }
        Value value = PYC_TRY(lookUp(PYC_TRY(substring(format, nameStart, nameEnd))));
        if (conversion) {
            String* converted;
            switch (conversion) {
            case 'r': converted = repr(value); break;
            case 's': converted = str(value); break;
            case 'a': converted = ascii(value); break;
            default:
                if (conversion > 32 && conversion < 127)
                    return raiseValueError("Unknown conversion specifier %c", conversion);
                return raiseValueError("Unknown conversion specifier \\x%x", conversion);
            }
            value = Value(PYC_TRY(converted));
        }
        String* spec = PYC_TRY(substring(format, specStart, specEnd));
        if (expand)
            spec = PYC_TRY(run(spec, depth - 1));
        String* shown = runtime::format(value, spec);
        return shown && builder.append(shown);
    }

    // Digits only: the number; -1 otherwise, -2 after an error.
    static int64_t asInteger(const String* text, int64_t start, int64_t end) {
        if (start == end)
            return -1;
        int64_t number = 0;
        for (int64_t i = start; i < end; ++i) {
            int digit = unicode::decimalValue(codePointAt(text, i));
            if (digit < 0)
                return -1;
            if (number > (INT64_MAX - digit) / 10) {
                raiseValueError("Too many decimal digits in format string");
                return -2;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    Value first(String* name, int64_t end) {
        bool empty = end == 0;
        int64_t index = asInteger(name, 0, end);
        if (index == -2)
            return Value();
        if (empty || index >= 0) {
            if (numbering == Unknown)
                numbering = empty ? Automatic : Manual;
            if (numbering == Manual && empty)
                return raiseValueError("cannot switch from manual field specification to automatic field numbering");
            if (numbering == Automatic && !empty)
                return raiseValueError("cannot switch from automatic field numbering to manual field specification");
            if (empty)
                index = nextIndex++;
            if (mapping)
                return raiseValueError("Format string contains positional fields");
            if (index >= int64_t(arguments.count))
                return raiseIndexError("Replacement index %d out of range for positional args tuple", index);
            return arguments[size_t(index)];
        }
        String* key = PYC_TRY(substring(name, 0, end));
        if (mapping)
            return getItem(mapping, Value(key));
        Value found = keywords ? dictGet(keywords, Value(key)) : Value();
        if (!found && !errorPending())
            return raiseKeyError(Value(key));
        return found;
    }

    Value lookUp(String* name) {
        int64_t end = name->length, at = 0;
        while (at < end && codePointAt(name, at) != '.' && codePointAt(name, at) != '[')
            ++at;
        Value value = PYC_TRY(first(name, at));
        while (at < end) {
            uint32_t c = codePointAt(name, at++);
            int64_t start = at;
            if (c == '.') {
                while (at < end && codePointAt(name, at) != '.' && codePointAt(name, at) != '[')
                    ++at;
                if (at == start)
                    return raiseValueError("Empty attribute in format string");
                String* attribute = PYC_TRY(substring(name, start, at));
                value = PYC_TRY(getAttribute(value, PYC_TRY(internString(attribute))));
            } else if (c == '[') {
                while (at < end && codePointAt(name, at) != ']')
                    ++at;
                if (at == end)
                    return raiseValueError("Missing ']' in format string");
                if (at == start)
                    return raiseValueError("Empty attribute in format string");
                int64_t index = asInteger(name, start, at);
                if (index == -2)
                    return Value();
                Value key = index >= 0 ? intValue(index) : Value(PYC_TRY(substring(name, start, at)));
                ++at;
                value = PYC_TRY(getItem(value, key));
            } else {
                return raiseValueError("Only '.' or '[' may follow ']' in format field specifier");
            }
        }
        return value;
    }

    enum Numbering { Unknown, Automatic, Manual } numbering = Unknown;
    int64_t nextIndex = 0;
    Arguments arguments;
    Dict* keywords;
    Value mapping; // format_map; empty otherwise
};

} // namespace

String* formatFields(String* format, Arguments arguments, Dict* keywords) {
    return FieldFormatter(arguments, keywords, Value()).run(format, 2);
}

String* formatMapping(String* format, Value mapping) {
    return FieldFormatter({nullptr, 0}, nullptr, mapping).run(format, 2);
}

} // namespace pyc::runtime
