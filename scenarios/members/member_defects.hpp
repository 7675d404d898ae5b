#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/cost/member_years.hpp"
#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/column_map.hpp"
#include "plimsoll/scenarios/member_file.hpp"

namespace plimsoll {

/// Categories no row has a dollar of, which no law can be fitted to. `columns`: what they are made of, where
/// that is known.
std::vector<Problem> empty_categories(std::filesystem::path const& data, MemberYears const& rows,
                                      std::map<std::string, std::vector<std::string>> const& columns);

/// What can be read and is doubtful all the same: cost of rows without a month of exposure, empty categories.
std::vector<Problem> member_defects(std::filesystem::path const& file, ColumnMap const& map,
                                    ReadReport const& read, MemberYears const& rows);

/// Risk cells of 1 to 10 members, whose laws come from a parent cell.
Table thin_cells_table(ReadReport const& read, MemberYears const& rows);

}  // namespace plimsoll
