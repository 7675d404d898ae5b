// A reserve rolled forward: rows add up to the cent, and each single change lands wholly in its own row.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "plimsoll/scenarios/roll_forward.hpp"
#include "plimsoll/scenarios/run_study.hpp"
#include "support/run_folder.hpp"

namespace plimsoll {
namespace {

constexpr char const* base = R"(schema = "study/1"
[run]
trials = 2048
seed = 5
engine = "panel"
performance_years = [2026]
[reserve]
policy = "tvar"
level = 0.90
[population.aco]
members = 12000
score = 1.0
[cost.aco]
pbpy = 10000
process_cv = 2.15
trend = { dist = "normal", mean = 0.0, sd = 0.01 }
year = 2026
[benchmark.mssp]
pbpy = 10000
[quality.mssp]
score = 0.9
[[contract]]
id = "deal"
population = "aco"
benchmark = "mssp"
template = "mssp/enhanced@2026"
[contract.quality]
score = "quality.mssp.score"
[contract.minimum]
rate = 0.005
)";

using Bound = std::vector<std::string>;

/// The study with one word for another.
std::string with(std::string const& old, std::string const& now) {
  std::string text = base;
  for (std::size_t at; (at = text.find(old)) != std::string::npos;) text.replace(at, old.size(), now);
  return text;
}

class RollForward : public testing::Test {
 protected:
  FinishedRun run(std::string const& name, Bound const& set, std::string const& text = base) {
    RunSetting setting;
    setting.folder = scratch_.path() / name;
    run_study(compile_study(load_study_text(text, "study.toml", {}, {"", set, {}})), setting);
    return read_finished_run(setting.folder);
  }
  /// Whole cents by row, of the roll-forward from one to the other.
  std::map<std::string, long long> rolled(Bound const& from, Bound const& to) {
    Table const table = roll_forward(run("prior", from), run("current", to));
    std::map<std::string, long long> cents;
    for (Row const& row : table.rows())
      cents[row.id] = std::llround(std::get<Figure>(row.cells[1]).value * 100.0);
    std::filesystem::remove_all(scratch_.path() / "prior");
    std::filesystem::remove_all(scratch_.path() / "current");
    return cents;
  }
  static long long explained(std::map<std::string, long long> const& cents) {
    long long sum = 0;
    for (auto const& [id, amount] : cents)
      if (id != "closing") sum += amount;
    return sum;
  }
  test::ScratchFolder scratch_;
};

TEST_F(RollForward, ASingleChangeLandsInItsOwnRow) {
  std::map<std::string, Bound> const changes{
      {"roster", {"population.aco.members=9000"}},  {"risk_score", {"population.aco.score=1.02"}},
      {"benchmark", {"benchmark.mssp.pbpy=10100"}}, {"experience", {"cost.aco.pbpy=10150"}},
      {"quality", {"quality.mssp.score=0.3"}},      {"assumption", {"contract.deal.loss_share.floor=0.5"}},
      {"policy", {"reserve.level=0.95"}},           {"trials", {"run.seed=6"}}};
  for (auto const& [row, set] : changes) {
    auto const cents = rolled({}, set);
    EXPECT_EQ(explained(cents), cents.at("closing")) << row;
    EXPECT_NE(cents.at(row), 0) << row;
    EXPECT_EQ(cents.at("opening") + cents.at(row), cents.at("closing")) << row;
    for (auto const& [id, amount] : cents)
      if (id != row && id != "opening" && id != "closing") {
        EXPECT_EQ(amount, 0) << id << " for " << row;
      }
  }
}

TEST_F(RollForward, ManyChangesAddUpToTheCent) {
  auto const cents =
      rolled({"run.trials=1024"},
             {"population.aco.members=9000", "benchmark.mssp.pbpy=10100", "cost.aco.pbpy=10150",
              "quality.mssp.score=0.3", "contract.deal.loss_share.ceiling=0.6", "reserve.level=0.95"});
  EXPECT_EQ(explained(cents), cents.at("closing"));
  EXPECT_EQ(cents.at("model_version"), 0) << "the same program drew both";
  for (char const* id : {"roster", "benchmark", "experience", "quality", "assumption", "policy", "trials"})
    EXPECT_NE(cents.at(id), 0) << id;
}

TEST_F(RollForward, NothingChangedIsNothingToExplain) {
  for (auto const& [id, amount] : rolled({}, {}))
    if (id != "opening" && id != "closing") {
      EXPECT_EQ(amount, 0) << id;
    }
}

// A population renamed with its cost: neither study holds together by itself, so the rows are one.
TEST_F(RollForward, GroupsThatOnlyHoldTogetherShareARow) {
  Table const table = roll_forward(run("prior", {}), run("renamed", {}, with("aco", "ours")));
  bool found = false;
  for (Row const& row : table.rows()) found = found || row.id.find("roster_and_") == 0;
  EXPECT_TRUE(found);
}

TEST_F(RollForward, YearsMustMeet) {
  FinishedRun const prior = run("prior", {});
  FinishedRun const later = run("later", {}, with("2026", "2027"));
  EXPECT_THROW(roll_forward(prior, later), InputError);
}

}  // namespace
}  // namespace plimsoll
