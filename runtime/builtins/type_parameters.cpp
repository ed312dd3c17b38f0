// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// TypeVar, ParamSpec and TypeVarTuple.
#include "runtime/builtins/type_parameters.h"

#include "runtime/builtins/text.h"
#include "runtime/builtins/type.h"
#include "runtime/builtins/union.h"
#include "runtime/import/import.h"
#include "runtime/thread/thread.h"

namespace pyc::runtime {

namespace {

// What an evaluator is called with; annotationlib numbers them.
constexpr int64_t FormatValue = 1, FormatString = 4;

TypeParameter* self(Value value) { return as<TypeParameter>(value); }

Value evaluate(Evaluated& field, Value otherwise) {
    if (field.value)
        return field.value;
    if (!field.evaluator)
        return otherwise;
    Value value = PYC_TRY(call(field.evaluator, {Value::fromSmallInt(FormatValue)}));
    field.value = value;
    return value;
}

Value evaluatorOf(const Evaluated& field) {
    if (field.evaluator)
        return field.evaluator;
    return field.value ? constantEvaluator(field.value) : noneValue();
}

Value parameterModule(Value value) { return self(value)->module ? self(value)->module : Value(staticString<"typing">); }
Value parameterName(Value value) { return Value(self(value)->name); }
Value parameterBound(Value value) { return evaluate(self(value)->bound, noneValue()); }
Value parameterConstraints(Value value) { return evaluate(self(value)->constraints, Value(emptyTuple())); }
Value parameterDefault(Value value) { return evaluate(self(value)->otherwise, noDefaultValue()); }
Value boundEvaluator(Value value) { return evaluatorOf(self(value)->bound); }
Value constraintsEvaluator(Value value) { return evaluatorOf(self(value)->constraints); }
Value defaultEvaluator(Value value) { return evaluatorOf(self(value)->otherwise); }
Value isCovariant(Value value) { return boolValue(self(value)->covariant); }
Value isContravariant(Value value) { return boolValue(self(value)->contravariant); }
Value infersVariance(Value value) { return boolValue(self(value)->inferVariance); }
bool hasDefault(TypeParameter* parameter) {
    const Evaluated& field = parameter->otherwise;
    return field.evaluator || (field.value && !(field.value == noDefaultValue()));
}
Value reduce(TypeParameter* parameter) { return Value(parameter->name); }

Value parameterRepr(Value value) {
    auto* parameter = self(value);
    if (parameter->inferVariance || isA(value, TypeVarTupleType))
        return Value(parameter->name);
    const char* sign = parameter->covariant ? "+" : parameter->contravariant ? "-" : "~";
    return Value(formatText("%s%U", sign, parameter->name));
}

Value getAttributeSlot(Value object, String* name) {
    return genericGetAttributeWithDict(object, name, self(object)->attributes);
}
int setAttributeSlot(Value object, String* name, Value value) {
    for (std::string_view fixed : {"__bound__", "__constraints__", "__default__"})
        if (sameText(name, fixed) && lookupInType(typeOf(object), name))
            return raiseAttributeError("attribute '%U' of '%N' objects is not writable", name, typeOf(object));
    return genericSetAttributeWithDict(object, name, value, &self(object)->attributes);
}

Value refuseSubclass(Value value, Value) {
    return raiseTypeError("Cannot subclass an instance of %s", isA(value, TypeVarType)     ? "TypeVar"
                                                               : isA(value, ParamSpecType) ? "ParamSpec"
                                                                                           : "TypeVarTuple");
}

// Before the module typing is there, substitution takes anything.
Value substitute(Value, Value argument) { return argument; }
Value prepareSubstitution(Value, Value, Value arguments) { return arguments; }

Value callerModule() {
    Frame* frame = currentThread()->frame;
    Value name = frame && frame->function ? dictGetString(frame->function->globals, staticString<"__name__">) : Value();
    return name ? name : noneValue();
}

bool nameArgument(const char* function, Value name) {
    return isString(name) || raiseTypeError("%s() argument 'name' must be str, not %N", function, typeOf(name));
}

TypeParameter* makeParameter(Shape& kind, Value name, Value module) {
    TypeParameter* parameter = PYC_TRY(newObject<TypeParameter>(kind));
    parameter->name = as<String>(name);
    parameter->module = module;
    return parameter;
}

bool setVariance(TypeParameter* parameter, bool covariant, bool contravariant, bool infer) {
    if (covariant && contravariant)
        return raiseValueError("Bivariant types are not supported.");
    if (infer && (covariant || contravariant))
        return raiseValueError("Variance cannot be specified with infer_variance.");
    parameter->covariant = covariant;
    parameter->contravariant = contravariant;
    parameter->inferVariance = infer;
    return true;
}

struct Keywords {
    Value name, bound, otherwise;
    bool covariant = false, contravariant = false, infer = false;
};

// `name` by position or keyword, the rest by keyword only.
bool readKeywords(const char* function, const Value* arguments, size_t count, Tuple* names, bool plain,
                  Keywords* result) {
    if (count)
        result->name = arguments[0];
    for (int64_t i = 0; names && i < names->length; ++i) {
        auto* keyword = as<String>(names->items[i]);
        Value value = arguments[count + size_t(i)];
        auto flag = [&](bool* place) {
            int truth = isTrue(value);
            *place = truth > 0;
            return truth >= 0;
        };
        bool fine = true;
        if (sameText(keyword, "name") && !result->name)
            result->name = value;
        else if (sameText(keyword, "default"))
            result->otherwise = value;
        else if (!plain && sameText(keyword, "bound"))
            result->bound = isNone(value) ? Value() : value;
        else if (!plain && sameText(keyword, "covariant"))
            fine = flag(&result->covariant);
        else if (!plain && sameText(keyword, "contravariant"))
            fine = flag(&result->contravariant);
        else if (!plain && sameText(keyword, "infer_variance"))
            fine = flag(&result->infer);
        else
            return raiseTypeError("%s() got an unexpected keyword argument '%U'", function, keyword);
        if (!fine)
            return false;
    }
    if (!result->name)
        return raiseTypeError("%s() missing required argument 'name' (pos 1)", function);
    return nameArgument(function, result->name);
}

Value typeVarNew(Type*, const Value* arguments, size_t count, Tuple* names) {
    Keywords given;
    if (!readKeywords("typevar", arguments, count, names, false, &given))
        return Value();
    if (count == 2)
        return raiseTypeError("A single constraint is not allowed");
    if (count > 2 && given.bound)
        return raiseTypeError("Constraints cannot be combined with bound=...");
    TypeParameter* parameter = PYC_TRY(makeParameter(TypeVarShape, given.name, callerModule()));
    if (!setVariance(parameter, given.covariant, given.contravariant, given.infer))
        return Value();
    parameter->bound.value = given.bound;
    if (count > 2)
        parameter->constraints.value = Value(PYC_TRY(newTuple(std::span<const Value>(arguments + 1, count - 1))));
    parameter->otherwise.value = given.otherwise;
    return Value(parameter);
}

Value paramSpecNew(Type*, const Value* arguments, size_t count, Tuple* names) {
    if (count > 1)
        return raiseTypeError("paramspec() takes exactly 1 positional argument (%d given)", count);
    Keywords given;
    if (!readKeywords("paramspec", arguments, count, names, false, &given))
        return Value();
    TypeParameter* parameter = PYC_TRY(makeParameter(ParamSpecShape, given.name, callerModule()));
    if (!setVariance(parameter, given.covariant, given.contravariant, given.infer))
        return Value();
    parameter->bound.value = given.bound;
    parameter->otherwise.value = given.otherwise;
    return Value(parameter);
}

Value typeVarTupleNew(Type*, const Value* arguments, size_t count, Tuple* names) {
    if (count > 1)
        return raiseTypeError("typevartuple() takes exactly 1 positional argument (%d given)", count);
    Keywords given;
    if (!readKeywords("typevartuple", arguments, count, names, true, &given))
        return Value();
    TypeParameter* parameter = PYC_TRY(makeParameter(TypeVarTupleShape, given.name, callerModule()));
    parameter->otherwise.value = given.otherwise;
    return Value(parameter);
}

// ---- P.args and P.kwargs ----
struct ParamSpecPart : Object {
    Value origin;
};

template <Shape& shape>
Value partOf(Value parameter) {
    ParamSpecPart* part = PYC_TRY(newObject<ParamSpecPart>(shape));
    part->origin = parameter;
    return Value(part);
}
Value partOrigin(Value part) { return as<ParamSpecPart>(part)->origin; }
template <bool keywords>
Value partRepr(Value part) {
    Value origin = as<ParamSpecPart>(part)->origin;
    const char* suffix = keywords ? "kwargs" : "args";
    if (isA(origin, ParamSpecType))
        return Value(formatText("%U.%s", self(origin)->name, suffix));
    return Value(formatText("%R.%s", origin, suffix));
}
Value partCompare(Value left, Value right, int operation) {
    if ((operation != CompareEqual && operation != CompareNotEqual) || typeOf(left) != typeOf(right))
        return notImplementedValue();
    int equal = richEqual(as<ParamSpecPart>(left)->origin, as<ParamSpecPart>(right)->origin);
    return equal < 0 ? Value() : boolValue((equal > 0) == (operation == CompareEqual));
}
Value partNew(Type* type, Value origin) {
    ParamSpecPart* part = PYC_TRY(newObject<ParamSpecPart>(*type->rootShape));
    part->origin = origin;
    return Value(part);
}
Value refusePart(Value part, Value) {
    return raiseTypeError("Cannot subclass an instance of %s",
                          typeOf(part) == &ParamSpecArgsType ? "ParamSpecArgs" : "ParamSpecKwargs");
}

Value unpackTuple(Value parameter) {
    Value typing = PYC_TRY(importModule(staticString<"typing">));
    Value unpack = PYC_TRY(getAttribute(typing, staticString<"Unpack">));
    Value item = PYC_TRY(getItem(unpack, parameter));
    Tuple* one = PYC_TRY(newTuple({item}));
    return iterate(Value(one));
}

// ---- evaluators of values that are there ----
struct ConstantEvaluator : Object {
    Value value;
};
Value evaluatorRepr(Value evaluator) {
    return Value(formatText("<constevaluator %R>", as<ConstantEvaluator>(evaluator)->value));
}
Value evaluatorCall(Value evaluator, const Value* arguments, size_t count, Tuple* names) {
    if (names && names->length)
        return raiseTypeError("constevaluator.__call__() takes no keyword arguments");
    if (count != 1)
        return raiseTypeError("constevaluator.__call__() takes exactly one argument (%d given)", count);
    int64_t format;
    Value index = PYC_TRY(toIndex(arguments[0]));
    Value value = as<ConstantEvaluator>(evaluator)->value;
    if (!integerFitsInt64(index, &format) || format != FormatString)
        return value;
    Tuple* one = PYC_TRY(newTuple({value}));
    Value alias = PYC_TRY(newGenericAlias(Value(&TupleType), Value(one)));
    String* text = PYC_TRY(repr(alias)); // tuple[…]
    return Value(substring(text, 6, text->length - 1));
}

#define PYC_PARAMETER_MEMBERS                                                                                          \
    PYC_METHOD("has_default", hasDefault, "($self, /)", "Whether there is a default."),                                \
        PYC_METHOD("__reduce__", reduce, "($self, /)", "How to copy it."),                                             \
        PYC_METHOD("__mro_entries__", refuseSubclass, "($self, bases, /)", nullptr),                                   \
        PYC_METHOD("__typing_subst__", substitute, "($self, arg, /)", nullptr),                                        \
        PYC_METHOD("__typing_prepare_subst__", prepareSubstitution, "($self, alias, args, /)", nullptr),               \
        PYC_FIELD("__name__", parameterName, nullptr, nullptr), PYC_GETTER("__module__", parameterModule, nullptr),    \
        PYC_GETTER("__default__", parameterDefault, "The default, or NoDefault."),                                     \
        PYC_GETTER("evaluate_default", defaultEvaluator, nullptr)
#define PYC_VARIANCE_MEMBERS                                                                                           \
    PYC_FIELD("__covariant__", isCovariant, nullptr, nullptr),                                                         \
        PYC_FIELD("__contravariant__", isContravariant, nullptr, nullptr),                                             \
        PYC_FIELD("__infer_variance__", infersVariance, nullptr, nullptr),                                             \
        PYC_GETTER("__bound__", parameterBound, "The type it is bound by, or None.")

constinit const NativeMember typeVarMembers[] = {
    PYC_PARAMETER_MEMBERS,
    PYC_VARIANCE_MEMBERS,
    PYC_GETTER("__constraints__", parameterConstraints, "The types it is one of."),
    PYC_GETTER("evaluate_bound", boundEvaluator, nullptr),
    PYC_GETTER("evaluate_constraints", constraintsEvaluator, nullptr),
    PYC_END,
};
constinit const NativeMember paramSpecMembers[] = {
    PYC_PARAMETER_MEMBERS,
    PYC_VARIANCE_MEMBERS,
    PYC_GETTER("args", partOf<ParamSpecArgsShape>, "Represents positional arguments."),
    PYC_GETTER("kwargs", partOf<ParamSpecKwargsShape>, "Represents keyword arguments."),
    PYC_END,
};
constinit const NativeMember typeVarTupleMembers[] = {PYC_PARAMETER_MEMBERS, PYC_END};
constinit const NativeMember partMembers[] = {
    PYC_METHOD("__mro_entries__", refusePart, "($self, bases, /)", nullptr),
    PYC_FIELD("__origin__", partOrigin, nullptr, nullptr),
    PYC_END,
};

struct Singleton : Object {};
Value noDefaultRepr(Value) { return Value(staticString<"typing.NoDefault">); }
Value noDefaultNew(Type*, const Value*, size_t count, Tuple* names) {
    if (count || (names && names->length))
        return raiseTypeError("NoDefaultType takes no arguments");
    return noDefaultValue();
}
Value noDefaultReduce(Value) { return Value(staticString<"NoDefault">); }
constinit const NativeMember noDefaultMembers[] = {
    PYC_METHOD("__reduce__", noDefaultReduce, "($self, /)", "How to copy it."),
    PYC_END,
};

} // namespace

alignas(16) PYC_GC_ROOT constinit Object noDefault = {&NoDefaultTypeShape};
Value noDefaultValue() { return Value(&noDefault); }

Value constantEvaluator(Value value) {
    ConstantEvaluator* evaluator = PYC_TRY(newObject<ConstantEvaluator>(ConstantEvaluatorShape));
    evaluator->value = value;
    return Value(evaluator);
}

Value newTypeParameter(Shape& kind, String* name) {
    readyType(kind.type);
    TypeParameter* parameter = PYC_TRY(makeParameter(kind, Value(name), Value()));
    parameter->inferVariance = true;
    return Value(parameter);
}

#define PYC_PARAMETER_TYPE(identifier, text, memberTable, create_, iter_, or_, docText)                                \
    PYC_GC_ROOT constinit Shape identifier##Shape = defineShape(identifier##Type);                                     \
    PYC_GC_ROOT constinit Type identifier##Type = defineType({                                                         \
        .name = text,                                                                                                  \
        .doc = docText,                                                                                                \
        .shape = &identifier##Shape,                                                                                   \
        .instanceSize = sizeof(TypeParameter),                                                                         \
        .members = memberTable,                                                                                        \
        .slots = {.repr = parameterRepr,                                                                               \
                  .iter = iter_,                                                                                       \
                  .binary = {{BinaryOperator::BitOr, or_}},                                                            \
                  .getAttribute = getAttributeSlot,                                                                    \
                  .setAttribute = setAttributeSlot,                                                                    \
                  .create = create_},                                                                                  \
    })
