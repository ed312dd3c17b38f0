// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Unions of types (int | str) and parametrised generics (list[int]).
#include "runtime/builtins/union.h"

#include "runtime/builtins/type.h"
#include "runtime/builtins/type_parameters.h"

namespace pyc::runtime {

// How a type reads inside the brackets of a generic or between the bars of a union.
static bool appendTypeText(StringBuilder& builder, Value item) {
    if (item == ellipsisValue())
        return builder.append("...");
    if (isNone(item) || item == Value(&NoneType))
        return builder.append("None");
    if (isType(item)) {
        String* module = typeModuleName(as<Type>(item));
        String* name = PYC_TRY(typeQualifiedName(as<Type>(item)));
        if (module && !sameText(module, "builtins")) {
            PYC_TRY(builder.append(module));
            PYC_TRY(builder.append("."));
        }
        return builder.append(name);
    }
    if (isExactly(item, FunctionType)) {
        auto* function = as<Function>(item);
        Value module = PYC_TRY(getAttribute(item, staticString<"__module__">));
        if (isString(module))
            PYC_TRY(builder.append(as<String>(module)) && builder.append("."));
        return builder.append(function->qualifiedName);
    }
    if (isExactly(item, ListType)) {
        PYC_TRY(builder.append("["));
        for (int64_t i = 0; i < listLength(as<List>(item)); ++i) {
            PYC_TRY(!i || builder.append(", "));
            PYC_TRY(appendTypeText(builder, listItem(as<List>(item), i)));
        }
        return builder.append("]");
    }
    String* text = PYC_TRY(repr(item));
    return builder.append(text);
}

// ---- unions ----
static bool canBeMember(Value value) {
    return isNone(value) || isType(value) || isExactly(value, GenericAliasType) || isExactly(value, UnionType) ||
           isTypeParameter(value) || isExactly(value, TypeAliasTypeType);
}

static bool addMembers(List* members, Value value) {
    if (isExactly(value, UnionType)) {
        for (Value item : itemsOf(as<UnionObject>(value)->members))
            PYC_TRY(addMembers(members, item));
        return true;
    }
    if (isNone(value))
        value = Value(&NoneType);
    for (int64_t i = 0; i < listLength(members); ++i) {
        int equal = richEqual(listItem(members, i), value);
        if (equal)
            return equal > 0;
    }
    return listAppend(members, value);
}

Value unionOr(Value left, Value right) {
    if (!canBeMember(left) || !canBeMember(right))
        return notImplementedValue();
    List* members = PYC_TRY(newList());
    PYC_TRY(addMembers(members, left));
    PYC_TRY(addMembers(members, right));
    if (listLength(members) == 1)
        return listItem(members, 0);
    UnionObject* result = PYC_TRY(newObject<UnionObject>(UnionShape));
    result->members = PYC_TRY(listToTuple(members));
    return Value(result);
}

static Value unionRepr(Value self) {
    StringBuilder builder;
    bool first = true;
    for (Value item : itemsOf(as<UnionObject>(self)->members)) {
        PYC_TRY(first || builder.append(" | "));
        PYC_TRY(appendTypeText(builder, item));
        first = false;
    }
    return Value(builder.finish());
}

static Value unionCompare(Value left, Value right, int operation) {
    if ((operation != CompareEqual && operation != CompareNotEqual) || !isExactly(right, UnionType))
        return notImplementedValue();
    Set *a = PYC_TRY(newFrozenSet(itemsOf(as<UnionObject>(left)->members))),
        *b = PYC_TRY(newFrozenSet(itemsOf(as<UnionObject>(right)->members)));
    return compare(Value(a), Value(b), CompareOperation(operation));
}
static bool unionHash(Value self, int64_t* result) {
    Set* members = PYC_TRY(newFrozenSet(itemsOf(as<UnionObject>(self)->members)));
    return hash(Value(members), result);
}
static Value unionArgs(Value self) { return Value(as<UnionObject>(self)->members); }
static Value unionOrigin(Value) { return Value(&UnionType); }
static Value unionParameters(Value self) { return Value(parametersOf(as<UnionObject>(self)->members)); }
static Value unionItem(Value self, Value given) {
    Tuple* members = as<UnionObject>(self)->members;
    Tuple* parameters = PYC_TRY(parametersOf(members));
    Value replaced = PYC_TRY(substituteParameters(self, members, parameters, given));
    Value result;
    for (Value member : itemsOf(as<Tuple>(replaced)))
        result = result ? PYC_TRY(unionOr(result, member)) : member;
    return result;
}

static Value unionInstanceCheck(Value self, Value instance) {
    for (Value item : itemsOf(as<UnionObject>(self)->members)) {
        if (isExactly(item, GenericAliasType))
            return raiseTypeError("isinstance() argument 2 cannot be a parameterized generic");
        int result = isInstance(instance, item);
        if (result)
            return result < 0 ? Value() : trueValue();
    }
    return falseValue();
}
static Value unionSubclassCheck(Value self, Value cls) {
    if (!isType(cls))
        return raiseTypeError("issubclass() arg 1 must be a class");
    for (Value item : itemsOf(as<UnionObject>(self)->members)) {
        if (isExactly(item, GenericAliasType))
            return raiseTypeError("issubclass() argument 2 cannot be a parameterized generic");
        int result = isSubclass(cls, item);
        if (result)
            return result < 0 ? Value() : trueValue();
    }
    return falseValue();
}

static constinit const NativeMember unionMembers[] = {
    PYC_METHOD("__instancecheck__", unionInstanceCheck, "($self, instance, /)", nullptr),
    PYC_METHOD("__subclasscheck__", unionSubclassCheck, "($self, cls, /)", nullptr),
    PYC_FIELD("__args__", unionArgs, nullptr, nullptr),
    PYC_GETTER("__origin__", unionOrigin, nullptr),
    PYC_GETTER("__parameters__", unionParameters, nullptr),
    PYC_END,
};
PYC_GC_ROOT constinit Shape UnionShape = defineShape(UnionType);
PYC_GC_ROOT constinit Type UnionType = defineType({
    .name = "typing.Union",
    .doc = "One of several types.",
    .shape = &UnionShape,
    .instanceSize = sizeof(UnionObject),
    .members = unionMembers,
    .slots =
        {
            .repr = unionRepr,
            .hash = unionHash,
            .compare = unionCompare,
            .getItem = unionItem,
            .binary = {{BinaryOperator::BitOr, unionOr}},
        },
});

// ---- generics ----
Value newGenericAlias(Value origin, Value arguments) {
    GenericAliasObject* alias = PYC_TRY(newObject<GenericAliasObject>(GenericAliasShape));
    alias->origin = origin;
    alias->arguments = isTuple(arguments) ? as<Tuple>(arguments) : PYC_TRY(newTuple({arguments}));
    return Value(alias);
}

static Value aliasRepr(Value self) {
    auto* alias = as<GenericAliasObject>(self);
    StringBuilder builder;
    PYC_TRY(!alias->starred || builder.append("*"));
    PYC_TRY(appendTypeText(builder, alias->origin));
    PYC_TRY(builder.append("["));
    for (int64_t i = 0; i < alias->arguments->length; ++i) {
        PYC_TRY(!i || builder.append(", "));
        PYC_TRY(appendTypeText(builder, alias->arguments->items[i]));
    }
    if (!alias->arguments->length)
        PYC_TRY(builder.append("()"));
    PYC_TRY(builder.append("]"));
    return Value(builder.finish());
}

static Value aliasCompare(Value left, Value right, int operation) {
    if ((operation != CompareEqual && operation != CompareNotEqual) || !isExactly(right, GenericAliasType))
        return notImplementedValue();
    auto *a = as<GenericAliasObject>(left), *b = as<GenericAliasObject>(right);
    int equal = a->starred != b->starred ? 0 : richEqual(a->origin, b->origin);
    if (equal > 0)
        equal = richEqual(Value(a->arguments), Value(b->arguments));
    return equal < 0 ? Value() : boolValue((equal > 0) == (operation == CompareEqual));
}
static bool aliasHash(Value self, int64_t* result) {
    auto* alias = as<GenericAliasObject>(self);
    int64_t ofOrigin, ofArguments;
    PYC_TRY(hash(alias->origin, &ofOrigin));
    PYC_TRY(hash(Value(alias->arguments), &ofArguments));
    *result = ofOrigin ^ ofArguments;
    if (*result == -1)
        *result = -2;
    return true;
}
static Value aliasCall(Value callee, const Value* arguments, size_t count, Tuple* keywordNames) {
    Value made = PYC_TRY(callWith(as<GenericAliasObject>(callee)->origin, arguments, count, keywordNames));
    // Instances that can, remember what they were made from.
    if (setAttribute(made, staticString<"__orig_class__">, callee) < 0) {
        if (!pendingErrorIs(AttributeErrorType) && !pendingErrorIs(TypeErrorType))
            return Value();
        clearError();
    }
    return made;
}
static Value aliasGetAttribute(Value self, String* name) {
    // Everything but its own attributes is the origin's.
    static constexpr std::string_view own[] = {"__class__",
                                               "__origin__",
                                               "__args__",
                                               "__parameters__",
                                               "__mro_entries__",
                                               "__unpacked__",
                                               "__reduce__",
                                               "__reduce_ex__",
                                               "__instancecheck__",
                                               "__subclasscheck__",
                                               "__typing_unpacked_tuple_args__"};
    for (std::string_view text : own)
        if (sameText(name, text))
            return genericGetAttribute(self, name);
    if (name->isAscii() && name->view().starts_with("__") && name->view().ends_with("__") &&
        !sameText(name, "__doc__") && !sameText(name, "__name__") && !sameText(name, "__qualname__") &&
        !sameText(name, "__module__") && lookupInType(&GenericAliasType, name) && !sameText(name, "__dict__"))
        return genericGetAttribute(self, name);
    return getAttribute(as<GenericAliasObject>(self)->origin, name);
}
static Value aliasIter(Value self) {
    auto* alias = as<GenericAliasObject>(self);
    Value starred = PYC_TRY(newGenericAlias(alias->origin, Value(alias->arguments)));
    as<GenericAliasObject>(starred)->starred = true;
    Tuple* one = PYC_TRY(newTuple({starred}));
    return iterate(Value(one));
}
static Value aliasOrigin(Value self) { return as<GenericAliasObject>(self)->origin; }
static Value aliasArgs(Value self) { return Value(as<GenericAliasObject>(self)->arguments); }
static Value aliasUnpacked(Value self) { return boolValue(as<GenericAliasObject>(self)->starred); }
static Value aliasMroEntries(Value self, Value) { return Value(newTuple({as<GenericAliasObject>(self)->origin})); }
static Value aliasInstanceCheck(Value, Value) {
    return raiseTypeError("isinstance() argument 2 cannot be a parameterized generic");
}
static Value aliasSubclassCheck(Value, Value) {
    return raiseTypeError("issubclass() argument 2 cannot be a parameterized generic");
}
static Value aliasParameters(Value self) { return Value(parametersOf(as<GenericAliasObject>(self)->arguments)); }
static Value aliasItem(Value self, Value given) {
    auto* alias = as<GenericAliasObject>(self);
    Tuple* parameters = PYC_TRY(parametersOf(alias->arguments));
    Value replaced = PYC_TRY(substituteParameters(self, alias->arguments, parameters, given));
    Value result = PYC_TRY(newGenericAlias(alias->origin, replaced));
    as<GenericAliasObject>(result)->starred = alias->starred;
    return result;
}
static Value aliasNew(Type*, Value origin, Value arguments) { return newGenericAlias(origin, arguments); }

static constinit const NativeMember aliasMembers[] = {
    PYC_METHOD("__mro_entries__", aliasMroEntries, "($self, bases, /)", nullptr),
    PYC_METHOD("__instancecheck__", aliasInstanceCheck, "($self, instance, /)", nullptr),
    PYC_METHOD("__subclasscheck__", aliasSubclassCheck, "($self, cls, /)", nullptr),
    PYC_FIELD("__origin__", aliasOrigin, nullptr, nullptr),
    PYC_FIELD("__args__", aliasArgs, nullptr, nullptr),
    PYC_FIELD("__unpacked__", aliasUnpacked, nullptr, nullptr),
    PYC_GETTER("__parameters__", aliasParameters, nullptr),
    PYC_END,
};
PYC_GC_ROOT constinit Shape GenericAliasShape = defineShape(GenericAliasType);
PYC_GC_ROOT constinit Type GenericAliasType = defineType({
    .name = "types.GenericAlias",
    .doc = "A generic type with arguments.",
    .shape = &GenericAliasShape,
    .flags = TypeBaseAllowed,
    .instanceSize = sizeof(GenericAliasObject),
    .members = aliasMembers,
    .slots =
        {
            .repr = aliasRepr,
            .iter = aliasIter,
            .hash = aliasHash,
            .compare = aliasCompare,
            .getItem = aliasItem,
            .binary = {{BinaryOperator::BitOr, unionOr}},
            .call = aliasCall,
            .getAttribute = aliasGetAttribute,
            .create = PYC_CREATE("GenericAlias", aliasNew, "(origin, args, /)"),
        },
});

} // namespace pyc::runtime
