#include "study/reforecast_faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "text/dates.hpp"

namespace plimsoll {
namespace {

constexpr double seasonality_slack = 1e-6;

class ToDateChecker {
 public:
  explicit ToDateChecker(Study const& study) : study_(study) {}

  std::vector<Problem> run() {
    seasonality();
    for (auto const& [name, table] : study_.actual_to_date) check(name, table);
    for (auto const& [name, table] : study_.quality_to_date) check(name, table);
    return std::move(problems_);
  }

 private:
  void note(std::string key, std::string what, std::string why = {}, std::string suggestion = {}) {
    problems_.push_back({{}, std::move(key), std::move(what), std::move(why), std::move(suggestion)});
  }
  void date(std::string key, std::string const& text) {
    std::optional<Day> const day = parse_day(text);
    if (!day || *day == no_day || *day == never)
      note(std::move(key), "is not a date", "", "write YYYY-MM-DD");
  }

  void seasonality() {
    auto const& months = study_.reforecast.seasonality;
    if (months.empty()) return;
    double const sum = std::accumulate(months.begin(), months.end(), 0.0);
    if (months.size() != 12)
      note("reforecast.seasonality", fmt::format("has {} numbers", months.size()),
           "it has one for each calendar month");
    else if (std::abs(sum - 12.0) > seasonality_slack)
      note("reforecast.seasonality", fmt::format("sums to {:.6g}", sum),
           "an average month has 1, so twelve have 12");
  }

  void lists(std::string const& key, ActualToDateTable const& table) {
    if (table.paid.empty())
      note(key + ".paid", "is missing", "the lists say what was paid for each month incurred");
    if (table.paid_through.empty())
      note(key + ".paid_through", "is missing", "lists do not say how old they are", "write YYYY-MM-DD");
    auto const as_long = [&](char const* field, std::vector<double> const& list) {
      if (!list.empty() && list.size() != table.paid.size())
        note(key + "." + field,
             fmt::format("has {} entries for {} months paid", list.size(), table.paid.size()));
    };
    as_long("completion", table.completion);
    as_long("completion_error", table.completion_error);
    as_long("member_months", table.member_months);
  }

  void check(std::string const& name, ActualToDateTable const& table) {
    std::string const key = "actual_to_date." + name;
    if (!study_.population.find(name)) note(key, "there is no population of that name");
    if (!table.first.empty() && !parse_month(table.first))
      note(key + ".first", "is not a month", "", "write YYYY-MM");
    if (!table.paid_through.empty()) date(key + ".paid_through", table.paid_through);
    bool const listed = !table.paid.empty() || !table.completion.empty() || !table.completion_error.empty();
    if (static_cast<int>(listed) + table.payments.has_value() + table.claims.has_value() > 1)
      note(key, "has more than one source", "lists, payments and claims say the same thing", "keep one");
    else if (!table.payments && !table.claims)
      lists(key, table);
    if (table.claims && table.column_map.empty())
      note(key + ".column_map", "is missing", "a folder of claims needs one", "write column_map = \"tuva\"");
  }

  void check(std::string const& name, QualityToDateTable const& table) {
    std::string const key = "quality_to_date." + name;
    date(key + ".through", table.through);
    QualityTable const* const quality = study_.quality.find(name);
    if (!quality || quality->measure.empty()) {
      note(key, "there is no table of quality measures of that name");
      return;
    }
    for (MeasureToDateTable const& measure : table.measure) {
      std::string const of_measure = key + "." + measure.name;
      if (std::none_of(quality->measure.begin(), quality->measure.end(),
                       [&](QualityMeasure const& other) { return other.name == measure.name; }))
        note(of_measure, "is no measure of quality." + name);
      if (measure.numerator > measure.denominator)
        note(of_measure + ".numerator", "is above the denominator", "it counts some of those measured");
    }
  }

  Study const& study_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> reforecast_faults(Study const& study) {
  return ToDateChecker(study).run();
}

}  // namespace plimsoll
