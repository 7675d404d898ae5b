#include "reserve/reserve_held_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/models/reserve/distribution.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "summary/portfolio.hpp"

namespace plimsoll {
namespace {

/// An amount made of years' reserves; years are not known to be independent, so their errors are added.
class Books {
 public:
  Books(std::vector<BookedYear> const& years, ReleaseWindow const& window) : years_(years), window_(window) {
    std::vector<OpenYear> open;
    for (BookedYear const& year : years) open.push_back({year.year, year.reserve.value});
    quarters_ = reserve_schedule(open, window);
    for (BookedYear const& year : years)
      errors_.push_back(reserve_schedule({{year.year, error(year)}}, window));
  }
  std::vector<QuarterBalance> const& quarters() const { return quarters_; }

  /// The error of one amount of a quarter, `of` reading it.
  template <class Of>
  double error_of(QuarterBalance const& quarter, Of const& of) const {
    double sum = 0.0;
    for (std::vector<QuarterBalance> const& year : errors_)
      for (QuarterBalance const& at : year)
        if (at.year == quarter.year && at.quarter == quarter.quarter) sum += of(at);
    return sum;
  }

  /// Upside of the years whose last month has come by the end of the quarter.
  Figure upside(QuarterBalance const& quarter, std::string id) const {
    double value = 0.0, error = 0.0;
    for (BookedYear const& year : years_) {
      int const months = 12 * (quarter.year - year.year) + 3 * quarter.quarter;
      if (months < 12 + window_.last_month || months - 3 >= 12 + window_.last_month) continue;
      value += year.upside.value;
      error += year.upside.std_error;
    }
    return normal_figure(std::move(id), value, error, Unit::dollars);
  }

