// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Importing: every module of a program is known when it is linked, so finding one is a look at two tables; the rest is
// what Python sees.
#include "runtime/import/import.h"
#include "runtime/abi/entry_points.h"
#include "runtime/import/module_spec.h"
#include "runtime/object/operations.h"

#include <algorithm>
#include <cstring>

extern "C" const pyc::runtime::NativeModule pyc_native_module_builtins;
extern "C" const pyc::runtime::NativeModule pyc_native_module_sys;

namespace pyc::runtime {

namespace {

PYC_GC_ROOT constinit Dict* modules = nullptr;
PYC_GC_ROOT constinit Module* builtins = nullptr;

bool isProgram(std::string_view name) { return name == "__main__"; }

ErrorReturn raiseNotFound(String* message, String* name) {
    if (!message)
        return {};
    ExceptionObject* error = newException(ModuleNotFoundErrorType, message);
    if (error && setAttribute(Value(error), staticString<"name">, Value(name)) == 0)
        raiseObject(Value(error));
    return {};
}

// "a.b" of "a.b.c"; null: the name has no dot. An error is pending when *failed.
String* parentOf(String* name, String** last, bool* failed) {
    Value parts = callMethod(name, staticString<"rpartition">, {staticString<".">});
    *failed = !parts;
    if (!parts)
        return nullptr;
    *last = as<String>(as<Tuple>(parts)->items[2]);
    auto* parent = as<String>(as<Tuple>(parts)->items[0]);
    return parent->length ? parent : nullptr;
}

bool setString(Dict* dict, String* key, Value value) { return value && dictSetString(dict, key, value); }

bool describeModule(Module* module, String* name, const ModuleData* data, const NativeModule* native) {
    Dict* names = module->namespaceDict;
    String* fileName = nullptr;
    if (data && data->fileName)
        fileName = PYC_TRY(newString(data->fileName));
    bool isMain = data && name->isAscii() && isProgram(name->view());
    ModuleKind kind = data ? data->kind : ModuleKind::Plain;
    bool isPackage = kind != ModuleKind::Plain;
    LoaderKind loader = native                                 ? LoaderKind::Native
                        : kind == ModuleKind::NamespacePackage ? LoaderKind::Namespace
                                                               : LoaderKind::Program;
    String* package = name;
    if (!isPackage) {
        String* last;
        bool failed;
        package = parentOf(name, &last, &failed);
        if (failed)
            return false;
        if (!package)
            package = staticString<"">;
    }
    Value spec = noneValue();
    if (!isMain)
        spec = PYC_TRY(newModuleSpec(name, native ? staticString<"built-in"> : fileName, loader, kind));
    Value packageValue = isMain ? noneValue() : Value(package);
    if (!setString(names, staticString<"__package__">, packageValue) ||
        !setString(names, staticString<"__loader__">, loaderOf(loader)) ||
        !setString(names, staticString<"__spec__">, spec))
        return false;
    if (native)
        return true;
    if (isPackage) {
        Value places = PYC_TRY(getAttribute(spec, staticString<"submodule_search_locations">));
        if (!setString(names, staticString<"__path__">, places))
            return false;
    }
    if (kind == ModuleKind::NamespacePackage)
        return setString(names, staticString<"__file__">, noneValue());
    if (isMain && !setString(names, staticString<"__builtins__">, Value(builtins)))
        return false;
    if (fileName && !setString(names, staticString<"__file__">, Value(fileName)))
        return false;
    if (!setString(names, staticString<"__cached__">, noneValue()))
        return false;
    return isMain || setString(names, staticString<"__builtins__">, Value(builtinsDict()));
}

// Static storage serves the first import of a module; one after its removal from sys.modules makes another module.
bool isUnused(const Module* storage) { return storage && !storage->namespaceDict; }

Module* makeModule(String* name, Module* storage) {
    Module* module = isUnused(storage) ? storage : nullptr;
    if (!module) {
        module = static_cast<Module*>(gc::allocate(sizeof(Module)));
        if (!module)
            return raiseMemoryError();
        memset(static_cast<void*>(module), 0, sizeof(Module));
        module->shape = &ModuleShape;
    }
    module->name = name;
    module->namespaceDict = PYC_TRY(newDict());
    if (module->slots)
        module->namespaceDict->owner = module;
    Dict* names = module->namespaceDict;
    if (!setString(names, staticString<"__name__">, Value(name)) ||
        !setString(names, staticString<"__doc__">, noneValue()) ||
        !setString(names, staticString<"__package__">, noneValue()) ||
        !setString(names, staticString<"__loader__">, noneValue()) ||
        !setString(names, staticString<"__spec__">, noneValue()))
        return nullptr;
    return module;
}

Value loadNativeModule(const NativeModule* definition, String* name) {
    Module* module =
        PYC_TRY(makeModule(name, definition == &pyc_native_module_builtins ? pyc_program.builtins : nullptr));
    if (!describeModule(module, name, nullptr, definition))
        return Value();
    if (!dictSetString(modules, name, Value(module)))
        return Value();
    if (!populateNativeModule(module, definition)) {
        dictDeleteString(modules, name);
        return Value();
    }
    return module;
}

bool runBody(Module* module, const ModuleData* data) {
    // Native code addresses the globals in static storage; another module's body is interpreted.
    bool native = module == data->storage || !data->storage;
    if (data->body && native)
        return bool(data->body(Value(module), nullptr, 0, nullptr));
    Code* code = PYC_TRY(data->codeObject && native ? data->codeObject : newCode(data->code));
    Function* function = PYC_TRY(newFunction(code, module->namespaceDict));
    return bool(runInNamespace(function, Value(module->namespaceDict)));
}

// What sys.modules says about a name: empty when nothing.
Value loadedModule(String* name) { return dictGetString(modules, name); }

Value findAndLoad(String* name) {
    String* last = nullptr;
    bool failed;
    String* parentName = parentOf(name, &last, &failed);
    if (failed)
        return Value();
    Value parent;
    if (parentName) {
        parent = loadedModule(parentName);
        if (!parent)
            parent = PYC_TRY(importModule(parentName));
        // The parent's body may have imported it.
        if (Value module = loadedModule(name))
            return module;
        Value path;
        int isPackage = findAttribute(parent, staticString<"__path__">, &path);
        if (isPackage < 0)
            return Value();
        if (!isPackage)
            return raiseNotFound(formatText("No module named %R; %R is not a package", Value(name), Value(parentName)),
                                 name);
    }
    Value module;
    if (const ModuleData* data = findProgramModule(name))
        module = PYC_TRY(runProgramModule(data, name));
    else if (const NativeModule* native = findNativeModule(name))
        module = PYC_TRY(loadNativeModule(native, name));
    else
        return raiseNotFound(formatText("No module named %R", Value(name)), name);
    if (parent && setAttribute(parent, last, module) < 0)
        return Value();
    return module;
}

// The package that relative names of a module start from; null: error.
String* packageOf(Dict* globals) {
    Value package = globals ? dictGetString(globals, staticString<"__package__">) : Value();
    Value spec = globals ? dictGetString(globals, staticString<"__spec__">) : Value();
    if (package && !isNone(package)) {
        if (!isString(package))
            return raiseTypeError("package must be a string");
        return as<String>(package);
    }
    if (spec && !isNone(spec)) {
        Value parent = PYC_TRY(getAttribute(spec, staticString<"parent">));
        if (!isString(parent))
            return raiseTypeError("__spec__.parent must be a string");
        return as<String>(parent);
    }
    Value name = globals ? dictGetString(globals, staticString<"__name__">) : Value();
    if (!name) {
        raiseKeyError(Value(staticString<"'__name__' not in globals">));
        return nullptr;
    }
    if (!isString(name))
        return raiseTypeError("__name__ must be a string");
    if (dictGetString(globals, staticString<"__path__">))
        return as<String>(name);
    String* last;
    bool failed;
    String* parent = parentOf(as<String>(name), &last, &failed);
    if (failed)
        return nullptr;
    return parent ? parent : staticString<"">;
}

String* resolveRelative(String* name, Dict* globals, int64_t level) {
    String* package = PYC_TRY(packageOf(globals));
    if (package->length == 0)
        return raiseImportError("attempted relative import with no known parent package");
    for (int64_t up = 1; up < level; ++up) {
        String* last;
        bool failed;
        package = parentOf(package, &last, &failed);
        if (failed)
            return nullptr;
        if (!package)
            return raiseImportError("attempted relative import beyond top-level package");
    }
    return name->length ? formatText("%U.%U", package, name) : package;
}

// Names of a `from` list that are submodules nobody imported yet.
bool importSubmodules(Value module, Value fromList, bool recursive) {
    Value name = PYC_TRY(getAttribute(module, staticString<"__name__">));
    return forEach(fromList, [&](Value item) -> bool {
        if (!isString(item)) {
            const char* where =
                recursive ? "Item in %S.__all__ must be str, not %T" : "Item in ``from list'' must be str, not %T";
            if (recursive)
                return raiseTypeError(where, name, item);
            return raiseTypeError(where, item);
        }
        auto* wanted = as<String>(item);
        if (sameText(wanted, "*")) {
            Value all;
            int found = recursive ? 0 : findAttribute(module, staticString<"__all__">, &all);
            return found == 0 || (found > 0 && importSubmodules(module, all, true));
        }
        int has = hasAttribute(module, wanted);
        if (has != 0)
            return has > 0;
        String* full = PYC_TRY(formatText("%S.%U", name, wanted));
        if (importModule(full))
            return true;
        if (!pendingErrorIs(ModuleNotFoundErrorType))
            return false;
        // Not being a module is for the import statement to complain about; a module missing inside it is not.
        ExceptionObject* error = takeError();
        Value missing = getAttribute(Value(error), staticString<"name">);
        if (!missing)
            return false;
        if (!isString(missing) || !sameContent(as<String>(missing), full)) {
            restoreError(error);
            return false;
        }
        return true;
    });
}

} // namespace

Dict* modulesDict() {
    if (!modules)
        modules = newDict();
    return modules;
}

Module* builtinsModule() {
    if (!builtins) {
        if (!modulesDict())
            return nullptr;
        String* name = staticString<"builtins">;
        Value module = loadNativeModule(PYC_TRY(findNativeModule(name)), name);
        builtins = module ? as<Module>(module) : nullptr;
    }
    return builtins;
}

Dict* builtinsDict() { return builtins ? builtins->namespaceDict : builtinsModule()->namespaceDict; }

Module* newModule(String* name) { return makeModule(name, nullptr); }

String* moduleName(Module* module) {
    Value name = module->namespaceDict ? dictGetString(module->namespaceDict, staticString<"__name__">) : Value();
    return name && isString(name) ? as<String>(name) : nullptr;
}

const NativeModule* findNativeModule(const String* name) {
    for (const NativeModule* always : {&pyc_native_module_builtins, &pyc_native_module_sys})
        if (sameText(name, always->name))
            return always;
    for (uint32_t i = 0; i < pyc_program.nativeModuleCount; ++i)
        if (sameText(name, pyc_program.nativeModules[i]->name))
            return pyc_program.nativeModules[i];
    return nullptr;
}

bool populateNativeModule(Module* module, const NativeModule* definition) {
    Dict* names = module->namespaceDict;
    if (definition->doc) {
        String* doc = PYC_TRY(newString(definition->doc));
        if (!dictSetString(names, staticString<"__doc__">, Value(doc)))
            return false;
    }
    return addModuleMembers(module, definition->members) && (!definition->initialise || definition->initialise(module));
}

bool addModuleMembers(Module* module, const NativeMember* members) {
    for (const NativeMember* member = members; member && member->name; ++member) {
        Value value = member->constant;
        if (member->kind == MemberKind::Made && member->get)
            value = member->get(Value(module));
        else if (member->kind != MemberKind::Constant)
            value = newNativeFunction(member, Value(), Value(module->name));
        if (!value || !dictSetString(module->namespaceDict, const_cast<String*>(member->name), value))
            return false;
    }
    return true;
}

const ModuleData* findProgramModule(const String* name) {
    for (uint32_t i = 0; i < pyc_program.moduleCount; ++i) {
        const ModuleData& data = pyc_program.modules[i];
        if (i != pyc_program.mainModule && sameText(name, data.name))
            return &data;
    }
    return nullptr;
}

Value runProgramModule(const ModuleData* data, String* name) {
    Module* module = PYC_TRY(makeModule(name, data->storage));
    module->data = data;
    if (!describeModule(module, name, data, nullptr) || !dictSetString(modulesDict(), name, Value(module)))
        return Value();
    module->flags |= ModuleInitialising;
    bool fine = runBody(module, data);
    module->flags &= ~uint32_t(ModuleInitialising);
    bool isMain = name->isAscii() && isProgram(name->view());
    if (!fine) {
        if (!isMain)
            dictDeleteString(modulesDict(), name);
        return Value();
    }
    // A module may have put something else in its place.
    Value present = isMain ? Value(module) : loadedModule(name);
    if (!present) {
        raiseKeyError(Value(name));
        return Value();
    }
    return present;
}

Value importModule(String* name) {
    if (Value module = loadedModule(name)) {
        if (isNone(module))
            return raiseNotFound(formatText("import of %U halted; None in sys.modules", name), name);
        return module;
    }
    return findAndLoad(name);
}

Value importName(String* name, Dict* globals, Value fromList, int64_t level) {
    if (level < 0)
        return raiseValueError("level must be >= 0");
    if (level == 0 && name->length == 0)
        return raiseValueError("Empty module name");
    String* absolute = level ? PYC_TRY(resolveRelative(name, globals, level)) : name;
    Value module = PYC_TRY(importModule(absolute));
    int wantsNames = fromList && !isNone(fromList) ? isTrue(fromList) : 0;
    if (wantsNames < 0)
        return Value();
    if (wantsNames) {
        Value path;
        int isPackage = findAttribute(module, staticString<"__path__">, &path);
        if (isPackage < 0 || (isPackage && !importSubmodules(module, fromList, false)))
            return Value();
        return module;
    }
    // `import a.b.c` binds a; relative names without a list bind the first part of what was written.
    if (level && name->length == 0)
        return module;
    Value parts = PYC_TRY(callMethod(name, staticString<"partition">, {staticString<".">}));
    auto* front = as<String>(as<Tuple>(parts)->items[0]);
    if (front->length == name->length)
        return module;
    if (level == 0)
        return importModule(front);
    Value start(Value::fromSmallInt(0));
    Value stop(Value::fromSmallInt(absolute->length - (name->length - front->length)));
    Value top = PYC_TRY(getItem(Value(absolute), Value(newSlice(start, stop, noneValue()))));
    Value result = loadedModule(as<String>(top));
    if (!result)
        raiseKeyError(top);
    return result;
}

Value pyc_import_name(Dict* globals, String* name, Value fromList, int32_t level) {
    Value function = fromBuiltins(globals, staticString<"__import__">);
    // Only a program that replaced __import__ pays for calling it.
    if (function && typeOf(function) != &NativeFunctionType)
        return call(function, {Value(name), Value(globals), noneValue(), fromList, Value::fromSmallInt(level)});
    if (!function)
        return errorPending() ? Value() : Value(raiseImportError("__import__ not found"));
    return importName(name, globals, fromList, level);
}

Value pyc_import_from(Value module, String* name) {
    Value value;
    int found = findAttribute(module, name, &value);
    if (found != 0)
        return found > 0 ? value : Value();
    // A submodule that is being imported is not yet an attribute of its package.
    Value packageName;
    found = findAttribute(module, staticString<"__name__">, &packageName);
    if (found < 0)
        return Value();
    if (found && isString(packageName)) {
        String* full = PYC_TRY(formatText("%U.%U", as<String>(packageName), name));
        if (Value loaded = loadedModule(full))
            return loaded;
    }
    return raiseCannotImport(module, name);
}

bool pyc_import_star(Value module, Value names) {
    Value all;
    int found = findAttribute(module, staticString<"__all__">, &all);
    if (found < 0)
        return false;
    bool skipsPrivate = !found;
    if (!found) {
        Value dict;
        found = findAttribute(module, staticString<"__dict__">, &dict);
        if (found < 0)
            return false;
        if (!found)
            return raiseImportError("from-import-* object has no __dict__ and no __all__");
        all = isDict(dict) ? Value(dictKeysList(as<Dict>(dict))) : callMethod(dict, staticString<"keys">);
        if (!all)
            return false;
    }
    return forEach(all, [&](Value name) -> bool {
        if (!isString(name)) {
            Value of = PYC_TRY(getAttribute(module, staticString<"__name__">));
            return skipsPrivate ? raiseTypeError("Key in %S.__dict__ must be str, not %T", of, name)
                                : raiseTypeError("Item in %S.__all__ must be str, not %T", of, name);
        }
        auto* text = as<String>(name);
        if (skipsPrivate && text->length && codePointAt(text, 0) == '_')
            return true;
        Value value = getAttribute(module, text);
        if (!value)
            return false;
        return isDict(names) ? dictSet(as<Dict>(names), name, value) : setItem(names, name, value) == 0;
    });
}

} // namespace pyc::runtime
