#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

// A bundle settles episodes. In a study of one, a population's member is an episode: spend per episode is its
// cost per member-year, the number of episodes its person-years, price cells are its enrolment types, and the
// high-cost cap of an episode is a claimant_cap. Stop-gain and stop-loss are savings_cap and loss_cap.

/// Target price of the episodes of one price cell (MS-DRG and region), rounded to the cent per episode.
struct EpisodeTarget {
  Quantity price;
  Quantity trend = 0.0;
  Quantity discount;
  Quantity risk = 1.0;
  Quantity normalisation = 1.0;
  std::optional<Quantity> normalisation_cap;
  Quantity retrospective_trend = 0.0;
  std::optional<Quantity> retrospective_trend_cap;
  std::optional<std::string> cell;
  std::optional<Quantity> episodes;
  static constexpr Clause clause{"episode_target", "Adds the target prices of the episodes to the benchmark.",
                                 "42 CFR 512.540, 512.545; 42 CFR 510.300"};
  static constexpr Target target = Target::benchmark;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("price", &EpisodeTarget::price, Unit::dollars, not_negative,
               "base price of an episode of the cell"),
      optional("trend", &EpisodeTarget::trend, Unit::fraction, Range{-0.5, 1.0},
               "growth from the dollars of the price to those of the performance year, in all"),
      required("discount", &EpisodeTarget::discount, Unit::fraction, unit_interval,
               "share of the price the payer keeps"),
      optional("risk", &EpisodeTarget::risk, Unit::none, Range{0.01, 100.0},
               "mean risk adjustment of our episodes, a factor"),
      optional("normalisation", &EpisodeTarget::normalisation, Unit::none, Range{0.01, 100.0},
               "factor that brings the mean risk adjustment of all participants to 1"),
      optional("normalisation_cap", &EpisodeTarget::normalisation_cap, Unit::fraction, unit_interval,
               "most the normalisation may differ from 1"),
      optional("retrospective_trend", &EpisodeTarget::retrospective_trend, Unit::fraction, Range{-0.5, 1.0},
               "growth of the performance year beyond the trend, known after it"),
      optional("retrospective_trend_cap", &EpisodeTarget::retrospective_trend_cap, Unit::fraction,
               unit_interval, "most the retrospective trend counts, up or down"),
      optional("cell", &EpisodeTarget::cell, "enrolment type whose episodes are priced; all when not given"),
      optional("episodes", &EpisodeTarget::episodes, Unit::count, not_negative,
               "episodes priced; person-years of the cell when not given"));
};
/// Line: round_cents(price · (1 + trend) · (1 - discount) · risk · normalisation · (1 + retrospective_trend))
/// · episodes, normalisation and retrospective trend within their caps.
Expr apply(EpisodeTarget const& term, Position const& at);
std::vector<Problem> faults_in(EpisodeTarget const& term, PanelView const& view);

/// Composite quality score: lowers gains by what is missing of it and losses by what is there.
struct CompositeQuality {
  Quantity score;
  Quantity savings_weight;
  Quantity loss_weight;
  static constexpr Clause clause{
      "composite_quality",
      "Lowers gains by a weight times what the score lacks, losses by a weight times the score.",
      "42 CFR 512.550"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields =
      field_table(required("score", &CompositeQuality::score, Unit::fraction, unit_interval,
                           "composite quality score, 0.72 for 72 of 100"),
                  required("savings_weight", &CompositeQuality::savings_weight, Unit::fraction, unit_interval,
                           "share of a gain lost at a score of 0"),
                  required("loss_weight", &CompositeQuality::loss_weight, Unit::fraction, unit_interval,
                           "share of a loss forgiven at a score of 1"));
};
/// Line: -savings_weight · (1 - score) · balance where balance >= 0, -loss_weight · score · balance below.
Expr apply(CompositeQuality const& term, Position const& at);

/// Charges spending that was put off until after the episodes.
struct PostEpisodeSpending {
  Quantity spending;
  Quantity threshold;
  std::optional<Quantity> episodes;
  static constexpr Clause clause{
      "post_episode_spending", "Charges spending after the episodes above a threshold.", "42 CFR 510.305(j)"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("spending", &PostEpisodeSpending::spending, Unit::dollars, not_negative,
               "mean spending per episode in the days after it"),
      required("threshold", &PostEpisodeSpending::threshold, Unit::dollars, not_negative,
               "spending per episode that is not charged: regional mean and three standard deviations"),
      optional("episodes", &PostEpisodeSpending::episodes, Unit::count, not_negative,
               "episodes charged; person-years when not given"));
};
/// Line: -max(0, spending - threshold) · episodes.
Expr apply(PostEpisodeSpending const& term, Position const& at);

}  // namespace plimsoll
