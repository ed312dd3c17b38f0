// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What program start and the number types need of hashing beside runtime/object/containers.h.
#pragma once

#include <cstddef>
#include <cstdint>

namespace pyc::runtime {

constexpr uint64_t HashModulus = (uint64_t(1) << 61) - 1;

// Once, before any string is hashed: the value of PYTHONHASHSEED, or null. False: it is neither "random" nor a number
// in [0, 4294967295].
bool startHashing(const char* seedText);

int64_t hashLimbs(const uint64_t* limbs, size_t count, bool negative);

} // namespace pyc::runtime
