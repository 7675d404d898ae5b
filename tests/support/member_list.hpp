#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/models/contract/ledger.hpp"
#include "plimsoll/models/contract/program.hpp"

namespace plimsoll::test {

/// One member's year, written by hand.
struct MemberYear {
  std::size_t exposure = 0;  ///< position in the view's classes
  int months = 12;
  std::vector<double> dollars;  ///< by service line
};
using MemberList = std::vector<MemberYear>;

/// A tally of the list, from its definition.
inline double tally_of(MemberList const& members, Tally const& tally) {
  double sum = 0.0;
  for (MemberYear const& member : members) {
    if (tally.exposure && static_cast<std::size_t>(*tally.exposure) != member.exposure) continue;
    double cents = 0.0;
    for (std::size_t line = 0; line < member.dollars.size(); ++line)
      if (tally.scope.includes(line)) cents += std::round(member.dollars[line] * 100.0);
    double limit = tally.limit ? tally.limit->fixed() * 100.0 : 0.0;
    if (tally.basis == LimitBasis::annualised) limit = std::round(limit * member.months / 12.0);
    switch (tally.shape) {
      case TallyShape::member_months: sum += member.months; break;
      case TallyShape::amount: sum += cents; break;
      case TallyShape::excess: sum += std::max(0.0, cents - limit); break;
      case TallyShape::over: sum += cents > limit ? 1.0 : 0.0; break;
      case TallyShape::months_over: sum += cents > limit ? member.months : 0.0; break;
    }
  }
  return sum;
}

/// A formula's value where these are the members.
inline double value_on(MemberList const& members, Expr const& expr) {
  Program const program = compile({{"value", 0, Unit::none, "", expr}});
  std::vector<double> numbers;
  for (ColumnSource const& source : program.columns)
    numbers.push_back(tally_of(members, std::get<TallyColumn>(source).tally));
  return evaluate(program, std::span<double const>{numbers}).front();
}

/// Where a contract with these members starts: all they cost, no benchmark.
inline Position members_position(std::vector<std::string> categories = {},
                                 std::vector<std::string> classes = {"*"}) {
  Position at;
  at.view.classes = std::move(classes);
  at.view.categories = std::move(categories);
  at.cost = at.amount();
  return at;
}

/// Dollars to the cent.
inline double to_cents(double dollars) {
  return std::round(dollars * 100.0) / 100.0;
}

/// The ledger of a contract, with the value of its lines on the members.
class LedgerOn {
 public:
  LedgerOn(MemberList members, std::vector<NamedTerm> const& terms, Position start)
      : members_(std::move(members)), ledger_(write_ledger(terms, std::move(start))) {}

  double line(std::string const& name) const {
    auto const found = std::find_if(ledger_.lines.begin(), ledger_.lines.end(),
                                    [&](LedgerLine const& line) { return line.name == name; });
    PLIMSOLL_EXPECT(found != ledger_.lines.end());
    return to_cents(value_on(members_, found->line));
  }
  double cost() const { return to_cents(value_on(members_, ledger_.cost)); }
  double benchmark() const { return to_cents(value_on(members_, ledger_.benchmark)); }
  double settlement() const { return value_on(members_, ledger_.settlement); }
  double exposed() const { return value_on(members_, ledger_.exposed); }

 private:
  MemberList members_;
  Ledger ledger_;
};

}  // namespace plimsoll::test
