// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Linux's clocks, and the rules of its time zone.
#include "runtime/host/posix/native_clock.h"

namespace pyc::host {

clockid_t nativeClock(Clock clock) {
    switch (clock) {
    case Clock::Real: return CLOCK_REALTIME;
    case Clock::Monotonic: return CLOCK_MONOTONIC;
    case Clock::Process: return CLOCK_PROCESS_CPUTIME_ID;
    case Clock::Thread: return CLOCK_THREAD_CPUTIME_ID;
    }
    __builtin_unreachable();
}

bool numberedClock(int identifier, clockid_t& clock) {
    clock = clockid_t(identifier);
    return true;
}

int64_t sleepUntil(int64_t deadline) {
    timespec time = {};
    time.tv_sec = time_t(deadline / 1'000'000'000);
    time.tv_nsec = long(deadline % 1'000'000'000);
    return -int64_t(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nullptr));
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
