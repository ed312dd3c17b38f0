// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The module that stands beside a program for pages: `app.mjs`, which loads and runs `app.wasm`.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace pyc::driver {

// Whether a file of that name can be imported as a module.
bool isModuleName(llvm::StringRef path);

// Where the program of a module goes: beside it.
std::string programOfModule(llvm::StringRef modulePath);

// The text of the module, which finds the program under its name beside itself.
std::string pageModule(llvm::StringRef modulePath);

} // namespace pyc::driver
