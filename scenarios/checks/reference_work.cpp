#include "plimsoll/scenarios/reference_work.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {
namespace {

constexpr double allowed_errors = 4.9;  // two-sided tail 1e-6
constexpr int model_year = 2026;

bool is_moved(DrawMode mode) {
  return mode == DrawMode::sums_shocks || mode == DrawMode::sums_frailty;
}

/// Scores by the member's place among all, cell by cell: 0.5 to 1.5, mean 1.
void spread_scores(Roster& roster) {
  std::vector<std::uint32_t> order(roster.members.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return roster.members[a].cell < roster.members[b].cell;
  });
  for (std::size_t i = 0; i < order.size(); ++i)
    roster.members[order[i]].score = 0.5 + static_cast<double>(i % 100) / 99.0;
}

/// A year's trend t moves severity by 1 + t.
std::vector<Driver> shocks() {
  return {{KeyPath("utilization"), NormalLaw{1.0, 0.05}, 1.0, {}, Unit::none},
          {KeyPath("trend"), NormalLaw{0.0, 0.04}, 1.0, {}, Unit::none}};
}

PanelMoves moves_of(DrawMode mode, std::vector<Driver> const& drivers) {
  PanelMoves moves;
  moves.cost_year = model_year;
  if (!is_moved(mode)) return moves;
  moves.utilization = Quantity(drivers[0]);
  moves.trend = Quantity(drivers[1]);
  moves.cost_year = model_year - 1;
  return moves;
}

Engine engine_of(DrawMode mode, MemberPanel panel, CostModel const& model) {
  AmountDraw const amounts = mode == DrawMode::claims ? AmountDraw::each_claim : AmountDraw::one_sum;
  std::vector<TabledPanel> tabled = make_tables({std::move(panel)}, {model}, amounts);
  if (mode == DrawMode::claims) return Claims{std::move(tabled)};
  return Sums{std::move(tabled)};
}

Program capped_program() {
  Position at;
  at.view = {PanelId{0}, {"*"}};
  Expr const amount = at.amount();
  Expr const capped = amount - at.excess(ExposureClass{0}, Quantity(ReferencePanel::cap));
  return compile(
      {{"amount", model_year, Unit::dollars, "", amount}, {"capped", model_year, Unit::dollars, "", capped}});
}

double mean_of(std::span<double const> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Mean over the trials drawn of frequency times severity.
double mean_factor(ReferenceWork const& work, TrialTable const& table) {
  if (!is_moved(work.mode)) return 1.0;
  double factor = 0.0;
  DriverLanes const lanes(work.plan.drivers(), work.plan.years(), work.plan.seed(), {});
  for (std::size_t lane = 0; lane < table.trials; ++lane)
    factor += lanes.at(0, 0)[lane] * (1.0 + lanes.at(1, 0)[lane]) / static_cast<double>(table.trials);
  return factor;
}

}  // namespace

ReferencePanel made_panel() {
  constexpr int cells = 60;
  ReferencePanel panel;
  panel.model.year = model_year;
  panel.model.categories = {"0", "1", "2", "3", "4", "5"};
  for (int cell = 0; cell < cells; ++cell) {
    double const sick = std::exp(1.5 * cell / cells), dear = 1.0 + 0.1 * (cell % 5) / 4.0;
    std::string const name = std::to_string(cell);
    int const share = cells - cell / 2;
    panel.shares.push_back({{"*", "*", name}, static_cast<double>(share)});
    auto const mu = [&](double median) { return std::log(median * dear); };
    panel.model.cells.push_back(
        {"*",
         "*",
         name,
         {},
         {{"0",
           NegativeBinomialCount{0.05 * sick, 0.7},
           LognormalParetoSeverity{mu(10'000.0), 0.95, 100'000.0 * dear, 2.2},
           {}},
          {"1", NegativeBinomialCount{1.2 * sick, 1.2}, LognormalSeverity{mu(250.0), 1.4}, {}},
          {"2", PoissonCount{0.08 * sick}, LognormalSeverity{mu(900.0), 0.9}, {}},
          {"3", NegativeBinomialCount{2.3 * sick, 1.5}, GammaSeverity{0.9, 130.0 * dear}, {}},
          {"4", NegativeBinomialCount{2.9 * sick, 0.9}, LognormalSeverity{mu(60.0), 1.1}, {}},
          {"5", NegativeBinomialCount{0.04 * sick, 0.5}, LognormalSeverity{mu(5'000.0), 1.0}, {}}}});
  }
  return panel;
}

ReferenceWork make_reference_work(ReferencePanel const& panel, bool published, DrawMode mode,
                                  std::uint64_t members, std::uint64_t trials) {
  Roster roster = deal_roster("reference_panel", panel.shares, members, 12);
  if (mode == DrawMode::sums_frailty) spread_scores(roster);
  double mean = 0.0, variance = 0.0;
  for (RosterMember const& member : roster.members) {
    CostMoments const year =
        moments(panel.model.cells[find_cell(panel.model, roster.cells[member.cell])], member.score);
    mean += year.mean;
    variance += year.variance;
  }
  std::vector<Driver> const drivers = is_moved(mode) ? shocks() : std::vector<Driver>{};
  MemberPanel asked;
  asked.name = "reference_panel";
  asked.base_members = static_cast<double>(members);
  asked.class_of_cell.resize(roster.cells.size());
  asked.roster = std::make_shared<Roster const>(std::move(roster));
  asked.moves = moves_of(mode, drivers);
  if (mode == DrawMode::sums_frailty) asked.frailty = Frailty{FrailtyFamily::gamma, 0.5, 1.0};
  return {mode,
          members,
          mean,
          variance,
          published,
          RunPlan(Seed{20260715}, trials, YearAxis{{}, {model_year}}, DriverPlan(drivers, {}),
                  engine_of(mode, std::move(asked), panel.model), capped_program())};
}

bool CheckedAnswer::right() const {
  return std::abs(got - expected) <= tolerance;
}

std::vector<CheckedAnswer> check_answers(ReferenceWork const& work) {
  RunPlan const& all = work.plan;
  TrialTable const table =
      simulate(RunPlan(all.seed(), lane_count, all.years(), all.drivers(), all.engine(), all.program()), 1);
  auto const column = [&](std::string_view name) { return *table.column(name, model_year); };
  // Factors, scores and frailty widen a trial's spread by less than half.
  double const sd = (is_moved(work.mode) ? 1.5 : 1.0) * std::sqrt(work.variance / lane_count);
  std::vector<CheckedAnswer> answers{
      {"mean amount", mean_of(column("amount")), mean_factor(work, table) * work.mean, allowed_errors * sd}};
  if (work.published && !is_moved(work.mode)) {
    auto const count = static_cast<double>(work.members);
    answers.push_back({"mean of the capped amount", mean_of(column("capped")),
                       ReferencePanel::capped_mean * count,
                       allowed_errors * ReferencePanel::total_sd *
                           std::sqrt(count / ReferencePanel::total_members / lane_count)});
  }
  return answers;
}

}  // namespace plimsoll
