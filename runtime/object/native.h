// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Native functions, methods and properties: one row declares a name, the implementing function, the signature that
// Python shows and the doc text. The signature is read at compile time and an adapter converts arguments to the C++
// types of the implementing function.
//
//   constinit const NativeMember listMembers[] = {
//       PYC_METHOD("append", append, "($self, object, /)", "Adds an item at the end."),
//       PYC_METHOD("index", index, "($self, value, start=0, stop=sys.maxsize, /)", "…"),
//       PYC_CLASS_METHOD("fromkeys", fromKeys, "($type, iterable, value=None, /)", "…"),
//       PYC_GETTER("real", real, "…"),
//       PYC_END};
//
// Implementing functions take the receiver (Value or a pointer to its layout; for $type a Type*; nothing for $module),
// then a parameter per parameter of the signature:
//   Value          anything. Left out: the default if that is None, True, False or an integer, else an empty Value
//   Optional<T>    T, or absent (left out, or None where None is the default)
//   int64_t        through __index__          int32_t   the same for what is no size but a C int
//   double         through __float__
//   bool           truth                       String*, Bytes*, Tuple*, List*, Dict*, Type*: exactly checked; left out:
//   null Arguments      for *args                   Dict*     for **kwargs: null when there are none
// and return Value, a pointer (null: error), Result<bool/int64_t/double>, Success (None), or bool, int64_t, double,
// void if they cannot fail. "x[, y[, z]]" declares parameters that may be left out and have no default to show.
#pragma once

#include "runtime/object/call.h"
#include "runtime/object/containers.h"

#include <array>
#include <cstdint>
#include <limits>
#include <tuple>
#include <utility>

