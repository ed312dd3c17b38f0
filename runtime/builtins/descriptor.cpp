// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Native functions, and what the namespaces of built-in types hold for native members.
#include "runtime/builtins/exceptions.h"
#include "runtime/builtins/type.h"
#include "runtime/import/import.h"

namespace pyc::runtime {

// A row whose name no module of the program has is linked as a name only. Whoever gets here found a way that the
// compiler does not know of.
[[gnu::cold]] static ErrorReturn raiseLeftOut(const String* name) {
    return raise(NotImplementedErrorType, "'%U' was not linked into this program, since no module of it has this name",
                 name);
}
static Value leftOut(Value callee, const Value*, size_t, Tuple*) {
    return raiseLeftOut(isExactly(callee, NativeFunctionType) ? as<NativeFunction>(callee)->member->name
                                                              : as<NativeDescriptor>(callee)->name);
}
static GenericEntry entryOf(const NativeMember* member) { return member->entry ? member->entry : leftOut; }

// ---- builtin_function_or_method ----
Value newNativeFunction(const NativeMember* member, Value self, Value module) {
    NativeFunction* function = PYC_TRY(newObject<NativeFunction>(NativeFunctionShape));
    function->entry = entryOf(member);
    function->member = member;
    function->self = self;
    function->module = module;
    return Value(function);
}

static Value callWithReceiver(GenericEntry entry, Value callee, Value receiver, const Value* arguments, size_t count,
                              Tuple* keywordNames) {
    size_t total = count + (keywordNames ? size_t(keywordNames->length) : 0);
    auto* moved = static_cast<Value*>(__builtin_alloca((total + 1) * sizeof(Value)));
    prependArgument(moved, receiver, arguments, total);
    return entry(callee, moved, count + 1, keywordNames);
}

static Value nativeFunctionCall(Value callee, const Value* arguments, size_t count, Tuple* keywordNames) {
    auto* function = as<NativeFunction>(callee);
    if (!function->self)
        return function->entry(callee, arguments, count, keywordNames);
    return callWithReceiver(function->entry, callee, function->self, arguments, count, keywordNames);
}

static Value memberName(const NativeMember* member) { return Value(member->name); }
static Value textOrNone(const char* text) { return text ? Value(newString(text)) : noneValue(); }

static Value nativeFunctionRepr(Value self) {
    auto* function = as<NativeFunction>(self);
    if (!function->self || isA(function->self, ModuleType))
        return Value(formatText("<built-in function %U>", function->member->name));
    return Value(formatText("<built-in method %U of %T object at 0x%x>", function->member->name, function->self,
                            uint64_t(function->self.bits)));
}
static Value nativeFunctionName(Value self) { return memberName(as<NativeFunction>(self)->member); }
static Value nativeFunctionQualName(Value self) {
    auto* function = as<NativeFunction>(self);
    if (!function->self || isA(function->self, ModuleType))
        return memberName(function->member);
    Type* type = isType(function->self) ? as<Type>(function->self) : typeOf(function->self);
    String* name = PYC_TRY(typeQualifiedName(type));
    return Value(formatText("%U.%U", name, function->member->name));
}
static Value nativeFunctionSelf(Value self) {
    auto* function = as<NativeFunction>(self);
    if (function->self)
        return function->self;
    Value module = function->module && isString(function->module)
                       ? dictGetString(modulesDict(), as<String>(function->module))
                       : Value();
    return module ? module : noneValue();
}
static Value nativeFunctionModule(Value self) {
    auto* function = as<NativeFunction>(self);
    return function->module ? function->module : noneValue();
}
static Value nativeFunctionDoc(Value self) { return textOrNone(as<NativeFunction>(self)->member->doc); }
static Value nativeFunctionSignature(Value self) { return textOrNone(as<NativeFunction>(self)->member->signature); }

static Value nativeFunctionCompare(Value left, Value right, int operation) {
    if ((operation != CompareEqual && operation != CompareNotEqual) || !isExactly(right, NativeFunctionType))
        return notImplementedValue();
    auto *a = as<NativeFunction>(left), *b = as<NativeFunction>(right);
    return boolValue((a->self == b->self && a->entry == b->entry) == (operation == CompareEqual));
}
static bool nativeFunctionHash(Value self, int64_t* result) {
    auto* function = as<NativeFunction>(self);
    *result = hashPointer(reinterpret_cast<void*>(uintptr_t(function->self.bits))) ^
              hashPointer(reinterpret_cast<void*>(function->entry));
    if (*result == -1)
        *result = -2;
    return true;
}

static constinit const NativeMember nativeFunctionMembers[] = {
    PYC_GETTER("__name__", nativeFunctionName, nullptr),
    PYC_GETTER("__qualname__", nativeFunctionQualName, nullptr),
    PYC_GETTER("__self__", nativeFunctionSelf, nullptr),
    PYC_GETTER("__doc__", nativeFunctionDoc, nullptr),
    PYC_GETTER("__text_signature__", nativeFunctionSignature, nullptr),
    PYC_FIELD("__module__", nativeFunctionModule, nullptr, nullptr),
    PYC_END,
};
PYC_GC_ROOT constinit Shape NativeFunctionShape = defineShape(NativeFunctionType);
PYC_GC_ROOT constinit Type NativeFunctionType = defineType({
    .name = "builtin_function_or_method",
    .shape = &NativeFunctionShape,
    .instanceSize = sizeof(NativeFunction),
    .members = nativeFunctionMembers,
    .slots =
        {
            .repr = nativeFunctionRepr,
            .hash = nativeFunctionHash,
            .compare = nativeFunctionCompare,
            .call = nativeFunctionCall,
        },
});

// ---- what namespaces of built-in types hold ----
static Shape& shapeFor(MemberKind kind) {
    switch (kind) {
    case MemberKind::ClassMethod: return ClassMethodDescriptorShape;
    case MemberKind::Slot: return WrapperDescriptorShape;
    case MemberKind::Property: return GetSetDescriptorShape;
    case MemberKind::Field: return MemberDescriptorShape;
    default: return MethodDescriptorShape;
    }
}

Value newNativeDescriptor(const NativeMember* member, Type* owner) {
    if (member->kind == MemberKind::StaticMethod || member->kind == MemberKind::Function)
        return newNativeFunction(member, Value(), Value());
    NativeDescriptor* descriptor = PYC_TRY(newObject<NativeDescriptor>(shapeFor(member->kind)));
    descriptor->entry = entryOf(member);
    descriptor->member = member;
    descriptor->owner = owner;
    descriptor->name = member->name;
    return Value(descriptor);
}

Value newSlotDescriptor(Type* owner, String* name, uint32_t slotIndex) {
    NativeDescriptor* descriptor = PYC_TRY(newObject<NativeDescriptor>(MemberDescriptorShape));
    descriptor->owner = owner;
    descriptor->name = name;
    descriptor->slotIndex = slotIndex;
    return Value(descriptor);
}

static bool checkReceiver(NativeDescriptor* descriptor, Value receiver) {
    if (isA(receiver, *descriptor->owner)) [[likely]]
        return true;
    return raiseTypeError("descriptor '%U' for '%N' objects doesn't apply to a '%T' object", descriptor->name,
                          descriptor->owner, receiver);
}

static Value methodDescriptorCall(Value callee, const Value* arguments, size_t count, Tuple* keywordNames) {
    auto* descriptor = as<NativeDescriptor>(callee);
    if (!count)
        return raiseTypeError("unbound method %N.%U() needs an argument", descriptor->owner, descriptor->name);
    if (!checkReceiver(descriptor, arguments[0]))
        return Value();
    return descriptor->entry(callee, arguments, count, keywordNames);
}
static Value wrapperDescriptorCall(Value callee, const Value* arguments, size_t count, Tuple* keywordNames) {
    auto* descriptor = as<NativeDescriptor>(callee);
    if (!count)
        return raiseTypeError("descriptor '%U' of '%N' object needs an argument", descriptor->name, descriptor->owner);
    if (!isA(arguments[0], *descriptor->owner))
        return raiseTypeError("descriptor '%U' requires a '%N' object but received a '%T'", descriptor->name,
                              descriptor->owner, arguments[0]);
    return descriptor->entry(callee, arguments, count, keywordNames);
}
static Value classMethodDescriptorCall(Value callee, const Value* arguments, size_t count, Tuple* keywordNames) {
    auto* descriptor = as<NativeDescriptor>(callee);
    if (!count)
        return raiseTypeError("descriptor '%U' of '%N' object needs an argument", descriptor->name, descriptor->owner);
    if (!isType(arguments[0]))
        return raiseTypeError("descriptor '%U' requires a type but received a '%T' instance", descriptor->name,
                              arguments[0]);
    if (!isSubtype(as<Type>(arguments[0]), descriptor->owner))
        return raiseTypeError("descriptor '%U' requires a subtype of '%N' but received '%N'", descriptor->name,
                              descriptor->owner, arguments[0]);
    return descriptor->entry(callee, arguments, count, keywordNames);
}

static Value methodDescriptorGet(Value self, Value instance, Type*) {
    auto* descriptor = as<NativeDescriptor>(self);
    if (!instance)
        return self;
    return checkReceiver(descriptor, instance) ? newNativeFunction(descriptor->member, instance, Value()) : Value();
}
static Value classMethodDescriptorGet(Value self, Value instance, Type* owner) {
    auto* descriptor = as<NativeDescriptor>(self);
    if (!owner)
        owner = typeOf(instance);
    if (!isSubtype(owner, descriptor->owner))
        return raiseTypeError("descriptor '%U' requires a subtype of '%N' but received '%N'", descriptor->name,
                              descriptor->owner, owner);
    return newNativeFunction(descriptor->member, Value(owner), Value());
}
static Value wrapperDescriptorGet(Value self, Value instance, Type*) {
    if (!instance)
        return self;
    if (!checkReceiver(as<NativeDescriptor>(self), instance))
        return Value();
    MethodWrapper* wrapper = PYC_TRY(newObject<MethodWrapper>(MethodWrapperShape));
    wrapper->descriptor = as<NativeDescriptor>(self);
    wrapper->self = instance;
    return Value(wrapper);
}

// The word of a __slots__ entry.
static uint64_t* slotWord(NativeDescriptor* descriptor, Value instance) {
    return &slotArea(instance.object())->slots[descriptor->slotIndex];
}
static Value dataGet(Value self, Value instance, Type*) {
    auto* descriptor = as<NativeDescriptor>(self);
    if (!instance)
        return self;
    if (!checkReceiver(descriptor, instance))
        return Value();
    if (const NativeMember* member = descriptor->member)
        return member->get ? member->get(instance) : Value(raiseLeftOut(member->name));
    Value value(__atomic_load_n(slotWord(descriptor, instance), __ATOMIC_RELAXED));
    if (value)
        return value;
    String* message = PYC_TRY(formatText("'%Q' object has no attribute '%U'", instance, descriptor->name));
    return raiseAttributeErrorFor(instance, descriptor->name, message);
}
static int dataSet(Value self, Value instance, Value value) {
    auto* descriptor = as<NativeDescriptor>(self);
    if (!checkReceiver(descriptor, instance))
        return -1;
    if (!descriptor->member) {
        uint64_t* word = slotWord(descriptor, instance);
        if (!value && !*word)
            return raiseAttributeError("%U", descriptor->name);
        __atomic_store_n(word, value.bits, __ATOMIC_RELEASE);
        return 0;
    }
    if (descriptor->member->set)
        return descriptor->member->set(instance, value);
    if (isExactly(self, MemberDescriptorType))
        return raiseAttributeError("readonly attribute");
    return raiseAttributeError("attribute '%U' of '%N' objects is not writable", descriptor->name, descriptor->owner);
}

static const char* kindText(Type* type) {
    return type == &MethodDescriptorType || type == &ClassMethodDescriptorType ? "method"
           : type == &WrapperDescriptorType                                    ? "slot wrapper"
           : type == &GetSetDescriptorType                                     ? "attribute"
                                                                               : "member";
}
static Value descriptorRepr(Value self) {
    auto* descriptor = as<NativeDescriptor>(self);
    return Value(formatText("<%s '%U' of '%N' objects>", kindText(typeOf(self)), descriptor->name, descriptor->owner));
}
static Value descriptorName(Value self) { return Value(as<NativeDescriptor>(self)->name); }
static Value descriptorQualName(Value self) {
    auto* descriptor = as<NativeDescriptor>(self);
    String* owner = PYC_TRY(typeQualifiedName(descriptor->owner));
    return Value(formatText("%U.%U", owner, descriptor->name));
}
static Value descriptorOwner(Value self) { return Value(as<NativeDescriptor>(self)->owner); }
static Value descriptorDoc(Value self) {
    const NativeMember* member = as<NativeDescriptor>(self)->member;
    return textOrNone(member ? member->doc : nullptr);
}
static Value descriptorSignature(Value self) {
    const NativeMember* member = as<NativeDescriptor>(self)->member;
    return textOrNone(member ? member->signature : nullptr);
}

#define PYC_DESCRIPTOR_MEMBERS                                                                                         \
    PYC_FIELD("__name__", descriptorName, nullptr, nullptr), PYC_GETTER("__qualname__", descriptorQualName, nullptr),  \
        PYC_FIELD("__objclass__", descriptorOwner, nullptr, nullptr), PYC_GETTER("__doc__", descriptorDoc, nullptr)
static constinit const NativeMember callableDescriptorMembers[] = {
    PYC_DESCRIPTOR_MEMBERS,
    PYC_GETTER("__text_signature__", descriptorSignature, nullptr),
    PYC_END,
};
static constinit const NativeMember dataDescriptorMembers[] = {PYC_DESCRIPTOR_MEMBERS, PYC_END};

#define PYC_DESCRIPTOR_TYPE(cppName, pythonName, typeFlags, memberTable, ...)                                          \
    PYC_GC_ROOT constinit Shape cppName##Shape = defineShape(cppName##Type);                                           \
    PYC_GC_ROOT constinit Type cppName##Type = defineType({                                                            \
        .name = pythonName,                                                                                            \
        .shape = &cppName##Shape,                                                                                      \
        .flags = typeFlags,                                                                                            \
        .instanceSize = sizeof(NativeDescriptor),                                                                      \
        .members = memberTable,                                                                                        \
        .slots = {.repr = descriptorRepr, __VA_ARGS__},                                                                \
    })

