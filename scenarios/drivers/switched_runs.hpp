#pragma once

#include <functional>
#include <vector>

#include "plimsoll/scenarios/risk_sources.hpp"

namespace plimsoll {

/// One study's trials under every set of risk sources, on the same random numbers.
class SwitchedRuns {
 public:
  /// `study` draws members or panels; `expected` is an engine of the same panels without luck.
  SwitchedRuns(CompiledStudy const& study, Engine expected);

  /// Sources the study has: bit i of a set stands for sources()[i].
  std::vector<RiskSource> const& sources() const { return sources_; }
  std::size_t sets() const { return std::size_t{1} << sources_.size(); }

  /// The block's rows under every set, columns of the plan.
  std::vector<TrialRows> run_block(std::uint32_t number) const;

 private:
  bool is_in(RiskSource source, std::size_t set) const;
  /// The plan with everything outside the set held.
  RunPlan plan_of(std::size_t set) const;

  CompiledStudy const& study_;
  Engine expected_;
  std::vector<RiskSource> sources_;
  std::vector<RunPlan> plans_;  // by set
};

}  // namespace plimsoll
