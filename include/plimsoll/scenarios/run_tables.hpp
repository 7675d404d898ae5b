#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/models/reserve/reserve.hpp"
#include "plimsoll/scenarios/reserve_tables.hpp"

namespace plimsoll {

enum class EngineKind { sums, claims, panel };
template <>
struct Names<EngineKind> {
  static constexpr std::array<std::pair<std::string_view, EngineKind>, 3> pairs{
      {{"sums", EngineKind::sums}, {"claims", EngineKind::claims}, {"panel", EngineKind::panel}}};
};
/// How trials draw their drivers.
enum class EstimatorKind { plain, sobol };
template <>
struct Names<EstimatorKind> {
  static constexpr std::array<std::pair<std::string_view, EstimatorKind>, 2> pairs{
      {{"plain", EstimatorKind::plain}, {"sobol", EstimatorKind::sobol}}};
};
template <>
struct Names<ReservePolicy> {
  static constexpr std::array<std::pair<std::string_view, ReservePolicy>, 5> pairs{
      {{"mean", ReservePolicy::mean},
       {"percentile", ReservePolicy::percentile},
       {"tvar", ReservePolicy::tvar},
       {"mean_plus_sd", ReservePolicy::mean_plus_sd},
       {"share_of_maximum", ReservePolicy::share_of_maximum}}};
};

/// `[purpose]`: what the study is for, in the user's words (ASOP 41 and 56).
struct PurposeTable {
  std::string intended_use;
  std::vector<std::string> intended_users;
  std::string responsible_actuary;
  std::string information_date;
  std::string scope;
  std::string preparer;
  std::string reviewer;
  std::vector<std::string> reliance;
  std::string subsequent_events;
  std::vector<std::string> limitations;
  std::vector<std::string> risks;
  static constexpr auto fields = field_table(
      optional("intended_use", &PurposeTable::intended_use, "decision the study serves"),
      optional("intended_users", &PurposeTable::intended_users, "who will rely on it"),
      optional("responsible_actuary", &PurposeTable::responsible_actuary, "who answers for it"),
      optional("information_date", &PurposeTable::information_date,
               "date of the data and rules known, YYYY-MM-DD"),
      optional("scope", &PurposeTable::scope, "what the work covers and what it leaves to others"),
      optional("preparer", &PurposeTable::preparer, "who made the study"),
      optional("reviewer", &PurposeTable::reviewer, "who looked it over"),
      optional("reliance", &PurposeTable::reliance, "data and models of others that were taken as they are"),
      optional("subsequent_events", &PurposeTable::subsequent_events,
               "what became known after the information date and is not in the figures"),
      optional("limitations", &PurposeTable::limitations,
               "limitations beside those every report has, which cannot be taken away"),
      optional("risks", &PurposeTable::risks, "risks that are kept in mind and not modelled"));
};

/// `[run]`
struct RunTable {
  std::int64_t trials = 0;
  std::int64_t seed = 0;
  EngineKind engine = EngineKind::sums;
  EstimatorKind estimator = EstimatorKind::plain;
  bool excess_curve = false;
  std::vector<std::int64_t> base_years;
  std::vector<std::int64_t> performance_years;
  std::vector<double> percentiles{0.75, 0.90, 0.95, 0.99};
  static constexpr auto fields = field_table(
      required("trials", &RunTable::trials, Unit::count, Range{1, 4294967040.0}, "trials to draw"),
      required("seed", &RunTable::seed, Unit::none, not_negative, "same seed and build, same bytes"),
      optional("engine", &RunTable::engine,
               "sums: every member's claims counted, their sum drawn at once; claims: every claim drawn; "
               "panel: one "
               "draw per class and year, without members"),
      optional("estimator", &RunTable::estimator,
               "plain: independent trials; sobol: scrambled Sobol points on the drivers"),
      optional(
          "excess_curve", &RunTable::excess_curve,
          "keep of every trial what settling it under other terms and limits takes: plimsoll settle --run"),
      optional("base_years", &RunTable::base_years, Unit::years, Range{1901, 2155},
               "calendar years drawn to set benchmarks"),
      required("performance_years", &RunTable::performance_years, Unit::years, Range{1901, 2155},
               "calendar years settled"),
      optional("percentiles", &RunTable::percentiles, Unit::fraction, Range{0.0001, 0.9999},
               "levels of the table of what may be owed"));
};

/// `[reserve]`: the policy is the user's choice; there is none by default.
struct ReserveTable {
  ReservePolicy policy = ReservePolicy::percentile;
  std::optional<double> level;
  std::optional<double> revenue, expense;
  std::vector<std::int64_t> release_months{12, 18};
  HoldingTable holding;
  static constexpr auto fields = field_table(
      required("policy", &ReserveTable::policy, "what amount to hold"),
      optional(
          "level", &ReserveTable::level, Unit::none, Range{0.0, 10.0},
          "percentile and tvar: the level, 0 to 1; mean_plus_sd: number of sd; share_of_maximum: the share"),
      optional("revenue", &ReserveTable::revenue, Unit::dollars, not_negative,
               "annual revenue that reserves are held against"),
      optional("expense", &ReserveTable::expense, Unit::dollars, not_negative,
               "annual operating expense, for days of cash"),
      optional("release_months", &ReserveTable::release_months, Unit::months, Range{0, 120},
               "first and last month after a performance year in which it may be settled, where no signed "
               "contract says it by a settlement window"),
      optional("holding", &ReserveTable::holding, "what holding a reserve costs"));
};

}  // namespace plimsoll
