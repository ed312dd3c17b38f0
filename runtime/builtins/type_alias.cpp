// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Type aliases (`type X = …`), the base Generic, and replacing type parameters in generics.
#include "runtime/builtins/type.h"
#include "runtime/builtins/type_parameters.h"
#include "runtime/builtins/union.h"
#include "runtime/import/import.h"
#include "runtime/thread/thread.h"

namespace pyc::runtime {

namespace {

struct TypeAlias : Object {
    String* name;
    Value parameters; // tuple, or empty
    Value evaluator;  // empty once the value is there from the start
    Value value;
    Value module;
};

TypeAlias* self(Value value) { return as<TypeAlias>(value); }

Value aliasName(Value alias) { return Value(self(alias)->name); }
Value aliasValue(Value alias) {
    if (!self(alias)->value)
        self(alias)->value = call(self(alias)->evaluator, {Value::fromSmallInt(1)});
    return self(alias)->value;
}
Value aliasEvaluator(Value alias) {
    if (self(alias)->evaluator)
        return self(alias)->evaluator;
    return constantEvaluator(self(alias)->value);
}
Value aliasTypeParameters(Value alias) {
    return self(alias)->parameters ? self(alias)->parameters : Value(emptyTuple());
}
Value aliasParameters(Value alias) {
    if (!self(alias)->parameters)
        return Value(emptyTuple());
    return Value(parametersOf(as<Tuple>(self(alias)->parameters)));
}
Value aliasModule(Value alias) { return self(alias)->module; }
Value aliasRepr(Value alias) { return Value(self(alias)->name); }
Value aliasReduce(Value alias) { return Value(self(alias)->name); }
Value aliasItem(Value alias, Value arguments) {
    if (!self(alias)->parameters)
        return raiseTypeError("Only generic type aliases are subscriptable");
    return newGenericAlias(alias, arguments);
}
Value aliasIterate(Value alias) {
    Value typing = PYC_TRY(importModule(staticString<"typing">));
    Value unpack = PYC_TRY(getAttribute(typing, staticString<"Unpack">));
    Value item = PYC_TRY(getItem(unpack, alias));
    Tuple* one = PYC_TRY(newTuple({item}));
    return iterate(Value(one));
}

Value moduleOfCaller() {
    Frame* frame = currentThread()->frame;
    Value name = frame && frame->function ? dictGetString(frame->function->globals, staticString<"__name__">) : Value();
    return name ? name : noneValue();
}

TypeAlias* makeAlias(String* name, Value parameters) {
    readyType(&TypeAliasTypeType);
    TypeAlias* alias = PYC_TRY(newObject<TypeAlias>(TypeAliasTypeShape));
    alias->name = name;
    if (isTuple(parameters) && as<Tuple>(parameters)->length)
        alias->parameters = parameters;
    alias->module = moduleOfCaller();
    return alias;
}

Value aliasNew(Type*, Value name, Value value, Value parameters) {
    if (!isString(name))
        return raiseTypeError("typealias() argument 'name' must be str, not %T", name);
    if (parameters) {
        if (!isTuple(parameters))
            return raiseTypeError("type_params must be a tuple");
        bool defaults = false;
        for (Value parameter : itemsOf(as<Tuple>(parameters))) {
            if (!isTypeParameter(parameter))
                return raiseTypeError("Expected a type param, got %R", parameter);
            const Evaluated& otherwise = as<TypeParameter>(parameter)->otherwise;
            bool has = otherwise.evaluator || otherwise.value;
            if (defaults && !has)
                return raiseTypeError("non-default type parameter '%R' follows default type parameter", parameter);
            defaults |= has;
        }
    }
    TypeAlias* alias = PYC_TRY(makeAlias(as<String>(name), parameters ? parameters : noneValue()));
    alias->value = value;
    return Value(alias);
}

constinit const NativeMember aliasMembers[] = {
    PYC_METHOD("__reduce__", aliasReduce, "($self, /)", "How to copy it."),
    PYC_FIELD("__name__", aliasName, nullptr, nullptr),
    PYC_GETTER("__value__", aliasValue, nullptr),
    PYC_GETTER("__type_params__", aliasTypeParameters, nullptr),
    PYC_GETTER("__parameters__", aliasParameters, nullptr),
    PYC_GETTER("__module__", aliasModule, nullptr),
    PYC_GETTER("evaluate_value", aliasEvaluator, nullptr),
    PYC_END,
};

// ---- Generic ----
// The module typing knows everything about generic classes; where the program does not have it, what the syntax needs
// is here.
Value typingFunction(String* name) {
    Value typing = dictGetString(modulesDict(), staticString<"typing">);
    if (!typing || !isA(typing, ModuleType))
        return Value();
    Value function;
    return findAttribute(typing, name, &function) > 0 ? function : Value();
}

Value genericItem(Type* cls, Value arguments) {
    if (Value function = typingFunction(staticString<"_generic_class_getitem">))
        return call(function, {Value(cls), arguments});
    if (errorPending())
        return Value();
    Tuple* given = isTuple(arguments) ? as<Tuple>(arguments) : PYC_TRY(newTuple({arguments}));
    if (cls != &GenericType) {
        Value parameters;
        int found = findAttribute(Value(cls), staticString<"__parameters__">, &parameters);
        if (found < 0)
            return Value();
        if (!found || !isTuple(parameters) || as<Tuple>(parameters)->length == 0)
            return raiseTypeError("%R is not a generic class", Value(cls));
        int64_t expected = as<Tuple>(parameters)->length, least = 0;
        bool variadic = false;
        for (Value parameter : itemsOf(as<Tuple>(parameters))) {
            variadic |= !isA(parameter, TypeVarType);
            least += isTypeParameter(parameter) && !as<TypeParameter>(parameter)->otherwise.evaluator &&
                     !as<TypeParameter>(parameter)->otherwise.value;
        }
        if (!variadic && given->length > expected)
            return raiseTypeError("Too many arguments for %R; actual %d, expected %d", Value(cls), given->length,
                                  expected);
        if (!variadic && given->length < least)
            return raiseTypeError("Too few arguments for %R; actual %d, expected %s%d", Value(cls), given->length,
                                  least < expected ? "at least " : "", least);
    }
    return newGenericAlias(Value(cls), Value(given));
}

Value genericInit(Type* cls, Arguments, Dict*) {
    if (Value function = typingFunction(staticString<"_generic_init_subclass">))
        return call(function, {Value(cls)});
    if (errorPending())
        return Value();
    Value bases = dictGetString(cls->namespaceDict, staticString<"__orig_bases__">);
    Tuple* parameters = emptyTuple();
    if (bases && isTuple(bases)) {
        parameters = PYC_TRY(parametersOf(as<Tuple>(bases)));
        for (Value base : itemsOf(as<Tuple>(bases)))
            if (isExactly(base, GenericAliasType) && as<GenericAliasObject>(base)->origin == Value(&GenericType))
                parameters = as<GenericAliasObject>(base)->arguments;
    }
    PYC_TRY(setAttribute(Value(cls), staticString<"__parameters__">, Value(parameters)));
    return noneValue();
}

constinit const NativeMember genericMembers[] = {
    PYC_CLASS_METHOD("__class_getitem__", genericItem, "($type, item, /)", "The class with types for its parameters."),
    PYC_CLASS_METHOD("__init_subclass__", genericInit, "($type, /, *args, **kwargs)", "Prepares a generic class."),
    PYC_END,
};

bool addParameter(List* found, Value parameter) {
    for (int64_t i = 0; i < listLength(found); ++i)
        if (listItem(found, i) == parameter)
            return true;
    return listAppend(found, parameter);
}

bool collectParameters(List* found, Value argument) {
    if (isType(argument))
        return true;
    if (isTypeParameter(argument))
        return addParameter(found, argument);
    if (isTuple(argument) || isExactly(argument, ListType)) {
        Tuple* items = PYC_TRY(tupleFrom(argument));
        for (Value item : itemsOf(items))
            PYC_TRY(collectParameters(found, item));
        return true;
    }
    Value inner;
    int has = findAttribute(argument, staticString<"__parameters__">, &inner);
    if (has <= 0 || !isTuple(inner))
        return has >= 0;
    for (Value parameter : itemsOf(as<Tuple>(inner)))
        PYC_TRY(addParameter(found, parameter));
    return true;
}

} // namespace

Value newTypeAlias(Tuple* parts) {
    TypeAlias* alias = PYC_TRY(makeAlias(as<String>(parts->items[0]), parts->items[1]));
    alias->evaluator = parts->items[2];
    return Value(alias);
}

Value genericOf(Value parameters) { return genericItem(&GenericType, parameters); }

Tuple* parametersOf(Tuple* arguments) {
    List* found = PYC_TRY(newList());
    for (Value argument : itemsOf(arguments))
        PYC_TRY(collectParameters(found, argument));
    return listLength(found) ? listToTuple(found) : emptyTuple();
}

Value substituteParameters(Value alias, Tuple* arguments, Tuple* parameters, Value given) {
    if (!parameters->length)
        return raiseTypeError("%R is not a generic class", alias);
    Tuple* values = isTuple(given) ? as<Tuple>(given) : PYC_TRY(newTuple({given}));
    if (values->length != parameters->length)
        return raiseTypeError("Too %s arguments for %R; actual %d, expected %d",
                              values->length > parameters->length ? "many" : "few", alias, values->length,
                              parameters->length);
    auto replaced = [&](auto& again, Value argument) -> Value {
        for (int64_t i = 0; i < parameters->length; ++i)
            if (parameters->items[i] == argument)
                return values->items[i];
        if (isType(argument))
            return argument;
        if (isTuple(argument) || isExactly(argument, ListType)) {
            List* list = PYC_TRY(newList());
            Tuple* items = PYC_TRY(tupleFrom(argument));
            for (Value item : itemsOf(items))
                PYC_TRY(listAppend(list, PYC_TRY(again(again, item))));
            return isTuple(argument) ? Value(listToTuple(list)) : Value(list);
        }
        Value inner;
        int has = findAttribute(argument, staticString<"__parameters__">, &inner);
        if (has < 0)
            return Value();
        if (!has || !isTuple(inner) || !as<Tuple>(inner)->length)
            return argument;
        Tuple* chosen = PYC_TRY(newTuple(as<Tuple>(inner)->length));
        for (int64_t i = 0; i < chosen->length; ++i)
            chosen->items[i] = PYC_TRY(again(again, as<Tuple>(inner)->items[i]));
        return getItem(argument, chosen->length == 1 ? chosen->items[0] : Value(chosen));
    };
    Tuple* result = PYC_TRY(newTuple(arguments->length));
    for (int64_t i = 0; i < arguments->length; ++i)
        result->items[i] = PYC_TRY(replaced(replaced, arguments->items[i]));
    return Value(result);
}

PYC_GC_ROOT constinit Shape TypeAliasTypeShape = defineShape(TypeAliasTypeType);
PYC_GC_ROOT constinit Type TypeAliasTypeType = defineType({
    .name = "typing.TypeAliasType",
    .doc = "A name for a type.",
    .shape = &TypeAliasTypeShape,
    .instanceSize = sizeof(TypeAlias),
    .members = aliasMembers,
    .slots = {.repr = aliasRepr,
              .iter = aliasIterate,
              .getItem = aliasItem,
              .binary = {{BinaryOperator::BitOr, unionOr}},
              .create = PYC_CREATE("typealias", aliasNew, "(name, value, *, type_params=<unrepresentable>)")},
});
PYC_GC_ROOT constinit Shape GenericShape = defineShape(GenericType);
PYC_GC_ROOT constinit Type GenericType = defineType({
    .name = "typing.Generic",
    .doc = "The base of classes with type parameters.",
    .shape = &GenericShape,
    .flags = TypeBaseAllowed | TypeHasDict,
    .members = genericMembers,
});

} // namespace pyc::runtime
