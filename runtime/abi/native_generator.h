// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The frame of a generator compiled as an LLVM coroutine: what it and who resumes it tell each other.
#pragma once

#include "runtime/thread/thread.h"

namespace pyc::runtime {

struct NativeGeneratorFrame : Frame {
    void* coroutine;
    Thread* thread;   // that resumed it last
    Value sent;       // or the exception to raise
    Value yielded;    // empty: it returned or raised
    uint32_t command; // ResumeCommand
    uint32_t reserved;
};

} // namespace pyc::runtime
