#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/core/word_lanes.hpp"
#include "plimsoll/models/cost/count_lanes.hpp"
#include "plimsoll/models/cost/straight_bin.hpp"

namespace plimsoll {

enum class FrailtyFamily { gamma, lognormal };
template <>
struct Names<FrailtyFamily> {
  static constexpr std::array<std::pair<std::string_view, FrailtyFamily>, 2> pairs{
      {{"gamma", FrailtyFamily::gamma}, {"lognormal", FrailtyFamily::lognormal}}};
};

/// A member's own factor on frequency, of mean 1, shared by all categories and carried over the years: what
/// the risk cell does not know about them. Vaupel, Manton and Stallard 1979.
struct Frailty {
  FrailtyFamily family = FrailtyFamily::gamma;
  double cv = 0.0;
  double year_correlation = 1.0;
  static constexpr auto fields = std::tuple{
      optional("family", &Frailty::family, "law of the factor: gamma or lognormal"),
      required("cv", &Frailty::cv, Unit::none, Range{0.0, 5.0},
               "standard deviation of the factor, whose mean is 1"),
      optional("year_correlation", &Frailty::year_correlation, Unit::none, unit_interval,
               "of the factor's normal score between neighbouring years; 1 = a member keeps the factor")};
  friend bool operator==(Frailty const&, Frailty const&) = default;
};

/// Normal scores and frailty factors from tables: no rejection, so one word is one draw.
///
/// The score is read from the word's place in the nearer tail, on octaves of 16 bins; the factor from the
/// score, on bins of 1/64 between -6.5 and 6.5, beyond which it is that of the end. Bins run straight between
/// exact quantiles, all scaled so that the mean of the factor is 1.
class FrailtyTable {
 public:
  static constexpr float end = 6.5f;
  static constexpr int steps_per_unit = 64;
  static constexpr int score_octaves = 31, bin_bits = 4;

  explicit FrailtyTable(Frailty const& frailty);

  /// Standard normal score of a word, increasing in it.
  float score(std::uint32_t word) const;
  /// Factor on frequency of a member with this score, increasing in it.
  float factor(float score) const;

  StraightBin const* scores() const { return scores_.data(); }
  StraightBin const* factors() const { return factors_.data(); }
  std::span<StraightBin const> all_factors() const { return factors_; }

 private:
  std::vector<StraightBin> scores_, factors_;
};

/// scores[lane] = table.score(words[lane]), over all lanes.
void draw_scores(FrailtyTable const& table, LanesOf<std::uint32_t> const& words, MeanLanes& scores);

/// factors[lane] = table.factor(scores[lane]), over all lanes.
void frailty_factors(FrailtyTable const& table, MeanLanes const& scores, MeanLanes& factors);

}  // namespace plimsoll
