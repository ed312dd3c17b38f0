// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copying code from an arena into collected memory. Every pointer leads to the start of a block, as the collector wants
// it.
#include "runtime/eval/keep.h"
#include "runtime/object/errors.h"

#include <cstring>

namespace pyc::runtime {

using namespace frontend;

namespace {

class Keeper {
public:
    bool failed = false;

    template <class T>
    T* copy(const T* items, size_t count, bool scanned) {
        if (count == 0 || failed)
            return nullptr;
        size_t bytes = count * sizeof(T);
        void* block = scanned ? gc::allocate(bytes) : gc::allocateAtomic(bytes);
        if (!block) {
            failed = true;
            return nullptr;
        }
        memcpy(block, static_cast<const void*>(items), bytes);
        return static_cast<T*>(block);
    }

    Text copy(Text text) { return {copy(text.data, text.size, false), text.size}; }

    const Text* copy(const Text* texts, size_t count) {
        Text* kept = copy(texts, count, true);
        for (size_t i = 0; kept && i < count; ++i)
            kept[i] = copy(kept[i]);
        return kept;
    }

    const Constant* copyConstants(const Constant* constants, size_t count) {
        Constant* kept = copy(constants, count, true);
        for (size_t i = 0; kept && i < count; ++i)
            keepConstant(kept[i]);
        return kept;
    }

    void keepConstant(Constant& constant) {
        switch (constant.kind) {
        case ConstantKind::BigInt: constant.limbs = copy(constant.limbs, constant.count, false); break;
        case ConstantKind::String:
        case ConstantKind::Bytes: constant.bytes = copy(constant.bytes, constant.count, false); break;
        case ConstantKind::Tuple:
        case ConstantKind::FrozenSet:
        case ConstantKind::Slice: constant.items = copyConstants(constant.items, constant.count); break;
        case ConstantKind::Code: constant.code = copyCode(constant.code); break;
        default: break;
        }
    }

    const CodeData* copyCode(const CodeData* code) {
        CodeData* kept = copy(code, 1, true);
        if (!kept)
            return nullptr;
        kept->name = copy(code->name);
        kept->qualifiedName = copy(code->qualifiedName);
        kept->fileName = copy(code->fileName);
        kept->units = copy(code->units, code->unitCount, false);
        kept->variableNames = copy(code->variableNames, code->variableCount);
        kept->cellNames = copy(code->cellNames, code->cellCount);
        kept->freeNames = copy(code->freeNames, code->freeCount);
        kept->registerNames = copy(code->registerNames, code->namedCount);
        kept->names = copy(code->names, code->nameCount);
        kept->constants = copyConstants(code->constants, code->constantCount);
        kept->handlers = copy(code->handlers, code->handlerCount, false);
        kept->positions = copy(code->positions, code->positionCount, false);
        return kept;
    }
};

} // namespace

const CodeData* keepCode(const CodeData* code) {
    Keeper keeper;
    const CodeData* kept = keeper.copyCode(code);
    if (keeper.failed)
        return raiseMemoryError();
    return kept;
}

} // namespace pyc::runtime
