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

# Sources that count by their size. On every target: those of the front end that a compilation seldom enters, which are in every program
# with eval. For WebAssembly, where a program is loaded over a network and compiled before it starts: also all of the runtime but what
# loops of programs spend their time in.
function(pyc_prefer_size)
  set(seldom "/frontend/(ast/(dump|unparse)|bytecode/(big_integer|compile_(comprehensions|displays|exceptions|functions|patterns|statements|strings|suspensions)|folding)|parser/(error_[a-z]+|patterns|report)|source/[a-z]+|suggest/[a-z_]+|support/character_names)\\.cpp$")
  set(often "/runtime/(abi/(building|calls|memory|names|native_[a-z]+|operators)|gc/gc|interp/[a-z_]+|object/[a-z]+|support/memory|builtins/(aggregate|bigint|bigint_text|dict|dict_block|dict_views|enumerate|filter|float|float_format|float_precise|float_text|format_spec|generator|hash|int|int_arithmetic|int_text|iterators|list|list_block|list_sort|map|range|set|set_block|slice|str_case|str_change|str_object|str_search|str_split|tuple|zip))\\.cpp$")
  foreach(source IN LISTS ARGN)
    if(source MATCHES "${seldom}" OR
       (PYC_HOST_PLATFORM STREQUAL "wasi" AND source MATCHES "/(runtime|stdlib)/" AND NOT source MATCHES "${often}|/stdlib/math"))
      set_source_files_properties("${source}" PROPERTIES COMPILE_OPTIONS -Oz)
    endif()
  endforeach()
endfunction()
