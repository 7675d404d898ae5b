#include "plimsoll/sim/segment_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <system_error>
#include <utility>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/sim/aside_file.hpp"
#include "segment_file.hpp"

namespace plimsoll {
namespace {

struct SegmentPath {
  BlockRun run;
  std::filesystem::path file;
};

/// Segments in a folder by first trial: the order of a listing is the file system's.
std::vector<SegmentPath> list_segments(std::filesystem::path const& folder) {
  std::vector<SegmentPath> found;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    auto const& file = entry->path();
    if (file.extension() != ".h5") continue;
    auto const run = parse_segment_name(file.filename().string());
    if (!run)
      throw IoError(
          fmt::format("{}: not a segment of this run (its name is not first-last trial)", file.string()));
    found.push_back({*run, file});
  }
  if (error) throw IoError(fmt::format("{}: cannot list the folder ({})", folder.string(), error.message()));
  std::ranges::sort(found, {}, [](SegmentPath const& s) { return std::pair(s.run.first, s.run.count); });
  return found;
}

[[noreturn]] void refuse_difference(std::filesystem::path const& file, std::uint32_t block) {
  auto const first = std::uint64_t{block} * lane_count;
  throw IoError(fmt::format("{}: trials {} to {} differ from what was already finished for the same plan",
                            file.string(), first, first + lane_count - 1));
}

}  // namespace

SegmentStore::SegmentStore(std::filesystem::path const& run_folder, std::string plan_digest,
                           std::vector<ColumnInfo> columns, Interval flush_every, Use use)
    : folder_(run_folder / "parts" / plan_digest),
      plan_digest_(std::move(plan_digest)),
      columns_(std::move(columns)),
      flush_every_(flush_every),
      flushed_(std::chrono::steady_clock::now()) {
  PLIMSOLL_EXPECT(!columns_.empty() && !plan_digest_.empty());
  PLIMSOLL_EXPECT(std::ranges::all_of(plan_digest_, [](unsigned char c) { return std::isalnum(c) != 0; }));
  if (use == Use::add_only) return;
  make_folder(folder_);
  // Scratch: nobody else's. A file system that keeps no modes leaves it as it is.
  std::error_code ignored;
  std::filesystem::permissions(folder_.parent_path(), std::filesystem::perms::owner_all, ignored);
  remove_stale_asides(folder_);
  refresh();
}

void SegmentStore::add(TrialRows rows) {
  keep(std::move(rows), folder_);
}

/// Keeps a block that comes from `from`, for the message should it differ.
void SegmentStore::keep(TrialRows rows, std::filesystem::path const& from) {
  PLIMSOLL_EXPECT(rows.columns.size() == columns_.size());
  auto const block = rows.block.index;
  auto const digest = digest_of({plan_digest_, columns_}, rows);
  std::lock_guard const lock(mutex_);
  auto const stored = stored_.find(block);
  auto const kept = kept_.find(block);
  if (stored != stored_.end() ? stored->second != digest
                              : kept != kept_.end() && kept->second.digest != digest) {
    refuse_difference(from, block);
  }
  if (stored == stored_.end() && kept == kept_.end()) kept_.emplace(block, Kept{std::move(rows), digest});
  if (std::chrono::steady_clock::now() - flushed_ >= flush_every_) flush_locked();
}

void SegmentStore::flush() {
  std::lock_guard const lock(mutex_);
  flush_locked();
}

void SegmentStore::refresh() {
  std::lock_guard const lock(mutex_);
  for (auto const& [run, file] : list_segments(folder_)) {
    if (read_.contains(file)) continue;
    learn(
        file, run, [](std::size_t, std::span<double const>) {}, stored_);
    read_.insert(file);
  }
}

void SegmentStore::absorb(std::filesystem::path const& run_folder) {
  for (auto const& [run, file] : list_segments(run_folder / "parts" / plan_digest_)) {
    std::vector<TrialRows> blocks;
    for (std::uint32_t i = 0; i < run.count; ++i)
      blocks.push_back({{run.first + i}, std::vector<Lanes>(columns_.size())});
    auto const take = [&](std::size_t column, std::span<double const> trials) {
      for (auto& block : blocks) {
        std::ranges::copy(trials.first(lane_count), block.columns[column].begin());
        trials = trials.subspan(lane_count);
      }
    };
    read_segment(file, run, {plan_digest_, columns_}, take);
    for (auto& block : blocks) keep(std::move(block), file);
    flush();  // as many in memory as one segment holds
  }
}

