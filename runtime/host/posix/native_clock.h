// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which of the C library's clocks each platform has for ours.
#pragma once

#include "runtime/host/host.h"

#include <ctime>

namespace pyc::host {

clockid_t nativeClock(Clock clock);
// The one that Python knows by a number, Linux's; false: there is none.
bool numberedClock(int identifier, clockid_t& clock);

} // namespace pyc::host
