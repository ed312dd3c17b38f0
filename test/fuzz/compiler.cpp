// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// libFuzzer: what parses compiles to code that the verifier passes, that survives being written and read back, and
// whose live registers can be asked for; or there is an error.
#include "frontend/bytecode/compile.h"
#include "frontend/bytecode/disassembler.h"
#include "frontend/bytecode/instruction.h"
#include "frontend/bytecode/serialise.h"
#include "frontend/bytecode/verifier.h"
#include "test/fuzz/receiver.h"

using namespace pyc::frontend;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size < 2)
        return 0;
    AstContext context;
    Outcome outcome;
    ParseOptions options = optionsFrom(data[0]);
    if (options.mode == ParseMode::FunctionType)
        options.mode = ParseMode::Exec;
    ast::ModNode* module = parse({reinterpret_cast<const char*>(data + 2), size - 2}, options, context, outcome.sink);
    if (!module)
        return 0;
    CompileOptions compileOptions;
    compileOptions.optimize = data[1] & 3;
    compileOptions.futureFeatures = data[1] & 4 ? FutureAnnotations : 0;
    compileOptions.allowTopLevelAwait = data[1] & 8;
    const CodeData* code = compile(module, "fuzz.py", compileOptions, context, context.arena, outcome.sink);
    require((code != nullptr) == (outcome.errors == 0) && outcome.errors <= 1);
    if (!code)
        return 0;
    require(verify(*code));
    Sequence<uint8_t> bytes = serialise(*code, context.arena);
    const CodeData* again = deserialise(bytes.items, bytes.count, context.arena);
    require(again && verify(*again));
    Sequence<uint8_t> same = serialise(*again, context.arena);
    require(same.count == bytes.count && memcmp(same.items, bytes.items, bytes.count) == 0);
    StringBuilder out(context.arena);
    disassemble(*again, out);
    Liveness live(*again, context.arena);
    live.before(0);
    return 0;
}
