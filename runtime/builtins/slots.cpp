// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Slots of types and special methods, both ways: wrappers that show a built-in type's slots as methods, and functions
// for the slots of classes that call methods written in Python.
#include "runtime/builtins/exceptions.h"
#include "runtime/builtins/type.h"
#include "runtime/object/slot_tables.h"
#include "runtime/thread/thread.h"

#include <cstddef>
#include <cstring>
#include <type_traits>

namespace pyc::runtime {

static const SlotWrapper* wrapperOf(const NativeDescriptor* descriptor) {
    return reinterpret_cast<const SlotWrapper*>(descriptor->member);
}

static AnySlot slotAt(const TypeSlots& slots, size_t offset) {
    AnySlot result(nullptr);
    std::memcpy(&result.any, reinterpret_cast<const char*>(&slots) + offset, sizeof(void*));
    return result;
}
static void setSlotAt(TypeSlots& slots, size_t offset, AnySlot slot) {
    std::memcpy(reinterpret_cast<char*>(&slots) + offset, &slot.any, sizeof(void*));
}

// ---- calling methods written in Python ----
Value callSpecialMethod(Value self, String* name, std::initializer_list<Value> arguments) {
    Callable method = lookupSpecial(self, name);
    if (!method.function)
        return errorPending() ? Value() : Value(raiseAttributeError("%U", name));
    return callCallable(method, arguments);
}

namespace {

enum class SlotName {
    Iter,
    Next,
    GetItem,
    Negative,
    Positive,
    Absolute,
    Invert,
    Index,
    ToInt,
    ToFloat,
    Await,
    AsyncIter,
    AsyncNext
};

template <SlotName which>
String* slotNameText() {
    switch (which) {
    case SlotName::Iter: return staticString<"__iter__">;
    case SlotName::Next: return staticString<"__next__">;
    case SlotName::GetItem: return staticString<"__getitem__">;
    case SlotName::Negative: return staticString<"__neg__">;
    case SlotName::Positive: return staticString<"__pos__">;
    case SlotName::Absolute: return staticString<"__abs__">;
    case SlotName::Invert: return staticString<"__invert__">;
    case SlotName::Index: return staticString<"__index__">;
    case SlotName::ToInt: return staticString<"__int__">;
    case SlotName::ToFloat: return staticString<"__float__">;
    case SlotName::Await: return staticString<"__await__">;
    case SlotName::AsyncIter: return staticString<"__aiter__">;
    case SlotName::AsyncNext: return staticString<"__anext__">;
    }
}

template <SlotName which>
Value slotUnary(Value self) {
    if constexpr (which == SlotName::Iter) {
        Callable method = lookupSpecial(self, staticString<"__iter__">);
        if (isNone(method.function))
            return raiseTypeError("'%T' object is not iterable", self);
    }
    return callSpecialMethod(self, slotNameText<which>(), {});
}

template <int text>
Value slotText(Value self) {
    Value result = PYC_TRY(callSpecialMethod(self, text ? staticString<"__str__"> : staticString<"__repr__">, {}));
    if (!isString(result))
        return raiseTypeError(text ? "__str__ returned non-string (type %T)" : "__repr__ returned non-string (type %T)",
                              result);
    return result;
}

bool slotHash(Value self, int64_t* result) {
    Callable method = lookupSpecial(self, staticString<"__hash__">);
    if (!method.function && errorPending())
        return false;
    if (!method.function || isNone(method.function))
        return unhashable(self, result);
    Value value = PYC_TRY(callCallable(method, {}));
    if (!isInt(value))
        return raiseTypeError("__hash__ method should return an integer");
    if (integerFitsInt64(value, result)) {
        if (*result == -1)
            *result = -2;
        return true;
    }
    return hash(integerPayload(value), result);
}

template <FixedText name>
Value compareThrough(Value left, Value right) {
    Callable method = lookupSpecial(left, staticString<name>);
    if (!method.function)
        return errorPending() ? Value() : notImplementedValue();
    return callCallable(method, {right});
}
Value slotCompare(Value left, Value right, int operation) {
    switch (operation) {
    case CompareLess: return compareThrough<"__lt__">(left, right);
    case CompareLessEqual: return compareThrough<"__le__">(left, right);
    case CompareEqual: return compareThrough<"__eq__">(left, right);
    case CompareNotEqual: return compareThrough<"__ne__">(left, right);
    case CompareGreater: return compareThrough<"__gt__">(left, right);
    default: return compareThrough<"__ge__">(left, right);
    }
}

int slotTruth(Value self) {
    Value result = PYC_TRY(callSpecialMethod(self, staticString<"__bool__">, {}));
    if (!isBool(result))
        return raiseTypeError("__bool__ should return bool, returned %T", result);
    return result == trueValue();
}

int64_t slotLength(Value self) {
    Value result = PYC_TRY(callSpecialMethod(self, staticString<"__len__">, {}));
    Value index = PYC_TRY(toIndex(result));
    int64_t length;
    bool fits = integerFitsInt64(index, &length);
    if (fits && length < 0)
        return raiseValueError("__len__() should return >= 0");
    if (!fits)
        return raiseOverflowError("cannot fit '%T' into an index-sized integer", result);
    return length;
}

template <SlotName which>
Value slotBinaryPlain(Value self, Value other) {
    return callSpecialMethod(self, slotNameText<which>(), {other});
}

int slotSetItem(Value self, Value key, Value value) {
    Value result = value ? callSpecialMethod(self, staticString<"__setitem__">, {key, value})
                         : callSpecialMethod(self, staticString<"__delitem__">, {key});
    return result ? 0 : -1;
}

// Without the method, membership is found out by iteration.
int slotContains(Value self, Value item) {
    Callable method = lookupSpecial(self, staticString<"__contains__">);
    if (isNone(method.function))
        return raiseTypeError("'%T' object is not a container", self);
    Value result = PYC_TRY(callCallable(method, {item}));
    return isTrue(result);
}

int slotSetAttribute(Value self, String* name, Value value) {
    Value result = value ? callSpecialMethod(self, staticString<"__setattr__">, {Value(name), value})
                         : callSpecialMethod(self, staticString<"__delattr__">, {Value(name)});
    return result ? 0 : -1;
}

// What it calls may be an object with a __call__ of its own, endlessly: that has to take stack.
[[clang::disable_tail_calls]] Value slotCall(Value callee, const Value* arguments, size_t count, Tuple* keywordNames) {
    Callable method = lookupSpecial(callee, staticString<"__call__">);
    if (!method.function)
        return errorPending() ? Value() : notCallable(callee);
    if (!enterCall())
        return Value();
    if (!method.receiver)
        return callWith(method.function, arguments, count, keywordNames);
    size_t total = count + (keywordNames ? size_t(keywordNames->length) : 0);
    auto* moved = static_cast<Value*>(__builtin_alloca((total + 1) * sizeof(Value)));
    prependArgument(moved, method.receiver, arguments, total);
    return callWith(method.function, moved, count + 1, keywordNames);
}

Value slotNew(Type* type, const Value* arguments, size_t count, Tuple* keywordNames) {
    Value method = PYC_TRY(getAttribute(Value(type), staticString<"__new__">));
    size_t total = count + (keywordNames ? size_t(keywordNames->length) : 0);
    auto* moved = static_cast<Value*>(__builtin_alloca((total + 1) * sizeof(Value)));
    prependArgument(moved, Value(type), arguments, total);
    return callWith(method, moved, count + 1, keywordNames);
}

Value slotDescriptorGet(Value descriptor, Value instance, Type* owner) {
    Callable method = lookupSpecial(descriptor, staticString<"__get__">);
    if (!method.function)
        return errorPending() ? Value() : descriptor;
    return callCallable(method, {instance ? instance : noneValue(), owner ? Value(owner) : noneValue()});
}
int slotDescriptorSet(Value descriptor, Value instance, Value value) {
    Value result = value ? callSpecialMethod(descriptor, staticString<"__set__">, {instance, value})
                         : callSpecialMethod(descriptor, staticString<"__delete__">, {instance});
    return result ? 0 : -1;
}

void slotFinalise(Value self) {
    ExceptionObject* pending = takeError();
    Callable method = lookupSpecial(self, staticString<"__del__">);
    if (method.function && !callCallable(method, {}))
        reportUnraisable("Exception ignored while calling deallocator ", method.function);
    restoreError(pending);
}

// The slot is shared by an operator and its reflection: which of the two methods is asked depends on whose slot this
// is.
struct ReflectedNames {
    String* direct;
    String* reflected;
};

bool overrides(Value left, Value right, String* reflected) {
    Value ofLeft = lookupInType(typeOf(left), reflected), ofRight = lookupInType(typeOf(right), reflected);
    return ofRight && ofLeft != ofRight;
}

Value callOrNotImplemented(Value self, String* name, std::initializer_list<Value> arguments) {
    Callable method = lookupSpecial(self, name);
    if (!method.function)
        return errorPending() ? Value() : notImplementedValue();
    return callCallable(method, arguments);
}

Value reflectedBinary(Value left, Value right, ReflectedNames names, bool leftHasSlot, bool rightHasSlot) {
    bool tryRight = typeOf(left) != typeOf(right) && rightHasSlot;
    if (leftHasSlot) {
        if (tryRight && isSubtype(typeOf(right), typeOf(left)) && overrides(left, right, names.reflected)) {
            Value result = callOrNotImplemented(right, names.reflected, {left});
            if (!isNotImplemented(result))
                return result;
            tryRight = false;
        }
        Value result = callOrNotImplemented(left, names.direct, {right});
        if (!isNotImplemented(result) || typeOf(left) == typeOf(right))
            return result;
    }
    return tryRight ? callOrNotImplemented(right, names.reflected, {left}) : notImplementedValue();
}

template <BinaryOperator operation>
constexpr ReflectedNames namesOf() {
    switch (operation) {
#define SLOT(dunder, slot, generic, wrapper, signature, doc)
#define INPLACE(dunder, operator_, text)
#define COMPARE(dunder, operation)
#define BINARY(dunder, reflected, operator_, text)                                                                     \
    case BinaryOperator::operator_: return {staticString<dunder>, staticString<reflected>};
#include "runtime/builtins/slots.def"
    default: return {nullptr, nullptr};
    }
}

template <BinaryOperator operation>
Value slotBinary(Value left, Value right) {
    return reflectedBinary(left, right, namesOf<operation>(),
                           typeOf(left)->slots.binary[operation] == slotBinary<operation>,
                           typeOf(right)->slots.binary[operation] == slotBinary<operation>);
}
Value slotDivmod(Value left, Value right) {
    return reflectedBinary(left, right, {staticString<"__divmod__">, staticString<"__rdivmod__">},
                           typeOf(left)->slots.divmod == slotDivmod, typeOf(right)->slots.divmod == slotDivmod);
}
Value slotPower(Value base, Value exponent, Value modulus) {
    if (isNone(modulus))
        return reflectedBinary(base, exponent, {staticString<"__pow__">, staticString<"__rpow__">},
                               typeOf(base)->slots.power == slotPower, typeOf(exponent)->slots.power == slotPower);
    if (typeOf(base)->slots.power == slotPower)
        return callOrNotImplemented(base, staticString<"__pow__">, {exponent, modulus});
    return notImplementedValue();
}
template <FixedText name>
Value slotInplace(Value left, Value right) {
    return callSpecialMethod(left, staticString<name>, {right});
}
Value slotInplacePower(Value left, Value right, Value) {
    return callSpecialMethod(left, staticString<"__ipow__">, {right});
}

// ---- wrappers: arguments[0] is the receiver ----
bool expectArguments(size_t count, size_t wanted, Tuple* keywordNames, Value callee) {
    if (keywordNames && keywordNames->length)
        return raiseTypeError("wrapper %U() takes no keyword arguments", as<NativeDescriptor>(callee)->name);
    // Of two, CPython says the name as well.
    if (count != wanted && wanted == 2)
        return raiseTypeError("%U expected 2 arguments, got %d", as<NativeDescriptor>(callee)->name, count);
    if (count != wanted)
        return raiseTypeError("expected %d argument%s, got %d", wanted, wanted == 1 ? "" : "s", count);
    return true;
}
#define PYC_EXPECT(wanted)                                                                                             \
    if (!expectArguments(count - 1, wanted, keywordNames, callee))                                                     \
    return Value()
#define PYC_WRAPPER(name)                                                                                              \
    Value name(AnySlot slot, Value callee, const Value* arguments, size_t count, Tuple* keywordNames)
Value noneUnless(bool failed) { return failed ? Value() : noneValue(); }

PYC_WRAPPER(wrapUnary) {
    PYC_EXPECT(0);
    return slot.unary(arguments[0]);
}
PYC_WRAPPER(wrapNext) {
    PYC_EXPECT(0);
    Value result = slot.unary(arguments[0]);
    return result || errorPending() ? result : Value(raiseStopIteration(Value()));
}
PYC_WRAPPER(wrapBinary) {
    PYC_EXPECT(1);
    return slot.binary(arguments[0], arguments[1]);
}
PYC_WRAPPER(wrapReflected) {
    PYC_EXPECT(1);
    return slot.binary(arguments[1], arguments[0]);
}
bool expectPowerArguments(size_t count, Tuple* keywordNames, Value callee) {
    if (keywordNames && keywordNames->length)
        return expectArguments(count, 1, keywordNames, callee);
    return (count >= 1 && count <= 2) || raiseTypeError("expected 1 or 2 arguments, got %d", count);
}
PYC_WRAPPER(wrapPower) {
    if (!expectPowerArguments(count - 1, keywordNames, callee))
        return Value();
    return slot.ternary(arguments[0], arguments[1], count == 3 ? arguments[2] : noneValue());
}
PYC_WRAPPER(wrapReflectedPower) {
    if (!expectPowerArguments(count - 1, keywordNames, callee))
        return Value();
    return slot.ternary(arguments[1], arguments[0], count == 3 ? arguments[2] : noneValue());
}
PYC_WRAPPER(wrapHash) {
    PYC_EXPECT(0);
    int64_t result;
    return slot.hash(arguments[0], &result) ? intValue(result) : Value();
}
template <int operation>
PYC_WRAPPER(wrapCompare) {
    PYC_EXPECT(1);
    return slot.compare(arguments[0], arguments[1], operation);
}
PYC_WRAPPER(wrapTruth) {
    PYC_EXPECT(0);
    int result = slot.predicate(arguments[0]);
    return result < 0 ? Value() : boolValue(result);
}
PYC_WRAPPER(wrapLength) {
    PYC_EXPECT(0);
    int64_t result = slot.length(arguments[0]);
    return result < 0 ? Value() : intValue(result);
}
PYC_WRAPPER(wrapContains) {
    PYC_EXPECT(1);
    int result = slot.contains(arguments[0], arguments[1]);
    return result < 0 ? Value() : boolValue(result);
}
PYC_WRAPPER(wrapSetItem) {
    PYC_EXPECT(2);
    return noneUnless(slot.store(arguments[0], arguments[1], arguments[2]) < 0);
}
PYC_WRAPPER(wrapDeleteItem) {
    PYC_EXPECT(1);
    return noneUnless(slot.store(arguments[0], arguments[1], Value()) < 0);
}
PYC_WRAPPER(wrapCall) {
    (void)callee;
    return slot.call(arguments[0], arguments + 1, count - 1, keywordNames);
}
PYC_WRAPPER(wrapInitialise) {
    (void)callee;
    return noneUnless(slot.initialise(arguments[0], arguments + 1, count - 1, keywordNames) < 0);
}
PYC_WRAPPER(wrapGetAttribute) {
    PYC_EXPECT(1);
    if (!isString(arguments[1]))
        return raiseTypeError("attribute name must be string, not '%T'", arguments[1]);
    return slot.getAttribute(arguments[0], as<String>(arguments[1]));
}
// object.__setattr__ must not get around the hook of a built-in type (type.__setattr__ for one).
bool checkAttributeHook(AnySlot slot, Value self, Value name, const char* what) {
    if (!isString(name))
        return raiseTypeError("attribute name must be string, not '%T'", name);
    Type* type = typeOf(self);
    while (type && type->slots.setAttribute == slotSetAttribute)
        type = type->base;
    if (type && type->slots.setAttribute != slot.setAttribute)
        return raiseTypeError("can't apply this %s to %T object", what, self);
    return true;
}
PYC_WRAPPER(wrapSetAttribute) {
    PYC_EXPECT(2);
    if (!checkAttributeHook(slot, arguments[0], arguments[1], "__setattr__"))
        return Value();
    return noneUnless(slot.setAttribute(arguments[0], as<String>(arguments[1]), arguments[2]) < 0);
}
PYC_WRAPPER(wrapDeleteAttribute) {
    PYC_EXPECT(1);
    if (!checkAttributeHook(slot, arguments[0], arguments[1], "__delattr__"))
        return Value();
    return noneUnless(slot.setAttribute(arguments[0], as<String>(arguments[1]), Value()) < 0);
}
PYC_WRAPPER(wrapDescriptorGet) {
    if (keywordNames || count < 2 || count > 3)
        PYC_EXPECT(2);
    Value instance = isNone(arguments[1]) ? Value() : arguments[1];
    Type* owner = count == 3 && isType(arguments[2]) ? as<Type>(arguments[2]) : nullptr;
    if (!instance && !owner)
        return raiseTypeError("__get__(None, None) is invalid");
    return slot.descriptorGet(arguments[0], instance, owner);
}
PYC_WRAPPER(wrapDescriptorSet) {
    PYC_EXPECT(2);
    return noneUnless(slot.store(arguments[0], arguments[1], arguments[2]) < 0);
}
PYC_WRAPPER(wrapDescriptorDelete) {
    PYC_EXPECT(1);
    return noneUnless(slot.store(arguments[0], arguments[1], Value()) < 0);
}
PYC_WRAPPER(wrapFinalise) {
    PYC_EXPECT(0);
    slot.finalise(arguments[0]);
    return noneValue();
}

Value wrapperEntry(Value callee, const Value* arguments, size_t count, Tuple* keywordNames) {
    auto* descriptor = as<NativeDescriptor>(callee);
    const SlotWrapper* wrapper = wrapperOf(descriptor);
    return wrapper->wrap(slotAt(descriptor->owner->slots, wrapper->offset), callee, arguments, count, keywordNames);
}

} // namespace

Value slotGetAttribute(Value self, String* name) {
    Value hook = lookupInType(typeOf(self), staticString<"__getattribute__">);
    Value result = hook && !isExactly(hook, WrapperDescriptorType)
                       ? callSpecialMethod(self, staticString<"__getattribute__">, {Value(name)})
                   : typeOf(self)->flags & TypeIsType ? typeGetAttribute(self, name)
                                                      : genericGetAttribute(self, name);
    if (result || !pendingErrorIs(AttributeErrorType))
        return result;
    Callable fallback = lookupSpecial(self, staticString<"__getattr__">);
    if (!fallback.function)
        return Value();
    clearError();
    return callCallable(fallback, {Value(name)});
}

int slotInitialise(Value self, const Value* arguments, size_t count, Tuple* keywordNames) {
    Value found = lookupInType(typeOf(self), staticString<"__init__">);
    Value result;
    if (found && (typeOf(found)->flags & TypeIsFunction)) [[likely]] {
        size_t total = count + (keywordNames ? size_t(keywordNames->length) : 0);
        auto* moved = static_cast<Value*>(__builtin_alloca((total + 1) * sizeof(Value)));
        prependArgument(moved, self, arguments, total);
        result = callWith(found, moved, count + 1, keywordNames);
    } else {
        Callable method = lookupSpecial(self, staticString<"__init__">);
        if (!method.function)
            return errorPending() ? -1 : 0;
        result = callWith(method.function, arguments, count, keywordNames);
    }
    if (!result)
        return -1;
    if (!isNone(result))
        return raiseTypeError("__init__() should return None, not '%T'", result);
    return 0;
}

// ---- the table ----
#define WRAPPER_ROW(dunder, offsetIn, operationIn, genericIn, wrapIn, signatureIn, docIn)                              \
    SlotWrapper{.member = {.name = staticString<dunder>,                                                               \
                           .kind = MemberKind::Slot,                                                                   \
                           .entry = wrapperEntry,                                                                      \
                           .signature = signatureIn,                                                                   \
                           .doc = docIn},                                                                              \
                .offset = offsetIn,                                                                                    \
                .operation = operationIn,                                                                              \
                .fills = !std::is_null_pointer_v<decltype(genericIn)>,                                                 \
                .generic = AnySlot(genericIn),                                                                         \
                .wrap = wrapIn},
#define SLOT(dunder, slot, generic, wrapper, signature, doc)                                                           \
    WRAPPER_ROW(dunder, offsetof(TypeSlots, slot), 0, generic, wrapper, signature, doc)
#define BINARY(dunder, reflected, operator_, text)                                                                     \
    WRAPPER_ROW(dunder, offsetof(TypeSlots, binary) + sizeof(BinarySlot) * size_t(BinaryOperator::operator_), 0,       \
                slotBinary<BinaryOperator::operator_>, wrapBinary, "($self, value, /)", "Return self" text "value.")   \
    WRAPPER_ROW(reflected, offsetof(TypeSlots, binary) + sizeof(BinarySlot) * size_t(BinaryOperator::operator_), 0,    \
                slotBinary<BinaryOperator::operator_>, wrapReflected, "($self, value, /)",                             \
                "Return value" text "self.")
#define INPLACE(dunder, operator_, text)                                                                               \
    WRAPPER_ROW(dunder, offsetof(TypeSlots, inplace) + sizeof(BinarySlot) * size_t(BinaryOperator::operator_), 0,      \
                slotInplace<dunder>, wrapBinary, "($self, value, /)", "Return self" text "value.")
#define COMPARE(dunder, operation)                                                                                     \
    WRAPPER_ROW(dunder, offsetof(TypeSlots, compare), operation, slotCompare, wrapCompare<operation>,                  \
                "($self, value, /)", compareDoc<operation>())
template <int operation>
constexpr const char* compareDoc() {
    constexpr const char* docs[] = {"Return self<value.",  "Return self<=value.", "Return self==value.",
                                    "Return self!=value.", "Return self>value.",  "Return self>=value."};
    return docs[operation];
}
[[gnu::section("pyc_slot_rows")]] static constinit const SlotWrapper slotWrappers[] = {
#include "runtime/builtins/slots.def"
};

static constexpr size_t SlotWrapperCount = sizeof(slotWrappers) / sizeof(slotWrappers[0]);

static bool addWrapper(Type* type, size_t row) {
    const SlotWrapper& wrapper = slotWrappers[row];
    auto* name = const_cast<String*>(wrapper.member.name);
    if (dictGetString(type->namespaceDict, name))
        return true;
    Value descriptor = PYC_TRY(newNativeDescriptor(&wrapper.member, type));
    return dictSetString(type->namespaceDict, name, descriptor);
}

static Value newMethodEntry(Value callee, const Value* arguments, size_t count, Tuple* keywordNames) {
    Type* owner = as<Type>(as<NativeFunction>(callee)->self);
    // The receiver of the bound function stands first.
    arguments += 1;
    count -= 1;
    if (!count)
        return raiseTypeError("%N.__new__(): not enough arguments", owner);
    if (!isType(arguments[0]))
        return raiseTypeError("%N.__new__(X): X is not a type object (%T)", owner, arguments[0]);
    Type* cls = as<Type>(arguments[0]);
    readyType(cls);
    if (!isSubtype(cls, owner))
        return raiseTypeError("%N.__new__(%N): %N is not a subtype of %N", owner, cls, cls, owner);
    Type* nearest = cls;
    while (nearest && nearest->slots.create == slotNew)
        nearest = nearest->base;
    if (nearest && nearest->slots.create != owner->slots.create)
        return raiseTypeError("%N.__new__(%N) is not safe, use %N.__new__()", owner, cls, nearest);
    return owner->slots.create(cls, arguments + 1, count - 1, keywordNames);
}
static constinit const NativeMember newMember =
    PYC_RAW_FUNCTION("__new__", newMethodEntry, "($type, *args, **kwargs)",
                     "Create and return a new object.  See help(type) for accurate signature.");

bool addSlotWrappers(Type* type) {
    for (size_t row = 0; row < SlotWrapperCount; ++row) {
        const SlotWrapper& wrapper = slotWrappers[row];
        if (!wrapper.wrap)
            continue;
        void* own = slotAt(type->slots, wrapper.offset).any;
        if (!own)
            continue;
        void* inherited = type->base ? slotAt(type->base->slots, wrapper.offset).any : nullptr;
        bool defaulted = type->base && (own == slotAt(ObjectType.slots, wrapper.offset).any);
        if (own == inherited || defaulted)
            continue;
        // A comparison without a hash shows as __hash__ = None.
        if (own == AnySlot(unhashable).any) {
            PYC_TRY(dictSetString(type->namespaceDict, staticString<"__hash__">, noneValue()));
            continue;
        }
        PYC_TRY(addWrapper(type, row));
    }
    if (type->slots.create && (!type->base || type->slots.create != type->base->slots.create)) {
        Value method = PYC_TRY(newNativeFunction(&newMember, Value(type), Value()));
        PYC_TRY(dictSetString(type->namespaceDict, staticString<"__new__">, method));
    }
    return true;
}

bool isSlotName(const String* name) {
    if (!name->isAscii() || !name->view().starts_with("__"))
        return false;
    for (const SlotWrapper& wrapper : slotWrappers)
        if (sameName(wrapper.member.name, name))
            return true;
    return false;
}

// The slot that a found attribute stands for: a built-in type's own if it is a wrapper of it, else the one that calls
// Python.
static AnySlot slotFor(Type* type, const SlotWrapper& row, Value found) {
    if (isExactly(found, WrapperDescriptorType)) {
        auto* descriptor = as<NativeDescriptor>(found);
        const SlotWrapper* wrapper = wrapperOf(descriptor);
        if (wrapper->offset != row.offset && sameName(wrapper->member.name, row.member.name))
            return nullptr; // a sequence's own + or *
        if (wrapper->offset == row.offset && wrapper->wrap == row.wrap && isSubtype(type, descriptor->owner))
            return slotAt(descriptor->owner->slots, row.offset);
    }
    // A built-in type that shows a slot as an ordinary method (list.__getitem__) means the same by both.
    if (isExactly(found, MethodDescriptorType)) {
        auto* descriptor = as<NativeDescriptor>(found);
        AnySlot slot = slotAt(descriptor->owner->slots, row.offset);
        if (slot.any && sameName(descriptor->name, row.member.name) && isSubtype(type, descriptor->owner))
            return slot;
    }
    if (row.offset == offsetof(TypeSlots, create) && isExactly(found, NativeFunctionType)) {
        auto* function = as<NativeFunction>(found);
        if (function->member == &newMember)
            return as<Type>(function->self)->slots.create;
    }
    if (row.offset == offsetof(TypeSlots, hash) && isNone(found))
        return unhashable;
    return row.generic;
}

static void fillRow(Type* type, size_t row) {
    const SlotWrapper& wrapper = slotWrappers[row];
    if (!wrapper.fills)
        return;
    // Several names may share a slot: the first that calls Python decides, else all must agree on one built-in slot.
    AnySlot chosen(nullptr), generic(nullptr);
    bool conflict = false;
    for (const SlotWrapper& other : slotWrappers) {
        if (other.offset != wrapper.offset)
            continue;
        if (other.generic.any)
            generic = other.generic;
        Value found = lookupInType(type, other.member.name);
        if (!found)
            continue;
        AnySlot slot = slotFor(type, other, found);
        if (!slot.any)
            continue;
        if (slot.any == other.generic.any || (chosen.any && chosen.any != slot.any))
            conflict = true;
        chosen = slot;
    }
    setSlotAt(type->slots, wrapper.offset, conflict ? generic : chosen);
}

static void inheritHidden(Type* type) {
    // Sequence slots have no rows of their own that classes fill.
    type->slots.concatenate = type->base->slots.concatenate;
    type->slots.repeat = type->base->slots.repeat;
    for (Value base : itemsOf(type->bases)) {
        if (!type->slots.concatenate)
            type->slots.concatenate = as<Type>(base)->slots.concatenate;
        if (!type->slots.repeat)
            type->slots.repeat = as<Type>(base)->slots.repeat;
    }
}

bool fillSlots(Type* type) {
    for (size_t row = 0; row < SlotWrapperCount; ++row)
        fillRow(type, row);
    inheritHidden(type);
    if (!type->slots.getAttribute)
        type->slots.getAttribute = genericGetAttribute;
    if (!type->slots.setAttribute)
        type->slots.setAttribute = genericSetAttribute;
    return true;
}

bool refillSlots(Type* type, const String* name) {
    if (!(type->flags & TypeHeap))
        return true;
    for (size_t row = 0; row < SlotWrapperCount; ++row)
        if (!name || sameName(slotWrappers[row].member.name, name))
            fillRow(type, row);
    if (TypeDetails* details = type->details)
        for (size_t i = 0; i < details->subclassCount; ++i)
            PYC_TRY(refillSlots(details->subclasses[i], name));
    return true;
}

} // namespace pyc::runtime
