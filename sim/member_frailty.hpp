#pragma once

#include <vector>

#include "member_status.hpp"
#include "plimsoll/models/experience/experience.hpp"
#include "plimsoll/sim/member_panel.hpp"

namespace plimsoll {

/// Frailty factors of one member after another, over the years and trials of a block.
///
/// Words: the first score is word 0 of page 0 of the member's year, which is kept for the draw; further ones
/// stand on pages from `further_scores` on, four a page. A t copula's spread is word 0 of page
/// `further_scores` of year 1900, where no member's year lies; that of someone new in the seat word 0 of page
/// `spread_of_new` of their first year. Numbers are part of the format.
class MemberFrailty {
 public:
  static constexpr std::uint32_t further_scores = 1u << 16, spread_of_new = further_scores + 64;

  MemberFrailty(FrailtyTables const& tables, YearAxis const& years, Seed seed, TrialLanes const& trials);

  /// With `status`, whoever takes the seat after its member left or died has scores of their own; a joiner's
  /// seat has another member each year.
  void draw(MemberAddress member, MemberStatus const* status = nullptr, bool joiner = false);
  /// Factor of a group of categories in a year of the axis, of the member last drawn.
  MeanLanes const& factor(std::size_t group, std::size_t year) const {
    return factors_[group * years_.size() + year];
  }
  WordLanes const& first_page(std::size_t year) const { return first_pages_[year]; }

 private:
  void draw_spreads(MemberAddress member, MemberStatus const* status, bool joiner);
  void draw_scores_of(MemberAddress member);
  void carry_over_years(MemberStatus const* status);
  void weigh(FrailtyGroup const& group, std::size_t year, MeanLanes& scores) const;

  FrailtyTables const& tables_;
  YearAxis const& years_;
  Seed seed_;
  TrialLanes const& trials_;
  std::vector<WordLanes> first_pages_;  // by year
  WordLanes page_;
  std::vector<MeanLanes> scores_;    // independent scores, by number and year
  std::vector<MeanLanes> factors_;   // by group and year
  std::vector<CountLanes> spreads_;  // by year
};

}  // namespace plimsoll
