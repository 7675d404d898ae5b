#pragma once

#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "plimsoll/models/cost/severity_law.hpp"

namespace plimsoll {

/// Draws amounts by inverse CDF: dollars at 0 < u < 1, increasing in u.
///
/// Works on the normal score z of u, where the logarithm of the quantile is smooth: exactly a line for the
/// lognormal; for the gamma a cubic Hermite table on |z| <= 8.25 in steps of 1/64, which holds every 53-bit
/// u. Its relative error falls with the shape: below 1e-8 from shape 0.01 on, below 2e-9 from 0.05, below
/// 1e-10 from 0.5 (tests/oracle/samplers). A table takes about 10 ms to make; copies share it. Above the
/// threshold of a Pareto tail the amount comes from 1 - u in closed form, so the kink there is met exactly.
class SeveritySampler {
 public:
  explicit SeveritySampler(SeverityLaw const& law);
  double operator()(double u) const;
  /// Dollars at every u: the same bits as one by one, faster.
  void operator()(std::span<double const> u, std::span<double> dollars) const;

 private:
  struct Node {
    double value, slope;
  };
  struct ParetoTail {
    double chance = 0.0;  // P(X > threshold); 0 where there is no such tail
    double threshold = std::numeric_limits<double>::infinity();
    double exponent = 1.0;  // 1 / index
  };
  double amount(double u, double z) const;
  double from_table(double z) const;

  double start_ = 0.0;                              // lognormal: mu; gamma: log of scale
  double slope_ = 1.0;                              // lognormal: sigma
  ParetoTail tail_;                                 // lognormal_pareto only
  std::shared_ptr<std::vector<Node> const> table_;  // gamma only
};

}  // namespace plimsoll
