# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Compiler options shared by the host's build and the packs'.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

find_program(PYC_CCACHE ccache)
if(PYC_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER "${PYC_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${PYC_CCACHE}")
endif()

add_compile_options(-fdiagnostics-color=auto "-ffile-prefix-map=${PYC_SOURCE_DIR}/=")

# Our own sources; third-party code is compiled without.
set(PYC_WARNINGS -Wall -Wextra -Werror)

# What is linked into users' programs: no exceptions, no RTTI, nothing that runs before main.
set(PYC_FREESTANDING_OPTIONS -fno-exceptions -fno-rtti -Wglobal-constructors -Wexit-time-destructors)
