// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// WASI's clocks. It knows no time zone but UTC, and no time of the processor: a program's own time is what has passed.
#include "runtime/host/posix/native_clock.h"

namespace pyc::host {

clockid_t nativeClock(Clock clock) { return clock == Clock::Real ? CLOCK_REALTIME : CLOCK_MONOTONIC; }

// The calendar's is 0; those that only go forward are 1 to 4 and 7.
bool numberedClock(int identifier, clockid_t& clock) {
    clock = identifier == 0 ? CLOCK_REALTIME : CLOCK_MONOTONIC;
    return (identifier >= 0 && identifier <= 4) || identifier == 7;
}

// What is left until then: Node takes a time of the clock for that as well. And again, as it counts in milliseconds and
// may come back before.
int64_t sleepUntil(int64_t deadline) {
    while (true) {
        int64_t left = deadline - clockTime(Clock::Monotonic);
        if (left <= 0)
            return 0;
        timespec time = {};
        time.tv_sec = time_t(left / 1'000'000'000);
        time.tv_nsec = long(left % 1'000'000'000);
        if (int error = clock_nanosleep(CLOCK_MONOTONIC, 0, &time, nullptr))
            return -int64_t(error);
    }
}

ZoneRules zoneRules() {
    ZoneRules rules = {};
    rules.names[0] = rules.names[1] = "UTC";
    return rules;
}

void reloadTimeZone() {}

} // namespace pyc::host
