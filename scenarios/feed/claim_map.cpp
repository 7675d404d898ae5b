#include "plimsoll/scenarios/claim_map.hpp"

#include <algorithm>
#include <set>

#include "feed/table.hpp"
#include "plimsoll/models/population/risk_cell.hpp"
#include "study/reader.hpp"
#include "text/shipped_files.hpp"

namespace plimsoll {
namespace {

void note(std::vector<Problem>& found, std::string key, std::string what, std::string suggestion = {}) {
  found.push_back({{}, std::move(key), std::move(what), {}, std::move(suggestion)});
}

void check_table(std::vector<Problem>& found, std::string const& key, TableMap const& table) {
  if (table.file.empty()) note(found, key + ".table.file", "names no file");
  fixed_layout(table.layout, key + ".table.layout", found);
}

void check_cover(std::vector<Problem>& found, CoverMap const& cover) {
  int const ways = (cover.start.empty() ? 0 : 1) + (cover.month ? 1 : 0) + (cover.year ? 1 : 0);
  if (ways != 1) note(found, "members.cover", "comes from start, month or year", "give one of them");
  if (cover.year.has_value() == cover.months.empty())
    note(found, "members.cover.months", "goes with year, and year with months");
}

void check_members(std::vector<Problem>& found, MembersMap const& map) {
  check_table(found, "members", map.table);
  check_cover(found, map.cover);
  if (!are_band_edges(map.bands))
    note(found, "members.bands", "band edges must be given in ascending order, each once");
  for (std::size_t i = 0; i < map.enrolment.size(); ++i) {
    EnrolmentRule const& rule = map.enrolment[i];
    std::string const key = "members.enrolment[" + std::to_string(i) + "]";
    if (rule.column.has_value() == rule.equals.empty())
      note(found, key, "column and equals belong together", "give both or neither");
    if ((rule.age_below || rule.age_at_least) && !map.birth_date)
      note(found, key, "a rule by age needs a birth date column");
    if (rule.type.empty() || rule.type == "*" || rule.type.find('/') != std::string::npos)
      note(found, key + ".type", "an enrolment type is a name without *, / or nothing at all");
  }
}

void check_claims(std::vector<Problem>& found, std::string const& key, ClaimsMap const& map) {
  check_table(found, key, map.table);
  if (map.claim.empty()) note(found, key + ".claim", "names no column");
  if (map.line.empty()) note(found, key + ".line", "names no column");
  if (map.service_date.empty()) note(found, key + ".service_date", "names no column");
  if (map.category.empty()) note(found, key + ".category", "no rule of the service category");
  for (std::size_t i = 0; i < map.category.size(); ++i) {
    std::string const rule = key + ".category[" + std::to_string(i) + "]";
    if (map.category[i].category.empty()) note(found, rule, "the category has no name");
    if (map.category[i].category == "total")
      note(found, rule, "total is the name of the sum of all categories", "give it another name");
  }
}

std::set<std::string> categories_of(ClaimMap const& map, bool fitted) {
  std::set<std::string> names;
  for (auto const& [name, claims] : map.claims)
    if (claims.fitted == fitted)
      for (CategoryRule const& rule : claims.category) names.insert(rule.category);
  return names;
}

ClaimMap read_map(std::string const& text, std::string const& file) {
  Node const document = parse_toml(text, file);
  Reader reader(document);
  ClaimMap map;
  reader.read(document, KeyPath{}, map);
  if (std::vector<Problem> problems = reader.problems(); !problems.empty())
    throw InputError(std::move(problems));
  std::vector<Problem> problems = faults(map);
  for (Problem& problem : problems) problem.spot.file = file;
  if (!problems.empty()) throw InputError(std::move(problems));
  return map;
}

}  // namespace

std::vector<Problem> faults(ClaimMap const& map) {
  std::vector<Problem> found;
  check_members(found, map.members);
  if (map.crosswalk) check_table(found, "crosswalk", map.crosswalk->table);
  if (map.attribution) check_table(found, "attribution", map.attribution->table);
  if (map.attributed_only && !map.attribution)
    note(found, "attributed_only", "needs the months attributed", "add [attribution]");
  if (map.claims.empty()) note(found, "claims", "no table of claims");
  for (auto const& [name, claims] : map.claims) check_claims(found, "claims." + name, claims);
  if (map.negative != "refuse" && map.negative != "zero")
    note(found, "negative", "is neither refuse nor zero");
  std::set<std::string> const fitted = categories_of(map, true);
  if (!map.claims.empty() && fitted.empty()) note(found, "claims", "no category to fit");
  for (std::string const& name : categories_of(map, false))
    if (fitted.contains(name))
      note(found, "claims", "category " + name + " is both fitted and reviewed only");
  if (map.control)
    for (auto const& [name, table] : map.control->counts)
      if (table != "members" && table != "crosswalk" && table != "attribution" && !map.claims.contains(table))
        note(found, "control.counts." + name, "no such table");
  return found;
}

std::vector<std::string> fitted_categories(ClaimMap const& map) {
  std::set<std::string> const names = categories_of(map, true);
  return {names.begin(), names.end()};
}

std::vector<std::string> reviewed_categories(ClaimMap const& map) {
  std::set<std::string> const names = categories_of(map, false);
  return {names.begin(), names.end()};
}

ClaimMap read_claim_map(std::string const& name, std::filesystem::path const& folder) {
  if (auto const text = shipped_file("columns/" + name + ".toml"))
    return read_map(std::string(*text), "columns/" + name);
  std::filesystem::path const path = folder / name;
  return read_map(read_text_file(path.string()), path.string());
}

}  // namespace plimsoll
