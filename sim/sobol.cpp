#include "plimsoll/sim/sobol.hpp"

#include <bit>
#include <boost/random/sobol.hpp>
#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/normal.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t bits = 64;
using Matrix = std::array<std::uint64_t, bits>;  // rows, the first of them the leading digit's

/// Column k of every dimension's generating matrix: what bit k of the point's number adds to its digits. The
/// engine walks the sequence in Gray code, so point number 2^(k + 1) - 1 holds that column alone; its numbers
/// start at the second point of the sequence.
std::vector<std::uint64_t> generating_column(std::size_t dimensions, std::size_t k) {
  boost::random::sobol engine(dimensions);
  engine.seed((std::uint64_t{1} << (k + 1)) - 2);
  std::vector<std::uint64_t> column(dimensions);
  for (std::uint64_t& digits : column) digits = engine();
  return column;
}

/// Random lower-triangular matrix over two elements, ones on its diagonal, and the digital shift.
struct Scramble {
  Matrix rows;
  std::uint64_t shift;
};

Scramble scramble_of(Seed seed, std::size_t dimension, std::uint32_t replicate) {
  WordAddress const at{seed, MemberAddress{dimension}, Purpose::scramble, any_year};
  auto const pair = [&](std::uint32_t number) {  // the number-th 64 bits of the address
    Words const words = words_at(at, replicate, number / 2);
    std::size_t const first = number % 2 * 2;
    return std::uint64_t{words[first]} << 32 | words[first + 1];
  };
  Scramble scramble{};
  for (std::uint32_t row = 0; row < bits; ++row) {
    std::uint64_t const diagonal = std::uint64_t{1} << (bits - 1 - row);
    std::uint64_t const before = row == 0 ? 0 : ~std::uint64_t{0} << (bits - row);
    scramble.rows[row] = (pair(row) & before) | diagonal;
  }
  scramble.shift = pair(bits);
  return scramble;
}

std::uint64_t product(Matrix const& rows, std::uint64_t column) {
  std::uint64_t result = 0;
  for (std::size_t row = 0; row < bits; ++row)
    result = result << 1 | static_cast<std::uint64_t>(std::popcount(rows[row] & column) & 1);
  return result;
}

/// Unit normal of the mirror that takes the first axis to plus or minus `direction`. Of the two the one that
/// is well conditioned.
std::vector<double> mirror_for(std::vector<double> direction) {
  double squares = 0.0;
  for (double x : direction) squares += x * x;
  PLIMSOLL_EXPECT(squares > 0.0 && std::isfinite(squares));
  for (double& x : direction) x /= std::sqrt(squares);
  direction.front() += direction.front() < 0.0 ? -1.0 : 1.0;
  squares = 0.0;
  for (double x : direction) squares += x * x;
  for (double& x : direction) x /= std::sqrt(squares);
  return direction;
}

}  // namespace

ScrambledSobol::ScrambledSobol(Seed seed, std::size_t dimensions)
    : dimensions_(dimensions), digits_(sobol_replicates * dimensions) {
  PLIMSOLL_EXPECT(dimensions > 0 && dimensions <= most_dimensions);
  std::vector<std::vector<std::uint64_t>> columns;
  for (std::size_t k = 0; k < index_bits; ++k) columns.push_back(generating_column(dimensions, k));
  for (std::uint32_t replicate = 0; replicate < sobol_replicates; ++replicate)
    for (std::size_t dimension = 0; dimension < dimensions; ++dimension) {
      Scramble const scramble = scramble_of(seed, dimension, replicate);
      Digits& digits = digits_[replicate * dimensions + dimension];
      digits.shift = scramble.shift;
      for (std::size_t k = 0; k < index_bits; ++k)
        digits.columns[k] = product(scramble.rows, columns[k][dimension]);
    }
}

double ScrambledSobol::at(std::uint32_t trial, std::size_t dimension) const {
  constexpr auto lanes = static_cast<std::uint32_t>(lane_count);
  std::uint32_t index = trial / static_cast<std::uint32_t>(sobol_round) * lanes + trial % lanes;
  Digits const& digits = digits_[sobol_replicate(trial) * dimensions_ + dimension];
  std::uint64_t point = digits.shift;
  for (; index != 0; index &= index - 1)
    point ^= digits.columns[static_cast<std::size_t>(std::countr_zero(index))];
  return uniform(static_cast<std::uint32_t>(point >> 32), static_cast<std::uint32_t>(point));
}

SobolScores::SobolScores(Seed seed, std::size_t scores, std::vector<double> direction)
    : points_(seed, scores) {
  PLIMSOLL_EXPECT(direction.empty() || direction.size() == scores);
  if (!direction.empty()) mirror_ = mirror_for(std::move(direction));
}

std::vector<Lanes> SobolScores::operator()(TrialBlock block) const {
  std::vector<Lanes> scores(size());
  for (std::size_t i = 0; i < size(); ++i)
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      scores[i][lane] = normal_quantile(points_.at(block.trial(lane), i));
  if (mirror_.empty()) return scores;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    double along = 0.0;
    for (std::size_t i = 0; i < size(); ++i) along += mirror_[i] * scores[i][lane];
    for (std::size_t i = 0; i < size(); ++i) scores[i][lane] -= 2.0 * along * mirror_[i];
  }
  return scores;
}

}  // namespace plimsoll
