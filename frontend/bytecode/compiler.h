// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The compiler of one module: a unit per code object, walked statement by statement. Its methods are spread over the
// compile_*.cpp files by what they compile.
#pragma once

#include "frontend/bytecode/code_builder.h"
#include "frontend/bytecode/compile.h"
#include "frontend/support/stack_guard.h"
#include "frontend/symbols/analysis.h"

namespace pyc::frontend {

enum class UnitKind : uint8_t { Module, Class, Function, AsyncFunction, Lambda, Comprehension, Annotations };

/// A statement around the one being compiled that jumps out of it must leave in order.
struct Block {
    enum class Kind : uint8_t {
        While,
        For,
        TryExcept,
        FinallyTry,
        FinallyEnd,
        With,
        AsyncWith,
        HandlerCleanup,
        ExceptionHandler,
        ExceptionGroupHandler,
        Comprehension,
        StopIteration,
    };
    Kind kind;
    Location location = NoLocation;
    Label continueTarget = NoLabel;
    Label breakTarget = NoLabel;
    CodeBuilder::Handler outerHandler = CodeBuilder::NoHandler; ///< in force around the block
    Register state = NoRegister; ///< With: the first of its five registers; For: the iterator, if it is closed;
                                 ///< handlers: what was handled before
    NameRef name = nullptr;      ///< HandlerCleanup: the exception's name
    const Sequence<ast::StmtNode*>* finalBody = nullptr;
};

struct DeferredAnnotation {
    ast::AnnAssign* statement;
    int32_t index; ///< in __conditional_annotations__, or -1
};

/// The memory of a unit, which the next unit takes over.
struct UnitMemory {
    explicit UnitMemory(const PageAllocator& pages) : arena(pages), instructions(pages) {}
    Arena arena;
    Arena instructions;
    UnitMemory* next = nullptr;
};

/// How a name is reached.
enum class Access : uint8_t { Fast, Cell, Global, Name };
struct Resolution {
    Access access;
    NameScope scope;
    NameRef name; ///< mangled
    Register reg; ///< Fast, Cell
    uint32_t index;
};

/// One code object being made.
struct Unit {
    Unit(Arena& arena, Arena& instructions)
        : code(arena, instructions), names(arena), nameOrder(arena), localRegisters(arena), variables(arena),
          cells(arena), freeVariables(arena), resolutions(arena), blocks(arena), hiddenLocals(arena),
          deferredAnnotations(arena) {}

    Unit* outer = nullptr;
    UnitMemory* memory = nullptr;
    Scope* scope = nullptr;
    UnitKind kind = UnitKind::Module;
    NameRef name = nullptr;
    NameRef privateName = nullptr;
    std::string_view qualifiedName;
    uint32_t argumentCount = 0, positionalOnlyCount = 0, keywordOnlyCount = 0;
    uint32_t firstLine = 1;

    CodeBuilder code;
    HashMap<NameRef, uint32_t> names;
    ArenaVector<NameRef> nameOrder;
    HashMap<NameRef, uint32_t> localRegisters; ///< virtual registers; `variables` has their final numbers
    HashMap<NameRef, uint32_t> variables;
    HashMap<NameRef, uint32_t> cells;
    HashMap<NameRef, uint32_t> freeVariables; ///< numbered after the cells
    HashMap<NameRef, Resolution> resolutions; ///< of names met so far, for as long as the scope stays as it is
    ArenaVector<Block> blocks;
    HashMap<NameRef, bool> hiddenLocals; ///< of inlined comprehensions in a module or class
    ArenaVector<DeferredAnnotation> deferredAnnotations;
    NameSet* staticAttributes = nullptr;
    uint32_t inlinedComprehensions = 0;
    uint32_t conditionalDepth = 0;
    int32_t nextConditionalAnnotation = 0;
    size_t annotationPlace = 0;
    bool endsWithHandler = false; ///< a generator's, which turns StopIteration to RuntimeError
};

class Compiler {
public:
    Compiler(const CompileOptions& options, std::string_view fileName, AstContext& context, Arena& result,
             const KnownNames& known, SymbolTable& symbols, const DiagnosticSink& sink);
    Compiler(const Compiler&) = delete;
    Compiler& operator=(const Compiler&) = delete;
    ~Compiler();

