#pragma once

#include <string>
#include <vector>

#include "plimsoll/scenarios/load_study.hpp"

namespace plimsoll {

enum class InputKind {
  law,   ///< a number that is drawn
  file,  ///< data or a fit the study names by path
  pack,  ///< a shipped rule pack
  named  ///< whatever else an `[[assumption]]` names
};

/// One input of a study and what is said of it.
struct RegisterRow {
  KeyPath key;
  InputKind kind = InputKind::named;
  std::string value;      ///< in words
  AssumptionTable said;   ///< own words, else those of the tables around it
  std::string hash = {};  ///< of a file that was read
};

/// Laws in the order of the file, then files, rule packs and what else is named.
std::vector<RegisterRow> register_rows(LoadedStudy const& loaded);

/// A law with its figures in the unit of its number: "normal, mean 4.5 %, sd 1.2 %".
std::string law_in_words(Driver const& driver);

}  // namespace plimsoll
