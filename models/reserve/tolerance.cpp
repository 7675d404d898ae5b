#include "plimsoll/models/reserve/tolerance.hpp"

namespace plimsoll {

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass: return "pass";
    case Verdict::fail: return "fail";
    case Verdict::undecided: return "not decided by so few trials";
  }
  return "pass";
}

ToleranceVerdict judge(Sample const& losses, Tolerance const& tolerance) {
  Figure chance = losses.probability_above(tolerance.max_loss);
  Verdict verdict = Verdict::undecided;
  if (chance.interval && chance.interval->high <= tolerance.probability) verdict = Verdict::pass;
  if (chance.interval && chance.interval->low > tolerance.probability) verdict = Verdict::fail;
  return {std::move(chance), verdict};
}

}  // namespace plimsoll
