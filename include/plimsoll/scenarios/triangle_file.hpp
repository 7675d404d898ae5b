#pragma once

#include <filesystem>
#include <string>

#include "plimsoll/models/unpaid/triangle.hpp"

namespace plimsoll {

/// How a file of payments is to be read.
struct TriangleRequest {
  std::filesystem::path file;
  bool incremental = false;  ///< a matrix holds what was paid at each lag, not what was paid so far
  std::string valuation;     ///< month of the valuation date, YYYY-MM; empty = the last month paid; list only
};

/// Reads a triangle from CSV, plain or gzip, in one of two forms:
/// - matrix: a header, then per incurred period its name and dollars by lag, cells not yet known empty;
/// - list: columns `incurred`, `paid` (YYYY-MM, YYYYMM or with a day) and `amount` (dollars, at most two
///   decimals; negative for reversals), other columns left unread. Streamed; memory grows with the months,
///   not the rows.
/// Throws InputError with every fault, each with its line.
PaidTriangle read_triangle(TriangleRequest const& request);

/// The matrix of a triangle in that form: what was paid so far, in dollars and cents.
std::string triangle_text(PaidTriangle const& triangle);

}  // namespace plimsoll