namespace pyc::runtime {

template <class T>
struct Optional {
    T value{};
    bool present = false;
    explicit operator bool() const { return present; }
    T operator*() const { return value; }
    T valueOr(T other) const { return present ? value : other; }
};

struct Arguments {
    const Value* items;
    size_t count;
    const Value* begin() const { return items; }
    const Value* end() const { return items + count; }
    Value operator[](size_t index) const { return items[index]; }
};

// What messages and binding need to know of a signature at run time.
struct NativeSignature {
    const char* functionName; // without class or module
    String* const* names;     // one per parameter, the receiver excluded
    uint8_t count;
    uint8_t positionalOnly;
    uint8_t positional; // that can be given by position, not counting *args
    uint8_t required;   // positional ones without default
    bool varArguments, varKeywords;
    uint32_t optional; // bit per parameter
};

enum class MemberKind : uint8_t {
    Method,
    ClassMethod,
    StaticMethod,
    Function,
    Slot,
    Property,
    Field,
    Constant,
    Made, // of modules: what `get` gives when the module is filled
};

using GetterFunction = Value (*)(Value self);
using SetterFunction = int (*)(Value self, Value value); // an empty value deletes

struct NativeMember {
    const String* name = nullptr;
    MemberKind kind = MemberKind::Method;
    GenericEntry entry = nullptr;
    GetterFunction get = nullptr;
    SetterFunction set = nullptr;
    Value constant{};
    const char* signature = nullptr; // null: none is shown
    const char* doc = nullptr;
    const NativeSignature* parameters = nullptr;
};

// ---- the signature at compile time ----
struct SignatureParameter {
    uint16_t begin = 0, length = 0;
    bool optional = false, varArguments = false, varKeywords = false, keywordOnly = false;
    enum DefaultKind : uint8_t { Nothing, None, True, False, Number } defaultKind = Nothing;
    int64_t number = 0;
};

struct ParsedSignature {
    enum Receiver : uint8_t { NoReceiver, Self, Class, Module } receiver = NoReceiver;
    SignatureParameter parameters[16]{};
    uint8_t count = 0, positionalOnly = 0, positional = 0, required = 0;
    bool varArguments = false, varKeywords = false;
    uint32_t optional = 0;
};

consteval ParsedSignature parseSignature(std::string_view text) {
    ParsedSignature result;
    size_t i = 1; // after "("
    bool keywordOnly = false;
    int depth = 0;
    while (i < text.size() && text[i] != ')') {
        char c = text[i];
        if (c == ' ' || c == ',') {
            ++i;
            continue;
        }
        if (c == '[' || c == ']') {
            depth += c == '[' ? 1 : -1;
            ++i;
            continue;
        }
        if (c == '/') {
            result.positionalOnly = result.count;
            ++i;
            continue;
        }
        if (c == '*' && (text[i + 1] == ',' || text[i + 1] == ')')) {
            keywordOnly = true;
            ++i;
            continue;
        }
        SignatureParameter parameter;
        bool receiver = c == '$';
        if (receiver)
            ++i;
        if (c == '*') {
            parameter.varKeywords = text[i + 1] == '*';
            parameter.varArguments = !parameter.varKeywords;
            i += parameter.varKeywords ? 2 : 1;
        }
        parameter.begin = uint16_t(i);
        while (text[i] != ',' && text[i] != ')' && text[i] != '=' && text[i] != '[' && text[i] != ']')
            ++i;
        parameter.length = uint16_t(i - parameter.begin);
        parameter.optional = depth > 0;
        if (text[i] == '=') {
            size_t begin = ++i;
            char quote = 0;
            int nested = 0;
            while (quote || nested || (text[i] != ',' && text[i] != ')')) {
                if (quote)
                    quote = text[i] == quote ? 0 : quote;
                else if (text[i] == '\'' || text[i] == '"')
                    quote = text[i];
                else if (text[i] == '(')
                    ++nested;
                else if (text[i] == ')')
                    --nested;
                ++i;
            }
            std::string_view value = text.substr(begin, i - begin);
            parameter.optional = true;
            if (value == "None")
                parameter.defaultKind = SignatureParameter::None;
            else if (value == "True")
                parameter.defaultKind = SignatureParameter::True;
            else if (value == "False")
                parameter.defaultKind = SignatureParameter::False;
            else if (value == "sys.maxsize") {
                parameter.defaultKind = SignatureParameter::Number;
                parameter.number = std::numeric_limits<int64_t>::max();
            } else if ((value[0] >= '0' && value[0] <= '9') ||
                       (value[0] == '-' && value.size() > 1 && value[1] >= '0' && value[1] <= '9')) {
                bool isNumber = true;
                int64_t number = 0;
                for (char digit : value.substr(value[0] == '-')) {
                    if (digit < '0' || digit > '9')
                        isNumber = false;
                    else
                        number = number * 10 + (digit - '0');
                }
                if (isNumber) {
                    parameter.defaultKind = SignatureParameter::Number;
                    parameter.number = value[0] == '-' ? -number : number;
                }
            }
        }
        if (receiver) {
            std::string_view name = text.substr(parameter.begin, parameter.length);
            result.receiver = name == "self"   ? ParsedSignature::Self
                              : name == "type" ? ParsedSignature::Class
                                               : ParsedSignature::Module;
            continue;
        }
        if (parameter.varArguments) {
            result.varArguments = true;
            keywordOnly = true;
        } else if (parameter.varKeywords) {
            result.varKeywords = true;
        } else {
            parameter.keywordOnly = keywordOnly;
            if (!keywordOnly) {
                ++result.positional;
                if (!parameter.optional)
                    result.required = result.positional;
            }
        }
        if (parameter.optional)
            result.optional |= 1u << result.count;
        result.parameters[result.count++] = parameter;
    }
    return result;
}

template <FixedText text, size_t Begin, size_t Length>
consteval FixedText<Length + 1> sliceText() {
    char part[Length + 1]{};
    for (size_t i = 0; i < Length; ++i)
        part[i] = text.text[Begin + i];
    return FixedText<Length + 1>(part);
}

// ---- binding and converting at run time (runtime/object/native.cpp) ----
// Places arguments into `out`, one word per parameter (empty: left out); *args and **kwargs go to the last two
// parameters.
bool bindNativeArguments(const NativeSignature& signature, Value callee, const Value* arguments, size_t positionalCount,
                         Tuple* keywordNames, Value* out, Arguments* rest, Dict** keywords);
[[gnu::cold]] ErrorReturn badArgument(const NativeSignature& signature, size_t index, const char* expected,
                                      Value actual);
// For entries that read their arguments themselves. "name expected at least …"; false: an error is pending.
bool checkPositional(const char* name, size_t count, size_t minimum, size_t maximum);
bool checkNoKeywords(const char* name, Tuple* keywordNames); // "name() takes no keyword arguments"

namespace detail {

template <class T>
struct LayoutName;
template <>
struct LayoutName<String> {
    static constexpr const char* name = "str";
    static bool is(Value v) { return isString(v); }
};
template <>
struct LayoutName<Bytes> {
    static constexpr const char* name = "bytes";
    static bool is(Value v) { return isBytes(v); }
};
template <>
struct LayoutName<Tuple> {
    static constexpr const char* name = "tuple";
    static bool is(Value v) { return isTuple(v); }
};
template <>
struct LayoutName<List> {
    static constexpr const char* name = "list";
    static bool is(Value v) { return isList(v); }
};
template <>
struct LayoutName<Dict> {
    static constexpr const char* name = "dict";
    static bool is(Value v) { return isDict(v); }
};
template <>
struct LayoutName<Type> {
    static constexpr const char* name = "type";
    static bool is(Value v) { return isType(v); }
};

int isTrueForArgument(Value value);

template <class T>
struct Converter;
template <>
struct Converter<Value> {
    static bool convert(const NativeSignature&, size_t, const SignatureParameter& parameter, Value value, Value& out) {
        out = value;
        if (value.isEmpty()) {
            switch (parameter.defaultKind) {
            case SignatureParameter::None: out = noneValue(); break;
            case SignatureParameter::True: out = trueValue(); break;
            case SignatureParameter::False: out = falseValue(); break;
            case SignatureParameter::Number:
                if (Value::fitsSmallInt(parameter.number))
                    out = Value::fromSmallInt(parameter.number);
                break;
            case SignatureParameter::Nothing: break;
            }
        }
        return true;
    }
};
template <>
struct Converter<int64_t> {
    static bool convert(const NativeSignature&, size_t, const SignatureParameter& parameter, Value value,
                        int64_t& out) {
        if (value.isEmpty()) {
            out = parameter.number;
            return true;
        }
        if (value.isSmallInt()) [[likely]] {
            out = value.smallInt();
            return true;
        }
        Result<int64_t> result = toInt64(value);
        out = result.value;
        return result.ok;
    }
};
template <>
struct Converter<int32_t> {
    static bool convert(const NativeSignature&, size_t, const SignatureParameter& parameter, Value value,
                        int32_t& out) {
        if (value.isEmpty()) {
            out = int32_t(parameter.number);
            return true;
        }
        return toInt32(value, &out);
    }
};
template <>
struct Converter<double> {
    static bool convert(const NativeSignature&, size_t, const SignatureParameter& parameter, Value value, double& out) {
        if (value.isEmpty()) {
            out = double(parameter.number);
            return true;
        }
        if (value.isImmediateFloat()) [[likely]] {
            out = value.immediateFloat();
            return true;
        }
        Result<double> result = toDouble(value);
        out = result.value;
        return result.ok;
    }
};
template <>
struct Converter<bool> {
    static bool convert(const NativeSignature&, size_t, const SignatureParameter& parameter, Value value, bool& out) {
        if (value.isEmpty()) {
            out = parameter.defaultKind == SignatureParameter::True;
            return true;
        }
        int truth = isTrueForArgument(value);
        out = truth > 0;
        return truth >= 0;
    }
};
template <class T>
struct Converter<T*> {
    static bool convert(const NativeSignature& signature, size_t index, const SignatureParameter&, Value value,
                        T*& out) {
        if (value.isEmpty()) {
            out = nullptr;
            return true;
        }
        if (!LayoutName<T>::is(value)) [[unlikely]]
            return badArgument(signature, index, LayoutName<T>::name, value);
        out = as<T>(value);
        return true;
    }
};
template <class T>
struct Converter<Optional<T>> {
    static bool convert(const NativeSignature& signature, size_t index, const SignatureParameter& parameter,
                        Value value, Optional<T>& out) {
        if (value.isEmpty() || (parameter.defaultKind == SignatureParameter::None && value == noneValue()))
            return true;
        out.present = true;
        return Converter<T>::convert(signature, index, parameter, value, out.value);
    }
};

inline Value toValue(Value value) { return value; }
inline Value toValue(bool value) { return boolValue(value); }
inline Value toValue(int64_t value) { return intValue(value); }
inline Value toValue(double value) { return floatValue(value); }
template <class T>
Value toValue(T* object) {
    return Value(static_cast<const Object*>(object));
}
template <class T>
Value toValue(Result<T> result) {
    return result.ok ? toValue(result.value) : Value();
}
inline Value toValue(Success result) { return result.ok ? noneValue() : Value(); }

template <class T>
T receiverAs(Value value) {
    if constexpr (std::is_pointer_v<T>)
        return static_cast<T>(value.object());
    else
        return value;
}

template <class Function>
struct FunctionShape;
template <class R, class... A>
struct FunctionShape<R (*)(A...)> {
    using Result = R;
    static constexpr size_t count = sizeof...(A);
    template <size_t Index>
    using Argument = std::tuple_element_t<Index, std::tuple<A...>>;
};

template <FixedText name, FixedText signature>
struct SignatureData {
    static constexpr ParsedSignature parsed = parseSignature(signature.view());

