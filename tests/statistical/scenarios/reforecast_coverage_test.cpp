// A re-forecast against a world of its own: members with a frailty, seasonal claims, payments that lag, a
// trend that nobody knows. None of it is drawn by the engines under test.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>

#include "in_year/year_in_course.hpp"

namespace plimsoll {
namespace {

constexpr int members = 800;
constexpr double claims_a_year = 5.0, mean_amount = 1000.0, sigma = 1.0;
constexpr double frailty_shape = 2.0;  // variance 1/2
constexpr double trend_mean = 0.03, trend_sd = 0.03;
constexpr std::array season{1.30, 1.20, 1.15, 1.05, 0.95, 0.90, 0.85, 0.80, 0.85, 0.90, 1.00, 1.05};
constexpr std::array lag_share{0.35, 0.35, 0.15, 0.08, 0.04, 0.02, 0.01};
constexpr int first_month = 2023 * 12, study_month = 2024 * 12;

/// E[X²] / (E[X]² claims) of a member's year, and what the frailty adds to it.
double luck_share() {
  return std::exp(sigma * sigma) / claims_a_year;
}
double process_variance() {
  return luck_share() + 1.0 / frailty_shape;
}

std::string study_text() {
  std::string months;
  for (double month : season) months += (months.empty() ? "" : ", ") + std::to_string(month);
  return "schema = \"study/1\"\n[run]\ntrials = 4096\nseed = 5\nengine = \"panel\"\n"
         "performance_years = [2024]\n[reserve]\npolicy = \"mean\"\n[population.aco]\nmembers = " +
         std::to_string(members) + "\n[cost.aco]\npbpy = " + std::to_string(claims_a_year * mean_amount) +
         "\nprocess_cv = " + std::to_string(std::sqrt(process_variance())) +
         "\nyear = 2023\ntrend = { dist = \"normal\", mean = " + std::to_string(trend_mean) +
         ", sd = " + std::to_string(trend_sd) + " }\n[benchmark.mssp]\npbpy = 5_000\n" +
         "[reforecast]\nseasonality = [" + months +
         "]\npersistent_share = " + std::to_string(1.0 / frailty_shape / process_variance()) +
         "\n[[contract]]\nid = \"deal\"\npopulation = \"aco\"\nbenchmark = \"mssp\"\n"
         "template = \"mssp/enhanced@2024\"\n[contract.minimum]\nrate = 0.01\n[contract.quality]\nscore = "
         "0.9\n";
}

/// Two years of the world: dollars by month incurred and lag.
struct World {
  std::array<std::array<double, lag_share.size()>, 24> paid{};

  explicit World(std::mt19937_64& engine) {
    std::discrete_distribution<int> month(season.begin(), season.end()),
        lag(lag_share.begin(), lag_share.end());
    std::lognormal_distribution<> amount(std::log(mean_amount) - 0.5 * sigma * sigma, sigma);
    double const growth = 1.0 + std::normal_distribution<>(trend_mean, trend_sd)(engine);
    for (int member = 0; member < members; ++member) {
      double const frailty = std::gamma_distribution<>(frailty_shape, 1.0 / frailty_shape)(engine);
      for (int year = 0; year < 2; ++year)
        for (int left = std::poisson_distribution<>(claims_a_year * frailty)(engine); left > 0; --left)
          paid[static_cast<std::size_t>(12 * year + month(engine))][static_cast<std::size_t>(lag(engine))] +=
              amount(engine) * (year == 0 ? 1.0 : growth);
    }
  }

  /// What the second year comes to in the end.
  double total() const {
    double sum = 0.0;
    for (std::size_t month = 12; month < 24; ++month)
      sum += std::accumulate(paid[month].begin(), paid[month].end(), 0.0);
    return sum;
  }

  /// What is known when so many months of the second year are over.
  KnownToDate known(int months) const {
    std::vector<PaidRow> rows;
    int const last = 12 + months - 1;
    for (int month = 0; month <= last; ++month) {
      PaidRow row{month_name(first_month + month), std::vector<std::optional<double>>(lag_share.size()), {}};
      double sum = 0.0;
      for (int lag = 0; lag < static_cast<int>(lag_share.size()) && month + lag <= last; ++lag)
        row.paid[static_cast<std::size_t>(lag)] = sum +=
            paid[static_cast<std::size_t>(month)][static_cast<std::size_t>(lag)];
      rows.push_back(std::move(row));
    }
    CostToDate cost{"aco", "world", "2024-12-31", {}, {}};
    cost.months =
        completed_months(PaidTriangle::from_cumulative(std::move(rows)), 1.0, study_month, study_month + 11);
    return {"2024-12-31", {std::move(cost)}, {}, {}};
  }
};

struct Interval80 {
  double low = 0.0, high = 0.0;
  bool holds(double x) const { return x >= low && x <= high; }
  double width() const { return high - low; }
};

Interval80 interval_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return {values[values.size() / 10], values[values.size() - values.size() / 10 - 1]};
}

class ReforecastCoverage : public testing::Test {
 protected:
  ReforecastCoverage()
      : study_(compile_study(load_study_text(study_text(), "world.toml", {}))),
        drawn_(study_.plan),
        tally_(drawn_.find(whole_panel(study_, "aco", TallyShape::amount))) {}

