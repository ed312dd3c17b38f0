// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints a syntax tree as `ast.dump` does.
#include "frontend/ast/dump.h"

#include "frontend/ast/visit.h"
#include "frontend/support/numbers.h"
#include "frontend/support/unicode.h"

#include <cmath>

namespace pyc::frontend::ast {

namespace {

void appendStringRepr(std::string_view text, bool bytes, StringBuilder& out) {
    bool single = text.find('\'') != text.npos, both = text.find('"') != text.npos;
    char quote = single && !both ? '"' : '\'';
    if (bytes)
        out.add('b');
    out.add(quote);
    for (const char *place = text.data(), *end = place + text.size(); place < end;) {
        uint32_t codePoint = static_cast<uint8_t>(*place);
        const char* next = bytes ? place + 1 : decodeCodePoint(place, codePoint);
        if (codePoint == static_cast<uint32_t>(quote) || codePoint == '\\')
            out.add('\\').add(static_cast<char>(codePoint));
        else if (codePoint == '\n')
            out.add("\\n");
        else if (codePoint == '\r')
            out.add("\\r");
        else if (codePoint == '\t')
            out.add("\\t");
        else if (codePoint < ' ' || codePoint == 0x7F || (bytes && codePoint >= 0x80))
            out.add("\\x").addHexadecimal(codePoint, 2);
        else if (codePoint < 0x7F || isPrintable(codePoint))
            out.add(std::string_view(place, static_cast<size_t>(next - place)));
        else if (codePoint < 0x100)
            out.add("\\x").addHexadecimal(codePoint, 2);
        else if (codePoint < 0x10000)
            out.add("\\u").addHexadecimal(codePoint, 4);
        else
            out.add("\\U").addHexadecimal(codePoint, 8);
        place = next;
    }
    out.add(quote);
}

class Dumper {
public:
    Dumper(StringBuilder& out, const DumpOptions& options, Arena& scratch)
        : out(out), options(options), scratch(scratch) {}

    /// Returns whether the node has no arguments at all.
    bool node(Node* node) {
        if (level > MaxLevel) {
            out.add("...");
            return false;
        }
        ++level;
        out.add(className(node->kind)).add('(');
        // A node whose few arguments are all simple stays on one line: what was written is rearranged then.
        Arguments arguments(*this);
        visitFields(node, arguments);
        if (options.includeAttributes)
            visit(node, [&]<typename T>(T* self) {
                if constexpr (T::HasPosition) {
                    arguments.number("lineno", self->position.line);
                    arguments.number("col_offset", self->position.column);
                    arguments.number("end_lineno", self->position.endLine);
                    arguments.number("end_col_offset", self->position.endColumn);
                }
            });
        bool few = arguments.allSimple && arguments.starts.size() <= 3;
        arguments.layOut(few && options.indent >= 0);
        out.add(')');
        --level;
        return arguments.starts.empty();
    }

private:
    static constexpr int MaxLevel = 4000; // more cannot be read, and must not exhaust the native stack

    struct Arguments {
        explicit Arguments(Dumper& dumper) : dumper(dumper), base(dumper.out.size()), starts(dumper.scratch) {}

        void begin(const char* name) {
            starts.push(dumper.out.size());
            dumper.separate(starts.size() > 1);
            dumper.out.add(name).add('=');
        }
        void number(const char* name, int64_t value) {
            begin(name);
            dumper.out.addInteger(value);
        }
        void child(const char* name, Node* child, bool) {
            if (!child)
                return;
            begin(name);
            allSimple &= dumper.node(child);
        }
        template <typename T>
        void children(const char* name, Sequence<T*> items) {
            if (items.empty())
                return;
            begin(name);
            allSimple = false;
            dumper.list(items, [&](T* item) {
                if (item)
                    dumper.node(item);
                else
                    dumper.out.add("None");
            });
        }
        void identifier(const char* name, const Identifier* identifier, bool) {
            if (!identifier)
                return;
            begin(name);
            appendStringRepr(identifier->text(), false, dumper.out);
        }
        void identifiers(const char* name, Sequence<const Identifier*> items) {
            if (items.empty())
                return;
            begin(name);
            allSimple = false;
            dumper.list(items, [&](const Identifier* item) { appendStringRepr(item->text(), false, dumper.out); });
        }
        void integer(const char* name, int32_t value) { number(name, value); }
        void string(const char* name, std::string_view text, bool) {
            if (!text.data())
                return;
            begin(name);
            appendStringRepr(text, false, dumper.out);
        }
        void constant(const char* name, const ConstantValue& value) {
            begin(name);
            appendRepr(value, dumper.out);
        }
        template <typename Enum>
        void enumerator(const char* name, Enum value) {
            begin(name);
            dumper.out.add(enumeratorName(value)).add("()");
        }
        template <typename Enum>
        void enumerators(const char* name, Sequence<Enum> items) {
            begin(name);
            allSimple = false;
            dumper.list(items, [&](Enum item) { dumper.out.add(enumeratorName(item)).add("()"); });
        }

