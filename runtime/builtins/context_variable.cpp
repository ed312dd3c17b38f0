// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// ContextVar and the tokens that say what a variable was before it was set.
#include "runtime/builtins/context_variable.h"
#include "runtime/builtins/generic_alias.h"
#include "runtime/object/native.h"
#include "runtime/object/operations.h"
#include "runtime/object/shape.h"

namespace pyc::runtime {

namespace {

struct ContextVariable : Object {
    String* name;
    Value otherwise; // or empty
    Value value;     // or empty
};

struct Token : Object {
    ContextVariable* variable;
    Value old; // or empty
    bool used;
};

struct Missing : Object {};

extern Type tokenType, missingType;
extern Shape variableShape, tokenShape, missingShape;
struct alignas(16) StaticMissing : Missing {};
constinit StaticMissing missing{{{&missingShape}}};

Value variableRepr(Value self) {
    auto* variable = as<ContextVariable>(self);
    String* otherwise = variable->otherwise ? formatText(" default=%R", variable->otherwise) : staticString<"">;
    if (!otherwise)
        return Value();
    return Value(formatText("<ContextVar name=%R%U at 0x%x>", Value(variable->name), otherwise, self.bits));
}

Value get(ContextVariable* self, Value otherwise) {
    for (Value value : {self->value, otherwise, self->otherwise})
        if (value)
            return value;
    return raiseObjectOfClass(LookupErrorType, Value(self));
}

Value set(ContextVariable* self, Value value) {
    Token* token = PYC_TRY(newObject<Token>(tokenShape));
    token->variable = self;
    token->old = self->value;
    self->value = value;
    return Value(token);
}

bool take(Token* token) {
    if (token->used)
        return raiseRuntimeError("%R has already been used once", Value(token));
    token->used = true;
    token->variable->value = token->old;
    return true;
}

Success reset(ContextVariable* self, Value token) {
    if (!isExactly(token, tokenType))
        return raiseTypeError("expected an instance of Token, got %R", token);
    if (as<Token>(token)->used)
        return raiseRuntimeError("%R has already been used once", token);
    if (as<Token>(token)->variable != self)
        return raiseValueError("%R was created by a different ContextVar", token);
    return {take(as<Token>(token))};
}

Value variableAlias(Type* cls, Value item) { return newGenericAlias(Value(cls), item); }
Value variableName(Value self) { return Value(as<ContextVariable>(self)->name); }

Value createVariable(Type*, Value name, Value otherwise) {
    if (!isString(name))
        return raiseTypeError("context variable name must be a str");
    Value variable = PYC_TRY(newContextVariable(as<String>(name)));
    as<ContextVariable>(variable)->otherwise = otherwise;
    return variable;
}

constinit const NativeMember variableMembers[] = {
    PYC_METHOD("get", get, "($self[, default], /)", "The variable's value, or the default."),
    PYC_METHOD("set", set, "($self, value, /)", "Gives the variable a value; the token undoes it."),
    PYC_METHOD("reset", reset, "($self, token, /)", "The value of before the token's set()."),
    PYC_CLASS_METHOD("__class_getitem__", variableAlias, "($type, item, /)", "The class with the type of the value."),
    PYC_FIELD("name", variableName, nullptr, nullptr),
    PYC_END,
};

Value tokenRepr(Value self) {
    auto* token = as<Token>(self);
    return Value(formatText("<Token%s var=%R at 0x%x>", token->used ? " used" : "", Value(token->variable), self.bits));
}
Value tokenVariable(Value self) { return Value(as<Token>(self)->variable); }
Value tokenOldValue(Value self) {
    Value old = as<Token>(self)->old;
    return old ? old : Value(&missing);
}
Value enter(Value self) { return self; }
Success exit(Token* self, Value, Value, Value) { return {take(self)}; }
Value createToken(Type*, const Value*, size_t, Tuple*) {
    return raiseRuntimeError("Tokens can only be created by ContextVars");
}
Value missingRepr(Value) { return staticString<"<Token.MISSING>">; }

constinit const NativeMember tokenMembers[] = {
    PYC_METHOD("__enter__", enter, "($self, /)", "The token itself."),
    PYC_METHOD("__exit__", exit, "($self, type, value, traceback, /)", "Undoes the set() that made the token."),
    PYC_CLASS_METHOD("__class_getitem__", variableAlias, "($type, item, /)", "The class with the type of the value."),
    PYC_GETTER("var", tokenVariable, nullptr),
    PYC_GETTER("old_value", tokenOldValue, nullptr),
    PYC_CONSTANT("MISSING", Value(&missing)),
    PYC_END,
};

PYC_GC_ROOT constinit Shape variableShape = defineShape(ContextVariableType);
PYC_GC_ROOT constinit Shape tokenShape = defineShape(tokenType);
PYC_GC_ROOT constinit Type tokenType = defineType({
    .name = "_contextvars.Token",
    .shape = &tokenShape,
    .instanceSize = sizeof(Token),
    .members = tokenMembers,
    .slots = {.repr = tokenRepr, .create = createToken},
});
PYC_GC_ROOT constinit Shape missingShape = defineShape(missingType);
PYC_GC_ROOT constinit Type missingType = defineType({
    .name = "Token.MISSING",
    .shape = &missingShape,
    .instanceSize = sizeof(Missing),
    .slots = {.repr = missingRepr},
});

} // namespace

PYC_GC_ROOT constinit Type ContextVariableType = defineType({
    .name = "_contextvars.ContextVar",
    .shape = &variableShape,
    .instanceSize = sizeof(ContextVariable),
    .members = variableMembers,
    .slots = {.repr = variableRepr,
              .create = PYC_CREATE("ContextVar", createVariable, "(name, /, *, default=<unrepresentable>)")},
});

Value newContextVariable(String* name) {
    ContextVariable* variable = PYC_TRY(newObject<ContextVariable>(variableShape));
    variable->name = name;
    return Value(variable);
}

} // namespace pyc::runtime
