// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Template strings: static parts and the interpolations between them, unjoined.
#include "runtime/abi/entry_points.h"
#include "runtime/builtins/iterators.h"
#include "runtime/object/native.h"
#include "runtime/object/operations.h"
#include "runtime/object/shape.h"

namespace pyc::runtime {

namespace {
struct InterpolationObject : Object {
    Value value, expression, conversion, formatSpec;
};
struct TemplateObject : Object {
    Tuple* strings; // one more than interpolations
    Tuple* interpolations;
};
struct TemplateIteratorObject : Object {
    TemplateObject* source;
    int64_t index; // even: a string, odd: an interpolation
};
} // namespace

// ---- interpolations ----
static Value newInterpolation(Value value, Value expression, Value conversion, Value spec) {
    InterpolationObject* result = PYC_TRY(newObject<InterpolationObject>(InterpolationShape));
    result->value = value;
    result->expression = expression;
    result->conversion = conversion;
    result->formatSpec = spec;
    return Value(result);
}

static Value interpolationNew(Type*, Value value, String* expression, Value conversion, String* spec) {
    bool known = isNone(conversion);
    if (!known && !isString(conversion))
        return raiseTypeError("Interpolation() argument 'conversion' must be str, not %T", conversion);
    for (std::string_view letter : {"s", "r", "a"})
        known = known || sameText(as<String>(conversion), letter);
    if (!known)
        return raiseValueError("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'");
    return newInterpolation(value, Value(expression ? expression : staticString<"">), conversion,
                            Value(spec ? spec : staticString<"">));
}

static Value interpolationRepr(Value self) {
    auto* it = as<InterpolationObject>(self);
    return Value(
        formatText("Interpolation(%R, %R, %R, %R)", it->value, it->expression, it->conversion, it->formatSpec));
}

template <Value InterpolationObject::* field>
static Value interpolationField(Value self) {
    return as<InterpolationObject>(self)->*field;
}
static Value interpolationMatchArgs(Value) {
    return Value(newTuple({Value(staticString<"value">), Value(staticString<"expression">),
                           Value(staticString<"conversion">), Value(staticString<"format_spec">)}));
}

static constinit const NativeMember interpolationMembers[] = {
    PYC_FIELD("value", interpolationField<&InterpolationObject::value>, nullptr, nullptr),
    PYC_FIELD("expression", interpolationField<&InterpolationObject::expression>, nullptr, nullptr),
    PYC_FIELD("conversion", interpolationField<&InterpolationObject::conversion>, nullptr, nullptr),
    PYC_FIELD("format_spec", interpolationField<&InterpolationObject::formatSpec>, nullptr, nullptr),
    PYC_GETTER("__match_args__", interpolationMatchArgs, nullptr),
    PYC_END,
};
PYC_GC_ROOT constinit Shape InterpolationShape = defineShape(InterpolationType);
PYC_GC_ROOT constinit Type InterpolationType = defineType({
    .name = "string.templatelib.Interpolation",
    .doc = "A value in a template string, with the text it was written as.",
    .shape = &InterpolationShape,
    .instanceSize = sizeof(InterpolationObject),
    .members = interpolationMembers,
    .slots = {.repr = interpolationRepr,
              .create = PYC_CREATE("Interpolation", interpolationNew,
                                   "(value, expression='', conversion=None, format_spec='')")},
});

// ---- templates ----
static Value newTemplate(Tuple* strings, Tuple* interpolations) {
    TemplateObject* result = PYC_TRY(newObject<TemplateObject>(TemplateShape));
    result->strings = strings;
    result->interpolations = interpolations;
    return Value(result);
}

// Strings that stand side by side are joined; two interpolations have an empty one between them.
struct TemplateParts {
    List* strings;
    List* interpolations;
    String* open;
};
static bool addString(TemplateParts& parts, String* text) {
    Value joined = parts.open ? binary(BinaryOperator::Add, Value(parts.open), Value(text)) : Value(text);
    parts.open = as<String>(PYC_TRY(joined));
    return true;
}
static bool addInterpolation(TemplateParts& parts, Value interpolation) {
    PYC_TRY(listAppend(parts.strings, Value(parts.open ? parts.open : staticString<"">)));
    parts.open = nullptr;
    return listAppend(parts.interpolations, interpolation);
}
static Value finishTemplate(TemplateParts& parts) {
    PYC_TRY(listAppend(parts.strings, Value(parts.open ? parts.open : staticString<"">)));
    Tuple* strings = PYC_TRY(listToTuple(parts.strings));
    Tuple* interpolations = PYC_TRY(listToTuple(parts.interpolations));
    return newTemplate(strings, interpolations);
}

static Value templateNew(Type*, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (keywordNames && keywordNames->length)
        return raiseTypeError("Template.__new__ only accepts *args arguments");
    TemplateParts parts{PYC_TRY(newList()), PYC_TRY(newList()), nullptr};
    for (size_t i = 0; i < count; ++i) {
        if (isString(arguments[i]))
            PYC_TRY(addString(parts, as<String>(arguments[i])));
        else if (isExactly(arguments[i], InterpolationType))
            PYC_TRY(addInterpolation(parts, arguments[i]));
        else
            return raiseTypeError("Template.__new__ *args need to be of type 'str' or 'Interpolation', got %T",
                                  arguments[i]);
    }
    return finishTemplate(parts);
}

static bool addAll(TemplateParts& parts, TemplateObject* source) {
    for (int64_t i = 0; i < source->strings->length; ++i) {
        PYC_TRY(addString(parts, as<String>(source->strings->items[i])));
        if (i < source->interpolations->length)
            PYC_TRY(addInterpolation(parts, source->interpolations->items[i]));
    }
    return true;
}

static Value templateConcatenate(Value left, Value right) {
    if (!isExactly(left, TemplateType) || !isExactly(right, TemplateType))
        return raiseTypeError(
            "can only concatenate string.templatelib.Template (not \"%T\") to string.templatelib.Template",
            isExactly(left, TemplateType) ? right : left);
    TemplateParts parts{PYC_TRY(newList()), PYC_TRY(newList()), nullptr};
    PYC_TRY(addAll(parts, as<TemplateObject>(left)));
    PYC_TRY(addAll(parts, as<TemplateObject>(right)));
    return finishTemplate(parts);
}

static Value templateRepr(Value self) {
    auto* source = as<TemplateObject>(self);
    return Value(
        formatText("Template(strings=%R, interpolations=%R)", Value(source->strings), Value(source->interpolations)));
}

static Value templateIter(Value self) {
    TemplateIteratorObject* iterator = PYC_TRY(newObject<TemplateIteratorObject>(TemplateIteratorShape));
    iterator->source = as<TemplateObject>(self);
    return Value(iterator);
}
static Value templateNext(Value self) {
    auto* iterator = as<TemplateIteratorObject>(self);
    while (iterator->index < iterator->source->strings->length * 2 - 1) {
        int64_t index = iterator->index++;
        if (index & 1)
            return iterator->source->interpolations->items[index / 2];
        Value text = iterator->source->strings->items[index / 2];
        if (as<String>(text)->length)
            return text;
    }
    return Value();
}
static Value templateStrings(Value self) { return Value(as<TemplateObject>(self)->strings); }
static Value templateInterpolations(Value self) { return Value(as<TemplateObject>(self)->interpolations); }
static Value templateValues(Value self) {
    Tuple* interpolations = as<TemplateObject>(self)->interpolations;
    Tuple* values = PYC_TRY(interpolations->length ? newTuple(interpolations->length) : emptyTuple());
    for (int64_t i = 0; i < interpolations->length; ++i)
        values->items[i] = as<InterpolationObject>(interpolations->items[i])->value;
    return Value(values);
}

static constinit const NativeMember templateMembers[] = {
    PYC_FIELD("strings", templateStrings, nullptr, "Strings"),
    PYC_FIELD("interpolations", templateInterpolations, nullptr, "Interpolations"),
    PYC_GETTER("values", templateValues, "Values of interpolations"),
    PYC_END,
};
PYC_GC_ROOT constinit Shape TemplateShape = defineShape(TemplateType);
PYC_GC_ROOT constinit Type TemplateType = defineType({
    .name = "string.templatelib.Template",
    .doc = "What a template string evaluates to.",
    .shape = &TemplateShape,
    .instanceSize = sizeof(TemplateObject),
    .members = templateMembers,
    .slots = {.repr = templateRepr, .iter = templateIter, .concatenate = templateConcatenate, .create = templateNew},
});
PYC_GC_ROOT constinit Shape TemplateIteratorShape = defineShape(TemplateIteratorType);
PYC_GC_ROOT constinit Type TemplateIteratorType = defineType({
    .name = "string.templatelib.TemplateIter",
    .shape = &TemplateIteratorShape,
    .instanceSize = sizeof(TemplateIteratorObject),
    .slots = {.iter = identity, .next = templateNext},
});

// ---- displays ----
Value pyc_build_interpolation(Value value, Value expression, UInt32 conversion, Value spec) {
    Value letter = conversion == 1   ? Value(staticString<"s">)
                   : conversion == 2 ? Value(staticString<"r">)
                   : conversion == 3 ? Value(staticString<"a">)
                                     : noneValue();
    return newInterpolation(value, expression, letter, spec ? spec : Value(staticString<"">));
}

Value pyc_build_template(Value strings, Value interpolations) {
    return newTemplate(as<Tuple>(strings), as<Tuple>(interpolations));
}

} // namespace pyc::runtime
