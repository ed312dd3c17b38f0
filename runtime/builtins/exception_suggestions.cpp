// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// "Did you mean": the nearest of the names that would have worked.
#include "runtime/builtins/exceptions.h"
#include "runtime/builtins/frame.h"
#include "runtime/builtins/list.h"
#include "runtime/import/import.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

static constexpr int64_t MaximumCandidates = 750, MaximumLength = 40, MoveCost = 2, CaseCost = 1;

static uint32_t lower(uint32_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }

static int64_t substitutionCost(uint32_t left, uint32_t right) {
    if ((left & 31) != (right & 31))
        return MoveCost;
    if (left == right)
        return 0;
    return lower(left) == lower(right) ? CaseCost : MoveCost;
}

// Edit distance, or more than `maximum`.
static int64_t editDistance(const String* left, const String* right, int64_t maximum) {
    int64_t start = 0, leftEnd = left->length, rightEnd = right->length;
    while (start < leftEnd && start < rightEnd && codePointAt(left, start) == codePointAt(right, start))
        ++start;
    while (leftEnd > start && rightEnd > start && codePointAt(left, leftEnd - 1) == codePointAt(right, rightEnd - 1)) {
        --leftEnd;
        --rightEnd;
    }
    int64_t leftSize = leftEnd - start, rightSize = rightEnd - start;
    if (!leftSize || !rightSize)
        return MoveCost * (leftSize + rightSize);
    if (leftSize > MaximumLength || rightSize > MaximumLength)
        return maximum + 1;
    if (rightSize < leftSize) {
        const String* string = left;
        left = right;
        right = string;
        int64_t size = leftSize;
        leftSize = rightSize;
        rightSize = size;
    }
    if ((rightSize - leftSize) * MoveCost > maximum)
        return maximum + 1;
    int64_t row[MaximumLength];
    for (int64_t i = 0; i < leftSize; ++i)
        row[i] = (i + 1) * MoveCost;
    int64_t result = 0;
    for (int64_t k = 0; k < rightSize; ++k) {
        uint32_t c = codePointAt(right, start + k);
        int64_t diagonal = k * MoveCost;
        result = diagonal;
        int64_t least = INT64_MAX;
        for (int64_t i = 0; i < leftSize; ++i) {
            int64_t substitution = diagonal + substitutionCost(c, codePointAt(left, start + i));
            diagonal = row[i];
            int64_t move = (result < diagonal ? result : diagonal) + MoveCost;
            result = substitution < move ? substitution : move;
            row[i] = result;
            least = result < least ? result : least;
        }
        if (least > maximum)
            return maximum + 1;
    }
    return result;
}

String* suggestAmong(String* wrong, List* candidates) {
    int64_t count = listLength(candidates);
    if (count >= MaximumCandidates || wrong->length > MaximumLength)
        return nullptr;
    String* best = nullptr;
    int64_t bestDistance = INT64_MAX;
    for (int64_t i = 0; i < count; ++i) {
        Value item = listItem(candidates, i);
        if (!isString(item))
            continue;
        auto* candidate = as<String>(item);
        if (sameName(candidate, wrong))
            continue;
        int64_t maximum = (wrong->length + candidate->length + 3) * MoveCost / 6;
        if (best && maximum > bestDistance - 1)
            maximum = bestDistance - 1;
        int64_t distance = editDistance(wrong, candidate, maximum);
        if (distance <= maximum && (!best || distance < bestDistance)) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

static FrameObject* lastFrame(ExceptionObject* exception) {
    TracebackObject* entry = exception->traceback;
    while (entry && entry->next)
        entry = entry->next;
    return entry ? entry->frame : nullptr;
}

static Value localNamedSelf(FrameObject* frame) {
    Value locals = frame ? localsOf(frame) : Value();
    return locals && isDict(locals) ? dictGetString(as<Dict>(locals), staticString<"self">) : Value();
}

static bool appendNames(List* names, Value source, bool hideUnderscored) {
    return forEach(source, [&](Value name) -> bool {
        if (!isString(name) || (hideUnderscored && as<String>(name)->length && codePointAt(as<String>(name), 0) == '_'))
            return true;
        return listAppend(names, name);
    });
}

static List* attributeCandidates(Value object, String* wrong, ExceptionObject* exception) {
    List* names = PYC_TRY(newList());
    bool hide = !wrong->length || codePointAt(wrong, 0) != '_';
    if (hide && exception && object && localNamedSelf(lastFrame(exception)) == object)
        hide = false;
    Callable method = lookupSpecial(object, staticString<"__dir__">);
    Value listed = PYC_TRY(callCallable(method, {}));
    List* sorted = PYC_TRY(listFrom(listed));
    PYC_TRY(listSortNames(sorted));
    PYC_TRY(appendNames(names, Value(sorted), hide));
    return names;
}

static List* nameCandidates(FrameObject* frame) {
    List* names = PYC_TRY(newList());
    Value locals = PYC_TRY(localsOf(frame));
    PYC_TRY(appendNames(names, locals, false));
    // Native code keeps its locals to itself; their names are known.
    bool hidden = !frame->names && !(frame->frame ? frame->frame->registers : frame->savedLocals);
    for (uint32_t i = 0; hidden && i < frame->code->data->variableCount; ++i)
        PYC_TRY(listAppend(names, Value(frame->code->variables[i])));
    if (frame->function)
        PYC_TRY(appendNames(names, Value(frame->function->globals), false));
    PYC_TRY(appendNames(names, Value(builtinsDict()), false));
    return names;
}

static String* suggestionText(ExceptionObject* exception) {
    Value value(exception);
    if (isA(value, ImportErrorType)) {
        auto* error = static_cast<ImportErrorObject*>(exception);
        if (!error->nameFrom || !isString(error->nameFrom) || !error->name || !isString(error->name))
            return nullptr;
        Value module = dictGetString(modulesDict(), as<String>(error->name));
        List* names = module ? attributeCandidates(module, as<String>(error->nameFrom), nullptr) : nullptr;
        String* found = names ? suggestAmong(as<String>(error->nameFrom), names) : nullptr;
        return found ? formatText(". Did you mean: '%U'?", found) : nullptr;
    }
    if (isA(value, AttributeErrorType)) {
        auto* error = static_cast<AttributeErrorObject*>(exception);
        if (!error->name || !isString(error->name) || !error->object)
            return nullptr;
        List* names = attributeCandidates(error->object, as<String>(error->name), exception);
        String* found = names ? suggestAmong(as<String>(error->name), names) : nullptr;
        return found ? formatText(". Did you mean: '%U'?", found) : nullptr;
    }
    if (!isA(value, NameErrorType))
        return nullptr;
    auto* error = static_cast<NameErrorObject*>(exception);
    if (!error->name || !isString(error->name))
        return nullptr;
    auto* wrong = as<String>(error->name);
    String* text = nullptr;
    if (FrameObject* frame = lastFrame(exception)) {
        Value self = localNamedSelf(frame);
        if (self && hasAttribute(self, wrong) > 0) {
            text = formatText(". Did you mean: 'self.%U'?", wrong);
        } else {
            List* names = nameCandidates(frame);
            String* found = names ? suggestAmong(wrong, names) : nullptr;
            text = found ? formatText(". Did you mean: '%U'?", found) : nullptr;
        }
    }
    if (!isStandardModule(wrong))
        return text;
    return text ? formatText("%U Or did you forget to import '%U'?", text, wrong)
                : formatText(". Did you forget to import '%U'?", wrong);
}

String* suggestionFor(ExceptionObject* exception) { return suggestionText(exception); }

} // namespace pyc::runtime
