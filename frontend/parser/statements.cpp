// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Statements, simple and compound.
#include "frontend/parser/parser.h"

namespace pyc::frontend {

using namespace ast;

bool Parser::requireVersion(int version, const char* what, const Token& newest) {
    if (options.featureVersion >= version)
        return true;
    StringBuilder message(arena);
    message.add(what).add(" only supported in Python 3.").addInteger(version).add(" and greater");
    reporter.raiseAtToken(DiagnosticKind::SyntaxError, message.view(), newest, newest);
    return false;
}

std::string_view Parser::acceptTypeComment() {
    if (!at(TokenKind::TypeComment))
        return {};
    return textOf(*token++);
}

ModNode* Parser::parseModule() {
    Module* module = makeAt<Module>({});
    List<StmtNode> statements(*this);
    while (!at(TokenKind::EndMarker))
        if (!parseStatement(statements))
            return nullptr;
    module->body = statements.finish();
    if (uint32_t count = list.typeIgnores.size()) {
        TypeIgnore** ignores = arena.makeArray<TypeIgnore*>(count);
        for (uint32_t index = 0; index < count; ++index) {
            ignores[index] = makeAt<TypeIgnore>({});
            ignores[index]->lineno = static_cast<int32_t>(list.typeIgnores[index].line);
            ignores[index]->tag = list.typeIgnores[index].tag;
        }
        module->type_ignores = {ignores, count};
    }
    return module;
}

ModNode* Parser::parseInteractive() {
    Interactive* module = makeAt<Interactive>({});
    List<StmtNode> statements(*this);
    if (at(TokenKind::Newline)) {
        const Token* start = token++;
        statements.push(makeAt<Pass>({start->line, static_cast<uint32_t>(start->column), start->endLine,
                                      static_cast<uint32_t>(start->endColumn)}));
    } else {
        if (!parseStatement(statements))
            return nullptr;
        // A compound statement is only complete with an empty line behind it.
        StmtNode* last = statements[statements.size() - 1];
        bool compound = false;
        switch (last->kind) {
        case Kind::FunctionDef:
        case Kind::AsyncFunctionDef:
        case Kind::ClassDef:
        case Kind::For:
        case Kind::AsyncFor:
        case Kind::While:
        case Kind::If:
        case Kind::With:
        case Kind::AsyncWith:
        case Kind::Match:
        case Kind::Try:
        case Kind::TryStar: compound = true; break;
        default: break;
        }
        if (compound && !accept(TokenKind::Newline))
            return nullptr;
    }
    for (size_t place = reporter.cursorAfter(token[-1]); place < source.size();) {
        char byte = source[place];
        if (byte == '#') {
            place = source.find('\n', place);
        } else if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\f') {
            ++place;
        } else {
            if (!reporter.passLexWarnings(token[-1]))
                return nullptr;
            reporter.raiseAtToken(DiagnosticKind::SyntaxError,
                                  "multiple statements found while compiling a single statement", token[-1], token[-1]);
            return nullptr;
        }
    }
    module->body = statements.finish();
    return module;
}

ModNode* Parser::parseExpressionInput() {
    Expression* module = makeAt<Expression>({});
    module->body = parseExpressions();
    if (!module->body)
        return nullptr;
    while (accept(TokenKind::Newline)) {
    }
    return at(TokenKind::EndMarker) ? module : nullptr;
}

ModNode* Parser::parseFunctionType() {
    FunctionType* module = makeAt<FunctionType>({});
    if (!accept(TokenKind::LeftParenthesis))
        return nullptr;
    List<ExprNode> types(*this);
    int stars = 0;
    while (!at(TokenKind::RightParenthesis)) {
        // Stars are allowed before the last ones and mean nothing.
        if (at(TokenKind::Star) || at(TokenKind::DoubleStar)) {
            int rank = at(TokenKind::Star) ? 1 : 2;
            if (rank <= stars)
                return nullptr;
            stars = rank;
            ++token;
        } else if (stars) {
            return nullptr;
        }
        ExprNode* type = parseExpression();
        if (!type)
            return nullptr;
        types.push(type);
        if (!accept(TokenKind::Comma))
            break;
        if (at(TokenKind::RightParenthesis))
            return nullptr;
    }
    module->argtypes = types.finish();
    if (!accept(TokenKind::RightParenthesis) || !accept(TokenKind::Arrow))
        return nullptr;
    module->returns = parseExpression();
    if (!module->returns)
        return nullptr;
    while (accept(TokenKind::Newline)) {
    }
    return at(TokenKind::EndMarker) ? module : nullptr;
}

