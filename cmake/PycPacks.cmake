# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Each target pack is a nested project (cross/packs) with a toolchain file of its own, built into <build>/packs/<target>.
include(ExternalProject)

# Quick when everything is there.
get_filename_component(cache_parent "${PYC_PACKS_CACHE}" DIRECTORY)
set(fetched ${PYC_PACKS})
list(TRANSFORM fetched REPLACE "-glibc$" "")
execute_process(COMMAND "${CMAKE_SOURCE_DIR}/cross/packs/fetch.sh" "${cache_parent}" ${fetched} COMMAND_ERROR_IS_FATAL ANY)

set(sanitize)
if(PYC_SANITIZE)
  set(sanitize "-DPYC_SANITIZE=${PYC_SANITIZE}")
endif()

foreach(target IN LISTS PYC_PACKS)
  set(pack "${CMAKE_BINARY_DIR}/packs/${target}")
  ExternalProject_Add(pack-${target}
    SOURCE_DIR "${CMAKE_SOURCE_DIR}/cross/packs"
    BINARY_DIR "${pack}/build"
    STAMP_DIR "${pack}/build/stamp"
    TMP_DIR "${pack}/build/tmp"
    PREFIX "${pack}/build"
    CMAKE_ARGS
      "-DCMAKE_TOOLCHAIN_FILE=${CMAKE_SOURCE_DIR}/cross/toolchain/${target}.cmake"
      "-DCMAKE_BUILD_TYPE=Release"
      "-DPYC_PACK_DIR=${pack}"
      "-DPYC_PACKS_CACHE=${PYC_PACKS_CACHE}"
      ${sanitize}
    BUILD_COMMAND "${CMAKE_COMMAND}" --build <BINARY_DIR> -- --quiet
    INSTALL_COMMAND ""
    TEST_COMMAND ""
    BUILD_ALWAYS ON)
endforeach()
