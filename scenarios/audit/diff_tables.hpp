#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/remade_figures.hpp"
#include "audit/run_changes.hpp"
#include "plimsoll/scenarios/manifest.hpp"

namespace plimsoll {

/// A cause that may differ between two runs, in the order they are told.
struct DiffCause {
  std::string id, name;
  bool differs = false;
  std::string a, b;  ///< what each run has, in short
};
Table causes_table(std::vector<DiffCause> const& causes);

/// Key paths with both values.
Table changes_table(std::vector<RunChange> const& changes);

/// Something with a hash that a run was made from.
struct HashedThing {
  std::string role, name, sha256;
};
std::vector<HashedThing> inputs_of(ResultsHeader const& header);
std::vector<HashedThing> packs_of(ResultsHeader const& header);
/// What only one of them has, or both with other bytes.
struct HashedPair {
  std::string role, name, a, b;
};
std::vector<HashedPair> differing_things(std::vector<HashedThing> const& a,
                                         std::vector<HashedThing> const& b);
Table things_table(char const* id, char const* title, std::vector<HashedPair> const& pairs);

/// Figures that moved, one table for each unit.
std::vector<Table> figures_tables(std::vector<MovedFigure> const& moved);

}  // namespace plimsoll