bool Parser::parseStatement(List<StmtNode>& statements) {
    switch (kind()) {
    case TokenKind::KeywordDef:
    case TokenKind::At:
    case TokenKind::KeywordAsync:
    case TokenKind::KeywordIf:
    case TokenKind::KeywordClass:
    case TokenKind::KeywordWith:
    case TokenKind::KeywordFor:
    case TokenKind::KeywordTry:
    case TokenKind::KeywordWhile: {
        StmtNode* statement = parseCompoundStatement();
        if (!statement)
            return false;
        statements.push(statement);
        return true;
    }
    case TokenKind::Name:
        if (token->end - token->start == 5 && startsExpression(token[1].kind) && textOf(*token) == "match") {
            const Token* start = token;
            StmtNode* statement = parseMatch();
            if (statement) {
                statements.push(statement);
                return true;
            }
            if (deep || reporter.hasError())
                return false;
            token = start;
        }
        return parseSimpleStatements(statements);
    default: return parseSimpleStatements(statements);
    }
}

bool Parser::parseSimpleStatements(List<StmtNode>& statements) {
    for (;;) {
        StmtNode* statement = parseSimpleStatement();
        if (!statement)
            return false;
        statements.push(statement);
        if (accept(TokenKind::Newline))
            return true;
        if (!accept(TokenKind::Semicolon))
            return false;
        if (accept(TokenKind::Newline))
            return true;
    }
}

StmtNode* Parser::parseSimpleStatement() {
    const Token* start = token;
    switch (kind()) {
    case TokenKind::KeywordImport: return parseImport();
    case TokenKind::KeywordFrom: return parseImportFrom();
    case TokenKind::KeywordReturn: return parseReturn();
    case TokenKind::KeywordRaise: return parseRaise();
    case TokenKind::KeywordPass: ++token; return make<Pass>(start);
    case TokenKind::KeywordBreak: ++token; return make<Break>(start);
    case TokenKind::KeywordContinue: ++token; return make<Continue>(start);
    case TokenKind::KeywordDel: return parseDelete();
    case TokenKind::KeywordAssert: return parseAssert();
    case TokenKind::KeywordGlobal: return parseNames(true);
    case TokenKind::KeywordNonlocal: return parseNames(false);
    case TokenKind::KeywordYield: {
        ExprNode* value = parseYield();
        if (!value)
            return nullptr;
        Expr* node = make<Expr>(start);
        node->value = value;
        return node;
    }
    case TokenKind::Name:
        if (token[1].kind == TokenKind::Name && textOf(*token) == "type")
            return parseTypeAlias();
        return parseExpressionStatement();
    default: return parseExpressionStatement();
    }
}

namespace {

bool augmentedOperator(TokenKind kind, Operator& operation) {
    switch (kind) {
    case TokenKind::PlusEqual: operation = Operator::Add; return true;
    case TokenKind::MinusEqual: operation = Operator::Sub; return true;
    case TokenKind::StarEqual: operation = Operator::Mult; return true;
    case TokenKind::AtEqual: operation = Operator::MatMult; return true;
    case TokenKind::SlashEqual: operation = Operator::Div; return true;
    case TokenKind::PercentEqual: operation = Operator::Mod; return true;
    case TokenKind::AmpersandEqual: operation = Operator::BitAnd; return true;
    case TokenKind::BarEqual: operation = Operator::BitOr; return true;
    case TokenKind::CircumflexEqual: operation = Operator::BitXor; return true;
    case TokenKind::LeftShiftEqual: operation = Operator::LShift; return true;
    case TokenKind::RightShiftEqual: operation = Operator::RShift; return true;
    case TokenKind::DoubleStarEqual: operation = Operator::Pow; return true;
    case TokenKind::DoubleSlashEqual: operation = Operator::FloorDiv; return true;
    default: return false;
    }
}

bool isSingleTarget(const ExprNode* node) { return node->is<Name>() || node->is<Attribute>() || node->is<Subscript>(); }

} // namespace

