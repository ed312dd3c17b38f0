// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Objects, shapes and types: the layouts that the runtime and compiled code share.
#pragma once

#include "runtime/object/value.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace pyc::runtime {

struct Shape;
struct Type;
struct String;
struct Tuple;
struct Dict;
struct Thread;

// Every heap object starts with its shape: type and layout in one pointer. The word may change while other threads read
// it.
struct Object {
    Shape* shape;
};

inline Shape* shapeOf(const Object* object) { return __atomic_load_n(&object->shape, __ATOMIC_RELAXED); }

// How the payload of a slot is stored. A slot's representation never changes within a shape; storing another kind moves
// the object to another shape.
enum class Representation : uint8_t { Any, Int64, Float64 };

struct SlotEntry {
    const String* name;
    uint32_t index;
    Representation representation;
};

// Attributes of instances (and globals of modules) in the order they were added. Shapes of one type form a tree; each
// child adds a name or widens a representation. `transitions` grows at run time; everything else is immutable, so that
// static shapes can be emitted.
struct alignas(16) Shape {
    Type* type;
    Shape* parent;
    uint32_t slotCount;
    uint32_t flags;           // ShapeFlags
    const SlotEntry* added;   // what this shape adds to its parent (null in a root)
    struct ShapeTable* table; // name → slot, built on first lookup of a non-small shape
    struct ShapeTransition* transitions;
    // What compiled code expects of instances: bit n says that their class is of family n, that the attributes of the
    // class's layout are in their places, and that none hides a member of the class (see runtime/abi/program.h).
    uint64_t families;
};

enum ShapeFlags : uint32_t {
    ShapeDictionary =
        1, // attributes live in an ordinary Dict (thousands of keys, deletions): the first slot word is the Dict
    ShapeWidened = 2, // some slot was generalised from a typed representation
    ShapeStatic = 4,  // in static data
};

// An instance of a class with attributes: `type->inlineSlots` slots inline, the rest in a block that carries its
// capacity and is published before the shape that needs it. An Instance is the plain case; in an instance of a class
// derived from a built-in type, the same words start at `type->slotOffset` (see slotArea in runtime/object/shape.h).
struct SlotBlock {
    uint64_t capacity;
    uint64_t slots[];
};
struct Instance : Object {
    alignas(uint64_t) SlotBlock* overflow; // also the Dict of a ShapeDictionary instance
    uint64_t slots[];                      // Value bits, or raw int64/double per the shape
};

inline constexpr uint32_t PlainSlotOffset = sizeof(uint64_t); // of `overflow`

// ---- calls ----
// Generic entry of every callable: positional arguments, then the values of the keywords named in `keywordNames` (a
// tuple or null). The result is empty after an error, which is then pending on the thread.
using GenericEntry = Value (*)(Value callee, const Value* arguments, size_t positionalCount, Tuple* keywordNames);

using UnarySlot = Value (*)(Value);
using BinarySlot = Value (*)(Value, Value);
using TernarySlot = Value (*)(Value, Value, Value);
// -1 error, else 0 or 1
using PredicateSlot = int (*)(Value);
using ContainsSlot = int (*)(Value container, Value item);
// 0 fine, -1 error; a null value deletes
using StoreSlot = int (*)(Value object, Value key, Value value);
using LengthSlot = int64_t (*)(Value);                                 // -1 error
using HashSlot = bool (*)(Value, int64_t* result);                     // false: error
using CompareSlot = Value (*)(Value left, Value right, int operation); // CompareOperation; may return NotImplemented
using GetAttributeSlot = Value (*)(Value object, String* name);
using SetAttributeSlot = int (*)(Value object, String* name, Value value); // null value deletes
using DescriptorGetSlot = Value (*)(Value descriptor, Value instance /* empty: through the class */, Type* owner);
using DescriptorSetSlot = int (*)(Value descriptor, Value instance, Value value);
using NextSlot = Value (*)(Value); // empty without a pending error: exhausted
using NewSlot = Value (*)(Type* type, const Value* arguments, size_t positionalCount, Tuple* keywordNames);
using InitSlot = int (*)(Value self, const Value* arguments, size_t positionalCount, Tuple* keywordNames);

enum CompareOperation : int {
    CompareLess,
    CompareLessEqual,
    CompareEqual,
    CompareNotEqual,
    CompareGreater,
    CompareGreaterEqual
};

enum class BinaryOperator : uint8_t {
    Add,
    Subtract,
    Multiply,
    MatrixMultiply,
    TrueDivide,
    FloorDivide,
    Modulo,
    LeftShift,
    RightShift,
    BitAnd,
    BitOr,
    BitXor,
    Count
};

