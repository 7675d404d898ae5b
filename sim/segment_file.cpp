#include "segment_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <limits>

#include "hdf5_file.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/sim/digest.hpp"

namespace plimsoll {
namespace {

static_assert(std::endian::native == std::endian::little, "stored digests are of little-endian numbers");

constexpr char const* rows_path = "/rows";
constexpr char const* digest_path = "/sha256";
std::vector<int> const format_version{1, 0};

BlockDigest words_of(Digest const& digest) {
  auto const hex = digest.hex();
  BlockDigest words{};
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::from_chars(hex.data() + 16 * i, hex.data() + 16 * (i + 1), words[i], 16);
  }
  return words;
}

/// Fingerprint of plan and columns, so that a segment in the wrong folder is refused with that reason.
std::string describe(SegmentPlan const& plan) {
  Digest digest;
  digest.add(plan.digest);
  for (auto const& column : plan.columns) {
    digest.add(fmt::format("\n{}\n{}\n{}", column.name, name_of(column.unit), column.year));
  }
  return digest.hex();
}

Digest start_block(std::string const& description, std::uint32_t block) {
  Digest digest;
  digest.add(fmt::format("{}\n{}\n", description, block));
  return digest;
}

std::vector<std::uint64_t> plan_words(SegmentPlan const& plan) {
  auto const words = words_of(Digest{}.add(describe(plan)));
  return {words.begin(), words.end()};
}

void write_columns(Hdf5File& file, std::span<TrialRows const* const> rows, std::size_t columns) {
  std::vector<double> trials(rows.size() * lane_count);
  auto const matrix = file.make_matrix(rows_path, columns, trials.size(), Compression::none);
  for (std::size_t column = 0; column < columns; ++column) {
    auto to = trials.begin();
    for (auto const* block : rows) to = std::ranges::copy(block->columns[column], to).out;
    file.write_rows(matrix, column, trials);
  }
}

void check_head(Hdf5File const& file, SegmentPlan const& plan) {
  auto const version = file.read_attribute<int>("/", "segment_version");
  if (version != format_version) file.session().refuse("the segment is of another format version");
  if (file.read_attribute<std::uint64_t>("/", "plan") != plan_words(plan)) {
    file.session().refuse("the segment belongs to another plan or other columns");
  }
}

}  // namespace

std::string segment_name(BlockRun const& run) {
  auto const first = std::uint64_t{run.first} * lane_count;
  return fmt::format("{}-{}.h5", first, first + std::uint64_t{run.count} * lane_count - 1);
}

std::optional<BlockRun> parse_segment_name(std::string_view name) {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  char const* const end = name.data() + name.size();
  auto const [dash, error] = std::from_chars(name.data(), end, first);
  if (error != std::errc{} || dash == end || *dash != '-') return std::nullopt;
  auto const [dot, error_last] = std::from_chars(dash + 1, end, last);
  if (error_last != std::errc{} || last <= first || last > std::numeric_limits<std::uint32_t>::max())
    return std::nullopt;
  BlockRun const run{static_cast<std::uint32_t>(first / lane_count),
                     static_cast<std::uint32_t>((last + 1 - first) / lane_count)};
  return segment_name(run) == name ? std::optional(run) : std::nullopt;
}

BlockDigest digest_of(SegmentPlan const& plan, TrialRows const& rows) {
  auto digest = start_block(describe(plan), rows.block.index);
  for (auto const& lanes : rows.columns) digest.add(std::as_bytes(std::span(lanes)));
  return words_of(digest);
}

Hdf5Image segment_image(std::filesystem::path const& file, std::span<TrialRows const* const> rows,
                        std::span<BlockDigest const> digests, SegmentPlan const& plan) {
  auto made = Hdf5File::in_memory(file);
  made.write_attribute("/", "segment_version", format_version);
  made.write_attribute("/", "plan", plan_words(plan));
  std::vector<std::uint64_t> words;
  for (auto const& digest : digests) words.insert(words.end(), digest.begin(), digest.end());
  made.write(digest_path, words);
  write_columns(made, rows, plan.columns.size());
  return made.take_image();
}

std::vector<BlockDigest> read_segment(std::filesystem::path const& file, BlockRun const& run,
                                      SegmentPlan const& plan, ColumnVisitor const& visit) {
  auto const opened = Hdf5File::open(file);
  check_head(opened, plan);
  auto const matrix = opened.open_matrix(rows_path);
  auto const words = opened.read_list<std::uint64_t>(digest_path);
  if (matrix.rows != plan.columns.size() || matrix.columns != run.count * lane_count ||
      words.size() != 4 * run.count) {
    opened.session().refuse("the segment does not hold the trials it is named after");
  }
  auto const description = describe(plan);
  std::vector<Digest> found;
  for (std::uint32_t i = 0; i < run.count; ++i) found.push_back(start_block(description, run.first + i));
  std::vector<double> trials(run.count * lane_count);
  for (std::size_t column = 0; column < plan.columns.size(); ++column) {
    opened.read_rows(matrix, column, trials);
    auto rest = std::span<double const>(trials);
    for (auto& digest : found) {
      digest.add(std::as_bytes(rest.first(lane_count)));
      rest = rest.subspan(lane_count);
    }
    visit(column, trials);
  }
  std::vector<BlockDigest> digests;
  for (std::size_t i = 0; i < found.size(); ++i) {
    digests.push_back(words_of(found[i]));
    if (!std::ranges::equal(digests.back(), std::span(words).subspan(4 * i, 4))) {
      opened.session().refuse(
          "the segment is damaged (its numbers do not meet their SHA-256); remove it to draw them again");
    }
  }
  return digests;
}

}  // namespace plimsoll
