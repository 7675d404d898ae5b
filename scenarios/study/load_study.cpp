#include "plimsoll/scenarios/load_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "plimsoll/core/pair_key.hpp"
#include "plimsoll/sim/digest.hpp"
#include "study/assumption_words.hpp"
#include "study/cash_faults.hpp"
#include "study/document.hpp"
#include "study/expand_published.hpp"
#include "study/later_terms.hpp"
#include "study/load_expanded.hpp"
#include "study/quality_study.hpp"
#include "study/reader.hpp"
#include "study/study_faults.hpp"

namespace plimsoll {
namespace {

/// A contract's terms stand beside its fields in the document: named tables of differing kinds.
void read_terms(Reader& reader, Node const& contract, KeyPath const& path, std::vector<NamedTerm>& terms) {
  Node const* const list = contract.table() ? contract.table()->find("term") : nullptr;
  if (!list || !list->array()) return;
  for (Node const& node : *list->array()) {
    NamedTerm term{item_label(node, terms.size()), {}, {}};
    reader.read_term(node, path / term.name, term.term);
    if (Node const* cites = node.table() ? node.table()->find("cites") : nullptr) {
      if (cites->text()) term.cites[""] = *cites->text();
      if (cites->table())
        for (auto const& [field, source] : cites->table()->items())
          if (source.text()) term.cites[field] = *source.text();
    }
    terms.push_back(std::move(term));
  }
}

/// Terms of later years stand under the same key paths as those of the first: a clause is one clause.
void read_later_terms(Reader& reader, Node const& contract, KeyPath const& path, ContractTable& out) {
  Node const* const later = contract.table() ? contract.table()->find("later") : nullptr;
  if (!later || !later->table()) return;
  for (auto const& [year, stage] : later->table()->items()) {
    out.later_terms.push_back({std::stoll(year), {}});
    read_terms(reader, stage, path, out.later_terms.back().terms);
  }
}

/// A place near a key path: its own, else that of the nearest table around it that the document has.
SourceSpot spot_near(Node& document, KeyPath const& path) {
  std::string text = path.text();
  while (!text.empty()) {
    if (Node const* node = find(document, KeyPath(text))) return node->spot;
    std::size_t const dot = text.rfind('.');
    text = dot == std::string::npos ? std::string{} : text.substr(0, dot);
  }
  return {document.spot.file, 0, 0};
}

void check_years_listed(Reader& reader, Study const& study) {
  std::size_t const years = study.run.performance_years.size();
  for (Reader::Seen const& seen : reader.quantities())
    if (seen.quantity.is_fixed() && seen.quantity.years_listed() > 1 && seen.quantity.years_listed() != years)
      reader.note(
          {seen.spot, seen.quantity.path().text(),
           fmt::format("lists {} numbers for {} performance years", seen.quantity.years_listed(), years), "",
           "give one number, or one per performance year"});
}

std::vector<Driver> drivers_of(Reader const& reader) {
  std::vector<Driver> drivers;
  for (Reader::Seen const& seen : reader.quantities()) {
    if (!seen.quantity.is_driver()) continue;
    Driver const& driver = seen.quantity.driver();
    bool const known =
        std::any_of(drivers.begin(), drivers.end(), [&](Driver const& d) { return d.path == driver.path; });
    if (!known) drivers.push_back(driver);
  }
  return drivers;
}

void check_correlations(Reader& reader, Node& document, LoadedStudy& loaded) {
  std::vector<std::string> names;
  for (Driver const& driver : loaded.drivers) names.push_back(driver.path.text());
  for (auto const& [key, rank] : loaded.study.correlation) {
    SourceSpot const spot = spot_near(document, KeyPath("correlation"));
    auto const pair = pair_of(key);
    if (!pair) {
      reader.note({spot, "correlation", "must name two drivers", "", "write \"key.path ~ key.path\" = 0.5"});
      continue;
    }
    for (KeyPath const& path : {KeyPath(pair->first), KeyPath(pair->second)}) {
      if (std::find(names.begin(), names.end(), path.text()) != names.end()) continue;
      bool const fixed = std::any_of(reader.quantities().begin(), reader.quantities().end(),
                                     [&](Reader::Seen const& seen) { return seen.quantity.path() == path; });
      if (fixed) {
        loaded.notices.push_back("correlation: " + path.text() +
                                 " is fixed, so its correlation has no effect");
        continue;
      }
      std::string const near = nearest(path.text(), names);
      reader.note({spot, "correlation", "\"" + path.text() + "\" is not a driver of this study",
                   "only numbers given as a law can be correlated",
                   near.empty() ? "" : "did you mean \"" + near + "\"?"});
    }
  }
}

/// Results of quality measures come after the draw, so only contracts can use them.
void check_results_read(Reader& reader, Study const& study) {
  for (Reader::Seen const& seen : reader.quantities()) {
    if (!seen.quantity.is_reference()) continue;
    if (!seen.written_at.text().starts_with("contract."))
      reader.note({seen.spot, seen.written_at.text(),
                   "cannot be \"" + seen.quantity.path().text() + "\", a result of quality measures",
                   "it is known only after the draw", "only terms of contracts can refer to it"});
    else if (std::string const left_out = left_out_of(study, seen.quantity.path()); !left_out.empty())
      reader.note({seen.spot, seen.written_at.text(),
                   "refers to measure \"" + left_out + "\", which is left out of its table",
                   "its denominator is below minimum_denominator",
                   "refer to measures that count, or lower minimum_denominator"});
  }
}

}  // namespace

std::vector<RankCorrelation> rank_correlations(LoadedStudy const& loaded) {
  auto const drawn = [&](KeyPath const& path) {
    return std::any_of(loaded.drivers.begin(), loaded.drivers.end(),
                       [&](Driver const& d) { return d.path == path; });
  };
  // A pair written by itself stands after those of its table, and holds.
  std::vector<RankCorrelation> correlations = quality_correlations(loaded.study);
  for (auto const& [key, rank] : loaded.study.correlation)
    if (auto const pair = pair_of(key); pair && drawn(KeyPath(pair->first)) && drawn(KeyPath(pair->second)))
      correlations.push_back({KeyPath(pair->first), KeyPath(pair->second), rank});
  return correlations;
}

LoadedStudy load_expanded(Node expanded, std::vector<Problem> early) {
  LoadedStudy loaded;
  auto const kept = std::make_shared<Node>(std::move(expanded));
  Node& document = *kept;
  Reader reader(document, quality_result_names(document));
  for (Problem& problem : early) reader.note(std::move(problem));
  reader.read(document, KeyPath{}, loaded.study);
  if (Node const* list = document.table()->find("contract"); list && list->array())
    for (std::size_t i = 0; i < std::min(list->array()->size(), loaded.study.contract.size()); ++i) {
      ContractTable& contract = loaded.study.contract[i];
      read_terms(reader, (*list->array())[i], KeyPath("contract") / contract.id, contract.terms);
      read_later_terms(reader, (*list->array())[i], KeyPath("contract") / contract.id, contract);
    }
  loaded.drivers = drivers_of(reader);
  check_years_listed(reader, loaded.study);
  check_correlations(reader, document, loaded);
  check_results_read(reader, loaded.study);
  loaded.assumptions = assumption_words(reader, loaded.study.assumption, document);
  loaded.document = kept;
  loaded.spot_of = [kept](KeyPath const& path) { return spot_near(*kept, path); };
  std::vector<Problem> whole = faults(loaded.study, loaded.spot_of);
  std::erase_if(whole, [&](Problem const& problem) {  // one slip is reported once
    return reader.has_noted(problem.key);
  });
  for (Problem& problem : whole) reader.note(std::move(problem));
  if (std::vector<Problem> problems = reader.problems(); !problems.empty())
    throw InputError(std::move(problems));
  for (std::string& notice : quality_notices(loaded.study)) loaded.notices.push_back(std::move(notice));
  for (std::string& notice : cash_notices(loaded.study)) loaded.notices.push_back(std::move(notice));
  return loaded;
}

LoadedStudy load_study_text(std::string text, std::string file, std::filesystem::path const& folder,
                            Bindings const& bindings) {
  Node document = parse_toml(text, file);
  std::vector<Problem> early;
  std::vector<std::string> notices = expand_study(document, folder, bindings, early);
  LoadedStudy loaded = load_expanded(std::move(document), std::move(early));
  loaded.notices.insert(loaded.notices.begin(), notices.begin(), notices.end());
  for (std::string& notice : held_over_notices(loaded.study, folder))
    loaded.notices.push_back(std::move(notice));
  loaded.inputs.push_back({"study", file, text.size(), sha256_of(text)});
  if (loaded.study.published) add_published_inputs(*loaded.study.published, folder, loaded.inputs);
  loaded.file = std::move(file);
  loaded.text = std::move(text);
  loaded.folder = folder;
  loaded.bindings = bindings;
  return loaded;
}

LoadedStudy load_study(std::filesystem::path const& file, Bindings const& bindings) {
  return load_study_text(read_text_file(file.string()), file.string(), file.parent_path(), bindings);
}

}  // namespace plimsoll
