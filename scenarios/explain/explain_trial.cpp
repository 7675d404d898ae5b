#include <algorithm>
#include <numeric>

#include "explain/trial_account.hpp"
#include "plimsoll/models/measure/sample.hpp"

namespace plimsoll {

std::size_t row_at_quantile(OpenedRun const& run, ExplainedYear const& which, std::string const& column,
                            double p) {
  OpenedContract const contract = opened_year(run, which);
  std::span<double const> const values =
      contract_values(run, contract.contract->id, run.study.plan.years()[contract.start.year], column);
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::size_t rank = percentile_rank(p, values.size()) - 1;
  if (auto const weights = run.results.table.column("importance/weight")) {
    double const total = std::accumulate(weights->begin(), weights->end(), 0.0);
    double below = 0.0;
    for (rank = 0; rank + 1 < order.size() && (below += (*weights)[order[rank]]) < p * total;) ++rank;
  }
  double const value = values[order[rank]];
  return static_cast<std::size_t>(std::find(values.begin(), values.end(), value) - values.begin());
}

std::size_t row_at_quantile(OpenedRun const& run, ExplainedYear const& which, double p) {
  return row_at_quantile(run, which, "settlement", p);
}

Explanation explain_trial(OpenedRun const& run, ExplainedYear const& which, std::size_t row) {
  TrialAccount const account(run, which);
  return account.tell(row, redrawn(run, {row}, account.asked()).front());
}

}  // namespace plimsoll
