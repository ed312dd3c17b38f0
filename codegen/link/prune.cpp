// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Decides which rows of the member tables in an archive's objects lose what they refer to.
#include "codegen/link/prune.h"

#include "codegen/link/members.h"
#include "codegen/link/reach.h"

#include "llvm/Object/Archive.h"
#include "llvm/Support/MemoryBuffer.h"

namespace pyc::codegen {

using llvm::object::Archive;

namespace {

void pruneObject(ObjectMembers& object, const Reach& reach, const llvm::StringSet<>& names, LinkedMembers& members) {
    bool docs = names.contains("__doc__"), signatures = names.contains("__text_signature__");
    members.total += object.rows.size();
    auto drop = [&](const std::optional<ObjectMembers::Place>& place) {
        if (place)
            object.drop(*place);
    };
    for (const ObjectMembers::MemberRow& row : object.rows) {
        members.kept += row.kept;
        if (!row.kept) {
            for (ObjectMembers::Place place : row.code)
                object.drop(place);
            if (const auto& shown = row.shown)
                object.stub(*shown);
            if (const auto& fills = row.fills; fills && !reach.anyMethods())
                object.drop(fills->first);
        }
        if (!docs)
            drop(row.doc);
        if (!signatures)
            drop(row.signature);
    }
    if (!docs)
        for (ObjectMembers::Place place : object.typeDocs)
            object.drop(place);
    for (const ObjectMembers::TypeRow& row : object.typeRows)
        if (!row.kept)
            object.drop(row.place);
    for (auto [part, place] : object.roots)
        if (!reach.isReached(object, part))
            object.drop(place);
    for (auto [number, type] : llvm::enumerate(object.types)) {
        if (!reach.isReached(object, type.part))
            continue;
        if (!reach.isCalled(object, number))
            for (ObjectMembers::Place place : type.creation)
                object.drop(place);
        bool used = reach.isUsed(object, number);
        for (const auto& [place, target] : type.members)
            if (!used)
                object.drop(place);
        // Namespaces list the methods of slots that are there, called or not.
        for (const ObjectMembers::Slot& slot : type.slots)
            if (!used)
                object.drop(slot.place);
            else if (!reach.isSlotCalled(slot.offset))
                object.stub(slot.place);
    }
    object.finish();
}

} // namespace

std::unique_ptr<MemoryFile> pruneMembers(llvm::StringRef path, const llvm::StringSet<>& names,
                                         const ObjectSymbols& program, llvm::ArrayRef<std::string> otherArchives,
                                         LinkedMembers& members) {
    ObjectSymbols others;
    for (const std::string& archive : otherArchives)
        if (!readSymbols(archive, others))
            return nullptr;
    for (llvm::StringRef entry : {"main", "__main_argc_argv"})
        others.undefined.insert(entry);
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
    std::vector<std::unique_ptr<ObjectMembers>> objects;
    llvm::Error problem = llvm::Error::success();
    bool readable = true;
    for (const Archive::Child& child : (*archive)->children(problem)) {
        llvm::Expected<llvm::StringRef> contents = child.getBuffer();
        if (!contents) {
            llvm::consumeError(contents.takeError());
            readable = false;
            break;
        }
        std::unique_ptr<ObjectMembers> object =
            contents->starts_with("\177ELF") ? elfMembers(*contents) : wasmMembers(*contents);
        readable = object && object->scan();
        if (!readable)
            break;
        objects.push_back(std::move(object));
    }
    if (problem || !readable) {
        llvm::consumeError(std::move(problem));
        return nullptr;
    }
    Reach reach(objects, names, others.defined);
    reach.run(others.undefined, program.undefined);
    members = {};
    for (std::unique_ptr<ObjectMembers>& object : objects)
        pruneObject(*object, reach, names, members);
    return copy;
}

} // namespace pyc::codegen
