#include "settle/actuals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "plimsoll/models/contract/counted_rate.hpp"

namespace plimsoll {
namespace {

double sum_of(std::map<std::string, double> const& parts) {
  return std::accumulate(parts.begin(), parts.end(), 0.0,
                         [](double total, auto const& part) { return total + part.second; });
}

/// What one member above a limit adds.
double shaped(TallyShape shape, double above, double months) {
  if (shape == TallyShape::over) return 1.0;
  return shape == TallyShape::months_over ? months : above;
}

}  // namespace

double Actuals::number_of(ColumnSource const& leaf) {
  if (auto const* tally_leaf = std::get_if<TallyColumn>(&leaf)) return tally(*tally_leaf);
  if (auto const* measure = std::get_if<MeasureColumn>(&leaf)) return measured(*measure);
  auto const& driver = std::get<DriverColumn>(leaf).driver;
  double const value = mean(driver.law);
  notices_.insert(
      fmt::format("{}: drawn in a run, taken at its mean {:.6g} here", driver.path.text(), value));
  return value;
}

/// As measured; else what a rate is expected to be measured at. What is settled was reported.
double Actuals::measured(MeasureColumn const& leaf) {
  MeasuredRate const& rate = leaf.rate;
  for (auto const& [name, table] : study_.loaded.study.quality)
    for (QualityMeasure const& measure : table.measure) {
      if (KeyPath("quality") / name / measure.name != rate.path) continue;
      if (measure.actual) return central(*measure.actual, leaf.year);
      double const expected = counted_rate(rate.better, central(rate.true_rate, leaf.year),
                                           central(rate.completeness, leaf.year));
      notices_.insert(
          fmt::format("{}: no actual rate given, taken as expected, {:.6g}", rate.path.text(), expected));
      return expected;
    }
  return 0.0;  // a failure to report
}

double Actuals::miss(std::string const& population, std::string const& field, std::string const& why) {
  std::string const key = fmt::format("actual.{}.{}", population, field);
  bool const known = std::any_of(missing_.begin(), missing_.end(),
                                 [&](Problem const& problem) { return problem.key == key; });
  if (!known)
    missing_.push_back({{study_.loaded.file, 0, 0},
                        key,
                        "is missing",
                        why,
                        fmt::format("write it under [actual.{}], or --set {}=...", population, key)});
  return 0.0;
}

void Actuals::refuse_missing() const {
  if (!missing_.empty()) throw InputError(missing_);
}

double Actuals::tally(TallyColumn const& leaf) {
  Tally const& tally = leaf.tally;
  auto const panel = std::find_if(study_.panels.begin(), study_.panels.end(),
                                  [&](auto const& named) { return named.second.view.panel == tally.panel; });
  PLIMSOLL_EXPECT(panel != study_.panels.end());
  std::string const& population = panel->first;
  if (leaf.year < study_.plan.years().base.size())
    return miss(population, "cost",
                "the benchmark is made of drawn base years: settle needs it given, benchmark.NAME.pbpy");
  if (leaf.year != year_)
    return miss(population, "cost",
                "the benchmark of a renewed agreement is made of performance years before: settle needs it "
                "given, benchmark.NAME.pbpy");
  ActualTable const* const actual = study_.loaded.study.actual.find(population);
  std::string const enrolment =
      tally.exposure ? panel->second.view.classes[static_cast<std::size_t>(*tally.exposure)] : "";
  switch (tally.shape) {
    case TallyShape::member_months: return months(population, actual, enrolment);
    case TallyShape::amount: return cents(population, actual, tally);
    case TallyShape::excess:
    case TallyShape::over:
    case TallyShape::months_over: break;
  }
  return actual ? beyond_limit(population, *actual, leaf) : 0.0;  // without actuals, cost is missed already
}

double Actuals::months(std::string const& population, ActualTable const* actual,
                       std::string const& enrolment) {
  if (!actual || (!actual->member_months && actual->enrolment.empty()))
    return expected_months(population, enrolment);
  if (enrolment.empty()) return actual->member_months ? *actual->member_months : sum_of(actual->enrolment);
  auto const found = actual->enrolment.find(enrolment);
  if (found != actual->enrolment.end()) return found->second;
  if (!actual->enrolment.empty()) return 0.0;
  return miss(population, "enrolment", "a clause works by enrolment type: months of each are needed");
}

/// A roster given as aggregates says how many months to expect.
double Actuals::expected_months(std::string const& population, std::string const& enrolment) {
  PopulationTable const& table = *study_.loaded.study.population.find(population);
  if (!table.members) return miss(population, "member_months", "the population is a member file");
  double share = 1.0;
  if (!enrolment.empty() && !table.enrolment.empty()) {
    auto const found = table.enrolment.find(enrolment);
    share = found == table.enrolment.end() ? 0.0 : found->second;
  }
  notices_.insert(fmt::format(
      "population.{}: no actual member months given; members times months of the study", population));
  return std::round(static_cast<double>(*table.members * table.months) * share);
}

double Actuals::cents(std::string const& population, ActualTable const* actual, Tally const& tally) {
  if (!actual || (!actual->cost && actual->categories.empty()))
    return miss(population, "cost", "what members cost in the year is settled");
  if (tally.exposure)
    return miss(population, "cost",
                "the contract covers some enrolment types only, and actual cost is not by type");
  if (tally.scope.is_all())
    return std::round((actual->cost ? *actual->cost : sum_of(actual->categories)) * 100.0);
  std::vector<std::string> const& names = study_.panels.at(population).categories;
  double dollars = 0.0;
  for (std::size_t category = 0; category < names.size(); ++category) {
    if (!tally.scope.includes(category)) continue;
    auto const found = actual->categories.find(names[category]);
    if (found == actual->categories.end())
      miss(population, "categories." + names[category], "a clause keeps or drops service lines");
    else
      dollars += found->second;
  }
  return std::round(dollars * 100.0);
}

double Actuals::beyond_limit(std::string const& population, ActualTable const& actual,
                             TallyColumn const& leaf) {
  Tally const& tally = leaf.tally;
  double const limit = central(*tally.limit, leaf.year);
  if (actual.claimants.empty())
    notices_.insert(fmt::format("actual.{}: no claimants given, so no member is above a limit", population));
  std::vector<std::string> const& classes = study_.panels.at(population).view.classes;
  double sum = 0.0;
  for (ClaimantTable const& claimant : actual.claimants) {
    bool const counts =
        !tally.exposure || claimant.enrolment == classes[static_cast<std::size_t>(*tally.exposure)];
    double const part_of_year = tally.basis == LimitBasis::annualised ? claimant.months / 12.0 : 1.0;
    double const above = std::round(claimant.amount * 100.0) - std::round(limit * part_of_year * 100.0);
    if (counts && above > 0.0) sum += shaped(tally.shape, above, claimant.months);
  }
  return sum;
}

double Actuals::central(Quantity const& quantity, std::size_t year) {
  if (quantity.is_driver()) return number_of(DriverColumn{quantity.driver(), year});
  return quantity.fixed(year - study_.plan.years().base.size());
}

}  // namespace plimsoll
