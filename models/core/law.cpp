#include "plimsoll/core/law.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "match.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/normal.hpp"

namespace plimsoll {
namespace {

/// A beta law stretched over [low, high]: PERT and beta are both read through it.
struct StretchedBeta {
  double low, high, alpha, beta;
  boost::math::beta_distribution<> unit() const { return {alpha, beta}; }
};

StretchedBeta stretched(PertLaw const& law) {
  double const width = law.high - law.low;
  return {law.low, law.high, 1.0 + 4.0 * (law.mode - law.low) / width,
          1.0 + 4.0 * (law.high - law.mode) / width};
}

StretchedBeta stretched(BetaLaw const& law) {
  double const width = law.high - law.low;
  double const m = (law.mean - law.low) / width;
  double const s = law.sd / width;
  double const size = m * (1.0 - m) / (s * s) - 1.0;
  return {law.low, law.high, m * size, (1.0 - m) * size};
}

/// Values with cumulative chances, ascending: discrete and empirical laws.
struct Steps {
  std::vector<double> values, cumulative;
};

Steps steps_of(std::vector<double> const& values, std::vector<double> const& weights) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  Steps steps;
  double total = 0.0;
  for (std::size_t i : order) {
    total += weights[i];
    steps.values.push_back(values[i]);
    steps.cumulative.push_back(total);
  }
  for (double& chance : steps.cumulative) chance /= total;
  return steps;
}

Steps steps_of(DiscreteLaw const& law) {
  return steps_of(law.values, law.weights);
}
Steps steps_of(EmpiricalLaw const& law) {
  return steps_of(law.values, std::vector<double>(law.values.size(), 1.0));
}

double step_at(std::vector<double> const& values, std::vector<double> const& cumulative, double u) {
  auto const at = std::lower_bound(cumulative.begin(), cumulative.end(), u);
  return values[std::min(static_cast<std::size_t>(at - cumulative.begin()), values.size() - 1)];
}

double quantile(Steps const& steps, double u) {
  return step_at(steps.values, steps.cumulative, u);
}

double cdf(Steps const& steps, double x) {
  auto const at = std::upper_bound(steps.values.begin(), steps.values.end(), x);
  return at == steps.values.begin()
             ? 0.0
             : steps.cumulative[static_cast<std::size_t>(at - steps.values.begin()) - 1];
}

double cdf_below(Steps const& steps, double x) {
  return cdf(steps, std::nextafter(x, -std::numeric_limits<double>::infinity()));
}

/// sigma and mu of the logarithm.
std::pair<double, double> log_parameters(LognormalLaw const& law) {
  double const variance = std::log1p(law.sd * law.sd / (law.mean * law.mean));
  return {std::log(law.mean) - 0.5 * variance, std::sqrt(variance)};
}

boost::math::gamma_distribution<> boost_law(GammaLaw const& law) {
  double const cv = law.sd / law.mean;
  return {1.0 / (cv * cv), law.mean * cv * cv};
}

boost::math::triangular_distribution<> boost_law(TriangularLaw const& law) {
  return {law.low, law.mode, law.high};
}

template <class Ordered>
std::string fault_of_ordered(Ordered const& law) {
  if (!(law.low < law.high)) return "low must be below high";
  if (law.mode < law.low || law.mode > law.high) return "mode must lie between low and high";
  return {};
}

std::string fault_of_weights(std::vector<double> const& values, std::vector<double> const& weights) {
  if (values.empty()) return "needs at least one value";
  if (values.size() != weights.size()) return "needs one weight per value";
  if (std::any_of(weights.begin(), weights.end(), [](double w) { return w < 0.0; })) {
    return "weights must not be negative";
  }
  if (std::accumulate(weights.begin(), weights.end(), 0.0) <= 0.0) return "needs a weight above 0";
  return {};
}

bool is_finite(double x) {
  return std::isfinite(x);
}
bool is_finite(std::vector<double> const& numbers) {
  return std::all_of(numbers.begin(), numbers.end(), [](double x) { return std::isfinite(x); });
}

template <Described L>
bool has_finite_numbers(L const& law) {
  bool finite = true;
  for_each_field<L>([&](auto const& field) { finite = finite && is_finite(law.*field.at); });
  return finite;
}

template <class Moments>
auto over_steps(Steps const& steps, Moments&& f) {
  double sum = 0.0, previous = 0.0;
  for (std::size_t i = 0; i < steps.values.size(); ++i) {
    sum += f(steps.values[i]) * (steps.cumulative[i] - previous);
    previous = steps.cumulative[i];
  }
  return sum;
}

double mean(Steps const& steps) {
  return over_steps(steps, [](double x) { return x; });
}

double standard_deviation(Steps const& steps) {
  double const m = mean(steps);
  return std::sqrt(over_steps(steps, [m](double x) { return (x - m) * (x - m); }));
}

}  // namespace

