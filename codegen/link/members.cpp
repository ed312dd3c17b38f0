// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is the same in every kind of object: static types and shapes, and the tables of slots.
#include "codegen/link/members.h"

#include "runtime/object/object.h"

#include "llvm/ADT/STLExtras.h"

namespace pyc::codegen {

void ObjectMembers::readRoots(Part section, llvm::ArrayRef<uint8_t> contents, llvm::ArrayRef<Root> found,
                              llvm::ArrayRef<Address> addresses, uint64_t (*at)(Field)) {
    auto word = [&](const Root& variable, Field field) {
        uint32_t value;
        std::memcpy(&value, contents.data() + variable.start + at(field), sizeof value);
        return value;
    };
    enum class Kind { Other, Type, Shape };
    std::vector<Kind> kinds;
    std::vector<size_t> numbers; // of the type
    for (const Root& variable : found) {
        variables.push_back({section, variable.part});
        Kind kind = Kind::Other;
        if (variable.start + variable.size > contents.size())
            kind = Kind::Other;
        else if (variable.size == at(Field::Type_size))
            kind = Kind::Type;
        else if (variable.size == at(Field::Shape_size) && word(variable, Field::Shape_flags) == runtime::ShapeStatic)
            kind = Kind::Shape;
        kinds.push_back(kind);
        numbers.push_back(types.size());
        if (kind == Kind::Type) {
            types.emplace_back();
            types.back().symbol = variable.symbol;
            types.back().part = variable.part;
            types.back().called = isCalledUnnamed(variable.symbol, word(variable, Field::Type_flags));
        }
    }
    for (Address address : addresses) {
        auto after = llvm::upper_bound(found, address.offset,
                                       [](uint64_t offset, const Root& variable) { return offset < variable.start; });
        size_t index = size_t(after - found.begin()) - 1;
        if (after == found.begin() || address.offset >= found[index].start + found[index].size) {
            roots.push_back({section, address.place});
            references.push_back(address.target);
            continue;
        }
        const Root& variable = found[index];
        address.target.from = variable.part;
        roots.push_back({variable.part, address.place});
        uint64_t offset = address.offset - variable.start;
        if (kinds[index] == Kind::Shape && offset == at(Field::Shape_type))
            shapes.push_back({variable.symbol, variable.part, address.target});
        if (kinds[index] != Kind::Type) {
            references.push_back(address.target);
            continue;
        }
        StaticType& type = types[numbers[index]];
        if (offset == at(Field::Type_doc))
            typeDocs.push_back(address.place);
        uint64_t slot = offset - at(Field::Type_slots);
        if (offset == at(Field::Type_base)) {
            type.base = address.target;
        } else if (offset == at(Field::Type_rootShape)) {
            type.shape = address.target;
        } else if (offset == at(Field::Type_members)) {
            type.members.push_back({address.place, address.target});
        } else if (offset < at(Field::Type_slots)) {
            references.push_back(address.target);
        } else if (slot == at(Field::TypeSlots_create) || slot == at(Field::TypeSlots_initialise)) {
            type.creation.push_back(address.place);
            type.targets.push_back(address.target);
        } else {
            type.slots.push_back({uint32_t(slot), address.place, address.target});
        }
    }
}

static uint32_t numberAt(llvm::ArrayRef<uint8_t> contents, uint64_t offset, size_t size) {
    uint32_t number = 0;
    if (offset + size <= contents.size())
        std::memcpy(&number, contents.data() + offset, size);
    return number;
}

void ObjectMembers::readSlotRows(Part table, llvm::ArrayRef<uint8_t> contents, llvm::ArrayRef<Address> addresses,
                                 uint64_t (*at)(Field)) {
    const uint64_t rowSize = at(Field::SlotWrapper_size);
    std::vector<MemberRow> found(contents.size() / rowSize);
    for (size_t index = 0; index < found.size(); ++index) {
        found[index].table = table;
        found[index].slot = numberAt(contents, index * rowSize + at(Field::SlotWrapper_offset), sizeof(uint16_t));
    }
    for (Address address : addresses) {
        MemberRow& row = found[address.offset / rowSize];
        uint64_t offset = address.offset % rowSize;
        if (offset == at(Field::NativeMember_name)) {
            row.name = address.target.text;
            address.target.text = {};
            references.push_back(address.target);
        } else if (offset == at(Field::NativeMember_doc)) {
            row.doc = address.place;
        } else if (offset == at(Field::NativeMember_signature)) {
            row.signature = address.place;
        } else if (offset == at(Field::SlotWrapper_generic)) {
            row.fills = {address.place, address.target};
        } else {
            if (offset == at(Field::SlotWrapper_wrap))
                row.shown = address.place;
            else
                row.code.push_back(address.place);
            row.targets.push_back(address.target);
        }
    }
    rows.insert(rows.end(), found.begin(), found.end());
}

void ObjectMembers::readSlotCallers(llvm::ArrayRef<uint8_t> contents, llvm::ArrayRef<Address> addresses,
                                    uint64_t (*at)(Field)) {
    for (const Address& address : addresses)
        slotCallers.push_back({address.target,
                               numberAt(contents, address.offset + at(Field::SlotCaller_first), sizeof(uint32_t)),
                               numberAt(contents, address.offset + at(Field::SlotCaller_last), sizeof(uint32_t))});
}

} // namespace pyc::codegen
