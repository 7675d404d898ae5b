#include "study/track_packs.hpp"

#include <algorithm>
#include <utility>

#include "study/rule_pack.hpp"

namespace plimsoll {
namespace {

std::vector<std::int64_t> covered_years(std::string const& pack) {
  std::vector<Problem> problems;
  RulePack const read = load_rule_pack({pack, {}, KeyPath("template")}, {}, problems);
  if (!problems.empty()) throw InputError(std::move(problems));
  return read.performance_years;
}

}  // namespace

ChosenPack newest_pack(MsspTrack const& track, int results_year) {
  ChosenPack chosen;
  for (std::string const& name : shipped_rule_packs())
    if (name.starts_with(std::string(track.pack) + "@")) chosen.name = std::max(chosen.name, name);
  std::vector<std::int64_t> const years = covered_years(chosen.name);
  auto const later = std::find_if(years.begin(), years.end(), [&](auto year) { return year > results_year; });
  chosen.year = static_cast<int>(later != years.end() ? *later : years.back());
  return chosen;
}

std::optional<ChosenPack> pack_of_year(MsspTrack const& track, int year) {
  std::string newest;
  for (std::string const& name : shipped_rule_packs()) {
    if (!name.starts_with(std::string(track.pack) + "@") || name < newest) continue;
    std::vector<std::int64_t> const years = covered_years(name);
    if (std::find(years.begin(), years.end(), year) != years.end()) newest = name;
  }
  if (newest.empty()) return std::nullopt;
  return ChosenPack{newest, year};
}

}  // namespace plimsoll
