# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# sin, cos, sincos and tan from LLVM's libc: correctly rounded, where musl differs from the yardstick in 3 % of results. The objects join the runtime's
# archive, which the linker searches before libc's. Debian's archive of them serves where there is one; else they are compiled from the same sources.
set(functions sin cos sincos tan)
set(archive "${PYC_PACKS_CACHE}/llvmlibc-${PYC_DEBIAN}/usr/lib/llvm-22/lib/libllvmlibc.a")
set(source "${PYC_PACKS_CACHE}/llvmlibc-source/libc")
if(EXISTS "${archive}")
  set(directory "${CMAKE_BINARY_DIR}/llvmlibc")
  list(TRANSFORM functions APPEND .cpp.o OUTPUT_VARIABLE objects)
  file(MAKE_DIRECTORY "${directory}")
  execute_process(COMMAND llvm-ar-22 x "${archive}" ${objects} WORKING_DIRECTORY "${directory}" COMMAND_ERROR_IS_FATAL ANY)
  list(TRANSFORM objects PREPEND "${directory}/")
  set_source_files_properties(${objects} PROPERTIES EXTERNAL_OBJECT TRUE GENERATED TRUE)
  target_sources(pyc_runtime PRIVATE ${objects})
else()
  list(TRANSFORM functions PREPEND "${source}/src/math/generic/")
  list(TRANSFORM functions APPEND .cpp)
  add_library(llvmlibc OBJECT ${functions})
  target_include_directories(llvmlibc SYSTEM PRIVATE "${source}")
  # As its own build does: names as the C library has them, no errno, nothing that runs before main.
  target_compile_definitions(llvmlibc PRIVATE LIBC_NAMESPACE=__llvm_libc_22_ LIBC_COPT_PUBLIC_PACKAGING LIBC_ERRNO_MODE=LIBC_ERRNO_MODE_SYSTEM_INLINE)
  target_compile_options(llvmlibc PRIVATE -fno-exceptions -fno-rtti -fno-builtin -w)
  target_sources(pyc_runtime PRIVATE $<TARGET_OBJECTS:llvmlibc>)
endif()
