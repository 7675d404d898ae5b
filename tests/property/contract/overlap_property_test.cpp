#include <gtest/gtest.h>

#include <random>

#include "oracle/contract/mssp.hpp"

// Users' table A, row 42: what one contract gives, the other takes; the overlap adds nothing in any year.
namespace plimsoll::test {
namespace {

TEST(Overlap, LinesOfBothContractsSumToZeroInEveryYear) {
  std::mt19937_64 draw{20260142};
  std::uniform_real_distribution<double> ratio(0.5, 1.5), share(0.0, 1.0);
  for (int repeat = 0; repeat < 2'000; ++repeat) {
    double const part = share(draw);
    Ledger const bundle = write_ledger({{{"gross_savings", GrossSavings{}, {}},
                                         {"quality", CompositeQuality{0.72, 0.10, 0.10}, {}},
                                         {"overlap_out", OverlapOut{part}, {}}}},
                                       named_position());
    Position aco_start = named_position();
    aco_start.benchmark = aco_start.benchmark * 40.0;
    aco_start.cost = aco_start.cost * 41.0;
    aco_start.lines.emplace("bundle.overlap_out", bundle.lines[2].line);
    Ledger const aco = write_ledger({{{"gross_savings", GrossSavings{}, {}},
                                      {"overlap_in", OverlapIn{"bundle.overlap_out"}, {}},
                                      {"savings_share", SavingsShare{0.5}, {}}}},
                                    aco_start);
    Year const year{4e6, 4e6 * ratio(draw), 150.0};
    double const given = value_in(bundle.lines[2].line, year), taken = value_in(aco.lines[1].line, year);
    ASSERT_EQ(given + taken, 0.0);
    ASSERT_EQ(given, -part * value_in(bundle.lines[1].after, year));
  }
}

TEST(Overlap, ALineNobodyWroteIsRefused) {
  std::vector<NamedTerm> const terms{{"overlap_in", OverlapIn{"bundle.overlap_out"}, {}}};
  EXPECT_THROW(write_ledger(terms, named_position()), InputError);
}

}  // namespace
}  // namespace plimsoll::test
