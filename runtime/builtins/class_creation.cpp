// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Making classes: metaclass, namespace, layout, __slots__, method resolution order, hooks.
#include "runtime/builtins/type.h"

#include "runtime/abi/entry_points.h"
#include "runtime/abi/program.h"
#include "runtime/builtins/exceptions.h"
#include "runtime/builtins/list.h"
#include "runtime/import/import.h"
#include "runtime/object/called_type.h"

#include <algorithm>

namespace pyc::runtime {

// ---- method resolution order (C3) ----
static bool inTail(Tuple* const* sequences, const int64_t* heads, size_t count, Value candidate) {
    for (size_t i = 0; i < count; ++i)
        for (int64_t k = heads[i] + 1; k < sequences[i]->length; ++k)
            if (sequences[i]->items[k] == candidate)
                return true;
    return false;
}

static ErrorReturn inconsistentOrder(Tuple* const* sequences, const int64_t* heads, size_t count) {
    // Classes that stand first in what is left, each once.
    StringBuilder names;
    Dict* seen = newDict();
    for (size_t i = 0; seen && i < count; ++i) {
        if (heads[i] >= sequences[i]->length)
            continue;
        Value head = sequences[i]->items[heads[i]];
        if (dictGet(seen, head) || !dictSet(seen, head, noneValue()))
            continue;
        if (names.length() && !names.append(", "))
            return {};
        if (!names.append(as<Type>(head)->name))
            return {};
    }
    String* list = names.finish();
    return list ? raiseTypeError("Cannot create a consistent method resolution order (MRO) for bases %U", list)
                : ErrorReturn{};
}

Tuple* computeMro(Type* type, Tuple* bases) {
    size_t count = size_t(bases->length);
    for (size_t i = 0; i < count; ++i) {
        readyType(as<Type>(bases->items[i]));
        for (size_t k = 0; k < i; ++k)
            if (bases->items[i] == bases->items[k])
                return raiseTypeError("duplicate base class %N", bases->items[i]);
    }
    List* result = PYC_TRY(newList());
    PYC_TRY(listAppend(result, Value(type)));
    if (count == 1) {
        PYC_TRY(listExtend(result, Value(as<Type>(bases->items[0])->mro)));
        return listToTuple(result);
    }
    auto** sequences = static_cast<Tuple**>(gc::allocate((count + 1) * sizeof(Tuple*)));
    auto* heads = static_cast<int64_t*>(gc::allocateAtomic((count + 1) * sizeof(int64_t)));
    if (!sequences || !heads)
        return raiseMemoryError();
    for (size_t i = 0; i < count; ++i)
        sequences[i] = as<Type>(bases->items[i])->mro;
    sequences[count] = bases;
    for (size_t i = 0; i <= count; ++i)
        heads[i] = 0;
    for (;;) {
        bool empty = true;
        Value next;
        for (size_t i = 0; i <= count && !next; ++i) {
            if (heads[i] >= sequences[i]->length)
                continue;
            empty = false;
            Value candidate = sequences[i]->items[heads[i]];
            if (!inTail(sequences, heads, count + 1, candidate))
                next = candidate;
        }
        if (empty)
            return listToTuple(result);
        if (!next)
            return inconsistentOrder(sequences, heads, count + 1);
        PYC_TRY(listAppend(result, next));
        for (size_t i = 0; i <= count; ++i)
            if (heads[i] < sequences[i]->length && sequences[i]->items[heads[i]] == next)
                ++heads[i];
    }
}

// ---- layout ----
// The nearest type that adds to the layout of its base.
static Type* solidBase(Type* type) {
    while (type->base && type->instanceSize == type->base->instanceSize &&
           (type->details ? type->details->reservedSlots : 0) ==
               (type->base->details ? type->base->details->reservedSlots : 0))
        type = type->base;
    return type;
}

static Type* bestBase(Tuple* bases) {
    Type* winner = nullptr;
    Type* base = nullptr;
    for (Value item : itemsOf(bases)) {
        if (!isType(item))
            return raiseTypeError("bases must be types");
        Type* candidate = as<Type>(item);
        readyType(candidate);
        if (!(candidate->flags & TypeBaseAllowed))
            return raiseTypeError("type '%N' is not an acceptable base type", candidate);
        Type* solid = solidBase(candidate);
        if (!winner || (solid != winner && isSubtype(solid, winner))) {
            winner = solid;
            base = candidate;
        } else if (!isSubtype(winner, solid)) {
            return raiseTypeError("multiple bases have instance lay-out conflict");
        }
    }
    return base;
}

// How many attributes methods of a class body assign to their first parameter: room for them is made inside instances.
static uint32_t countAssigned(const frontend::CodeData* code, uint32_t limit) {
    uint32_t seen[32];
    uint32_t count = 0;
    if (!code->argumentCount)
        return 0;
    for (uint32_t at = 0; at < code->unitCount && count < limit;) {
        auto opcode = frontend::Opcode(code->units[at]);
        if (opcode == frontend::Opcode::StoreAttr && code->units[at + 1] == 0) {
            uint32_t name = code->units[at + 2] | uint32_t(code->units[at + 3]) << 16;
            bool known = false;
            for (uint32_t i = 0; i < count; ++i)
                known |= seen[i] == name;
            if (!known)
                seen[count++] = name;
        }
        at += frontend::opcodeInfo[size_t(opcode)].units;
    }
    return count;
}

static uint32_t usualAttributes(Dict* namespaceDict) {
    uint32_t most = 0;
    int64_t position = 0;
    Value key, value;
    while (dictNext(namespaceDict, &position, &key, &value))
        if (isExactly(value, FunctionType)) {
            uint32_t count = countAssigned(as<Function>(value)->code->data, 32);
            most = count > most ? count : most;
        }
    return most;
}

// ---- __slots__ ----
static String* mangle(String* className, String* name) {
    if (!name->isAscii() || !name->view().starts_with("__") || name->view().ends_with("__") ||
        name->view().find('.') != std::string_view::npos)
        return name;
    int64_t skip = 0;
    while (skip < className->length && codePointAt(className, skip) == '_')
        ++skip;
    if (skip == className->length)
        return name;
    StringBuilder builder;
    bool fine = builder.append("_");
    for (int64_t i = skip; fine && i < className->length; ++i)
        fine = builder.appendCodePoint(codePointAt(className, i));
    fine = fine && builder.append(name);
    return fine ? builder.finish() : nullptr;
}

struct SlotPlan {
    List* names = nullptr; // mangled, without __dict__ and __weakref__
    bool given = false, addsDict = false, addsWeakReferences = false;
};

static bool planSlots(String* className, Dict* namespaceDict, Type* base, bool baseHasDict, SlotPlan& plan) {
    Value given = dictGetString(namespaceDict, staticString<"__slots__">);
    plan.names = PYC_TRY(newList());
    if (!given)
        return true;
    plan.given = true;
    Tuple* slots = isString(given) ? newTuple({given}) : tupleFrom(given);
    if (!slots)
        return false;
    if (slots->length && (base->flags & (TypeIsString | TypeIsTuple | TypeIsBytes | TypeIsInt)))
        return raiseTypeError("nonempty __slots__ not supported for subtype of '%N'", base);
    for (Value item : itemsOf(slots)) {
        if (!isString(item))
            return raiseTypeError("__slots__ items must be strings, not '%T'", item);
        Value identifier = PYC_TRY(callMethod(item, staticString<"isidentifier">));
        if (identifier != trueValue())
            return raiseTypeError("__slots__ must be identifiers");
        auto* name = as<String>(item);
        if (sameText(name, "__dict__")) {
            if (plan.addsDict || baseHasDict)
                return raiseTypeError("__dict__ slot disallowed: we already got one");
            plan.addsDict = true;
            continue;
        }
        if (sameText(name, "__weakref__")) {
            if (plan.addsWeakReferences)
                return raiseTypeError("__weakref__ slot disallowed: we already got one");
            plan.addsWeakReferences = true;
            continue;
        }
        String* mangled = PYC_TRY(mangle(className, name));
        if (dictGetString(namespaceDict, name) && !sameText(name, "__qualname__") && !sameText(name, "__classcell__"))
            return raiseValueError("'%U' in __slots__ conflicts with class variable", name);
        PYC_TRY(listAppend(plan.names, Value(mangled)));
    }
    PYC_TRY(listSortNames(plan.names));
    return true;
}

// ---- type.__new__ ----
static Type* winningMetaclass(Type* metatype, Tuple* bases) {
    Type* winner = metatype;
    for (Value base : itemsOf(bases)) {
        Type* candidate = typeOf(base);
        if (isSubtype(winner, candidate))
            continue;
        if (isSubtype(candidate, winner)) {
            winner = candidate;
            continue;
        }
        return raiseTypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of "
                              "the metaclasses of "
                              "all its bases");
    }
    return winner;
}

