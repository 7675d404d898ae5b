#include "plimsoll/models/cost/fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "amounts.hpp"
#include "disclosure.hpp"
#include "law_choice.hpp"
#include "mean_matching.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/people.hpp"

namespace plimsoll {
namespace {

// Ten claimants or fewer never show, not even through a probability.
constexpr auto fewest_claimants = static_cast<double>(fewest_shown);

struct Task {
  MemberYears const& data;
  FitPlan const& plan;
  CellRows const& rows;
  std::size_t category;
  CategoryLaw const* parent;  ///< null at (*,*,*)

  std::string cell() const { return rows.cell.name(); }
  std::string const& category_name() const { return data.categories[category]; }
  LawPlace place() const { return {cell(), category_name()}; }
  std::string what() const { return place().what(); }
};

void add(Task const& task, std::string_view part, std::vector<Tried> tried, FitResult& result) {
  bool const short_list = tried.size() <= 2;  // of many, the list says what became of each
  for (Tried& one : tried) {
    if (!one.note.empty() && (one.chosen || short_list))
      result.notices.push_back(fmt::format("{}: {}", task.what(), one.note));
    result.candidates.push_back({task.cell(), task.category_name(), std::string(part), std::move(one.family),
                                 std::move(one.fit), one.chosen, std::move(one.note)});
  }
}

// Many members with ten claimants or fewer: the parent's frequency would be far too high and their own would
// tell the number, so a frequency above what five claimants give is set to that.
void hold_count(CountSample const& sample, CategoryLaw& law) {
  double const claims_of_five = 5.0 * mean(law.count) / -std::expm1(log_probability(law.count, 0));
  double const expected = mean(law.count) * sample.exposure;
  if (expected <= claims_of_five) return;
  law.count = scaled(law.count, claims_of_five / expected);
  law.fit->count.standard_errors.clear();
  law.fit->count.correlations.clear();
}

CategoryLaw fit_category(Task const& task, FitResult& result) {
  CountSample const sample = count_sample(task.data, task.rows.rows, task.category);
  double const fewest = static_cast<double>(task.plan.minimum_claimants);
  double const people = static_cast<double>(sample.people),
               with_any = static_cast<double>(sample.people_with_any);
  bool const own_count = !task.parent || (with_any >= fewest_claimants && people >= fewest);
  CategoryLaw law{task.category_name(), {}, {}, FitRecord{}};
  if (task.parent) law = *task.parent;
  if (!task.parent && with_any < fewest_claimants)
    throw ModelError(fmt::format(
        "{}: too few members with any cost to fit a law; leave the category out or join it to another",
        task.what()));
  if (own_count) {
    ChosenCount count = choose_count(task.plan.count, task.data.has_counts(), sample, task.place());
    count.fit.sample = sample.people;
    for (Tried& one : count.tried)
      if (one.fit.sample) one.fit.sample = sample.people;
    law.count = count.law;
    law.fit->count = count.fit;
    add(task, "count", std::move(count.tried), result);
  }
  if (!own_count && people >= fewest) hold_count(sample, law);
  std::vector<Amount> const found = amounts(task.data, task.rows.rows, task.category, mean(law.count));
  double const size = static_cast<double>(found.size());
  if (!task.parent && size < fewest_claimants)
    throw ModelError(task.what() + ": too few positive amounts to fit a law; leave the category out");
  bool const own_severity = own_count && (!task.parent || size >= fewest);
  if (own_severity) {
    ChosenSeverity severity = choose_severity(task.plan.severity, found, task.place());
    law.severity = severity.law;
    law.fit->severity = severity.fit;
    add(task, "severity", std::move(severity.tried), result);
  }
  if (!own_severity || size < fewest)
    result.notices.push_back(fmt::format("{}: fewer than {} claimants; count from {}, severity from {}",
                                         task.what(), task.plan.minimum_claimants, law.fit->count.from,
                                         law.fit->severity.from));
  return law;
}

CellLaw fit_cell(MemberYears const& data, FitPlan const& plan, CellRows const& rows, FitResult& result) {
  std::vector<RiskCell> const parents = rows.cell.parents();
  CellLaw cell{rows.cell.enrolment, rows.cell.age, rows.cell.risk, person_years(data, rows.rows), {}};
  CellLaw const* parent =
      parents.empty() ? nullptr : &result.model.cells[find_cell(result.model, parents.front())];
  for (std::size_t c = 0; c < data.categories.size(); ++c)
    cell.laws.push_back(fit_category({data, plan, rows, c, parent ? &parent->laws[c] : nullptr}, result));
  return cell;
}

void check(MemberYears const& data, FitPlan const& plan) {
  PLIMSOLL_EXPECT(plan.minimum_claimants >= static_cast<std::int64_t>(fewest_claimants));
  PLIMSOLL_EXPECT(!data.categories.empty());
  PLIMSOLL_EXPECT(data.costs.size() == data.rows.size() * data.categories.size());
  PLIMSOLL_EXPECT(data.counts.empty() || data.counts.size() == data.costs.size());
  PLIMSOLL_EXPECT(data.weights.empty() || data.weights.size() == data.rows.size());
  for (double const weight : data.weights) PLIMSOLL_EXPECT(weight > 0.0);
  for (MemberRecord const& row : data.rows)
    PLIMSOLL_EXPECT(row.cell < data.cells.size() && row.exposure() > 0.0);
  if (data.rows.empty()) throw ModelError("no member-years to fit");
}

std::string basis(MemberYears const& data, FitPlan const& plan) {
  return fmt::format(
      "Maximum likelihood on member-years{}, exposure months/12 times score. Count: {}. Severity: {}{}. "
      "Cells "
      "with fewer "
      "than {} claimants use a parent cell. Mean matching: {}. Figures that would tell of 1 to 10 people are "
      "left out.",
      data.weights.empty() ? "" : " by survey weight",
      data.has_counts() ? name_in_study(plan.count) : "hurdle, any cost in the year with an annual amount",
      name_in_study(plan.severity), described(plan.severity), plan.minimum_claimants,
      name_in_study(plan.mean_matching));
}

void note_means(FitPlan const& plan, FitResult& result) {
  for (MeanCheck const& check : result.means)
    if (check.off())
      result.notices.push_back(fmt::format(
          "{}: fitted mean is {:+.1f} % off the data mean ({:.2f} against {:.2f} per member-year){}",
          check.category, 100.0 * (check.ratio() - 1.0), check.fitted_mean, check.data_mean,
          plan.mean_matching == MeanMatching::none
              ? "; mean matching (--mean-matching scale) makes them equal"
              : ""));
}

}  // namespace

FitResult fit(MemberYears const& data, FitPlan const& plan) {
  check(data, plan);
  FitResult result;
  result.model.categories = data.categories;
  result.model.basis = basis(data, plan);
  if (!data.weights.empty())
    result.notices.push_back(fmt::format(
        "weights: the {} rows tell as much as {:.0f} of equal weight; standard errors and criteria are "
        "those of so many",
        data.rows.size(), effective_rows(data)));
  std::vector<CellRows> const cells = cells_to_fit(data);
  for (CellRows const& rows : cells) result.model.cells.push_back(fit_cell(data, plan, rows, result));
  if (plan.mean_matching == MeanMatching::scale) match_means(data, cells, result.model);
  record_means(data, cells, result.model);
  result.means = check_means(data, cells, result.model);
  note_means(plan, result);
  withhold_few(data, cells, result);
  return result;
}

}  // namespace plimsoll
