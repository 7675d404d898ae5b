#include "run/run_document.hpp"

#include "plimsoll/sim/digest.hpp"
#include "study/document.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

void find_files_from_here(Node& document, fs::path const& folder) {
  for (char const* list : {"population", "cost"})
    if (Node* tables = find(document, KeyPath(list)); tables && tables->table())
      for (auto& [name, table] : tables->table()->items())
        for (char const* key : {"file", "column_map"})
          if (Node* path = table.table() ? table.table()->find(key) : nullptr; path && path->text())
            if (fs::path const there = folder / *path->text(); fs::exists(there))
              path->value = there.string();
}

}  // namespace

Node run_document(FinishedRun const& run) {
  Node document = parse_toml(run.loaded.text, run.loaded.file);
  std::vector<Problem> problems;
  expand_study(document, run.loaded.folder, run.loaded.bindings, problems);
  if (!problems.empty()) throw InputError(std::move(problems));
  NodeTable& settings = *document.table()->find("run")->table();
  settings.set("trials", Node{run.loaded.study.run.trials, {}});
  settings.set("seed", Node{run.loaded.study.run.seed, {}});
  find_files_from_here(document, run.loaded.folder);
  return document;
}

std::set<std::string> lost_inputs(FinishedRun const& run) {
  std::set<std::string> lost;
  for (InputFile const& input : run.results.header.inputs) {
    if (input.role == "study") continue;
    fs::path const path = run.loaded.folder / input.path;
    if (fs::is_regular_file(path) && sha256_of_file(path) != input.sha256) lost.insert(input.path);
    if (!fs::exists(path) && fs::path(input.path).has_extension()) lost.insert(input.path);
  }
  return lost;
}

}  // namespace plimsoll
