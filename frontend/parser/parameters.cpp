// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The parameters of functions and lambdas.
#include "frontend/parser/parser.h"

namespace pyc::frontend {

using namespace ast;

Arg* Parser::parseParameter(bool annotated, bool starAnnotated) {
    const Token* start = token;
    const Identifier* name = acceptIdentifier();
    if (!name)
        return nullptr;
    ExprNode* annotation = nullptr;
    if (annotated && accept(TokenKind::Colon)) {
        annotation = starAnnotated ? parseStarExpression() : parseExpression();
        if (!annotation)
            return nullptr;
    }
    Arg* node = make<Arg>(start);
    node->arg = name;
    node->annotation = annotation;
    return node;
}

/// Up to the closing parenthesis of a function, or the colon of a lambda, which is left.
Arguments* Parser::parseParameters(TokenKind closing) {
    bool annotated = closing == TokenKind::RightParenthesis;
    const Token* start = token;
    Arguments* arguments = makeAt<Arguments>({start->line, 0, start->line, 0});
    // Defaults wait beside the parameters; keyword-only parameters have one each, perhaps null.
    List<Arg> parameters(*this);
    List<ExprNode> defaults(*this, true);
    bool sawSlash = false, sawStar = false, sawDefault = false;

    auto acceptEnd = [&](Arg* parameter) {
        bool comma = accept(TokenKind::Comma);
        if (annotated && at(TokenKind::TypeComment) && parameter)
            parameter->type_comment = acceptTypeComment();
        return comma || at(closing);
    };
    size_t slashAt = 0, starAt = 0;
    while (!at(closing)) {
        if (at(TokenKind::Slash)) {
            if (sawSlash || sawStar || !parameters.size())
                return nullptr;
            ++token;
            sawSlash = true;
            slashAt = parameters.size();
            if (!requireVersion(8, "Positional-only parameters are") || !(accept(TokenKind::Comma) || at(closing)))
                return nullptr;
            continue;
        }
        if (at(TokenKind::Star)) {
            if (sawStar)
                return nullptr;
            ++token;
            sawStar = true;
            starAt = parameters.size();
            arguments->defaults = defaults.finish();
            defaults.clear();
            if (accept(TokenKind::Comma)) {
                // A bare star needs a named parameter behind it.
                if (!at(TokenKind::Name))
                    return nullptr;
                continue;
            }
            arguments->vararg = parseParameter(annotated, true);
            if (!arguments->vararg || !acceptEnd(arguments->vararg))
                return nullptr;
            continue;
        }
        if (accept(TokenKind::DoubleStar)) {
            arguments->kwarg = parseParameter(annotated, false);
            if (!arguments->kwarg || !acceptEnd(arguments->kwarg) || !at(closing))
                return nullptr;
            break;
        }
        Arg* parameter = parseParameter(annotated, false);
        if (!parameter)
            return nullptr;
        ExprNode* value = nullptr;
        if (accept(TokenKind::Equal)) {
            value = parseExpression();
            if (!value)
                return nullptr;
            sawDefault = true;
        } else if (sawDefault && !sawStar) {
            return nullptr;
        }
        parameters.push(parameter);
        if (value || sawStar)
            defaults.push(value);
        if (!acceptEnd(parameter))
            return nullptr;
    }

    if (sawStar)
        arguments->kw_defaults = defaults.finish();
    else
        arguments->defaults = defaults.finish();
    Sequence<Arg*> all = parameters.finish();
    if (!sawStar)
        starAt = all.size();
    auto part = [&](size_t first, size_t last) {
        return Sequence<Arg*>{all.items + first, static_cast<uint32_t>(last - first)};
    };
    arguments->posonlyargs = part(0, slashAt);
    arguments->args = part(slashAt, starAt);
    arguments->kwonlyargs = part(starAt, all.size());
    return arguments;
}

} // namespace pyc::frontend
