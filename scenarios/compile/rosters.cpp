#include "compile/rosters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "feed/feed.hpp"
#include "plimsoll/models/measure/people.hpp"
#include "plimsoll/scenarios/cost_file.hpp"
#include "plimsoll/scenarios/member_file.hpp"
#include "plimsoll/sim/digest.hpp"

namespace plimsoll {
namespace {

/// Exposure of the cells that are no parent of another: those members were counted in. Cells whose own
/// exposure is withheld, since it would tell of few people, take equal parts of what their nearest parent
/// with one has beyond its other cells; without them every mean would shift.
std::vector<CellShare> shares_as_fitted(CostModel const& model, std::size_t& shared_out,
                                        std::size_t& left_out) {
  std::map<RiskCell, double> exposure;
  std::set<RiskCell> parents;
  for (CellLaw const& law : model.cells) {
    if (law.person_years) exposure[law.cell()] = *law.person_years;
    for (RiskCell const& parent : law.cell().parents()) parents.insert(parent);
  }
  std::vector<CellShare> shares;
  std::map<std::pair<std::size_t, RiskCell>, std::vector<RiskCell>> withheld;  // by parent, the deepest first
  for (CellLaw const& law : model.cells) {
    std::vector<RiskCell> const above = law.cell().parents();
    if (parents.contains(law.cell())) continue;
    auto const nearest = std::find_if(above.begin(), above.end(),
                                      [&](RiskCell const& parent) { return exposure.contains(parent); });
    if (exposure.contains(law.cell()))
      shares.push_back({law.cell(), exposure.at(law.cell())});
    else if (nearest != above.end())
      withheld[{static_cast<std::size_t>(nearest - above.begin()), *nearest}].push_back(law.cell());
    else
      ++left_out;
  }
  for (auto const& [key, cells] : withheld) {
    double rest = exposure.at(key.second);
    for (CellShare const& known : shares) {
      std::vector<RiskCell> const above = known.cell.parents();
      if (std::find(above.begin(), above.end(), key.second) != above.end()) rest -= known.share;
    }
    for (RiskCell const& cell : cells) shares.push_back({cell, rest / static_cast<double>(cells.size())});
    shared_out += cells.size();
  }
  std::erase_if(shares, [](CellShare const& cell) { return cell.share <= 0.0; });
  return shares;
}

std::map<std::string, double> or_all(std::map<std::string, double> const& shares) {
  return shares.empty() ? std::map<std::string, double>{{"*", 1.0}} : shares;
}

/// Rows of a file as they may be told: not where they are few, nor where few were left out, whose number
/// would follow from what was read.
std::uint64_t rows_told(std::int64_t rows, std::initializer_list<std::int64_t> left_out) {
  auto const few = [](std::int64_t count) { return is_few(static_cast<double>(count)); };
  return few(rows) || std::any_of(left_out.begin(), left_out.end(), few) ? 0
                                                                         : static_cast<std::uint64_t>(rows);
}

/// First and last month of service of a table of claims, or of cover of the members' table.
void tell_months(Feed const& feed, InputFile& input) {
  auto const tell = [&input](std::map<Month, std::int64_t> const& months) {
    if (months.empty()) return;
    input.first = month_text(months.begin()->first);
    input.last = month_text(months.rbegin()->first);
  };
  auto const claims = feed.sums.rows.find(input.role);
  tell(claims != feed.sums.rows.end() ? claims->second : feed.members_by_month);
}

MemberYears rows_of_members(std::string const& name, PopulationTable const& population,
                            std::filesystem::path const& path, LoadedStudy& loaded) {
  ColumnMap const map =
      population.columns ? *population.columns : read_column_map(*population.column_map, loaded.folder);
  ReadReport report;
  auto const year =
      population.file_year ? std::optional<int>(static_cast<int>(*population.file_year)) : std::nullopt;
  MemberYears data = read_member_years(path, map, year, report);
  InputFile input = input_file("members", *population.file, path);
  input.rows = rows_told(report.rows, {report.zero_exposure, report.rows - report.kept});
  if (report.first_year > 0) {
    input.first = std::to_string(report.first_year);
    input.last = std::to_string(report.last_year);
  }
  loaded.inputs.push_back(std::move(input));
  loaded.notices.push_back(fmt::format("population.{}: {} members read, {} rows without exposure left out",
                                       name, people_in_words(report.kept),
                                       people_in_words(report.zero_exposure)));
  if (!data.weights.empty())
    loaded.notices.push_back(fmt::format(
        "population.{}: the weights of the column map are not used: every row is one member", name));
  return data;
}

/// Members of a folder of claims: those a fit of that year takes, so that both have the same cells.
MemberYears rows_of_claims(std::string const& name, PopulationTable const& population,
                           std::filesystem::path const& path, LoadedStudy& loaded) {
  KeyPath const key = KeyPath("population") / name;
  if (!population.file_year || !population.column_map)
    throw InputError(Problem{loaded.spot_of(key), key.text(),
                             "a folder of claims needs column_map and file_year",
                             "which of its columns mean what, and whose year", "column_map = \"tuva\""});
  Feed feed = read_feed(path, read_claim_map(*population.column_map, loaded.folder),
                        static_cast<int>(*population.file_year), 1);
  if (std::vector<Problem> problems = feed.defects.problems(Weight::fault); !problems.empty())
    throw InputError(std::move(problems));
  for (FileRows const& file : feed.files)
    if (!file.file.empty()) {
      InputFile input = input_file(file.table, *population.file + "/" + file.file, path / file.file);
      input.rows = rows_told(file.rows, {feed.without_months, feed.unattributed});
      tell_months(feed, input);
      loaded.inputs.push_back(std::move(input));
    }
  loaded.notices.push_back(
      fmt::format("population.{}: {} members read, {} without a month in the year left out", name,
                  people_in_words(std::ssize(feed.rows.rows)), people_in_words(feed.without_months)));
  if (feed.unattributed > 0)
    loaded.notices.push_back(
        fmt::format("population.{}: {} members without a month attributed in the year left out", name,
                    people_in_words(feed.unattributed)));
  return std::move(feed.rows);
}

}  // namespace

std::vector<CellShare> cell_shares(PopulationTable const& population, CostModel const* model,
                                   std::string const& name, std::vector<std::string>& notices) {
  bool const given = !population.enrolment.empty() || !population.age.empty() || !population.risk.empty();
  if (!given && model) {
    std::size_t shared_out = 0, left_out = 0;
    std::vector<CellShare> shares = shares_as_fitted(*model, shared_out, left_out);
    if (!shares.empty()) {
      std::string notice = fmt::format(
          "population.{}: no shares given; the mix is that of the cost file ({} cells", name, shares.size());
      if (shared_out)
        notice += fmt::format(", {} small ones at equal parts of what is left of their parent", shared_out);
      if (left_out) notice += fmt::format(", {} without person-years left out", left_out);
      notices.push_back(notice + ")");
      return shares;
    }
  }
  std::vector<CellShare> shares;
  for (auto const& [enrolment, e] : or_all(population.enrolment))
    for (auto const& [age, a] : or_all(population.age))
      for (auto const& [risk, r] : or_all(population.risk))
        if (e * a * r > 0.0) shares.push_back({RiskCell{enrolment, age, risk}, e * a * r});
  return shares;
}

Roster aggregate_roster(std::string const& name, PopulationTable const& population,
                        std::vector<CellShare> const& shares, double growth_room) {
  auto const members = static_cast<double>(*population.members);
  // Rounding up by one keeps the last trial's rounded size inside the roster.
  auto const longest = static_cast<std::uint64_t>(std::max(members, std::ceil(members * growth_room) + 1.0));
  return deal_roster(name, shares, growth_room == 1.0 ? static_cast<std::uint64_t>(members) : longest,
                     static_cast<std::uint8_t>(population.months));
}

Roster file_roster(std::string const& name, PopulationTable const& population, LoadedStudy& loaded) {
  std::filesystem::path const path = loaded.folder / *population.file;
  MemberYears const data = std::filesystem::is_directory(path)
                               ? rows_of_claims(name, population, path, loaded)
                               : rows_of_members(name, population, path, loaded);
  Roster roster;
  roster.cells = data.cells;
  std::vector<std::string> keys;
  for (MemberRecord const& record : data.rows) {
    roster.members.push_back({MemberAddress{}, record.cell, record.months, record.score});
    keys.push_back(record.key);
  }
  address_members(name, keys, roster);
  return roster;
}

std::vector<RosterMember> joining_members(std::string const& name, Roster const& roster, std::size_t count) {
  // Steps of the golden ratio along the roster: the first so many are like all of it, whatever its order.
  constexpr double golden = 0.61803398874989485;
  std::vector<RosterMember> joining;
  for (std::size_t i = 0; i < count; ++i) {
    double const steps = golden * (static_cast<double>(i) + 0.5), place = steps - std::floor(steps);
    RosterMember member =
        roster.members[static_cast<std::size_t>(place * static_cast<double>(roster.members.size()))];
    member.address = member_address(name, "joining", i);
    joining.push_back(member);
  }
  return joining;
}

double mean_cost(Roster const& roster, CostModel const& model) {
  std::vector<double> mean_of_cell;
  for (RiskCell const& cell : roster.cells)
    mean_of_cell.push_back(moments(model.cells[find_cell(model, cell)]).mean);
  double dollars = 0.0, lives = 0.0;
  for (RosterMember const& member : roster.members) {
    double const share_of_year = member.months / 12.0;
    dollars += mean_of_cell[member.cell] * member.score * share_of_year;
    lives += share_of_year;
  }
  constexpr double least = 1e-6;  // what costs nothing can be brought to no mean
  return lives > 0.0 ? std::max(least, dollars / lives) : least;
}

InputFile input_file(std::string role, std::string const& named, std::filesystem::path const& path) {
  return {std::move(role), named, std::filesystem::file_size(path), sha256_of_file(path)};
}

}  // namespace plimsoll
