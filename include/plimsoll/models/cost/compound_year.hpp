#pragma once

#include <cstddef>
#include <vector>

#include "plimsoll/models/cost/cost_model.hpp"
#include "plimsoll/models/cost/lattice.hpp"
#include "plimsoll/models/cost/quadrature.hpp"

namespace plimsoll {

/// Law of one member's cost of a year, in the dollars of the cost laws, on the points j · step.
struct YearLaw {
  double step = 0.0;
  std::vector<double> mass;  ///< chances, with noise of 1e-13 about zero; what they lack of 1 lies beyond
  /// E[cost of the category; the year's cost at the point], by category; empty unless asked for.
  std::vector<std::vector<double>> category_dollars;
};

/// Moments of min(X, limit), X a member's year.
struct LimitedYear {
  double over = 0.0;  ///< P(X > limit)
  double mean = 0.0, second = 0.0, third = 0.0;
};
/// At a limit between points the moments run straight and a point's chance counts as spread over its cell:
/// errors of the second order in the step. Expects limit <= the last point.
LimitedYear limited(YearLaw const& law, double limit);
/// Points a lattice needs past such a limit, so that the limit lies inside it.
inline constexpr std::size_t points_past_limit = 16;

/// Compound law of the categories summed, by transforms: a count's generating function at the transform of
/// its severity, multiplied over categories, which are independent given the exposure. Bühlmann 1984;
/// docs/theory/exact.md.
class CompoundYear {
 public:
  /// `summed` says by category what the year's cost counts. `points`, a power of two, is the length of the
  /// transform; laws are given on its first half.
  CompoundYear(std::vector<CategoryLaw> laws, std::vector<bool> summed, double step, std::size_t points);

  enum class Detail { chances, category_dollars };
  /// The law of a member whose exposure (frequency factor: months / 12 · score · drivers · frailty) follows
  /// `exposure`, a law of weights that sum to 1.
  YearLaw at(WeightedNodes const& exposure, Detail detail = Detail::chances) const;

  /// Dollars squared that splitting claims between points adds to the variance of the year, by category:
  /// exact for any step, where no limit cuts the year.
  std::vector<double> added_variance(WeightedNodes const& exposure) const;

 private:
  /// A category's severity: transforms of its chances and of chance times dollars.
  struct Amount {
    Spectrum chance, dollars;
    double added_variance = 0.0;  // of one claim
  };
  Amount amount_of(std::size_t category, double factor) const;
  void add_node(double exposure, double weight, Detail detail, std::vector<Spectrum>& sums) const;

  std::vector<CategoryLaw> laws_;
  std::vector<bool> summed_;
  double step_;
  std::size_t points_;
  double tilt_ = 0.0;            // per point
  std::vector<Amount> amounts_;  // by category; empty where not summed
};

}  // namespace plimsoll
