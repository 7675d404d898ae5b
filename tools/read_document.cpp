#include "read_document.hpp"

#include <fstream>
#include <nlohmann/json.hpp>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

nlohmann::ordered_json read_document(std::filesystem::path const& path) {
  std::ifstream file(path);
  nlohmann::ordered_json document = nlohmann::ordered_json::parse(file, nullptr, false);
  bool const known = file && !document.is_discarded() && document.is_object() &&
                     (document.contains("tables") || document.contains("laws"));
  if (!known)
    throw InputError(Problem{{path.string(), 0, 0},
                             "",
                             "holds no tables",
                             "it is no folder of a finished run and no document printed with --json",
                             "plimsoll VERB … --json > FILE makes one"});
  return document;
}

}  // namespace plimsoll
