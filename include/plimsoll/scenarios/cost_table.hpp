#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/core/quantity.hpp"
#include "plimsoll/models/cost/frailty.hpp"
#include "plimsoll/sim/panel_law.hpp"

namespace plimsoll {

/// Whether trials draw the parameters of a cost file's laws within their errors.
enum class ParameterRisk { known, drawn };
template <>
struct Names<ParameterRisk> {
  static constexpr std::array<std::pair<std::string_view, ParameterRisk>, 2> pairs{
      {{"known", ParameterRisk::known}, {"drawn", ParameterRisk::drawn}}};
};

/// `[[cost.NAME.alternative]]`: another fit, which this share of the trials is drawn by.
struct AlternativeFit {
  std::string file;
  double weight = 0.0;
  static constexpr auto fields =
      field_table(required("file", &AlternativeFit::file, "fitted cost file of the same categories"),
                  required("weight", &AlternativeFit::weight, Unit::fraction, Range{1e-6, 1.0},
                           "share of the trials; the cost's own file has what is left"));
};

/// `[cost.NAME]`, NAME a population: a fitted cost file (engine claims) or a mean and a member CV (engine
/// panel).
struct CostTable {
  std::optional<std::string> file;
  std::optional<Quantity> pbpy;
  std::optional<Quantity> process_cv;
  std::map<std::string, double> relative_cost;
  PanelShape shape = PanelShape::normal;
  std::optional<std::int64_t> year;
  Quantity trend = 0.0;
  Quantity utilization = 1.0;
  std::optional<Frailty> frailty;
  ParameterRisk parameters = ParameterRisk::known;
  std::vector<AlternativeFit> alternative;
  static constexpr auto fields = field_table(
      optional("file", &CostTable::file, "fitted cost file, for engines of members: sums, claims"),
      optional(
          "pbpy", &CostTable::pbpy, Unit::dollars_pbpy, not_negative,
          "mean cost, for engine panel; with a cost file the mean its amounts are brought to, all by one "
          "factor"),
      optional("process_cv", &CostTable::process_cv, Unit::none, Range{0.0, 100.0},
               "sd over mean of a member's year, for engine panel"),
      optional("relative_cost", &CostTable::relative_cost, Unit::none, not_negative,
               "mean cost by enrolment type in relation to each other, for engine panel: in dollars, or any "
               "unit; over all members pbpy is kept; all alike when not given"),
      optional("shape", &CostTable::shape, "law of a class-year's total, for engine panel"),
      optional("year", &CostTable::year, Unit::years, Range{1901, 2155},
               "year of the dollars; a cost file brings its own"),
      optional("trend", &CostTable::trend, Unit::fraction, Range{-0.5, 1.0},
               "growth of the cost per claim a year"),
      optional("utilization", &CostTable::utilization, Unit::none, Range{0.0, 10.0},
               "factor on claims per member"),
      optional("frailty", &CostTable::frailty,
               "how far members of one cell differ in frequency, for engines of members"),
      optional("parameters", &CostTable::parameters,
               "known: the laws are the cost file's; drawn: every trial has parameters within their standard "
               "errors"),
      optional("alternative", &CostTable::alternative, "other fits that trials are drawn by"));
};

}  // namespace plimsoll
