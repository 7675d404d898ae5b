#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "plimsoll/core/field.hpp"

namespace plimsoll {

/// How near to its expectation experience must be to stand alone (limited fluctuation).
struct FullCredibility {
  double probability = 0.90;  ///< of being that near
  double precision = 0.05;    ///< share of the expectation it may be off by
  static constexpr auto fields = field_table(
      optional("full_credibility_probability", &FullCredibility::probability, Unit::fraction,
               Range{0.01, 0.999999}, "chance that fully credible experience is near its expectation"),
      optional("full_credibility_precision", &FullCredibility::precision, Unit::fraction, Range{1e-6, 1.0},
               "share of its expectation it may then be off by"));
  friend bool operator==(FullCredibility const&, FullCredibility const&) = default;
};

/// Expected claims that give full credibility: (z / precision)² (dispersion + cv²), z = Φ⁻¹((1 + probability)
/// / 2), by the normal approximation. `severity_cv` is that of one claim (0: only the number of claims
/// matters), `dispersion` the variance of the count over its mean (1: Poisson). 0.90 and 0.05 give 1,082.2
/// claims. A. Mowbray (1914), Proc. Casualty Actuarial Society 1, 24-30; L. Longley-Cook (1962), An
/// introduction to credibility theory, ibid. 49, 194-221.
double full_credibility_claims(FullCredibility const& standard, double severity_cv = 0.0,
                               double dispersion = 1.0);

/// Weight of own experience by the square-root rule: min(1, √(claims / needed)). claims >= 0, needed > 0,
/// infinite where the severity has no variance.
double limited_fluctuation(double claims, double needed);

/// What one cell showed in one year, or one member of it: the mean per unit of exposure.
struct Observed {
  double exposure = 0.0;  ///< > 0
  double mean = 0.0;
};

/// Bühlmann-Straub: given the cell, observations have its own mean and variance within / exposure; the means
/// of cells differ with variance between.
struct BuhlmannStraub {
  double within = 0.0;
  double between = 0.0;           ///< unbiased_between, 0 where that is negative
  double unbiased_between = 0.0;  ///< as estimated; negative where cells differ less than chance explains
  double collective = 0.0;        ///< Σ Z X / Σ Z over cells; mean by exposure where between is 0
  std::vector<double> exposure;   ///< by cell, summed
  std::vector<double> own;        ///< by cell, mean by exposure
  std::vector<double> weight;     ///< by cell, Z
  /// Z = m / (m + within / between), 0 where cells do not differ.
  double weight_of(double cell_exposure) const;
};

/// Structure parameters from cells × years with exposures m and means X:
///   within  = ΣΣ m_ij (X_ij - X_i)² / Σ (n_i - 1),
///   between = (Σ m_i (X_i - X)² - (r - 1) within) / (m - Σ m_i² / m), held at 0 where negative.
/// With a `complement` - what own experience is blended with, a manual rate, instead of the mean of all -
/// cells are measured from it: between = (Σ m_i (X_i - complement)² - r within) / m. H. Bühlmann, E. Straub
/// (1970), Glaubwürdigkeit für Schadensätze, Mitt. Verein. Schweiz. Vers.-Math. 70, 111-133. ModelError with
/// fewer than two cells or no cell with two observations. Expects exposures > 0 and finite means.
BuhlmannStraub buhlmann_straub(std::vector<std::vector<Observed>> const& cells,
                               std::optional<double> complement = std::nullopt);

}  // namespace plimsoll
