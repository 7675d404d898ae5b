#include "work.hpp"

#include <cmath>
#include <numeric>

namespace plimsoll::bench {

Experience Work::draw_block(TrialBlock block) const {
  DriverLanes const lanes(drivers, years, seed, block);
  return std::visit([&](auto const& e) { return draw(e, tallies, lanes, years, seed, block); }, engine);
}

Work make_work(CostModel const& model, std::vector<CellShare> const& shares, std::uint64_t members,
               double cap, AmountDraw amounts, PanelMoves moves, DriverPlan drivers,
               std::optional<Frailty> frailty) {
  Work work;
  work.members = members;
  work.drivers = std::move(drivers);
  auto roster = std::make_shared<Roster const>(deal_roster("bench", shares, members, 12));
  for (RosterMember const& member : roster->members) {
    CostMoments const year = moments(model.cells[find_cell(model, roster->cells[member.cell])]);
    work.mean += year.mean;
    work.variance += year.variance;
  }
  MemberPanel panel{"bench", PanelId{}, roster, static_cast<double>(members), {}, std::move(moves), {}};
  panel.moves.cost_year = work.years[0];
  panel.class_of_cell.resize(roster->cells.size());
  panel.frailty = frailty;
  std::vector<TabledPanel> tabled = make_tables({std::move(panel)}, {model}, amounts);
  if (amounts == AmountDraw::each_claim)
    work.engine = Claims{std::move(tabled)};
  else
    work.engine = Sums{std::move(tabled)};
  work.amount = work.tallies.add({PanelId{}, Scope::all(), TallyShape::amount, {}, {}});
  work.excess = work.tallies.add({PanelId{}, Scope::all(), TallyShape::excess, {}, Quantity(cap)});
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
