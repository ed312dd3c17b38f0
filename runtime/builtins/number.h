// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the files about number types share.
#pragma once

#include "runtime/builtins/int.h"
#include "runtime/object/native.h"

namespace pyc::runtime {

enum class Operand { Fine, NotImplemented, Error };

// A float or int operand of a float operation.
inline Operand floatOperand(Value value, double* result) {
    if (value.isImmediateFloat()) [[likely]] {
        *result = value.immediateFloat();
        return Operand::Fine;
    }
    if (value.isSmallInt()) {
        *result = double(value.smallInt());
        return Operand::Fine;
    }
    if (hasTypeFlag(value, TypeIsFloat)) {
        *result = floatPayload(value);
        return Operand::Fine;
    }
    if (!hasTypeFlag(value, TypeIsInt))
        return Operand::NotImplemented;
    Result<double> converted = integerToDouble(integerPayload(value));
    *result = converted.value;
    return converted.ok ? Operand::Fine : Operand::Error;
}

// left ** right as floats; modulus is not there.
Value powerOfFloats(double base, double exponent);
Value complexPower(Value base, Value exponent, Value modulus);
Value floorDivideFloats(double left, double right);
Value moduloFloats(double left, double right);
Value divmodFloats(double left, double right);
// To the nearest integral double, ties to even.
double roundHalfEven(double value);
Value compareOrder(int order, int operation); // True or False
// Removes underscores between digits; false where one stands elsewhere. `out` has room for the text.
bool withoutUnderscores(std::string_view text, char* out, size_t* size);
Value floatFromString(Value text); // str, bytes or bytearray
// OverflowError (34, 'Numerical result out of range')
ErrorReturn raiseOutOfRange();

} // namespace pyc::runtime
