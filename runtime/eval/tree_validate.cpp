// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a tree that a program built must fulfil beyond the types of its fields, so that compiling it cannot go wrong:
// contexts, bodies that are not empty, lists of equal length, places that make sense, names that are none.
#include "frontend/support/stack_guard.h"
#include "runtime/eval/tree.h"
#include "runtime/object/errors.h"
#include "runtime/thread/thread.h"

namespace pyc::runtime {

namespace ast = frontend::ast;
using ast::ConstantKind;
using ast::ExprContext;
using frontend::Sequence;

namespace {

constexpr size_t ValidatingStack = 4 << 20;

class Validator {
public:
    explicit Validator(const InvalidConstants& invalid) : invalid(invalid), guard(stackLeft(ValidatingStack)) {}

    bool module(ast::ModNode* tree) {
        switch (tree->kind) {
        case ast::Kind::Module: return statements(tree->as<ast::Module>()->body);
        case ast::Kind::Interactive: return statements(tree->as<ast::Interactive>()->body);
        case ast::Kind::Expression: return expression(tree->as<ast::Expression>()->body);
        default:
            return expressions(tree->as<ast::FunctionType>()->argtypes) &&
                   expression(tree->as<ast::FunctionType>()->returns);
        }
    }

private:
    bool tooDeep() { return raise(RecursionErrorType, "maximum recursion depth exceeded during compilation"); }

    bool place(const ast::Node* node) {
        auto line = int32_t(node->position.line), column = int32_t(node->position.column);
        auto endLine = int32_t(node->position.endLine), endColumn = int32_t(node->position.endColumn);
        if (line > endLine)
            return raiseValueError("AST node line range (%d, %d) is not valid", line, endLine);
        if ((line < 0 && endLine != line) || (column < 0 && column != endColumn))
            return raiseValueError("AST node column range (%d, %d) for line range (%d, %d) is not valid", column,
                                   endColumn, line, endLine);
        if (line == endLine && column > endColumn)
            return raiseValueError("line %d, column %d-%d is not a valid range", line, column, endColumn);
        return true;
    }

    bool name(const ast::Identifier* identifier) {
        for (const char* constant : {"None", "True", "False"})
            if (identifier->text() == constant)
                return raiseValueError("identifier field can't represent '%s' constant", constant);
        return true;
    }

    template <class T>
    bool notEmpty(const Sequence<T>& items, const char* what, const char* owner) {
        return items.size() || raiseValueError("empty %s on %s", what, owner);
    }

    bool optional(ast::ExprNode* node, ExprContext context = ExprContext::Load) {
        return !node || expression(node, context);
    }

    bool expressions(const Sequence<ast::ExprNode*>& nodes, ExprContext context = ExprContext::Load,
                     bool noneAllowed = false) {
        for (ast::ExprNode* node : nodes)
            if (node ? !expression(node, context)
                     : !noneAllowed && !bool(raiseValueError("None disallowed in expression list")))
                return false;
        return true;
    }

    bool statements(const Sequence<ast::StmtNode*>& nodes) {
        for (ast::StmtNode* node : nodes)
            if (!(node ? statement(node) : bool(raiseValueError("None disallowed in statement list"))))
                return false;
        return true;
    }

    bool body(const Sequence<ast::StmtNode*>& nodes, const char* owner) {
        return notEmpty(nodes, "body", owner) && statements(nodes);
    }

    bool targets(const Sequence<ast::ExprNode*>& nodes, ExprContext context) {
        return notEmpty(nodes, "targets", context == ExprContext::Del ? "Delete" : "Assign") &&
               expressions(nodes, context);
    }

    bool keywords(const Sequence<ast::Keyword*>& nodes) {
        for (ast::Keyword* keyword : nodes)
            if (!expression(keyword->value))
                return false;
        return true;
    }

    bool parameters(const Sequence<ast::Arg*>& nodes) {
        for (ast::Arg* parameter : nodes)
            if (!place(parameter) || !optional(parameter->annotation))
                return false;
        return true;
    }

