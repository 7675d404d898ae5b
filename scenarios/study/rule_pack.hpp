#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/sim/results_file.hpp"
#include "text/node.hpp"

namespace plimsoll {

/// `rulepack/1`: dated, cited terms of a programme. Tables named after terms change inherited terms. A part
/// stands on the packs named before it: its tables change their terms, and its own find their place among
/// them.
struct RulePack {
  std::string schema;
  std::string title;
  std::vector<std::int64_t> performance_years;
  std::vector<std::string> like;
  std::vector<std::string> without;
  bool part = false;
  NodeArray terms;                      ///< expanded, in order
  std::vector<UsedRulePack> used = {};  ///< this pack and every one it is like, in the order they were read
  static constexpr auto fields =
      field_table(required("schema", &RulePack::schema, "form of this file: rulepack/1"),
                  required("title", &RulePack::title, "programme and level"),
                  required("performance_years", &RulePack::performance_years, Unit::years, Range{1901, 2155},
                           "years it may settle"),
                  optional("like", &RulePack::like, "pack to inherit from, or packs joined in order"),
                  optional("without", &RulePack::without, "inherited terms to leave out"),
                  optional("part", &RulePack::part, "true if it can only be joined to packs before it"));
};

/// A name and where a study or a pack writes it.
struct WrittenName {
  std::string name;
  SourceSpot spot;
  KeyPath path;
};

/// The names at `path`, where one may be written as a text and several as a list of texts.
std::vector<WrittenName> written_names(Node const* node, KeyPath const& path);

/// Text of a pack and where it stands.
struct PackText {
  std::string text;
  std::string place;     ///< as messages name it
  bool shipped = false;  ///< part of the program
};
/// A shipped pack by name, else a file from `folder`; nothing where there is neither.
std::optional<PackText> pack_text(std::string const& name, std::filesystem::path const& folder);

/// Reads and expands a pack: a shipped one by name (`mssp/basic-e@2024`) or a file (`./deal.toml`, from
/// `folder`). Its terms follow those of the packs joined
/// before it, `onto`, which it may change. Faults go to `problems`.
RulePack load_rule_pack(WrittenName const& named, std::filesystem::path const& folder,
                        std::vector<Problem>& problems, NodeArray onto = {});

/// Names of the shipped packs, in order.
std::vector<std::string> shipped_rule_packs();

/// Changes a list of terms as `changes` says: `without` removes, `term` adds (at the end, or before or after
/// another), a table named after a term replaces its values. Keys in `own_keys` belong to the table itself
/// and are passed over.
void change_terms(NodeArray& terms, NodeTable const& changes, std::vector<std::string> const& own_keys,
                  KeyPath const& path, std::vector<Problem>& problems);

/// Lays `over` on `base` key by key, tables within tables; laws are replaced whole.
void merge(NodeTable& base, NodeTable const& over);

}  // namespace plimsoll
