#include "plimsoll/models/cost/manual_blend.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "amounts.hpp"
#include "disclosure.hpp"
#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

bool has_law(CostModel const& model, RiskCell const& cell) {
  std::vector<RiskCell> looked = cell.parents();
  looked.push_back(cell);
  return std::any_of(model.cells.begin(), model.cells.end(), [&](CellLaw const& law) {
    return std::find(looked.begin(), looked.end(), law.cell()) != looked.end();
  });
}

std::optional<std::size_t> category_of(CostModel const& model, std::string const& name) {
  auto const found = std::find(model.categories.begin(), model.categories.end(), name);
  if (found == model.categories.end()) return std::nullopt;
  return static_cast<std::size_t>(found - model.categories.begin());
}

/// Dollars per unit of exposure the manual gives one category of a cell.
double manual_mean(CostModel const& manual, RiskCell const& cell, std::string const& category) {
  return moments(manual.cells[find_cell(manual, cell)].laws[*category_of(manual, category)]).mean;
}

double claims_of(MemberYears const& data, CellRows const& cell, std::size_t category) {
  CountSample const sample = count_sample(data, cell.rows, category);
  return data.has_counts() ? sample.claims : sample.claimants;
}

/// Cells whose weight by claims would tell of 1 to 10 people with any, by itself or as what the others leave.
std::vector<bool> hidden_by_claims(MemberYears const& data, std::vector<CellRows> const& cells,
                                   std::size_t category) {
  std::vector<double> claimants;
  for (CellRows const& cell : cells)
    claimants.push_back(static_cast<double>(count_sample(data, cell.rows, category).people_with_any));
  return withheld(cells, claimants, std::vector<bool>(cells.size(), true));
}

/// Claims needed are (z/k)² times the mean count times cv² of a member-year: dispersion + cv² of one claim,
/// whatever the count law.
double weight_by_claims(CategoryLaw const& law, double claims, FullCredibility const& full) {
  double const cv = moments(law).cv();
  return limited_fluctuation(claims, full_credibility_claims(full, std::sqrt(mean(law.count)) * cv, 0.0));
}

/// Members as observations of their cell: cost over what the manual expects of them.
BuhlmannStraub structure_of(MemberYears const& data, std::vector<CellRows> const& cells,
                            CostModel const& manual, std::size_t category) {
  std::vector<std::vector<Observed>> ratios;
  for (CellRows const& cell : cells) {
    if (!cell.leaf || cell.rows.empty()) continue;
    double const rate = manual_mean(manual, cell.cell, data.categories[category]);
    std::vector<Observed>& members = ratios.emplace_back();
    for (std::uint32_t const row : cell.rows) {
      double const expected = rate * data.rows[row].exposure();
      members.push_back({expected, data.costs_of(row)[category] / expected});
    }
  }
  return buhlmann_straub(ratios, 1.0);
}

/// Moves the mean of one law; all amounts per unit of exposure.
void move(CategoryLaw& law, double weight, double manual) {
  FitRecord& record = *law.fit;
  double const fitted = moments(law).mean, per_year = record.fitted_mean / fitted;
  double const own = record.data_mean ? *record.data_mean / per_year : 0.0;
  double const blended = weight * own + (1.0 - weight) * manual;
  law.severity = scaled(law.severity, blended / fitted);
  record.mean_factor *= blended / fitted;
  record.fitted_mean = blended * per_year;
  record.credibility = CredibilityRecord{weight, manual * per_year};
}

}  // namespace

std::vector<std::string> manual_faults(CostModel const& fitted, CostModel const& manual) {
  std::vector<std::string> problems;
  if (manual.year != fitted.year)
    problems.push_back(fmt::format("the manual is in dollars of {}, the data of {}: trend it to that year",
                                   manual.year, fitted.year));
  for (std::string const& category : fitted.categories)
    if (!category_of(manual, category))
      problems.push_back(fmt::format("the manual has no category \"{}\"", category));
  for (CellLaw const& cell : fitted.cells) {
    if (!has_law(manual, cell.cell())) {
      problems.push_back(
          fmt::format("the manual has no law for cell {} nor a parent of it", cell.cell().name()));
      continue;
    }
    for (std::string const& category : fitted.categories)
      if (category_of(manual, category)) {
        double const rate = manual_mean(manual, cell.cell(), category);
        if (!(rate > 0.0 && std::isfinite(rate)))
          problems.push_back(fmt::format("the manual's mean of cell {}, category {} is not above 0",
                                         cell.cell().name(), category));
      }
  }
  return problems;
}

Blend blend_with_manual(MemberYears const& data, CostModel fitted, CostModel const& manual,
                        BlendPlan const& plan) {
  PLIMSOLL_EXPECT(manual_faults(fitted, manual).empty());
  PLIMSOLL_EXPECT(data.weights.empty());
  std::vector<CellRows> const cells = cells_to_fit(data);
  PLIMSOLL_EXPECT(cells.size() == fitted.cells.size() && data.categories == fitted.categories);
  Blend blend{std::move(fitted), {}};
  bool const by_claims = plan.method == CredibilityMethod::limited_fluctuation;
  for (std::size_t c = 0; c < data.categories.size(); ++c) {
    std::vector<bool> hidden(cells.size(), false);
    if (by_claims)
      hidden = hidden_by_claims(data, cells, c);
    else
      blend.structures.push_back({data.categories[c], structure_of(data, cells, manual, c)});
    for (std::size_t i = 0; i < cells.size(); ++i) {
      CategoryLaw& law = blend.model.cells[i].laws[c];
      double const rate = manual_mean(manual, cells[i].cell, data.categories[c]);
      double weight = 0.0;
      if (law.fit->data_mean && !hidden[i])
        weight = by_claims
                     ? weight_by_claims(law, claims_of(data, cells[i], c), plan.full)
                     : blend.structures.back().ratios.weight_of(rate * exposure_of(data, cells[i].rows));
      move(law, weight, rate);
    }
  }
  blend.model.basis += fmt::format(" Means blended with a manual rate, credibility by {}.",
                                   by_claims ? fmt::format("limited fluctuation, {:g} within {:g}",
                                                           plan.full.probability, plan.full.precision)
                                             : std::string("Bühlmann-Straub"));
  return blend;
}

}  // namespace plimsoll
