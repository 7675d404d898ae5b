#include "variants/option.hpp"

#include <fmt/format.h>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/jackknife.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "summary/reserve_lines.hpp"

namespace plimsoll {
namespace {

std::vector<double> settlement_of(TrialTable const& trials, std::string const& contract, int year) {
  auto const values = trials.column(contract_column(contract, "settlement"), year);
  PLIMSOLL_EXPECT(values.has_value());
  return {values->begin(), values->end()};
}

std::vector<double> settled_in_all(Study const& study, TrialTable const& trials,
                                   std::string const& contract) {
  std::vector<double> sum(trials.trials);
  for (std::int64_t year : study.run.performance_years) {
    std::vector<double> const one = settlement_of(trials, contract, static_cast<int>(year));
    for (std::size_t trial = 0; trial < sum.size(); ++trial) sum[trial] += one[trial];
  }
  return sum;
}

Figure maximum_in_all(Study const& study, TrialTable const& trials, std::string const& contract) {
  Figure maximum = exact_figure(contract + ".all.maximum", 0.0, Unit::dollars);
  for (std::int64_t year : study.run.performance_years) {
    Figure const most = contract_maximum(trials, contract, static_cast<int>(year));
    maximum.value += most.value;
    maximum.std_error += most.std_error;  // at most
  }
  return maximum;
}

}  // namespace

Option::Option(Study const& study, std::string contract, std::string const& id,
               std::vector<double> settlement, Figure maximum)
    : contract_(std::move(contract)),
      settled_(id + ".settlement", Unit::dollars, settlement),
      owed_(amounts_owed(settlement)),
      maximum_(std::move(maximum)),
      reserve_(size_reserve(owed_, maximum_, {study.reserve.policy, study.reserve.level.value_or(0.0)}, id)) {
}

Option::Option(Study const& study, TrialTable const& trials, std::string const& contract, int year,
               std::string const& id)
    : Option(study, contract, id.empty() ? fmt::format("{}.{}", contract, year) : id,
             settlement_of(trials, contract, year), contract_maximum(trials, contract, year)) {}

Option::Option(Study const& study, TrialTable const& trials, std::string const& contract)
    : Option(study, contract, contract + ".all", settled_in_all(study, trials, contract),
             maximum_in_all(study, trials, contract)) {}

std::vector<double> const& Option::reserve_without_each() const {
  TrialGroups const groups(owed_.size());
  while (without_each_.size() < groups.count())
    without_each_.push_back(
        size_reserve(groups.without(without_each_.size(), owed_), maximum_, reserve_.rule).reserve.value);
  return without_each_;
}

Figure reserve_difference(std::string id, Option const& a, Option const& b) {
  std::vector<double> without = a.reserve_without_each();
  std::vector<double> const& other = b.reserve_without_each();
  PLIMSOLL_EXPECT(without.size() == other.size());
  for (std::size_t group = 0; group < without.size(); ++group) without[group] -= other[group];
  return normal_figure(std::move(id), a.reserve().reserve.value - b.reserve().reserve.value,
                       jackknife_error(without), Unit::dollars);
}

}  // namespace plimsoll