  std::vector<double> dollars(DrawnTrials const& trials) const {
    std::vector<double> values;
    for (double cents : trials.tally(tally_, 0)) values.push_back(cents / 100.0);
    return values;
  }

  CompiledStudy study_;
  DrawnTrials drawn_;
  TallyId tally_;
};

/// One synthetic year at one month.
struct Outcome {
  double seen = 0.0, total = 0.0;
  Interval80 stated, independent;
};

double coverage(std::vector<Outcome> const& all, std::size_t first, std::size_t last,
                Interval80 Outcome::*of) {
  return static_cast<double>(std::count_if(all.begin() + static_cast<std::ptrdiff_t>(first),
                                           all.begin() + static_cast<std::ptrdiff_t>(last),
                                           [of](Outcome const& one) { return (one.*of).holds(one.total); })) /
         static_cast<double>(last - first);
}

TEST_F(ReforecastCoverage, StatedIntervalHoldsOverAThousandYears) {
  constexpr std::size_t years = 1000;
  std::mt19937_64 engine(20260101);
  std::vector<World> worlds;
  for (std::size_t i = 0; i < years; ++i) worlds.emplace_back(engine);
  std::vector<double> const before = dollars(drawn_);
  double narrowest = interval_of(before).width();
  double worst_independent = 1.0;
  for (int months : {3, 6, 9}) {
    std::vector<Outcome> all;
    double width = 0.0;
    for (World const& world : worlds) {
      DrawnTrials trials = drawn_;
      CostLook const look = take_in_costs(study_, world.known(months), trials).front();
      Outcome one{look.seen, world.total(), interval_of(dollars(trials)), {}};
      std::vector<double> apart;  // remaining months that know nothing of what was seen
      for (double whole : before) apart.push_back(look.seen + (1.0 - look.share) * whole);
      one.independent = interval_of(std::move(apart));
      width += one.stated.width() / years;
      all.push_back(one);
    }
    std::sort(all.begin(), all.end(), [](Outcome const& a, Outcome const& b) { return a.seen < b.seen; });
    double const overall = coverage(all, 0, years, &Outcome::stated);
    RecordProperty("coverage_" + std::to_string(months), std::to_string(overall));
    EXPECT_GE(overall, 0.76) << months;
    EXPECT_LE(overall, 0.84) << months;
    for (std::size_t third = 0; third < 3; ++third) {
      double const part = coverage(all, third * years / 3, (third + 1) * years / 3, &Outcome::stated);
      RecordProperty("coverage_" + std::to_string(months) + "_" + std::to_string(third),
                     std::to_string(part));
      EXPECT_GE(part, 0.73) << months << " third " << third;
      EXPECT_LE(part, 0.87) << months << " third " << third;
      worst_independent =
          std::min(worst_independent,
                   coverage(all, third * years / 3, (third + 1) * years / 3, &Outcome::independent));
    }
    EXPECT_LT(width, narrowest) << months;
    narrowest = width;
  }
  RecordProperty("worst_independent", std::to_string(worst_independent));
  EXPECT_LT(worst_independent, 0.73) << "the test could not tell a forecast that ignores what was seen";
}

TEST_F(ReforecastCoverage, NarrowsMonthByMonth) {
  constexpr int years = 40;
  std::mt19937_64 engine(7);
  std::vector<World> worlds;
  for (int i = 0; i < years; ++i) worlds.emplace_back(engine);
  double before = interval_of(dollars(drawn_)).width();
  for (int months = 2; months <= 12; ++months) {  // of month 1 too little is paid by its end
    double width = 0.0;
    for (World const& world : worlds) {
      DrawnTrials trials = drawn_;
      take_in_costs(study_, world.known(months), trials);
      width += interval_of(dollars(trials)).width() / years;
    }
    EXPECT_LT(width, before) << months;
    before = width;
  }
}

}  // namespace
}  // namespace plimsoll
