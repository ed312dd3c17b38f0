// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An expression as text, with the parentheses it needs and no more.
#include "frontend/ast/unparse.h"
#include "frontend/ast/dump.h"

namespace pyc::frontend::ast {

namespace {

/// How tightly an expression binds, loosest first.
enum Level : int {
    Named,
    Listed,
    Test,
    Or,
    And,
    Not,
    Comparison,
    Expression_,
    BitOr_ = Expression_,
    BitXor_,
    BitAnd_,
    Shift,
    Sum,
    Term,
    Factor,
    Power,
    Awaited,
    Atom,
};

class Unparser {
public:
    Unparser(StringBuilder& out, Arena& arena) : out(out), arena(arena) {}

    void expression(ExprNode* node, int level) {
        switch (node->kind) {
        case Kind::NamedExpr:
            return enclosed(level > Named, [&] {
                expression(node->as<NamedExpr>()->target, Atom);
                out.add(" := ");
                expression(node->as<NamedExpr>()->value, Atom);
            });
        case Kind::BoolOp: {
            BoolOp* boolean = node->as<BoolOp>();
            int own = boolean->op == BoolOperator::And ? And : Or;
            return enclosed(level > own, [&] {
                for (size_t index = 0; index < boolean->values.size(); ++index) {
                    if (index)
                        out.add(own == And ? " and " : " or ");
                    expression(boolean->values[index], own + 1);
                }
            });
        }
        case Kind::BinOp: return binary(node->as<BinOp>(), level);
        case Kind::UnaryOp: {
            UnaryOp* unary = node->as<UnaryOp>();
            int own = unary->op == UnaryOperator::Not ? Not : Factor;
            return enclosed(level > own, [&] {
                out.add(unary->op == UnaryOperator::Invert ? "~"
                        : unary->op == UnaryOperator::Not  ? "not "
                        : unary->op == UnaryOperator::UAdd ? "+"
                                                           : "-");
                expression(unary->operand, own);
            });
        }
        case Kind::Lambda: {
            Lambda* function = node->as<Lambda>();
            return enclosed(level > Test, [&] {
                Arguments* arguments = function->args;
                bool any = !arguments->posonlyargs.empty() || !arguments->args.empty() || arguments->vararg ||
                           !arguments->kwonlyargs.empty() || arguments->kwarg;
                out.add(any ? "lambda " : "lambda");
                parameters(arguments);
                out.add(": ");
                expression(function->body, Test);
            });
        }
        case Kind::IfExp: {
            IfExp* choice = node->as<IfExp>();
            return enclosed(level > Test, [&] {
                expression(choice->body, Test + 1);
                out.add(" if ");
                expression(choice->test, Test + 1);
                out.add(" else ");
                expression(choice->orelse, Test);
            });
        }
        case Kind::Dict: {
            Dict* dictionary = node->as<Dict>();
            out.add('{');
            for (size_t index = 0; index < dictionary->values.size(); ++index) {
                if (index)
                    out.add(", ");
                if (dictionary->keys[index]) {
                    expression(dictionary->keys[index], Test);
                    out.add(": ");
                    expression(dictionary->values[index], Test);
                } else {
                    out.add("**");
                    expression(dictionary->values[index], Expression_);
                }
            }
            out.add('}');
            return;
        }
        case Kind::Set: return list('{', node->as<Set>()->elts, '}');
        case Kind::List: return list('[', node->as<List>()->elts, ']');
        case Kind::GeneratorExp:
            return comprehension('(', node->as<GeneratorExp>()->elt, nullptr, node->as<GeneratorExp>()->generators,
                                 ')');
        case Kind::ListComp:
            return comprehension('[', node->as<ListComp>()->elt, nullptr, node->as<ListComp>()->generators, ']');
        case Kind::SetComp:
            return comprehension('{', node->as<SetComp>()->elt, nullptr, node->as<SetComp>()->generators, '}');
        case Kind::DictComp:
            return comprehension('{', node->as<DictComp>()->key, node->as<DictComp>()->value,
                                 node->as<DictComp>()->generators, '}');
        case Kind::Await:
            return enclosed(level > Awaited, [&] {
                out.add("await ");
                expression(node->as<Await>()->value, Atom);
            });
        case Kind::Yield:
            if (!node->as<Yield>()->value) {
                out.add("(yield)");
                return;
            }
            out.add("(yield ");
            expression(node->as<Yield>()->value, Test);
            out.add(')');
            return;
        case Kind::YieldFrom:
            out.add("(yield from ");
            expression(node->as<YieldFrom>()->value, Test);
            out.add(')');
            return;
        case Kind::Compare: return compare(node->as<Compare>(), level);
        case Kind::Call: return call(node->as<Call>());
        case Kind::JoinedStr: return formatted('f', node->as<JoinedStr>()->values);
        case Kind::TemplateStr: return formatted('t', node->as<TemplateStr>()->values);
        case Kind::FormattedValue:
        case Kind::Interpolation: return replacement(node);
        case Kind::Constant: return constant(node->as<Constant>());
        case Kind::Attribute: {
            Attribute* attribute = node->as<Attribute>();
            expression(attribute->value, Atom);
            Constant* number = attribute->value->maybe<Constant>();
            bool isInteger =
                number && (number->value.kind == ConstantKind::SmallInt || number->value.kind == ConstantKind::BigInt);
            out.add(isInteger ? " ." : ".").add(attribute->attr->text());
            return;
        }
        case Kind::Starred: out.add('*'); return expression(node->as<Starred>()->value, Expression_);
        case Kind::Name: out.add(node->as<Name>()->id->text()); return;
        case Kind::Subscript:
            expression(node->as<Subscript>()->value, Atom);
            out.add('[');
            expression(node->as<Subscript>()->slice, Listed);
            out.add(']');
            return;
        case Kind::Slice: {
            Slice* slice = node->as<Slice>();
            if (slice->lower)
                expression(slice->lower, Test);
            out.add(':');
            if (slice->upper)
                expression(slice->upper, Test);
            if (slice->step) {
                out.add(':');
                expression(slice->step, Test);
            }
            return;
        }
        case Kind::Tuple: {
            const Sequence<ExprNode*>& elements = node->as<Tuple>()->elts;
            if (elements.empty()) {
                out.add("()");
                return;
            }
            return enclosed(level > Listed, [&] {
                items(elements);
                if (elements.size() == 1)
                    out.add(',');
            });
        }
        default: return;
        }
    }

private:
    template <typename Action>
    void enclosed(bool parentheses, Action&& action) {
        if (parentheses)
            out.add('(');
        action();
        if (parentheses)
            out.add(')');
    }

