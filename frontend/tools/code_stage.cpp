// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Bytecode, code objects and scopes, printed.
#include "frontend/tools/code_stage.h"
#include "frontend/ast/dump.h"
#include "frontend/bytecode/compile.h"
#include "frontend/bytecode/disassembler.h"
#include "frontend/bytecode/serialise.h"
#include "frontend/bytecode/verifier.h"

#include <algorithm>
#include <cstdio>

namespace pyc::frontend {

namespace {

std::string_view viewOf(const Text& text) { return {text.data, text.size}; }

class Facts {
public:
    Facts(StringBuilder& out, Arena& arena) : out(out), arena(arena) {}

    void code(const CodeData& code) {
        out.add("code ");
        text(viewOf(code.qualifiedName));
        out.add(' ');
        text(viewOf(code.name));
        for (uint32_t number :
             {code.argumentCount, code.positionalOnlyCount, code.keywordOnlyCount, code.flags, code.firstLine})
            out.add(' ').addInteger(number);
        out.add('\n');
        names("varnames", code.variableNames, code.variableCount);
        names("cellvars", code.cellNames, code.cellCount);
        names("freevars", code.freeNames, code.freeCount);
        names("names", code.names, code.nameCount);
        out.add("consts");
        for (uint32_t index = 0; index < code.constantCount; ++index) {
            out.add(' ');
            constant(code.constants[index]);
        }
        out.add("\npositions");
        const SourceRange* last = nullptr;
        for (uint32_t index = 0; index < code.positionCount; ++index) {
            const SourceRange& range = code.positions[index].range;
            if (last && memcmp(last, &range, sizeof range) == 0)
                continue;
            last = &range;
            out.add(' ').addInteger(range.line).add(':').addInteger(range.column).add('-');
            out.addInteger(range.endLine).add(':').addInteger(range.endColumn);
        }
        out.add('\n');
        for (uint32_t index = 0; index < code.constantCount; ++index)
            if (code.constants[index].kind == ConstantKind::Code)
                this->code(*code.constants[index].code);
    }

private:
    void text(std::string_view value) {
        ast::appendRepr(ast::ConstantValue::makeText(ast::ConstantKind::Str, value), out);
    }
    void names(const char* title, const Text* list, uint32_t count) {
        out.add(title);
        for (uint32_t index = 0; index < count; ++index) {
            out.add(' ');
            text(viewOf(list[index]));
        }
        out.add('\n');
    }
    void constant(const Constant& value) {
        switch (value.kind) {
        case ConstantKind::Int:
            out.add(value.integer < 0 ? "-0x" : "0x");
            hexadecimal(value.integer < 0 ? 0 - uint64_t(value.integer) : uint64_t(value.integer), false);
            return;
        case ConstantKind::BigInt:
            out.add(value.negative ? "-0x" : "0x");
            for (uint32_t index = value.count; index-- > 0;)
                hexadecimal(value.limbs[index], index + 1 != value.count);
            return;
        case ConstantKind::Tuple:
        case ConstantKind::Slice:
        case ConstantKind::FrozenSet: {
            out.add(value.kind == ConstantKind::Tuple   ? "("
                    : value.kind == ConstantKind::Slice ? "slice("
                                                        : "frozenset(");
            ArenaVector<std::string_view> parts(arena);
            for (uint32_t index = 0; index < value.count; ++index) {
                StringBuilder part(arena);
                Facts(part, arena).constant(value.items[index]);
                parts.push(part.finish());
            }
            if (value.kind == ConstantKind::FrozenSet)
                std::sort(parts.begin(), parts.end());
            for (std::string_view part : parts)
                out.add(part).add(',');
            out.add(')');
            return;
        }
        case ConstantKind::Code:
            out.add("<code ")
                .add(viewOf(value.code->qualifiedName))
                .add(' ')
                .addInteger(value.code->firstLine)
                .add('>');
            return;
        default: appendConstant(value, out); return;
        }
    }
    void hexadecimal(uint64_t value, bool padded) {
        unsigned width = 16;
        if (!padded)
            for (width = 1; width < 16 && value >> (width * 4); ++width) {
            }
        out.addHexadecimal(value, width);
    }

    StringBuilder& out;
    Arena& arena;
};

void printScope(const Scope& scope, int depth, StringBuilder& out, Arena& arena) {
    static constexpr const char* kinds[] = {"function",   "class",           "module",       "annotation",
                                            "type alias", "type parameters", "type variable"};
    out.addRepeated(' ', size_t(depth)).add("scope ").add(scope.name->text()).add(' ').add(kinds[size_t(scope.kind)]);
    out.add(' ').addInteger(scope.position.line).add(scope.nested ? " nested" : "").add('\n');
    ArenaVector<NameRef> names(arena);
    for (auto& entry : scope.symbols)
        if (entry.value)
            names.push(entry.key);
    std::sort(names.begin(), names.end(), [](NameRef left, NameRef right) { return left->text() < right->text(); });
    for (NameRef name : names)
        out.addRepeated(' ', size_t(depth) + 1).add(name->text()).add(' ').addInteger(scope.symbol(name)).add('\n');
    for (const Scope* child : scope.children)
        printScope(*child, depth + 1, out, arena);
}

} // namespace

bool isCodeStage(std::string_view stage) { return stage == "bytecode" || stage == "code" || stage == "symbols"; }

bool processCodeStage(std::string_view stage, std::string_view name, std::string_view content,
                      const ParseOptions& parseOptions, const CodeStageOptions& options, const DiagnosticSink& sink) {
    AstContext context;
    ast::ModNode* module = parse(content, parseOptions, context, sink);
    if (!module)
        return false;
    CompileOptions compileOptions;
    compileOptions.optimize = options.optimize;
    StringBuilder out(context.arena);
    if (stage == "symbols") {
        KnownNames known(context.identifiers);
        SymbolTable* table = makeSymbolTable(module, compileOptions, context, known, sink);
        if (!table)
            return false;
        printScope(*table->top, 0, out, context.arena);
    } else {
        const CodeData* code = compile(module, name, compileOptions, context, context.arena, sink);
        if (!code)
            return false;
        VerifyFailure failure;
        if (options.verify) {
            // What is written and read back must pass as well.
            Sequence<uint8_t> bytes = serialise(*code, context.arena);
            code = deserialise(bytes.items, bytes.count, context.arena);
            if (!code || !verify(*code, &failure)) {
                printf("refused: %s in %.*s at %u\n", code ? failure.reason : "unreadable",
                       int(code ? failure.code->qualifiedName.size : 0), code ? failure.code->qualifiedName.data : "",
                       failure.offset);
                return false;
            }
        }
        if (options.quiet)
            return true;
        if (stage == "bytecode")
            disassemble(*code, out);
        else
            Facts(out, context.arena).code(*code);
    }
    if (!options.quiet)
        fwrite(out.view().data(), 1, out.size(), stdout);
    return true;
}

} // namespace pyc::frontend
