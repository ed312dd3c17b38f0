// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Ends that nobody planned: a crash of the compiler, memory that runs out, a write beyond a limit.
#pragma once

namespace pyc::driver {

// A crash becomes a message and the status of an internal error; temporary files are removed.
void installSignals();

// Before another program takes over this process.
void restoreSignals();

} // namespace pyc::driver
