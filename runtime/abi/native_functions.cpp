// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Recognising native functions and built-in types by name, for compiled code that has a short way for them.
#include "runtime/abi/entry_points.h"
#include "runtime/abi/rows.h"
#include "runtime/object/native.h"
#include "runtime/object/operations.h"

#include <cstring>

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

// The item that compiled code has seen to be there.
Value pyc_list_item(Value list, Int64 index) {
    auto* items = as<List>(list);
    int64_t length = listLength(items);
    index += index < 0 ? length : 0;
    return uint64_t(index) < uint64_t(length) ? listItem(items, index) : noneValue();
}

// ---- rows that a loop visits again and again ----

// Where nothing is remembered: compiled code looks at the first place alone.
struct alignas(16) EmptyRows {
    int64_t count;
    uint64_t mask;
    ListBlock* first;
};
static constinit EmptyRows noRows = {0, 0, nullptr};

// A few are found as fast as remembered; very many are not worth the memory.
Object* pyc_make_rows(Int64 start, Int64 stop) {
    constexpr int64_t Fewest = 8, Most = 1 << 16;
    int64_t count;
    Rows* rows = nullptr;
    if (!__builtin_sub_overflow(stop, start, &count) && count >= Fewest && count <= Most)
        rows = static_cast<Rows*>(gc::allocate(sizeof(Rows) + size_t(count) * 2 * sizeof(uint64_t)));
    if (!rows)
        return reinterpret_cast<Object*>(&noRows);
    rows->count = count;
    rows->mask = ~uint64_t(0);
    return reinterpret_cast<Object*>(rows);
}

void pyc_forget_rows(Object* object) {
    auto* rows = reinterpret_cast<Rows*>(object);
    memset(rows->blocks(), 0, size_t(rows->count) * sizeof(ListBlock*));
}

} // namespace pyc::runtime
