#include "plimsoll/models/cost/frailty_table.hpp"

#include <algorithm>
#include <bit>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <numbers>

#include "plimsoll/core/normal.hpp"

namespace plimsoll {
namespace {

/// Quantile of the factor at a normal score.
double factor_at(Frailty const& frailty, double z) {
  if (frailty.cv <= 0.0) return 1.0;
  if (frailty.family == FrailtyFamily::lognormal) {
    double const square = std::log1p(frailty.cv * frailty.cv);
    return std::exp(std::sqrt(square) * z - 0.5 * square);
  }
  double const shape = 1.0 / (frailty.cv * frailty.cv);
  boost::math::gamma_distribution<> const law(shape, 1.0 / shape);
  return z < 0.0 ? quantile(law, normal_cdf(z)) : quantile(complement(law, normal_cdf(-z)));
}

/// Mean of the steps' factor under the normal score, the ends with all that lies beyond.
double mean_of(std::vector<double> const& nodes) {
  double const h = 1.0 / FrailtyTable::steps_per_unit;
  auto const density = [](double z) { return std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi); };
  double sum = (nodes.front() + nodes.back()) * normal_cdf(-FrailtyTable::end);
  for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
    double const z = -FrailtyTable::end + static_cast<double>(i) * h;
    sum += boost::math::quadrature::gauss<double, 7>::integrate(
        [&](double t) { return density(z + t * h) * (nodes[i] + t * (nodes[i + 1] - nodes[i])) * h; }, 0.0,
        1.0);
  }
  return sum;
}

/// One of the spreads of a t score, and its chance.
struct Spread {
  double size, chance;
};

/// At the middle of each part of the law of sqrt(degrees / chi-square); parts as spread_of() chooses them.
std::vector<Spread> spreads_of(Frailty const& frailty) {
  if (!frailty.degrees) return {{1.0, 1.0}};
  constexpr double part = 1.0 / (FrailtyTable::even_spreads + 1);
  boost::math::chi_squared_distribution<> const law(*frailty.degrees);
  std::vector<Spread> spreads;
  auto const add = [&](double from, double to) {
    spreads.push_back({std::sqrt(*frailty.degrees / quantile(law, 0.5 * (from + to))), to - from});
  };
  for (int even = 1; even <= FrailtyTable::even_spreads; ++even) add(even * part, (even + 1) * part);
  for (int octave = 0; octave < FrailtyTable::far_spreads; ++octave) {
    double const to = std::ldexp(part, -octave);
    add(octave + 1 < FrailtyTable::far_spreads ? 0.5 * to : 0.0, to);
  }
  return spreads;
}

/// Standard normal score as far out as the score s of the mixture of normal laws of these spreads.
double normal_of(std::vector<Spread> const& spreads, double s) {
  if (spreads.size() == 1) return s;
  double beyond = 0.0;
  for (Spread const& spread : spreads) beyond += spread.chance * normal_cdf(-std::abs(s) / spread.size);
  // Beyond 38 deviations nothing is left of the smallest single; the factor there is that of its end.
  double const chance = std::max(beyond, 1e-300);
  return std::copysign(-normal_quantile(chance), s);
}

/// Score of the place q in either tail, 0 < q <= 1/2: the distance from 0.
double distance_at(double q) {
  return -normal_quantile(q);
}

std::vector<StraightBin> score_bins() {
  constexpr int bins = 1 << FrailtyTable::bin_bits;
  std::vector<StraightBin> scores;
  for (int octave = 0; octave < FrailtyTable::score_octaves; ++octave)
    for (int bin = 0; bin < bins; ++bin) {
      double const low = 1.0 + static_cast<double>(bin) / bins, high = low + 1.0 / bins;
      // A 31-bit place x stands for the middle of [x, x + 1) · 2^-32.
      auto const at = [&](double place) {
        return distance_at(std::min(0.5, (std::ldexp(place, octave) + 0.5) * 0x1p-32));
      };
      double const rise = (at(high) - at(low)) * bins;  // over a whole octave
      scores.push_back({static_cast<float>(at(low) - rise * low), static_cast<float>(rise)});
    }
  scores.push_back({0.0f, 0.0f});  // a place rounds up to the middle
  return scores;
}

/// Factors at the steps of the normal score, for one spread.
std::vector<double> factor_nodes(Frailty const& frailty, std::vector<Spread> const& spreads, double spread) {
  std::vector<double> nodes;
  for (int i = 0; i < FrailtyTable::factors_per_spread; ++i) {
    double const z = -FrailtyTable::end + static_cast<double>(i) / FrailtyTable::steps_per_unit;
    nodes.push_back(factor_at(frailty, normal_of(spreads, z * spread)));
  }
  return nodes;
}

}  // namespace

FrailtyTable::FrailtyTable(Frailty const& frailty) : scores_(score_bins()) {
  std::vector<Spread> const spreads = spreads_of(frailty);
  spreads_ = static_cast<std::int32_t>(spreads.size());
  std::vector<std::vector<double>> by_spread;
  double mean = 0.0;
  for (Spread const& spread : spreads) {
    by_spread.push_back(factor_nodes(frailty, spreads, spread.size));
    mean += spread.chance * mean_of(by_spread.back());
  }
  for (std::vector<double> const& nodes : by_spread) {
    for (std::size_t i = 0; i + 1 < nodes.size(); ++i)
      factors_.push_back(
          {static_cast<float>(nodes[i] / mean), static_cast<float>((nodes[i + 1] - nodes[i]) / mean)});
    factors_.push_back({static_cast<float>(nodes.back() / mean), 0.0f});
  }
}

float FrailtyTable::score(std::uint32_t word) const {
  auto const whole = static_cast<std::int32_t>(word);
  std::int32_t const upper = whole >> 31;  // all bits set in the upper half
  auto const place = static_cast<float>(std::max(whole ^ upper, 1));
  float const distance = scores_[octave_bin<bin_bits>(place)](along_octave(place));
  return upper != 0 ? distance : -distance;
}

float FrailtyTable::factor(float score, std::int32_t spread) const {
  float const along = (std::min(std::max(score, -end), end) + end) * static_cast<float>(steps_per_unit);
  auto const step = static_cast<std::size_t>(along);
  return factors_[static_cast<std::size_t>(spread) * factors_per_spread + step](along -
                                                                                static_cast<float>(step));
}

}  // namespace plimsoll
