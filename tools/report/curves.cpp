#include "report/curves.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "plimsoll/scenarios/settlement_curves.hpp"

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;

Json pairs_of(std::vector<std::pair<double, double>> const& pairs) {
  Json all = Json::array();
  for (auto const& [first, second] : pairs) all.push_back(Json::array({first, second}));
  return all;
}

void append_shape(Histogram const& shape, Json& curve) {
  Json atoms = Json::array(), bins = Json::array();
  for (Atom const& atom : shape.atoms) atoms.push_back({{"value", atom.value}, {"share", atom.share}});
  double const width =
      (shape.high - shape.low) / static_cast<double>(std::max<std::size_t>(1, shape.share.size()));
  double low = shape.low;
  for (double share : shape.share) {
    bins.push_back({{"low", low}, {"high", low + width}, {"share", share}});
    low += width;
  }
  curve["atoms"] = std::move(atoms);
  curve["bins"] = std::move(bins);
}

Json figure_of(Figure const& figure) {
  Json interval = nullptr, error = nullptr;
  if (figure.interval) interval = Json::array({figure.interval->low, figure.interval->high});
  if (std::isfinite(figure.std_error)) error = figure.std_error;
  return {{"value", figure.value}, {"std_error", std::move(error)}, {"interval", std::move(interval)}};
}

Json kinks_of(Payoff const& payoff, double from, double to) {
  Json kinks = Json::array();
  for (Kink const& kink : payoff.kinks(from, to))
    kinks.push_back({{"rate", kink.rate},
                     {"line", kink.line},
                     {"says", kink.says},
                     {"below", kink.below},
                     {"above", kink.above}});
  return kinks;
}

}  // namespace

Json settlement_curves_json(OpenedRun const& run) {
  Json curves = Json::array();
  for (SettlementCurve const& one : settlement_curves(run)) {
    Json curve{{"contract", one.contract},
               {"year", one.year},
               {"trials", run.results.table.trials},
               {"mean", figure_of(one.mean)},
               {"p_owe", figure_of(one.probability_of_owing)}};
    append_shape(one.shape, curve);
    curve["exceedance"] = pairs_of(one.owed_more_than);
    curves.push_back(std::move(curve));
  }
  return curves;
}

Json difference_curves_json(OpenedRun const& run) {
  Json curves = Json::array();
  for (DifferenceCurve const& one : difference_curves(run)) {
    Json curve{{"first", one.first},
               {"second", one.second},
               {"year", one.year},
               {"trials", run.results.table.trials}};
    append_shape(one.shape, curve);
    curves.push_back(std::move(curve));
  }
  return curves;
}

Json payoff_curves_json(OpenedRun const& run, std::vector<ContractPayoff> const& payoffs) {
  constexpr int reach = 60;  // steps either side
  constexpr double step = 0.0025;
  Json curves = Json::array();
  for (ContractPayoff const& contract : payoffs) {
    std::vector<std::pair<double, double>> line;
    for (int i = -reach; i <= reach; ++i) line.emplace_back(i * step, contract.payoff.settlement(i * step));
    curves.push_back({{"contract", contract.contract},
                      {"year", contract.year},
                      {"benchmark", contract.payoff.benchmark()},
                      {"held", contract.held},
                      {"points", pairs_of(line)},
                      {"kinks", kinks_of(contract.payoff, -reach * step, reach * step)},
                      {"density", pairs_of(savings_density(run, contract.contract, contract.year))}});
  }
  return curves;
}

}  // namespace plimsoll
