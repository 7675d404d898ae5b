#include "plimsoll/scenarios/cost_file.hpp"

#include <gtest/gtest.h>

#include "support/desynpuf_map.hpp"
#include "support/run_folder.hpp"

namespace plimsoll {
namespace {

CostModel some_model() {
  LawFit fit{"*/*/*", 1234, -10.25, 24.5, 30.125, 0.0625, 1.25, -9.5, 2.75, {}, {}, {}};
  fit.standard_errors = {0.1, 1.0 / 3.0};
  fit.correlations = {-0.25};
  fit.chosen_by = "bic, best of 9";
  CostModel model{"cost/1", 2025, "say \"what\"\nand why\\", {"inpatient", "other"}, {}};
  model.cells.push_back({"aged_nondual",
                         "65-74",
                         "0",
                         {},
                         {{"inpatient", NegativeBinomialCount{0.1 + 0.2, 1e-3}, LognormalSeverity{9.0, 1.25},
                           FitRecord{fit, fit, 100.0, 101.5, 1.0, CredibilityRecord{0.25, 102.0}}},
                          {"other", BernoulliCount{1.0}, GammaSeverity{2.0 / 3.0, 1e6}, {}}}});
  model.cells.push_back({"*",
                         "*",
                         "*",
                         12.5,
                         {{"inpatient", PoissonCount{3.0}, LognormalParetoSeverity{8.0, 2.0, 1e5, 2.2}, {}},
                          {"other", PoissonCount{1e-12}, GammaSeverity{1.0, 1.0}, {}}}});
  return model;
}

TEST(CostFile, ReadsBackWhatItWroteNumberForNumber) {
  test::ScratchFolder const folder;
  test::write_bytes(folder.path() / "cost.toml", cost_file_text(some_model()));
  EXPECT_EQ(read_cost_file(folder.path() / "cost.toml"), some_model());
}

TEST(CostFile, FaultsNameTheFile) {
  test::ScratchFolder const folder;
  CostModel model = some_model();
  model.cells[0].laws.pop_back();
  test::write_bytes(folder.path() / "cost.toml", cost_file_text(model));
  EXPECT_THROW(read_cost_file(folder.path() / "cost.toml"), InputError);
  EXPECT_THROW(read_cost_file(folder.path() / "absent.toml"), InputError);
}

TEST(ColumnMapFile, TheShippedMapIsTheOneTheTestsUse) {
  ColumnMap const map = read_column_map("desynpuf", {});
  EXPECT_EQ(columns_of(map), columns_of(test::desynpuf_map()));
  EXPECT_TRUE(faults(map, true).empty());
}

}  // namespace
}  // namespace plimsoll