PYC_PARAMETER_TYPE(TypeVar, "typing.TypeVar", typeVarMembers, typeVarNew, nullptr, unionOr, "Stands for a type.");
PYC_PARAMETER_TYPE(ParamSpec, "typing.ParamSpec", paramSpecMembers, paramSpecNew, nullptr, unionOr,
                   "Stands for the parameters of a callable.");
PYC_PARAMETER_TYPE(TypeVarTuple, "typing.TypeVarTuple", typeVarTupleMembers, typeVarTupleNew, unpackTuple, nullptr,
                   "Stands for any number of types.");

PYC_GC_ROOT constinit Shape ParamSpecArgsShape = defineShape(ParamSpecArgsType);
PYC_GC_ROOT constinit Type ParamSpecArgsType = defineType({
    .name = "typing.ParamSpecArgs",
    .doc = "The positional arguments of a ParamSpec.",
    .shape = &ParamSpecArgsShape,
    .instanceSize = sizeof(ParamSpecPart),
    .members = partMembers,
    .slots = {.repr = partRepr<false>,
              .compare = partCompare,
              .create = PYC_CREATE("paramspecargs", partNew, "(origin)")},
});
PYC_GC_ROOT constinit Shape ParamSpecKwargsShape = defineShape(ParamSpecKwargsType);
PYC_GC_ROOT constinit Type ParamSpecKwargsType = defineType({
    .name = "typing.ParamSpecKwargs",
    .doc = "The keyword arguments of a ParamSpec.",
    .shape = &ParamSpecKwargsShape,
    .instanceSize = sizeof(ParamSpecPart),
    .members = partMembers,
    .slots = {.repr = partRepr<true>,
              .compare = partCompare,
              .create = PYC_CREATE("paramspeckwargs", partNew, "(origin)")},
});
PYC_GC_ROOT constinit Shape NoDefaultTypeShape = defineShape(NoDefaultTypeType);
PYC_GC_ROOT constinit Type NoDefaultTypeType = defineType({
    .name = "NoDefaultType",
    .doc = "The type of the NoDefault singleton.",
    .shape = &NoDefaultTypeShape,
    .instanceSize = sizeof(Singleton),
    .members = noDefaultMembers,
    .slots = {.repr = noDefaultRepr, .create = noDefaultNew},
});
PYC_GC_ROOT constinit Shape ConstantEvaluatorShape = defineShape(ConstantEvaluatorType);
PYC_GC_ROOT constinit Type ConstantEvaluatorType = defineType({
    .name = "_typing._ConstEvaluator",
    .shape = &ConstantEvaluatorShape,
    .instanceSize = sizeof(ConstantEvaluator),
    .slots = {.repr = evaluatorRepr, .call = evaluatorCall},
});

} // namespace pyc::runtime
