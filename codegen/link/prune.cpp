// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds the member tables in an archive's objects and turns relocations of unreachable rows into ones that do nothing.
#include "codegen/link/prune.h"

#include "runtime/object/native.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/Object/Archive.h"
#include "llvm/Object/ELF.h"
#include "llvm/Support/MemoryBuffer.h"

#include <cstring>
#include <vector>

// Single inheritance without virtual functions has fixed offsets, whatever the standard guarantees.
#pragma clang diagnostic ignored "-Winvalid-offsetof"

namespace pyc::codegen {

namespace {

using namespace llvm::object;
using runtime::NativeMember;
using Elf = ELFFile<ELF64LE>;
using Section = ELF64LE::Shdr;
using Symbol = ELF64LE::Sym;
using Relocation = ELF64LE::Rela;

constexpr llvm::StringLiteral StaticStringPrefix = "_ZN3pyc7runtime6detail18staticStringObjectI";

// A word of the object file that loses its relocation when the program lacks the name.
struct Row {
    llvm::StringRef name;
    std::vector<const Relocation*> code; // what a call, a read or a write of the member needs
    const Relocation* doc = nullptr;
    const Relocation* signature = nullptr;
};

class ObjectScan {
public:
    ObjectScan(const Elf& file, std::vector<Row>& rows, std::vector<const Relocation*>& typeDocs,
               llvm::StringSet<>& looked)
        : file(file), rows(rows), typeDocs(typeDocs), looked(looked) {}
    bool run();

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

    const Elf& file;
    std::vector<Row>& rows;
    std::vector<const Relocation*>& typeDocs;
    llvm::StringSet<>& looked;
    ELF64LE::ShdrRange sections;
    ELF64LE::SymRange symbols;
    llvm::StringRef symbolNames;
};

bool ObjectScan::run() {
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

llvm::StringRef ObjectScan::stringAt(uint32_t index) const {
    if (index >= symbols.size())
        return {};
    const Symbol& symbol = symbols[index];
    if (!symbolNames.substr(symbol.st_name).starts_with(StaticStringPrefix) || symbol.st_shndx >= sections.size())
        return {};
    llvm::ArrayRef<uint8_t> contents;
    if (!take(file.getSectionContents(sections[symbol.st_shndx]), contents))
        return {};
    uint64_t start = symbol.st_value;
    if (start + sizeof(runtime::String) > contents.size())
        return {};
    int64_t length;
    std::memcpy(&length, contents.data() + start + offsetof(runtime::String, length), sizeof length);
    start += sizeof(runtime::String);
    if (length < 0 || start + uint64_t(length) > contents.size())
        return {};
    return {reinterpret_cast<const char*>(contents.data() + start), size_t(length)};
}

// Rows of a table each have a name, and the last one is nothing but zeros.
bool ObjectScan::readTable(llvm::ArrayRef<uint8_t> contents, llvm::ArrayRef<Relocation> relocations) {
    constexpr size_t RowSize = sizeof(NativeMember);
    if (contents.size() < 2 * RowSize || contents.size() % RowSize)
        return false;
    size_t count = contents.size() / RowSize - 1;
    if (llvm::any_of(contents.take_back(RowSize), [](uint8_t byte) { return byte != 0; }))
        return false;
    std::vector<Row> table(count);
    for (const Relocation& relocation : relocations) {
        size_t index = relocation.r_offset / RowSize;
        if (index >= count)
            return false;
        Row& row = table[index];
        switch (relocation.r_offset % RowSize) {
        case offsetof(NativeMember, name): row.name = stringAt(relocation.getSymbol(false)); break;
        case offsetof(NativeMember, doc): row.doc = &relocation; break;
        case offsetof(NativeMember, signature): row.signature = &relocation; break;
        case offsetof(NativeMember, constant): break; // modules are filled with their constants when imported
        default: row.code.push_back(&relocation); break;
        }
    }
    for (const Row& row : table)
        if (row.name.empty())
            return false;
    rows.insert(rows.end(), table.begin(), table.end());
    return true;
}

void ObjectScan::readTypes(const Section& roots, llvm::ArrayRef<Relocation> relocations) {
    llvm::DenseSet<uint64_t> docs;
    for (const Symbol& symbol : symbols)
        if (symbol.st_shndx < sections.size() && &sections[symbol.st_shndx] == &roots &&
            symbol.st_size == sizeof(runtime::Type))
            docs.insert(symbol.st_value + offsetof(runtime::Type, doc));
    for (const Relocation& relocation : relocations)
        if (docs.contains(relocation.r_offset))
            typeDocs.push_back(&relocation);
}

void ObjectScan::readReferences(llvm::ArrayRef<Relocation> relocations) {
    for (const Relocation& relocation : relocations)
        if (llvm::StringRef text = stringAt(relocation.getSymbol(false)); !text.empty())
            looked.insert(text);
}

// Nothing is stored and nothing is kept alive. Zero is this relocation on every ELF machine.
void neutralise(const Relocation* relocation) { const_cast<Relocation*>(relocation)->setSymbolAndType(0, 0, false); }

} // namespace

std::unique_ptr<MemoryFile> pruneMembers(llvm::StringRef path, const llvm::StringSet<>& names, LinkedMembers& members) {
    auto original = llvm::MemoryBuffer::getFile(path, false, false);
    if (!original)
        return nullptr;
    std::unique_ptr<MemoryFile> copy = MemoryFile::make((*original)->getBuffer());
    if (!copy)
        return nullptr;
    llvm::Expected<std::unique_ptr<Archive>> archive =
        Archive::create({llvm::StringRef(copy->data(), copy->size()), path});
    if (!archive) {
        llvm::consumeError(archive.takeError());
        return nullptr;
    }
    std::vector<Row> rows;
    std::vector<const Relocation*> typeDocs;
    llvm::StringSet<> looked;
    llvm::Error problem = llvm::Error::success();
    bool readable = true;
    for (const Archive::Child& child : (*archive)->children(problem)) {
        llvm::Expected<llvm::StringRef> contents = child.getBuffer();
        llvm::Expected<Elf> file = contents ? Elf::create(*contents) : contents.takeError();
        if (!file)
            llvm::consumeError(file.takeError());
        readable = readable && contents && file && ObjectScan(*file, rows, typeDocs, looked).run();
        if (!readable)
            break;
    }
    if (problem || !readable) {
        llvm::consumeError(std::move(problem));
        return nullptr;
    }

    bool docs = names.contains("__doc__"), signatures = names.contains("__text_signature__");
    members = {0, rows.size()};
    for (const Row& row : rows) {
        bool reachable = names.contains(row.name) || looked.contains(row.name);
        members.kept += reachable;
        if (!reachable)
            for (const Relocation* relocation : row.code)
                neutralise(relocation);
        if (row.doc && !docs)
            neutralise(row.doc);
        if (row.signature && !signatures)
            neutralise(row.signature);
    }
    if (!docs)
        for (const Relocation* relocation : typeDocs)
            neutralise(relocation);
    return copy;
}

} // namespace pyc::codegen
