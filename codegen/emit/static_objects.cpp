// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each object mirrors its layout field by field; what can be checked about the mirror is checked below.
#include "codegen/emit/static_objects.h"

#include "runtime/object/layouts.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/GlobalVariable.h"

#include <bit>

namespace pyc::codegen {

// Of the fields of Code.
static constexpr size_t EntryField = 2, HomeField = 3, ForgetsField = 12;

using namespace frontend;
using runtime::Value;

static_assert(sizeof(runtime::String) == 32 && sizeof(runtime::Bytes) == 24 && sizeof(runtime::Tuple) == 16 &&
              sizeof(runtime::Slice) == 32);
static_assert(sizeof(runtime::Code) == 104, "code() mirrors Code");
static_assert(sizeof(runtime::Module) == 64, "module() mirrors Module");

StaticObjects::StaticObjects(llvm::Module& module, StaticData& data)
    : irModule(module), data(data), context(module.getContext()), pointer(llvm::PointerType::getUnqual(context)),
      int8(llvm::Type::getInt8Ty(context)), int16(llvm::Type::getInt16Ty(context)),
      int32(llvm::Type::getInt32Ty(context)), int64(llvm::Type::getInt64Ty(context)),
      null(llvm::ConstantPointerNull::get(llvm::cast<llvm::PointerType>(pointer))) {}

llvm::Constant* StaticObjects::integer(uint64_t value, llvm::Type* type) { return llvm::ConstantInt::get(type, value); }

llvm::Constant* StaticObjects::word(llvm::Constant* value) { return llvm::ConstantExpr::getPtrToInt(value, int64); }

llvm::Constant* StaticObjects::runtimeSymbol(llvm::StringRef symbol) {
    if (llvm::GlobalVariable* known = irModule.getGlobalVariable(symbol))
        return known;
    return new llvm::GlobalVariable(irModule, int8, false, llvm::GlobalValue::ExternalLinkage, nullptr, symbol);
}

llvm::GlobalVariable* StaticObjects::object(llvm::ArrayRef<llvm::Constant*> fields, const llvm::Twine& name,
                                            bool holdsReferences) {
    llvm::Constant* initializer = data.structure(fields);
    auto* global = new llvm::GlobalVariable(irModule, initializer->getType(), false, llvm::GlobalValue::InternalLinkage,
                                            initializer, name);
    global->setAlignment(llvm::Align(16));
    if (holdsReferences)
        global->setSection("pyc_roots");
    return global;
}

// The code points of WTF-8 text, which comes from our own front end and is well formed.
static std::vector<uint32_t> codePoints(llvm::StringRef text) {
    std::vector<uint32_t> points;
    for (size_t index = 0; index < text.size();) {
        uint8_t lead = uint8_t(text[index]);
        unsigned length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        uint32_t point = length == 1 ? lead : lead & (0x7F >> length);
        for (unsigned next = 1; next < length; ++next)
            point = point << 6 | (uint8_t(text[index + next]) & 0x3F);
        points.push_back(point);
        index += length;
    }
    return points;
}

template <class Unit>
static llvm::Constant* unitsOf(llvm::LLVMContext& context, const std::vector<uint32_t>& points, uint32_t& hash) {
    std::vector<Unit> units(points.begin(), points.end());
    hash = runtime::nameHashOfBytes(reinterpret_cast<const char*>(units.data()), units.size() * sizeof(Unit));
    units.push_back(0);
    return llvm::ConstantDataArray::get(context, units);
}

llvm::Constant* StaticObjects::string(llvm::StringRef wtf8) {
    llvm::Constant*& known = strings[wtf8];
    if (known)
        return known;
    std::vector<uint32_t> points = codePoints(wtf8);
    uint32_t highest = 0, hash = 0;
    for (uint32_t point : points)
        highest = std::max(highest, point);
    uint8_t kind = highest < 0x100 ? 1 : highest < 0x10000 ? 2 : 4;
    uint8_t flags = runtime::StringStatic | (highest < 0x80 ? runtime::StringAscii : 0);
    llvm::Constant* units = kind == 1   ? unitsOf<uint8_t>(context, points, hash)
                            : kind == 2 ? unitsOf<uint16_t>(context, points, hash)
                                        : unitsOf<uint32_t>(context, points, hash);
    known = object({runtimeSymbol("pyc_StringShape"), integer(points.size(), int64), integer(0, int64),
                    integer(hash, int32), integer(kind, int8), integer(flags, int8), integer(0, int16), units},
                   "pyc.string", false);
    return known;
}

llvm::Constant* StaticObjects::value(const Constant& constant) {
    switch (constant.kind) {
    case ConstantKind::None: return word(runtimeSymbol("pyc_None"));
    case ConstantKind::True: return word(runtimeSymbol("pyc_True"));
    case ConstantKind::False: return word(runtimeSymbol("pyc_False"));
    case ConstantKind::Ellipsis: return word(runtimeSymbol("pyc_Ellipsis"));
    case ConstantKind::Int:
        if (Value::fitsSmallInt(constant.integer))
            return integer(Value::fromSmallInt(constant.integer).bits, int64);
        return word(
            object({runtimeSymbol("pyc_IntShape"), integer(constant.integer < 0 ? uint64_t(-1) : 1, int64),
                    integer(constant.integer < 0 ? 0 - uint64_t(constant.integer) : uint64_t(constant.integer), int64)},
                   "pyc.int", false));
    case ConstantKind::BigInt: {
        std::vector<uint64_t> limbs(constant.limbs, constant.limbs + constant.count);
        return word(object({runtimeSymbol("pyc_IntShape"),
                            integer(constant.negative ? 0 - uint64_t(limbs.size()) : limbs.size(), int64),
                            llvm::ConstantDataArray::get(context, limbs)},
                           "pyc.int", false));
    }
    case ConstantKind::Float:
        if (Value immediate = Value::immediateOrEmpty(constant.real))
            return integer(immediate.bits, int64);
        return word(object({runtimeSymbol("pyc_FloatShape"), integer(std::bit_cast<uint64_t>(constant.real), int64)},
                           "pyc.float", false));
    case ConstantKind::Complex:
        return word(object({runtimeSymbol("pyc_ComplexShape"), integer(std::bit_cast<uint64_t>(constant.real), int64),
                            integer(std::bit_cast<uint64_t>(constant.imaginary), int64)},
                           "pyc.complex", false));
    case ConstantKind::String: return word(string(llvm::StringRef(constant.bytes, constant.count)));
    case ConstantKind::Bytes:
        return word(
            object({runtimeSymbol("pyc_BytesShape"), integer(constant.count, int64), integer(0, int64),
                    llvm::ConstantDataArray::getString(context, llvm::StringRef(constant.bytes, constant.count), true)},
                   "pyc.bytes", false));
    case ConstantKind::Tuple: {
        if (constant.count == 0)
            return word(runtimeSymbol("pyc_EmptyTuple"));
        std::vector<llvm::Constant*> items;
        for (const Constant& item : llvm::ArrayRef(constant.items, constant.count)) {
            llvm::Constant* itemValue = value(item);
            if (!itemValue)
                return nullptr;
            items.push_back(itemValue);
        }
        return word(object({runtimeSymbol("pyc_TupleShape"), integer(items.size(), int64), data.elements(items)},
                           "pyc.tuple", false));
    }
    case ConstantKind::Slice: {
        llvm::Constant* parts[] = {value(constant.items[0]), value(constant.items[1]), value(constant.items[2])};
        if (!parts[0] || !parts[1] || !parts[2])
            return nullptr;
        return word(object({runtimeSymbol("pyc_SliceShape"), parts[0], parts[1], parts[2]}, "pyc.slice", false));
    }
    case ConstantKind::FrozenSet: return nullptr;
    case ConstantKind::Code: return word(code(*constant.code));
    }
    __builtin_unreachable();
}

llvm::Constant* StaticObjects::stringArray(const Text* texts, uint32_t count) {
    if (count == 0)
        return null;
    std::vector<llvm::Constant*> elements;
    for (uint32_t index = 0; index < count; ++index)
        elements.push_back(string(texts[index]));
    llvm::Constant* initializer = llvm::ConstantArray::get(llvm::ArrayType::get(pointer, count), elements);
    return new llvm::GlobalVariable(irModule, initializer->getType(), true, llvm::GlobalValue::PrivateLinkage,
                                    initializer, "pyc.strings");
}

llvm::GlobalVariable* StaticObjects::code(const CodeData& code) {
    if (auto known = codes.find(&code); known != codes.end())
        return known->second.object;
    std::vector<llvm::Constant*> values;
    for (const Constant& constant : llvm::ArrayRef(code.constants, code.constantCount)) {
        llvm::Constant* constantValue = value(constant);
        if (!constantValue) {
            values.clear();
            break;
        }
        values.push_back(constantValue);
    }
    // Without its values, or with none, the array is left to the runtime.
    llvm::Constant* constants = data.array(values, "pyc.values");
    llvm::GlobalVariable* result = object(
        {
            runtimeSymbol("pyc_CodeShape"),
            data.codeData(code),
            null, // entry
            null, // home
            constants,
            stringArray(code.names, code.nameCount),
            stringArray(code.registerNames, code.namedCount),
            null, // caches
            string(code.name),
            string(code.qualifiedName),
            string(code.fileName),
            null,                             // extra
            llvm::ConstantInt::get(int64, 0), // forgets locals
        },
        "pyc.codeobject", true);
    codes[&code] = {result, std::move(values)};
    return result;
}

llvm::Constant* StaticObjects::constantOf(const CodeData& data, unsigned index) {
    code(data);
    const std::vector<llvm::Constant*>& values = codes[&data].constants;
    return values.empty() ? nullptr : values[index];
}

void StaticObjects::setCompiled(const CodeData& data, llvm::Constant* entry, llvm::Constant* home, bool forgetsLocals) {
    llvm::GlobalVariable* object = code(data);
    setField(object, EntryField, entry);
    setField(object, HomeField, home);
    setField(object, ForgetsField, llvm::ConstantInt::get(int64, forgetsLocals));
}

void StaticObjects::setField(llvm::GlobalVariable* object, size_t field, llvm::Constant* value) {
    auto* initializer = llvm::cast<llvm::ConstantStruct>(object->getInitializer());
    std::vector<llvm::Constant*> fields;
    for (llvm::Use& operand : initializer->operands())
        fields.push_back(llvm::cast<llvm::Constant>(operand.get()));
    fields[field] = value;
    object->setInitializer(llvm::ConstantStruct::get(initializer->getType(), fields));
}

void StaticObjects::interpretOthers(llvm::FunctionType* type) {
    for (auto& [data, known] : codes)
        if (known.object->getInitializer()->getAggregateElement(EntryField)->isNullValue())
            setField(
                known.object, EntryField,
                llvm::cast<llvm::Constant>(irModule.getOrInsertFunction("pyc_interpreted_entry", type).getCallee()));
}

StaticObjects::ModuleStorage StaticObjects::module(llvm::StringRef name, llvm::ArrayRef<std::string> slotNames) {
    auto* slotsType = llvm::ArrayType::get(int64, slotNames.size());
    auto* slots = new llvm::GlobalVariable(irModule, slotsType, false, llvm::GlobalValue::InternalLinkage,
                                           llvm::ConstantAggregateZero::get(slotsType), "pyc.slots." + name);
    slots->setSection("pyc_roots");
    std::vector<uint8_t> ones(slotNames.size(), 1);
    llvm::Constant* onesInitializer = llvm::ConstantDataArray::get(context, ones);
    auto* unchanged =
        new llvm::GlobalVariable(irModule, onesInitializer->getType(), false, llvm::GlobalValue::InternalLinkage,
                                 onesInitializer, "pyc.unchanged." + name);
    std::vector<Text> texts;
    for (const std::string& slotName : slotNames)
        texts.push_back({slotName.data(), uint32_t(slotName.size())});
    llvm::GlobalVariable* storage = object(
        {
            runtimeSymbol("pyc_ModuleShape"),
            null, // namespaceDict
            slots,
            stringArray(texts.data(), uint32_t(texts.size())),
            integer(slotNames.size(), int32),
            integer(0, int32), // flags
            null,              // data
            unchanged,
            string(name),
        },
        "pyc.module." + name, true);
    return {storage, slots, unchanged};
}

} // namespace pyc::codegen
