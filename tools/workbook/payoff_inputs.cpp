#include "workbook/payoff_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plimsoll/core/errors.hpp"
#include "workbook/step_formula.hpp"

namespace plimsoll {
namespace {

constexpr std::uint16_t whose_column = 0, what_column = 1, value_column = 2, study_column = 3,
                        name_column = 4, meaning_column = 5;

std::string_view words_of(TallyShape shape) {
  switch (shape) {
    case TallyShape::amount: return "spend, cents";
    case TallyShape::excess: return "spend above the limit, cents";
    case TallyShape::over: return "members above the limit";
    case TallyShape::member_months: return "member months";
    case TallyShape::months_over: return "member months above the limit";
  }
  return "experience";
}

/// What a column of experience holds, in words.
struct LeafWords {
  std::string operator()(TallyColumn const& leaf) const {
    return fmt::format("{}, year {} of the axis", words_of(leaf.tally.shape), leaf.year + 1);
  }
  std::string operator()(DriverColumn const& leaf) const { return leaf.driver.path.text(); }
  std::string operator()(MeasureColumn const& leaf) const { return leaf.rate.path.text(); }
  std::string operator()(NamedColumn const& leaf) const { return leaf.name; }
};

}  // namespace

PayoffInputs::PayoffInputs(Book& book, Sheet& sheet, WorkbookInput const& input,
                           std::vector<ContractPayoff const*> const& payoffs, std::uint32_t row)
    : book_(book), sheet_(sheet), row_(row), first_(row + 1) {
  char const* const heads[] = {"contract", "what", "value", "in the study", "name in formulas", "meaning"};
  auto const columns = static_cast<std::uint16_t>(std::size(heads));
  for (std::uint16_t i = 0; i < columns; ++i) sheet_.text({row_, i}, heads[i], Look::heading);
  ++row_;
  for (ContractPayoff const* payoff : payoffs) put_terms(*payoff, input.terms);
  for (ContractPayoff const* payoff : payoffs) put_held(*payoff);
  Place const at{row_ + 1, value_column};
  sheet_.text({at.row, what_column}, "inputs that are not as in the study");
  sheet_.formula(at,
                 fmt::format("SUMPRODUCT(--({}:{}<>{}:{}))", cell_name({first_, value_column}),
                             cell_name({row_ - 1, value_column}), cell_name({first_, study_column}),
                             cell_name({row_ - 1, study_column})),
                 0.0, Look::count);
  changed_ = book_.define("terms_changed", sheet_.reference(at));
  row_ += 2;
}

std::string PayoffInputs::put(std::string const& whose, std::string const& what, std::string const& name,
                              double value) {
  sheet_.text({row_, whose_column}, whose);
  sheet_.text({row_, what_column}, what);
  sheet_.number({row_, value_column}, cell_number(value), Look::general, Shade::blue);
  sheet_.number({row_, study_column}, cell_number(value), Look::general, Shade::pale);
  std::string const defined = book_.define(name, sheet_.reference({row_, value_column}));
  sheet_.text({row_, name_column}, defined);
  ++row_;
  return defined;
}

void PayoffInputs::put_terms(ContractPayoff const& payoff, std::vector<LiveTerm const*> const& known) {
  for (Step const& step : payoff.payoff.program().steps) {
    if (step.op != Op::value) continue;
    TermKey const key{step.path.text(), step.number};
    if (terms_.contains(key)) continue;
    bool const own = key.first.starts_with("contract." + payoff.contract + ".");
    auto const meant = std::find_if(known.begin(), known.end(),
                                    [&](LiveTerm const* term) { return term->number.path == step.path; });
    if (meant != known.end()) {
      TermNumber const& number = (*meant)->number;
      std::string const unit(name_of(number.unit));
      sheet_.text({row_, meaning_column}, number.says + (unit.empty() ? "" : ", " + unit));
    }
    terms_[key] = put(own ? payoff.contract : "several", key.first, key.first, key.second);
  }
}

void PayoffInputs::put_held(ContractPayoff const& payoff) {
  Payoff const& at = payoff.payoff;
  benchmarks_[payoff.contract] = put(payoff.contract, "benchmark savings are measured on, $",
                                     "benchmark_" + payoff.contract, at.benchmark());
  for (std::size_t column = 0; column < at.columns().size(); ++column) {
    bool const cost =
        std::find(at.cost_columns().begin(), at.cost_columns().end(), column) != at.cost_columns().end();
    if (cost) continue;
    ColumnSource const& leaf = at.program().columns[column];
    std::string const words = std::visit(LeafWords{}, leaf);
    bool const has_path =
        std::holds_alternative<DriverColumn>(leaf) || std::holds_alternative<MeasureColumn>(leaf);
    // Contracts that read one driver share its cell; what their members came to is each one's own.
    std::string const whose = has_path ? "held" : payoff.contract;
    std::string& name =
        shared_[fmt::format("{} {} {:.17g} {}", whose, words, at.columns()[column], has_path ? 0 : column)];
    if (name.empty()) name = put(whose, words, "held_" + words, at.columns()[column]);
    held_[{payoff.contract, column}] = name;
  }
}

std::string const& PayoffInputs::term(Step const& step) const {
  return terms_.at({step.path.text(), step.number});
}

std::string const& PayoffInputs::held(std::string const& contract, std::size_t column) const {
  return held_.at({contract, column});
}

std::string const& PayoffInputs::benchmark(std::string const& contract) const {
  return benchmarks_.at(contract);
}

}  // namespace plimsoll
