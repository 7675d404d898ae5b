#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/field.hpp"

namespace plimsoll {

/// Months of exposure, whole numbers from 0 to 12: one column, or the smallest of some columns less the sum
/// of others, but not below 0 (months with both Part A and Part B, without managed care), or the same for
/// all.
struct MonthsMap {
  std::optional<std::string> column;
  std::vector<std::string> smaller_of;
  std::vector<std::string> less;
  std::optional<std::int64_t> always;
  static constexpr auto fields =
      field_table(optional("column", &MonthsMap::column, "column of months 0 to 12"),
                  optional("smaller_of", &MonthsMap::smaller_of, "columns whose smallest counts"),
                  optional("less", &MonthsMap::less, "columns subtracted from it; the result is at least 0"),
                  optional("always", &MonthsMap::always, Unit::months, Range{1.0, 12.0},
                           "months of every row, where the file has no column of them"));
};

/// Age in whole years: a column, or from a birth date column (yyyymmdd) as the age on 31 December of the
/// year.
struct AgeMap {
  std::optional<std::string> column;
  std::optional<std::string> birth_date;
  std::vector<double> bands{0.0, 65.0, 75.0, 85.0};
  static constexpr auto fields = field_table(
      optional("column", &AgeMap::column, "column of age in years"),
      optional("birth_date", &AgeMap::birth_date, "column of birth dates, yyyymmdd"),
      optional("bands", &AgeMap::bands, Unit::years, not_negative, "ascending lower edges of the age bands"));
};

/// One rule of enrolment type; the first whose conditions all hold gives the type. No condition: it always
/// holds.
struct EnrolmentRule {
  std::string type;
  std::optional<std::string> column;
  std::vector<std::string> equals;
  std::optional<double> age_below;
  std::optional<double> age_at_least;
  bool holds(std::string_view text) const {
    return std::find(equals.begin(), equals.end(), text) != equals.end();
  }
  static constexpr auto fields = field_table(
      required("type", &EnrolmentRule::type, "enrolment type given"),
      optional("column", &EnrolmentRule::column, "column compared"),
      optional("equals", &EnrolmentRule::equals,
               "text the column must hold, or texts of which it must hold one"),
      optional("age_below", &EnrolmentRule::age_below, Unit::years, not_negative, "age must be below this"),
      optional("age_at_least", &EnrolmentRule::age_at_least, Unit::years, not_negative,
               "age must be this or more"));
};

/// Risk band from one number or from how many flag columns hold a text.
struct RiskMap {
  std::optional<std::string> column;
  std::vector<std::string> flags;
  std::string equals = "1";
  std::vector<double> bands;
  static constexpr auto fields =
      field_table(optional("column", &RiskMap::column, "column of a risk number"),
                  optional("flags", &RiskMap::flags, "flag columns to be counted"),
                  optional("equals", &RiskMap::equals, "text of a flag that is set"),
                  required("bands", &RiskMap::bands, Unit::none, not_negative,
                           "ascending lower edges of the risk bands"));
};

/// Patterns by column: `*` any text, `?` any character, a leading `!` turns the pattern round.
using Patterns = std::map<std::string, std::vector<std::string>>;

/// Which column of a member file means what.
struct ColumnMap {
  std::string about;
  std::string member;
  std::optional<std::string> year;
  MonthsMap months;
  AgeMap age;
  std::vector<EnrolmentRule> enrolment;
  std::optional<RiskMap> risk;
  std::optional<std::string> score;
  std::optional<std::string> weight;
  std::string negative = "refuse";
  Patterns leave_out;
  std::map<std::string, std::vector<std::string>> categories;
  std::map<std::string, std::vector<std::string>> counts;
  static constexpr auto fields = field_table(
      optional("about", &ColumnMap::about, "what file this map is for"),
      required("member", &ColumnMap::member, "column of the member key"),
      optional("year", &ColumnMap::year, "column of the calendar year"),
      required("months", &ColumnMap::months, "months of exposure"),
      optional("age", &ColumnMap::age, "age and its bands; left out, age is not part of the cell"),
      optional("enrolment", &ColumnMap::enrolment, "rules of enrolment type, the first that holds counts"),
      optional("risk", &ColumnMap::risk, "risk band; left out, risk is not part of the cell"),
      optional("score", &ColumnMap::score, "column of a risk score that multiplies frequency"),
      optional("weight", &ColumnMap::weight,
               "column of a survey weight above 0, by which a fit counts the row; populations do not use it"),
      optional("negative", &ColumnMap::negative,
               "negative cost of a category: refuse, or zero (set to 0 and counted)"),
      optional("leave_out", &ColumnMap::leave_out,
               "rows where a column matches one of its patterns are left out and counted"),
      required("categories", &ColumnMap::categories, "per category, cost columns to be summed, dollars"),
      optional("counts", &ColumnMap::counts, "per category, claim count columns to be summed"));
};

/// What is wrong with a map, whatever the file: no months, no cost columns, edges not ascending, birth date
/// without a year. `year_given`: the caller names the year. Spots are empty, keys are key paths.
std::vector<Problem> faults(ColumnMap const& map, bool year_given);

/// Every column the map names, without repeats.
std::vector<std::string> columns_of(ColumnMap const& map);

}  // namespace plimsoll
