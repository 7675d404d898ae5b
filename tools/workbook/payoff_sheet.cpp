#include "workbook/payoff_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "workbook/payoff_inputs.hpp"
#include "workbook/step_formula.hpp"
#include "workbook/tables.hpp"

namespace plimsoll {
namespace {

constexpr std::uint32_t heads_row = first_free_row + 1, first_rate_row = heads_row + 1, rate_count = 31;
constexpr std::uint16_t rate_column = 7, first_working_column = 3;

double rate_at(std::uint32_t i) {
  return std::round((-0.15 + 0.01 * i) * 1e9) / 1e9;
}

std::vector<ContractPayoff const*> first_years(std::vector<ContractPayoff> const& payoffs) {
  std::vector<ContractPayoff const*> first;
  for (ContractPayoff const& payoff : payoffs)
    if (std::none_of(first.begin(), first.end(),
                     [&](ContractPayoff const* one) { return one->contract == payoff.contract; }))
      first.push_back(&payoff);
  return first;
}

/// Steps of one contract as rows of the workings.
class Workings {
 public:
  Workings(Sheet& sheet, Sheet const& payoff_sheet, ContractPayoff const& payoff, PayoffInputs const& inputs)
      : sheet_(sheet), payoff_sheet_(payoff_sheet), payoff_(payoff), inputs_(inputs) {}

  /// Writes them below what is there; returns the cell of the settlement at the first rate.
  Place write() {
    std::uint32_t const title = sheet_.rows_used() + 1;
    sheet_.text({title, 0}, fmt::format("{} {}: {}", payoff_.contract, payoff_.year, payoff_.held),
                Look::note);
    put_heads(title + 1);
    rates_row_ = title + 1;
    first_row_ = title + 2;
    std::vector<Step> const& steps = payoff_.payoff.program().steps;
    for (std::uint32_t step = 0; step < steps.size(); ++step) {
      sheet_.number({first_row_ + step, 0}, step + 1, Look::count);
      sheet_.text({first_row_ + step, 1}, word_of(steps[step].op));
    }
    for (Output const& output : payoff_.payoff.program().outputs)
      sheet_.text({first_row_ + output.step, 2}, "after " + output.name);
    for (std::uint32_t i = 0; i < rate_count; ++i) put_rate(i);
    return {first_row_ + payoff_.payoff.program().outputs.back().step, first_working_column};
  }

 private:
  void put_heads(std::uint32_t row) {
    sheet_.text({row, 0}, "step", Look::heading);
    sheet_.text({row, 1}, "does", Look::heading);
    sheet_.text({row, 2}, "is the balance", Look::heading);
    for (std::uint32_t i = 0; i < rate_count; ++i)
      sheet_.formula(Place{row, first_working_column}.right(i),
                     payoff_sheet_.reference({first_rate_row + i, rate_column}), rate_at(i), Look::percent);
  }

  void put_rate(std::uint32_t i) {
    Payoff const& payoff = payoff_.payoff;
    std::vector<double> columns = payoff.columns();
    for (std::size_t cost : payoff.cost_columns()) columns[cost] = payoff.benchmark() * (1.0 - rate_at(i));
    std::vector<double> const values = evaluate_steps(payoff.program(), columns);
    auto const column = static_cast<std::uint16_t>(first_working_column + i);
    for (std::uint32_t step = 0; step < values.size(); ++step) {
      Place const at{first_row_ + step, column};
      Step const& what = payoff.program().steps[step];
      if (what.op == Op::constant)
        sheet_.number(at, cell_number(what.number), Look::general);
      else
        sheet_.formula(at, formula_of(what, column), cell_number(values[step]), Look::general);
    }
  }