std::string fault_of(Law const& law) {
  using Text = std::string;
  if (!std::visit([](auto const& l) { return has_finite_numbers(l); }, law))
    return "its numbers must be finite";
  return std::visit(
      Match{
          [](NormalLaw const& l) { return l.sd >= 0.0 ? Text{} : Text{"sd must not be negative"}; },
          [](LognormalLaw const& l) -> Text {
            if (!(l.mean > 0.0)) return "mean must be above 0";
            return l.sd >= 0.0 ? "" : "sd must not be negative";
          },
          [](UniformLaw const& l) { return l.low < l.high ? Text{} : Text{"low must be below high"}; },
          [](TriangularLaw const& l) { return fault_of_ordered(l); },
          [](PertLaw const& l) { return fault_of_ordered(l); },
          [](BetaLaw const& l) -> Text {
            if (!(l.low < l.high)) return "low must be below high";
            if (!(l.mean > l.low && l.mean < l.high)) return "mean must lie between low and high";
            if (!(l.sd > 0.0 && l.sd * l.sd < (l.mean - l.low) * (l.high - l.mean)))
              return "sd must be above 0 and below sqrt((mean - low)(high - mean))";
            return {};
          },
          [](GammaLaw const& l) {
            return l.mean > 0.0 && l.sd > 0.0 ? Text{} : Text{"mean and sd must be above 0"};
          },
          [](DiscreteLaw const& l) { return fault_of_weights(l.values, l.weights); },
          [](EmpiricalLaw const& l) { return l.values.empty() ? Text{"needs at least one value"} : Text{}; }},
      law);
}

double quantile(Law const& law, double u) {
  PLIMSOLL_EXPECT(u > 0.0 && u < 1.0);
  auto const stretch = [u](StretchedBeta const& b) {
    return b.low + (b.high - b.low) * boost::math::quantile(b.unit(), u);
  };
  return std::visit(Match{[&](NormalLaw const& l) { return l.mean + l.sd * normal_quantile(u); },
                          [&](LognormalLaw const& l) {
                            auto const [mu, sigma] = log_parameters(l);
                            return sigma > 0.0 ? std::exp(mu + sigma * normal_quantile(u)) : l.mean;
                          },
                          [&](UniformLaw const& l) { return l.low + (l.high - l.low) * u; },
                          [&](PertLaw const& l) { return stretch(stretched(l)); },
                          [&](BetaLaw const& l) { return stretch(stretched(l)); },
                          [&](DiscreteLaw const& l) { return quantile(steps_of(l), u); },
                          [&](EmpiricalLaw const& l) { return quantile(steps_of(l), u); },
                          [&](auto const& l) { return boost::math::quantile(boost_law(l), u); }},
                    law);
}

namespace {

/// Quantile at Phi(score), from the nearer end: both tails keep their digits. NaN where no iteration is
/// needed.
double iterated_quantile(Law const& law, double score) {
  auto const found = [score](auto const& of) {
    return score < 0.0 ? boost::math::quantile(of, normal_cdf(score))
                       : boost::math::quantile(boost::math::complement(of, normal_cdf(-score)));
  };
  auto const stretch = [&](StretchedBeta const& b) { return b.low + (b.high - b.low) * found(b.unit()); };
  return std::visit(Match{[&](PertLaw const& l) { return stretch(stretched(l)); },
                          [&](BetaLaw const& l) { return stretch(stretched(l)); },
                          [&](GammaLaw const& l) { return found(boost_law(l)); },
                          [](auto const&) { return std::numeric_limits<double>::quiet_NaN(); }},
                    law);
}

}  // namespace