    void items(const Sequence<ExprNode*>& elements) {
        for (size_t index = 0; index < elements.size(); ++index) {
            if (index)
                out.add(", ");
            expression(elements[index], Test);
        }
    }
    void list(char open, const Sequence<ExprNode*>& elements, char close) {
        out.add(open);
        items(elements);
        out.add(close);
    }

    void binary(BinOp* node, int level) {
        struct Row {
            const char* text;
            int level;
        };
        static constexpr Row rows[] = {
            {" + ", Sum},     {" - ", Sum},     {" * ", Term},   {" @ ", Term},   {" / ", Term},
            {" % ", Term},    {" ** ", Power},  {" << ", Shift}, {" >> ", Shift}, {" | ", BitOr_},
            {" ^ ", BitXor_}, {" & ", BitAnd_}, {" // ", Term},
        };
        const Row& row = rows[size_t(node->op)];
        bool right = node->op == Operator::Pow;
        enclosed(level > row.level, [&] {
            expression(node->left, row.level + right);
            out.add(row.text);
            expression(node->right, row.level + !right);
        });
    }

    void compare(Compare* node, int level) {
        static constexpr const char* texts[] = {" == ", " != ", " < ",      " <= ", " > ",
                                                " >= ", " is ", " is not ", " in ", " not in "};
        enclosed(level > Comparison, [&] {
            expression(node->left, Comparison + 1);
            for (size_t index = 0; index < node->ops.size(); ++index) {
                out.add(texts[size_t(node->ops[index])]);
                expression(node->comparators[index], Comparison + 1);
            }
        });
    }

    void call(Call* node) {
        expression(node->func, Atom);
        if (node->args.size() == 1 && node->keywords.empty() && node->args[0]->is<GeneratorExp>())
            return expression(node->args[0], Test);
        out.add('(');
        items(node->args);
        for (size_t index = 0; index < node->keywords.size(); ++index) {
            if (index || !node->args.empty())
                out.add(", ");
            Keyword* keyword = node->keywords[index];
            if (keyword->arg)
                out.add(keyword->arg->text()).add('=');
            else
                out.add("**");
            expression(keyword->value, Test);
        }
        out.add(')');
    }

