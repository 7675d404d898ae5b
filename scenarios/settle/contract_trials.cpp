#include "settle/contract_trials.hpp"

#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {

TrialTable contract_trials(TrialTable const& trials, std::string const& contract, int year,
                           std::function<bool(std::size_t trial)> const& keeps) {
  TrialTable part;
  for (char const* what : contract_trial_columns) {
    part.columns.push_back({contract_column(contract, what), Unit::dollars, year, ""});
    std::span<double const> const values = *trials.column(part.columns.back().name, year);
    for (std::size_t trial = 0; trial < values.size(); ++trial)
      if (keeps(trial)) part.values.push_back(values[trial]);
  }
  part.trials = part.values.size() / part.columns.size();
  return part;
}

}  // namespace plimsoll
