#pragma once

#include <vector>

#include "in_year/year_in_course.hpp"
#include "plimsoll/scenarios/reforecast.hpp"

namespace plimsoll {

/// Trials of a study given what is known, and what was looked at.
struct GivenTrials {
  TrialTable trials;
  std::vector<CostLook> looks;
  std::vector<RateSoFar> rates;
};

/// A study compiled and drawn once, to be conditioned on one state of knowledge after the other.
class DrawnStudy {
 public:
  explicit DrawnStudy(LoadedStudy loaded, std::size_t threads);
  CompiledStudy const& study() const { return study_; }
  GivenTrials given(KnownToDate const& known) const;
  std::vector<PointEstimate> points(KnownToDate const& known) const;

 private:
  CompiledStudy study_;
  std::size_t threads_;
  DrawnTrials drawn_;
};

}  // namespace plimsoll
