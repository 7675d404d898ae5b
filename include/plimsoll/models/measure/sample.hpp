#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/models/measure/figure.hpp"
#include "plimsoll/models/measure/trial_design.hpp"

namespace plimsoll {

/// Rank, from 1, of the p-th percentile among n ordered values: the smallest whole number not below p * n,
/// where a product that misses a whole number by rounding alone counts as that number. Expects 0 < p < 1, n >
/// 0.
std::size_t percentile_rank(double p, std::size_t n);

/// Ranks (from 1) of a distribution-free 95 % interval for the p-th percentile: the narrowest with at
/// most 2.5 % in each tail by the exact binomial law, P(B <= low - 1) <= 0.025 and P(B >= high) <= 0.025, B ~
/// Bin(n, p). A rank of 0 or n + 1 means that n values cannot bound the percentile on that side. H. A. David,
/// H. N. Nagaraja, Order Statistics, 3rd ed. (2003), section 7.1.
struct RankInterval {
  std::size_t low;
  std::size_t high;
  friend bool operator==(RankInterval const&, RankInterval const&) = default;
};
RankInterval percentile_rank_interval(double p, std::size_t n);

class DesignedValues;

/// One column of a run, one value per trial, and the risk measures taken from it.
/// Every figure is a function of the column in trial order (sums by the fixed pairwise tree) or of its sorted
/// values, so equal columns give equal bits. Formulas and standard errors: docs/theory/measures.md. Ids are
/// `<id>.<measure>`. A column that is constant over two trials or more has standard errors of 0; one trial
/// alone has none that are known.
/// With a design every figure is the weighted one and its error is between the independent groups; the
/// formulas below then change as docs/theory/estimators.md says.
class Sample {
 public:
  using Transform = std::function<double(double)>;

  /// Expects at least one value, all finite, and a design of as many values if any.
  Sample(std::string id, Unit unit, std::span<double const> by_trial, SharedDesign design = nullptr);

  std::size_t size() const { return by_trial_.size(); }
  std::string const& id() const { return id_; }
  Unit unit() const { return unit_; }
  std::span<double const> by_trial() const { return by_trial_; }
  std::span<double const> ordered() const { return ordered_; }
  bool has_design() const { return designed_ != nullptr; }
  /// Half the width of a 95 % interval in standard errors, for whatever near-normal is made of this sample.
  double reach() const;

  /// Average over trials; error sd / sqrt n.
  Figure mean() const;
  /// Square root of the unbiased variance; error sqrt((m4 - s^4) / n) / (2 s). Not known for one trial.
  Figure standard_deviation() const;
  /// Mean plus k standard deviations; error by the delta method, with the covariance m3 / (2 s n) of the two.
  Figure mean_plus_deviations(double k) const;
  /// x_(ceil(p n)), never interpolated; interval from order statistics, error its half-width / 1.96; both
  /// unknown where the trials are too few for that level. Expects 0 < p < 1.
  Figure percentile(double p) const;
  /// TVaR_p = v + E[max(0, X - v)] / (1 - p) with v the p-th percentile: right for atoms too. Error
  /// sd(max(0, X - v)) / ((1 - p) sqrt n); not known if v is the single largest value. Expects 0 < p < 1.
  /// R. T. Rockafellar, S. Uryasev (2002), J. Banking & Finance 26, 1443-1471.
  Figure tail_value_at_risk(double p) const;
  /// P(X > x), with Wilson's interval.
  Figure probability_above(double x) const;
  /// P(X < x), with Wilson's interval.
  Figure probability_below(double x) const;
  /// P(X = x), to the last bit, with Wilson's interval.
  Figure probability_of(double x) const;
  /// E[X | X > x]; value not known if no trial lies above, error not known if one does.
  Figure mean_if_above(double x) const;
  /// E[X | X < x]; as above.
  Figure mean_if_below(double x) const;
  /// E[max(0, X - held)], the expected deficit when `held` is set aside; the error is for that amount held
  /// fixed.
  Figure expected_excess(double held) const;
  /// P(X <= held), the probability of adequacy of an amount set aside, with Wilson's interval.
  Figure adequacy(double held) const;

  /// Average of f(X).
  double average(Transform const& f) const;
  /// Covariance of the averages of f(X) and g(X) as estimators; not a number for one trial.
  double covariance(Transform const& f, Transform const& g) const;

  bool constant() const { return ordered_.front() == ordered_.back(); }

 private:
  std::string name(std::string_view measure) const;
  template <class Keep>
  Figure share(std::string id, Keep const& keep) const;
  template <class Keep>
  Figure mean_if(std::string id, Keep const& keep) const;

  std::string id_;
  Unit unit_;
  std::vector<double> by_trial_;
  std::vector<double> ordered_;
  std::shared_ptr<DesignedValues const> designed_;  // none for independent trials of equal weight
  double mean_ = 0.0;
  double deviation_ = 0.0;      ///< s, with n - 1
  double third_moment_ = 0.0;   ///< central, with n
  double fourth_moment_ = 0.0;  ///< central, with n
};

}  // namespace plimsoll
