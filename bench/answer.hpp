#pragma once

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>
#include <string_view>

namespace plimsoll::bench {

/// A benchmark whose answer is wrong must not report a speed: thrown before the timed loop, ends the program.
struct WrongAnswer : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws WrongAnswer unless |got - expected| <= tolerance.
inline void check_answer(std::string_view what, double got, double expected, double tolerance) {
  if (std::abs(got - expected) <= tolerance) return;
  throw WrongAnswer(fmt::format("{}: {} is not within {:.3g} of {}", what, got, tolerance, expected));
}

/// Standard errors allowed between a simulated mean and its known value: two-sided tail 1e-6.
inline constexpr double allowed_errors = 4.9;

}  // namespace plimsoll::bench
