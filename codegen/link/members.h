// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What one object of the runtime has in native member tables (runtime/object/native.h), and which names its code looks
// up. A place is a word of a table that the linker would fill; it can be dropped, and is null then.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringSet.h"

#include <cstring>
#include <memory>
#include <optional>
#include <vector>

namespace pyc::codegen {

// Names that are looked up are these objects of the runtime.
inline constexpr llvm::StringLiteral StaticStringPrefix = "_ZN3pyc7runtime6detail18staticStringObjectI";

// The text of the string object at `start`, whose length stands `lengthAt` into it and whose characters follow it after
// `size`; empty where it is cut off.
inline llvm::StringRef staticText(llvm::ArrayRef<uint8_t> contents, uint64_t start, uint64_t lengthAt, uint64_t size) {
    if (start + size > contents.size())
        return {};
    int64_t length;
    std::memcpy(&length, contents.data() + start + lengthAt, sizeof length);
    start += size;
    if (length < 0 || start + uint64_t(length) > contents.size())
        return {};
    return {reinterpret_cast<const char*>(contents.data() + start), size_t(length)};
}

class ObjectMembers {
public:
    using Place = unsigned;
    struct MemberRow {
        llvm::StringRef name;
        std::vector<Place> code; // what a call, a read or a write of the member needs
        std::optional<Place> doc, signature;
    };

    virtual ~ObjectMembers() = default;
    virtual bool scan() = 0; // false: it cannot be read
    virtual void drop(Place place) = 0;
    virtual void finish() {} // after all were dropped

    std::vector<MemberRow> rows;
    std::vector<Place> typeDocs;
    llvm::StringSet<> looked;
};

// Null when it is no such object.
std::unique_ptr<ObjectMembers> elfMembers(llvm::StringRef object);
std::unique_ptr<ObjectMembers> wasmMembers(llvm::StringRef object);

} // namespace pyc::codegen
