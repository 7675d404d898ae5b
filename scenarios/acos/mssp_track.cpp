#include "acos/mssp_track.hpp"

#include <algorithm>
#include <array>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

constexpr std::array<MsspTrack, 10> tracks{{{"1", "mssp/track-1", "Track 1", false, false},
                                            {"1+", "mssp/track-1-plus", "Track 1+", true, true},
                                            {"2", "mssp/track-2", "Track 2", true, false},
                                            {"3", "mssp/track-3", "Track 3", true, false},
                                            {"A", "mssp/basic-a", "BASIC level A", false, false},
                                            {"B", "mssp/basic-b", "BASIC level B", false, false},
                                            {"C", "mssp/basic-c", "BASIC level C", true, true},
                                            {"D", "mssp/basic-d", "BASIC level D", true, true},
                                            {"E", "mssp/basic-e", "BASIC level E", true, true},
                                            {"EN", "mssp/enhanced", "ENHANCED", true, false}}};

}  // namespace

MsspTrack const* find_mssp_track(std::string const& letter) {
  auto const found = std::find_if(tracks.begin(), tracks.end(),
                                  [&](MsspTrack const& track) { return track.letter == letter; });
  return found == tracks.end() ? nullptr : &*found;
}

MsspTrack const& mssp_track(std::string const& letter) {
  if (MsspTrack const* const track = find_mssp_track(letter)) return *track;
  throw InputError(Problem{{"--panel", 0, 0},
                           "track",
                           "is \"" + letter + "\", which is no track of the program",
                           "",
                           mssp_track_letters});
}

}  // namespace plimsoll
