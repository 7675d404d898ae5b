#pragma once

#include <string_view>

namespace plimsoll {

extern std::string_view const program_version;
/// Commit the program was built from, "-dirty" where the tree had changes; "unknown" outside a checkout.
extern std::string_view const build_commit;

}  // namespace plimsoll
