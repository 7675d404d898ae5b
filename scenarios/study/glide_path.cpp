#include "plimsoll/scenarios/glide_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "plimsoll/core/errors.hpp"
#include "study/rule_pack.hpp"

namespace plimsoll {
namespace {

/// Programme and track of a level: mssp/basic-a.
std::string track_of(std::string_view level) {
  if (level.size() == 1 && level[0] >= 'A' && level[0] <= 'E')
    return fmt::format("mssp/basic-{}", static_cast<char>(level[0] - 'A' + 'a'));
  return level == "ENH" ? "mssp/enhanced" : "";
}

/// The newest shipped pack of a track whose year is not after `year`; empty where there is none.
std::string newest_pack(std::string const& track, std::int64_t year) {
  std::string newest;
  std::int64_t newest_year = 0;
  for (std::string const& pack : shipped_rule_packs()) {
    if (!pack.starts_with(track + "@")) continue;
    std::int64_t dated = 0;
    std::string const date = pack.substr(track.size() + 1);
    std::from_chars(date.data(), date.data() + date.size(), dated);
    if (dated > year || dated < newest_year) continue;
    newest = pack;
    newest_year = dated;
  }
  return newest;
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> levels;
  for (;;) {
    std::size_t const dash = text.find('-');
    levels.push_back(text.substr(0, dash));
    if (dash == std::string_view::npos) return levels;
    text.remove_prefix(dash + 1);
  }
}

}  // namespace

GlidePath glide_path(std::string_view text, std::vector<std::int64_t> const& performance_years,
                     std::string_view spot) {
  GlidePath path{std::string(text), {}};
  std::vector<Problem> problems;
  auto const note = [&](std::string what, std::string why) {
    problems.push_back({{std::string(spot), 0, 0},
                        std::string(text),
                        std::move(what),
                        std::move(why),
                        "write levels such as A-B-E, or ENH"});
  };
  std::vector<std::string_view> const levels = split(text);
  if (levels.size() > performance_years.size())
    note(fmt::format("has {} levels for {} performance years", levels.size(), performance_years.size()), "");
  for (std::size_t year = 0; year < performance_years.size() && problems.empty(); ++year) {
    std::string_view const level = levels[std::min(year, levels.size() - 1)];
    std::string const track = track_of(level);
    std::string const pack = track.empty() ? "" : newest_pack(track, performance_years[year]);
    if (track.empty())
      note(fmt::format("\"{}\" is no level", level), "levels are A to E of BASIC, and ENH");
    else if (pack.empty())
      note(fmt::format("no rule pack of {} for {}", track, performance_years[year]), "");
    path.packs.push_back(pack);
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  return path;
}

std::string contract_of(GlidePath const& path, std::string const& id, std::string const& like,
                        std::vector<std::int64_t> const& performance_years) {
  std::string schedule;
  for (std::size_t year = 0; year < std::min(path.packs.size(), performance_years.size()); ++year) {
    if (year > 0 && path.packs[year] == path.packs[year - 1]) continue;
    schedule +=
        fmt::format("{}{} = \"{}\"", schedule.empty() ? "" : ", ", performance_years[year], path.packs[year]);
  }
  return fmt::format("\n[[contract]]\nid = \"{}\"\nlike = \"{}\"\ntemplate_by_year = {{ {} }}\n", id, like,
                     schedule);
}

}  // namespace plimsoll
