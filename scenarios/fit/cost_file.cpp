#include "plimsoll/scenarios/cost_file.hpp"

#include "study/reader.hpp"
#include "study/writer.hpp"
#include "text/shipped_files.hpp"

namespace plimsoll {
namespace {

template <Described T>
T read_described(std::string const& text, std::string const& file) {
  Node const document = parse_toml(text, file);
  Reader reader(document);
  T value;
  reader.read(document, KeyPath{}, value);
  if (std::vector<Problem> problems = reader.problems(); !problems.empty())
    throw InputError(std::move(problems));
  return value;
}

}  // namespace

CostModel read_cost_file(std::filesystem::path const& path) {
  CostModel const model = read_described<CostModel>(read_text_file(path.string()), path.string());
  std::vector<Problem> problems;
  for (std::string const& fault : faults(model))
    problems.push_back({{path.string(), 0, 0}, "", fault, "", ""});
  if (!problems.empty()) throw InputError(std::move(problems));
  return model;
}

std::string cost_file_text(CostModel const& model) {
  return toml_text(model);
}

ColumnMap read_column_map(std::string const& name, std::filesystem::path const& folder) {
  if (auto const text = shipped_file("columns/" + name + ".toml"))
    return read_described<ColumnMap>(std::string(*text), "columns/" + name);
  std::filesystem::path const path = folder / name;
  return read_described<ColumnMap>(read_text_file(path.string()), path.string());
}

}  // namespace plimsoll
