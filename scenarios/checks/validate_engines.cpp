#include "plimsoll/scenarios/validate_engines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {
namespace {

constexpr double level = 0.995;
constexpr double usual_limit = 150'000.0;
constexpr double far_limit = 1e7;  // of a member's year in one category: rules out infinite moments
constexpr std::size_t usual_points = 1u << 13;  // of a lattice below a limit
constexpr std::size_t far_points = 1u << 15;    // below it, so that small claims are seen

std::string column_name(CheckedPanel const& checked, std::string const& sum) {
  return checked.panel.name + "/" + sum;
}

/// Standard errors of the figures of so many independent draws of the total: a sample of a few draws beyond
/// the quantile cannot tell its own.
struct TrueErrors {
  double mean = 0.0, deviation = 0.0, quantile = 0.0, tail = 0.0;
};
TrueErrors true_errors(PanelTotal const& total, std::uint64_t trials) {
  constexpr std::size_t strata = 1 << 15;
  double const root = std::sqrt(static_cast<double>(trials)), sd = total.standard_deviation();
  double const quantile = total.quantile(level);
  double fourth = 0.0, over = 0.0, over_square = 0.0;
  for (double x : total.strata(strata)) {
    double const z = (x - total.mean()) / sd, above = std::max(0.0, x - quantile);
    fourth += z * z * z * z / strata;
    over += above / strata;
    over_square += above * above / strata;
  }
  double const step = 0.01 * sd;
  double const density =
      (total.distribution(quantile + step) - total.distribution(quantile - step)) / (2.0 * step);
  return {sd / root, 0.5 * sd * std::sqrt(fourth - 1.0) / root,
          std::sqrt(level * (1.0 - level)) / density / root,
          std::sqrt(over_square - over * over) / (1.0 - level) / root};
}

/// Everything that moves a panel held at its mean, so that no driver is left.
PanelMoves at_means(PanelMoves const& moves) {
  PanelMoves fixed;
  fixed.score = moves.score.central();
  fixed.utilization = moves.utilization.central();
  fixed.trend = moves.trend.central();
  fixed.cost_year = moves.cost_year;
  for (ProgramEffect const& effect : moves.effects)
    fixed.effects.push_back({effect.share.central(), effect.part_of_year});
  return fixed;
}

Engine at_means(Engine engine) {
  std::visit(
      []<class E>(E& members) {
        if constexpr (requires { members.panels.front().members.moves; })
          for (auto& panel : members.panels) panel.members.moves = at_means(panel.members.moves);
      },
      engine);
  return engine;
}

/// The first limit a contract sets on the panel's members.
void take_limit(Program const& program, CheckedPanel& checked) {
  checked.limit = usual_limit;
  for (ColumnSource const& source : program.columns)
    if (auto const* leaf = std::get_if<TallyColumn>(&source))
      if (leaf->tally.panel == checked.panel.panel && leaf->tally.limit &&
          !leaf->tally.limit->is_reference()) {
        checked.limit = leaf->tally.limit->central();
        checked.basis = leaf->tally.basis;
        return;
      }
}

std::vector<CheckedPanel> checked_panels(CompiledStudy const& exact, YearAxis const& year) {
  std::vector<CheckedPanel> panels;
  for (GroupedPanel const& grouped : exact.grouped) {
    CheckedPanel checked;
    checked.panel = grouped;
    checked.categories = exact.panels.at(grouped.name).categories;
    DriverPlan const none;
    MovedYear const moved =
        move(at_means(grouped.moves), DriverLanes(none, year, exact.plan.seed(), TrialBlock{0}), year)[0];
    checked.factors = {moved.roster_share[0], moved.frequency[0], moved.unit_cost[0]};
    take_limit(exact.plan.program(), checked);
    panels.push_back(std::move(checked));
  }
  return panels;
}

TrialTable draw_with(LoadedStudy loaded, EngineKind kind, std::uint64_t trials, YearAxis const& year,
                     std::vector<NamedExpr> const& sums) {
  loaded.study.run.engine = kind;
  RunPlan const plan = compile_study(std::move(loaded)).plan;
  return simulate(RunPlan(plan.seed(), trials, year, {}, at_means(plan.engine()), compile(sums)));
}

}  // namespace

double EngineFigure::apart() const {
  return std::abs(drawn.value - exact) / error;
}