    const CodeData* compileModule(ast::ModNode* module);

private:
    // ---- compile.cpp: units, names, diagnostics ----
    bool error(const Location& location, std::initializer_list<std::string_view> pieces);
    void warn(const Location& location, std::initializer_list<std::string_view> pieces);
    bool enterUnit(NameRef name, UnitKind kind, ScopeKey key, uint32_t firstLine, NameRef privateName);
    void leaveUnit();
    void setQualifiedName();
    const CodeData* finishUnit(bool addNone);
    uint32_t codeFlags() const;
    Register variable(NameRef name);
    Register localRegister(NameRef name);
    uint32_t nameIndex(NameRef name);
    uint32_t mangledNameIndex(NameRef name) { return nameIndex(mangledHere(name)); }
    NameRef mangledHere(NameRef name) {
        return mangleInScope(unit->privateName, *unit->scope, name, arena, identifiers);
    }
    Register cellRegister(NameRef name) const;
    Register closureRegister(NameRef name) const;
    bool isInteractiveTopLevel() const { return interactive && !unit->outer; }

    Resolution resolve(NameRef name);
    Resolution resolveNew(NameRef name);
    Register loadName(const Location& location, NameRef name, Register wanted = NoRegister);
    void storeName(const Location& location, NameRef name, Register value);
    void deleteName(const Location& location, NameRef name);
    /// The register a name is computed into directly, or NoRegister when it is no local variable.
    Register directTarget(NameRef name);
    void noteStore(Register target) {
        if (isLocal(target))
            code().noteBound(target);
    }

    CodeBuilder& code() { return unit->code; }
    void emit(const Location& location, Opcode opcode, std::initializer_list<uint32_t> operands = {}) {
        unit->code.emit(location, opcode, operands);
    }
    Register temporary() { return unit->code.makeTemporary(); }
    Register orTemporary(Register wanted) { return wanted == NoRegister ? temporary() : wanted; }
    /// Where a result of several writes is put together: `wanted` unless it is a variable others may look at meanwhile.
    Register scratch(Register wanted) { return wanted != NoRegister && isTemporary(wanted) ? wanted : temporary(); }
    Register settle(Register value, Register wanted);
    Register loadConstant(const Location& location, const Constant& constant, Register wanted, bool folded = false);
    void noteLiteral(const Constant& constant) { code().pool().addLiteral(constant); }

    // ---- compile_expressions.cpp: the walk, operators, attributes, items ----
    Register value(ast::ExprNode* node, Register wanted = NoRegister);
    /// As value, but never a variable's own register when a later operand may rebind it.
    Register operand(ast::ExprNode* node, ast::ExprNode* later1, ast::ExprNode* later2 = nullptr);
    bool mayRebind(ast::ExprNode* node);
    void effect(ast::ExprNode* node);
    Register values(const Sequence<ast::ExprNode*>& nodes);

    Register binary(ast::BinOp* node, Register wanted);
    Register unary(ast::UnaryOp* node, Register wanted);
    Register attribute(ast::Attribute* node, Register wanted);
    Register subscript(ast::Subscript* node, Register wanted);
    Register slice(ast::Slice* node, Register wanted, const Location* shownAt = nullptr);
    Register subscriptIndex(ast::ExprNode* node, const Location& location);
    Location attributeLocation(Location location, const ast::Attribute* node) const;

    // ---- compile_constants.cpp ----
    struct FoldStep {
        Constant constant;
        bool literal;
    };
    using FoldTrail = ArenaVector<FoldStep>;
    bool fold(ast::ExprNode* node, Constant& constant, FoldTrail& trail);
    bool mayFold(ast::ExprNode* node) const;
    bool tryFold(ast::ExprNode* node, Constant& constant);
    bool foldElements(const Sequence<ast::ExprNode*>& elements, Constant& constant);
    void noteFolding(const FoldTrail& trail);
    static ast::ExprNode* plainText(ast::ExprNode* node);
    static bool isConstantSlice(ast::ExprNode* node);
    static bool isPlainConstant(ast::ExprNode* node);

    // ---- compile_conditions.cpp ----
    Register boolean(ast::BoolOp* node, Register wanted);
    Register choice(ast::IfExp* node, Register wanted);
    Register compare(ast::Compare* node, Register wanted);
    Register compareOne(const Location& location, ast::CompareOperator op, Register left, Register right,
                        Register wanted);
    Register comparator(ast::ExprNode* node, bool membership);
    void checkCompare(ast::Compare* node);
    void jumpIf(const Location& location, ast::ExprNode* node, Label target, bool condition);
    void compareAndJump(const Location& location, ast::CompareOperator op, Register left, ast::ExprNode* right,
                        Label target, bool condition);
    void testAndJump(const Location& location, Register value, Label target, bool condition);
    static const char* literalType(ast::ExprNode* node);

    // ---- compile_displays.cpp ----
    Register sequence(ast::ExprNode* node, const Sequence<ast::ExprNode*>& elements, Opcode build, Register wanted);
    Register starUnpack(const Location& location, const Sequence<ast::ExprNode*>& elements, Register injected,
                        Sequence<Register> pushed, Opcode build, bool tuple, Register wanted);
    Register dictionary(ast::Dict* node, Register wanted);
    Register subDictionary(ast::Dict* node, size_t begin, size_t end);

