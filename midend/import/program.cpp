// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Numbers the code objects of a program.
#include "midend/import/program.h"

#include "llvm/ADT/StringSet.h"

namespace pyc::midend {

using frontend::CodeData;
using frontend::ConstantKind;

static void addCode(Program& program, const CodeData* data, unsigned module, int parent, llvm::StringSet<>& taken) {
    std::string base = program.modules[module].name + ":" + toString(data->qualifiedName).str();
    std::string symbol = base;
    for (unsigned i = 2; !taken.insert(symbol).second; ++i)
        symbol = base + "#" + std::to_string(i);
    unsigned number = unsigned(program.codes.size());
    program.numberOf[data] = number;
    program.codes.push_back({data, module, parent, std::move(symbol)});
    for (uint32_t i = 0; i < data->constantCount; ++i)
        if (data->constants[i].kind == ConstantKind::Code)
            addCode(program, data->constants[i].code, module, int(number), taken);
}

void Program::addModule(llvm::StringRef name, llvm::StringRef fileName, const CodeData* code) {
    modules.push_back({name.str(), fileName.str(), code, unsigned(codes.size())});
    shownLocals.addModule(*code);
    llvm::StringSet<> taken;
    addCode(*this, code, unsigned(modules.size() - 1), -1, taken);
}

} // namespace pyc::midend
