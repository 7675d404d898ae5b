#include "plimsoll/models/contract/prior_savings.hpp"

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

Expr prior_savings(std::span<Expr const> gains, PriorSavingsRule const& rule) {
  PLIMSOLL_EXPECT(!gains.empty());
  Expr sum = 0.0;
  for (Expr const& gain : gains) sum = sum + gain;
  Expr const mean = sum / static_cast<double>(gains.size());
  Expr const given = rule.share * mean * rule.prorate;
  return max(rule.most ? min(given, *rule.most) : given, 0.0);
}

}  // namespace plimsoll
