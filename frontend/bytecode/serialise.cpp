// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Writing and reading code objects. Integers are in base 128, texts are written once and then referred to.
#include "frontend/bytecode/serialise.h"
#include "frontend/support/hash_map.h"

namespace pyc::frontend {

namespace {

constexpr char Magic[4] = {'p', 'y', 'c', 'N'};
constexpr int MaximumNesting = 200;

class Writer {
public:
    explicit Writer(Arena& arena) : bytes(arena), texts(arena) {}

    Sequence<uint8_t> run(const CodeData& code) {
        for (char byte : Magic)
            bytes.push(uint8_t(byte));
        number(SerialisedVersion);
        number(uint64_t(Opcode::Count));
        this->code(code);
        return bytes.copySequence();
    }

private:
    void number(uint64_t value) {
        for (; value >= 128; value >>= 7)
            bytes.push(uint8_t(value) | 128);
        bytes.push(uint8_t(value));
    }
    void signedNumber(int64_t value) { number(value < 0 ? ~uint64_t(value) << 1 | 1 : uint64_t(value) << 1); }
    void raw(const void* data, size_t size) { bytes.append(static_cast<const uint8_t*>(data), size); }

    void text(const Text& text) {
        auto insertion = texts.insert({text.data, text.size}, uint32_t(texts.size()));
        if (!insertion.inserted) {
            number(*insertion.value + 1);
            return;
        }
        number(0);
        number(text.size);
        raw(text.data, text.size);
    }
    void textList(const Text* list, uint32_t count) {
        number(count);
        for (uint32_t index = 0; index < count; ++index)
            text(list[index]);
    }

    void real(double value) {
        uint64_t bits = __builtin_bit_cast(uint64_t, value);
        for (int shift = 0; shift < 64; shift += 8)
            bytes.push(uint8_t(bits >> shift));
    }

    void constant(const Constant& value) {
        bytes.push(uint8_t(value.kind));
        switch (value.kind) {
        case ConstantKind::Int: signedNumber(value.integer); break;
        case ConstantKind::BigInt:
            bytes.push(value.negative);
            number(value.count);
            for (uint32_t index = 0; index < value.count; ++index)
                number(value.limbs[index]);
            break;
        case ConstantKind::Float: real(value.real); break;
        case ConstantKind::Complex:
            real(value.real);
            real(value.imaginary);
            break;
        case ConstantKind::String:
        case ConstantKind::Bytes: text({value.bytes, value.count}); break;
        case ConstantKind::Tuple:
        case ConstantKind::FrozenSet:
        case ConstantKind::Slice:
            number(value.count);
            for (uint32_t index = 0; index < value.count; ++index)
                constant(value.items[index]);
            break;
        case ConstantKind::Code: code(*value.code); break;
        default: break;
        }
    }

    void code(const CodeData& code) {
        text(code.name);
        text(code.qualifiedName);
        text(code.fileName);
        for (uint32_t value :
             {code.flags, code.argumentCount, code.positionalOnlyCount, code.keywordOnlyCount, code.variableCount,
              code.cellCount, code.freeCount, code.namedCount, code.registerCount, code.cacheCount, code.firstLine})
            number(value);
        textList(code.registerNames, code.namedCount);
        textList(code.cellNames, code.cellCount);
        textList(code.names, code.nameCount);
        number(code.unitCount);
        for (uint32_t index = 0; index < code.unitCount; ++index)
            number(code.units[index]);
        number(code.constantCount);
        for (uint32_t index = 0; index < code.constantCount; ++index)
            constant(code.constants[index]);
        number(code.handlerCount);
        for (uint32_t index = 0; index < code.handlerCount; ++index) {
            const HandlerEntry& entry = code.handlers[index];
            for (uint32_t value : {entry.start, entry.end, entry.handler, uint32_t(entry.exceptionRegister)})
                number(value);
        }
        number(code.positionCount);
        uint32_t start = 0;
        SourceRange last = {};
        for (uint32_t index = 0; index < code.positionCount; ++index) {
            const PositionEntry& entry = code.positions[index];
            number(entry.start - start);
            start = entry.start;
            signedNumber(int64_t(entry.range.line) - last.line);
            signedNumber(int64_t(entry.range.endLine) - entry.range.line);
            signedNumber(int64_t(entry.range.column) - last.column);
            signedNumber(int64_t(entry.range.endColumn) - entry.range.column);
            last = entry.range;
        }
    }

