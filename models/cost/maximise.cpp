#include "maximise.hpp"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <limits>
#include <nlopt.hpp>

#include "curvature.hpp"
#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

constexpr double share_of_error = 0.05;  // steps of the differences
constexpr double enough = 1e-8;          // gain of a step that is no longer taken
constexpr double nearly_enough = 1e-4;   // where rounding hides the rest

double objective(std::vector<double> const& at, std::vector<double>&, void* data) {
  double const value = (*static_cast<LogLikelihood const*>(data))(at);
  return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value;
}

/// One descent by Nelder–Mead from best.at, first steps of this size. False if it ran out of evaluations.
bool climb(LogLikelihood const& f, std::vector<Unknown> const& unknowns, double first_step, double precision,
           Optimum& best, std::string const& what) {
  nlopt::opt search(nlopt::LN_NELDERMEAD, static_cast<unsigned>(unknowns.size()));
  std::vector<double> low, high;
  for (Unknown const& unknown : unknowns) {
    low.push_back(unknown.low);
    high.push_back(unknown.high);
  }
  search.set_lower_bounds(low);
  search.set_upper_bounds(high);
  search.set_max_objective(objective, const_cast<LogLikelihood*>(&f));
  search.set_xtol_rel(precision);
  search.set_xtol_abs(precision);
  search.set_maxeval(4000);
  search.set_initial_step(first_step);
  try {
    return search.optimize(best.at, best.value) != nlopt::MAXEVAL_REACHED;
  } catch (std::exception const& failure) {
    throw ModelError(fmt::format("{}: the fit failed ({})", what, failure.what()));
  }
}

bool on_bound(Unknown const& unknown, double at) {
  double const margin = 1e-6 * (unknown.high - unknown.low);
  return at < unknown.low + margin || at > unknown.high - margin;
}

/// The likelihood of the unknowns that are not on a bound, the others held.
struct Inside {
  std::vector<std::size_t> index;
  std::vector<double> at;
  LogLikelihood f;
};
Inside inside(LogLikelihood const& f, std::vector<Unknown> const& unknowns, std::vector<double> const& at) {
  Inside found;
  for (std::size_t i = 0; i < at.size(); ++i)
    if (!on_bound(unknowns[i], at[i])) {
      found.index.push_back(i);
      found.at.push_back(at[i]);
    }
  found.f = [&f, at, index = found.index](std::vector<double> const& some) {
    std::vector<double> all = at;
    for (std::size_t i = 0; i < some.size(); ++i) all[index[i]] = some[i];
    return f(all);
  };
  return found;
}

/// Newton's step; where the information is not positive definite, of one made so.
Eigen::VectorXd step_from(Curvature const& here) {
  Eigen::MatrixXd information = here.information;
  double ridge = 1e-6 * information.diagonal().cwiseAbs().maxCoeff();
  for (int trial = 0; trial < 40; ++trial, ridge *= 4.0) {
    Eigen::LLT<Eigen::MatrixXd> const factor(information);
    if (factor.info() == Eigen::Success) return factor.solve(here.slope);
    information = here.information;
    information.diagonal().array() += ridge;
  }
  return here.slope / std::max(1.0, here.slope.norm());
}

/// A share of a step, halved until it gains; without a gain `best` stays.
bool take(LogLikelihood const& f, std::vector<Unknown> const& unknowns, Inside const& free,
          Eigen::VectorXd const& move, Optimum& best) {
  for (double share = 1.0; share > 1e-3; share *= 0.5) {
    std::vector<double> next = best.at;
    for (std::size_t i = 0; i < free.index.size(); ++i) {
      Unknown const& unknown = unknowns[free.index[i]];
      double const to = free.at[i] + share * move[static_cast<Eigen::Index>(i)];
      next[free.index[i]] = std::clamp(to, unknown.low, unknown.high);
    }
    double const value = f(next);
    if (!(value > best.value)) continue;
    best = {std::move(next), value};
    return true;
  }
  return false;
}