/// Expression statements and the three kinds of assignment.
StmtNode* Parser::parseExpressionStatement() {
    const Token* start = token;
    ExprNode* first = parseStarExpressions();
    if (!first)
        return nullptr;
    Operator operation;
    if (at(TokenKind::Equal)) {
        List<ExprNode> targets(*this);
        ExprNode* value = first;
        while (accept(TokenKind::Equal)) {
            if (!setContext(value, ExprContext::Store))
                return nullptr;
            targets.push(value);
            value = parseAnnotatedRightSide();
            if (!value)
                return nullptr;
        }
        std::string_view comment = acceptTypeComment();
        Assign* node = make<Assign>(start);
        node->targets = targets.finish();
        node->value = value;
        node->type_comment = comment;
        return node;
    }
    if (at(TokenKind::Colon)) {
        if (!isSingleTarget(first))
            return nullptr;
        bool simple = first->is<Name>() && start->kind == TokenKind::Name;
        setContext(first, ExprContext::Store);
        ++token;
        ExprNode* annotation = parseExpression();
        if (!annotation)
            return nullptr;
        ExprNode* value = nullptr;
        if (accept(TokenKind::Equal) && !(value = parseAnnotatedRightSide()))
            return nullptr;
        if (!requireVersion(6, simple ? "Variable annotation syntax is" : "Variable annotations syntax is"))
            return nullptr;
        AnnAssign* node = make<AnnAssign>(start);
        node->target = first;
        node->annotation = annotation;
        node->value = value;
        node->simple = simple;
        return node;
    }
    if (augmentedOperator(kind(), operation)) {
        if (!isSingleTarget(first))
            return nullptr;
        setContext(first, ExprContext::Store);
        ++token;
        if (operation == Operator::MatMult && !requireVersion(5, "The '@' operator is", token[-1]))
            return nullptr;
        ExprNode* value = parseAnnotatedRightSide();
        if (!value)
            return nullptr;
        AugAssign* node = make<AugAssign>(start);
        node->target = first;
        node->op = operation;
        node->value = value;
        return node;
    }
    Expr* node = make<Expr>(start);
    node->value = first;
    return node;
}

StmtNode* Parser::parseReturn() {
    const Token* start = token++;
    ExprNode* value = nullptr;
    if (startsExpression(kind()) && !(value = parseStarExpressions()))
        return nullptr;
    Return* node = make<Return>(start);
    node->value = value;
    return node;
}

StmtNode* Parser::parseRaise() {
    const Token* start = token++;
    ExprNode* exception = nullptr;
    ExprNode* cause = nullptr;
    if (startsExpression(kind())) {
        if (!(exception = parseExpression()))
            return nullptr;
        if (accept(TokenKind::KeywordFrom) && !(cause = parseExpression()))
            return nullptr;
    }
    Raise* node = make<Raise>(start);
    node->exc = exception;
    node->cause = cause;
    return node;
}

StmtNode* Parser::parseDelete() {
    const Token* start = token++;
    List<ExprNode> targets(*this);
    do {
        if (targets.size() && !startsExpression(kind()))
            break;
        if (at(TokenKind::KeywordAwait))
            return nullptr;
        ExprNode* target = parsePrimary();
        if (!target || !setContext(target, ExprContext::Del))
            return nullptr;
        targets.push(target);
    } while (accept(TokenKind::Comma));
    if (!at(TokenKind::Semicolon) && !at(TokenKind::Newline))
        return nullptr;
    Delete* node = make<Delete>(start);
    node->targets = targets.finish();
    return node;
}

StmtNode* Parser::parseAssert() {
    const Token* start = token++;
    ExprNode* test = parseExpression();
    if (!test)
        return nullptr;
    ExprNode* message = nullptr;
    if (accept(TokenKind::Comma) && !(message = parseExpression()))
        return nullptr;
    Assert* node = make<Assert>(start);
    node->test = test;
    node->msg = message;
    return node;
}