    template <size_t... Index>
    static constexpr auto makeNames(std::index_sequence<Index...>) {
        return std::array<String*, sizeof...(Index) + 1>{
            staticString<sliceText<signature, parsed.parameters[Index].begin, parsed.parameters[Index].length>()>...,
            nullptr};
    }
    static constexpr auto names = makeNames(std::make_index_sequence<parsed.count>{});
    static constexpr char functionName[name.length + 1]{};
    static constexpr FixedText<name.length + 1> nameText = name;
    static constexpr NativeSignature runtime = {nameText.text,         names.data(),       parsed.count,
                                                parsed.positionalOnly, parsed.positional,  parsed.required,
                                                parsed.varArguments,   parsed.varKeywords, parsed.optional};
};

// Passes `Leading` (the receiver or class), then the bound and converted arguments.
template <auto function, FixedText name, FixedText signature, size_t LeadingCount>
struct Adapter {
    using Data = SignatureData<name, signature>;
    using Shape = FunctionShape<decltype(function)>;
    static constexpr size_t Count = Data::parsed.count;
    static_assert(Shape::count == Count + LeadingCount, "the function's parameters are not those of its signature");
    using Outcome = typename Shape::Result;

    template <size_t Index>
    static bool convertOne(Value* bound, Arguments rest, Dict* keywords, auto& out) {
        constexpr SignatureParameter parameter = Data::parsed.parameters[Index];
        if constexpr (parameter.varArguments) {
            out = rest;
            return true;
        } else if constexpr (parameter.varKeywords) {
            out = keywords;
            return true;
        } else {
            return Converter<std::remove_reference_t<decltype(out)>>::convert(Data::runtime, Index, parameter,
                                                                              bound[Index], out);
        }
    }

