// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Frames and tracebacks as objects.
#pragma once

#include "runtime/object/containers.h"
#include "runtime/thread/thread.h"

namespace pyc::runtime {

// The frame `depth` calls up; null without a pending error: the stack is not that deep.
FrameObject* frameAtDepth(int64_t depth);
// What locals() gives there: the namespace itself in module and class bodies, else a new dict.
Value localsOfFrame(Frame* frame);
Dict* globalsOfFrame(Frame* frame);
Value localsOf(FrameObject* frame);
// f_locals of a function's frame.
Value newFrameLocalsProxy(FrameObject* frame);
int32_t lineOf(const FrameObject* frame);

} // namespace pyc::runtime
