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

/// Whether a likelihood has a second derivative everywhere, or bends where a parameter meets an amount.
enum class Smoothness { smooth, kinked };

/// Maximum of `f`. Nelder–Mead (NLopt) finds its neighbourhood; Newton's steps by central differences take a
/// smooth one to the top, until a further step promises less than 1e-8 (1e-4 where rounding hides the rest).
/// A kinked one is left to Nelder–Mead, restarted until it gains less than 1e-6. An unknown on its bound
/// stays there. ModelError beginning with `what` where that is not reached.
Optimum maximise(LogLikelihood const& f, std::vector<Unknown> const& unknowns, std::string const& what,
                 Smoothness smoothness = Smoothness::smooth);

/// The neighbourhood of a top only: what one of several starts is worth.
Optimum neighbourhood(LogLikelihood const& f, std::vector<Unknown> const& unknowns, std::string const& what);

/// Inverse of the observed information, −∂²f at the maximum, row by row, by central differences whose steps
/// are a twentieth of each unknown's standard error given the others. Empty where the information is not
/// positive definite, as on a bound.
std::vector<double> observed_covariance(LogLikelihood const& f, std::vector<double> const& at);

/// What each observation adds to a log-likelihood.
using Contributions = std::function<std::vector<double>(std::vector<double> const&)>;

/// The same where the likelihood is kinked and −∂² misses the kinks: the information as the sum of products
/// of the observations' scores, each counted `weights[i]` times (Berndt, Hall, Hall and Hausman 1974).
std::vector<double> score_covariance(Contributions const& contributions, std::vector<double> const& at,
                                     std::vector<double> const& weights);

/// Square roots of its diagonal; empty where it is.
std::vector<double> observed_errors(LogLikelihood const& f, std::vector<double> const& at);

}  // namespace plimsoll
