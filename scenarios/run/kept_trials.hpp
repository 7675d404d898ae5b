#pragma once

#include <filesystem>
#include <span>
#include <variant>
#include <vector>

#include "plimsoll/models/experience/excess_curve.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/sim/results_file.hpp"

namespace plimsoll {

/// Where between its bounds an excess that was not kept is taken.
enum class CurveEnd { value, low, high };

/// Ends for the years that set benchmarks and for those that are settled: a settlement rises with one and
/// falls with the other.
struct CurveEnds {
  CurveEnd base = CurveEnd::value, settled = CurveEnd::value;
};

/// What happened in the trials of a run, as the tallies of another study's plan, read from the sums the run
/// kept.
class KeptTrials {
 public:
  /// Throws InputError naming every sum the study asks for that the run did not keep. `run` must outlive it.
  KeptTrials(std::filesystem::path const& file, TrialTable const& run, CompiledStudy const& study);

  /// Rows past the run's last trial repeat it.
  Experience at(TrialBlock block, DriverLanes const& drivers, CurveEnds ends) const;
  /// Whether any limit is one that was not kept.
  bool reads_between() const { return reads_between_; }

 private:
  using Values = std::span<double const>;
  struct Curve {
    Quantity limit;
    LimitBasis basis;
    std::vector<double> limits;           // the first is 0
    std::vector<Values> excess, falling;  // by limit
  };
  struct Source {
    TallyId tally;
    std::size_t year;
    std::variant<Values, Curve> from;
    double units;  // of the tally in one of the file
  };
  Values column(Tally const& tally, std::size_t year);
  void miss(std::string const& name);
  Curve curve(Tally const& tally, std::size_t year);
  CurvePoint point(Curve const& curve, std::size_t at, std::size_t row) const;
  CurveReading read(Curve const& curve, double limit, std::size_t row) const;

  std::filesystem::path file_;
  TrialTable const& run_;
  CompiledStudy const& study_;
  std::vector<Problem> missing_;
  std::vector<Source> sources_;
  bool reads_between_ = false;
};

}  // namespace plimsoll
