// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is said of the slots of types in tables, which the linker's step reads too (codegen/link/reach.h).
#pragma once

#include "runtime/object/native.h"

namespace pyc::runtime {

// A slot of any signature; one table names them all.
union AnySlot {
    UnarySlot unary;
    BinarySlot binary;
    TernarySlot ternary;
    HashSlot hash;
    CompareSlot compare;
    PredicateSlot predicate; // int (*)(Value)
    LengthSlot length;
    ContainsSlot contains; // int (*)(Value, Value)
    StoreSlot store;       // int (*)(Value, Value, Value), descriptorSet too
    GenericEntry call;
    GetAttributeSlot getAttribute;
    SetAttributeSlot setAttribute;
    DescriptorGetSlot descriptorGet;
    NewSlot create;
    InitSlot initialise;
    void (*finalise)(Value);
    void* any;

    constexpr AnySlot(decltype(nullptr)) : any(nullptr) {}
    constexpr AnySlot(UnarySlot f) : unary(f) {}
    constexpr AnySlot(BinarySlot f) : binary(f) {}
    constexpr AnySlot(TernarySlot f) : ternary(f) {}
    constexpr AnySlot(HashSlot f) : hash(f) {}
    constexpr AnySlot(CompareSlot f) : compare(f) {}
    constexpr AnySlot(PredicateSlot f) : predicate(f) {}
    constexpr AnySlot(LengthSlot f) : length(f) {}
    constexpr AnySlot(ContainsSlot f) : contains(f) {}
    constexpr AnySlot(StoreSlot f) : store(f) {}
    constexpr AnySlot(GenericEntry f) : call(f) {}
    constexpr AnySlot(GetAttributeSlot f) : getAttribute(f) {}
    constexpr AnySlot(SetAttributeSlot f) : setAttribute(f) {}
    constexpr AnySlot(DescriptorGetSlot f) : descriptorGet(f) {}
    constexpr AnySlot(NewSlot f) : create(f) {}
    constexpr AnySlot(InitSlot f) : initialise(f) {}
    constexpr AnySlot(void (*f)(Value)) : finalise(f) {}
};
static_assert(sizeof(AnySlot) == sizeof(void*));

using Wrapper = Value (*)(AnySlot slot, Value callee, const Value* arguments, size_t count, Tuple* keywordNames);

struct SlotWrapper {
    NativeMember member; // first, so that a descriptor's member leads to its row
    uint16_t offset;     // of the slot in TypeSlots
    uint8_t operation;   // CompareOperation
    bool fills;          // false: shows a slot that classes fill under another name
    AnySlot generic;     // one for each slot; null where no class of the program can have a method of this name
    Wrapper wrap;        // null: not shown
};

// No function but those that have such a row calls the slots from `first` to `last` (offsets in TypeSlots), but for
// wrappers. Where none of these functions is reached, what the slots refer to is not linked.
struct SlotCaller {
    union Function {
        UnarySlot unary;
        BinarySlot binary;
        TernarySlot ternary;
        Value (*operation)(BinaryOperator, Value, Value);

        constexpr Function(UnarySlot f) : unary(f) {}
        constexpr Function(BinarySlot f) : binary(f) {}
        constexpr Function(TernarySlot f) : ternary(f) {}
        constexpr Function(Value (*f)(BinaryOperator, Value, Value)) : operation(f) {}
    };
    Function function;
    uint32_t first, last;
};

} // namespace pyc::runtime