    bool arguments(ast::Arguments* node) {
        if (!parameters(node->posonlyargs) || !parameters(node->args) ||
            (node->vararg && !optional(node->vararg->annotation)) || !parameters(node->kwonlyargs) ||
            (node->kwarg && !optional(node->kwarg->annotation)))
            return false;
        if (node->defaults.size() > node->posonlyargs.size() + node->args.size())
            return raiseValueError("more positional defaults than args on arguments");
        if (node->kw_defaults.size() != node->kwonlyargs.size())
            return raiseValueError("length of kwonlyargs is not the same as kw_defaults on arguments");
        return expressions(node->defaults) && expressions(node->kw_defaults, ExprContext::Load, true);
    }

    bool comprehensions(const Sequence<ast::Comprehension*>& generators) {
        if (generators.empty())
            return raiseValueError("comprehension with no generators");
        for (ast::Comprehension* generator : generators)
            if (!expression(generator->target, ExprContext::Store) || !expression(generator->iter) ||
                !expressions(generator->ifs))
                return false;
        return true;
    }

    bool typeParameters(const Sequence<ast::TypeParamNode*>& nodes) {
        for (ast::TypeParamNode* node : nodes) {
            if (!place(node))
                return false;
            bool fine = true;
            if (auto* variable = node->maybe<ast::TypeVar>())
                fine = name(variable->name) && optional(variable->bound) && optional(variable->default_value);
            else if (auto* specification = node->maybe<ast::ParamSpec>())
                fine = name(specification->name) && optional(specification->default_value);
            else if (auto* variadic = node->maybe<ast::TypeVarTuple>())
                fine = name(variadic->name) && optional(variadic->default_value);
            if (!fine)
                return false;
        }
        return true;
    }

    bool constant(const ast::ConstantValue& value) {
        if (Type* const* bad = invalid.find(&value))
            return raiseTypeError("got an invalid type in Constant: %s", (*bad)->name);
        return true;
    }

    bool conversion(int32_t character) {
        if (character != -1 && character != 's' && character != 'r' && character != 'a')
            return raiseSystemError("Unrecognized conversion character %d", character);
        return true;
    }

    // ---- expressions ----
    static const ExprContext* contextOf(ast::ExprNode* node) {
        switch (node->kind) {
        case ast::Kind::Attribute: return &node->as<ast::Attribute>()->ctx;
        case ast::Kind::Subscript: return &node->as<ast::Subscript>()->ctx;
        case ast::Kind::Starred: return &node->as<ast::Starred>()->ctx;
        case ast::Kind::Name: return &node->as<ast::Name>()->ctx;
        case ast::Kind::List: return &node->as<ast::List>()->ctx;
        case ast::Kind::Tuple: return &node->as<ast::Tuple>()->ctx;
        default: return nullptr;
        }
    }

    bool expression(ast::ExprNode* node, ExprContext context = ExprContext::Load) {
        if (guard.exhausted())
            return tooDeep();
        if (!place(node))
            return false;
        if (auto* variable = node->maybe<ast::Name>(); variable && !name(variable->id))
            return false;
        const ExprContext* actual = contextOf(node);
        if (!actual && context != ExprContext::Load)
            return raiseValueError("expression which can't be assigned to in %s context", enumeratorName(context));
        if (actual && *actual != context)
            return raiseValueError("expression must have %s context but has %s instead", enumeratorName(context),
                                   enumeratorName(*actual));
        return children(node, context);
    }

