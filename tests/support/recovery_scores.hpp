#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::test {

/// Samples a case, `usual` or as PLIMSOLL_RECOVERY_SAMPLES says. From 500 on the long form's demands are
/// made.
inline int recovery_samples(int usual) {
  char const* given = std::getenv("PLIMSOLL_RECOVERY_SAMPLES");
  return given ? std::atoi(given) : usual;
}
constexpr int long_form = 500;

/// The scale a parameter's intervals are made on: logarithms of what is positive, log odds of shares.
enum class Scale { plain, logarithm, log_odds };
inline double on(Scale scale, double x) {
  return scale == Scale::plain ? x : scale == Scale::logarithm ? std::log(x) : std::log(x / (1.0 - x));
}
inline double slope(Scale scale, double x) {
  return scale == Scale::plain ? 1.0 : scale == Scale::logarithm ? 1.0 / x : 1.0 / (x * (1.0 - x));
}

/// How the estimates of one parameter lie about the truth.
struct RecoveryScore {
  std::string what;
  std::string_view key;
  Scale scale = Scale::logarithm;
  double truth = 0.0;
  std::vector<double> errors;  ///< estimate - truth on the parameter's scale
  std::vector<double> stated;  ///< standard errors on it

  void add(double estimate, double standard_error) {
    errors.push_back(on(scale, estimate) - on(scale, truth));
    stated.push_back(standard_error * slope(scale, estimate));
  }
  double count() const { return static_cast<double>(errors.size()); }
  double mean() const {
    double sum = 0.0;
    for (double const error : errors) sum += error;
    return sum / count();
  }
  double deviation() const {
    double sum = 0.0;
    for (double const error : errors) sum += (error - mean()) * (error - mean());
    return std::sqrt(sum / (count() - 1.0));
  }
  double bias_in_deviations() const { return mean() / deviation(); }
  int covered(double moved = 0.0) const {
    int inside = 0;
    for (std::size_t i = 0; i < errors.size(); ++i)
      inside += std::abs(errors[i] + moved * stated[i]) < 1.959964 * stated[i];
    return inside;
  }
  double mean_stated() const {
    double sum = 0.0;
    for (double const error : stated) sum += error;
    return sum / count();
  }
};

/// Bias and coverage against what the form demands; a truth half a standard error away must be seen by the
/// long form, one of two by the short.
inline void expect_recovered(RecoveryScore const& score) {
  double const n = score.count(), coverage = score.covered() / n;
  std::printf("%-48s %-12s bias %+.3f sd, stated/true error %.3f, covered %.3f\n", score.what.c_str(),
              std::string(score.key).c_str(), score.bias_in_deviations(),
              score.mean_stated() / score.deviation(), coverage);
  if (n >= long_form) {
    // What is demanded of the bias is 0.1, and 500 samples know it to 0.045.
    EXPECT_LE(std::abs(score.bias_in_deviations()), 0.1 + 2.0 / std::sqrt(n))
        << score.what << ' ' << score.key;
    EXPECT_GE(coverage, 0.92) << score.what << ' ' << score.key;
    EXPECT_LE(coverage, 0.98) << score.what << ' ' << score.key;
    EXPECT_LT(score.covered(0.7) / n, 0.92) << "negative control";
  } else {
    EXPECT_LE(std::abs(score.bias_in_deviations()), 4.9 / std::sqrt(n)) << score.what << ' ' << score.key;
    EXPECT_GE(coverage, 0.95 - 4.9 * std::sqrt(0.95 * 0.05 / n)) << score.what << ' ' << score.key;
    EXPECT_NEAR(score.mean_stated() / score.deviation(), 1.0, 4.9 / std::sqrt(2.0 * n))
        << score.what << ' ' << score.key;
    EXPECT_LT(score.covered(3.0) / n, 0.95 - 4.9 * std::sqrt(0.95 * 0.05 / n)) << "negative control";
  }
}

inline void expect_pooled(std::vector<RecoveryScore> const& scores, std::size_t cases) {
  double covered = 0.0, all = 0.0, samples = 1e9, biased = 0.0;
  for (RecoveryScore const& score : scores) {
    covered += score.covered();
    all += score.count();
    samples = std::min(samples, score.count());
    biased += std::abs(score.bias_in_deviations()) > 0.1 ? 1.0 : 0.0;
  }
  if (samples >= long_form) {
    EXPECT_LE(biased, 0.1 * static_cast<double>(scores.size())) << "parameters biased by more than 0.1 sd";
  }
  std::printf("pooled: %.4f of %.0f intervals\n", covered / all, all);
  // Parameters of one sample move together: no better than one interval a sample.
  double const slack =
      samples >= long_form ? 0.01 : 4.9 * std::sqrt(0.95 * 0.05 / (samples * static_cast<double>(cases)));
  EXPECT_NEAR(covered / all, 0.95, slack);
}

}  // namespace plimsoll::test
