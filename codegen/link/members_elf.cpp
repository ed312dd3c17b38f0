// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The members of ELF objects: a relocation is dropped by making it one that does nothing.
#include "codegen/link/members.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Object/ELF.h"

#include <cstring>

namespace pyc::codegen {

namespace {

using namespace llvm::object;
using Elf = ELFFile<ELF64LE>;
using Section = ELF64LE::Shdr;
using Symbol = ELF64LE::Sym;
using Relocation = ELF64LE::Rela;

uint64_t at(Field field) { return fieldPlaces[unsigned(field)].wide; }

class ElfMembers final : public ObjectMembers {
public:
    explicit ElfMembers(const Elf& file) : file(file) {}
    bool scan() override;
    // Nothing is stored and nothing is kept alive. Zero is this relocation on every ELF machine.
    void drop(Place place) override { const_cast<Relocation*>(kept[place].first)->setSymbolAndType(0, 0, false); }
    // What stands in the section is overwritten only by what has a relocation.
    void stub(Place place) override {
        drop(place);
        std::memset(const_cast<uint8_t*>(kept[place].second), 0xFF, sizeof(uint64_t));
    }

    // Sections, then variables of some of these.
    bool isCode(Part part) const override {
        return part < sections.size() && sections[part].sh_flags & llvm::ELF::SHF_EXECINSTR;
    }
    unsigned partCount() const override { return unsigned(sections.size() + variableCount); }

private:
    bool readTable(Part part, llvm::ArrayRef<uint8_t> contents, llvm::ArrayRef<Relocation> relocations);
    void readTypeTable(Part part, llvm::ArrayRef<uint8_t> contents, llvm::ArrayRef<Relocation> relocations);
    void readReferences(Part part, llvm::ArrayRef<Relocation> relocations);
    std::vector<Address> addressesOf(Part part, llvm::ArrayRef<uint8_t> contents,
                                     llvm::ArrayRef<Relocation> relocations);
    void findRoots(llvm::StringRef sectionNames);
    Part partOf(const Symbol& symbol) const;
    // Of what a relocation against a section is to.
    Part partAt(unsigned section, const Relocation& relocation) const;
    Reference referenceOf(Part from, const Relocation& relocation) const;
    bool isLocal(const Symbol& symbol) const {
        return symbol.getBinding() == llvm::ELF::STB_LOCAL && symbol.st_shndx < sections.size();
    }
    llvm::StringRef nameOf(const Symbol& symbol) const { return symbolNames.substr(symbol.st_name).split('\0').first; }
    // The text of a static string object, or nothing.
    llvm::StringRef stringAt(uint32_t symbol) const;
    template <class T>
    static bool take(llvm::Expected<T> value, T& out) {
        if (!value) {
            llvm::consumeError(value.takeError());
            return false;
        }
        out = *value;
        return true;
    }

    Place placeOf(const Relocation& relocation, llvm::ArrayRef<uint8_t> contents) {
        kept.push_back({&relocation, contents.data() + relocation.r_offset});
        return Place(kept.size() - 1);
    }