    template <size_t... Index, class... Leading>
    static bool apply(std::index_sequence<Index...>, Value callee, const Value* arguments, size_t count,
                      Tuple* keywordNames, auto&& finish, Leading... leading) {
        Value bound[Count + 1];
        Arguments rest{nullptr, 0};
        Dict* keywords = nullptr;
        if constexpr (Data::parsed.varArguments || Data::parsed.varKeywords) {
            if (!bindNativeArguments(Data::runtime, callee, arguments, count, keywordNames, bound, &rest, &keywords))
                return false;
        } else if (!keywordNames && count >= Data::parsed.required && count <= Data::parsed.positional &&
                   Data::parsed.optional >> Data::parsed.required ==
                       (Count ? (uint32_t(1) << Count) - 1 : 0) >> Data::parsed.required) [[likely]] {
            for (size_t i = 0; i < count; ++i)
                bound[i] = arguments[i];
        } else if (!bindNativeArguments(Data::runtime, callee, arguments, count, keywordNames, bound, &rest,
                                        &keywords)) {
            return false;
        }
        std::tuple<typename Shape::template Argument<Index + LeadingCount>...> converted;
        if (!(convertOne<Index>(bound, rest, keywords, std::get<Index>(converted)) && ...))
            return false;
        finish(leading..., std::get<Index>(converted)...);
        return true;
    }

    template <class... Leading>
    static Value invoke(Value callee, const Value* arguments, size_t count, Tuple* keywordNames, Leading... leading) {
        Value result;
        auto finish = [&result](auto... values) {
            if constexpr (std::is_void_v<Outcome>) {
                function(values...);
                result = noneValue();
            } else {
                result = toValue(function(values...));
            }
        };
        if (!apply(std::make_index_sequence<Count>{}, callee, arguments, count, keywordNames, finish, leading...))
            return Value();
        return result;
    }

