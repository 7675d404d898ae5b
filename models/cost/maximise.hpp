#pragma once

#include <functional>
#include <string>
#include <vector>

namespace plimsoll {

using LogLikelihood = std::function<double(std::vector<double> const&)>;

/// One unknown of a fit: where to start and the closed interval it may take.
struct Unknown {
  double start;
  double low;
  double high;
};

struct Optimum {
  std::vector<double> at;
  double value = 0.0;
};

/// Maximum of `f` by Nelder–Mead (NLopt), polished by one restart. ModelError beginning with `what` if it
/// does not converge.
Optimum maximise(LogLikelihood const& f, std::vector<Unknown> const& unknowns, std::string const& what);

/// Square roots of the diagonal of the inverse observed information, −∂²f at the maximum, by central
/// differences. Empty where the information is not positive definite.
std::vector<double> observed_errors(LogLikelihood const& f, std::vector<double> const& at);

}  // namespace plimsoll
