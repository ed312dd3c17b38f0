# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# sin, cos, sincos and tan from LLVM's libc: correctly rounded, where musl differs from the yardstick in 3 % of results. The objects join the runtime's
# archive, which the linker searches before libc's.
set(directory "${CMAKE_BINARY_DIR}/llvmlibc")
set(objects sin.cpp.o cos.cpp.o sincos.cpp.o tan.cpp.o)
file(MAKE_DIRECTORY "${directory}")
execute_process(COMMAND llvm-ar-22 x "${PYC_PACKS_CACHE}/llvmlibc-amd64/usr/lib/llvm-22/lib/libllvmlibc.a" ${objects}
  WORKING_DIRECTORY "${directory}" COMMAND_ERROR_IS_FATAL ANY)
list(TRANSFORM objects PREPEND "${directory}/")
set_source_files_properties(${objects} PROPERTIES EXTERNAL_OBJECT TRUE GENERATED TRUE)
target_sources(pyc_runtime PRIVATE ${objects})
