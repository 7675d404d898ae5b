// Fitted to MEPS 2012 to 2014 without panel 19, whose members are in 2015 too, our laws predict 2015: mean
// and far quantiles of a member's year by age band, with intervals that hold what the fit does not know, a
// trend and the sampling of 2015 itself.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/random/binomial_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <cmath>
#include <cstdio>

#include "plimsoll/models/cost/fit.hpp"
#include "plimsoll/models/cost/uncertain_law.hpp"
#include "plimsoll/scenarios/cost_file.hpp"
#include "plimsoll/scenarios/member_file.hpp"
#include "support/public_data.hpp"
#include "support/run_folder.hpp"

namespace plimsoll {
namespace {

/// People of one household and area are alike: a sample of n persons tells as much as n / 1.5 independent
/// ones. AHRQ puts the design effect of mean expenditures in the household component between 1.2 and 2.
constexpr double design_effect = 1.5;
constexpr int draws = 600;
constexpr double low_end = 0.05, high_end = 0.95;
using Random = boost::random::mt19937_64;

std::string map_text(int year, bool without_panel_19) {
  return "member = \"dupersid\"\nleave_out = { age" + std::to_string(year) + "x = [\"-*\"], perwt" +
         std::to_string(year) + "f = [\"0\", \"0.0*\"]" + (without_panel_19 ? ", panel = [\"19\"]" : "") +
         " }\nmonths.always = 12\n[age]\ncolumn = \"age" + std::to_string(year) +
         "x\"\nbands = [0, 5, 18, 35, 50, 65, 75]\n[[enrolment]]\ntype = \"all\"\n[categories]\nall = "
         "[\"totexp" +
         std::to_string(year) + "\"]\n";
}

MemberYears meps(int year, bool without_panel_19) {
  test::ScratchFolder const folder;
  test::write_bytes(folder.path() / "map.toml", map_text(year, without_panel_19));
  ReadReport report;
  return read_member_years(test::public_data() / ("meps/meps_20" + std::to_string(year) + "_person.csv.gz"),
                           read_column_map("map.toml", folder.path()), std::nullopt, report);
}

/// Costs of a year by age band, ascending.
using ByBand = std::map<std::string, std::vector<double>>;
ByBand costs_by_band(MemberYears const& data) {
  ByBand bands;
  for (std::size_t row = 0; row < data.rows.size(); ++row)
    bands[data.cells[data.rows[row].cell].age].push_back(data.costs_of(row)[0]);
  for (auto& [band, costs] : bands) std::sort(costs.begin(), costs.end());
  return bands;
}

double mean_of(std::vector<double> const& values) {
  double sum = 0.0;
  for (double x : values) sum += x;
  return sum / static_cast<double>(values.size());
}

double squared_error_of_mean(std::vector<double> const& values) {
  double const mean = mean_of(values);
  double sum = 0.0;
  for (double x : values) sum += (x - mean) * (x - mean);
  auto const n = static_cast<double>(values.size());
  return sum / (n * n);
}

/// Yearly growth of the cost per person at a fixed mix of ages, and its standard error.
struct Trend {
  double mean = 0.0, error = 0.0;
};
Trend trend_of(ByBand const& first, ByBand const& last, double years) {
  double before = 0.0, after = 0.0, variance_before = 0.0, variance_after = 0.0;
  for (auto const& [band, costs] : first) {
    double const people = static_cast<double>(costs.size());
    before += people * mean_of(costs);
    after += people * mean_of(last.at(band));
    variance_before += people * people * squared_error_of_mean(costs);
    variance_after += people * people * squared_error_of_mean(last.at(band));
  }
  double const of_log = variance_before / (before * before) + variance_after / (after * after);
  return {std::log(after / before) / years, std::sqrt(design_effect * of_log) / years};
}

/// Three years in one set of rows.
struct Experience {
  MemberYears rows;
  Trend trend;
  double middle = 0.0;  // mean year
};
Experience experience() {
  std::vector<MemberYears> years;
  for (int year : {12, 13, 14}) years.push_back(meps(year, true));
  Experience made{years[0], trend_of(costs_by_band(years[0]), costs_by_band(years[2]), 2.0), 0.0};
  double weighted = 2012.0 * static_cast<double>(years[0].rows.size());
  for (std::size_t i = 1; i < years.size(); ++i) {
    for (std::size_t row = 0; row < years[i].rows.size(); ++row) {
      MemberRecord record = years[i].rows[row];
      RiskCell const& cell = years[i].cells[record.cell];
      record.cell = static_cast<std::uint32_t>(
          std::find(made.rows.cells.begin(), made.rows.cells.end(), cell) - made.rows.cells.begin());
      record.key += "/" + std::to_string(i);
      made.rows.rows.push_back(std::move(record));
      made.rows.costs.push_back(years[i].costs_of(row)[0]);
    }
    weighted += (2012.0 + static_cast<double>(i)) * static_cast<double>(years[i].rows.size());
  }
  made.middle = weighted / static_cast<double>(made.rows.rows.size());
  return made;
}

double quantile_of(std::vector<double> const& ascending, double p) {
  return ascending[static_cast<std::size_t>(std::ceil(p * static_cast<double>(ascending.size()))) - 1];
}

/// Mean, 90 % and 99 % points of a sample.
using Three = std::array<double, 3>;
Three three_of(std::vector<double>& sample) {
  std::sort(sample.begin(), sample.end());
  return {mean_of(sample), quantile_of(sample, 0.90), quantile_of(sample, 0.99)};
}

/// One survey of so many independent persons, by a law drawn within its errors.
Three one_survey(CategoryLaw const& law, double errors, double factor, std::size_t people, Random& random) {
  auto const z = [&] { return errors * boost::random::normal_distribution<double>()(random); };
  UncertainLaw<CountLaw> const count = uncertain_count(law);
  UncertainLaw<SeverityLaw> const severity = uncertain_severity(law);
  std::uint8_t const place =
      errors > 0.0
          ? severity.law_of[static_cast<std::size_t>(boost::random::uniform_01<double>()(random) * 8.0)]
          : 0;
  double const any = std::min(1.0, mean(law.count) * std::exp(count.deviation * z()));
  double const scale = factor * std::exp(severity.deviation * z());
  boost::random::binomial_distribution<int, double> claimants(static_cast<int>(people), any);
  std::vector<double> sample(people, 0.0);
  int const with_cost = claimants(random);
  for (int i = 0; i < with_cost; ++i)
    sample[static_cast<std::size_t>(i)] =
        scale * quantile(severity.laws[place], boost::random::uniform_01<double>()(random));
  return three_of(sample);
}

struct Coverage {
  int covered = 0, all = 0;
  double widths = 0.0;
};

/// Intervals for the seven bands' figures of 2015. `errors`: deviations of estimates and trend, in units of
/// theirs; 0 takes them as known.
Coverage predict(Experience const& past, FitPlan const& plan, double errors, char const* name) {
  CostModel const model = fit(past.rows, plan).model;
  ByBand const seen = costs_by_band(meps(15, false));
  Random random(2015);
  Coverage coverage;
  for (auto const& [band, costs] : seen) {
    CategoryLaw const& law = model.cells[find_cell(model, {"all", band, "*"})].laws.front();
    auto const people = static_cast<std::size_t>(static_cast<double>(costs.size()) / design_effect);
    std::array<std::vector<double>, 3> predicted;
    for (int draw = 0; draw < draws; ++draw) {
      double const growth =
          past.trend.mean + errors * past.trend.error * boost::random::normal_distribution<double>()(random);
      // The data behind the estimates are clustered as well.
      Three const survey = one_survey(law, errors * std::sqrt(design_effect),
                                      std::exp(growth * (2015.0 - past.middle)), people, random);
      for (std::size_t i = 0; i < 3; ++i) predicted[i].push_back(survey[i]);
    }
    std::vector<double> truth = costs;
    Three const found = three_of(truth);
    char const* const what[] = {"mean", "90 % point", "99 % point"};
    for (std::size_t i = 0; i < 3; ++i) {
      std::sort(predicted[i].begin(), predicted[i].end());
      double const low = quantile_of(predicted[i], low_end), high = quantile_of(predicted[i], high_end);
      bool const inside = low <= found[i] && found[i] <= high;
      std::printf("%s, %s %s: %.0f to %.0f (width %.0f %%), 2015 says %.0f%s\n", name, band.c_str(), what[i],
                  low, high, 100.0 * (high - low) / found[i], found[i], inside ? "" : ", outside");
      coverage.covered += inside ? 1 : 0;
      coverage.widths += (high - low) / found[i];
      ++coverage.all;
    }
  }
  std::printf("%s: %d of %d inside, mean width %.0f %%; trend %.3f +- %.3f a year\n", name, coverage.covered,
              coverage.all, 100.0 * coverage.widths / coverage.all, past.trend.mean, past.trend.error);
  return coverage;
}

TEST(HeldOut, IntervalsForTheYearAfterHoldWhatCame) {
  PLIMSOLL_NEEDS_DATA("meps/meps_2015_person.csv.gz");
  Experience const past = experience();
  FitPlan plan;
  plan.severity = SeverityChoice::empirical_gpd;
  Coverage const drawn = predict(past, plan, 1.0, "drawn");
  EXPECT_EQ(drawn.all, 21);
  EXPECT_GE(drawn.covered, 16);
  // Negative controls: no trend, and a family whose tail is not that of the data.
  Experience still = past;
  still.trend = {};
  EXPECT_LT(predict(still, plan, 1.0, "no trend").covered, 16);
  plan.severity = SeverityChoice::lognormal;
  EXPECT_LT(predict(past, plan, 1.0, "lognormal").covered, 16);
}

// What the table of docs/theory/cost-laws.md says of other families.
TEST(HeldOut, OtherFamilies) {
  PLIMSOLL_NEEDS_DATA("meps/meps_2015_person.csv.gz");
  Experience const past = experience();
  auto const covered = [&](SeverityChoice family) {
    FitPlan plan;
    plan.severity = family;
    return predict(past, plan, 1.0, std::string(name_in_study(family)).c_str()).covered;
  };
  EXPECT_GE(covered(SeverityChoice::smooth_lognormal_pareto), 16);
  EXPECT_GE(covered(SeverityChoice::lognormal_mixture), 16);
  EXPECT_LT(covered(SeverityChoice::weibull), 16);
}

}  // namespace
}  // namespace plimsoll
