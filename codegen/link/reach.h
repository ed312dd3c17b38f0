// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What of the runtime a program can reach: the linker's own search, but a row of a member table is followed when the
// program, or code that was reached, has its name, what makes an instance of a type when somebody can call the type,
// and what its slots refer to when there are instances and somebody calls the slots.
#pragma once

#include "codegen/link/members.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"

namespace pyc::codegen {

class Reach {
public:
    // `names` are the program's. Symbols that `elsewhere` defines are not the runtime's.
    Reach(llvm::ArrayRef<std::unique_ptr<ObjectMembers>> objects, const llvm::StringSet<>& names,
          const llvm::StringSet<>& elsewhere);
    // From what others refer to; `called`: a type among it may be called.
    void run(const llvm::StringSet<>& others, const llvm::StringSet<>& program);

    bool isReached(const ObjectMembers& object, ObjectMembers::Part part) const {
        return details.find(&object)->second.reached[part];
    }
    bool isCalled(const ObjectMembers& object, size_t type) const { return details.find(&object)->second.called[type]; }
    // There may be instances of the type, or the program may have it as a value.
    bool isUsed(const ObjectMembers& object, size_t type) const { return details.find(&object)->second.used[type]; }
    // The program can make classes with methods of names that it does not have itself: type(name, bases, namespace).
    bool anyMethods() const { return allCalled; }
    bool isSlotCalled(uint32_t offset) const { return !uncalledSlots.contains(offset); }

private:
    using Part = ObjectMembers::Part;
    struct Place {
        ObjectMembers* object = nullptr;
        Part part = 0;
    };
    struct Details {
        llvm::BitVector reached, called, used;
        // What each part has, as numbers of the object's lists in the order of parts.
        std::vector<std::vector<unsigned>> references, rows, typeRows, types, shapes, variables;
    };

    void reach(Place place);
    void visit(Place place);
    void follow(ObjectMembers& object, const ObjectMembers::Reference& reference);
    void mayCall(ObjectMembers& object, const ObjectMembers::Reference& reference);
    void callType(ObjectMembers& object, size_t type);
    // Objects of this shape are made where there is a reference to it.
    void useShape(Place place);
    void useType(Place place);
    void followUsed(ObjectMembers& object, const ObjectMembers::StaticType& type);
    void callSlots(uint32_t first, uint32_t last);
    Place placeOf(ObjectMembers& object, const ObjectMembers::Reference& reference) const;
    void addName(llvm::StringRef name);
    void keep(ObjectMembers& object, ObjectMembers::MemberRow& row);
    void keep(ObjectMembers& object, ObjectMembers::TypeRow& row);

    llvm::DenseMap<const ObjectMembers*, Details> details;
    llvm::StringMap<Place> definitions;
    llvm::StringMap<std::pair<ObjectMembers*, size_t>> types;
    llvm::StringSet<> names;
    bool allCalled = false; // types
    struct Waiting {
        std::vector<std::pair<ObjectMembers*, ObjectMembers::MemberRow*>> rows;
        std::vector<std::pair<ObjectMembers*, ObjectMembers::TypeRow*>> types;
    };
    llvm::StringMap<Waiting> waiting;
    // Slots that only some functions call, none of which was reached, and what they are in types that are used.
    llvm::DenseMap<uint32_t, std::vector<std::pair<ObjectMembers*, const ObjectMembers::Reference*>>> uncalledSlots;
    llvm::DenseMap<std::pair<ObjectMembers*, Part>, std::vector<const ObjectMembers::SlotCaller*>> slotCallers;
    std::vector<Place> pending;
};

} // namespace pyc::codegen
