#include "summary/reserve_lines.hpp"

#include <fmt/format.h>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/ledger.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {
namespace {

std::span<double const> values(TrialTable const& trials, std::string const& contract, int year,
                               char const* what) {
  auto const column = trials.column(contract_column(contract, what), year);
  PLIMSOLL_EXPECT(column.has_value());
  return *column;
}

Figure mean(TrialTable const& trials, std::string const& contract, int year, char const* what) {
  return Sample(fmt::format("{}.{}.{}", contract, year, what), Unit::dollars,
                values(trials, contract, year, what), trials.design)
      .mean();
}

}  // namespace

Figure contract_maximum(TrialTable const& trials, std::string const& contract, int year) {
  Figure const maximum = mean(trials, contract, year, "maximum_owed");
  double const benchmark = mean(trials, contract, year, "benchmark").value;
  if (benchmark > 0.0 && maximum.value > unlimited_multiple * benchmark)
    return exact_figure("none", std::numeric_limits<double>::infinity(), Unit::dollars);
  return maximum;
}

ReserveLine reserve_line(Study const& study, TrialTable const& trials, std::string const& contract,
                         int year) {
  ReserveRule const rule{study.reserve.policy, study.reserve.level.value_or(0.0)};
  return size_reserve(values(trials, contract, year, "owed"), contract_maximum(trials, contract, year), rule,
                      fmt::format("{}.{}", contract, year), trials.design);
}

}  // namespace plimsoll
