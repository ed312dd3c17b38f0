// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The tree before scopes and code.
#include "frontend/bytecode/preprocess.h"
#include "frontend/bytecode/folding.h"
#include "frontend/support/stack_guard.h"
#include "frontend/symbols/analysis.h"

namespace pyc::frontend {

namespace {

class Preprocessor {
public:
    Preprocessor(const PreprocessOptions& options, const KnownNames& known, Arena& arena, const DiagnosticSink& sink)
        : options(options), known(known), arena(arena), sink(sink), guard(options.stackBudget) {}

    bool run(ast::ModNode* module) {
        switch (module->kind) {
        case ast::Kind::Module: return body(module->as<ast::Module>()->body);
        case ast::Kind::Interactive: return all(module->as<ast::Interactive>()->body);
        case ast::Kind::Expression: return visit(module->as<ast::Expression>()->body);
        default: return true;
        }
    }

private:
    /// What a jump statement is inside of, innermost first.
    enum class Around : uint8_t { Nothing, Finally, Function, Loop };

    bool tooDeep() {
        Diagnostic diagnostic;
        diagnostic.kind = DiagnosticKind::RecursionError;
        diagnostic.message = "maximum recursion depth exceeded during compilation";
        diagnostic.hasPosition = false;
        sink.report(diagnostic);
        return false;
    }

    template <typename T>
    bool all(const Sequence<T*>& nodes) {
        for (T* node : nodes)
            if (node && !visit(node))
                return false;
        return true;
    }
    bool optional(ast::ExprNode*& node) { return !node || visit(node); }

    template <typename T>
    bool within(Around place, const Sequence<T*>& nodes) {
        Around before = around;
        around = place;
        bool fine = all(nodes);
        around = before;
        return fine;
    }

    bool body(Sequence<ast::StmtNode*>& statements) {
        bool hasDocstring = docstringOf(statements) != nullptr;
        if (hasDocstring && options.optimize >= 2) {
            hasDocstring = false;
            if (statements.size() == 1) {
                ast::Position position = statements[0]->position;
                position.endLine = position.line;
                position.endColumn = position.column + 4;
                statements[0] = ast::makeNode<ast::Pass>(arena, position);
            } else {
                ++statements.items;
                --statements.count;
            }
        }
        if (!all(statements))
            return false;
        // A string that became first, by folding or by dropping the docstring, must not become one.
        if (!hasDocstring && docstringOf(statements)) {
            ast::Expr* statement = statements[0]->as<ast::Expr>();
            ast::JoinedStr* joined = ast::makeNode<ast::JoinedStr>(arena, statement->position);
            joined->values = arena.copy<ast::ExprNode*>(&statement->value, 1);
            statement->value = joined;
        }
        return true;
    }

    bool warnAboutFinally(const char* keyword, ast::StmtNode* node) {
        Diagnostic diagnostic;
        diagnostic.kind = DiagnosticKind::SyntaxWarning;
        diagnostic.message = concatenate(arena, {"'", keyword, "' in a 'finally' block"});
        diagnostic.line = int32_t(node->position.line);
        diagnostic.offset = int32_t(node->position.column) + 1;
        diagnostic.endLine = int32_t(node->position.endLine);
        diagnostic.endOffset = int32_t(node->position.endColumn) + 1;
        return !options.warnings || sink.report(diagnostic);
    }

    bool visitArguments(ast::Arguments* arguments) {
        auto annotations = [&](const Sequence<ast::Arg*>& parameters) {
            for (ast::Arg* parameter : parameters)
                if (!visitParameter(parameter))
                    return false;
            return true;
        };
        return annotations(arguments->posonlyargs) && annotations(arguments->args) &&
               visitParameter(arguments->vararg) && annotations(arguments->kwonlyargs) && all(arguments->kw_defaults) &&
               visitParameter(arguments->kwarg) && all(arguments->defaults);
    }
    bool visitParameter(ast::Arg* parameter) {
        return !parameter || options.futureAnnotations || optional(parameter->annotation);
    }

    template <typename Function>
    bool visitFunction(Function* node) {
        if (!all(node->type_params) || !visitArguments(node->args))
            return false;
        Around before = around;
        around = Around::Function;
        bool fine = body(node->body);
        around = before;
        return fine && all(node->decorator_list) && (options.futureAnnotations || optional(node->returns));
    }

    template <typename TryNode>
    bool visitTry(TryNode* node) {
        if (!all(node->body))
            return false;
        for (ast::ExceptHandler* handler : node->handlers)
            if (!optional(handler->type) || !all(handler->body))
                return false;
        return all(node->orelse) && within(Around::Finally, node->finalbody);
    }

