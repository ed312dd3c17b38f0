# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# What TableGen writes is included from the build folder by the same path: "midend/dialect/….h.inc".
#
# pyc_layer(NAME [FREESTANDING] [DEPENDS libraries…]): the library of one top-level folder, made of every .cpp below it.
function(pyc_layer name)
  cmake_parse_arguments(LAYER "FREESTANDING" "" "DEPENDS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  if(NOT sources)
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${LAYER_DEPENDS})
    return()
  endif()
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC "${CMAKE_SOURCE_DIR}" "${CMAKE_BINARY_DIR}")
  target_compile_options(${name} PRIVATE ${PYC_WARNINGS})
  target_link_libraries(${name} PUBLIC ${LAYER_DEPENDS})
  if(LAYER_FREESTANDING)
    target_compile_options(${name} PRIVATE ${PYC_FREESTANDING_OPTIONS})
  else()
    pyc_uses_llvm(${name})
  endif()
endfunction()

# Debian's LLVM is shared and built with RTTI; its headers are not ours to warn about.
function(pyc_uses_llvm name)
  target_include_directories(${name} SYSTEM PUBLIC ${MLIR_INCLUDE_DIRS} ${LLVM_INCLUDE_DIRS} ${LLD_INCLUDE_DIRS})
  target_compile_definitions(${name} PUBLIC ${LLVM_DEFINITIONS_LIST})
endfunction()
