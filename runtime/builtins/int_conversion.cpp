// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the rest of the runtime asks for when it needs a machine number from a value.
#include "runtime/builtins/int.h"

namespace pyc::runtime {

Value toIndex(Value value) {
    if (isInt(value))
        return integerPayload(value);
    UnarySlot slot = typeOf(value)->slots.index;
    if (!slot)
        return raiseTypeError("'%T' object cannot be interpreted as an integer", value);
    Value result = PYC_TRY(slot(value));
    if (!isInt(result))
        return raiseTypeError("__index__ returned non-int (type %T)", result);
    if (!isExactInteger(result) &&
        !warn(
            DeprecationWarningType,
            PYC_TRY(
                formatText(
                    "__index__ returned non-int (type %T).  The ability to return an instance of a strict subclass of "
                    "int is deprecated, and may be removed in a future version of Python.",
                    result))
                ->data()))
        return Value();
    return integerPayload(result);
}

Result<int64_t> toInt64(Value value) {
    if (value.isSmallInt())
        return value.smallInt();
    Value number = PYC_TRY(toIndex(value));
    int64_t result;
    if (!integerFitsInt64(number, &result))
        return raiseOverflowError("Python int too large to convert to C ssize_t");
    return result;
}

bool toInt32(Value value, int32_t* result) {
    Value number = value.isSmallInt() ? value : PYC_TRY(toIndex(value));
    int64_t wide;
    if (!integerFitsInt64(number, &wide) || wide != int32_t(wide))
        return raiseOverflowError("Python int too large to convert to C int");
    *result = int32_t(wide);
    return true;
}

Result<int64_t> toIndexClamped(Value value) {
    if (value.isSmallInt())
        return value.smallInt();
    Value number = PYC_TRY(toIndex(value));
    int64_t result;
    if (!integerFitsInt64(number, &result))
        return signOfInteger(number) < 0 ? INT64_MIN : INT64_MAX;
    return result;
}

Result<double> toDouble(Value value) {
    if (isFloat(value))
        return floatPayload(value);
    if (value.isSmallInt())
        return double(value.smallInt());
    Type* type = typeOf(value);
    if (isInt(value) && type->slots.toFloat == IntType.slots.toFloat)
        return integerToDouble(integerPayload(value));
    if (type->slots.toFloat) {
        Value result = PYC_TRY(type->slots.toFloat(value));
        if (!isFloat(result))
            return raiseTypeError("%T.__float__ returned non-float (type %T)", value, result);
        if (!isExactly(result, FloatType) &&
            !warn(
                DeprecationWarningType,
                PYC_TRY(formatText(
                            "%T.__float__ returned non-float (type %T).  The ability to return an instance of a strict "
                            "subclass of float is deprecated, and may be removed in a future version of Python.",
                            value, result))
                    ->data()))
            return ErrorReturn{};
        return floatPayload(result);
    }
    if (type->slots.index)
        return integerToDouble(PYC_TRY(toIndex(value)));
    return raiseTypeError("must be real number, not %T", value);
}

} // namespace pyc::runtime
