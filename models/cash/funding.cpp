#include "plimsoll/models/cash/funding.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

Cents share_of(Cents amount, double share) {
  return static_cast<Cents>(std::llround(static_cast<double>(amount) * share));
}

Cents fee_at(Funding const& funding, std::size_t point) {
  bool const by_month = funding.kind == FundingKind::line_of_credit;
  if (by_month) return point > 0 ? share_of(funding.limit, funding.fee / 12.0) : 0;
  return point == 0 ? share_of(funding.limit, funding.fee) : 0;
}

}  // namespace

Cents FundedPath::cost() const {
  return std::accumulate(interest.begin(), interest.end(), Cents{0}) +
         std::accumulate(fees.begin(), fees.end(), Cents{0});
}

FundedPath fund(std::span<Cents const> net, std::span<Cents const> repaying, Cents opening,
                Funding const& funding) {
  PLIMSOLL_EXPECT(!net.empty() && net.size() == repaying.size());
  FundedPath path;
  Cents cash = opening, debt = 0;
  for (std::size_t point = 0; point < net.size(); ++point) {
    Cents const interest = point > 0 ? share_of(debt, funding.rate / 12.0) : 0;
    Cents const fee = fee_at(funding, point);
    cash += net[point] - interest - fee;
    Cents drawn = 0, repaid = 0;
    if (funding.kind == FundingKind::line_of_credit) {
      drawn = std::clamp(-cash, Cents{0}, funding.limit - debt);
      repaid = std::clamp(cash, Cents{0}, debt);
    } else {
      drawn = point == 0 ? funding.limit : 0;
      repaid = std::clamp(repaying[point], Cents{0}, debt);
    }
    cash += drawn - repaid;
    debt += drawn - repaid;
    path.balance.push_back(cash);
    path.debt.push_back(debt);
    path.drawn.push_back(drawn);
    path.repaid.push_back(repaid);
    path.interest.push_back(interest);
    path.fees.push_back(fee);
  }
  return path;
}

}  // namespace plimsoll
