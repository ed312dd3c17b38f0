// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// FrameLocalsProxy: the variables of a call as a mapping that reads and writes them (PEP 667). Names that are no
// variables of the code are kept in a dict beside them.
#include "runtime/builtins/frame.h"

#include "runtime/builtins/type.h"
#include "runtime/object/native.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

extern Type FrameLocalsProxyType;
extern Shape FrameLocalsProxyShape;

namespace {

struct Proxy : Object {
    FrameObject* frame;
};

FrameObject* frameOf(Value self) { return as<Proxy>(self)->frame; }

// The register of a variable, or null: no variable of the code has the name.
Value* placeOf(FrameObject* frame, Value key) {
    Value* registers = frame->frame ? frame->frame->registers : frame->savedLocals;
    if (!registers || !isString(key))
        return nullptr;
    for (uint32_t i = 0; i < frame->code->data->namedCount; ++i)
        if (sameName(frame->code->variables[i], as<String>(key)))
            return &registers[i];
    return nullptr;
}

bool isCell(Value value) { return value && value.isObject() && isExactly(value, CellType); }
Value contentOf(const Value* place) { return isCell(*place) ? as<Cell>(*place)->value : *place; }

bool isFunction(const FrameObject* frame) { return frame->code->data->flags & frontend::CodeOptimized; }

// In a function's frame object, the names that are no variables. That of a module or class body has its namespace
// there.
Dict* extraOf(FrameObject* frame) { return frame->names && isFunction(frame) ? as<Dict>(frame->names) : nullptr; }

Value find(Value self, Value key) {
    if (Value* place = placeOf(frameOf(self), key))
        if (Value value = contentOf(place))
            return value;
    int64_t ignored;
    if (!hash(key, &ignored))
        return Value();
    Dict* extra = extraOf(frameOf(self));
    return extra ? dictGet(extra, key) : Value();
}

Value getItemSlot(Value self, Value key) {
    Value found = find(self, key);
    if (found || errorPending())
        return found;
    if (String* text = formatText("local variable '%R' is not defined", key))
        return raiseKeyError(Value(text));
    return Value();
}

int setItemSlot(Value self, Value key, Value value) {
    FrameObject* frame = frameOf(self);
    Value* place = placeOf(frame, key);
    if (!value) {
        if (place)
            return raiseValueError("cannot remove local variables from FrameLocalsProxy");
        Dict* extra = extraOf(frame);
        int deleted = extra ? dictDelete(extra, key) : 0;
        return deleted ? (deleted < 0 ? -1 : 0) : int(raiseKeyError(key));
    }
    if (place) {
        if (isCell(*place))
            as<Cell>(*place)->value = value;
        else if (frame->frame && frame->frame->kind == uint32_t(FrameKind::Native))
            return raiseNotImplementedError("changing the local variables of a compiled function from outside is not "
                                            "supported yet");
        else
            *place = value;
        return 0;
    }
    if (!isFunction(frame))
        return raiseNotImplementedError("adding variables to a comprehension from outside is not supported yet");
    if (!frame->names)
        frame->names = Value(PYC_TRY(newDict()));
    return dictSet(as<Dict>(frame->names), key, value) ? 0 : -1;
}

Dict* snapshot(Value self) {
    Value made = PYC_TRY(localsOf(frameOf(self)));
    return as<Dict>(made);
}

int containsSlot(Value self, Value key) {
    Value found = find(self, key);
    return found ? 1 : errorPending() ? -1 : 0;
}
int64_t lengthSlot(Value self) { return dictLength(PYC_TRY(snapshot(self))); }

Value keys(Value self) { return Value(dictKeysList(PYC_TRY(snapshot(self)))); }
Value values(Value self) {
    Dict* dict = PYC_TRY(snapshot(self));
    Value view = PYC_TRY(callMethod(Value(dict), staticString<"values">));
    return Value(listFrom(view));
}
Value items(Value self) {
    Dict* dict = PYC_TRY(snapshot(self));
    Value view = PYC_TRY(callMethod(Value(dict), staticString<"items">));
    return Value(listFrom(view));
}
Value iterateSlot(Value self) {
    Value list = PYC_TRY(keys(self));
    return iterate(list);
}
Value reversedKeys(Value self) {
    Value list = PYC_TRY(keys(self));
    return callMethod(list, staticString<"reverse">) ? list : Value();
}
Value reprSlot(Value self) {
    int active = enterRepr(self);
    if (active)
        return active < 0 ? Value() : Value(staticString<"{...}">);
    Dict* dict = snapshot(self);
    String* text = dict ? repr(Value(dict)) : nullptr;
    leaveRepr(self);
    return text ? Value(text) : Value();
}

bool isProxy(Value value) { return isExactly(value, FrameLocalsProxyType); }

Value compareSlot(Value left, Value right, int operation) {
    if (operation != CompareEqual && operation != CompareNotEqual)
        return notImplementedValue();
    if (isProxy(right))
        return boolValue((frameOf(left) == frameOf(right)) == (operation == CompareEqual));
    if (!isDict(right))
        return notImplementedValue();
    Dict* dict = PYC_TRY(snapshot(left));
    return compare(Value(dict), right, CompareOperation(operation));
}

Value orSlot(Value left, Value right) {
    if ((!isProxy(left) && !isDict(left)) || (!isProxy(right) && !isDict(right)))
        return notImplementedValue();
    Dict* first = isProxy(left) ? PYC_TRY(snapshot(left)) : PYC_TRY(dictCopy(as<Dict>(left)));
    Value second = isProxy(right) ? Value(PYC_TRY(snapshot(right))) : right;
    return dictUpdate(first, second) ? Value(first) : Value();
}

bool updateFrom(Value self, Value other) {
    Value source = isProxy(other) ? Value(PYC_TRY(snapshot(other))) : other;
    Value pairs = PYC_TRY(callMethod(source, staticString<"items">));
    List* list = PYC_TRY(listFrom(pairs));
    for (int64_t i = 0; i < listLength(list); ++i) {
        auto* pair = as<Tuple>(listItem(list, i));
        PYC_TRY(setItemSlot(self, pair->items[0], pair->items[1]) >= 0);
    }
    return true;
}

Value inplaceOrSlot(Value self, Value other) {
    if (!isDict(other) && !isProxy(other))
        return notImplementedValue();
    return updateFrom(self, other) ? self : Value();
}

Success update(Value self, Value other) {
    if (!isDict(other) && !isProxy(other))
        return raiseTypeError("update() argument must be dict or another FrameLocalsProxy");
    return {updateFrom(self, other)};
}
Value get(Value self, Value key, Value otherwise) {
    Value found = find(self, key);
    return found || errorPending() ? found : otherwise;
}
Value setDefault(Value self, Value key, Value otherwise) {
    Value found = find(self, key);
    if (found || errorPending())
        return found;
    return setItemSlot(self, key, otherwise) < 0 ? Value() : otherwise;
}
Value pop(Value self, Value key, Value otherwise) {
    if (placeOf(frameOf(self), key))
        return raiseValueError("cannot remove local variables from FrameLocalsProxy");
    Value found = find(self, key);
    if (!found)
        return errorPending() ? Value() : otherwise ? otherwise : Value(raiseKeyError(key));
    return dictDelete(extraOf(frameOf(self)), key) < 0 ? Value() : found;
}
Value copy(Value self) { return Value(snapshot(self)); }

Value create(Type*, Value frame) {
    if (!isExactly(frame, FrameType))
        return raiseTypeError("expect frame, not %T", frame);
    return newFrameLocalsProxy(as<FrameObject>(frame));
}

constinit const NativeMember members[] = {
    PYC_METHOD("__reversed__", reversedKeys, "($self, /)", "The names from the last to the first."),
    PYC_METHOD("copy", copy, "($self, /)", "A dict of the variables as they are now."),
    PYC_METHOD("keys", keys, "($self, /)", "The names of bound variables."),
    PYC_METHOD("values", values, "($self, /)", "The values of bound variables."),
    PYC_METHOD("items", items, "($self, /)", "Names and values of bound variables."),
    PYC_METHOD("update", update, "($self, other, /)", "Sets variables from a dict."),
    PYC_METHOD("get", get, "($self, key, default=None, /)", "The variable, or the default."),
    PYC_METHOD("pop", pop, "($self, key[, default], /)", "Removes a name that is no variable of the code."),
    PYC_METHOD("setdefault", setDefault, "($self, key, default=None, /)", "The variable, set if it was not."),
    PYC_END,
};

constexpr TypeSlots makeSlots() {
    TypeSlots slots{};
    slots.repr = reprSlot;
    slots.iter = iterateSlot;
    slots.compare = compareSlot;
    slots.length = lengthSlot;
    slots.contains = containsSlot;
    slots.getItem = getItemSlot;
    slots.setItem = setItemSlot;
    slots.binary[BinaryOperator::BitOr] = orSlot;
    slots.inplace[BinaryOperator::BitOr] = inplaceOrSlot;
    slots.create = PYC_CREATE("FrameLocalsProxy", create, "(frame, /)");
    return slots;
}

} // namespace

Value newFrameLocalsProxy(FrameObject* frame) {
    readyType(&FrameLocalsProxyType);
    PYC_TRY(readyCode(frame->code));
    Proxy* proxy = PYC_TRY(newObject<Proxy>(FrameLocalsProxyShape));
    proxy->frame = frame;
    return Value(proxy);
}

PYC_GC_ROOT constinit Shape FrameLocalsProxyShape = defineShape(FrameLocalsProxyType);
PYC_GC_ROOT constinit Type FrameLocalsProxyType = defineType({
    .name = "FrameLocalsProxy",
    .doc = "The variables of a call.",
    .shape = &FrameLocalsProxyShape,
    .flags = TypeIsMapping,
    .instanceSize = sizeof(Proxy),
    .members = members,
    .slots = makeSlots(),
});

} // namespace pyc::runtime
