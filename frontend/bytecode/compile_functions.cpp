// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions, lambdas and classes, their type parameters and annotations, type aliases.
#include "frontend/ast/unparse.h"
#include "frontend/bytecode/compiler.h"

#include <algorithm>

namespace pyc::frontend {

// ---- function objects ----

void Compiler::setFunctionAttribute(const Location& location, Register function, FunctionAttribute attribute,
                                    Register held) {
    if (held != NoRegister)
        emit(location, Opcode::SetFunctionAttribute, {function, uint32_t(attribute), held});
}

/// The function of a code object, with the cells it closes over.
Register Compiler::makeFunction(const Location& location, const CodeData* made, Register wanted) {
    Register into = orTemporary(wanted);
    if (!made)
        return into;
    uint32_t mark = code().temporaryMark();
    Register closure = NoRegister;
    if (made->freeCount) {
        closure = temporary();
        uint32_t inner = code().temporaryMark();
        Register first = code().makeTemporaries(made->freeCount);
        for (uint32_t index = 0; index < made->freeCount; ++index) {
            NameRef name = identifiers.intern({made->freeNames[index].data, made->freeNames[index].size});
            Register cell = closureRegister(name);
            if (cell == NoRegister) {
                error(location, {"internal error: no cell for '", name->text(), "'"});
                return into;
            }
            emit(location, Opcode::Move, {first + index, cell});
        }
        emit(location, Opcode::BuildTuple, {closure, first, made->freeCount});
        code().releaseTemporaries(inner);
    }
    emit(location, Opcode::MakeFunction, {into, code().pool().addLiteral(makeCode(made))});
    setFunctionAttribute(location, into, FunctionAttribute::Closure, closure);
    code().releaseTemporaries(mark);
    return into;
}

void Compiler::defaults(const Location& location, ast::Arguments* arguments, Register& positional, Register& keywords) {
    positional = keywords = NoRegister;
    if (!arguments->defaults.empty()) {
        positional = temporary();
        uint32_t mark = code().temporaryMark();
        ast::Tuple whole{};
        whole.kind = ast::Kind::Tuple;
        whole.elts = arguments->defaults;
        Constant constant;
        if (arguments->defaults.size() <= 30 && tryFold(&whole, constant)) {
            loadConstant(location, constant, positional, true);
        } else {
            Register first = values(arguments->defaults);
            emit(location, Opcode::BuildTuple, {positional, first, arguments->defaults.size()});
        }
        code().releaseTemporaries(mark);
    }
    uint32_t count = 0;
    for (size_t index = 0; index < arguments->kwonlyargs.size(); ++index)
        count += index < arguments->kw_defaults.size() && arguments->kw_defaults[index];
    if (!count)
        return;
    keywords = temporary();
    uint32_t mark = code().temporaryMark();
    for (size_t index = 0; index < arguments->kwonlyargs.size(); ++index) {
        if (index >= arguments->kw_defaults.size() || !arguments->kw_defaults[index])
            continue;
        NameRef name = mangledHere(arguments->kwonlyargs[index]->arg);
        loadConstant(location, makeText(ConstantKind::String, result.copy(name->text())), temporary());
        value(arguments->kw_defaults[index], temporary());
    }
    emit(location, Opcode::BuildDict, {keywords, TemporaryRegisters + mark, count * 2});
    code().releaseTemporaries(mark);
}

namespace {

/// expandtabs() with tabs of eight columns.
std::string_view expandTabs(Arena& arena, std::string_view text) {
    if (text.find('\t') == std::string_view::npos)
        return text;
    StringBuilder out(arena);
    size_t column = 0;
    for (char byte : text) {
        if (byte == '\t') {
            size_t spaces = 8 - column % 8;
            out.addRepeated(' ', spaces);
            column += spaces;
            continue;
        }
        out.add(byte);
        if (byte == '\n' || byte == '\r')
            column = 0;
        else
            column += (byte & 0xC0) != 0x80;
    }
    return out.finish();
}

} // namespace

/// A docstring without the indentation its lines share, as inspect.cleandoc, but with the lines kept.
Constant Compiler::cleanDocstring(const ast::Constant* docstring) {
    std::string_view text = expandTabs(result, docstring->value.view());
    size_t position = text.find('\n');
    position = position == std::string_view::npos ? text.size() : position + 1;
    size_t margin = SIZE_MAX;
    while (position < text.size()) {
        size_t start = position;
        while (position < text.size() && text[position] == ' ')
            ++position;
        if (position < text.size() && text[position] != '\n')
            margin = std::min(margin, position - start);
        size_t end = text.find('\n', position);
        position = end == std::string_view::npos ? text.size() : end + 1;
    }
    if (margin == SIZE_MAX)
        margin = 0;
    size_t lead = 0;
    while (lead < text.size() && text[lead] == ' ')
        ++lead;
    if (lead == 0 && margin == 0)
        return makeText(ConstantKind::String, result.copy(text));
    StringBuilder out(result);
    position = lead;
    auto copyLine = [&] {
        size_t end = text.find('\n', position);
        end = end == std::string_view::npos ? text.size() : end + 1;
        out.add(text.substr(position, end - position));
        position = end;
    };
    copyLine();
    while (position < text.size()) {
        for (size_t count = 0; count < margin && position < text.size() && text[position] == ' '; ++count)
            ++position;
        copyLine();
    }
    return makeText(ConstantKind::String, out.finish());
}

template <typename Function>
Register Compiler::functionBody(Function* node, uint32_t firstLine, Register positional, Register keywords,
                                Register annotate, Register wanted) {
    Location location = locationOf(node);
    const CodeData** cached = compiled.find(node);
    const CodeData* made = cached ? *cached : nullptr;
    if (!made) {
        constexpr bool Asynchronous = std::is_same_v<Function, ast::AsyncFunctionDef>;
        enterUnit(node->name, Asynchronous ? UnitKind::AsyncFunction : UnitKind::Function, node, firstLine, nullptr);
        unit->argumentCount = node->args->args.size();
        unit->positionalOnlyCount = node->args->posonlyargs.size();
        unit->keywordOnlyCount = node->args->kwonlyargs.size();
        size_t first = 0;
        if (unit->scope->hasDocstring) {
            if (const ast::Constant* docstring = docstringOf(node->body)) {
                first = 1;
                code().pool().use(code().pool().addLiteral(cleanDocstring(docstring)));
            }
        }
        if (unit->scope->coroutine || unit->scope->generator)
            unit->endsWithHandler = pushBlock({Block::Kind::StopIteration});
        statements(node->body, first);
        if (unit->scope->coroutine || unit->scope->generator)
            popBlock();
        made = finishUnit(true);
        leaveUnit();
        if (failed)
            return orTemporary(wanted);
        compiled.set(node, made);
    }
    Register into = makeFunction(location, made, wanted);
    setFunctionAttribute(location, into, FunctionAttribute::Annotate, annotate);
    setFunctionAttribute(location, into, FunctionAttribute::KeywordDefaults, keywords);
    setFunctionAttribute(location, into, FunctionAttribute::Defaults, positional);
    return into;
}

template <typename Function>
void Compiler::function(Function* node) {
    Location location = locationOf(node);
    uint32_t mark = code().temporaryMark();
    // Decorators are evaluated first and called last; each waits with room for its argument.
    ArenaVector<Register> decorators(arena);
    for (ast::ExprNode* decorator : node->decorator_list) {
        Register callable = code().makeTemporaries(2);
        value(decorator, callable);
        decorators.push(callable);
    }
    uint32_t firstLine = node->decorator_list.empty() ? node->position.line : node->decorator_list[0]->position.line;
    Register made = decorators.empty() ? temporary() : decorators.back() + 1;
    Register positional, keywords;
    defaults(location, node->args, positional, keywords);

    if (node->type_params.empty()) {
        Register annotate = functionAnnotations(location, node->args, node->returns);
        functionBody(node, firstLine, positional, keywords, annotate, made);
    } else {
        uint32_t arguments = uint32_t(positional != NoRegister) + uint32_t(keywords != NoRegister);
        NameRef scopeName =
            identifiers.intern(concatenate(arena, {"<generic parameters of ", node->name->text(), ">"}));
        const CodeData** cached = compiled.find(node->type_params.items);
        const CodeData* generic = cached ? *cached : nullptr;
        if (!generic) {
            enterUnit(scopeName, UnitKind::Annotations, node->type_params.items, firstLine, nullptr);
            unit->argumentCount = arguments;
            Register parameters = typeParameters(node->type_params);
            Register innerPositional = NoRegister, innerKeywords = NoRegister;
            uint32_t parameter = 0;
            if (positional != NoRegister)
                innerPositional = parameter++;
            if (keywords != NoRegister)
                innerKeywords = parameter++;
            for (uint32_t index = 0; index < parameter; ++index)
                code().markLoad(location, index);
            Register annotate = functionAnnotations(location, node->args, node->returns);
            Register inner = functionBody(node, firstLine, innerPositional, innerKeywords, annotate, NoRegister);
            emit(location, Opcode::Intrinsic2, {inner, uint32_t(Intrinsic::SetFunctionTypeParams), inner, parameters});
            emit(NoLocation, Opcode::Return, {inner});
            generic = finishUnit(false);
            leaveUnit();
            if (failed)
                return;
            compiled.set(node->type_params.items, generic);
        }
        Register callable = temporary();
        makeFunction(location, generic, callable);
        if (positional != NoRegister)
            settle(positional, temporary());
        if (keywords != NoRegister)
            settle(keywords, temporary());
        emit(location, Opcode::Call, {made, callable, 1 + arguments});
    }
    for (size_t index = decorators.size(); index-- > 0;) {
        Register called = index ? decorators[index - 1] + 1 : decorators[index];
        emit(locationOf(node->decorator_list[index]), Opcode::Call, {called, decorators[index], 2});
        made = called;
    }
    storeName(location, node->name, made);
    code().releaseTemporaries(mark);
}
template void Compiler::function(ast::FunctionDef*);
template void Compiler::function(ast::AsyncFunctionDef*);

Register Compiler::lambda(ast::Lambda* node, Register wanted) {
    Location location = locationOf(node);
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    Register positional, keywords;
    defaults(location, node->args, positional, keywords);
    const CodeData** cached = compiled.find(node);
    const CodeData* made = cached ? *cached : nullptr;
    if (!made) {
        enterUnit(known.anonymousLambda, UnitKind::Lambda, node, node->position.line, nullptr);
        unit->argumentCount = node->args->args.size();
        unit->positionalOnlyCount = node->args->posonlyargs.size();
        unit->keywordOnlyCount = node->args->kwonlyargs.size();
        Register returned = value(node->body);
        bool generator = unit->scope->generator;
        emit(generator ? NoLocation : locationOf(node->body), Opcode::Return, {returned});
        made = finishUnit(!generator);
        leaveUnit();
        if (failed)
            return into;
        compiled.set(node, made);
    }
    // A variable receives the function only when it is complete.
    Register function = scratch(into);
    makeFunction(location, made, function);
    setFunctionAttribute(location, function, FunctionAttribute::KeywordDefaults, keywords);
    setFunctionAttribute(location, function, FunctionAttribute::Defaults, positional);
    settle(function, into);
    code().releaseTemporaries(mark);
    return into;
}

// ---- classes ----

void Compiler::addStaticAttribute(ast::Attribute* node) {
    ast::Name* object = node->value->maybe<ast::Name>();
    if (!object || object->id->text() != "self")
        return;
    // The nearest class around the function.
    for (Unit* around = unit->outer; around; around = around->outer) {
        if (around->kind == UnitKind::Class) {
            around->staticAttributes->add(node->attr);
            return;
        }
    }
}

const CodeData* Compiler::classBody(ast::ClassDef* node, uint32_t firstLine) {
    if (const CodeData** cached = compiled.find(node))
        return *cached;
    enterUnit(node->name, UnitKind::Class, node, firstLine, node->name);
    Location location = {int32_t(firstLine), int32_t(firstLine), 0, 0};
    uint32_t mark = code().temporaryMark();
    storeName(location, known.moduleAttribute, loadName(location, known.nameAttribute));
    storeName(location, known.qualifiedName,
              loadConstant(location, makeText(ConstantKind::String, result.copy(unit->qualifiedName)), NoRegister));
    storeName(location, known.firstLine, loadConstant(location, makeInt(firstLine), NoRegister));
    code().releaseTemporaries(mark);
    if (!node->type_params.empty())
        storeName(location, known.typeParameters, loadName(location, known.dotTypeParameters));
    if (unit->scope->needsClassDictionary) {
        Register mapping = temporary();
        emit(location, Opcode::LoadLocals, {mapping});
        emit(location, Opcode::StoreCell, {cellRegister(known.classDictionary), mapping});
    }
    if (unit->scope->hasConditionalAnnotations) {
        Register set = temporary();
        emit(location, Opcode::BuildSet, {set, set, 0});
        emit(location, Opcode::StoreCell, {cellRegister(known.conditionalAnnotations), set});
    }
    code().releaseTemporaries(mark);
    body(location, node->body, false);

    ArenaVector<NameRef> attributes(arena);
    unit->staticAttributes->forEach([&](NameRef name) { attributes.push(name); });
    sortByText(attributes);
    Constant* items = result.makeArray<Constant>(attributes.size());
    for (size_t index = 0; index < attributes.size(); ++index)
        items[index] = makeText(ConstantKind::String, result.copy(attributes[index]->text()));
    storeName(NoLocation, known.staticAttributes,
              loadConstant(NoLocation, makeTuple(items, uint32_t(attributes.size())), NoRegister));
    if (unit->scope->needsClassDictionary) {
        Register cell = temporary();
        emit(NoLocation, Opcode::Move, {cell, cellRegister(known.classDictionary)});
        storeName(NoLocation, known.classDictionaryCell, cell);
    }
    Register returned;
    if (unit->scope->needsClassCell) {
        returned = temporary();
        emit(NoLocation, Opcode::Move, {returned, cellRegister(known.dunderClass)});
        storeName(NoLocation, known.classCell, returned);
    } else {
        returned = loadConstant(NoLocation, makeNone(), NoRegister);
    }
    emit(NoLocation, Opcode::Return, {returned});
    const CodeData* made = finishUnit(true);
    leaveUnit();
    if (!failed)
        compiled.set(node, made);
    return made;
}

void Compiler::classDefinition(ast::ClassDef* node) {
    Location location = locationOf(node);
    uint32_t mark = code().temporaryMark();
    ArenaVector<Register> decorators(arena);
    for (ast::ExprNode* decorator : node->decorator_list) {
        Register callable = code().makeTemporaries(2);
        value(decorator, callable);
        decorators.push(callable);
    }
    uint32_t firstLine = node->decorator_list.empty() ? node->position.line : node->decorator_list[0]->position.line;
    Register made = decorators.empty() ? temporary() : decorators.back() + 1;

    // __build_class__(function, name, *bases, **keywords)
    auto build = [&](Register destination, NameRef genericBase) {
        const CodeData* bodyCode = classBody(node, firstLine);
        if (failed)
            return;
        uint32_t inner = code().temporaryMark();
        Register callable = temporary();
        emit(location, Opcode::LoadBuildClass, {callable});
        Register* pushed = arena.makeArray<Register>(2);
        pushed[0] = makeFunction(location, bodyCode, temporary());
        pushed[1] =
            loadConstant(location, makeText(ConstantKind::String, result.copy(node->name->text())), temporary());
        if (genericBase) {
            uint32_t placed = code().temporaryMark();
            Register base = loadName(location, known.dotTypeParameters);
            Register subscripted = temporary();
            emit(location, Opcode::Intrinsic1, {subscripted, uint32_t(Intrinsic::SubscriptGeneric), base});
            storeName(location, known.dotGenericBase, subscripted);
            code().releaseTemporaries(placed);
        }
        callHelper(location, callable, {pushed, 2}, node->bases, NoRegister, genericBase, node->keywords, destination);
        code().releaseTemporaries(inner);
    };

    if (node->type_params.empty()) {
        build(made, nullptr);
    } else {
        NameRef scopeName =
            identifiers.intern(concatenate(arena, {"<generic parameters of ", node->name->text(), ">"}));
        const CodeData** cached = compiled.find(node->type_params.items);
        const CodeData* generic = cached ? *cached : nullptr;
        if (!generic) {
            enterUnit(scopeName, UnitKind::Annotations, node->type_params.items, firstLine, node->name);
            uint32_t inner = code().temporaryMark();
            Register parameters = typeParameters(node->type_params);
            storeName(location, known.dotTypeParameters, parameters);
            code().releaseTemporaries(inner);
            Register built = temporary();
            build(built, known.dotGenericBase);
            emit(NoLocation, Opcode::Return, {built});
            generic = finishUnit(false);
            leaveUnit();
            if (failed)
                return;
            compiled.set(node->type_params.items, generic);
        }
        Register callable = temporary();
        makeFunction(location, generic, callable);
        emit(location, Opcode::Call, {made, callable, 1});
    }
    for (size_t index = decorators.size(); index-- > 0;) {
        Register called = index ? decorators[index - 1] + 1 : decorators[index];
        emit(locationOf(node->decorator_list[index]), Opcode::Call, {called, decorators[index], 2});
        made = called;
    }
    storeName(location, node->name, made);
    code().releaseTemporaries(mark);
}

// ---- annotations ----

bool Compiler::enterAnnotationUnit(const Location& location, ScopeKey key, NameRef name) {
    enterUnit(name, UnitKind::Annotations, key, uint32_t(location.line), nullptr);
    unit->positionalOnlyCount = 1;
    // Only values, with real or fake globals, can be made here.
    uint32_t mark = code().temporaryMark();
    Label fine = code().makeLabel();
    Register limit = loadConstant(location, makeInt(2), NoRegister);
    code().mark(location);
    emit(location, Opcode::Greater, {limit, 0, limit});
    emit(location, Opcode::JumpIfFalse, {limit, fine});
    emit(location, Opcode::LoadCommonConstant, {limit, uint32_t(CommonConstant::NotImplementedError)});
    emit(location, Opcode::Raise, {limit, NoRegister});
    code().place(fine);
    code().releaseTemporaries(mark);
    return true;
}

const CodeData* Compiler::leaveAnnotationUnit(const Location& location, Register returned) {
    emit(location, Opcode::Return, {returned});
    const CodeData* made = finishUnit(true);
    leaveUnit();
    return made;
}

Register Compiler::annotationText(ast::ExprNode* node, Register wanted) {
    return loadConstant(locationOf(node), makeText(ConstantKind::String, ast::unparse(node, result)), wanted);
}

/// The function that makes a function's annotations, or NoRegister when there are none.
Register Compiler::functionAnnotations(const Location& location, ast::Arguments* arguments, ast::ExprNode* returns) {
    Scope* scope = symbols.find(arguments);
    if (!scope || !scope->annotationsUsed || failed)
        return NoRegister;
    const CodeData** cached = compiled.find(arguments);
    const CodeData* made = cached ? *cached : nullptr;
    if (!made) {
        enterAnnotationUnit(location, arguments, scope->name);
        Register dictionary = temporary();
        uint32_t mark = code().temporaryMark();
        uint32_t count = 0;
        auto annotate = [&](NameRef name, ast::ExprNode* annotation) {
            if (!annotation)
                return;
            loadConstant(location, makeText(ConstantKind::String, result.copy(mangledHere(name)->text())), temporary());
            Register into = temporary();
            if (futureAnnotations()) {
                annotationText(annotation, into);
            } else if (ast::Starred* starred = annotation->maybe<ast::Starred>()) {
                // *args: *Ts
                uint32_t inner = code().temporaryMark();
                Register unpacked = value(starred->value);
                emit(location, Opcode::UnpackSequence, {into, 1, unpacked});
                code().releaseTemporaries(inner);
            } else {
                value(annotation, into);
            }
            ++count;
        };
        for (ast::Arg* parameter : arguments->args)
            annotate(parameter->arg, parameter->annotation);
        for (ast::Arg* parameter : arguments->posonlyargs)
            annotate(parameter->arg, parameter->annotation);
        if (arguments->vararg)
            annotate(arguments->vararg->arg, arguments->vararg->annotation);
        for (ast::Arg* parameter : arguments->kwonlyargs)
            annotate(parameter->arg, parameter->annotation);
        if (arguments->kwarg)
            annotate(arguments->kwarg->arg, arguments->kwarg->annotation);
        annotate(known.returnAnnotation, returns);
        emit(location, Opcode::BuildDict, {dictionary, TemporaryRegisters + mark, count * 2});
        made = leaveAnnotationUnit(location, dictionary);
        if (failed)
            return NoRegister;
        compiled.set(arguments, made);
    }
    return makeFunction(location, made, NoRegister);
}

/// A module's or class's annotated variables become a function that is called when somebody asks for them.
void Compiler::deferredAnnotations(const Location& location) {
    if (unit->deferredAnnotations.empty() || failed)
        return;
    Unit* owner = unit;
    bool inClass = owner->kind == UnitKind::Class;
    size_t start = code().position();
    uint32_t outer = code().temporaryMark();
    enterAnnotationUnit(location, secondKey(owner->scope), owner->scope->annotationScope->name);
    // No name of the source: the scopes don't list what the function takes from the class around it.
    if (inClass && owner->scope->hasConditionalAnnotations && !unit->freeVariables.find(known.conditionalAnnotations))
        unit->freeVariables.insert(known.conditionalAnnotations,
                                   uint32_t(unit->cells.size() + unit->freeVariables.size()));
    Register dictionary = temporary();
    emit(location, Opcode::BuildDict, {dictionary, dictionary, 0});
    uint32_t mark = code().temporaryMark();
    for (const DeferredAnnotation& deferred : owner->deferredAnnotations) {
        ast::AnnAssign* statement = deferred.statement;
        Location here = locationOf(statement);
        Label skip = code().makeLabel();
        if (deferred.index >= 0) {
            Register index = loadConstant(here, makeInt(deferred.index), NoRegister);
            Register set = temporary();
            if (inClass)
                emit(here, Opcode::LoadCell, {set, cellRegister(known.conditionalAnnotations)});
            else
                emit(here, Opcode::LoadGlobal, {set, nameIndex(known.conditionalAnnotations)});
            emit(here, Opcode::Contains, {index, index, set});
            emit(here, Opcode::JumpIfFalse, {index, skip});
            code().releaseTemporaries(mark);
        }
        Register annotation = value(statement->annotation);
        NameRef name = mangle(unit->privateName, statement->target->as<ast::Name>()->id, arena, identifiers);
        Register key = loadConstant(here, makeText(ConstantKind::String, result.copy(name->text())), NoRegister);
        emit(location, Opcode::StoreItem, {dictionary, key, annotation});
        code().place(skip);
        code().releaseTemporaries(mark);
    }
    const CodeData* made = leaveAnnotationUnit(location, dictionary);
    if (failed)
        return;
    Register function = makeFunction(location, made, NoRegister);
    storeName(location, inClass ? known.annotateFunction : known.annotate, function);
    code().releaseTemporaries(outer);
    if (!inClass)
        code().moveToFront(owner->annotationPlace, start);
}

// ---- type parameters ----

Register Compiler::boundOrDefault(ast::ExprNode* node, NameRef name, ScopeKey key, bool allowStarred) {
    Location location = locationOf(node);
    Constant* one = result.makeArray<Constant>(1);
    one[0] = makeInt(1);
    Register defaultFormat = loadConstant(location, makeTuple(one, 1), NoRegister);
    const CodeData** cached = compiled.find(key);
    const CodeData* made = cached ? *cached : nullptr;
    if (!made) {
        enterAnnotationUnit(location, key, name);
        Register made1;
        ast::Starred* starred = allowStarred ? node->maybe<ast::Starred>() : nullptr;
        if (starred) {
            made1 = temporary();
            Register unpacked = value(starred->value);
            emit(location, Opcode::UnpackSequence, {made1, 1, unpacked});
        } else {
            made1 = value(node);
        }
        made = leaveAnnotationUnit(location, made1);
        if (failed)
            return defaultFormat;
        compiled.set(key, made);
    }
    Register function = makeFunction(location, made, NoRegister);
    setFunctionAttribute(location, function, FunctionAttribute::Defaults, defaultFormat);
    return function;
}

/// Binds the type parameters of a scope and gives the tuple of them.
Register Compiler::typeParameters(const Sequence<ast::TypeParamNode*>& parameters) {
    Register tuple = temporary();
    uint32_t outer = code().temporaryMark();
    Register first = code().makeTemporaries(parameters.size());
    bool seenDefault = false;
    for (size_t index = 0; index < parameters.size() && !failed; ++index) {
        ast::TypeParamNode* node = parameters[index];
        Location location = locationOf(node);
        Register into = first + uint32_t(index);
        uint32_t mark = code().temporaryMark();
        NameRef name;
        ast::ExprNode* bound = nullptr;
        ast::ExprNode* defaultValue;
        ScopeKey defaultKey = node;
        Intrinsic make;
        bool variadic = false;
        if (ast::TypeVar* variable = node->maybe<ast::TypeVar>()) {
            name = variable->name;
            bound = variable->bound;
            defaultValue = variable->default_value;
            defaultKey = secondKey(node);
            make = Intrinsic::TypeVar;
        } else if (ast::TypeVarTuple* variable = node->maybe<ast::TypeVarTuple>()) {
            name = variable->name;
            defaultValue = variable->default_value;
            make = Intrinsic::TypeVarTuple;
            variadic = true;
        } else {
            name = node->as<ast::ParamSpec>()->name;
            defaultValue = node->as<ast::ParamSpec>()->default_value;
            make = Intrinsic::ParamSpec;
        }
        Register text = loadConstant(location, makeText(ConstantKind::String, result.copy(name->text())), NoRegister);
        if (bound) {
            Register function = boundOrDefault(bound, name, node, false);
            Intrinsic intrinsic =
                bound->is<ast::Tuple>() ? Intrinsic::TypeVarWithConstraints : Intrinsic::TypeVarWithBound;
            emit(location, Opcode::Intrinsic2, {into, uint32_t(intrinsic), text, function});
        } else {
            emit(location, Opcode::Intrinsic1, {into, uint32_t(make), text});
        }
        if (defaultValue) {
            seenDefault = true;
            Register function = boundOrDefault(defaultValue, name, defaultKey, variadic);
            emit(location, Opcode::Intrinsic2, {into, uint32_t(Intrinsic::SetTypeParamDefault), into, function});
        } else if (seenDefault) {
            error(location, {"non-default type parameter '", name->text(), "' follows default type parameter"});
        }
        storeName(location, name, into);
        code().releaseTemporaries(mark);
    }
    emit(locationOf(parameters[0]), Opcode::BuildTuple, {tuple, first, parameters.size()});
    code().releaseTemporaries(outer);
    return tuple;
}

Register Compiler::typeAliasBody(ast::TypeAlias* node, Register nameAndParameters) {
    Location location = locationOf(node);
    uint32_t mark = code().temporaryMark();
    Constant* one = result.makeArray<Constant>(1);
    one[0] = makeInt(1);
    Register defaultFormat = loadConstant(location, makeTuple(one, 1), NoRegister);
    const CodeData** cached = compiled.find(node);
    const CodeData* made = cached ? *cached : nullptr;
    if (!made) {
        enterAnnotationUnit(location, node, node->name->as<ast::Name>()->id);
        Register aliased = value(node->value);
        emit(location, Opcode::Return, {aliased});
        made = finishUnit(false);
        leaveUnit();
        if (failed)
            return nameAndParameters;
        compiled.set(node, made);
    }
    Register function = makeFunction(location, made, nameAndParameters + 2);
    setFunctionAttribute(location, function, FunctionAttribute::Defaults, defaultFormat);
    emit(location, Opcode::BuildTuple, {nameAndParameters, nameAndParameters, 3});
    emit(location, Opcode::Intrinsic1, {nameAndParameters, uint32_t(Intrinsic::TypeAlias), nameAndParameters});
    code().releaseTemporaries(mark);
    return nameAndParameters;
}

void Compiler::typeAlias(ast::TypeAlias* node) {
    Location location = locationOf(node);
    NameRef name = node->name->as<ast::Name>()->id;
    Constant text = makeText(ConstantKind::String, result.copy(name->text()));
    uint32_t mark = code().temporaryMark();
    if (node->type_params.empty()) {
        Register parts = code().makeTemporaries(3);
        loadConstant(location, text, parts);
        loadConstant(location, makeNone(), parts + 1);
        typeAliasBody(node, parts);
        storeName(location, name, parts);
    } else {
        const CodeData** cached = compiled.find(node->type_params.items);
        const CodeData* generic = cached ? *cached : nullptr;
        if (!generic) {
            NameRef scopeName = identifiers.intern(concatenate(arena, {"<generic parameters of ", name->text(), ">"}));
            enterUnit(scopeName, UnitKind::Annotations, node->type_params.items, uint32_t(location.line), nullptr);
            Register parts = code().makeTemporaries(3);
            loadConstant(location, text, parts);
            settle(typeParameters(node->type_params), parts + 1);
            Register alias = typeAliasBody(node, parts);
            emit(NoLocation, Opcode::Return, {alias});
            generic = finishUnit(false);
            leaveUnit();
            if (failed)
                return;
            compiled.set(node->type_params.items, generic);
        }
        Register callable = temporary();
        makeFunction(location, generic, callable);
        emit(location, Opcode::Call, {callable, callable, 1});
        storeName(location, name, callable);
    }
    code().releaseTemporaries(mark);
}

} // namespace pyc::frontend
