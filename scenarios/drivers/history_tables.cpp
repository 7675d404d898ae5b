#include "drivers/history_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "feed/by_column.hpp"

namespace plimsoll {
namespace {

bool shown(std::int64_t people) {
  return !is_few(static_cast<double>(people));
}

Cell people(std::int64_t count) {
  return people_cell(static_cast<std::uint64_t>(count));
}

Cell number(double value, Unit unit) {
  return exact_figure("", value, unit);
}

Cell ratio(double value, double of, Unit unit = Unit::fraction) {
  return of != 0.0 ? number(value / of, unit) : Cell(Empty{});
}

}  // namespace

Table movement_table(MemberHistory const& history) {
  MemberChange const change = member_change(history.before, history.now);
  CostChange const cost = cost_change(change);
  GroupYear const before = change.before(), now = change.now();
  auto const months = static_cast<double>(now.months);
  TableBuilder table("movement", fmt::format("Members who came, stayed and went, {} to {}",
                                             history.year_before, history.year));
  table.column("part", "part", Unit::none, Presentation::text)
      .column("members_before", "members before", Unit::members, Presentation::count)
      .column("members_now", "members now", Unit::members, Presentation::count)
      .column("change", "change", Unit::fraction, Presentation::percent)
      .column("pmpm_before", "PMPM before", Unit::dollars_pmpm, Presentation::cents)
      .column("pmpm_now", "PMPM now", Unit::dollars_pmpm, Presentation::cents)
      .column("effect", "effect on cost", Unit::dollars, Presentation::whole_dollars)
      .column("effect_pmpm", "a month now", Unit::dollars_pmpm, Presentation::cents);
  auto const effect = [&](std::vector<Cell> cells, double dollars) {
    cells.push_back(number(dollars, Unit::dollars));
    cells.push_back(ratio(dollars, months, Unit::dollars_pmpm));
    return cells;
  };
  auto const pmpm = [](GroupYear const& group) {
    return group.months > 0 ? number(group.pmpm(), Unit::dollars_pmpm) : Cell(Empty{});
  };
  table.row("members",
            effect({"how many there are", Empty{}, Empty{}, Empty{}, Empty{}, Empty{}}, cost.members));
  bool const apart =
      shown(change.joiners.members) && shown(change.leavers.members) && shown(change.stayers_now.members);
  if (apart) {
    table.row("stayers",
              effect({"stayers", people(change.stayers_before.members), people(change.stayers_now.members),
                      Empty{}, pmpm(change.stayers_before), pmpm(change.stayers_now)},
                     cost.stayers));
    table.row("joiners", effect({"joiners", Empty{}, people(change.joiners.members), Empty{}, Empty{},
                                 pmpm(change.joiners)},
                                cost.joiners));
    table.row("leavers", effect({"leavers", people(change.leavers.members), Empty{}, Empty{},
                                 pmpm(change.leavers), Empty{}},
                                cost.leavers));
  } else {
    table.row("cost", effect({"what they cost", Empty{}, Empty{}, Empty{}, Empty{}, Empty{}},
                             cost.stayers + cost.joiners + cost.leavers));
    table.note("10 members or fewer came or went: they are not told apart from those who stayed");
  }
  table.row(
      "all",
      effect({"all", people(before.members), people(now.members),
              ratio(static_cast<double>(now.members - before.members), static_cast<double>(before.members)),
              pmpm(before), pmpm(now)},
             cost.total()));
  table.note(
      "effects add up: months more or fewer at last year's cost; the trend of those in both years; what "
      "joiners cost above them now; what leavers cost above them before, with its sign turned");
  return table.build();
}

Table top_table(MemberHistory const& history, double share) {
  TopMembers const before = top_members(history.before, share), now = top_members(history.now, share);
  std::string const name = fmt::format("dearest {:g} %", 100.0 * share);
  TableBuilder table("top", fmt::format("The {} of members of each year", name));
  table.column("group", "group", Unit::none, Presentation::text)
      .column("members_before", "members before", Unit::members, Presentation::count)
      .column("members_now", "members now", Unit::members, Presentation::count)
      .column("pmpm_before", "PMPM before", Unit::dollars_pmpm, Presentation::cents)
      .column("pmpm_now", "PMPM now", Unit::dollars_pmpm, Presentation::cents)
      .column("trend", "trend", Unit::fraction, Presentation::percent)
      .column("share_before", "of cost before", Unit::fraction, Presentation::percent)
      .column("share_now", "of cost now", Unit::fraction, Presentation::percent)
      .column("trend_pmpm", "of the PMPM's change", Unit::dollars_pmpm, Presentation::cents);
  GroupYear const all_before = before.top + before.others, all_now = now.top + now.others;
  auto const per_all = [](GroupYear const& group, GroupYear const& all) {
    return all.months > 0 ? group.cost / static_cast<double>(all.months) : 0.0;
  };
  auto const row = [&](std::string const& id, std::string says, GroupYear const& was, GroupYear const& is) {
    table.row(
        id, {std::move(says), people(was.members), people(is.members), number(was.pmpm(), Unit::dollars_pmpm),
             number(is.pmpm(), Unit::dollars_pmpm), ratio(is.pmpm() - was.pmpm(), was.pmpm()),
             ratio(was.cost, all_before.cost), ratio(is.cost, all_now.cost),
             number(per_all(is, all_now) - per_all(was, all_before), Unit::dollars_pmpm)});
  };
  bool const apart = shown(before.top.members) && shown(now.top.members) && shown(before.others.members) &&
                     shown(now.others.members);
  if (apart) {
    row("top", name, before.top, now.top);
    row("others", "all others", before.others, now.others);
    Staying const stay = staying(history.before, before.rows, history.now, now.rows);
    std::int64_t const fell = stay.covered - stay.still, left = before.top.members - stay.covered;
    if (shown(stay.still) && shown(fell) && shown(left))
      table.note(
          fmt::format("of the {} before, {} are still members and {} of them are among the dearest now",
                      before.top.members, stay.covered, stay.still));
  }
  row("all", "all", all_before, all_now);
  table.note(apart ? "each year's own dearest, by the cost of their year, before any clause"
                   : "10 members or fewer are too few to be a group");
  return table.build();
}

Table layer_table(std::vector<CostLayer> const& layers, GroupYear const& all, int year) {
  TableBuilder table("layers", fmt::format("Large claimants in {}", year));
  table.column("above", "a year above", Unit::dollars, Presentation::whole_dollars)
      .column("up_to", "up to", Unit::dollars, Presentation::whole_dollars)
      .column("members", "members within", Unit::members, Presentation::count)
      .column("members_cost", "what they cost", Unit::dollars, Presentation::whole_dollars)
      .column("cost", "cost in the layer", Unit::dollars, Presentation::whole_dollars)
      .column("share", "of all", Unit::fraction, Presentation::percent)
      .column("pmpm", "PMPM", Unit::dollars_pmpm, Presentation::cents);
  auto const months = static_cast<double>(all.months);
  for (CostLayer const& layer : layers) {
    if (layer.members_within == 0 && layer.cost == 0.0) continue;  // nobody comes so far
    Cell const to = std::isfinite(layer.to) ? number(layer.to, Unit::dollars) : Cell(Empty{});
    table.row(fmt::format("{:.0f}", layer.from),
              {number(layer.from, Unit::dollars), to, people(layer.members_within),
               number(layer.members_cost, Unit::dollars), number(layer.cost, Unit::dollars),
               ratio(layer.cost, all.cost), ratio(layer.cost, months, Unit::dollars_pmpm)});
  }
  table.row("all", {Empty{}, Empty{}, people(all.members), number(all.cost, Unit::dollars),
                    number(all.cost, Unit::dollars), ratio(all.cost, all.cost),
                    ratio(all.cost, months, Unit::dollars_pmpm)});
  table.note(
      "in the layer: of every member's cost the part between its limits, whoever spent it; layers add up");
  table.note("layers of 10 members or fewer are put together");
  return table.build();
}

Table truncation_table(std::vector<CostLayer> const& layers, GroupYear const& all, int year,
                       std::vector<double> const& limits) {
  TableBuilder table("truncation", fmt::format("What a limit on a member's year takes out in {}", year));
  table.column("limit", "limit", Unit::dollars, Presentation::whole_dollars)
      .column("members", "members above", Unit::members, Presentation::count)
      .column("above", "spend above", Unit::dollars, Presentation::whole_dollars)
      .column("below", "spend below", Unit::dollars, Presentation::whole_dollars)
      .column("total", "total", Unit::dollars, Presentation::whole_dollars)
      .column("share", "taken out", Unit::fraction, Presentation::percent);
  for (double limit : limits) {
    std::string const id = fmt::format("{:.0f}", limit);
    CostLayer over;
    bool edge = false;
    for (CostLayer const& layer : layers) {
      edge = edge || layer.from == limit;
      if (layer.from < limit) continue;
      over.members_within += layer.members_within;
      over.cost += layer.cost;
    }
    if (edge)
      table.row(id, {number(limit, Unit::dollars), people(over.members_within),
                     number(over.cost, Unit::dollars), number(all.cost - over.cost, Unit::dollars),
                     number(all.cost, Unit::dollars), ratio(over.cost, all.cost)});
    else
      table.row(id, {number(limit, Unit::dollars), Suppressed{}, Suppressed{}, Suppressed{},
                     number(all.cost, Unit::dollars), Suppressed{}});
  }
  return table.build();
}

Table gap_table(MemberHistory const& history, double trend, std::string const& what) {
  auto const months = static_cast<double>(whole_year(history.now).months);
  auto const other = std::find(history.now.categories.begin(), history.now.categories.end(), other_values);
  Pooling pooling{fewest_shown, {}};
  if (other != history.now.categories.end())
    pooling.rest = static_cast<std::size_t>(other - history.now.categories.begin());
  std::vector<CategoryGap> const gaps = category_gaps(history.before, history.now, trend, pooling);
  CategoryGap total;
  for (CategoryGap const& gap : gaps) {
    total.expected += gap.expected;
    total.actual += gap.actual;
  }
  TableBuilder table("gap", fmt::format("Cost of {} by {} against {} with {:g} % trend, $ PMPM", history.year,
                                        what, history.year_before, 100.0 * trend));
  table.column("what", what, Unit::none, Presentation::text)
      .column("members", "members with cost", Unit::members, Presentation::count)
      .column("expected", "expected", Unit::dollars_pmpm, Presentation::cents)
      .column("actual", "actual", Unit::dollars_pmpm, Presentation::cents)
      .column("gap", "gap", Unit::dollars_pmpm, Presentation::cents)
      .column("share", "of the gap", Unit::fraction, Presentation::percent)
      .column("gap_dollars", "gap, $", Unit::dollars, Presentation::whole_dollars)
      .column("per_percent", "1 % of it, $", Unit::dollars, Presentation::whole_dollars);
  auto const cells = [&](std::string name, Cell members, CategoryGap const& gap) {
    return std::vector<Cell>{std::move(name),
                             std::move(members),
                             ratio(gap.expected, months, Unit::dollars_pmpm),
                             ratio(gap.actual, months, Unit::dollars_pmpm),
                             ratio(gap.gap(), months, Unit::dollars_pmpm),
                             ratio(gap.gap(), total.gap()),
                             number(gap.gap(), Unit::dollars),
                             number(0.01 * gap.actual, Unit::dollars)};
  };
  for (CategoryGap const& gap : gaps) {
    std::string const name = gap.categories.size() == 1 ? history.now.categories[gap.categories.front()]
                                                        : std::string(other_values);
    if (gaps.size() > 1) table.row(name, cells(name, people(gap.members_now), gap));
  }
  table.row("total", cells("total", Empty{}, total));
  table.note("expected: the PMPM of the year before with trend; gap: actual above it");
  table.note("what 10 members or fewer had in a year stands in all other");
  return table.build();
}

}  // namespace plimsoll