const Identifier* Parser::parseDottedName() {
    const Identifier* first = acceptIdentifier();
    if (!first || !at(TokenKind::Dot))
        return first;
    StringBuilder name(scratchArena);
    name.add(first->text());
    while (accept(TokenKind::Dot)) {
        const Identifier* part = acceptIdentifier();
        if (!part)
            return nullptr;
        name.add('.').add(part->text());
    }
    return context.identifiers.intern(name.view());
}

StmtNode* Parser::parseImport() {
    const Token* start = token++;
    List<Alias> names(*this);
    do {
        const Token* first = token;
        const Identifier* name = parseDottedName();
        const Identifier* asName = nullptr;
        if (!name || (accept(TokenKind::KeywordAs) && !(asName = acceptIdentifier())))
            return nullptr;
        Alias* alias = make<Alias>(first);
        alias->name = name;
        alias->asname = asName;
        names.push(alias);
    } while (accept(TokenKind::Comma));
    Import* node = make<Import>(start);
    node->names = names.finish();
    return node;
}

StmtNode* Parser::parseImportFrom() {
    const Token* start = token++;
    int dots = 0;
    for (;; ++token) {
        if (at(TokenKind::Dot))
            ++dots;
        else if (at(TokenKind::Ellipsis))
            dots += 3;
        else
            break;
    }
    const Identifier* module = nullptr;
    if (at(TokenKind::Name) && !(module = parseDottedName()))
        return nullptr;
    if ((!module && !dots) || !accept(TokenKind::KeywordImport))
        return nullptr;
    List<Alias> names(*this);
    const Token* first = token;
    if (accept(TokenKind::Star)) {
        Alias* alias = make<Alias>(first);
        alias->name = context.identifiers.intern("*");
        names.push(alias);
    } else {
        bool parenthesised = accept(TokenKind::LeftParenthesis);
        do {
            if (parenthesised && names.size() && at(TokenKind::RightParenthesis))
                break;
            first = token;
            const Identifier* name = acceptIdentifier();
            const Identifier* asName = nullptr;
            if (!name || (accept(TokenKind::KeywordAs) && !(asName = acceptIdentifier())))
                return nullptr;
            Alias* alias = make<Alias>(first);
            alias->name = name;
            alias->asname = asName;
            names.push(alias);
        } while (accept(TokenKind::Comma));
        if (parenthesised && !accept(TokenKind::RightParenthesis))
            return nullptr;
    }
    ImportFrom* node = make<ImportFrom>(start);
    node->module = module;
    node->names = names.finish();
    node->level = dots;
    if (!dots && module->text() == "__future__")
        for (Alias* alias : node->names)
            barryAsBdfl |= alias->name->text() == "barry_as_FLUFL";
    return node;
}

StmtNode* Parser::parseNames(bool isGlobal) {
    const Token* start = token++;
    List<const Identifier> names(*this);
    do {
        const Identifier* name = acceptIdentifier();
        if (!name)
            return nullptr;
        names.push(name);
    } while (accept(TokenKind::Comma));
    if (isGlobal) {
        Global* node = make<Global>(start);
        node->names = names.finish();
        return node;
    }
    Nonlocal* node = make<Nonlocal>(start);
    node->names = names.finish();
    return node;
}

StmtNode* Parser::parseTypeAlias() {
    const Token* start = token++;
    Name* name = parseAtom()->as<Name>();
    name->ctx = ExprContext::Store;
    Sequence<TypeParamNode*> parameters;
    if (!parseTypeParameters(parameters) || !accept(TokenKind::Equal))
        return nullptr;
    ExprNode* value = parseExpression();
    if (!value || !requireVersion(12, "Type statement is"))
        return nullptr;
    TypeAlias* node = make<TypeAlias>(start);
    node->name = name;
    node->type_params = parameters;
    node->value = value;
    return node;
}

bool Parser::parseTypeParameters(Sequence<TypeParamNode*>& parameters) {
    if (!accept(TokenKind::LeftBracket))
        return true;
    List<TypeParamNode> items(*this);
    do {
        if (items.size() && at(TokenKind::RightBracket))
            break;
        TypeParamNode* parameter = parseTypeParameter();
        if (!parameter)
            return false;
        items.push(parameter);
    } while (accept(TokenKind::Comma));
    parameters = items.finish();
    return accept(TokenKind::RightBracket) && requireVersion(12, "Type parameter lists are", token[-1]);
}

