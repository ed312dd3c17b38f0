# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# The runtime on the host's glibc and the malloc twin of the collector, for sanitizers: linked by clang++, never shipped.
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES PYC_PACKS_CACHE PYC_SANITIZE)
set(PYC_HOST_PLATFORM linux)
set(PYC_MALLOC_TWIN ON)

set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_C_COMPILER clang-22)
set(CMAKE_CXX_COMPILER clang++-22)
set(CMAKE_AR llvm-ar-22)
set(CMAKE_RANLIB llvm-ranlib-22)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

set(CMAKE_CXX_FLAGS_INIT "-march=x86-64-v2 -fno-pie -ffp-contract=off -fno-strict-aliasing -fno-math-errno -fno-omit-frame-pointer \
-gline-tables-only -fsanitize=${PYC_SANITIZE} -fno-sanitize=nonnull-attribute -fno-sanitize-recover=all")
# Copying no bytes from nowhere is defined, whatever glibc's headers say: nonnull-attribute is off.
set(CMAKE_CXX_FLAGS_RELEASE "-O1" CACHE STRING "")
