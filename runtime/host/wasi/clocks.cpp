// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// WASI's clocks. It knows no time zone but UTC, and no time of the processor: a program's own time is what has passed.
#include "runtime/host/posix/native_clock.h"

namespace pyc::host {

clockid_t nativeClock(Clock clock) { return clock == Clock::Real ? CLOCK_REALTIME : CLOCK_MONOTONIC; }

ZoneRules zoneRules() {
    ZoneRules rules = {};
    rules.names[0] = rules.names[1] = "UTC";
    return rules;
}

void reloadTimeZone() {}

} // namespace pyc::host
