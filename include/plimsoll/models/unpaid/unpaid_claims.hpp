#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plimsoll/models/unpaid/development.hpp"

namespace plimsoll {

enum class UnpaidMethod { chain_ladder, bornhuetter_ferguson };

/// Root mean square error of a prediction of unpaid claims, in dollars: what the future may bring (process)
/// and how well its law is known (parameter).
struct PredictionError {
  double process = 0.0;
  double parameter = 0.0;
  double total() const;
};

/// What is left to pay for one incurred period. Dollars; ultimate = paid + unpaid.
struct PeriodUnpaid {
  std::string period;
  double paid = 0.0;
  double completion = 1.0;  ///< share of the ultimate amount paid by now, by the development
  double completion_error = 0.0;
  double ultimate = 0.0;
  std::optional<PredictionError> error;  ///< empty for Bornhuetter-Ferguson: Mack's error is not of it
  UnpaidMethod method = UnpaidMethod::chain_ladder;
  double unpaid() const { return ultimate - paid; }
};

/// Unpaid claims by period, oldest first, and in sum.
struct UnpaidClaims {
  std::vector<PeriodUnpaid> periods;
  PredictionError error;  ///< of the total by chain ladder; it holds the correlation of periods
  double paid() const;
  double ultimate() const;
  double unpaid() const;
};

/// Chain-ladder estimate: ultimate = paid / completion, with Mack's errors by period and in total. They are
/// those of Mack (1993) computed by his recursion of 1999, which takes in the tail: from lag to lag the
/// squared process error becomes f² p + σ² C, the squared parameter error f² q + se(f)² C²; of the total, the
/// same with sums over the periods that must be predicted, since all share one f. T. Mack (1999), The
/// standard error of chain ladder reserve estimates: recursive calculation and inclusion of a tail factor,
/// ASTIN Bulletin 29, 361-366.
UnpaidClaims chain_ladder(PaidTriangle const& triangle, Development const& development);

/// What a period was expected to cost before any of it was paid.
struct APriori {
  std::string period;
  double pmpm = 0.0;  ///< dollars per member-month
  double member_months = 0.0;
  double expected() const { return pmpm * member_months; }
};

/// The estimate with the periods named in `a_priori` changed to unpaid = (1 - completion) · expected:
/// immature periods, whose own payments say little. R. Bornhuetter, R. Ferguson (1972), The actuary and IBNR,
/// Proc. Casualty Actuarial Society 59, 181-195. Throws InputError for every period that is not there, stands
/// twice, or whose expectation is not above 0. `error` of the total is left as the chain ladder's.
UnpaidClaims bornhuetter_ferguson(UnpaidClaims claims, std::vector<APriori> const& a_priori);

}  // namespace plimsoll
