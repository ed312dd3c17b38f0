// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// libFuzzer: any bytes, in any mode, give a tree that can be printed or an error that can be shown.
#include "frontend/ast/dump.h"
#include "frontend/parser/parse.h"

using namespace pyc::frontend;

namespace {

struct Outcome {
    Arena& arena;
    int errors = 0;
};

bool receive(void* state, const Diagnostic& diagnostic) {
    Outcome& outcome = *static_cast<Outcome*>(state);
    if (isWarning(diagnostic.kind))
        return true;
    ++outcome.errors;
    StringBuilder shown(outcome.arena);
    renderDiagnostic(diagnostic, "fuzz.py", shown);
    return true;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (!size)
        return 0;
    ParseOptions options;
    options.mode = static_cast<ParseMode>(data[0] & 3);
    options.typeComments = data[0] & 4;
    options.allowIncompleteInput = data[0] & 8;
    options.dontImplyDedent = data[0] & 16;
    if (data[0] & 32)
        options.fileName = "fuzz.py";
    AstContext context;
    Outcome outcome{context.arena};
    DiagnosticSink sink{&outcome, receive};
    ast::ModNode* module = parse({reinterpret_cast<const char*>(data + 1), size - 1}, options, context, sink);
    // A tree or one error, never both and never neither.
    if ((module != nullptr) != (outcome.errors == 0) || outcome.errors > 1)
        __builtin_trap();
    if (module) {
        StringBuilder out(context.arena);
        ast::dump(module, out);
    }
    return 0;
}
