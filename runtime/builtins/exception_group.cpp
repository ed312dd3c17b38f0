// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exception groups: making, splitting, and what except* needs.
#include "runtime/builtins/exception_group.h"

#include "runtime/abi/entry_points.h"
#include "runtime/builtins/type.h"
#include "runtime/builtins/union.h"

namespace pyc::runtime {

static ExceptionGroupObject* group(Value value) { return as<ExceptionGroupObject>(value); }

Value groupNew(Type* type, const Value* arguments, size_t count, Tuple* keywordNames) {
    (void)keywordNames;
    if (count != 2)
        return raiseTypeError("BaseExceptionGroup.__new__() takes exactly 2 arguments (%d given)", count);
    if (!isString(arguments[0]))
        return raiseTypeError("BaseExceptionGroup.__new__() argument 1 must be str, not %T", arguments[0]);
    if (!isTuple(arguments[1]) && !isList(arguments[1]) &&
        !(typeOf(arguments[1])->slots.getItem && typeOf(arguments[1])->slots.length && !isDict(arguments[1])))
        return raiseTypeError("second argument (exceptions) must be a sequence");
    Tuple* exceptions = PYC_TRY(tupleFrom(arguments[1]));
    if (!exceptions->length)
        return raiseValueError("second argument (exceptions) must be a non-empty sequence");
    bool nestedBase = false;
    for (int64_t i = 0; i < exceptions->length; ++i) {
        if (!isException(exceptions->items[i]))
            return raiseValueError("Item %d of second argument (exceptions) is not an exception", i);
        nestedBase |= !isA(exceptions->items[i], ExceptionType);
    }
    if (type == &BaseExceptionGroupType && !nestedBase)
        type = &ExceptionGroupType;
    else if (type == &ExceptionGroupType && nestedBase)
        return raiseTypeError("Cannot nest BaseExceptions in an ExceptionGroup");
    else if (nestedBase && isSubtype(type, &ExceptionType))
        return raiseTypeError("Cannot nest BaseExceptions in '%N'", type);
    Object* object = PYC_TRY(allocateInstance(type));
    auto* result = static_cast<ExceptionGroupObject*>(object);
    result->args = PYC_TRY(newTuple(std::span<const Value>(arguments, count)));
    result->message = arguments[0];
    result->exceptions = exceptions;
    return Value(object);
}

Value groupStr(Value self) {
    int64_t count = group(self)->exceptions->length;
    return Value(formatText("%S (%d sub-exception%s)", group(self)->message, count, count == 1 ? "" : "s"));
}

Value groupRepr(Value self) {
    String* name = PYC_TRY(typeNameString(typeOf(self)));
    String* message = PYC_TRY(repr(group(self)->message));
    Value shown = isList(as<ExceptionObject>(self)->args->items[1]) ? Value(newList(itemsOf(group(self)->exceptions)))
                                                                    : Value(group(self)->exceptions);
    if (!shown)
        return shown;
    return Value(formatText("%U(%U, %R)", name, message, shown));
}

// ---- splitting ----
static Value derive(Value self, List* members) {
    Value made = PYC_TRY(callMethod(self, staticString<"derive">, {Value(members)}));
    if (!isA(made, BaseExceptionGroupType))
        return raiseTypeError("derive must return an instance of BaseExceptionGroup");
    auto *from = as<ExceptionObject>(self), *to = as<ExceptionObject>(made);
    to->traceback = from->traceback;
    to->cause = from->cause;
    to->context = from->context;
    to->suppressContext = from->suppressContext;
    Value notes;
    int found = findAttribute(self, staticString<"__notes__">, &notes);
    if (found < 0)
        return Value();
    if (found) {
        List* copy = PYC_TRY(listFrom(notes));
        if (setAttribute(made, staticString<"__notes__">, Value(copy)) < 0)
            return Value();
    }
    return made;
}

// Whether an exception is wanted: a class, tuple of classes, a predicate, or (for except*) membership among leaves.
using Matcher = int (*)(Value exception, Value condition);

static int matchCondition(Value exception, Value condition) {
    if (isExceptionClass(condition) || isTuple(condition))
        return exceptionMatches(exception, condition);
    Value result = PYC_TRY(call(condition, {exception}));
    return isTrue(result);
}

static int matchIdentity(Value exception, Value condition) {
    for (Value item : itemsOf(as<Tuple>(condition)))
        if (item == exception)
            return 1;
    return 0;
}

struct Split {
    Value match, rest; // empty: nothing
};

static bool split(Value exception, Value condition, Matcher matches, Split& result) {
    bool isGroup = isA(exception, BaseExceptionGroupType);
    if (!isGroup || matches != matchIdentity) {
        int whole = matches(exception, condition);
        if (whole < 0)
            return false;
        if (whole || !isGroup) {
            (whole ? result.match : result.rest) = exception;
            return true;
        }
    }
    if (!enterCall())
        return false;
    List *matched = PYC_TRY(newList()), *rest = PYC_TRY(newList());
    for (Value member : itemsOf(group(exception)->exceptions)) {
        Split inner;
        PYC_TRY(split(member, condition, matches, inner));
        if (inner.match)
            PYC_TRY(listAppend(matched, inner.match));
        if (inner.rest)
            PYC_TRY(listAppend(rest, inner.rest));
    }
    if (listLength(matched))
        result.match = PYC_TRY(derive(exception, matched));
    if (listLength(rest))
        result.rest = PYC_TRY(derive(exception, rest));
    return true;
}

static Value orNone(Value value) { return value ? value : noneValue(); }

static bool checkCondition(Value condition) {
    if (isExceptionClass(condition) || (typeOf(condition)->slots.call && !isType(condition)))
        return true;
    if (isTuple(condition)) {
        bool classes = true;
        for (Value item : itemsOf(as<Tuple>(condition)))
            classes &= isExceptionClass(item);
        if (classes)
            return true;
    }
    return raiseTypeError("expected an exception type, a tuple of exception types, or a callable (other than a class)");
}

static Value splitMethod(Value self, Value condition) {
    PYC_TRY(checkCondition(condition));
    Split result;
    PYC_TRY(split(self, condition, matchCondition, result));
    return Value(newTuple({orNone(result.match), orNone(result.rest)}));
}

static Value subgroupMethod(Value self, Value condition) {
    PYC_TRY(checkCondition(condition));
    Split result;
    PYC_TRY(split(self, condition, matchCondition, result));
    return orNone(result.match);
}

static Value deriveMethod(Value self, Value exceptions) {
    return call(Value(&BaseExceptionGroupType), {group(self)->message, exceptions});
}

static Value groupMessage(Value self) { return group(self)->message; }
static Value groupExceptions(Value self) { return Value(group(self)->exceptions); }
static Value groupGeneric(Type* type, Value argument) { return newGenericAlias(Value(type), argument); }

constinit const NativeMember exceptionGroupMembers[] = {
    PYC_METHOD("derive", deriveMethod, "($self, object, /)", "A group of the same message around other exceptions."),
    PYC_METHOD("split", splitMethod, "($self, object, /)", "What matches a condition, and the rest."),
    PYC_METHOD("subgroup", subgroupMethod, "($self, object, /)", "What matches a condition."),
    PYC_CLASS_METHOD("__class_getitem__", groupGeneric, "($type, object, /)", "See PEP 585"),
    PYC_FIELD("message", groupMessage, nullptr, "exception message"),
    PYC_FIELD("exceptions", groupExceptions, nullptr, "nested exceptions"),
    PYC_END,
};

// ---- except* ----
static bool checkGroupClasses(Value cls) {
    if (isTuple(cls)) {
        for (Value item : itemsOf(as<Tuple>(cls)))
            PYC_TRY(checkGroupClasses(item));
        return true;
    }
    if (!isExceptionClass(cls))
        return raiseTypeError("catching classes that do not inherit from BaseException is not allowed");
    if (isSubtype(as<Type>(cls), &BaseExceptionGroupType))
        return raiseTypeError("catching ExceptionGroup with except* is not allowed. Use except instead.");
    return true;
}

// What matched is what the clause handles: sys.exception() and the context of what it raises.
static bool handle(Value rest, Value match, Value* restAndMatch) {
    restAndMatch[0] = orNone(rest);
    restAndMatch[1] = orNone(match);
    if (match)
        pyc_push_handled(match);
    return true;
}

bool pyc_match_exception_group(Value exception, Value cls, Value* restAndMatch) {
    PYC_TRY(checkGroupClasses(cls));
    if (isNone(exception))
        return handle(exception, Value(), restAndMatch);
    int whole = exceptionMatches(exception, cls);
    if (whole < 0)
        return false;
    if (whole) {
        Value match = exception;
        if (!isA(exception, BaseExceptionGroupType)) {
            // A bare exception arrives wrapped.
            Tuple* members = PYC_TRY(newTuple({exception}));
            match = PYC_TRY(call(Value(&BaseExceptionGroupType), {Value(staticString<"">), Value(members)}));
            as<ExceptionObject>(match)->traceback = as<ExceptionObject>(exception)->traceback;
        }
        return handle(Value(), match, restAndMatch);
    }
    if (!isA(exception, BaseExceptionGroupType))
        return handle(exception, Value(), restAndMatch);
    Split result;
    PYC_TRY(split(exception, cls, matchCondition, result));
    return handle(result.rest, result.match, restAndMatch);
}

static bool sameMetadata(ExceptionObject* left, ExceptionObject* right) {
    return left->traceback == right->traceback && left->cause == right->cause && left->context == right->context;
}

static bool collectLeaves(Value exception, List* leaves) {
    if (!isA(exception, BaseExceptionGroupType))
        return listAppend(leaves, exception);
    for (Value member : itemsOf(group(exception)->exceptions))
        PYC_TRY(collectLeaves(member, leaves));
    return true;
}

// What except* clauses left unhandled or raised again keeps the shape of the original group; new exceptions stand
// beside it.
Value pyc_prepare_reraise_group(Value original, Value listValue) {
    auto* list = as<List>(listValue);
    int64_t count = listLength(list);
    if (!isA(original, BaseExceptionGroupType)) {
        // A bare exception: at most one of its kind comes back.
        for (int64_t i = 0; i < count; ++i)
            if (!isNone(listItem(list, i)))
                return listItem(list, i);
        return noneValue();
    }
    List *raised = PYC_TRY(newList()), *leaves = PYC_TRY(newList());
    for (int64_t i = 0; i < count; ++i) {
        Value item = listItem(list, i);
        if (isNone(item))
            continue;
        if (isA(item, BaseExceptionGroupType) &&
            sameMetadata(as<ExceptionObject>(item), as<ExceptionObject>(original))) {
            PYC_TRY(collectLeaves(item, leaves));
        } else {
            PYC_TRY(listAppend(raised, item));
        }
    }
    Value kept;
    if (listLength(leaves)) {
        Tuple* wanted = PYC_TRY(listToTuple(leaves));
        Split result;
        PYC_TRY(split(original, Value(wanted), matchIdentity, result));
        kept = result.match;
    }
    if (!listLength(raised))
        return orNone(kept);
    if (kept)
        PYC_TRY(listAppend(raised, kept));
    if (listLength(raised) == 1)
        return listItem(raised, 0);
    Value made = PYC_TRY(call(Value(&BaseExceptionGroupType), {Value(staticString<"">), Value(raised)}));
    return made;
}

} // namespace pyc::runtime
