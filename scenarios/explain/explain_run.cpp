#include <algorithm>
#include <map>
#include <tuple>

#include "explain/placed_figure.hpp"
#include "explain/trial_account.hpp"

namespace plimsoll {
namespace {

/// Collects the trials to tell, each contract-year and row once.
class TrialsToTell {
 public:
  explicit TrialsToTell(OpenedRun const& run) : run_(run) {}

  /// Number of the trial at that level of the column, among those told.
  std::size_t number_of(ExplainedYear const& which, std::string const& column, double level) {
    auto const [place, is_new] = ranked_.try_emplace({which.contract, which.year.value_or(0), column, level}, 0);
    if (is_new) place->second = number_of(which, row_at_quantile(run_, which, column, level));
    return place->second;
  }

  /// All of them, drawn together: trials are told from their addresses, in any company.
  std::vector<Explanation> tell() const {
    std::vector<TrialAccount> accounts;
    std::vector<NamedExpr> asked;
    std::vector<std::size_t> first, rows, lane;
    for (ExplainedYear const& which : years_) {
      first.push_back(asked.size());
      accounts.emplace_back(run_, which);
      asked.insert(asked.end(), accounts.back().asked().begin(), accounts.back().asked().end());
    }
    for (auto const& [year, row] : trials_) {
      auto const known = std::find(rows.begin(), rows.end(), row);
      lane.push_back(static_cast<std::size_t>(known - rows.begin()));
      if (known == rows.end()) rows.push_back(row);
    }
    std::vector<std::vector<double>> const values = redrawn(run_, rows, asked);
    std::vector<Explanation> told;
    for (std::size_t i = 0; i < trials_.size(); ++i) {
      auto const [year, row] = trials_[i];
      std::span<double const> const all(values[lane[i]]);
      told.push_back(accounts[year].tell(row, all.subspan(first[year], accounts[year].asked().size())));
    }
    return told;
  }

 private:
  std::size_t number_of(ExplainedYear const& which, std::size_t row) {
    auto const year = std::find_if(years_.begin(), years_.end(), [&](ExplainedYear const& known) {
      return known.contract == which.contract && known.year == which.year;
    });
    std::pair const trial(static_cast<std::size_t>(year - years_.begin()), row);
    if (year == years_.end()) years_.push_back(which);
    auto const known = std::find(trials_.begin(), trials_.end(), trial);
    auto const number = static_cast<std::size_t>(known - trials_.begin());
    if (known == trials_.end()) trials_.push_back(trial);
    return number;
  }

  OpenedRun const& run_;
  std::vector<ExplainedYear> years_;
  std::vector<std::pair<std::size_t, std::size_t>> trials_;  ///< position of the year, row
  std::map<std::tuple<std::string, int, std::string, double>, std::size_t> ranked_;
};

}  // namespace

ExplainedRun explain_run(OpenedRun const& run, std::vector<Table> const& tables) {
  ExplainedRun all;
  TrialsToTell trials(run);
  for (Placed const& placed : placed_figures(run, tables)) {
    Basis const basis = basis_of(run, placed);
    ExplainedFigure figure{placed.figure.id, placed.cell_id(), told_of(run, placed, basis), {}};
    for (double level : shown_levels)
      if (!basis.ranked_by.empty())
        figure.trials.push_back(
            {level, basis.ranked_by, trials.number_of(year_explained(placed), basis.ranked_by, level)});
    all.figures.push_back(std::move(figure));
  }
  all.trials = trials.tell();
  return all;
}

}  // namespace plimsoll
