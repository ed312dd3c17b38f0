// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Private names of classes, the names the compiler knows, docstrings.
#include "frontend/symbols/symbol_table.h"

namespace pyc::frontend {

KnownNames::KnownNames(ast::IdentifierTable& identifiers) {
#define PYC_KNOWN_NAME(field, text) field = identifiers.intern(text);
    PYC_KNOWN_NAMES(PYC_KNOWN_NAME)
#undef PYC_KNOWN_NAME
}

NameRef manglePrivate(NameRef privateName, NameRef name, Arena& arena, ast::IdentifierTable& identifiers) {
    std::string_view text = name->text();
    if (text.ends_with("__") || text.find('.') != std::string_view::npos)
        return name;
    std::string_view owner = privateName->text();
    size_t start = owner.find_first_not_of('_');
    if (start == std::string_view::npos)
        return name;
    return identifiers.intern(concatenate(arena, {"_", owner.substr(start), text}));
}

const ast::Constant* docstringOf(const Sequence<ast::StmtNode*>& body) {
    if (body.empty())
        return nullptr;
    const ast::Expr* statement = body[0]->maybe<ast::Expr>();
    const ast::Constant* constant = statement ? statement->value->maybe<ast::Constant>() : nullptr;
    return constant && constant->value.kind == ast::ConstantKind::Str ? constant : nullptr;
}

} // namespace pyc::frontend