void SegmentStore::flush_locked() {
  flushed_ = std::chrono::steady_clock::now();
  while (!kept_.empty()) {
    std::vector<Kept const*> run;
    for (auto const& [block, kept] : kept_) {
      if (!run.empty() && block != run.back()->rows.block.index + 1) break;
      run.push_back(&kept);
    }
    write_run(run);
    for (auto const* kept : run) stored_.emplace(kept->rows.block.index, kept->digest);
    kept_.erase(kept_.begin(), std::next(kept_.begin(), static_cast<std::ptrdiff_t>(run.size())));
  }
}

void SegmentStore::write_run(std::vector<Kept const*> const& run) {
  BlockRun const blocks{run.front()->rows.block.index, static_cast<std::uint32_t>(run.size())};
  auto const file = folder_ / segment_name(blocks);
  SegmentPlan const plan{plan_digest_, columns_};
  std::vector<TrialRows const*> rows;
  std::vector<BlockDigest> digests;
  for (auto const* kept : run) {
    rows.push_back(&kept->rows);
    digests.push_back(kept->digest);
  }
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) {
    write_aside(file, segment_image(file, rows, digests, plan).bytes(), Overwrite::refuse);
    read_.insert(file);
    return;
  }
  // Another process of the same run was first; its numbers must be ours.
  auto const theirs = read_segment(file, blocks, plan, [](std::size_t, std::span<double const>) {});
  auto const [mine, other] = std::ranges::mismatch(digests, theirs);
  if (mine != digests.end())
    refuse_difference(file, blocks.first + static_cast<std::uint32_t>(mine - digests.begin()));
}

std::set<std::uint32_t> SegmentStore::done() const {
  std::lock_guard const lock(mutex_);
  std::set<std::uint32_t> blocks;
  for (auto const& [block, digest] : stored_) blocks.insert(block);
  for (auto const& [block, kept] : kept_) blocks.insert(block);
  return blocks;
}

void SegmentStore::learn(std::filesystem::path const& file, BlockRun const& run, ColumnVisitor const& visit,
                         Blocks& known) const {
  auto const digests = read_segment(file, run, {plan_digest_, columns_}, visit);
  for (std::uint32_t i = 0; i < run.count; ++i) {
    auto const [place, is_new] = known.emplace(run.first + i, digests[i]);
    if (!is_new && place->second != digests[i]) refuse_difference(file, run.first + i);
  }
}

TrialTable SegmentStore::assemble(std::uint64_t trials) {
  PLIMSOLL_EXPECT(trials > 0);
  std::lock_guard const lock(mutex_);
  flush_locked();
  TrialTable table{columns_, trials, std::vector<double>(columns_.size() * trials)};
  Blocks found;
  for (auto const& [run, file] : list_segments(folder_)) {
    auto const first = std::uint64_t{run.first} * lane_count;
    auto const put = [&](std::size_t column, std::span<double const> values) {
      if (first >= trials) return;
      auto const used = std::min<std::uint64_t>(values.size(), trials - first);
      std::ranges::copy(values.first(used),
                        table.values.begin() + static_cast<std::ptrdiff_t>(column * trials + first));
    };
    learn(file, run, put, found);
  }
  stored_ = std::move(found);
  for (std::uint64_t block = 0; block * lane_count < trials; ++block) {
    if (stored_.contains(static_cast<std::uint32_t>(block))) continue;
    throw IoError(fmt::format("{}: trials {} to {} are missing (the run is not finished); resume it",
                              folder_.string(), block * lane_count, (block + 1) * lane_count - 1));
  }
  return table;
}

void SegmentStore::discard() {
  std::lock_guard const lock(mutex_);
  std::error_code error;
  std::filesystem::remove_all(folder_, error);
  if (error)
    throw IoError(fmt::format("{}: cannot remove the segments ({})", folder_.string(), error.message()));
  stored_.clear();
  read_.clear();
  kept_.clear();
  // Another plan's segments keep the common folder.
  std::filesystem::remove(folder_.parent_path(), error);
}

}  // namespace plimsoll
