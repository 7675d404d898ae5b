#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/models/unpaid/margin.hpp"
#include "plimsoll/models/unpaid/unpaid_claims.hpp"
#include "plimsoll/scenarios/triangle_file.hpp"

namespace plimsoll {

/// Length of the periods, incurred and paid.
enum class TrianglePeriod { month, quarter, year };
template <>
struct Names<TrianglePeriod> {
  static constexpr std::array<std::pair<std::string_view, TrianglePeriod>, 3> pairs{
      {{"month", TrianglePeriod::month},
       {"quarter", TrianglePeriod::quarter},
       {"year", TrianglePeriod::year}}};
};

/// How a folder of claims becomes a triangle.
struct ClaimTriangleRequest {
  std::string column_map;  ///< path, or name of a shipped one
  std::string as_of;       ///< valuation date YYYY-MM-DD, the end of a period; empty = the last month paid
  std::string since;       ///< first month incurred, YYYY-MM; empty = the first there is
  TrianglePeriod period = TrianglePeriod::month;
  std::string category;  ///< empty = all that are fitted, together
  bool strict = false;   ///< what a review calls a defect stops the estimate
};

/// What `plimsoll unpaid` was asked.
struct UnpaidRequest {
  TriangleRequest triangle;  ///< `file` may be a folder of claims
  Tail tail;
  std::vector<std::string> a_priori;  ///< "PERIOD=PMPMxMEMBER_MONTHS"
  std::optional<MarginRule> margin;
  ClaimTriangleRequest claims = {};  ///< of a folder
};

/// Unpaid claims of a triangle file or a folder of claims, ready to be printed.
struct UnpaidReport {
  Development development;
  UnpaidClaims chain_ladder;
  UnpaidClaims chosen;  ///< with Bornhuetter-Ferguson where an a priori was given
  double margin = 0.0;  ///< dollars, not part of any estimate
  std::vector<Table> tables;
  std::string triangle;  ///< the triangle as a matrix, in the form read_triangle reads
  std::vector<std::string> notices;
};

/// Reads the triangle, develops it and makes the tables `development`, `unpaid` and `liability`; of claims
/// also `dollars`, what became of what was paid, and `categories`. Throws InputError with the faults of the
/// file, of the claims, or of the a priori expectations.
UnpaidReport unpaid_file(UnpaidRequest const& request);

/// "2026-04=97.50x10000" as an expectation: 97.50 dollars per member-month over 10,000 member-months. Throws
/// InputError where it reads otherwise.
APriori a_priori_of(std::string const& text);

}  // namespace plimsoll
