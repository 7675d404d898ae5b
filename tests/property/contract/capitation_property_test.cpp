#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "support/member_list.hpp"

namespace plimsoll::test {
namespace {

/// Random panels and capitation contracts: fixed seed, amounts in whole dollars so that scaling is exact.
class Deals {
 public:
  MemberList members() {
    MemberList list(static_cast<std::size_t>(uniform(1.0, 40.0)));
    for (MemberYear& member : list) {
      member.months = static_cast<int>(uniform(1.0, 12.99));
      member.dollars = {std::floor(std::exp(uniform(2.0, 14.0))), std::floor(std::exp(uniform(2.0, 10.0)))};
    }
    return list;
  }
  struct Numbers {
    double attachment, width, coinsurance, pmpm, aggregate, corridor;
  };
  Numbers numbers() {
    return {std::floor(uniform(1e4, 3e5)),
            std::floor(uniform(0.0, 1e6)),
            uniform(0.0, 1.0),
            std::floor(uniform(100.0, 9e3)),
            uniform(0.8, 1.5),
            uniform(0.0, 0.1)};
  }
  double uniform(double low, double high) { return std::uniform_real_distribution<double>(low, high)(draw_); }

 private:
  std::mt19937_64 draw_{20260108};
};

/// Capitation with both covers and own cost; `scale` multiplies every amount in dollars.
std::vector<NamedTerm> full(Deals::Numbers const& n, double scale = 1.0) {
  return {{"scope", CarveOut{{"pharmacy"}}, {}},
          {"specific",
           SpecificStopLoss{n.attachment * scale, Quantity{(n.attachment + n.width) * scale}, n.coinsurance},
           {}},
          {"capitation", Capitation{n.pmpm * scale}, {}},
          {"aggregate", AggregateStopLoss{n.aggregate, {}, 0.9, n.coinsurance, Quantity{1e6 * scale}}, {}},
          {"margin", GrossSavings{}, {}},
          {"premium", StopLossPremium{0.02 * n.pmpm * scale}, {}},
          {"administration", Administration{{}, {}, 5e4 * scale}, {}}};
}
std::vector<NamedTerm> corridor(Deals::Numbers const& n) {
  return {{"premium", Capitation{n.pmpm}, {}},
          {"corridor", MlrCorridor{0.85, n.corridor, n.coinsurance, 0.5, Quantity{0.6}, Quantity{1.1}}, {}}};
}

constexpr int capitation_repeats = 150;
std::vector<std::string> const lines{"medical", "pharmacy"};

TEST(CapitationProperty, TheBalanceIsTheSumOfItsLines) {
  Deals deals;
  for (int repeat = 0; repeat < capitation_repeats; ++repeat) {
    MemberList const members = deals.members();
    Deals::Numbers const numbers = deals.numbers();
    for (auto const& terms : {full(numbers), corridor(numbers)}) {
      Ledger const ledger = write_ledger(terms, members_position(lines));
      double balance = 0.0;
      for (LedgerLine const& line : ledger.lines)
        if (line.target == Target::balance) balance += value_on(members, line.line);
      ASSERT_TRUE(std::isfinite(balance));
      ASSERT_EQ(balance, value_on(members, ledger.settlement));
      ASSERT_GE(value_on(members, ledger.cost), 0.0);
    }
  }
}

TEST(CapitationProperty, DollarsScale) {
  Deals deals;
  for (int repeat = 0; repeat < capitation_repeats; ++repeat) {
    MemberList const members = deals.members();
    Deals::Numbers const numbers = deals.numbers();
    MemberList larger = members;
    for (MemberYear& member : larger)
      for (double& dollars : member.dollars) dollars *= 4.0;
    double const once = LedgerOn(members, full(numbers), members_position(lines)).settlement();
    double const scaled = LedgerOn(larger, full(numbers, 4.0), members_position(lines)).settlement();
    ASSERT_NEAR(scaled, 4.0 * once, 0.025);  // each is rounded to its own cent
  }
}

TEST(CapitationProperty, CoverAndCorridorAreMonotone) {
  Deals deals;
  constexpr double cent = 0.01;
  for (int repeat = 0; repeat < capitation_repeats; ++repeat) {
    MemberList const members = deals.members();
    Deals::Numbers const numbers = deals.numbers();
    auto const settled = [&](std::vector<NamedTerm> const& terms) {
      return LedgerOn(members, terms, members_position(lines)).settlement();
    };
    // What is moved is only ever worse for us, so the settlement never rises.
    Deals::Numbers dearer = numbers, leaner = numbers, later = numbers;
    dearer.attachment += 0.5 * numbers.width;
    dearer.width *= 0.5;
    leaner.coinsurance *= 0.5;
    later.aggregate += 0.1;
    for (Deals::Numbers const& worse : {dearer, leaner, later})
      ASSERT_LE(settled(full(worse)), settled(full(numbers)) + cent);
    // A wider dead band brings the settlement nearer to zero, on the same side.
    Deals::Numbers wider = numbers;
    wider.corridor += 0.05;
    double const narrow = settled(corridor(numbers)), wide = settled(corridor(wider));
    ASSERT_LE(std::abs(wide), std::abs(narrow) + cent);
    ASSERT_GE(wide * narrow, 0.0);
    // More cost never pays more.
    MemberList sicker = members;
    sicker.front().dollars.front() += 25'000.0;
    ASSERT_LE(LedgerOn(sicker, corridor(numbers), members_position(lines)).settlement(), narrow + cent);
    ASSERT_LE(LedgerOn(sicker, full(numbers), members_position(lines)).settlement(),
              settled(full(numbers)) + cent);
  }
}

}  // namespace
}  // namespace plimsoll::test
