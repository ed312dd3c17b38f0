# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Makes one module of the files here: what `pyc-native build --target wasm32-browser` writes beside a program, with @…@ for its names.
#
#   cmake -DOUTPUT=file -P bundle.cmake    as a C++ string literal if the output's name ends in .inc
set(modules file_system streams wasi execute worker run)

set(bundle)
foreach(module IN LISTS modules)
  file(READ "${CMAKE_CURRENT_LIST_DIR}/${module}.mjs" text)
  # Names are those of the one module now; only run.mjs says what it exports.
  string(REGEX REPLACE "(^|\n)// SPDX[^\n]*" "\n" text "${text}")
  string(REGEX REPLACE "\nimport [^\n]*" "" text "${text}")
  if(module STREQUAL run)
    string(REGEX REPLACE "(\nexport {[^\n]*}) from [^\n]*" "\\1;" text "${text}")
  else()
    string(REPLACE "\nexport " "\n" text "${text}")
  endif()
  string(APPEND bundle "${text}")
endforeach()
string(REGEX REPLACE "\n\n\n+" "\n\n" bundle "${bundle}")
set(bundle "// Written by pyc-native. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception\n${bundle}")
if(OUTPUT MATCHES "\\.inc$")
  set(bundle "R\"pyc(${bundle})pyc\"")
endif()
file(WRITE "${OUTPUT}" "${bundle}")
