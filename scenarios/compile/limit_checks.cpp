#include "compile/limit_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace plimsoll {
namespace {

constexpr double thousand = 1000.0;
constexpr double written_in_thousands = 2000.0;  // a limit below it is no year of care: 250 means 250,000

double central_level(PanelMoves const& moves, YearAxis const& years) {
  double level =
      moves.score.central() * moves.utilization.central() * moves.cost_level.central() / moves.law_level;
  for (ProgramEffect const& effect : moves.effects) level *= 1.0 - effect.part(0) * effect.share.central();
  return level * std::pow(1.0 + moves.trend.central(), years.performance.front() - moves.cost_year);
}

/// Digits in groups of three, as TOML has them.
std::string grouped(double dollars) {
  std::string text = fmt::format("{:.0f}", dollars);
  for (auto place = static_cast<std::ptrdiff_t>(text.size()) - 3; place > 0; place -= 3)
    text.insert(static_cast<std::size_t>(place), "_");
  return text;
}

double smallest(Quantity const& limit) {
  if (limit.is_reference()) return std::numeric_limits<double>::infinity();
  double least = limit.central();
  for (std::size_t year = 1; year < limit.years_listed(); ++year) least = std::min(least, limit.fixed(year));
  return least;
}

/// One contract's terms against what its members spend.
class LimitCheck {
 public:
  explicit LimitCheck(PanelNames const& panel) : panel_(panel) {}

  std::vector<Problem> run(ContractTable const& contract) {
    at_.view = view_of(contract, {{contract.population, panel_}});
    for (NamedTerm const& named : contract.terms) {
      if (auto const* const cover = std::get_if<SpecificStopLoss>(&named.term))
        check(named.name + ".attachment", "attachment", cover->attachment, mean_of_contract());
      if (auto const* const cap = std::get_if<ClaimantCap>(&named.term)) check(named.name, *cap);
      if (grain_of(named.term) == Grain::member) advance(named, at_);
    }
    return std::move(problems_);
  }

 private:
  void check(std::string const& name, ClaimantCap const& cap) {
    for (std::size_t index = 0; index < panel_.spend.size(); ++index) {
      auto const limit = cap.limits.find(panel_.view.classes[index]);
      if (limit != cap.limits.end() && covers(at_.view, static_cast<ExposureClass>(index)))
        check(name + ".limits." + limit->first, "limit", limit->second, in_scope(panel_.spend[index]));
    }
  }

  void check(std::string key, std::string_view word, Quantity const& limit, double mean) {
    double const dollars = smallest(limit);
    if (dollars >= mean) return;
    problems_.push_back(
        {{},
         std::move(key),
         fmt::format("{} {} is below the mean spend of {}", word, grouped(dollars), grouped(mean)),
         "dollars of one member's year, which the average member would exceed",
         dollars < written_in_thousands && dollars * thousand >= mean
             ? fmt::format("did you mean {}?", grouped(dollars * thousand))
             : "limits on a member's year are mostly 100_000 to 500_000"});
  }

  double in_scope(ClassSpend const& spend) const {
    double sum = 0.0;
    for (std::size_t line = 0; line < spend.pbpy.size(); ++line)
      if (at_.scope.includes(line)) sum += spend.pbpy[line];
    return sum;
  }

  double mean_of_contract() const {
    double dollars = 0.0, lives = 0.0;
    for (std::size_t index = 0; index < panel_.spend.size(); ++index) {
      if (!covers(at_.view, static_cast<ExposureClass>(index))) continue;
      dollars += panel_.spend[index].person_years * in_scope(panel_.spend[index]);
      lives += panel_.spend[index].person_years;
    }
    return lives > 0.0 ? dollars / lives : 0.0;
  }

  PanelNames const& panel_;
  Position at_;
  std::vector<Problem> problems_;
};

bool limits_members(Term const& term) {
  return std::holds_alternative<ClaimantCap>(term) || std::holds_alternative<SpecificStopLoss>(term);
}

}  // namespace

std::vector<ClassSpend> mean_spend(MemberPanel const& panel, CostModel const& model, YearAxis const& years) {
  std::vector<ClassSpend> spend;
  double const level = central_level(panel.moves, years);
  std::vector<std::vector<double>> means;  // by cell of the roster, then category: members are many
  for (RiskCell const& cell : panel.roster->cells) {
    std::vector<double>& mean = means.emplace_back();
    for (CategoryLaw const& law : model.cells[find_cell(model, cell)].laws) mean.push_back(moments(law).mean);
  }
  for (RosterMember const& member : panel.roster->members) {
    auto const index = static_cast<std::size_t>(panel.class_of_cell[member.cell]);
    if (index >= spend.size()) spend.resize(index + 1);
    spend[index].pbpy.resize(model.categories.size());
    double const share_of_year = member.months / 12.0;
    spend[index].person_years += share_of_year;
    std::vector<double> const& mean = means[member.cell];
    for (std::size_t line = 0; line < mean.size(); ++line)
      spend[index].pbpy[line] += mean[line] * member.score * share_of_year * level;
  }
  for (ClassSpend& members : spend)
    for (double& dollars : members.pbpy) dollars /= members.person_years;
  return spend;
}

std::vector<ClassSpend> mean_spend(ClassPanel const& panel, YearAxis const& years) {
  double const mean = panel.pbpy.central() * central_level(panel.moves, years);
  std::vector<ClassSpend> spend;
  for (ClassPanel::Class const& members : panel.classes)
    spend.push_back({members.members * panel.months / 12.0, {mean * members.relative_cost}});
  return spend;
}

std::vector<Problem> low_limits(ContractTable const& contract, PanelNames const& panel) {
  return LimitCheck(panel).run(contract);
}

void note_limits(Study const& study, Panels const& panels, std::vector<std::string>& notices) {
  for (ContractTable const& contract : study.contract)
    for (NamedTerm const& named : contract.terms) {
      if (!limits_members(named.term)) continue;
      std::string const key = "contract." + contract.id + "." + named.name;
      if (study.run.engine == EngineKind::panel) {
        notices.push_back(key +
                          ": engine panel draws no members, so nothing is cut here; process_cv must be that "
                          "of capped cost");
        continue;
      }
      auto const* const cap = std::get_if<ClaimantCap>(&named.term);
      if (!cap) continue;
      for (std::string const& enrolment : panels.at(contract.population).view.classes)
        if (!cap->limits.contains(enrolment))
          notices.push_back(fmt::format(
              "{}: no limit for enrolment type \"{}\", whose members are not capped", key, enrolment));
    }
}

}  // namespace plimsoll
