// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where the fields of the runtime's structures are, and how large some are, on the machine that is compiled for, which
// need not be like this one.
#pragma once

#include <cstdint>

namespace pyc::codegen {

enum class Field : unsigned {
#define FIELD(structure, field, wide, narrow) structure##_##field,
#define SIZE(structure, wide, narrow) structure##_size,
#include "runtime/abi/fields.def"
};

struct FieldPlace {
    uint64_t wide, narrow; // with pointers of 64 and of 32 bits
};

inline constexpr FieldPlace fieldPlaces[] = {
#define FIELD(structure, field, wide, narrow) {wide, narrow},
#define SIZE(structure, wide, narrow) {wide, narrow},
#include "runtime/abi/fields.def"
};

} // namespace pyc::codegen
