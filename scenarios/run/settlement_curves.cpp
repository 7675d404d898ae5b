#include "plimsoll/scenarios/settlement_curves.hpp"

#include <algorithm>
#include <cmath>

#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/signed_contracts.hpp"

namespace plimsoll {
namespace {

using Values = std::span<double const>;

constexpr std::size_t bins = 60, curve_points = 240;

std::optional<Values> settlements_of(OpenedRun const& run, std::string const& contract, int year) {
  return run.results.table.column(contract_column(contract, "settlement"), year);
}

SettlementCurve curve_of(OpenedRun const& run, std::string contract, int year, Values settlements) {
  std::vector<double> owed(settlements.size());
  std::transform(settlements.begin(), settlements.end(), owed.begin(),
                 [](double settlement) { return std::max(0.0, -settlement); });
  Sample const sample(contract + "." + std::to_string(year) + ".settlement", Unit::dollars, settlements,
                      run.results.table.design);
  Figure const mean = sample.mean(), owing = sample.probability_below(0.0);
  return {std::move(contract),
          year,
          mean,
          owing,
          histogram_of(settlements, run.results.table.design, bins),
          exceedance(owed, run.results.table.design, curve_points)};
}

std::vector<double> settled_together(OpenedRun const& run, Signed const& together, int year) {
  std::vector<double> sum(run.results.table.trials);
  for (ContractTable const* contract : together.contracts)
    if (auto const settlements = settlements_of(run, contract->id, year))
      std::transform(sum.begin(), sum.end(), settlements->begin(), sum.begin(), std::plus<>());
  return sum;
}

}  // namespace

std::vector<SettlementCurve> settlement_curves(OpenedRun const& run) {
  std::vector<SettlementCurve> curves;
  Signed const together = signed_contracts(run.study.loaded.study);
  for (int year : run.study.plan.years().performance) {
    for (std::string const& contract : run.results.header.contracts)
      if (auto const settlements = settlements_of(run, contract, year))
        curves.push_back(curve_of(run, contract, year, *settlements));
    if (together.contracts.size() > 1)
      curves.push_back(curve_of(run, all_signed, year, settled_together(run, together, year)));
  }
  return curves;
}

std::vector<DifferenceCurve> difference_curves(OpenedRun const& run) {
  std::vector<DifferenceCurve> curves;
  std::vector<std::string> const& contracts = run.results.header.contracts;
  for (int year : run.study.plan.years().performance)
    for (std::size_t i = 1; i < contracts.size(); ++i) {
      auto const one = settlements_of(run, contracts[i], year);
      auto const other = settlements_of(run, contracts.front(), year);
      if (!one || !other) continue;
      std::vector<double> differences(one->size());
      std::transform(one->begin(), one->end(), other->begin(), differences.begin(), std::minus<>());
      curves.push_back(
          {contracts[i], contracts.front(), year, histogram_of(differences, run.results.table.design, bins)});
    }
  return curves;
}

std::vector<std::pair<double, double>> savings_density(OpenedRun const& run, std::string const& contract,
                                                       int year) {
  constexpr int reach = 15;
  constexpr double step = 0.01;
  TrialTable const& trials = run.results.table;
  SharedDesign const& design = trials.design;
  auto const benchmark = trials.column(contract_column(contract, "benchmark"), year);
  auto const cost = trials.column(contract_column(contract, "expenditure"), year);
  if (!benchmark || !cost || (design && !design->weight.empty())) return {};
  std::vector<std::size_t> count(2 * reach + 1);
  for (std::size_t row = 0; row < benchmark->size(); ++row) {
    if (!((*benchmark)[row] > 0.0)) return {};
    double const rate = 1.0 - (*cost)[row] / (*benchmark)[row];
    ++count[static_cast<std::size_t>(std::clamp(std::round(rate / step), -1.0 * reach, 1.0 * reach) + reach)];
  }
  std::vector<std::pair<double, double>> density;
  for (int i = 0; i <= 2 * reach; ++i)
    density.emplace_back((i - reach) * step, static_cast<double>(count[static_cast<std::size_t>(i)]) /
                                                 static_cast<double>(benchmark->size()));
  return density;
}

}  // namespace plimsoll
