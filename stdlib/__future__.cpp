// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// __future__: what the names of `from __future__ import …` are when the program runs. The compiler has read them
// before.
#include "runtime/import/native_module.h"
#include "runtime/object/operations.h"
#include "runtime/object/shape.h"

namespace pyc::runtime {

namespace {

struct Feature : Object {
    Value optional, mandatory; // releases as sys.version_info; None: not decided
    Value flag;                // for compile()
};

extern Type featureType;
extern Shape featureShape;

Value optionalRelease(Feature* self) { return self->optional; }
Value mandatoryRelease(Feature* self) { return self->mandatory; }

template <Value Feature::* field>
Value get(Value self) {
    return as<Feature>(self)->*field;
}

Value featureRepr(Value self) {
    auto* feature = as<Feature>(self);
    Tuple* parts = PYC_TRY(newTuple({feature->optional, feature->mandatory, feature->flag}));
    return Value(formatText("_Feature%R", Value(parts)));
}

Value createFeature(Type* cls, Value optional, Value mandatory, Value flag) {
    auto* feature = static_cast<Feature*>(PYC_TRY(allocateInstance(cls)));
    feature->optional = optional;
    feature->mandatory = mandatory;
    feature->flag = flag;
    return Value(feature);
}

constinit const NativeMember featureMembers[] = {
    PYC_METHOD("getOptionalRelease", optionalRelease, "($self)", "The release in which the feature could be had."),
    PYC_METHOD("getMandatoryRelease", mandatoryRelease, "($self)",
               "The release in which the feature became the language, or None."),
    PYC_FIELD("optional", get<&Feature::optional>, nullptr, nullptr),
    PYC_FIELD("mandatory", get<&Feature::mandatory>, nullptr, nullptr),
    PYC_FIELD("compiler_flag", get<&Feature::flag>, nullptr, nullptr),
    PYC_END,
};

PYC_GC_ROOT constinit Shape featureShape = defineShape(featureType);
PYC_GC_ROOT constinit Type featureType = defineType({
    .name = "__future__._Feature",
    .shape = &featureShape,
    .instanceSize = sizeof(Feature),
    .members = featureMembers,
    .slots = {.repr = featureRepr,
              .create = PYC_CREATE("_Feature", createFeature, "(optionalRelease, mandatoryRelease, compiler_flag)")},
});

struct Release {
    uint8_t major, minor;
    String* level; // null: never
    uint8_t serial;
};

struct FeatureRow {
    String* name;
    Release optional, mandatory;
    uint32_t flag;
    String* flagName; // or null: it has none of its own
};

String* const Alpha = staticString<"alpha">;
String* const Beta = staticString<"beta">;
String* const Final = staticString<"final">;

const FeatureRow featureRows[] = {
    {staticString<"nested_scopes">, {2, 1, Beta, 1}, {2, 2, Alpha, 0}, 0x10, staticString<"CO_NESTED">},
    {staticString<"generators">, {2, 2, Alpha, 1}, {2, 3, Final, 0}, 0, staticString<"CO_GENERATOR_ALLOWED">},
    {staticString<"division">, {2, 2, Alpha, 2}, {3, 0, Alpha, 0}, 0x20000, staticString<"CO_FUTURE_DIVISION">},
    {staticString<"absolute_import">,
     {2, 5, Alpha, 1},
     {3, 0, Alpha, 0},
     0x40000,
     staticString<"CO_FUTURE_ABSOLUTE_IMPORT">},
    {staticString<"with_statement">,
     {2, 5, Alpha, 1},
     {2, 6, Alpha, 0},
     0x80000,
     staticString<"CO_FUTURE_WITH_STATEMENT">},
    {staticString<"print_function">,
     {2, 6, Alpha, 2},
     {3, 0, Alpha, 0},
     0x100000,
     staticString<"CO_FUTURE_PRINT_FUNCTION">},
    {staticString<"unicode_literals">,
     {2, 6, Alpha, 2},
     {3, 0, Alpha, 0},
     0x200000,
     staticString<"CO_FUTURE_UNICODE_LITERALS">},
    {staticString<"barry_as_FLUFL">,
     {3, 1, Alpha, 2},
     {4, 0, Alpha, 0},
     0x400000,
     staticString<"CO_FUTURE_BARRY_AS_BDFL">},
    {staticString<"generator_stop">,
     {3, 5, Beta, 1},
     {3, 7, Alpha, 0},
     0x800000,
     staticString<"CO_FUTURE_GENERATOR_STOP">},
    {staticString<"annotations">, {3, 7, Beta, 1}, {}, 0x1000000, staticString<"CO_FUTURE_ANNOTATIONS">},
};

Value releaseValue(const Release& release) {
    if (!release.level)
        return noneValue();
    return Value(newTuple({intValue(release.major), intValue(release.minor), Value::fromSmallInt(0),
                           Value(release.level), intValue(release.serial)}));
}

bool addFeatures(Module* module) {
    Dict* names = module->namespaceDict;
    List* all = PYC_TRY(newList());
    List* exported = PYC_TRY(newList());
    PYC_TRY(listAppend(exported, Value(staticString<"all_feature_names">)));
    for (const FeatureRow& row : featureRows) {
        Value optional = PYC_TRY(releaseValue(row.optional)), mandatory = PYC_TRY(releaseValue(row.mandatory));
        Value feature = PYC_TRY(createFeature(&featureType, optional, mandatory, intValue(row.flag)));
        if (!dictSetString(names, row.name, feature) || !dictSetString(names, row.flagName, intValue(row.flag)) ||
            !listAppend(all, Value(row.name)) || !listAppend(exported, Value(row.name)))
            return false;
    }
    return dictSetString(names, staticString<"all_feature_names">, Value(all)) &&
           dictSetString(names, staticString<"__all__">, Value(exported)) &&
           dictSetString(names, staticString<"_Feature">, Value(&featureType));
}

} // namespace

PYC_NATIVE_MODULE(__future__, "Features that programs may ask for before they become the language.", nullptr,
                  addFeatures)

} // namespace pyc::runtime
