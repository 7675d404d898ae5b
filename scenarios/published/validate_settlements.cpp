#include "plimsoll/scenarios/validate_settlements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "published/published_settlement.hpp"

namespace plimsoll {
namespace {

constexpr double least_tolerance = 2.0;  // dollars: totals are published in whole dollars
constexpr double savings_tolerance = 2e-4;

std::string_view name_of(Agreement agreement) {
  switch (agreement) {
    case Agreement::matched: return "matched";
    case Agreement::explained: return "explained";
    case Agreement::unmatched: break;
  }
  return "unmatched";
}

std::string outcome_of(double dollars) {
  return dollars > 0.0 ? "paid" : dollars < 0.0 ? "owed" : "nothing";
}

bool close(PublishedSettlement const& row, double published, double settled) {
  double const relative = published < 0.0 ? row.loss_tolerance : savings_tolerance;
  return std::abs(settled - published) <= std::max(least_tolerance, relative * std::abs(published));
}

/// The reason among those the row carries that fits the way it differs.
std::string reason_for(PublishedSettlement const& row, double published, double settled) {
  bool const owes_less = settled < published && published <= 0.0;
  if (owes_less && published < 0.0 && row.reasons.contains(Reason::revenue_not_published))
    return "revenue not published: a low-revenue organisation whose loss limit is a share of it";
  if (owes_less && !(published < 0.0) && row.reasons.contains(Reason::losses_waived))
    return "losses waived for extreme and uncontrollable circumstances";
  if (published < 0.0 && !(settled < 0.0) && row.reasons.contains(Reason::guardrail))
    return "guardrail: losses on a benchmark that is not published";
  return {};
}

struct Count {
  std::size_t matched = 0, explained = 0, unmatched = 0;
  void add(Agreement agreement) {
    ++(agreement == Agreement::matched ? matched : agreement == Agreement::explained ? explained : unmatched);
  }
};

Cell number_of(std::size_t count) {
  return exact_figure({}, static_cast<double>(count), Unit::count);
}
Cell dollars(double amount) {
  return exact_figure({}, amount, Unit::dollars);
}

void add_count(TableBuilder& table, std::string const& year, std::string const& of_class,
               Count const& count) {
  table.row(of_class.empty() ? year : year + "." + of_class,
            {year, of_class, number_of(count.matched + count.explained + count.unmatched),
             number_of(count.matched), number_of(count.explained), number_of(count.unmatched)});
}

}  // namespace

std::string class_of(PublishedSettlement const& row, OurSettlement const& ours) {
  if (!row.published) return "not_published";
  double const gross = row.columns.at("row.benchmark") - row.columns.at("row.cost");
  if (*row.published > 0.0) return ours.capped ? "saving_capped" : "saving_rate";
  if (*row.published < 0.0) return close(row, *row.published, ours.settlement) ? "loss_rate" : "loss_limited";
  if (gross < 0.0 && row.one_sided) return "negative_one_sided";
  if (gross < 0.0) return ours.below_minimum ? "within_mlr" : "loss_waived";
  return ours.below_minimum ? "below_msr" : "saving_not_paid";
}

SettledRow compared(PublishedSettlement const& row, OurSettlement const& ours) {
  SettledRow settled{row.line,
                     row.year,
                     row.id,
                     row.form.pack,
                     class_of(row, ours),
                     row.published,
                     ours.settlement,
                     Agreement::unmatched,
                     {}};
  if (!row.published) {
    settled.reason = "no result published";
  } else if (close(row, *row.published, ours.settlement)) {
    settled.agreement = Agreement::matched;
  } else if (settled.reason = reason_for(row, *row.published, ours.settlement); !settled.reason.empty()) {
    settled.agreement = Agreement::explained;
  } else if (outcome_of(*row.published) != outcome_of(ours.settlement)) {
    settled.reason =
        outcome_of(*row.published) + " published, " + outcome_of(ours.settlement) + " by the terms";
  }
  return settled;
}

std::vector<SettledRow> validate_settlements(std::filesystem::path const& path) {
  ResultsFile file(path);
  bool const panel = file.has("py") && file.has("track");
  if (!panel && !file.has("Risk Arrangement"))
    throw InputError(
        Problem{{file.name(), 1, 0},
                "",
                "is neither an MSSP settlement panel nor an ACO REACH results table",
                "the first has columns py, track, n_ab, abtot_bnchmk, abtot_exp and earn_save_loss, the "
                "second Risk Arrangement, Final Benchmark, Total Cost of Care and Net Savings (Loss)",
                "give the header one of these"});
  std::vector<PublishedSettlement> const published = panel ? read_mssp_panel(file) : read_reach_results(file);
  std::vector<OurSettlement> const ours = settle_rows(published);
  std::vector<SettledRow> rows;
  for (std::size_t row = 0; row < published.size(); ++row)
    rows.push_back(compared(published[row], ours[row]));
  return rows;
}

std::size_t count_of(std::vector<SettledRow> const& rows, Agreement agreement) {
  return static_cast<std::size_t>(std::count_if(
      rows.begin(), rows.end(), [&](SettledRow const& row) { return row.agreement == agreement; }));
}

Table agreement_table(std::vector<SettledRow> const& rows) {
  TableBuilder table("agreement", "Published settlements beside ours");
  table.column("year", "year", Unit::none, Presentation::text)
      .column("class", "published outcome", Unit::none, Presentation::text)
      .column("rows", "rows", Unit::count, Presentation::count)
      .column("matched", "matched", Unit::count, Presentation::count)
      .column("explained", "explained", Unit::count, Presentation::count)
      .column("unmatched", "unmatched", Unit::count, Presentation::count);
  std::map<int, std::map<std::string, Count>> counts;
  Count all;
  for (SettledRow const& row : rows) {
    counts[row.year][row.settlement_class].add(row.agreement);
    all.add(row.agreement);
  }
  for (auto const& [year, classes] : counts)
    for (auto const& [of_class, count] : classes) add_count(table, std::to_string(year), of_class, count);
  add_count(table, "all", "", all);
  table.note(
      "matched: within $2 or 0.02 % of savings (0.03 % of losses); explained: apart, for a reason the row's "
      "data carry");
  return table.build();
}

Table mismatch_table(std::vector<SettledRow> const& rows) {
  TableBuilder table("mismatches", "Settlements that differ");
  table.column("year", "year", Unit::none, Presentation::text)
      .column("id", "organisation", Unit::none, Presentation::text)
      .column("pack", "rule pack", Unit::none, Presentation::text)
      .column("class", "published outcome", Unit::none, Presentation::text)
      .column("published", "published", Unit::dollars, Presentation::whole_dollars)
      .column("settled", "settled", Unit::dollars, Presentation::whole_dollars)
      .column("difference", "difference", Unit::dollars, Presentation::whole_dollars)
      .column("agreement", "agreement", Unit::none, Presentation::text)
      .column("reason", "reason", Unit::none, Presentation::text);
  for (Agreement const agreement : {Agreement::unmatched, Agreement::explained})
    for (SettledRow const& row : rows)
      if (row.agreement == agreement)
        table.row(std::to_string(row.line),
                  {std::to_string(row.year), row.id, row.pack, row.settlement_class,
                   row.published ? dollars(*row.published) : Cell{Empty{}}, dollars(row.settled),
                   row.published ? dollars(row.settled - *row.published) : Cell{Empty{}},
                   std::string(name_of(agreement)), row.reason});
  return table.build();
}

}  // namespace plimsoll