    bool visit(ast::StmtNode* node) {
        if (guard.exhausted())
            return tooDeep();
        switch (node->kind) {
        case ast::Kind::FunctionDef: return visitFunction(node->as<ast::FunctionDef>());
        case ast::Kind::AsyncFunctionDef: return visitFunction(node->as<ast::AsyncFunctionDef>());
        case ast::Kind::ClassDef: {
            ast::ClassDef* definition = node->as<ast::ClassDef>();
            if (!all(definition->type_params) || !all(definition->bases) || !keywords(definition->keywords))
                return false;
            return body(definition->body) && all(definition->decorator_list);
        }
        case ast::Kind::Return:
            if (around == Around::Finally && !warnAboutFinally("return", node))
                return false;
            return optional(node->as<ast::Return>()->value);
        case ast::Kind::Break: return around != Around::Finally || warnAboutFinally("break", node);
        case ast::Kind::Continue: return around != Around::Finally || warnAboutFinally("continue", node);
        case ast::Kind::Delete: return all(node->as<ast::Delete>()->targets);
        case ast::Kind::Assign: return all(node->as<ast::Assign>()->targets) && visit(node->as<ast::Assign>()->value);
        case ast::Kind::AugAssign:
            return visit(node->as<ast::AugAssign>()->target) && visit(node->as<ast::AugAssign>()->value);
        case ast::Kind::AnnAssign: {
            ast::AnnAssign* assign = node->as<ast::AnnAssign>();
            return visit(assign->target) && (options.futureAnnotations || visit(assign->annotation)) &&
                   optional(assign->value);
        }
        case ast::Kind::TypeAlias: {
            ast::TypeAlias* alias = node->as<ast::TypeAlias>();
            return visit(alias->name) && all(alias->type_params) && visit(alias->value);
        }
        case ast::Kind::For: return visitFor(node->as<ast::For>());
        case ast::Kind::AsyncFor: return visitFor(node->as<ast::AsyncFor>());
        case ast::Kind::While: {
            ast::While* loop = node->as<ast::While>();
            return visit(loop->test) && within(Around::Loop, loop->body) && all(loop->orelse);
        }
        case ast::Kind::If: {
            ast::If* statement = node->as<ast::If>();
            return visit(statement->test) && all(statement->body) && all(statement->orelse);
        }
        case ast::Kind::With: return visitWith(node->as<ast::With>());
        case ast::Kind::AsyncWith: return visitWith(node->as<ast::AsyncWith>());
        case ast::Kind::Raise: return optional(node->as<ast::Raise>()->exc) && optional(node->as<ast::Raise>()->cause);
        case ast::Kind::Try: return visitTry(node->as<ast::Try>());
        case ast::Kind::TryStar: return visitTry(node->as<ast::TryStar>());
        case ast::Kind::Assert: return visit(node->as<ast::Assert>()->test) && optional(node->as<ast::Assert>()->msg);
        case ast::Kind::Expr: return visit(node->as<ast::Expr>()->value);
        case ast::Kind::Match: {
            ast::Match* statement = node->as<ast::Match>();
            if (!visit(statement->subject))
                return false;
            for (ast::MatchCase* matchCase : statement->cases)
                if (!visit(matchCase->pattern) || !optional(matchCase->guard) || !all(matchCase->body))
                    return false;
            return true;
        }
        default: return true;
        }
    }

    // A finally's warnings: only its own jumps count, so that a loop or function inside takes them over.
    template <typename ForNode>
    bool visitFor(ForNode* node) {
        return visit(node->target) && visit(node->iter) && within(Around::Loop, node->body) && all(node->orelse);
    }
    template <typename WithNode>
    bool visitWith(WithNode* node) {
        for (ast::WithItem* item : node->items)
            if (!visit(item->context_expr) || !optional(item->optional_vars))
                return false;
        return all(node->body);
    }

    bool keywords(const Sequence<ast::Keyword*>& nodes) {
        for (ast::Keyword* keyword : nodes)
            if (!visit(keyword->value))
                return false;
        return true;
    }
    bool comprehensions(const Sequence<ast::Comprehension*>& generators) {
        for (ast::Comprehension* generator : generators)
            if (!visit(generator->target) || !visit(generator->iter) || !all(generator->ifs))
                return false;
        return true;
    }

