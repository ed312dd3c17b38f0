// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// libFuzzer: any bytes, in any mode, give a tree that can be printed or an error that can be shown.
#include "frontend/ast/dump.h"
#include "test/fuzz/receiver.h"

using namespace pyc::frontend;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (!size)
        return 0;
    AstContext context;
    Outcome outcome;
    std::string_view source(reinterpret_cast<const char*>(data + 1), size - 1);
    ast::ModNode* module = parse(source, optionsFrom(data[0]), context, outcome.sink);
    // A tree or one error, never both and never neither.
    require((module != nullptr) == (outcome.errors == 0) && outcome.errors <= 1);
    if (module) {
        StringBuilder out(context.arena);
        ast::dump(module, out);
    }
    return 0;
}
