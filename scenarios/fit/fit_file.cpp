#include "plimsoll/scenarios/fit_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

#include "feed/feed.hpp"
#include "members/member_defects.hpp"
#include "members/read_tables.hpp"
#include "plimsoll/scenarios/cost_file.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t rows_told = 5;  // of each thing a review finds

Table mean_table(FitResult const& fit) {
  TableBuilder table("means", "Mean per member-year, $");
  table.column("category", "category", Unit::none, Presentation::text)
      .column("data", "data", Unit::dollars_pbpy, Presentation::whole_dollars)
      .column("fitted", "fitted", Unit::dollars_pbpy, Presentation::whole_dollars)
      .column("off", "off by", Unit::fraction, Presentation::percent)
      .column("flag", "flag", Unit::none, Presentation::text);
  for (MeanCheck const& check : fit.means)
    table.row(check.category, {check.category, exact_figure("", check.data_mean, Unit::dollars_pbpy),
                               exact_figure("", check.fitted_mean, Unit::dollars_pbpy),
                               exact_figure("", check.ratio() - 1.0, Unit::fraction),
                               check.off() ? Cell("more than 2 % off") : Cell(Empty{})});
  return table.build();
}

/// Families compared over all cells: sums of the criteria, worst distances, and how many cells chose each.
struct TriedEverywhere {
  double log_likelihood = 0.0, aic = 0.0, bic = 0.0, log_scores = 0.0, amounts = 0.0;
  std::optional<double> ks, anderson_darling, mean_excess;
  std::int64_t cells = 0, chosen = 0, unfit = 0;
};

void take_worst(std::optional<double>& worst, std::optional<double> const& value) {
  if (value) worst = std::max(worst.value_or(0.0), *value);
}

void add(TriedEverywhere& sum, Candidate const& candidate) {
  LawFit const& fit = candidate.fit;
  if (!fit.sample && !candidate.withheld) {
    ++sum.unfit;
    return;
  }
  ++sum.cells;
  sum.chosen += candidate.chosen ? 1 : 0;
  if (candidate.withheld) return;
  sum.log_likelihood += fit.log_likelihood.value_or(0.0);
  sum.aic += fit.aic.value_or(0.0);
  sum.bic += fit.bic.value_or(0.0);
  take_worst(sum.ks, fit.ks);
  take_worst(sum.anderson_darling, fit.anderson_darling);
  take_worst(sum.mean_excess, fit.mean_excess);
  if (fit.log_score) {
    sum.log_scores += *fit.log_score * static_cast<double>(*fit.sample);
    sum.amounts += static_cast<double>(*fit.sample);
  }
}

Table candidate_table(FitResult const& fit) {
  std::map<std::tuple<std::string, std::string, std::string>, TriedEverywhere> tried;
  for (Candidate const& candidate : fit.candidates)
    add(tried[{candidate.category, candidate.part, candidate.family}], candidate);
  TableBuilder table("candidates", "Families tried, sums over cells with enough claimants");
  table.column("category", "category", Unit::none, Presentation::text)
      .column("part", "part", Unit::none, Presentation::text)
      .column("family", "family", Unit::none, Presentation::text)
      .column("loglik", "log-likelihood", Unit::none, Presentation::number)
      .column("aic", "AIC", Unit::none, Presentation::number)
      .column("bic", "BIC", Unit::none, Presentation::number)
      .column("ks", "worst KS", Unit::none, Presentation::number)
      .column("ad", "worst A-D", Unit::none, Presentation::number)
      .column("log_score", "held-out log score", Unit::none, Presentation::number)
      .column("mean_excess", "worst mean excess, se", Unit::none, Presentation::number)
      .column("cells", "cells", Unit::count, Presentation::count)
      .column("chosen", "chosen", Unit::count, Presentation::count)
      .column("unfit", "no fit", Unit::count, Presentation::count);
  auto const number = [](double value, Unit unit = Unit::none) { return exact_figure("", value, unit); };
  auto const or_empty = [&](std::optional<double> const& value) {
    return value ? Cell(number(*value)) : Cell(Empty{});
  };
  for (auto const& [key, sum] : tried) {
    auto const& [category, part, family] = key;
    table.row(category + "." + part + "." + family,
              {category, part, family, number(sum.log_likelihood), number(sum.aic), number(sum.bic),
               or_empty(sum.ks), or_empty(sum.anderson_darling),
               sum.amounts > 0.0 ? Cell(number(sum.log_scores / sum.amounts)) : Cell(Empty{}),
               or_empty(sum.mean_excess), number(static_cast<double>(sum.cells), Unit::count),
               number(static_cast<double>(sum.chosen), Unit::count),
               number(static_cast<double>(sum.unfit), Unit::count)});
  }
  if (std::any_of(fit.candidates.begin(), fit.candidates.end(),
                  [](Candidate const& candidate) { return candidate.withheld; }))
    table.note("Sums leave out cells whose criteria would tell of 1 to 10 people.");
  return table.build();
}

