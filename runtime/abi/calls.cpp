// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry points of calls.
#include "runtime/abi/entry_points.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

Value pyc_call(Value callee, const Value* arguments, int64_t count) {
    return callWith(callee, arguments, size_t(count), nullptr);
}

Value pyc_call_keywords(Value callee, const Value* arguments, int64_t count, Tuple* keywordNames) {
    return callWith(callee, arguments, size_t(count - keywordNames->length), keywordNames);
}

Value pyc_call_method(const Value* pair, int64_t count) {
    bool bound = bool(pair[1]);
    return callWith(pair[0], pair + 2 - bound, size_t(count) + bound, nullptr);
}

Value pyc_call_method_keywords(const Value* pair, int64_t count, Tuple* keywordNames) {
    bool bound = bool(pair[1]);
    return callWith(pair[0], pair + 2 - bound, size_t(count) + bound - size_t(keywordNames->length), keywordNames);
}

Value pyc_call_unpacked(Value callee, Value arguments, Value keywords) {
    if (!isExactly(arguments, TupleType)) {
        if (!typeOf(arguments)->slots.iter && !typeOf(arguments)->slots.getItem) {
            String* name = PYC_TRY(describeCallable(callee));
            return raiseTypeError("%U argument after * must be an iterable, not %T", name, arguments);
        }
        arguments = Value(PYC_TRY(tupleFrom(arguments)));
    }
    return callUnpacked(callee, as<Tuple>(arguments), keywords ? as<Dict>(keywords) : nullptr);
}

bool pyc_bind_arguments(Function* function, const Value* arguments, int64_t positionalCount, Tuple* keywordNames,
                        Value* registers) {
    return bindArguments(function, arguments, size_t(positionalCount), keywordNames, registers);
}

} // namespace pyc::runtime
