#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "hdf5_file.hpp"
#include "plimsoll/sim/segment_store.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// What all segments of one plan share.
struct SegmentPlan {
  std::string const& digest;
  std::vector<ColumnInfo> const& columns;
};

/// Consecutive whole blocks.
struct BlockRun {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

/// "<first trial>-<last trial>.h5".
std::string segment_name(BlockRun const& run);
/// The inverse; nothing when the name is not such a name of whole blocks.
std::optional<BlockRun> parse_segment_name(std::string_view name);

BlockDigest digest_of(SegmentPlan const& plan, TrialRows const& rows);

/// Bytes of a segment of neighbouring blocks, in order.
Hdf5Image segment_image(std::filesystem::path const& file, std::span<TrialRows const* const> rows,
                        std::span<BlockDigest const> digests, SegmentPlan const& plan);

/// Receives one column of a segment, all its trials.
using ColumnVisitor = std::function<void(std::size_t column, std::span<double const> trials)>;

/// Reads a segment, checks every number against the stored digests and gives those. The visitor sees the
/// columns before the check is complete. Throws IoError when the file is damaged or of another plan.
std::vector<BlockDigest> read_segment(std::filesystem::path const& file, BlockRun const& run,
                                      SegmentPlan const& plan, ColumnVisitor const& visit);

}  // namespace plimsoll
