// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Slow paths of what compiled code does inline: allocation, boxing, arithmetic beyond machine integers.
#include "runtime/abi/entry_points.h"
#include "runtime/builtins/list.h"
#include "runtime/object/operations.h"
#include "runtime/object/shape.h"

#include <cmath>

namespace pyc::runtime {

static Object* orMemoryError(void* block) {
    return block ? static_cast<Object*>(block) : static_cast<Object*>(raiseMemoryError());
}

Object* pyc_allocate(Int64 bytes) { return orMemoryError(gc::allocate(uint64_t(bytes))); }
Object* pyc_allocate_atomic(Int64 bytes) { return orMemoryError(gc::allocateAtomic(uint64_t(bytes))); }
Object* pyc_allocate_instance(Type* type) { return allocateInstance(type); }

bool pyc_list_grow(List* list, Int64 length) { return listReserve(list, uint64_t(length)); }

bool pyc_list_widen(List* list) {
    ListBlock* old = blockOf(list);
    if (old->kind == ListKind::Any)
        return true;
    ListBlock* block = PYC_TRY(newListBlock(ListKind::Any, old->capacity));
    for (uint64_t i = 0; i < old->length; ++i) {
        Value item = PYC_TRY(decodeItem(old->kind, old->payload[i]));
        block->payload[i] = item.bits;
    }
    setLength(block, old->length);
    __atomic_store_n(&list->block, block, __ATOMIC_RELEASE);
    return true;
}

Value pyc_box_int(Int64 value) { return intValue(value); }
Value pyc_box_float(Float64 value) { return computedFloat(value); }
Value pyc_add_overflow(Int64 left, Int64 right) { return newIntegerFromWide(__int128(left) + right); }
Value pyc_subtract_overflow(Int64 left, Int64 right) { return newIntegerFromWide(__int128(left) - right); }
Value pyc_multiply_overflow(Int64 left, Int64 right) { return newIntegerFromWide(__int128(left) * right); }

void pyc_zero_division(UInt32) { raiseZeroDivisionError("division by zero"); }
void pyc_float_zero_division(UInt32) { raiseZeroDivisionError("division by zero"); }

Float64 pyc_float_modulo(Float64 left, Float64 right) {
    double result = std::fmod(left, right);
    if (result == 0.0)
        return std::copysign(0.0, right);
    return (right < 0) != (result < 0) ? result + right : result;
}

Float64 pyc_float_floor_divide(Float64 left, Float64 right) {
    double modulo = std::fmod(left, right);
    double quotient = (left - modulo) / right;
    if (modulo != 0.0 && (right < 0) != (modulo < 0))
        quotient -= 1.0;
    if (quotient == 0.0)
        return std::copysign(0.0, left / right);
    double floored = std::floor(quotient);
    return quotient - floored > 0.5 ? floored + 1.0 : floored;
}

Value pyc_float_power(Float64 left, Float64 right) { return power(floatValue(left), floatValue(right), noneValue()); }

} // namespace pyc::runtime
