// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The lattice of facts: joins, and the union-find of containers.
#include "midend/infer/facts.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <iterator>

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
            std::vector<uint32_t> members;
            std::set_union(families[left.id].begin(), families[left.id].end(), families[right.id].begin(),
                           families[right.id].end(), std::back_inserter(members));
            if (members.size() <= LargestFamily) {
                result.id = familyOf(std::move(members));
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

void Facts::addClass(ClassFacts facts) {
    uint32_t id = uint32_t(classes.size());
    classes.push_back(std::move(facts));
    families.push_back({id});
    familyIds[{id}] = id;
}

uint32_t Facts::familyOf(std::vector<uint32_t> members) {
    auto [place, inserted] = familyIds.try_emplace(members, uint32_t(families.size()));
    if (inserted)
        families.push_back(std::move(members));
    return place->second;
}

bool Facts::isSubclass(uint32_t derived, uint32_t base) { return llvm::is_contained(resolutionOrder(derived), base); }

void Facts::setBases(uint32_t classId, std::vector<uint32_t> bases) {
    if (classes[classId].bases == bases)
        return;
    classes[classId].bases = std::move(bases);
    for (ClassFacts& other : classes)
        other.order.clear();
    changed = true;
}

llvm::ArrayRef<uint32_t> Facts::resolutionOrder(uint32_t classId) {
    std::vector<uint32_t>& order = classes[classId].order;
    if (!order.empty())
        return order;
    order.push_back(classId);
    // Python's merge: the first head of a list that is in no other list's tail.
    std::vector<std::vector<uint32_t>> lists;
    for (uint32_t base : classes[classId].bases)
        lists.emplace_back(resolutionOrder(base));
    lists.push_back(classes[classId].bases);
    while (true) {
        llvm::erase_if(lists, [](const auto& list) { return list.empty(); });
        if (lists.empty())
            return order;
        auto isHead = [&](const std::vector<uint32_t>& list) {
            return llvm::none_of(lists, [&](const auto& other) {
                return llvm::is_contained(llvm::ArrayRef(other).drop_front(), list.front());
            });
        };
        auto found = llvm::find_if(lists, isHead);
        if (found == lists.end()) {
            order.resize(1);
            return order;
        }
        uint32_t next = found->front();
        order.push_back(next);
        for (auto& list : lists)
            if (list.front() == next)
                list.erase(list.begin());
    }
}

Fact* Facts::findMember(uint32_t classId, llvm::StringRef name) {
    for (uint32_t link : resolutionOrder(classId))
        if (auto found = classes[link].members.find(name); found != classes[link].members.end())
            return &found->second;
    return nullptr;
}

Fact* Facts::findAfter(uint32_t classId, uint32_t owner, llvm::StringRef name) {
    llvm::ArrayRef<uint32_t> order = resolutionOrder(classId);
    for (uint32_t link :
         order.drop_while([&](uint32_t link) { return link != owner; }).drop_front(llvm::is_contained(order, owner)))
        if (auto found = classes[link].members.find(name); found != classes[link].members.end())
            return &found->second;
    return nullptr;
}

Fact* Facts::findSharedMember(uint32_t family, llvm::StringRef name) {
    Fact* shared = nullptr;
    for (uint32_t classId : families[family]) {
        Fact* member = findMember(classId, name);
        if (!member || (shared && *member != *shared))
            return nullptr;
        shared = member;
    }
    return shared;
}

} // namespace pyc::midend
