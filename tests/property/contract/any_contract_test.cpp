// What holds for every contract that `check` accepts, whatever its clauses and numbers.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "property/contract/arbitrary_contract.hpp"

namespace plimsoll::test {
namespace {

/// Dollar fields of a described value times `factor`.
template <class V>
void scale(V& value, Unit unit, double factor);

template <Described T>
void scale_fields(T& term, double factor) {
  for_each_field<T>([&](auto const& field) { scale(term.*field.at, field.unit, factor); });
}

template <class V>
void scale(V& value, Unit unit, double factor) {
  bool const dollars = unit == Unit::dollars || unit == Unit::dollars_pbpy || unit == Unit::dollars_pmpm;
  if constexpr (Described<V>)
    scale_fields(value, factor);
  else if constexpr (std::is_same_v<V, Quantity>) {
    if (dollars) value = value.fixed() * factor;
  } else if constexpr (std::is_same_v<V, double>) {
    if (dollars) value *= factor;
  } else if constexpr (std::is_same_v<V, TablePoint>) {
    if (dollars) value.value *= factor;
  } else if constexpr (requires { value.has_value(); }) {
    if (value) scale(*value, unit, factor);
  } else if constexpr (requires { typename V::mapped_type; }) {
    for (auto& [name, item] : value) scale(item, unit, factor);
  } else if constexpr (requires { typename V::value_type; } && !std::is_same_v<V, std::string>) {
    for (auto& item : value) scale(item, unit, factor);
  }
}

std::vector<NamedTerm> scaled(std::vector<NamedTerm> terms, double factor) {
  for (NamedTerm& named : terms) std::visit([&](auto& term) { scale_fields(term, factor); }, named.term);
  return terms;
}

/// Lines, running amounts and settlement of a contract in one year.
struct Settled {
  std::vector<double> lines, after;
  double settlement = 0.0, exposed = 0.0, owed_at_most = 0.0, earned_at_most = 0.0;

  Settled(std::vector<NamedTerm> const& terms, PanelYear const& year) {
    Ledger const ledger = write_ledger(terms, panel_position());
    std::vector<Expr> formulas{ledger.settlement, ledger.exposed, contract_maximum(terms, panel_position()),
                               most_earned(terms, panel_position())};
    for (LedgerLine const& line : ledger.lines) formulas.push_back(line.line);
    for (LedgerLine const& line : ledger.lines) formulas.push_back(line.after);
    std::vector<double> const values = values_in(formulas, year);
    settlement = values[0], exposed = values[1], owed_at_most = values[2], earned_at_most = values[3];
    auto const middle = values.begin() + 4 + static_cast<std::ptrdiff_t>(ledger.lines.size());
    lines.assign(values.begin() + 4, middle);
    after.assign(middle, values.end());
  }
};

RC_GTEST_PROP(AnyContract, SettlesToTheSumOfItsBalanceLines, ()) {
  auto const terms = arbitrary_contract();
  PanelYear const year = arbitrary_year();
  Settled const settled(terms, year);
  double balance = 0.0, largest = 0.0;
  for (std::size_t i = 0; i < settled.lines.size(); ++i) {
    bool const rounding = i == terms.size();
    if (!rounding && target_of(terms[i].term) != Target::balance) continue;
    balance += settled.lines[i];
    largest = std::max(largest, std::abs(settled.after[i]));
    RC_ASSERT(std::abs(balance - settled.after[i]) <= 1e-12 * largest);
  }
  RC_ASSERT(std::abs(balance - settled.settlement) <= 1e-12 * largest);
  RC_ASSERT(settled.settlement == std::round(settled.settlement * 100.0) / 100.0);
}

RC_GTEST_PROP(AnyContract, NeverGivesNaN, ()) {
  auto const terms = arbitrary_contract();
  PanelYear year = arbitrary_year();
  if (arbitrary_flag()) year.member_months = 0.0;
  if (arbitrary_flag()) year.cost = 0.0;
  if (arbitrary_flag()) year.benchmark = *rc::gen::element(0.0, -1.0, 1e-300, 1e12);
  Settled const settled(terms, year);
  for (double line : settled.lines) RC_ASSERT(std::isfinite(line));
  for (double amount : settled.after) RC_ASSERT(std::isfinite(amount));
  RC_ASSERT(std::isfinite(settled.owed_at_most));
  RC_ASSERT(std::isfinite(settled.earned_at_most));
}

RC_GTEST_PROP(AnyContract, WithoutExposureSettlesNothingButFixedCostAndSaysSo, ()) {
  auto const terms = arbitrary_contract();
  PanelYear year = arbitrary_year();
  year.member_months = 0.0;
  Settled const settled(terms, year);
  RC_PRE(settled.exposed == 0.0);
  double spent = 0.0;  // own cost fixed in dollars is spent all the same
  for (std::size_t i = 0; i < terms.size(); ++i)
    if (stands_without_exposure(terms[i].term)) spent += settled.lines[i];
  RC_ASSERT(settled.settlement == std::round(spent * 100.0) / 100.0);
}

/// Rounding to whole cents inside (minima, target prices) is all that keeps dollars from scaling exactly; a
/// gate whose two sides meet to the cent may then fall either way, which is what the one exception says.
RC_GTEST_PROP(AnyContract, DollarsScale, ()) {
  auto const terms = arbitrary_contract();
  PanelYear const year = arbitrary_year();
  double const factor = 1024.0;
  PanelYear const larger{year.member_months, year.cost * factor, year.benchmark * factor};
  double const once = Settled(terms, year).settlement;
  double const scaled_up = Settled(scaled(terms, factor), larger).settlement;
  bool const by_episode = std::any_of(terms.begin(), terms.end(), [](NamedTerm const& named) {
    return std::holds_alternative<EpisodeTarget>(named.term);  // a price to the cent, times all episodes
  });
  double const episodes = by_episode ? year.member_months / 12.0 : 0.0;
  double const slack = factor * (0.02 + 0.01 * episodes) + 1e-9 * std::abs(scaled_up);
  RC_ASSERT(std::abs(scaled_up - factor * once) <= slack);
}

/// The test of the tests: over the draws of one run every kind of term stands in some contract.
TEST(AnyContract, EveryKindOfTermIsDrawn) {
  std::set<std::string_view> seen;
  rc::detail::TestParams params;
  params.seed = 20260715;
  params.maxSuccess = 2000;
  rc::detail::checkTestable(
      [&] {
        for (NamedTerm const& named : arbitrary_contract()) seen.insert(clause_of(named.term).kind);
      },
      rc::detail::TestMetadata{}, params);
  for_each_alternative<Term>(
      [&]<class T>() { EXPECT_TRUE(seen.contains(T::clause.kind)) << T::clause.kind; });
}

}  // namespace
}  // namespace plimsoll::test
