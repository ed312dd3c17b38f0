# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# WebAssembly with the WASI interface: wasi-libc, no threads, no signals. What Node 20 runs without a flag is the baseline.
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES PYC_PACKS_CACHE PYC_PACK_DIR)
set(PYC_HOST_PLATFORM wasi)
set(PYC_SYSROOT "${PYC_PACKS_CACHE}/sysroot-wasi")
set(PYC_LIBC "${PYC_SYSROOT}/usr/lib/wasm32-wasi")
set(PYC_BUILTINS "${PYC_SYSROOT}/usr/lib/llvm-22/lib/clang/22/lib/wasi/libclang_rt.builtins-wasm32.a")

set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_C_COMPILER clang-22)
set(CMAKE_CXX_COMPILER clang++-22)
set(CMAKE_AR llvm-ar-22)
set(CMAKE_RANLIB llvm-ranlib-22)
set(CMAKE_C_COMPILER_TARGET wasm32-wasip1)
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasip1)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

# The collector's granule is 16 bytes on every target, and the plugin makes live words visible to it (codegen/target/visible_words.h).
file(GLOB visible_words "${PYC_PACK_DIR}/build/visible_words-*.so")
set(code "-fpass-plugin=${visible_words} -DGC_GRANULE_WORDS=4 -DGC_GRANULE_BYTES=16 \
-mbulk-memory -msign-ext -mnontrapping-fptoint -msimd128 -mno-multivalue -Xclang -target-abi -Xclang experimental-mv -mthread-model single -ffunction-sections -fdata-sections \
-ffp-contract=off -fsigned-char -fno-strict-aliasing -fno-math-errno -fno-stack-protector -gline-tables-only \
-D_WASI_EMULATED_SIGNAL -D_WASI_EMULATED_GETPID -D_WASI_EMULATED_PROCESS_CLOCKS")
set(CMAKE_C_FLAGS_INIT "-nostdlibinc -idirafter ${PYC_SYSROOT}/usr/include/wasm32-wasi ${code}")
set(CMAKE_CXX_FLAGS_INIT "-nostdinc++ -isystem ${CMAKE_CURRENT_LIST_DIR}/../packs/include \
-isystem /usr/lib/llvm-22/include/c++/v1 ${CMAKE_C_FLAGS_INIT}")
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG" CACHE STRING "")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG" CACHE STRING "")
