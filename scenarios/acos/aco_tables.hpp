#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "acos/aco_history.hpp"
#include "acos/mssp_track.hpp"

namespace plimsoll {

/// What an ACO's tables are called and what they share with those of others.
struct AcoNames {
  std::string population, benchmark, contract;
  std::string cost_file = {};   ///< members are drawn from it; none: one draw for each type and year
  std::string trend = {};       ///< key path of the growth of cost; none: an assumption of its own
  std::string update = {};      ///< key path of the benchmark's update; none: an assumption of its own
  bool ready_to_change = true;  ///< notes on what the reader may still add
};

/// An ACO's population, cost, benchmark and contract as a study has them: TOML, each value with the file,
/// year and column it was read from, or marked as an assumption.
struct AcoTables {
  std::string text;
  std::size_t types_shared_out = 0;  ///< enrolment types of few members, or without published figures
};

/// One piece of code for a study of one ACO and for one of all of them. Cells that cannot be read are noted
/// in the file. docs/guide/from-public-results.md gives the reasons.
AcoTables aco_tables(AcoHistory& aco, MsspTrack const& track, ChosenPack const& pack, AcoNames const& names);

/// Text fit for a comment or between quotes.
std::string one_line(std::string text);

}  // namespace plimsoll
