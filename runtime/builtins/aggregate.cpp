// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// all, any, sum, sorted, min and max.
#include "runtime/builtins/aggregate.h"
#include "runtime/builtins/generator.h"

#include "runtime/builtins/int.h"
#include "runtime/builtins/iterators.h"
#include "runtime/builtins/list.h"

#include <cmath>

namespace pyc::runtime {

namespace {

// Whether some item's truth is `wanted`: 1, 0, -1.
int someItemIs(Value iterable, bool wanted) {
    bool dies = isTemporaryArgument(iterable);
    Value iterator = PYC_TRY(iterate(iterable));
    for (Value item;;) {
        int found = advance(iterator, &item);
        if (found <= 0)
            return found;
        int truth = isTrue(item);
        if (truth >= 0 && bool(truth) != wanted)
            continue;
        if (dies)
            abandonGenerator(as<Generator>(iterator));
        return truth < 0 ? -1 : 1;
    }
}

// A sum of doubles with the rounding errors summed beside (Neumaier), as CPython's.
struct CompensatedSum {
    double high = 0, low = 0;

    void add(double value) {
        double sum = high + value;
        if (std::fabs(high) >= std::fabs(value))
            low += (high - sum) + value;
        else
            low += (value - sum) + high;
        high = sum;
    }
    double result() const { return low != 0 && std::isfinite(low) ? high + low : high; }
};

bool isPlainFloat(Value value) {
    return value.isImmediateFloat() || (value.isObject() && shapeOf(value.object()) == &FloatShape);
}
bool isPlainComplex(Value value) { return value.isObject() && shapeOf(value.object()) == &ComplexShape; }

// Adds up items as long as they suit; what does not is left in `item`. 1: such an item, 0: exhausted, -1: error.
int sumIntegers(Value iterator, Value& total, Value& item) {
    int64_t sum;
    integerFitsInt64(total, &sum);
    for (;;) {
        int found = advance(iterator, &item);
        int64_t number;
        bool suits = found > 0 && (isExactInteger(item) || isBool(item)) && integerFitsInt64(item, &number);
        if (suits && !__builtin_add_overflow(sum, number, &sum))
            continue;
        if (suits)
            sum = int64_t(uint64_t(sum) - uint64_t(number));
        total = PYC_TRY(intValue(sum));
        return found;
    }
}

int sumFloats(Value iterator, Value& total, Value& item) {
    CompensatedSum sum;
    sum.high = floatPayload(total);
    for (;;) {
        int found = advance(iterator, &item);
        bool suits = found > 0 && (isPlainFloat(item) || isInt(item));
        if (found > 0 && suits) {
            if (isPlainFloat(item)) {
                sum.add(floatPayload(item));
                continue;
            }
            Result<double> number = integerToDouble(integerPayload(item));
            if (!number.ok)
                return -1;
            sum.add(number.value);
            continue;
        }
        if (found >= 0)
            total = PYC_TRY(floatValue(sum.result()));
        return found;
    }
}

int sumComplexes(Value iterator, Value& total, Value& item) {
    CompensatedSum real, imaginary;
    real.high = as<ComplexObject>(total)->real;
    imaginary.high = as<ComplexObject>(total)->imaginary;
    for (;;) {
        int found = advance(iterator, &item);
        if (found > 0 && isPlainComplex(item)) {
            real.add(as<ComplexObject>(item)->real);
            imaginary.add(as<ComplexObject>(item)->imaginary);
            continue;
        }
        if (found > 0 && isInt(item)) {
            Result<double> number = integerToDouble(integerPayload(item));
            if (!number.ok)
                return -1;
            real.add(number.value);
            continue;
        }
        if (found > 0 && isFloat(item)) {
            real.add(floatPayload(item));
            continue;
        }
        if (found >= 0)
            total = PYC_TRY(newComplex(real.result(), imaginary.result()));
        return found;
    }
}

// The keyword arguments `key` and another one: false after an error.
bool keyAndOther(const char* function, std::string_view otherName, const Value* values, Tuple* keywordNames, Value* key,
                 Value* other) {
    for (int64_t i = 0; keywordNames && i < keywordNames->length; ++i) {
        auto* name = as<String>(keywordNames->items[i]);
        if (sameText(name, "key"))
            *key = values[i];
        else if (sameText(name, otherName))
            *other = values[i];
        else
            return raiseTypeError("%s() got an unexpected keyword argument '%U'", function, name);
    }
    return true;
}

Value extreme(const char* function, CompareOperation wins, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (count == 0)
        return raiseTypeError("%s expected at least 1 argument, got 0", function);
    Value key = noneValue(), otherwise;
    if (!keyAndOther(function, "default", arguments + count, keywordNames, &key, &otherwise))
        return Value();
    if (count > 1 && otherwise)
        return raiseTypeError("Cannot specify a default for %s() with multiple positional arguments", function);
    Value best, bestKey;
    auto consider = [&](Value item) -> bool {
        Value itemKey = isNone(key) ? item : PYC_TRY(call(key, {item}));
        if (best && !PYC_TRY(compareBool(itemKey, bestKey, wins)))
            return true;
        best = item;
        bestKey = itemKey;
        return true;
    };
    if (count > 1) {
        for (size_t i = 0; i < count; ++i)
            if (!consider(arguments[i]))
                return Value();
        return best;
    }
    if (!forEach(arguments[0], consider))
        return Value();
    if (best)
        return best;
    return otherwise ? otherwise : Value(raiseValueError("%s() iterable argument is empty", function));
}

} // namespace

Value builtinAll(Value iterable) { return boolValue(!PYC_TRY(someItemIs(iterable, false))); }

Value builtinAny(Value iterable) { return boolValue(PYC_TRY(someItemIs(iterable, true))); }

Value builtinSum(Value iterable, Value total) {
    Value iterator = PYC_TRY(iterate(iterable));
    if (isString(total))
        return raiseTypeError("sum() can't sum strings [use ''.join(seq) instead]");
    if (isBytes(total))
        return raiseTypeError("sum() can't sum bytes [use b''.join(seq) instead]");
    if (isA(total, ByteArrayType))
        return raiseTypeError("sum() can't sum bytearray [use b''.join(seq) instead]");
    // Each quick way is tried once, in this order; what ends it is added as + does.
    for (int stage = 0;; ++stage) {
        Value item;
        int found;
        int64_t word;
        if (stage == 0 && isExactInteger(total) && integerFitsInt64(total, &word))
            found = sumIntegers(iterator, total, item);
        else if (stage == 1 && isPlainFloat(total))
            found = sumFloats(iterator, total, item);
        else if (stage == 2 && isPlainComplex(total))
            found = sumComplexes(iterator, total, item);
        else if (stage < 3)
            continue;
        else
            found = advance(iterator, &item);
        if (found < 0)
            return Value();
        if (found == 0)
            return total;
        total = PYC_TRY(binary(BinaryOperator::Add, total, item));
    }
}

Value builtinSortedEntry(Value, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (!checkPositional("sorted", count, 1, 1))
        return Value();
    List* list = PYC_TRY(listFrom(arguments[0]));
    Value key = noneValue(), reverse = falseValue();
    if (!keyAndOther("sort", "reverse", arguments + 1, keywordNames, &key, &reverse))
        return Value();
    int descending = PYC_TRY(isTrue(reverse));
    return listSort(list, key, descending) ? Value(list) : Value();
}

Value builtinMaxEntry(Value, const Value* arguments, size_t count, Tuple* keywordNames) {
    return extreme("max", CompareGreater, arguments, count, keywordNames);
}

Value builtinMinEntry(Value, const Value* arguments, size_t count, Tuple* keywordNames) {
    return extreme("min", CompareLess, arguments, count, keywordNames);
}

} // namespace pyc::runtime
