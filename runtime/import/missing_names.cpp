// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The words for a name that a module does not have, and what may be the reason.
#include "runtime/builtins/exceptions.h"
#include "runtime/import/import.h"
#include "runtime/object/operations.h"

#include <cstring>

namespace pyc::runtime {

bool isStandardModule(const String* name) {
    static constexpr char names[] =
#define PYC_STANDARD_MODULE(name) #name "\0"
#include "runtime/builtins/standard_modules.def"
        ;
    for (const char* standard = names; *standard; standard += strlen(standard) + 1)
        if (sameText(name, standard))
            return true;
    return false;
}

namespace {

std::string_view folderOf(std::string_view path) {
    size_t slash = path.rfind('/');
    return slash == path.npos ? std::string_view() : path.substr(0, slash);
}

// Whether the module lies beside the program, where it comes before a library's module of the same name.
bool maybeShadows(const String* origin) {
    if (!origin)
        return false;
    std::string_view path = utf8Of(origin).view();
    constexpr std::string_view packageFile = "/__init__.py";
    if (path.size() > packageFile.size() && path.substr(path.size() - packageFile.size()) == packageFile)
        path.remove_suffix(packageFile.size());
    return folderOf(path) == folderOf(pyc_program.modules[pyc_program.mainModule].fileName);
}

struct Suspicion {
    String* origin = nullptr; // where the module came from, if it says so
    bool initialising = false, shadows = false, shadowsStandard = false;
};

Suspicion suspect(Value module, const String* moduleName) {
    Suspicion suspicion;
    Value found;
    ExceptionObject* pending = takeError();
    if (findAttribute(module, staticString<"__spec__">, &found) > 0 && !isNone(found)) {
        // An origin such as "built-in" is no place.
        Value located, origin;
        if (findAttribute(found, staticString<"has_location">, &located) > 0 && isTrue(located) > 0 &&
            findAttribute(found, staticString<"origin">, &origin) > 0 && isString(origin))
            suspicion.origin = as<String>(origin);
    }
    clearError();
    if (pending)
        restoreError(pending);
    suspicion.initialising = isA(module, ModuleType) && as<Module>(module)->flags & ModuleInitialising;
    suspicion.shadows = maybeShadows(suspicion.origin);
    suspicion.shadowsStandard = suspicion.shadows && isStandardModule(moduleName);
    return suspicion;
}

} // namespace

ErrorReturn raiseModuleLacks(Value module, String* name) {
    String* of = isA(module, ModuleType) ? moduleName(as<Module>(module)) : nullptr;
    if (!of)
        return raiseNoModuleAttribute(as<Module>(module), name);
    Suspicion suspicion = suspect(module, of);
    String* message;
    if (suspicion.shadowsStandard)
        message = formatText("module '%U' has no attribute '%U' (consider renaming '%U' since it has the same name as "
                             "the standard library "
                             "module named '%U' and prevents importing that standard library module)",
                             of, name, suspicion.origin, of);
    else if (suspicion.initialising && suspicion.shadows)
        message = formatText("module '%U' has no attribute '%U' (consider renaming '%U' if it has the same name as a "
                             "library you intended "
                             "to import)",
                             of, name, suspicion.origin);
    else if (suspicion.initialising && suspicion.origin)
        message = formatText(
            "partially initialized module '%U' from '%U' has no attribute '%U' (most likely due to a circular import)",
            of, suspicion.origin, name);
    else if (suspicion.initialising)
        message = formatText(
            "partially initialized module '%U' has no attribute '%U' (most likely due to a circular import)", of, name);
    else
        return raiseNoModuleAttribute(as<Module>(module), name);
    if (!message)
        return {};
    return raiseAttributeErrorFor(module, name, message);
}

ErrorReturn raiseCannotImport(Value module, String* name) {
    Value found;
    int has = findAttribute(module, staticString<"__name__">, &found);
    if (has < 0)
        return {};
    Value moduleNameValue = has && isString(found) ? found : noneValue();
    Value of = isNone(moduleNameValue) ? Value(staticString<"<unknown module name>">) : moduleNameValue;
    Suspicion suspicion = suspect(module, as<String>(of));
    has = findAttribute(module, staticString<"__file__">, &found);
    if (has < 0)
        return {};
    Value file = has && isString(found) ? found : suspicion.origin ? Value(suspicion.origin) : noneValue();
    Value wanted(name);
    String* message;
    if (suspicion.shadowsStandard)
        message = formatText("cannot import name %R from %R (consider renaming %R since it has the same name as the "
                             "standard library module "
                             "named %R and prevents importing that standard library module)",
                             wanted, of, file, of);
    else if (suspicion.initialising && suspicion.shadows)
        message = formatText(
            "cannot import name %R from %R (consider renaming %R if it has the same name as a library you intended to "
            "import)",
            wanted, of, file);
    else if (suspicion.initialising && !isNone(file))
        message = formatText(
            "cannot import name %R from partially initialized module %R (most likely due to a circular import) (%S)",
            wanted, of, file);
    else if (suspicion.initialising)
        message = formatText(
            "cannot import name %R from partially initialized module %R (most likely due to a circular import)", wanted,
            of);
    else if (!isNone(file))
        message = formatText("cannot import name %R from %R (%S)", wanted, of, file);
    else
        message = formatText("cannot import name %R from %R (unknown location)", wanted, of);
    ExceptionObject* error = message ? newException(ImportErrorType, message) : nullptr;
    if (!error || setAttribute(Value(error), staticString<"name">, moduleNameValue) < 0 ||
        setAttribute(Value(error), staticString<"path">, file) < 0 ||
        setAttribute(Value(error), staticString<"name_from">, wanted) < 0)
        return {};
    raiseObject(Value(error));
    return {};
}

} // namespace pyc::runtime