    // Methods and class methods: the receiver is the first argument.
    static Value methodEntry(Value callee, const Value* arguments, size_t count, Tuple* keywordNames) {
        using Receiver = typename Shape::template Argument<0>;
        return invoke(callee, arguments + 1, count - 1, keywordNames, receiverAs<Receiver>(arguments[0]));
    }
    static Value functionEntry(Value callee, const Value* arguments, size_t count, Tuple* keywordNames) {
        return invoke(callee, arguments, count, keywordNames);
    }
    static Value create(Type* cls, const Value* arguments, size_t count, Tuple* keywordNames) {
        return invoke(Value(cls), arguments, count, keywordNames, cls);
    }
    static int initialise(Value self, const Value* arguments, size_t count, Tuple* keywordNames) {
        using Receiver = typename Shape::template Argument<0>;
        return invoke(Value(typeOf(self)), arguments, count, keywordNames, receiverAs<Receiver>(self)) ? 0 : -1;
    }
};

template <auto function, FixedText name, FixedText signature>
constexpr GenericEntry entryOf() {
    if constexpr (SignatureData<name, signature>::parsed.receiver == ParsedSignature::Self ||
                  SignatureData<name, signature>::parsed.receiver == ParsedSignature::Class)
        return Adapter<function, name, signature, 1>::methodEntry;
    else
        return Adapter<function, name, signature, 0>::functionEntry;
}

} // namespace detail

#define PYC_NATIVE_ROW(memberKind, text, function, signatureText, docText)                                             \
    ::pyc::runtime::NativeMember {                                                                                     \
        .name = ::pyc::runtime::staticString<text>, .kind = ::pyc::runtime::MemberKind::memberKind,                    \
        .entry = ::pyc::runtime::detail::entryOf<&function, text, signatureText>(), .signature = signatureText,        \
        .doc = docText, .parameters = &::pyc::runtime::detail::SignatureData<text, signatureText>::runtime             \
    }
#define PYC_METHOD(text, function, signatureText, docText)                                                             \
    PYC_NATIVE_ROW(Method, text, function, signatureText, docText)
#define PYC_CLASS_METHOD(text, function, signatureText, docText)                                                       \
    PYC_NATIVE_ROW(ClassMethod, text, function, signatureText, docText)
#define PYC_STATIC_METHOD(text, function, signatureText, docText)                                                      \
    PYC_NATIVE_ROW(StaticMethod, text, function, signatureText, docText)
#define PYC_FUNCTION(text, function, signatureText, docText)                                                           \
    PYC_NATIVE_ROW(Function, text, function, signatureText, docText)

// The entry reads its arguments itself (a GenericEntry; of methods, the receiver is the first argument). signatureText
// may be null.
#define PYC_RAW_ROW(memberKind, text, entryFunction, signatureText, docText)                                           \
    ::pyc::runtime::NativeMember {                                                                                     \
        .name = ::pyc::runtime::staticString<text>, .kind = ::pyc::runtime::MemberKind::memberKind,                    \
        .entry = entryFunction, .signature = signatureText, .doc = docText                                             \
    }
#define PYC_RAW_METHOD(text, entryFunction, signatureText, docText)                                                    \
    PYC_RAW_ROW(Method, text, entryFunction, signatureText, docText)
#define PYC_RAW_CLASS_METHOD(text, entryFunction, signatureText, docText)                                              \
    PYC_RAW_ROW(ClassMethod, text, entryFunction, signatureText, docText)
#define PYC_RAW_STATIC_METHOD(text, entryFunction, signatureText, docText)                                             \
    PYC_RAW_ROW(StaticMethod, text, entryFunction, signatureText, docText)
#define PYC_RAW_FUNCTION(text, entryFunction, signatureText, docText)                                                  \
    PYC_RAW_ROW(Function, text, entryFunction, signatureText, docText)

// getset_descriptor
#define PYC_PROPERTY(text, getter, setter, docText)                                                                    \
    ::pyc::runtime::NativeMember {                                                                                     \
        .name = ::pyc::runtime::staticString<text>, .kind = ::pyc::runtime::MemberKind::Property, .get = getter,       \
        .set = setter, .doc = docText                                                                                  \
    }
#define PYC_GETTER(text, getter, docText) PYC_PROPERTY(text, getter, nullptr, docText)
// member_descriptor
#define PYC_FIELD(text, getter, setter, docText)                                                                       \
    ::pyc::runtime::NativeMember {                                                                                     \
        .name = ::pyc::runtime::staticString<text>, .kind = ::pyc::runtime::MemberKind::Field, .get = getter,          \
        .set = setter, .doc = docText                                                                                  \
    }
#define PYC_CONSTANT(text, value)                                                                                      \
    ::pyc::runtime::NativeMember {                                                                                     \
        .name = ::pyc::runtime::staticString<text>, .kind = ::pyc::runtime::MemberKind::Constant, .constant = value    \
    }
#define PYC_MADE(text, function)                                                                                       \
    ::pyc::runtime::NativeMember {                                                                                     \
        .name = ::pyc::runtime::staticString<text>, .kind = ::pyc::runtime::MemberKind::Made, .get = function          \
    }
#define PYC_END                                                                                                        \
    ::pyc::runtime::NativeMember {}

// Slots `create` and `initialise` from a function with a signature: create(Type*, …) returns the new object,
// initialise(self, …) a Success.
#define PYC_CREATE(text, function, signatureText)                                                                      \
    (&::pyc::runtime::detail::Adapter<&function, text, signatureText, 1>::create)
#define PYC_INITIALISE(text, function, signatureText)                                                                  \
    (&::pyc::runtime::detail::Adapter<&function, text, signatureText, 1>::initialise)

// What getattr finds for a row in a module.
Value newNativeFunction(const NativeMember* member, Value self, Value module);

} // namespace pyc::runtime
