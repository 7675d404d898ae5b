#include "option.hpp"

#include <fmt/format.h>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "reserve_lines.hpp"

namespace plimsoll {
namespace {

std::span<double const> settled(TrialTable const& trials, std::string const& contract, int year) {
  auto const values = trials.column(contract_column(contract, "settlement"), year);
  PLIMSOLL_EXPECT(values.has_value());
  return *values;
}

}  // namespace

Option::Option(Study const& study, TrialTable const& trials, std::string const& contract, int year)
    : contract_(contract) {
  std::span<double const> const values = settled(trials, contract, year);
  settlement_.assign(values.begin(), values.end());
  maximum_ = contract_maximum(trials, contract, year);
  size(study, fmt::format("{}.{}", contract, year));
}

Option::Option(Study const& study, TrialTable const& trials, std::string const& contract)
    : contract_(contract), settlement_(trials.trials) {
  maximum_ = exact_figure(contract + ".all.maximum", 0.0, Unit::dollars);
  for (std::int64_t year : study.run.performance_years) {
    std::span<double const> const values = settled(trials, contract, static_cast<int>(year));
    for (std::size_t trial = 0; trial < values.size(); ++trial) settlement_[trial] += values[trial];
    Figure const most = contract_maximum(trials, contract, static_cast<int>(year));
    maximum_.value += most.value;
    maximum_.std_error += most.std_error;  // at most
  }
  size(study, contract + ".all");
}

void Option::size(Study const& study, std::string const& id) {
  rule_ = {study.reserve.policy, study.reserve.level.value_or(0.0)};
  owed_ = amounts_owed(settlement_);
  reserve_ = size_reserve(owed_, maximum_, rule_, id);
}

std::vector<double> Option::reserve_without_each() const {
  TrialGroups const groups(owed_.size());
  std::vector<double> reserves;
  for (std::size_t group = 0; group < groups.count(); ++group)
    reserves.push_back(size_reserve(groups.without(group, owed_), maximum_, rule_).reserve.value);
  return reserves;
}

Figure reserve_difference(std::string id, Option const& a, Option const& b) {
  std::vector<double> without = a.reserve_without_each();
  std::vector<double> const other = b.reserve_without_each();
  PLIMSOLL_EXPECT(without.size() == other.size());
  for (std::size_t group = 0; group < without.size(); ++group) without[group] -= other[group];
  return normal_figure(std::move(id), a.reserve().reserve.value - b.reserve().reserve.value,
                       jackknife_error(without), Unit::dollars);
}

}  // namespace plimsoll
