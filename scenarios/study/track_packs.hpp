#pragma once

#include <optional>

#include "acos/mssp_track.hpp"

namespace plimsoll {

/// The newest shipped pack of a track, and the year it settles after these results: the first it holds for
/// after them, else its last.
ChosenPack newest_pack(MsspTrack const& track, int results_year);

/// The newest shipped pack of a track that holds for a performance year; nothing where there is none.
std::optional<ChosenPack> pack_of_year(MsspTrack const& track, int year);

}  // namespace plimsoll
