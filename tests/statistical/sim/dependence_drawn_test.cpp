// Categories and years of drawn members hang together as their frailty says: against closed covariances.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>

#include "plimsoll/models/cost/frailty_table.hpp"
#include "plimsoll/sim/claims.hpp"
#include "plimsoll/sim/member_panel.hpp"
#include "plimsoll/sim/sums.hpp"

namespace plimsoll {
namespace {

constexpr int first_year = 2026;
constexpr std::uint32_t blocks = 4'000;
constexpr double claims_a = 3.0, claims_b = 2.0, amount = 400.0;
YearAxis const years{{}, {first_year, first_year + 1}};

/// Three categories of amounts that hardly differ, so a member's claims can be read off the cost.
CostModel three_categories() {
  CostModel model;
  model.year = first_year;
  model.categories = {"a", "b", "c"};
  CellLaw cell;
  double const mu = std::log(amount) - 0.5 * 1e-4;
  for (auto const& [name, mean] : {std::pair{"a", claims_a}, std::pair{"b", claims_b}, std::pair{"c", 0.2}})
    cell.laws.push_back({name, PoissonCount{mean}, LognormalSeverity{mu, 0.01}, {}});
  model.cells.push_back(std::move(cell));
  return model;
}

Frailty correlated() {
  Frailty frailty{FrailtyFamily::lognormal, 0.8, 0.6};
  frailty.category_cv = {{"b", 0.5}};
  frailty.correlation = {{"a ~ b", 0.4}, {"a ~ c", 0.7}, {"b ~ c", -0.2}};
  return frailty;
}

/// Dollars of one member over trials: columns a, b, c in the first year, a in the second.
std::array<std::vector<double>, 4> drawn(Frailty const& frailty, AmountDraw amounts) {
  MemberPanel panel;
  panel.roster = std::make_shared<Roster const>(deal_roster("one", {{RiskCell{}, 1.0}}, 1, 12));
  panel.base_members = 1.0;
  panel.class_of_cell = {ExposureClass{}};
  panel.moves.cost_year = first_year;
  panel.moves.trend = 0.0;
  panel.frailty = frailty;
  std::vector<TabledPanel> const tables = make_tables({panel}, {three_categories()}, amounts);
  TallyPlan plan;
  std::vector<TallyId> ids;
  for (std::size_t category = 0; category < 3; ++category)
    ids.push_back(plan.add({PanelId{}, Scope::of(category), TallyShape::amount, {}, {}}));
  std::array<std::vector<double>, 4> columns;
  for (std::uint32_t block = 0; block < blocks; ++block) {
    DriverLanes const lanes({}, years, Seed{7}, TrialBlock{block});
    Experience const experience = amounts == AmountDraw::one_sum
                                      ? draw(Sums{tables}, plan, lanes, years, Seed{7}, TrialBlock{block})
                                      : draw(Claims{tables}, plan, lanes, years, Seed{7}, TrialBlock{block});
    auto const append = [&](std::size_t column, TallyId id, std::size_t year) {
      Lanes const& cents = experience.at(id, year);
      for (std::size_t lane = 0; lane < lane_count; ++lane) columns[column].push_back(cents[lane] / 100.0);
    };
    for (std::size_t category = 0; category < 3; ++category) append(category, ids[category], 0);
    append(3, ids[0], 1);
  }
  return columns;
}

struct Estimate {
  double value = 0.0, error = 0.0;
};

/// Covariance of two columns over the product of their true means, with its standard error.
Estimate covariance(std::vector<double> const& x, double mean_x, std::vector<double> const& y,
                    double mean_y) {
  double sum = 0.0, squares = 0.0;
  auto const n = static_cast<double>(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    double const product = (x[i] / mean_x - 1.0) * (y[i] / mean_y - 1.0);
    sum += product;
    squares += product * product;
  }
  double const mean = sum / n;
  return {mean, std::sqrt((squares / n - mean * mean) / n)};
}

double spread(double cv) {
  return std::sqrt(std::log1p(cv * cv));
}

struct Check {
  char const* what;
  Estimate drawn;
  double expected;
};

/// Lognormal factors whose scores are correlated by r: covariance exp(r s t) - 1 (closed form).
std::vector<Check> checks(std::array<std::vector<double>, 4> const& dollars) {
  double const a = claims_a * amount, b = claims_b * amount, c = 0.2 * amount;
  double const of_a = spread(0.8), of_b = spread(0.5);
  auto const joint = [](double r, double s, double t) { return std::expm1(r * s * t); };
  return {{"a with a", covariance(dollars[0], a, dollars[0], a), 0.64 + 1.0001 / claims_a},
          {"b with b", covariance(dollars[1], b, dollars[1], b), 0.25 + 1.0001 / claims_b},
          {"a with b", covariance(dollars[0], a, dollars[1], b), joint(0.4, of_a, of_b)},
          {"a with c", covariance(dollars[0], a, dollars[2], c), joint(0.7, of_a, of_a)},
          {"b with c", covariance(dollars[1], b, dollars[2], c), joint(-0.2, of_a, of_b)},
          {"a with a a year later", covariance(dollars[0], a, dollars[3], a), joint(0.6, of_a, of_a)},
          {"b with a a year later", covariance(dollars[1], b, dollars[3], a), joint(0.24, of_a, of_b)}};
}

TEST(DependenceDrawn, CovariancesAreClosedForms) {
  for (AmountDraw amounts : {AmountDraw::one_sum, AmountDraw::each_claim})
    for (Check const& check : checks(drawn(correlated(), amounts))) {
      std::printf("%s: %.4f +- %.4f, expected %.4f\n", check.what, check.drawn.value, check.drawn.error,
                  check.expected);
      EXPECT_NEAR(check.drawn.value, check.expected, 4.9 * check.drawn.error) << check.what;
    }
}

// What the test above can see: one factor for all categories.
TEST(DependenceDrawn, OneFactorForAllDiffers) {
  Frailty frailty = correlated();
  frailty.correlation.clear();
  for (Check const& check : checks(drawn(frailty, AmountDraw::one_sum))) {
    bool const moved = std::string(check.what) == "a with b" || std::string(check.what) == "b with c";
    if (moved) {
      EXPECT_GT(check.drawn.value - check.expected, 4.9 * check.drawn.error) << check.what;
    }
  }
}

double over_both(std::vector<double> const& x, std::vector<double> const& y, double limit_x, double limit_y) {
  double both = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) both += x[i] > limit_x && y[i] > limit_y ? 1.0 : 0.0;
  return both / static_cast<double>(x.size());
}

double quantile_of(std::vector<double> values, double p) {
  auto const place = static_cast<std::size_t>(p * static_cast<double>(values.size()));
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(place), values.end());
  return values[place];
}

