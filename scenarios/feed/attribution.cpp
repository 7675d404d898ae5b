#include <algorithm>

#include "feed/members.hpp"
#include "feed/table.hpp"

namespace plimsoll {
namespace {

void read_row(FeedRow const& row, std::size_t key, std::size_t at, FeedMembers& members) {
  if (row.text(key).empty()) return row.note(Check::empty_key, key);
  std::optional<Month> const month = row.month(at);
  if (!month) return;
  std::uint32_t const place = members.place_of(row.text(key));
  FeedMember& member = members[place];
  bool const covered = std::any_of(member.spans.begin(), member.spans.end(), [&](CoverSpan const& span) {
    return span.first <= last_day(*month) && span.last >= first_day(*month);
  });
  if (!covered) row.note(Check::attributed_outside_cover, at, place);
  int const year = *month / 12;
  if (!member.is_attributed(year)) member.attributed.push_back(static_cast<std::int16_t>(year));
}

}  // namespace

bool read_attribution(std::filesystem::path const& folder, ClaimMap const& map, FeedMembers& members,
                      DefectBook& defects, std::vector<FileRows>& files) {
  if (!map.attribution) return false;
  Wanted wanted;
  std::size_t const key = wanted.bind(map.attribution->member), at = wanted.bind(map.attribution->month);
  std::vector<std::filesystem::path> const paths = files_of(folder, map.attribution->table.file);
  if (paths.empty() && map.attributed_only)
    throw InputError(Problem{{folder.string(), 0, 0},
                             "attribution.table.file",
                             "no file of attributed months in the folder, and only what is attributed counts",
                             "sought: " + map.attribution->table.file.front(),
                             "add it, or write attributed_only = false"});
  for (std::filesystem::path const& path : paths) {
    std::int64_t const rows = stream_table(path, map.attribution->table, wanted, defects,
                                           [&](FeedRow const& row) { read_row(row, key, at, members); });
    files.push_back({"attribution", path.filename().string(), rows});
  }
  return !paths.empty();
}

}  // namespace plimsoll
