#include "plimsoll/models/contract/payoff.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll {
namespace {

constexpr double scan = 1.0 / 2000.0;  // of benchmark: choices are looked for at this spacing
constexpr double together = 1e-5;      // of benchmark: choices closer than this are one kink
constexpr double narrowest = 1e-13;    // of benchmark: where a choice flips is known to this width
constexpr double run_of_slope = 1e-6;  // of benchmark: slopes are measured over this
constexpr double same_slope = 1e-6;    // dollars for a dollar
constexpr double same_dollars = 1e-9;  // of benchmark

bool chooses(Op op) {
  return op == Op::min || op == Op::max || op == Op::select;
}

}  // namespace

Payoff::Payoff(Ledger const& ledger, double benchmark,
               std::function<double(ColumnSource const&)> const& number_of)
    : benchmark_(benchmark), lines_(ledger.lines) {
  PLIMSOLL_EXPECT(benchmark > 0.0);
  std::vector<NamedExpr> outputs;  // line by line, so that a step belongs to the first output at or after it
  for (LedgerLine const& line : ledger.lines)
    outputs.push_back({line.name, 0, Unit::dollars, "", line.after});
  program_ = compile(outputs);
  for (std::size_t i = 0; i < program_.columns.size(); ++i) {
    auto const* named = std::get_if<NamedColumn>(&program_.columns[i]);
    bool const is_cost = named && named->name == payoff_cost;
    if (is_cost) cost_columns_.push_back(i);
    columns_.push_back(is_cost ? 0.0 : number_of(program_.columns[i]));
  }
  for (std::size_t step = 0; step < program_.steps.size(); ++step)
    if (chooses(program_.steps[step].op)) choices_.push_back(step);
}

std::vector<double> Payoff::steps(double rate) const {
  std::vector<double> columns = columns_;
  for (std::size_t column : cost_columns_) columns[column] = benchmark_ * (1.0 - rate);
  return evaluate_steps(program_, columns);
}

double Payoff::settlement(double rate) const {
  return steps(rate)[program_.outputs.back().step];
}

/// The balance before the line `rounding`, which stands last.
double Payoff::unrounded(double rate) const {
  return steps(rate)[program_.outputs[program_.outputs.size() - 2].step];
}

double Payoff::slope(double rate, double towards) const {
  double const near = rate + 0.5 * towards, far = rate + 1.5 * towards;
  return (unrounded(far) - unrounded(near)) / (benchmark_ * (far - near));
}

std::vector<bool> Payoff::branches(double rate) const {
  std::vector<double> const values = steps(rate);
  std::vector<bool> taken;
  for (std::size_t step : choices_) {
    Step const& choice = program_.steps[step];
    taken.push_back(choice.op == Op::select ? values[choice.a] != 0.0 : values[choice.a] < values[choice.b]);
  }
  return taken;
}

void Payoff::note(double low, double high, std::size_t choice, std::vector<Kink>& found) const {
  std::size_t const step = choices_[choice];
  auto const output = std::find_if(program_.outputs.begin(), program_.outputs.end(),
                                   [&](Output const& candidate) { return candidate.step >= step; });
  LedgerLine const& line = lines_[static_cast<std::size_t>(output - program_.outputs.begin())];
  Kink const kink{0.5 * (low + high),       line.name,       line.says,
                  unrounded(low),           unrounded(high), slope(low, -run_of_slope),
                  slope(high, run_of_slope)};
  bool const jumps = std::abs(kink.above - kink.below) > same_dollars * benchmark_;
  bool const bends = std::abs(kink.slope_above - kink.slope_below) > same_slope;
  bool const seen = !found.empty() && kink.rate - found.back().rate < together;
  if ((jumps || bends) && !seen) found.push_back(kink);
}

void Payoff::bisect(double low, double high, std::vector<bool> const& at_low,
                    std::vector<bool> const& at_high, std::vector<Kink>& found) const {
  auto const first = std::mismatch(at_low.begin(), at_low.end(), at_high.begin()).first;
  if (first == at_low.end()) return;
  double const middle = 0.5 * (low + high);
  if (high - low < narrowest || middle <= low || middle >= high)
    return note(low, high, static_cast<std::size_t>(first - at_low.begin()), found);
  std::vector<bool> const at_middle = branches(middle);
  bisect(low, middle, at_low, at_middle, found);
  bisect(middle, high, at_middle, at_high, found);
}

std::vector<Kink> Payoff::kinks(double from, double to) const {
  std::vector<Kink> found;
  auto const count = static_cast<int>(std::ceil((to - from) / scan));
  double low = from;
  std::vector<bool> at_low = branches(low);
  for (int i = 1; i <= count; ++i) {
    // Half a cell aside, so that the round numbers contracts are written in never fall on a scanned rate.
    double const high = std::min(to, from + (i - 0.5) * (to - from) / count);
    std::vector<bool> at_high = branches(high);
    bisect(low, high, at_low, at_high, found);
    low = high;
    at_low = std::move(at_high);
  }
  bisect(low, to, at_low, branches(to), found);
  return found;
}

std::vector<Crossing> crossings(Payoff const& first, Payoff const& second, double from, double to) {
  auto const lead = [&](double rate) {
    double const difference = first.settlement(rate) - second.settlement(rate);
    return difference > 0.0 ? 1 : difference < 0.0 ? -1 : 0;
  };
  std::vector<Crossing> found;
  auto const count = static_cast<int>(std::ceil((to - from) / scan));
  double low = from;
  int leader = lead(from);
  for (int i = 1; i <= count; ++i) {
    double const rate = from + i * (to - from) / count;
    int const now = lead(rate);
    if (now != 0 && leader != 0 && now != leader) {
      double high = rate;
      while (high - low > narrowest) {
        double const middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) break;
        (lead(middle) == now ? high : low) = middle;
      }
      found.push_back({high, now > 0});
    }
    if (now != 0) {
      leader = now;
      low = rate;
    }
  }
  return found;
}

}  // namespace plimsoll
