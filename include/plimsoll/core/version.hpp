#pragma once

#include <string_view>

namespace plimsoll {

extern std::string_view const program_version;
/// Commit the program was built from, "-dirty" where the tree had changes; "unknown" outside a checkout.
extern std::string_view const build_commit;
/// Compiler and what it compiled for, e.g. "GNU 12.2.0, x86_64 Linux".
extern std::string_view const build_compiler;
/// Kind of build and every compiler option that can move a number, e.g. "Release: -O3 -DNDEBUG
/// -ffp-contract=off".
extern std::string_view const build_flags;
/// Libraries of the value path and their versions, e.g. "Boost 1.74.0, Eigen 3.4.0".
extern std::string_view const build_libraries;

}  // namespace plimsoll
