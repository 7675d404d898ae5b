#include "read_document.hpp"

#include <fstream>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

bool is_known(nlohmann::ordered_json const& document) {
  return document.is_object() && (document.contains("tables") || document.contains("laws"));
}

Problem no_document(fs::path const& path) {
  return {{path.string(), 0, 0},
          "",
          "holds no tables",
          "it is no folder of a finished run and no document printed with --json",
          "plimsoll VERB … --json > FILE makes one"};
}

}  // namespace

std::vector<NamedDocument> read_documents(std::vector<fs::path> const& paths) {
  std::vector<NamedDocument> documents;
  std::vector<Problem> problems;
  for (fs::path const& given : paths) {
    fs::path path = given.lexically_normal();
    if (!path.has_filename()) path = path.parent_path();
    fs::path const name = path.stem();
    if (fs::is_directory(path)) path /= "summary.json";
    std::ifstream file(path);
    nlohmann::ordered_json document = nlohmann::ordered_json::parse(file, nullptr, false);
    if (file && is_known(document))
      documents.push_back({name.string(), std::move(document)});
    else
      problems.push_back(no_document(path));
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  return documents;
}

}  // namespace plimsoll
