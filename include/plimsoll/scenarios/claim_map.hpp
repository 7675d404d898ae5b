#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/scenarios/members_map.hpp"

namespace plimsoll {

/// One rule of the service category; the first whose columns all match one of their patterns gives it.
struct CategoryRule {
  std::string category;
  Patterns when;
  static constexpr auto fields = field_table(
      required("category", &CategoryRule::category, "category given"),
      optional("when", &CategoryRule::when, "per column, patterns of which one must match; none: always"));
};

/// One table of claims, a row a claim or a claim line.
struct ClaimsMap {
  TableMap table;
  std::string member;
  std::string space;
  std::vector<std::string> claim, line, service_date, amount;
  std::optional<std::string> end_date, paid_date;
  Patterns cancel, leave_out;
  std::vector<CategoryRule> category;
  bool fitted = true;
  static constexpr auto fields = field_table(
      required("table", &ClaimsMap::table, "its files"),
      required("member", &ClaimsMap::member, "column of the member key"),
      optional("space", &ClaimsMap::space,
               "tables of one space share claims: header and lines; each its own unless given"),
      required("claim", &ClaimsMap::claim,
               "columns that, with the member, name a claim whatever its adjustments"),
      required("line", &ClaimsMap::line, "columns that name a row; a second row of the same is a repeat"),
      required("service_date", &ClaimsMap::service_date, "columns of dates, the first that is filled counts"),
      optional("amount", &ClaimsMap::amount,
               "columns of dollars, summed; none: the table only helps to find the category"),
      optional("end_date", &ClaimsMap::end_date, "column of the last day of service"),
      optional("paid_date", &ClaimsMap::paid_date, "column of the day of payment"),
      optional("cancel", &ClaimsMap::cancel, "rows where a column matches take back: amounts change sign"),
      optional("leave_out", &ClaimsMap::leave_out, "rows where a column matches are left out: denied"),
      optional("category", &ClaimsMap::category,
               "rules of the service category; the earliest rule that holds for any line counts for all"),
      optional("fitted", &ClaimsMap::fitted, "false: reviewed, but no part of what is fitted"));
};

/// A file of record counts by file, `name | what | records | length` (CCLF0).
struct ControlMap {
  std::vector<std::string> file;
  std::map<std::string, std::string> counts;
  static constexpr auto fields = field_table(
      required("file", &ControlMap::file, "its names in the folder"),
      required("counts", &ControlMap::counts, "per name in it, members, or the table of claims, counted"));
};

/// How a folder of claims is read: which files, which columns, which service category. A column map for
/// claims.
struct ClaimMap {
  std::string about;
  MembersMap members;
  std::optional<CrosswalkMap> crosswalk;
  std::optional<AttributionMap> attribution;
  std::map<std::string, ClaimsMap> claims;
  std::optional<ControlMap> control;
  std::map<std::string, std::string> groups;
  std::string negative = "refuse";
  double jump = 0.10;
  bool attributed_only = false;
  static constexpr auto fields = field_table(
      optional("about", &ClaimMap::about, "what feed this map is for"),
      required("members", &ClaimMap::members, "who is covered, and when"),
      optional("crosswalk", &ClaimMap::crosswalk, "former keys of members"),
      optional("attribution", &ClaimMap::attribution, "months the payer attributed"),
      required("claims", &ClaimMap::claims, "tables of claims by name"),
      optional("control", &ClaimMap::control, "file of record counts"),
      optional("groups", &ClaimMap::groups,
               "names for columns of claims that cost may be split by: drg = \"drg_code\""),
      optional("negative", &ClaimMap::negative,
               "category total of a member's year below 0: refuse, or zero (set to 0 and counted)"),
      optional("jump", &ClaimMap::jump, Unit::fraction, Range{0.0, 10.0},
               "change of members from month to month, or against the prior feed, that is told"),
      optional("attributed_only", &ClaimMap::attributed_only,
               "true: a member's year counts only if a month of it is attributed"));
};

/// What is wrong with a map, whatever the files. Keys are key paths.
std::vector<Problem> faults(ClaimMap const& map);

/// The shipped map of that name, else the file, sought from `folder`. InputError with all faults.
ClaimMap read_claim_map(std::string const& name, std::filesystem::path const& folder);

/// Categories that are fitted, in order of name; then those only reviewed.
std::vector<std::string> fitted_categories(ClaimMap const& map);
std::vector<std::string> reviewed_categories(ClaimMap const& map);

}  // namespace plimsoll
