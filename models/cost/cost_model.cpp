#include "plimsoll/models/cost/cost_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/cost/frailty_groups.hpp"

namespace plimsoll {
namespace {

/// Names become data sets of results.h5, beside one called total.
bool may_be_category(std::string const& name) {
  bool const controls =
      std::any_of(name.begin(), name.end(), [](unsigned char c) { return c < ' ' || c == 127; });
  return !name.empty() && name != "total" && name != "." && name != ".." && !controls &&
         name.find('/') == std::string::npos;
}

void check_categories(std::vector<std::string> const& categories, std::vector<std::string>& found) {
  if (categories.empty()) found.emplace_back("no categories");
  if (categories.size() > most_categories)
    found.push_back(
        fmt::format("{} categories, at most {} can be drawn", categories.size(), most_categories));
  std::set<std::string> seen;
  for (std::string const& category : categories) {
    if (!may_be_category(category))
      found.push_back(fmt::format("category \"{}\" cannot have that name", category));
    if (!seen.insert(category).second) found.push_back(fmt::format("category {} is listed twice", category));
  }
}

void check_laws(CostModel const& model, CellLaw const& cell, std::vector<std::string>& found) {
  std::string const name = cell.cell().name();
  if (cell.laws.size() != model.categories.size())
    found.push_back(fmt::format("cell {} has {} laws for {} categories", name, cell.laws.size(),
                                model.categories.size()));
  for (CategoryLaw const& law : cell.laws)
    if (std::string_view const fault = fault_of(law.severity); !fault.empty())
      found.push_back(fmt::format("cell {}, category {}: {}", name, law.category, fault));
  std::size_t const both = std::min(cell.laws.size(), model.categories.size());
  for (std::size_t i = 0; i < both; ++i)
    if (cell.laws[i].category != model.categories[i])
      found.push_back(fmt::format("cell {}: law {} is for {} where categories lists {}", name, i + 1,
                                  cell.laws[i].category, model.categories[i]));
}

}  // namespace

std::vector<std::string> faults(CostModel const& model) {
  std::vector<std::string> found;
  if (model.schema != "cost/1") found.emplace_back("schema is not cost/1");
  check_categories(model.categories, found);
  if (model.cells.empty()) found.emplace_back("no cells");
  std::set<RiskCell> cells;
  for (CellLaw const& cell : model.cells) {
    if (!cells.insert(cell.cell()).second)
      found.push_back(fmt::format("cell {} is given twice", cell.cell().name()));
    check_laws(model, cell, found);
  }
  if (model.frailty)
    for (std::string const& fault : faults(*model.frailty, model.categories))
      found.push_back("frailty: " + fault);
  return found;
}

std::size_t find_cell(CostModel const& model, RiskCell const& cell) {
  std::vector<RiskCell> candidates = cell.parents();
  candidates.insert(candidates.begin(), cell);
  for (RiskCell const& candidate : candidates) {
    auto const found = std::find_if(model.cells.begin(), model.cells.end(),
                                    [&](CellLaw const& law) { return law.cell() == candidate; });
    if (found != model.cells.end()) return static_cast<std::size_t>(found - model.cells.begin());
  }
  throw ModelError(
      fmt::format("no cost law for risk cell {} (neither it nor a parent is in the cost file)", cell.name()));
}

double CostMoments::cv() const {
  return mean > 0.0 ? std::sqrt(variance) / mean : 0.0;
}

CostMoments moments(CategoryLaw const& law, double exposure) {
  CountLaw const count = scaled(law.count, exposure);
  double const claims = mean(count);
  if (claims == 0.0) return {};  // 0 times an infinite variance
  // A hurdle pushed above 1 happens for sure and its amount carries the rest.
  double const factor = std::holds_alternative<BernoulliCount>(count) ? std::max(1.0, claims) : 1.0;
  double const amount = mean(law.severity) * factor;
  return {claims / factor * amount,
          claims / factor * variance(law.severity) * factor * factor + variance(count) * amount * amount};
}

CostMoments moments(CellLaw const& cell, double exposure) {
  CostMoments sum;
  for (CategoryLaw const& law : cell.laws) {
    CostMoments const part = moments(law, exposure);
    sum.mean += part.mean;
    sum.variance += part.variance;
  }
  return sum;
}

}  // namespace plimsoll
