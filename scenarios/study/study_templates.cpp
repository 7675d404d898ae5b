#include "plimsoll/scenarios/study_templates.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "plimsoll/core/nearest.hpp"
#include "text/node.hpp"
#include "text/shipped_files.hpp"

namespace plimsoll {
namespace {

constexpr std::string_view folder = "studies/", ending = ".toml", data = "data/";

std::string text_of(std::string const& name) {
  return std::string(shipped_file(fmt::format("{}{}{}", folder, name, ending)).value());
}

}  // namespace

std::vector<StudyTemplate> study_templates() {
  std::vector<StudyTemplate> found;
  for (std::string_view path : shipped_file_names()) {
    if (!path.starts_with(folder)) continue;
    std::string const name(path.substr(folder.size(), path.size() - folder.size() - ending.size()));
    Node const document = parse_toml(text_of(name), std::string(path));
    Node const* const title = document.table()->find("title");
    found.push_back({name, title && title->text() ? *title->text() : name});
  }
  return found;
}

StudyTemplate template_named(std::string const& word) {
  std::vector<StudyTemplate> const all = study_templates();
  std::vector<std::string> names;
  std::vector<StudyTemplate> fitting;
  for (StudyTemplate const& one : all) {
    if (one.name == word) return one;
    names.push_back(one.name);
    if (one.name.find(word) != std::string::npos) fitting.push_back(one);
  }
  if (!word.empty() && fitting.size() == 1) return fitting.front();
  std::vector<std::string> several;
  for (StudyTemplate const& one : fitting) several.push_back(one.name);
  std::string const near = nearest(word, names);
  throw InputError(
      Problem{{"init", 0, 0},
              word,
              fitting.empty() ? "is no template" : "may be several templates",
              fmt::format("templates: {}", fmt::join(fitting.empty() ? names : several, ", ")),
              near.empty() || !fitting.empty() ? "write its whole name" : "did you mean \"" + near + "\"?"});
}

std::vector<StartedFile> started_files(StudyTemplate const& chosen) {
  std::string study = text_of(chosen.name);
  std::vector<StartedFile> named_by_it;
  for (std::string_view path : shipped_file_names()) {
    if (!path.starts_with(data)) continue;
    std::string const name(path.substr(data.size())), named = fmt::format("\"../{}\"", path);
    std::size_t at = study.find(named);
    if (at == std::string::npos) continue;
    named_by_it.push_back({name, std::string(shipped_file(path).value())});
    for (; at != std::string::npos; at = study.find(named, at))
      study.replace(at, named.size(), '"' + name + '"');
  }
  std::vector<StartedFile> files{{chosen.name + std::string(ending), std::move(study)}};
  files.insert(files.end(), named_by_it.begin(), named_by_it.end());
  return files;
}

}  // namespace plimsoll
