#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/models/cost/count_law.hpp"
#include "plimsoll/models/cost/fit_record.hpp"
#include "plimsoll/models/cost/frailty.hpp"
#include "plimsoll/models/cost/severity_law.hpp"
#include "plimsoll/models/population/risk_cell.hpp"

namespace plimsoll {

/// Count and severity of one category in one cell; `fit` is empty for laws written by hand.
struct CategoryLaw {
  std::string category;
  CountLaw count;
  SeverityLaw severity;
  std::optional<FitRecord> fit;
  static constexpr auto fields =
      field_table(required("category", &CategoryLaw::category, "service line"),
                  required("count", &CategoryLaw::count, "law of the count"),
                  required("severity", &CategoryLaw::severity, "law of the amount"),
                  optional("fit", &CategoryLaw::fit, "how it was estimated"));
  friend bool operator==(CategoryLaw const&, CategoryLaw const&) = default;
};

/// The laws of one risk cell, one per category, in the order of CostModel::categories.
struct CellLaw {
  std::string enrolment = "*";
  std::string age = "*";
  std::string risk = "*";
  std::optional<double>
      person_years;  ///< exposure behind the cell; left out where it would tell of 1 to 10 people
  std::vector<CategoryLaw> laws;
  RiskCell cell() const { return {enrolment, age, risk}; }
  static constexpr auto fields = field_table(
      optional("enrolment", &CellLaw::enrolment, "enrolment type, * for all"),
      optional("age", &CellLaw::age, "age band, * for all"),
      optional("risk", &CellLaw::risk, "risk band, * for all"),
      optional("person_years", &CellLaw::person_years, Unit::years, not_negative, "exposure fitted to"),
      required("laws", &CellLaw::laws, "one law per category"));
  friend bool operator==(CellLaw const&, CellLaw const&) = default;
};

/// What a member's year costs, by risk cell and category, in dollars of `year`. Categories are independent
/// given the cell and the frailty.
struct CostModel {
  std::string schema = "cost/1";
  std::int64_t year = 0;
  std::string basis;  ///< one paragraph: data, exposure, choices, what was left out
  std::vector<std::string> categories;
  std::vector<CellLaw> cells;
  std::optional<Frailty> frailty = {};  ///< given it, categories are independent
  static constexpr auto fields =
      field_table(required("schema", &CostModel::schema, "form of this file: cost/1"),
                  required("year", &CostModel::year, Unit::none, Range{1900, 2200}, "year of the dollars"),
                  optional("basis", &CostModel::basis, "data, exposure and choices in words"),
                  required("categories", &CostModel::categories, "service lines, in the order of the laws"),
                  optional("frailty", &CostModel::frailty,
                           "how far members of one cell differ in frequency, where the study does not say"),
                  required("cells", &CostModel::cells, "risk cells"));
  friend bool operator==(CostModel const&, CostModel const&) = default;
};

/// Categories a model may have: a scope of categories is a set of bits, all of them set for every category.
inline constexpr std::size_t most_categories = 63;

/// Faults of a cost model as the reader must report them: schema, categories and laws that do not match,
/// cells twice.
std::vector<std::string> faults(CostModel const& model);

/// Index of the law for `cell`: itself, else its nearest parent present. ModelError naming the cell where
/// there is none.
std::size_t find_cell(CostModel const& model, RiskCell const& cell);

/// Mean and variance of one member's cost over `exposure` member-years (count mean multiplied by it).
struct CostMoments {
  double mean = 0.0;      ///< dollars
  double variance = 0.0;  ///< dollars squared
  double cv() const;      ///< standard deviation over mean; 0 where the mean is 0
};
CostMoments moments(CategoryLaw const& law, double exposure = 1.0);
CostMoments moments(CellLaw const& cell, double exposure = 1.0);

}  // namespace plimsoll
