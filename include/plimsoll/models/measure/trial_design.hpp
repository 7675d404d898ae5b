#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace plimsoll {

/// How the values of a column were drawn, as far as figures and their errors depend on it.
/// Groups are independent of each other, values of one group need not be: all points of one scramble of a
/// Sobol sequence, or everything known of one candidate of a two-phase sample. Weights say how many trials of
/// a plain run a value stands for; they may be negative where an estimator takes a preview away again, as
/// long as they sum to more than zero. docs/theory/estimators.md.
struct TrialDesign {
  std::vector<double> weight;        ///< by value; empty where all weigh the same
  std::vector<std::uint32_t> group;  ///< by value; empty where every value is drawn independently
  friend bool operator==(TrialDesign const&, TrialDesign const&) = default;
};

/// The columns of one run share one design; none stands for independent trials of equal weight.
using SharedDesign = std::shared_ptr<TrialDesign const>;

/// The design of the values that are kept, in order. Expects positions within the design.
SharedDesign part_of(SharedDesign const& design, std::span<std::size_t const> kept);

/// Trials of equal weight that would know a mean as well: (sum w)^2 / sum w^2. L. Kish, Survey Sampling
/// (1965), section 8.2.
double effective_trials(std::span<double const> weights);

/// Weighted averages over the values of a design, and the errors of whatever is linear in them.
class DesignedAverages {
 public:
  using Term = std::function<double(std::size_t)>;

  /// Expects one weight and one group per value where the design has them, and a positive sum of weights.
  DesignedAverages(TrialDesign const& design, std::size_t values);

  std::size_t groups() const { return groups_; }
  double weight(std::size_t value) const { return design_->weight.empty() ? 1.0 : design_->weight[value]; }
  double total_weight() const { return total_; }
  double average(Term const& term) const;
  /// Covariance of the averages of two terms whose averages are zero: G / (G - 1) * sum over groups of
  /// A_g B_g / W^2, with A_g the weighted sum of a over group g (the linearisation of survey sampling; C.-E.
  /// Sarndal, B. Swensson, J. Wretman, Model Assisted Survey Sampling, 1992, section 5.5). Not a number where
  /// there are fewer than two groups.
  double covariance(Term const& a, Term const& b) const;
  double error(Term const& centred) const;
  /// Half the width of a 95 % interval in standard errors: Student's t with groups - 1 degrees of freedom
  /// where the design has groups and they are fewer than 200, else the normal's.
  double reach() const { return reach_; }

 private:
  std::vector<double> group_sums(Term const& term) const;

  TrialDesign const* design_;
  std::size_t values_;
  std::size_t groups_ = 0;         // that hold a value
  std::size_t group_numbers_ = 0;  // largest number + 1
  double total_ = 0.0;
  double reach_ = 0.0;
};

}  // namespace plimsoll
