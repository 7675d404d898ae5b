#pragma once

#include <optional>

#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

/// Member months a fee is paid for: twelve for each of `members`, else those of the contract's population.
inline Expr months_paid(std::optional<Quantity> const& members, Position const& at) {
  return members ? at.value(*members) * 12.0 : at.member_months();
}

}  // namespace plimsoll
