#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plimsoll {

/// The name nearest to `name` among `candidates` by edit distance, or empty when none is near.
std::string nearest(std::string_view name, std::vector<std::string> const& candidates);

}  // namespace plimsoll
