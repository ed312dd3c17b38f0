// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The layouts of built-in objects that compiled code and several parts of the runtime rely on.
#pragma once

#include "frontend/bytecode/code.h"
#include "runtime/object/object.h"

#include <string_view>

namespace pyc::runtime {

// ---- numbers ----
struct FloatObject : Object {
    double value;
};

// An integer outside the range of small ones; always normalised, so that equal integers are of equal kind.
struct Integer : Object {
    int64_t signedLimbCount; // negative for negative integers
    uint64_t limbs[];        // least significant first
};

struct BoolObject : Object {
    int64_t number; // 0 or 1
};

struct ComplexObject : Object {
    double real, imaginary;
};

// An instance of a subclass of int: what it is as a number, then the slots of its class.
struct IntegerInstance : Object {
    Value payload;
};

// ---- text ----
enum StringFlags : uint8_t { StringAscii = 1, StringInterned = 2, StringStatic = 4, StringShared = 8 };

// The units of strings that grew by appending: each of them sees as many as its length says, and the one that ends
// where `used` does may be continued in place. Made by concatenateStrings.
struct SharedUnits {
    uint64_t capacity, used; // bytes
    char data[];
};

struct alignas(16) String : Object {
    int64_t length;    // code points
    uint64_t hash;     // as Python sees it; 0 while not computed
    uint32_t nameHash; // seedless, for static tables; 0 while not computed
    uint8_t kind;      // bytes of a code point: 1, 2 or 4, as few as the widest needs
    uint8_t flags;     // StringFlags
    uint16_t reserved;

