// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Warnings: the filters that decide what becomes of one, and what the module _warnings shows of them.
#pragma once

#include "runtime/object/errors.h"

namespace pyc::runtime {

// What programs see and change through _warnings. Null: an error is pending.
struct WarningState {
    List* filters; // tuples (action, message, category, module, line): the first that matches decides
    Dict* once;    // shown already, wherever it came from
    int64_t version;
    int64_t lockDepth; // how often _acquire_lock was called
};
WarningState* warningState();

// A warning at a place of the caller's choice. `message` is a text or an instance of Warning; `module` null: after the
// file; `registry` a dict that remembers what was shown, empty: none; `source` the object that was destroyed. False: it
// became an exception.
bool warnExplicit(Type& category, Value message, String* fileName, int64_t line, String* module = nullptr,
                  Value registry = Value(), String* sourceText = nullptr, Value source = Value());
// At the line `stackLevel` calls up; frames of files whose names start with one of `skipped` do not count (null: none).
bool warnWith(Type& category, Value message, int64_t stackLevel, Tuple* skipped = nullptr, Value source = Value());

} // namespace pyc::runtime
