#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/models/cash/month_axis.hpp"

namespace plimsoll {

/// Where money until the first cheque comes from.
enum class FundingKind : std::uint8_t {
  loan,            ///< paid out at the start, repaid from settlements
  line_of_credit,  ///< drawn as far as cash falls short, repaid from any cash in hand
  payer_advance,   ///< paid out at the start by the payer, taken back from settlements (42 CFR 425.630)
};
template <>
struct Names<FundingKind> {
  static constexpr std::array<std::pair<std::string_view, FundingKind>, 3> pairs{
      {{"loan", FundingKind::loan},
       {"line_of_credit", FundingKind::line_of_credit},
       {"payer_advance", FundingKind::payer_advance}}};
};

/// Terms of the funding.
struct Funding {
  FundingKind kind = FundingKind::loan;
  Cents limit = 0;    ///< amount paid out, or most that may be drawn
  double rate = 0.0;  ///< nominal yearly; a twelfth is paid each month on what was owed over it
  double fee = 0.0;   ///< share of the limit: once at the start, or a year of a line of credit, by twelfths
};

/// One trial's cash with its funding, by point of the axis.
struct FundedPath {
  std::vector<Cents> balance;  ///< cash in hand, after interest, fees and repayment
  std::vector<Cents> debt;     ///< still owed
  std::vector<Cents> drawn, repaid, interest, fees;
  Cents cost() const;  ///< interest and fees
};

/// Follows cash and debt from point to point. `net` are the flows of the calendar, `repaying` what came in of
/// the settlements that repay a loan or an advance; both by point. At every point, to the cent: balance =
/// opening + flows so far + drawn - repaid - interest - fees. Cash below zero is what the funding does not
/// cover. Expects spans of one length, at least one point.
FundedPath fund(std::span<Cents const> net, std::span<Cents const> repaying, Cents opening,
                Funding const& funding);

}  // namespace plimsoll
