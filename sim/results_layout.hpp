#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/sim/results_file.hpp"

namespace plimsoll {

/// Names in results.h5 that writer and reader share; docs/formats/results.md says what they hold.
namespace results_layout {
inline constexpr std::string_view format = "plimsoll-run";
inline constexpr int major_version = 2;
inline constexpr int minor_version = 0;
inline constexpr std::array<std::string_view, 7> reserved{"axes",       "inputs", "notices", "overrides",
                                                          "rule_packs", "study",  "summary"};
}  // namespace results_layout

/// The columns of one name: one data set [trials, years].
struct ColumnGroup {
  std::string name;
  std::vector<std::size_t> columns;  ///< places in the table, in its order
};

/// Groups by name, in order of first appearance.
std::vector<ColumnGroup> group_by_name(std::vector<ColumnInfo> const& columns);

}  // namespace plimsoll
