#include "run/plan_card.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <nlohmann/json.hpp>

#include "compile/plan_digest.hpp"
#include "plimsoll/core/version.hpp"
#include "plimsoll/scenarios/finished_run.hpp"
#include "study/changed_paths.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr char const* card_format = "plimsoll-plan/1";

/// The parts of a program that its numbers may depend on, by name.
template <class Card>
auto program_parts(Card& card) {
  return std::array{std::pair("version", &card.version), std::pair("commit", &card.commit),
                    std::pair("compiler", &card.compiler), std::pair("flags", &card.flags),
                    std::pair("libraries", &card.libraries)};
}

Json to_document(PlanCard const& card) {
  Json inputs = Json::array();
  for (InputFile const& input : card.inputs)
    inputs.push_back(
        {{"role", input.role}, {"path", input.path}, {"bytes", input.bytes}, {"sha256", input.sha256}});
  Json document = {{"format", card_format}, {"plan_digest", card.digest}};
  for (auto const& [name, text] : program_parts(card)) document[name] = *text;
  document.update({{"study_file", card.study_file},
                   {"study", card.study_text},
                   {"scenario", card.bindings.scenario},
                   {"set", card.bindings.set},
                   {"without", card.bindings.without},
                   {"seed", card.seed},
                   {"trials", card.trials},
                   {"method", name_in_study(card.method)},
                   {"candidates", card.candidates},
                   {"inputs", std::move(inputs)}});
  return document;
}

PlanCard from_document(Json const& told) {
  PlanCard card;
  if (told.at("format") != card_format) throw IoError("another format");
  told.at("plan_digest").get_to(card.digest);
  for (auto const& [name, text] : program_parts(card)) told.at(name).get_to(*text);
  told.at("study_file").get_to(card.study_file);
  told.at("study").get_to(card.study_text);
  told.at("scenario").get_to(card.bindings.scenario);
  told.at("set").get_to(card.bindings.set);
  told.at("without").get_to(card.bindings.without);
  told.at("seed").get_to(card.seed);
  told.at("trials").get_to(card.trials);
  for (auto const& [word, method] : Names<RunMethod>::pairs)
    if (word == told.at("method").get<std::string>()) card.method = method;
  told.at("candidates").get_to(card.candidates);
  for (Json const& input : told.at("inputs"))
    card.inputs.push_back({input.at("role").get<std::string>(), input.at("path").get<std::string>(),
                           input.at("bytes").get<std::uint64_t>(), input.at("sha256").get<std::string>()});
  return card;
}

/// The document that counts of a run, but for its seed, which is told apart.
Node document_of(PlanCard const& card) {
  LoadedStudy const loaded = load_study_text(card.study_text, card.study_file,
                                             fs::path(card.study_file).parent_path(), card.bindings);
  Node document = what_counts(*loaded.document);
  if (Node* run = document.table()->find("run"); run && run->table()) run->table()->erase("seed");
  return document;
}

/// A value in few words.
std::string shown(Node const* node) {
  if (!node) return "not there";
  double storage = 0.0;
  if (double const* number = node->number(storage)) return fmt::format("{}", *number);
  if (std::string const* text = node->text()) return fmt::format("\"{}\"", *text);
  if (bool const* flag = std::get_if<bool>(&node->value)) return *flag ? "true" : "false";
  return fmt::format("{} of other content", kind_of(*node));
}

/// Collects differences, each as one problem of the folder.
class Differences {
 public:
  Differences(std::string const& folder, std::string const& suggestion)
      : folder_(folder), suggestion_(suggestion) {}
  void add(std::string key, std::string what) {
    problems_.push_back(
        {{folder_, 0, 0}, std::move(key), std::move(what), "it holds a run of another plan", suggestion_});
  }
  void compare(std::string const& key, std::string const& kept, std::string const& asked) {
    if (kept != asked) add(key, fmt::format("is {} there, {} here", kept, asked));
  }
  std::vector<Problem> take() { return std::move(problems_); }
  bool empty() const { return problems_.empty(); }

 private:
  std::string const& folder_;
  std::string const& suggestion_;
  std::vector<Problem> problems_;
};

