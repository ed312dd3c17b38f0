// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Making the classes of `ast` from the rows of the table: names of fields and attributes, types, defaults, docs.
#include "runtime/eval/tree_classes.h"
#include "runtime/builtins/generic_alias.h"
#include "runtime/builtins/type.h"

namespace pyc::runtime {

namespace {

// "expr" of a sum or class, "identifier" and so on of plain values: what the grammar calls a field's type.
std::string_view grammarName(const TreeField& field) {
    switch (field.kind) {
    case TreeFieldKind::Node:
    case TreeFieldKind::Enumerator: return rowOf(field.type).name->view();
    case TreeFieldKind::Identifier: return "identifier";
    case TreeFieldKind::Integer: return "int";
    case TreeFieldKind::Text: return "string";
    case TreeFieldKind::Constant: return "constant";
    }
    return {};
}

bool describe(StringBuilder& text, const TreeRow& row) {
    constexpr std::string_view marks[] = {" ", "? ", "* ", "?* "};
    if (!text.append(row.name))
        return false;
    for (uint8_t i = 0; row.size && i < row.count; ++i) {
        const TreeField& field = fieldsOf(row)[i];
        if (!text.append(i ? ", " : "(") || !text.append(grammarName(field)) ||
            !text.append(marks[size_t(field.count)]) || !text.append(field.name))
            return false;
    }
    return !row.size || !row.count || text.append(")");
}

// The rule of the grammar that a class stands for.
String* docOf(TreeClass cls) {
    const TreeRow& row = rowOf(cls);
    StringBuilder text;
    if (!row.isSum())
        return describe(text, row) ? text.finish() : nullptr;
    bool plain = row.count != 0; // an enumeration: all in one line
    bool first = true, fine = text.append(row.name) && text.append(" = ");
    for (size_t i = 0; fine && i < TreeClassCount; ++i) {
        if (treeRows[i].base != cls)
            continue;
        if (!first)
            fine = plain ? text.append(" | ")
                         : text.append("\n") && text.appendRepeated(' ', row.name->length + 1) && text.append("| ");
        first = false;
        fine = fine && describe(text, treeRows[i]);
    }
    return fine ? text.finish() : nullptr;
}

Tuple* fieldNames(const TreeRow& row) {
    if (!row.size || !row.count)
        return emptyTuple();
    Tuple* names = PYC_TRY(newTuple(int64_t(row.count)));
    for (uint8_t i = 0; i < row.count; ++i)
        names->items[i] = Value(fieldsOf(row)[i].name);
    return names;
}

// What `_field_types` says of a field.
Value fieldType(const TreeClasses& classes, const TreeField& field) {
    Type* type = nullptr;
    switch (field.kind) {
    case TreeFieldKind::Node:
    case TreeFieldKind::Enumerator: type = classes.type(field.type); break;
    case TreeFieldKind::Identifier:
    case TreeFieldKind::Text: type = &StringType; break;
    case TreeFieldKind::Integer: type = &IntType; break;
    case TreeFieldKind::Constant: type = &ObjectType; break;
    }
    if (field.isList())
        return newGenericAlias(Value(&ListType), Value(type));
    return field.count == TreeFieldCount::Optional ? unionOr(Value(type), noneValue()) : Value(type);
}

Type* makeTreeClass(const TreeClasses& classes, TreeClass cls) {
    const TreeRow& row = rowOf(cls);
    Type* base = row.base == TreeClass::Root ? &AstType : classes.type(row.base);
    Tuple* names = PYC_TRY(fieldNames(row));
    String* doc = PYC_TRY(docOf(cls));
    Dict* members = PYC_TRY(newDict());
    Tuple* bases = PYC_TRY(newTuple({Value(base)}));
    PYC_TRY(dictSetString(members, staticString<"_fields">, Value(names)));
    PYC_TRY(dictSetString(members, staticString<"__match_args__">, Value(names)));
    PYC_TRY(dictSetString(members, staticString<"__module__">, Value(staticString<"ast">)));
    PYC_TRY(dictSetString(members, staticString<"__doc__">, Value(doc)));
    const Value arguments[] = {Value(row.name), Value(bases), Value(members)};
    return as<Type>(PYC_TRY(typeNew(&TypeType, arguments, 3, nullptr)));
}

bool isPositioned(TreeClass cls) {
    if (rowOf(cls).positions)
        return true;
    for (const TreeRow& row : treeRows)
        if (row.base == cls && row.positions)
            return true;
    return false;
}

// The attributes that need all classes or come after a class's own.
bool completeTreeClass(TreeClasses& classes, TreeClass cls) {
    const TreeRow& row = rowOf(cls);
    Type* type = classes.type(cls);
    bool positioned = isPositioned(cls);
    auto set = [type](String* name, Value value) { return value && setTypeAttribute(type, name, value) == 0; };
    for (uint8_t i = 0; row.size && i < row.count; ++i)
        if (fieldsOf(row)[i].count == TreeFieldCount::Optional && !set(fieldsOf(row)[i].name, noneValue()))
            return false;
    if (row.base == TreeClass::Root) {
        Tuple* attributes = emptyTuple();
        if (positioned)
            attributes = PYC_TRY(newTuple(
                {Value(positionNames[0]), Value(positionNames[1]), Value(positionNames[2]), Value(positionNames[3])}));
        if (!set(staticString<"_attributes">, Value(attributes)))
            return false;
        for (size_t i = 2; positioned && !mustSayEnd(cls) && i < 4; ++i)
            if (!set(positionNames[i], noneValue()))
                return false;
    }
    if (row.isSum())
        return true;
    Dict* types = PYC_TRY(newDict());
    for (uint8_t i = 0; i < row.count; ++i) {
        const TreeField& field = fieldsOf(row)[i];
        Value type = PYC_TRY(fieldType(classes, field));
        PYC_TRY(dictSetString(types, field.name, type));
    }
    if (!set(staticString<"_field_types">, Value(types)) || !set(staticString<"__annotations_cache__">, Value(types)))
        return false;
    if (!row.size) {
        auto* single = PYC_TRY(allocateInstance(type));
        classes.singletons[size_t(cls) - size_t(TreeClass::Load)] = Value(single);
        return true;
    }
    // No object was made yet: room for everything parsing stores.
    type->inlineSlots = row.count + (positioned ? 4u : 0u);
    Shape* shape = type->rootShape;
    for (uint8_t i = 0; i < row.count; ++i)
        shape = PYC_TRY(shapeWith(shape, fieldsOf(row)[i].name, Representation::Any));
    for (String* name : positionNames)
        if (positioned && !(shape = shapeWith(shape, name, Representation::Any)))
            return false;
    classes.shapes[size_t(cls) - size_t(FirstTreeNode)] = shape;
    return true;
}

PYC_GC_ROOT constinit TreeClasses* made = nullptr;

// In the order of the language's grammar, which the list of AST's subclasses shows.
constexpr TreeClass rootOrder[] = {
    TreeClass::ModNode,       TreeClass::StmtNode,
    TreeClass::ExprNode,      TreeClass::ExprContext,
    TreeClass::BoolOperator,  TreeClass::Operator,
    TreeClass::UnaryOperator, TreeClass::CompareOperator,
    TreeClass::Comprehension, TreeClass::SumOfExceptHandler,
    TreeClass::Arguments,     TreeClass::Arg,
    TreeClass::Keyword,       TreeClass::Alias,
    TreeClass::WithItem,      TreeClass::MatchCase,
    TreeClass::PatternNode,   TreeClass::SumOfTypeIgnore,
    TreeClass::TypeParamNode,
};

} // namespace

const TreeClasses* treeClasses() {
    if (TreeClasses* known = __atomic_load_n(&made, __ATOMIC_ACQUIRE)) [[likely]]
        return known;
    auto* classes = static_cast<TreeClasses*>(gc::allocate(sizeof(TreeClasses)));
    if (!classes)
        return raiseMemoryError();
    for (TreeClass cls : rootOrder)
        classes->types[size_t(cls)] = PYC_TRY(makeTreeClass(*classes, cls));
    for (size_t i = 0; i < TreeClassCount; ++i)
        if (!classes->types[i])
            classes->types[i] = PYC_TRY(makeTreeClass(*classes, TreeClass(i)));
    for (size_t i = 0; i < TreeClassCount; ++i)
        if (!completeTreeClass(*classes, TreeClass(i)))
            return nullptr;
    __atomic_store_n(&made, classes, __ATOMIC_RELEASE);
    return classes;
}

} // namespace pyc::runtime
