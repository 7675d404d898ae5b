#include "assumptions/register_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <type_traits>
#include <utility>

#include "assumptions/pack_sources.hpp"
#include "explain/explain_words.hpp"
#include "text/node.hpp"

namespace plimsoll {
namespace {

/// Fills what is blank in `said` by the words on a table around it.
void fill_blanks(AssumptionTable& said, AssumptionTable const& around) {
  for_each_field<AssumptionTable>([&](auto const& field) {
    if ((said.*field.at).empty()) said.*field.at = around.*field.at;
  });
}

/// The words on a key, each from the innermost table that has it.
AssumptionTable words_on(LoadedStudy const& loaded, KeyPath const& key) {
  AssumptionTable said;
  said.key = key.text();
  for (std::string at = key.text(); !at.empty();) {
    for (AssumptionTable const& own : loaded.assumptions)
      if (own.key == at) fill_blanks(said, own);
    std::size_t const dot = at.rfind('.');
    at = dot == std::string::npos ? std::string{} : at.substr(0, dot);
  }
  return said;
}

std::string text_of(Node const& node) {
  double storage = 0.0;
  if (double const* number = node.number(storage)) return number_in_words(*number, Unit::none);
  if (node.text()) return *node.text();
  if (node.table()) return "the table";
  if (bool const* flag = std::get_if<bool>(&node.value)) return *flag ? "true" : "false";
  std::vector<std::string> items;
  for (Node const& item : *node.array()) items.push_back(text_of(item));
  return fmt::format("{}", fmt::join(items, "; "));
}

class Rows {
 public:
  explicit Rows(LoadedStudy const& loaded) : loaded_(loaded) {}

  void laws() {
    for (Driver const& driver : loaded_.drivers) {
      RegisterRow row = row_of(driver.path, InputKind::law, law_in_words(driver));
      AssumptionTable of_pack;
      of_pack.source = cited_for(loaded_, driver.path);
      if (!of_pack.source.empty()) of_pack.basis = "published";
      if (row.said.source.empty()) fill_blanks(row.said, of_pack);
      add(std::move(row));
    }
  }

  void files() {
    Study const& study = loaded_.study;
    for (auto const& [name, population] : study.population) {
      KeyPath const key = KeyPath("population") / name;
      if (population.file) file(key / "file", *population.file);
    }
    for (auto const& [name, cost] : study.cost) {
      KeyPath const key = KeyPath("cost") / name;
      if (cost.file) file(key / "file", *cost.file);
      for (std::size_t i = 0; i < cost.alternative.size(); ++i)
        file(key / "alternative" / std::to_string(i + 1) / "file", cost.alternative[i].file);
    }
    for (auto const& [name, actual] : study.actual_to_date) {
      KeyPath const key = KeyPath("actual_to_date") / name;
      if (actual.payments) file(key / "payments", *actual.payments);
      if (actual.claims) file(key / "claims", *actual.claims);
    }
  }

  void packs() {
    for (PackSource& pack : pack_sources(loaded_)) {
      RegisterRow row = row_of(pack.key, pack.shipped ? InputKind::pack : InputKind::file, pack.name);
      if (row.said.basis.empty() && pack.shipped) row.said.basis = "published";
      if (row.said.source.empty()) row.said.source = std::move(pack.source);
      add(std::move(row));
    }
  }

  void named() {
    for (AssumptionTable const& said : loaded_.assumptions) {
      Node const* const node = find(*loaded_.document, KeyPath(said.key));
      if (node) add(row_of(KeyPath(said.key), InputKind::named, text_of(*node)));
    }
  }

  std::vector<RegisterRow> take() { return std::move(rows_); }

 private:
  RegisterRow row_of(KeyPath const& key, InputKind kind, std::string value) const {
    return {key, kind, std::move(value), words_on(loaded_, key)};
  }
  void add(RegisterRow row) {
    if (keys_.insert(row.key.text()).second) rows_.push_back(std::move(row));
  }
  /// A folder of claims has one hash for each of its files.
  void file(KeyPath const& key, std::string const& path) {
    RegisterRow row = row_of(key, InputKind::file, path);
    for (InputFile const& input : loaded_.inputs)
      if (input.path == path || input.path.starts_with(path + "/")) row.hash += input.sha256;
    add(std::move(row));
  }

  LoadedStudy const& loaded_;
  std::vector<RegisterRow> rows_;
  std::set<std::string> keys_;
};

}  // namespace

std::string law_in_words(Driver const& driver) {
  std::string text;
  std::visit(
      [&]<class T>(T const& law) {
        text = T::clause.kind;
        for_each_field<T>([&](auto const& field) {
          auto const& value = law.*field.at;
          if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, double>)
            text += fmt::format(", {} {}", field.key, number_in_words(value, driver.unit));
          else if (!value.empty() && field.key == "values")
            text += fmt::format(", {} values from {} to {}", value.size(),
                                number_in_words(*std::min_element(value.begin(), value.end()), driver.unit),
                                number_in_words(*std::max_element(value.begin(), value.end()), driver.unit));
        });
      },
      driver.law);
  if (driver.year_correlation != 1.0)
    text += ", correlation of neighbouring years " + number_in_words(driver.year_correlation, Unit::none);
  return text;
}

std::vector<RegisterRow> register_rows(LoadedStudy const& loaded) {
  Rows rows(loaded);
  rows.laws();
  rows.files();
  rows.packs();
  rows.named();
  return rows.take();
}

}  // namespace plimsoll
