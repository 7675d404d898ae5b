#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"

namespace plimsoll {

enum class FeedLayout { tuva, cclf };
template <>
struct Names<FeedLayout> {
  static constexpr std::array<std::pair<std::string_view, FeedLayout>, 2> pairs{
      {{"tuva", FeedLayout::tuva}, {"cclf", FeedLayout::cclf}}};
};

/// What made-up claims are to be like. The same plan gives the same bytes.
struct SyntheticPlan {
  std::int64_t members = 2'000;
  int year = 2025;
  std::uint64_t seed = 1;
  FeedLayout layout = FeedLayout::tuva;
  bool defects = false;  ///< plant three of each defect, and write planted.csv that says where
};

/// What was written.
struct SyntheticFeed {
  std::int64_t rows = 0;
  std::int64_t planted = 0;
};

/// Fewest members among which every defect finds its place.
inline constexpr std::int64_t fewest_synthetic_members = 500;

/// Writes a year of made-up claims of made-up members into the folder, for tests and demonstrations: counts
/// are Poisson with a lognormal frailty, amounts lognormal. Nothing in it is fitted to anyone's data.
/// `planted.csv` has one row per defect: file, row, column, check. IoError where a file cannot be written.
SyntheticFeed write_synthetic_feed(std::filesystem::path const& folder, SyntheticPlan const& plan);

}  // namespace plimsoll