/// Newton's steps to the top of a smooth likelihood; true where one more promises next to nothing.
bool polish(LogLikelihood const& f, std::vector<Unknown> const& unknowns, Optimum& best) {
  double promised = std::numeric_limits<double>::infinity();
  for (int step = 0; step < 30; ++step) {
    Inside const free = inside(f, unknowns, best.at);
    if (free.at.empty()) return true;
    Curvature const here = curvature(free.f, free.at, share_of_error);
    if (!here.information.allFinite() || !here.slope.allFinite()) return false;
    Eigen::VectorXd const move = step_from(here);
    promised = 0.5 * here.slope.dot(move);
    bool const gained = take(f, unknowns, free, move, best);
    if (promised < enough) return true;
    if (!gained) break;
  }
  return promised < nearly_enough;
}

/// Row by row; empty where the matrix is not positive definite.
std::vector<double> inverse(Eigen::MatrixXd const& information) {
  Eigen::LLT<Eigen::MatrixXd> const factor(information);
  if (!information.allFinite() || factor.info() != Eigen::Success) return {};
  Eigen::MatrixXd const made =
      factor.solve(Eigen::MatrixXd::Identity(information.rows(), information.rows()));
  return {made.data(), made.data() + made.size()};
}

}  // namespace

Optimum neighbourhood(LogLikelihood const& f, std::vector<Unknown> const& unknowns, std::string const& what) {
  Optimum best;
  for (Unknown const& unknown : unknowns)
    best.at.push_back(std::clamp(unknown.start, unknown.low, unknown.high));
  climb(f, unknowns, 0.2, 1e-3, best, what);
  return best;
}

Optimum maximise(LogLikelihood const& f, std::vector<Unknown> const& unknowns, std::string const& what,
                 Smoothness smoothness) {
  Optimum best = neighbourhood(f, unknowns, what);
  bool done = false;
  if (smoothness == Smoothness::smooth) {
    done = polish(f, unknowns, best);
    if (!done) {  // from afar: all the way by the simplex, then once more
      climb(f, unknowns, 0.2, 1e-9, best, what);
      done = polish(f, unknowns, best);
    }
  } else {
    // A fresh simplex at the last one's answer: a collapsed one cannot pass for a maximum.
    double before = -std::numeric_limits<double>::infinity();
    for (int pass = 0; pass < 8 && !done; ++pass) {
      bool const ended = climb(f, unknowns, pass % 2 == 0 ? 0.05 : 0.01, 1e-6, best, what);
      done = ended && best.value - before < 1e-6;
      before = best.value;
    }
  }
  if (!done || !std::isfinite(best.value))
    throw ModelError(fmt::format("{}: the fit did not converge", what));
  return best;
}

std::vector<double> observed_covariance(LogLikelihood const& f, std::vector<double> const& at) {
  return inverse(curvature(f, at, share_of_error).information);
}

std::vector<double> score_covariance(Contributions const& contributions, std::vector<double> const& at,
                                     std::vector<double> const& weights) {
  auto const n = static_cast<Eigen::Index>(weights.size()), k = static_cast<Eigen::Index>(at.size());
  Eigen::MatrixXd scores(n, k);
  for (Eigen::Index i = 0; i < k; ++i) {
    double const h = 1e-5;
    std::vector<double> above = at, below = at;
    above[static_cast<std::size_t>(i)] += h;
    below[static_cast<std::size_t>(i)] -= h;
    std::vector<double> const up = contributions(above), down = contributions(below);
    scores.col(i) = (Eigen::Map<Eigen::VectorXd const>(up.data(), n) -
                     Eigen::Map<Eigen::VectorXd const>(down.data(), n)) /
                    (2.0 * h);
  }
  Eigen::Map<Eigen::VectorXd const> const weight(weights.data(), n);
  return inverse(scores.transpose() * weight.asDiagonal() * scores);
}

std::vector<double> observed_errors(LogLikelihood const& f, std::vector<double> const& at) {
  std::vector<double> const covariance = observed_covariance(f, at);
  std::vector<double> errors;
  for (std::size_t i = 0; i * at.size() < covariance.size(); ++i)
    errors.push_back(std::sqrt(covariance[i * at.size() + i]));
  return errors;
}

}  // namespace plimsoll
