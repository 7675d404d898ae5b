#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "plimsoll/core/simd.hpp"
#include "plimsoll/models/cost/reference_panel.hpp"
#include "plimsoll/sim/run_plan.hpp"

namespace plimsoll {

/// How the reference panel is drawn when its speed is measured. Shocks: a frequency factor N(1, 0.05²) and a
/// severity factor N(1, 0.04²) in every trial. Frailty: these, a score from 0.5 to 1.5 spread evenly over the
/// members, and a gamma factor of mean 1 and variance 1/4 for each. Scalar: sums without vector instructions.
enum class DrawMode { claims, sums, sums_shocks, sums_frailty, sums_scalar };
template <>
struct Names<DrawMode> {
  static constexpr std::array<std::pair<std::string_view, DrawMode>, 5> pairs{
      {{"claims", DrawMode::claims},
       {"sums", DrawMode::sums},
       {"sums_shocks", DrawMode::sums_shocks},
       {"sums_frailty", DrawMode::sums_frailty},
       {"sums_scalar", DrawMode::sums_scalar}}};
};

/// Vector instructions a mode is drawn with: hold them by a SimdLimit while it is.
constexpr SimdLevel simd_of(DrawMode mode) {
  return mode == DrawMode::sums_scalar ? SimdLevel::scalar : SimdLevel::best;
}

/// Where the public file is absent: a panel of 60 cells and six categories whose laws are those of the file
/// in kind and size, made here. Nothing is published about it.
ReferencePanel made_panel();

/// The panel drawn for one year by `mode`, and what must come of it.
struct ReferenceWork {
  DrawMode mode = DrawMode::sums;
  std::uint64_t members = 0;
  double mean = 0.0;       ///< expected dollars a trial before the cap, drivers at 1
  double variance = 0.0;   ///< of the same
  bool published = false;  ///< the panel is the public file, whose capped mean is known
  RunPlan plan;            ///< outputs "amount" and "capped", dollars a trial

  double member_trials() const { return static_cast<double>(members) * static_cast<double>(plan.trials()); }
};

/// `trials` of `members`, dealt to the cells by their shares.
ReferenceWork make_reference_work(ReferencePanel const& panel, bool published, DrawMode mode,
                                  std::uint64_t members, std::uint64_t trials);

/// One answer against what is known of it.
struct CheckedAnswer {
  std::string_view what;
  double got = 0.0, expected = 0.0;  ///< dollars a trial, averaged over the trials
  double tolerance = 0.0;            ///< 4.9 standard errors
  bool right() const;
};

/// Draws the first 256 trials: the mean of the amount given the drivers drawn and, of the public panel
/// unmoved, of the capped amount.
std::vector<CheckedAnswer> check_answers(ReferenceWork const& work);

}  // namespace plimsoll
