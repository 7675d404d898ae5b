#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/models/unpaid/margin.hpp"
#include "plimsoll/models/unpaid/unpaid_claims.hpp"
#include "plimsoll/scenarios/triangle_file.hpp"

namespace plimsoll {

/// What `plimsoll unpaid` was asked.
struct UnpaidRequest {
  TriangleRequest triangle;
  Tail tail;
  std::vector<std::string> a_priori;  ///< "PERIOD=PMPMxMEMBER_MONTHS"
  std::optional<MarginRule> margin;
};

/// Unpaid claims of a triangle file, ready to be printed.
struct UnpaidReport {
  Development development;
  UnpaidClaims chain_ladder;
  UnpaidClaims chosen;  ///< with Bornhuetter-Ferguson where an a priori was given
  double margin = 0.0;  ///< dollars, not part of any estimate
  std::vector<Table> tables;
  std::vector<std::string> notices;
};

/// Reads the triangle, develops it and makes the tables `development`, `unpaid` and `liability`. Throws
/// InputError with the faults of the file, or of the a priori expectations.
UnpaidReport unpaid_file(UnpaidRequest const& request);

/// "2026-04=97.50x10000" as an expectation: 97.50 dollars per member-month over 10,000 member-months. Throws
/// InputError where it reads otherwise.
APriori a_priori_of(std::string const& text);

}  // namespace plimsoll
