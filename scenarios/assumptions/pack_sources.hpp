#pragma once

#include <string>
#include <vector>

#include "plimsoll/scenarios/load_study.hpp"

namespace plimsoll {

/// A rule pack a contract is made of, and what its terms cite.
struct PackSource {
  KeyPath key;  ///< where the study names it
  std::string name;
  bool shipped = false;
  std::string
      source;  ///< its title, then the citations of its terms, each once; empty where it cites nothing
};

/// Every pack of every contract, in order of the study.
std::vector<PackSource> pack_sources(LoadedStudy const& loaded);

/// What a rule pack cites for a number of a contract's term, empty where the study itself wrote the number.
std::string cited_for(LoadedStudy const& loaded, KeyPath const& key);

}  // namespace plimsoll
