// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From node objects to the front end's tree: attributes are read as any program would, so that whatever stands for a
// node will do, and each must be of its field's type.
#include "frontend/support/stack_guard.h"
#include "runtime/eval/tree.h"
#include "runtime/object/operations.h"
#include "runtime/thread/thread.h"

#include <new>

namespace pyc::runtime {

namespace ast = frontend::ast;
using ast::ConstantKind;
using ast::ConstantValue;
using frontend::ArenaVector;
using frontend::Sequence;

namespace {

// Native stack that reading may use; a tree that contains itself ends here as well.
constexpr size_t ReadingStack = 6 << 20;

class TreeReader {
public:
    TreeReader(const TreeClasses& classes, frontend::AstContext& context, InvalidConstants& invalid)
        : classes(classes), context(context), arena(context.arena), invalid(invalid), room(stackLeft(ReadingStack)),
          guard(room) {}

    // `out` is null for None where a sum is wanted.
    bool node(Value object, TreeClass wanted, ast::Node** out) {
        *out = nullptr;
        const TreeRow& row = rowOf(wanted);
        if (guard.exhausted())
            return raise(RecursionErrorType, "Stack overflow (used %d kB) while traversing '%U' node",
                         int64_t(room >> 10), row.name);
        if (row.isProduct())
            return construct(object, wanted, out) && (!row.positions || place(object, wanted, &(*out)->position));
        if (isNone(object))
            return true;
        ast::Position position;
        if (hasPlace(wanted) && !place(object, wanted, &position))
            return false;
        if (!PYC_TRY(classOf(object, wanted)))
            return unexpected(row, object);
        if (!construct(object, found, out))
            return false;
        (*out)->position = position;
        return true;
    }

private:
    ErrorReturn unexpected(const TreeRow& row, Value object) {
        return raiseTypeError("expected some sort of %U, but got %R", row.name, object);
    }

    static bool hasPlace(TreeClass sum) {
        for (const TreeRow& row : treeRows)
            if (row.base == sum)
                return row.positions;
        return false;
    }

    // 1: `found` is the class of the sum that the object is of; 0: none; -1: error.
    int classOf(Value object, TreeClass sum) {
        Type* exact = typeOf(object);
        for (size_t i = 0; i < TreeClassCount; ++i)
            if (treeRows[i].base == sum && classes.types[i] == exact) {
                found = TreeClass(i);
                return 1;
            }
        for (size_t i = 0; i < TreeClassCount; ++i) {
            if (treeRows[i].base != sum || !PYC_TRY(isInstance(object, Value(classes.types[i]))))
                continue;
            found = TreeClass(i);
            return 1;
        }
        return 0;
    }

    ErrorReturn missing(String* field, String* owner) {
        return raiseTypeError("required field \"%U\" missing from %U", field, owner);
    }

    bool integer(Value value, int32_t* out) {
        if (!isInt(value))
            return raiseValueError("invalid integer value: %R", value);
        return toInt32(value, out);
    }

    bool place(Value object, TreeClass cls, ast::Position* out) {
        int32_t numbers[4] = {};
        for (size_t i = 0; i < 4; ++i) {
            Value value;
            int present = PYC_TRY(findAttribute(object, positionNames[i], &value));
            if (i >= 2 && !mustSayEnd(cls) && (!present || isNone(value)))
                numbers[i] = numbers[i - 2]; // it ends where it starts
            else if (!present)
                return missing(positionNames[i], rowOf(cls).name);
            else if (!integer(value, &numbers[i]))
                return false;
        }
        *out = {uint32_t(numbers[0]), uint32_t(numbers[1]), uint32_t(numbers[2]), uint32_t(numbers[3])};
        return true;
    }

    bool construct(Value object, TreeClass cls, ast::Node** out) {
        const TreeRow& row = rowOf(cls);
        // All that nodes hold is nothing when it is zero.
        void* memory = arena.allocate(row.size);
        memset(memory, 0, row.size);
        auto* made = static_cast<ast::Node*>(memory);
        made->kind = kindOf(cls);
        const TreeField* fields = fieldsOf(row);
        for (uint8_t i = 0; i < row.count; ++i) {
            Value value;
            int present = PYC_TRY(findAttribute(object, fields[i].name, &value));
            if (!(fields[i].isList() ? listField(made, row, fields[i], present ? value : Value())
                                     : plainField(made, row, fields[i], present ? value : Value())))
                return false;
        }
        for (uint8_t i = 0; i < row.count; ++i)
            if (fields[i].count == TreeFieldCount::One &&
                (fields[i].kind == TreeFieldKind::Node || fields[i].kind == TreeFieldKind::Identifier) &&
                !fields[i].of<void*>(made))
                return raiseValueError("field '%U' is required for %U", fields[i].name, row.name);
        *out = made;
        return true;
    }

