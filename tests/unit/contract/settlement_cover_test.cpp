// Reinsurance of a settlement: a layer of what is owed, and its premium.
#include <gtest/gtest.h>

#include "plimsoll/models/contract/term.hpp"
#include "support/term_line.hpp"

namespace plimsoll {
namespace {

using test::line_of_term;
using test::with_balance;

SettlementCover cover(std::optional<double> limit = 1e6, double coinsurance = 1.0) {
  SettlementCover term{2e6, {}, coinsurance, 50'000.0};
  if (limit) term.limit = *limit;
  return term;
}

TEST(SettlementCover, PaysTheLayerOfWhatIsOwed) {
  EXPECT_EQ(line_of_term(cover(), with_balance(3e6)), -50'000.0) << "gains pay the premium only";
  EXPECT_EQ(line_of_term(cover(), with_balance(-2e6)), -50'000.0) << "at the attachment nothing is paid";
  EXPECT_EQ(line_of_term(cover(), with_balance(-2.4e6)), 400'000.0 - 50'000.0);
  EXPECT_EQ(line_of_term(cover(), with_balance(-3e6)), 1e6 - 50'000.0);
  EXPECT_EQ(line_of_term(cover(), with_balance(-9e6)), 1e6 - 50'000.0) << "the layer is full";
  EXPECT_EQ(line_of_term(cover({}), with_balance(-9e6)), 7e6 - 50'000.0) << "no limit";
  EXPECT_EQ(line_of_term(cover(1e6, 0.8), with_balance(-9e6)), 0.8e6 - 50'000.0);
}

}  // namespace
}  // namespace plimsoll
