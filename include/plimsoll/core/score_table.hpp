#pragma once

#include <functional>
#include <vector>

namespace plimsoll {

/// A smooth rising function of the standard normal score, made ready to be asked many times: values at 64
/// nodes per unit from -8.25 to 8.25, between them the monotone cubic of F. N. Fritsch and R. E. Carlson
/// (1980), SIAM J. Numer. Anal. 17, 238-246. For quantile functions that take an iteration to find.
class ScoreTable {
 public:
  ScoreTable() = default;
  explicit ScoreTable(std::function<double(double score)> const& value);

  bool empty() const { return values_.empty(); }
  /// Scores beyond the ends read the end. Expects a table that is not empty.
  double operator()(double score) const;

 private:
  std::vector<double> values_, slopes_;  // slopes per node distance
};

}  // namespace plimsoll
