#include "panel_needs.hpp"

#include <cmath>

namespace plimsoll::bench {
namespace {

/// Expected pages of four for the claims after the first: the sum over k of P(N > 1 + 4k).
double further_pages(CountLaw const& law) {
  double pages = 0.0, above = 1.0;  // above: P(N > n)
  for (std::int64_t n = 0; above > 1e-12 && n < 10'000; ++n) {
    above -= std::exp(log_probability(law, n));
    if (n % 4 == 1) pages += above;
  }
  return pages;
}

/// Chance that a rare category's byte leaves a claim possible: the bytes whose first place lies below the
/// bound.
double chance_possible(CategoryTables const& tables) {
  constexpr double places_of_a_byte = static_cast<double>(1u << (CountGuide::place_bits - 8));
  return std::ceil(tables.guide->any_below(tables.mean) / places_of_a_byte) / 256.0;
}

void add_claims(KernelNeeds& needs, double share, CountLaw const& law) {
  double const pages = further_pages(law);
  needs.counts += share;
  needs.first_amounts += share;
  needs.lists_of_more += share;
  needs.four_amounts += share * pages;
  needs.pages += share * pages;
  needs.prices += share;
}

void add_sums(KernelNeeds& needs, double share, CategoryTables const& tables, bool rare) {
  double const drawn = rare ? share * chance_possible(tables) : share;
  if (rare) {
    needs.rare_lists += share;
    needs.pages += drawn;
  }
  needs.counts += drawn;
  needs.sums += drawn;
}

}  // namespace

KernelNeeds needs_of(TabledPanel const& panel, CostModel const& model, AmountDraw amounts) {
  Roster const& roster = *panel.members.roster;
  KernelNeeds needs;
  needs.pages = panel.pages.pages();
  needs.tallies = 1.0;
  std::vector<double> share(roster.cells.size(), 0.0);
  for (RosterMember const& member : roster.members)
    share[member.cell] += 1.0 / static_cast<double>(roster.members.size());
  for (std::size_t cell = 0; cell < share.size(); ++cell) {
    CellLaw const& laws = model.cells[find_cell(model, roster.cells[cell])];
    for (std::size_t category = 0; category < laws.laws.size(); ++category)
      if (amounts == AmountDraw::each_claim)
        add_claims(needs, share[cell], laws.laws[category].count);
      else
        add_sums(needs, share[cell], panel.cells[cell][category], panel.pages.slots()[category].rare);
  }
  return needs;
}

}  // namespace plimsoll::bench