    // ---- compile_strings.cpp ----
    Register joinedString(ast::JoinedStr* node, Register wanted);
    Register templateString(ast::TemplateStr* node, Register wanted);
    Register interpolation(ast::Interpolation* node, Register wanted);
    Register formatted(ast::FormattedValue* node, Register wanted);

    // ---- compile_suspensions.cpp ----
    Register yield(ast::Yield* node, Register wanted);
    Register yieldFrom(ast::YieldFrom* node, Register wanted);
    Register awaitValue(const Location& location, Register awaitable, uint32_t reason, Register wanted);
    Register delegate(const Location& location, Register receiver, Register wanted);
    Register yieldValue(const Location& location, Register value, Register wanted);

    // ---- compile_calls.cpp ----
    Register call(ast::Call* node, Register wanted);
    bool methodCall(ast::Call* node, Register wanted, Register& result);
    bool builtinCall(ast::Call* node, Register callable, Label end, Register result);
    Register callHelper(const Location& location, Register callable, Sequence<Register> pushed,
                        const Sequence<ast::ExprNode*>& arguments, Register injected, NameRef injectedName,
                        const Sequence<ast::Keyword*>& keywords, Register wanted);
    bool checkKeywordsOnce(const Sequence<ast::Keyword*>& keywords);
    Register keywordDictionary(const Location& location, Register callable, const Sequence<ast::Keyword*>& keywords);
    Register subKeywords(const Location& location, const Sequence<ast::Keyword*>& keywords, size_t begin, size_t end);
    uint32_t keywordNames(const Sequence<ast::Keyword*>& keywords);
    bool isSuperCall(ast::Attribute* node);
    void loadSuperArguments(ast::Call* node, Register registers[3]);
    void checkCaller(ast::ExprNode* node);
    void checkSubscripter(ast::ExprNode* node);
    void checkIndex(ast::ExprNode* node, ast::ExprNode* index);

    // ---- compile_comprehensions.cpp ----
    struct ComprehensionParts {
        ast::ExprNode* node;
        ComprehensionKind kind;
        const Sequence<ast::Comprehension*>* generators;
        ast::ExprNode* element;
        ast::ExprNode* value;
        Register collection;
    };
    Register comprehension(ast::ExprNode* node, Register wanted);
    void comprehensionLoop(const ComprehensionParts& parts, size_t index, Register iterator);
    Location comprehensionElement(const ComprehensionParts& parts);
    Register comprehensionIterator(ast::Comprehension* generator, Register wanted);
    struct InlinedState;
    void enterInlined(const Location& location, Scope* comprehensionScope, InlinedState& state);
    void leaveInlined(const Location& location, InlinedState& state);

    // ---- compile_statements.cpp ----
    void statements(const Sequence<ast::StmtNode*>& body, size_t first = 0);
    void statement(ast::StmtNode* node);
    void body(const Location& location, const Sequence<ast::StmtNode*>& statements, bool interactiveBody);
    void assign(ast::Assign* node);
    bool assignSwap(ast::ExprNode* target, ast::ExprNode* source);
    void store(ast::ExprNode* target, Register value);
    void storeTo(ast::ExprNode* target, ast::ExprNode* source);
    void unpack(const Location& location, const Sequence<ast::ExprNode*>& targets, Register value);
    void remove(ast::ExprNode* target);
    void augmentedAssign(ast::AugAssign* node);
    void annotatedAssign(ast::AnnAssign* node);
    void checkAnnotationSubscript(ast::ExprNode* node);
    void ifStatement(ast::If* node);
    void whileLoop(ast::While* node);
    void forLoop(ast::For* node);
    void asyncForLoop(ast::AsyncFor* node);
    void returnStatement(ast::Return* node);
    void breakStatement(Location location);
    void continueStatement(Location location);
    const Block* leaveToLoop(Location& location, std::string_view withoutLoop);
    void import(ast::Import* node);
    void importFrom(ast::ImportFrom* node);
    void assertStatement(ast::Assert* node);
    void expressionStatement(ast::Expr* node);
    void setBlockHandler(CodeBuilder::Handler handler) { code().setHandler(handler); }
    bool pushBlock(const Block& block);
    void popBlock() { unit->blocks.pop(); }
    /// `keepsValue`: a value that is returned is kept meanwhile.
    void unwindBlock(Location& location, const Block& block, bool keepsValue);
    bool unwindBlocks(Location& location, const Block** loop, bool keepsValue = false);

    // ---- compile_exceptions.cpp ----
    struct Guarded {
        CodeBuilder::Handler outer;
        CodeBuilder::Handler own;
        Label handler;
        Register exception;
    };
    Guarded openGuard(const Location& location);
    template <typename TryNode>
    void tryFinally(TryNode* node);
    void tryExcept(ast::Try* node);
    void tryExceptStar(ast::TryStar* node);
    void clearExceptionName(NameRef name);
    template <typename WithNode>
    void with(WithNode* node, size_t index);
    void reraiseCleanup(const Guarded& guard, Register previous);

