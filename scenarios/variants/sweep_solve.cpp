#include <fmt/format.h>

#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/jackknife.hpp"
#include "study/named_contract.hpp"
#include "variants/break_even_gap.hpp"
#include "variants/sweep_scope.hpp"
#include "variants/variant_trials.hpp"

namespace plimsoll {
namespace {

constexpr int scan_points = 9;
constexpr double precision = 1e-9;  // of the range
constexpr double slope_step = 0.01;

/// Where the gap closes.
struct Root {
  double value = 0.0, error = 0.0;  ///< of the key
  Gap at;
  double savings_error = 0.0;
  bool once = true;  ///< no second crossing among the points scanned
};

/// Gaps at values of the key: by simulation, or with nothing uncertain.
using GapsAt = std::function<std::vector<Gap>(std::vector<double> const& values)>;

[[noreturn]] void refuse(BreakEven const& question, std::vector<Gap> const& scanned) {
  throw InputError(Problem{{"--solve", 0, 0},
                           question.key,
                           fmt::format("does not bring {} to it between {:g} and {:g}",
                                       question.contracts.size() == 2 ? "the two contracts" : "the contract",
                                       question.low, question.high),
                           fmt::format("from end to end the distance goes from {:.6g} to {:.6g}",
                                       scanned.front().value, scanned.back().value),
                           "try a wider range, or look along it first with --vary"});
}

/// Crossing nearest to the low end.
Root solve(BreakEven const& question, GapsAt const& gaps_at) {
  double const range = question.high - question.low;
  std::vector<double> points;
  for (int i = 0; i < scan_points; ++i) points.push_back(question.low + range * i / (scan_points - 1));
  std::vector<Gap> const scanned = gaps_at(points);
  auto const crosses = [&](std::size_t i) {
    return (scanned[i].value > 0.0) != (scanned[i + 1].value > 0.0);
  };
  std::size_t first = 0;
  while (first + 1 < scanned.size() && !crosses(first)) ++first;
  if (first + 1 == scanned.size()) refuse(question, scanned);
  Root root;
  for (std::size_t i = first + 1; i + 1 < scanned.size(); ++i) root.once = root.once && !crosses(i);
  auto const gap = [&](double x) { return gaps_at({x}).front().value; };
  auto const near = [&](double a, double b) { return std::abs(b - a) <= precision * range; };
  std::uintmax_t steps = 60;
  auto const [a, b] = boost::math::tools::toms748_solve(
      gap, points[first], points[first + 1], scanned[first].value, scanned[first + 1].value, near, steps);
  root.value = 0.5 * (a + b);
  return root;
}

/// The root with the error that simulation leaves: without each group of trials it moves by one step along
/// the slope.
void add_error(BreakEven const& question, GapsAt const& gaps_at, Root& root) {
  double const step = slope_step * (question.high - question.low);
  double const below = std::max(question.low, root.value - step),
               above = std::min(question.high, root.value + step);
  std::vector<Gap> const gaps = gaps_at({root.value, below, above});
  root.at = gaps[0];
  double const slope = (gaps[2].value - gaps[1].value) / (above - below);
  std::vector<double> moved;
  for (double const gap : root.at.without_each) moved.push_back(slope != 0.0 ? -gap / slope : not_known);
  root.error = jackknife_error(moved);
  if (root.at.gross_savings)
    root.savings_error =
        std::abs(*gaps[2].gross_savings - *gaps[1].gross_savings) / (above - below) * root.error;
}

class Question {
 public:
  Question(BreakEven const& question, VariantStudy& variants, int year)
      : question_(question), variants_(variants), year_(year) {}

  std::vector<Gap> simulated(std::vector<double> const& values) {
    std::vector<Gap> gaps(values.size());
    std::vector<Bindings> bindings;
    for (double const value : values) bindings.push_back(bound(value));
    variants_.run(bindings, [&](VariantTrials const& variant) {
      drawn_again_ = drawn_again_ || variant.drawn_again;
      gaps[variant.number] = gap_of(question_, year_, variant.loaded.study, variant.trials);
    });
    return gaps;
  }
  /// Empty where there is no answer without a draw.
  std::vector<Gap> expected(std::vector<double> const& values) {
    std::vector<Gap> gaps;
    for (double const value : values)
      if (auto const trials = variants_.expected(bound(value)))
        gaps.push_back(gap_of(question_, year_, variants_.study().loaded.study, *trials));
    return gaps.size() == values.size() ? gaps : std::vector<Gap>{};
  }
  bool drawn_again() const { return drawn_again_; }

 private:
  Bindings bound(double value) const {
    Bindings bindings = variants_.study().loaded.bindings;
    bindings.set.push_back(fmt::format("{}={}", question_.key, value));
    return bindings;
  }

