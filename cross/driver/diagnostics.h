// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the command line says to people, and the exit statuses that go with it.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"

namespace pyc::driver {

enum ExitStatus : int {
    Success = 0,
    ProgramIsWrong = 1,     // syntax, encoding, something the language has and this compiler refuses
    UsageIsWrong = 2,       // an unknown option or target
    EnvironmentIsWrong = 3, // a file missing, unreadable or unwritable, a full disk
    InternalError = 70,
};

// "pyc-native: error: …", with a second line that says what to do when `hint` is not empty.
void printError(const llvm::Twine& message, const llvm::Twine& hint = "");
void printWarning(const llvm::Twine& message, const llvm::Twine& hint = "");

// A step of long work, on a terminal only; the line is cleared when the object dies.
class Progress {
public:
    explicit Progress(const llvm::Twine& what);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

private:
    bool shown;
};

} // namespace pyc::driver