static bool wrapSpecial(Dict* namespaceDict, String* name, Value (*wrap)(Value)) {
    Value found = dictGetString(namespaceDict, name);
    if (!found || !isExactly(found, FunctionType))
        return true;
    Value wrapped = PYC_TRY(wrap(found));
    return dictSetString(namespaceDict, name, wrapped);
}

static bool callSetNames(Type* type, Dict* original) {
    int64_t position = 0;
    Value key, value;
    // Hooks may change the class's own namespace, not the copy.
    while (dictNext(original, &position, &key, &value)) {
        Callable hook = lookupSpecial(value, staticString<"__set_name__">);
        if (!hook.function) {
            if (errorPending())
                return false;
            continue;
        }
        if (!callCallable(hook, {Value(type), key})) {
            ExceptionObject* error = takeError();
            String* note = formatText("Error calling __set_name__ on '%T' instance %R in '%N'", value, key, type);
            if (note)
                callMethod(Value(error), staticString<"add_note">, {Value(note)});
            clearError();
            restoreError(error);
            return false;
        }
    }
    return true;
}

static bool callInitSubclass(Type* type, const Value* values, Tuple* keywordNames) {
    // super(type, type).__init_subclass__(**keywords)
    Tuple* mro = type->mro;
    if (std::ranges::find(itemsOf(mro), Value(type)) == itemsOf(mro).end()) // mro() left it out
        return raiseTypeError("super(type, obj): obj (type %N) is not an instance or subtype of type (%N).", type,
                              type);
    for (int64_t i = 1; i < mro->length; ++i) {
        Type* link = as<Type>(mro->items[i]);
        readyType(link);
        Value found = dictGetString(link->namespaceDict, staticString<"__init_subclass__">);
        if (!found)
            continue;
        if (link == &ObjectType && !keywordNames)
            return true;
        DescriptorGetSlot get = typeOf(found)->slots.descriptorGet;
        Value bound = get ? get(found, Value(type), type) : found;
        return bound && callWith(bound, values, 0, keywordNames);
    }
    return true;
}

