// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What one object of the runtime has in native member tables (runtime/object/native.h), and which names its code looks
// up. A place is a word of a table that the linker would fill; it can be dropped, and is null then.
#pragma once

#include "codegen/target/fields.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringSet.h"

#include <cstring>
#include <memory>
#include <optional>
#include <vector>

namespace pyc::codegen {

// Names that are looked up are these objects of the runtime.
inline constexpr llvm::StringLiteral StaticStringPrefix = "_ZN3pyc7runtime6detail18staticStringObjectI";

// The text of the string object at `start`, whose length stands `lengthAt` into it and whose characters follow it after
// `size`; empty where it is cut off.
inline llvm::StringRef staticText(llvm::ArrayRef<uint8_t> contents, uint64_t start, uint64_t lengthAt, uint64_t size) {
    if (start + size > contents.size())
        return {};
    int64_t length;
    std::memcpy(&length, contents.data() + start + lengthAt, sizeof length);
    start += size;
    if (length < 0 || start + uint64_t(length) > contents.size())
        return {};
    return {reinterpret_cast<const char*>(contents.data() + start), size_t(length)};
}

class ObjectMembers {
public:
    using Place = unsigned;
    // A function or a piece of data: what the linker keeps or drops as a whole, and each variable of RootsSection,
    // where types are.
    using Part = unsigned;
    struct Reference {
        Part from;
        llvm::StringRef symbol; // whichever object defines it; empty: `to` in this one
        Part to;
        llvm::StringRef text; // of the static string it is to
    };
    struct Definition {
        llvm::StringRef symbol;
        Part part;
    };
    // A row of a member table.
    struct MemberRow {
        Part table;
        llvm::StringRef name;
        std::vector<Place> code; // what a call, a read or a write of the member needs
        std::vector<Reference> targets;
        std::optional<Place> doc, signature;
        std::optional<Place> shown; // a call too; dir() tells by it whether there is such a method
        std::optional<uint32_t> slot;
        std::optional<std::pair<Place, Reference>> fills; // what classes with a method of this name put into the slot
        bool kept = false;
    };
    // A row of the table of built-in types by name.
    struct TypeRow {
        Part table;
        llvm::StringRef name;
        Place place;
        Reference target;
        bool kept = false;
    };
    struct Slot {
        uint32_t offset; // in TypeSlots
        Place place;
        Reference target;
    };
    struct StaticType {
        llvm::StringRef symbol;
        Part part;
        bool called;                 // whoever names it or not
        std::vector<Place> creation; // what a call of it needs
        std::vector<Reference> targets;
        std::vector<Slot> slots; // the others, which only instances are asked for
        std::vector<std::pair<Place, Reference>> members;
        std::optional<Reference> base, shape;
    };
    struct StaticShape {
        llvm::StringRef symbol;
        Part part;
        Reference type;
    };
    // Slots that no other function calls.
    struct SlotCaller {
        Reference function;
        uint32_t first, last;
    };

    virtual ~ObjectMembers() = default;
    virtual bool scan() = 0; // false: it cannot be read
    virtual void drop(Place place) = 0;
    virtual void stub(Place place) = 0; // drops it, but it is not null
    virtual void finish() {}            // after all were dropped
    virtual bool isCode(Part part) const = 0;
    virtual unsigned partCount() const = 0;

    std::vector<Definition> definitions;
    std::vector<Reference> references; // but those of rows and for calls of types
    std::vector<MemberRow> rows;
    std::vector<TypeRow> typeRows;
    std::vector<StaticType> types;
    std::vector<StaticShape> shapes;
    std::vector<SlotCaller> slotCallers;
    std::vector<Place> typeDocs;
    // All addresses in parts of RootsSection: the linker keeps these together, reached or not.
    std::vector<std::pair<Part, Place>> roots;
    // Variables of RootsSection. The section stands for all of them where a reference does not tell which it is to.
    struct Variable {
        Part section, part;
    };
    std::vector<Variable> variables;

protected:
    // A variable of RootsSection, and an address in a section.
    struct Root {
        llvm::StringRef symbol; // empty: known in this object only
        Part part;
        uint64_t start, size;
    };
    struct Address {
        uint64_t offset;
        Place place;
        Reference target;
    };
    // Tells the types and shapes among variables, which are sorted. `at`: where fields are on this machine.
    void readRoots(Part section, llvm::ArrayRef<uint8_t> contents, llvm::ArrayRef<Root> variables,
                   llvm::ArrayRef<Address> addresses, uint64_t (*at)(Field));
    void readSlotRows(Part table, llvm::ArrayRef<uint8_t> contents, llvm::ArrayRef<Address> addresses,
                      uint64_t (*at)(Field));
    void readSlotCallers(llvm::ArrayRef<uint8_t> contents, llvm::ArrayRef<Address> addresses, uint64_t (*at)(Field));
};

// Names of sections.
inline constexpr llvm::StringLiteral RootsSection = "pyc_roots", NamedTypesSection = "pyc_named_types",
                                     SlotRowsSection = "pyc_slot_rows", SlotCallersSection = "pyc_slot_callers";

// Types that are called by the runtime itself: object, exceptions.
bool isCalledUnnamed(llvm::StringRef symbol, uint32_t flags);

// Null when it is no such object.
std::unique_ptr<ObjectMembers> elfMembers(llvm::StringRef object);
std::unique_ptr<ObjectMembers> wasmMembers(llvm::StringRef object);

} // namespace pyc::codegen
