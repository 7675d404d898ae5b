#include "explain/explain_reads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "plimsoll/scenarios/term_numbers.hpp"

namespace plimsoll {
namespace {

TermNumber said_of(std::vector<TermNumber> const& numbers, KeyPath const& path) {
  auto const found = std::find_if(numbers.begin(), numbers.end(),
                                  [&](TermNumber const& number) { return number.path == path; });
  if (found != numbers.end()) return *found;
  TermNumber other;
  other.says = path.keys().back();
  return other;
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
  LineReader(std::vector<TermNumber> const& numbers, PanelView const& view,
             std::map<Expr::Node const*, std::string> const& known, std::size_t year)
      : numbers_(numbers), view_(view), known_(known), year_(year) {}

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
      TermNumber const said = said_of(numbers_, node.path);
      return add({said.says, "fixed, " + node.path.text() + (said.cites.empty() ? "" : "; " + said.cites),
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
            add({said_of(numbers_, source.driver.path).says, "drawn, " + source.driver.path.text(),
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

  std::vector<TermNumber> const& numbers_;
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
  std::vector<TermNumber> const numbers = numbers_of(*opened.terms);
  std::vector<std::vector<Read>> reads;
  for (LedgerLine const& line : ledger.lines) {
    reads.push_back(LineReader(numbers, opened.start.view, known, opened.start.year).read(line.line));
    known[&line.line.node()] = "line " + line.name;
    known[&line.after.node()] = fmt::format("{} so far", name_in_study(line.target));
  }
  return reads;
}

}  // namespace plimsoll
