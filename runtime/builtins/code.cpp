// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Code objects: neutral code with its constants and names as values, and what Python sees of it.
#include "runtime/builtins/code.h"

namespace pyc::runtime {

using frontend::CodeData;
using frontend::Constant;
using frontend::ConstantKind;
using frontend::Text;

Value constantValue(const Constant& constant) {
    auto items = [&]() -> Tuple* {
        Tuple* tuple = PYC_TRY(constant.count ? newTuple(int64_t(constant.count)) : emptyTuple());
        for (uint32_t i = 0; i < constant.count; ++i)
            tuple->items[i] = PYC_TRY(constantValue(constant.items[i]));
        return tuple;
    };
    switch (constant.kind) {
    case ConstantKind::None: return noneValue();
    case ConstantKind::True: return trueValue();
    case ConstantKind::False: return falseValue();
    case ConstantKind::Ellipsis: return ellipsisValue();
    case ConstantKind::Int: return intValue(constant.integer);
    case ConstantKind::BigInt: return newIntegerFromLimbs(constant.negative, constant.limbs, constant.count);
    case ConstantKind::Float: return floatValue(constant.real);
    case ConstantKind::Complex: return newComplex(constant.real, constant.imaginary);
    case ConstantKind::String: return Value(internText({constant.bytes, constant.count}));
    case ConstantKind::Bytes: return Value(newBytes(constant.bytes, int64_t(constant.count)));
    case ConstantKind::Tuple: return Value(items());
    case ConstantKind::FrozenSet: {
        Tuple* members = PYC_TRY(items());
        return Value(newFrozenSet(itemsOf(members)));
    }
    case ConstantKind::Slice: {
        Tuple* parts = PYC_TRY(items());
        return Value(newSlice(parts->items[0], parts->items[1], parts->items[2]));
    }
    case ConstantKind::Code: return Value(newCode(constant.code));
    }
    return Value();
}

Code* newCode(const CodeData* data) {
    Code* code = PYC_TRY(newObject<Code>(CodeShape));
    code->data = data;
    code->entry = pyc_interpreted_entry;
    return code;
}

static String** namesOf(const Text* texts, size_t count) {
    auto** names = static_cast<String**>(gc::allocate((count + 1) * sizeof(String*)));
    if (!names)
        return raiseMemoryError();
    for (size_t i = 0; i < count; ++i)
        names[i] = PYC_TRY(internText(texts[i]));
    return names;
}

bool readyCodeSlow(Code* code) {
    const CodeData* data = code->data;
    if (!code->name) {
        String* fileName = PYC_TRY(internText(data->fileName));
        String* qualifiedName = PYC_TRY(internText(data->qualifiedName));
        String* name = PYC_TRY(internText(data->name));
        code->fileName = fileName;
        code->qualifiedName = qualifiedName;
        code->name = name;
    }
    if (!code->variables)
        code->variables = PYC_TRY(namesOf(data->registerNames, data->namedCount));
    if (!code->names)
        code->names = PYC_TRY(namesOf(data->names, data->nameCount));
    if (!code->constants) {
        auto* constants = static_cast<Value*>(gc::allocate((data->constantCount + 1) * sizeof(Value)));
        if (!constants)
            return raiseMemoryError();
        for (uint32_t i = 0; i < data->constantCount; ++i)
            constants[i] = PYC_TRY(constantValue(data->constants[i]));
        __atomic_store_n(&code->constants, constants, __ATOMIC_RELEASE);
    }
    return true;
}

frontend::SourceRange positionOf(const CodeData* code, uint32_t unit) {
    size_t low = 0, high = code->positionCount;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (code->positions[middle].start <= unit)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? code->positions[low - 1].range
               : frontend::SourceRange{int32_t(code->firstLine), int32_t(code->firstLine), -1, -1};
}

// ---- what Python sees ----
static Value codeRepr(Value self) {
    Code* code = as<Code>(self);
    PYC_TRY(readyCode(code));
    return Value(formatText("<code object %U at 0x%x, file \"%U\", line %d>", code->name, uint64_t(self.bits),
                            code->fileName, code->data->firstLine));
}

static Value namesTuple(const Text* texts, uint32_t count) {
    Tuple* result = PYC_TRY(count ? newTuple(int64_t(count)) : emptyTuple());
    for (uint32_t i = 0; i < count; ++i)
        result->items[i] = Value(PYC_TRY(internText(texts[i])));
    return Value(result);
}

static Value codeConstants(Value self) {
    Code* code = as<Code>(self);
    PYC_TRY(readyCode(code));
    return Value(newTuple(std::span<const Value>(code->constants, code->data->constantCount)));
}

static Value optionalInt(int32_t number) { return number < 0 ? noneValue() : intValue(number); }

// Line by line: (start, end, line) in units of this implementation's bytecode.
static Value codeLines(Code* code) {
    List* result = PYC_TRY(newList());
    const CodeData* data = code->data;
    for (uint32_t i = 0; i < data->positionCount;) {
        const frontend::PositionEntry& first = data->positions[i];
        do
            ++i;
        while (i < data->positionCount && data->positions[i].range.line == first.range.line);
        uint32_t end = i < data->positionCount ? data->positions[i].start : data->unitCount;
        Tuple* row = PYC_TRY(newTuple({intValue(first.start * 2), intValue(end * 2), optionalInt(first.range.line)}));
        PYC_TRY(listAppend(result, Value(row)));
    }
    return iterate(Value(result));
}

static Value codePositions(Code* code) {
    List* result = PYC_TRY(newList());
    const CodeData* data = code->data;
    for (uint32_t i = 0; i < data->positionCount; ++i) {
        frontend::SourceRange range = data->positions[i].range;
        Tuple* row = PYC_TRY(newTuple({optionalInt(range.line), optionalInt(range.endLine), optionalInt(range.column),
                                       optionalInt(range.endColumn)}));
        PYC_TRY(listAppend(result, Value(row)));
    }
    return iterate(Value(result));
}

template <uint32_t CodeData::* field>
static Value codeNumber(Value self) {
    return intValue(as<Code>(self)->data->*field);
}
template <String* Code::* field>
static Value codeText(Value self) {
    PYC_TRY(readyCode(as<Code>(self)));
    return Value(as<Code>(self)->*field);
}
static Value codeVariables(Value self) {
    const CodeData* data = as<Code>(self)->data;
    return namesTuple(data->variableNames, data->variableCount);
}
static Value codeFree(Value self) {
    return namesTuple(as<Code>(self)->data->freeNames, as<Code>(self)->data->freeCount);
}
static Value codeCells(Value self) {
    return namesTuple(as<Code>(self)->data->cellNames, as<Code>(self)->data->cellCount);
}
static Value codeNames(Value self) { return namesTuple(as<Code>(self)->data->names, as<Code>(self)->data->nameCount); }
static Value codeBytes(Value self) {
    const CodeData* data = as<Code>(self)->data;
    return Value(newBytes(data->units, int64_t(data->unitCount) * 2));
}
static Value codeStackSize(Value self) {
    return intValue(as<Code>(self)->data->registerCount - as<Code>(self)->data->namedCount);
}

static constinit const NativeMember codeMembers[] = {
    PYC_METHOD("co_lines", codeLines, "($self, /)", "Lines of instructions."),
    PYC_METHOD("co_positions", codePositions, "($self, /)", "Positions of instructions."),
    PYC_METHOD("replace", codeReplace, "($self, /, **changes)", "A copy of the code object with some fields changed."),
    PYC_METHOD("__replace__", codeReplace, "($self, /, **changes)", "The same as replace()."),
    PYC_FIELD("co_argcount", codeNumber<&CodeData::argumentCount>, nullptr, nullptr),
    PYC_FIELD("co_posonlyargcount", codeNumber<&CodeData::positionalOnlyCount>, nullptr, nullptr),
    PYC_FIELD("co_kwonlyargcount", codeNumber<&CodeData::keywordOnlyCount>, nullptr, nullptr),
    PYC_FIELD("co_nlocals", codeNumber<&CodeData::variableCount>, nullptr, nullptr),
    PYC_FIELD("co_flags", codeNumber<&CodeData::flags>, nullptr, nullptr),
    PYC_FIELD("co_firstlineno", codeNumber<&CodeData::firstLine>, nullptr, nullptr),
    PYC_FIELD("co_stacksize", codeStackSize, nullptr, nullptr),
    PYC_FIELD("co_name", codeText<&Code::name>, nullptr, nullptr),
    PYC_FIELD("co_qualname", codeText<&Code::qualifiedName>, nullptr, nullptr),
    PYC_FIELD("co_filename", codeText<&Code::fileName>, nullptr, nullptr),
    PYC_GETTER("co_consts", codeConstants, nullptr),
    PYC_GETTER("co_names", codeNames, nullptr),
    PYC_GETTER("co_varnames", codeVariables, nullptr),
    PYC_GETTER("co_freevars", codeFree, nullptr),
    PYC_GETTER("co_cellvars", codeCells, nullptr),
    PYC_GETTER("co_code", codeBytes, nullptr),
    PYC_END,
};

PYC_GC_ROOT constinit Shape CodeShape = defineShape(CodeType);
PYC_GC_ROOT constinit Type CodeType = defineType({
    .name = "code",
    .doc = "What a piece of source text was compiled to.",
    .shape = &CodeShape,
    .instanceSize = sizeof(Code),
    .members = codeMembers,
    .slots = {.repr = codeRepr, .hash = codeHash, .compare = codeCompare},
});

} // namespace pyc::runtime
