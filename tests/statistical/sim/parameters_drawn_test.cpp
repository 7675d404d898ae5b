// Panels whose laws are known from a sample only: the spread of the drawn mean is the delta method's.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>

#include "plimsoll/sim/claims.hpp"
#include "plimsoll/sim/member_groups.hpp"
#include "plimsoll/sim/run_plan.hpp"
#include "plimsoll/sim/sums.hpp"

namespace plimsoll {
namespace {

constexpr int year = 2026;
constexpr std::uint64_t members = 4'000, trials = 8'192;
constexpr double limit = 20'000.0;

LawFit errors(std::string from, std::vector<double> standard, std::vector<double> correlations) {
  LawFit fit;
  fit.from = std::move(from);
  fit.standard_errors = std::move(standard);
  fit.correlations = std::move(correlations);
  return fit;
}

/// Two cells that took their laws from one parent, and one of its own; a frequent and a rare category and a
/// hurdle. Errors are large, so that luck does not hide them.
CostModel estimated_model() {
  CostModel model;
  model.year = year;
  model.categories = {"visits", "stays", "drugs"};
  auto const cell = [&](std::string const& age, std::string const& from) {
    FitRecord visits, stays, drugs;
    visits.count = errors(from, {0.18, 0.25}, {0.3});
    visits.severity = errors(from, {0.04, 0.05}, {0.2});
    stays.count = errors(from, {0.006}, {});
    stays.severity = errors(from, {0.08, 900.0}, {-0.8});
    drugs.count = errors(from, {0.02}, {});
    drugs.severity = errors(from, {0.03, 0.04}, {0.0});
    CellLaw law;
    law.age = age;
    law.laws = {{"visits", NegativeBinomialCount{3.0, 1.5}, LognormalSeverity{5.0, 1.0}, visits},
                {"stays", PoissonCount{0.1}, GammaSeverity{1.2, 8'000.0}, stays},
                {"drugs", BernoulliCount{0.6}, LognormalSeverity{6.5, 1.2}, drugs}};
    return law;
  };
  model.cells = {cell("young", "parent"), cell("old", "parent"), cell("oldest", "oldest")};
  return model;
}

struct Figures {
  double mean = 0.0, variance = 0.0, error_of_variance = 0.0, excess = 0.0, error_of_excess = 0.0;
};

Figures figures_of(std::vector<double> const& cost, std::vector<double> const& excess) {
  auto const n = static_cast<double>(cost.size());
  Figures figures;
  for (double x : cost) figures.mean += x / n;
  double fourth = 0.0, squares = 0.0;
  for (double x : cost) {
    figures.variance += std::pow(x - figures.mean, 2) / (n - 1.0);
    fourth += std::pow(x - figures.mean, 4) / n;
  }
  figures.error_of_variance = std::sqrt((fourth - figures.variance * figures.variance) / n);
  for (double x : excess) figures.excess += x / n;
  for (double x : excess) squares += std::pow(x - figures.excess, 2) / n;
  figures.error_of_excess = std::sqrt(squares / n);
  return figures;
}

enum class Method { sums, claims, preview };

/// Dollars of the panel over trials, and what is above the limit of a member.
Figures drawn(bool parameters, Method method) {
  CostModel const model = estimated_model();
  MemberPanel panel;
  panel.name = "p";
  panel.roster = std::make_shared<Roster const>(deal_roster(
      "p", {{{"*", "young", "*"}, 0.3}, {{"*", "old", "*"}, 0.3}, {{"*", "oldest", "*"}, 0.4}}, members, 12));
  panel.base_members = static_cast<double>(members);
  panel.class_of_cell.assign(panel.roster->cells.size(), ExposureClass{});
  panel.moves.cost_year = year;
  auto const parts = std::make_shared<UncertainParts>();
  panel.parameters =
      std::make_shared<PanelParameters const>(panel_parameters("file", model, *panel.roster, parts));
  DriverPlan const drivers = DriverPlan().drawing(parameters ? parts : nullptr);
  YearAxis const years{{}, {year}};
  TallyPlan plan;
  TallyId const cost = plan.add({PanelId{}, Scope::all(), TallyShape::amount, {}, {}});
  TallyId const excess = plan.add({PanelId{}, Scope::all(), TallyShape::excess, {}, Quantity(limit)});
  Engine engine;
  if (method == Method::preview)
    engine = make_conditional({group_members(panel, model)}, plan, drivers, years);
  else if (method == Method::claims)
    engine = Claims{make_tables({panel}, {model}, AmountDraw::each_claim)};
  else
    engine = Sums{make_tables({panel}, {model}, AmountDraw::one_sum)};
  std::vector<double> costs, excesses;
  for (std::uint32_t block = 0; block < trials / lane_count; ++block) {
    DriverLanes const lanes(drivers, years, Seed{11}, TrialBlock{block});
    Experience const experience = std::visit(
        [&](auto const& e) -> Experience {
          if constexpr (requires { draw(e, plan, lanes, years, Seed{11}, TrialBlock{block}); })
            return draw(e, plan, lanes, years, Seed{11}, TrialBlock{block});
          else
            return Experience(0, 0);
        },
        engine);
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      costs.push_back(experience.at(cost, 0)[lane] / 100.0);
      excesses.push_back(experience.at(excess, 0)[lane] / 100.0);
    }
  }
  return figures_of(costs, excesses);
}

/// Variance of the panel's expected cost by the delta method: laws from one parent move as one.
double expected_parameter_variance() {
  CostModel const model = estimated_model();
  double variance = 0.0;
  for (std::size_t category = 0; category < 3; ++category)
    for (double group : {0.6, 0.4}) {  // the parent's two cells, the oldest
      CategoryLaw const& law = model.cells[0].laws[category];
      double const dollars = group * static_cast<double>(members) * moments(law).mean;
      double of_log = 0.0;
      std::vector<double> const& count = law.fit->count.standard_errors;
      of_log += std::pow(count[0] / mean(law.count), 2);
      std::vector<double> const &se = law.fit->severity.standard_errors, &r = law.fit->severity.correlations;
      if (auto const* lognormal = std::get_if<LognormalSeverity>(&law.severity)) {
        double const s = lognormal->sigma;
        of_log += se[0] * se[0] + s * s * se[1] * se[1] + 2.0 * s * r[0] * se[0] * se[1];
      } else {
        auto const& gamma = std::get<GammaSeverity>(law.severity);
        double const a = se[0] / gamma.shape, b = se[1] / gamma.scale;
        of_log += a * a + b * b + 2.0 * r[0] * a * b;
      }
      variance += dollars * dollars * std::expm1(of_log);
    }
  return variance;
}

TEST(ParametersDrawn, AddTheVarianceOfTheDeltaMethodAndNoCost) {
  for (Method method : {Method::sums, Method::claims}) {
    Figures const known = drawn(false, method), estimated = drawn(true, method);
    double const expected = expected_parameter_variance();
    double const found = estimated.variance - known.variance,
                 error = std::hypot(estimated.error_of_variance, known.error_of_variance);
    std::printf("variance added %.4g +- %.2g, expected %.4g; process %.4g; excess %.0f against %.0f\n", found,
                error, expected, known.variance, estimated.excess, known.excess);
    EXPECT_NEAR(found, expected, 4.9 * error);
    EXPECT_NEAR(estimated.mean, known.mean,
                4.9 * std::sqrt((known.variance + estimated.variance) / static_cast<double>(trials)));
    EXPECT_GT(found, 4.9 * error) << "the test sees the parameters";
  }
}

// Sums and claims choose among the same laws by the same words.
TEST(ParametersDrawn, BothEnginesAgreeOnTheExcess) {
  Figures const sums = drawn(true, Method::sums), claims = drawn(true, Method::claims);
  EXPECT_NEAR(sums.excess, claims.excess, 4.9 * std::hypot(sums.error_of_excess, claims.error_of_excess));
  EXPECT_NEAR(sums.variance, claims.variance,
              4.9 * std::hypot(sums.error_of_variance, claims.error_of_variance));
}

// The preview moves the panel as a whole: the same variance, to the first order.
TEST(ParametersDrawn, ThePreviewHasTheSameVariance) {
  Figures const preview = drawn(true, Method::preview), members_drawn = drawn(true, Method::sums);
  double const error = std::hypot(preview.error_of_variance, members_drawn.error_of_variance);
  std::printf("preview %.4g, members %.4g +- %.2g\n", preview.variance, members_drawn.variance, error);
  EXPECT_NEAR(preview.variance, members_drawn.variance, 4.9 * error);
  EXPECT_GT(preview.variance - drawn(false, Method::preview).variance, 4.9 * error);
}

}  // namespace
}  // namespace plimsoll
