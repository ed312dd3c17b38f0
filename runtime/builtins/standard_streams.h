// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What program start and end need of sys.stdin, sys.stdout and sys.stderr.
#pragma once

namespace pyc::runtime {

// Writes out what sys.stdout and sys.stderr hold back. False: an exception is pending.
bool flushStandardStreams();

} // namespace pyc::runtime
