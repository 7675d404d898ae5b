#include "plimsoll/scenarios/fit_document.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;

/// Six digits: more would say nothing of a fit, and nothing of one member.
Json six(double value) {
  if (!std::isfinite(value)) return nullptr;
  if (value == 0.0) return 0.0;
  double const unit = std::pow(10.0, 5.0 - std::floor(std::log10(std::abs(value))));
  return std::round(value * unit) / unit;
}

Json or_null(std::optional<double> const& value) {
  return value ? six(*value) : Json(nullptr);
}

template <class Law>
Json parameters_by_name(Law const& law) {
  Json named = Json::object();
  for_each_field<Law>([&](auto const& field) { named[std::string(field.key)] = law.*field.at; });
  return named;
}

template <class AnyLaw>
Json law_json(AnyLaw const& law, LawFit const& fit) {
  Json json{{"family", family_of(law)}};
  json["parameters"] = std::visit([](auto const& l) { return parameters_by_name(l); }, law);
  json["standard_errors"] = fit.standard_errors;
  json["sample"] = *fit.sample;
  json["chosen_by"] = fit.chosen_by ? Json(*fit.chosen_by) : Json(nullptr);
  json["ks"] = or_null(fit.ks);
  json["mean_excess"] = or_null(fit.mean_excess);
  return json;
}

Json candidates_json(FitResult const& fit, LawDiagnostics const& law) {
  Json tried = Json::array();
  for (Candidate const& one : fit.candidates) {
    if (one.cell != law.cell || one.category != law.category) continue;
    Json json{{"part", one.part}, {"family", one.family}, {"chosen", one.chosen}};
    bool const fitted = one.fit.sample.has_value();
    json["log_likelihood"] = fitted ? Json(*one.fit.log_likelihood) : Json(nullptr);
    json["aic"] = fitted ? Json(*one.fit.aic) : Json(nullptr);
    json["bic"] = one.fit.bic ? Json(*one.fit.bic) : Json(nullptr);
    json["ks"] = or_null(one.fit.ks);
    json["anderson_darling"] = or_null(one.fit.anderson_darling);
    json["log_score"] = or_null(one.fit.log_score);
    json["mean_excess"] = or_null(one.fit.mean_excess);
    json["note"] = one.note;
    tried.push_back(std::move(json));
  }
  return tried;
}

Json counts_json(std::vector<CountClass> const& counts) {
  Json classes = Json::array();
  for (CountClass const& one : counts)
    classes.push_back({{"low", one.low},
                       {"high", one.high ? Json(*one.high) : Json(nullptr)},
                       {"data", six(one.data)},
                       {"fitted", six(one.fitted)}});
  return classes;
}

void add_amounts(AmountDiagnostics const& amounts, Json& json) {
  Json bins = Json::array(), curve = Json::array(), quantiles = Json::array();
  Json excess = Json::array(), tail = Json::array();
  for (AmountBin const& bin : amounts.bins)
    bins.push_back({{"low", six(bin.low)},
                    {"high", six(bin.high)},
                    {"members", bin.members},
                    {"expected", six(bin.expected)}});
  for (DensityPoint const& point : amounts.curve)
    curve.push_back({{"amount", six(point.amount)}, {"density", six(point.density)}});
  for (QuantilePair const& pair : amounts.quantiles)
    quantiles.push_back(
        {{"data", six(pair.data)}, {"fitted", six(pair.fitted)}, {"log_error", six(pair.log_error)}});
  for (ExcessPoint const& point : amounts.excess)
    excess.push_back({{"threshold", six(point.threshold)},
                      {"data", six(point.data)},
                      {"std_error", six(point.std_error)},
                      {"fitted", six(point.fitted)}});
  for (TailQuantile const& row : amounts.tail)
    tail.push_back({{"level", row.level},
                    {"data", six(row.data)},
                    {"std_error", six(row.std_error)},
                    {"fitted", six(row.fitted)}});
  json["bins"] = std::move(bins);
  json["curve"] = std::move(curve);
  json["quantiles"] = std::move(quantiles);
  json["excess"] = std::move(excess);
  json["tail"] = std::move(tail);
}

Json shown_json(FitResult const& fit, CategoryLaw const& law, LawDiagnostics const& found) {
  Json json{{"cell", found.cell}, {"category", found.category}};
  json["count"] = law_json(law.count, law.fit->count);
  json["severity"] = law_json(law.severity, law.fit->severity);
  json["data_mean"] = six(*law.fit->data_mean);
  json["fitted_mean"] = six(law.fit->fitted_mean);
  json["mean_factor"] = six(law.fit->mean_factor);
  json["candidates"] = candidates_json(fit, found);
  json["counts"] = counts_json(found.counts);
  add_amounts(found.amounts, json);
  return json;
}

}  // namespace

Json fit_document(FitReport const& report) {
  CostModel const& model = report.fit.model;
  Json laws = Json::array(), borrowed = Json::array();
  for (CellLaw const& cell : model.cells)
    for (CategoryLaw const& law : cell.laws) {
      std::string const name = cell.cell().name();
      auto const found = std::find_if(
          report.diagnostics.begin(), report.diagnostics.end(),
          [&](LawDiagnostics const& one) { return one.cell == name && one.category == law.category; });
      if (found != report.diagnostics.end())
        laws.push_back(shown_json(report.fit, law, *found));
      else
        borrowed.push_back({{"cell", name},
                            {"category", law.category},
                            {"count_from", law.fit->count.from},
                            {"severity_from", law.fit->severity.from}});
    }
  std::optional<double> const& years = model.cells.front().person_years;
  return {{"year", model.year},
          {"basis", model.basis},
          {"member_years", years ? six(*years) : Json(nullptr)},
          {"categories", model.categories},
          {"laws", std::move(laws)},
          {"borrowed", std::move(borrowed)}};
}

}  // namespace plimsoll
