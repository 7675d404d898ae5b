#include "redaction/names_of.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/historical_benchmark.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// A file the study names: the path as written, and the name of the file by itself. A bare word is no path
/// inside a sentence.
void add_file(std::string const& path, Redaction& names) {
  names.text("file", path);
  std::string const name = fs::path(path).filename().string();
  bool const has_mark = name.find('.') != std::string::npos;
  if (has_mark) names.name("file", name);
  if (path.find('/') != std::string::npos) names.name("file", path);
}

/// Somebody's name: a single short word may be an office, and stands by itself or not at all.
void add_person(std::string const& person, Redaction& names) {
  constexpr std::size_t shortest = 4;
  if (person.size() >= shortest && person.find(' ') != std::string::npos)
    names.name("person", person);
  else
    names.text("person", person);
}

void add_purpose(PurposeTable const& purpose, Redaction& names) {
  for (std::string const& person : {purpose.responsible_actuary, purpose.preparer, purpose.reviewer})
    add_person(person, names);
  for (std::string const& user : purpose.intended_users) add_person(user, names);
  for (std::string const& said : {purpose.intended_use, purpose.scope, purpose.subsequent_events})
    names.text("text", said);
  for (auto const* list : {&purpose.reliance, &purpose.limitations, &purpose.risks})
    for (std::string const& said : *list) names.text("text", said);
}

void add_types(PopulationTable const& population, Redaction& names) {
  for (auto const& [type, share] : population.enrolment) names.name("type", type);
  if (population.columns)
    for (EnrolmentRule const& rule : population.columns->enrolment) names.name("type", rule.type);
  if (population.file) add_file(*population.file, names);
  if (population.column_map) add_file(*population.column_map, names);
}

/// A cell's name, and the enrolment type it begins with.
void add_cell(std::string const& cell, Redaction& names) {
  std::string const type = cell.substr(0, cell.find('/'));
  names.name("type", type);
  if (cell.find('/') != std::string::npos && cell != "*/*/*") names.name("cell", cell);
}

bool is_cell_key(std::string const& key) {
  return key == "cell" || key == "count_from" || key == "severity_from";
}

void add_from(Json const& part, Redaction& names) {
  if (!part.is_structured()) return;
  for (auto const& [key, value] : part.items()) {
    std::string const text = value.is_string()                             ? value.get<std::string>()
                             : value.is_object() && value.contains("text") ? value["text"].get<std::string>()
                                                                           : std::string();
    if (part.is_object() && is_cell_key(key) && text.find('/') != std::string::npos) add_cell(text, names);
    if (part.is_object() &&
        (key == "file" || key == "path" || key == "study" || key == "data" || key == "prior"))
      add_file(text, names);
    add_from(value, names);
  }
}

}  // namespace

void add_names(LoadedStudy const& loaded, ResultsHeader const& header, Redaction& names) {
  Study const& study = loaded.study;
  for (ContractTable const& contract : study.contract) {
    names.name("contract", contract.id);
    names.name("group", contract.alternative_group);
  }
  if (study.published) add_file(study.published->results, names);
  for (auto const& [name, population] : study.population) {
    names.name("population", name);
    add_types(population, names);
  }
  for (ContractTable const& contract : study.contract) {
    for (std::string const& type : contract.enrolment) names.name("type", type);
    for (NamedTerm const& named : contract.terms)
      if (auto const* history = std::get_if<HistoricalBenchmark>(&named.term))
        for (auto const& [type, years] : history->person_years) names.name("type", type);
  }
  for (std::string const& name : study.benchmark.names()) names.name("benchmark", name);
  for (std::string const& name : study.agreement.names()) names.name("agreement", name);
  for (std::string const& name : study.quality.names()) names.name("quality", name);
  for (ProgramTable const& program : study.program) names.name("program", program.name);
  for (ShockTable const& shock : study.shock) names.name("shock", shock.name);
  for (InvestmentTable const& investment : study.investment) names.name("investment", investment.name);
  for (ParticipantTable const& participant : study.participant) names.name("participant", participant.name);
  names.name("scenario", loaded.bindings.scenario);
  names.text("text", study.title);
  add_purpose(study.purpose, names);
  for (AssumptionTable const& said : loaded.assumptions) {
    add_person(said.owner, names);
    for (std::string const& words : {said.source, said.note}) names.text("text", words);
  }
  for (auto const& [name, cost] : study.cost) {
    if (cost.file) add_file(*cost.file, names);
    for (AlternativeFit const& fit : cost.alternative) add_file(fit.file, names);
  }
  for (InputFile const& input : header.inputs) add_file(input.path, names);
  add_file(loaded.file, names);
}

void add_names(std::vector<NamedDocument> const& documents, Redaction& names) {
  for (NamedDocument const& source : documents) add_from(source.document, names);
}

void add_path(fs::path const& path, Redaction& names) {
  if (path.empty()) return;
  for (fs::path const& form : {path, path.lexically_normal(), fs::absolute(path).lexically_normal()})
    add_file(form.string(), names);
}

void expect_replaceable(Redaction const& names) {
  std::vector<Problem> problems;
  for (std::string const& refused : names.words_of_outputs())
    problems.push_back({{"--redact-names", 0, 0},
                        refused,
                        "is also a word of the outputs themselves",
                        "replaced everywhere it would take their tables apart",
                        "give it another name in the study"});
  if (!problems.empty()) throw InputError(std::move(problems));
}

std::vector<NamedDocument> covered(std::vector<NamedDocument> documents, Redaction const& names) {
  int number = 0;
  for (NamedDocument& source : documents)
    source = {fmt::format("source_{}", ++number), names.covered_document(source.document)};
  return documents;
}

}  // namespace plimsoll
