#include "in_year/drawn_study.hpp"

#include "plimsoll/scenarios/estimator.hpp"

namespace plimsoll {

DrawnStudy::DrawnStudy(LoadedStudy loaded, std::size_t threads)
    : study_(compile_study(std::move(loaded))),
      threads_(threads),
      drawn_(with_estimator(study_, threads), threads) {}

GivenTrials DrawnStudy::given(KnownToDate const& known) const {
  DrawnTrials trials = drawn_;
  GivenTrials given;
  given.looks = take_in_costs(study_, known, trials);
  given.rates = take_in_quality(study_, known, trials);
  given.trials = trials.settle(given.rates, threads_);
  return given;
}

std::vector<PointEstimate> DrawnStudy::points(KnownToDate const& known) const {
  return point_estimates(study_, given(known).trials);
}

}  // namespace plimsoll