    bool children(ast::ExprNode* node, ExprContext context) {
        switch (node->kind) {
        case ast::Kind::BoolOp: {
            auto* operation = node->as<ast::BoolOp>();
            if (operation->values.size() < 2)
                return raiseValueError("BoolOp with less than 2 values");
            return expressions(operation->values);
        }
        case ast::Kind::BinOp:
            return expression(node->as<ast::BinOp>()->left) && expression(node->as<ast::BinOp>()->right);
        case ast::Kind::UnaryOp: return expression(node->as<ast::UnaryOp>()->operand);
        case ast::Kind::Lambda:
            return arguments(node->as<ast::Lambda>()->args) && expression(node->as<ast::Lambda>()->body);
        case ast::Kind::IfExp: {
            auto* choice = node->as<ast::IfExp>();
            return expression(choice->test) && expression(choice->body) && expression(choice->orelse);
        }
        case ast::Kind::Dict: {
            auto* display = node->as<ast::Dict>();
            if (display->keys.size() != display->values.size())
                return raiseValueError("Dict doesn't have the same number of keys as values");
            return expressions(display->keys, ExprContext::Load, true) && expressions(display->values);
        }
        case ast::Kind::Set: return expressions(node->as<ast::Set>()->elts);
        case ast::Kind::ListComp: return comprehension(node->as<ast::ListComp>());
        case ast::Kind::SetComp: return comprehension(node->as<ast::SetComp>());
        case ast::Kind::GeneratorExp: return comprehension(node->as<ast::GeneratorExp>());
        case ast::Kind::DictComp: {
            auto* display = node->as<ast::DictComp>();
            return comprehensions(display->generators) && expression(display->key) && expression(display->value);
        }
        case ast::Kind::Yield: return optional(node->as<ast::Yield>()->value);
        case ast::Kind::YieldFrom: return expression(node->as<ast::YieldFrom>()->value);
        case ast::Kind::Await: return expression(node->as<ast::Await>()->value);
        case ast::Kind::Compare: {
            auto* comparison = node->as<ast::Compare>();
            if (comparison->comparators.empty())
                return raiseValueError("Compare with no comparators");
            if (comparison->comparators.size() != comparison->ops.size())
                return raiseValueError("Compare has a different number of comparators and operands");
            return expressions(comparison->comparators) && expression(comparison->left);
        }
        case ast::Kind::Call: {
            auto* call = node->as<ast::Call>();
            return expression(call->func) && expressions(call->args) && keywords(call->keywords);
        }
        case ast::Kind::Constant: return constant(node->as<ast::Constant>()->value);
        case ast::Kind::JoinedStr: return expressions(node->as<ast::JoinedStr>()->values);
        case ast::Kind::TemplateStr: return expressions(node->as<ast::TemplateStr>()->values);
        case ast::Kind::FormattedValue:
            return conversion(node->as<ast::FormattedValue>()->conversion) &&
                   expression(node->as<ast::FormattedValue>()->value) &&
                   optional(node->as<ast::FormattedValue>()->format_spec);
        case ast::Kind::Interpolation:
            return constant(node->as<ast::Interpolation>()->str) &&
                   conversion(node->as<ast::Interpolation>()->conversion) &&
                   expression(node->as<ast::Interpolation>()->value) &&
                   optional(node->as<ast::Interpolation>()->format_spec);
        case ast::Kind::Attribute: return expression(node->as<ast::Attribute>()->value);
        case ast::Kind::Subscript:
            return expression(node->as<ast::Subscript>()->slice) && expression(node->as<ast::Subscript>()->value);
        case ast::Kind::Starred: return expression(node->as<ast::Starred>()->value, context);
        case ast::Kind::Slice: {
            auto* slice = node->as<ast::Slice>();
            return optional(slice->lower) && optional(slice->upper) && optional(slice->step);
        }
        case ast::Kind::List: return expressions(node->as<ast::List>()->elts, context);
        case ast::Kind::Tuple: return expressions(node->as<ast::Tuple>()->elts, context);
        case ast::Kind::NamedExpr:
            if (!node->as<ast::NamedExpr>()->target->is<ast::Name>())
                return raiseTypeError("NamedExpr target must be a Name");
            return expression(node->as<ast::NamedExpr>()->value);
        default: return true;
        }
    }

    template <class Display>
    bool comprehension(Display* node) {
        return comprehensions(node->generators) && expression(node->elt);
    }

