#pragma once

#include <set>
#include <string>
#include <vector>

#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {

/// Numbers for the leaves of a deterministic settlement: tallies from the study's `[actual.NAME]` tables,
/// measured rates where a measure gives its `actual`, everything else drawn at its mean. What is needed and
/// not given is collected, so that all of it is reported at once.
class Actuals {
 public:
  /// `year` is the position on the axis of the year the actual tables are of.
  Actuals(CompiledStudy const& study, std::size_t year) : study_(study), year_(year) {}

  /// The leaf's number; 0 and a problem where it is not given.
  double number_of(ColumnSource const& leaf);
  /// Throws InputError with everything that was needed and not given.
  void refuse_missing() const;
  /// What was taken from elsewhere than the actual tables, once each.
  std::vector<std::string> notices() const { return {notices_.begin(), notices_.end()}; }

 private:
  double tally(TallyColumn const& leaf);
  double measured(MeasureColumn const& leaf);
  double months(std::string const& population, ActualTable const* actual, std::string const& enrolment);
  double cents(std::string const& population, ActualTable const* actual, Tally const& tally);
  double beyond_limit(std::string const& population, ActualTable const& actual, TallyColumn const& leaf);
  double expected_months(std::string const& population, std::string const& enrolment);
  double central(Quantity const& quantity, std::size_t year);
  double miss(std::string const& population, std::string const& field, std::string const& why);

  CompiledStudy const& study_;
  std::size_t year_;
  std::vector<Problem> missing_;
  std::set<std::string> notices_;
};

}  // namespace plimsoll
