#include "reserve/held_amount.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "summary/portfolio.hpp"
#include "summary/reserve_lines.hpp"

namespace plimsoll {
namespace {

Holder contract_holder(Study const& study, TrialTable const& trials, std::string const& id, int year) {
  auto const owed = trials.column(contract_column(id, "owed"), year);
  PLIMSOLL_EXPECT(owed.has_value());
  return {id, id, {owed->begin(), owed->end()}, reserve_line(study, trials, id, year)};
}

Holder portfolio_holder(Study const& study, TrialTable const& trials, Signed const& chosen, int year) {
  double most = 0.0, error = 0.0;
  for (ContractTable const* contract : chosen.contracts) {
    Figure const maximum = contract_maximum(trials, contract->id, year);
    most += maximum.value;
    error += maximum.std_error;
  }
  std::string const id = fmt::format("{}.{}", together, year);
  Figure maximum = exact_figure(id + ".maximum", most, Unit::dollars);
  if (std::isfinite(most) && error > 0.0)
    maximum = normal_figure(id + ".maximum", most, error, Unit::dollars);
  ReserveRule const rule{study.reserve.policy, study.reserve.level.value_or(0.0)};
  std::vector<double> owed = portfolio_owed(study, trials, year);
  ReserveLine line = size_reserve(owed, maximum, rule, id, trials.design);
  return {together, "all signed together", std::move(owed), std::move(line)};
}

}  // namespace

std::vector<Holder> holders(Study const& study, TrialTable const& trials, int year) {
  std::vector<Holder> result;
  for (ContractTable const& contract : study.contract)
    result.push_back(contract_holder(study, trials, contract.id, year));
  if (Signed const chosen = signed_contracts(study); chosen.contracts.size() > 1)
    result.push_back(portfolio_holder(study, trials, chosen, year));
  return result;
}

Holder signed_holder(Study const& study, TrialTable const& trials, int year) {
  Signed const chosen = signed_contracts(study);
  if (chosen.contracts.size() > 1) return portfolio_holder(study, trials, chosen, year);
  return contract_holder(study, trials, chosen.contracts.front()->id, year);
}

Figure scaled(Figure const& figure, double factor, std::string id, Unit unit) {
  if (figure.std_error == 0.0 && !figure.interval)
    return exact_figure(std::move(id), factor * figure.value, unit);
  Figure result{std::move(id), factor * figure.value, std::abs(factor) * figure.std_error, std::nullopt,
                unit};
  if (figure.interval) {
    double const a = factor * figure.interval->low, b = factor * figure.interval->high;
    result.interval = Interval{std::min(a, b), std::max(a, b)};
  }
  return result;
}

}  // namespace plimsoll
