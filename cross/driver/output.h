// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Files the command line writes: whole, or not at all.
#pragma once

#include "cross/driver/diagnostics.h"

#include <string>

namespace pyc::driver {

// Whether a file can be made there, before long work begins; prints what is in the way.
ExitStatus checkWritable(const std::string& path);

// Writes beside the file and renames, unless it is a device or a pipe; "-" is standard output. Prints what is wrong.
ExitStatus writeFile(const std::string& path, llvm::StringRef contents);

} // namespace pyc::driver
