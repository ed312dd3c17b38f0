// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Views of dicts and their iterators, as dict's methods make them.
#pragma once

#include "runtime/object/containers.h"

namespace pyc::runtime {

struct DictView : Object {
    Dict* dict;
};

Value newDictKeys(Dict* dict);
Value newDictItems(Dict* dict);
Value newDictValues(Dict* dict);
Value iterateDictKeys(Value dict); // the `iter` slot of dict
Value reversedDictKeys(Dict* dict);
// keys or items
inline bool isSetLikeView(Value value) { return isA(value, DictKeysType) || isA(value, DictItemsType); }

} // namespace pyc::runtime