    bool plainField(ast::Node* owner, const TreeRow& row, const TreeField& field, Value value) {
        if (!value || (field.count == TreeFieldCount::Optional && isNone(value)))
            return field.count == TreeFieldCount::Optional || missing(field.name, row.name);
        switch (field.kind) {
        case TreeFieldKind::Node: return node(value, field.type, &field.of<ast::Node*>(owner));
        case TreeFieldKind::Identifier: return identifier(value, &field.of<const ast::Identifier*>(owner));
        case TreeFieldKind::Integer: return integer(value, &field.of<int32_t>(owner));
        case TreeFieldKind::Text: return text(value, &field.of<std::string_view>(owner));
        case TreeFieldKind::Constant: {
            ConstantValue& constant = field.of<ConstantValue>(owner);
            Type* bad = nullptr;
            if (!readConstant(value, &constant, &bad))
                return false;
            if (bad)
                invalid.insert(&constant, bad);
            return true;
        }
        case TreeFieldKind::Enumerator: return enumerator(value, field.type, &field.of<uint8_t>(owner));
        }
        return false;
    }

    // Reading an item may run code that changes the list.
    template <class T, class Read>
    bool items(ast::Node* owner, const TreeRow& row, const TreeField& field, List* list, Read read) {
        int64_t count = listLength(list);
        T* made = arena.makeArray<T>(size_t(count));
        for (int64_t i = 0; i < count; ++i) {
            made[i] = T();
            if (!read(listItem(list, i), &made[i]))
                return false;
            if (listLength(list) != count)
                return raiseRuntimeError("%U field \"%U\" changed size during iteration", row.name, field.name);
        }
        field.of<Sequence<T>>(owner) = {count ? made : nullptr, uint32_t(count)};
        return true;
    }

    bool listField(ast::Node* owner, const TreeRow& row, const TreeField& field, Value value) {
        if (!value)
            return true;
        if (!isList(value))
            return raiseTypeError("%U field \"%U\" must be a list, not a %T", row.name, field.name, value);
        auto* list = as<List>(value);
        switch (field.kind) {
        case TreeFieldKind::Node: {
            // Where None is a matter of its own, it is looked at later.
            bool noneLater = field.type == TreeClass::ExprNode || field.type == TreeClass::StmtNode ||
                             field.type == TreeClass::SumOfTypeIgnore;
            return items<ast::Node*>(owner, row, field, list, [&](Value item, ast::Node** out) {
                return node(item, field.type, out) &&
                       (*out || noneLater || raiseValueError("None disallowed in %U list", rowOf(field.type).name));
            });
        }
        case TreeFieldKind::Identifier:
            return items<const ast::Identifier*>(owner, row, field, list, [&](Value item, const ast::Identifier** out) {
                return identifier(item, out) && (*out || raiseValueError("None disallowed in identifier list"));
            });
        case TreeFieldKind::Enumerator:
            return items<uint8_t>(owner, row, field, list,
                                  [&](Value item, uint8_t* out) { return enumerator(item, field.type, out); });
        default: return raiseSystemError("a list of plain values in a syntax tree");
        }
    }

    bool enumerator(Value value, TreeClass enumeration, uint8_t* out) {
        if (!PYC_TRY(classOf(value, enumeration)))
            return unexpected(rowOf(enumeration), value);
        *out = uint8_t(size_t(found) - rowOf(enumeration).first);
        return true;
    }

    // Text moves to the arena, which outlives what a program does to its objects meanwhile.
    bool utf8(String* string, std::string_view* out) {
        Utf8 text = utf8Of(string);
        if (!text.data)
            return false;
        *out = arena.copy(text.view());
        return true;
    }

    bool identifier(Value value, const ast::Identifier** out) {
        if (isNone(value))
            return true;
        if (!isExactly(value, StringType))
            return raiseTypeError("AST identifier must be of type str");
        Utf8 text = utf8Of(as<String>(value));
        if (!text.data)
            return false;
        *out = context.identifiers.intern(text.view());
        return true;
    }

    bool text(Value value, std::string_view* out) {
        if (isExactly(value, StringType))
            return utf8(as<String>(value), out);
        if (!isExactly(value, BytesType))
            return raiseTypeError("AST string must be of type str");
        *out = arena.copy({as<Bytes>(value)->data, size_t(as<Bytes>(value)->length)});
        return true;
    }

