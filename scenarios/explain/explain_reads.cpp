#include "explain/explain_reads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace plimsoll {
namespace {

/// What the field tables say of a number of a term.
struct Said {
  Unit unit = Unit::none;
  std::string what, cites;
};

template <Described T>
std::optional<Said> said_in(T const& part, KeyPath const& path) {
  std::optional<Said> said;
  for_each_field<T>([&](auto const& field) {
    auto const& value = part.*field.at;
    using V = std::remove_cvref_t<decltype(value)>;
    bool here = false;
    if constexpr (std::is_same_v<V, Quantity>)
      here = value.path() == path;
    else if constexpr (std::is_same_v<V, std::optional<Quantity>>)
      here = value && value->path() == path;
    else if constexpr (Described<V>)
      if (!said) said = said_in(value, path);
    if (here) said = Said{field.unit, std::string(field.says), std::string(field.key)};
  });
  return said;
}

Said said_of(std::vector<NamedTerm> const& terms, KeyPath const& path) {
  for (NamedTerm const& named : terms) {
    std::optional<Said> said = std::visit([&](auto const& term) { return said_in(term, path); }, named.term);
    if (!said) continue;
    auto cites = named.cites.find(said->cites);
    if (cites == named.cites.end()) cites = named.cites.find("");
    said->cites = cites != named.cites.end() ? cites->second : std::string(clause_of(named.term).cites);
    return *said;
  }
  return {Unit::none, path.keys().back(), ""};
}

/// Tallies that differ in the enrolment type only are read as their sum.
std::string name_of(Tally const& tally, PanelView const& view) {
  auto const limit = [&] {
    std::string const path = tally.limit->path().text();
    return path.empty() && tally.limit->is_fixed() ? fmt::format("${:.2f}", tally.limit->fixed()) : path;
  };
  std::string what;
  switch (tally.shape) {
    case TallyShape::member_months: what = "member months"; break;
    case TallyShape::amount: what = "what members cost"; break;
    case TallyShape::excess: what = "what members cost above the limit of each (" + limit() + ")"; break;
    case TallyShape::over: what = "members above the limit of each (" + limit() + ")"; break;
    case TallyShape::months_over: what = "months of members above the limit of each (" + limit() + ")"; break;
  }
  if (tally.scope.is_all()) return what;
  std::string in;
  for (std::size_t i = 0; i < view.categories.size(); ++i)
    if (tally.scope.includes(i)) in += (in.empty() ? "" : ", ") + view.categories[i];
  return what + " in " + in;
}

class LineReader {
 public:
  LineReader(std::vector<NamedTerm> const& terms, PanelView const& view,
             std::map<Expr::Node const*, std::string> const& known, std::size_t year)
      : terms_(terms), view_(view), known_(known), year_(year) {}

  std::vector<Read> read(Expr const& line) {
    follow(line, true);
    return std::move(reads_);
  }

 private:
  void follow(Expr const& expr, bool top) {
    if (!seen_.insert(&expr.node()).second) return;
    if (auto const above = known_.find(&expr.node()); !top && above != known_.end())
      return add({above->second, "above", Unit::dollars, expr});
    Expr::Node const& node = expr.node();
    if (node.op == Op::value) {
      Said const said = said_of(terms_, node.path);
      return add({said.what, "fixed, " + node.path.text() + (said.cites.empty() ? "" : "; " + said.cites),
                  said.unit, expr});
    }
    if (node.op == Op::column) return column(expr);
    for (Expr const& argument : node.arguments) follow(argument, false);
  }

  void column(Expr const& expr) {
    std::visit(
        [&]<class Source>(Source const& source) {
          if constexpr (std::is_same_v<Source, TallyColumn>)
            tally(source, expr);
          else if constexpr (std::is_same_v<Source, DriverColumn>)
            add({said_of(terms_, source.driver.path).what, "drawn, " + source.driver.path.text(),
                 source.driver.unit, expr});
          else if constexpr (std::is_same_v<Source, MeasureColumn>)
            add({"rate as measured", "drawn from the patients counted, " + source.rate.path.text(),
                 Unit::fraction, expr});
        },
        expr.node().source);
  }

  void tally(TallyColumn const& source, Expr const& expr) {
    auto const known = [&](TallyColumn const& other) {
      return other.year == source.year && other.tally == source.tally;
    };
    if (std::any_of(tallies_.begin(), tallies_.end(), known)) return;
    tallies_.push_back(source);
    bool const money = source.tally.shape == TallyShape::amount || source.tally.shape == TallyShape::excess;
    std::string const base = source.year == year_ ? "" : " in an earlier year of the axis";
    Unit const unit = money                                    ? Unit::dollars
                      : source.tally.shape == TallyShape::over ? Unit::members
                                                               : Unit::member_months;
    add({name_of(source.tally, view_) + base, "tallied over the members of the trial", unit,
         money ? expr / 100.0 : expr});
  }

  void add(Read read) {
    auto const same = std::find_if(reads_.begin(), reads_.end(), [&](Read const& known) {
      return known.what == read.what && known.from == read.from;
    });
    if (same == reads_.end())
      reads_.push_back(std::move(read));
    else if (read.from.starts_with("tallied"))
      same->value = same->value + read.value;
  }

  std::vector<NamedTerm> const& terms_;
  PanelView const& view_;
  std::map<Expr::Node const*, std::string> const& known_;
  std::size_t year_;
  std::set<Expr::Node const*> seen_;
  std::vector<TallyColumn> tallies_;
  std::vector<Read> reads_;
};

}  // namespace

std::vector<std::vector<Read>> reads_of(OpenedContract const& opened, Ledger const& ledger) {
  std::map<Expr::Node const*, std::string> known;
  for (auto const& [name, line] : opened.start.lines) known[&line.node()] = "line " + name;
  known[&opened.start.cost.node()] = "cost so far";
  known[&opened.start.benchmark.node()] = "benchmark so far";
  std::vector<std::vector<Read>> reads;
  for (LedgerLine const& line : ledger.lines) {
    reads.push_back(LineReader(*opened.terms, opened.start.view, known, opened.start.year).read(line.line));
    known[&line.line.node()] = "line " + line.name;
    known[&line.after.node()] = fmt::format("{} so far", name_in_study(line.target));
  }
  return reads;
}

}  // namespace plimsoll
