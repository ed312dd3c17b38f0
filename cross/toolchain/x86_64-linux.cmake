# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Fully static x86-64 Linux on musl: what a pack's libraries are compiled with.
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES PYC_PACKS_CACHE)
set(PYC_SYSROOT "${PYC_PACKS_CACHE}/sysroot-amd64")
set(PYC_LIBC "${PYC_SYSROOT}/usr/lib/x86_64-linux-musl")
set(PYC_BUILTINS "/usr/lib/llvm-22/lib/clang/22/lib/linux/libclang_rt.builtins-x86_64.a")
set(PYC_HOST_PLATFORM linux)

set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_C_COMPILER clang-22)
set(CMAKE_CXX_COMPILER clang++-22)
set(CMAKE_AR llvm-ar-22)
set(CMAKE_RANLIB llvm-ranlib-22)
set(CMAKE_C_COMPILER_TARGET x86_64-linux-musl)
set(CMAKE_CXX_COMPILER_TARGET x86_64-linux-musl)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

# Kernel headers stand in the same folder as other architectures'; libc's come first.
set(libc_headers "-idirafter ${PYC_SYSROOT}/usr/include/x86_64-linux-musl -idirafter ${PYC_SYSROOT}/usr/include \
-idirafter ${PYC_SYSROOT}/usr/include/x86_64-linux-gnu")
# Debug lines stay in unallocated sections (dropped at link unless -g asks); no unwind tables are loaded.
set(code "-march=x86-64-v2 -mtune=generic -fno-pie -ftls-model=local-exec -ffunction-sections -fdata-sections -ffp-contract=off \
-fno-strict-aliasing -fno-math-errno -fno-stack-protector -fcf-protection=none -fno-unwind-tables \
-fno-asynchronous-unwind-tables -gline-tables-only")
set(CMAKE_C_FLAGS_INIT "-nostdlibinc ${libc_headers} ${code}")
set(CMAKE_CXX_FLAGS_INIT "-nostdinc++ -isystem ${CMAKE_CURRENT_LIST_DIR}/../packs/include \
-isystem /usr/lib/llvm-22/include/c++/v1 ${CMAKE_C_FLAGS_INIT}")
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG" CACHE STRING "")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG" CACHE STRING "")
