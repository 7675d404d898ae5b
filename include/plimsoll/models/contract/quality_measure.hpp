#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/measured_rate.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

/// `[[quality.NAME.measure]]`: a share of patients held to a standard. docs/theory/quality.md.
struct QualityMeasure {
  std::string name;
  std::int64_t denominator = 0;
  Quantity true_rate;
  Quantity standard;
  Better better = Better::higher;
  Quantity weight = 1.0;
  std::vector<TablePoint> points;
  Quantity completeness = 1.0;
  std::optional<Quantity> actual;
  static constexpr auto fields = field_table(
      required("name", &QualityMeasure::name, "name of the measure in key paths and tables"),
      required("denominator", &QualityMeasure::denominator, Unit::count, Range{1, 1e7},
               "patients it is measured on"),
      required("true_rate", &QualityMeasure::true_rate, Unit::fraction, unit_interval,
               "chance that a patient is in the numerator; a law where it is not known"),
      required("standard", &QualityMeasure::standard, Unit::fraction, unit_interval,
               "measured rate that passes, itself included"),
      optional("better", &QualityMeasure::better, "which way the rate improves"),
      optional("weight", &QualityMeasure::weight, Unit::none, not_negative,
               "weight in the score, relative to the other measures"),
      optional("points", &QualityMeasure::points, Unit::fraction, unit_interval,
               "steps [measured rate, share of the measure's points] from worst to best, in place of all or "
               "nothing at the standard"),
      optional("completeness", &QualityMeasure::completeness, Unit::fraction, unit_interval,
               "share of good results whose record reaches the payer; the others count as not good"),
      optional("actual", &QualityMeasure::actual, Unit::fraction, unit_interval,
               "rate that was measured, for a settlement of given actuals"));
};

/// Measures that are scored together, without those too small to count.
struct MeasureSet {
  KeyPath path;  ///< quality.NAME
  std::vector<QualityMeasure> measures;
  Quantity reporting_failure = 0.0;  ///< chance that nothing is reported: no measure passes then
};

/// Formulas of what the measures come to in the position's year, by key path below `set.path`: `score`
/// (weighted share of points), `passed` (number), `all_passed`, `reported`, and for each measure
/// `MEASURE.rate` (as measured) and `MEASURE.passed`. Measured rates are columns: drawn in
/// a run, given or expected in a single settlement.
std::map<std::string, Expr> quality_results(MeasureSet const& set, Position const& at);

}  // namespace plimsoll
