#include "unpaid/unpaid_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll {
namespace {

Cell exact(double value, Unit unit) {
  return exact_figure({}, value, unit);
}

/// Unpaid claims with the range a lognormal law gives them; `added` was paid already.
Cell predicted(double unpaid, PredictionError const& error, double added = 0.0) {
  if (error.total() == 0.0) return exact(unpaid + added, Unit::dollars);
  if (!(unpaid > 0.0)) return normal_figure({}, unpaid + added, error.total(), Unit::dollars);
  Interval const range = lognormal_interval(unpaid, error.total());
  return Figure{
      {}, unpaid + added, error.total(), Interval{range.low + added, range.high + added}, Unit::dollars};
}

Cell of_period(PeriodUnpaid const& period, double added) {
  if (period.error) return predicted(period.unpaid(), *period.error, added);
  return normal_figure({}, period.unpaid() + added, not_known, Unit::dollars);
}

/// An estimate and its error; one without an error is exact.
Cell estimated(double value, double std_error, Unit unit) {
  return std_error > 0.0 ? normal_figure({}, value, std_error, unit) : exact_figure({}, value, unit);
}

void add_period(TableBuilder& table, PeriodUnpaid const& period, PeriodUnpaid const& chain_ladder) {
  bool const by_ladder = period.method == UnpaidMethod::chain_ladder;
  table.row(period.period,
            {period.period, exact(period.paid, Unit::dollars),
             estimated(period.completion, period.completion_error, Unit::fraction),
             of_period(chain_ladder, 0.0), std::string(by_ladder ? "chain ladder" : "Bornhuetter-Ferguson"),
             of_period(period, period.paid), of_period(period, 0.0)});
}

}  // namespace

Table development_table(Development const& development) {
  TableBuilder table("development", "Development of paid claims");
  table.column("from", "from lag", Unit::none, Presentation::text)
      .column("periods", "periods", Unit::count, Presentation::count)
      .column("factor", "factor", Unit::none, Presentation::factor)
      .column("sigma", "sigma", Unit::none, Presentation::number)
      .column("completion", "paid by then", Unit::fraction, Presentation::fine_percent);
  for (std::size_t lag = 0; lag < development.steps.size(); ++lag) {
    AgeToAge const& step = development.steps[lag];
    table.row(std::to_string(lag),
              {std::to_string(lag), exact(static_cast<double>(step.periods), Unit::count),
               estimated(step.factor, step.std_error, Unit::none), exact(step.sigma, Unit::none),
               estimated(development.completion(lag), development.completion_error(lag), Unit::fraction)});
    if (step.sigma_by_rule)
      table.note(fmt::format(
          "Lag {} is passed by one period: its sigma follows from the two lags before, by Mack's rule.",
          lag));
  }
  Tail const& tail = development.tail;
  std::size_t const last = development.steps.size();
  table.row("tail",
            {std::string("tail"), Empty{}, estimated(tail.factor, tail.std_error, Unit::none),
             exact(tail.sigma, Unit::none),
             estimated(development.completion(last), development.completion_error(last), Unit::fraction)});
  table.note("The tail is given, not estimated, and so is its error.");
  return table.build();
}

Table unpaid_table(UnpaidClaims const& ladder, UnpaidClaims const& chosen) {
  TableBuilder table("unpaid", "Unpaid claims by period incurred");
  table.column("period", "period", Unit::none, Presentation::text)
      .column("paid", "paid", Unit::dollars, Presentation::whole_dollars)
      .column("completion", "complete", Unit::fraction, Presentation::fine_percent)
      .column("chain_ladder", "chain ladder unpaid", Unit::dollars, Presentation::whole_dollars)
      .column("method", "method chosen", Unit::none, Presentation::text)
      .column("ultimate", "ultimate", Unit::dollars, Presentation::whole_dollars)
      .column("unpaid", "unpaid", Unit::dollars, Presentation::whole_dollars);
  for (std::size_t i = 0; i < chosen.periods.size(); ++i)
    add_period(table, chosen.periods[i], ladder.periods[i]);
  double const share = chosen.paid() / chosen.ultimate();
  table.row("total", {std::string("total"), exact(chosen.paid(), Unit::dollars),
                      estimated(share, share * chosen.error.total() / chosen.ultimate(), Unit::fraction),
                      predicted(ladder.unpaid(), ladder.error), Empty{},
                      predicted(chosen.unpaid(), chosen.error, chosen.paid()),
                      predicted(chosen.unpaid(), chosen.error)});
  table.note(
      "± is Mack's prediction error of what will be paid, not an error of simulation; ranges are "
      "lognormal.");
  if (std::any_of(chosen.periods.begin(), chosen.periods.end(),
                  [](PeriodUnpaid const& period) { return !period.error; }))
    table.note(
        "Bornhuetter-Ferguson periods have no error of their own; the total carries the chain "
        "ladder's.");
  return table.build();
}

Table liability_table(UnpaidClaims const& chosen, double margin, std::optional<MarginRule> const& rule) {
  TableBuilder table("liability", "Unpaid claims, and the margin apart from them");
  table.column("what", "what", Unit::none, Presentation::text)
      .column("dollars", "dollars", Unit::dollars, Presentation::whole_dollars)
      .column("process", "process error", Unit::dollars, Presentation::whole_dollars)
      .column("parameter", "parameter error", Unit::dollars, Presentation::whole_dollars);
  table.row("central",
            {std::string("central estimate"), predicted(chosen.unpaid(), chosen.error),
             exact(chosen.error.process, Unit::dollars), exact(chosen.error.parameter, Unit::dollars)});
  if (!rule) return table.build();
  auto const* share = std::get_if<MarginShare>(&*rule);
  std::string const named =
      share ? fmt::format("margin, {:.4g} % of unpaid", 100.0 * share->share)
            : fmt::format("margin to percentile {}", level_text(std::get<MarginLevel>(*rule).level));
  table.row("margin", {named, exact(margin, Unit::dollars), Empty{}, Empty{}});
  table.row("with_margin",
            {std::string("with margin"), exact(chosen.unpaid() + margin, Unit::dollars), Empty{}, Empty{}});
  return table.build();
}

Table categories_table(std::vector<CategoryUnpaid> const& categories) {
  TableBuilder table("categories", "Unpaid claims by category, each developed alone");
  table.column("category", "category", Unit::none, Presentation::text)
      .column("paid", "paid", Unit::dollars, Presentation::whole_dollars)
      .column("completion", "complete", Unit::fraction, Presentation::fine_percent)
      .column("unpaid", "chain ladder unpaid", Unit::dollars, Presentation::whole_dollars);
  for (CategoryUnpaid const& one : categories) {
    Cell completion = Empty{}, unpaid = Empty{};
    if (is_few(static_cast<double>(one.members))) completion = unpaid = Suppressed{};
    if (one.ladder) {
      UnpaidClaims const& ladder = *one.ladder;
      double const share = ladder.paid() / ladder.ultimate();
      completion = estimated(share, share * ladder.error.total() / ladder.ultimate(), Unit::fraction);
      unpaid = predicted(ladder.unpaid(), ladder.error);
    }
    table.row_of_people(one.category, {{one.category},
                                       behind(one.members, exact(one.paid, Unit::dollars)),
                                       behind(one.members, std::move(completion)),
                                       behind(one.members, std::move(unpaid))});
  }
  table.note("Each with factors of its own: they need not add up to the total.");
  return table.build();
}

}  // namespace plimsoll
