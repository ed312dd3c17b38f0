// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which compiled functions have to keep all their local variables, because some code looks at them by name.
#pragma once

#include "frontend/bytecode/code.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"

namespace pyc::midend {

inline llvm::StringRef toString(const frontend::Text& text) { return {text.data, text.size}; }

// Functions that name locals, eval and the like, or call super() in a way that reads their frame.
bool namesLocals(const frontend::CodeData& code);

// Of a whole program: whether some code can look at the locals of any call, not of its own only. It names attributes
// that show frames, or hands on, as a value, a builtin that reads the locals of whoever calls it.
class ShownLocals {
public:
    void addModule(const frontend::CodeData& body);
    bool ofAllCalls() const { return shown || (handsOnAttributes && namesBuiltins); }

private:
    void collectAssigned(const frontend::CodeData& code);
    void walk(const frontend::CodeData& code);

    llvm::StringSet<> assigned; // what the module that is walked binds itself: no builtins
    bool shown = false;
    bool handsOnAttributes = false; // an attribute or import is called as such a builtin is
    bool namesBuiltins = false;     // its object may be the module builtins
};

} // namespace pyc::midend
