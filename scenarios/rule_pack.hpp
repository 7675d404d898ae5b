#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "node.hpp"
#include "plimsoll/core/field.hpp"

namespace plimsoll {

/// `rulepack/1`: dated, cited terms of a programme. Tables named after terms change inherited terms.
struct RulePack {
  std::string schema;
  std::string title;
  std::vector<std::int64_t> performance_years;
  std::string like;
  std::vector<std::string> without;
  NodeArray terms;  ///< expanded, in order
  static constexpr auto fields =
      std::tuple{required("schema", &RulePack::schema, "form of this file: rulepack/1"),
                 required("title", &RulePack::title, "programme and level"),
                 required("performance_years", &RulePack::performance_years, Unit::years, Range{1901, 2155},
                          "years it may settle"),
                 optional("like", &RulePack::like, "pack to inherit from"),
                 optional("without", &RulePack::without, "inherited terms to leave out")};
};

/// Reads and expands a pack: a shipped one by name (`mssp/basic-e@2024`) or a file (`./deal.toml`, from
/// `folder`). Faults go to `problems`; `spot` and `path` are where the study names the pack.
RulePack load_rule_pack(std::string const& name, std::filesystem::path const& folder, SourceSpot const& spot,
                        KeyPath const& path, std::vector<Problem>& problems);

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
