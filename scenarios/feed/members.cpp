#include "feed/members.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "feed/table.hpp"

namespace plimsoll {
namespace {

/// The columns of a members' row, bound.
struct BoundMemberRow {
  Wanted wanted;
  std::size_t member = 0;
  std::vector<std::size_t> start, end, months, less;
  std::optional<std::size_t> month, year, birth, death;
  std::vector<std::optional<std::size_t>> rules;

  explicit BoundMemberRow(MembersMap const& map) {
    member = wanted.bind(map.member);
    start = wanted.bind(map.cover.start);
    end = wanted.bind(map.cover.end);
    months = wanted.bind(map.cover.months);
    less = wanted.bind(map.cover.less);
    month = wanted.bind(map.cover.month);
    year = wanted.bind(map.cover.year);
    birth = wanted.bind(map.birth_date);
    death = wanted.bind(map.death_date);
    for (EnrolmentRule const& rule : map.enrolment) rules.push_back(wanted.bind(rule.column));
  }
};

std::optional<int> whole(FeedRow const& row, std::size_t place, int low, int high) {
  std::string_view const text = row.text(place);
  int value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc{} && end == text.data() + text.size() && value >= low && value <= high) return value;
  row.note(Check::not_an_amount, place);
  return std::nullopt;
}

std::optional<CoverSpan> span_of_month(FeedRow const& row, std::size_t place) {
  std::optional<Month> const month = row.month(place);
  if (!month) return std::nullopt;
  return CoverSpan{first_day(*month), last_day(*month)};
}

/// A year with no months is a span that ends before it starts.
std::optional<CoverSpan> span_of_year(FeedRow const& row, BoundMemberRow const& bound) {
  std::optional<int> const year = whole(row, *bound.year, 1900, 2200);
  int smallest = 12, less = 0;
  bool sound = year.has_value();
  for (std::size_t const place : bound.months) {
    std::optional<int> const months = whole(row, place, 0, 12);
    sound = sound && months;
    smallest = std::min(smallest, months.value_or(0));
  }
  for (std::size_t const place : bound.less) {
    std::optional<int> const months = whole(row, place, 0, 12);
    sound = sound && months;
    less += months.value_or(0);
  }
  if (!sound) return std::nullopt;
  int const months = std::max(0, smallest - less);
  Day const first = first_day(month_of(*year, 1));
  return CoverSpan{first, months > 0 ? last_day(month_of(*year, 12)) : first - 1, 0, 0,
                   static_cast<std::int8_t>(months)};
}

/// Cover needs every start; a blank one covers nothing.
std::optional<CoverSpan> span_of_dates(FeedRow const& row, BoundMemberRow const& bound, Day death) {
  CoverSpan span{no_day, never};
  bool sound = true, begun = true;
  for (std::size_t const place : bound.start) {
    std::optional<Day> const day = row.day(place);
    sound = sound && day;
    begun = begun && day.value_or(no_day) != no_day;
    span.first = std::max(span.first, day.value_or(no_day));
  }
  for (std::size_t const place : bound.end) {
    std::optional<Day> const day = row.day(place);
    sound = sound && day;
    if (day.value_or(no_day) != no_day) span.last = std::min(span.last, *day);
  }
  if (!sound) return std::nullopt;
  if (!begun) return CoverSpan{0, -1};
  if (span.last < span.first)
    row.note(Check::cover_ends_before_start, bound.end.empty() ? bound.start.front() : bound.end.front());
  if (death != no_day) span.last = std::min(span.last, death);
  return span;
}

bool holds(EnrolmentRule const& rule, std::optional<std::size_t> place, FeedRow const& row, int age) {
  if (place && !rule.holds(row.text(*place))) return false;
  if (rule.age_below && !(age < *rule.age_below)) return false;
  return !rule.age_at_least || age >= *rule.age_at_least;
}

/// The type of the member's last row that starts by the end of the year.
void ask_enrolment(FeedRow const& row, BoundMemberRow const& bound, MembersMap const& map, int year,
                   Day start, FeedMember& member) {
  if (map.enrolment.empty() || start > last_day(month_of(year, 12)) || start < member.asked) return;
  int const age = member.birth == no_day ? 0 : year - year_of(member.birth);
  for (std::size_t i = 0; i < map.enrolment.size(); ++i)
    if (holds(map.enrolment[i], bound.rules[i], row, age)) {
      member.enrolment = map.enrolment[i].type;
      member.asked = start;
      return;
    }
  row.note(Check::no_enrolment, bound.member);
}

bool sound_birth(MembersMap const& map, Day birth, int year) {
  if (!map.birth_date) return true;
  int const age = birth == no_day ? -1 : year - year_of(birth);
  return age >= 0 && age <= 130 && age >= map.bands.front();
}

void read_row(FeedRow const& row, BoundMemberRow const& bound, MembersMap const& map, std::optional<int> year,
              std::uint16_t file, FeedMembers& members) {
  if (row.text(bound.member).empty()) return row.note(Check::empty_key, bound.member);
  std::optional<Day> const birth = bound.birth ? row.day(*bound.birth) : no_day;
  std::optional<Day> const death = bound.death ? row.day(*bound.death) : no_day;
  if (!birth || !death) return;
  std::optional<CoverSpan> span = bound.month  ? span_of_month(row, *bound.month)
                                  : bound.year ? span_of_year(row, bound)
                                               : span_of_dates(row, bound, *death);
  if (!span) return;
  if (year && !sound_birth(map, *birth, *year)) return row.note(Check::age_out_of_range, *bound.birth);
  FeedMember& member = members[members.place_of(row.text(bound.member))];
  if (!member.known()) {
    member.line = row.line();
    member.file = file;
  }
  if (*birth != no_day) member.birth = *birth;
  if (*death != no_day) member.death = *death;
  if (year) ask_enrolment(row, bound, map, *year, span->first, member);
  span->line = row.line();
  span->file = file;
  if (span->last >= span->first) member.spans.push_back(*span);
}

/// Sorts and joins a member's spans; what lies twice in one file is noted.
void settle_spans(FeedMember& member, std::uint32_t place, std::string const& column,
                  std::vector<FileRows> const& files, std::size_t first_file, DefectBook& defects) {
  std::sort(member.spans.begin(), member.spans.end(), [](CoverSpan const& a, CoverSpan const& b) {
    return std::tie(a.first, a.last, a.file, a.line) < std::tie(b.first, b.last, b.file, b.line);
  });
  std::vector<CoverSpan> joined;
  CoverSpan before;
  for (CoverSpan const& span : member.spans) {
    auto const note = [&](Check check) {
      defects.note(check, files[first_file + span.file].file, column, span.line, place);
    };
    if (!joined.empty() && span.file == before.file && span.first == before.first && span.last == before.last)
      note(Check::repeated_cover);
    else if (!joined.empty() && span.file == before.file && span.first <= joined.back().last)
      note(Check::overlapping_cover);
    else if (!joined.empty() && span.first > joined.back().last + 1)
      note(Check::gap_in_cover);
    before = span;
    // Years with months of their own stay apart: joined, they would lose them.
    bool const joins = !joined.empty() && span.first <= joined.back().last + 1 &&
                       (span.months < 0 || span.first == joined.back().first);
    if (joins)
      joined.back().last = std::max(joined.back().last, span.last);
    else
      joined.push_back(span);
  }
  joined.shrink_to_fit();
  member.spans = std::move(joined);
}

void read_crosswalk(std::filesystem::path const& folder, CrosswalkMap const& map, FeedMembers& members,
                    DefectBook& defects, std::vector<FileRows>& files) {
  Wanted wanted;
  std::size_t const from = wanted.bind(map.from), to = wanted.bind(map.to);
  for (std::filesystem::path const& path : files_of(folder, map.table.file)) {
    std::int64_t const rows = stream_table(path, map.table, wanted, defects, [&](FeedRow const& row) {
      if (!row.text(from).empty() && !row.text(to).empty())
        members.rename(std::string(row.text(from)), std::string(row.text(to)));
    });
    files.push_back({"crosswalk", path.filename().string(), rows});
  }
}

}  // namespace

