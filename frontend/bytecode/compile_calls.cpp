// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls: of functions, of methods, of super(), with stars, and of any, all and tuple over a generator expression.
#include "frontend/bytecode/compiler.h"

namespace pyc::frontend {

namespace {

bool hasUnpacking(const Sequence<ast::Keyword*>& keywords) {
    for (ast::Keyword* keyword : keywords)
        if (!keyword->arg)
            return true;
    return false;
}

} // namespace

// ---- warnings ----

void Compiler::checkCaller(ast::ExprNode* node) {
    switch (node->kind) {
    case ast::Kind::Constant:
    case ast::Kind::Tuple:
    case ast::Kind::List:
    case ast::Kind::ListComp:
    case ast::Kind::Dict:
    case ast::Kind::DictComp:
    case ast::Kind::Set:
    case ast::Kind::SetComp:
    case ast::Kind::GeneratorExp:
    case ast::Kind::JoinedStr:
    case ast::Kind::TemplateStr:
    case ast::Kind::FormattedValue:
    case ast::Kind::Interpolation:
        warn(locationOf(node), {"'", literalType(node), "' object is not callable; perhaps you missed a comma?"});
        return;
    default: return;
    }
}

void Compiler::checkSubscripter(ast::ExprNode* node) {
    switch (node->kind) {
    case ast::Kind::Constant:
        switch (node->as<ast::Constant>()->value.kind) {
        case ast::ConstantKind::None:
        case ast::ConstantKind::Ellipsis:
        case ast::ConstantKind::True:
        case ast::ConstantKind::False:
        case ast::ConstantKind::SmallInt:
        case ast::ConstantKind::BigInt:
        case ast::ConstantKind::Float:
        case ast::ConstantKind::Complex:
        case ast::ConstantKind::FrozenSet: break;
        default: return;
        }
        break;
    case ast::Kind::Set:
    case ast::Kind::SetComp:
    case ast::Kind::GeneratorExp:
    case ast::Kind::TemplateStr:
    case ast::Kind::Interpolation:
    case ast::Kind::Lambda: break;
    default: return;
    }
    warn(locationOf(node), {"'", literalType(node), "' object is not subscriptable; perhaps you missed a comma?"});
}

void Compiler::checkIndex(ast::ExprNode* node, ast::ExprNode* index) {
    const char* type = literalType(index);
    if (!type || index->is<ast::Slice>())
        return;
    if (ast::Constant* constant = index->maybe<ast::Constant>()) {
        switch (constant->value.kind) {
        case ast::ConstantKind::True:
        case ast::ConstantKind::False:
        case ast::ConstantKind::SmallInt:
        case ast::ConstantKind::BigInt: return;
        default: break;
        }
    }
    switch (node->kind) {
    case ast::Kind::Constant:
        switch (node->as<ast::Constant>()->value.kind) {
        case ast::ConstantKind::Str:
        case ast::ConstantKind::Bytes:
        case ast::ConstantKind::Tuple: break;
        default: return;
        }
        break;
    case ast::Kind::Tuple:
    case ast::Kind::List:
    case ast::Kind::ListComp:
    case ast::Kind::JoinedStr:
    case ast::Kind::FormattedValue: break;
    default: return;
    }
    warn(locationOf(node),
         {literalType(node), " indices must be integers or slices, not ", type, "; perhaps you missed a comma?"});
}

bool Compiler::checkKeywordsOnce(const Sequence<ast::Keyword*>& keywords) {
    if (keywords.size() < 2)
        return true;
    HashSet<NameRef> seen(arena);
    for (ast::Keyword* keyword : keywords)
        if (keyword->arg && !seen.insert(keyword->arg)) {
            // CPython looks for the repetition of the earliest repeated name.
            for (size_t first = 0; first < keywords.size(); ++first)
                for (size_t other = first + 1; keywords[first]->arg && other < keywords.size(); ++other)
                    if (keywords[other]->arg == keywords[first]->arg)
                        return error(locationOf(keywords[other]),
                                     {"keyword argument repeated: ", keywords[first]->arg->text()});
        }
    return true;
}

// ---- super ----

bool Compiler::isSuperCall(ast::Attribute* node) {
    ast::Call* call = node->value->maybe<ast::Call>();
    if (!call || node->attr == known.dunderClass || !call->keywords.empty())
        return false;
    ast::Name* function = call->func->maybe<ast::Name>();
    if (!function || function->id != known.super)
        return false;
    // Only the builtin, as far as can be seen from here.
    if (unit->scope->scopeOf(known.super) != NameScope::GlobalImplicit ||
        symbols.top->scopeOf(known.super) != NameScope::Unknown)
        return false;
    if (call->args.size() == 2)
        return !hasStarred(call->args);
    if (!call->args.empty() || unit->argumentCount + unit->positionalOnlyCount == 0)
        return false;
    return unit->scope->scopeOf(known.dunderClass) == NameScope::Free;
}

void Compiler::loadSuperArguments(ast::Call* node, Register registers[3]) {
    Location location = locationOf(node);
    registers[0] = loadName(locationOf(node->func), known.super);
    if (node->args.size() == 2) {
        registers[1] = operand(node->args[0], node->args[1]);
        registers[2] = value(node->args[1]);
        return;
    }
    registers[1] = loadName(location, known.dunderClass);
    registers[2] = loadName(location, unit->scope->parameters[0]);
}

// ---- arguments ----

uint32_t Compiler::keywordNames(const Sequence<ast::Keyword*>& keywords) {
    Constant* names = result.makeArray<Constant>(keywords.size());
    for (size_t index = 0; index < keywords.size(); ++index)
        names[index] = makeText(ConstantKind::String, result.copy(keywords[index]->arg->text()));
    return code().pool().addLiteral(makeTuple(names, keywords.size()));
}

Register Compiler::subKeywords(const Location& location, const Sequence<ast::Keyword*>& keywords, size_t begin,
                               size_t end) {
    size_t count = end - begin;
    Register made = temporary();
    uint32_t mark = code().temporaryMark();
    bool many = count * 2 > ManyOperands;
    if (many)
        emit(NoLocation, Opcode::BuildDict, {made, made, 0});
    for (size_t index = begin; index < end; ++index) {
        Register name = loadConstant(
            location, makeText(ConstantKind::String, result.copy(keywords[index]->arg->text())), NoRegister);
        Register item = value(keywords[index]->value, temporary());
        if (many) {
            emit(NoLocation, Opcode::DictSet, {made, name, item});
            code().releaseTemporaries(mark);
        }
    }
    if (!many)
        emit(location, Opcode::BuildDict, {made, TemporaryRegisters + mark, uint32_t(count * 2)});
    code().releaseTemporaries(mark);
    return made;
}

Register Compiler::keywordDictionary(const Location& location, Register callable,
                                     const Sequence<ast::Keyword*>& keywords) {
    Register made = temporary();
    uint32_t mark = code().temporaryMark();
    bool haveDictionary = false;
    size_t pending = 0;
    auto merge = [&](size_t end) {
        Register part = subKeywords(location, keywords, end - pending, end);
        if (haveDictionary)
            emit(location, Opcode::DictMerge, {made, part, callable});
        else
            settle(part, made);
        haveDictionary = true;
        pending = 0;
        code().releaseTemporaries(mark);
    };
    for (size_t index = 0; index < keywords.size(); ++index) {
        if (keywords[index]->arg) {
            ++pending;
            continue;
        }
        if (pending)
            merge(index);
        if (!haveDictionary)
            emit(location, Opcode::BuildDict, {made, made, 0});
        haveDictionary = true;
        Register mapping = value(keywords[index]->value);
        emit(location, Opcode::DictMerge, {made, mapping, callable});
        code().releaseTemporaries(mark);
    }
    if (pending)
        merge(keywords.size());
    return made;
}

/// A call of what is in `callable` with `pushed`, which stand in the registers after it, and the written arguments.
Register Compiler::callHelper(const Location& location, Register callable, Sequence<Register> pushed,
                              const Sequence<ast::ExprNode*>& arguments, Register injected, NameRef injectedName,
                              const Sequence<ast::Keyword*>& keywords, Register wanted) {
    checkKeywordsOnce(keywords);
    Register into = wanted == NoRegister ? callable : wanted;
    uint32_t mark = code().temporaryMark();
    bool simple =
        arguments.size() + keywords.size() * 2 <= ManyOperands && !hasStarred(arguments) && !hasUnpacking(keywords);
    if (simple) {
        for (ast::ExprNode* argument : arguments)
            value(argument, temporary());
        if (injectedName)
            loadName(location, injectedName, temporary());
        uint32_t count = uint32_t(1 + pushed.size() + arguments.size() + (injectedName ? 1 : 0) + keywords.size());
        if (!keywords.empty()) {
            for (ast::Keyword* keyword : keywords)
                value(keyword->value, temporary());
            uint32_t names = keywordNames(keywords);
            code().mark(location);
            emit(location, Opcode::CallKeywords, {into, callable, count, names});
        } else {
            emit(location, Opcode::Call, {into, callable, count});
        }
        noteStore(into);
        code().releaseTemporaries(mark);
        return into;
    }
    Register positional;
    if (pushed.empty() && !injectedName && arguments.size() == 1 && arguments[0]->is<ast::Starred>()) {
        positional = value(arguments[0]->as<ast::Starred>()->value, temporary());
    } else {
        if (injectedName)
            injected = loadName(location, injectedName);
        positional = starUnpack(location, arguments, injected, pushed, Opcode::BuildList, true, NoRegister);
    }
    Register named = keywords.empty() ? NoRegister : keywordDictionary(location, callable, keywords);
    emit(location, Opcode::CallUnpacked, {into, callable, positional, named});
    noteStore(into);
    code().releaseTemporaries(mark);
    return into;
}

// ---- the forms of a call ----

bool Compiler::methodCall(ast::Call* node, Register wanted, Register& called) {
    ast::Attribute* method = node->func->maybe<ast::Attribute>();
    if (!method || method->ctx != ast::ExprContext::Load)
        return false;
    // A module's function is no method.
    if (ast::Name* object = method->value->maybe<ast::Name>())
        if (symbols.top->symbol(object->id) & SymbolImport)
            return false;
    size_t arguments = node->args.size(), keywords = node->keywords.size();
    if (arguments + keywords + (keywords != 0) >= ManyOperands || hasStarred(node->args) ||
        hasUnpacking(node->keywords))
        return false;

    Location location = locationOf(method);
    uint32_t outer = code().temporaryMark();
    Register into = wanted;
    Register base = code().makeTemporaries(2);
    if (into == NoRegister)
        into = base;
    uint32_t mark = code().temporaryMark();
    if (isSuperCall(method)) {
        ast::Call* superCall = method->value->as<ast::Call>();
        Register parts[3];
        loadSuperArguments(superCall, parts);
        emit(
            location, Opcode::LoadSuperMethod,
            {base, 2, parts[0], parts[1], parts[2], mangledNameIndex(method->attr), superCall->args.empty() ? 0u : 1u});
        location = attributeLocation(location, method);
        code().markLine(location);
    } else {
        Register object = value(method->value, method->value->is<ast::Name>() ? NoRegister : base);
        location = attributeLocation(location, method);
        emit(location, Opcode::LoadMethod, {base, 2, object, mangledNameIndex(method->attr)});
    }
    code().releaseTemporaries(mark);
    for (ast::ExprNode* argument : node->args)
        value(argument, temporary());
    if (keywords) {
        for (ast::Keyword* keyword : node->keywords)
            value(keyword->value, temporary());
        uint32_t names = keywordNames(node->keywords);
        code().mark(location);
        emit(attributeLocation(locationOf(node), method), Opcode::CallMethodKeywords,
             {into, base, uint32_t(2 + arguments + keywords), names});
    } else {
        emit(attributeLocation(locationOf(node), method), Opcode::CallMethod, {into, base, uint32_t(2 + arguments)});
    }
    noteStore(into);
    code().releaseTemporaries(wanted == NoRegister ? base - TemporaryRegisters + 1 : outer);
    called = into;
    return true;
}

/// `any`, `all` and `tuple` over a generator expression run its loop here, if the name still means the builtin.
bool Compiler::builtinCall(ast::Call* node, Register callable, Label end, Register result) {
    ast::Name* function = node->func->maybe<ast::Name>();
    if (!function || node->args.size() != 1 || !node->keywords.empty() || !node->args[0]->is<ast::GeneratorExp>() ||
        symbols.find(node->args[0])->coroutine)
        return false;
    CommonConstant expected;
    if (function->id == known.all)
        expected = CommonConstant::All;
    else if (function->id == known.any)
        expected = CommonConstant::Any;
    else if (function->id == known.tuple)
        expected = CommonConstant::Tuple;
    else
        return false;
    Location location = locationOf(function);
    uint32_t mark = code().temporaryMark();
    Register builtin = temporary();
    Label skip = code().makeLabel(), loop = code().makeLabel(), cleanup = code().makeLabel();
    emit(location, Opcode::LoadCommonConstant, {builtin, uint32_t(expected)});
    emit(location, Opcode::Is, {builtin, callable, builtin});
    emit(location, Opcode::JumpIfFalse, {builtin, skip});
    code().releaseTemporaries(mark);

    bool isTuple = expected == CommonConstant::Tuple;
    Register collection = temporary();
    if (isTuple)
        emit(location, Opcode::BuildList, {collection, collection, 0});
    Register iterator = value(node->args[0], temporary());
    Register item = temporary();
    code().place(loop);
    emit(location, Opcode::ForIter, {item, iterator, cleanup});
    if (isTuple) {
        emit(location, Opcode::ListAppend, {collection, item});
        emit(location, Opcode::LoopBack, {loop});
        code().place(cleanup);
        emit(location, Opcode::ListToTuple, {result, collection});
    } else {
        bool initial = expected == CommonConstant::All;
        Label decided = code().makeLabel();
        emit(location, initial ? Opcode::JumpIfFalse : Opcode::JumpIfTrue, {item, decided});
        emit(location, Opcode::LoopBack, {loop});
        code().place(decided);
        loadConstant(location, makeBool(!initial), result);
        emit(location, Opcode::Jump, {end});
        code().place(cleanup);
        loadConstant(location, makeBool(initial), result);
    }
    emit(location, Opcode::Jump, {end});
    code().place(skip);
    code().releaseTemporaries(mark);
    return true;
}

Register Compiler::call(ast::Call* node, Register wanted) {
    checkKeywordsOnce(node->keywords);
    Register called;
    if (methodCall(node, wanted, called))
        return called;
    checkCaller(node->func);
    uint32_t outer = code().temporaryMark();
    Register callable = temporary();
    value(node->func, callable);
    code().mark(locationOf(node->func));
    Label end = code().makeLabel();
    Register into = wanted == NoRegister ? callable : wanted;
    bool inlined = builtinCall(node, callable, end, into);
    if (inlined)
        code().mark(locationOf(node->func));
    callHelper(locationOf(node), callable, {}, node->args, NoRegister, nullptr, node->keywords, into);
    if (inlined) {
        code().place(end);
        noteStore(into);
    }
    code().releaseTemporaries(wanted == NoRegister ? callable - TemporaryRegisters + 1 : outer);
    return into;
}

} // namespace pyc::frontend
