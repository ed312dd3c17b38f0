// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// code.replace(), and when two code objects are equal. Instructions cannot be replaced, nor what they rely on unseen:
// that would be code that nobody verified.
#include "runtime/builtins/code.h"

#include <cstring>

namespace pyc::runtime {

using frontend::CodeData;
using frontend::Opcode;
using frontend::Text;

namespace {

// Flags that say how the instructions run, or where arguments go.
constexpr uint32_t FixedFlags = frontend::CodeOptimized | frontend::CodeNewLocals | frontend::CodeVarArgs |
                                frontend::CodeVarKeywords | frontend::CodeGenerator | frontend::CodeCoroutine |
                                frontend::CodeAsyncGenerator;

ErrorReturn raiseFixed(const char* field) {
    return raiseNotImplementedError("code.replace(): changing %s this way is not supported", field);
}

// The changes that were asked for, converted one after the other as CPython does.
class Changes {
public:
    Changes(Dict* given) : given(given) {}

    Value take(String* name) {
        Value value = given ? dictGetString(given, name) : Value();
        taken += bool(value);
        return value;
    }

    bool number(String* name, uint32_t* field) {
        Value value = take(name);
        if (!value)
            return true;
        int32_t number;
        if (!toInt32(value, &number))
            return false;
        // The first one in the list is told, after all types were looked at.
        if (number < 0 && !negative)
            negative = name;
        *field = uint32_t(number);
        return true;
    }

    template <class T>
    bool object(String* name, const char* wanted, bool (*is)(Value), T** field) {
        Value value = take(name);
        if (!value)
            return true;
        if (!is(value))
            return isNone(value) ? raiseTypeError("replace() argument '%U' must be %s, not None", name, wanted)
                                 : raiseTypeError("replace() argument '%U' must be %s, not %T", name, wanted, value);
        *field = as<T>(value);
        return true;
    }

    bool text(String* name, String** field) { return object(name, "str", isString, field); }
    bool tuple(String* name, Tuple** field) { return object(name, "tuple", isTuple, field); }
    bool bytes(String* name, Bytes** field) { return object(name, "bytes", isBytes, field); }

    bool end() {
        int64_t position = 0;
        Value key, value;
        while (given && taken < dictLength(given) && dictNext(given, &position, &key, &value))
            if (!isField(key))
                return raiseTypeError("replace() got an unexpected keyword argument '%S'", key);
        return !negative || raiseValueError("%U must be a positive integer", negative);
    }

private:
    static bool isField(Value key) {
        for (const char* name : {"argcount", "posonlyargcount", "kwonlyargcount", "nlocals", "stacksize", "flags",
                                 "firstlineno", "code", "consts", "names", "varnames", "freevars", "cellvars",
                                 "filename", "name", "qualname", "linetable", "exceptiontable"})
            if (as<String>(key)->view().starts_with("co_") && as<String>(key)->view().substr(3) == name)
                return true;
        return false;
    }