std::vector<NamedExpr> checked_sums(CheckedPanel const& checked, int year) {
  auto const below = [&](Scope scope, double limit, LimitBasis basis) {
    Tally const amount{checked.panel.panel, scope, TallyShape::amount, {}, {}, basis};
    Tally const excess{checked.panel.panel, scope, TallyShape::excess, {}, Quantity(limit), basis};
    return (Expr::column(TallyColumn{amount, 0}) - Expr::column(TallyColumn{excess, 0})) / 100.0;
  };
  std::vector<NamedExpr> sums;
  sums.push_back({column_name(checked, "capped"), year, Unit::dollars, "cost below the limit",
                  below(Scope::all(), checked.limit, checked.basis)});
  for (std::size_t c = 0; c < checked.categories.size(); ++c)
    sums.push_back({column_name(checked, "spend/" + checked.categories[c]), year, Unit::dollars,
                    "cost of the category", below(Scope::of(c), far_limit, LimitBasis::policy_year)});
  return sums;
}

std::vector<EngineFigure> compare_with_exact(CheckedPanel const& checked, std::string const& engine,
                                             TrialTable const& trials, int year) {
  std::vector<EngineFigure> figures;
  auto const compare = [&](std::string const& what, std::string const& sum, TotalOf const& of,
                           std::size_t points) {
    auto const values = trials.column(column_name(checked, sum), year);
    PLIMSOLL_EXPECT(values.has_value());
    Sample const drawn(fmt::format("{}.{}.{}", checked.panel.name, engine, sum), Unit::dollars, *values);
    PanelTotal const total = panel_total(checked.panel, of, checked.factors, points);
    TrueErrors const errors = true_errors(total, trials.trials);
    auto const add = [&](char const* measure, double exact, Figure figure, double error) {
      figures.push_back({checked.panel.name, engine, what + ", " + measure, exact, std::move(figure), error});
    };
    add("mean", total.mean(), drawn.mean(), errors.mean);
    add("sd", total.standard_deviation(), drawn.standard_deviation(), errors.deviation);
    add("P99.5", total.quantile(level), drawn.percentile(level), errors.quantile);
    add("TVaR99.5", total.tail_value_at_risk(level), drawn.tail_value_at_risk(level), errors.tail);
  };
  std::size_t const categories = checked.categories.size();
  compare("total cut at the limit", "capped",
          {std::vector<bool>(categories, true), {}, checked.limit, checked.basis}, usual_points);
  for (std::size_t c = 0; c < categories; ++c) {
    TotalOf one{std::vector<bool>(categories, false), {}, far_limit, LimitBasis::policy_year};
    one.summed[c] = true;
    compare(checked.categories[c], "spend/" + checked.categories[c], one, far_points);
  }
  return figures;
}

std::vector<EngineFigure> validate_engines(LoadedStudy const& loaded, std::uint64_t trials) {
  CompiledStudy const exact = compile_study(loaded, RunMethod::exact);
  int const first = exact.plan.years().performance.front();
  YearAxis const year{{}, {first}};
  std::vector<CheckedPanel> const panels = checked_panels(exact, year);
  std::vector<NamedExpr> sums;
  for (CheckedPanel const& checked : panels)
    for (NamedExpr& sum : checked_sums(checked, first)) sums.push_back(std::move(sum));
  std::vector<EngineKind> engines{loaded.study.run.engine};
  if (engines.front() != EngineKind::claims) engines.push_back(EngineKind::claims);
  std::vector<EngineFigure> figures;
  for (EngineKind kind : engines) {
    TrialTable const drawn = draw_with(loaded, kind, trials, year, sums);
    for (CheckedPanel const& checked : panels)
      for (EngineFigure& figure : compare_with_exact(checked, std::string(name_in_study(kind)), drawn, first))
        figures.push_back(std::move(figure));
  }
  return figures;
}

Table engines_table(std::vector<EngineFigure> const& figures) {
  TableBuilder table("engines", "Engines beside the exact distribution, $");
  table.column("population", "population", Unit::none, Presentation::text)
      .column("engine", "engine", Unit::none, Presentation::text)
      .column("what", "what", Unit::none, Presentation::text)
      .column("exact", "exact", Unit::dollars, Presentation::whole_dollars)
      .column("drawn", "drawn", Unit::dollars, Presentation::whole_dollars)
      .column("apart", "errors apart", Unit::none, Presentation::number)
      .column("verdict", "", Unit::none, Presentation::text);
  for (EngineFigure const& figure : figures) {
    table.row(fmt::format("{}.{}.{}", figure.panel, figure.engine, figure.what),
              {figure.panel, figure.engine, figure.what, exact_figure({}, figure.exact, Unit::dollars),
               figure.drawn, exact_figure({}, figure.apart(), Unit::none),
               std::string(figure.agrees() ? "agrees" : "DIFFERS")});
  }
  table.note(
      fmt::format("first performance year, drivers at their means, roster of the base years; agreement "
                  "is within {} standard errors of the simulation",
                  EngineFigure::most_apart));
  table.note(
      "errors are those of the exact law: a sample with few draws beyond a quantile does not know its own");
  table.note("a member's year in one category counts up to $10,000,000");
  return table.build();
}

}  // namespace plimsoll
