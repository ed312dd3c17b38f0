# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Fully static Linux on musl: what a pack's libraries are compiled with, on every architecture. The including file names the
# architecture: PYC_ARCHITECTURE (the triple's), PYC_DEBIAN (Debian's name of it) and PYC_MACHINE (options that fix the baseline).
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES PYC_PACKS_CACHE)
set(PYC_HOST_PLATFORM linux)
set(PYC_SYSROOT "${PYC_PACKS_CACHE}/sysroot-${PYC_DEBIAN}")
set(PYC_LIBC "${PYC_SYSROOT}/usr/lib/${PYC_ARCHITECTURE}-linux-musl")
set(PYC_BUILTINS "${PYC_SYSROOT}/usr/lib/llvm-22/lib/clang/22/lib/linux/libclang_rt.builtins-${PYC_ARCHITECTURE}.a")

set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR ${PYC_ARCHITECTURE})
set(CMAKE_C_COMPILER clang-22)
set(CMAKE_CXX_COMPILER clang++-22)
set(CMAKE_AR llvm-ar-22)
set(CMAKE_RANLIB llvm-ranlib-22)
set(CMAKE_C_COMPILER_TARGET ${PYC_ARCHITECTURE}-linux-musl)
set(CMAKE_CXX_COMPILER_TARGET ${PYC_ARCHITECTURE}-linux-musl)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

# Kernel headers stand in the same folder as other architectures'; libc's come first.
set(libc_headers "-idirafter ${PYC_SYSROOT}/usr/include/${PYC_ARCHITECTURE}-linux-musl -idirafter ${PYC_SYSROOT}/usr/include \
-idirafter ${PYC_SYSROOT}/usr/include/${PYC_ARCHITECTURE}-linux-gnu")
# Debug lines stay in unallocated sections (dropped at link unless -g asks); no unwind tables are loaded. Plain char is signed on
# every target: programs must not behave differently.
set(code "${PYC_MACHINE} -fno-pie -ftls-model=local-exec -ffunction-sections -fdata-sections -ffp-contract=off -fsigned-char \
-fno-strict-aliasing -fno-math-errno -fno-stack-protector -fno-unwind-tables -fno-asynchronous-unwind-tables -gline-tables-only")
set(CMAKE_C_FLAGS_INIT "-nostdlibinc ${libc_headers} ${code}")
set(CMAKE_CXX_FLAGS_INIT "-nostdinc++ -isystem ${CMAKE_CURRENT_LIST_DIR}/../packs/include \
-isystem /usr/lib/llvm-22/include/c++/v1 ${CMAKE_C_FLAGS_INIT}")
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG" CACHE STRING "")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG" CACHE STRING "")
