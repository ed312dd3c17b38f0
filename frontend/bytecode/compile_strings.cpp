// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// f-strings and template strings.
#include "frontend/bytecode/compiler.h"

namespace pyc::frontend {

namespace {

/// The number of a conversion character: 0 none, 1 str, 2 repr, 3 ascii.
uint32_t conversionNumber(int32_t conversion) {
    return conversion == 's' ? 1 : conversion == 'r' ? 2 : conversion == 'a' ? 3 : 0;
}

} // namespace

Register Compiler::joinedString(ast::JoinedStr* node, Register wanted) {
    Location location = locationOf(node);
    size_t count = node->values.size();
    if (count == 0)
        return loadConstant(location, makeText(ConstantKind::String, {}), wanted);
    if (count == 1)
        return value(node->values[0], wanted);
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    if (count > ManyOperands) {
        // ''.join([…])
        Register method = code().makeTemporaries(3);
        loadConstant(location, makeText(ConstantKind::String, {}), method + 1);
        emit(location, Opcode::LoadMethod, {method, 2, method + 1, nameIndex(known.join)});
        emit(location, Opcode::BuildList, {method + 2, method + 2, 0});
        uint32_t inner = code().temporaryMark();
        for (ast::ExprNode* part : node->values) {
            Register piece = value(part);
            emit(location, Opcode::ListAppend, {method + 2, piece});
            code().releaseTemporaries(inner);
        }
        emit(location, Opcode::CallMethod, {into, method, 3});
    } else {
        Register first = values(node->values);
        emit(location, Opcode::BuildString, {into, first, uint32_t(count)});
    }
    noteStore(into);
    code().releaseTemporaries(mark);
    return into;
}

Register Compiler::formatted(ast::FormattedValue* node, Register wanted) {
    Location location = locationOf(node);
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    Register piece = node->format_spec ? operand(node->value, node->format_spec) : value(node->value);
    if (uint32_t conversion = conversionNumber(node->conversion)) {
        Register converted = isTemporary(piece) ? piece : temporary();
        emit(location, Opcode::ConvertValue, {converted, piece, conversion});
        piece = converted;
    }
    if (node->format_spec) {
        Register specification = value(node->format_spec);
        emit(location, Opcode::FormatWithSpec, {into, piece, specification});
    } else {
        emit(location, Opcode::FormatSimple, {into, piece});
    }
    noteStore(into);
    code().releaseTemporaries(mark);
    return into;
}

Register Compiler::interpolation(ast::Interpolation* node, Register wanted) {
    Location location = locationOf(node);
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    Register piece = node->format_spec ? operand(node->value, node->format_spec) : value(node->value);
    Register text = loadConstant(location, fromTree(node->str, result), NoRegister);
    Register specification = node->format_spec ? value(node->format_spec) : NoRegister;
    emit(location, Opcode::BuildInterpolation, {into, piece, text, conversionNumber(node->conversion), specification});
    noteStore(into);
    code().releaseTemporaries(mark);
    return into;
}

Register Compiler::templateString(ast::TemplateStr* node, Register wanted) {
    Location location = locationOf(node);
    Register into = orTemporary(wanted);
    uint32_t mark = code().temporaryMark();
    Register strings = temporary(), interpolations = temporary();
    uint32_t inner = code().temporaryMark();
    // Between interpolations there always is a string, perhaps an empty one.
    ast::Constant* empty = ast::makeNode<ast::Constant>(arena, node->position);
    empty->value = ast::ConstantValue::makeText(ast::ConstantKind::Str, {});
    ArenaVector<ast::ExprNode*> pieces(arena);
    uint32_t interpolationCount = 0;
    bool afterInterpolation = true;
    for (ast::ExprNode* part : node->values) {
        bool isInterpolation = part->is<ast::Interpolation>();
        if (!isInterpolation || afterInterpolation)
            pieces.push(isInterpolation ? empty : part);
        afterInterpolation = isInterpolation;
    }
    if (afterInterpolation)
        pieces.push(empty);
    Constant constant;
    if (pieces.size() <= ManyOperands && foldElements(pieces.sequence(), constant)) {
        loadConstant(location, constant, strings, true);
    } else {
        Register first = values(pieces.sequence());
        emit(location, Opcode::BuildTuple, {strings, first, uint32_t(pieces.size())});
    }
    code().releaseTemporaries(inner);
    for (ast::ExprNode* part : node->values) {
        if (!part->is<ast::Interpolation>())
            continue;
        value(part, temporary());
        ++interpolationCount;
    }
    if (interpolationCount)
        emit(location, Opcode::BuildTuple, {interpolations, TemporaryRegisters + inner, interpolationCount});
    else
        loadConstant(location, makeTuple(nullptr, 0), interpolations, true);
    emit(location, Opcode::BuildTemplate, {into, strings, interpolations});
    noteStore(into);
    code().releaseTemporaries(mark);
    return into;
}

} // namespace pyc::frontend
