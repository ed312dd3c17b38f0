// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Units and names: entering and finishing a code object, and what a name means in it.
#include "frontend/bytecode/compiler.h"
#include "frontend/bytecode/preprocess.h"

#include <algorithm>

namespace pyc::frontend {

namespace {

Text textOf(std::string_view text) { return {text.data(), uint32_t(text.size())}; }

} // namespace

void sortByText(ArenaVector<NameRef>& names) {
    std::sort(names.begin(), names.end(), [](NameRef left, NameRef right) { return left->text() < right->text(); });
}

Compiler::Compiler(const CompileOptions& options, std::string_view fileName, AstContext& context, Arena& result,
                   const KnownNames& known, SymbolTable& symbols, const DiagnosticSink& sink)
    : options(options), fileName(fileName), context(context), arena(context.arena), identifiers(context.identifiers),
      result(result), known(known), symbols(symbols), sink(sink), guard(options.stackBudget),
      copiedNames(context.arena), compiled(context.arena) {}

Compiler::~Compiler() {
    // After an error, units are still open.
    for (; unit; leaveUnit()) {
    }
    const PageAllocator& pages = arena.pageAllocator();
    while (spareMemory) {
        UnitMemory* memory = spareMemory;
        spareMemory = memory->next;
        memory->~UnitMemory();
        pages.release(pages.state, memory, sizeof(UnitMemory));
    }
}

// ---- diagnostics ----

bool Compiler::error(const Location& location, std::initializer_list<std::string_view> pieces) {
    if (!failed) {
        failed = true;
        reportSyntaxError(sink, arena,
                          {uint32_t(location.line), uint32_t(location.column), uint32_t(location.endLine),
                           uint32_t(location.endColumn)},
                          pieces, true);
    }
    return false;
}

void Compiler::warn(const Location& location, std::initializer_list<std::string_view> pieces) {
    if (failed || warningsDisabled || !options.warnings)
        return;
    Diagnostic diagnostic;
    diagnostic.kind = DiagnosticKind::SyntaxWarning;
    diagnostic.message = concatenate(arena, pieces);
    diagnostic.line = location.line;
    diagnostic.offset = location.column + 1;
    diagnostic.endLine = location.endLine;
    diagnostic.endOffset = location.endColumn + 1;
    if (!sink.report(diagnostic))
        failed = true;
}

// ---- units ----

bool Compiler::enterUnit(NameRef name, UnitKind kind, ScopeKey key, uint32_t firstLine, NameRef privateName) {
    UnitMemory* memory = spareMemory;
    if (memory) {
        spareMemory = memory->next;
    } else {
        const PageAllocator& pages = arena.pageAllocator();
        memory = ::new (pages.allocate(pages.state, sizeof(UnitMemory))) UnitMemory(pages);
    }
    Arena& arena = memory->arena;
    Unit* made = arena.make<Unit>(arena, memory->instructions);
    made->memory = memory;
    made->outer = unit;
    made->scope = symbols.find(key);
    made->kind = kind;
    made->name = name;
    made->firstLine = firstLine;
    made->privateName = privateName || !unit ? privateName : unit->privateName;
    for (NameRef parameter : made->scope->parameters) {
        made->localRegisters.insert(parameter, uint32_t(made->localRegisters.size()));
        made->variables.insert(parameter, uint32_t(made->variables.size()));
    }

    ArenaVector<NameRef> sorted(arena);
    for (auto& entry : made->scope->symbols) {
        NameScope scope = nameScopeOf(entry.value);
        if (scope == NameScope::Cell || scope == NameScope::Free ||
            entry.value & (SymbolComprehensionCell | SymbolFreeClass))
            sorted.push(entry.key);
    }
    sortByText(sorted);
    auto select = [&](HashMap<NameRef, uint32_t>& into, NameScope scope, uint32_t flag, uint32_t offset) {
        for (NameRef candidate : sorted) {
            uint32_t symbol = made->scope->symbol(candidate);
            if (nameScopeOf(symbol) == scope || symbol & flag)
                into.insert(candidate, offset + uint32_t(into.size()));
        }
    };
    select(made->cells, NameScope::Cell, SymbolComprehensionCell, 0);
    if (made->scope->needsClassCell)
        made->cells.insert(known.dunderClass, uint32_t(made->cells.size()));
    if (made->scope->needsClassDictionary)
        made->cells.insert(known.classDictionary, uint32_t(made->cells.size()));
    if (made->scope->hasConditionalAnnotations)
        made->cells.insert(known.conditionalAnnotations, uint32_t(made->cells.size()));
    select(made->freeVariables, NameScope::Free, SymbolFreeClass, uint32_t(made->cells.size()));
    if (kind == UnitKind::Class)
        made->staticAttributes = arena.make<NameSet>(arena);

    unit = made;
    setQualifiedName();
    if (!made->freeVariables.empty())
        code().mark(NoLocation);
    for (size_t index = 0; index < made->cells.size(); ++index)
        emit(NoLocation, Opcode::MakeCell, {CellRegisters + uint32_t(index)});
    if (codeFlags() & (CodeGenerator | CodeCoroutine | CodeAsyncGenerator))
        emit({int32_t(firstLine), int32_t(firstLine), -1, -1}, Opcode::StartGenerator);
    int32_t line = kind == UnitKind::Module ? 0 : int32_t(firstLine);
    code().mark({line, int32_t(firstLine), 0, 0});
    made->annotationPlace = code().position();
    return true;
}

void Compiler::leaveUnit() {
    UnitMemory* memory = unit->memory;
    unit = unit->outer;
    memory->arena.recycle();
    memory->instructions.recycle();
    memory->next = spareMemory;
    spareMemory = memory;
}

void Compiler::setQualifiedName() {
    unit->qualifiedName = unit->name->text();
    Unit* parent = unit->outer;
    if (!parent || !parent->outer)
        return;
    if (parent->kind == UnitKind::Annotations) {
        parent = parent->outer;
        if (!parent->outer)
            return;
    }
    if (unit->kind == UnitKind::Function || unit->kind == UnitKind::AsyncFunction || unit->kind == UnitKind::Class) {
        NameRef mangled = mangle(parent->privateName, unit->name, arena, identifiers);
        if (parent->scope->scopeOf(mangled) == NameScope::GlobalExplicit)
            return;
    }
    bool locals = parent->kind == UnitKind::Function || parent->kind == UnitKind::AsyncFunction ||
                  parent->kind == UnitKind::Lambda;
    unit->qualifiedName = concatenate(arena, {parent->qualifiedName, locals ? ".<locals>." : ".", unit->name->text()});
}

uint32_t Compiler::codeFlags() const {
    const Scope& scope = *unit->scope;
    uint32_t flags = 0;
    if (scope.isFunctionLike()) {
        flags |= CodeNewLocals | CodeOptimized;
        flags |= scope.nested ? CodeNested : 0;
        if (scope.generator)
            flags |= scope.coroutine ? CodeAsyncGenerator : CodeGenerator;
        flags |= scope.hasVarArguments ? CodeVarArgs : 0;
        flags |= scope.hasVarKeywords ? CodeVarKeywords : 0;
        flags |= scope.hasDocstring ? CodeHasDocstring : 0;
        flags |= scope.isMethod ? CodeMethod : 0;
    }
    if (scope.coroutine && !scope.generator)
        flags |= CodeCoroutine;
    return flags | options.futureFeatures;
}

const CodeData* Compiler::finishUnit(bool addNone) {
    if (addNone) {
        Register none = loadConstant(NoLocation, makeNone(), NoRegister);
        emit(NoLocation, Opcode::Return, {none});
    }
    if (failed)
        return nullptr;

    Unit& made = *unit;
    uint32_t variableCount = uint32_t(made.variables.size());
    uint32_t cellCount = uint32_t(made.cells.size());
    uint32_t freeCount = uint32_t(made.freeVariables.size());
    CodeData* data = result.make<CodeData>();
    auto copyText = [&](std::string_view text) { return textOf(result.copy(text)); };

    Arena& arena = made.memory->arena;
    // Equal texts are one: a name is copied once, if it is not there already, and shared by all lists.
    auto copyName = [&](NameRef name) {
        if (&result == &context.arena)
            return textOf(name->text());
        auto insertion = copiedNames.insert(name);
        if (insertion.inserted)
            *insertion.value = copyText(name->text());
        return *insertion.value;
    };

    Text* variableNames = result.makeArray<Text>(variableCount);
    for (auto& entry : made.variables)
        variableNames[entry.value] = copyName(entry.key);
    // The parameter of annotation functions has a name that annotations cannot mention, and is shown under another.
    bool annotationFunction = made.scope->kind == ScopeKind::Annotation;
    if (annotationFunction && variableCount)
        variableNames[0] = copyName(known.format);
    Text* cellNames = result.makeArray<Text>(cellCount);
    Text* freeNames = result.makeArray<Text>(freeCount);
    uint32_t* cellRegister = arena.makeArray<uint32_t>(cellCount + freeCount);
    Text* registerNames = result.makeArray<Text>(variableCount + cellCount + freeCount);
    if (variableCount)
        memcpy(static_cast<void*>(registerNames), variableNames, variableCount * sizeof(Text));
    uint32_t named = variableCount;
    // Cells that are variables as well come first, in the variables' order.
    ArenaVector<NameRef> sharedCells(arena);
    sharedCells.resize(variableCount);
    uint32_t cellsListed = 0;
    for (auto& entry : made.cells) {
        if (const uint32_t* shared = made.variables.find(entry.key)) {
            cellRegister[entry.value] = *shared;
            sharedCells[*shared] = entry.key;
        }
    }
    for (NameRef name : sharedCells)
        if (name)
            cellNames[cellsListed++] = copyName(name);
    for (auto& entry : made.cells) {
        if (made.variables.find(entry.key))
            continue;
        cellNames[cellsListed++] = registerNames[named] = copyName(entry.key);
        cellRegister[entry.value] = named++;
    }
    for (auto& entry : made.freeVariables) {
        freeNames[entry.value - cellCount] = copyName(entry.key);
        registerNames[named] = freeNames[entry.value - cellCount];
        cellRegister[entry.value] = named++;
    }

    uint32_t parameters = uint32_t(made.scope->parameters.size());
    if (made.kind == UnitKind::Comprehension)
        parameters = 1;
    uint32_t* localRegisters = arena.makeArray<uint32_t>(made.localRegisters.size());
    for (auto& entry : made.localRegisters) {
        const uint32_t* number = made.variables.find(entry.key);
        localRegisters[entry.value] = number ? *number : 0;
    }
    CodeBuilder::Names names = {
        uint32_t(made.localRegisters.size()), parameters, localRegisters, cellRegister, named, false};
    names.endsWithHandler = made.endsWithHandler;
    CodeBuilder::Assembled assembled = code().assemble(names, result);
    if (assembled.tooManyRegisters) {
        error({int32_t(made.firstLine), int32_t(made.firstLine), 0, 0},
              {"too many variables or operands in '", made.name->text(), "'"});
        return nullptr;
    }

    data->name = copyName(made.name);
    data->qualifiedName = copyText(made.qualifiedName);
    data->fileName = textOf(fileName);
    data->units = assembled.units.items;
    data->unitCount = assembled.units.count;
    data->flags = codeFlags();
    data->argumentCount = made.argumentCount + made.positionalOnlyCount;
    data->positionalOnlyCount = made.positionalOnlyCount;
    data->keywordOnlyCount = made.keywordOnlyCount;
    data->variableCount = variableCount;
    data->cellCount = cellCount;
    data->freeCount = freeCount;
    data->namedCount = named;
    data->registerCount = assembled.registerCount;
    data->cacheCount = assembled.cacheCount;
    data->firstLine = made.firstLine;
    data->variableNames = variableNames;
    data->cellNames = cellNames;
    data->freeNames = freeNames;
    data->registerNames = registerNames;
    Text* nameTexts = result.makeArray<Text>(made.nameOrder.size());
    for (size_t index = 0; index < made.nameOrder.size(); ++index)
        nameTexts[index] = copyName(made.nameOrder[index]);
    data->names = nameTexts;
    data->nameCount = uint32_t(made.nameOrder.size());
    data->constants = assembled.constants.items;
    data->constantCount = assembled.constants.count;
    data->handlers = assembled.handlers.items;
    data->handlerCount = assembled.handlers.count;
    data->positions = assembled.positions.items;
    data->positionCount = assembled.positions.count;
    return data;
}

// ---- names ----

Register Compiler::localRegister(NameRef name) {
    return *unit->localRegisters.insert(name, uint32_t(unit->localRegisters.size())).value;
}

/// Variables are numbered in the order in which CPython's code first mentions them, which co_varnames shows.
Register Compiler::variable(NameRef name) {
    unit->variables.insert(name, uint32_t(unit->variables.size()));
    return localRegister(name);
}

uint32_t Compiler::nameIndex(NameRef name) {
    auto insertion = unit->names.insert(name, uint32_t(unit->names.size()));
    if (insertion.inserted)
        unit->nameOrder.push(name);
    return *insertion.value;
}

Register Compiler::cellRegister(NameRef name) const {
    if (const uint32_t* index = unit->cells.find(name))
        return CellRegisters + *index;
    if (const uint32_t* index = unit->freeVariables.find(name))
        return CellRegisters + *index;
    return NoRegister;
}

/// The cell to hand to a nested function: in a class, a name may be both its own and free in methods.
Register Compiler::closureRegister(NameRef name) const {
    bool ownCell = unit->scope->scopeOf(name) == NameScope::Cell;
    if (unit->kind == UnitKind::Class &&
        (name == known.dunderClass || name == known.classDictionary || name == known.conditionalAnnotations))
        ownCell = true;
    const uint32_t* index = (ownCell ? unit->cells : unit->freeVariables).find(name);
    return index ? CellRegisters + *index : cellRegister(name);
}

Resolution Compiler::resolve(NameRef name) {
    auto insertion = unit->resolutions.insert(name);
    if (insertion.inserted)
        *insertion.value = resolveNew(name);
    return *insertion.value;
}

Resolution Compiler::resolveNew(NameRef plainName) {
    NameRef name = mangledHere(plainName);
    NameScope scope = unit->scope->scopeOf(name);
    Resolution resolved = {Access::Name, scope, name, NoRegister, 0};
    switch (scope) {
    case NameScope::Free: {
        const uint32_t* index = unit->freeVariables.find(name);
        resolved.access = Access::Cell;
        resolved.reg = index ? CellRegisters + *index : cellRegister(name);
        return resolved;
    }
    case NameScope::Cell:
        resolved.access = Access::Cell;
        resolved.reg = cellRegister(name);
        return resolved;
    case NameScope::Local: {
        const bool* hidden = unit->hiddenLocals.find(name);
        if (unit->scope->isFunctionLike() || (hidden && *hidden)) {
            resolved.access = Access::Fast;
            resolved.reg = variable(name);
            return resolved;
        }
        break;
    }
    case NameScope::GlobalImplicit:
        if (unit->scope->isFunctionLike())
            resolved.access = Access::Global;
        break;
    case NameScope::GlobalExplicit: resolved.access = Access::Global; break;
    case NameScope::Unknown: break;
    }
    resolved.index = nameIndex(name);
    return resolved;
}

Register Compiler::loadName(const Location& location, NameRef name, Register wanted) {
    Resolution resolved = resolve(name);
    const Scope& scope = *unit->scope;
    auto classDictionary = [&] {
        Register mapping = temporary();
        emit(location, Opcode::LoadCell, {mapping, cellRegister(known.classDictionary)});
        return mapping;
    };
    switch (resolved.access) {
    case Access::Fast:
        code().markLoad(location, resolved.reg);
        code().checkBound(location, resolved.reg);
        if (wanted == NoRegister || wanted == resolved.reg)
            return resolved.reg;
        code().copy(wanted, resolved.reg);
        noteStore(wanted);
        return wanted;
    case Access::Cell: {
        Register into = orTemporary(wanted);
        uint32_t mark = code().temporaryMark();
        if (scope.kind == ScopeKind::Class && !unit->inlinedComprehensions) {
            emit(location, Opcode::LoadClassCell, {into, resolved.reg});
        } else if (scope.canSeeClassScope && resolved.name != known.classDictionary) {
            Register mapping = classDictionary();
            emit(location, Opcode::LoadFromMappingOrCell, {into, mapping, resolved.reg});
        } else {
            emit(location, Opcode::LoadCell, {into, resolved.reg});
        }
        code().releaseTemporaries(mark);
        noteStore(into);
        return into;
    }
    case Access::Global: {
        Register into = orTemporary(wanted);
        uint32_t mark = code().temporaryMark();
        if (scope.canSeeClassScope && resolved.scope == NameScope::GlobalImplicit) {
            Register mapping = classDictionary();
            emit(location, Opcode::LoadFromMappingOrGlobal, {into, mapping, resolved.index});
        } else {
            emit(location, Opcode::LoadGlobal, {into, resolved.index});
        }
        code().releaseTemporaries(mark);
        noteStore(into);
        return into;
    }
    case Access::Name: {
        Register into = orTemporary(wanted);
        bool global = scope.kind == ScopeKind::Class && unit->inlinedComprehensions;
        emit(location, global ? Opcode::LoadGlobal : Opcode::LoadName, {into, resolved.index});
        noteStore(into);
        return into;
    }
    }
    return orTemporary(wanted);
}

void Compiler::storeName(const Location& location, NameRef name, Register value) {
    Resolution resolved = resolve(name);
    switch (resolved.access) {
    case Access::Fast:
        if (value != resolved.reg)
            code().moveToLocal(location, resolved.reg, value);
        else
            code().markStore(location, resolved.reg);
        code().noteBound(resolved.reg);
        return;
    case Access::Cell: emit(location, Opcode::StoreCell, {resolved.reg, value}); return;
    case Access::Global: emit(location, Opcode::StoreGlobal, {resolved.index, value}); return;
    case Access::Name: emit(location, Opcode::StoreName, {resolved.index, value}); return;
    }
}

void Compiler::deleteName(const Location& location, NameRef name) {
    Resolution resolved = resolve(name);
    switch (resolved.access) {
    case Access::Fast:
        code().checkBound(location, resolved.reg);
        emit(location, Opcode::Clear, {resolved.reg});
        code().noteUnbound(resolved.reg);
        return;
    case Access::Cell: emit(location, Opcode::DeleteCell, {resolved.reg}); return;
    case Access::Global: emit(location, Opcode::DeleteGlobal, {resolved.index}); return;
    case Access::Name: emit(location, Opcode::DeleteName, {resolved.index}); return;
    }
}

Register Compiler::directTarget(NameRef name) {
    NameRef mangled = mangledHere(name);
    if (unit->scope->scopeOf(mangled) != NameScope::Local)
        return NoRegister;
    const bool* hidden = unit->hiddenLocals.find(mangled);
    if (!unit->scope->isFunctionLike() && !(hidden && *hidden))
        return NoRegister;
    return localRegister(mangled);
}

Register Compiler::settle(Register value, Register wanted) {
    if (wanted == NoRegister || wanted == value)
        return value;
    code().copy(wanted, value);
    noteStore(wanted);
    return wanted;
}

Register Compiler::loadConstant(const Location& location, const Constant& constant, Register wanted, bool folded) {
    uint32_t id = folded ? code().pool().addFolded(constant) : code().pool().addLiteral(constant);
    Register into = orTemporary(wanted);
    if (constant.kind == ConstantKind::Int && constant.integer >= 0 && constant.integer < 256)
        emit(location, Opcode::LoadSmallInt, {into, uint32_t(constant.integer)});
    else
        emit(location, Opcode::LoadConst, {into, id});
    if (folded)
        code().addWeight(constant.kind == ConstantKind::Tuple ? constant.count : 1);
    noteStore(into);
    return into;
}

// ---- modules ----

const CodeData* Compiler::compileModule(ast::ModNode* module) {
    interactive = module->is<ast::Interactive>();
    enterUnit(known.anonymousModule, UnitKind::Module, module, 1, nullptr);
    bool addNone = true;
    if (ast::Expression* expression = module->maybe<ast::Expression>()) {
        Register value = this->value(expression->body);
        emit(NoLocation, Opcode::Return, {value});
        addNone = false;
    } else {
        const Sequence<ast::StmtNode*>& statements =
            interactive ? module->as<ast::Interactive>()->body : module->as<ast::Module>()->body;
        Location location = statements.empty() ? Location{1, 1, 0, 0} : locationOf(statements[0]);
        if (unit->scope->hasConditionalAnnotations) {
            uint32_t mark = code().temporaryMark();
            Register set = temporary();
            emit(location, Opcode::BuildSet, {set, set, 0});
            emit(location, Opcode::StoreName, {nameIndex(known.conditionalAnnotations), set});
            code().releaseTemporaries(mark);
        }
        body(location, statements, interactive);
    }
    const CodeData* data = finishUnit(addNone);
    leaveUnit();
    return data;
}

namespace {

SymbolTable* tableOf(ast::ModNode* module, CompileOptions& options, AstContext& context, const KnownNames& known,
                     const DiagnosticSink& sink) {
    FutureFeatures features;
    if (!readFutureFeatures(module, known, context.arena, sink, features))
        return nullptr;
    options.futureFeatures |= features.flags();
    bool annotations = options.futureFeatures & FutureAnnotations;
    if (!preprocess(module, {options.optimize, annotations, options.warnings, options.stackBudget}, known,
                    context.arena, sink))
        return nullptr;
    SymbolTableOptions tableOptions;
    tableOptions.futureAnnotations = annotations;
    tableOptions.allowTopLevelAwait = options.allowTopLevelAwait;
    tableOptions.futurePosition = features.position;
    tableOptions.stackBudget = options.stackBudget;
    return buildSymbolTable(module, tableOptions, context.arena, context.identifiers, known, sink);
}

} // namespace

SymbolTable* makeSymbolTable(ast::ModNode* module, const CompileOptions& options, AstContext& context,
                             const KnownNames& known, const DiagnosticSink& sink) {
    FutureFeatures features;
    if (!readFutureFeatures(module, known, context.arena, sink, features))
        return nullptr;
    SymbolTableOptions tableOptions;
    tableOptions.futureAnnotations = (options.futureFeatures | features.flags()) & FutureAnnotations;
    tableOptions.allowTopLevelAwait = options.allowTopLevelAwait;
    tableOptions.futurePosition = features.position;
    tableOptions.stackBudget = options.stackBudget;
    return buildSymbolTable(module, tableOptions, context.arena, context.identifiers, known, sink);
}

const CodeData* compile(ast::ModNode* module, std::string_view fileName, const CompileOptions& options,
                        AstContext& context, Arena& result, const DiagnosticSink& sink) {
    KnownNames known(context.identifiers);
    CompileOptions effective = options;
    SymbolTable* table = tableOf(module, effective, context, known, sink);
    if (!table)
        return nullptr;
    return Compiler(effective, fileName, context, result, known, *table, sink).compileModule(module);
}

} // namespace pyc::frontend