    Elf file;
    std::vector<std::pair<const Relocation*, const uint8_t*>> kept;
    llvm::DenseMap<unsigned, std::vector<Root>> rootsOf; // of sections, sorted
    size_t variableCount = 0;
    ELF64LE::ShdrRange sections;
    ELF64LE::SymRange symbols;
    llvm::StringRef symbolNames;
};

bool ElfMembers::scan() {
    if (!take(file.sections(), sections))
        return false;
    llvm::StringRef sectionNames;
    if (!take(file.getSectionStringTable(sections), sectionNames))
        return false;
    for (const Section& section : sections)
        if (section.sh_type == llvm::ELF::SHT_SYMTAB &&
            (!take(file.symbols(&section), symbols) || !take(file.getStringTableForSymtab(section), symbolNames)))
            return false;
    findRoots(sectionNames);
    for (const Symbol& symbol : symbols)
        if (symbol.getBinding() != llvm::ELF::STB_LOCAL && symbol.st_shndx != llvm::ELF::SHN_UNDEF &&
            symbol.st_shndx < sections.size())
            definitions.push_back({nameOf(symbol), partOf(symbol)});
    for (const Section& section : sections) {
        if (section.sh_type != llvm::ELF::SHT_RELA || section.sh_info >= sections.size())
            continue;
        const Section& target = sections[section.sh_info];
        if (!(target.sh_flags & llvm::ELF::SHF_ALLOC))
            continue;
        ELF64LE::RelaRange relocations;
        llvm::ArrayRef<uint8_t> contents;
        if (!take(file.relas(section), relocations) || !take(file.getSectionContents(target), contents))
            return false;
        llvm::StringRef name = sectionNames.substr(target.sh_name).split('\0').first;
        if (readTable(section.sh_info, contents, relocations))
            continue;
        if (name == RootsSection)
            readRoots(section.sh_info, contents, rootsOf[section.sh_info],
                      addressesOf(section.sh_info, contents, relocations), at);
        else if (name == NamedTypesSection)
            readTypeTable(section.sh_info, contents, relocations);
        else if (name == SlotRowsSection)
            readSlotRows(section.sh_info, contents, addressesOf(section.sh_info, contents, relocations), at);
        else if (name == SlotCallersSection)
            readSlotCallers(contents, addressesOf(section.sh_info, contents, relocations), at);
        else
            readReferences(section.sh_info, relocations);
        // Parameter names are compared with keywords, they are not looked up.
        if (name.contains("SignatureData"))
            for (Reference& reference : references)
                if (reference.from == section.sh_info)
                    reference.text = {};
    }
    return true;
}

void ElfMembers::findRoots(llvm::StringRef sectionNames) {
    for (const Symbol& symbol : symbols)
        if (symbol.getType() == llvm::ELF::STT_OBJECT && symbol.st_shndx < sections.size() &&
            sectionNames.substr(sections[symbol.st_shndx].sh_name).split('\0').first == RootsSection)
            rootsOf[symbol.st_shndx].push_back(
                {isLocal(symbol) ? llvm::StringRef() : nameOf(symbol), 0, symbol.st_value, symbol.st_size});
    for (unsigned section = 0; section < sections.size(); ++section) {
        auto found = rootsOf.find(section);
        if (found == rootsOf.end())
            continue;
        // Compilers merge variables: code refers to the whole then, and names are parts of it. A reference to what has
        // others in it is to the section.
        std::vector<Root> all = std::move(found->second);
        llvm::sort(
            all, [](const Root& a, const Root& b) { return std::pair(a.start, b.size) < std::pair(b.start, a.size); });
        found->second.clear();
        for (size_t index = 0; index < all.size(); ++index) {
            const Root* next = index + 1 < all.size() ? &all[index + 1] : nullptr;
            if (!next || next->start >= all[index].start + all[index].size)
                found->second.push_back(all[index]);
        }
        for (Root& variable : found->second)
            variable.part = Part(sections.size() + variableCount++);
    }
}

ObjectMembers::Part ElfMembers::partOf(const Symbol& symbol) const {
    if (auto found = rootsOf.find(symbol.st_shndx); found != rootsOf.end())
        for (const Root& variable : found->second)
            if (variable.start == symbol.st_value && variable.size == symbol.st_size)
                return variable.part;
    return symbol.st_shndx;
}

ObjectMembers::Part ElfMembers::partAt(unsigned section, const Relocation& relocation) const {
    auto found = rootsOf.find(section);
    if (found == rootsOf.end())
        return section;
    // On x86-64 the addend counts from the end of the instruction, which is not known: up to four more bytes follow.
    uint64_t first = uint64_t(relocation.r_addend), last = first;
    bool relative =
        file.getHeader().e_machine == llvm::ELF::EM_X86_64 && relocation.getType(false) != llvm::ELF::R_X86_64_64 &&
        relocation.getType(false) != llvm::ELF::R_X86_64_32 && relocation.getType(false) != llvm::ELF::R_X86_64_32S;
    if (relative)
        first += 4, last += 8;
    for (const Root& variable : found->second)
        if (variable.start <= first && last < variable.start + variable.size)
            return variable.part;
    return section;
}

ObjectMembers::Reference ElfMembers::referenceOf(Part from, const Relocation& relocation) const {
    uint32_t index = relocation.getSymbol(false);
    if (index >= symbols.size())
        return {from, {}, 0, {}};
    const Symbol& symbol = symbols[index];
    if (symbol.getType() == llvm::ELF::STT_SECTION && isLocal(symbol))
        return {from, {}, partAt(symbol.st_shndx, relocation), {}};
    if (isLocal(symbol))
        return {from, {}, partOf(symbol), stringAt(index)};
    return {from, nameOf(symbol), 0, stringAt(index)};
}

llvm::StringRef ElfMembers::stringAt(uint32_t index) const {
    if (index >= symbols.size())
        return {};
    const Symbol& symbol = symbols[index];
    if (!symbolNames.substr(symbol.st_name).starts_with(StaticStringPrefix) || symbol.st_shndx >= sections.size())
        return {};
    llvm::ArrayRef<uint8_t> contents;
    if (!take(file.getSectionContents(sections[symbol.st_shndx]), contents))
        return {};
    return staticText(contents, symbol.st_value, at(Field::String_length), at(Field::String_size));
}

// Rows of a table each have a name, and the last one is nothing but zeros.
bool ElfMembers::readTable(Part part, llvm::ArrayRef<uint8_t> contents, llvm::ArrayRef<Relocation> relocations) {
    const size_t rowSize = at(Field::NativeMember_size);
    if (contents.size() < 2 * rowSize || contents.size() % rowSize)
        return false;
    size_t count = contents.size() / rowSize - 1;
    if (llvm::any_of(contents.take_back(rowSize), [](uint8_t byte) { return byte != 0; }))
        return false;
    std::vector<MemberRow> table(count);
    std::vector<Reference> others;
    for (const Relocation& relocation : relocations) {
        size_t index = relocation.r_offset / rowSize, place = relocation.r_offset % rowSize;
        if (index >= count)
            return false;
        MemberRow& row = table[index];
        if (place == at(Field::NativeMember_name))
            row.name = stringAt(relocation.getSymbol(false)), others.push_back(referenceOf(part, relocation));
        else if (place == at(Field::NativeMember_doc))
            row.doc = placeOf(relocation, contents);
        else if (place == at(Field::NativeMember_signature))
            row.signature = placeOf(relocation, contents);
        else if (place == at(Field::NativeMember_constant)) // modules are filled with their constants when imported
            others.push_back(referenceOf(part, relocation));
        else
            row.code.push_back(placeOf(relocation, contents)), row.targets.push_back(referenceOf(part, relocation));
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

void ElfMembers::readTypeTable(Part part, llvm::ArrayRef<uint8_t> contents, llvm::ArrayRef<Relocation> relocations) {
    // Pairs of a name and a type.
    for (size_t index = 0; index + 1 < relocations.size(); index += 2) {
        const Relocation &name = relocations[index], &type = relocations[index + 1];
        typeRows.push_back({part, stringAt(name.getSymbol(false)), placeOf(type, contents), referenceOf(part, type)});
        references.push_back(referenceOf(part, name));
        references.back().text = {};
    }
}

std::vector<ObjectMembers::Address> ElfMembers::addressesOf(Part part, llvm::ArrayRef<uint8_t> contents,
                                                            llvm::ArrayRef<Relocation> relocations) {
    std::vector<Address> addresses;
    for (const Relocation& relocation : relocations)
        addresses.push_back({relocation.r_offset, placeOf(relocation, contents), referenceOf(part, relocation)});
    return addresses;
}

void ElfMembers::readReferences(Part part, llvm::ArrayRef<Relocation> relocations) {
    for (const Relocation& relocation : relocations)
        references.push_back(referenceOf(part, relocation));
}

} // namespace

std::unique_ptr<ObjectMembers> elfMembers(llvm::StringRef object) {
    llvm::Expected<Elf> file = Elf::create(object);
    if (!file) {
        llvm::consumeError(file.takeError());
        return nullptr;
    }
    return std::make_unique<ElfMembers>(*file);
}

} // namespace pyc::codegen