  BreakEven const& question_;
  VariantStudy& variants_;
  int year_;
  bool drawn_again_ = false;
};

std::string measure_text(BreakEven const& question) {
  switch (question.measure) {
    case SolvedMeasure::mean: return "mean settlement";
    case SolvedMeasure::reserve: return "reserve";
    case SolvedMeasure::p_owe: return "chance of owing";
    case SolvedMeasure::p_loss: return fmt::format("chance of owing more than {:.12g}", question.max_loss);
  }
  return {};
}

TableBuilder columns(BreakEven const& question, int year) {
  std::string const asked = question.contracts.size() == 2
                                ? fmt::format("makes the {} of {} and {} equal", measure_text(question),
                                              question.contracts[0], question.contracts[1])
                                : fmt::format("brings the {} of {} to {:.12g}", measure_text(question),
                                              question.contracts[0], question.target);
  TableBuilder table(fmt::format("break_even.{}", year),
                     fmt::format("Where {} {}, {}", question.key, asked, year));
  table.column("case", "", Unit::none, Presentation::text)
      .column("value", question.key, Unit::none, Presentation::number)
      .column("low", "95 % from", Unit::none, Presentation::number)
      .column("high", "to", Unit::none, Presentation::number)
      .column("gross_savings", "gross savings", Unit::fraction, Presentation::fine_percent);
  bool const dollars = question.measure == SolvedMeasure::mean || question.measure == SolvedMeasure::reserve;
  for (std::string const& contract : question.contracts)
    table.column(contract, contract, dollars ? Unit::dollars : Unit::fraction,
                 dollars ? Presentation::whole_dollars : Presentation::percent);
  return table;
}

std::vector<Cell> cells(std::string const& id, char const* name, Root const& root,
                        BreakEven const& question) {
  Figure const value = normal_figure(id, root.value, root.error, Unit::none);
  std::vector<Cell> row{std::string(name), value, Empty{}, Empty{}, Empty{}};
  if (value.interval) {
    row[2] = exact_figure(id + ".low", value.interval->low, Unit::none);
    row[3] = exact_figure(id + ".high", value.interval->high, Unit::none);
  }
  if (root.at.gross_savings)
    row[4] = root.error > 0.0 ? normal_figure(id + ".gross_savings", *root.at.gross_savings,
                                              root.savings_error, Unit::fraction)
                              : exact_figure(id + ".gross_savings", *root.at.gross_savings, Unit::fraction);
  bool const dollars = question.measure == SolvedMeasure::mean || question.measure == SolvedMeasure::reserve;
  for (std::size_t i = 0; i < question.contracts.size(); ++i)
    row.emplace_back(exact_figure(fmt::format("{}.{}", id, question.contracts[i]), root.at.measures[i],
                                  dollars ? Unit::dollars : Unit::fraction));
  return row;
}

std::string how_settled(bool drawn_again, std::size_t draws) {
  if (drawn_again) return "members are drawn again at every value tried, on the same random numbers";
  if (draws == 1) return "every value tried is settled on one draw of the members";
  return fmt::format(
      "a limit on members' years is drawn exactly at every value tried: members drawn {} times, on the same "
      "random numbers",
      draws);
}

Table break_even_of(BreakEven const& question, VariantStudy& variants, int year) {
  Question asked(question, variants, year);
  GapsAt const simulated = [&](std::vector<double> const& values) { return asked.simulated(values); };
  Root root = solve(question, simulated);
  add_error(question, simulated, root);
  TableBuilder table = columns(question, year);
  std::string const id = fmt::format("break_even.{}", year);
  table.row("drawn", cells(id + ".drawn", "as the study draws it", root, question));
  if (!root.once) table.note("there is a further crossing above this one: look along the range with --vary");
  bool const chance = question.measure == SolvedMeasure::p_owe || question.measure == SolvedMeasure::p_loss;
  if (!chance && !asked.expected({root.value}).empty()) {
    GapsAt const expected = [&](std::vector<double> const& values) { return asked.expected(values); };
    try {
      Root certain = solve(question, expected);
      certain.at = expected({certain.value}).front();
      table.row("certain", cells(id + ".certain", "with nothing uncertain", certain, question));
    } catch (InputError const&) {
      table.note("with nothing uncertain there is no crossing in the range");
    }
  }
  table.note(how_settled(asked.drawn_again(), variants.draws()));
  return table.build();
}

void check(BreakEven const& question, LoadedStudy const& loaded) {
  PLIMSOLL_EXPECT(question.contracts.size() == 1 || question.contracts.size() == 2);
  for (std::string const& contract : question.contracts) contract_named(loaded, contract);
  if (!(question.low < question.high))
    throw InputError(Problem{
        {"--solve", 0, 0}, question.key, "has a range that does not ascend", "", "write key=low:high"});
}

}  // namespace

std::vector<Table> break_even(LoadedStudy loaded, BreakEven const& question, SweepSetting const& setting) {
  check(question, loaded);
  SweepSetting of_contract = setting;
  of_contract.contract = question.contracts.front();
  std::vector<ContractYear> const scope = scope_of(loaded, of_contract);
  VariantStudy variants(std::move(loaded), {setting.threads, setting.progress});
  std::vector<Table> tables;
  for (ContractYear const& at : scope) tables.push_back(break_even_of(question, variants, at.year));
  return tables;
}

}  // namespace plimsoll
