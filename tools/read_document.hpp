#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace plimsoll {

/// A document that a verb printed with --json, or summary.json of a run, and what it is called.
struct NamedDocument {
  std::string name;
  nlohmann::ordered_json document;
};

/// The documents in these files, or in these folders of runs, named after them. Throws InputError naming
/// every one that holds no tables and is no fit.
std::vector<NamedDocument> read_documents(std::vector<std::filesystem::path> const& paths);

}  // namespace plimsoll