/// Rows of the year out of a folder of claims. Faults stop it; defects too where `strict`.
MemberYears rows_of_feed(FitRequest const& request, std::vector<Table>& tables) {
  Feed feed = read_feed(request.data, read_claim_map(request.column_map, {}), request.year, rows_told);
  std::vector<Problem> problems = feed.defects.problems(request.strict ? Weight::defect : Weight::fault);
  if (problems.empty() && feed.rows.rows.empty())
    problems.push_back({{request.data.string(), 0, 0},
                        {},
                        fmt::format("no member with a month of cover in year {}", request.year),
                        {},
                        {}});
  if (problems.empty()) problems = empty_categories(request.data, feed.rows, {});
  if (!problems.empty()) throw InputError(std::move(problems));
  tables = feed_tables(feed);
  return std::move(feed.rows);
}

/// Rows of the year out of a member file. Defects stop it where `strict`, categories that cannot be fitted
/// anyway.
MemberYears rows_of_file(FitRequest const& request, FitReport& report) {
  ColumnMap const map = read_column_map(request.column_map, {});
  MemberYears data = read_member_years(request.data, map, request.year, report.read);
  std::vector<Problem> problems = request.strict ? member_defects(request.data, map, report.read, data)
                                                 : empty_categories(request.data, data, map.categories);
  if (!problems.empty()) throw InputError(std::move(problems));
  report.tables = {read_table(report.read)};
  return data;
}

CostModel read_manual(std::string const& path, CostModel const& fitted) {
  CostModel manual = read_cost_file(path);
  std::vector<Problem> problems;
  for (std::string const& fault : manual_faults(fitted, manual))
    problems.push_back({{path, 0, 0}, "", fault, "own experience is blended with it cell by cell", ""});
  if (!problems.empty()) throw InputError(std::move(problems));
  return manual;
}

Table structure_table(Blend const& blend) {
  TableBuilder table("structure", "How far cells differ from the manual rate");
  table.column("category", "category", Unit::none, Presentation::text)
      .column("between", "spread of cells", Unit::fraction, Presentation::fine_percent)
      .column("half", "manual dollars for a weight of 1/2", Unit::dollars, Presentation::whole_dollars);
  for (CategoryStructure const& structure : blend.structures) {
    BuhlmannStraub const& found = structure.ratios;
    bool const differ = found.between > 0.0;
    table.row(structure.category,
              {structure.category, exact_figure("", std::sqrt(found.between), Unit::fraction),
               differ ? Cell(exact_figure("", found.within / found.between, Unit::dollars)) : Cell(Empty{})});
    if (!differ)
      table.note(
          fmt::format("{}: cells differ less than chance explains; the estimate, negative, is held at 0",
                      structure.category));
  }
  return table.build();
}