TypeParamNode* Parser::parseTypeParameter() {
    const Token* start = token;
    bool star = accept(TokenKind::Star);
    bool doubleStar = !star && accept(TokenKind::DoubleStar);
    const Identifier* name = acceptIdentifier();
    if (!name)
        return nullptr;
    ExprNode* bound = nullptr;
    ExprNode* value = nullptr;
    if (!star && !doubleStar && accept(TokenKind::Colon) && !(bound = parseExpression()))
        return nullptr;
    if (accept(TokenKind::Equal)) {
        if (!(value = star ? parseStarExpression() : parseExpression()) ||
            !requireVersion(13, "Type parameter defaults are"))
            return nullptr;
    }
    if (star) {
        TypeVarTuple* node = make<TypeVarTuple>(start);
        node->name = name;
        node->default_value = value;
        return node;
    }
    if (doubleStar) {
        ParamSpec* node = make<ParamSpec>(start);
        node->name = name;
        node->default_value = value;
        return node;
    }
    TypeVar* node = make<TypeVar>(start);
    node->name = name;
    node->bound = bound;
    node->default_value = value;
    return node;
}

bool Parser::parseBlock(Sequence<StmtNode*>& block) {
    Nesting nesting(*this, 10);
    if (!nesting)
        return false;
    List<StmtNode> statements(*this);
    if (accept(TokenKind::Newline)) {
        if (!accept(TokenKind::Indent))
            return false;
        do {
            if (!parseStatement(statements))
                return false;
        } while (!accept(TokenKind::Dedent));
    } else if (!parseSimpleStatements(statements)) {
        return false;
    }
    block = statements.finish();
    return true;
}

bool Parser::parseElseBlock(Sequence<StmtNode*>& block) {
    if (!accept(TokenKind::KeywordElse))
        return true;
    return accept(TokenKind::Colon) && parseBlock(block);
}

StmtNode* Parser::parseCompoundStatement() {
    switch (kind()) {
    case TokenKind::KeywordDef: return parseFunction(token, false, {});
    case TokenKind::At: return parseDecorated();
    case TokenKind::KeywordAsync: return parseAsync({});
    case TokenKind::KeywordIf: return parseIf();
    case TokenKind::KeywordClass: return parseClass({});
    case TokenKind::KeywordWith: return parseWith(token, false);
    case TokenKind::KeywordFor: return parseFor(token, false);
    case TokenKind::KeywordTry: return parseTry();
    default: return parseWhile();
    }
}

/// An `if` or `elif` with everything that follows it.
StmtNode* Parser::parseIf() {
    Nesting nesting(*this, 1);
    if (!nesting)
        return nullptr;
    const Token* start = token++;
    ExprNode* test = parseNamedExpression();
    Sequence<StmtNode*> body, otherwise;
    if (!test || !accept(TokenKind::Colon) || !parseBlock(body))
        return nullptr;
    if (at(TokenKind::KeywordElif)) {
        StmtNode* nested = parseIf();
        if (!nested)
            return nullptr;
        otherwise = arena.copy(&nested, 1);
    } else if (!parseElseBlock(otherwise)) {
        return nullptr;
    }
    If* node = make<If>(start);
    node->test = test;
    node->body = body;
    node->orelse = otherwise;
    return node;
}

StmtNode* Parser::parseWhile() {
    const Token* start = token++;
    ExprNode* test = parseNamedExpression();
    Sequence<StmtNode*> body, otherwise;
    if (!test || !accept(TokenKind::Colon) || !parseBlock(body) || !parseElseBlock(otherwise))
        return nullptr;
    While* node = make<While>(start);
    node->test = test;
    node->body = body;
    node->orelse = otherwise;
    return node;
}

StmtNode* Parser::parseFor(const Token* start, bool isAsync) {
    ++token;
    ExprNode* target = parseStarTargets();
    if (!target || !accept(TokenKind::KeywordIn))
        return nullptr;
    ExprNode* iterable = parseStarExpressions();
    if (!iterable || !accept(TokenKind::Colon))
        return nullptr;
    std::string_view comment = acceptTypeComment();
    Sequence<StmtNode*> body, otherwise;
    if (!parseBlock(body) || !parseElseBlock(otherwise))
        return nullptr;
    auto fill = [&](auto* node) {
        node->target = target;
        node->iter = iterable;
        node->body = body;
        node->orelse = otherwise;
        node->type_comment = comment;
        return node;
    };
    if (isAsync)
        return requireVersion(5, "Async for loops are") ? fill(make<AsyncFor>(start)) : nullptr;
    return fill(make<For>(start));
}

