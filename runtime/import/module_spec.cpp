// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Module specs and loaders: what programs see of where a module came from. Loading itself needs neither.
#include "runtime/import/module_spec.h"
#include "runtime/object/native.h"
#include "runtime/object/operations.h"
#include "runtime/object/shape.h"

namespace pyc::runtime {

namespace {

struct ModuleSpec : Object {
    String* name;
    String* origin;   // or null
    Value submodules; // or empty
    Value loader;
    bool hasLocation;
};

struct alignas(16) Loader : Object {
    LoaderKind kind;
};

extern Type moduleSpecType, loaderType;
extern Shape moduleSpecShape, loaderShape;

Value orNone(const Object* object) { return object ? Value(object) : noneValue(); }

Value specName(Value self) { return as<ModuleSpec>(self)->name; }
Value specOrigin(Value self) { return orNone(as<ModuleSpec>(self)->origin); }
Value specLoader(Value self) { return as<ModuleSpec>(self)->loader; }
Value specSubmodules(Value self) {
    Value submodules = as<ModuleSpec>(self)->submodules;
    return submodules ? submodules : noneValue();
}
Value specHasLocation(Value self) { return boolValue(as<ModuleSpec>(self)->hasLocation); }
Value specNone(Value) { return noneValue(); }
Value specParent(Value self) {
    auto* spec = as<ModuleSpec>(self);
    if (spec->submodules)
        return spec->name;
    Value parts = PYC_TRY(callMethod(spec->name, staticString<"rpartition">, {staticString<".">}));
    return as<Tuple>(parts)->items[0];
}

Value specRepr(Value self) {
    auto* spec = as<ModuleSpec>(self);
    StringBuilder text;
    String* start = PYC_TRY(formatText("ModuleSpec(name=%R, loader=%R", Value(spec->name), spec->loader));
    if (!text.append(start))
        return Value();
    if (spec->origin) {
        String* origin = PYC_TRY(formatText(", origin=%R", Value(spec->origin)));
        if (!text.append(origin))
            return Value();
    }
    if (spec->submodules) {
        String* places = PYC_TRY(formatText(", submodule_search_locations=%R", spec->submodules));
        if (!text.append(places))
            return Value();
    }
    if (!text.append(")"))
        return Value();
    return Value(text.finish());
}

Value loaderRepr(Value self) {
    LoaderKind kind = as<Loader>(self)->kind;
    if (kind == LoaderKind::Native)
        return Value(staticString<"<class '_frozen_importlib.BuiltinImporter'>">);
    return Value(formatText("<_frozen_importlib_external.%s object at 0x%x>",
                            kind == LoaderKind::Namespace ? "NamespaceLoader" : "SourceFileLoader", self.bits));
}

constinit const NativeMember specMembers[] = {
    PYC_GETTER("name", specName, "The module's absolute name."),
    PYC_GETTER("loader", specLoader, "What loaded the module."),
    PYC_GETTER("origin", specOrigin, "Where the module came from."),
    PYC_GETTER("parent", specParent, "The package that relative imports start from."),
    PYC_GETTER("submodule_search_locations", specSubmodules,
               "Where submodules are looked for; None if it is no package."),
    PYC_GETTER("has_location", specHasLocation, "Whether the origin is a place in the file system."),
    PYC_GETTER("cached", specNone, "Where compiled code is kept."),
    PYC_GETTER("loader_state", specNone, "What the loader keeps with the module."),
    PYC_END,
};

PYC_GC_ROOT constinit Shape moduleSpecShape = defineShape(moduleSpecType);
PYC_GC_ROOT constinit Type moduleSpecType = defineType({
    .name = "importlib._bootstrap.ModuleSpec",
    .doc = "Where a module came from.",
    .shape = &moduleSpecShape,
    .instanceSize = sizeof(ModuleSpec),
    .members = specMembers,
    .slots = {.repr = specRepr},
});

PYC_GC_ROOT constinit Shape loaderShape = defineShape(loaderType);
PYC_GC_ROOT constinit Type loaderType = defineType({
    .name = "_frozen_importlib_external.SourceFileLoader",
    .doc = "Stands for what loaded a module: the executable.",
    .shape = &loaderShape,
    .instanceSize = sizeof(Loader),
    .slots = {.repr = loaderRepr},
});

constinit Loader loaders[] = {
    {{&loaderShape}, LoaderKind::Native},
    {{&loaderShape}, LoaderKind::Program},
    {{&loaderShape}, LoaderKind::Namespace},
};

} // namespace

Value loaderOf(LoaderKind kind) { return Value(&loaders[size_t(kind)]); }

Value newModuleSpec(String* name, String* origin, LoaderKind loader, ModuleKind kind) {
    auto* spec = static_cast<ModuleSpec*>(gc::allocate(sizeof(ModuleSpec)));
    if (!spec)
        return raiseMemoryError();
    spec->name = name;
    spec->origin = kind == ModuleKind::NamespacePackage ? nullptr : origin;
    spec->loader = loaderOf(loader);
    spec->hasLocation = spec->origin && loader == LoaderKind::Program;
    if (kind == ModuleKind::NamespacePackage) {
        spec->submodules = PYC_TRY(newNamespacePath(origin));
    } else if (kind == ModuleKind::Package) {
        Value parts = PYC_TRY(callMethod(origin, staticString<"rpartition">, {staticString<"/">}));
        spec->submodules = Value(PYC_TRY(newList(itemsOf(as<Tuple>(parts)).first(1))));
    }
    spec->shape = &moduleSpecShape;
    return spec;
}

} // namespace pyc::runtime