    // The code points follow the header and one zero of the same kind ends them; or, of a shared string, a pointer to
    // the SharedUnits follows, and nothing ends them.
    char* data() const {
        auto* following = reinterpret_cast<char*>(const_cast<String*>(this) + 1);
        return flags & StringShared ? (*reinterpret_cast<SharedUnits**>(following))->data : following;
    }
    bool isShared() const { return flags & StringShared; }
    bool isAscii() const { return flags & StringAscii; }
    // Bytes of the text as stored.
    size_t byteSize() const { return size_t(length) * kind; }
    // Only for ASCII text.
    std::string_view view() const { return {data(), size_t(length)}; }
};
static_assert(sizeof(String) == 32);

// FNV-1a over the stored bytes; the compiler computes the same for static tables.
constexpr uint32_t nameHashOfBytes(const char* bytes, size_t size) {
    uint32_t hash = 0x811C9DC5;
    for (size_t i = 0; i < size; ++i)
        hash = (hash ^ uint8_t(bytes[i])) * 0x01000193;
    return hash ? hash : 1;
}

struct Bytes : Object {
    int64_t length;
    uint64_t hash; // 0 while not computed
    char data[];   // a zero follows
};

// ---- containers ----
struct Tuple : Object {
    int64_t length;
    Value items[];
};

enum class ListKind : uint64_t { Any, Int64, Float64 };

// Int64 and Float64 blocks hold raw machine words and are not scanned. A block's kind and capacity never change;
// growing or another kind replaces the block. An element is stored before the length that covers it; vacated slots are
// cleared.
struct ListBlock {
    ListKind kind;
    uint64_t capacity;
    uint64_t length;
    uint64_t payload[]; // Value bits, int64 or double
};

struct List : Object {
    ListBlock* block;
};

struct DictBlock;
struct SetBlock;

// The namespace of a module is a Dict like any other, but values of names that have a fixed slot are SlotReferences to
// it, so that compiled code reads and writes the slot alone while the dict keeps order and membership.
struct Dict : Object {
    DictBlock* block;
    Object* owner; // the Module whose slots this dict mirrors, else null
};

struct Set : Object { // frozenset too
    SetBlock* block;
    uint64_t hash; // frozenset: 0 while not computed
};

struct Cell : Object {
    Value value; // empty: unbound
};

struct Slice : Object {
    Value start, stop, step;
};

// ---- code and functions ----
struct Code : Object {
    const frontend::CodeData* data;
    GenericEntry entry;         // what functions made from this code get as their entry; null: the interpreter's
    struct Module* home;        // whose globals the native entry addresses; null: the entry takes any
    Value* constants;           // data->constantCount values; null until codeReady
    String** names;             // data->nameCount names; null until codeReady
    String** variables;         // names of registers: data->namedCount; null until codeReady
    struct InlineCache* caches; // data->cacheCount; null until first interpreted
    String* name;
    String* qualifiedName;
    String* fileName;
    void* extra;            // the interpreter's own use
    uint64_t forgetsLocals; // compiled so that only variables it still needs are kept: nobody is to look at the others
};

struct Function : Object {
    GenericEntry entry;
    Code* code;
    Dict* globals;
    Dict* builtins;        // null: the builtins module's
    Tuple* closure;        // of cells, or null
    Tuple* defaults;       // or null
    Dict* keywordDefaults; // or null
    String* name;
    String* qualifiedName;
    Value doc; // empty: the code's docstring
    Value module;
    Dict* attributes;     // __dict__, or null
    Value annotations;    // dict, or empty
    Value annotate;       // function or None, or empty
    Value typeParameters; // tuple, or empty
    uint64_t flags;
};

struct BoundMethod : Object {
    Value function;
    Value self;
};

// builtin_function_or_method: a native function of a module, or a native method bound to a receiver.
struct NativeFunction : Object {
    GenericEntry entry; // receives the receiver, if there is one, as the first argument
    const NativeMember* member;
    Value self;   // empty: none
    Value module; // name of the module, or empty
};

// What the namespace of a static type holds for a member: method_descriptor, wrapper_descriptor,
// classmethod_descriptor, getset_descriptor, member_descriptor; which of them says the type.
struct NativeDescriptor : Object {
    GenericEntry entry;
    const NativeMember* member;
    Type* owner;
    const String* name;
    uint32_t slotIndex; // member_descriptor of a __slots__ entry
};

struct MethodWrapper : Object {
    NativeDescriptor* descriptor;
    Value self;
};

// Globals are values at fixed addresses. The slot of names[i] is slots[i]; an empty one is unbound. Binding an unbound
// slot goes through the dict, which records the order; a bound slot is stored to directly.
struct Module : Object {
    Dict* namespaceDict;
    Value* slots;             // null in modules without fixed slots
    String* const* slotNames; // sorted by address of use: the compiler's order
    uint32_t slotCount;
    uint32_t flags;
    const struct ModuleData* data;
    uint8_t* slotUnchanged; // assumption cells, one per slot: 1 while the slot was bound at most once; or null
    String* name;
};

// ---- exceptions ----
struct TracebackObject;

struct ExceptionObject : Object {
    alignas(uint64_t) SlotBlock* overflow; // attributes a program adds; also the Dict of a ShapeDictionary instance
    Tuple* args;
    TracebackObject* traceback;
    ExceptionObject* cause;
    ExceptionObject* context;
    bool suppressContext;
    uint8_t reserved[7];
};

// A traceback entry, made when an error leaves a frame or is caught in it.
struct TracebackObject : Object {
    TracebackObject* next; // towards the raise
    struct FrameObject* frame;
    uint32_t position; // unit offset of the instruction
    int32_t line;      // 0: from the position
};

// ---- generators ----
enum class ResumeCommand : int { Next, Send, Throw, Close };

struct Generator : Object {
    // Runs until the next yield: its value; empty when it finished (result: `returned`) or raised (pending on the
    // thread).
    Value (*resume)(Generator* generator, Value sent, ResumeCommand command);
    void* frame;
    Value returned;
    Function* function;
    String* name;
    String* qualifiedName;
    uint32_t state; // GeneratorState
    uint32_t flags;
    Value delegate;                // what `yield from` or `await` waits for, or empty
    ExceptionObject* handled;      // the innermost exception its own handlers are handling, also while it is suspended
    ExceptionObject* outerHandled; // while it runs: what who resumed it was handling
    struct FrameObject* frameObject;
    Code* madeBy; // whose frame called for it, at unit `madeAt`
    uint32_t madeAt;
    uint32_t reserved;
    Generator* owned;     // generators that loops of its body own, innermost first
    Generator* nextOwned; // the next that the loops of the same frame own
};

// Where compiled code leaves for the interpreter, and how the words it leaves in the registers are to be read. Making
// values of them is left to the runtime, so that the code of an exit, which is hardly ever run, is a few stores.
enum class ExitForm : uint16_t { Value, Integer, Float, Boolean };
struct ExitRegister {
    uint16_t index;
    ExitForm form;
};
struct ExitSite {
    uint32_t position;
    uint32_t count;
    ExitRegister registers[]; // by ascending index; the others are empty
};

// Where compiled code takes over again from the interpreter, which goes on after a side exit.
struct LoopEntries {
    // `head` is an index of `offsets`; what the function returns, or empty.
    Value (*enter)(Thread* thread, Function* function, Value names, const Value* registers, uint64_t head);
    uint64_t count;
    const uint32_t* offsets; // code offsets of the heads of its loops
};

} // namespace pyc::runtime
