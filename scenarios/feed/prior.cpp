#include <cmath>

#include "feed/feed.hpp"

namespace plimsoll {
namespace {

/// What both feeds say of one thing, where more than ten members stand behind each.
class Side {
 public:
  Side(DefectBook& defects, double jump) : defects_(defects), jump_(jump) {}

  std::vector<Cell> cells(std::string const& month, std::string const& what, double now,
                          std::int64_t people_now, double before, std::int64_t people_before, Unit unit) {
    if (!may_be_shown(people_now) || !may_be_shown(people_before))
      return {month, what, Suppressed{}, Suppressed{}, Empty{}};
    Cell change{Empty{}};
    if (before != 0.0) {
      double const by = now / before - 1.0;
      change = exact_figure("", by, Unit::fraction);
      if (std::abs(by) > jump_) defects_.note(Check::changed_since_prior, what, month, 0);
    } else if (now != 0.0) {
      defects_.note(Check::changed_since_prior, what, month, 0);
    }
    return {month, what, figure(before, unit), figure(now, unit), std::move(change)};
  }

 private:
  static bool may_be_shown(std::int64_t people) {
    return People::may_be_shown(static_cast<std::uint64_t>(people));
  }
  static Cell figure(double value, Unit unit) {
    return unit == Unit::members ? people_cell(static_cast<std::uint64_t>(value))
                                 : Cell(exact_figure("", value, unit));
  }
  DefectBook& defects_;
  double jump_;
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
  for (auto const& [month, cells] : now.totals.by_month) {
    auto const before = prior.totals.by_month.find(month);
    if (before == prior.totals.by_month.end()) continue;
    std::string const name = month_text(month);
    auto const members = now.members_by_month.find(month);
    auto const had = prior.members_by_month.find(month);
    if (members != now.members_by_month.end() && had != prior.members_by_month.end())
      table.row(name + ".members",
                side.cells(name, "members", static_cast<double>(members->second), members->second,
                           static_cast<double>(had->second), had->second, Unit::members));
    for (std::size_t i = 0; i < cells.size(); ++i)
      table.row(name + "." + now.totals.categories[i],
                side.cells(name, now.totals.categories[i], static_cast<double>(cells[i].cents) / 100.0,
                           cells[i].members, static_cast<double>(before->second[i].cents) / 100.0,
                           before->second[i].members, Unit::dollars));
  }
  return table.build();
}

}  // namespace plimsoll
