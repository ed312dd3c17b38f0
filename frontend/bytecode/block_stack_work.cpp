// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Work that CPython has on its stack: as few swaps as it makes do with, and in its order.
#include "frontend/bytecode/blocks.h"

namespace pyc::frontend::blocks {

namespace {

bool takesTop(const Instruction& instruction) {
    return instruction.shown == Shown::Store || instruction.shown == Shown::Pop;
}

Register storedBy(const Block* block, size_t index) {
    const Instruction& instruction = block->code[index];
    return instruction.shown == Shown::Store ? instruction.operands[0] : NoRegister;
}

/// Gives back the last of the row.
size_t shortenSwaps(Graph& graph, Block* block, size_t first) {
    ArenaVector<uint32_t> row(graph.arena);
    uint32_t depth = 0, swaps = 0;
    for (size_t index = first; index < block->code.size(); index = nextShown(block, index)) {
        const Instruction& instruction = block->code[index];
        if (instruction.shown != Shown::Swap && !isNoOperation(instruction))
            break;
        if (instruction.shown == Shown::Swap) {
            ++swaps;
            depth = instruction.operands[0] > depth ? instruction.operands[0] : depth;
        }
        row.push(uint32_t(index));
    }
    if (swaps < 2)
        return row.back();
    // Where each value of the stack ends, the top being number 0.
    constexpr uint32_t Visited = ~0u;
    uint32_t* stack = graph.arena.makeArray<uint32_t>(depth);
    for (uint32_t place = 0; place < depth; ++place)
        stack[place] = place;
    for (uint32_t index : row)
        if (block->code[index].shown == Shown::Swap) {
            uint32_t& deep = stack[block->code[index].operands[0] - 1];
            uint32_t top = stack[0];
            stack[0] = deep;
            deep = top;
        }
    // Each cycle of the permutation is swapped through from the top, written from the last backwards.
    size_t left = row.size();
    for (uint32_t place = 0; place < depth; ++place) {
        if (stack[place] == Visited || stack[place] == place)
            continue;
        for (uint32_t step = place;;) {
            if (step) {
                Instruction& swap = block->code[row[--left]];
                swap.shown = Shown::Swap;
                swap.operands[0] = step + 1;
            }
            if (stack[step] == Visited)
                break;
            uint32_t next = stack[step];
            stack[step] = Visited;
            step = next;
        }
    }
    while (left > 0)
        block->code[row[--left]].shown = Shown::Line;
    block->hasLineMarks = true;
    return row.back();
}

/// The next that takes a value off the stack, on the given line (-1: any), or the size of the block.
size_t nextTaker(const Block* block, size_t index, int32_t line) {
    size_t size = block->code.size();
    while ((index = nextShown(block, index)) < size) {
        const Instruction& instruction = block->code[index];
        if (line >= 0 && instruction.location.line != line)
            return size;
        if (takesTop(instruction))
            return index;
        if (!isNoOperation(instruction))
            return size;
    }
    return size;
}

void saveSwaps(Block* block, size_t last) {
    size_t size = block->code.size();
    for (size_t index = last + 1; index-- > 0;) {
        Instruction& swap = block->code[index];
        if (swap.shown != Shown::Swap) {
            if (isHidden(swap) || isNoOperation(swap) || takesTop(swap))
                continue;
            return;
        }
        size_t first = nextTaker(block, index, -1), second = first;
        if (first == size)
            return;
        for (uint32_t count = swap.operands[0] - 1; count > 0; --count)
            if ((second = nextTaker(block, second, block->code[first].location.line)) == size)
                return;
        // What is stored between must not be what the two store.
        Register firstStored = storedBy(block, first), secondStored = storedBy(block, second);
        bool safe = firstStored == NoRegister || firstStored != secondStored;
        for (size_t between = first + 1; safe && between < second; ++between)
            if (Register stored = storedBy(block, between); !isHidden(block->code[between]) && stored != NoRegister)
                safe = stored != firstStored && stored != secondStored;
        if (!safe)
            return;
        swap.shown = Shown::Line;
        block->hasLineMarks = true;
        Instruction& one = block->code[first];
        Instruction& other = block->code[second];
        // Both only move a temporary to a variable, if they do anything.
        Instruction held = one;
        one = other;
        other = held;
    }
}

} // namespace

/// Swaps in a row are brought to the fewest with the same effect, then saved by exchanging what takes the values
/// off the stack. A copy that is only dropped is none.
void reorderStackWork(Graph& graph) {
    for (Block* block = graph.entry; block; block = block->next) {
        for (size_t index = 0; index < block->code.size(); ++index)
            if (block->code[index].shown == Shown::Swap) {
                index = shortenSwaps(graph, block, index);
                saveSwaps(block, index);
            }
        for (size_t index = 0; index < block->code.size(); ++index) {
            if (block->code[index].shown != Shown::Copy)
                continue;
            size_t next = nextShown(block, index);
            if (next == block->code.size() || !takesTop(block->code[next]) || storedBy(block, next) != NoRegister)
                continue;
            makeLineMark(block, block->code[index]);
            if (isPseudo(block->code[next]))
                makeLineMark(block, block->code[next]);
            else
                block->code[next].silent = true;
        }
    }
}

} // namespace pyc::frontend::blocks
