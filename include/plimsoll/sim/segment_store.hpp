#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

struct BlockRun;  // neighbouring blocks of one segment

/// SHA-256 of one block's rows together with the plan, the columns and the block's number.
using BlockDigest = std::array<std::uint64_t, 4>;

/// The growing part of a run folder: finished blocks as immutable segments `parts/<plan
/// digest>/<first>-<last>.h5`, named by their first and last trial. What is done is the union of the
/// segments, so stopping, resuming and merging are set operations; a block that is there twice must be equal
/// bit for bit. Segments are written aside, synced and renamed, and every number in them is checked when it
/// is read. Layout: docs/formats/results.md. Every member function may be called from any thread and throws
/// IoError naming the file: one that cannot be read or written, is damaged, belongs to another plan, or
/// differs from what another segment says of the same trials.
class SegmentStore {
 public:
  using Interval = std::chrono::steady_clock::duration;
  /// A process of a team that does not lead adds to what the leader opened, and knows its own blocks alone.
  enum class Use { whole, add_only };

  /// Opens the store, making its folder if need be; reads and checks what is there and removes what killed
  /// processes left half-written. `plan_digest` (letters and digits) must change whenever any number of the
  /// run could.
  SegmentStore(std::filesystem::path const& run_folder, std::string plan_digest,
               std::vector<ColumnInfo> columns, Interval flush_every = std::chrono::seconds(10),
               Use use = Use::whole);

  /// Keeps a finished block, and flushes when the interval is over. After a failed flush the blocks are still
  /// kept.
  void add(TrialRows rows);
  /// Writes every run of neighbouring kept blocks as a segment. Blocks not flushed are lost with the store.
  void flush();
  /// Numbers of the finished blocks, on disk or kept.
  std::set<std::uint32_t> done() const;
  /// Reads and checks the segments that are not known yet: other processes of the run write to the folder.
  void refresh();
  /// Takes the finished blocks of the same plan from another run's folder, which stays as it is.
  void absorb(std::filesystem::path const& run_folder);
  /// Flushes, reads the folder afresh and gives the first `trials` trials in order; IoError when one is
  /// missing.
  TrialTable assemble(std::uint64_t trials);
  /// Removes the segments of this plan; for use when the results file is safely written.
  void discard();

 private:
  struct Kept {
    TrialRows rows;
    BlockDigest digest;
  };
  using Blocks = std::map<std::uint32_t, BlockDigest>;
  void keep(TrialRows rows, std::filesystem::path const& from);
  void flush_locked();
  void write_run(std::vector<Kept const*> const& run);
  /// Reads and checks a segment; what it says of blocks known must be what is known.
  void learn(std::filesystem::path const& file, BlockRun const& run,
             std::function<void(std::size_t, std::span<double const>)> const& visit, Blocks& known) const;

  mutable std::mutex mutex_;
  std::filesystem::path folder_;
  std::string plan_digest_;
  std::vector<ColumnInfo> columns_;
  Interval flush_every_;
  std::chrono::steady_clock::time_point flushed_;
  std::map<std::uint32_t, Kept> kept_;
  Blocks stored_;
  std::set<std::filesystem::path> read_;  // segments that were checked, or written by us
};

}  // namespace plimsoll