        /// Takes line breaks out again when everything fits one line by `ast`'s rule.
        void layOut(bool oneLine) {
            if (!oneLine || starts.empty())
                return;
            StringBuilder flat(dumper.scratch);
            std::string_view written = dumper.out.view();
            for (size_t index = 0; index < starts.size(); ++index) {
                size_t end = index + 1 < starts.size() ? starts[index + 1] : written.size();
                std::string_view argument = written.substr(starts[index], end - starts[index]);
                argument.remove_prefix(argument.find('\n') + 1);
                argument.remove_prefix(static_cast<size_t>(dumper.options.indent * dumper.level));
                flat.add(index ? ", " : "").add(argument);
            }
            dumper.out.truncate(base);
            dumper.out.add(flat.view());
        }

        Dumper& dumper;
        size_t base;
        ArenaVector<size_t> starts;
        bool allSimple = true;
    };

    void separate(bool comma) {
        if (options.indent < 0) {
            out.add(comma ? ", " : "");
            return;
        }
        out.add(comma ? ",\n" : "\n").addRepeated(' ', static_cast<size_t>(options.indent * level));
    }

    template <typename T, typename Item>
    void list(Sequence<T> items, Item item) {
        ++level;
        out.add('[');
        for (uint32_t index = 0; index < items.size(); ++index) {
            separate(index > 0);
            item(items[index]);
        }
        out.add(']');
        --level;
    }

    StringBuilder& out;
    const DumpOptions& options;
    Arena& scratch;
    int level = 0;
};

} // namespace

void appendRepr(const ConstantValue& value, StringBuilder& out) {
    switch (value.kind) {
    case ConstantKind::None: out.add("None"); return;
    case ConstantKind::True: out.add("True"); return;
    case ConstantKind::False: out.add("False"); return;
    case ConstantKind::Ellipsis: out.add("Ellipsis"); return;
    case ConstantKind::SmallInt: out.addInteger(value.integer); return;
    case ConstantKind::BigInt:
        if (value.negative)
            out.add('-');
        appendDecimal(value.big.limbs, value.big.limbCount, out);
        return;
    case ConstantKind::Float: appendFloatRepr(value.number.real, out); return;
    case ConstantKind::Complex: {
        bool hasReal = value.number.real != 0 || std::signbit(value.number.real);
        if (hasReal) {
            out.add('(');
            appendFloatRepr(value.number.real, out, false);
            if (!std::signbit(value.number.imaginary))
                out.add('+');
        }
        appendFloatRepr(value.number.imaginary, out, false);
        out.add(hasReal ? "j)" : "j");
        return;
    }
    case ConstantKind::Str: appendStringRepr(value.view(), false, out); return;
    case ConstantKind::Bytes: appendStringRepr(value.view(), true, out); return;
    case ConstantKind::Tuple:
    case ConstantKind::FrozenSet: {
        bool isSet = value.kind == ConstantKind::FrozenSet;
        uint32_t count = value.sequence.itemCount;
        out.add(!isSet ? "(" : count ? "frozenset({" : "frozenset(");
        for (uint32_t index = 0; index < count; ++index) {
            if (index)
                out.add(", ");
            appendRepr(value.sequence.items[index], out);
        }
        out.add(isSet ? (count ? "})" : ")") : count == 1 ? ",)" : ")");
        return;
    }
    }
}

void dump(Node* tree, StringBuilder& out, const DumpOptions& options) {
    Arena scratch;
    Dumper(out, options, scratch).node(tree);
}

} // namespace pyc::frontend::ast
