# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# AArch64 Linux: every 64-bit Arm. Atomic operations inline: choosing them at start would be code that runs before main.
set(PYC_ARCHITECTURE aarch64)
set(PYC_DEBIAN arm64)
set(PYC_MACHINE "-march=armv8-a -mno-outline-atomics")
include("${CMAKE_CURRENT_LIST_DIR}/linux-musl.cmake")
