// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions written in Python, methods bound to a receiver, and cells.
#include "runtime/abi/program.h"
#include "runtime/builtins/type.h"
#include "runtime/import/import.h"

namespace pyc::runtime {

// ---- functions ----
// Native code addresses the globals of the module it was compiled in; with others, the interpreter runs its bytecode.
static GenericEntry entryFor(const Code* code, const Dict* globals, const Dict* builtins) {
    bool native = code->entry && (!code->home || (code->home->namespaceDict == globals && !builtins));
    return native ? code->entry : pyc_interpreted_entry;
}

Function* newFunction(Code* code, Dict* globals, Dict* builtins) {
    Function* function = PYC_TRY(newObject<Function>(FunctionShape));
    if (!code->name)
        PYC_TRY(readyCodeSlow(code));
    function->entry = entryFor(code, globals, builtins);
    function->code = code;
    function->globals = globals;
    function->builtins = builtins;
    function->name = code->name;
    function->qualifiedName = code->qualifiedName;
    return function;
}

static Value functionCall(Value callee, const Value* arguments, size_t count, Tuple* keywordNames) {
    return as<Function>(callee)->entry(callee, arguments, count, keywordNames);
}

static Value functionRepr(Value self) {
    return Value(formatText("<function %U at 0x%x>", as<Function>(self)->qualifiedName, uint64_t(self.bits)));
}

static Value functionGet(Value self, Value instance, Type*) { return instance ? newBoundMethod(self, instance) : self; }

static Value functionGetAttribute(Value object, String* name) {
    return genericGetAttributeWithDict(object, name, as<Function>(object)->attributes);
}
static int functionSetAttribute(Value object, String* name, Value value) {
    return genericSetAttributeWithDict(object, name, value, &as<Function>(object)->attributes);
}

static Value orNone(const Object* object) { return object ? Value(object) : noneValue(); }
static Value functionName(Value self) { return Value(as<Function>(self)->name); }
static Value functionQualName(Value self) { return Value(as<Function>(self)->qualifiedName); }
static int setFunctionName(Value self, Value value) {
    if (!value || !isString(value))
        return raiseTypeError("__name__ must be set to a string object");
    as<Function>(self)->name = as<String>(value);
    return 0;
}
static int setFunctionQualName(Value self, Value value) {
    if (!value || !isString(value))
        return raiseTypeError("__qualname__ must be set to a string object");
    as<Function>(self)->qualifiedName = as<String>(value);
    return 0;
}
static Value functionCode(Value self) { return Value(as<Function>(self)->code); }
// Compiled code calls functions it knows directly: wherever one is bound, it is no longer the one meant.
static void breakAssumptionsOf(Type* type, Value function) {
    if (!type->details)
        return;
    Value name, value;
    for (int64_t position = 0; type->flags & TypeHeap && dictNext(type->namespaceDict, &position, &name, &value);)
        if (value == function || typeOf(value) == &StaticMethodType || typeOf(value) == &ClassMethodType)
            breakTypeAssumption(type);
    for (size_t i = 0; i < type->details->subclassCount; ++i)
        breakAssumptionsOf(type->details->subclasses[i], function);
}
static void breakAssumptionsOf(Value function) {
    for (uint32_t i = 0; i < pyc_program.moduleCount; ++i) {
        Module* module = pyc_program.modules[i].storage;
        for (uint32_t slot = 0; module && module->slotUnchanged && slot < module->slotCount; ++slot)
            if (module->slots[slot] == function)
                __atomic_store_n(&module->slotUnchanged[slot], 0, __ATOMIC_RELEASE);
    }
    breakAssumptionsOf(&ObjectType, function);
}

static int setFunctionCode(Value self, Value value) {
    auto* function = as<Function>(self);
    if (!value || !isExactly(value, CodeType))
        return raiseTypeError("__code__ must be set to a code object");
    auto* code = as<Code>(value);
    uint32_t cells = function->closure ? uint32_t(function->closure->length) : 0;
    PYC_TRY(readyCode(code));
    if (code->data->freeCount != cells)
        return raiseValueError("%U() requires a code object with %d free vars, not %d", function->name, cells,
                               code->data->freeCount);
    function->code = code;
    function->entry = entryFor(code, function->globals, function->builtins);
    breakAssumptionsOf(self);
    return 0;
}
static Value functionDefaults(Value self) { return orNone(as<Function>(self)->defaults); }
static int setFunctionDefaults(Value self, Value value) {
    if (value && !isNone(value) && !isTuple(value))
        return raiseTypeError("__defaults__ must be set to a tuple object");
    as<Function>(self)->defaults = value && !isNone(value) ? as<Tuple>(value) : nullptr;
    return 0;
}
static Value functionKeywordDefaults(Value self) { return orNone(as<Function>(self)->keywordDefaults); }
static int setFunctionKeywordDefaults(Value self, Value value) {
    if (value && !isNone(value) && !isDict(value))
        return raiseTypeError("__kwdefaults__ must be set to a dict object");
    as<Function>(self)->keywordDefaults = value && !isNone(value) ? as<Dict>(value) : nullptr;
    return 0;
}
static Value functionClosure(Value self) { return orNone(as<Function>(self)->closure); }
static Value functionGlobals(Value self) { return Value(as<Function>(self)->globals); }
static Value functionBuiltins(Value self) {
    Dict* builtins = as<Function>(self)->builtins;
    return Value(builtins ? builtins : builtinsDict());
}
static Value functionDict(Value self) { return Value(dictOfObject(self)); }
static int setFunctionDict(Value self, Value value) {
    if (!value)
        return raiseTypeError("cannot delete __dict__");
    if (!isDict(value))
        return raiseTypeError("__dict__ must be set to a dictionary, not a '%T'", value);
    as<Function>(self)->attributes = as<Dict>(value);
    return 0;
}
static Value functionDoc(Value self) {
    auto* function = as<Function>(self);
    if (function->doc)
        return function->doc;
    const frontend::CodeData* data = function->code->data;
    if ((data->flags & frontend::CodeHasDocstring) && data->constantCount) {
        PYC_TRY(readyCode(function->code));
        return function->code->constants[0];
    }
    return noneValue();
}
static int setFunctionDoc(Value self, Value value) {
    as<Function>(self)->doc = value ? value : noneValue();
    return 0;
}
static Value functionModule(Value self) {
    auto* function = as<Function>(self);
    if (function->module)
        return function->module;
    Value name = dictGetString(function->globals, staticString<"__name__">);
    return name ? name : noneValue();
}
static int setFunctionModule(Value self, Value value) {
    as<Function>(self)->module = value ? value : noneValue();
    return 0;
}
static Value functionAnnotate(Value self) {
    Value annotate = as<Function>(self)->annotate;
    return annotate ? annotate : noneValue();
}
static int setFunctionAnnotate(Value self, Value value) {
    if (!value)
        return raiseTypeError("__annotate__ cannot be deleted");
    if (!isNone(value) && !typeOf(value)->slots.call)
        return raiseTypeError("__annotate__ must be callable or None");
    as<Function>(self)->annotate = value;
    if (!isNone(value))
        as<Function>(self)->annotations = Value();
    return 0;
}
static Value functionAnnotations(Value self) {
    auto* function = as<Function>(self);
    if (function->annotations) {
        // As the bytecode hands them over: name, value, name, value …
        if (isExactly(function->annotations, TupleType)) {
            Dict* dict = PYC_TRY(newDict());
            auto* pairs = as<Tuple>(function->annotations);
            for (int64_t i = 0; i + 1 < pairs->length; i += 2)
                PYC_TRY(dictSet(dict, pairs->items[i], pairs->items[i + 1]));
            function->annotations = Value(dict);
        }
        return function->annotations;
    }
    Value annotations = function->annotate && !isNone(function->annotate)
                            ? call(function->annotate, {Value::fromSmallInt(1)})
                            : Value(newDict());
    if (!annotations)
        return annotations;
    if (!isDict(annotations))
        return raiseTypeError("__annotate__() must return a dict, not %T", annotations);
    function->annotations = annotations;
    return annotations;
}
static int setFunctionAnnotations(Value self, Value value) {
    if (value && !isNone(value) && !isDict(value))
        return raiseTypeError("__annotations__ must be set to a dict object");
    as<Function>(self)->annotations = value && !isNone(value) ? value : Value();
    as<Function>(self)->annotate = Value();
    return 0;
}
static Value functionTypeParameters(Value self) {
    Value parameters = as<Function>(self)->typeParameters;
    return parameters ? parameters : Value(emptyTuple());
}
static int setFunctionTypeParameters(Value self, Value value) {
    if (!value || !isTuple(value))
        return raiseTypeError("__type_params__ must be set to a tuple");
    as<Function>(self)->typeParameters = value;
    return 0;
}

Dict* ownBuiltins(Dict* globals) {
    Value named = dictGetString(globals, staticString<"__builtins__">);
    Dict* builtins = !named                   ? nullptr
                     : isDict(named)          ? as<Dict>(named)
                     : isA(named, ModuleType) ? as<Module>(named)->namespaceDict
                                              : nullptr;
    return builtins == builtinsDict() ? nullptr : builtins;
}

// types.FunctionType(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)
static Value functionNew(Type*, Value code, Dict* globals, Value name, Value defaults, Value closure,
                         Value keywordDefaults) {
    if (!isExactly(code, CodeType))
        return raiseTypeError("function() argument 'code' must be code, not %T", code);
    PYC_TRY(readyCode(as<Code>(code)));
    uint32_t cells = as<Code>(code)->data->freeCount;
    if (!isNone(name) && !isString(name))
        return raiseTypeError("arg 3 (name) must be None or string");
    if (!isNone(defaults) && !isTuple(defaults))
        return raiseTypeError("arg 4 (defaults) must be None or tuple");
    if (isNone(closure) ? cells : !isTuple(closure))
        return raiseTypeError(cells && isNone(closure) ? "arg 5 (closure) must be tuple"
                                                       : "arg 5 (closure) must be None or tuple");
    uint32_t given = isNone(closure) ? 0 : uint32_t(as<Tuple>(closure)->length);
    if (given != cells)
        return raiseValueError("%U requires closure of length %d, not %d", as<Code>(code)->name, cells, given);
    for (uint32_t i = 0; i < given; ++i)
        if (!isExactly(as<Tuple>(closure)->items[i], CellType))
            return raiseTypeError("arg 5 (closure) expected cell, found %T", as<Tuple>(closure)->items[i]);
    Function* function = PYC_TRY(newFunction(as<Code>(code), globals, ownBuiltins(globals)));
    if (!isNone(name))
        function->name = as<String>(name);
    if (!isNone(defaults))
        function->defaults = as<Tuple>(defaults);
    if (!isNone(closure) && given)
        function->closure = as<Tuple>(closure);
    if (isDict(keywordDefaults))
        function->keywordDefaults = as<Dict>(keywordDefaults);
    return Value(function);
}

static constinit const NativeMember functionMembers[] = {
    PYC_PROPERTY("__name__", functionName, setFunctionName, nullptr),
    PYC_PROPERTY("__qualname__", functionQualName, setFunctionQualName, nullptr),
    PYC_PROPERTY("__code__", functionCode, setFunctionCode, nullptr),
    PYC_PROPERTY("__defaults__", functionDefaults, setFunctionDefaults, nullptr),
    PYC_PROPERTY("__kwdefaults__", functionKeywordDefaults, setFunctionKeywordDefaults, nullptr),
    PYC_FIELD("__closure__", functionClosure, nullptr, nullptr),
    PYC_FIELD("__globals__", functionGlobals, nullptr, nullptr),
    PYC_FIELD("__builtins__", functionBuiltins, nullptr, nullptr),
    PYC_FIELD("__doc__", functionDoc, setFunctionDoc, nullptr),
    PYC_FIELD("__module__", functionModule, setFunctionModule, nullptr),
    PYC_PROPERTY("__dict__", functionDict, setFunctionDict, nullptr),
    PYC_PROPERTY("__annotations__", functionAnnotations, setFunctionAnnotations, nullptr),
    PYC_PROPERTY("__annotate__", functionAnnotate, setFunctionAnnotate, nullptr),
    PYC_PROPERTY("__type_params__", functionTypeParameters, setFunctionTypeParameters, nullptr),
    PYC_END,
};

PYC_GC_ROOT constinit Shape FunctionShape = defineShape(FunctionType);
PYC_GC_ROOT constinit Type FunctionType = defineType({
    .name = "function",
    .doc = "A function written in Python.",
    .shape = &FunctionShape,
    .flags = TypeIsFunction,
    .instanceSize = sizeof(Function),
    .members = functionMembers,
    .slots =
        {
            .repr = functionRepr,
            .call = functionCall,
            .getAttribute = functionGetAttribute,
            .setAttribute = functionSetAttribute,
            .descriptorGet = functionGet,
            .create = PYC_CREATE("function", functionNew,
                                 "(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)"),
        },
});

// ---- bound methods ----
Value newBoundMethod(Value function, Value self) {
    BoundMethod* method = PYC_TRY(newObject<BoundMethod>(BoundMethodShape));
    method->function = function;
    method->self = self;
    return Value(method);
}

static Value methodCall(Value callee, const Value* arguments, size_t count, Tuple* keywordNames) {
    auto* method = as<BoundMethod>(callee);
    size_t total = count + (keywordNames ? size_t(keywordNames->length) : 0);
    auto* moved = static_cast<Value*>(__builtin_alloca((total + 1) * sizeof(Value)));
    prependArgument(moved, method->self, arguments, total);
    return callWith(method->function, moved, count + 1, keywordNames);
}

static Value methodRepr(Value self) {
    auto* method = as<BoundMethod>(self);
    Value name;
    int found = findAttribute(method->function, staticString<"__qualname__">, &name);
    if (!found)
        found = findAttribute(method->function, staticString<"__name__">, &name);
    if (found < 0)
        return Value();
    if (!found || !isString(name))
        return Value(formatText("<bound method ? of %R>", method->self));
    return Value(formatText("<bound method %S of %R>", name, method->self));
}

static Value methodCompare(Value left, Value right, int operation) {
    if ((operation != CompareEqual && operation != CompareNotEqual) || !isExactly(right, BoundMethodType))
        return notImplementedValue();
    auto *a = as<BoundMethod>(left), *b = as<BoundMethod>(right);
    int equal = richEqual(a->function, b->function);
    if (equal < 0)
        return Value();
    return boolValue((equal && a->self == b->self) == (operation == CompareEqual));
}

static bool methodHash(Value self, int64_t* result) {
    auto* method = as<BoundMethod>(self);
    int64_t ofFunction;
    PYC_TRY(hash(method->function, &ofFunction));
    *result = hashPointer(reinterpret_cast<void*>(uintptr_t(method->self.bits))) ^ ofFunction;
    if (*result == -1)
        *result = -2;
    return true;
}

static Value methodGetAttribute(Value object, String* name) {
    if (Value found = lookupInType(&BoundMethodType, name)) {
        DescriptorGetSlot get = typeOf(found)->slots.descriptorGet;
        return get ? get(found, object, &BoundMethodType) : found;
    }
    return getAttribute(as<BoundMethod>(object)->function, name);
}

static Value methodFunction(Value self) { return as<BoundMethod>(self)->function; }
static Value methodSelf(Value self) { return as<BoundMethod>(self)->self; }
static Value methodDoc(Value self) { return getAttribute(as<BoundMethod>(self)->function, staticString<"__doc__">); }
static Value methodNew(Type*, Value function, Value instance) {
    if (!typeOf(function)->slots.call)
        return raiseTypeError("first argument must be callable");
    if (isNone(instance))
        return raiseTypeError("instance must not be None");
    return newBoundMethod(function, instance);
}
static Value methodReduce(BoundMethod* self) {
    Value getattr = PYC_TRY(getAttribute(Value(self), staticString<"__name__">));
    Tuple* pair = PYC_TRY(newTuple({self->self, getattr}));
    return Value(pair);
}

static constinit const NativeMember methodMembers[] = {
    PYC_METHOD("__reduce__", methodReduce, "($self, /)", "The receiver and the name."),
    PYC_FIELD("__func__", methodFunction, nullptr, "the function (or other callable) implementing a method"),
    PYC_FIELD("__self__", methodSelf, nullptr, "the instance to which a method is bound"),
    PYC_GETTER("__doc__", methodDoc, nullptr),
    PYC_END,
};

PYC_GC_ROOT constinit Shape BoundMethodShape = defineShape(BoundMethodType);
PYC_GC_ROOT constinit Type BoundMethodType = defineType({
    .name = "method",
    .doc = "A function with its receiver.",
    .shape = &BoundMethodShape,
    .instanceSize = sizeof(BoundMethod),
    .members = methodMembers,
    .slots =
        {
            .repr = methodRepr,
            .hash = methodHash,
            .compare = methodCompare,
            .call = methodCall,
            .getAttribute = methodGetAttribute,
            .create = PYC_CREATE("method", methodNew, "(function, instance, /)"),
        },
});

// ---- cells ----
Cell* newCell(Value value) {
    Cell* cell = PYC_TRY(newObject<Cell>(CellShape));
    cell->value = value;
    return cell;
}

static Value cellRepr(Value self) {
    Value content = as<Cell>(self)->value;
    if (!content)
        return Value(formatText("<cell at 0x%x: empty>", uint64_t(self.bits)));
    return Value(formatText("<cell at 0x%x: %T object at 0x%x>", uint64_t(self.bits), content, uint64_t(content.bits)));
}
static Value cellContents(Value self) {
    Value content = as<Cell>(self)->value;
    return content ? content : Value(raiseValueError("cell is empty"));
}
static int setCellContents(Value self, Value value) {
    as<Cell>(self)->value = value;
    return 0;
}
static Value cellNew(Type*, Value contents) { return Value(newCell(contents)); }

static constinit const NativeMember cellMembers[] = {
    PYC_PROPERTY("cell_contents", cellContents, setCellContents, nullptr),
    PYC_END,
};
PYC_GC_ROOT constinit Shape CellShape = defineShape(CellType);
PYC_GC_ROOT constinit Type CellType = defineType({
    .name = "cell",
    .doc = "A variable that functions share.",
    .shape = &CellShape,
    .instanceSize = sizeof(Cell),
    .members = cellMembers,
    .slots = {.repr = cellRepr, .create = PYC_CREATE("cell", cellNew, "([contents])")},
});

} // namespace pyc::runtime
