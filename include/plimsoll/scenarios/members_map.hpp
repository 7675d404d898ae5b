#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plimsoll/scenarios/column_map.hpp"

namespace plimsoll {

/// When a row of the members' table covers its member: from the latest of some dates to the earliest of
/// others, or one month, or so many months of one year. A date that is blank, 1000-01-01 or 9999-12-31 is
/// none.
struct CoverMap {
  std::vector<std::string> start, end;
  std::optional<std::string> month, year;
  std::vector<std::string> months, less;
  static constexpr auto fields = field_table(
      optional("start", &CoverMap::start, "columns of dates; cover starts on the latest"),
      optional("end", &CoverMap::end, "columns of dates; cover ends with the earliest, none: it is open"),
      optional("month", &CoverMap::month, "instead: column of the month covered, yyyymm or yyyy-mm"),
      optional("year", &CoverMap::year, "instead: column of the year covered, with months"),
      optional("months", &CoverMap::months, "columns of months 0 to 12 whose smallest counts"),
      optional("less", &CoverMap::less, "columns of months subtracted from it"));
};

/// What the files of one table of a feed are and which columns they hold.
struct TableMap {
  std::vector<std::string> file;
  std::vector<std::string> layout;
  std::vector<std::string> unused;
  static constexpr auto fields = field_table(
      required("file", &TableMap::file, "names of its files in the folder, * and ? allowed, .gz may follow"),
      optional("layout", &TableMap::layout,
               "fixed width: \"FIRST-LAST FORMAT NAME\" per field; text, digits, date or amount"),
      optional("unused", &TableMap::unused, "columns that are known and not read, * and ? allowed"));
};

struct MembersMap {
  TableMap table;
  std::string member;
  CoverMap cover;
  std::optional<std::string> birth_date, death_date;
  std::vector<double> bands{0.0, 65.0, 75.0, 85.0};
  std::vector<EnrolmentRule> enrolment;
  static constexpr auto fields =
      field_table(required("table", &MembersMap::table, "its files"),
                  required("member", &MembersMap::member, "column of the member key"),
                  required("cover", &MembersMap::cover, "when the row covers its member"),
                  optional("birth_date", &MembersMap::birth_date, "column; left out, age is not in the cell"),
                  optional("death_date", &MembersMap::death_date, "column; cover ends with it"),
                  optional("bands", &MembersMap::bands, Unit::years, not_negative,
                           "ascending lower edges of the age bands"),
                  optional("enrolment", &MembersMap::enrolment,
                           "rules of enrolment type, the first that holds counts; the member's last row "
                           "that starts by the end of the year is asked"));
};

/// Former keys of members: claims under an old key are those of the member.
struct CrosswalkMap {
  TableMap table;
  std::string from, to;
  static constexpr auto fields = field_table(required("table", &CrosswalkMap::table, "its files"),
                                             required("from", &CrosswalkMap::from, "column of the old key"),
                                             required("to", &CrosswalkMap::to, "column of the key now"));
};

/// Months the payer attributed; held against cover by the review, and asked for where only they count.
struct AttributionMap {
  TableMap table;
  std::string member, month;
  static constexpr auto fields =
      field_table(required("table", &AttributionMap::table, "its files"),
                  required("member", &AttributionMap::member, "column of the member key"),
                  required("month", &AttributionMap::month, "column of the month, yyyymm or yyyy-mm"));
};

}  // namespace plimsoll