static Type* allocateClass(Type* metatype, Type* base) {
    auto* type = static_cast<Type*>(gc::allocate(sizeof(Type) + (metatype->slotOffset ? sizeof(SlotArea) : 0)));
    if (!type)
        return raiseMemoryError();
    type->shape = metatype->rootShape;
    if (!detailsOf(type))
        return nullptr;
    // Caches of class attributes are guarded by a shape of the class's own.
    auto* own = static_cast<Shape*>(gc::allocate(sizeof(Shape)));
    auto* root = static_cast<Shape*>(gc::allocate(sizeof(Shape)));
    if (!own || !root)
        return raiseMemoryError();
    own->type = metatype;
    type->details->ownShape = own;
    type->unchanged = &type->details->unchanged;
    type->shape = own;
    root->type = type;
    type->rootShape = root;
    type->base = base;
    return type;
}

static constexpr uint32_t InheritedFlags = TypeHasDict | TypeIsInt | TypeIsFloat | TypeIsString | TypeIsBytes |
                                           TypeIsTuple | TypeIsList | TypeIsDict | TypeIsSet | TypeIsType |
                                           TypeIsException | TypeIsMapping | TypeIsSequence | TypeHasFinaliser;

static bool layOut(Type* type, Type* base, Tuple* bases, const SlotPlan& plan, Dict* namespaceDict,
                   const ClassExpectation* expected) {
    TypeDetails* details = type->details;
    type->flags = TypeHeap | TypeBaseAllowed | (base->flags & InheritedFlags);
    bool hasDict = !plan.given || plan.addsDict;
    bool hasWeakReferences = !plan.given || plan.addsWeakReferences;
    for (Value item : itemsOf(bases)) {
        hasDict |= (as<Type>(item)->flags & TypeHasDict) != 0;
        type->flags |= as<Type>(item)->flags & (TypeIsMapping | TypeIsSequence | TypeHasFinaliser);
        TypeDetails* other = as<Type>(item)->details;
        hasWeakReferences |= other && other->hasWeakReferences;
    }
    details->hasWeakReferences = hasWeakReferences;
    if (hasDict)
        type->flags |= TypeHasDict;
    type->instanceSize = base->instanceSize;
    uint32_t reserved = (base->details ? base->details->reservedSlots : 0) + uint32_t(listLength(plan.names));
    details->reservedSlots = reserved;
    if (!(base->flags & TypeHeap) || !base->slotOffset) {
        bool variable = base->flags & (TypeIsTuple | TypeIsString | TypeIsBytes);
        if (base->flags & TypeIsType)
            type->slotOffset = 0; // attributes of classes are in their namespace
        else if (hasDict || reserved)
            type->slotOffset = variable                  ? SlotsAfterItems
                               : base->flags & TypeIsInt ? uint32_t(sizeof(IntegerInstance))
                                                         : (base->instanceSize + 7) & ~7u;
    } else {
        type->slotOffset = base->slotOffset;
    }
    if (base->flags & TypeIsInt)
        type->instanceSize = sizeof(IntegerInstance);
    uint32_t room = reserved;
    if (hasDict) {
        uint32_t usual = usualAttributes(namespaceDict);
        uint32_t inherited = base->flags & TypeHeap ? base->inlineSlots : 0;
        room += usual ? usual : 2;
        // Bases fill theirs, the class adds its own beside them.
        if (inherited + usual > room)
            room = inherited + usual > 24 ? (inherited > 24 ? inherited : 24) : inherited + usual;
    }
    if (base->flags & TypeHeap && room < base->inlineSlots)
        room = base->inlineSlots;
    if (expected && hasDict && !reserved)
        room = base->inlineSlots > expected->inlineSlots ? base->inlineSlots : expected->inlineSlots;
    type->inlineSlots = type->slotOffset ? room : 0;
    type->rootShape->slotCount = reserved;
    return true;
}

