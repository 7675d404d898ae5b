#include "plimsoll/models/cost/sum_table.hpp"

#include <algorithm>
#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/cost/unit_law.hpp"
#include "sum_law.hpp"

namespace plimsoll {
namespace {

struct Moments {
  double mean, deviation;
};

/// Mean and standard deviation of the amount where the place in the tail is uniform on [low, high].
template <class Quantile>
Moments moments_between(Quantile const& quantile, double low, double high) {
  // Gauss–Legendre with five points: a bin is narrow beside the curve of a quantile.
  constexpr double nodes[] = {0.0, 0.5384693101056831, 0.9061798459386640};
  constexpr double weights[] = {0.5688888888888889, 0.4786286704993665, 0.2369268850561891};
  double const middle = 0.5 * (low + high), half = 0.5 * (high - low);
  double mean = 0.0, square = 0.0;
  auto const add = [&](double place, double weight) {
    double const amount = quantile(place);
    mean += 0.5 * weight * amount;
    square += 0.5 * weight * amount * amount;
  };
  add(middle, weights[0]);
  for (int i = 1; i < 3; ++i) {
    add(middle - half * nodes[i], weights[i]);
    add(middle + half * nodes[i], weights[i]);
  }
  return {mean, std::sqrt(std::max(0.0, square - mean * mean))};
}

/// The same where the range ends at 1: the quantile may bend without end there, so it is halved towards it.
template <class Quantile>
Moments moments_up_to_one(Quantile const& quantile, double low) {
  double mean = 0.0, square = 0.0, left = 1.0;
  for (double share = 0.5; share > 1e-9; share *= 0.5) {
    double const next = 1.0 - (1.0 - low) * (left - share);
    Moments const part = moments_between(quantile, 1.0 - (1.0 - low) * left, next);
    mean += share * part.mean;
    square += share * (part.deviation * part.deviation + part.mean * part.mean);
    left -= share;
  }
  return {mean, std::sqrt(std::max(0.0, square - mean * mean))};
}

/// Mean beyond a place of the tail, octave by octave until nothing is left.
template <class Quantile>
double mean_beyond(Quantile const& quantile, double place) {
  double sum = 0.0;
  for (double high = place; high > place * 0x1p-60; high *= 0.5)
    sum += moments_between(quantile, 0.5 * high, high).mean * 0.5 * high;
  return sum / place;
}

/// The straight line over a bin of the octave's [low, high) that has this mean and deviation and falls.
StraightBin bin_of(Moments const& moments, double low, double high) {
  double const rise = -2.0 * std::sqrt(3.0) * moments.deviation / (high - low);
  return {static_cast<float>(moments.mean - rise * 0.5 * (low + high)), static_cast<float>(rise)};
}

/// Bins of one sum for places from 2^outer_bits to 2^31 of `unit` each.
template <class Quantile>
void add_bins(Quantile const& quantile, double unit, std::vector<StraightBin>& bins) {
  constexpr int per_octave = 1 << SumTable::bin_bits;
  for (int octave = 0; octave < SumTable::octaves; ++octave)
    for (int bin = 0; bin < per_octave; ++bin) {
      double const low = 1.0 + static_cast<double>(bin) / per_octave, high = low + 1.0 / per_octave;
      double const size = std::ldexp(unit, SumTable::outer_bits + octave);
      Moments const moments = high * size < 1.0 ? moments_between(quantile, low * size, high * size)
                                                : moments_up_to_one(quantile, low * size);
      bins.push_back(bin_of(moments, low, high));
    }
  bins.push_back(bins.back());
}

}  // namespace

SumTable::SumTable(SeverityLaw const& law, std::int32_t most) : most_(most), scale_(unit_of(law).scale) {
  PLIMSOLL_EXPECT(most >= 1 && most <= most_claims);
  bins_.assign(static_cast<std::size_t>(stride), {0.0f, 0.0f});
  outer_ = bins_;
  SumLaw sum(unit_of(law).law);
  for (std::int32_t claims = 1; claims <= most; ++claims, sum.add_claim()) {
    auto const quantile = [&](double place) { return sum.quantile(place); };
    add_bins(quantile, 0x1p-31, bins_);
    std::size_t const first_outer = outer_.size();
    add_bins(quantile, 0x1p-47, outer_);
    outer_[first_outer] = {static_cast<float>(mean_beyond(quantile, 0x1p-32 * (1.0 + 1.0 / 32.0))), 0.0f};
  }
}

float SumTable::operator()(std::int32_t claims, std::uint32_t word, std::uint32_t further) const {
  PLIMSOLL_EXPECT(claims <= most_);
  std::uint32_t place = place_of(word);
  bool const outer = place < 1u << outer_bits;
  if (outer) place = std::max(place << 16 | further >> 16, 1u << outer_bits);
  auto const x = static_cast<float>(place);
  std::int32_t const bin =
      claims * stride + static_cast<std::int32_t>(octave_bin<bin_bits>(x)) - (outer_bits << bin_bits);
  return (outer ? outer_ : bins_)[static_cast<std::size_t>(bin)](along_octave(x));
}

}  // namespace plimsoll