// Written as {{BinaryOperator::Add, intAdd}, …}.
struct BinarySlots {
    BinarySlot slots[size_t(BinaryOperator::Count)]{};

    struct Row {
        BinaryOperator operation;
        BinarySlot slot;
    };
    constexpr BinarySlots() = default;
    constexpr BinarySlots(std::initializer_list<Row> rows) {
        for (const Row& row : rows)
            slots[size_t(row.operation)] = row.slot;
    }
    constexpr BinarySlot& operator[](size_t index) { return slots[index]; }
    constexpr BinarySlot operator[](size_t index) const { return slots[index]; }
    constexpr BinarySlot& operator[](BinaryOperator operation) { return slots[size_t(operation)]; }
    constexpr BinarySlot operator[](BinaryOperator operation) const { return slots[size_t(operation)]; }
};

// What a type does. Static types are constant-initialised; a class's table is filled from its dunder methods when it is
// made or patched.
struct TypeSlots {
    UnarySlot repr{}, str{}, iter{}, negative{}, positive{}, absolute{}, invert{}, index{}, toInt{}, toFloat{};
    NextSlot next{};
    HashSlot hash{};
    CompareSlot compare{};
    PredicateSlot truth{};
    LengthSlot length{};
    ContainsSlot contains{};
    BinarySlot getItem{};
    StoreSlot setItem{};
    BinarySlots binary{}; // called with either operand of this type (reflected ones too), as CPython's number slots
    BinarySlots inplace{};
    TernarySlot power{}, inplacePower{};
    BinarySlot concatenate{}, repeat{}; // sequence + and *, tried after the number slots
    GenericEntry call{};
    GetAttributeSlot getAttribute{};
    SetAttributeSlot setAttribute{};
    DescriptorGetSlot descriptorGet{};
    DescriptorSetSlot descriptorSet{};
    NewSlot create{};      // __new__
    InitSlot initialise{}; // __init__
    UnarySlot await{}, asyncIter{}, asyncNext{};
    BinarySlot divmod{};                     // either operand, as `binary`
    void (*finalise)(Value value) = nullptr; // __del__
};

enum TypeFlags : uint32_t {
    TypeHeap = 1 << 0, // made by a class statement
    TypeBaseAllowed = 1 << 1,
    TypeImmutable = 1 << 2,
    TypeHasDict = 1 << 3, // instances take arbitrary attributes
    TypeAbstract = 1 << 4,
    // subclass tests without walking the MRO
    TypeIsInt = 1 << 8,
    TypeIsFloat = 1 << 9,
    TypeIsString = 1 << 10,
    TypeIsBytes = 1 << 11,
    TypeIsTuple = 1 << 12,
    TypeIsList = 1 << 13,
    TypeIsDict = 1 << 14,
    TypeIsSet = 1 << 15,
    TypeIsType = 1 << 16,
    TypeIsException = 1 << 17,
    TypeIsMapping = 1 << 18, // for match
    TypeIsSequence = 1 << 19,
    TypeIsFunction = 1 << 20,     // functions and native methods: calling through the type passes the receiver first
    TypeHasGetAttrHook = 1 << 21, // some class in the MRO defines __getattr__ or __getattribute__
    TypeHasFinaliser = 1 << 22,
};

// One row of a native method table; see runtime/object/native.h for how rows are declared.
struct NativeMember;

// Where the slot words of an instance start if they follow a part of variable size (tuple, str, bytes subclasses).
inline constexpr uint32_t SlotsAfterItems = 0xFFFFFFFF;

// Static types are made by defineType (runtime/object/types.h).
struct alignas(16) Type : Object {
    const char* name;      // as in messages and repr; qualified name and module live in the namespace of heap types
    uint32_t flags;        // TypeFlags
    uint32_t instanceSize; // bytes of the fixed part, slots not included
    uint32_t inlineSlots;
    uint32_t slotOffset; // where Instance-like slots start in instances that have them (0: none; or SlotsAfterItems)
    Type* base;
    Tuple* bases;        // null in static types until readyType
    Tuple* mro;          // likewise
    Dict* namespaceDict; // attributes of the class; readyType fills that of a static type from `members` and `slots`
    const NativeMember* members;
    const char* doc;
    Shape* rootShape;   // of new instances
    uint8_t* unchanged; // assumption cell: 1 while no attribute of this class or its bases was patched after creation
    uint32_t
        version; // for inline caches: changes whenever a lookup on this class may answer differently; 0: not cached
    struct TypeDetails* details; // what only class creation and introspection need
    TypeSlots slots;

    Type* metatype() const { return shapeOf(this)->type; }
};

} // namespace pyc::runtime
