#include "plimsoll/models/contract/corridor.hpp"

#include <fmt/format.h>

#include "plimsoll/models/contract/term_fault.hpp"

namespace plimsoll {
namespace {

using Bands = std::vector<TablePoint>;

/// Our part of `amount`, which is not negative.
Expr shared(Bands const& bands, Expr const& amount, Expr const& benchmark) {
  Expr sum = 0.0;
  for (std::size_t i = 0; i < bands.size(); ++i) {
    Expr const above = i == 0 ? amount : max(amount - where_of(bands[i]) * benchmark, 0.0);
    bool const open = i + 1 == bands.size();
    Expr const inside = open ? above : min(above, (where_of(bands[i + 1]) - where_of(bands[i])) * benchmark);
    sum = sum + value_of(bands[i]) * inside;
  }
  return sum;
}

void check_bands(char const* side, Bands const& bands, std::vector<Problem>& problems) {
  if (bands.empty()) return;
  if (bands.front().at < 0.0 || bands.front().at > 0.0)
    problems.push_back(term_fault(side, fmt::format("the first band is from {}", bands.front().at),
                                  "nothing would say who bears what lies below it", "start it from 0"));
  for (std::size_t i = 1; i < bands.size(); ++i)
    if (!(bands[i - 1].at < bands[i].at))
      problems.push_back(term_fault(
          side,
          fmt::format("bands {} (from {}) and {} (from {}) overlap", i, bands[i - 1].at, i + 1, bands[i].at),
          "a band ends where the next begins, so each must begin above the one before it",
          "order the bands, each start once"));
}

}  // namespace

Expr apply(Corridor const& term, Position const& at) {
  Expr const gain =
      term.savings.empty() ? Expr{0.0} : shared(term.savings, at.balance, at.benchmark) - at.balance;
  Expr const loss =
      term.losses.empty() ? Expr{0.0} : -shared(term.losses, -at.balance, at.benchmark) - at.balance;
  return select(at.balance > 0.0, gain, select(at.balance < 0.0, loss, 0.0));
}

std::vector<Problem> faults_in(Corridor const& term, PanelView const&) {
  std::vector<Problem> problems;
  if (term.savings.empty() && term.losses.empty())
    problems.push_back(
        term_fault("", "no bands given", "it would change nothing", "give savings, losses or both"));
  check_bands("savings", term.savings, problems);
  check_bands("losses", term.losses, problems);
  return problems;
}

}  // namespace plimsoll
