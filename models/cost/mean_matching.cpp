#include "mean_matching.hpp"

#include <algorithm>

namespace plimsoll {
namespace {

void multiply(CategoryLaw& law, double factor) {
  law.severity = scaled(law.severity, factor);
  law.fit->mean_factor *= factor;
}

std::size_t index_of(CostModel const& model, std::string const& name) {
  auto const found = std::find_if(model.cells.begin(), model.cells.end(),
                                  [&](CellLaw const& law) { return law.cell().name() == name; });
  return static_cast<std::size_t>(found - model.cells.begin());
}

void match_cells(MemberYears const& data, std::vector<CellRows> const& cells, CostModel& model) {
  for (std::size_t i = 0; i < cells.size(); ++i)
    for (std::size_t c = 0; c < data.categories.size(); ++c) {
      CategoryLaw& law = model.cells[i].laws[c];
      std::string const& from = law.fit->severity.from;
      if (from == cells[i].cell.name())
        multiply(law,
                 dollars_of(data, cells[i].rows, c) / (moments(law).mean * exposure_of(data, cells[i].rows)));
      else  // a parent stands before its children, so its own factor is already set
        multiply(law, model.cells[index_of(model, from)].laws[c].fit->mean_factor);
    }
}

}  // namespace

std::vector<MeanCheck> check_means(MemberYears const& data, std::vector<CellRows> const& cells,
                                   CostModel const& model) {
  std::vector<MeanCheck> checks;
  for (std::string const& category : data.categories) checks.push_back({category});
  double years = 0.0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!cells[i].leaf) continue;
    double const exposure = exposure_of(data, cells[i].rows);
    years += person_years(data, cells[i].rows);
    for (std::size_t c = 0; c < checks.size(); ++c) {
      checks[c].data_mean += dollars_of(data, cells[i].rows, c);
      checks[c].fitted_mean += moments(model.cells[i].laws[c]).mean * exposure;
    }
  }
  MeanCheck total{"total"};
  for (MeanCheck& check : checks) {
    check.data_mean /= years;
    check.fitted_mean /= years;
    total.data_mean += check.data_mean;
    total.fitted_mean += check.fitted_mean;
  }
  checks.push_back(total);
  return checks;
}

void record_means(MemberYears const& data, std::vector<CellRows> const& cells, CostModel& model) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    double const years = person_years(data, cells[i].rows);
    double const exposure = exposure_of(data, cells[i].rows);
    for (std::size_t c = 0; c < data.categories.size(); ++c) {
      FitRecord& record = *model.cells[i].laws[c].fit;
      record.data_mean = dollars_of(data, cells[i].rows, c) / years;
      record.fitted_mean = moments(model.cells[i].laws[c]).mean * exposure / years;
    }
  }
}

void match_means(MemberYears const& data, std::vector<CellRows> const& cells, CostModel& model) {
  match_cells(data, cells, model);
  std::vector<MeanCheck> const left = check_means(data, cells, model);
  for (CellLaw& cell : model.cells)
    for (std::size_t c = 0; c < cell.laws.size(); ++c) multiply(cell.laws[c], 1.0 / left[c].ratio());
}

}  // namespace plimsoll
