# One library target per module. The link line is the architecture: a module may include only what it links.

add_library(plimsoll_flags INTERFACE)
# No contraction and no fast-math: the same source gives the same cents on every target (docs/decisions/0002).
target_compile_options(plimsoll_flags INTERFACE -ffp-contract=off -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                       -Wno-sign-conversion
                       # GCC 12 sees these in its own std::string and std::variant at -O3 (GCC bugs 105329, 105562, 105651).
                       -Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds
                       -Wno-restrict
                       $<$<BOOL:${PLIMSOLL_WERROR}>:-Werror>)

# Studies, tables and pages are read and written here, not drawn: -O3 buys them nothing and costs a fourth more of compiling.
set(plimsoll_level_of_tables -O2)
add_library(plimsoll_flags_of_tables INTERFACE)
target_compile_options(plimsoll_flags_of_tables INTERFACE $<$<CONFIG:Release>:${plimsoll_level_of_tables}>)

option(PLIMSOLL_COVERAGE "Count which lines run; tools/coverage.py reports them by room" OFF)
# plimsoll_counted(<target>): its lines are counted under PLIMSOLL_COVERAGE; those of tests never are.
function(plimsoll_counted target)
  if(PLIMSOLL_COVERAGE)
    target_compile_options(${target} PRIVATE --coverage)
    target_link_options(${target} PUBLIC --coverage)
  endif()
endfunction()

option(PLIMSOLL_UNITY "Compile the sources of a folder together, a few at a time: a full build in less than half the time" OFF)
set(PLIMSOLL_UNITY_SIZE 6 CACHE STRING "How many sources of a folder are compiled together")

# plimsoll_unity(<target>): sources of one folder are compiled together. Those that Highway includes again for every instruction
# set stay by themselves.
function(plimsoll_unity target)
  if(NOT PLIMSOLL_UNITY)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    if(IS_ABSOLUTE ${source} OR NOT source MATCHES "\\.cpp$" OR source MATCHES "_lanes\\.cpp$|lane_list\\.cpp$")
      continue()  # what the build writes is named by its whole path
    endif()
    cmake_path(GET source PARENT_PATH folder)
    string(MAKE_C_IDENTIFIER "group_${folder}" group)
    math(EXPR n_${group} "${n_${group}} + 1")
    math(EXPR part "(${n_${group}} - 1) / ${PLIMSOLL_UNITY_SIZE}")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group}_${part})
  endforeach()
endfunction()

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
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  set_property(GLOBAL APPEND PROPERTY PLIMSOLL_MODULES ${target})
  plimsoll_counted(${target})
  plimsoll_unity(${target})
endfunction()