PYC_DESCRIPTOR_TYPE(MethodDescriptor, "method_descriptor", TypeIsFunction, callableDescriptorMembers,
                    .call = methodDescriptorCall, .descriptorGet = methodDescriptorGet);
PYC_DESCRIPTOR_TYPE(ClassMethodDescriptor, "classmethod_descriptor", 0, callableDescriptorMembers,
                    .call = classMethodDescriptorCall, .descriptorGet = classMethodDescriptorGet);
PYC_DESCRIPTOR_TYPE(WrapperDescriptor, "wrapper_descriptor", TypeIsFunction, callableDescriptorMembers,
                    .call = wrapperDescriptorCall, .descriptorGet = wrapperDescriptorGet);
PYC_DESCRIPTOR_TYPE(GetSetDescriptor, "getset_descriptor", 0, dataDescriptorMembers, .descriptorGet = dataGet,
                    .descriptorSet = dataSet);
PYC_DESCRIPTOR_TYPE(MemberDescriptor, "member_descriptor", 0, dataDescriptorMembers, .descriptorGet = dataGet,
                    .descriptorSet = dataSet);

// ---- method-wrapper ----
static Value methodWrapperCall(Value callee, const Value* arguments, size_t count, Tuple* keywordNames) {
    auto* wrapper = as<MethodWrapper>(callee);
    return callWithReceiver(wrapper->descriptor->entry, Value(wrapper->descriptor), wrapper->self, arguments, count,
                            keywordNames);
}
static Value methodWrapperRepr(Value self) {
    auto* wrapper = as<MethodWrapper>(self);
    return Value(formatText("<method-wrapper '%U' of %T object at 0x%x>", wrapper->descriptor->name, wrapper->self,
                            uint64_t(wrapper->self.bits)));
}
static Value methodWrapperCompare(Value left, Value right, int operation) {
    if ((operation != CompareEqual && operation != CompareNotEqual) || !isExactly(right, MethodWrapperType))
        return notImplementedValue();
    auto *a = as<MethodWrapper>(left), *b = as<MethodWrapper>(right);
    return boolValue((a->descriptor == b->descriptor && a->self == b->self) == (operation == CompareEqual));
}
static Value methodWrapperName(Value self) { return Value(as<MethodWrapper>(self)->descriptor->name); }
static Value methodWrapperQualName(Value self) {
    return descriptorQualName(Value(as<MethodWrapper>(self)->descriptor));
}
static Value methodWrapperSelf(Value self) { return as<MethodWrapper>(self)->self; }
static Value methodWrapperOwner(Value self) { return Value(as<MethodWrapper>(self)->descriptor->owner); }
static Value methodWrapperDoc(Value self) { return descriptorDoc(Value(as<MethodWrapper>(self)->descriptor)); }
static bool methodWrapperHash(Value self, int64_t* result) {
    auto* wrapper = as<MethodWrapper>(self);
    *result = hashPointer(wrapper->descriptor) ^ hashPointer(reinterpret_cast<void*>(uintptr_t(wrapper->self.bits)));
    if (*result == -1)
        *result = -2;
    return true;
}
static constinit const NativeMember methodWrapperMembers[] = {
    PYC_FIELD("__self__", methodWrapperSelf, nullptr, nullptr), PYC_GETTER("__name__", methodWrapperName, nullptr),
    PYC_GETTER("__qualname__", methodWrapperQualName, nullptr), PYC_GETTER("__objclass__", methodWrapperOwner, nullptr),
    PYC_GETTER("__doc__", methodWrapperDoc, nullptr),           PYC_END,
};
PYC_GC_ROOT constinit Shape MethodWrapperShape = defineShape(MethodWrapperType);
PYC_GC_ROOT constinit Type MethodWrapperType = defineType({
    .name = "method-wrapper",
    .shape = &MethodWrapperShape,
    .instanceSize = sizeof(MethodWrapper),
    .members = methodWrapperMembers,
    .slots =
        {
            .repr = methodWrapperRepr,
            .hash = methodWrapperHash,
            .compare = methodWrapperCompare,
            .call = methodWrapperCall,
        },
});

} // namespace pyc::runtime
