// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The members of WebAssembly objects. These know no relocation that does nothing: the list of relocations is written
// anew without those that were dropped, and what is left of its room becomes a section that the linker leaves out.
#include "codegen/link/members.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Object/Wasm.h"
#include "llvm/Support/LEB128.h"

#include <cstring>

namespace pyc::codegen {

namespace {

namespace wasm = llvm::wasm;
using llvm::object::WasmObjectFile;
using llvm::object::WasmSection;
using llvm::object::WasmSegment;
using llvm::object::WasmSymbol;
using wasm::WasmRelocation;

uint64_t at(Field field) { return fieldPlaces[unsigned(field)].narrow; }

bool isAddress(const WasmRelocation& relocation) {
    switch (relocation.Type) {
    case wasm::R_WASM_MEMORY_ADDR_LEB:
    case wasm::R_WASM_MEMORY_ADDR_SLEB:
    case wasm::R_WASM_MEMORY_ADDR_I32: return true;
    default: return false;
    }
}

class WasmMembers final : public ObjectMembers {
public:
    explicit WasmMembers(std::unique_ptr<WasmObjectFile> object) : file(std::move(object)) {}
    bool scan() override;
    void drop(Place place) override { dropped.push_back({place, 0}); }
    void stub(Place place) override { dropped.push_back({place, 0xFF}); }
    void finish() override;

    // Functions, then segments of data, then variables of some of these.
    bool isCode(Part part) const override { return part < file->functions().size(); }
    unsigned partCount() const override { return partOf(file->dataSegments().size()) + unsigned(variableCount); }

private:
    // Relocations of one segment of data, with the number of the first.
    bool readTable(size_t number, llvm::ArrayRef<WasmRelocation> relocations, Place first);
    void readTypeTable(size_t number, llvm::ArrayRef<WasmRelocation> relocations, Place first);
    std::vector<Address> addressesOf(size_t number, llvm::ArrayRef<WasmRelocation> relocations, Place first) const;
    void findRoots();
    void readCode(llvm::ArrayRef<WasmRelocation> relocations);
    Reference referenceOf(Part from, const WasmRelocation& relocation) const;
    Part partOf(size_t segment) const { return Part(file->functions().size() + segment); }
    // Of a symbol that is defined here; nothing for what is neither code nor data.
    std::optional<Part> partOf(const WasmSymbol& symbol) const;
    // The text of a static string object, or nothing.
    llvm::StringRef stringAt(const WasmRelocation& relocation) const;

