#include "variants/break_even_gap.hpp"

#include <algorithm>

#include "plimsoll/models/measure/jackknife.hpp"
#include "plimsoll/models/measure/ordered_sum.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "variants/option.hpp"
#include "variants/variant_trials.hpp"

namespace plimsoll {
namespace {

/// A contract's measure over all trials, and without each group of them.
struct Measured {
  double value = 0.0;
  std::vector<double> without_each;
};

double share_above(std::span<double const> values, double limit) {
  return static_cast<double>(
             std::count_if(values.begin(), values.end(), [&](double x) { return x > limit; })) /
         static_cast<double>(values.size());
}

template <class Of>
Measured over_groups(std::span<double const> by_trial, Of const& of) {
  Measured measured{of(by_trial), {}};
  TrialGroups const groups(by_trial.size());
  for (std::size_t group = 0; group < groups.count(); ++group)
    measured.without_each.push_back(of(std::span<double const>(groups.without(group, by_trial))));
  return measured;
}

Measured measure_of(Option const& option, BreakEven const& question) {
  switch (question.measure) {
    case SolvedMeasure::mean:
      return over_groups(option.settlement(), [](std::span<double const> values) {
        return ordered_sum(values) / static_cast<double>(values.size());
      });
    case SolvedMeasure::reserve: return {option.reserve().reserve.value, option.reserve_without_each()};
    case SolvedMeasure::p_owe:
      return over_groups(option.owed(),
                         [](std::span<double const> values) { return share_above(values, 0.0); });
    case SolvedMeasure::p_loss:
      return over_groups(option.owed(), [&](std::span<double const> values) {
        return share_above(values, question.max_loss);
      });
  }
  return {};
}

std::optional<double> gross_savings(TrialTable const& trials, std::string const& contract, int year) {
  auto const benchmark = trials.column(contract_column(contract, opening_column), year);
  auto const cost = trials.column(contract_column(contract, expenditure_column), year);
  if (!benchmark || !cost) return std::nullopt;
  return 1.0 - ordered_sum(*cost) / ordered_sum(*benchmark);
}

}  // namespace

Gap gap_of(BreakEven const& question, int year, Study const& study, TrialTable const& trials) {
  Gap gap;
  for (std::string const& contract : question.contracts) {
    Measured measured = measure_of(Option(study, trials, contract, year), question);
    gap.measures.push_back(measured.value);
    double const sign = gap.measures.size() == 1 ? 1.0 : -1.0;
    gap.value += sign * measured.value;
    gap.without_each.resize(measured.without_each.size());
    for (std::size_t i = 0; i < gap.without_each.size(); ++i)
      gap.without_each[i] += sign * measured.without_each[i];
  }
  if (question.contracts.size() == 1) {
    gap.value -= question.target;
    for (double& value : gap.without_each) value -= question.target;
  }
  gap.gross_savings = gross_savings(trials, question.contracts.front(), year);
  return gap;
}

}  // namespace plimsoll