    // ---- patterns ----
    static bool isNumber(ast::ExprNode* node, bool real, bool imaginary) {
        auto* constant = node->maybe<ast::Constant>();
        if (!constant)
            return false;
        switch (constant->value.kind) {
        case ConstantKind::SmallInt:
        case ConstantKind::BigInt:
        case ConstantKind::Float: return real;
        case ConstantKind::Complex: return imaginary;
        default: return false;
        }
    }
    static bool isNegative(ast::ExprNode* node, bool real, bool imaginary) {
        auto* operation = node->maybe<ast::UnaryOp>();
        return operation && operation->op == ast::UnaryOperator::USub && isNumber(operation->operand, real, imaginary);
    }
    static bool isComplex(ast::ExprNode* node) {
        auto* sum = node->maybe<ast::BinOp>();
        return sum && (sum->op == ast::Operator::Add || sum->op == ast::Operator::Sub) &&
               (isNumber(sum->left, true, false) || isNegative(sum->left, true, false)) &&
               isNumber(sum->right, false, true);
    }

    bool patternValue(ast::ExprNode* node) {
        if (!expression(node))
            return false;
        switch (node->kind) {
        case ast::Kind::Constant:
            switch (node->as<ast::Constant>()->value.kind) {
            case ConstantKind::SmallInt:
            case ConstantKind::BigInt:
            case ConstantKind::Float:
            case ConstantKind::Complex:
            case ConstantKind::Str:
            case ConstantKind::Bytes: return true;
            default: return raiseValueError("unexpected constant inside of a literal pattern");
            }
        case ast::Kind::Attribute:
        case ast::Kind::JoinedStr: return true;
        case ast::Kind::UnaryOp:
            if (isNegative(node, true, true))
                return true;
            break;
        case ast::Kind::BinOp:
            if (isComplex(node))
                return true;
            break;
        default: break;
        }
        return raiseValueError("patterns may only match literals and attribute lookups");
    }

    bool capture(const ast::Identifier* identifier) {
        if (identifier->text() == "_")
            return raiseValueError("can't capture name '_' in patterns");
        return name(identifier);
    }

    bool patterns(const Sequence<ast::PatternNode*>& nodes, bool starAllowed) {
        for (ast::PatternNode* node : nodes)
            if (!pattern(node, starAllowed))
                return false;
        return true;
    }

    bool mapping(ast::MatchMapping* node) {
        if (node->keys.size() != node->patterns.size())
            return raiseValueError("MatchMapping doesn't have the same number of keys as patterns");
        if (node->rest && !capture(node->rest))
            return false;
        for (ast::ExprNode* key : node->keys) {
            if (!key)
                return raiseValueError("None disallowed in expression list");
            auto* constant = key->maybe<ast::Constant>();
            if (constant &&
                (constant->value.kind == ConstantKind::None || constant->value.kind == ConstantKind::True ||
                 constant->value.kind == ConstantKind::False) &&
                !invalid.contains(&constant->value))
                continue;
            if (!patternValue(key))
                return false;
        }
        return patterns(node->patterns, false);
    }

    bool classPattern(ast::MatchClass* node) {
        if (node->kwd_attrs.size() != node->kwd_patterns.size())
            return raiseValueError("MatchClass doesn't have the same number of keyword attributes as patterns");
        if (!expression(node->cls))
            return false;
        ast::ExprNode* cls = node->cls;
        while (auto* attribute = cls->maybe<ast::Attribute>())
            cls = attribute->value;
        if (!cls->is<ast::Name>())
            return raiseValueError("MatchClass cls field can only contain Name or Attribute nodes.");
        for (const ast::Identifier* attribute : node->kwd_attrs)
            if (!name(attribute))
                return false;
        return patterns(node->patterns, false) && patterns(node->kwd_patterns, false);
    }

