// reserves.md sections 4.2 and 7 through the whole path: a study is run to a folder and `reserve` reads it
// back. ENHANCED, 12,000 lives, savings rate normal (1 %, 2.15 / sqrt 12,000), 0.5 % minimum, loss rate 40 %,
// benchmark 170.3214M.
#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/core/normal.hpp"
#include "plimsoll/scenarios/reserve_study.hpp"
#include "plimsoll/scenarios/run_study.hpp"
#include "support/panel_study.hpp"
#include "support/run_folder.hpp"

namespace plimsoll {
namespace {

using test::tail_1e6;

constexpr double million = 1e6, benchmark = 170.3214, mu = 0.01, sd = 0.019626725, gate = 0.005;

std::string study_text(std::string const& tables) {
  test::PanelStudy study{"mssp/enhanced@2024",
                         12'000,
                         benchmark * million / 12'000.0,
                         0.99 * benchmark * million / 12'000.0,
                         2.15 / 0.99,
                         "without = [\"sequestration\"]\n[contract.quality]\nscore = 0.8\n"
                         "[contract.minimum]\nrate = 0.005\n" +
                             tables,
                         200'000};
  return study.text();
}

class ReservePath : public testing::Test {
 protected:
  static ReserveReport report(std::string const& tables = {}) {
    test::ScratchFolder scratch;
    RunSetting setting;
    setting.folder = scratch.path() / "run";
    run_study(compile_study(load_study_text(study_text(tables), "study.toml", {})), setting);
    FinishedRun const run = read_finished_run(setting.folder);
    return reserve_study(run, release_window(run.loaded.study));
  }
  static Figure figure(ReserveReport const& report, std::string const& table, std::string const& row,
                       std::string const& column) {
    for (Table const& each : report.tables) {
      if (each.id() != table) continue;
      for (Row const& line : each.rows())
        for (std::size_t i = 0; i < each.columns().size(); ++i)
          if (line.id == row && each.columns()[i].id == column) return std::get<Figure>(line.cells[i]);
    }
    throw std::runtime_error("no cell " + table + "/" + row + "/" + column);
  }
};

double owed_at(double p) {  // VaR of what is owed
  double const savings = mu - normal_quantile(p) * sd;
  return savings <= -gate ? -0.40 * benchmark * savings : 0.0;
}

TEST_F(ReservePath, ChanceMeanPercentilesAndTailMeans) {
  ReserveReport const told = report();
  Figure const p_owe = figure(told, "reserve.2024", "holder.deal", "p_owe");
  EXPECT_NEAR(p_owe.value, 0.2224, tail_1e6 * p_owe.std_error + 5e-5);
  Figure const mean = figure(told, "reserve.2024", "holder.deal", "best_estimate");
  EXPECT_NEAR(mean.value / million, 0.247, tail_1e6 * mean.std_error / million + 5e-4);
  EXPECT_EQ(figure(told, "levels.2024", "holder.deal", "p0.75").value, 0.0);
  struct Line {
    char const* level;
    double p, percentile, tail;
  };
  for (Line const& line : {Line{"0.90", 0.90, 1.032, 1.665}, Line{"0.95", 0.95, 1.518, 2.077},
                           Line{"0.99", 0.99, 2.429, 2.882}}) {
    Figure const var = figure(told, "levels.2024", "holder.deal", std::string("p") + line.level);
    Figure const tvar = figure(told, "levels.2024", "holder.deal", std::string("tvar") + line.level);
    EXPECT_NEAR(owed_at(line.p), line.percentile, 6e-4);
    EXPECT_NEAR(var.value / million, line.percentile, tail_1e6 * var.std_error / million + 6e-4);
    EXPECT_NEAR(tvar.value / million, line.tail, tail_1e6 * tvar.std_error / million + 6e-4);
    // Negative control: mean savings a tenth of a point lower would be seen.
    EXPECT_GT(0.40 * benchmark * 0.001, tail_1e6 * var.std_error / million + 6e-4);
  }
}

TEST_F(ReservePath, UpsideIsNotRecognisedAndNotInTheBudget) {
  ReserveReport const told = report();
  Figure const expected = figure(told, "recognised_upside.2024", "deal", "expected");
  EXPECT_NEAR(expected.value / million, 1.735, tail_1e6 * expected.std_error / million + 1e-3);
  EXPECT_EQ(figure(told, "recognised_upside.2024", "deal", "likely").value, 0.0);
  EXPECT_EQ(figure(told, "recognised_upside.2024", "deal", "recognised").value, 0.0);
  Figure const likely = figure(told, "recognised_upside.2024", "deal", "likely_if_paid");
  EXPECT_NEAR(likely.value / million, 1.277, tail_1e6 * likely.std_error / million);
  EXPECT_EQ(figure(told, "recognised_losses.2024", "deal", "accrued").value, 0.0);
  // users.md row 50: what is recognised at a lower confidence still waits for its month, 2026-06.
  ReserveReport const bolder = report("[recognition.deal]\nconfidence = 0.51\n");
  Figure const upside = figure(bolder, "recognised_upside.2024", "deal", "recognised");
  EXPECT_NEAR(upside.value / million, 0.75 * benchmark * (mu - normal_quantile(0.51) * sd),
              tail_1e6 * upside.std_error / million);
  for (char const* quarter : {"2024q1", "2024q4", "2025q4", "2026q1"})
    EXPECT_EQ(figure(bolder, "schedule", quarter, "upside").value, 0.0) << quarter;
  EXPECT_EQ(figure(bolder, "schedule", "2026q2", "upside").value, upside.value);
}

TEST_F(ReservePath, ToleranceTriggersAndFloors) {
  ReserveReport const told = report(
      "[tolerance]\nmax_loss = 1_032_000\nprobability = 0.05\n"
      "[[trigger]]\nfigure = \"deal.2024.adequacy\"\nbelow = 0.9\ntell = \"the board\"\n"
      "[[floor]]\nkind = \"repayment_mechanism\"\nname = \"CMS\"\nexpenditure = 168_618_186\nrevenue = "
      "18_000_000\n"
      "[[floor]]\nkind = \"tangible_net_equity\"\nname = \"TNE\"\npremium = 180_000_000\nexpenditure = "
      "150_000_000\n"
      "[[floor]]\nkind = \"cash_to_claims\"\nname = \"RBO\"\nliquid_assets = 3_200_000\nclaims_liability = "
      "4_000_000\n");
  Figure const chance = figure(told, "tolerance", "2024", "chance");
  EXPECT_NEAR(chance.value, 0.10, tail_1e6 * chance.std_error + 2e-4);
  ASSERT_EQ(told.tripped.size(), 2u)
      << "the chance of 10 % is above 5 %, and a mean is enough in 80 % of years";
  EXPECT_EQ(figure(told, "floors", "floor.CMS", "required").value, 180'000.0);
  EXPECT_EQ(figure(told, "floors", "floor.TNE", "required").value, 12e6);
  EXPECT_EQ(figure(told, "floors", "floor.RBO", "required").value, 3e6);
}

TEST_F(ReservePath, ATriggerOnNoFigureIsRefused) {
  EXPECT_THROW(report("[[trigger]]\nfigure = \"deal.2024.adequac\"\nbelow = 0.9\ntell = \"us\"\n"),
               InputError);
}

}  // namespace
}  // namespace plimsoll
