// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Failing: an error value is returned and the exception is pending on the thread.
#pragma once

#include "runtime/object/types.h"

#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace pyc::runtime {

// A result beside "it failed", for types that have no error value.
template <class T>
struct [[nodiscard]] Result {
    T value{};
    bool ok = true;
    constexpr Result(T result) : value(result) {}
    constexpr Result(T result, bool fine) : value(result), ok(fine) {}
};
template <>
struct [[nodiscard]] Result<void> {
    bool ok = true;
};
using Success = Result<void>;

// What a failing function returns, whatever its result type.
struct ErrorReturn {
    constexpr operator Value() const { return Value(); }
    constexpr operator int() const { return -1; }
    constexpr operator int64_t() const { return -1; }
    constexpr operator bool() const { return false; }
    template <class T>
    constexpr operator T*() const {
        return nullptr;
    }
    template <class T>
    constexpr operator Result<T>() const {
        if constexpr (std::is_void_v<T>)
            return Result<void>{false};
        else
            return Result<T>{T{}, false};
    }
};

constexpr bool isError(Value value) { return value.isEmpty(); }
constexpr bool isError(int value) { return value < 0; }
constexpr bool isError(int64_t value) { return value < 0; }
constexpr bool isError(bool value) { return !value; }
template <class T>
constexpr bool isError(T* pointer) {
    return !pointer;
}
template <class T>
constexpr bool isError(const Result<T>& result) {
    return !result.ok;
}
template <class T>
constexpr T unwrap(T value) {
    return value;
}
template <class T>
constexpr T unwrap(const Result<T>& result) {
    return result.value;
}
inline void unwrap(const Result<void>&) {}

// The value of an expression that may fail; returns from the enclosing function when it did.
#define PYC_TRY(...)                                                                                                   \
    (__extension__({                                                                                                   \
        auto pycTried = (__VA_ARGS__);                                                                                 \
        if (::pyc::runtime::isError(pycTried)) [[unlikely]]                                                            \
            return ::pyc::runtime::ErrorReturn{};                                                                      \
        ::pyc::runtime::unwrap(pycTried);                                                                              \
    }))

// ---- messages ----
struct FormatArgument {
    enum Kind : uint8_t { Signed, Unsigned, Text, Object, TypeName } kind;
    uint32_t size = 0;
    union {
        int64_t number;
        const char* text;
        uint64_t bits;
        Type* type;
    };
    constexpr FormatArgument(std::signed_integral auto value) : kind(Signed), number(value) {}
    constexpr FormatArgument(std::unsigned_integral auto value) : kind(Unsigned), number(int64_t(value)) {}
    constexpr FormatArgument(const char* value)
        : kind(Text), size(uint32_t(std::string_view(value).size())), text(value) {}
    constexpr FormatArgument(std::string_view value) : kind(Text), size(uint32_t(value.size())), text(value.data()) {}
    FormatArgument(frontend::Text value) : kind(Text), size(value.size), text(value.data) {}
    FormatArgument(Value value) : kind(Object), bits(value.bits) {}
    FormatArgument(const String* value) : kind(Object), bits(Value(value).bits) {}
    FormatArgument(Type* value) : kind(TypeName), type(value) {}
};

// %s text (C string, string_view, String*), %d integer, %x hexadecimal, %c code point, %% percent; of a Value: %S
// str(), %R repr(), %A ascii(), %T name of its type, %Q its qualified name with the module's, %N name of a Type*, %U a
// String*. A number before s, S, R, U and so on, as in %.200s, is accepted and cuts.
String* formatTextWith(const char* format, const FormatArgument* arguments, size_t count); // null: error
template <class... Arguments>
String* formatText(const char* format, Arguments... arguments) {
    const FormatArgument list[] = {FormatArgument(arguments)..., FormatArgument(0)};
    return formatTextWith(format, list, sizeof...(Arguments));
}

[[gnu::cold]] ErrorReturn raiseWith(Type& cls, const char* format, const FormatArgument* arguments, size_t count);
template <class... Arguments>
[[gnu::cold]] ErrorReturn raise(Type& cls, const char* format, Arguments... arguments) {
    const FormatArgument list[] = {FormatArgument(arguments)..., FormatArgument(0)};
    return raiseWith(cls, format, list, sizeof...(Arguments));
}

#define PYC_RAISER(name)                                                                                               \
    template <class... Arguments>                                                                                      \
    [[gnu::cold]] ErrorReturn raise##name(const char* format, Arguments... arguments) {                                \
        return raise(name##Type, format, arguments...);                                                                \
    }
PYC_RAISER(TypeError)
PYC_RAISER(ValueError)
PYC_RAISER(IndexError)
PYC_RAISER(OverflowError)
PYC_RAISER(ZeroDivisionError)
PYC_RAISER(RuntimeError)
PYC_RAISER(AttributeError)
PYC_RAISER(NameError)
PYC_RAISER(LookupError)
PYC_RAISER(SystemError)
PYC_RAISER(ImportError)
PYC_RAISER(NotImplementedError)
#undef PYC_RAISER

[[gnu::cold]] ErrorReturn raiseKeyError(Value key);
[[gnu::cold]] ErrorReturn raiseMemoryError();
[[gnu::cold]] ErrorReturn raiseStopIteration(Value value); // empty: without a value
[[gnu::cold]] ErrorReturn raiseOsError(int number, Value fileName = Value(), Value fileName2 = Value());
// AttributeError and NameError with `name` and `obj`, which suggestions are made from.
[[gnu::cold]] ErrorReturn raiseNoAttribute(Value object, const String* name);
[[gnu::cold]] ErrorReturn raiseNameNotDefined(const String* name);
[[gnu::cold]] ErrorReturn raiseObject(Value exception); // an exception object (context is chained) or class
[[gnu::cold]] ErrorReturn raiseObjectOfClass(Type& cls, Value argument); // cls(argument)
[[gnu::cold]] ErrorReturn raiseBadInternalCall(const char* where);

// ---- the pending exception ----
bool errorPending();
ExceptionObject* pendingError();     // null: none
ExceptionObject* takeError();        // no longer pending
void restoreError(ExceptionObject*); // pending again, as it was
void clearError();
bool pendingErrorIs(Type& cls); // false when none
// Whether a StopIteration was pending (then cleared), or none: an iterator is exhausted.
bool clearStopIteration();

// Makes an exception object; null after another error.
ExceptionObject* newException(Type& cls, String* message);
ExceptionObject* newExceptionWith(Type& cls, Tuple* arguments);
// Prints the pending exception as CPython does for one that nobody can receive, and clears it.
void reportUnraisable(const char* what, Value object);
// From now on without source lines: CPython cannot read files any more when it finalizes what lived to the end.
void endOfSources();

// A warning shown on stderr (or raised, when filters say so). False: it became an exception.
bool warn(Type& category, const char* message, int stackLevel = 1);

} // namespace pyc::runtime
