// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From what compiled code leaves to registers of the interpreter. Beside the interpreter and not in it, because
// generators refer to it in programs that have none.
#include "runtime/interp/interpreter.h"

namespace pyc::runtime {

bool readExit(const ExitSite* site, const Value* words, Value* registers, uint32_t count) {
    uint32_t next = 0;
    for (const ExitRegister& live : std::span(site->registers, site->count)) {
        for (; next < live.index; ++next)
            registers[next] = Value();
        Value word = words[next];
        switch (live.form) {
        case ExitForm::Value: break;
        case ExitForm::Integer: word = PYC_TRY(intValue(int64_t(word.bits))); break;
        case ExitForm::Float: word = PYC_TRY(computedFloat(std::bit_cast<double>(word.bits))); break;
        case ExitForm::Boolean: word = boolValue(word.bits); break;
        }
        registers[next++] = word;
    }
    for (; next < count; ++next)
        registers[next] = Value();
    return true;
}

} // namespace pyc::runtime
