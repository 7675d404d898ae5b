#pragma once

#include "plimsoll/models/contract/expr.hpp"

namespace plimsoll {

/// What earlier years left for later ones, in dollars: losses (at most 0) that later gains are held against,
/// and gains (at least 0) that later losses are.
struct CarriedBalance {
  Expr losses = 0.0;
  Expr gains = 0.0;
  Expr total() const { return losses + gains; }
};

/// Shares of a year's loss and gain that are carried instead of paid.
struct CarriedShares {
  Expr losses = 0.0;
  Expr gains = 0.0;
};

/// A year after what earlier years left: paid + closing total = settled + opening total, to the cent.
struct CarriedYear {
  Expr paid;
  CarriedBalance closing;
};

/// A gain first makes good losses carried, a loss first uses up gains carried; of what is left a share is
/// carried on and the rest is paid. Where `ends` is not 0 the whole balance is paid.
CarriedYear carry(Expr const& settled, CarriedBalance const& opening, CarriedShares const& shares,
                  Expr const& ends);

}  // namespace plimsoll