static bool addSlotMembers(Type* type, const SlotPlan& plan) {
    int64_t count = listLength(plan.names);
    if (plan.given) {
        Tuple* names = PYC_TRY(listToTuple(plan.names));
        type->details->slotNames = names;
    }
    uint32_t first = type->details->reservedSlots - uint32_t(count);
    for (int64_t i = 0; i < count; ++i) {
        auto* name = as<String>(listItem(plan.names, i));
        Value descriptor = PYC_TRY(newSlotDescriptor(type, name, first + uint32_t(i)));
        PYC_TRY(dictSetString(type->namespaceDict, PYC_TRY(internString(name)), descriptor));
    }
    return true;
}

static bool addDictMembers(Type* type, bool baseHasDict, bool baseHasWeakReferences) {
    if (type->flags & TypeIsType)
        return true;
    if ((type->flags & TypeHasDict) && !baseHasDict && !dictGetString(type->namespaceDict, staticString<"__dict__">)) {
        Value descriptor = PYC_TRY(newNativeDescriptor(&dictMember, type));
        PYC_TRY(dictSetString(type->namespaceDict, staticString<"__dict__">, descriptor));
    }
    if (type->details->hasWeakReferences && !baseHasWeakReferences &&
        !dictGetString(type->namespaceDict, staticString<"__weakref__">)) {
        Value descriptor = PYC_TRY(newNativeDescriptor(&weakReferenceMember, type));
        PYC_TRY(dictSetString(type->namespaceDict, staticString<"__weakref__">, descriptor));
    }
    return true;
}

