#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <concepts>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "plimsoll/models/contract/ledger.hpp"
#include "plimsoll/models/contract/program.hpp"

// Contracts of any clauses with any numbers their field tables allow, so that a new term is under every
// property as soon as it is in the variant. Call inside a rapidcheck property only: every draw is one of its.
namespace plimsoll::test {

/// A number of a field: within its range, and of a size its unit makes plausible. Money is in whole cents.
inline double arbitrary_number(Unit unit, Range range) {
  constexpr int grid = 1'000'000;
  double const largest = unit == Unit::dollars        ? 1e8
                         : unit == Unit::dollars_pbpy ? 1e5
                         : unit == Unit::dollars_pmpm ? 2e3
                         : unit == Unit::members      ? 1e5
                         : unit == Unit::months       ? 12.0
                                                      : 3.0;
  double const low = std::max(range.low, -largest), high = std::min(range.high, largest);
  double const share = static_cast<double>(*rc::gen::inRange(0, grid + 1)) / grid;
  double const number = low + (high - low) * share;
  return std::round(number * 1e6) / 1e6;
}

inline bool arbitrary_flag() {
  return *rc::gen::inRange(0, 2) == 1;
}

/// What the fields of one contract may name.
struct Names {
  std::vector<std::string> classes{"esrd", "aged"};
  std::vector<std::string> categories{"inpatient", "professional"};
  std::vector<std::string> lines;  ///< of terms above
};

class Filler {
 public:
  explicit Filler(plimsoll::test::Names const& names) : names_(names) {}

  template <Described T>
  void fill(T& term) {
    for_each_field<T>([&](auto const& field) { value(term.*field.at, field.unit, field.range); });
  }

 private:
  void value(double& out, Unit unit, Range range) { out = arbitrary_number(unit, range); }
  void value(std::int64_t& out, Unit, Range range) {
    out = *rc::gen::inRange<std::int64_t>(static_cast<std::int64_t>(std::max(range.low, 0.0)),
                                          static_cast<std::int64_t>(std::min(range.high, 4.0)) + 1);
  }
  void value(bool& out, Unit, Range) { out = arbitrary_flag(); }
  void value(Quantity& out, Unit unit, Range range) { out = arbitrary_number(unit, range); }
  void value(std::string& out, Unit, Range) {
    out = names_.lines.empty() ? std::string{} : *rc::gen::elementOf(names_.lines);
  }
  void value(TablePoint& out, Unit unit, Range range) { out.value = arbitrary_number(unit, range); }
  template <class E>
  requires std::is_enum_v<E>
  void value(E& out, Unit, Range) {
    auto const& pairs = plimsoll::Names<E>::pairs;
    out = pairs[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(pairs.size())))].second;
  }
  template <Described T>
  void value(T& out, Unit, Range) {
    fill(out);
  }
  template <class T>
  void value(std::optional<T>& out, Unit unit, Range range) {
    if (!arbitrary_flag()) return out.reset();
    value(out.emplace(), unit, range);
  }
  template <class T>
  void value(std::map<std::string, T>& out, Unit unit, Range range) {
    for (std::string const& name : names_.classes) value(out[name], unit, range);
  }
  /// Categories of the panel, a non-empty part of them.
  void value(std::vector<std::string>& out, Unit, Range) { out = {*rc::gen::elementOf(names_.categories)}; }
  /// Bands and ladders start at 0; their steps are those of shares, of members where values are.
  void value(std::vector<TablePoint>& out, Unit unit, Range range) {
    out.clear();
    double at = 0.0;
    for (int count = *rc::gen::inRange(1, 5); count > 0; --count) {
      out.push_back({at, 0.0});
      value(out.back(), unit, range);
      at += 0.001 * *rc::gen::inRange(1, 200);
    }
  }
  template <class T>
  void value(std::vector<T>& out, Unit unit, Range range) {
    out.assign(3, T{});  // three base years, three earlier gains, three conditions
    for (T& item : out) value(item, unit, range);
  }

  plimsoll::test::Names const& names_;
};

/// What fields of one term owe each other, which no single field's range can tell.
template <class T>
void agree(T&) {}
inline void agree(HistoricalBenchmark& history) {
  history.weights = {0.25, 0.25, 0.5};
  for (ListByClass* lists : {&history.trend, &history.risk_ratio})
    for (auto& [type, list] : *lists) list.pop_back();  // the last base year is carried nowhere
}
inline void agree(MipsCategoryAdjustment& term) {
  term.quality_weight = term.cost_weight = 0.25;
  term.improvement_weight = 0.125;
  term.interoperability_weight = 0.375;
}

