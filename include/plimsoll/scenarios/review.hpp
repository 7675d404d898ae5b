#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/table.hpp"

namespace plimsoll {

/// What `plimsoll review` was asked.
struct ReviewRequest {
  std::filesystem::path data;   ///< a folder of claims, or a member file
  std::string column_map;       ///< path, or name of a shipped one
  std::optional<int> year;      ///< also look into the risk cells of this year
  std::filesystem::path prior;  ///< the feed of before, empty for none
  std::size_t rows_shown = 5;   ///< row numbers given for each thing found
};

/// What the data hold and what is wrong with them, before any fit.
struct Review {
  std::vector<Table> tables;     ///< files, members, dollars kept and left out, months, prior, what was found
  std::vector<Problem> defects;  ///< what --strict refuses; faults among them stop a fit anyway
};

/// Reviews data. InputError where they cannot be read at all: a missing file or column, a broken archive.
Review review(ReviewRequest const& request);

}  // namespace plimsoll
