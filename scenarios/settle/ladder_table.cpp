#include "plimsoll/scenarios/ladder_table.hpp"

#include <fmt/format.h>

namespace plimsoll {
namespace {

/// Settlement with term number `place` as `term` stands, and the others at their best.
Expr settled(std::span<NamedTerm const> terms, std::size_t place, Term const& term, Position at) {
  for (std::size_t i = 0; i < terms.size(); ++i) {
    at.outcome = i == place ? Outcome::drawn : Outcome::best;
    NamedTerm named = terms[i];
    if (i == place) named.term = term;
    advance(named, at);
  }
  return round_cents(at.balance);
}

}  // namespace

Table ladder_table(std::string const& contract, std::span<NamedTerm const> terms, Position const& start,
                   std::function<double(Expr const&)> const& value_of) {
  TableBuilder table("ladder." + contract, "What each level is worth in " + contract);
  table.column("term", "term", Unit::none, Presentation::text)
      .column("level", "level", Unit::none, Presentation::number)
      .column("dollars", "settlement", Unit::dollars, Presentation::cents)
      .column("marginal", "over the level below", Unit::dollars, Presentation::cents);
  for (std::size_t place = 0; place < terms.size(); ++place)
    std::visit(
        [&](auto const& term) {
          if constexpr (requires { rungs_of(term); }) {
            double below = 0.0;
            for (auto const& rung : rungs_of(term)) {
              double const dollars = value_of(settled(terms, place, Term{rung.term}, start));
              std::string const row = fmt::format("{}.{}", terms[place].name, rung.at),
                                id = contract + "." + row;
              table.row(row, {terms[place].name, exact_figure(id + ".level", rung.at, Unit::none),
                              exact_figure(id + ".dollars", dollars, Unit::dollars),
                              exact_figure(id + ".marginal", dollars - below, Unit::dollars)});
              below = dollars;
            }
          }
        },
        terms[place].term);
  return table.build();
}

}  // namespace plimsoll
