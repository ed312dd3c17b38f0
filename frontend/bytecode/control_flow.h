// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The basic blocks of a code object whose instructions, jumps and handlers are known to be whole.
#pragma once

#include "frontend/bytecode/code.h"
#include "frontend/support/arena_vector.h"

namespace pyc::frontend {

/// Everything here takes time and room in proportion to the code, however handlers overlap and jumps cross.
class ControlFlow {
public:
    ControlFlow(const CodeData& code, Arena& arena);

    static constexpr uint32_t None = ~0u;

    /// From where jumps or handlers arrive, or a jump was before, to where the next begins.
    struct Block {
        uint32_t start, end; ///< in units
        uint32_t successorsStart, successorsEnd;
    };

    uint32_t blockCount() const { return uint32_t(blocks.size()); }
    const Block& block(uint32_t number) const { return blocks[number]; }
    uint32_t blockOf(uint32_t offset) const { return blockAt[offset]; }
    /// The handler of a fault of the instruction, by its number, or None.
    uint32_t handlerOf(uint32_t offset) const { return handlerAt[offset]; }

    template <typename Visit>
    void forEachSuccessor(uint32_t number, Visit&& visit) const {
        for (uint32_t index = blocks[number].successorsStart; index < blocks[number].successorsEnd; ++index)
            visit(successors[index]);
    }

    /// All blocks so that, but for loops, each comes before its successors; those that are never reached come last.
    const ArenaVector<uint32_t>& order() const { return forwards; }

private:
    void findHandlers();
    void findBlocks();
    void findSuccessors();
    void findOrder();

    const CodeData& code;
    Arena& arena;
    ArenaVector<Block> blocks;
    ArenaVector<uint32_t> successors;
    ArenaVector<uint32_t> forwards;
    uint32_t* blockAt;
    uint32_t* handlerAt;
};

/// Which blocks are to be looked at again, in sweeps over an order: a block that comes up again waits for the next
/// sweep.
class BlockQueue {
public:
    BlockQueue(uint32_t count, Arena& arena)
        : words(arena.makeArray<uint64_t>((count + 63) / 64)), wordCount((count + 63) / 64) {
        memset(words, 0, wordCount * sizeof(uint64_t));
    }
    void add(uint32_t place) { words[place / 64] |= uint64_t(1) << (place % 64); }

    /// The next place of the sweep, or of a new one, taken out; false when none is left.
    bool take(uint32_t& place) {
        for (uint32_t looked = 0; looked <= wordCount; ++looked) {
            uint32_t word = cursor / 64;
            uint64_t rest = word < wordCount ? words[word] >> (cursor % 64) << (cursor % 64) : 0;
            if (rest) {
                place = word * 64 + uint32_t(__builtin_ctzll(rest));
                words[word] &= ~(uint64_t(1) << (place % 64));
                cursor = place + 1;
                return true;
            }
            cursor = word + 1 < wordCount ? (word + 1) * 64 : 0;
        }
        return false;
    }

private:
    uint64_t* words;
    uint32_t wordCount;
    uint32_t cursor = 0;
};

} // namespace pyc::frontend
