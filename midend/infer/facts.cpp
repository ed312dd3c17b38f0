// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The lattice of facts: joins, and the union-find of containers.
#include "midend/infer/facts.h"

#include <algorithm>

namespace pyc::midend {

static bool hasContainer(Known known) {
    return known == Known::List || known == Known::Tuple || known == Known::Dict || known == Known::Set ||
           known == Known::Iterator || known == Known::Cell;
}

Fact Facts::join(Fact left, Fact right) {
    Fact result;
    result.orUnbound = left.orUnbound || right.orUnbound;
    result.orNone = left.orNone || right.orNone;
    result.large = left.large || right.large;
    for (Fact* side : {&left, &right})
        if (side->known == Known::None) {
            side->known = Known::Nothing;
            result.orNone = true;
        }
    if (left.known == Known::Nothing && right.known == Known::Nothing) {
        result.known = result.orNone ? Known::None : Known::Nothing;
        result.orNone = false;
        return result;
    }
    if (left.known == Known::Nothing || right.known == Known::Nothing) {
        const Fact& some = left.known == Known::Nothing ? right : left;
        result.known = some.known;
        result.id = hasContainer(some.known) ? find(some.id) : some.id;
        return result;
    }
    if (left.known == right.known) {
        result.known = left.known;
        if (hasContainer(left.known)) {
            result.id = unite(left.id, right.id);
            return result;
        }
        if (left.id == right.id) {
            result.id = left.id;
            return result;
        }
        if (left.known == Known::Instance) {
            // Instances of related classes are instances of the base for the purpose of finding methods, but their
            // shapes differ.
            for (uint32_t candidate : {left.id, right.id})
                if (isSubclass(left.id, candidate) && isSubclass(right.id, candidate)) {
                    result.id = candidate;
                    return result;
                }
        }
    }
    result.known = Known::Anything;
    result.large = false;
    return result;
}

void Facts::joinInto(Fact& target, Fact source) {
    Fact joined = join(target, source);
    if (joined != target) {
        target = joined;
        changed = true;
    }
}

uint32_t Facts::newContainer() {
    uint32_t id = uint32_t(containers.size());
    containers.push_back({});
    containers.back().parent = id;
    return id;
}

uint32_t Facts::find(uint32_t id) {
    while (containers[id].parent != id) {
        containers[id].parent = containers[containers[id].parent].parent;
        id = containers[id].parent;
    }
    return id;
}

uint32_t Facts::unite(uint32_t left, uint32_t right) {
    left = find(left);
    right = find(right);
    if (left == right)
        return left;
    if (right < left)
        std::swap(left, right);
    changed = true;
    // Linked first: a container that holds itself must not be united for ever.
    containers[right].parent = left;
    Container absorbed = containers[right];
    bool sameLength =
        containers[left].fixedLength && absorbed.fixedLength && containers[left].items.size() == absorbed.items.size();
    if (sameLength) {
        for (size_t index = 0; index < absorbed.items.size(); ++index) {
            Fact item = join(containers[left].items[index], absorbed.items[index]);
            containers[find(left)].items[index] = item;
        }
    } else {
        Fact element = absorbed.element;
        for (const Fact& item : absorbed.items)
            element = join(element, item);
        std::vector<Fact> items = std::move(containers[left].items);
        containers[left].items.clear();
        containers[left].fixedLength = false;
        for (const Fact& item : items)
            element = join(element, item);
        absorbed.element = element;
    }
    Fact element = join(containers[find(left)].element, absorbed.element);
    Fact key = join(containers[find(left)].key, absorbed.key);
    Container& survivor = containers[find(left)];
    survivor.element = element;
    survivor.key = key;
    return find(left);
}

uint32_t Facts::containerAt(const void* site, unsigned part) {
    auto [place, inserted] = sites.try_emplace({site, part}, 0);
    if (inserted) {
        uint32_t id = newContainer();
        sites[{site, part}] = id;
        return id;
    }
    return find(place->second);
}

Fact Facts::native(llvm::StringRef name) {
    auto [place, inserted] = nativeIds.try_emplace(name, uint32_t(nativeNames.size()));
    if (inserted)
        nativeNames.push_back(name.str());
    return Fact::of(Known::Native, place->second);
}

bool Facts::isSubclass(uint32_t derived, uint32_t base) const {
    if (derived == base)
        return true;
    return std::any_of(classes[derived].bases.begin(), classes[derived].bases.end(),
                       [&](uint32_t parent) { return isSubclass(parent, base); });
}

Fact* Facts::findMember(uint32_t classId, llvm::StringRef name) {
    ClassFacts& facts = classes[classId];
    auto found = facts.members.find(name);
    if (found != facts.members.end())
        return &found->second;
    // Depth first is the resolution order wherever no two bases share an ancestor; elsewhere it is a guess that the
    // guards check.
    for (uint32_t base : facts.bases)
        if (Fact* member = findMember(base, name))
            return member;
    return nullptr;
}

} // namespace pyc::midend
