# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# What compiler and pack have to agree on, as one word: the version and a digest of the files that lay out objects, name entry points
# and number opcodes. A pack that says another word is refused before anything is linked with it.
#
# As a script (cmake -DPYC_SOURCE_DIR=… -DPYC_VERSION=… -DOUTPUT=… -P): writes the word, in a header when the output is one.
# Included: pyc_pack_version(OUTPUT) runs it whenever one of the files changed.
set(pack_agreement runtime/abi/*.h runtime/abi/*.def runtime/object/*.h runtime/object/*.def runtime/thread/*.h runtime/gc/gc.h
    runtime/builtins/*.def frontend/bytecode/*.h frontend/bytecode/*.def)

if(CMAKE_SCRIPT_MODE_FILE)
  list(TRANSFORM pack_agreement PREPEND "${PYC_SOURCE_DIR}/")
  file(GLOB files ${pack_agreement})
  set(digests)
  foreach(file IN LISTS files)
    file(SHA256 "${file}" digest)
    string(APPEND digests "${digest}")
  endforeach()
  string(SHA256 digest "${digests}")
  string(SUBSTRING "${digest}" 0 16 digest)
  if(OUTPUT MATCHES "\\.h$")
    file(WRITE "${OUTPUT}.new" "#define PYC_PACK_VERSION \"${PYC_VERSION} ${digest}\"\n")
  else()
    file(WRITE "${OUTPUT}.new" "${PYC_VERSION} ${digest}\n")
  endif()
  file(COPY_FILE "${OUTPUT}.new" "${OUTPUT}" ONLY_IF_DIFFERENT)
  file(REMOVE "${OUTPUT}.new")
  return()
endif()

function(pyc_pack_version output)
  list(TRANSFORM pack_agreement PREPEND "${PYC_SOURCE_DIR}/" OUTPUT_VARIABLE patterns)
  file(GLOB files CONFIGURE_DEPENDS ${patterns})
  add_custom_command(OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DPYC_SOURCE_DIR=${PYC_SOURCE_DIR}" "-DPYC_VERSION=${PYC_VERSION}" "-DOUTPUT=${output}"
            -P "${PYC_SOURCE_DIR}/cmake/PackVersion.cmake"
    DEPENDS ${files} "${PYC_SOURCE_DIR}/cmake/PackVersion.cmake" VERBATIM)
endfunction()