inline PanelView arbitrary_view() {
  PanelView view;
  view.classes = plimsoll::test::Names{}.classes;
  view.categories = plimsoll::test::Names{}.categories;
  return view;
}

template <class T>
T arbitrary(plimsoll::test::Names const& names) {
  T term{};
  Filler filler(names);
  filler.fill(term);
  agree(term);
  return term;
}

/// A term of the n-th kind.
inline Term arbitrary_term(std::size_t kind, plimsoll::test::Names const& names) {
  Term term;
  std::size_t number = 0;
  for_each_alternative<Term>([&]<class T>() {
    if (number++ == kind) term = arbitrary<T>(names);
  });
  return term;
}

/// A contract `check` accepts: terms on members first, then gross savings (mostly), then others in any order.
/// Terms that would be refused where they stand are left out.
inline std::vector<NamedTerm> arbitrary_contract() {
  constexpr auto kinds = static_cast<int>(std::variant_size_v<Term>);
  // Resized, or the last kinds of the variant would hardly ever be drawn: ranges grow with the size of a
  // test.
  auto const any_kind = rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, kinds));
  std::vector<std::size_t> drawn;
  for (int count = *rc::gen::inRange(1, 9); count > 0; --count)
    drawn.push_back(static_cast<std::size_t>(*any_kind));
  std::vector<NamedTerm> terms;
  plimsoll::test::Names names;
  auto const add = [&](Term term) {
    terms.push_back({"line_" + std::to_string(terms.size()), std::move(term), {}});
    if (faults_of(terms, arbitrary_view()).empty())
      names.lines.push_back(terms.back().name);
    else
      terms.pop_back();
  };
  auto const open_build = [&] {
    if (std::none_of(terms.begin(), terms.end(), [](auto const& named) { return starts_build(named.term); }))
      add(arbitrary<HistoricalBenchmark>(names));
  };
  for (Grain grain : {Grain::member, Grain::contract}) {
    if (grain == Grain::contract && *rc::gen::inRange(0, 5) > 0) add(GrossSavings{});
    for (std::size_t kind : drawn) {
      Term term = arbitrary_term(kind, names);
      if (grain_of(term) != grain) continue;
      if (needs_build(term)) open_build();
      add(std::move(term));
    }
  }
  return terms;
}

/// A year of a panel: tallies are in proportion to each other as in a real one, and in proportion to its
/// dollars.
struct PanelYear {
  double member_months = 120'000.0;
  double cost = 9e7;       ///< dollars
  double benchmark = 1e8;  ///< dollars

  double number_of(ColumnSource const& source) const {
    auto const* const leaf = std::get_if<TallyColumn>(&source);
    if (!leaf) return std::get<NamedColumn>(source).name == "benchmark" ? benchmark : 0.0;
    double share = 1.0;
    if (leaf->tally.exposure) share *= *leaf->tally.exposure == ExposureClass{0} ? 0.25 : 0.75;
    if (!leaf->tally.scope.is_all()) share *= 0.5;
    if (leaf->tally.shape == TallyShape::member_months) return member_months * share;
    if (leaf->tally.limit && cost > 0.0)  // what is above falls as the limit rises against the mean cost
      share *= 0.3 / (1.0 + leaf->tally.limit->fixed() * (member_months / 12.0) / (10.0 * cost));
    return cost * share * 100.0;
  }
};

inline PanelYear arbitrary_year() {
  PanelYear year;
  year.member_months = 12.0 * *rc::gen::inRange(1, 100'000);
  year.benchmark = year.member_months * *rc::gen::inRange(100, 3'000);
  year.cost = year.benchmark * 0.001 * *rc::gen::inRange(0, 2'500);
  return year;
}

inline Position panel_position() {
  Position at;
  at.view = arbitrary_view();
  at.cost = at.amount();
  at.benchmark = Expr::named("benchmark");
  return at;
}

inline std::vector<double> values_in(std::vector<Expr> const& formulas, PanelYear const& year) {
  std::vector<NamedExpr> outputs;
  for (Expr const& formula : formulas) outputs.push_back({"value", 0, Unit::dollars, "", formula});
  Program const program = compile(outputs);
  std::vector<double> columns;
  for (ColumnSource const& source : program.columns) columns.push_back(year.number_of(source));
  return evaluate(program, columns);
}

}  // namespace plimsoll::test
