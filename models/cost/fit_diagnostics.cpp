#include "plimsoll/models/cost/fit_diagnostics.hpp"

#include "amount_diagnostics.hpp"
#include "amounts.hpp"
#include "count_diagnostics.hpp"
#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

/// Fitted to the cell's own members, and nothing of it withheld (disclosure.hpp).
bool may_be_shown(CategoryLaw const& law, std::string const& cell) {
  return law.fit && law.fit->count.from == cell && law.fit->severity.from == cell && law.fit->count.sample &&
         law.fit->severity.sample && law.fit->data_mean;
}

}  // namespace

std::vector<LawDiagnostics> diagnose(MemberYears const& data, CostModel const& model) {
  PLIMSOLL_EXPECT(data.weights.empty());
  std::vector<CellRows> const cells = cells_to_fit(data);
  PLIMSOLL_EXPECT(cells.size() == model.cells.size() && data.categories == model.categories);
  std::vector<LawDiagnostics> all;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::string const cell = cells[i].cell.name();
    PLIMSOLL_EXPECT(cell == model.cells[i].cell().name());
    for (std::size_t c = 0; c < data.categories.size(); ++c) {
      CategoryLaw const& law = model.cells[i].laws[c];
      if (!may_be_shown(law, cell)) continue;
      CountSample const counts = count_sample(data, cells[i].rows, c);
      std::vector<Amount> const found = amounts(data, cells[i].rows, c, mean(law.count));
      if (counts.members < static_cast<double>(fewest_in_group) || found.size() < fewest_in_group) continue;
      all.push_back(
          {cell, law.category, diagnose_counts(law.count, counts), diagnose_amounts(law.severity, found)});
    }
  }
  return all;
}

}  // namespace plimsoll