    // ---- compile_functions.cpp ----
    template <typename Function>
    void function(Function* node);
    template <typename Function>
    Register functionBody(Function* node, uint32_t firstLine, Register defaults, Register keywordDefaults,
                          Register annotate, Register wanted);
    Register lambda(ast::Lambda* node, Register wanted);
    void classDefinition(ast::ClassDef* node);
    const CodeData* classBody(ast::ClassDef* node, uint32_t firstLine);
    Register makeFunction(const Location& location, const CodeData* made, Register wanted);
    void setFunctionAttribute(const Location& location, Register function, FunctionAttribute attribute, Register value);
    void defaults(const Location& location, ast::Arguments* arguments, Register& positional, Register& keywords);
    Register functionAnnotations(const Location& location, ast::Arguments* arguments, ast::ExprNode* returns);
    Register typeParameters(const Sequence<ast::TypeParamNode*>& parameters);
    Register boundOrDefault(ast::ExprNode* node, NameRef name, ScopeKey key, bool allowStarred);
    void typeAlias(ast::TypeAlias* node);
    Register typeAliasBody(ast::TypeAlias* node, Register nameAndParameters);
    bool enterAnnotationUnit(const Location& location, ScopeKey key, NameRef name);
    const CodeData* leaveAnnotationUnit(const Location& location, Register value);
    void deferredAnnotations(const Location& location);
    Register annotationText(ast::ExprNode* node, Register wanted);
    Constant cleanDocstring(const ast::Constant* docstring);
    void addStaticAttribute(ast::Attribute* node);

    // ---- compile_patterns.cpp ----
    struct Capture {
        NameRef name;
        Register value;
    };
    struct PatternContext {
        PatternContext(Arena& arena) : captures(arena), failures(arena) {}
        /// How much a stack machine would have on top of the subject's place.
        uint32_t below() const { return onTop + uint32_t(captures.size()); }
        ArenaVector<Capture> captures;
        ArenaVector<Label> failures; ///< by how much would have to be popped
        uint32_t onTop = 0;
        bool allowIrrefutable = true;
    };
    Label failure(PatternContext& context);
    void placeFailures(const Location& location, PatternContext& context);
    void match(ast::Match* node);
    void pattern(ast::PatternNode* node, Register subject, PatternContext& context);
    void subpattern(ast::PatternNode* node, Register subject, PatternContext& context);
    void patternSequence(ast::MatchSequence* node, Register subject, PatternContext& context);
    void patternMapping(ast::MatchMapping* node, Register subject, PatternContext& context);
    void patternClass(ast::MatchClass* node, Register subject, PatternContext& context);
    void patternOr(ast::MatchOr* node, Register subject, PatternContext& context);
    void patternAs(ast::MatchAs* node, Register subject, PatternContext& context);
    void markReordering(const Location& location, ArenaVector<Capture>& given, const ArenaVector<Capture>& wanted);
    /// `beside`: how many more stand on top while it is moved down.
    void capture(const Location& location, NameRef name, Register value, PatternContext& context, uint32_t beside = 0);

    bool futureAnnotations() const { return options.futureFeatures & FutureAnnotations; }

    const CompileOptions& options;
    std::string_view fileName;
    AstContext& context;
    Arena& arena;
    ast::IdentifierTable& identifiers;
    Arena& result;
    const KnownNames& known;
    SymbolTable& symbols;
    const DiagnosticSink& sink;
    Unit* unit = nullptr;
    UnitMemory* spareMemory = nullptr;
    StackGuard guard;
    bool interactive = false;
    bool failed = false;
    uint32_t warningsDisabled = 0;
    HashMap<NameRef, Text> copiedNames;          ///< names as the code objects have them
    HashMap<ScopeKey, const CodeData*> compiled; ///< bodies compiled already: a finally is emitted more than once
};

/// Displays, calls and f-strings with more parts than this are built step by step, as in CPython.
constexpr size_t ManyOperands = 30;

inline bool hasStarred(const Sequence<ast::ExprNode*>& elements) {
    for (ast::ExprNode* element : elements)
        if (element->is<ast::Starred>())
            return true;
    return false;
}

inline bool isMembership(ast::CompareOperator op) {
    return op == ast::CompareOperator::In || op == ast::CompareOperator::NotIn;
}

void sortByText(ArenaVector<NameRef>& names);

inline Location locationOf(const ast::Node* node) {
    const ast::Position& position = node->position;
    return {int32_t(position.line), int32_t(position.endLine), int32_t(position.column), int32_t(position.endColumn)};
}

} // namespace pyc::frontend
