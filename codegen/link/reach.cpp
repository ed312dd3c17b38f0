// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A worklist of parts; rows whose name is not known yet wait under it.
#include "codegen/link/reach.h"

namespace pyc::codegen {

// Attributes by which a program gets at types that it does not name: those of values, and what values are made anew
// with.
static constexpr llvm::StringLiteral giveTypes[] = {"type",          "__class__",     "__base__",       "__bases__",
                                                    "__mro__",       "mro",           "__subclasses__", "__objclass__",
                                                    "__self__",      "__origin__",    "__orig_class__", "__reduce__",
                                                    "__reduce_ex__", "__thisclass__", "__self_class__"};

bool isCalledUnnamed(llvm::StringRef symbol, uint32_t flags) {
    constexpr uint32_t TypeIsException = 1 << 17; // runtime/object/object.h
    return flags & TypeIsException || symbol == "pyc_ObjectType";
}

Reach::Reach(llvm::ArrayRef<std::unique_ptr<ObjectMembers>> objects, const llvm::StringSet<>& names,
             const llvm::StringSet<>& elsewhere) {
    for (llvm::StringRef name : names.keys())
        this->names.insert(name);
    bool allCalled = llvm::any_of(giveTypes, [&](llvm::StringRef attribute) { return names.contains(attribute); });
    auto sort = [](auto& list, auto partOf, std::vector<std::vector<unsigned>>& byPart) {
        for (auto [number, entry] : llvm::enumerate(list))
            byPart[partOf(entry)].push_back(unsigned(number));
    };
    for (const std::unique_ptr<ObjectMembers>& object : objects) {
        Details& detail = details[object.get()];
        unsigned count = object->partCount();
        detail.reached.resize(count);
        detail.called.resize(unsigned(object->types.size()), allCalled);
        for (auto* lists : {&detail.references, &detail.rows, &detail.typeRows, &detail.types})
            lists->resize(count);
        sort(object->references, [](auto& reference) { return reference.from; }, detail.references);
        sort(object->rows, [](auto& row) { return row.table; }, detail.rows);
        sort(object->typeRows, [](auto& row) { return row.table; }, detail.typeRows);
        sort(object->types, [](auto& type) { return type.part; }, detail.types);
        for (auto [number, type] : llvm::enumerate(object->types)) {
            if (type.called)
                detail.called.set(unsigned(number));
            if (!type.symbol.empty())
                types[type.symbol] = {object.get(), number};
        }
        for (const ObjectMembers::Definition& definition : object->definitions)
            if (!elsewhere.contains(definition.symbol))
                definitions.try_emplace(definition.symbol, Place{object.get(), definition.part});
    }
}

void Reach::run(const llvm::StringSet<>& others, const llvm::StringSet<>& program) {
    for (const llvm::StringSet<>* symbols : {&others, &program})
        for (llvm::StringRef symbol : symbols->keys())
            reach(definitions.lookup(symbol));
    for (llvm::StringRef symbol : program.keys())
        if (auto found = types.find(symbol); found != types.end())
            callType(*found->second.first, found->second.second);
    while (!pending.empty()) {
        Place place = pending.back();
        pending.pop_back();
        visit(place);
    }
}

void Reach::reach(Place place) {
    if (!place.object)
        return;
    llvm::BitVector& reached = details[place.object].reached;
    if (reached.test(place.part))
        return;
    reached.set(place.part);
    pending.push_back(place);
}

void Reach::follow(ObjectMembers& object, const ObjectMembers::Reference& reference) {
    reach(reference.symbol.empty() ? Place{&object, reference.to} : definitions.lookup(reference.symbol));
}

void Reach::visit(Place place) {
    ObjectMembers& object = *place.object;
    Details& detail = details[&object];
    bool isData = !object.isCode(place.part) && detail.types[place.part].empty();
    for (unsigned number : detail.references[place.part]) {
        const ObjectMembers::Reference& reference = object.references[number];
        if (!reference.text.empty())
            addName(reference.text);
        if (isData)
            mayCall(object, reference);
        follow(object, reference);
    }
    for (unsigned number : detail.rows[place.part]) {
        ObjectMembers::MemberRow& row = object.rows[number];
        if (names.contains(row.name))
            keep(object, row);
        else
            waiting[row.name].rows.push_back({&object, &row});
    }
    for (unsigned number : detail.typeRows[place.part]) {
        ObjectMembers::TypeRow& row = object.typeRows[number];
        if (names.contains(row.name))
            keep(object, row);
        else
            waiting[row.name].types.push_back({&object, &row});
    }
    for (unsigned number : detail.types[place.part])
        if (detail.called.test(number))
            for (const ObjectMembers::Reference& target : object.types[number].targets)
                follow(object, target);
}

void Reach::mayCall(ObjectMembers& object, const ObjectMembers::Reference& reference) {
    if (auto found = types.find(reference.symbol); found != types.end())
        callType(*found->second.first, found->second.second);
    else if (reference.symbol.empty())
        for (unsigned number : details[&object].types[reference.to])
            callType(object, number);
}

void Reach::callType(ObjectMembers& object, size_t type) {
    Details& detail = details[&object];
    if (detail.called.test(unsigned(type)))
        return;
    detail.called.set(unsigned(type));
    if (detail.reached.test(object.types[type].part))
        for (const ObjectMembers::Reference& target : object.types[type].targets)
            follow(object, target);
}

void Reach::addName(llvm::StringRef name) {
    if (!names.insert(name).second)
        return;
    auto found = waiting.find(name);
    if (found == waiting.end())
        return;
    Waiting rows = std::move(found->second);
    waiting.erase(found);
    for (auto [object, row] : rows.rows)
        keep(*object, *row);
    for (auto [object, row] : rows.types)
        keep(*object, *row);
}

void Reach::keep(ObjectMembers& object, ObjectMembers::MemberRow& row) {
    row.kept = true;
    for (const ObjectMembers::Reference& target : row.targets)
        follow(object, target);
}

void Reach::keep(ObjectMembers& object, ObjectMembers::TypeRow& row) {
    row.kept = true;
    mayCall(object, row.target);
    follow(object, row.target);
}

} // namespace pyc::codegen
