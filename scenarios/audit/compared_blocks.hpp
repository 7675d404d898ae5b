#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/scenarios/opened_run.hpp"

namespace plimsoll {

/// A number of a run that is not the same when it is drawn again.
struct DifferingNumber {
  std::size_t row = 0, column = 0;
  double kept = 0.0, drawn = 0.0;
};

/// Whether two numbers are the same but for how another compiler or library may round: a cent, or a part in
/// 10^9.
bool is_rounding(double a, double b, Unit unit);

/// Compares blocks drawn again with what a run kept of them. Blocks may come from several threads.
class ComparedBlocks {
 public:
  /// Columns of the plan that the run did not keep, and of the run that the plan does not give, are told by
  /// `unmatched`.
  ComparedBlocks(OpenedRun const& run, RunPlan const& plan);
  void compare(TrialRows const& rows);

  std::vector<std::string> const& unmatched() const { return unmatched_; }
  std::uint64_t trials() const { return trials_; }
  std::uint64_t numbers() const { return numbers_; }
  std::uint64_t differing() const { return differing_; }
  std::uint64_t beyond_rounding() const { return beyond_; }
  /// Trials of which something that comes before any contract is not the same: members, drivers, measures.
  std::uint64_t other_draws() const { return other_draws_; }
  /// The first of the differing numbers by row and column, as many as asked for.
  std::vector<DifferingNumber> first(std::size_t most) const;

 private:
  OpenedRun const& run_;
  std::vector<ColumnInfo> const& columns_;
  std::vector<std::optional<std::span<double const>>> kept_;
  std::vector<std::string> unmatched_;
  std::mutex mutex_;
  std::uint64_t trials_ = 0, numbers_ = 0, differing_ = 0, beyond_ = 0, other_draws_ = 0;
  std::map<std::pair<std::size_t, std::size_t>, DifferingNumber> shown_;  ///< by row and column
};

}  // namespace plimsoll
