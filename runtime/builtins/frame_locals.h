// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What locals() gives for a call that is under way.
#pragma once

#include "runtime/thread/thread.h"

namespace pyc::runtime {

// The namespace of a module or class body; a fresh dict of the bound names of a function. Empty: error.
Value localsOfFrame(Frame* frame);

} // namespace pyc::runtime
