// A path of tracks settles each year as a study of that year's track alone does, on the same draws.
#include <gtest/gtest.h>

#include "plimsoll/scenarios/glide_path.hpp"
#include "support/agreement_study.hpp"

namespace plimsoll {
namespace {

using test::column_of;

std::vector<std::int64_t> const years{2025, 2026, 2027};

/// `overlay` is what every contract changes of its packs.
std::string study_text(std::vector<std::int64_t> const& settled, std::string const& contracts) {
  return fmt::format(
      "schema = \"study/1\"\n[run]\ntrials = 512\nseed = 11\nengine = \"panel\"\n"
      "performance_years = [{}]\n[reserve]\npolicy = \"mean\"\n[population.aco]\nmembers = 8000\n"
      "[cost.aco]\npbpy = 10000\nprocess_cv = 3.0\n[benchmark.mssp]\npbpy = 10000\n{}",
      fmt::join(settled, ", "), contracts);
}

std::string contract(std::string const& id, std::string const& packs, std::string const& more = {}) {
  return fmt::format(
      "\n[[contract]]\nid = \"{}\"\npopulation = \"aco\"\nbenchmark = \"mssp\"\n{}\n"
      "[contract.quality]\nscore = 0.8\n{}",
      id, packs, more);
}

std::string const two_sided =
    "[contract.minimum]\nonly = \"symmetric_minimum\"\nrate = 0.01\n[contract.loss_cap]\nrevenue = "
    "20000000\n";

TrialTable simulated(std::string const& text) {
  return simulate(compile_study(load_study_text(text, "glide.toml", {})).plan);
}

TrialTable single_track(std::string const& pack, std::int64_t year, std::string const& more) {
  return simulated(study_text({year}, contract("alone", "template = \"" + pack + "\"", more)));
}

void expect_equal_years(TrialTable const& path, std::string const& id, GlidePath const& packs,
                        std::vector<std::string> const& overlays) {
  for (std::size_t i = 0; i < years.size(); ++i) {
    int const year = static_cast<int>(years[i]);
    TrialTable const alone = single_track(packs.packs[i], years[i], overlays[i]);
    for (char const* what : {"settlement", "benchmark", "expenditure", "maximum_owed"}) {
      auto const in_path = column_of(path, id, what, year), by_itself = column_of(alone, "alone", what, year);
      EXPECT_TRUE(std::equal(in_path.begin(), in_path.end(), by_itself.begin())) << what << ' ' << year;
    }
  }
}

TEST(GlidePath, SettlesEachYearAsItsTrackAloneDoes) {
  GlidePath const abe = glide_path("A-B-E", years), eee = glide_path("E-E-E", years);
  EXPECT_EQ(abe.packs,
            (std::vector<std::string>{"mssp/basic-a@2024", "mssp/basic-b@2026", "mssp/basic-e@2027"}));
  std::string const host = contract("host", "template_by_year = { 2025 = \"mssp/basic-e@2024\" }", two_sided);
  TrialTable const trials = simulated(study_text(
      years, host + contract_of(abe, "abe", "host", years) + contract_of(eee, "eee", "host", years)));
  expect_equal_years(trials, "eee", eee, {two_sided, two_sided, two_sided});
  expect_equal_years(trials, "abe", abe, {"", "", two_sided});
  // Negative control: in its first year a path that starts one-sided is not the two-sided one.
  auto const a = column_of(trials, "abe", "settlement", 2025),
             e = column_of(trials, "eee", "settlement", 2025);
  EXPECT_FALSE(std::equal(a.begin(), a.end(), e.begin()));
  auto const owed = column_of(trials, "abe", "owed", 2026);
  EXPECT_TRUE(std::all_of(owed.begin(), owed.end(), [](double x) { return x == 0.0; }));
}

TEST(GlidePath, TheLastLevelStandsForAllYearsAfterIt) {
  EXPECT_EQ(glide_path("ENH", years).packs,
            (std::vector<std::string>{"mssp/enhanced@2024", "mssp/enhanced@2026", "mssp/enhanced@2027"}));
  EXPECT_EQ(glide_path("A-E", {2027, 2028, 2029}).packs,
            (std::vector<std::string>{"mssp/basic-a@2027", "mssp/basic-e@2027", "mssp/basic-e@2027"}));
}

TEST(GlidePath, RefusesLevelsThatDoNotExist) {
  EXPECT_THROW(glide_path("A-F", years), InputError);
  EXPECT_THROW(glide_path("A-B-C-D", years), InputError);
  EXPECT_THROW(glide_path("", years), InputError);
}

TEST(GlidePath, AValueIsBoundInEveryYearThatHasTheClause) {
  std::string const text = study_text(
      years, contract("abe",
                      "template_by_year = { 2025 = \"mssp/basic-a@2024\", 2026 = \"mssp/basic-b@2026\", "
                      "2027 = \"mssp/basic-e@2027\" }",
                      two_sided));
  TrialTable const trials = simulate(
      compile_study(load_study_text(text, "glide.toml", {}, {{}, {"abe.loss_cap.revenue=1000000"}, {}}))
          .plan);
  auto const most = column_of(trials, "abe", "maximum_owed", 2027);
  EXPECT_NEAR(most[0], 0.08 * 1e6, 0.01);
}

std::string fault_of_path(std::string const& packs, std::string const& more = {}) {
  try {
    load_study_text(study_text(years, contract("abe", packs, more)), "glide.toml", {});
  } catch (InputError const& error) {
    return error.problems().front().key + " " + error.problems().front().what;
  }
  return {};
}

TEST(GlidePath, FaultsAreNamed) {
  EXPECT_EQ(fault_of_path("template_by_year = { 2026 = \"mssp/basic-b@2026\" }"),
            "contract.abe.template_by_year has no pack for 2025");
  EXPECT_EQ(
      fault_of_path("template_by_year = { 2025 = \"mssp/basic-a@2024\", 2031 = \"mssp/basic-b@2027\" }"),
      "contract.abe.template_by_year.2031 is not a performance year of the study");
  EXPECT_EQ(fault_of_path("template_by_year = { 2025 = \"mssp/basic-b@2026\" }"),
            "contract.abe.template_by_year.2025 mssp/basic-b@2026 does not cover performance year 2025");
  EXPECT_EQ(fault_of_path("template_by_year = { 2025 = \"mssp/basic-a@2024\" }",
                          "[contract.minimum]\nonly = \"symetric_minimum\"\n"),
            "contract.abe.minimum.only \"symetric_minimum\" is no kind of term");
}

}  // namespace
}  // namespace plimsoll