WithItem* Parser::parseWithItem() {
    const Token* start = token;
    ExprNode* value = parseExpression();
    if (!value)
        return nullptr;
    ExprNode* target = nullptr;
    if (accept(TokenKind::KeywordAs)) {
        target = parseStarTarget();
        if (!target || !(at(TokenKind::Comma) || at(TokenKind::RightParenthesis) || at(TokenKind::Colon)))
            return nullptr;
    }
    WithItem* item = make<WithItem>(start);
    item->context_expr = value;
    item->optional_vars = target;
    return item;
}

bool Parser::parseWithItems(List<WithItem>& items) {
    do {
        if (items.size() && at(TokenKind::RightParenthesis))
            return true;
        WithItem* item = parseWithItem();
        if (!item)
            return false;
        items.push(item);
    } while (accept(TokenKind::Comma));
    return true;
}

StmtNode* Parser::parseWith(const Token* start, bool isAsync) {
    ++token;
    List<WithItem> items(*this);
    bool done = false;
    if (at(TokenKind::LeftParenthesis)) {
        // Parentheses around all items, unless what follows shows that they belong to the first one.
        const Token* open = token++;
        done = parseWithItems(items) && accept(TokenKind::RightParenthesis) && at(TokenKind::Colon) &&
               !(isAsync && token[1].kind == TokenKind::TypeComment);
        if (!done) {
            if (deep || reporter.hasError())
                return nullptr;
            items.clear();
            token = open;
        }
    }
    if (!done && (!parseWithItems(items) || token[-1].kind == TokenKind::Comma))
        return nullptr;
    if (!accept(TokenKind::Colon))
        return nullptr;
    std::string_view comment = acceptTypeComment();
    Sequence<WithItem*> all = items.finish();
    Sequence<StmtNode*> body;
    if (!parseBlock(body))
        return nullptr;
    auto fill = [&](auto* node) {
        node->items = all;
        node->body = body;
        node->type_comment = comment;
        return node;
    };
    if (isAsync)
        return requireVersion(5, "Async with statements are", token[-1]) ? fill(make<AsyncWith>(start)) : nullptr;
    return fill(make<With>(start));
}

StmtNode* Parser::parseTry() {
    const Token* start = token++;
    Sequence<StmtNode*> body, otherwise, finally;
    if (!accept(TokenKind::Colon) || !parseBlock(body))
        return nullptr;
    List<ExceptHandler> handlers(*this);
    bool isStar = at(TokenKind::KeywordExcept) && token[1].kind == TokenKind::Star;
    while (at(TokenKind::KeywordExcept)) {
        if ((token[1].kind == TokenKind::Star) != isStar)
            return nullptr;
        ExceptHandler* handler = parseExceptHandler(isStar);
        if (!handler)
            return nullptr;
        handlers.push(handler);
    }
    if (handlers.size() && !parseElseBlock(otherwise))
        return nullptr;
    if (accept(TokenKind::KeywordFinally)) {
        if (!accept(TokenKind::Colon) || !parseBlock(finally))
            return nullptr;
    } else if (!handlers.size()) {
        return nullptr;
    }
    auto fill = [&](auto* node) {
        node->body = body;
        node->handlers = handlers.finish();
        node->orelse = otherwise;
        node->finalbody = finally;
        return node;
    };
    if (isStar)
        return requireVersion(11, "Exception groups are") ? fill(make<TryStar>(start)) : nullptr;
    return fill(make<Try>(start));
}

