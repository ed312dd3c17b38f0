// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From the front end's tree to node objects. Objects get all their attributes at once: their shape is known beforehand.
#include "runtime/builtins/list.h"
#include "runtime/eval/tree.h"
#include "runtime/thread/thread.h"

namespace pyc::runtime {

namespace ast = frontend::ast;
using ast::ConstantKind;
using frontend::Sequence;

// ---- names ----
bool NameStrings::grow() {
    size_t larger = capacity ? capacity * 2 : 64;
    auto* grown = static_cast<Entry*>(gc::allocate(larger * sizeof(Entry)));
    if (!grown)
        return raiseMemoryError();
    for (size_t i = 0; i < capacity; ++i) {
        if (!entries[i].name)
            continue;
        size_t at = entries[i].name->hash & (larger - 1);
        while (grown[at].name)
            at = (at + 1) & (larger - 1);
        grown[at] = entries[i];
    }
    entries = grown;
    capacity = larger;
    return true;
}

String* NameStrings::of(const ast::Identifier* name) {
    if (count * 2 >= capacity && !grow())
        return nullptr;
    size_t at = name->hash & (capacity - 1);
    for (; entries[at].name; at = (at + 1) & (capacity - 1))
        if (entries[at].name == name)
            return entries[at].string;
    String* string = PYC_TRY(internText({name->data(), name->length}));
    entries[at] = {name, string};
    ++count;
    return string;
}

// ---- constants ----
Value constantObject(const ast::ConstantValue& constant) {
    switch (constant.kind) {
    case ConstantKind::None: return noneValue();
    case ConstantKind::True: return trueValue();
    case ConstantKind::False: return falseValue();
    case ConstantKind::Ellipsis: return ellipsisValue();
    case ConstantKind::SmallInt: return intValue(constant.integer);
    case ConstantKind::BigInt: {
        size_t count = (constant.big.limbCount + 1) / 2;
        auto* limbs = static_cast<uint64_t*>(gc::allocateAtomic(count * sizeof(uint64_t)));
        if (!limbs)
            return raiseMemoryError();
        for (size_t i = 0; i < count; ++i) {
            uint64_t high = 2 * i + 1 < constant.big.limbCount ? constant.big.limbs[2 * i + 1] : 0;
            limbs[i] = high << 32 | constant.big.limbs[2 * i];
        }
        return newIntegerFromLimbs(constant.negative, limbs, count);
    }
    case ConstantKind::Float: return floatValue(constant.number.real);
    case ConstantKind::Complex: return newComplex(constant.number.real, constant.number.imaginary);
    case ConstantKind::Str: return Value(newString(constant.view()));
    case ConstantKind::Bytes: return Value(newBytes(constant.text.bytes, constant.text.size));
    case ConstantKind::Tuple:
    case ConstantKind::FrozenSet: {
        uint32_t count = constant.sequence.itemCount;
        Tuple* items = PYC_TRY(count ? newTuple(int64_t(count)) : emptyTuple());
        for (uint32_t i = 0; i < count; ++i)
            items->items[i] = PYC_TRY(constantObject(constant.sequence.items[i]));
        return constant.kind == ConstantKind::Tuple ? Value(items) : Value(newFrozenSet(itemsOf(items)));
    }
    }
    return Value();
}

namespace {

class ObjectMaker {
public:
    explicit ObjectMaker(const TreeClasses& classes) : classes(classes) {}

    Value node(ast::Node* node) {
        // Chains of operators and attributes nest without end: the stack itself is the limit.
        if (uintptr_t(__builtin_frame_address(0)) < stackEnd)
            return raise(RecursionErrorType, "maximum recursion depth exceeded during ast construction");
        TreeClass cls = treeClassOf(node->kind);
        const TreeRow& row = rowOf(cls);
        Type* type = classes.type(cls);
        auto* object = static_cast<Instance*>(gc::allocate(sizeof(Instance) + type->inlineSlots * sizeof(uint64_t)));
        if (!object)
            return raiseMemoryError();
        uint64_t* slot = object->slots;
        const TreeField* fields = fieldsOf(row);
        for (uint8_t i = 0; i < row.count; ++i)
            *slot++ = PYC_TRY(field(node, fields[i])).bits;
        if (row.positions) {
            const ast::Position& place = node->position;
            for (uint32_t number : {place.line, place.column, place.endLine, place.endColumn})
                *slot++ = Value::fromSmallInt(int32_t(number)).bits;
        }
        __atomic_store_n(&object->shape, classes.shapes[size_t(node->kind)], __ATOMIC_RELEASE);
        return Value(object);
    }

private:
    template <class T, class Item>
    Value list(const Sequence<T>& items, Item item) {
        if (items.empty())
            return Value(newListOfBlock(emptyListBlock));
        ListBlock* block = PYC_TRY(newListBlock(ListKind::Any, items.size()));
        for (uint32_t i = 0; i < items.size(); ++i)
            block->payload[i] = PYC_TRY(item(items[i])).bits;
        block->length = items.size();
        return Value(newListOfBlock(block));
    }

    Value nodeOrNone(ast::Node* child) { return child ? node(child) : noneValue(); }

    Value text(std::string_view text) { return text.data() ? Value(newString(text)) : noneValue(); }

    Value field(ast::Node* node, const TreeField& field) {
        switch (field.kind) {
        case TreeFieldKind::Node:
            // Pointers to nodes are pointers to their first base, so that one type of list stands for all.
            if (field.isList())
                return list(field.of<Sequence<ast::Node*>>(node), [this](ast::Node* item) { return nodeOrNone(item); });
            return nodeOrNone(field.of<ast::Node*>(node));
        case TreeFieldKind::Identifier:
            if (field.isList())
                return list(field.of<Sequence<const ast::Identifier*>>(node),
                            [this](const ast::Identifier* name) { return Value(names.of(name)); });
            if (const ast::Identifier* name = field.of<const ast::Identifier*>(node))
                return Value(names.of(name));
            return noneValue();
        case TreeFieldKind::Integer: return Value::fromSmallInt(field.of<int32_t>(node));
        case TreeFieldKind::Text: return text(field.of<std::string_view>(node));
        case TreeFieldKind::Constant: return constantObject(field.of<ast::ConstantValue>(node));
        case TreeFieldKind::Enumerator: {
            const Value* singletons = &classes.singletons[rowOf(field.type).first - size_t(TreeClass::Load)];
            if (field.isList())
                return list(field.of<Sequence<uint8_t>>(node), [=](uint8_t number) { return singletons[number]; });
            return singletons[field.of<uint8_t>(node)];
        }
        }
        return Value();
    }

    static constexpr size_t Reserve = 512 << 10;

    const TreeClasses& classes;
    NameStrings names;
    uintptr_t stackEnd = currentThread()->hardStackLimit + Reserve;
};

} // namespace

Value objectsOfTree(ast::Node* tree) {
    const TreeClasses* classes = PYC_TRY(treeClasses());
    return ObjectMaker(*classes).node(tree);
}

} // namespace pyc::runtime
