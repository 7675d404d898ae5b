#include "disclosure.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "plimsoll/models/measure/people.hpp"

namespace plimsoll {
namespace {

double rounded(double value, int digits) {
  if (value == 0.0 || !std::isfinite(value)) return value;
  double const unit = std::pow(10.0, digits - 1 - std::floor(std::log10(std::abs(value))));
  return std::round(value * unit) / unit;
}

std::vector<double> people_in(MemberYears const& data, std::vector<CellRows> const& cells,
                              std::size_t category) {
  std::vector<double> claimants;
  for (CellRows const& cell : cells)
    claimants.push_back(
        static_cast<double>(std::count_if(cell.rows.begin(), cell.rows.end(), [&](std::uint32_t row) {
          return data.costs_of(row)[category] > 0.0;
        })));
  return claimants;
}

// The sample's size, and what it follows from: two criteria differ by its logarithm, a chance's error tells
// it, and the log-likelihood is so many times that of one of them.
void withhold_sample(LawFit& fit) {
  fit.sample.reset();
  fit.log_likelihood.reset();
  fit.aic.reset();
  fit.bic.reset();
  fit.log_score.reset();
  fit.standard_errors.clear();
  fit.correlations.clear();
}

// Of many members with few claimants beside them: their number may be known, that of claimants must not.
void withhold_claimants(LawFit& fit) {
  std::vector<double> errors = fit.standard_errors, correlations = fit.correlations;
  for (double& error : errors) error = rounded(error, 2);
  for (double& correlation : correlations) correlation = std::round(100.0 * correlation) / 100.0;
  withhold_sample(fit);
  fit.standard_errors = std::move(errors);
  fit.correlations = std::move(correlations);
}

/// What one category must not tell, cell by cell.
struct Withheld {
  std::vector<bool> people;     ///< the cell's members
  std::vector<bool> frequency;  ///< members with any, where they are read from the count law
  std::vector<bool> claimants;  ///< the same, where they are the sample of the severity
};

Withheld withheld_of(MemberYears const& data, std::vector<CellRows> const& cells, CostModel const& model,
                     std::vector<bool> const& few, std::size_t category) {
  std::vector<bool> own_count, own_severity;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    FitRecord const& fit = *model.cells[i].laws[category].fit;
    own_count.push_back(fit.count.from == cells[i].cell.name());
    own_severity.push_back(fit.severity.from == cells[i].cell.name());
  }
  std::vector<double> const claimants = people_in(data, cells, category);
  return {few, withheld(cells, claimants, own_count), withheld(cells, claimants, own_severity)};
}

/// What the laws fitted to one cell are multiplied by to stand on the grid.
struct Coarse {
  double count = 1.0, amount = 1.0;
};

Coarse coarse_of(CategoryLaw const& law, double people) {
  constexpr int digits_of_amounts = 5;  // a mean of cents to all its digits tells how many it is a mean of
  double const frequency = mean(law.count), amount = moments(law).mean / frequency;
  Coarse coarse;
  if (frequency > 0.0) coarse.count = coarse_count(frequency, people) / frequency;
  if (amount > 0.0 && std::isfinite(amount)) coarse.amount = rounded(amount, digits_of_amounts) / amount;
  return coarse;
}

void multiply(CategoryLaw& law, Coarse const& coarse) {
  law.count = scaled(law.count, coarse.count);
  law.severity = scaled(law.severity, coarse.amount);
  law.fit->fitted_mean *= coarse.count * coarse.amount;
  law.fit->mean_factor = rounded(law.fit->mean_factor, 4);
}

void withhold(std::vector<CellRows> const& cells, Withheld const& hidden, std::size_t category,
              CostModel& model) {
  std::map<std::string, std::size_t> place;
  std::vector<Coarse> coarse;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    place[cells[i].cell.name()] = i;
    coarse.push_back(coarse_of(model.cells[i].laws[category], static_cast<double>(cells[i].rows.size())));
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    CategoryLaw& law = model.cells[i].laws[category];
    FitRecord& fit = *law.fit;
    std::size_t const count = place.at(fit.count.from), severity = place.at(fit.severity.from);
    bool const blur = hidden.people[count] || hidden.frequency[count];
    if (hidden.people[i] || hidden.claimants[i]) fit.data_mean.reset();
    if (hidden.people[count])
      withhold_sample(fit.count);
    else if (hidden.frequency[count])
      withhold_claimants(fit.count);
    if (hidden.claimants[severity]) withhold_sample(fit.severity);
    if (blur || hidden.claimants[severity])
      multiply(law, {blur ? coarse[count].count : 1.0,
                     hidden.claimants[severity] ? coarse[severity].amount : 1.0});
  }
}

void withhold(Candidate& candidate, std::vector<CellRows> const& cells, std::vector<Withheld> const& hidden,
              std::vector<std::string> const& categories) {
  auto const category = static_cast<std::size_t>(
      std::find(categories.begin(), categories.end(), candidate.category) - categories.begin());
  auto const cell = static_cast<std::size_t>(
      std::find_if(cells.begin(), cells.end(),
                   [&](CellRows const& rows) { return rows.cell.name() == candidate.cell; }) -
      cells.begin());
  Withheld const& of = hidden[category];
  bool const count = candidate.part == "count";
  if (!candidate.fit.sample || !(count ? of.people[cell] || of.frequency[cell] : of.claimants[cell])) return;
  withhold_sample(candidate.fit);
  candidate.withheld = true;
}

}  // namespace

std::vector<bool> withheld(std::vector<CellRows> const& cells, std::vector<double> const& people,
                           std::vector<bool> const& published) {
  std::map<RiskCell, PeopleSum> families;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    families[cells[i].cell].whole = i;
    std::vector<RiskCell> const parents = cells[i].cell.parents();
    if (!parents.empty()) families[parents.front()].parts.push_back(i);
  }
  std::vector<PeopleSum> sums;
  for (auto& [parent, family] : families)
    if (!family.parts.empty()) sums.push_back(std::move(family));
  return hidden_people(people, sums, published);
}

void withhold_few(MemberYears const& data, std::vector<CellRows> const& cells, FitResult& result) {
  CostModel& model = result.model;
  std::vector<double> people;
  for (CellRows const& cell : cells) people.push_back(static_cast<double>(cell.rows.size()));
  std::vector<bool> const few = withheld(cells, people, {});
  std::vector<Withheld> hidden;
  for (std::size_t c = 0; c < data.categories.size(); ++c)
    hidden.push_back(withheld_of(data, cells, model, few, c));
  for (std::size_t c = 0; c < data.categories.size(); ++c) withhold(cells, hidden[c], c, model);
  for (Candidate& candidate : result.candidates) withhold(candidate, cells, hidden, data.categories);
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (few[i]) model.cells[i].person_years.reset();
}

double coarse_count(double mean, double people) {
  constexpr double members = 3.0;
  double const power = std::pow(10.0, std::floor(std::log10(members / people)));
  double step = 10.0 * power;
  for (double const times : {5.0, 2.0, 1.0})
    if (times * power >= members / people) step = times * power;
  double const near = std::max(1.0, std::round(mean / step)) * step;
  return mean < 1.0 && near >= 1.0 ? 1.0 - 0.5 * step : near;
}

}  // namespace plimsoll
