# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RISC-V Linux: the general-purpose 64-bit profile.
set(PYC_ARCHITECTURE riscv64)
set(PYC_DEBIAN riscv64)
set(PYC_MACHINE "-march=rv64gc -mabi=lp64d")
include("${CMAKE_CURRENT_LIST_DIR}/linux-musl.cmake")