    ArenaVector<uint8_t> bytes;
    HashMap<std::string_view, uint32_t> texts;
};

class Reader {
public:
    Reader(const uint8_t* bytes, size_t size, Arena& arena)
        : cursor(bytes), end(bytes + size), arena(arena), texts(arena) {}

    const CodeData* run() {
        for (char byte : Magic)
            if (take() != uint8_t(byte))
                return nullptr;
        if (number() != SerialisedVersion || number() != uint64_t(Opcode::Count))
            return nullptr;
        const CodeData* read = code(0);
        return broken || cursor != end ? nullptr : read;
    }

private:
    uint8_t take() {
        if (cursor == end) {
            broken = true;
            return 0;
        }
        return *cursor++;
    }
    uint64_t number() {
        uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            uint8_t byte = take();
            value |= uint64_t(byte & 127) << shift;
            if (byte < 128)
                return value;
        }
        broken = true;
        return 0;
    }
    int64_t signedNumber() {
        uint64_t value = number();
        return int64_t(value & 1 ? ~(value >> 1) : value >> 1);
    }
    uint32_t small() {
        uint64_t value = number();
        if (value > UINT32_MAX)
            broken = true;
        return uint32_t(value);
    }
    static int64_t sum(int64_t left, int64_t right) { return int64_t(uint64_t(left) + uint64_t(right)); }
    int32_t position(int64_t value) {
        if (value < INT32_MIN || value > INT32_MAX)
            broken = true;
        return int32_t(value);
    }
    /// A count of things that take at least a byte each: more than is left is a lie.
    uint32_t count() {
        uint64_t value = number();
        if (value > size_t(end - cursor)) {
            broken = true;
            return 0;
        }
        return uint32_t(value);
    }

    Text text() {
        uint64_t reference = number();
        if (reference) {
            if (reference > texts.size()) {
                broken = true;
                return {"", 0};
            }
            return texts[size_t(reference - 1)];
        }
        uint32_t size = count();
        std::string_view copy = arena.copy(std::string_view(reinterpret_cast<const char*>(cursor), size));
        cursor += size;
        Text made = {copy.data(), size};
        texts.push(made);
        return made;
    }
    const Text* textList(uint32_t& size) {
        size = count();
        Text* list = arena.makeArray<Text>(size);
        for (uint32_t index = 0; index < size; ++index)
            list[index] = text();
        return list;
    }

    double real() {
        uint64_t bits = 0;
        for (int shift = 0; shift < 64; shift += 8)
            bits |= uint64_t(take()) << shift;
        return __builtin_bit_cast(double, bits);
    }

