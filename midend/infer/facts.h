// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What inference says of a value. Facts of the whole program are expectations: compiled code checks them where values
// enter, so a wrong one costs time and nothing else. That allows the simple form used here: containers are unified by
// where they are made, classes have one fact per attribute, functions one per parameter.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

namespace pyc::midend {

enum class Known : uint8_t {
    Nothing, // no value was seen: unreachable, or only called by code nobody sees
    None,
    Bool,
    Int,
    Float,
    String,
    Bytes,
    List,     // id: a container with an element
    Tuple,    // id: a tuple
    Dict,     // id: a container with key and element
    Set,      // id: a container with an element
    Iterator, // id: a container with an element; list iterators, generators, zip …
    Cell,     // id: a container whose element is what the cell holds
    Range,
    Slice,
    Instance, // id: a family, of one or several classes; exactly of one of these
    Class,    // id: likewise
    Function, // id: a function of the program
    Method,   // id: a function, bound to an instance
    Module,   // id: a module of the program
    Native,   // id: a name in Facts::natives: a builtin function or class, or "math.sqrt"
    Anything,
};

struct Fact {
    Known known = Known::Nothing;
    bool orNone = false;    // or None beside what `known` says
    bool orUnbound = false; // a variable that may have no value yet
    bool large = false;     // an int that may well need more than 64 bits
    uint32_t id = 0;

    bool operator==(const Fact&) const = default;
    bool is(Known kind) const { return known == kind && !orUnbound; }
    bool isNumber() const { return known == Known::Int || known == Known::Float || known == Known::Bool; }

    static Fact of(Known known, uint32_t id = 0) { return Fact{known, false, false, false, id}; }
    static Fact anything() { return of(Known::Anything); }
    static Fact unbound() { return Fact{Known::Nothing, false, true, false, 0}; }
};

// What a list, dict, set, tuple or iterator holds. `items` of a tuple whose length is known; else one element stands
// for all.
struct Container {
    uint32_t parent; // of the union-find; itself when it is the representative
    Fact element;
    Fact key;
    std::vector<Fact> items;
    bool fixedLength = false;
};

struct ClassFacts {
    std::string name; // symbol of the body's py.func
    std::vector<uint32_t> bases;
    bool ordinary = true;             // plain `class` statement: known bases, no metaclass, keywords or decorators
    bool made = false;                // the statement was seen to run
    llvm::StringMap<Fact> attributes; // of instances
    llvm::StringMap<Fact> members;    // of the class itself
    std::vector<uint32_t> order;      // resolution order, while it is known
};

// Everything shared between functions. Joining is monotone, and `changed` says that another round is needed.
class Facts {
public:
    bool changed = false;

    Fact join(Fact left, Fact right);
    void joinInto(Fact& target, Fact source);

    uint32_t newContainer();
    uint32_t find(uint32_t container);
    Container& container(uint32_t id) { return containers[find(id)]; }
    uint32_t unite(uint32_t left, uint32_t right);
    // The container made at this place, the same in every round.
    uint32_t containerAt(const void* site, unsigned part = 0);

    Fact native(llvm::StringRef name);
    llvm::StringRef nativeName(const Fact& fact) const { return nativeNames[fact.id]; }

    std::vector<ClassFacts> classes;
    // A member by the method resolution order, or null.
    Fact* findMember(uint32_t classId, llvm::StringRef name);
    // What super() finds for an instance of `classId` in a method that is written in `owner`.
    Fact* findAfter(uint32_t classId, uint32_t owner, llvm::StringRef name);
    // The method resolution order, the class itself first; only the class where there is none.
    llvm::ArrayRef<uint32_t> resolutionOrder(uint32_t classId);
    void setBases(uint32_t classId, std::vector<uint32_t> bases);
    // As findMember, of all classes of a family: null where one has none or they differ.
    Fact* findSharedMember(uint32_t family, llvm::StringRef name);
    bool isSubclass(uint32_t derived, uint32_t base);

    // Sets of classes. A class by itself is the family of the same number.
    static constexpr size_t LargestFamily = 12;
    void addClass(ClassFacts facts);
    llvm::ArrayRef<uint32_t> classesOf(uint32_t family) const { return families[family]; }
    uint32_t familyOf(std::vector<uint32_t> members);

private:
    std::vector<Container> containers;
    llvm::DenseMap<std::pair<const void*, unsigned>, uint32_t> sites;
    std::vector<std::string> nativeNames;
    llvm::StringMap<uint32_t> nativeIds;
    std::deque<std::vector<uint32_t>> families; // references stay valid
    std::map<std::vector<uint32_t>, uint32_t> familyIds;
};

} // namespace pyc::midend
