#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace plimsoll {

/// Text of a part of the pages the command writes, by its name in tools/page/; "d3.min.js" is the chart
/// library, which is there only where it was installed when the program was built.
std::optional<std::string_view> page_part(std::string_view name);
std::vector<std::string_view> page_part_names();

}  // namespace plimsoll
