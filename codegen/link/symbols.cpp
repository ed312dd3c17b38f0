// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads symbol tables of objects, alone and in archives.
#include "codegen/link/symbols.h"

#include "llvm/Object/Archive.h"
#include "llvm/Object/ObjectFile.h"
#include "llvm/Support/MemoryBuffer.h"

namespace pyc::codegen {

using llvm::object::Archive;
using llvm::object::ObjectFile;
using llvm::object::SymbolRef;

static bool readSymbols(llvm::MemoryBufferRef contents, ObjectSymbols& symbols) {
    llvm::Expected<std::unique_ptr<ObjectFile>> file = ObjectFile::createObjectFile(contents);
    if (!file) {
        llvm::consumeError(file.takeError());
        return false;
    }
    for (const SymbolRef& symbol : (*file)->symbols()) {
        llvm::Expected<llvm::StringRef> name = symbol.getName();
        llvm::Expected<uint32_t> flags = symbol.getFlags();
        if (!name || !flags) {
            llvm::consumeError(name.takeError());
            llvm::consumeError(flags.takeError());
            return false;
        }
        if (*flags & SymbolRef::SF_Undefined)
            symbols.undefined.insert(*name);
        else if (*flags & SymbolRef::SF_Global)
            symbols.defined.insert(*name);
    }
    return true;
}

bool readSymbols(llvm::StringRef path, ObjectSymbols& symbols) {
    auto buffer = llvm::MemoryBuffer::getFile(path, false, false);
    if (!buffer)
        return false;
    llvm::MemoryBufferRef contents = **buffer;
    if (!contents.getBuffer().starts_with("!<arch>"))
        return readSymbols(contents, symbols);
    llvm::Expected<std::unique_ptr<Archive>> archive = Archive::create(contents);
    if (!archive) {
        llvm::consumeError(archive.takeError());
        return false;
    }
    llvm::Error problem = llvm::Error::success();
    bool readable = true;
    for (const Archive::Child& child : (*archive)->children(problem)) {
        llvm::Expected<llvm::MemoryBufferRef> member = child.getMemoryBufferRef();
        if (!member) {
            llvm::consumeError(member.takeError());
            readable = false;
            break;
        }
        readable &= readSymbols(*member, symbols);
    }
    if (problem) {
        llvm::consumeError(std::move(problem));
        return false;
    }
    return readable;
}

} // namespace pyc::codegen
