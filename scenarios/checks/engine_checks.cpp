#include <fmt/format.h>

#include <cmath>
#include <memory>

#include "checks/certificate_parts.hpp"
#include "plimsoll/models/cost/compound_year.hpp"
#include "plimsoll/scenarios/reference_work.hpp"
#include "plimsoll/scenarios/validate_engines.hpp"

namespace plimsoll {
namespace {

constexpr int drawn_year = 2026;

MemberPanel checked_panel(ReferencePanel const& panel, std::uint64_t members) {
  Roster roster = deal_roster("certificate", panel.shares, members, 12);
  MemberPanel asked;
  asked.name = "certificate";
  asked.base_members = static_cast<double>(members);
  asked.class_of_cell.resize(roster.cells.size());
  asked.roster = std::make_shared<Roster const>(std::move(roster));
  asked.moves.cost_year = drawn_year;
  return asked;
}

Engine drawn_by(EngineKind kind, MemberPanel panel, CostModel const& model) {
  AmountDraw const amounts = kind == EngineKind::claims ? AmountDraw::each_claim : AmountDraw::one_sum;
  std::vector<TabledPanel> tabled = make_tables({std::move(panel)}, {model}, amounts);
  if (kind == EngineKind::claims) return Claims{std::move(tabled)};
  return Sums{std::move(tabled)};
}

/// Both engines of members beside the exact distribution of a panel of 60 cells and six categories.
void drawn_beside_exact(CertificateSetting const& setting, CheckList& list) {
  ReferencePanel const laws = made_panel();
  MemberPanel const panel = checked_panel(laws, setting.full ? 10'000 : 2'000);
  std::uint64_t const trials = setting.full ? 20'000 : 2'000;
  CheckedPanel checked;
  checked.panel = group_members(panel, laws.model);
  for (std::string const& name : laws.model.categories) checked.categories.push_back("category " + name);
  checked.limit = 150'000.0;
  std::vector<NamedExpr> const sums = checked_sums(checked, drawn_year);
  for (EngineKind const kind : {EngineKind::sums, EngineKind::claims}) {
    RunPlan const plan(Seed{20260715}, trials, YearAxis{{}, {drawn_year}}, {},
                       drawn_by(kind, panel, laws.model), compile(sums));
    std::string const engine(name_in_study(kind));
    TrialTable const drawn = simulate(plan, setting.threads);
    std::size_t number = 0;
    for (EngineFigure const& figure : compare_with_exact(checked, engine, drawn, drawn_year))
      list.add(fmt::format("{}.{}", engine, ++number), fmt::format("engine {}: {}", engine, figure.what),
               "compound law of the panel by Fourier transforms", figure.exact,
               EngineFigure::most_apart * figure.error, figure.drawn.value, Unit::dollars);
  }
}

/// 10,000 identical members, a year capped at $150,000: answers on a 10-dollar grid, made outside this
/// program.
void exact_panel(CheckList& list) {
  constexpr double members = 10'000.0, cap = 150'000.0, sigma = 1.6;
  LognormalSeverity const severity{std::log(1500.0) - 0.5 * sigma * sigma, sigma};
  struct Known {
    char const* id;
    CountLaw count;
    double mean, sd;
  };
  for (Known const& known :
       {Known{"clustered", NegativeBinomialCount{3.0, 1.0 / 0.6}, 44'648'909.0, 886'619.0},
        Known{"poisson", PoissonCount{3.0}, 44'661'813.0, 818'837.0}}) {
    CategoryLaw const law{"category", known.count, severity, {}};
    LimitedYear const year =
        limited(CompoundYear({law}, {true}, 10.0, 1 << 15).at(WeightedNodes::single(1.0)), cap);
    std::string const source = "reference panel of 10,000 identical members, grid made outside this program";
    list.add(fmt::format("exact.{}.mean", known.id), "capped total of a panel: mean", source, known.mean,
             30.0, members * year.mean, Unit::dollars);
    list.add(fmt::format("exact.{}.sd", known.id), "the same: sd", source, known.sd, 2.0,
             std::sqrt(members * (year.second - year.mean * year.mean)), Unit::dollars);
  }
}

}  // namespace

std::vector<CertificateCheck> engine_checks(CertificateSetting const& setting) {
  CheckList list(CheckKind::exact_engine);
  exact_panel(list);
  drawn_beside_exact(setting, list);
  return list.take();
}

}  // namespace plimsoll
