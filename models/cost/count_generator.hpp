#pragma once

#include <complex>

#include "plimsoll/models/cost/quadrature.hpp"
#include "plimsoll/models/cost/zero_modified.hpp"

namespace plimsoll {

/// Probability generating function E[s^N] of a count law and its slope, |s| <= 1.
class CountGenerator {
 public:
  using Complex = std::complex<double>;
  struct Value {
    Complex value, slope;
  };
  explicit CountGenerator(CountLaw const& law);
  Value operator()(Complex s) const;

 private:
  Value of_base(Complex s) const;

  ZeroModified form_;
  WeightedNodes rates_;  ///< of a Poisson-lognormal, empty for the others
};

}  // namespace plimsoll
