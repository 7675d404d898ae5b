#include "feed/feed.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "feed/table.hpp"
#include "text/text_input.hpp"

namespace plimsoll {
namespace {

/// Adds 1 where a run of months of the member's cover within `first` to `last` begins, and takes it off after
/// the run.
void note_cover(FeedMember const& member, Month first, Month last, std::map<Month, std::int64_t>& changes) {
  for (CoverSpan const& span : member.spans) {
    if (first > last || span.last < first_day(first) || span.first > last_day(last)) continue;
    Month const from = month_of(std::max(span.first, first_day(first)));
    Month const to = month_of(std::min(span.last, last_day(last)));
    ++changes[from];
    --changes[to + 1];
    first = to + 1;  // where the next span begins in the month this one ends in, that month counts once
  }
}

/// Counts from the ends of runs: a mistyped year may leave thousands of months between two of them.
void count_members(Feed& feed, FeedMembers const& members, ClaimMap const& map) {
  std::map<Month, std::int64_t> changes;
  for (FeedMember const& member : members.list()) {
    if (!member.known()) continue;
    ++feed.members;
    if (map.members.cover.year) continue;
    if (!map.attributed_only) {
      note_cover(member, feed.sums.first, feed.sums.last, changes);
      continue;
    }
    for (int const year : member.attributed)
      note_cover(member, std::max(feed.sums.first, month_of(year, 1)),
                 std::min(feed.sums.last, month_of(year, 12)), changes);
  }
  std::int64_t covered = 0;
  for (auto change = changes.begin(); change != changes.end(); ++change) {
    covered += change->second;
    auto const next = std::next(change);
    if (covered == 0 || next == changes.end()) continue;
    for (Month month = change->first; month < next->first; ++month) feed.members_by_month[month] = covered;
    feed.member_months += covered * (next->first - change->first);
  }
}

void check_membership(Feed& feed, std::string const& file, double jump) {
  std::optional<double> before;
  for (auto const& [month, members] : feed.members_by_month) {
    auto const now = static_cast<double>(members);
    if (before && std::abs(now - *before) > jump * *before)
      feed.defects.note(Check::membership_jump, file, month_text(month), 0);
    before = now;
  }
}

/// Months without a claim that follow each other are one defect: a mistyped year may leave thousands.
void check_months(Feed& feed) {
  for (auto const& [table, months] : feed.sums.rows) {
    std::optional<Month> before;
    for (auto const& [month, rows] : months) {
      if (before && month > *before + 1) {
        Month const first = *before + 1, last = month - 1;
        feed.defects.note(Check::month_without_claims, table,
                          first == last ? month_text(first) : month_text(first) + " to " + month_text(last),
                          0);
      }
      before = month;
    }
  }
  for (std::size_t i = 0; i < feed.totals.fitted; ++i)
    if (feed.totals.by_category[i].cents == 0)
      feed.defects.note(Check::empty_category, "", feed.totals.categories[i], 0);
}

std::string_view field_of(std::string_view& rest) {
  std::size_t const end = std::min(rest.find('|'), rest.size());
  std::string_view field = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  while (!field.empty() && field.front() == ' ') field.remove_prefix(1);
  while (!field.empty() && field.back() == ' ') field.remove_suffix(1);
  return field;
}

/// Records of the control file against those read, by table.
void check_control(Feed& feed, std::filesystem::path const& folder, ControlMap const& control) {
  std::map<std::string, std::int64_t> read;
  for (FileRows const& file : feed.files) read[file.table] += file.rows;
  for (std::filesystem::path const& path : files_of(folder, control.file))
    stream_lines(path, [&](std::string_view line, std::uint32_t number) {
      std::string const name(field_of(line));
      field_of(line);
      std::string_view const text = field_of(line);
      auto const table = control.counts.find(name);
      if (table == control.counts.end()) return;
      std::int64_t records = -1;
      std::from_chars(text.data(), text.data() + text.size(), records);
      if (records != read[table->second])
        feed.defects.note(Check::record_count, path.filename().string(), name, number);
    });
}

/// The cell a member belongs to; the age band is found, or the row was refused when read.
RiskCell cell_of(FeedMember const& member, MembersMap const& map, int year) {
  RiskCell cell;
  cell.enrolment = member.enrolment;
  if (map.birth_date)
    cell.age = band_names(map.bands)[find_band(map.bands, year - year_of(member.birth)).value()];
  return cell;
}

/// Notes members covered, in the year where there is one, and attributed in no month of it.
void note_unattributed(Feed& feed, FeedMembers const& members, ClaimMap const& map, std::optional<int> year) {
  auto const first = std::find_if(feed.files.begin(), feed.files.end(),
                                  [](FileRows const& file) { return file.table == "members"; });
  Check const check = map.attributed_only ? Check::unattributed : Check::not_attributed;
  for (std::uint32_t place = 0; place < members.list().size(); ++place) {
    FeedMember const& member = members[place];
    bool const covered = year ? member.months_in(*year) > 0 : !member.spans.empty();
    bool const attributed = year ? member.is_attributed(*year) : !member.attributed.empty();
    if (member.known() && covered && !attributed)
      feed.defects.note(check, (first + member.file)->file, map.members.member, member.line, place);
  }
}

class YearRows {
 public:
  YearRows(Feed& feed, ClaimMap const& map, YearSums& sums) : feed_(feed), map_(map), sums_(sums) {}

