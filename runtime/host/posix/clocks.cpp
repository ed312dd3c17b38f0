// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Clocks and calendar time, through the C library.
#include "runtime/host/posix/native_clock.h"

#include <cerrno>
#include <ctime>

namespace pyc::host {

namespace {

constexpr int64_t Second = 1'000'000'000;

void fromNative(const tm& native, CalendarTime& result) {
    result.year = int64_t(native.tm_year) + 1900;
    result.month = native.tm_mon + 1;
    result.day = native.tm_mday;
    result.hour = native.tm_hour;
    result.minute = native.tm_min;
    result.second = native.tm_sec;
    result.weekday = (native.tm_wday + 6) % 7;
    result.yearDay = native.tm_yday + 1;
    result.daylight = native.tm_isdst;
    result.zoneOffset = native.tm_gmtoff;
    result.zoneName = native.tm_zone;
}

tm toNative(const CalendarTime& time) {
    tm native = {};
    native.tm_year = int(time.year - 1900);
    native.tm_mon = time.month - 1;
    native.tm_mday = time.day;
    native.tm_hour = time.hour;
    native.tm_min = time.minute;
    native.tm_sec = time.second;
    native.tm_wday = (time.weekday + 1) % 7;
    native.tm_yday = time.yearDay - 1;
    native.tm_isdst = time.daylight;
    native.tm_gmtoff = decltype(native.tm_gmtoff)(time.zoneOffset);
    native.tm_zone = time.zoneName;
    return native;
}

} // namespace

int64_t clockTime(Clock clock) {
    timespec time = {};
    clock_gettime(nativeClock(clock), &time);
    return int64_t(time.tv_sec) * Second + time.tv_nsec;
}

int64_t clockResolution(Clock clock) {
    timespec time = {};
    clock_getres(nativeClock(clock), &time);
    return int64_t(time.tv_sec) * Second + time.tv_nsec;
}

int64_t systemClockTime(int identifier) {
    timespec time = {};
    clockid_t clock;
    if (!numberedClock(identifier, clock))
        return -int64_t(EINVAL);
    if (clock_gettime(clock, &time) < 0)
        return -int64_t(errno);
    return int64_t(time.tv_sec) * Second + time.tv_nsec;
}

int64_t systemClockResolution(int identifier) {
    timespec time = {};
    clockid_t clock;
    if (!numberedClock(identifier, clock))
        return -int64_t(EINVAL);
    if (clock_getres(clock, &time) < 0)
        return -int64_t(errno);
    return int64_t(time.tv_sec) * Second + time.tv_nsec;
}

bool localTime(int64_t seconds, CalendarTime& result) {
    time_t native = time_t(seconds);
    tm fields = {};
    if (int64_t(native) != seconds || !localtime_r(&native, &fields))
        return false;
    fromNative(fields, result);
    return true;
}

bool universalTime(int64_t seconds, CalendarTime& result) {
    time_t native = time_t(seconds);
    tm fields = {};
    if (int64_t(native) != seconds || !gmtime_r(&native, &fields))
        return false;
    fromNative(fields, result);
    result.zoneName = "GMT";
    return true;
}

bool secondsFromLocal(CalendarTime& time, int64_t& seconds) {
    tm fields = toNative(time);
    // The call cannot tell its error from one second before the epoch, but it changes the weekday only when it
    // succeeds.
    fields.tm_wday = -1;
    time_t result = mktime(&fields);
    if (result == time_t(-1) && fields.tm_wday == -1)
        return false;
    fromNative(fields, time);
    seconds = int64_t(result);
    return true;
}

size_t formatTime(char* buffer, size_t size, const char* format, const CalendarTime& time) {
    tm fields = toNative(time);
    return strftime(buffer, size, format, &fields);
}

} // namespace pyc::host
