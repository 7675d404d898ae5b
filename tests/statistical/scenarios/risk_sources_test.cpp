// A settlement that is linear in what moves it: the parts of its variance in closed form.
#include "plimsoll/scenarios/risk_sources.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "support/panel_study.hpp"

namespace plimsoll {
namespace {

constexpr double members = 5'000, pbpy = 12'000.0, cv = 2.0, trend_sd = 0.03, pmpm_sd = 20.0;

/// Full capitation without cover: capitation less cost. Three sources, normal and independent.
std::string study_text(std::string const& trend) {
  return fmt::format(
      "schema = \"study/1\"\n[run]\ntrials = 40_960\nseed = 3\nengine = \"panel\"\nperformance_years = "
      "[2026]\n"
      "[reserve]\npolicy = \"percentile\"\nlevel = 0.9\n[population.p]\nmembers = {}\n"
      "[cost.p]\npbpy = {}\nprocess_cv = {}\nyear = 2025\ntrend = {}\n"
      "[[contract]]\nid = \"deal\"\npopulation = \"p\"\ntemplate = \"capitation/full@2026\"\n"
      "without = [\"specific_stop_loss\", \"aggregate_stop_loss\", \"stop_loss_premium\"]\n"
      "capitation.pmpm = {{ dist = \"normal\", mean = 1_050, sd = {} }}\nadministration.pmpm = 10\n",
      members, pbpy, cv, trend, pmpm_sd);
}

Table split(std::string const& text) {
  std::vector<Table> const tables = risk_sources(load_study_text(text, "deal.toml", {}));
  EXPECT_EQ(tables.size(), 1u);
  return tables.front();
}

Figure figure(Table const& table, std::string const& row, std::size_t column) {
  for (Row const& candidate : table.rows())
    if (candidate.id == "deal." + row) return std::get<Figure>(candidate.cells[column]);
  ADD_FAILURE() << "no row " << row;
  return {};
}

std::string const drawn_trend = fmt::format("{{ dist = \"normal\", mean = 0.0, sd = {} }}", trend_sd);
double const process = std::pow(pbpy * cv, 2) * members * (1.0 + 0.5 * trend_sd * trend_sd);
double const trend =
    std::pow(members * pbpy * trend_sd, 2) + 0.5 * std::pow(pbpy * cv * trend_sd, 2) * members;
double const terms = std::pow(12.0 * members * pmpm_sd, 2);

TEST(RiskSources, AreTheClosedFormsOfALinearSettlement) {
  Table const table = split(study_text(drawn_trend));
  double const all = process + trend + terms;
  for (auto const& [row, part] :
       {std::pair("process", process), std::pair("trend", trend), std::pair("terms", terms)}) {
    Figure const share = figure(table, row, 1);
    EXPECT_NEAR(share.value, part / all, test::tail_1e6 * share.std_error) << row;
    EXPECT_LT(share.std_error, 0.02) << row;
    EXPECT_GT(std::abs(share.value - 1.15 * part / all), test::tail_1e6 * share.std_error)
        << row << ": a part 15 % larger would be told from it";
  }
}

TEST(RiskSources, AddUpToVarianceAndReserve) {
  Table const table = split(study_text(drawn_trend));
  double shares = 0.0, reserve = figure(table, "none", 3).value;
  for (char const* row : {"process", "trend", "terms"}) {
    shares += figure(table, row, 1).value;
    reserve += figure(table, row, 3).value;
  }
  EXPECT_NEAR(shares, 1.0, 1e-12);
  EXPECT_NEAR(reserve, figure(table, "all", 3).value, 1e-6);
  EXPECT_GT(figure(table, "all", 3).value, 0.0);
}

TEST(RiskSources, WhatIsFixedIsNoSource) {
  Table const table = split(study_text("0.0"));
  for (Row const& row : table.rows()) EXPECT_NE(row.id, "deal.trend");
  EXPECT_EQ(table.rows().size(), 4u);
}

TEST(RiskSources, GoByTheTableADriverIsWrittenIn) {
  EXPECT_EQ(source_of(KeyPath("cost.aco.trend")), RiskSource::trend);
  EXPECT_EQ(source_of(KeyPath("benchmark.mssp.update")), RiskSource::trend);
  EXPECT_EQ(source_of(KeyPath("population.aco.growth")), RiskSource::membership);
  EXPECT_EQ(source_of(KeyPath("quality.mssp.score")), RiskSource::quality);
  EXPECT_EQ(source_of(KeyPath("contract.deal.capitation.pmpm")), RiskSource::terms);
  EXPECT_EQ(source_of(KeyPath("program.ccm.effect")), RiskSource::terms);
}

}  // namespace
}  // namespace plimsoll
