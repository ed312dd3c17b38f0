// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Syntax trees as objects and in the front end's form, and the ways between.
#pragma once

#include "frontend/parser/parse.h"
#include "frontend/support/hash_map.h"
#include "runtime/eval/tree_classes.h"

namespace pyc::runtime {

// Names of the front end as strings, each made once. Entries live in collected memory, as the arena does not keep
// strings alive.
class NameStrings {
public:
    String* of(const frontend::ast::Identifier* name); // null: memory error

private:
    struct Entry {
        const frontend::ast::Identifier* name;
        String* string;
    };
    bool grow();
    Entry* entries = nullptr;
    size_t capacity = 0, count = 0;
};

// Node objects of a tree. Empty: an error is pending.
Value objectsOfTree(frontend::ast::Node* tree);
Value constantObject(const frontend::ast::ConstantValue& constant);

// A tree in the front end's form from node objects, as `mode` asks for, with all that `ast` nodes must fulfil checked.
// Null: an error is pending.
frontend::ast::ModNode* treeOfObjects(Value object, frontend::ParseMode mode, frontend::AstContext& context);

// Constants whose value no code can hold, with the type they are of.
using InvalidConstants = frontend::HashMap<const frontend::ast::ConstantValue*, Type*>;
// What the types of fields do not say; raises TypeError or ValueError (tree_validate.cpp).
bool validateTree(frontend::ast::ModNode* tree, const InvalidConstants& invalid);

} // namespace pyc::runtime