    void parameters(Arguments* arguments) {
        bool first = true;
        auto separate = [&] {
            if (!first)
                out.add(", ");
            first = false;
        };
        size_t positional = arguments->posonlyargs.size(), count = positional + arguments->args.size();
        size_t withoutDefault = count - arguments->defaults.size();
        for (size_t index = 0; index < count; ++index) {
            separate();
            Arg* parameter = index < positional ? arguments->posonlyargs[index] : arguments->args[index - positional];
            out.add(parameter->arg->text());
            if (index >= withoutDefault) {
                out.add('=');
                expression(arguments->defaults[index - withoutDefault], Test);
            }
            if (positional && index + 1 == positional)
                out.add(", /");
        }
        if (arguments->vararg || !arguments->kwonlyargs.empty()) {
            separate();
            out.add('*');
            if (arguments->vararg)
                out.add(arguments->vararg->arg->text());
        }
        for (size_t index = 0; index < arguments->kwonlyargs.size(); ++index) {
            separate();
            out.add(arguments->kwonlyargs[index]->arg->text());
            if (arguments->kw_defaults[index]) {
                out.add('=');
                expression(arguments->kw_defaults[index], Test);
            }
        }
        if (arguments->kwarg) {
            separate();
            out.add("**").add(arguments->kwarg->arg->text());
        }
    }

    void comprehension(char open, ExprNode* element, ExprNode* value, const Sequence<Comprehension*>& generators,
                       char close) {
        out.add(open);
        expression(element, Test);
        if (value) {
            out.add(": ");
            expression(value, Test);
        }
        for (Comprehension* generator : generators) {
            out.add(generator->is_async ? " async for " : " for ");
            expression(generator->target, Listed);
            out.add(" in ");
            expression(generator->iter, Test + 1);
            for (ExprNode* condition : generator->ifs) {
                out.add(" if ");
                expression(condition, Test + 1);
            }
        }
        out.add(close);
    }

    void constant(Constant* node) {
        if (node->value.kind == ConstantKind::Ellipsis) {
            out.add("...");
            return;
        }
        if (node->Constant::kind == "u")
            out.add('u');
        StringBuilder repr(arena);
        appendRepr(node->value, repr);
        std::string_view text = repr.view();
        bool number = node->value.kind == ConstantKind::Float || node->value.kind == ConstantKind::Complex;
        // An infinity is written as a number that is read as one.
        for (size_t at = 0; number && (at = text.find("inf")) != std::string_view::npos;) {
            out.add(text.substr(0, at)).add("1e309");
            text = text.substr(at + 3);
        }
        out.add(text);
    }

    // ---- f-strings ----
    void part(ExprNode* node) {
        if (Constant* literal = node->maybe<Constant>()) {
            for (char byte : literal->value.view()) {
                if (byte == '{' || byte == '}')
                    out.add(byte);
                out.add(byte);
            }
        } else if (JoinedStr* nested = node->maybe<JoinedStr>()) {
            for (ExprNode* inner : nested->values)
                part(inner);
        } else {
            replacement(node);
        }
    }

    void replacement(ExprNode* node) {
        FormattedValue* value = node->maybe<FormattedValue>();
        Interpolation* interpolation = node->maybe<Interpolation>();
        std::string_view inside;
        StringBuilder text(arena);
        if (value) {
            Unparser(text, arena).expression(value->value, Test + 1);
            inside = text.view();
        } else {
            inside = interpolation->str.view();
        }
        out.add(inside.starts_with('{') ? "{ " : "{").add(inside);
        int32_t conversion = value ? value->conversion : interpolation->conversion;
        if (conversion > 0)
            out.add('!').add(char(conversion));
        if (ExprNode* specification = value ? value->format_spec : interpolation->format_spec) {
            out.add(':');
            part(specification);
        }
        out.add('}');
    }

    void formatted(char prefix, const Sequence<ExprNode*>& values) {
        StringBuilder body(arena);
        Unparser inner(body, arena);
        for (ExprNode* value : values)
            inner.part(value);
        out.add(prefix);
        appendRepr(ConstantValue::makeText(ConstantKind::Str, body.view()), out);
    }

    StringBuilder& out;
    Arena& arena;
};

} // namespace

std::string_view unparse(ExprNode* node, Arena& arena) {
    StringBuilder out(arena);
    Unparser(out, arena).expression(node, Test);
    return out.finish();
}

} // namespace pyc::frontend::ast
