// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry points of attributes, methods and special methods.
#include "runtime/abi/entry_points.h"
#include "runtime/builtins/super.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

using frontend::SpecialMethod;

Value pyc_load_attr(Value object, String* name, InlineCache* cache) {
    return cache ? getAttributeCached(object, name, cache) : getAttribute(object, name);
}

bool pyc_store_attr(Value object, String* name, Value value, InlineCache* cache) {
    return (cache ? setAttributeCached(object, name, value, cache) : setAttribute(object, name, value)) == 0;
}

bool pyc_delete_attr(Value object, String* name) { return deleteAttribute(object, name) == 0; }

static bool storePair(Callable callable, Value* pair) {
    if (!callable.function)
        return false;
    pair[0] = callable.function;
    pair[1] = callable.receiver;
    return true;
}

bool pyc_load_method(Value object, String* name, InlineCache* cache, Value* pair) {
    return storePair(cache ? getMethodCached(object, name, cache) : getMethod(object, name), pair);
}

Value pyc_load_super_attr(Value superGlobal, Value cls, Value self, String* name) {
    if (superGlobal == Value(&SuperType) && isType(cls))
        return superAttribute(as<Type>(cls), self, name);
    Value proxy = PYC_TRY(call(superGlobal, {cls, self}));
    return getAttribute(proxy, name);
}

bool pyc_load_super_method(Value superGlobal, Value cls, Value self, String* name, Value* pair) {
    Value attribute = PYC_TRY(pyc_load_super_attr(superGlobal, cls, self, name));
    // A method found through super is called without the bound method's detour.
    bool bound = isExactly(attribute, BoundMethodType);
    pair[0] = bound ? as<BoundMethod>(attribute)->function : attribute;
    pair[1] = bound ? as<BoundMethod>(attribute)->self : Value();
    return true;
}

namespace {

struct SpecialMethodName {
    String* name;
    String* counterpart; // of the other protocol
    const char* missing;
    bool isAsync;
};

constexpr SpecialMethodName specialMethods[] = {
    {staticString<"__enter__">, staticString<"__aenter__">, "__enter__", false},
    {staticString<"__exit__">, staticString<"__aexit__">, "__exit__", false},
    {staticString<"__aenter__">, staticString<"__enter__">, "__aenter__", true},
    {staticString<"__aexit__">, staticString<"__exit__">, "__aexit__", true},
};

bool supports(Type* type, bool async) {
    return async ? lookupInType(type, staticString<"__aenter__">) && lookupInType(type, staticString<"__aexit__">)
                 : lookupInType(type, staticString<"__enter__">) && lookupInType(type, staticString<"__exit__">);
}

} // namespace

bool pyc_load_special_method(Value object, uint32_t specialMethod, Value* pair) {
    const SpecialMethodName& method = specialMethods[specialMethod];
    Callable callable = lookupSpecial(object, method.name);
    if (callable.function)
        return storePair(callable, pair);
    if (errorPending())
        return false;
    const char* protocol = method.isAsync ? "asynchronous context manager" : "context manager";
    if (supports(typeOf(object), !method.isAsync))
        return raiseTypeError("'%T' object does not support the %s protocol (missed %s method) but it supports the %s protocol. "
                              "Did you mean to use '%s'?",
                              object, protocol, method.missing,
                              method.isAsync ? "context manager" : "asynchronous context manager",
                              method.isAsync ? "with" : "async with");
    return raiseTypeError("'%T' object does not support the %s protocol (missed %s method)", object, protocol, method.missing);
}

} // namespace pyc::runtime