LawQuantile::LawQuantile(Law law) : law_(std::move(law)) {
  auto const keep = [this](Steps const& steps) { values_ = steps.values, cumulative_ = steps.cumulative; };
  if (auto const* discrete = std::get_if<DiscreteLaw>(&law_)) keep(steps_of(*discrete));
  if (auto const* empirical = std::get_if<EmpiricalLaw>(&law_)) keep(steps_of(*empirical));
  if (!std::isnan(iterated_quantile(law_, 0.0)))
    table_ = ScoreTable([this](double score) { return iterated_quantile(law_, score); });
}

double LawQuantile::operator()(double u) const {
  return values_.empty() ? quantile(law_, u) : step_at(values_, cumulative_, u);
}

double LawQuantile::at_score(double score) const {
  if (!table_.empty()) return table_(score);
  return (*this)(std::clamp(normal_cdf(score), least_uniform, 1.0 - least_uniform));
}

double cdf(Law const& law, double x) {
  auto const stretch = [x](StretchedBeta const& b) {
    return boost::math::cdf(b.unit(), std::clamp((x - b.low) / (b.high - b.low), 0.0, 1.0));
  };
  return std::visit(
      Match{[&](NormalLaw const& l) {
              return l.sd > 0.0 ? normal_cdf((x - l.mean) / l.sd) : double(x >= l.mean);
            },
            [&](LognormalLaw const& l) {
              auto const [mu, sigma] = log_parameters(l);
              if (x <= 0.0) return 0.0;
              return sigma > 0.0 ? normal_cdf((std::log(x) - mu) / sigma) : double(x >= l.mean);
            },
            [&](UniformLaw const& l) { return std::clamp((x - l.low) / (l.high - l.low), 0.0, 1.0); },
            [&](TriangularLaw const& l) {
              return boost::math::cdf(boost_law(l), std::clamp(x, l.low, l.high));
            },
            [&](PertLaw const& l) { return stretch(stretched(l)); },
            [&](BetaLaw const& l) { return stretch(stretched(l)); },
            [&](GammaLaw const& l) { return x <= 0.0 ? 0.0 : boost::math::cdf(boost_law(l), x); },
            [&](DiscreteLaw const& l) { return cdf(steps_of(l), x); },
            [&](EmpiricalLaw const& l) { return cdf(steps_of(l), x); }},
      law);
}

double cdf_below(Law const& law, double x) {
  return std::visit(
      Match{[&](DiscreteLaw const& l) { return cdf_below(steps_of(l), x); },
            [&](EmpiricalLaw const& l) { return cdf_below(steps_of(l), x); },
            [&](NormalLaw const& l) { return l.sd > 0.0 ? cdf(law, x) : double(x > l.mean); },
            [&](LognormalLaw const& l) { return l.sd > 0.0 ? cdf(law, x) : double(x > l.mean); },
            [&](auto const&) { return cdf(law, x); }},
      law);
}

double mean(Law const& law) {
  return std::visit(
      Match{[](UniformLaw const& l) { return 0.5 * (l.low + l.high); },
            [](TriangularLaw const& l) { return (l.low + l.mode + l.high) / 3.0; },
            [](PertLaw const& l) { return (l.low + 4.0 * l.mode + l.high) / 6.0; },
            [](DiscreteLaw const& l) { return mean(steps_of(l)); },
            [](EmpiricalLaw const& l) { return mean(steps_of(l)); }, [](auto const& l) { return l.mean; }},
      law);
}

double standard_deviation(Law const& law) {
  return std::visit(
      Match{[](UniformLaw const& l) { return (l.high - l.low) / std::sqrt(12.0); },
            [](TriangularLaw const& l) { return boost::math::standard_deviation(boost_law(l)); },
            [](PertLaw const& l) {
              StretchedBeta const b = stretched(l);
              return (b.high - b.low) * boost::math::standard_deviation(b.unit());
            },
            [](DiscreteLaw const& l) { return standard_deviation(steps_of(l)); },
            [](EmpiricalLaw const& l) { return standard_deviation(steps_of(l)); },
            [](auto const& l) { return l.sd; }},
      law);
}

}  // namespace plimsoll