ExceptHandler* Parser::parseExceptHandler(bool isStar) {
    const Token* start = token++;
    if (isStar)
        ++token;
    ExprNode* type = nullptr;
    const Identifier* name = nullptr;
    bool several = false;
    if (isStar || !at(TokenKind::Colon)) {
        const Token* first = token;
        type = parseExpression();
        if (!type)
            return nullptr;
        several = at(TokenKind::Comma);
        if (several) {
            token = first;
            type = parseExpressions();
            if (!type)
                return nullptr;
        }
        if (accept(TokenKind::KeywordAs) && (several || !(name = acceptIdentifier())))
            return nullptr;
    }
    Sequence<StmtNode*> body;
    if (!accept(TokenKind::Colon) || !parseBlock(body))
        return nullptr;
    if (several && !requireVersion(14, "except expressions without parentheses are", token[-1]))
        return nullptr;
    ExceptHandler* node = make<ExceptHandler>(start);
    node->type = type;
    node->name = name;
    node->body = body;
    return node;
}

StmtNode* Parser::parseDecorated() {
    List<ExprNode> decorators(*this);
    while (accept(TokenKind::At)) {
        ExprNode* decorator = parseNamedExpression();
        if (!decorator || !accept(TokenKind::Newline))
            return nullptr;
        decorators.push(decorator);
    }
    switch (kind()) {
    case TokenKind::KeywordDef: return parseFunction(token, false, decorators.finish());
    case TokenKind::KeywordClass: return parseClass(decorators.finish());
    case TokenKind::KeywordAsync:
        return token[1].kind == TokenKind::KeywordDef ? parseAsync(decorators.finish()) : nullptr;
    default: return nullptr;
    }
}

StmtNode* Parser::parseAsync(Sequence<ExprNode*> decorators) {
    const Token* start = token++;
    switch (kind()) {
    case TokenKind::KeywordDef: return parseFunction(start, true, decorators);
    case TokenKind::KeywordFor: return parseFor(start, true);
    case TokenKind::KeywordWith: return parseWith(start, true);
    default: return nullptr;
    }
}

std::string_view Parser::parseFunctionTypeComment() {
    if (at(TokenKind::Newline) && token[1].kind == TokenKind::TypeComment && token[2].kind == TokenKind::Newline &&
        token[3].kind == TokenKind::Indent)
        ++token;
    return acceptTypeComment();
}

StmtNode* Parser::parseFunction(const Token* start, bool isAsync, Sequence<ExprNode*> decorators) {
    ++token;
    const Identifier* name = acceptIdentifier();
    Sequence<TypeParamNode*> typeParameters;
    if (!name || !parseTypeParameters(typeParameters) || !accept(TokenKind::LeftParenthesis))
        return nullptr;
    Arguments* arguments = parseParameters(TokenKind::RightParenthesis);
    if (!arguments || !accept(TokenKind::RightParenthesis))
        return nullptr;
    ExprNode* returns = nullptr;
    if (accept(TokenKind::Arrow) && !(returns = parseExpression()))
        return nullptr;
    if (!accept(TokenKind::Colon))
        return nullptr;
    std::string_view comment = parseFunctionTypeComment();
    Sequence<StmtNode*> body;
    if (!parseBlock(body))
        return nullptr;
    auto fill = [&](auto* node) {
        node->name = name;
        node->args = arguments;
        node->body = body;
        node->decorator_list = decorators;
        node->returns = returns;
        node->type_comment = comment;
        node->type_params = typeParameters;
        return node;
    };
    if (isAsync)
        return requireVersion(5, "Async functions are", token[-1]) ? fill(make<AsyncFunctionDef>(start)) : nullptr;
    return fill(make<FunctionDef>(start));
}

StmtNode* Parser::parseClass(Sequence<ExprNode*> decorators) {
    const Token* start = token++;
    const Identifier* name = acceptIdentifier();
    Sequence<TypeParamNode*> typeParameters;
    Sequence<ExprNode*> bases;
    Sequence<Keyword*> keywords;
    if (!name || !parseTypeParameters(typeParameters) ||
        (at(TokenKind::LeftParenthesis) && !parseArguments(bases, keywords, false)))
        return nullptr;
    Sequence<StmtNode*> body;
    if (!accept(TokenKind::Colon) || !parseBlock(body))
        return nullptr;
    ClassDef* node = make<ClassDef>(start);
    node->name = name;
    node->bases = bases;
    node->keywords = keywords;
    node->body = body;
    node->decorator_list = decorators;
    node->type_params = typeParameters;
    return node;
}

} // namespace pyc::frontend