    bool pattern(ast::PatternNode* node, bool starAllowed) {
        if (guard.exhausted())
            return tooDeep();
        if (!place(node))
            return false;
        switch (node->kind) {
        case ast::Kind::MatchValue: return patternValue(node->as<ast::MatchValue>()->value);
        case ast::Kind::MatchSingleton: {
            const ast::ConstantValue& value = node->as<ast::MatchSingleton>()->value;
            if (invalid.contains(&value) || value.kind > ConstantKind::False)
                return raiseValueError("MatchSingleton can only contain True, False and None");
            return true;
        }
        case ast::Kind::MatchSequence: return patterns(node->as<ast::MatchSequence>()->patterns, true);
        case ast::Kind::MatchMapping: return mapping(node->as<ast::MatchMapping>());
        case ast::Kind::MatchClass: return classPattern(node->as<ast::MatchClass>());
        case ast::Kind::MatchStar: {
            auto* star = node->as<ast::MatchStar>();
            if (!starAllowed)
                return raiseValueError("can't use MatchStar here");
            return !star->name || capture(star->name);
        }
        case ast::Kind::MatchAs: {
            auto* as = node->as<ast::MatchAs>();
            if (as->name && !capture(as->name))
                return false;
            if (!as->pattern)
                return true;
            if (!as->name)
                return raiseValueError("MatchAs must specify a target name if a pattern is given");
            return pattern(as->pattern, false);
        }
        case ast::Kind::MatchOr: {
            auto* choice = node->as<ast::MatchOr>();
            if (choice->patterns.size() < 2)
                return raiseValueError("MatchOr requires at least 2 patterns");
            return patterns(choice->patterns, false);
        }
        default: return true;
        }
    }

    // ---- statements ----
    template <class Function>
    bool function(Function* node, const char* kind) {
        return body(node->body, kind) && name(node->name) && typeParameters(node->type_params) &&
               arguments(node->args) && expressions(node->decorator_list) && optional(node->returns);
    }
    template <class Loop>
    bool loop(Loop* node, const char* kind) {
        return expression(node->target, ExprContext::Store) && expression(node->iter) && body(node->body, kind) &&
               statements(node->orelse);
    }
    template <class Branch>
    bool branch(Branch* node, const char* kind) {
        return expression(node->test) && body(node->body, kind) && statements(node->orelse);
    }
    template <class With>
    bool with(With* node, const char* kind) {
        if (!notEmpty(node->items, "items", kind))
            return false;
        for (ast::WithItem* item : node->items)
            if (!expression(item->context_expr) || !optional(item->optional_vars, ExprContext::Store))
                return false;
        return body(node->body, kind);
    }
    template <class TryNode>
    bool tryStatement(TryNode* node, const char* kind) {
        if (!body(node->body, kind))
            return false;
        if (node->handlers.empty() && node->finalbody.empty())
            return raiseValueError("%s has neither except handlers nor finalbody", kind);
        if (node->handlers.empty() && node->orelse.size())
            return raiseValueError("%s has orelse but no except handlers", kind);
        for (ast::ExceptHandler* handler : node->handlers)
            if (!place(handler) || !optional(handler->type) || (handler->name && !name(handler->name)) ||
                !body(handler->body, "ExceptHandler"))
                return false;
        return statements(node->orelse) && statements(node->finalbody);
    }

    // A target that is one place; the number is what `ast` calls the class in its own order.
    bool single(ast::ExprNode* target, const char* kind) {
        if (!target->is<ast::Tuple>() && !target->is<ast::List>() && !target->is<ast::Starred>())
            return true;
        return raiseSystemError("invalid node type (%d) for %s assignment",
                                int(target->kind) - int(ast::Kind::BoolOp) + 1, kind);
    }

    bool aliases(const Sequence<ast::Alias*>& nodes, const char* kind) {
        if (!notEmpty(nodes, "names", kind))
            return false;
        for (ast::Alias* alias : nodes)
            if (!name(alias->name) || (alias->asname && !name(alias->asname)))
                return false;
        return true;
    }

    bool match(ast::Match* node) {
        if (!expression(node->subject) || !notEmpty(node->cases, "cases", "Match"))
            return false;
        for (ast::MatchCase* item : node->cases)
            if (!pattern(item->pattern, false) || !optional(item->guard) || !body(item->body, "match_case"))
                return false;
        return true;
    }