static Tuple* customMro(Type* type) {
    Value found = lookupInType(typeOf(Value(type)), staticString<"mro">);
    if (!found || isExactly(found, MethodDescriptorType))
        return computeMro(type, type->bases);
    Value result = PYC_TRY(callMethod(Value(type), staticString<"mro">));
    Tuple* mro = PYC_TRY(tupleFrom(result));
    if (!mro->length)
        return raiseTypeError("type MRO must not be empty");
    for (Value item : itemsOf(mro)) {
        if (!isType(item))
            return raiseTypeError("mro() returned a non-class ('%T')", item);
        readyType(as<Type>(item));
        const Type* layout = type; // what instances look like comes from this chain alone
        while (layout && layout != solidBase(as<Type>(item)))
            layout = layout->base;
        if (!layout)
            return raiseTypeError("mro() returned base with unsuitable layout ('%N')", as<Type>(item));
    }
    return mro;
}

static bool hasBases(Type* type, const ClassExpectation* expected) {
    if (!expected->baseCount)
        return type->bases->length == 1 && type->base == &ObjectType;
    if (type->bases->length != expected->baseCount)
        return false;
    for (uint32_t i = 0; i < expected->baseCount; ++i)
        if (type->bases->items[i] != Value(*expected->bases[i]))
            return false;
    return true;
}

static bool hasMethods(Type* type, const ClassExpectation* expected) {
    for (uint64_t i = 0; i < expected->methodCount; ++i) {
        const MethodExpectation& method = expected->methods[i];
        Value found = dictGetString(type->namespaceDict, method.name);
        if (!found || found != *method.function)
            return false;
    }
    return true;
}

// Compiled code may know this class from now on.
static bool meetExpectation(Type* type, const ClassExpectation* expected) {
    if (type->slotOffset != PlainSlotOffset || type->details->reservedSlots || !(type->flags & TypeHasDict) ||
        type->inlineSlots != expected->inlineSlots || !hasBases(type, expected) || !hasMethods(type, expected))
        return true;
    for (uint32_t i = 0; i < expected->shapeCount; ++i) {
        const ShapeExpectation& wanted = expected->shapes[i];
        Shape* shape = type->rootShape;
        for (uint32_t k = 0; shape && k < wanted.count; ++k)
            shape = shapeWith(shape, wanted.names[k], Representation(wanted.representations[k]));
        if (!shape && errorPending())
            return false;
        if (shape && i + 1 == expected->shapeCount)
            for (uint32_t k = 0; k < expected->familyCount; ++k)
                if (expected->families[k] < FamilyBits)
                    shape->families |= uint64_t(1) << expected->families[k];
        __atomic_store_n(wanted.cell, shape, __ATOMIC_RELEASE);
    }
    type->details->expected = expected;
    __atomic_store_n(expected->cell, type, __ATOMIC_RELEASE);
    return true;
}

