#pragma once

#include <string_view>

#include "plimsoll/models/measure/figure.hpp"
#include "plimsoll/models/measure/sample.hpp"

namespace plimsoll {

/// "Lose more than `max_loss` with chance at most `probability`."
struct Tolerance {
  double max_loss;
  double probability;
};

enum class Verdict {
  pass,       ///< the chance's whole 95 % interval is within the limit
  fail,       ///< all of it is beyond
  undecided,  ///< the limit lies inside: more trials would tell
};

/// The verdict in words: "pass", "fail", "not decided by so few trials".
std::string_view name_of(Verdict verdict);

struct ToleranceVerdict {
  Figure chance;  ///< of losing more than `max_loss`, with Wilson's interval
  Verdict verdict;
};

/// Holds losses, positive dollars by trial, against a tolerance.
ToleranceVerdict judge(Sample const& losses, Tolerance const& tolerance);

}  // namespace plimsoll
