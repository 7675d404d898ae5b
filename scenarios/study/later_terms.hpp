#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "plimsoll/scenarios/study.hpp"
#include "study/rule_pack.hpp"
#include "text/node.hpp"

namespace plimsoll {

/// Rule packs of a contract from a year on. The years are those whose rules the packs must be: of a schedule
/// by year only those no later than the last year a pack names, as rules of years to come are not known.
struct ScheduledPacks {
  std::int64_t from = 0;
  std::vector<WrittenName> packs;
  std::vector<std::int64_t> years;
};

/// The packs of a contract's `template`, or of its `template_by_year` in order of years; one without packs
/// where it has neither. Faults go to `problems`.
std::vector<ScheduledPacks> schedule_of(NodeTable const& contract, KeyPath const& path,
                                        std::vector<std::int64_t> const& years,
                                        std::vector<Problem>& problems);

/// A contract's terms from a year on, as nodes.
struct YearTerms {
  std::int64_t from = 0;
  NodeArray terms;
};

/// Makes the contract's own changes of terms to each stage that has them: a table named after a term that
/// only some packs have changes it there, and one with `only = "KIND"` where the term is of that kind. Faults
/// go to `problems`, once each.
void change_stages(std::vector<YearTerms>& stages, NodeTable const& changes,
                   std::vector<std::string> const& own_keys, KeyPath const& path,
                   std::vector<Problem>& problems);

/// Whether some stage has a term of that name.
bool has_term(std::vector<YearTerms> const& stages, std::string const& name);

/// Stages but the first as a table by year, `later` of the contract.
Node later_node(std::vector<YearTerms> stages, SourceSpot const& spot);

/// Where else the value at a path `contract.ID.…` stands: in the terms of later years.
std::vector<KeyPath> later_paths(Node const& document, KeyPath const& path);

/// Says which rule packs stand for years they do not name.
std::vector<std::string> held_over_notices(Study const& study, std::filesystem::path const& folder);

}  // namespace plimsoll
