#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plimsoll/models/contract/program.hpp"
#include "plimsoll/models/measure/figure.hpp"
#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/load_study.hpp"
#include "plimsoll/sim/panel_total.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// A panel in one year without drivers, as every engine should see it: its total with each member's year cut
/// at a limit, and the total of every category with each member's year in it cut at $10 million.
struct CheckedPanel {
  GroupedPanel panel;
  std::vector<std::string> categories;
  double limit = 0.0;  ///< dollars per member-year
  LimitBasis basis = LimitBasis::annualised;
  YearFactors factors;
};

/// A figure an engine drew beside the exact one.
struct EngineFigure {
  /// Most standard errors apart that count as agreement: a tail of 1e-6.
  static constexpr double most_apart = 4.9;

  std::string panel, engine, what;
  double exact = 0.0;  ///< dollars
  Figure drawn;
  double error = 0.0;  ///< standard error of the drawn figure, by the exact law
  /// Standard errors between the two.
  double apart() const;
  bool agrees() const { return apart() <= most_apart; }
};

/// Formulas of the sums compared, for a run of one year, named by panel.
std::vector<NamedExpr> checked_sums(CheckedPanel const& checked, int year);

/// Mean, sd, 99.5 % quantile and TVaR of the capped total and of every category's. ModelError where an exact
/// distribution cannot be followed.
std::vector<EngineFigure> compare_with_exact(CheckedPanel const& checked, std::string const& engine,
                                             TrialTable const& trials, int year);

/// Every population of the study in its first performance year, drivers at their means and the roster as in
/// the base years, under the study's engine and under `claims`. The limit is the first one a contract sets on
/// the population, else the usual one of $150,000. Throws InputError where the study has no members' laws,
/// ModelError where an exact distribution cannot be followed.
std::vector<EngineFigure> validate_engines(LoadedStudy const& loaded, std::uint64_t trials);

Table engines_table(std::vector<EngineFigure> const& figures);

}  // namespace plimsoll
