// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where the value of a global or builtin name lives, as long as no name was added to the dictionaries it was looked for
// in.
#pragma once

#include "runtime/builtins/dict_block.h"
#include "runtime/object/attributes.h"

namespace pyc::runtime {

// Immutable, so that threads see it whole. The address is a module's slot or the value of an entry, which is emptied
// when the name is deleted and never used for another.
struct GlobalEntry {
    const DictBlock* globals;
    uint64_t globalsUsed; // how many entries the globals had, when the name was not among them; else AnyNumber
    const Dict* builtins; // null: not asked
    const DictBlock* builtinsBlock;
    const Value* address;

    static constexpr uint64_t AnyNumber = ~uint64_t(0);

    bool answersFor(const Dict* dict) const {
        const DictBlock* block = blockOf(dict);
        if (block != globals) [[unlikely]]
            return false;
        return globalsUsed == AnyNumber ||
               (globalsUsed == __atomic_load_n(&block->used, __ATOMIC_RELAXED) && blockOf(builtins) == builtinsBlock);
    }
};

// Looks the name up as LoadGlobal does and notes the answer in the cache.
Value loadGlobalSlow(Function* function, String* name, InlineCache* cache);

} // namespace pyc::runtime