// What is expected of the class that this body is about to be run for. Only the first one can meet it: compiled code
// knows the functions that the body makes first, so another class of the same statement ends what it assumes.
static const ClassExpectation* expectationOf(const frontend::CodeData* body) {
    if (!&pyc_classes)
        return nullptr;
    for (uint32_t i = 0; i < pyc_classes.count; ++i) {
        const ClassExpectation& expected = pyc_classes.classes[i];
        if (expected.body != body)
            continue;
        if (!__atomic_exchange_n(&pyc_classes.begun[i], 1, __ATOMIC_ACQ_REL))
            return &expected;
        if (!*expected.cell)
            for (uint32_t k = 0; k < expected.familyCount; ++k)
                __atomic_store_n(&pyc_classes.unchanged[expected.families[k]], 0, __ATOMIC_RELEASE);
        return nullptr;
    }
    return nullptr;
}

static Value makeClass(Type* metatype, String* name, Tuple* bases, Dict* given, const Value* keywordValues,
                       Tuple* keywordNames, const ClassExpectation* expected = nullptr) {
    const char* text = PYC_TRY(typeNameText(name));
    if (!bases->length)
        bases = PYC_TRY(newTuple({Value(&ObjectType)}));
    Type* base = PYC_TRY(bestBase(bases));
    bool baseHasDict = base->flags & TypeHasDict,
         baseHasWeakReferences = base->details && base->details->hasWeakReferences;
    for (Value item : itemsOf(bases)) {
        baseHasDict |= (as<Type>(item)->flags & TypeHasDict) != 0;
        baseHasWeakReferences |= as<Type>(item)->details && as<Type>(item)->details->hasWeakReferences;
    }
    Dict* namespaceDict = PYC_TRY(dictCopy(given));
    SlotPlan plan;
    PYC_TRY(planSlots(name, namespaceDict, base, base->flags & TypeHasDict, plan));

    Type* type = PYC_TRY(allocateClass(metatype, base));
    TypeDetails* details = type->details;
    details->name = name;
    type->name = text;
    type->namespaceDict = namespaceDict;
    type->bases = bases;
    PYC_TRY(layOut(type, base, bases, plan, namespaceDict, expected));

    if (!dictGetString(namespaceDict, staticString<"__module__">))
        if (Frame* frame = currentThread()->frame)
            if (frame->function)
                if (Value module = dictGetString(frame->function->globals, staticString<"__name__">))
                    PYC_TRY(dictSetString(namespaceDict, staticString<"__module__">, module));
    details->qualifiedName = name;
    if (Value qualifiedName = dictGetString(namespaceDict, staticString<"__qualname__">)) {
        if (!isString(qualifiedName))
            return raiseTypeError("type __qualname__ must be a str, not %T", qualifiedName);
        details->qualifiedName = as<String>(qualifiedName);
        dictDeleteString(namespaceDict, staticString<"__qualname__">);
    }
    PYC_TRY(wrapSpecial(namespaceDict, staticString<"__new__">, newStaticMethod));
    PYC_TRY(wrapSpecial(namespaceDict, staticString<"__init_subclass__">, newClassMethod));
    PYC_TRY(wrapSpecial(namespaceDict, staticString<"__class_getitem__">, newClassMethod));
    if (dictGetString(namespaceDict, staticString<"__eq__">) && !dictGetString(namespaceDict, staticString<"__hash__">))
        PYC_TRY(dictSetString(namespaceDict, staticString<"__hash__">, noneValue()));
    Value cell = dictGetString(namespaceDict, staticString<"__classcell__">);
    if (cell) {
        if (!isExactly(cell, CellType))
            return raiseTypeError("__classcell__ must be a nonlocal cell, not <class '%T'>", cell);
        dictDeleteString(namespaceDict, staticString<"__classcell__">);
    }
    Value dictCell = dictGetString(namespaceDict, staticString<"__classdictcell__">);
    if (dictCell) {
        if (!isExactly(dictCell, CellType))
            return raiseTypeError("__classdictcell__ must be a nonlocal cell, not <class '%T'>", dictCell);
        as<Cell>(dictCell)->value = Value(namespaceDict);
        dictDeleteString(namespaceDict, staticString<"__classdictcell__">);
    }
    PYC_TRY(addSlotMembers(type, plan));
    PYC_TRY(addDictMembers(type, baseHasDict, baseHasWeakReferences));
    if (!dictGetString(namespaceDict, staticString<"__doc__">))
        PYC_TRY(dictSetString(namespaceDict, staticString<"__doc__">, noneValue()));
    type->mro = PYC_TRY(customMro(type));
    PYC_TRY(fillSlots(type));
    if (lookupInType(type, staticString<"__del__">))
        type->flags |= TypeHasFinaliser;
    for (Value item : itemsOf(bases))
        PYC_TRY(addSubclass(as<Type>(item), type));
    if (cell)
        as<Cell>(cell)->value = Value(type);
    details->unchanged = 1;
    if (expected)
        PYC_TRY(meetExpectation(type, expected));
    Dict* copy = PYC_TRY(dictCopy(namespaceDict));
    PYC_TRY(callSetNames(type, copy));
    PYC_TRY(callInitSubclass(type, keywordValues, keywordNames));
    return Value(type);
}

