#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/scenarios/known_to_date.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// What a re-forecast is asked.
struct ReforecastRequest {
  std::string as_of;            ///< YYYY-MM-DD
  std::filesystem::path since;  ///< folder of an earlier re-forecast to explain the change from, or empty
  std::optional<std::uint64_t> trials;  ///< in place of the study's
  std::size_t threads = 0;              ///< 0 = all
};

/// Mean settlement of a contract and year, in whole cents so that changes add up exactly.
struct PointEstimate {
  std::string contract;
  int year = 0;
  std::int64_t cents = 0;
  friend bool operator==(PointEstimate const&, PointEstimate const&) = default;
};

/// A study given what is known of its years in course.
struct Reforecast {
  KnownToDate known;
  TrialTable trials;  ///< as the run's, given what is known
  std::vector<PointEstimate> points;
  std::vector<Table> tables;
  std::vector<std::string> notices;
};

/// Draws the study's trials and takes in what is known at the date. With nothing known the trials are the
/// run's, to the bit. With `since`, tables of the change follow, which add up with nothing unexplained.
/// Throws InputError where the study, the date, a source or the earlier folder cannot be read.
Reforecast reforecast(LoadedStudy const& loaded, ReforecastRequest const& request);

/// Mean settlement of every contract and year.
std::vector<PointEstimate> point_estimates(CompiledStudy const& study, TrialTable const& trials);

/// Keeps a re-forecast as `reforecast.json` in the folder, for `since`. The text is a function of the
/// arguments alone. Throws IoError where the folder cannot be used; with `replace` an earlier one may be
/// there.
void keep_reforecast(std::filesystem::path const& folder, LoadedStudy const& loaded, Reforecast const& result,
                     bool replace);

}  // namespace plimsoll
