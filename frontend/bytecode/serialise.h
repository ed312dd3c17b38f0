// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Code objects as bytes: a versioned form of our own, compact and the same on every machine.
#pragma once

#include "frontend/bytecode/code.h"
#include "frontend/support/arena.h"

namespace pyc::frontend {

constexpr uint32_t SerialisedVersion = 1;

Sequence<uint8_t> serialise(const CodeData& code, Arena& arena);

/// Reads what `serialise` wrote; null when the bytes are anything else. What comes back is whole but not yet verified.
/// Nothing in it refers to `bytes`.
const CodeData* deserialise(const uint8_t* bytes, size_t size, Arena& arena);

} // namespace pyc::frontend
