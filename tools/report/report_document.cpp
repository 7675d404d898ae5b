#include "report/report_document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "plimsoll/scenarios/signed_contracts.hpp"
#include "plimsoll/sim/digest.hpp"
#include "report/curves.hpp"
#include "table_json.hpp"

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;

Json contracts_of(Study const& study) {
  Signed const together = signed_contracts(study);
  Json contracts = Json::array();
  for (ContractTable const& contract : study.contract) {
    auto const& taken = together.contracts;
    bool const is_signed = std::any_of(taken.begin(), taken.end(),
                                       [&](ContractTable const* one) { return one->id == contract.id; });
    contracts.push_back({{"id", contract.id}, {"population", contract.population}, {"signed", is_signed}});
  }
  return contracts;
}

Json study_of(LoadedStudy const& loaded) {
  Study const& study = loaded.study;
  Json tolerance = nullptr, level = nullptr;
  if (study.tolerance)
    tolerance = {{"max_loss", study.tolerance->max_loss}, {"probability", study.tolerance->probability}};
  if (study.reserve.level) level = *study.reserve.level;
  return {{"title", study.title},
          {"file", loaded.file},
          {"purpose",
           {{"intended_use", study.purpose.intended_use},
            {"intended_users", study.purpose.intended_users},
            {"responsible_actuary", study.purpose.responsible_actuary},
            {"information_date", study.purpose.information_date},
            {"scope", study.purpose.scope},
            {"preparer", study.purpose.preparer},
            {"reviewer", study.purpose.reviewer},
            {"reliance", study.purpose.reliance},
            {"subsequent_events", study.purpose.subsequent_events}}},
          {"contracts", contracts_of(study)},
          {"years", study.run.performance_years},
          {"percentiles", study.run.percentiles},
          {"reserve", {{"policy", name_in_study(study.reserve.policy)}, {"level", std::move(level)}}},
          {"tolerance", std::move(tolerance)}};
}

/// The command that makes the run again.
std::string command_of(OpenedRun const& run) {
  LoadedStudy const& loaded = run.study.loaded;
  std::string text = fmt::format("plimsoll run {} --trials {} --seed {}", loaded.file,
                                 run.results.table.trials, run.results.header.seed);
  if (run.study.method != RunMethod::simulate)
    text += fmt::format(" --method {}", name_in_study(run.study.method));
  if (!loaded.bindings.scenario.empty()) text += " --scenario " + loaded.bindings.scenario;
  for (std::string const& bound : loaded.bindings.set) text += fmt::format(" --set '{}'", bound);
  for (std::string const& bound : loaded.bindings.without) text += fmt::format(" --without '{}'", bound);
  return text;
}

Json run_of(OpenedRun const& run) {
  ResultsHeader const& header = run.results.header;
  return {{"folder", run.folder.string()},
          {"trials", run.results.table.trials},
          {"seed", header.seed},
          {"generator", header.generator},
          {"method", name_in_study(run.study.method)},
          {"estimator", name_in_study(run.study.loaded.study.run.estimator)},
          {"program", header.program},
          {"version", header.version},
          {"commit", header.commit},
          {"plan_digest", header.plan_digest},
          {"study_sha256", sha256_of(header.study_text)},
          {"inputs", to_json(header.inputs)},
          {"notices", header.notices},
          {"command", command_of(run)}};
}

void append_tables(Json tables, std::string const& source, std::string const& verb, Json& all) {
  for (Json& table : tables) {
    table["source"] = source;
    table["verb"] = verb;
    all.push_back(std::move(table));
  }
}

/// The verb that printed a document, from its format: plimsoll-sweep/1.
std::string verb_of(Json const& document) {
  std::string const format = document.value("format", "");
  std::size_t const first = format.find('-'), slash = format.find('/');
  if (first == std::string::npos || slash == std::string::npos) return "";
  std::string const verb = format.substr(first + 1, slash - first - 1);
  if (verb == "summary") return "run";
  return verb.ends_with("drivers") ? "drivers" : verb;
}

/// What charts of laws beside their data are drawn from.
Json laws_of(NamedDocument const& fit) {
  Json laws{{"source", fit.name}};
  for (char const* key : {"data", "year", "laws"})
    if (fit.document.contains(key)) laws[key] = fit.document[key];
  return laws;
}

}  // namespace

Json report_document(OpenedRun const& run, ReportTables const& tables,
                     std::vector<NamedDocument> const& sources, std::vector<ContractPayoff> const& payoffs,
                     ReportWords const& words) {
  Json all = Json::array(), fits = Json::array();
  append_tables(to_json(tables.run), "this run", "run", all);
  append_tables(to_json(tables.reserve), "this run", "reserve", all);
  append_tables(to_json(tables.assumptions), "this run", "register", all);
  append_tables(to_json(tables.audit), "this run", "audit", all);
  for (NamedDocument const& source : sources) {
    std::string const verb = verb_of(source.document);
    if (source.document.contains("tables")) append_tables(source.document["tables"], source.name, verb, all);
    if (verb == "fit") fits.push_back(laws_of(source));
  }
  return {{"format", "plimsoll-report/1"},
          {"study", study_of(run.study.loaded)},
          {"view", words.view},
          {"mark", words.draft_because.empty() ? "final" : "draft"},
          {"draft_because", words.draft_because},
          {"run", run_of(run)},
          {"tables", std::move(all)},
          {"fits", std::move(fits)},
          {"curves", settlement_curves_json(run)},
          {"differences", difference_curves_json(run)},
          {"payoff", payoff_curves_json(run, payoffs)},
          {"live_because", words.live_note},
          {"limitations", words.limitations}};
}

}  // namespace plimsoll
