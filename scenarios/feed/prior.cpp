#include <algorithm>
#include <cmath>

#include "feed/feed.hpp"

namespace plimsoll {
namespace {

/// What both feeds say of one thing, where both tell it.
class Side {
 public:
  Side(DefectBook& defects, double jump) : defects_(defects), jump_(jump) {}

  std::vector<Cell> cells(std::string const& month, std::string const& what, double now, double before,
                          Unit unit) {
    Cell change{Empty{}};
    if (before != 0.0) {
      double const by = now / before - 1.0;
      change = exact_figure("", by, Unit::fraction);
      if (std::abs(by) > jump_) defects_.note(Check::changed_since_prior, what, month, 0);
    } else if (now != 0.0) {
      defects_.note(Check::changed_since_prior, what, month, 0);
    }
    return {month, what, exact_figure("", before, unit), exact_figure("", now, unit), std::move(change)};
  }

 private:
  DefectBook& defects_;
  double jump_;
};

/// Months of a feed and what of them is not told, whose members first, then by category.
class ToldMonths {
 public:
  explicit ToldMonths(Feed const& feed) {
    for (auto const& [month, cells] : feed.totals.by_month) months_.push_back(month);
    hidden_.push_back(hidden_months(feed, {}));
    for (std::size_t i = 0; i < feed.totals.categories.size(); ++i) hidden_.push_back(hidden_months(feed, i));
  }
  bool hides(Month month, std::size_t column) const {
    auto const at = std::find(months_.begin(), months_.end(), month) - months_.begin();
    return hidden_[column][static_cast<std::size_t>(at)];
  }

 private:
  std::vector<Month> months_;
  std::vector<std::vector<bool>> hidden_;
};

}  // namespace

Table prior_table(Feed const& now, Feed const& prior, double jump, DefectBook& defects) {
  TableBuilder table("prior", "Months of both feeds");
  table.column("month", "month", Unit::none, Presentation::text)
      .column("what", "what", Unit::none, Presentation::text)
      .column("prior", "prior", Unit::none, Presentation::whole_dollars)
      .column("now", "now", Unit::none, Presentation::whole_dollars)
      .column("change", "change", Unit::fraction, Presentation::percent);
  Side side(defects, jump);
  ToldMonths const told_now(now), told_before(prior);
  auto const row = [&](Month month, std::size_t column, std::string const& what, double is, double was,
                       Unit unit) {
    std::string const name = month_text(month);
    Cell const hidden = Suppressed{Suppressed::Why::beside_few};
    if (told_now.hides(month, column) || told_before.hides(month, column))
      table.row(name + "." + what, {name, what, hidden, hidden, Empty{}});
    else
      table.row(name + "." + what, side.cells(name, what, is, was, unit));
  };
  for (auto const& [month, cells] : now.totals.by_month) {
    auto const before = prior.totals.by_month.find(month);
    if (before == prior.totals.by_month.end()) continue;
    auto const members = now.members_by_month.find(month);
    auto const had = prior.members_by_month.find(month);
    if (members != now.members_by_month.end() && had != prior.members_by_month.end())
      row(month, 0, "members", static_cast<double>(members->second), static_cast<double>(had->second),
          Unit::members);
    for (std::size_t i = 0; i < cells.size(); ++i)
      row(month, i + 1, now.totals.categories[i], static_cast<double>(cells[i].cents) / 100.0,
          static_cast<double>(before->second[i].cents) / 100.0, Unit::dollars);
  }
  return table.build();
}

}  // namespace plimsoll
