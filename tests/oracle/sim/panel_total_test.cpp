#include "plimsoll/sim/panel_total.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/cost/compound_year.hpp"
#include "support/public_data.hpp"
#include "support/reference_panel.hpp"

namespace plimsoll {
namespace {

using test::ReferencePanel;

constexpr double level = 0.995;

/// Panel of cells with this many members each, everyone enrolled the whole year.
GroupedPanel panel_of(std::vector<std::vector<CategoryLaw>> laws, std::vector<double> const& members) {
  GroupedPanel panel;
  panel.name = "panel";
  panel.laws = std::move(laws);
  for (std::size_t cell = 0; cell < panel.laws.size(); ++cell) {
    panel.class_of_cell.push_back(ExposureClass{});
    panel.groups.push_back({cell, 12, WeightedNodes::single(1.0, members[cell])});
    panel.base_members += members[cell];
  }
  return panel;
}

GroupedPanel reference_members(ReferencePanel const& work, std::uint64_t members) {
  std::vector<std::vector<CategoryLaw>> laws;
  for (CellLaw const& cell : work.model.cells) laws.push_back(cell.laws);
  std::vector<double> dealt;
  for (std::uint64_t count : work.members_by_cell(members)) dealt.push_back(static_cast<double>(count));
  return panel_of(std::move(laws), dealt);
}

TotalOf capped_total(std::size_t categories) {
  return {std::vector<bool>(categories, true), {}, ReferencePanel::cap, LimitBasis::annualised};
}

CategoryLaw identical(CountLaw const& count) {
  return {"all", count, LognormalSeverity{std::log(1500.0) - 0.5 * 1.6 * 1.6, 1.6}, {}};
}

void meets(PanelTotal const& total, double mean, double sd, double quantile, double tvar) {
  EXPECT_NEAR(total.mean(), mean, 1e-6 * mean);
  EXPECT_NEAR(total.standard_deviation(), sd, 2e-6 * sd);
  EXPECT_NEAR(total.quantile(level), quantile, 1e-6 * quantile);
  EXPECT_NEAR(total.tail_value_at_risk(level), tvar, 1e-6 * tvar);
}

// The second, smaller work of the reference panel's README.
TEST(PanelTotal, MeetsThePublishedPanelOfIdenticalMembers) {
  YearFactors const as_is;
  meets(panel_total(panel_of({{identical(NegativeBinomialCount{3.0, 1.0 / 0.6})}}, {10'000.0}),
                    capped_total(1), as_is),
        44'648'909.0, 886'619.0, 46'985'790.0, 47'283'388.0);
  meets(panel_total(panel_of({{identical(PoissonCount{3.0})}}, {10'000.0}), capped_total(1), as_is),
        44'661'813.0, 818'837.0, 46'826'150.0, 47'103'014.0);
}

// The README's figures stand on a grid of $25: the mean is kept, quantiles are those of the grid's law.
TEST(PanelTotal, MeetsThePublishedReferencePanel) {
  PLIMSOLL_NEEDS_DATA("reference_panel/reference_panel.csv");
  GroupedPanel const panel = reference_members(*test::read_reference_panel(), 100'000);
  PanelTotal const total = panel_total(panel, capped_total(6), {});
  EXPECT_NEAR(total.mean() / 100'000.0, ReferencePanel::capped_mean, 0.005);
  EXPECT_NEAR(total.standard_deviation(), ReferencePanel::total_sd, 30.0);
  EXPECT_NEAR(total.quantile(level), ReferencePanel::total_quantile_995, 100.0);
  EXPECT_NEAR(total.tail_value_at_risk(level), ReferencePanel::total_tvar_995, 100.0);
}

// A lattice adds up to step²/6 to the variance of every claim. At $25 it gives the published deviation to the
// dollar; the total above is without it.
TEST(PanelTotal, ThePublishedDeviationHoldsItsGrid) {
  PLIMSOLL_NEEDS_DATA("reference_panel/reference_panel.csv");
  GroupedPanel const panel = reference_members(*test::read_reference_panel(), 100'000);
  double variance = 0.0;
  for (MemberGroup const& group : panel.groups) {
    CompoundYear const on_grid(panel.laws[group.cell], std::vector<bool>(6, true), 25.0, 1 << 14);
    LimitedYear const year = limited(on_grid.at(WeightedNodes::single(1.0)), ReferencePanel::cap);
    variance += group.scores.weight[0] * (year.second - year.mean * year.mean);
  }
  EXPECT_NEAR(std::sqrt(variance), ReferencePanel::total_sd, 0.5);
}

TEST(PanelTotal, CategoriesWithoutACapHaveTheirPublishedMeans) {
  PLIMSOLL_NEEDS_DATA("reference_panel/reference_panel.csv");
  GroupedPanel const panel = reference_members(*test::read_reference_panel(), 100'000);
  for (std::size_t category = 1; category < 6; ++category) {
    TotalOf of{std::vector<bool>(6, false), {}};
    of.summed[category] = true;
    PanelTotal const total = panel_total(panel, of, {});
    EXPECT_NEAR(total.mean() / 100'000.0, ReferencePanel::category_means[category], 6e-4) << category;
    double variance = 0.0;
    for (MemberGroup const& group : panel.groups)
      variance += group.scores.weight[0] * moments(panel.laws[group.cell][category]).variance;
    EXPECT_NEAR(total.standard_deviation() / std::sqrt(variance), 1.0, 1e-9) << category;
  }
}

// Gamma claims of shape one and a Poisson number: the total of n members is one compound Poisson law whose
// cumulants are known; its quantile by Cornish and Fisher to the fourth cumulant.
TEST(PanelTotal, CompoundPoissonByItsCumulants) {
  constexpr double members = 20'000.0, scale = 1000.0, rate = 2.0;
  CategoryLaw const law{"all", PoissonCount{rate}, GammaSeverity{1.0, scale}, {}};
  PanelTotal const total = panel_total(panel_of({{law}}, {members}), {{true}, {}}, {});
  double const claims = members * rate;  // cumulant k is claims · k! · scale^k
  double const sd = scale * std::sqrt(2.0 * claims);
  double const skewness = 6.0 * claims / std::pow(2.0 * claims, 1.5), kurtosis = 24.0 / (4.0 * claims);
  double const z = 2.5758293035489004;
  double const corrected = z + skewness / 6.0 * (z * z - 1.0) + kurtosis / 24.0 * (z * z * z - 3.0 * z) -
                           skewness * skewness / 36.0 * (2.0 * z * z * z - 5.0 * z);
  EXPECT_NEAR((total.quantile(level) - claims * scale) / sd, corrected, 1e-5);
}

// A limit so far that the step is wider than most claims: the deviation is that of no limit at all.
TEST(PanelTotal, AFarLimitCutsNothing) {
  CategoryLaw const law{"all", PoissonCount{6.0}, LognormalSeverity{3.5, 1.1}, {}};
  PanelTotal const total = panel_total(panel_of({{law}}, {5000.0}), {{true}, {}, 1e7}, {});
  PanelTotal const wide = panel_total(panel_of({{law}}, {5000.0}), {{true}, {}, 8e4}, {}, 1 << 10);
  double const deviation = std::sqrt(5000.0 * moments(law).variance);
  EXPECT_NEAR(total.standard_deviation() / deviation, 1.0, 1e-7);
  EXPECT_NEAR(wide.standard_deviation() / deviation, 1.0, 1e-4);
  EXPECT_NEAR((wide.quantile(level) - total.quantile(level)) / deviation, 0.0, 3e-3);
}

TEST(PanelTotal, MonthsScoresAndFactorsAreExposure) {
  CategoryLaw const law{"all", PoissonCount{3.0}, GammaSeverity{0.8, 2000.0}, {}};
  GroupedPanel half = panel_of({{law}}, {5000.0});
  half.groups[0].months = 6;
  half.groups[0].scores.at = {2.0};
  // Half a year of twice the score claims as often as a full year; its limit is half.
  PanelTotal const split = panel_total(half, {{true}, {}, 20'000.0}, {1.0, 1.1, 1.3});
  PanelTotal const whole = panel_total(panel_of({{law}}, {5000.0}), {{true}, {}, 10'000.0}, {1.0, 1.1, 1.3});
  EXPECT_NEAR(split.mean() / whole.mean(), 1.0, 1e-9);
  EXPECT_NEAR(split.quantile(0.99) / whole.quantile(0.99), 1.0, 1e-9);
  // Dearer claims under a dearer limit.
  PanelTotal const cheap =
      panel_total(panel_of({{law}}, {5000.0}), {{true}, {}, 10'000.0 / 1.3}, {1.0, 1.1, 1.0});
  EXPECT_NEAR(whole.quantile(0.99) / (1.3 * cheap.quantile(0.99)), 1.0, 1e-9);
  PanelTotal const grown = panel_total(panel_of({{law}}, {4000.0}), {{true}, {}, 10'000.0}, {1.25, 1.1, 1.3});
  EXPECT_NEAR(grown.standard_deviation() / whole.standard_deviation(), 1.0, 1e-9);
}

TEST(PanelTotal, StrataKeepMeanAndTail) {
  PanelTotal const total =
      panel_total(panel_of({{identical(PoissonCount{3.0})}}, {2000.0}), capped_total(1), {});
  std::vector<double> const strata = total.strata(1000);
  double sum = 0.0, tail = 0.0;
  for (std::size_t i = 0; i < strata.size(); ++i) {
    sum += strata[i];
    if (i >= 990) tail += strata[i];
  }
  EXPECT_NEAR(sum / 1000.0 / total.mean(), 1.0, 1e-12);
  EXPECT_NEAR(tail / 10.0 / total.tail_value_at_risk(0.99), 1.0, 1e-9);
  EXPECT_NEAR(total.distribution(total.quantile(0.3)), 0.3, 1e-9);
}

TEST(PanelTotal, RefusesWhatItCannotFollow) {
  CategoryLaw const rare{"all", PoissonCount{0.01}, GammaSeverity{1.0, 1000.0}, {}};
  EXPECT_THROW(panel_total(panel_of({{rare}}, {5.0}), {{true}, {}}, {}), ModelError);
  CategoryLaw const heavy{"all", PoissonCount{1.0}, LognormalParetoSeverity{9.0, 1.0, 1e5, 2.2}, {}};
  EXPECT_THROW(panel_total(panel_of({{heavy}}, {1000.0}), {{true}, {}}, {}), ModelError);
}

}  // namespace
}  // namespace plimsoll
