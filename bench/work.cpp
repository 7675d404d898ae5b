#include "work.hpp"

#include <cmath>
#include <numeric>

namespace plimsoll::bench {

Experience Work::draw_block(TrialBlock block) const {
  DriverLanes const lanes(drivers, years, seed, block);
  return std::visit([&](auto const& e) { return draw(e, tallies, lanes, years, seed, block); }, engine);
}

Work make_work(Asked const& asked) {
  Work work;
  work.members = asked.members;
  work.drivers = asked.drivers;
  Roster roster = deal_roster("bench", asked.shares, asked.members, 12);
  for (RosterMember const& member : roster.members) {
    CellLaw const& cell = asked.model.cells[find_cell(asked.model, roster.cells[member.cell])];
    CostMoments const year = moments(cell, member.score);
    work.mean += year.mean;
    work.variance += year.variance;
  }
  MemberPanel panel;
  panel.name = "bench";
  panel.base_members = static_cast<double>(asked.members);
  panel.class_of_cell.resize(roster.cells.size());
  panel.roster = std::make_shared<Roster const>(std::move(roster));
  panel.moves = asked.moves;
  if (panel.moves.cost_year == 0) panel.moves.cost_year = work.years[0];
  std::vector<TabledPanel> tabled = make_tables({std::move(panel)}, {asked.model}, asked.amounts);
  if (asked.amounts == AmountDraw::each_claim)
    work.engine = Claims{std::move(tabled)};
  else
    work.engine = Sums{std::move(tabled)};
  work.amount = work.tallies.add({PanelId{}, Scope::all(), TallyShape::amount, {}, {}});
  work.excess = work.tallies.add({PanelId{}, Scope::all(), TallyShape::excess, {}, Quantity(asked.cap)});
  return work;
}

CostModel small_model() {
  double const mu = std::log(1'500.0) - 0.5 * 1.6 * 1.6;
  CellLaw cell;
  cell.laws.push_back({"all", NegativeBinomialCount{3.0, 1.0 / 0.6}, LognormalSeverity{mu, 1.6}, {}});
  CostModel model;
  model.year = 2026;
  model.categories = {"all"};
  model.cells = {cell};
  return model;
}

double lane_mean(Lanes const& lanes) {
  return std::accumulate(lanes.begin(), lanes.end(), 0.0) / static_cast<double>(lane_count);
}

}  // namespace plimsoll::bench
