// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the files about types share: details of classes, slots and dunder names, making classes.
#pragma once

#include "runtime/object/native.h"
#include "runtime/object/operations.h"
#include "runtime/object/shape.h"

namespace pyc::runtime {

struct TypeDetails {
    String* name;           // __name__
    String* qualifiedName;  // __qualname__
    Tuple* slotNames;       // of __slots__, or null
    uint32_t reservedSlots; // first slot words that belong to __slots__ of the class and its bases
    bool hasWeakReferences;
    bool abstract;     // __abstractmethods__ is not empty
    Type** subclasses; // direct ones
    size_t subclassCount, subclassCapacity;
    Shape* ownShape;                         // of the class object itself: replaced when its attributes change
    uint8_t unchanged;                       // what Type::unchanged points to
    const struct ClassExpectation* expected; // what compiled code knows of this class, or null
};

TypeDetails* detailsOf(Type* type); // null: memory error
String* typeNameString(Type* type);
const char* typeNameText(String* name); // what Type::name becomes; null: it cannot be a class's name
String* typeQualifiedName(Type* type);
String* typeModuleName(Type* type); // null without a pending error when __module__ is no string
String* typeFullName(Type* type);   // module.qualified name; without the module for the program's and the built-in ones
// Methods of this class and its subclasses may no longer be what they were when the classes were made.
void breakTypeAssumption(Type* type);
// Attributes of instances may no longer be what their slots say: a data descriptor or a hook stands before them.
void retireSlots(Type* type);
bool addSubclass(Type* base, Type* subclass);

// ---- slots and dunder methods (slots.cpp) ----
// Fills the namespace of a static type with wrappers of the slots that are its own.
bool addSlotWrappers(Type* type);
// After creation, or after one name changed (null: all): slots from what the MRO says.
bool fillSlots(Type* type);
bool refillSlots(Type* type, const String* name); // subclasses too
bool isSlotName(const String* name);
Value callSpecialMethod(Value self, String* name, std::initializer_list<Value> arguments); // AttributeError when absent

// Adds the names a class and its bases have, for __dir__; false: error.
bool addClassNames(Dict* names, Type* type);

int slotInitialise(Value self, const Value* arguments, size_t positionalCount, Tuple* keywordNames);
Value slotGetAttribute(Value object, String* name);
Value objectNew(Type* type, const Value* arguments, size_t positionalCount, Tuple* keywordNames);
int objectInit(Value self, const Value* arguments, size_t positionalCount, Tuple* keywordNames);

// ---- descriptors of native members ----
Value newNativeDescriptor(const NativeMember* member, Type* owner);
Value newSlotDescriptor(Type* owner, String* name, uint32_t slotIndex);
Value newStaticMethod(Value function);
Value newClassMethod(Value function);
// The single instance of members that every type or every class with a dict has.
extern const NativeMember dictMember, weakReferenceMember;

// ---- making classes (class_creation.cpp) ----
Value typeNew(Type* metatype, const Value* arguments, size_t positionalCount, Tuple* keywordNames);
Tuple* computeMro(Type* type, Tuple* bases);
Value builtinBuildClass(Value callee, const Value* arguments, size_t positionalCount, Tuple* keywordNames);

// ---- attributes through types and dictionaries ----
Value typeGetAttribute(Value object, String* name);
int typeSetAttribute(Value object, String* name, Value value);
// As the generic ones, for objects that keep their attributes in a Dict (null: none so far) of their own.
Value genericGetAttributeWithDict(Value object, String* name, Dict* dict);
int genericSetAttributeWithDict(Value object, String* name, Value value, Dict** dict);

} // namespace pyc::runtime
