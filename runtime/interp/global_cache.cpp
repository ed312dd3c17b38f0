// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Filling the caches of global and builtin names.
#include "runtime/interp/global_cache.h"
#include "runtime/abi/entry_points.h"
#include "runtime/import/import.h"

namespace pyc::runtime {

namespace {

// A site that runs with ever other globals (code executed by exec) is left alone.
constexpr uint32_t MissesAllowed = 32;

const Value* placeOf(const DictBlock* block, int64_t index) {
    const Value* value = &block->entries[index].value;
    return isSlotReference(*value) ? referencedSlot(*value) : value;
}

const GlobalEntry* findGlobal(Function* function, String* name) {
    DictBlock* block;
    int64_t hash = hashOfString(name);
    int64_t found = findStringEntry(function->globals, name, hash, &block);
    auto* entry = static_cast<GlobalEntry*>(gc::allocate(sizeof(GlobalEntry)));
    if (!entry || found == FindFailed)
        return nullptr;
    entry->globals = block;
    entry->globalsUsed = GlobalEntry::AnyNumber;
    if (found >= 0) {
        entry->address = placeOf(block, found);
        // A slot that was emptied without its entry: the name is a builtin's again, which this kind of entry cannot
        // say.
        return entry->address->isEmpty() ? nullptr : entry;
    }
    Dict* builtins = function->builtins ? function->builtins : builtinsDict();
    DictBlock* builtinsBlock;
    int64_t inBuiltins = findStringEntry(builtins, name, hash, &builtinsBlock);
    if (inBuiltins < 0)
        return nullptr;
    entry->globalsUsed = block->used;
    entry->builtins = builtins;
    entry->builtinsBlock = builtinsBlock;
    entry->address = placeOf(builtinsBlock, inBuiltins);
    return entry;
}

} // namespace

Value loadGlobalSlow(Function* function, String* name, InlineCache* cache) {
    // Classes derived from dict may have a will of their own.
    if (!isExactly(function->globals, DictType) || !isExactly(builtinsOf(function->globals), DictType))
        return pyc_load_global(function->globals, name);
    if (cache->misses < MissesAllowed) {
        ++cache->misses;
        if (const GlobalEntry* entry = findGlobal(function, name))
            __atomic_store_n(&cache->data, const_cast<GlobalEntry*>(entry), __ATOMIC_RELEASE);
    }
    Value value = dictGetString(function->globals, name);
    if (value)
        return value;
    value = dictGetString(function->builtins ? function->builtins : builtinsDict(), name);
    return value ? value : raiseNameNotDefined(name);
}

} // namespace pyc::runtime
