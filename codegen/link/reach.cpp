// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A worklist of parts; rows whose name is not known yet wait under it.
#include "codegen/link/reach.h"

#include "runtime/object/object.h"

namespace pyc::codegen {

// Attributes by which a program gets at types that it does not name: those of values, and what values are made anew
// with.
static constexpr llvm::StringLiteral giveTypes[] = {"type",          "__class__",     "__base__",       "__bases__",
                                                    "__mro__",       "mro",           "__subclasses__", "__objclass__",
                                                    "__self__",      "__origin__",    "__orig_class__", "__reduce__",
                                                    "__reduce_ex__", "__thisclass__", "__self_class__"};

bool isCalledUnnamed(llvm::StringRef symbol, uint32_t flags) {
    return flags & runtime::TypeIsException || symbol == "pyc_ObjectType";
}

// Instances of these need not refer to a shape: they are in the value itself.
static bool isImmediate(llvm::StringRef symbol) { return symbol == "pyc_IntType" || symbol == "pyc_FloatType"; }

Reach::Reach(llvm::ArrayRef<std::unique_ptr<ObjectMembers>> objects, const llvm::StringSet<>& names,
             const llvm::StringSet<>& elsewhere) {
    for (llvm::StringRef name : names.keys())
        this->names.insert(name);
    allCalled = llvm::any_of(giveTypes, [&](llvm::StringRef attribute) { return names.contains(attribute); });
    auto sort = [](auto& list, auto partOf, std::vector<std::vector<unsigned>>& byPart) {
        for (auto [number, entry] : llvm::enumerate(list))
            byPart[partOf(entry)].push_back(unsigned(number));
    };
    for (const std::unique_ptr<ObjectMembers>& object : objects) {
        Details& detail = details[object.get()];
        unsigned count = object->partCount();
        detail.reached.resize(count);
        detail.called.resize(unsigned(object->types.size()), allCalled);
        detail.used = detail.called;
        for (auto* lists :
             {&detail.references, &detail.rows, &detail.typeRows, &detail.types, &detail.shapes, &detail.variables})
            lists->resize(count);
        sort(object->references, [](auto& reference) { return reference.from; }, detail.references);
        sort(object->rows, [](auto& row) { return row.table; }, detail.rows);
        sort(object->typeRows, [](auto& row) { return row.table; }, detail.typeRows);
        sort(object->types, [](auto& type) { return type.part; }, detail.types);
        sort(object->shapes, [](auto& shape) { return shape.part; }, detail.shapes);
        sort(object->variables, [](auto& variable) { return variable.section; }, detail.variables);
        for (auto [number, type] : llvm::enumerate(object->types)) {
            if (type.called)
                detail.called.set(unsigned(number));
            if (type.called || isImmediate(type.symbol))
                detail.used.set(unsigned(number));
            if (!type.symbol.empty())
                types[type.symbol] = {object.get(), number};
        }
        for (const ObjectMembers::Definition& definition : object->definitions)
            if (!elsewhere.contains(definition.symbol))
                definitions.try_emplace(definition.symbol, Place{object.get(), definition.part});
    }
    for (const std::unique_ptr<ObjectMembers>& object : objects)
        for (const ObjectMembers::SlotCaller& caller : object->slotCallers) {
            Place place = placeOf(*object, caller.function);
            slotCallers[{place.object, place.part}].push_back(&caller);
            for (uint32_t offset = caller.first; offset <= caller.last; ++offset)
                uncalledSlots[offset];
        }
}

void Reach::run(const llvm::StringSet<>& others, const llvm::StringSet<>& program) {
    for (const llvm::StringSet<>* symbols : {&others, &program})
        for (llvm::StringRef symbol : symbols->keys()) {
            Place place = definitions.lookup(symbol);
            reach(place);
            useShape(place);
        }
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

Reach::Place Reach::placeOf(ObjectMembers& object, const ObjectMembers::Reference& reference) const {
    return reference.symbol.empty() ? Place{&object, reference.to} : definitions.lookup(reference.symbol);
}

void Reach::follow(ObjectMembers& object, const ObjectMembers::Reference& reference) {
    Place place = placeOf(object, reference);
    reach(place);
    useShape(place);
}

void Reach::useShape(Place place) {
    if (place.object)
        for (unsigned number : details[place.object].shapes[place.part])
            useType(placeOf(*place.object, place.object->shapes[number].type));
}

void Reach::useType(Place place) {
    if (!place.object)
        return;
    Details& detail = details[place.object];
    for (unsigned number : detail.variables[place.part])
        useType({place.object, place.object->variables[number].part});
    for (unsigned number : detail.types[place.part])
        if (!detail.used.test(number)) {
            detail.used.set(number);
            if (detail.reached.test(place.part))
                followUsed(*place.object, place.object->types[number]);
        }
}

void Reach::followUsed(ObjectMembers& object, const ObjectMembers::StaticType& type) {
    // What asks for the slots of a base may have an instance of this one.
    if (type.base)
        useType(placeOf(object, *type.base));
    for (const auto& [place, target] : type.members)
        follow(object, target);
    for (const ObjectMembers::Slot& slot : type.slots)
        if (auto uncalled = uncalledSlots.find(slot.offset); uncalled != uncalledSlots.end())
            uncalled->second.push_back({&object, &slot.target});
        else
            follow(object, slot.target);
}

void Reach::callSlots(uint32_t first, uint32_t last) {
    for (uint32_t offset = first; offset <= last; ++offset) {
        auto found = uncalledSlots.find(offset);
        if (found == uncalledSlots.end())
            continue;
        auto targets = std::move(found->second);
        uncalledSlots.erase(found);
        for (auto [object, target] : targets)
            follow(*object, *target);
    }
}

void Reach::visit(Place place) {
    ObjectMembers& object = *place.object;
    Details& detail = details[&object];
    bool isData = !object.isCode(place.part) && detail.types[place.part].empty() && detail.shapes[place.part].empty();
    if (auto callers = slotCallers.find({place.object, place.part}); callers != slotCallers.end())
        for (const ObjectMembers::SlotCaller* caller : callers->second)
            callSlots(caller->first, caller->last);
    for (unsigned number : detail.references[place.part]) {
        const ObjectMembers::Reference& reference = object.references[number];
        if (!reference.text.empty())
            addName(reference.text);
        if (isData)
            mayCall(object, reference);
        follow(object, reference);
    }
    for (unsigned number : detail.variables[place.part]) {
        Place variable{&object, object.variables[number].part};
        reach(variable);
        useShape(variable);
    }
    for (unsigned number : detail.rows[place.part]) {
        ObjectMembers::MemberRow& row = object.rows[number];
        if (row.fills && allCalled)
            follow(object, row.fills->second);
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
    for (unsigned number : detail.types[place.part]) {
        const ObjectMembers::StaticType& type = object.types[number];
        for (const auto& reference : {type.base, type.shape})
            if (reference)
                reach(placeOf(object, *reference));
        if (detail.used.test(number))
            followUsed(object, type);
        if (detail.called.test(number))
            for (const ObjectMembers::Reference& target : type.targets)
                follow(object, target);
    }
}

void Reach::mayCall(ObjectMembers& object, const ObjectMembers::Reference& reference) {
    if (auto found = types.find(reference.symbol); found != types.end())
        callType(*found->second.first, found->second.second);
    else if (reference.symbol.empty()) {
        const Details& detail = details[&object];
        for (unsigned number : detail.types[reference.to])
            callType(object, number);
        for (unsigned variable : detail.variables[reference.to])
            for (unsigned number : detail.types[object.variables[variable].part])
                callType(object, number);
    }
}

void Reach::callType(ObjectMembers& object, size_t type) {
    Details& detail = details[&object];
    if (detail.called.test(unsigned(type)))
        return;
    detail.called.set(unsigned(type));
    useType({&object, object.types[type].part});
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
    if (row.slot)
        callSlots(*row.slot, *row.slot);
    for (const ObjectMembers::Reference& target : row.targets)
        follow(object, target);
    if (row.fills)
        follow(object, row.fills->second);
}

void Reach::keep(ObjectMembers& object, ObjectMembers::TypeRow& row) {
    row.kept = true;
    mayCall(object, row.target);
    follow(object, row.target);
}

} // namespace pyc::codegen