void compare_inputs(PlanCard const& kept, PlanCard const& asked, Differences& found) {
  auto const same_name = [](InputFile const& a) {
    return [&a](InputFile const& b) { return a.role == b.role && a.path == b.path; };
  };
  for (InputFile const& input : asked.inputs) {
    if (input.role == "study") continue;
    auto const other = std::find_if(kept.inputs.begin(), kept.inputs.end(), same_name(input));
    std::string const key = fmt::format("{} {}", input.role, input.path);
    if (other == kept.inputs.end())
      found.add(key, "is read here and was not there");
    else if (other->sha256 != input.sha256)
      found.add(key, fmt::format("has other content here than there (SHA-256 {} there, {} here)",
                                 other->sha256.substr(0, 12), input.sha256.substr(0, 12)));
  }
  for (InputFile const& input : kept.inputs)
    if (input.role != "study" && std::none_of(asked.inputs.begin(), asked.inputs.end(), same_name(input)))
      found.add(fmt::format("{} {}", input.role, input.path), "was read there and is not here");
}

void compare_studies(PlanCard const& kept, PlanCard const& asked, Differences& found) {
  try {
    Node const there = document_of(kept), here = document_of(asked);
    for (KeyPath const& path : changed_paths(there, here))
      found.compare(path.text(), shown(find(there, path)), shown(find(here, path)));
  } catch (InputError const&) {
    if (kept.study_text != asked.study_text)
      found.add("study", "is another text, which this program cannot read");
  }
}

}  // namespace

PlanCard card_of(CompiledStudy const& study) {
  return {study.digest,
          std::string(program_version),
          std::string(build_commit),
          std::string(build_compiler),
          std::string(build_flags),
          std::string(build_libraries),
          study_path(study.loaded.inputs),
          study.loaded.text,
          study.loaded.bindings,
          study.plan.seed().value,
          study.plan.trials(),
          study.method,
          0,
          study.loaded.inputs};
}

PlanCard card_of(Results const& results) {
  ResultsHeader const& header = results.header;
  return {header.plan_digest,
          header.version,
          header.commit,
          header.compiler,
          header.flags,
          header.libraries,
          study_path(header.inputs),
          header.study_text,
          bindings_of(header),
          header.seed,
          results.table.trials,
          method_of(header, results.table),
          0,
          header.inputs};
}

void write_card(fs::path const& run_folder, PlanCard const& card) {
  fs::path const file = run_folder / "parts" / card.digest / "plan.json";
  std::string const text = to_document(card).dump(2) + "\n";
  write_aside(file, std::as_bytes(std::span(text)), Overwrite::replace);
}

std::vector<PlanCard> read_cards(fs::path const& run_folder) {
  std::vector<PlanCard> cards;
  std::error_code error;
  for (fs::directory_iterator entry(run_folder / "parts", error), end; !error && entry != end;
       entry.increment(error)) {
    std::ifstream file(entry->path() / "plan.json");
    if (!file) continue;
    try {
      PlanCard card = from_document(Json::parse(file));
      if (card.digest == entry->path().filename()) cards.push_back(std::move(card));
    } catch (std::exception const&) {
      // A card says more than the digest; without it the run is as good.
    }
  }
  std::sort(cards.begin(), cards.end(), [](auto const& a, auto const& b) { return a.digest < b.digest; });
  return cards;
}

std::vector<Problem> differences(PlanCard const& kept, PlanCard const& asked, std::string const& folder,
                                 std::string const& suggestion) {
  Differences found(folder, suggestion);
  auto const there = program_parts(kept), here = program_parts(asked);
  for (std::size_t i = 0; i < there.size(); ++i)
    found.compare(fmt::format("program.{}", there[i].first), *there[i].second, *here[i].second);
  found.compare("seed", std::to_string(kept.seed), std::to_string(asked.seed));
  found.compare("method", std::string(name_in_study(kept.method)), std::string(name_in_study(asked.method)));
  if (kept.method == RunMethod::importance && asked.method == kept.method) {
    found.compare("trials", std::to_string(kept.trials), std::to_string(asked.trials));
    if (kept.candidates > 0)  // a finished run does not say
      found.compare("candidates", std::to_string(kept.candidates), std::to_string(asked.candidates));
  }
  compare_inputs(kept, asked, found);
  compare_studies(kept, asked, found);
  if (found.empty()) found.add("", "differs in what its trials are drawn from");
  return found.take();
}

}  // namespace plimsoll
