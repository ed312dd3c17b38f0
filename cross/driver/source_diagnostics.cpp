// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Errors end with the source line and carets, warnings with the source line.
#include "cross/driver/source_diagnostics.h"

#include "frontend/suggest/keyword_typos.h"

#include "llvm/Support/raw_ostream.h"

namespace pyc::driver {

using namespace frontend;

llvm::StringRef SourceDiagnostics::line(int32_t number, bool withEnd) const {
    llvm::StringRef rest = source;
    while (--number > 0)
        rest = rest.split('\n').second;
    size_t end = rest.find('\n');
    return end == llvm::StringRef::npos ? rest : rest.substr(0, end + withEnd);
}

bool SourceDiagnostics::receive(void* state, const Diagnostic& diagnostic) {
    const auto& self = *static_cast<const SourceDiagnostics*>(state);
    if (isWarning(diagnostic.kind)) {
        llvm::errs() << self.fileName << ":" << diagnostic.line << ": " << diagnosticKindName(diagnostic.kind) << ": "
                     << llvm::StringRef(diagnostic.message.data(), diagnostic.message.size()) << "\n";
        if (llvm::StringRef text = self.line(diagnostic.line, false).trim(); !text.empty())
            llvm::errs() << "  " << text << "\n";
        return true;
    }
    // Errors of the compiler carry no line; those of the parser do.
    Diagnostic complete = diagnostic;
    if (complete.hasPosition && !complete.text.data()) {
        llvm::StringRef text = self.line(diagnostic.line, true);
        complete.text = {text.data(), text.size()};
    }
    Arena arena;
    StringBuilder text(arena);
    suggestKeyword(complete, arena);
    renderDiagnostic(complete, self.fileName, text);
    llvm::errs() << llvm::StringRef(text.view().data(), text.view().size());
    return true;
}

} // namespace pyc::driver