    // Children are replaced in place: the pointer to change is what is visited.
    bool visit(ast::ExprNode*& node) {
        if (guard.exhausted())
            return tooDeep();
        switch (node->kind) {
        case ast::Kind::BoolOp: return all(node->as<ast::BoolOp>()->values);
        case ast::Kind::BinOp: {
            ArenaVector<ast::ExprNode**> chain(arena);
            ast::ExprNode** leftmost = &node;
            for (; (*leftmost)->is<ast::BinOp>(); leftmost = &(*leftmost)->as<ast::BinOp>()->left)
                chain.push(leftmost);
            if (!visit(*leftmost))
                return false;
            while (!chain.empty()) {
                ast::ExprNode** operation = chain.pop();
                if (!visit((*operation)->as<ast::BinOp>()->right))
                    return false;
                formatOperator(*operation);
            }
            return true;
        }
        case ast::Kind::UnaryOp: return visit(node->as<ast::UnaryOp>()->operand);
        case ast::Kind::Lambda:
            return visitArguments(node->as<ast::Lambda>()->args) && visit(node->as<ast::Lambda>()->body);
        case ast::Kind::IfExp: {
            ast::IfExp* choice = node->as<ast::IfExp>();
            return visit(choice->test) && visit(choice->body) && visit(choice->orelse);
        }
        case ast::Kind::Dict: return all(node->as<ast::Dict>()->keys) && all(node->as<ast::Dict>()->values);
        case ast::Kind::Set: return all(node->as<ast::Set>()->elts);
        case ast::Kind::ListComp:
            return visit(node->as<ast::ListComp>()->elt) && comprehensions(node->as<ast::ListComp>()->generators);
        case ast::Kind::SetComp:
            return visit(node->as<ast::SetComp>()->elt) && comprehensions(node->as<ast::SetComp>()->generators);
        case ast::Kind::GeneratorExp:
            return visit(node->as<ast::GeneratorExp>()->elt) &&
                   comprehensions(node->as<ast::GeneratorExp>()->generators);
        case ast::Kind::DictComp:
            return visit(node->as<ast::DictComp>()->key) && visit(node->as<ast::DictComp>()->value) &&
                   comprehensions(node->as<ast::DictComp>()->generators);
        case ast::Kind::Await: return visit(node->as<ast::Await>()->value);
        case ast::Kind::Yield: return optional(node->as<ast::Yield>()->value);
        case ast::Kind::YieldFrom: return visit(node->as<ast::YieldFrom>()->value);
        case ast::Kind::Compare:
            return visit(node->as<ast::Compare>()->left) && all(node->as<ast::Compare>()->comparators);
        case ast::Kind::Call: {
            ast::Call* call = node->as<ast::Call>();
            return visit(call->func) && all(call->args) && keywords(call->keywords);
        }
        case ast::Kind::FormattedValue:
            return visit(node->as<ast::FormattedValue>()->value) &&
                   optional(node->as<ast::FormattedValue>()->format_spec);
        case ast::Kind::Interpolation:
            return visit(node->as<ast::Interpolation>()->value) &&
                   optional(node->as<ast::Interpolation>()->format_spec);
        case ast::Kind::JoinedStr: return all(node->as<ast::JoinedStr>()->values);
        case ast::Kind::TemplateStr: return all(node->as<ast::TemplateStr>()->values);
        case ast::Kind::Attribute: return visit(node->as<ast::Attribute>()->value);
        case ast::Kind::Subscript:
            return visit(node->as<ast::Subscript>()->value) && visit(node->as<ast::Subscript>()->slice);
        case ast::Kind::Starred: return visit(node->as<ast::Starred>()->value);
        case ast::Kind::Slice: {
            ast::Slice* slice = node->as<ast::Slice>();
            return optional(slice->lower) && optional(slice->upper) && optional(slice->step);
        }
        case ast::Kind::List: return all(node->as<ast::List>()->elts);
        case ast::Kind::Tuple: return all(node->as<ast::Tuple>()->elts);
        case ast::Kind::NamedExpr: return visit(node->as<ast::NamedExpr>()->value);
        case ast::Kind::Name: {
            ast::Name* name = node->as<ast::Name>();
            if (name->ctx == ast::ExprContext::Load && name->id == known.debug) {
                ast::Constant* constant = ast::makeNode<ast::Constant>(arena, node->position);
                constant->value =
                    ast::ConstantValue(options.optimize ? ast::ConstantKind::False : ast::ConstantKind::True);
                node = constant;
            }
            return true;
        }
        default: return true;
        }
    }
    bool all(const Sequence<ast::ExprNode*>& nodes) {
        for (ast::ExprNode*& node : nodes)
            if (node && !visit(node))
                return false;
        return true;
    }

