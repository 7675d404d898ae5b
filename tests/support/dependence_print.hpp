#pragma once

#include <cstdio>

#include "plimsoll/models/cost/dependence_fit.hpp"

namespace plimsoll::test {

/// What was estimated and tried, into the log of a test.
inline void print(DependenceFit const& fit) {
  for (DependenceEstimate const& one : fit.estimates)
    std::printf("%s: %.4f +- %.4f\n", one.name.c_str(), one.value, one.standard_error);
  for (CopulaTried const& tried : fit.tried)
    std::printf("degrees %.0f: year correlation %.3f, log correlation %.4f (%.4f), staying %.4f (%.4f)%s\n",
                tried.degrees.value_or(0.0), tried.year_correlation, tried.simulated.log_correlation,
                fit.observed.log_correlation, tried.simulated.staying, fit.observed.staying,
                tried.chosen ? ", chosen" : "");
  for (std::string const& notice : fit.notices) std::printf("%s\n", notice.c_str());
}

}  // namespace plimsoll::test
