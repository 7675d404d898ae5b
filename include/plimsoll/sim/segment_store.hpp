#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

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

  /// Opens the store, making its folder if need be; reads and checks what is there and removes what killed
  /// processes left half-written. `plan_digest` (letters and digits) must change whenever any number of the
  /// run could.
  SegmentStore(std::filesystem::path const& run_folder, std::string plan_digest,
               std::vector<ColumnInfo> columns, Interval flush_every = std::chrono::seconds(10));

  /// Keeps a finished block, and flushes when the interval is over. After a failed flush the blocks are still
  /// kept.
  void add(TrialRows rows);
  /// Writes every run of neighbouring kept blocks as a segment. Blocks not flushed are lost with the store.
  void flush();
  /// Numbers of the finished blocks, on disk or kept.
  std::set<std::uint32_t> done() const;
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
  void flush_locked();
  void write_run(std::vector<Kept const*> const& run);
  template <class Visitor>
  void scan(Visitor const& visit);

  mutable std::mutex mutex_;
  std::filesystem::path folder_;
  std::string plan_digest_;
  std::vector<ColumnInfo> columns_;
  Interval flush_every_;
  std::chrono::steady_clock::time_point flushed_;
  std::map<std::uint32_t, Kept> kept_;
  std::map<std::uint32_t, BlockDigest> stored_;
};

}  // namespace plimsoll
