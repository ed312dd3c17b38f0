// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Constants, compared and ordered.
#include "frontend/bytecode/constant_pool.h"
#include "frontend/support/hash_map.h"

namespace pyc::frontend {

namespace {

bool sameItems(const Constant* left, const Constant* right, uint32_t count) {
    for (uint32_t index = 0; index < count; ++index)
        if (!sameConstant(left[index], right[index]))
            return false;
    return true;
}

bool sameBits(double left, double right) {
    return __builtin_bit_cast(uint64_t, left) == __builtin_bit_cast(uint64_t, right);
}

} // namespace

bool sameConstant(const Constant& left, const Constant& right) {
    if (left.kind != right.kind)
        return false;
    switch (left.kind) {
    case ConstantKind::None:
    case ConstantKind::True:
    case ConstantKind::False:
    case ConstantKind::Ellipsis: return true;
    case ConstantKind::Int: return left.integer == right.integer;
    case ConstantKind::BigInt:
        return left.negative == right.negative && left.count == right.count &&
               memcmp(left.limbs, right.limbs, left.count * sizeof(uint64_t)) == 0;
    case ConstantKind::Float:
        // No two that are not numbers are equal.
        return sameBits(left.real, right.real) && left.real == left.real;
    case ConstantKind::Complex: return sameBits(left.real, right.real) && sameBits(left.imaginary, right.imaginary);
    case ConstantKind::String:
    case ConstantKind::Bytes: return left.count == right.count && memcmp(left.bytes, right.bytes, left.count) == 0;
    case ConstantKind::FrozenSet:
        // Order does not matter; each side's items are distinct.
        if (left.count != right.count)
            return false;
        for (uint32_t index = 0; index < left.count; ++index) {
            bool found = false;
            for (uint32_t other = 0; other < right.count && !found; ++other)
                found = sameConstant(left.items[index], right.items[other]);
            if (!found)
                return false;
        }
        return true;
    case ConstantKind::Tuple:
    case ConstantKind::Slice: return left.count == right.count && sameItems(left.items, right.items, left.count);
    case ConstantKind::Code: return left.code == right.code;
    }
    return false;
}

uint64_t hashConstant(const Constant& constant) {
    uint64_t hash = uint64_t(constant.kind) * 0x9E3779B97F4A7C15u;
    switch (constant.kind) {
    case ConstantKind::Int: return mixHash(hash ^ uint64_t(constant.integer));
    case ConstantKind::BigInt: return hash ^ hashBytes(constant.limbs, constant.count * sizeof(uint64_t));
    case ConstantKind::Float:
    case ConstantKind::Complex: return mixHash(hash ^ __builtin_bit_cast(uint64_t, constant.real));
    case ConstantKind::String:
    case ConstantKind::Bytes: return hash ^ hashBytes(constant.bytes, constant.count);
    case ConstantKind::Tuple:
    case ConstantKind::Slice:
        for (uint32_t index = 0; index < constant.count; ++index)
            hash = mixHash(hash) + hashConstant(constant.items[index]);
        return hash;
    case ConstantKind::FrozenSet:
        for (uint32_t index = 0; index < constant.count; ++index)
            hash += hashConstant(constant.items[index]);
        return hash;
    case ConstantKind::Code: return mixHash(hash ^ reinterpret_cast<uintptr_t>(constant.code) >> 3);
    default: return hash;
    }
}

Constant makeNone() {
    Constant result{};
    result.kind = ConstantKind::None;
    return result;
}

Constant makeBool(bool value) {
    Constant result{};
    result.kind = value ? ConstantKind::True : ConstantKind::False;
    return result;
}

Constant makeInt(int64_t value) {
    Constant result{};
    result.kind = ConstantKind::Int;
    result.integer = value;
    return result;
}

Constant makeText(ConstantKind kind, std::string_view text) {
    Constant result{};
    result.kind = kind;
    result.count = uint32_t(text.size());
    result.bytes = text.data();
    return result;
}

Constant makeTuple(const Constant* items, uint32_t count) {
    Constant result{};
    result.kind = ConstantKind::Tuple;
    result.count = count;
    result.items = items;
    return result;
}

Constant makeCode(const CodeData* code) {
    Constant result{};
    result.kind = ConstantKind::Code;
    result.code = code;
    return result;
}

Constant fromTree(const ast::ConstantValue& value, Arena& arena) {
    Constant result{};
    switch (value.kind) {
    case ast::ConstantKind::None: return makeNone();
    case ast::ConstantKind::True: return makeBool(true);
    case ast::ConstantKind::False: return makeBool(false);
    case ast::ConstantKind::Ellipsis: result.kind = ConstantKind::Ellipsis; return result;
    case ast::ConstantKind::SmallInt: return makeInt(value.integer);
    case ast::ConstantKind::BigInt: {
        result.kind = ConstantKind::BigInt;
        result.negative = value.negative;
        result.count = (value.big.limbCount + 1) / 2;
        uint64_t* limbs = arena.makeArray<uint64_t>(result.count);
        for (uint32_t index = 0; index < result.count; ++index) {
            uint64_t high = 2 * index + 1 < value.big.limbCount ? value.big.limbs[2 * index + 1] : 0;
            limbs[index] = high << 32 | value.big.limbs[2 * index];
        }
        result.limbs = limbs;
        return result;
    }
    case ast::ConstantKind::Float:
        result.kind = ConstantKind::Float;
        result.real = value.number.real;
        return result;
    case ast::ConstantKind::Complex:
        result.kind = ConstantKind::Complex;
        result.real = value.number.real;
        result.imaginary = value.number.imaginary;
        return result;
    case ast::ConstantKind::Str: return makeText(ConstantKind::String, value.view());
    case ast::ConstantKind::Bytes: return makeText(ConstantKind::Bytes, value.view());
    case ast::ConstantKind::Tuple:
    case ast::ConstantKind::FrozenSet: {
        Constant* items = arena.makeArray<Constant>(value.sequence.itemCount);
        for (uint32_t index = 0; index < value.sequence.itemCount; ++index)
            items[index] = fromTree(value.sequence.items[index], arena);
        result = makeTuple(items, value.sequence.itemCount);
        if (value.kind == ast::ConstantKind::FrozenSet)
            result.kind = ConstantKind::FrozenSet;
        return result;
    }
    }
    return result;
}

void ConstantPool::grow() {
    size_t capacity = mask ? (mask + 1) * 2 : 16;
    table = arena->makeArray<uint32_t>(capacity);
    memset(table, 0, capacity * sizeof(uint32_t));
    mask = capacity - 1;
    for (size_t id = 0; id < entries.size(); ++id) {
        auto position = size_t(entries[id].hash);
        while (table[position & mask])
            ++position;
        table[position & mask] = uint32_t(id + 1);
    }
}

uint32_t ConstantPool::find(const Constant& constant) {
    if (!mask || (entries.size() + 1) * 4 > (mask + 1) * 3)
        grow();
    uint64_t hash = hashConstant(constant);
    for (auto position = size_t(hash);; ++position) {
        uint32_t& slot = table[position & mask];
        if (!slot) {
            entries.push({constant, hash, 0, 0, false});
            slot = uint32_t(entries.size());
            return slot - 1;
        }
        if (entries[slot - 1].hash == hash && sameConstant(entries[slot - 1].constant, constant))
            return slot - 1;
    }
}

uint32_t ConstantPool::addLiteral(const Constant& constant) {
    uint32_t id = find(constant);
    if (!entries[id].literalOrder)
        entries[id].literalOrder = ++literals;
    return id;
}

uint32_t ConstantPool::addFolded(const Constant& constant) { return find(constant); }

Sequence<Constant> ConstantPool::finish(Arena& result) {
    // Literals in the order of the source, which is their order here except where folding made one first.
    ArenaVector<uint32_t> order(*arena);
    order.resize(literals);
    for (size_t id = 0; id < entries.size(); ++id)
        if (uint32_t position = entries[id].literalOrder)
            order[position - 1] = uint32_t(id);
    for (size_t id = 0; id < entries.size(); ++id)
        if (!entries[id].literalOrder)
            order.push(uint32_t(id));
    ArenaVector<Constant> kept(*arena);
    for (size_t position = 0; position < order.size(); ++position) {
        Entry& entry = entries[order[position]];
        if (!entry.used && !(position == 0))
            continue;
        entry.index = uint32_t(kept.size());
        kept.push(entry.constant);
    }
    return result.copy(kept.data(), kept.size());
}

} // namespace pyc::frontend
