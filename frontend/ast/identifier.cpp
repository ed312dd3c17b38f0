// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names, each stored once per table.
#include "frontend/ast/identifier.h"

namespace pyc::frontend::ast {

const Identifier* IdentifierTable::intern(std::string_view text) {
    if (count * 2 >= mask)
        grow();
    uint32_t hash = static_cast<uint32_t>(hashBytes(text.data(), text.size()));
    for (size_t position = hash;; ++position) {
        const Identifier*& place = table[position & mask];
        if (!place) {
            char* memory =
                static_cast<char*>(arena->allocate(sizeof(Identifier) + text.size() + 1, alignof(Identifier)));
            Identifier* made = ::new (memory) Identifier{hash, static_cast<uint32_t>(text.size())};
            memcpy(memory + sizeof(Identifier), text.data(), text.size());
            memory[sizeof(Identifier) + text.size()] = 0;
            place = made;
            ++count;
            return made;
        }
        if (place->hash == hash && place->text() == text)
            return place;
    }
}

void IdentifierTable::grow() {
    const Identifier** old = table;
    size_t oldCapacity = mask ? mask + 1 : 0;
    size_t capacity = oldCapacity ? oldCapacity * 2 : 256;
    table = arena->makeArray<const Identifier*>(capacity);
    memset(static_cast<void*>(table), 0, capacity * sizeof *table);
    mask = capacity - 1;
    for (size_t index = 0; index < oldCapacity; ++index) {
        if (!old[index])
            continue;
        size_t position = old[index]->hash;
        while (table[position & mask])
            ++position;
        table[position & mask] = old[index];
    }
}

} // namespace pyc::frontend::ast
