// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints what the front end says of a source file, as Python prints it.
#pragma once

#include "frontend/source/diagnostic.h"

#include "llvm/ADT/StringRef.h"

#include <string>

namespace pyc::driver {

class SourceDiagnostics {
public:
    // Both must outlive the sink.
    SourceDiagnostics(const std::string& fileName, const std::string& source) : fileName(fileName), source(source) {}

    frontend::DiagnosticSink sink() { return {this, receive}; }

private:
    static bool receive(void* state, const frontend::Diagnostic& diagnostic);
    llvm::StringRef line(int32_t number, bool withEnd) const;

    const std::string& fileName;
    const std::string& source;
};

} // namespace pyc::driver
