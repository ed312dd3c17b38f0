// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// time: clocks, sleeping and calendar time.
#include "runtime/builtins/struct_sequence.h"
#include "runtime/host/host.h"
#include "runtime/import/native_module.h"
#include "runtime/object/operations.h"
#include "runtime/thread/thread.h"

#include <cerrno>
#include <cmath>

namespace pyc::runtime {

namespace {

constexpr int64_t Second = 1'000'000'000;

extern Shape StructTimeShape;
extern Type StructTimeType;

// ---- clocks ----
Value secondsOf(int64_t nanoseconds) { return floatValue(double(nanoseconds) / double(Second)); }

template <host::Clock clock>
Value seconds() {
    return secondsOf(host::clockTime(clock));
}
template <host::Clock clock>
int64_t nanoseconds() {
    return host::clockTime(clock);
}

Result<int64_t> clockNumber(Value clock) {
    if (!isInt(clock))
        return raiseTypeError("clk_id should be integer, not %T", clock);
    return toInt64(clock);
}

template <int64_t (*read)(int)>
Result<int64_t> readClock(Value clock) {
    int64_t number = PYC_TRY(clockNumber(clock));
    int64_t result = read(int(number));
    if (result < 0)
        return raiseOsError(int(-result));
    return result;
}

Value clockSeconds(Value clock) { return secondsOf(PYC_TRY(readClock<host::systemClockTime>(clock))); }
Result<int64_t> clockNanoseconds(Value clock) { return readClock<host::systemClockTime>(clock); }
Value clockResolution(Value clock) { return secondsOf(PYC_TRY(readClock<host::systemClockResolution>(clock))); }

Value getClockInfo(Value argument) {
    if (!isString(argument))
        return raiseTypeError("get_clock_info() argument 1 must be str, not %T", argument);
    auto* name = as<String>(argument);
    struct Description {
        std::string_view name;
        host::Clock clock;
        const char* implementation;
        bool monotonic;
    };
    constexpr Description descriptions[] = {
        {"time", host::Clock::Real, "clock_gettime(CLOCK_REALTIME)", false},
        {"monotonic", host::Clock::Monotonic, "clock_gettime(CLOCK_MONOTONIC)", true},
        {"perf_counter", host::Clock::Monotonic, "clock_gettime(CLOCK_MONOTONIC)", true},
        {"process_time", host::Clock::Process, "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true},
        {"thread_time", host::Clock::Thread, "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true},
    };
    for (const Description& description : descriptions) {
        if (!sameText(name, description.name))
            continue;
        Dict* names = PYC_TRY(newDict());
        String* implementation = PYC_TRY(newString(description.implementation));
        bool fine =
            dictSetString(names, staticString<"implementation">, Value(implementation)) &&
            dictSetString(names, staticString<"monotonic">, boolValue(description.monotonic)) &&
            dictSetString(names, staticString<"adjustable">, boolValue(!description.monotonic)) &&
            dictSetString(names, staticString<"resolution">, secondsOf(host::clockResolution(description.clock)));
        return fine ? newSimpleNamespace(names) : Value();
    }
    return raiseValueError("unknown clock");
}

Success sleep(Value duration) {
    double length;
    if (isFloat(duration)) {
        length = floatPayload(duration);
        if (length != length)
            return raiseValueError("Invalid value NaN (not a number)");
    } else {
        if (!duration.isSmallInt() && !typeOf(duration)->slots.index)
            return raiseTypeError("'%T' object cannot be interpreted as an integer or float", duration);
        length = PYC_TRY(toDouble(PYC_TRY(toIndex(duration))));
    }
    if (length >= 9223372036.0 || length <= -9223372036.0)
        return raiseOverflowError("timestamp out of range for C PyTime_t");
    if (length < 0)
        return raiseValueError("sleep length must be non-negative");
    int64_t deadline = host::clockTime(host::Clock::Monotonic) + int64_t(std::ceil(length * double(Second)));
    // A signal whose handler does not raise does not end the sleep.
    while (host::sleepUntil(deadline) == -EINTR)
        if (!poll())
            return {false};
    return {};
}

// ---- calendar time ----
constinit const NativeMember structTimeMembers[] = {
    PYC_STRUCT_FIELD(0, "tm_year", "year, for example, 1993"),
    PYC_STRUCT_FIELD(1, "tm_mon", "month of year, range [1, 12]"),
    PYC_STRUCT_FIELD(2, "tm_mday", "day of month, range [1, 31]"),
    PYC_STRUCT_FIELD(3, "tm_hour", "hours, range [0, 23]"),
    PYC_STRUCT_FIELD(4, "tm_min", "minutes, range [0, 59]"),
    PYC_STRUCT_FIELD(5, "tm_sec", "seconds, range [0, 61])"),
    PYC_STRUCT_FIELD(6, "tm_wday", "day of week, range [0, 6], Monday is 0"),
    PYC_STRUCT_FIELD(7, "tm_yday", "day of year, range [1, 366]"),
    PYC_STRUCT_FIELD(8, "tm_isdst", "1 if summer time is in effect, 0 if not, and -1 if unknown"),
    PYC_STRUCT_FIELD(9, "tm_zone", "abbreviation of timezone name"),
    PYC_STRUCT_FIELD(10, "tm_gmtoff", "offset from UTC in seconds"),
    PYC_METHOD("__reduce__", structSequenceReduce, "($self, /)", "How to make the object again."),
    PYC_CONSTANT("n_fields", Value::fromSmallInt(11)),
    PYC_CONSTANT("n_sequence_fields", Value::fromSmallInt(9)),
    PYC_CONSTANT("n_unnamed_fields", Value::fromSmallInt(0)),
    PYC_END};

constexpr int64_t Visible = 9, Fields = 11;

Value structTimeCreate(Type*, const Value* arguments, size_t count, Tuple*) {
    if (count < 1 || count > 2)
        return raiseTypeError("structseq() missing required argument 'sequence' (pos 1)");
    if (!typeOf(arguments[0])->slots.iter && !typeOf(arguments[0])->slots.getItem)
        return raiseTypeError("constructor requires a sequence");
    Tuple* items = PYC_TRY(tupleFrom(arguments[0]));
    if (items->length < Visible)
        return raiseTypeError("time.struct_time() takes an at least 9-sequence (%d-sequence given)", items->length);
    if (items->length > Fields)
        return raiseTypeError("time.struct_time() takes an at most 11-sequence (%d-sequence given)", items->length);
    Tuple* result = PYC_TRY(newStructSequence(StructTimeShape, Visible, Fields));
    for (int64_t i = 0; i < Fields; ++i)
        result->items[i] = i < items->length ? items->items[i] : noneValue();
    return Value(result);
}

PYC_GC_ROOT constinit Shape StructTimeShape = defineShape(StructTimeType);
PYC_GC_ROOT constinit Type StructTimeType =
    defineStructSequence("time.struct_time", &StructTimeShape, structTimeMembers, structTimeCreate);

Value structTimeOf(const host::CalendarTime& time) {
    Tuple* result = PYC_TRY(newStructSequence(StructTimeShape, Visible, Fields));
    const int64_t numbers[] = {time.year,   time.month,   time.day,     time.hour,    time.minute,
                               time.second, time.weekday, time.yearDay, time.daylight};
    for (int64_t i = 0; i < Visible; ++i)
        result->items[i] = intValue(numbers[i]);
    result->items[9] = Value(PYC_TRY(newString(time.zoneName ? time.zoneName : "")));
    result->items[10] = intValue(time.zoneOffset);
    return Value(result);
}

// Whole seconds since the epoch: None means now.
Result<int64_t> wholeSeconds(Value argument) {
    if (isNone(argument))
        return host::clockTime(host::Clock::Real) / Second;
    if (isFloat(argument)) {
        double value = std::floor(floatPayload(argument));
        if (value != value)
            return raiseValueError("Invalid value NaN (not a number)");
        if (!(value >= -9223372036854775808.0 && value < 9223372036854775808.0))
            return raiseOverflowError("timestamp out of range for platform time_t");
        return int64_t(value);
    }
    Value index = PYC_TRY(toIndex(argument));
    int64_t seconds;
    if (!integerFitsInt64(index, &seconds))
        return raiseOverflowError("timestamp out of range for platform time_t");
    return seconds;
}

using Conversion = bool (*)(int64_t, host::CalendarTime&);

Value converted(Value argument, Conversion conversion) {
    int64_t seconds;
    Result<int64_t> whole = wholeSeconds(argument);
    if (!whole.ok)
        return Value();
    seconds = whole.value;
    host::CalendarTime time;
    if (!conversion(seconds, time))
        return raiseOsError(EOVERFLOW);
    return structTimeOf(time);
}

// The one argument of a function that may go without it; empty: error.
Value onlyArgument(const char* function, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (keywordNames)
        return raiseTypeError("time.%s() takes no keyword arguments", function);
    if (count > 1)
        return raiseTypeError("%s() takes at most 1 argument (%d given)", function, count);
    return count ? arguments[0] : noneValue();
}

Value gmtimeEntry(Value, const Value* arguments, size_t count, Tuple* keywordNames) {
    return converted(PYC_TRY(onlyArgument("gmtime", arguments, count, keywordNames)), host::universalTime);
}
Value localtimeEntry(Value, const Value* arguments, size_t count, Tuple* keywordNames) {
    return converted(PYC_TRY(onlyArgument("localtime", arguments, count, keywordNames)), host::localTime);
}

// The fields of a struct_time or tuple of nine; `function` is for messages.
bool readFields(Value value, const char* function, host::CalendarTime& time) {
    if (!isTuple(value))
        return raiseTypeError("Tuple or struct_time argument required");
    Tuple* tuple = as<Tuple>(value);
    if (tuple->length != Visible)
        return raiseTypeError("%s(): illegal time tuple argument", function);
    int64_t numbers[Visible];
    for (int64_t i = 0; i < Visible; ++i) {
        numbers[i] = PYC_TRY(toInt64(tuple->items[i]));
        if (numbers[i] != int32_t(numbers[i]))
            return numbers[i] > 0 ? raiseOverflowError("signed integer is greater than maximum")
                                  : raiseOverflowError("signed integer is less than minimum");
    }
    time = {.year = numbers[0],
            .month = int(numbers[1]),
            .day = int(numbers[2]),
            .hour = int(numbers[3]),
            .minute = int(numbers[4]),
            .second = int(numbers[5]),
            .weekday = int(numbers[6]),
            .yearDay = int(numbers[7]),
            .daylight = int(numbers[8]),
            .zoneOffset = 0,
            .zoneName = nullptr};
    if (isExactly(value, StructTimeType)) {
        if (isString(tuple->items[9]))
            time.zoneName = utf8Of(as<String>(tuple->items[9])).data;
        if (tuple->items[10].isSmallInt())
            time.zoneOffset = tuple->items[10].smallInt();
    }
    if (!time.zoneName) {
        host::ZoneRules rules = host::zoneRules();
        time.zoneName = rules.names[time.daylight > 0];
        time.zoneOffset = time.daylight > 0 ? -rules.daylightOffset : -rules.offset;
    }
    return true;
}

// Zero stands for the least value of fields that count from one.
bool checkFields(host::CalendarTime& time) {
    if (time.month == 0)
        time.month = 1;
    if (time.day == 0)
        time.day = 1;
    if (time.yearDay == 0)
        time.yearDay = 1;
    if (time.month < 1 || time.month > 12)
        return raiseValueError("month out of range");
    if (time.day < 1 || time.day > 31)
        return raiseValueError("day of month out of range");
    if (time.hour < 0 || time.hour > 23)
        return raiseValueError("hour out of range");
    if (time.minute < 0 || time.minute > 59)
        return raiseValueError("minute out of range");
    if (time.second < 0 || time.second > 61)
        return raiseValueError("seconds out of range");
    if (time.weekday < -1)
        return raiseValueError("day of week out of range");
    time.weekday = (time.weekday + 7) % 7;
    if (time.yearDay < 1 || time.yearDay > 366)
        return raiseValueError("day of year out of range");
    return true;
}

bool fieldsOrNow(Value argument, const char* function, host::CalendarTime& time) {
    if (!argument || isNone(argument))
        return host::localTime(host::clockTime(host::Clock::Real) / Second, time) || bool(raiseOsError(EOVERFLOW));
    return readFields(argument, function, time) && checkFields(time);
}

String* twoDigits(int number) {
    const char digits[] = {char('0' + number / 10 % 10), char('0' + number % 10)};
    return newString({digits, 2});
}

Value asciiTime(const host::CalendarTime& time) {
    constexpr const char* Days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    constexpr const char* Months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    String *hour = PYC_TRY(twoDigits(time.hour)), *minute = PYC_TRY(twoDigits(time.minute)),
           *second = PYC_TRY(twoDigits(time.second));
    return formatText("%s %s %s%d %U:%U:%U %d", Days[time.weekday], Months[time.month - 1], time.day < 10 ? " " : "",
                      time.day, hour, minute, second, time.year);
}

Value asctime(Value argument) {
    host::CalendarTime time;
    return fieldsOrNow(argument, "asctime", time) ? asciiTime(time) : Value();
}

Value ctimeEntry(Value, const Value* arguments, size_t count, Tuple* keywordNames) {
    Result<int64_t> seconds = wholeSeconds(PYC_TRY(onlyArgument("ctime", arguments, count, keywordNames)));
    host::CalendarTime time;
    if (!seconds.ok)
        return Value();
    if (!host::localTime(seconds.value, time))
        return raiseOsError(EOVERFLOW);
    return asciiTime(time);
}

Value mktime(Value argument) {
    host::CalendarTime time;
    if (!readFields(argument, "mktime", time))
        return Value();
    int64_t seconds;
    if (!host::secondsFromLocal(time, seconds))
        return raiseOverflowError("mktime argument out of range");
    return floatValue(double(seconds));
}

// The format with the year in it: C libraries disagree on how one of less or more than four digits is written.
String* withYear(String* format, int64_t year) {
    StringBuilder text;
    for (int64_t i = 0; i < format->length; ++i) {
        uint32_t point = codePointAt(format, i);
        uint32_t next = point == '%' && i + 1 < format->length ? codePointAt(format, i + 1) : 0;
        bool fine;
        if (next == 'Y') {
            String* digits = PYC_TRY(formatText("%d", year));
            fine = text.append(digits);
        } else {
            fine = text.appendCodePoint(point) && (!next || text.appendCodePoint(next));
        }
        if (!fine)
            return nullptr;
        i += next != 0;
    }
    return text.finish();
}

Value strftime(String* format, Value argument) {
    host::CalendarTime time;
    if (!fieldsOrNow(argument, "strftime", time))
        return Value();
    if (format->length == 0)
        return Value(format);
    format = PYC_TRY(withYear(format, time.year));
    Utf8 text = utf8Of(format);
    if (!text.data)
        return Value();
    // An empty result cannot be told from a buffer that is too small; beyond this size it is taken to be empty.
    for (size_t size = 256; size < text.size * 256 + 1024; size *= 2) {
        auto* buffer = static_cast<char*>(gc::allocateAtomic(size));
        if (!buffer)
            return raiseMemoryError();
        if (size_t length = host::formatTime(buffer, size, text.data, time))
            return newString({buffer, length});
    }
    return staticString<"">;
}

Value strptimeEntry(Value, const Value*, size_t, Tuple*) {
    return raiseNotImplementedError("time.strptime() needs the module _strptime, which is not supported yet");
}

bool addZone(Dict* names) {
    host::ZoneRules rules = host::zoneRules();
    String* standard = newString(rules.names[0] ? rules.names[0] : "");
    String* summer = newString(rules.names[1] ? rules.names[1] : "");
    Tuple* zoneNames = standard && summer ? newTuple({Value(standard), Value(summer)}) : nullptr;
    return zoneNames && dictSetString(names, staticString<"timezone">, intValue(rules.offset)) &&
           dictSetString(names, staticString<"altzone">, intValue(rules.daylightOffset)) &&
           dictSetString(names, staticString<"daylight">, intValue(rules.daylight)) &&
           dictSetString(names, staticString<"tzname">, Value(zoneNames));
}

PYC_GC_ROOT constinit Dict* moduleNames = nullptr;

Success tzset() {
    host::reloadTimeZone();
    return {addZone(moduleNames)};
}

bool initialise(Module* module) {
    moduleNames = module->namespaceDict;
    return dictSetString(moduleNames, staticString<"struct_time">, Value(&StructTimeType)) && addZone(moduleNames);
}

constinit const NativeMember timeMembers[] = {
    PYC_FUNCTION("time", seconds<host::Clock::Real>, "($module, /)", "Seconds since the epoch, as a float."),
    PYC_FUNCTION("time_ns", nanoseconds<host::Clock::Real>, "($module, /)", "Nanoseconds since the epoch."),
    PYC_FUNCTION("monotonic", seconds<host::Clock::Monotonic>, "($module, /)",
                 "Seconds of a clock that never goes back."),
    PYC_FUNCTION("monotonic_ns", nanoseconds<host::Clock::Monotonic>, "($module, /)",
                 "Nanoseconds of a clock that never goes back."),
    PYC_FUNCTION("perf_counter", seconds<host::Clock::Monotonic>, "($module, /)",
                 "Seconds of the clock with the best resolution."),
    PYC_FUNCTION("perf_counter_ns", nanoseconds<host::Clock::Monotonic>, "($module, /)",
                 "Nanoseconds of the clock with the best resolution."),
    PYC_FUNCTION("process_time", seconds<host::Clock::Process>, "($module, /)", "Seconds the process has computed."),
    PYC_FUNCTION("process_time_ns", nanoseconds<host::Clock::Process>, "($module, /)",
                 "Nanoseconds the process has computed."),
    PYC_FUNCTION("thread_time", seconds<host::Clock::Thread>, "($module, /)", "Seconds the thread has computed."),
    PYC_FUNCTION("thread_time_ns", nanoseconds<host::Clock::Thread>, "($module, /)",
                 "Nanoseconds the thread has computed."),
    PYC_FUNCTION("clock_gettime", clockSeconds, "($module, clk_id, /)", "Seconds of a clock."),
    PYC_FUNCTION("clock_gettime_ns", clockNanoseconds, "($module, clk_id, /)", "Nanoseconds of a clock."),
    PYC_FUNCTION("clock_getres", clockResolution, "($module, clk_id, /)", "The resolution of a clock in seconds."),
    PYC_FUNCTION("get_clock_info", getClockInfo, "($module, name, /)", "What is known of a clock."),
    PYC_FUNCTION("sleep", sleep, "($module, seconds, /)", "Waits for a time."),
    PYC_RAW_FUNCTION("gmtime", gmtimeEntry, nullptr, "A time as calendar time in UTC."),
    PYC_RAW_FUNCTION("localtime", localtimeEntry, nullptr, "A time as local calendar time."),
    PYC_FUNCTION("asctime", asctime, "($module, tuple=None, /)",
                 "Calendar time as text, like 'Sat Jun  6 16:26:11 1998'."),
    PYC_RAW_FUNCTION("ctime", ctimeEntry, nullptr, "A time as text in local time."),
    PYC_FUNCTION("mktime", mktime, "($module, tuple, /)", "Local calendar time as seconds since the epoch."),
    PYC_FUNCTION("strftime", strftime, "($module, format, tuple=None, /)", "Calendar time as text after a format."),
    PYC_RAW_FUNCTION("strptime", strptimeEntry, nullptr, "Reads calendar time from text after a format."),
    PYC_FUNCTION("tzset", tzset, "($module, /)", "Reads the time zone from the environment again."),
    PYC_CONSTANT("_STRUCT_TM_ITEMS", Value::fromSmallInt(11)),
    PYC_CONSTANT("CLOCK_REALTIME", Value::fromSmallInt(0)),
    PYC_CONSTANT("CLOCK_MONOTONIC", Value::fromSmallInt(1)),
    PYC_CONSTANT("CLOCK_PROCESS_CPUTIME_ID", Value::fromSmallInt(2)),
    PYC_CONSTANT("CLOCK_THREAD_CPUTIME_ID", Value::fromSmallInt(3)),
    PYC_CONSTANT("CLOCK_MONOTONIC_RAW", Value::fromSmallInt(4)),
    PYC_CONSTANT("CLOCK_BOOTTIME", Value::fromSmallInt(7)),
    PYC_CONSTANT("CLOCK_TAI", Value::fromSmallInt(11)),
    PYC_END};

} // namespace

PYC_NATIVE_MODULE(time, "Clocks and calendar time.", timeMembers, initialise)

} // namespace pyc::runtime
