// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry points of attributes, functions and code.
#include "runtime/abi/entry_points.h"
#include "runtime/import/import.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

Value pyc_load_attr(Value object, String* name, InlineCache* cache) {
    return cache ? getAttributeCached(object, name, cache) : getAttribute(object, name);
}

bool pyc_store_attr(Value object, String* name, Value value, InlineCache* cache) {
    return (cache ? setAttributeCached(object, name, value, cache) : setAttribute(object, name, value)) >= 0;
}

bool pyc_delete_attr(Value object, String* name) { return deleteAttribute(object, name) >= 0; }

bool pyc_load_method(Value object, String* name, InlineCache* cache, Value* pair) {
    Callable method = cache ? getMethodCached(object, name, cache) : getMethod(object, name);
    pair[0] = method.function;
    pair[1] = method.receiver;
    return bool(method.function);
}

bool pyc_load_special_method(Value object, UInt32 specialMethod, Value* pair) {
    static constexpr String* names[] = {staticString<"__enter__">, staticString<"__exit__">, staticString<"__aenter__">,
                                        staticString<"__aexit__">};
    Callable method = lookupSpecial(object, names[specialMethod]);
    pair[0] = method.function;
    pair[1] = method.receiver;
    if (method.function)
        return true;
    if (errorPending())
        return false;
    // Whoever has both methods of the other protocol probably meant that.
    bool asynchronous = specialMethod >= 2;
    size_t other = asynchronous ? 0 : 2;
    bool hint = lookupInType(typeOf(object), names[other]) && lookupInType(typeOf(object), names[other + 1]);
    const char* suffix =
        !hint ? ""
        : asynchronous
            ? " but it supports the context manager protocol. Did you mean to use 'with'?"
            : " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?";
    return raiseTypeError("'%Q' object does not support the %scontext manager protocol (missed %U method)%s", object,
                          asynchronous ? "asynchronous " : "", names[specialMethod], suffix);
}

// ---- functions and code ----
Value pyc_make_function(Code* code, Dict* globals) { return Value(newFunction(code, globals)); }

void pyc_set_function_attribute(Value value, UInt32 attribute, Value given) {
    auto* function = as<Function>(value);
    switch (frontend::FunctionAttribute(attribute)) {
    case frontend::FunctionAttribute::Defaults: function->defaults = as<Tuple>(given); break;
    case frontend::FunctionAttribute::KeywordDefaults: function->keywordDefaults = as<Dict>(given); break;
    case frontend::FunctionAttribute::Annotations: function->annotations = given; break;
    case frontend::FunctionAttribute::Closure: function->closure = as<Tuple>(given); break;
    case frontend::FunctionAttribute::Annotate: function->annotate = given; break;
    case frontend::FunctionAttribute::TypeParameters: function->typeParameters = given; break;
    }
}

bool pyc_ready_code(Code* code) { return readyCode(code); }

Value pyc_constant(Code* code, UInt32 index) {
    PYC_TRY(readyCode(code));
    return code->constants[index];
}

Value pyc_common_constant(UInt32 constant) {
    switch (frontend::CommonConstant(constant)) {
    case frontend::CommonConstant::AssertionError: return Value(&AssertionErrorType);
    case frontend::CommonConstant::NotImplementedError: return Value(&NotImplementedErrorType);
    case frontend::CommonConstant::Tuple: return Value(&TupleType);
    case frontend::CommonConstant::All: return dictGetString(builtinsDict(), staticString<"all">);
    case frontend::CommonConstant::Any: return dictGetString(builtinsDict(), staticString<"any">);
    case frontend::CommonConstant::List: return Value(&ListType);
    case frontend::CommonConstant::Set: return Value(&SetType);
    }
    return Value();
}

} // namespace pyc::runtime
