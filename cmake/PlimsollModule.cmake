# One library target per module. The link line is the architecture: a module may include only what it links.

add_library(plimsoll_flags INTERFACE)
# No contraction and no fast-math: the same source gives the same cents on every target (docs/decisions/0002).
target_compile_options(plimsoll_flags INTERFACE -ffp-contract=off -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                       -Wno-sign-conversion
                       # GCC 12 sees these in its own std::string and std::variant at -O3 (GCC bugs 105329, 105562, 105651).
                       -Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds
                       -Wno-restrict
                       $<$<BOOL:${PLIMSOLL_WERROR}>:-Werror>)

# plimsoll_module(NAME FOLDER <public header folder below include/plimsoll> SOURCES ... LINKS ... PRIVATE_LINKS ...
#                 [PRECOMPILE <header of a library that most of the sources include> ...])
function(plimsoll_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOLDER" "SOURCES;LINKS;PRIVATE_LINKS;PRECOMPILE")
  file(GLOB headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/include/plimsoll/${arg_FOLDER}/*.hpp)
  set(target plimsoll_${name})
  add_library(${target} STATIC ${arg_SOURCES})
  add_library(plimsoll::${name} ALIAS ${target})
  target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/include FILES ${headers})
  # Highway compiles a kernel's source once for every target and finds it by its path from the top.
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR})
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_link_libraries(${target} PUBLIC ${arg_LINKS} PRIVATE ${arg_PRIVATE_LINKS} $<BUILD_INTERFACE:plimsoll_flags>)
  target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/std.pch.hpp ${arg_PRECOMPILE})
endfunction()