    bool statement(ast::StmtNode* node) {
        if (guard.exhausted())
            return tooDeep();
        if (!place(node))
            return false;
        switch (node->kind) {
        case ast::Kind::FunctionDef: return function(node->as<ast::FunctionDef>(), "FunctionDef");
        case ast::Kind::AsyncFunctionDef: return function(node->as<ast::AsyncFunctionDef>(), "AsyncFunctionDef");
        case ast::Kind::ClassDef: {
            auto* definition = node->as<ast::ClassDef>();
            return body(definition->body, "ClassDef") && name(definition->name) &&
                   typeParameters(definition->type_params) && expressions(definition->bases) &&
                   keywords(definition->keywords) && expressions(definition->decorator_list);
        }
        case ast::Kind::Return: return optional(node->as<ast::Return>()->value);
        case ast::Kind::Delete: return targets(node->as<ast::Delete>()->targets, ExprContext::Del);
        case ast::Kind::Assign:
            return targets(node->as<ast::Assign>()->targets, ExprContext::Store) &&
                   expression(node->as<ast::Assign>()->value);
        case ast::Kind::AugAssign:
            return expression(node->as<ast::AugAssign>()->target, ExprContext::Store) &&
                   expression(node->as<ast::AugAssign>()->value) &&
                   single(node->as<ast::AugAssign>()->target, "augmented");
        case ast::Kind::AnnAssign: {
            auto* assign = node->as<ast::AnnAssign>();
            if (!assign->target->is<ast::Name>() && assign->simple)
                return raiseTypeError("AnnAssign with simple non-Name target");
            return expression(assign->target, ExprContext::Store) && optional(assign->value) &&
                   expression(assign->annotation) &&
                   ((assign->value && assign->target->is<ast::Starred>()) || single(assign->target, "annotated"));
        }
        case ast::Kind::TypeAlias: {
            auto* alias = node->as<ast::TypeAlias>();
            if (!alias->name->is<ast::Name>())
                return raiseTypeError("TypeAlias with non-Name name");
            return expression(alias->name, ExprContext::Store) && typeParameters(alias->type_params) &&
                   expression(alias->value);
        }
        case ast::Kind::For: return loop(node->as<ast::For>(), "For");
        case ast::Kind::AsyncFor: return loop(node->as<ast::AsyncFor>(), "AsyncFor");
        case ast::Kind::While: return branch(node->as<ast::While>(), "While");
        case ast::Kind::If: return branch(node->as<ast::If>(), "If");
        case ast::Kind::With: return with(node->as<ast::With>(), "With");
        case ast::Kind::AsyncWith: return with(node->as<ast::AsyncWith>(), "AsyncWith");
        case ast::Kind::Match: return match(node->as<ast::Match>());
        case ast::Kind::Raise: {
            auto* raising = node->as<ast::Raise>();
            if (raising->cause && !raising->exc)
                return raiseValueError("Raise with cause but no exception");
            return optional(raising->exc) && optional(raising->cause);
        }
        case ast::Kind::Try: return tryStatement(node->as<ast::Try>(), "Try");
        case ast::Kind::TryStar: return tryStatement(node->as<ast::TryStar>(), "TryStar");
        case ast::Kind::Assert:
            return expression(node->as<ast::Assert>()->test) && optional(node->as<ast::Assert>()->msg);
        case ast::Kind::Import: return aliases(node->as<ast::Import>()->names, "Import");
        case ast::Kind::ImportFrom:
            if (node->as<ast::ImportFrom>()->level < 0)
                return raiseValueError("Negative ImportFrom level");
            return aliases(node->as<ast::ImportFrom>()->names, "ImportFrom");
        case ast::Kind::Global: return notEmpty(node->as<ast::Global>()->names, "names", "Global");
        case ast::Kind::Nonlocal: return notEmpty(node->as<ast::Nonlocal>()->names, "names", "Nonlocal");
        case ast::Kind::Expr: return expression(node->as<ast::Expr>()->value);
        default: return true;
        }
    }

    const InvalidConstants& invalid;
    frontend::StackGuard guard;
};

} // namespace

bool validateTree(ast::ModNode* tree, const InvalidConstants& invalid) { return Validator(invalid).module(tree); }

} // namespace pyc::runtime
