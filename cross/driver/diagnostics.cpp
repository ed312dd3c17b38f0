// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Messages on stderr.
#include "cross/driver/diagnostics.h"

#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

namespace pyc::driver {

static void print(const char* label, llvm::raw_ostream::Colors color, const llvm::Twine& message,
                  const llvm::Twine& hint) {
    llvm::raw_ostream& out = llvm::errs();
    out << "pyc-native: ";
    if (out.has_colors())
        out.changeColor(color, true);
    out << label << ": ";
    if (out.has_colors())
        out.resetColor();
    out << message << "\n";
    llvm::SmallString<128> text;
    if (llvm::StringRef advice = hint.toStringRef(text); !advice.empty())
        out << "  " << advice << "\n";
}

void printError(const llvm::Twine& message, const llvm::Twine& hint) {
    print("error", llvm::raw_ostream::RED, message, hint);
}
void printWarning(const llvm::Twine& message, const llvm::Twine& hint) {
    print("warning", llvm::raw_ostream::MAGENTA, message, hint);
}

Progress::Progress(const llvm::Twine& what) : shown(llvm::sys::Process::StandardErrIsDisplayed()) {
    if (shown)
        llvm::errs() << "\r\033[K" << what << " …";
}

Progress::~Progress() {
    if (shown)
        llvm::errs() << "\r\033[K";
}

} // namespace pyc::driver
