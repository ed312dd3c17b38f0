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

Value versionInfo() {
    return newStructSequence(VersionInfoShape,
                             {number(3), number(14), number(8), Value(staticString<"final">), number(0)});
}

Value floatInfo() {
    return newStructSequence(FloatInfoShape,
                             {floatValue(DBL_MAX), number(DBL_MAX_EXP), number(DBL_MAX_10_EXP), floatValue(DBL_MIN),
                              number(DBL_MIN_EXP), number(DBL_MIN_10_EXP), number(DBL_DIG), number(DBL_MANT_DIG),
                              floatValue(DBL_EPSILON), number(FLT_RADIX), number(1)});
}

Value intInfo() {
    return newStructSequence(IntInfoShape,
                             {number(64), number(8), number(DefaultMaximumDigits), number(LeastMaximumDigits)});
}

Value hashInfo() {
    return newStructSequence(HashInfoShape,
                             {number(64), number((int64_t(1) << 61) - 1), number(314159), number(0), number(1000003),
                              Value(staticString<"siphash13">), number(64), number(128), number(0)});
}

Value flags() {
    Value off = number(0);
    const char* seed = host::environmentVariable("PYTHONHASHSEED");
    Value randomised = number(!(seed && strcmp(seed, "0") == 0));
    return newStructSequence(FlagsShape, {off, off, off, off, number(1), off, off, off, off, off, off, randomised, off,
                                          falseValue(), off, off, falseValue(), number(DefaultMaximumDigits)});
}

Value threadInfo() {
    return newStructSequence(ThreadInfoShape,
                             {Value(staticString<"pthread">), Value(staticString<"semaphore">), noneValue()});
}

Value arguments() {
    List* list = PYC_TRY(newList());
    for (const char* argument : host::arguments()) {
        String* text = PYC_TRY(newString(argument));
        if (!listAppend(list, Value(text)))
            return Value();
    }
    return Value(list);
}

String* executable() {
    char path[4096];
    int64_t length = host::executablePath(path, sizeof path);
    return length < 0 ? staticString<""> : newString({path, size_t(length)});
}

// The directory that CPython would import the program's modules from.
Value searchPath() {
    std::string_view file = pyc_program.modules[pyc_program.mainModule].fileName;
    size_t slash = file.rfind('/');
    String* directory = PYC_TRY(slash == file.npos ? staticString<""> : newString(file.substr(0, slash)));
    const Value items[] = {Value(directory)};
    return newList(items);
}

constexpr int64_t HexVersion = 0x030E08F0;

Value implementation(Value version) {
    Dict* names = PYC_TRY(newDict());
    bool fine = version && dictSetString(names, staticString<"name">, Value(staticString<"pyc-native">)) &&
                dictSetString(names, staticString<"cache_tag">, noneValue()) &&
                dictSetString(names, staticString<"version">, version) &&
                dictSetString(names, staticString<"hexversion">, number(HexVersion));
    return fine ? newSimpleNamespace(names) : Value();
}

Value moduleNames() {
    const Value names[] = {Value(staticString<"builtins">), Value(staticString<"sys">), Value(staticString<"time">)};
    return newTuple(names);
}

bool addStreams(Dict* names) {
    constexpr String* Names[] = {staticString<"stdin">, staticString<"stdout">, staticString<"stderr">};
    constexpr String* Originals[] = {staticString<"__stdin__">, staticString<"__stdout__">, staticString<"__stderr__">};
    for (int descriptor = 0; descriptor < 3; ++descriptor) {
        Value stream = PYC_TRY(standardStream(descriptor));
        if (!dictSetString(names, Originals[descriptor], stream) || !dictSetString(names, Names[descriptor], stream))
            return false;
    }
    return true;
}

} // namespace

bool addSystemValues(Module* module) {
    Dict* names = module->namespaceDict;
    setSystemNamespace(names);
    Value version = versionInfo();
    String* path = PYC_TRY(executable());
    Value empty(staticString<"">);
    const std::pair<String*, Value> values[] = {
        {staticString<"__breakpointhook__">, dictGetString(names, staticString<"breakpointhook">)},
        {staticString<"__displayhook__">, dictGetString(names, staticString<"displayhook">)},
        {staticString<"__excepthook__">, dictGetString(names, staticString<"excepthook">)},
        {staticString<"__unraisablehook__">, dictGetString(names, staticString<"unraisablehook">)},
        {staticString<"version">, Value(staticString<"3.14.8 (pyc-native 0.1.0)">)},
        {staticString<"version_info">, version},
        {staticString<"hexversion">, number(HexVersion)},
        {staticString<"api_version">, number(1013)},
        {staticString<"implementation">, implementation(version)},
        {staticString<"copyright">, Value(staticString<"The pyc-native project, Apache-2.0 WITH LLVM-exception">)},
        {staticString<"platform">, Value(staticString<PlatformName>)},
        {staticString<"maxsize">, intValue(INT64_MAX)},
        {staticString<"maxunicode">, number(0x10FFFF)},
        {staticString<"byteorder">, Value(staticString<"little">)},
        {staticString<"float_repr_style">, Value(staticString<"short">)},
        {staticString<"float_info">, floatInfo()},
        {staticString<"int_info">, intInfo()},
        {staticString<"hash_info">, hashInfo()},
        {staticString<"thread_info">, threadInfo()},
        {staticString<"flags">, flags()},
        {staticString<"abiflags">, empty},
        {staticString<"executable">, Value(path)},
        {staticString<"_base_executable">, Value(path)},
        {staticString<"prefix">, empty},
        {staticString<"exec_prefix">, empty},
        {staticString<"base_prefix">, empty},
        {staticString<"base_exec_prefix">, empty},
        {staticString<"platlibdir">, Value(staticString<"lib">)},
        {staticString<"dont_write_bytecode">, trueValue()},
        {staticString<"pycache_prefix">, noneValue()},
        {staticString<"argv">, arguments()},
        {staticString<"orig_argv">, arguments()},
        {staticString<"path">, searchPath()},
        {staticString<"modules">, Value(modulesDict())},
        {staticString<"builtin_module_names">, moduleNames()},
        {staticString<"meta_path">, Value(newList())},
        {staticString<"path_hooks">, Value(newList())},
        {staticString<"path_importer_cache">, Value(newDict())},
        {staticString<"warnoptions">, Value(newList())},
        {staticString<"_xoptions">, Value(newDict())},
    };
    for (auto [name, value] : values)
        if (!value || !dictSetString(names, name, value))
            return false;
    return addStreams(names);
}

} // namespace pyc::runtime