  std::string formula_of(Step const& step, std::uint16_t column) const {
    if (step.op == Op::value) return inputs_.term(step);
    if (step.op != Op::column)
      return step_formula(step, [&](std::uint32_t other) { return cell_name({first_row_ + other, column}); });
    std::vector<std::size_t> const& cost = payoff_.payoff.cost_columns();
    if (std::find(cost.begin(), cost.end(), step.column) == cost.end())
      return inputs_.held(payoff_.contract, step.column);
    return fmt::format("{}*(1-{})", inputs_.benchmark(payoff_.contract), cell_name({rates_row_, column}));
  }

  Sheet& sheet_;
  Sheet const& payoff_sheet_;
  ContractPayoff const& payoff_;
  PayoffInputs const& inputs_;
  std::uint32_t rates_row_ = 0, first_row_ = 0;
};

/// Two columns: what the cells make of the terms, and the engine at the study's own.
void put_result(Book& book, Place heads, ContractPayoff const& payoff, Sheet const& workings, Place settled,
                std::string const& changed) {
  Sheet& sheet = book.sheet("Payoff");
  sheet.text(heads, fmt::format("{} {}", payoff.contract, payoff.year), Look::heading);
  sheet.text(heads.right(), "engine, study's terms", Look::heading);
  for (std::uint32_t i = 0; i < rate_count; ++i) {
    double const engine = payoff.payoff.settlement(rate_at(i));
    sheet.formula(heads.down(i + 1), workings.reference(settled.right(i)), engine, Look::cents);
    sheet.number(heads.down(i + 1).right(), engine, Look::cents, Shade::pale);
  }
  std::string const live = sheet.reference(heads.down(), heads.down(rate_count)),
                    engine = sheet.reference(heads.down().right(), heads.down(rate_count).right());
  book.define("payoff_" + payoff.contract, live);
  book.check(
      fmt::format("Payoff: {} equals the engine to a cent at the study's own terms (TRUE once terms are "
                  "changed: there is nothing to compare)",
                  payoff.contract),
      fmt::format("IF({}>0,TRUE,SUMPRODUCT(--(ABS({}-{})>0.0101))=0)", changed, live, engine));
}

void put_rates(Sheet& sheet) {
  sheet.text({heads_row, rate_column}, "gross savings", Look::heading);
  for (std::uint32_t i = 0; i < rate_count; ++i)
    sheet.number({first_rate_row + i, rate_column}, rate_at(i), Look::percent);
}

}  // namespace

void write_payoffs(Book& book, WorkbookInput const& input) {
  std::vector<ContractPayoff const*> const payoffs = first_years(*input.payoffs);
  Sheet &sheet = book.sheet("Payoff"), &workings = book.sheet("Payoff workings");
  if (payoffs.empty()) return;
  sheet.text({2, 0},
             "Type terms into the blue cells; rates are of the benchmark, everything but cost is held.");
  PayoffInputs const inputs(book, sheet, input, payoffs, heads_row);
  put_rates(sheet);
  std::vector<ChartSeries> series;
  Place heads{heads_row, rate_column + 1};
  for (ContractPayoff const* payoff : payoffs) {
    Place const settled = Workings(workings, sheet, *payoff, inputs).write();
    put_result(book, heads, *payoff, workings, settled, inputs.changed());
    series.push_back(
        {payoff->contract,
         sheet.reference({first_rate_row, rate_column}, {first_rate_row + rate_count - 1, rate_column}),
         sheet.reference(heads.down(), heads.down(rate_count))});
    heads = heads.right(2);
  }
  sheet.chart(
      {first_rate_row + rate_count + 1, rate_column}, ChartKind::line,
      {"Settlement by gross savings", "gross savings", "settlement, $",
       "The settlement of each contract at each rate of gross savings; the table above has the numbers."},
      series);
  sheet.width(1, 1, 48);
  sheet.width(4, 5, 40);
  sheet.freeze({first_rate_row, 0});
  workings.freeze({first_free_row - 1, first_working_column});
  workings.width(1, 1, 14);
  workings.width(2, 2, 30);
}

}  // namespace plimsoll
