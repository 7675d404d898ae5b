#include "compile/contract_years.hpp"

#include <algorithm>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/prior_savings.hpp"
#include "study/agreement_years.hpp"
#include "study/quality_study.hpp"
#include "study/shocks.hpp"

namespace plimsoll {
namespace {

/// Multiplies by (1 + rate) once for each year after `from` up to `to`. A constant rate compounds by repeated
/// multiplication: programs hold nothing transcendental.
Expr grown(Expr value, Quantity const& rate, YearAxis const& years, std::size_t from, std::size_t to) {
  for (std::size_t year = from + 1; year <= to; ++year) {
    std::size_t const performance_year = year < years.base.size() ? 0 : year - years.base.size();
    Expr const factor = 1.0 + Expr::quantity(rate, year, performance_year);
    for (int step = years[year - 1]; step < years[year]; ++step) value = value * factor;
  }
  return value;
}

}  // namespace

ContractYears::ContractYears(Study const& study, ContractTable const& contract, YearAxis const& years,
                             PanelView view, LinesByYear const& above)
    : study_(study),
      contract_(contract),
      years_(years),
      view_(std::move(view)),
      above_(above),
      agreement_(study.agreement.find(contract.agreement)) {
  for (std::size_t year = 0; year < years.size(); ++year)
    formulas_.push_back(
        std::make_shared<std::map<std::string, Expr> const>(quality_results(study, position(year))));
}

std::vector<NamedTerm> const& ContractYears::terms(std::size_t year) const {
  return contract_.terms_in(years_[year]);
}

Position ContractYears::position(std::size_t year) const {
  Position at;
  at.view = view_;
  at.year = year;
  at.performance_year = year < years_.base.size() ? 0 : year - years_.base.size();
  if (year < formulas_.size()) at.formulas = formulas_[year];
  at.volume = volume_in(study_, contract_.population, years_, year);
  return at;
}

std::size_t ContractYears::position_of(int calendar) const {
  for (std::size_t year = 0; year < years_.size(); ++year)
    if (years_[year] == calendar) return year;
  PLIMSOLL_EXPECT(false);
  return 0;
}

Position ContractYears::opening(std::size_t year) const {
  Position start = position(year);
  if (!view_.without_members) start.cost = start.amount();
  if (!contract_.benchmark.empty()) start.benchmark = benchmark(year, start);
  if (auto const lines = above_.find(year); lines != above_.end())
    for (NamedTerm const& named : terms(year))  // of hundreds of contracts, those that are read
      if (std::optional<std::string> const read = line_read_by(named.term))
        if (auto const line = lines->second.find(*read); line != lines->second.end())
          start.lines.insert(*line);
  return start;
}

Ledger const& ContractYears::ledger(std::size_t year) const {
  auto const found = ledgers_.find(year);
  if (found != ledgers_.end()) return found->second;
  return ledgers_.emplace(year, write_ledger(terms(year), opening(year))).first->second;
}

std::vector<ContractYears::BaseYear> ContractYears::base_years(std::size_t year,
                                                               BenchmarkTable const& table) const {
  std::vector<BaseYear> bases;
  if (!agreement_) {
    if (!table.pbpy)
      for (std::size_t base = 0; base < years_.base.size(); ++base)
        bases.push_back({base, table.base_year_weights[base]});
    return bases;
  }
  std::span<double const> const weights = base_weights(*agreement_, table, study_.run, years_[year]);
  std::vector<int> const before =
      periods_of(*agreement_, study_.run).base_years(years_[year], weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) bases.push_back({position_of(before[i]), weights[i]});
  return bases;
}

/// Cost per beneficiary-year of a base year under the member-grain terms of the year that is settled.
Expr ContractYears::base_year_pbpy(std::size_t base, std::size_t year) const {
  Position at = position(base);
  at.cost = at.amount();
  for (NamedTerm const& named : terms(year))
    if (grain_of(named.term) == Grain::member) advance(named, at);
  return select(at.member_months() > 0.0, at.cost / at.person_years(), 0.0);
}

/// What a renewal gives back of the savings of its base years; those drawn before the first performance year
/// were not reconciled.
Expr ContractYears::given_back(std::vector<BaseYear> const& bases, std::size_t year) const {
  PriorSavingsTable const& table = *agreement_->prior_savings;
  std::vector<Expr> gains;
  for (BaseYear const& base : bases) {
    if (base.year < years_.base.size()) {
      gains.push_back(0.0);
      continue;
    }
    Position const at = position(base.year);
    Ledger const& reconciled = ledger(base.year);
    gains.push_back(
        select(at.member_months() > 0.0, (reconciled.benchmark - reconciled.cost) / at.person_years(), 0.0));
  }
  Position const at = position(year);
  PriorSavingsRule rule{at.value(table.share)};
  if (table.national) rule.most = at.value(table.cap) * at.value(*table.national);
  return prior_savings(gains, rule);
}

Expr ContractYears::benchmark(std::size_t year, Position const& at) const {
  BenchmarkTable const& table = *study_.benchmark.find(contract_.benchmark);
  std::vector<BaseYear> const bases = base_years(year, table);
  Expr pbpy = bases.empty() ? at.value(*table.pbpy) : Expr{0.0};
  for (BaseYear const& base : bases)
    pbpy = pbpy + base.weight * grown(base_year_pbpy(base.year, year), table.trend, years_, base.year, year);
  bool const renewed =
      agreement_ && !bases.empty() && periods_of(*agreement_, study_.run).number(years_[year]) > 0;
  if (renewed && agreement_->prior_savings)
    pbpy = pbpy + grown(given_back(bases, year), table.trend, years_, bases.back().year, year);
  return pbpy * (1.0 + at.value(table.update)) * at.person_years();
}

std::vector<YearSettled> const& ContractYears::settled() const {
  if (!settled_.empty()) return settled_;
  ExitTable const leaving = agreement_ && agreement_->exit ? *agreement_->exit : ExitTable{};
  std::optional<Expr> in_force;
  Expr owing = 0.0;
  for (std::size_t year = years_.base.size(); year < years_.size(); ++year) {
    YearSettled settled = settle(year, ledger(year).settlement, in_force);
    Expr leaves = leaving.year && years_[year] == *leaving.year ? 1.0 : 0.0;
    if (leaving.after_losses) {
      owing = owing_in_a_row(owing, settled.before_carry);
      Expr const enough = owing >= static_cast<double>(*leaving.after_losses);
      leaves = leaves || enough;
      in_force = select(enough, 0.0, in_force ? *in_force : Expr{1.0});
    }
    if (carries()) carry_over(year, leaves, settled);
    settled_.push_back(std::move(settled));
  }
  return settled_;
}

YearSettled ContractYears::settle(std::size_t year, Expr const& settled,
                                  std::optional<Expr> const& in_force) const {
  YearSettled at;
  at.before_carry = settled;
  if (agreement_ && agreement_->exit && agreement_->exit->year) {
    ExitTable const& leaving = *agreement_->exit;
    at.over = years_[year] > *leaving.year;
    if (years_[year] == *leaving.year)
      at.before_carry = settled_on_leaving(
          settled, {static_cast<int>(leaving.months), static_cast<int>(leaving.free_months)});
  }
  at.in_force = at.over ? std::optional<Expr>{0.0} : in_force;
  if (at.over) at.before_carry = 0.0;
  if (!at.over && in_force) at.before_carry = select(*in_force, at.before_carry, 0.0);
  at.settlement = at.before_carry;
  return at;
}

void ContractYears::carry_over(std::size_t year, Expr const& leaves, YearSettled& settled) const {
  CarryTable const& table = *agreement_->carry;
  if (!settled_.empty()) settled.opening = settled_.back().closing;
  bool const last = periods_of(*agreement_, study_.run).is_last(years_[year]);
  Expr const ends = !table.settled_at_end ? Expr{0.0} : last ? Expr{1.0} : leaves;
  Position const at = position(year);
  CarriedYear const carried =
      carry(settled.before_carry, settled.opening, {at.value(table.losses), at.value(table.gains)}, ends);
  settled.settlement = carried.paid;
  settled.closing = carried.closing;
}

}  // namespace plimsoll
