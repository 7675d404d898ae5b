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

/// What to say where a letter names none.
inline constexpr char const* mssp_track_letters = "tracks are 1, 1+, 2, 3, A to E and EN";

/// Null if there is no such track.
MsspTrack const* find_mssp_track(std::string const& letter);
/// Throws InputError if there is no such track.
MsspTrack const& mssp_track(std::string const& letter);

/// A rule pack of a track, and the performance year it settles.
struct ChosenPack {
  std::string name;
  int year = 0;
};

}  // namespace plimsoll
