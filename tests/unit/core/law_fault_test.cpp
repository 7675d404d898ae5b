#include <gtest/gtest.h>
#include <limits>

#include "plimsoll/core/law.hpp"

namespace plimsoll {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(FaultOf, NamesWhatIsWrong) {
  EXPECT_EQ(fault_of(NormalLaw{0.0, -1.0}), "sd must not be negative");
  EXPECT_EQ(fault_of(LognormalLaw{0.0, 1.0}), "mean must be above 0");
  EXPECT_EQ(fault_of(LognormalLaw{1.0, -1.0}), "sd must not be negative");
  EXPECT_EQ(fault_of(UniformLaw{1.0, 1.0}), "low must be below high");
  EXPECT_EQ(fault_of(TriangularLaw{1.0, 2.0, 0.0}), "low must be below high");
  EXPECT_EQ(fault_of(TriangularLaw{0.0, 2.0, 1.0}), "mode must lie between low and high");
  EXPECT_EQ(fault_of(PertLaw{0.0, -0.1, 1.0}), "mode must lie between low and high");
  EXPECT_EQ(fault_of(BetaLaw{0.5, 0.1, 1.0, 0.0}), "low must be below high");
  EXPECT_EQ(fault_of(BetaLaw{1.0, 0.1}), "mean must lie between low and high");
  EXPECT_EQ(fault_of(BetaLaw{0.5, 0.5}), "sd must be above 0 and below sqrt((mean - low)(high - mean))");
  EXPECT_EQ(fault_of(GammaLaw{1.0, 0.0}), "mean and sd must be above 0");
  EXPECT_EQ(fault_of(GammaLaw{-1.0, 1.0}), "mean and sd must be above 0");
  EXPECT_EQ(fault_of(DiscreteLaw{}), "needs at least one value");
  EXPECT_EQ(fault_of(DiscreteLaw{{1.0, 2.0}, {1.0}}), "needs one weight per value");
  EXPECT_EQ(fault_of(DiscreteLaw{{1.0, 2.0}, {2.0, -1.0}}), "weights must not be negative");
  EXPECT_EQ(fault_of(DiscreteLaw{{1.0, 2.0}, {0.0, 0.0}}), "needs a weight above 0");
  EXPECT_EQ(fault_of(EmpiricalLaw{}), "needs at least one value");
}

TEST(FaultOf, RefusesWhatIsNotANumber) {
  for (double x : {infinity, -infinity, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_EQ(fault_of(NormalLaw{x, 1.0}), "its numbers must be finite");
    EXPECT_EQ(fault_of(UniformLaw{0.0, x}), "its numbers must be finite");
    EXPECT_EQ(fault_of(EmpiricalLaw{{1.0, x}}), "its numbers must be finite");
    EXPECT_EQ(fault_of(DiscreteLaw{{1.0, 2.0}, {1.0, x}}), "its numbers must be finite");
  }
}

TEST(FaultOf, IsSilentAtTheEdgesThatCanBeDrawn) {
  EXPECT_EQ(fault_of(NormalLaw{0.0, 0.0}), "");
  EXPECT_EQ(fault_of(TriangularLaw{0.0, 1.0, 1.0}), "");
  EXPECT_EQ(fault_of(PertLaw{0.0, 0.0, 1.0}), "");
  EXPECT_EQ(fault_of(DiscreteLaw{{5.0}, {0.1}}), "");
}

}  // namespace
}  // namespace plimsoll
