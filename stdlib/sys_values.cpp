// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the module sys holds when the program starts: streams, arguments, versions and limits.
#include "stdlib/sys_values.h"

#include "runtime/builtins/int.h"
#include "runtime/builtins/standard_streams.h"
#include "runtime/builtins/struct_sequence.h"
#include "runtime/host/host.h"
#include "runtime/import/import.h"

#include <cfloat>
#include <cstring>

namespace pyc::runtime {

namespace {

#if defined(__wasi__)
constexpr char PlatformName[] = "wasi";
#else
constexpr char PlatformName[] = "linux";
#endif

extern Type VersionInfoType, FloatInfoType, IntInfoType, HashInfoType, FlagsType, ThreadInfoType;

#define PYC_STRUCT_TYPE(prefix, text, members)                                                                         \
    PYC_GC_ROOT constinit Shape prefix##Shape = defineShape(prefix##Type);                                             \
    PYC_GC_ROOT constinit Type prefix##Type = defineStructSequence(text, &prefix##Shape, members);

constinit const NativeMember versionInfoMembers[] = {
    PYC_STRUCT_FIELD(0, "major", "Major release number"),
    PYC_STRUCT_FIELD(1, "minor", "Minor release number"),
    PYC_STRUCT_FIELD(2, "micro", "Patch release number"),
    PYC_STRUCT_FIELD(3, "releaselevel", "'alpha', 'beta', 'candidate' or 'final'"),
    PYC_STRUCT_FIELD(4, "serial", "Serial release number"),
    PYC_CONSTANT("n_fields", Value::fromSmallInt(5)),
    PYC_CONSTANT("n_sequence_fields", Value::fromSmallInt(5)),
    PYC_CONSTANT("n_unnamed_fields", Value::fromSmallInt(0)),
    PYC_END};
PYC_STRUCT_TYPE(VersionInfo, "sys.version_info", versionInfoMembers)

constinit const NativeMember floatInfoMembers[] = {
    PYC_STRUCT_FIELD(0, "max", "The greatest finite float"),
    PYC_STRUCT_FIELD(1, "max_exp", "2**(max_exp - 1) is finite"),
    PYC_STRUCT_FIELD(2, "max_10_exp", "10**max_10_exp is finite"),
    PYC_STRUCT_FIELD(3, "min", "The smallest positive normalised float"),
    PYC_STRUCT_FIELD(4, "min_exp", "2**(min_exp - 1) is normalised"),
    PYC_STRUCT_FIELD(5, "min_10_exp", "10**min_10_exp is normalised"),
    PYC_STRUCT_FIELD(6, "dig", "Decimal digits that a float keeps"),
    PYC_STRUCT_FIELD(7, "mant_dig", "Bits of the mantissa"),
    PYC_STRUCT_FIELD(8, "epsilon", "The distance from 1 to the next float"),
    PYC_STRUCT_FIELD(9, "radix", "The base of exponents"),
    PYC_STRUCT_FIELD(10, "rounds", "How arithmetic rounds"),
    PYC_END};
PYC_STRUCT_TYPE(FloatInfo, "sys.float_info", floatInfoMembers)

constinit const NativeMember intInfoMembers[] = {
    PYC_STRUCT_FIELD(0, "bits_per_digit", "Bits of a digit inside"),
    PYC_STRUCT_FIELD(1, "sizeof_digit", "Bytes of a digit inside"),
    PYC_STRUCT_FIELD(2, "default_max_str_digits", "How many digits are converted unless told otherwise"),
    PYC_STRUCT_FIELD(3, "str_digits_check_threshold", "The least limit that can be set"), PYC_END};
PYC_STRUCT_TYPE(IntInfo, "sys.int_info", intInfoMembers)

constinit const NativeMember hashInfoMembers[] = {
    PYC_STRUCT_FIELD(0, "width", "Bits of a hash"),
    PYC_STRUCT_FIELD(1, "modulus", "The prime that numbers are hashed by"),
    PYC_STRUCT_FIELD(2, "inf", "The hash of infinity"),
    PYC_STRUCT_FIELD(3, "nan", "No longer used"),
    PYC_STRUCT_FIELD(4, "imag", "The factor of imaginary parts"),
    PYC_STRUCT_FIELD(5, "algorithm", "How strings are hashed"),
    PYC_STRUCT_FIELD(6, "hash_bits", "Bits of the hash of strings"),
    PYC_STRUCT_FIELD(7, "seed_bits", "Bits of the seed"),
    PYC_STRUCT_FIELD(8, "cutoff", "Up to which length another algorithm is used"),
    PYC_END};
PYC_STRUCT_TYPE(HashInfo, "sys.hash_info", hashInfoMembers)

constinit const NativeMember flagsMembers[] = {
    PYC_STRUCT_FIELD(0, "debug", "-d"),
    PYC_STRUCT_FIELD(1, "inspect", "-i"),
    PYC_STRUCT_FIELD(2, "interactive", "-i"),
    PYC_STRUCT_FIELD(3, "optimize", "-O or -OO"),
    PYC_STRUCT_FIELD(4, "dont_write_bytecode", "-B"),
    PYC_STRUCT_FIELD(5, "no_user_site", "-s"),
    PYC_STRUCT_FIELD(6, "no_site", "-S"),
    PYC_STRUCT_FIELD(7, "ignore_environment", "-E"),
    PYC_STRUCT_FIELD(8, "verbose", "-v"),
    PYC_STRUCT_FIELD(9, "bytes_warning", "-b"),
    PYC_STRUCT_FIELD(10, "quiet", "-q"),
    PYC_STRUCT_FIELD(11, "hash_randomization", "-R"),
    PYC_STRUCT_FIELD(12, "isolated", "-I"),
    PYC_STRUCT_FIELD(13, "dev_mode", "-X dev"),
    PYC_STRUCT_FIELD(14, "utf8_mode", "-X utf8"),
    PYC_STRUCT_FIELD(15, "warn_default_encoding", "-X warn_default_encoding"),
    PYC_STRUCT_FIELD(16, "safe_path", "-P"),
    PYC_STRUCT_FIELD(17, "int_max_str_digits", "-X int_max_str_digits"),
    PYC_GETTER(
        "thread_inherit_context", [](Value) { return Value::fromSmallInt(0); }, "-X thread_inherit_context"),
    PYC_GETTER(
        "context_aware_warnings", [](Value) { return Value::fromSmallInt(0); }, "-X context_aware_warnings"),
    PYC_END};
PYC_STRUCT_TYPE(Flags, "sys.flags", flagsMembers)

constinit const NativeMember threadInfoMembers[] = {PYC_STRUCT_FIELD(0, "name", "The implementation of threads"),
                                                    PYC_STRUCT_FIELD(1, "lock", "The implementation of locks"),
                                                    PYC_STRUCT_FIELD(2, "version", "The version of the library"),
                                                    PYC_END};
PYC_STRUCT_TYPE(ThreadInfo, "sys.thread_info", threadInfoMembers)

constexpr Value number(int64_t value) { return Value::fromSmallInt(value); }

Value versionInfo(Value) {
    return newStructSequence(VersionInfoShape,
                             {number(3), number(14), number(8), Value(staticString<"final">), number(0)});
}

Value floatInfo(Value) {
    return newStructSequence(FloatInfoShape,
                             {floatValue(DBL_MAX), number(DBL_MAX_EXP), number(DBL_MAX_10_EXP), floatValue(DBL_MIN),
                              number(DBL_MIN_EXP), number(DBL_MIN_10_EXP), number(DBL_DIG), number(DBL_MANT_DIG),
                              floatValue(DBL_EPSILON), number(FLT_RADIX), number(1)});
}

Value intInfo(Value) {
    // CPython's digits: ours are of 64 bits, which nothing else shows.
    return newStructSequence(IntInfoShape,
                             {number(30), number(4), number(DefaultMaximumDigits), number(LeastMaximumDigits)});
}

Value hashInfo(Value) {
    return newStructSequence(HashInfoShape,
                             {number(64), number((int64_t(1) << 61) - 1), number(314159), number(0), number(1000003),
                              Value(staticString<"siphash13">), number(64), number(128), number(0)});
}

Value flags(Value) {
    Value off = number(0);
    const char* seed = host::environmentVariable("PYTHONHASHSEED");
    Value randomised = number(!(seed && strcmp(seed, "0") == 0));
    return newStructSequence(FlagsShape, {off, off, off, off, number(1), off, off, off, off, off, off, randomised, off,
                                          falseValue(), off, off, falseValue(), number(DefaultMaximumDigits)});
}

Value threadInfo(Value) {
    return newStructSequence(ThreadInfoShape,
                             {Value(staticString<"pthread">), Value(staticString<"semaphore">), noneValue()});
}

Value arguments(Value) {
    List* list = PYC_TRY(newList());
    for (const char* argument : host::arguments()) {
        String* text = PYC_TRY(newString(argument));
        if (!listAppend(list, Value(text)))
            return Value();
    }
    return Value(list);
}

Value executable(Value) {
    char path[4096];
    int64_t length = host::executablePath(path, sizeof path);
    return length < 0 ? Value(staticString<"">) : Value(newString({path, size_t(length)}));
}

// The directory that CPython would import the program's modules from.
Value searchPath(Value) {
    std::string_view file = pyc_program.modules[pyc_program.mainModule].fileName;
    size_t slash = file.rfind('/');
    String* directory = PYC_TRY(slash == file.npos ? staticString<""> : newString(file.substr(0, slash)));
    const Value items[] = {Value(directory)};
    return newList(items);
}

constexpr int64_t HexVersion = 0x030E08F0;

// What another row has put there, by another name.
template <FixedText name>
Value also(Value module) {
    return dictGetString(as<Module>(module)->namespaceDict, staticString<name>);
}

Value implementation(Value module) {
    Dict* names = PYC_TRY(newDict());
    bool fine = dictSetString(names, staticString<"name">, Value(staticString<"pyc-native">)) &&
                dictSetString(names, staticString<"cache_tag">, noneValue()) &&
                dictSetString(names, staticString<"version">, also<"version_info">(module)) &&
                dictSetString(names, staticString<"hexversion">, number(HexVersion));
    return fine ? newSimpleNamespace(names) : Value();
}

Value moduleNames(Value) {
    const Value names[] = {Value(staticString<"builtins">), Value(staticString<"sys">), Value(staticString<"time">)};
    return newTuple(names);
}

template <int descriptor>
Value stream(Value) {
    return standardStream(descriptor);
}
Value emptyList(Value) { return newList(); }
Value emptyNames(Value) { return newDict(); }

constexpr Value Empty(staticString<"">);

constinit const NativeMember valueMembers[] = {
    PYC_MADE("__breakpointhook__", also<"breakpointhook">),
    PYC_MADE("__displayhook__", also<"displayhook">),
    PYC_MADE("__excepthook__", also<"excepthook">),
    PYC_MADE("__unraisablehook__", also<"unraisablehook">),
    PYC_CONSTANT("version", Value(staticString<"3.14.8 (pyc-native 0.1.0)">)),
    PYC_MADE("version_info", versionInfo),
    PYC_CONSTANT("hexversion", number(HexVersion)),
    PYC_CONSTANT("api_version", number(1013)),
    PYC_MADE("implementation", implementation),
    PYC_CONSTANT("copyright", Value(staticString<"The pyc-native project, Apache-2.0 WITH LLVM-exception">)),
    PYC_CONSTANT("platform", Value(staticString<PlatformName>)),
    PYC_MADE("maxsize", [](Value) { return intValue(INT64_MAX); }),
    PYC_CONSTANT("maxunicode", number(0x10FFFF)),
    PYC_CONSTANT("byteorder", Value(staticString<"little">)),
    PYC_CONSTANT("float_repr_style", Value(staticString<"short">)),
    PYC_MADE("float_info", floatInfo),
    PYC_MADE("int_info", intInfo),
    PYC_MADE("hash_info", hashInfo),
    PYC_MADE("thread_info", threadInfo),
    PYC_MADE("flags", flags),
    PYC_CONSTANT("abiflags", Empty),
    PYC_MADE("executable", executable),
    PYC_MADE("_base_executable", also<"executable">),
    PYC_CONSTANT("prefix", Empty),
    PYC_CONSTANT("exec_prefix", Empty),
    PYC_CONSTANT("base_prefix", Empty),
    PYC_CONSTANT("base_exec_prefix", Empty),
    PYC_CONSTANT("platlibdir", Value(staticString<"lib">)),
    PYC_CONSTANT("dont_write_bytecode", trueValue()),
    PYC_CONSTANT("pycache_prefix", noneValue()),
    PYC_MADE("argv", arguments),
    PYC_MADE("orig_argv", arguments),
    PYC_MADE("path", searchPath),
    PYC_MADE("modules", [](Value) { return Value(modulesDict()); }),
    PYC_MADE("builtin_module_names", moduleNames),
    PYC_MADE("meta_path", emptyList),
    PYC_MADE("path_hooks", emptyList),
    PYC_MADE("path_importer_cache", emptyNames),
    PYC_MADE("warnoptions", emptyList),
    PYC_MADE("_xoptions", emptyNames),
    PYC_MADE("__stdin__", stream<0>),
    PYC_MADE("stdin", stream<0>),
    PYC_MADE("__stdout__", stream<1>),
    PYC_MADE("stdout", stream<1>),
    PYC_MADE("__stderr__", stream<2>),
    PYC_MADE("stderr", stream<2>),
    PYC_END};

} // namespace

bool addSystemValues(Module* module) {
    setSystemNamespace(module->namespaceDict);
    return addModuleMembers(module, valueMembers);
}

} // namespace pyc::runtime
