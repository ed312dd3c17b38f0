// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A hash map and a hash set in an arena that iterate in order of insertion, so that everything made from them is
// the same from run to run.
#pragma once

#include "frontend/support/arena_vector.h"

namespace pyc::frontend {

inline uint64_t mixHash(uint64_t bits) {
    bits ^= bits >> 32;
    bits *= 0x9E3779B97F4A7C15u;
    return bits ^ (bits >> 29);
}

inline uint64_t hashBytes(const void* data, size_t size) {
    const char* bytes = static_cast<const char*>(data);
    auto word = [](const char* from) {
        uint64_t value;
        memcpy(&value, from, 8);
        return value;
    };
    auto half = [](const char* from) {
        uint32_t value;
        memcpy(&value, from, 4);
        return uint64_t(value);
    };
    uint64_t hash = size * 0x9E3779B97F4A7C15u;
    // The last bytes are read together with some before them.
    if (size > 8) {
        const char* last = bytes + size - 8;
        for (; bytes < last; bytes += 8)
            hash = mixHash(hash ^ word(bytes));
        return mixHash(hash ^ word(last));
    }
    if (size >= 4)
        return mixHash(hash ^ half(bytes) ^ half(bytes + size - 4) << 32);
    if (size)
        hash ^= uint64_t(uint8_t(bytes[0])) | uint64_t(uint8_t(bytes[size / 2])) << 8 |
                uint64_t(uint8_t(bytes[size - 1])) << 16;
    return mixHash(hash);
}

/// How a key is hashed and compared; specialise for other key types or pass another policy.
template <typename Key>
struct HashPolicy {
    static uint64_t hash(const Key& key) {
        if constexpr (std::is_pointer_v<Key>)
            return mixHash(reinterpret_cast<uintptr_t>(key) >> 3);
        else
            return mixHash(static_cast<uint64_t>(key));
    }
    static bool equal(const Key& left, const Key& right) { return left == right; }
};

template <>
struct HashPolicy<std::string_view> {
    static uint64_t hash(std::string_view key) { return hashBytes(key.data(), key.size()); }
    static bool equal(std::string_view left, std::string_view right) { return left == right; }
};

template <typename Key, typename Value, typename Policy = HashPolicy<Key>>
class HashMap {
public:
    struct Entry {
        Key key;
        Value value;
    };

    explicit HashMap(Arena& arena) : arena(&arena), entries(arena) {}

    Value* find(const Key& key) const {
        if (!mask)
            return nullptr;
        for (auto position = size_t(Policy::hash(key));; ++position) {
            uint32_t index = table[position & mask];
            if (index == 0)
                return nullptr;
            if (Policy::equal(entries[index - 1].key, key))
                return &entries[index - 1].value;
        }
    }

    bool contains(const Key& key) const { return find(key) != nullptr; }

    struct Insertion {
        Value* value;
        bool inserted;
    };

    /// The value of `key`, which becomes `initial` when it was not there.
    Insertion insert(const Key& key, const Value& initial = Value()) {
        if ((entries.size() + 1) * 4 > (mask + 1) * 3 || !mask)
            grow();
        for (auto position = size_t(Policy::hash(key));; ++position) {
            uint32_t& index = table[position & mask];
            if (index == 0) {
                entries.push({key, initial});
                index = static_cast<uint32_t>(entries.size());
                return {&entries.back().value, true};
            }
            if (Policy::equal(entries[index - 1].key, key))
                return {&entries[index - 1].value, false};
        }
    }

    Value& operator[](const Key& key) { return *insert(key).value; }
    void set(const Key& key, const Value& value) { *insert(key, value).value = value; }

    void clear() {
        entries.clear();
        if (mask)
            memset(table, 0, (mask + 1) * sizeof(uint32_t));
    }

    size_t size() const { return entries.size(); }
    bool empty() const { return entries.empty(); }
    Entry* begin() const { return entries.begin(); }
    Entry* end() const { return entries.end(); }

private:
    void grow() {
        size_t capacity = mask ? (mask + 1) * 2 : 8;
        table = arena->makeArray<uint32_t>(capacity);
        memset(table, 0, capacity * sizeof(uint32_t));
        mask = capacity - 1;
        for (size_t index = 0; index < entries.size(); ++index) {
            auto position = size_t(Policy::hash(entries[index].key));
            while (table[position & mask])
                ++position;
            table[position & mask] = static_cast<uint32_t>(index + 1);
        }
    }

    Arena* arena;
    ArenaVector<Entry> entries;
    uint32_t* table = nullptr;
    size_t mask = 0;
};

template <typename Key, typename Policy = HashPolicy<Key>>
class HashSet {
public:
    explicit HashSet(Arena& arena) : map(arena) {}
    bool insert(const Key& key) { return map.insert(key).inserted; }
    bool contains(const Key& key) const { return map.contains(key); }
    size_t size() const { return map.size(); }
    bool empty() const { return map.empty(); }

    struct Iterator {
        const typename HashMap<Key, char, Policy>::Entry* entry;
        const Key& operator*() const { return entry->key; }
        Iterator& operator++() {
            ++entry;
            return *this;
        }
        bool operator!=(const Iterator& other) const { return entry != other.entry; }
    };
    Iterator begin() const { return {map.begin()}; }
    Iterator end() const { return {map.end()}; }

private:
    HashMap<Key, char, Policy> map;
};

} // namespace pyc::frontend
