// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A code object's constants while it is compiled, equal ones stored once, and the order in which co_consts shows them.
#pragma once

#include "frontend/ast/constant.h"
#include "frontend/bytecode/code.h"
#include "frontend/support/arena_vector.h"

namespace pyc::frontend {

/// Equality as co_consts has it: same type, same value (0.0 and -0.0 differ, 1 and True differ), code by identity.
bool sameConstant(const Constant& left, const Constant& right);
uint64_t hashConstant(const Constant& constant);

Constant makeNone();
Constant makeBool(bool value);
Constant makeInt(int64_t value);
Constant makeText(ConstantKind kind, std::string_view text);
Constant makeTuple(const Constant* items, uint32_t count);
Constant makeCode(const CodeData* code);

/// A constant of the tree in the neutral form.
Constant fromTree(const ast::ConstantValue& value, Arena& arena);

class ConstantPool {
public:
    explicit ConstantPool(Arena& arena) : arena(&arena), entries(arena) {}

    /// A constant as the source has it. Source constants come before folded ones, and the first is kept even unused.
    uint32_t addLiteral(const Constant& constant);
    /// A constant that folding made.
    uint32_t addFolded(const Constant& constant);

    void use(uint32_t id) { entries[id].used = true; }
    const Constant& operator[](uint32_t id) const { return entries[id].constant; }

    /// The constants that are used, in order; afterwards `indexOf` says where each went.
    Sequence<Constant> finish(Arena& result);
    uint32_t indexOf(uint32_t id) const { return entries[id].index; }

private:
    struct Entry {
        Constant constant;
        uint64_t hash;
        uint32_t literalOrder; ///< from 1; 0: never a literal
        uint32_t index;
        bool used;
    };
    uint32_t find(const Constant& constant);
    void grow();

    Arena* arena;
    ArenaVector<Entry> entries;
    uint32_t* table = nullptr;
    size_t mask = 0;
    uint32_t literals = 0;
};

} // namespace pyc::frontend
