// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Recognising native functions and built-in types by name, for compiled code that has a short way for them.
#include "runtime/abi/entry_points.h"
#include "runtime/object/native.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

bool pyc_is_native(Value callable, String* name) {
    if (!callable.isObject())
        return false;
    std::string_view wanted = name->view();
    Type* type = typeOf(callable);
    if (type == &TypeType) {
        auto* builtin = static_cast<Type*>(callable.object());
        return !(builtin->flags & TypeHeap) && wanted == builtin->name;
    }
    if (type != &NativeFunctionType)
        return false;
    auto* function = static_cast<NativeFunction*>(callable.object());
    std::string_view module = "builtins";
    if (size_t dot = wanted.rfind('.'); dot != wanted.npos) {
        module = wanted.substr(0, dot);
        wanted = wanted.substr(dot + 1);
    }
    return function->module && isString(function->module) &&
           static_cast<String*>(function->module.object())->view() == module &&
           function->member->name->view() == wanted;
}

// ---- what a counted loop stands for, when it is left ----
Value pyc_make_range(Int64 start, Int64 stop, Int64 step) {
    return call(Value(&RangeType), {intValue(start), intValue(stop), intValue(step)});
}

Value pyc_make_range_iterator(Int64 next, Int64 stop, Int64 step) {
    Value range = PYC_TRY(pyc_make_range(next, stop, step));
    return pyc_get_iter(range);
}

Value pyc_make_list_iterator(Value list, Int64 position) {
    Value iterator = PYC_TRY(pyc_get_iter(list));
    if (position && !callMethod(iterator, staticString<"__setstate__">, {intValue(position)}))
        return Value();
    return iterator;
}

} // namespace pyc::runtime
