#pragma once

#include <string>

#include "plimsoll/core/field.hpp"

namespace plimsoll {

/// `[[assumption]]`: where a number or a file of the study comes from, in the user's words. The same words
/// may stand in a law's own table, which then is their key. They change no figure.
struct AssumptionTable {
  std::string key;
  std::string basis;
  std::string source;
  std::string owner;
  std::string date;
  std::string note;
  static constexpr auto fields = field_table(
      required("key", &AssumptionTable::key,
               "key path of a number, a file or a table of the study; of a table, for all in it that do not "
               "say otherwise"),
      optional("basis", &AssumptionTable::basis,
               "what it rests on: judgment, data, published, contract, fit:NAME, or other words"),
      optional("source", &AssumptionTable::source, "where that can be looked up"),
      optional("owner", &AssumptionTable::owner, "who answers for it"),
      optional("date", &AssumptionTable::date, "when it was made, YYYY-MM-DD"),
      optional("note", &AssumptionTable::note, "anything else a reader should know"));
};

}  // namespace plimsoll