Value typeNew(Type* metatype, const Value* arguments, size_t positionalCount, Tuple* keywordNames) {
    if (positionalCount != 3)
        return raiseTypeError("type.__new__() takes exactly 3 arguments (%d given)", positionalCount);
    if (!isString(arguments[0]))
        return raiseTypeError("type.__new__() argument 1 must be str, not %T", arguments[0]);
    if (!isTuple(arguments[1]))
        return raiseTypeError("type.__new__() argument 2 must be tuple, not %T", arguments[1]);
    if (!isDict(arguments[2]))
        return raiseTypeError("type.__new__() argument 3 must be dict, not %T", arguments[2]);
    auto* bases = as<Tuple>(arguments[1]);
    for (Value base : itemsOf(bases))
        if (!isType(base)) {
            Value entries;
            int found = findAttribute(base, staticString<"__mro_entries__">, &entries);
            if (found < 0)
                return Value();
            if (found)
                return raiseTypeError("type() doesn't support MRO entry resolution; use types.new_class()");
        }
    Type* winner = PYC_TRY(winningMetaclass(metatype, bases));
    if (winner != metatype) {
        if (winner->slots.create != typeNew)
            return winner->slots.create(winner, arguments, positionalCount, keywordNames);
        metatype = winner;
    }
    return makeClass(metatype, as<String>(arguments[0]), bases, as<Dict>(arguments[2]), arguments + positionalCount,
                     keywordNames);
}

// ---- the class statement ----
// Bases that are no classes say what stands for them.
static Tuple* resolveBases(Tuple* bases) {
    bool plain = true;
    for (Value base : itemsOf(bases))
        plain &= isType(base);
    if (plain)
        return bases;
    List* result = PYC_TRY(newList());
    for (Value base : itemsOf(bases)) {
        Value entries;
        int found = isType(base) ? 0 : findAttribute(base, staticString<"__mro_entries__">, &entries);
        if (found < 0)
            return nullptr;
        if (!found) {
            PYC_TRY(listAppend(result, base));
            continue;
        }
        Value replacement = PYC_TRY(call(entries, {Value(bases)}));
        if (!isTuple(replacement))
            return raiseTypeError("__mro_entries__ must return a tuple");
        PYC_TRY(listExtend(result, replacement));
    }
    return listToTuple(result);
}

static Value callWithKeywords(Value callee, std::initializer_list<Value> positional, Dict* keywords) {
    if (!keywords || !dictLength(keywords))
        return call(callee, positional);
    Tuple* arguments = PYC_TRY(newTuple(positional));
    return callUnpacked(callee, arguments, keywords);
}