Table credibility_table(CostModel const& model) {
  TableBuilder table("credibility", "Own experience and manual rate, $ per member-year");
  table.column("cell", "cell", Unit::none, Presentation::text)
      .column("category", "category", Unit::none, Presentation::text)
      .column("weight", "weight of own", Unit::fraction, Presentation::percent)
      .column("own", "own", Unit::dollars_pbpy, Presentation::whole_dollars)
      .column("manual", "manual", Unit::dollars_pbpy, Presentation::whole_dollars)
      .column("blended", "blended", Unit::dollars_pbpy, Presentation::whole_dollars);
  for (CellLaw const& cell : model.cells)
    for (CategoryLaw const& law : cell.laws) {
      FitRecord const& record = *law.fit;
      auto const dollars = [](double amount) { return exact_figure("", amount, Unit::dollars_pbpy); };
      table.row(
          cell.cell().name() + "." + law.category,
          {cell.cell().name(), law.category, exact_figure("", record.credibility->weight, Unit::fraction),
           record.data_mean ? Cell(dollars(*record.data_mean)) : Cell(Empty{}),
           dollars(record.credibility->manual_mean), dollars(record.fitted_mean)});
    }
  table.note("Where own mean or weight would tell of 1 to 10 people, the mean is the manual's.");
  return table.build();
}

void blend(FitReport& report, MemberYears const& data, FitRequest const& request) {
  CostModel const manual = read_manual(request.manual, report.fit.model);
  Blend blended = blend_with_manual(data, std::move(report.fit.model), manual, request.blend);
  report.fit.model = std::move(blended.model);
  for (Table& table : report.tables)
    if (table.id() == "means") table = with_note(std::move(table), "Before the blend with the manual rate.");
  if (!blended.structures.empty()) report.tables.push_back(structure_table(blended));
  report.tables.push_back(credibility_table(report.fit.model));
}

/// The members of another year, as the request reads its own.
MemberYears linked_rows(FitRequest const& request, MemberYears const& fitted) {
  FitRequest other = request;
  other.data = request.linked.data;
  other.year = request.linked.year;
  if (!request.linked.column_map.empty()) other.column_map = request.linked.column_map;
  FitReport read;
  MemberYears rows = std::filesystem::is_directory(other.data) ? rows_of_feed(other, read.tables)
                                                               : rows_of_file(other, read);
  check_categories(rows, fitted, request.linked);
  return rows;
}

void link_years(FitReport& report, MemberYears const& data, FitRequest const& request) {
  MemberYears const other = linked_rows(request, data);
  bool const before = request.linked.year < request.year;
  DependenceFit linked = fit_dependence({before ? &other : &data, before ? &data : &other}, report.fit.model,
                                        request.linked.plan);
  report.fit.model = std::move(linked.model);
  for (Table& table : dependence_tables(linked, {std::ssize(data.rows), std::ssize(other.rows)}))
    report.tables.push_back(std::move(table));
  report.fit.notices.insert(report.fit.notices.end(), linked.notices.begin(), linked.notices.end());
}

}  // namespace

FitReport fit_file(FitRequest const& request) {
  if (!request.linked.data.empty()) check_linked(request.linked, request.year);
  FitReport report;
  MemberYears data;
  if (std::filesystem::is_directory(request.data)) {
    data = rows_of_feed(request, report.tables);
  } else {
    data = rows_of_file(request, report);
  }
  if (!request.manual.empty() && !data.weights.empty())
    throw InputError(Problem{{request.data.string(), 0, 0},
                             "weight",
                             "rows have weights, which a blend with a manual rate does not know",
                             "credibility counts rows alike",
                             "leave --manual out, or the weight of the map"});
  report.fit = fit(data, request.plan);
  report.fit.model.year = request.year;
  report.tables.push_back(mean_table(report.fit));
  report.tables.push_back(candidate_table(report.fit));
  if (!request.manual.empty()) blend(report, data, request);
  if (request.diagnostics && data.weights.empty())
    report.diagnostics = diagnose(data, report.fit.model);
  else if (request.diagnostics)
    report.fit.notices.push_back(
        "weights: laws are not shown beside their data, whose rows would have to count by them");
  if (!request.linked.data.empty()) link_years(report, data, request);
  return report;
}

}  // namespace plimsoll
