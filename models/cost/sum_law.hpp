#pragma once

#include <complex>
#include <vector>

#include "plimsoll/models/cost/severity_law.hpp"

namespace plimsoll {

/// Law of the sum of n independent amounts, n = 1, 2, … in turn, by FFT on lattices.
///
/// One lattice is too coarse for small sums or too short for large ones, so there are several, each sixteen
/// times as coarse and as long as the one before. Amounts keep their mean on every lattice. Those beyond a
/// lattice are left out of it, which changes no chance below its end; exponential tilting (Grübel and
/// Hermesmeier, ASTIN Bulletin 1999) keeps sums beyond the end from folding back. Only the first half of each
/// is read. Beyond a chance of 1e-11 the sum is one large amount and the means of the others.
/// docs/theory/sums.md.
class SumLaw {
 public:
  explicit SumLaw(SeverityLaw const& law);

  /// Amount that is exceeded with chance `place`, 0 < place < 1.
  double quantile(double place) const;
  void add_claim();

 private:
  struct Lattice {
    double step;
    std::vector<std::complex<double>> amount;  // transform of one tilted amount
    std::vector<std::complex<double>> sum;     // of the sum so far
  };
  std::vector<double> steps() const;
  void read_tail();

  SeverityLaw law_;
  double mean_;
  int claims_ = 1;
  std::vector<Lattice> lattices_;
  std::vector<double> amounts_;  // descending
  std::vector<double> places_;   // chance to be above each, ascending
};

}  // namespace plimsoll
