// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// ast.AST: how nodes are constructed, copied, replaced and shown. It goes by `_fields`, `_attributes` and
// `_field_types` of the class, which programs may change in classes of their own.
#include "runtime/builtins/type.h"
#include "runtime/eval/tree_classes.h"
#include "runtime/thread/thread.h"

namespace pyc::runtime {

namespace {

template <class... Arguments>
bool warnDeprecated(const char* format, Arguments... arguments) {
    String* message = PYC_TRY(formatText(format, arguments...));
    Utf8 text = utf8Of(message);
    return text.data && warn(DeprecationWarningType, text.data);
}

bool removeFromSet(Set* set, Value item) { return bool(callMethod(Value(set), staticString<"discard">, {item})); }

Value astCreate(Type* type, const Value*, size_t, Tuple*) { return Value(allocateInstance(type)); }

bool isAttributeName(Value name) {
    return isString(name) || raiseTypeError("attribute name must be string, not '%T'", name);
}

// What a field is that no argument gave: an empty list, Load(), or a complaint.
bool fillField(Value self, Value name, Value types) {
    Value type = dictGet(as<Dict>(types), name);
    if (!type) {
        if (errorPending())
            return false;
        return warnDeprecated("Field %R is missing from %s._field_types. This will become an error in Python 3.15.",
                              name, typeOf(self)->name);
    }
    if (isExactly(type, UnionType))
        return true; // None, which the class has
    if (!isAttributeName(name))
        return false;
    auto* attribute = as<String>(name);
    if (isExactly(type, GenericAliasType)) {
        List* empty = PYC_TRY(newList());
        return setAttribute(self, attribute, Value(empty)) == 0;
    }
    const TreeClasses* classes = PYC_TRY(treeClasses());
    if (type == Value(classes->type(TreeClass::ExprContext)))
        return setAttribute(self, attribute, classes->singleton(TreeClass::Load)) == 0;
    return warnDeprecated("%s.__init__ missing 1 required positional argument: '%S'. This will become an error in "
                          "Python 3.15.",
                          typeOf(self)->name, name);
}

bool setKeyword(Value self, Value fields, Value* attributes, Set* remaining, Value key, Value value) {
    Type* type = typeOf(self);
    int known = PYC_TRY(contains(fields, key));
    if (known) {
        int missing = PYC_TRY(setContains(remaining, key));
        if (!missing)
            return raiseTypeError("%s got multiple values for argument %R", type->name, key);
        PYC_TRY(removeFromSet(remaining, key));
    } else {
        if (!*attributes)
            *attributes = PYC_TRY(getAttribute(Value(type), staticString<"_attributes">));
        if (!PYC_TRY(contains(*attributes, key)) &&
            !warnDeprecated(
                "%s.__init__ got an unexpected keyword argument %R. Support for arbitrary keyword arguments "
                "is deprecated and will be removed in Python 3.15.",
                type->name, key))
            return false;
    }
    return isAttributeName(key) && setAttribute(self, as<String>(key), value) == 0;
}

int astInitialise(Value self, const Value* arguments, size_t count, Tuple* keywordNames) {
    Type* type = typeOf(self);
    Value fields = PYC_TRY(getAttribute(Value(type), staticString<"_fields">));
    int64_t fieldCount = PYC_TRY(length(fields));
    Set* remaining = PYC_TRY(newSet());
    PYC_TRY(setUpdate(remaining, fields));
    if (size_t(fieldCount) < count)
        return raiseTypeError("%s constructor takes at most %d positional argument%s", shortTypeName(type), fieldCount,
                              fieldCount == 1 ? "" : "s");
    for (size_t i = 0; i < count; ++i) {
        Value name = PYC_TRY(getItem(fields, intValue(int64_t(i))));
        PYC_TRY(removeFromSet(remaining, name));
        if (!isAttributeName(name) || setAttribute(self, as<String>(name), arguments[i]) < 0)
            return -1;
    }
    Value attributes;
    for (int64_t i = 0; keywordNames && i < keywordNames->length; ++i)
        if (!setKeyword(self, fields, &attributes, remaining, keywordNames->items[i], arguments[count + size_t(i)]))
            return -1;
    if (setLength(remaining) == 0)
        return 0;
    Value types;
    if (int found = PYC_TRY(findAttribute(Value(type), staticString<"_field_types">, &types)); !found)
        return 0;
    if (!isDict(types))
        return raiseBadInternalCall("dict");
    List* names = PYC_TRY(listFrom(Value(remaining)));
    for (int64_t i = 0; i < listLength(names); ++i)
        if (!fillField(self, listItem(names, i), types))
            return -1;
    return 0;
}

// Fields go as None by position, so that unpickling constructs without complaint, and then all attributes are set.
Value astReduce(Value self) {
    Type* type = typeOf(self);
    Dict* attributes = dictOfObject(self);
    if (!attributes)
        return Value();
    Value fields;
    int found = PYC_TRY(findAttribute(Value(type), staticString<"_fields">, &fields));
    List* positional = PYC_TRY(newList());
    for (int64_t i = 0, count = found ? PYC_TRY(length(fields)) : 0; i < count; ++i) {
        Value name = PYC_TRY(getItem(fields, intValue(i)));
        if (!PYC_TRY(dictContains(attributes, name)))
            break;
        PYC_TRY(listAppend(positional, noneValue()));
    }
    Tuple* arguments = PYC_TRY(listToTuple(positional));
    return Value(newTuple({Value(type), Value(arguments), Value(attributes)}));
}

// ---- __replace__ ----
bool addNames(Value type, String* which, Set* names, Value* found) {
    int present = PYC_TRY(findAttribute(type, which, found));
    return !present || setUpdate(names, *found);
}

bool missingField(Value types, Value field) {
    Value type = types && isDict(types) ? dictGet(as<Dict>(types), field) : Value();
    return !type || !isExactly(type, UnionType);
}

// What the copy is constructed with: fields and attributes the node has, then those given.
Dict* replacement(Value self, const Value* values, Tuple* keywordNames) {
    Type* type = typeOf(self);
    Set* expected = PYC_TRY(newSet());
    Value fields, attributes, types;
    if (!addNames(Value(type), staticString<"_fields">, expected, &fields) ||
        !addNames(Value(type), staticString<"_attributes">, expected, &attributes))
        return nullptr;
    Dict* own = PYC_TRY(dictOfObject(self));
    Dict* result = PYC_TRY(newDict());
    auto take = [&](Value name) -> bool {
        Value value = dictGet(own, name);
        return value ? dictSet(result, name, value) : !errorPending();
    };
    if ((fields && !forEach(fields, take)) || (attributes && !forEach(attributes, take)))
        return nullptr;
    for (int64_t i = 0; keywordNames && i < keywordNames->length; ++i) {
        Value name = keywordNames->items[i];
        if (!PYC_TRY(setContains(expected, name)))
            return raiseTypeError("%s.__replace__ got an unexpected keyword argument %R.", type->name, name);
        PYC_TRY(dictSet(result, name, values[i]));
    }
    PYC_TRY(findAttribute(Value(type), staticString<"_field_types">, &types));
    List* missing = PYC_TRY(newList());
    bool fine = !fields || forEach(fields, [&](Value field) -> bool {
        int present = PYC_TRY(dictContains(result, field));
        return present || !missingField(types, field) || listAppend(missing, Value(PYC_TRY(repr(field))));
    });
    if (!fine)
        return nullptr;
    if (listLength(missing)) {
        PYC_TRY(listSort(missing, noneValue(), false));
        Value list = PYC_TRY(callMethod(Value(staticString<", ">), staticString<"join">, {Value(missing)}));
        return raiseTypeError("%s.__replace__ missing %d keyword argument%s: %S.", type->name, listLength(missing),
                              listLength(missing) == 1 ? "" : "s", list);
    }
    return result;
}

Value astReplaceEntry(Value, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (count > 1)
        return raiseTypeError("__replace__() takes no positional arguments");
    Value self = arguments[0];
    Dict* given = PYC_TRY(replacement(self, arguments + 1, keywordNames));
    return callUnpacked(Value(typeOf(self)), emptyTuple(), given);
}

// ---- repr ----
constexpr int ShownDepth = 3;

String* shownNode(Value node, int depth);

String* shownItem(Value item, int depth) { return isA(item, AstType) ? shownNode(item, depth - 1) : repr(item); }

// The first and the last one of a list stand for all.
bool appendList(StringBuilder& text, Value list, int depth) {
    int64_t count = PYC_TRY(length(list));
    bool isList = runtime::isList(list);
    if (!text.append(isList ? "[" : "("))
        return false;
    for (int64_t i = 0; i < count && i < 2; ++i) {
        Value item = PYC_TRY(getItem(list, intValue(i ? count - 1 : 0)));
        String* shown = PYC_TRY(shownItem(item, depth));
        if ((i && !text.append(", ")) || !text.append(shown) || (!i && count > 2 && !text.append(", ...")))
            return false;
    }
    return text.append(isList ? "]" : ")");
}

bool appendFields(StringBuilder& text, Value node, Value fields, int depth) {
    int64_t count = PYC_TRY(length(fields));
    for (int64_t i = 0; i < count; ++i) {
        Value name = PYC_TRY(getItem(fields, intValue(i)));
        if (!isAttributeName(name))
            return false;
        Value value = PYC_TRY(getAttribute(node, as<String>(name)));
        if ((i && !text.append(", ")) || !text.append(as<String>(name)) || !text.append("="))
            return false;
        if (isList(value) || isTuple(value)) {
            if (!appendList(text, value, depth))
                return false;
            continue;
        }
        String* shown = PYC_TRY(shownItem(value, depth));
        if (!text.append(shown))
            return false;
    }
    return true;
}

String* shownNode(Value node, int depth) {
    const char* name = typeOf(node)->name;
    if (depth <= 0)
        return formatText("%s(...)", name);
    int entered = enterRepr(node);
    if (entered)
        return entered < 0 ? nullptr : formatText("%s(...)", name);
    StringBuilder text;
    Value fields = getAttribute(Value(typeOf(node)), staticString<"_fields">);
    bool fine =
        fields && text.append(name) && text.append("(") && appendFields(text, node, fields, depth) && text.append(")");
    leaveRepr(node);
    return fine ? text.finish() : nullptr;
}

Value astRepr(Value self) { return Value(shownNode(self, ShownDepth)); }

Value attributesOf(Value self) {
    Dict* dict = dictOfObject(self);
    return dict ? Value(dict) : Value();
}

int setAttributes(Value self, Value value) {
    if (!value)
        return raiseTypeError("cannot delete __dict__");
    if (!isDict(value))
        return raiseTypeError("__dict__ must be set to a dictionary, not a '%T'", value);
    PYC_TRY(instanceDict(self.object()));
    __atomic_store_n(&slotArea(self.object())->overflow, reinterpret_cast<SlotBlock*>(value.object()),
                     __ATOMIC_RELEASE);
    return 0;
}

constinit const NativeMember astMembers[] = {
    PYC_METHOD("__reduce__", astReduce, "($self, /)", nullptr),
    PYC_RAW_METHOD("__replace__", astReplaceEntry, "($self, /, **fields)",
                   "A node like this one, but for the fields that are given."),
    PYC_PROPERTY("__dict__", attributesOf, setAttributes, nullptr),
    PYC_CONSTANT("_fields", Value(&EmptyTuple)),
    PYC_CONSTANT("__match_args__", Value(&EmptyTuple)),
    PYC_CONSTANT("_attributes", Value(&EmptyTuple)),
    PYC_END,
};

PYC_GC_ROOT constinit Shape AstShape = defineShape(AstType);

} // namespace

PYC_GC_ROOT constinit Type AstType = defineType({
    .name = "ast.AST",
    .shape = &AstShape,
    .flags = TypeBaseAllowed | TypeHasDict,
    .instanceSize = sizeof(Object),
    .slotOffset = PlainSlotOffset,
    .members = astMembers,
    .slots = {.repr = astRepr, .create = astCreate, .initialise = astInitialise},
});

} // namespace pyc::runtime
