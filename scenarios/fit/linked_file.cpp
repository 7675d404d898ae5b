#include "plimsoll/scenarios/linked_file.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

void refuse(LinkedRequest const& linked, std::string key, std::string what, std::string suggestion) {
  Problem problem;
  problem.spot.file = linked.data.string();
  problem.key = std::move(key);
  problem.what = std::move(what);
  problem.suggestion = std::move(suggestion);
  throw InputError(std::vector<Problem>{std::move(problem)});
}

/// In words that hold beside either year's number of members.
std::string in_both_years(std::int64_t pairs, std::array<std::int64_t, 2> const& members) {
  std::string const words = people_in_words(pairs, members.front());
  return words == people_in_words(pairs) ? people_in_words(pairs, members.back()) : words;
}

Table estimate_table(DependenceFit const& fit, std::array<std::int64_t, 2> const& members) {
  TableBuilder table("dependence", "Frailty of members seen in two years");
  table.column("estimate", "estimate", Unit::none, Presentation::text)
      .column("value", "value", Unit::none, Presentation::number)
      .column("error", "standard error", Unit::none, Presentation::number);
  for (DependenceEstimate const& one : fit.estimates)
    table.row(one.name, {one.name, exact_figure("", one.value, Unit::none),
                         one.standard_error > 0.0 ? Cell(exact_figure("", one.standard_error, Unit::none))
                                                  : Cell(Empty{})});
  table.note(
      fmt::format("{} members in both years; errors by jackknife over 20 groups of members, empty where "
                  "an estimate is held on its bound.",
                  in_both_years(fit.pairs, members)));
  return table.build();
}

Table copula_table(DependenceFit const& fit) {
  TableBuilder table("copulas", "Copulas tried: simulated members against the data");
  table.column("copula", "copula", Unit::none, Presentation::text)
      .column("year_correlation", "year correlation", Unit::none, Presentation::number)
      .column("log_correlation", "correlation of log cost", Unit::none, Presentation::number)
      .column("staying", "of the dearest 5 % stay", Unit::fraction, Presentation::percent)
      .column("chosen", "chosen", Unit::none, Presentation::text);
  auto const number = [](double value) { return exact_figure("", value, Unit::none); };
  table.row("data", {"data", Empty{}, number(fit.observed.log_correlation),
                     exact_figure("", fit.observed.staying, Unit::fraction), Empty{}});
  for (CopulaTried const& tried : fit.tried) {
    std::string const name = tried.degrees ? fmt::format("t, {:.0f} degrees", *tried.degrees) : "normal";
    table.row(name, {name, number(tried.year_correlation), number(tried.simulated.log_correlation),
                     exact_figure("", tried.simulated.staying, Unit::fraction),
                     tried.chosen ? Cell("chosen") : Cell(Empty{})});
  }
  table.note("Chosen: the smallest sum of the two gaps to the data.");
  return table.build();
}

}  // namespace

std::vector<Table> dependence_tables(DependenceFit const& fit, std::array<std::int64_t, 2> members) {
  return {estimate_table(fit, members), copula_table(fit)};
}

void check_linked(LinkedRequest const& linked, int year) {
  if (std::abs(linked.year - year) != 1)
    refuse(linked, "linked_year",
           fmt::format("year {} is not a neighbour of the year fitted, {}", linked.year, year),
           fmt::format("give the same members' rows of {} or {} (--linked-year)", year - 1, year + 1));
}

void check_categories(MemberYears const& other, MemberYears const& fitted, LinkedRequest const& linked) {
  if (other.categories != fitted.categories)
    refuse(linked, "categories", "its column map has other categories than that of the year fitted",
           "name the same categories in both maps");
  if (other.has_counts() != fitted.has_counts())
    refuse(linked, "counts", "claim counts are given for one of the two years only",
           "give both maps counts, or neither");
  if (!fitted.weights.empty() || !other.weights.empty())
    refuse(linked, "weight", "rows have weights, which the estimate of a frailty does not know",
           "leave weight out of the maps, or --linked");
}

}  // namespace plimsoll
