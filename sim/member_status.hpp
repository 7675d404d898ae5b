#pragma once

#include <cstdint>
#include <vector>

#include "plimsoll/sim/member_panel.hpp"

namespace plimsoll {

/// What becomes of a seat's member in a year.
enum class Fate : std::uint8_t { stays, leaves, dies };

/// Fates of one seat after another, over the years and trials of a block.
///
/// Words: page `status_page` of the member's year, word 0 the fate, word 1 the month. Numbers are part of the
/// format.
class MemberStatus {
 public:
  static constexpr std::uint32_t status_page = (1u << 16) + (1u << 12);

  MemberStatus(std::vector<MovedMembers> const& moved, YearAxis const& years, Seed seed,
               TrialLanes const& trials);

  void draw(MemberAddress member);
  Fate fate(std::size_t year, std::size_t lane) const { return fates_[year][lane]; }
  /// Month 1 to 12 in which the member leaves, dies or, of a joiner, joins counted from the year's end.
  int month(std::size_t year, std::size_t lane) const { return months_[year][lane]; }

 private:
  std::vector<MovedMembers> const& moved_;
  YearAxis const& years_;
  Seed seed_;
  TrialLanes const& trials_;
  WordLanes page_;
  std::vector<std::array<Fate, lane_count>> fates_;
  std::vector<std::array<std::uint8_t, lane_count>> months_;
};

}  // namespace plimsoll
