#include <gtest/gtest.h>

#include "plimsoll/scenarios/unpaid_file.hpp"
#include "support/public_data.hpp"

// The triangle of Taylor and Ashe (1983), the classic of the field. Reserves in dollars: R. England, P.
// Verrall (2002), Stochastic claims reserving in general insurance, British Actuarial J. 8, table of
// chain-ladder reserves. Errors: Mack (1993), table 3, in per cent of the reserve; in dollars as the R
// package ChainLadder prints them for est.sigma = "Mack".
namespace plimsoll {
namespace {

class TaylorAshe : public testing::Test {
 protected:
  void SetUp() override {
    PLIMSOLL_NEEDS_DATA("triangles/taylor_ashe.csv");
    request.triangle.file = test::public_data() / "triangles/taylor_ashe.csv";
    report = unpaid_file(request);
  }
  UnpaidRequest request;
  UnpaidReport report;
};

TEST_F(TaylorAshe, ReserveToTheDollar) {
  std::vector<double> const reserve{0,       94634,   469511,  709638,  984889,
                                    1419459, 2177641, 3920301, 4278972, 4625811};
  ASSERT_EQ(report.chain_ladder.periods.size(), reserve.size());
  for (std::size_t i = 0; i < reserve.size(); ++i)
    EXPECT_NEAR(report.chain_ladder.periods[i].unpaid(), reserve[i], 0.5) << i;
  EXPECT_NEAR(report.chain_ladder.unpaid(), 18'680'856, 0.5);
}

TEST_F(TaylorAshe, StandardErrorToTheDollar) {
  std::vector<double> const error{0, 75535, 121699, 133549, 261406, 411010, 558317, 875328, 971258, 1363155};
  std::vector<double> const per_cent{0, 80, 26, 19, 27, 29, 26, 22, 23, 29};
  for (std::size_t i = 0; i < error.size(); ++i) {
    PeriodUnpaid const& period = report.chain_ladder.periods[i];
    EXPECT_NEAR(period.error->total(), error[i], 0.5) << i;
    EXPECT_NEAR(100.0 * period.error->total(), per_cent[i] * period.unpaid(), 0.5 * period.unpaid()) << i;
  }
  EXPECT_NEAR(report.chain_ladder.error.total(), 2'447'095, 0.5);
}

TEST_F(TaylorAshe, FactorsAndSigmasOfMack1993) {
  std::vector<double> const factor{3.49, 1.75, 1.46, 1.174, 1.104, 1.086, 1.054, 1.077, 1.018};
  std::vector<double> const square{160, 37.7, 42.0, 15.2, 13.7, 8.19, 0.447, 1.15, 0.447};  // thousands
  for (std::size_t k = 0; k < factor.size(); ++k) {
    AgeToAge const& step = report.development.steps[k];
    EXPECT_NEAR(step.factor, factor[k], k < 3 ? 0.005 : 0.0005) << k;
    EXPECT_NEAR(step.sigma * step.sigma / 1000.0 / square[k], 1.0, 0.005) << k;
  }
}

TEST_F(TaylorAshe, TablesCarryTheErrors) {
  Table const& unpaid = report.tables.at(1);
  ASSERT_EQ(unpaid.id(), "unpaid");
  auto const& total = std::get<Figure>(unpaid.rows().back().cells.back());
  EXPECT_EQ(total.id, "unpaid/total/unpaid");
  EXPECT_NEAR(total.value, 18'680'856, 0.5);
  EXPECT_NEAR(total.std_error, 2'447'095, 0.5);
  ASSERT_TRUE(total.interval);
  EXPECT_LT(total.interval->low, total.value);
  EXPECT_GT(total.interval->high - total.value, total.value - total.interval->low);
}

}  // namespace
}  // namespace plimsoll
