#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "plimsoll/sim/run_plan.hpp"

namespace plimsoll {

/// A quality measure in course: what was counted so far, and how many patients are still to come.
struct RateSoFar {
  KeyPath path;          ///< of the MeasuredRate
  std::size_t year = 0;  ///< position on the axis
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  std::int64_t remaining = 0;
};

/// The trials of a run as they are drawn, before they settle: drivers and tallies by trial. What becomes
/// known of a year in course moves them; what they settle then is the run given it. Settled unmoved they are
/// the run, to the bit.
class DrawnTrials {
 public:
  explicit DrawnTrials(RunPlan plan, std::size_t threads = 0);

  RunPlan const& plan() const { return plan_; }
  std::uint64_t trials() const { return plan_.trials(); }
  /// Expects a tally of the plan.
  TallyId find(Tally const& tally) const;
  /// Trials of a tally (amounts in cents) or of a driver in one year of the axis.
  std::span<double const> tally(TallyId id, std::size_t year) const;
  std::span<double const> driver(std::size_t driver, std::size_t year) const;
  /// Chance of each trial that a patient is counted in the numerator of the rate.
  std::vector<double> chance(MeasuredRate const& rate, std::size_t year) const;

  /// Every trial's value times its factor, one factor per trial.
  void multiply(TallyId id, std::size_t year, std::span<double const> factors);
  void set(TallyId id, std::size_t year, double value);

  /// Conditions everything on a look at `signal`, a number of every trial: looking at it would show it with
  /// an independent normal error of standard deviation `noise`, and showed `seen`. Each driver and tally X of
  /// a trial becomes X + b (seen - look), b = Cov(X, signal) / (Var(signal) + noise²), look = signal + the
  /// trial's own error: Matheron's rule, which draws from the conditional law where all is jointly normal.
  /// Covariances within 4 standard errors of none, and drivers of discrete laws, are left alone; drivers stay
  /// within their laws, tallies at or above 0. `address` names the errors' draws. docs/theory/reforecast.md.
  void condition(std::span<double const> signal, double noise, double seen, KeyPath const& address,
                 std::size_t year);

  /// Settles every trial. Rates so far have what is counted fixed and the rest drawn.
  TrialTable settle(std::vector<RateSoFar> const& rates = {}, std::size_t threads = 0) const;

 private:
  std::span<double> column(std::size_t index) { return {values_.data() + index * rows_, rows_}; }
  std::span<double const> column(std::size_t index) const { return {values_.data() + index * rows_, rows_}; }
  std::size_t tally_column(TallyId id, std::size_t year) const;
  std::size_t driver_column(std::size_t driver, std::size_t year) const;
  double value_of(Quantity const& quantity, std::size_t year, std::size_t row) const;
  Lanes lanes_at(std::size_t column, std::uint32_t block) const;
  Lanes measured(MeasureColumn const& measure, std::vector<RateSoFar> const& rates,
                 std::uint32_t block) const;
  TrialRows settle_block(std::uint32_t number, std::vector<RateSoFar> const& rates) const;

  RunPlan plan_;
  std::size_t rows_;            // of whole blocks
  std::vector<double> values_;  // column-major: drivers by year, then tallies by year
};

}  // namespace plimsoll