    Dict* given;
    int64_t taken = 0;
    String* negative = nullptr;
};

bool toText(String* string, Text* text) {
    Utf8 utf8 = utf8Of(string);
    if (!utf8.data)
        return false;
    auto* copy = static_cast<char*>(gc::allocateAtomic(utf8.size + 1));
    if (!copy)
        return raiseMemoryError();
    memcpy(copy, utf8.data, utf8.size);
    *text = {copy, uint32_t(utf8.size)};
    return true;
}

// The strings of a tuple as text, behind `before` others.
Text* toTexts(Tuple* names, const Text* before, uint32_t beforeCount, uint32_t after) {
    auto* texts = static_cast<Text*>(gc::allocate((beforeCount + uint64_t(names->length) + after + 1) * sizeof(Text)));
    if (!texts)
        return raiseMemoryError();
    memcpy(texts, before, beforeCount * sizeof(Text));
    for (int64_t i = 0; i < names->length; ++i) {
        if (!isString(names->items[i]))
            return raiseSystemError("non-string found in code slot");
        PYC_TRY(toText(as<String>(names->items[i]), &texts[beforeCount + i]));
    }
    return texts;
}

bool sameText(Text left, Text right) { return left.size == right.size && !memcmp(left.data, right.data, left.size); }

bool sameTexts(const Text* left, const Text* right, uint32_t count) {
    for (uint32_t i = 0; i < count; ++i)
        if (!sameText(left[i], right[i]))
            return false;
    return true;
}

// The names of parameters and locals. Their number and the order of their registers stay.
bool renameVariables(CodeData& data, Tuple* names) {
    if (uint64_t(names->length) != data.variableCount)
        return raiseFixed("the number of co_varnames");
    Text* all = PYC_TRY(toTexts(names, nullptr, 0, data.namedCount - data.variableCount));
    if (data.cellCount && !sameTexts(all, data.variableNames, data.variableCount))
        return raiseFixed("co_varnames of a function whose variables are captured");
    if (data.namedCount > data.variableCount)
        memcpy(all + data.variableCount, data.registerNames + data.variableCount,
               (data.namedCount - data.variableCount) * sizeof(Text));
    data.variableNames = data.registerNames = all;
    return true;
}

bool renameFree(CodeData& data, Tuple* names) {
    if (uint64_t(names->length) != data.freeCount)
        return raiseFixed("the number of co_freevars");
    if (!data.freeCount)
        return true;
    data.freeNames = PYC_TRY(toTexts(names, nullptr, 0, 0));
    data.registerNames = PYC_TRY(toTexts(names, data.registerNames, data.namedCount - data.freeCount, 0));
    return true;
}

bool keepCells(const CodeData& data, Tuple* names) {
    Text* given = PYC_TRY(toTexts(names, nullptr, 0, 0));
    if (uint64_t(names->length) != data.cellCount || !sameTexts(given, data.cellNames, data.cellCount))
        return raiseFixed("co_cellvars");
    return true;
}

// Instructions rely on what some constants are: functions' code, and the names in calls.
bool constantsServe(const CodeData& data, const Value* old, Tuple* constants) {
    for (uint32_t at = 0; at < data.unitCount;) {
        const frontend::OpcodeInfo& info = frontend::opcodeInfo[data.units[at]];
        if (info.constant >= 0) {
            // Operands before it have a unit each.
            const uint16_t* operand = data.units + at + 1 + info.constant;
            uint32_t index = operand[0] | uint32_t(operand[1]) << 16;
            if (index >= uint64_t(constants->length))
                return raiseFixed("co_consts to fewer");
            Value now = constants->items[index];
            if (Opcode(data.units[at]) == Opcode::MakeFunction) {
                if (!isExactly(now, CodeType) ||
                    as<Code>(now)->data->freeCount != as<Code>(old[index])->data->freeCount)
                    return raiseFixed("the code of functions in co_consts");
            } else if (Opcode(data.units[at]) != Opcode::LoadConst && now != old[index]) {
                return raiseFixed("the names of arguments in co_consts");
            }
        }
        at += info.units;
    }
    return true;
}

bool shiftLines(CodeData& data, int64_t by) {
    if (!by || !data.positionCount)
        return true;
    auto* moved =
        static_cast<frontend::PositionEntry*>(gc::allocateAtomic(data.positionCount * sizeof(frontend::PositionEntry)));
    if (!moved)
        return raiseMemoryError();
    memcpy(moved, data.positions, data.positionCount * sizeof *moved);
    for (uint32_t i = 0; i < data.positionCount; ++i)
        if (moved[i].range.line >= 0) {
            moved[i].range.line = int32_t(moved[i].range.line + by);
            moved[i].range.endLine = int32_t(moved[i].range.endLine + by);
        }
    data.positions = moved;
    return true;
}

} // namespace

Value codeReplace(Value self, Dict* given) {
    Code* code = as<Code>(self);
    PYC_TRY(readyCode(code));
    const CodeData& old = *code->data;
    CodeData data = old;
    uint32_t locals = data.variableCount, stackSize;
    bool sizeGiven = given && dictGetString(given, staticString<"co_nlocals">);
    Bytes* units = nullptr;
    Bytes* lines = nullptr;
    Bytes* handlers = nullptr;
    Tuple* constants = nullptr;
    Tuple* names = nullptr;
    Tuple* variables = nullptr;
    Tuple* freeNames = nullptr;
    Tuple* cells = nullptr;
    String* fileName = code->fileName;
    String* name = code->name;
    String* qualifiedName = code->qualifiedName;
    Changes changes(given);
    if (!changes.number(staticString<"co_argcount">, &data.argumentCount) ||
        !changes.number(staticString<"co_posonlyargcount">, &data.positionalOnlyCount) ||
        !changes.number(staticString<"co_kwonlyargcount">, &data.keywordOnlyCount) ||
        !changes.number(staticString<"co_nlocals">, &locals) ||
        !changes.number(staticString<"co_stacksize">, &stackSize) ||
        !changes.number(staticString<"co_flags">, &data.flags) ||
        !changes.number(staticString<"co_firstlineno">, &data.firstLine) ||
        !changes.bytes(staticString<"co_code">, &units) || !changes.tuple(staticString<"co_consts">, &constants) ||
        !changes.tuple(staticString<"co_names">, &names) || !changes.tuple(staticString<"co_varnames">, &variables) ||
        !changes.tuple(staticString<"co_freevars">, &freeNames) ||
        !changes.tuple(staticString<"co_cellvars">, &cells) || !changes.text(staticString<"co_filename">, &fileName) ||
        !changes.text(staticString<"co_name">, &name) || !changes.text(staticString<"co_qualname">, &qualifiedName) ||
        !changes.bytes(staticString<"co_linetable">, &lines) ||
        !changes.bytes(staticString<"co_exceptiontable">, &handlers) || !changes.end())
        return Value();

    uint64_t count = variables ? uint64_t(variables->length) : data.variableCount;
    uint64_t parameters = uint64_t(data.argumentCount) + data.keywordOnlyCount +
                          bool(data.flags & frontend::CodeVarArgs) + bool(data.flags & frontend::CodeVarKeywords);
    if (parameters > count)
        return raiseValueError("code: co_varnames is too small");
    if (locals != count && (sizeGiven || variables))
        return raiseValueError("code: co_nlocals != len(co_varnames)");
    if (data.argumentCount != old.argumentCount || data.keywordOnlyCount != old.keywordOnlyCount ||
        data.positionalOnlyCount > data.argumentCount)
        return raiseFixed("the number of parameters");
    if ((data.flags ^ old.flags) & FixedFlags)
        return raiseFixed("these bits of co_flags");
    if (lines || handlers)
        return raiseFixed(lines ? "co_linetable" : "co_exceptiontable");
    if (units && (uint64_t(units->length) != uint64_t(old.unitCount) * 2 ||
                  memcmp(units->data, old.units, size_t(units->length))))
        return raiseFixed("co_code");
    if (names) {
        if (uint64_t(names->length) < old.nameCount)
            return raiseFixed("co_names to fewer");
        data.names = PYC_TRY(toTexts(names, nullptr, 0, 0));
        data.nameCount = uint32_t(names->length);
    }
    if ((variables && !renameVariables(data, variables)) || (freeNames && !renameFree(data, freeNames)) ||
        (cells && !keepCells(data, cells)) || (constants && !constantsServe(data, code->constants, constants)) ||
        !shiftLines(data, int64_t(data.firstLine) - old.firstLine))
        return Value();
    PYC_TRY(toText(name, &data.name));
    PYC_TRY(toText(qualifiedName, &data.qualifiedName));
    PYC_TRY(toText(fileName, &data.fileName));
    if (constants)
        data.constantCount = uint32_t(constants->length);
    auto* kept = static_cast<CodeData*>(gc::allocate(sizeof(CodeData)));
    if (!kept)
        return raiseMemoryError();
    *kept = data;
    Code* result = PYC_TRY(newCode(kept));
    auto* values = static_cast<Value*>(gc::allocate((data.constantCount + 1) * sizeof(Value)));
    if (!values)
        return raiseMemoryError();
    for (uint32_t i = 0; i < data.constantCount; ++i)
        values[i] = constants ? constants->items[i] : code->constants[i];
    result->constants = values;
    return Value(result);
}

// ---- equality ----
namespace {

// Constants are equal if nothing can tell them apart: 1 is not 1.0, nor 0.0 -0.0. -1: error.
int sameConstant(Value left, Value right) {
    if (left == right)
        return 1;
    Type* type = typeOf(left);
    if (type != typeOf(right))
        return 0;
    if (type == &FloatType) {
        double one = floatPayload(left), other = floatPayload(right);
        return !memcmp(&one, &other, sizeof one);
    }
    if (type == &ComplexType) {
        String* one = PYC_TRY(repr(left));
        String* other = PYC_TRY(repr(right));
        return sameContent(one, other);
    }
    if (type == &TupleType) {
        auto* one = as<Tuple>(left);
        auto* other = as<Tuple>(right);
        if (one->length != other->length)
            return 0;
        for (int64_t i = 0; i < one->length; ++i)
            if (int same = sameConstant(one->items[i], other->items[i]); same <= 0)
                return same;
        return 1;
    }
    Result<bool> same = compareBool(left, right, CompareEqual);
    return same.ok ? int(same.value) : -1;
}

bool sameRanges(const CodeData& left, const CodeData& right) {
    if (left.positionCount != right.positionCount || left.handlerCount != right.handlerCount)
        return false;
    for (uint32_t i = 0; i < left.positionCount; ++i) {
        const frontend::PositionEntry &one = left.positions[i], &other = right.positions[i];
        if (one.start != other.start || one.range.line != other.range.line ||
            one.range.endLine != other.range.endLine || one.range.column != other.range.column ||
            one.range.endColumn != other.range.endColumn)
            return false;
    }
    for (uint32_t i = 0; i < left.handlerCount; ++i) {
        const frontend::HandlerEntry &one = left.handlers[i], &other = right.handlers[i];
        if (one.start != other.start || one.end != other.end || one.handler != other.handler ||
            one.exceptionRegister != other.exceptionRegister)
            return false;
    }
    return true;
}

int sameCode(Code* left, Code* right) {
    if (left == right)
        return 1;
    const CodeData &one = *left->data, &other = *right->data;
    if (!sameText(one.name, other.name) || one.argumentCount != other.argumentCount ||
        one.positionalOnlyCount != other.positionalOnlyCount || one.keywordOnlyCount != other.keywordOnlyCount ||
        one.flags != other.flags || one.firstLine != other.firstLine || one.unitCount != other.unitCount ||
        one.nameCount != other.nameCount || one.namedCount != other.namedCount ||
        one.variableCount != other.variableCount || one.cellCount != other.cellCount ||
        one.freeCount != other.freeCount || one.constantCount != other.constantCount)
        return 0;
    if ((one.unitCount && memcmp(one.units, other.units, one.unitCount * sizeof(uint16_t))) ||
        !sameTexts(one.names, other.names, one.nameCount) ||
        !sameTexts(one.registerNames, other.registerNames, one.namedCount) || !sameRanges(one, other))
        return 0;
    PYC_TRY(readyCode(left));
    PYC_TRY(readyCode(right));
    for (uint32_t i = 0; i < one.constantCount; ++i)
        if (int same = sameConstant(left->constants[i], right->constants[i]); same <= 0)
            return same;
    return 1;
}

} // namespace

Value codeCompare(Value left, Value right, int operation) {
    if ((operation != CompareEqual && operation != CompareNotEqual) || !isExactly(right, CodeType))
        return notImplementedValue();
    int same = sameCode(as<Code>(left), as<Code>(right));
    return same < 0 ? Value() : boolValue(bool(same) == (operation == CompareEqual));
}

bool codeHash(Value self, int64_t* result) {
    const CodeData& data = *as<Code>(self)->data;
    int64_t parts[] = {hashBytes(data.name.data, data.name.size),
                       hashBytes(data.units, data.unitCount * sizeof(uint16_t)),
                       int64_t(data.firstLine),
                       int64_t(data.flags),
                       int64_t(data.argumentCount),
                       int64_t(data.constantCount)};
    *result = hashCombineTuple(parts, sizeof parts / sizeof *parts);
    return true;
}

} // namespace pyc::runtime
