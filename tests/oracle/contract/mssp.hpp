#pragma once

#include <array>
#include <optional>
#include <vector>

#include "plimsoll/models/contract/ledger.hpp"
#include "plimsoll/models/contract/program.hpp"

// The MSSP tracks as lists of terms, written here a second time on purpose: the rule packs are data under
// test.
namespace plimsoll::test {

/// What an ACO brings to its contract.
struct Aco {
  double score = 0.9;
  double standard = 0.7705;
  double alternative = 0.0;
  double revenue = 0.0;
  std::optional<Quantity> minimum = {};  ///< symmetric election; rate by size when empty
};

/// Table ER31DE18.023 (contracts.md 1.3-C).
inline std::vector<TablePoint> const& rate_by_size() {
  static std::vector<TablePoint> const points{
      {500, .122},  {1000, .087}, {3000, .05},   {5000, .039},  {6000, .036},  {7000, .034}, {8000, .032},
      {9000, .031}, {10000, .03}, {15000, .027}, {20000, .025}, {50000, .022}, {60000, .02}};
  return points;
}

inline std::vector<NamedTerm> one_sided(Aco const& aco, bool low_revenue) {
  std::vector<NamedTerm> terms{{"gross_savings", GrossSavings{}, {}},
                               {"minimum", MinimumSavings{{}, rate_by_size(), {}}, {}}};
  if (low_revenue) terms.push_back({"low_revenue_relief", LowRevenueRelief{}, {}});
  terms.push_back({"upside_only", UpsideOnly{}, {}});
  terms.push_back({"quality", QualityStandard{aco.score, aco.standard, aco.alternative}, {}});
  terms.push_back({"savings_share", SavingsShare{0.40}, {}});
  terms.push_back({"sequestration", Sequestration{0.02}, {}});
  terms.push_back({"savings_cap", SavingsCap{0.10}, {}});
  return terms;
}

inline std::vector<NamedTerm> two_sided(Aco const& aco, double revenue_cap, double benchmark_cap) {
  return {{"gross_savings", GrossSavings{}, {}},
          {"minimum", SymmetricMinimum{aco.minimum, rate_by_size(), {}}, {}},
          {"quality", QualityStandard{aco.score, aco.standard, aco.alternative}, {}},
          {"savings_share", SavingsShare{0.50}, {}},
          {"loss_share", LossShare{0.30}, {}},
          {"loss_cap", LossCap{benchmark_cap, revenue_cap, aco.revenue, {}}, {}},
          {"sequestration", Sequestration{0.02}, {}},
          {"savings_cap", SavingsCap{0.10}, {}}};
}
inline std::vector<NamedTerm> basic_c(Aco const& aco) {
  return two_sided(aco, 0.02, 0.01);
}
inline std::vector<NamedTerm> basic_d(Aco const& aco) {
  return two_sided(aco, 0.04, 0.02);
}
inline std::vector<NamedTerm> basic_e(Aco const& aco) {
  return two_sided(aco, 0.08, 0.04);
}

inline std::vector<NamedTerm> enhanced(Aco const& aco) {
  return {{"gross_savings", GrossSavings{}, {}},
          {"minimum", SymmetricMinimum{aco.minimum, rate_by_size(), {}}, {}},
          {"quality", QualityStandard{aco.score, aco.standard, aco.alternative}, {}},
          {"savings_share", SavingsShare{0.75}, {}},
          {"loss_share", QualityLossShare{0.75, 0.40, 0.75, aco.score, aco.standard, aco.alternative}, {}},
          {"loss_cap", LossCap{0.15, {}, {}, {}}, {}},
          {"sequestration", Sequestration{0.02}, {}},
          {"savings_cap", SavingsCap{0.20}, {}}};
}

/// Cost, benchmark and member months as named columns.
inline Position named_position() {
  Position at;
  at.cost = Expr::named("cost");
  at.benchmark = Expr::named("benchmark");
  at.months = Expr::named("months");
  return at;
}

struct Year {
  double benchmark = 0.0;
  double cost = 0.0;
  double person_years = 12'000.0;
};

inline double value_in(Expr const& expr, Year const& year) {
  std::array<std::pair<std::string, double>, 3> const numbers{
      {{"cost", year.cost}, {"benchmark", year.benchmark}, {"months", 12.0 * year.person_years}}};
  return evaluate(expr, numbers);
}

inline double settle(std::vector<NamedTerm> const& terms, Year const& year) {
  return value_in(write_ledger(terms, named_position()).settlement, year);
}

}  // namespace plimsoll::test