    bool visit(ast::TypeParamNode* node) {
        switch (node->kind) {
        case ast::Kind::TypeVar:
            return optional(node->as<ast::TypeVar>()->bound) && optional(node->as<ast::TypeVar>()->default_value);
        case ast::Kind::ParamSpec: return optional(node->as<ast::ParamSpec>()->default_value);
        default: return optional(node->as<ast::TypeVarTuple>()->default_value);
        }
    }

    // ---- patterns ----
    void foldNumber(ast::ExprNode*& node) {
        auto number = [&](const ast::ConstantValue& value) {
            ast::Constant* constant = ast::makeNode<ast::Constant>(arena, node->position);
            constant->value = value;
            node = constant;
        };
        if (ast::UnaryOp* unary = node->maybe<ast::UnaryOp>()) {
            ast::Constant* operand = unary->operand->maybe<ast::Constant>();
            if (unary->op != ast::UnaryOperator::USub || !operand)
                return;
            ast::ConstantValue value = operand->value;
            switch (value.kind) {
            case ast::ConstantKind::SmallInt:
                if (value.integer == INT64_MIN)
                    return;
                value.integer = -value.integer;
                break;
            case ast::ConstantKind::BigInt:
                value.negative = !value.negative;
                // Only one positive value becomes small by its sign.
                if (value.negative && value.big.limbCount == 2 && value.big.limbs[0] == 0 &&
                    value.big.limbs[1] == 0x80000000u)
                    value = ast::ConstantValue::makeInteger(INT64_MIN);
                break;
            case ast::ConstantKind::Float: value.number.real = -value.number.real; break;
            case ast::ConstantKind::Complex:
                value.number.real = -value.number.real;
                value.number.imaginary = -value.number.imaginary;
                break;
            default: return;
            }
            number(value);
            return;
        }
        ast::BinOp* sum = node->maybe<ast::BinOp>();
        if (!sum || (sum->op != ast::Operator::Add && sum->op != ast::Operator::Sub) ||
            !sum->right->is<ast::Constant>())
            return;
        foldNumber(sum->left);
        ast::Constant* left = sum->left->maybe<ast::Constant>();
        const ast::ConstantValue& right = sum->right->as<ast::Constant>()->value;
        if (!left || right.kind != ast::ConstantKind::Complex)
            return;
        Constant leftNumber = fromTree(left->value, arena), rightNumber = fromTree(right, arena), combined;
        if (foldBinary(sum->op, leftNumber, rightNumber, arena, combined) && combined.kind == ConstantKind::Complex)
            number(ast::ConstantValue::makeComplex(combined.real, combined.imaginary));
    }

    bool visit(ast::PatternNode* node) {
        if (guard.exhausted())
            return tooDeep();
        switch (node->kind) {
        case ast::Kind::MatchValue: foldNumber(node->as<ast::MatchValue>()->value); return true;
        case ast::Kind::MatchSequence: return all(node->as<ast::MatchSequence>()->patterns);
        case ast::Kind::MatchMapping:
            for (ast::ExprNode*& key : node->as<ast::MatchMapping>()->keys)
                foldNumber(key);
            return all(node->as<ast::MatchMapping>()->patterns);
        case ast::Kind::MatchClass: {
            ast::MatchClass* pattern = node->as<ast::MatchClass>();
            return visit(pattern->cls) && all(pattern->patterns) && all(pattern->kwd_patterns);
        }
        case ast::Kind::MatchAs: {
            ast::PatternNode* inner = node->as<ast::MatchAs>()->pattern;
            return !inner || visit(inner);
        }
        case ast::Kind::MatchOr: return all(node->as<ast::MatchOr>()->patterns);
        default: return true;
        }
    }

    // ---- '%s and %5r' % (a, b) ----
    struct Format {
        std::string_view text;
        size_t position = 0;
        bool done() const { return position >= text.size(); }
    };

    ast::Constant* textNode(std::string_view text) {
        ast::Position nowhere;
        nowhere.line = nowhere.column = nowhere.endLine = nowhere.endColumn = uint32_t(-1);
        ast::Constant* constant = ast::makeNode<ast::Constant>(arena, nowhere);
        constant->value = ast::ConstantValue::makeText(ast::ConstantKind::Str, text);
        return constant;
    }

    ast::ExprNode* literalPart(Format& format) {
        StringBuilder text(arena);
        while (!format.done()) {
            char byte = format.text[format.position];
            if (byte == '%') {
                if (format.position + 1 >= format.text.size() || format.text[format.position + 1] != '%')
                    break;
                ++format.position;
            }
            text.add(byte);
            ++format.position;
        }
        return text.size() ? textNode(text.finish()) : nullptr;
    }

