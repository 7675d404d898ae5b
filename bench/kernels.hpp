#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "panel_needs.hpp"
#include "plimsoll/core/word_lanes.hpp"
#include "plimsoll/models/cost/frailty_table.hpp"
#include "plimsoll/models/cost/reference_panel.hpp"

namespace plimsoll::bench {

/// Pages of words that the kernels go through, 256 lanes each.
inline constexpr std::size_t kernel_pages = 16;

/// What the kernels of the engines of members work on: words, and the laws of one cell of a panel.
struct KernelInputs {
  std::vector<TabledPanel> claims, sums;
  KernelNeeds claims_need, sums_need;
  FrailtyTable frailty{Frailty{FrailtyFamily::gamma, 0.5, 1.0}};
  TrialLanes trials;
  std::array<WordLanes, kernel_pages> words;
  Lanes price;

  /// Tables for every cell of the panel; the kernels take those of the one in the middle.
  explicit KernelInputs(ReferencePanel const& panel);
};

/// One kernel, ready to be called for a page of 256 lanes.
struct Kernel {
  std::string name;
  double KernelNeeds::*need;  ///< null where the draw with nothing moved does without
  std::function<void(std::size_t page)> call;
};

/// Every kernel; their calls refer to `inputs`. Throws WrongAnswer where words, counts or amounts are not
/// those of the scalar functions.
std::vector<Kernel> kernels(KernelInputs const& inputs);

}  // namespace plimsoll::bench
