#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/models/contract/term.hpp"

namespace plimsoll {

/// A number written in a term: fixed, listed by performance year, drawn or computed elsewhere.
struct TermNumber {
  KeyPath path;
  std::string term;         ///< name of the term in its contract
  std::string_view clause;  ///< kind of the term
  std::string says;         ///< meaning of the number, as the field tables have it
  std::string cites;        ///< source of the number, else of the term, else of the clause
  Unit unit = Unit::none;
  Range range;
  std::vector<double> fixed;  ///< one, or one for each performance year; empty where it is not fixed
};

/// Every number of the terms that has a key path, in order.
std::vector<TermNumber> numbers_of(std::vector<NamedTerm> const& terms);

}  // namespace plimsoll