    ast::ExprNode* formattedPart(Format& format, ast::ExprNode* argument) {
        bool leftJustified = false;
        char byte = 0;
        auto next = [&] {
            if (format.done())
                return false;
            byte = format.text[format.position++];
            return true;
        };
        for (;;) {
            if (!next())
                return nullptr;
            if (byte == '-')
                leftJustified = true;
            else if (byte != '+' && byte != ' ' && byte != '#' && byte != '0')
                break;
        }
        auto number = [&](int& value) {
            int digits = 0;
            value = 0;
            while (byte >= '0' && byte <= '9') {
                value = value * 10 + (byte - '0');
                if (!next() || ++digits >= 3)
                    return false;
            }
            return true;
        };
        int width = -1, precision = -1;
        if (byte >= '0' && byte <= '9' && !number(width))
            return nullptr;
        if (byte == '.') {
            if (!next() || !number(precision))
                return nullptr;
        }
        if (byte != 's' && byte != 'r' && byte != 'a')
            return nullptr;
        StringBuilder specification(arena);
        if (!leftJustified && width > 0)
            specification.add('>');
        if (width >= 0)
            specification.addInteger(width);
        if (precision >= 0)
            specification.add('.').addInteger(precision);
        ast::FormattedValue* formatted = ast::makeNode<ast::FormattedValue>(arena, argument->position);
        formatted->value = argument;
        formatted->conversion = byte;
        if (specification.size())
            formatted->format_spec = textNode(specification.finish());
        return formatted;
    }

    void formatOperator(ast::ExprNode*& node) {
        ast::BinOp* operation = node->as<ast::BinOp>();
        ast::Constant* left = operation->left->maybe<ast::Constant>();
        ast::Tuple* right = operation->right->maybe<ast::Tuple>();
        if (operation->op != ast::Operator::Mod || !left || left->value.kind != ast::ConstantKind::Str || !right)
            return;
        for (ast::ExprNode* element : right->elts)
            if (element->is<ast::Starred>())
                return;
        Format format{left->value.view()};
        ArenaVector<ast::ExprNode*> parts(arena);
        size_t used = 0;
        for (;;) {
            if (ast::ExprNode* literal = literalPart(format))
                parts.push(literal);
            if (format.done())
                break;
            if (used >= right->elts.size())
                return;
            ++format.position;
            ast::ExprNode* part = formattedPart(format, right->elts[used++]);
            if (!part)
                return;
            parts.push(part);
        }
        if (used < right->elts.size())
            return;
        ast::JoinedStr* joined = ast::makeNode<ast::JoinedStr>(arena, node->position);
        joined->values = parts.copySequence();
        node = joined;
    }

    const PreprocessOptions& options;
    const KnownNames& known;
    Arena& arena;
    const DiagnosticSink& sink;
    Around around = Around::Nothing;
    StackGuard guard;
};

} // namespace

bool preprocess(ast::ModNode* module, const PreprocessOptions& options, const KnownNames& known, Arena& arena,
                const DiagnosticSink& sink) {
    return Preprocessor(options, known, arena, sink).run(module);
}

// ---- from __future__ ----

bool readFutureFeatures(ast::ModNode* module, const KnownNames& known, Arena& arena, const DiagnosticSink& sink,
                        FutureFeatures& features) {
    Sequence<ast::StmtNode*> body;
    if (ast::Module* file = module->maybe<ast::Module>())
        body = file->body;
    else if (ast::Interactive* line = module->maybe<ast::Interactive>())
        body = line->body;
    size_t first = docstringOf(body) ? 1 : 0;
    for (size_t index = first; index < body.size(); ++index) {
        ast::ImportFrom* import = body[index]->maybe<ast::ImportFrom>();
        if (!import || import->module != known.future || import->level != 0)
            return true;
        for (ast::Alias* alias : import->names) {
            std::string_view name = alias->name->text();
            if (name == "annotations")
                features.annotations = true;
            else if (name == "barry_as_FLUFL")
                features.barryAsBdfl = true;
            else if (name == "braces")
                return reportSyntaxError(sink, arena, alias->position, {"not a chance"});
            else if (name != "nested_scopes" && name != "generators" && name != "division" &&
                     name != "absolute_import" && name != "with_statement" && name != "print_function" &&
                     name != "unicode_literals" && name != "generator_stop")
                return reportSyntaxError(sink, arena, alias->position, {"future feature ", name, " is not defined"});
        }
        features.position = import->position;
    }
    return true;
}

} // namespace pyc::frontend
