// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sums, products and norms that lose nothing, or next to nothing, on the way.
#include "stdlib/math.h"

#include <cfloat>
#include <cmath>

namespace pyc::runtime::math {

namespace {

// An unevaluated sum.
struct Double2 {
    double high, low;
};

// |a| >= |b|
Double2 fastSum(double a, double b) {
    double x = a + b;
    return {x, (a - x) + b};
}
Double2 exactSum(double a, double b) {
    double x = a + b, z = x - a;
    return {x, (a - (x - z)) + (b - z)};
}
Double2 exactProduct(double a, double b) {
    double z = a * b;
    return {z, std::fma(a, b, -z)};
}

struct Double3 {
    double high = 0, low = 0, tiny = 0;
    Double3 plusProduct(double x, double y) const {
        Double2 product = exactProduct(x, y), sum = exactSum(high, product.high);
        Double2 first = exactSum(low, product.low), second = exactSum(first.high, sum.low);
        return {sum.high, second.high, tiny + first.low + second.low};
    }
    double rounded() const { return high + exactSum(low, tiny).high; }
};

// Room for doubles that need not outlive a call.
class Doubles {
public:
    double* get(size_t count) {
        if (count <= std::size(inlineRoom))
            return inlineRoom;
        auto* block = static_cast<double*>(gc::allocateAtomic(count * sizeof(double)));
        if (!block)
            raiseMemoryError();
        return block;
    }

private:
    double inlineRoom[32];
};

// The root of the sum of squares of n values of which `greatest` is the largest in size; scaled by powers of two,
// squared and added with what rounding takes away kept apart, and corrected once.
double norm(size_t count, double* values, double greatest, bool foundNan) {
    if (std::isinf(greatest))
        return greatest;
    if (foundNan)
        return __builtin_nan("");
    if (greatest == 0.0 || count <= 1)
        return greatest;
    int exponent;
    std::frexp(greatest, &exponent);
    if (exponent < -1023) {
        // The scale would overflow; make the values normal.
        for (size_t i = 0; i < count; ++i)
            values[i] /= DBL_MIN;
        return DBL_MIN * norm(count, values, greatest / DBL_MIN, foundNan);
    }
    double scale = std::ldexp(1.0, -exponent), sum = 1.0, firstRest = 0.0, secondRest = 0.0;
    for (size_t i = 0; i < count; ++i) {
        double x = values[i] * scale;
        Double2 square = exactProduct(x, x), total = fastSum(sum, square.high);
        sum = total.high;
        firstRest += square.low;
        secondRest += total.low;
    }
    double h = std::sqrt(sum - 1.0 + (firstRest + secondRest));
    Double2 square = exactProduct(-h, h), total = fastSum(sum, square.high);
    sum = total.high;
    firstRest += square.low;
    secondRest += total.low;
    h += (sum - 1.0 + (firstRest + secondRest)) / (2.0 * h);
    return h / scale;
}

bool isExactFloat(Value value) { return isExactly(value, FloatType); }

} // namespace

Value hypotenuse(Arguments coordinates) {
    Doubles room;
    double* values = PYC_TRY(room.get(coordinates.count));
    double greatest = 0;
    bool foundNan = false;
    for (size_t i = 0; i < coordinates.count; ++i) {
        double x = PYC_TRY(number(coordinates[i]));
        values[i] = std::fabs(x);
        foundNan |= std::isnan(x);
        if (values[i] > greatest)
            greatest = values[i];
    }
    return floatValue(norm(coordinates.count, values, greatest, foundNan));
}

Value distance(Value pArgument, Value qArgument) {
    Tuple* p = PYC_TRY(tupleFrom(pArgument));
    Tuple* q = PYC_TRY(tupleFrom(qArgument));
    if (p->length != q->length)
        return raiseValueError("both points must have the same number of dimensions");
    Doubles room;
    double* values = PYC_TRY(room.get(size_t(p->length)));
    double greatest = 0;
    bool foundNan = false;
    for (int64_t i = 0; i < p->length; ++i) {
        double x = PYC_TRY(number(p->items[i])), y = PYC_TRY(number(q->items[i]));
        values[i] = std::fabs(x - y);
        foundNan |= std::isnan(values[i]);
        if (values[i] > greatest)
            greatest = values[i];
    }
    return floatValue(norm(size_t(p->length), values, greatest, foundNan));
}

// Shewchuk's algorithm: partial sums that do not overlap, in order of size.
Value floatSum(Value iterable) {
    Doubles room;
    size_t capacity = 32, count = 0;
    double* partials = room.get(capacity);
    double specialSum = 0.0, infinities = 0.0;
    bool fine = forEach(iterable, [&](Value item) -> bool {
        double x = PYC_TRY(number(item)), original = x;
        size_t kept = 0;
        for (size_t j = 0; j < count; ++j) {
            double y = partials[j];
            if (std::fabs(x) < std::fabs(y))
                std::swap(x, y);
            Double2 sum = fastSum(x, y);
            if (sum.low != 0.0)
                partials[kept++] = sum.low;
            x = sum.high;
        }
        count = kept;
        if (x == 0.0)
            return true;
        if (!std::isfinite(x)) {
            if (std::isfinite(original))
                return raiseOverflowError("intermediate overflow in fsum");
            if (std::isinf(original))
                infinities += original;
            specialSum += original;
            count = 0;
            return true;
        }
        if (count == capacity) {
            auto* grown = static_cast<double*>(gc::allocateAtomic(2 * capacity * sizeof(double)));
            if (!grown)
                return raiseMemoryError();
            std::copy_n(partials, count, grown);
            partials = grown;
            capacity *= 2;
        }
        partials[count++] = x;
        return true;
    });
    if (!fine)
        return Value();
    if (specialSum != 0.0) {
        if (std::isnan(infinities))
            return raiseValueError("-inf + inf in fsum");
        return floatValue(specialSum);
    }
    double high = 0.0;
    if (count) {
        high = partials[--count];
        double low = 0.0;
        while (count) {
            Double2 sum = fastSum(high, partials[--count]);
            high = sum.high;
            low = sum.low;
            if (low != 0.0)
                break;
        }
        // Half-way cases are decided by what is below.
        if (count && ((low < 0.0 && partials[count - 1] < 0.0) || (low > 0.0 && partials[count - 1] > 0.0))) {
            double twice = low * 2.0, x = high + twice, back = x - high;
            if (twice == back)
                high = x;
        }
    }
    return floatValue(high);
}

Value sumOfProducts(Value pArgument, Value qArgument) {
    Value p = PYC_TRY(iterate(pArgument)), q = PYC_TRY(iterate(qArgument));
    Value total = Value::fromSmallInt(0);
    bool floats = true, used = false;
    Double3 sum;
    auto endFloats = [&]() -> bool {
        floats = false;
        if (used)
            total = PYC_TRY(binary(BinaryOperator::Add, total, floatValue(sum.rounded())));
        used = false;
        return true;
    };
    for (;;) {
        Value left = next(p);
        if (!left && errorPending())
            return Value();
        Value right = next(q);
        if (!right && errorPending())
            return Value();
        if (!left != !right)
            return raiseValueError("Inputs are not the same length");
        if (!left)
            break;
        bool leftFloat = isExactFloat(left), rightFloat = isExactFloat(right);
        bool leftInt = isExactInteger(left), rightInt = isExactInteger(right);
        if (floats && !(leftInt && rightInt && !used)) {
            double x, y;
            auto convert = [](Value value, double* result) {
                Result<double> converted = toDouble(value);
                if (!converted.ok)
                    clearError();
                *result = converted.value;
                return converted.ok;
            };
            bool pair =
                (leftFloat && (rightFloat || rightInt || isBool(right))) || (rightFloat && (leftInt || isBool(left)));
            if (pair && convert(left, &x) && convert(right, &y)) {
                Double3 added = sum.plusProduct(x, y);
                if (std::isfinite(added.high)) {
                    sum = added;
                    used = true;
                    continue;
                }
            }
            if (!endFloats())
                return Value();
        }
        Value product = PYC_TRY(binary(BinaryOperator::Multiply, left, right));
        total = PYC_TRY(binary(BinaryOperator::Add, total, product));
    }
    return endFloats() ? total : Value();
}

Value product(Value iterable, Value start) {
    Value result = start.isEmpty() ? Value::fromSmallInt(1) : start;
    bool fine = forEach(iterable, [&](Value item) -> bool {
        if (isExactInteger(result) && isExactInteger(item))
            result = PYC_TRY(multiplyIntegers(result, item));
        else
            result = PYC_TRY(binary(BinaryOperator::Multiply, result, item));
        return true;
    });
    return fine ? result : Value();
}

} // namespace pyc::runtime::math
