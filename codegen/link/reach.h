// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What of the runtime a program can reach: the linker's own search, but a row of a member table is followed when the
// program, or code that was reached, has its name, and what makes an instance of a type when somebody can call the
// type.
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

    bool isCalled(const ObjectMembers& object, size_t type) const { return details.find(&object)->second.called[type]; }

private:
    using Part = ObjectMembers::Part;
    struct Place {
        ObjectMembers* object = nullptr;
        Part part = 0;
    };
    struct Details {
        llvm::BitVector reached, called;
        // What each part has, as numbers of the object's lists in the order of parts.
        std::vector<std::vector<unsigned>> references, rows, typeRows, types;
    };

    void reach(Place place);
    void visit(Place place);
    void follow(ObjectMembers& object, const ObjectMembers::Reference& reference);
    void mayCall(ObjectMembers& object, const ObjectMembers::Reference& reference);
    void callType(ObjectMembers& object, size_t type);
    void addName(llvm::StringRef name);
    void keep(ObjectMembers& object, ObjectMembers::MemberRow& row);
    void keep(ObjectMembers& object, ObjectMembers::TypeRow& row);

    llvm::DenseMap<const ObjectMembers*, Details> details;
    llvm::StringMap<Place> definitions;
    llvm::StringMap<std::pair<ObjectMembers*, size_t>> types;
    llvm::StringSet<> names;
    struct Waiting {
        std::vector<std::pair<ObjectMembers*, ObjectMembers::MemberRow*>> rows;
        std::vector<std::pair<ObjectMembers*, ObjectMembers::TypeRow*>> types;
    };
    llvm::StringMap<Waiting> waiting;
    std::vector<Place> pending;
};

} // namespace pyc::codegen
