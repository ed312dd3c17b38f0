// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Clocks and calendar time on Linux.
#include "runtime/host/host.h"

#include <cerrno>
#include <ctime>

namespace pyc::host {

namespace {

constexpr int64_t Second = 1'000'000'000;

clockid_t nativeClock(Clock clock) {
    switch (clock) {
    case Clock::Real: return CLOCK_REALTIME;
    case Clock::Monotonic: return CLOCK_MONOTONIC;
    case Clock::Process: return CLOCK_PROCESS_CPUTIME_ID;
    case Clock::Thread: return CLOCK_THREAD_CPUTIME_ID;
    }
    __builtin_unreachable();
}

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
    native.tm_gmtoff = time.zoneOffset;
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
    if (clock_gettime(clockid_t(identifier), &time) < 0)
        return -int64_t(errno);
    return int64_t(time.tv_sec) * Second + time.tv_nsec;
}

int64_t systemClockResolution(int identifier) {
    timespec time = {};
    if (clock_getres(clockid_t(identifier), &time) < 0)
        return -int64_t(errno);
    return int64_t(time.tv_sec) * Second + time.tv_nsec;
}

int64_t sleepUntil(int64_t deadline) {
    timespec time = {};
    time.tv_sec = time_t(deadline / Second);
    time.tv_nsec = long(deadline % Second);
    return -int64_t(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nullptr));
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

ZoneRules zoneRules() {
    tzset();
    ZoneRules rules = {};
    rules.offset = timezone;
    rules.daylight = daylight != 0;
    rules.names[0] = tzname[0];
    rules.names[1] = tzname[1];
    // As many zones changed their rules over the years, the offsets are those of this January and July, whichever is
    // smaller in summer.
    time_t now = time(nullptr);
    constexpr time_t Year = (365 * 24 + 6) * 3600;
    time_t january = now / Year * Year;
    tm winter = {}, summer = {};
    if (!localtime_r(&january, &winter))
        return rules;
    const char* januaryName = winter.tm_zone;
    time_t july = january + Year / 2;
    if (!localtime_r(&july, &summer))
        return rules;
    int64_t januaryOffset = -int64_t(winter.tm_gmtoff), julyOffset = -int64_t(summer.tm_gmtoff);
    bool southern = januaryOffset < julyOffset;
    rules.daylight = januaryOffset != julyOffset;
    rules.offset = southern ? julyOffset : januaryOffset;
    rules.daylightOffset = southern ? januaryOffset : julyOffset;
    rules.names[0] = southern ? summer.tm_zone : januaryName;
    rules.names[1] = southern ? januaryName : summer.tm_zone;
    return rules;
}

void reloadTimeZone() { tzset(); }

} // namespace pyc::host