bool FeedMember::covers(Day day) const {
  return std::any_of(spans.begin(), spans.end(),
                     [&](CoverSpan const& span) { return span.first <= day && day <= span.last; });
}

bool FeedMember::is_attributed(int year) const {
  return std::find(attributed.begin(), attributed.end(), year) != attributed.end();
}

int FeedMember::months_in(int year) const {
  int months = 0;
  for (int m = 1; m <= 12; ++m) {
    Day const first = first_day(month_of(year, m)), last = last_day(month_of(year, m));
    for (CoverSpan const& span : spans) {
      if (span.last < first || span.first > last) continue;
      if (span.months >= 0) return span.months;
      ++months;
      break;
    }
  }
  return months;
}

std::uint32_t FeedMembers::place_of(std::string_view key) {
  std::string name(key);
  // A key may have been renamed more than once; circles end after a few steps.
  for (int step = 0; step < 8 && !now_.empty(); ++step) {
    auto const found = now_.find(name);
    if (found == now_.end() || found->second == name) break;
    name = found->second;
  }
  auto const [at, added] = places_.try_emplace(name, static_cast<std::uint32_t>(list_.size()));
  if (added) list_.emplace_back().key = std::move(name);
  return at->second;
}

FeedMembers read_members(std::filesystem::path const& folder, ClaimMap const& map, std::optional<int> year,
                         DefectBook& defects, std::vector<FileRows>& files) {
  FeedMembers members;
  if (map.crosswalk) read_crosswalk(folder, *map.crosswalk, members, defects, files);
  BoundMemberRow const bound(map.members);
  std::vector<std::filesystem::path> const paths = files_of(folder, map.members.table.file);
  if (paths.empty())
    throw InputError(Problem{{folder.string(), 0, 0},
                             "members.table.file",
                             "no file of members in the folder",
                             "sought: " + map.members.table.file.front(),
                             "name it in the map"});
  std::size_t const first_file = files.size();
  for (std::size_t i = 0; i < paths.size(); ++i) {
    std::int64_t const rows =
        stream_table(paths[i], map.members.table, bound.wanted, defects, [&](FeedRow const& row) {
          read_row(row, bound, map.members, year, static_cast<std::uint16_t>(i), members);
        });
    files.push_back({"members", paths[i].filename().string(), rows});
  }
  std::string const& column = map.members.member;
  for (std::uint32_t place = 0; place < members.list().size(); ++place)
    settle_spans(members[place], place, column, files, first_file, defects);
  return members;
}

}  // namespace plimsoll
