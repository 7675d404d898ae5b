#include "run/draw_blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <thread>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/sim/block_dealer.hpp"

namespace plimsoll {
namespace {

/// Files another host has written and synced come into sight within this time on a network file system.
constexpr auto longest_delay = std::chrono::seconds(120);

/// Whether another round of drawing comes: said by the leader, heard by all.
bool another_round(Team& team, bool comes) {
  return team.broadcast({std::byte{comes}}).front() == std::byte{1};
}

bool draw_round(RunPlan const& plan, RunSetting const& setting, BlockDealer& dealer, SegmentStore& store,
                std::function<void()> const& kept) {
  auto const keep = [&](TrialRows rows) {
    store.add(std::move(rows));
    kept();
  };
  bool const complete = execute(plan, [&] { return dealer.next(); }, {setting.threads, setting.stop, keep});
  store.flush();
  return dealer.close(complete ? TeamState::well : TeamState::stopped) == TeamState::well;
}

/// Looks for what the others of the team wrote, until it is all there.
void await_segments(BlockRange range, SegmentStore& store) {
  auto const until = std::chrono::steady_clock::now() + longest_delay;
  while (true) {
    store.refresh();
    std::set<std::uint32_t> const done = store.done();
    std::uint32_t block = range.first;
    while (block < range.end && done.contains(block)) ++block;
    if (block == range.end) return;
    if (std::chrono::steady_clock::now() >= until)
      throw IoError(
          fmt::format("trials {} to {} were drawn by another process, but their segment is not seen "
                      "here; the run's folder must be one that all hosts share",
                      std::uint64_t{block} * lane_count, (block + std::uint64_t{1}) * lane_count - 1));
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
}

}  // namespace

std::optional<TrialRange> trials_of(RunPart const& part, std::uint64_t trials) {
  RunSetting setting;
  setting.part = part;
  auto const [first, end] = blocks_of(setting, trials);
  if (first == end) return std::nullopt;
  return TrialRange{std::uint64_t{first} * lane_count, std::min(trials, std::uint64_t{end} * lane_count) - 1};
}

BlockRange blocks_of(RunSetting const& setting, std::uint64_t trials) {
  std::uint64_t const blocks = blocks_for(trials);
  if (!setting.part) return {0, static_cast<std::uint32_t>(blocks)};
  std::uint64_t const of = setting.part->of, number = setting.part->number;
  PLIMSOLL_EXPECT(1 <= number && number <= of);
  return {static_cast<std::uint32_t>(blocks * (number - 1) / of),
          static_cast<std::uint32_t>(blocks * number / of)};
}

bool draw_missing(RunPlan const& plan, RunSetting const& setting, BlockRange range, std::uint32_t expected,
                  SegmentStore& store) {
  std::set<std::uint32_t> const done = store.done();
  std::vector<std::uint32_t> missing;
  for (std::uint32_t block = range.first; block < range.end; ++block)
    if (!done.contains(block)) missing.push_back(block);
  if (setting.order) setting.order(missing);
  std::size_t const at_start = range.end - range.first - missing.size();
  std::size_t const most = std::max<std::size_t>(range.end - range.first, expected);
  Team alone{Team::Alone{}};
  Team& team = setting.team ? *setting.team : alone;
  if (team.size() > 1) another_round(team, true);
  BlockDealer dealer(team, std::move(missing));
  std::mutex mutex;
  std::size_t own = 0;
  bool const complete = draw_round(plan, setting, dealer, store, [&] {
    std::lock_guard const lock(mutex);
    ++own;
    if (setting.progress) setting.progress(at_start + own + dealer.given_away(), most);
  });
  if (complete && team.size() > 1) await_segments(range, store);
  return complete;
}

void expect_same_plan(Team& team, std::string const& digest) {
  auto const mine = std::as_bytes(std::span(digest));
  Team::Bytes const leaders = team.broadcast({mine.begin(), mine.end()});
  if (!std::ranges::equal(leaders, mine))
    throw IoError(fmt::format(
        "rank {} makes another plan of the study than rank 0: its files or its program differ", team.rank()));
}

void end_rounds(RunSetting const& setting) {
  if (setting.team && setting.team->size() > 1) another_round(*setting.team, false);
}

bool draw_dealt(RunPlan const& plan, std::string const& digest, RunSetting const& setting) {
  std::optional<SegmentStore> store;
  while (another_round(*setting.team, false)) {
    // The leader has made its folder by now.
    if (!store)
      store.emplace(setting.folder, digest, plan.columns(), setting.checkpoint, SegmentStore::Use::add_only);
    BlockDealer dealer(*setting.team, {});
    if (!draw_round(plan, setting, dealer, *store, [] {})) return false;
  }
  return true;
}

}  // namespace plimsoll
