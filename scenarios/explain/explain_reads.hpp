#pragma once

#include <string>
#include <vector>

#include "plimsoll/models/contract/ledger.hpp"
#include "settle/opened_contracts.hpp"

namespace plimsoll {

/// One number a ledger line reads, and where it comes from.
struct Read {
  std::string what;  ///< its meaning, in words
  std::string from;  ///< fixed, drawn, tallied or measured, with key path and source
  Unit unit = Unit::none;
  Expr value = 0.0;
};

/// What every line of the ledger reads, in the order of its formula and each number once. A formula is
/// followed down to the running amounts and lines above it, and no further: those were explained already.
std::vector<std::vector<Read>> reads_of(OpenedContract const& opened, Ledger const& ledger);

}  // namespace plimsoll
