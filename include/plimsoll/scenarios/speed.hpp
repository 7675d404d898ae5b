#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/reference_work.hpp"

namespace plimsoll {

/// What `plimsoll bench` draws, and how often.
struct SpeedPlan {
  std::optional<std::filesystem::path> data;  ///< folder of public data; none: the panel made here
  std::uint64_t members = 100'000;
  std::uint64_t blocks = 2;  ///< of 256 trials, for each core
  std::size_t rounds = 3;
};

/// Nanoseconds of the clock per member-trial, all categories, one entry a round.
struct Speed {
  DrawMode mode;
  std::vector<double> one_core, all_cores;
};

/// Speeds and what they were taken on.
struct SpeedReport {
  bool published = false;  ///< drew the public reference panel
  std::uint64_t members = 0;
  std::string machine;  ///< processor's name, or empty
  std::size_t cores = 0;
  std::string simd;  ///< widest vector instructions used
  std::vector<Speed> speeds;
};

/// Draws the panel in every mode, on one core and on all, modes in turn within a round. Every mode meets its
/// known answers first: throws ModelError, with what was drawn and expected, where one does not. Throws
/// InputError where `data` lacks the file. `say` is told what is being done.
SpeedReport measure_speed(SpeedPlan const& plan, std::function<void(std::string const&)> const& say);

/// A row a mode: medians over the rounds, and the ratio to claims on one core within a round.
Table speed_table(SpeedReport const& report);

}  // namespace plimsoll