    std::unique_ptr<WasmObjectFile> file;
    const WasmSection* data = nullptr;
    const WasmSection* dataRelocations = nullptr;
    std::vector<const WasmSymbol*> symbols;
    llvm::DenseMap<uint32_t, std::vector<Root>> rootsOf; // of segments, sorted
    size_t variableCount = 0;
    std::vector<std::pair<Place, uint8_t>> dropped; // numbers of relocations of the data section; bytes in their place
};

bool WasmMembers::scan() {
    for (const llvm::object::SymbolRef& symbol : file->symbols())
        symbols.push_back(&file->getWasmSymbol(symbol));
    findRoots();
    for (const WasmSymbol* symbol : symbols)
        if (std::optional<Part> part = partOf(*symbol); part && !symbol->isBindingLocal())
            definitions.push_back({symbol->Info.Name, *part});
    for (const llvm::object::SectionRef& reference : file->sections()) {
        const WasmSection& section = file->getWasmSection(reference);
        if (section.Type == wasm::WASM_SEC_DATA)
            data = &section;
        else if (section.Type == wasm::WASM_SEC_CODE)
            readCode(section.Relocations);
        else if (section.Type == wasm::WASM_SEC_CUSTOM && section.Name == "reloc.DATA")
            dataRelocations = &section;
    }
    if (!data || !dataRelocations)
        return true;
    llvm::ArrayRef<WasmRelocation> relocations = data->Relocations;
    size_t next = 0;
    for (auto [number, segment] : llvm::enumerate(file->dataSegments())) {
        size_t first = next;
        while (next < relocations.size() &&
               relocations[next].Offset < segment.SectionOffset + segment.Data.Content.size())
            ++next;
        llvm::ArrayRef<WasmRelocation> here = relocations.slice(first, next - first);
        if (readTable(number, here, Place(first)))
            continue;
        if (segment.Data.Name == RootsSection) {
            readRoots(partOf(number), segment.Data.Content, rootsOf[uint32_t(number)],
                      addressesOf(number, here, Place(first)), at);
        } else if (segment.Data.Name == NamedTypesSection) {
            readTypeTable(number, here, Place(first));
        } else if (segment.Data.Name == SlotRowsSection) {
            readSlotRows(partOf(number), segment.Data.Content, addressesOf(number, here, Place(first)), at);
        } else if (segment.Data.Name == SlotCallersSection) {
            readSlotCallers(segment.Data.Content, addressesOf(number, here, Place(first)), at);
        } else {
            for (const WasmRelocation& relocation : here) {
                references.push_back(referenceOf(partOf(number), relocation));
                // Parameter names are compared with keywords, they are not looked up.
                if (segment.Data.Name.contains("SignatureData"))
                    references.back().text = {};
            }
        }
    }
    return true;
}

std::optional<ObjectMembers::Part> WasmMembers::partOf(const WasmSymbol& symbol) const {
    if (!symbol.isDefined())
        return std::nullopt;
    if (symbol.isTypeFunction())
        return symbol.Info.ElementIndex - file->getNumImportedFunctions();
    if (!symbol.isTypeData() || symbol.Info.DataRef.Segment >= file->dataSegments().size())
        return std::nullopt;
    if (auto found = rootsOf.find(symbol.Info.DataRef.Segment); found != rootsOf.end())
        for (const Root& variable : found->second)
            if (variable.start == symbol.Info.DataRef.Offset)
                return variable.part;
    return partOf(symbol.Info.DataRef.Segment);
}

void WasmMembers::findRoots() {
    for (const WasmSymbol* symbol : symbols) {
        if (!symbol->isTypeData() || !symbol->isDefined() ||
            symbol->Info.DataRef.Segment >= file->dataSegments().size() ||
            file->dataSegments()[symbol->Info.DataRef.Segment].Data.Name != RootsSection)
            continue;
        const wasm::WasmDataReference& place = symbol->Info.DataRef;
        rootsOf[place.Segment].push_back(
            {symbol->isBindingLocal() ? llvm::StringRef() : symbol->Info.Name, 0, place.Offset, place.Size});
    }
    for (uint32_t segment = 0; segment < file->dataSegments().size(); ++segment) {
        auto found = rootsOf.find(segment);
        if (found == rootsOf.end())
            continue;
        llvm::sort(found->second, [](const Root& a, const Root& b) { return a.start < b.start; });
        for (Root& variable : found->second)
            variable.part = partOf(file->dataSegments().size()) + Part(variableCount++);
    }
}

ObjectMembers::Reference WasmMembers::referenceOf(Part from, const WasmRelocation& relocation) const {
    if (relocation.Type == wasm::R_WASM_TYPE_INDEX_LEB || relocation.Index >= symbols.size())
        return {from, {}, from, {}};
    const WasmSymbol& symbol = *symbols[relocation.Index];
    std::optional<Part> part = partOf(symbol);
    if (part && symbol.isBindingLocal())
        return {from, {}, *part, stringAt(relocation)};
    if (!symbol.isTypeFunction() && !symbol.isTypeData())
        return {from, {}, from, {}};
    return {from, symbol.Info.Name, from, stringAt(relocation)};
}

llvm::StringRef WasmMembers::stringAt(const WasmRelocation& relocation) const {
    if (!isAddress(relocation) || relocation.Index >= symbols.size())
        return {};
    const WasmSymbol& symbol = *symbols[relocation.Index];
    if (!symbol.isTypeData() || !symbol.isDefined() || !symbol.Info.Name.starts_with(StaticStringPrefix) ||
        symbol.Info.DataRef.Segment >= file->dataSegments().size())
        return {};
    llvm::ArrayRef<uint8_t> contents = file->dataSegments()[symbol.Info.DataRef.Segment].Data.Content;
    return staticText(contents, symbol.Info.DataRef.Offset, at(Field::String_length), at(Field::String_size));
}

// Rows of a table each have a name, and the last one is nothing but zeros.
bool WasmMembers::readTable(size_t segmentNumber, llvm::ArrayRef<WasmRelocation> relocations, Place first) {
    const WasmSegment& segment = file->dataSegments()[segmentNumber];
    Part part = partOf(segmentNumber);
    const size_t rowSize = at(Field::NativeMember_size);
    llvm::ArrayRef<uint8_t> contents = segment.Data.Content;
    if (contents.size() < 2 * rowSize || contents.size() % rowSize)
        return false;
    size_t count = contents.size() / rowSize - 1;
    if (llvm::any_of(contents.take_back(rowSize), [](uint8_t byte) { return byte != 0; }))
        return false;
    std::vector<MemberRow> table(count);
    std::vector<Reference> others;
    for (auto [number, relocation] : llvm::enumerate(relocations)) {
        size_t offset = relocation.Offset - segment.SectionOffset, index = offset / rowSize, place = offset % rowSize;
        if (index >= count)
            return false;
        MemberRow& row = table[index];
        if (place == at(Field::NativeMember_name))
            row.name = stringAt(relocation), others.push_back(referenceOf(part, relocation));
        else if (place == at(Field::NativeMember_doc))
            row.doc = first + Place(number);
        else if (place == at(Field::NativeMember_signature))
            row.signature = first + Place(number);
        else if (place == at(Field::NativeMember_constant)) // modules are filled with their constants when imported
            others.push_back(referenceOf(part, relocation));
        else
            row.code.push_back(first + Place(number)), row.targets.push_back(referenceOf(part, relocation));
    }
    for (MemberRow& row : table) {
        if (row.name.empty())
            return false;
        row.table = part;
    }
    for (Reference& reference : others) {
        reference.text = {}; // to have a name is not to look it up
        references.push_back(reference);
    }
    rows.insert(rows.end(), table.begin(), table.end());
    return true;
}

void WasmMembers::readTypeTable(size_t number, llvm::ArrayRef<WasmRelocation> relocations, Place first) {
    // Pairs of a name and a type.
    for (size_t index = 0; index + 1 < relocations.size(); index += 2) {
        const WasmRelocation &name = relocations[index], &type = relocations[index + 1];
        typeRows.push_back(
            {partOf(number), stringAt(name), first + Place(index) + 1, referenceOf(partOf(number), type)});
        references.push_back(referenceOf(partOf(number), name));
        references.back().text = {};
    }
}

std::vector<ObjectMembers::Address> WasmMembers::addressesOf(size_t number, llvm::ArrayRef<WasmRelocation> relocations,
                                                             Place first) const {
    std::vector<Address> addresses;
    for (auto [index, relocation] : llvm::enumerate(relocations))
        addresses.push_back({relocation.Offset - file->dataSegments()[number].SectionOffset, first + Place(index),
                             referenceOf(partOf(number), relocation)});
    return addresses;
}

void WasmMembers::readCode(llvm::ArrayRef<WasmRelocation> relocations) {
    llvm::ArrayRef<wasm::WasmFunction> functions = file->functions();
    size_t number = 0;
    for (const WasmRelocation& relocation : relocations) {
        while (number + 1 < functions.size() && functions[number + 1].CodeSectionOffset <= relocation.Offset)
            ++number;
        references.push_back(referenceOf(Part(number), relocation));
    }
}

// Of the same length as what stood there.
void writeNumber(uint8_t* place, uint64_t number, unsigned length) { llvm::encodeULEB128(number, place, length); }

void WasmMembers::finish() {
    constexpr llvm::StringLiteral LeftOut = ".llvmbc"; // the linker does not copy sections of this name
    constexpr size_t SmallestSection = 3 + LeftOut.size();
    if (dropped.empty() || !dataRelocations->HeaderSecSizeEncodingLen)
        return;
    // The section's number and how many relocations there are, then these: type, offset, index, and an addend in some.
    auto* start = const_cast<uint8_t*>(dataRelocations->Content.data());
    uint8_t *end = start + dataRelocations->Content.size(), *read = start;
    auto skipNumber = [&] {
        while (*read++ & 0x80) {
        }
    };
    skipNumber();
    uint8_t* count = read;
    skipNumber();
    unsigned countLength = unsigned(read - count);
    std::vector<bool> goes(data->Relocations.size());
    for (auto [place, byte] : dropped)
        goes[place] = true;
    uint8_t* write = read;
    std::vector<std::pair<uint8_t*, uint8_t*>> stay;
    size_t gap = 0;
    for (size_t number = 0; number < goes.size(); ++number) {
        uint8_t* from = read++;
        skipNumber();
        skipNumber();
        if (wasm::relocTypeHasAddend(data->Relocations[number].Type))
            skipNumber();
        if (goes[number])
            gap += size_t(read - from);
        else
            stay.push_back({from, read});
    }
    if (gap < SmallestSection)
        return;
    for (auto [from, to] : stay) {
        std::memmove(write, from, size_t(to - from));
        write += to - from;
    }
    writeNumber(count, stay.size(), countLength);
    auto* contents = reinterpret_cast<uint8_t*>(const_cast<char*>(file->getData().data())) + dataRelocations->Offset;
    unsigned length = *dataRelocations->HeaderSecSizeEncodingLen;
    writeNumber(contents - length, size_t(write - contents), length);

    size_t left = size_t(end - write);
    unsigned sizeLength = left - 2 < 0x80 ? 1 : 5;
    std::memset(write, 0, left); // a custom section's number is zero
    writeNumber(write + 1, left - 1 - sizeLength, sizeLength);
    write[1 + sizeLength] = uint8_t(LeftOut.size());
    std::memcpy(write + 2 + sizeLength, LeftOut.data(), LeftOut.size());

    for (auto [place, byte] : dropped)
        std::memset(const_cast<uint8_t*>(data->Content.data()) + data->Relocations[place].Offset, byte,
                    sizeof(uint32_t));
}

} // namespace

std::unique_ptr<ObjectMembers> wasmMembers(llvm::StringRef object) {
    auto file = llvm::object::ObjectFile::createWasmObjectFile({object, ""});
    if (!file) {
        llvm::consumeError(file.takeError());
        return nullptr;
    }
    return std::make_unique<WasmMembers>(std::move(*file));
}

} // namespace pyc::codegen
