#include "workbook/step_formula.hpp"

#include <fmt/format.h>

#include <cmath>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

constexpr double largest = 1e300;  // without end, as near as a cell holds it

}  // namespace

double cell_number(double value) {
  if (std::isinf(value)) return value > 0.0 ? largest : -largest;
  return std::isnan(value) ? 0.0 : value;
}

std::string number_text(double value) {
  return fmt::format("{:.17g}", cell_number(value));
}

std::string step_formula(Step const& step, std::function<std::string(std::uint32_t)> const& cell) {
  std::string const a = cell(step.a), b = cell(step.b), c = arity(step.op) > 2 ? cell(step.c) : "";
  switch (step.op) {
    case Op::add: return a + "+" + b;
    case Op::subtract: return a + "-" + b;
    case Op::multiply: return a + "*" + b;
    // The engine's own result of a division by zero is without end; where that is used a cell needs a number.
    case Op::divide: return fmt::format("IF({1}=0,SIGN({0})*{2:g},{0}/{1})", a, b, largest);
    case Op::min: return fmt::format("MIN({},{})", a, b);
    case Op::max: return fmt::format("MAX({},{})", a, b);
    case Op::less: return fmt::format("IF({}<{},1,0)", a, b);
    case Op::less_equal: return fmt::format("IF({}<={},1,0)", a, b);
    case Op::both: return fmt::format("IF(AND({}<>0,{}<>0),1,0)", a, b);
    case Op::either: return fmt::format("IF(OR({}<>0,{}<>0),1,0)", a, b);
    case Op::select: return fmt::format("IF({}<>0,{},{})", a, b, c);
    case Op::round_cents: return fmt::format("ROUND({},2)", a);
    case Op::column:
    case Op::constant:
    case Op::value: break;
  }
  throw BrokenPromise("a leaf has no formula");
}

std::string word_of(Op op) {
  switch (op) {
    case Op::column: return "read";
    case Op::constant: return "number";
    case Op::value: return "term";
    case Op::add: return "add";
    case Op::subtract: return "subtract";
    case Op::multiply: return "multiply";
    case Op::divide: return "divide";
    case Op::min: return "smaller of";
    case Op::max: return "larger of";
    case Op::less: return "is less";
    case Op::less_equal: return "is at most";
    case Op::both: return "both";
    case Op::either: return "either";
    case Op::select: return "if, then, else";
    case Op::round_cents: return "round to cents";
  }
  return "";
}

}  // namespace plimsoll