  void build(FeedMembers& members) {
    std::map<RiskCell, std::uint32_t> cells;
    for (std::uint32_t place = 0; place < members.list().size(); ++place) {
      FeedMember& member = members[place];
      int const months = member.known() ? member.months_in(sums_.year) : 0;
      if (member.known() && months == 0) ++feed_.without_months;
      if (months == 0) continue;
      if (map_.attributed_only && !member.is_attributed(sums_.year))
        ++feed_.unattributed;
      else if (sound(place, member))
        keep(place, member, months, cells);
    }
    order(cells);
    note_thin(members);
  }

 private:
  /// Totals below 0 are set to 0, or refused.
  bool sound(std::uint32_t place, FeedMember const& member) {
    bool sound = true;
    for (std::size_t i = 0; i < feed_.totals.fitted; ++i) {
      std::int64_t& cents = sums_.cents[place * feed_.totals.fitted + i];
      if (cents >= 0) continue;
      bool const zero = map_.negative == "zero";
      feed_.defects.note(zero ? Check::negative_to_zero : Check::negative_total, file_of(member),
                         feed_.totals.categories[i], 0, place, cents);
      cents = 0;
      sound = sound && zero;
    }
    return sound;
  }

  void keep(std::uint32_t place, FeedMember& member, int months, std::map<RiskCell, std::uint32_t>& cells) {
    auto const [at, added] = cells.try_emplace(cell_of(member, map_.members, sums_.year),
                                               static_cast<std::uint32_t>(cells.size()));
    MemberYears& rows = feed_.rows;
    rows.rows.push_back({member.key, at->second, static_cast<std::uint8_t>(months), 1.0});
    places_.push_back(place);
    for (std::size_t i = 0; i < feed_.totals.fitted; ++i) {
      std::size_t const from = place * feed_.totals.fitted + i;
      rows.costs.push_back(static_cast<double>(sums_.cents[from]) / 100.0);
      // A year of only reversals that end above 0, or one set to 0, must not hold claims without cost.
      rows.counts.push_back(sums_.cents[from] > 0 ? std::max<std::int64_t>(1, sums_.counts[from]) : 0);
    }
  }

  // Cells in order of their name, so that the order of rows does not matter to anything made from them.
  void order(std::map<RiskCell, std::uint32_t> const& cells) {
    std::vector<std::uint32_t> now(cells.size());
    for (auto const& [cell, index] : cells) {
      now[index] = static_cast<std::uint32_t>(feed_.rows.cells.size());
      feed_.rows.cells.push_back(cell);
    }
    for (MemberRecord& row : feed_.rows.rows) row.cell = now[row.cell];
  }

  void note_thin(FeedMembers const& members) {
    std::vector<std::size_t> size(feed_.rows.cells.size(), 0);
    for (MemberRecord const& row : feed_.rows.rows) ++size[row.cell];
    for (std::size_t i = 0; i < feed_.rows.rows.size(); ++i) {
      std::uint32_t const cell = feed_.rows.rows[i].cell;
      if (!is_few(static_cast<double>(size[cell]))) continue;
      FeedMember const& member = members[places_[i]];
      feed_.defects.note(Check::thin_cell, file_of(member), feed_.rows.cells[cell].name(), member.line,
                         places_[i]);
    }
  }

  std::string const& file_of(FeedMember const& member) const {
    auto const first = std::find_if(feed_.files.begin(), feed_.files.end(),
                                    [](FileRows const& file) { return file.table == "members"; });
    return (first + member.file)->file;
  }

  Feed& feed_;
  ClaimMap const& map_;
  YearSums& sums_;
  std::vector<std::uint32_t> places_;
};

}  // namespace

Feed read_feed(std::filesystem::path const& folder, ClaimMap const& map, std::optional<int> year,
               std::size_t rows_shown, std::optional<PaidScope> const& paid) {
  Feed feed{{}, {}, {}, DefectBook(rows_shown), {}, 0, 0, {}, 0, 0, {}};
  if (paid) feed.paid.emplace(PaidSums{paid->months, {}, {}, {}});
  FeedMembers members = read_members(folder, map, year, feed.defects, feed.files);
  std::string const members_file = feed.files.back().file;
  if (read_attribution(folder, map, members, feed.defects, feed.files))
    note_unattributed(feed, members, map, year);
  ClaimSpill spill;
  feed.sums = read_claims(folder, map, members, feed.defects, feed.files, spill, paid);
  YearSums of_year{year.value_or(0), {}, {}};
  feed.totals = net_claims(spill, map, members, feed.files, feed.sums, feed.defects,
                           year ? &of_year : nullptr, feed.paid ? &*feed.paid : nullptr);
  count_members(feed, members, map);
  check_membership(feed, members_file, map.jump);
  check_months(feed);
  if (map.control) check_control(feed, folder, *map.control);
  if (!year) return feed;
  feed.rows.categories = fitted_categories(map);
  YearRows(feed, map, of_year).build(members);
  return feed;
}

}  // namespace plimsoll
