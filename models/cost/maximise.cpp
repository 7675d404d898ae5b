#include "maximise.hpp"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <cmath>
#include <nlopt.hpp>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

double objective(std::vector<double> const& at, std::vector<double>&, void* data) {
  return (*static_cast<LogLikelihood const*>(data))(at);
}

nlopt::opt simplex(LogLikelihood const& f, std::vector<Unknown> const& unknowns) {
  nlopt::opt search(nlopt::LN_NELDERMEAD, static_cast<unsigned>(unknowns.size()));
  std::vector<double> low, high;
  for (Unknown const& unknown : unknowns) {
    low.push_back(unknown.low);
    high.push_back(unknown.high);
  }
  search.set_lower_bounds(low);
  search.set_upper_bounds(high);
  search.set_max_objective(objective, const_cast<LogLikelihood*>(&f));
  search.set_xtol_rel(1e-9);
  search.set_xtol_abs(1e-9);
  search.set_maxeval(4000);
  return search;
}

}  // namespace

Optimum maximise(LogLikelihood const& f, std::vector<Unknown> const& unknowns, std::string const& what) {
  Optimum best;
  for (Unknown const& unknown : unknowns)
    best.at.push_back(std::clamp(unknown.start, unknown.low, unknown.high));
  nlopt::opt search = simplex(f, unknowns);
  // The second pass starts a fresh simplex at the first one's answer: a collapsed simplex cannot pass for a
  // maximum.
  for (double const step : {0.2, 0.01}) {
    search.set_initial_step(step);
    nlopt::result outcome = nlopt::FAILURE;
    try {
      outcome = search.optimize(best.at, best.value);
    } catch (std::exception const& failure) {
      throw ModelError(fmt::format("{}: the fit failed ({})", what, failure.what()));
    }
    if (outcome == nlopt::MAXEVAL_REACHED || !std::isfinite(best.value))
      throw ModelError(fmt::format("{}: the fit did not converge", what));
  }
  return best;
}

std::vector<double> observed_errors(LogLikelihood const& f, std::vector<double> const& at) {
  double const h = 1e-3;
  auto const n = static_cast<Eigen::Index>(at.size());
  auto const value = [&](Eigen::Index i, double di, Eigen::Index j, double dj) {
    std::vector<double> moved = at;
    moved[static_cast<std::size_t>(i)] += di;
    moved[static_cast<std::size_t>(j)] += dj;
    return f(moved);
  };
  Eigen::MatrixXd information(n, n);
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index j = 0; j < n; ++j)
      information(i, j) =
          -(value(i, h, j, h) - value(i, h, j, -h) - value(i, -h, j, h) + value(i, -h, j, -h)) /
          (4.0 * h * h);
  Eigen::LLT<Eigen::MatrixXd> const factor(information);
  if (!information.allFinite() || factor.info() != Eigen::Success) return {};
  Eigen::MatrixXd const covariance = factor.solve(Eigen::MatrixXd::Identity(n, n));
  std::vector<double> errors;
  for (Eigen::Index i = 0; i < n; ++i) errors.push_back(std::sqrt(covariance(i, i)));
  return errors;
}

}  // namespace plimsoll
