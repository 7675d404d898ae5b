#pragma once

#include <string>

namespace plimsoll {

/// A track or level of the Medicare Shared Savings Program as results files name it.
struct MsspTrack {
  char const* letter;  ///< in the column `track`
  char const* pack;    ///< its rule packs, less the year
  char const* title;
  bool two_sided;           ///< the minimum is elected
  bool limited_by_revenue;  ///< the most that can be owed depends on participants' revenue
};

/// Throws InputError if there is no such track.
MsspTrack const& mssp_track(std::string const& letter);

/// The newest shipped pack of a track, and the year it settles after these results: the first it holds for
/// after them, else its last.
struct ChosenPack {
  std::string name;
  int year = 0;
};
ChosenPack newest_pack(MsspTrack const& track, int results_year);

}  // namespace plimsoll
