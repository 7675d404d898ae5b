#include "compile/plan_digest.hpp"

#include <fmt/format.h>

#include "compile/method_checks.hpp"
#include "plimsoll/core/version.hpp"
#include "plimsoll/sim/digest.hpp"
#include "study/assumption_words.hpp"

namespace plimsoll {
namespace {

/// Every value with its kind and size, so that no two documents look alike.
void add_values(Digest& digest, Node const& node) {
  auto const add = [&](char kind, std::string_view text) {
    digest.add(fmt::format("{}{}:{}", kind, text.size(), text));
  };
  if (NodeTable const* table = node.table()) {
    add('t', fmt::format("{}", table->items().size()));
    for (auto const& [key, item] : table->items()) {
      add('k', key);
      add_values(digest, item);
    }
  } else if (NodeArray const* array = node.array()) {
    add('l', fmt::format("{}", array->size()));
    for (Node const& item : *array) add_values(digest, item);
  } else if (std::string const* text = node.text()) {
    add('s', *text);
  } else if (double storage = 0.0; double const* number = node.number(storage)) {
    add('n', fmt::format("{}", *number));
  } else {
    add('b', std::get<bool>(node.value) ? "true" : "false");
  }
}

}  // namespace

Node what_counts(Node document) {
  erase_words(document);
  for (char const* key : {"title", "purpose", "scenario"}) document.table()->erase(key);
  if (Node* run = document.table()->find("run"); run && run->table()) run->table()->erase("trials");
  return document;
}

std::string plan_digest(LoadedStudy const& loaded, RunPlan const& plan, RunMethod method) {
  Digest digest;
  auto const add = [&](std::string_view text) { digest.add(fmt::format("{}:", text.size())).add(text); };
  add(program_version);
  add(build_commit);
  for (std::string_view const part : {build_compiler, build_flags, build_libraries}) add(part);
  add_values(digest, what_counts(*loaded.document));
  for (InputFile const& input : loaded.inputs)
    if (input.role != "study") add(input.sha256);
  add(fmt::format("{}", plan.seed().value));
  for (ColumnInfo const& column : plan.columns()) add(fmt::format("{} {}", column.name, column.year));
  std::visit(
      [&]<class E>(E const& engine) {
        if constexpr (requires { engine.panels.front().cells; }) add(digest_of(engine.panels));
      },
      plan.engine());
  if (!draws_members(method)) add(fmt::format("method {}", name_in_study(method)));
  return digest.hex();
}

}  // namespace plimsoll
