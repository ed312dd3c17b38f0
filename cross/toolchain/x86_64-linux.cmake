# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# x86-64 Linux: processors of 2009 and later, scheduled for those of today.
set(PYC_ARCHITECTURE x86_64)
set(PYC_DEBIAN amd64)
set(PYC_MACHINE "-march=x86-64-v2 -mtune=generic -fcf-protection=none")
include("${CMAKE_CURRENT_LIST_DIR}/linux-musl.cmake")
# The host's own compiler brings these.
set(PYC_BUILTINS "/usr/lib/llvm-22/lib/clang/22/lib/linux/libclang_rt.builtins-x86_64.a")
