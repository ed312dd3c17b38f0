// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names, each stored once per table, so that equal names are equal pointers.
#pragma once

#include "frontend/support/hash_map.h"

namespace pyc::frontend::ast {

/// A name in NFKC, as UTF-8. The bytes follow the header and end with a null byte.
struct Identifier {
    uint32_t hash;
    uint32_t length;

    const char* data() const { return reinterpret_cast<const char*>(this + 1); }
    std::string_view text() const { return {data(), length}; }
};

class IdentifierTable {
public:
    explicit IdentifierTable(Arena& arena) : arena(&arena) {}

    const Identifier* intern(std::string_view text);

private:
    void grow();

    Arena* arena;
    const Identifier** table = nullptr;
    size_t mask = 0;
    size_t count = 0;
};

} // namespace pyc::frontend::ast