 private:
  static double error(BookedYear const& year) {
    return std::isfinite(year.reserve.std_error) ? year.reserve.std_error : 0.0;
  }
  std::vector<BookedYear> const& years_;
  ReleaseWindow window_;
  std::vector<QuarterBalance> quarters_;
  std::vector<std::vector<QuarterBalance>> errors_;
};

/// Mean over trials of what the signed contracts settle on one side: 1 paid to us, -1 owed.
Figure amount(Signed const& chosen, TrialTable const& trials, int year, double factor) {
  std::vector<double> sum(trials.trials, 0.0);
  for (ContractTable const* contract : chosen.contracts) {
    auto const settled = *trials.column(contract_column(contract->id, "settlement"), year);
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += std::max(0.0, factor * settled[i]);
  }
  return Sample("", Unit::dollars, sum, trials.design).mean();
}

}  // namespace

Table schedule_table(std::vector<BookedYear> const& years, ReleaseWindow const& window, Money const& money) {
  Books const books(years, window);
  TableBuilder table("schedule",
                     fmt::format("Reserve held by quarter, all signed contracts, {}", money.unit));
  table.column("quarter", "quarter", Unit::none, Presentation::text);
  for (char const* what : {"opening", "accrued", "released", "closing"})
    table.column(what, what, Unit::dollars, money.presentation);
  for (BookedYear const& year : years)
    table.column(fmt::format("of_{}", year.year), fmt::format("of it {}", year.year), Unit::dollars,
                 money.presentation);
  table.column("upside", "upside to budget", Unit::dollars, money.presentation);
  for (QuarterBalance const& quarter : books.quarters()) {
    std::string const id = fmt::format("{}q{}", quarter.year, quarter.quarter);
    auto const figure = [&](std::string const& what, auto const& of) {
      return Cell(normal_figure(fmt::format("schedule.{}.{}", id, what), of(quarter),
                                books.error_of(quarter, of), Unit::dollars));
    };
    std::vector<Cell> cells{fmt::format("{} Q{}", quarter.year, quarter.quarter),
                            figure("opening", [](QuarterBalance const& at) { return at.opening; }),
                            figure("accrued", [](QuarterBalance const& at) { return at.accrued; }),
                            figure("released", [](QuarterBalance const& at) { return at.released; }),
                            figure("closing", [](QuarterBalance const& at) { return at.closing; })};
    for (std::size_t i = 0; i < years.size(); ++i)
      cells.emplace_back(scaled(
          years[i].reserve, years[i].reserve.value > 0.0 ? quarter.by_year[i] / years[i].reserve.value : 0.0,
          fmt::format("schedule.{}.of_{}", id, years[i].year)));
    cells.emplace_back(books.upside(quarter, fmt::format("schedule.{}.upside", id)));
    table.row(id, std::move(cells));
  }
  table.note(
      fmt::format("accrued by month over the performance year, held to the last month of the settlement "
                  "window (months {} to {} after the year)",
                  window.first_month, window.last_month));
  table.note(
      "upside counts in a budget only from the last month it may come in, and as far as it is recognised");
  return table.build();
}

Table holding_table(Study const& study, std::vector<BookedYear> const& years, ReleaseWindow const& window) {
  TableBuilder table("holding", "Cost of holding the reserve to its release, $");
  table.column("year", "year", Unit::none, Presentation::text)
      .column("reserve", "reserve", Unit::dollars, Presentation::whole_dollars)
      .column("release", "released", Unit::none, Presentation::text)
      .column("dollar_years", "dollar-years held", Unit::dollars, Presentation::whole_dollars);
  HoldingTable const& priced = study.reserve.holding;
  struct Way {
    std::optional<double> price;
    char const *id, *name;
  };
  std::vector<Way> ways{{priced.yield_forgone, "yield_forgone", "yield forgone"},
                        {priced.letter_of_credit, "letter_of_credit", "letter of credit"},
                        {priced.surety, "surety", "surety bond"}};
  std::erase_if(ways, [](Way const& way) { return !way.price; });
  for (Way const& way : ways) table.column(way.id, way.name, Unit::dollars, Presentation::whole_dollars);
  for (BookedYear const& year : years) {
    double const years_held = dollar_years_held(1.0, window);
    std::vector<Cell> cells{
        std::to_string(year.year), scaled(year.reserve, 1.0, fmt::format("holding.{}.reserve", year.year)),
        release_month(year.year, window),
        scaled(year.reserve, years_held, fmt::format("holding.{}.dollar_years", year.year))};
    for (Way const& way : ways)
      cells.emplace_back(
          scaled(year.reserve, years_held * *way.price, fmt::format("holding.{}.{}", year.year, way.id)));
    table.row(std::to_string(year.year), std::move(cells));
  }
  table.note("prices are those of [reserve.holding]; half a year counts while the reserve accrues");
  return table.build();
}

Table participant_table(Study const& study, TrialTable const& trials, Holder const& holder, int year) {
  TableBuilder table(fmt::format("participants.{}", year),
                     fmt::format("Means for {} passed on to participants, $", year));
  table.column("participant", "participant", Unit::none, Presentation::text)
      .column("share", "share", Unit::fraction, Presentation::percent)
      .column("upside", "paid to us", Unit::dollars, Presentation::cents)
      .column("owed", "we owe", Unit::dollars, Presentation::cents)
      .column("reserve", "reserve", Unit::dollars, Presentation::cents);
  std::vector<double> shares;
  for (ParticipantTable const& participant : study.participant) shares.push_back(participant.share);
  Signed const chosen = signed_contracts(study);
  std::vector<Figure> const wholes{amount(chosen, trials, year, 1.0), amount(chosen, trials, year, -1.0),
                                   holder.line.reserve};
  constexpr char const* names[] = {"upside", "owed", "reserve"};
  std::vector<std::vector<double>> parts;
  for (Figure const& whole : wholes) parts.push_back(distribute(whole.value, shares));
  auto const row = [&](std::string const& id, std::string const& name, double share, auto const& value) {
    std::vector<Cell> cells{
        name, exact_figure(fmt::format("participants.{}.{}.share", year, id), share, Unit::fraction)};
    for (std::size_t i = 0; i < wholes.size(); ++i)
      cells.emplace_back(normal_figure(fmt::format("participants.{}.{}.{}", year, id, names[i]), value(i),
                                       share * wholes[i].std_error, Unit::dollars));
    table.row(id, std::move(cells));
  };
  for (std::size_t at = 0; at < shares.size(); ++at)
    row("participant." + study.participant[at].name, study.participant[at].name, shares[at],
        [&](std::size_t i) { return parts[i][at]; });
  row("all", "all", 1.0, [&](std::size_t i) { return std::round(wholes[i].value * 100.0) / 100.0; });
  table.note(
      "amounts of all signed contracts; parts add up to the cent, odd cents to the largest remainders");
  return table.build();
}

}  // namespace plimsoll