    Constant constant(int depth) {
        Constant value{};
        uint8_t kind = take();
        if (kind > uint8_t(ConstantKind::Code) || depth > MaximumNesting) {
            broken = true;
            return value;
        }
        value.kind = ConstantKind(kind);
        switch (value.kind) {
        case ConstantKind::Int: value.integer = signedNumber(); break;
        case ConstantKind::BigInt: {
            value.negative = take();
            value.count = count();
            uint64_t* limbs = arena.makeArray<uint64_t>(value.count);
            for (uint32_t index = 0; index < value.count; ++index)
                limbs[index] = number();
            value.limbs = limbs;
            if (!value.count || !limbs[value.count - 1])
                broken = true;
            break;
        }
        case ConstantKind::Float: value.real = real(); break;
        case ConstantKind::Complex:
            value.real = real();
            value.imaginary = real();
            break;
        case ConstantKind::String:
        case ConstantKind::Bytes: {
            Text bytes = text();
            value.bytes = bytes.data;
            value.count = bytes.size;
            break;
        }
        case ConstantKind::Tuple:
        case ConstantKind::FrozenSet:
        case ConstantKind::Slice: {
            value.count = count();
            Constant* items = arena.makeArray<Constant>(value.count);
            for (uint32_t index = 0; index < value.count; ++index)
                items[index] = broken ? Constant{} : constant(depth + 1);
            value.items = items;
            break;
        }
        case ConstantKind::Code: value.code = code(depth + 1); break;
        default: break;
        }
        return value;
    }

    const CodeData* code(int depth) {
        CodeData* code = arena.make<CodeData>();
        code->name = text();
        code->qualifiedName = text();
        code->fileName = text();
        for (uint32_t* field : {&code->flags, &code->argumentCount, &code->positionalOnlyCount, &code->keywordOnlyCount,
                                &code->variableCount, &code->cellCount, &code->freeCount, &code->namedCount,
                                &code->registerCount, &code->cacheCount, &code->firstLine})
            *field = small();
        uint32_t named, cells;
        code->registerNames = textList(named);
        code->cellNames = textList(cells);
        code->names = textList(code->nameCount);
        if (named != code->namedCount || cells != code->cellCount || code->variableCount > named ||
            code->freeCount > named - code->variableCount)
            broken = true;
        if (broken)
            return code;
        code->variableNames = code->registerNames;
        code->freeNames = code->registerNames + (named - code->freeCount);
        code->unitCount = count();
        uint16_t* units = arena.makeArray<uint16_t>(code->unitCount);
        for (uint32_t index = 0; index < code->unitCount; ++index) {
            uint64_t unit = number();
            if (unit > UINT16_MAX)
                broken = true;
            units[index] = uint16_t(unit);
        }
        code->units = units;
        code->constantCount = count();
        Constant* constants = arena.makeArray<Constant>(code->constantCount);
        for (uint32_t index = 0; index < code->constantCount; ++index)
            constants[index] = broken ? Constant{} : constant(depth);
        code->constants = constants;
        code->handlerCount = count();
        HandlerEntry* handlers = arena.makeArray<HandlerEntry>(code->handlerCount);
        for (uint32_t index = 0; index < code->handlerCount; ++index) {
            handlers[index].start = small();
            handlers[index].end = small();
            handlers[index].handler = small();
            uint32_t reg = small();
            if (reg > UINT16_MAX)
                broken = true;
            handlers[index].exceptionRegister = uint16_t(reg);
        }
        code->handlers = handlers;
        code->positionCount = count();
        PositionEntry* positions = arena.makeArray<PositionEntry>(code->positionCount);
        uint64_t start = 0;
        SourceRange last = {};
        for (uint32_t index = 0; index < code->positionCount; ++index) {
            start += small();
            if (start > UINT32_MAX)
                broken = true;
            SourceRange range;
            range.line = position(sum(last.line, signedNumber()));
            range.endLine = position(sum(range.line, signedNumber()));
            range.column = position(sum(last.column, signedNumber()));
            range.endColumn = position(sum(range.column, signedNumber()));
            positions[index] = {uint32_t(start), range};
            last = range;
        }
        code->positions = positions;
        return code;
    }

    const uint8_t* cursor;
    const uint8_t* end;
    Arena& arena;
    ArenaVector<Text> texts;
    bool broken = false;
};

} // namespace

Sequence<uint8_t> serialise(const CodeData& code, Arena& arena) { return Writer(arena).run(code); }

const CodeData* deserialise(const uint8_t* bytes, size_t size, Arena& arena) {
    return Reader(bytes, size, arena).run();
}

} // namespace pyc::frontend