    // `bad` becomes the type of what no constant can be; the outermost fault is what CPython would meet first.
    bool readConstant(Value value, ConstantValue* out, Type** bad) {
        if (guard.exhausted())
            return raise(RecursionErrorType, "maximum recursion depth exceeded during compilation");
        if (isNone(value))
            *out = ConstantValue(ConstantKind::None);
        else if (value == ellipsisValue())
            *out = ConstantValue(ConstantKind::Ellipsis);
        else if (isBool(value))
            *out = ConstantValue(value == trueValue() ? ConstantKind::True : ConstantKind::False);
        else if (isExactly(value, IntType))
            readInteger(value, out);
        else if (isExactly(value, FloatType))
            *out = ConstantValue::makeFloat(floatPayload(value));
        else if (isExactly(value, ComplexType))
            *out = ConstantValue::makeComplex(as<ComplexObject>(value)->real, as<ComplexObject>(value)->imaginary);
        else if (isExactly(value, StringType))
            return readText(value, out);
        else if (isExactly(value, BytesType))
            *out = ConstantValue::makeText(ConstantKind::Bytes,
                                           arena.copy({as<Bytes>(value)->data, size_t(as<Bytes>(value)->length)}));
        else if (isExactly(value, TupleType))
            return readItems(ConstantKind::Tuple, itemsOf(as<Tuple>(value)), out, bad);
        else if (isExactly(value, FrozenSetType)) {
            Tuple* members = PYC_TRY(tupleFrom(value));
            return readItems(ConstantKind::FrozenSet, itemsOf(members), out, bad);
        } else
            *bad = typeOf(value);
        return true;
    }

    bool readText(Value value, ConstantValue* out) {
        std::string_view text;
        if (!utf8(as<String>(value), &text))
            return false;
        *out = ConstantValue::makeText(ConstantKind::Str, text);
        return true;
    }

    void readInteger(Value value, ConstantValue* out) {
        int64_t number;
        if (integerFitsInt64(value, &number)) {
            *out = ConstantValue::makeInteger(number);
            return;
        }
        auto* integer = as<Integer>(value);
        bool negative = integer->signedLimbCount < 0;
        size_t count = size_t(negative ? -integer->signedLimbCount : integer->signedLimbCount);
        uint32_t* limbs = arena.makeArray<uint32_t>(count * 2);
        for (size_t i = 0; i < count; ++i) {
            limbs[2 * i] = uint32_t(integer->limbs[i]);
            limbs[2 * i + 1] = uint32_t(integer->limbs[i] >> 32);
        }
        *out = ConstantValue::makeBigInt(negative, limbs, uint32_t(count * 2 - (limbs[count * 2 - 1] == 0)));
    }

    bool readItems(ConstantKind kind, std::span<const Value> items, ConstantValue* out, Type** bad) {
        ConstantValue* made = arena.makeArray<ConstantValue>(items.size());
        for (size_t i = 0; i < items.size() && !*bad; ++i) {
            ::new (&made[i]) ConstantValue();
            if (!readConstant(items[i], &made[i], bad))
                return false;
        }
        *out = ConstantValue(kind);
        out->sequence = {made, uint32_t(items.size())};
        if (*bad)
            *out = ConstantValue();
        return true;
    }

    const TreeClasses& classes;
    frontend::AstContext& context;
    frontend::Arena& arena;
    InvalidConstants& invalid;
    size_t room;
    frontend::StackGuard guard;
    TreeClass found = TreeClass::Root;
};

TreeClass moduleClass(frontend::ParseMode mode) {
    switch (mode) {
    case frontend::ParseMode::Exec: return TreeClass::Module;
    case frontend::ParseMode::Eval: return TreeClass::Expression;
    case frontend::ParseMode::Single: return TreeClass::Interactive;
    case frontend::ParseMode::FunctionType: break;
    }
    return TreeClass::FunctionType;
}

} // namespace

ast::ModNode* treeOfObjects(Value object, frontend::ParseMode mode, frontend::AstContext& context) {
    const TreeClasses* classes = PYC_TRY(treeClasses());
    TreeClass wanted = moduleClass(mode);
    if (!PYC_TRY(isInstance(object, Value(classes->type(wanted)))))
        return raiseTypeError("expected %U node, got %T", rowOf(wanted).name, object);
    InvalidConstants invalid(context.arena);
    ast::Node* tree = nullptr;
    if (!TreeReader(*classes, context, invalid).node(object, TreeClass::ModNode, &tree))
        return nullptr;
    auto* module = static_cast<ast::ModNode*>(tree);
    return validateTree(module, invalid) ? module : nullptr;
}

} // namespace pyc::runtime
