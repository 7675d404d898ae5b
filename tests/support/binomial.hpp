#pragma once

#include <cmath>
#include <cstddef>

namespace plimsoll::test {

/// P(first <= B <= last), B ~ Bin(n, p), summed term by term.
inline double binomial_between(std::size_t first, std::size_t last, std::size_t n, double p) {
  double sum = 0.0;
  for (std::size_t k = first; k <= last; ++k) {
    double const x = static_cast<double>(k);
    double const m = static_cast<double>(n);
    sum += std::exp(std::lgamma(m + 1.0) - std::lgamma(x + 1.0) - std::lgamma(m - x + 1.0) + x * std::log(p) +
                    (m - x) * std::log1p(-p));
  }
  return sum;
}

}  // namespace plimsoll::test
