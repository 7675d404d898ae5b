#pragma once

#include <cstddef>
#include <span>

namespace plimsoll {

/// Terms added one after the other at a leaf of the summation tree. A constant of the format: another value,
/// other bits.
inline constexpr std::size_t ordered_sum_leaf = 16;

/// Sum of term(first) ... term(last - 1) by a pairwise tree whose shape depends on the number of terms only:
/// halves, the left one the smaller, down to leaves of at most 16 terms. So neither threads, alignment nor
/// vector width can change a bit, and rounding grows with log n, not n. N. J. Higham (1993), SIAM J. Sci.
/// Comput. 14, 783-799.
template <class Term>
double ordered_sum_of(std::size_t first, std::size_t last, Term const& term) {
  if (last - first <= ordered_sum_leaf) {
    double sum = 0.0;
    for (std::size_t i = first; i < last; ++i) sum += term(i);
    return sum;
  }
  std::size_t const middle = first + (last - first) / 2;
  return ordered_sum_of(first, middle, term) + ordered_sum_of(middle, last, term);
}

/// Sum of a column in trial order.
inline double ordered_sum(std::span<double const> column) {
  return ordered_sum_of(0, column.size(), [&](std::size_t i) { return column[i]; });
}

/// Sum of transform(x) over a column in trial order.
template <class Transform>
double ordered_sum(std::span<double const> column, Transform const& transform) {
  return ordered_sum_of(0, column.size(), [&](std::size_t i) { return transform(column[i]); });
}

}  // namespace plimsoll
