// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The members of ELF objects: a relocation is dropped by making it one that does nothing.
#include "codegen/link/members.h"
#include "codegen/target/fields.h"

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
    void drop(Place place) override { const_cast<Relocation*>(kept[place])->setSymbolAndType(0, 0, false); }

private:
    bool readTable(llvm::ArrayRef<uint8_t> contents, llvm::ArrayRef<Relocation> relocations);
    void readTypes(const Section& roots, llvm::ArrayRef<Relocation> relocations);
    void readReferences(llvm::ArrayRef<Relocation> relocations);
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

    Place placeOf(const Relocation& relocation) {
        kept.push_back(&relocation);
        return Place(kept.size() - 1);
    }

    Elf file;
    std::vector<const Relocation*> kept;
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
        if (readTable(contents, relocations))
            continue;
        if (name == "pyc_roots")
            readTypes(target, relocations);
        // Parameter names are compared with keywords, they are not looked up.
        if (!name.contains("SignatureData"))
            readReferences(relocations);
    }
    return true;
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
bool ElfMembers::readTable(llvm::ArrayRef<uint8_t> contents, llvm::ArrayRef<Relocation> relocations) {
    const size_t rowSize = at(Field::NativeMember_size);
    if (contents.size() < 2 * rowSize || contents.size() % rowSize)
        return false;
    size_t count = contents.size() / rowSize - 1;
    if (llvm::any_of(contents.take_back(rowSize), [](uint8_t byte) { return byte != 0; }))
        return false;
    std::vector<MemberRow> table(count);
    for (const Relocation& relocation : relocations) {
        size_t index = relocation.r_offset / rowSize, place = relocation.r_offset % rowSize;
        if (index >= count)
            return false;
        MemberRow& row = table[index];
        if (place == at(Field::NativeMember_name))
            row.name = stringAt(relocation.getSymbol(false));
        else if (place == at(Field::NativeMember_doc))
            row.doc = placeOf(relocation);
        else if (place == at(Field::NativeMember_signature))
            row.signature = placeOf(relocation);
        else if (place != at(Field::NativeMember_constant)) // modules are filled with their constants when imported
            row.code.push_back(placeOf(relocation));
    }
    for (const MemberRow& row : table)
        if (row.name.empty())
            return false;
    rows.insert(rows.end(), table.begin(), table.end());
    return true;
}

void ElfMembers::readTypes(const Section& roots, llvm::ArrayRef<Relocation> relocations) {
    llvm::DenseSet<uint64_t> docs;
    for (const Symbol& symbol : symbols)
        if (symbol.st_shndx < sections.size() && &sections[symbol.st_shndx] == &roots &&
            symbol.st_size == at(Field::Type_size))
            docs.insert(symbol.st_value + at(Field::Type_doc));
    for (const Relocation& relocation : relocations)
        if (docs.contains(relocation.r_offset))
            typeDocs.push_back(placeOf(relocation));
}

void ElfMembers::readReferences(llvm::ArrayRef<Relocation> relocations) {
    for (const Relocation& relocation : relocations)
        if (llvm::StringRef text = stringAt(relocation.getSymbol(false)); !text.empty())
            looked.insert(text);
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
