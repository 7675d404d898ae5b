#pragma once

#include <cstddef>
#include <vector>

#include "plimsoll/models/unpaid/triangle.hpp"

namespace plimsoll {

/// How cumulative paid amounts grow from one lag to the next: C(lag + 1) is factor · C(lag) on average, with
/// variance sigma² · C(lag), independently over periods (Mack's model).
struct AgeToAge {
  double factor = 1.0;
  double std_error = 0.0;      ///< of the factor, given the amounts at this lag
  double sigma = 0.0;          ///< √dollars
  std::size_t periods = 0;     ///< periods seen at both lags
  bool sigma_by_rule = false;  ///< one period only: sigma follows Mack's rule from the two lags before
};

/// Growth after the last lag of the triangle, which it cannot show: chosen by the actuary, uncertainty too.
struct Tail {
  double factor = 1.0;     ///< ≥ 1
  double std_error = 0.0;  ///< of the factor
  double sigma = 0.0;      ///< as of the other lags, √dollars
};

/// The development of a triangle, lag by lag, then the tail.
struct Development {
  std::vector<AgeToAge> steps;  ///< from lag k to k + 1
  Tail tail;

  /// Share of the ultimate amount paid by `lag`: 1 / (product of the later factors and the tail).
  double completion(std::size_t lag) const;
  /// Standard error of it, by the delta method: factors of different lags are uncorrelated (Mack 1993), so
  /// their relative squares add up, the tail's too.
  double completion_error(std::size_t lag) const;
};

/// Volume-weighted age-to-age factors f_k = Σ C(k+1) / Σ C(k) over the periods known at both lags, sigma_k² =
/// Σ C(k) (C(k+1)/C(k) - f_k)² / (n - 1), standard error sigma_k / √Σ C(k). A lag seen in one period takes
/// sigma² = min(σ⁴(k-1) / σ²(k-2), σ²(k-2), σ²(k-1)). T. Mack (1993), Distribution-free calculation of the
/// standard error of chain ladder reserve estimates, ASTIN Bulletin 23, 213-225.
/// Expects a tail factor of at least 1 and errors not below 0.
Development develop(PaidTriangle const& triangle, Tail const& tail = {});

}  // namespace plimsoll
