#include "feed/paid_sums.hpp"

#include <algorithm>

namespace plimsoll {

void PaidCollector::add(std::size_t category, Day day, Day paid, std::int64_t cents) {
  Month const month = month_of(paid);
  int const incurred = month_of(day) / sums_->months;
  int const period = std::max(incurred, month / sums_->months);
  sums_->by_category[category][incurred].cents[period] += cents;
  sums_->total[incurred].cents[period] += cents;
  sums_->last_paid = std::max(sums_->last_paid.value_or(month), month);
  seen_.emplace_back(incurred, category);
}

void PaidCollector::close_member() {
  std::sort(seen_.begin(), seen_.end());
  seen_.erase(std::unique(seen_.begin(), seen_.end()), seen_.end());
  for (std::size_t i = 0; i < seen_.size(); ++i) {
    auto const [incurred, category] = seen_[i];
    ++sums_->by_category[category][incurred].members;
    if (i == 0 || seen_[i - 1].first != incurred) ++sums_->total[incurred].members;
  }
  seen_.clear();
}

}  // namespace plimsoll
