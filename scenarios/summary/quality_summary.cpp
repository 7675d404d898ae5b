#include "summary/quality_summary.hpp"

#include <fmt/format.h>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "study/quality_study.hpp"

namespace plimsoll {
namespace {

class QualityYear {
 public:
  QualityYear(Study const& study, TrialTable const& trials, int year)
      : study_(study), trials_(trials), year_(year) {}

  void append(std::string const& name, QualityTable const& quality, TableBuilder& table) const {
    for (QualityMeasure const& measure : measures_of(name, quality).measures)
      table.row(name + "." + measure.name,
                {name + ", " + measure.name, true_rate(name, measure),
                 sample(name, measure.name, "rate").mean(), passes(sample(name, measure.name, "passed"))});
    table.row(name + ".all",
              {name + ", all measures", Empty{}, Empty{}, passes(sample(name, "", "all_passed"))});
    table.row(name + ".score", {name + ", score", Empty{}, sample(name, "", "score").mean(), Empty{}});
  }

 private:
  Sample sample(std::string const& table, std::string const& measure, std::string const& what) const {
    std::string const column = quality_column(table, measure, what);
    auto const values = trials_.column(column, year_);
    PLIMSOLL_EXPECT(values.has_value());
    return Sample(fmt::format("quality.{}.{}{}.{}", table, measure.empty() ? "" : measure + ".", year_, what),
                  Unit::fraction, *values, trials_.design);
  }
  static Figure passes(Sample const& passed) { return passed.probability_above(0.5); }

  Figure true_rate(std::string const& table, QualityMeasure const& measure) const {
    std::string const id = fmt::format("quality.{}.{}.{}.true_rate", table, measure.name, year_);
    Quantity const& rate = measure.true_rate;
    if (rate.is_driver())
      return Sample(id, Unit::fraction, *trials_.column("draws/" + rate.path().text(), year_), trials_.design)
          .mean();
    auto const& years = study_.run.performance_years;
    auto const position = std::find(years.begin(), years.end(), year_) - years.begin();
    return exact_figure(id, rate.fixed(static_cast<std::size_t>(position)), Unit::fraction);
  }

  Study const& study_;
  TrialTable const& trials_;
  int year_;
};

}  // namespace

void append_quality_table(Study const& study, TrialTable const& trials, int year,
                          std::vector<Table>& tables) {
  TableBuilder table(fmt::format("quality.{}", year), fmt::format("Quality measures for {}", year));
  table.column("measure", "measure", Unit::none, Presentation::text)
      .column("true_rate", "true rate", Unit::fraction, Presentation::percent)
      .column("measured", "measured", Unit::fraction, Presentation::percent)
      .column("p_pass", "P(pass)", Unit::fraction, Presentation::percent);
  QualityYear const columns(study, trials, year);
  bool any = false, left_out = false;
  for (auto const& [name, quality] : study.quality) {
    if (quality.measure.empty()) continue;
    any = true;
    left_out = left_out || measures_of(name, quality).measures.size() < quality.measure.size();
    columns.append(name, quality, table);
  }
  if (!any) return;
  table.note("P(pass) counts trials in which nothing was reported as not passed");
  if (left_out) table.note("measures below their table's minimum_denominator are left out");
  tables.push_back(table.build());
}

}  // namespace plimsoll