// A t copula leaves each category its law and ties the extremes closer, over categories and over years.
TEST(DependenceDrawn, TheTCopulaTiesExtremesCloser) {
  Frailty normal = correlated();
  Frailty heavy = normal;
  heavy.degrees = 3.0;
  auto const by_normal = drawn(normal, AmountDraw::one_sum), by_t = drawn(heavy, AmountDraw::one_sum);
  for (std::size_t column : {0u, 1u, 3u}) {
    double const mean = (column == 1 ? claims_b : claims_a) * amount;
    Estimate const one = covariance(by_normal[column], mean, by_normal[column], mean),
                   other = covariance(by_t[column], mean, by_t[column], mean);
    EXPECT_NEAR(one.value, other.value, 4.9 * std::hypot(one.error, other.error)) << "the same law";
  }
  for (auto const& [x, y] : {std::pair{0, 1}, std::pair{0, 3}}) {
    auto const share = [&](std::array<std::vector<double>, 4> const& dollars) {
      auto const a = static_cast<std::size_t>(x), b = static_cast<std::size_t>(y);
      return over_both(dollars[a], dollars[b], quantile_of(dollars[a], 0.995),
                       quantile_of(dollars[b], 0.995));
    };
    double const n = static_cast<double>(by_t[0].size());
    double const error = std::sqrt((share(by_normal) + share(by_t)) / n);
    std::printf("both above 99.5 %%: normal %.5f, t %.5f +- %.5f\n", share(by_normal), share(by_t), error);
    EXPECT_GT(share(by_t) - share(by_normal), 4.9 * error);
  }
}

}  // namespace
}  // namespace plimsoll
