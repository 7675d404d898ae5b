#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll {

/// What to start a study of a real ACO from: published results of the Medicare Shared Savings Program, one
/// row per ACO and performance year. Where `aco_id_crosswalk.csv` stands beside the file, an ACO's rows under
/// its older id are its own.
struct MsspResults {
  std::string aco;
  std::filesystem::path panel;
  std::optional<std::int64_t> year;  ///< performance year to start from; the newest one when not given
};

/// A study that runs as it is: each value with the file, year and column it was read from, or marked as an
/// assumption.
struct StartedStudy {
  std::string text;
  int year = 0;  ///< of the results it starts from
  std::string template_name;
  std::vector<std::string> notices;
};

/// Throws InputError naming the nearest ids or the years there are, or the cells that cannot be read.
StartedStudy start_mssp_study(MsspResults const& from);

}  // namespace plimsoll