// __build_class__(function, name, /, *bases, [metaclass], **keywords)
Value builtinBuildClass(Value, const Value* arguments, size_t positionalCount, Tuple* keywordNames) {
    if (positionalCount < 2)
        return raiseTypeError("__build_class__: not enough arguments");
    if (!isExactly(arguments[0], FunctionType))
        return raiseTypeError("__build_class__: func must be a function");
    if (!isString(arguments[1]))
        return raiseTypeError("__build_class__: name is not a string");
    auto* body = as<Function>(arguments[0]);
    Tuple* given = PYC_TRY(newTuple(std::span<const Value>(arguments + 2, positionalCount - 2)));
    Tuple* bases = PYC_TRY(resolveBases(given));
    Value metaclass;
    Dict* keywords = nullptr;
    for (int64_t i = 0; keywordNames && i < keywordNames->length; ++i) {
        auto* name = as<String>(keywordNames->items[i]);
        Value value = arguments[positionalCount + size_t(i)];
        if (sameText(name, "metaclass")) {
            metaclass = value;
            continue;
        }
        if (!keywords)
            keywords = PYC_TRY(newDict());
        PYC_TRY(dictSetString(keywords, name, value));
    }
    if (!metaclass)
        metaclass = bases->length ? Value(typeOf(bases->items[0])) : Value(calledType<TypeType>());
    if (isType(metaclass))
        metaclass = Value(PYC_TRY(winningMetaclass(as<Type>(metaclass), bases)));

    Value names;
    Value prepare;
    int found = metaclass == Value(&TypeType) ? 0 : findAttribute(metaclass, staticString<"__prepare__">, &prepare);
    if (found < 0)
        return Value();
    names = found ? callWithKeywords(prepare, {arguments[1], Value(bases)}, keywords) : Value(newDict());
    if (!names)
        return names;
    if (!isDict(names) && !typeOf(names)->slots.getItem) {
        if (isType(metaclass))
            return raiseTypeError("%N.__prepare__() must return a mapping, not %T", metaclass, names);
        return raiseTypeError("<metaclass>.__prepare__() must return a mapping, not %T", names);
    }
    const ClassExpectation* expected = expectationOf(body->code->data);
    if (metaclass != Value(&TypeType) || keywords)
        expected = nullptr;
    Value cell = PYC_TRY(runInNamespace(body, names));
    if (bases != given)
        if (setItem(names, Value(staticString<"__orig_bases__">), Value(given)) < 0)
            return Value();
    Value classCell;
    if (isDict(names))
        classCell = dictGetString(as<Dict>(names), staticString<"__classcell__">);
    if (classCell)
        cell = classCell;
    Value cls = expected && isDict(names)
                    ? makeClass(&TypeType, as<String>(arguments[1]), bases, as<Dict>(names), nullptr, nullptr, expected)
                    : callWithKeywords(metaclass, {arguments[1], Value(bases), names}, keywords);
    if (!cls)
        return cls;
    if (isType(cls) && isExactly(cell, CellType)) {
        Value content = as<Cell>(cell)->value;
        if (!content)
            return raiseRuntimeError(
                "__class__ not set defining %R as %R. Was __classcell__ propagated to type.__new__?", arguments[1],
                cls);
        if (content != cls)
            return raiseTypeError("__class__ set to %R defining %R as %R", content, arguments[1], cls);
    }
    return cls;
}

static constinit const NativeMember buildClassMember =
    PYC_RAW_FUNCTION("__build_class__", builtinBuildClass, nullptr, "Makes a class from its body.");

Value pyc_load_build_class(Dict* globals) {
    Value found = fromBuiltins(globals, staticString<"__build_class__">);
    if (found || errorPending())
        return found;
    if (builtinsOf(globals) != Value(builtinsDict()))
        return raiseNameError("__build_class__ not found");
    return newNativeFunction(&buildClassMember, Value(), Value());
}

} // namespace pyc::runtime
