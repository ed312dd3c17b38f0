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
    List* submodules; // or null
    Value loader;
    bool native;
};

struct Loader : Object {
    bool native;
};

extern Type moduleSpecType, loaderType;
extern Shape moduleSpecShape, loaderShape;

Value orNone(const Object* object) { return object ? Value(object) : noneValue(); }

Value specName(Value self) { return as<ModuleSpec>(self)->name; }
Value specOrigin(Value self) { return orNone(as<ModuleSpec>(self)->origin); }
Value specLoader(Value self) { return as<ModuleSpec>(self)->loader; }
Value specSubmodules(Value self) { return orNone(as<ModuleSpec>(self)->submodules); }
Value specHasLocation(Value self) { return boolValue(!as<ModuleSpec>(self)->native); }
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
        String* places = PYC_TRY(formatText(", submodule_search_locations=%R", Value(spec->submodules)));
        if (!text.append(places))
            return Value();
    }
    if (!text.append(")"))
        return Value();
    return Value(text.finish());
}

Value loaderRepr(Value self) {
    if (as<Loader>(self)->native)
        return Value(staticString<"<class '_frozen_importlib.BuiltinImporter'>">);
    return Value(formatText("<_frozen_importlib_external.SourceFileLoader object at 0x%x>", self.bits));
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

struct alignas(16) StaticLoader : Loader {};
constinit StaticLoader nativeLoaderObject{{{&loaderShape}, true}};
constinit StaticLoader programLoaderObject{{{&loaderShape}, false}};

} // namespace

Value nativeLoader() { return Value(&nativeLoaderObject); }
Value programLoader() { return Value(&programLoaderObject); }

Value newModuleSpec(String* name, String* origin, bool isNative, bool isPackage) {
    auto* spec = static_cast<ModuleSpec*>(gc::allocate(sizeof(ModuleSpec)));
    if (!spec)
        return raiseMemoryError();
    spec->name = name;
    spec->origin = origin;
    spec->loader = isNative ? nativeLoader() : programLoader();
    spec->native = isNative;
    spec->submodules = nullptr;
    if (isPackage) {
        spec->submodules = PYC_TRY(newList());
        Value parts = origin ? callMethod(origin, staticString<"rpartition">, {staticString<"/">}) : Value(name);
        if (!parts || !listAppend(spec->submodules, origin ? as<Tuple>(parts)->items[0] : parts))
            return Value();
    }
    spec->shape = &moduleSpecShape;
    return spec;
}

} // namespace pyc::runtime
