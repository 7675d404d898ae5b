#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "live/extended_program.hpp"
#include "plimsoll/models/contract/cut_program.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/scenarios/live_terms.hpp"

namespace plimsoll {

/// Limits on members' years among the terms: where the program reads what members cost above them, and where
/// the extended program keeps what they cost above the limits near by.
class OpenLimits {
 public:
  /// All must outlive it. The program keeps equal limits apart.
  OpenLimits(CompiledStudy const& study, Program const& program, std::vector<LiveTerm> const& terms)
      : study_(study), program_(program), terms_(terms) {}

  /// Whether the source is an excess over one of them.
  bool is_open(ColumnSource const& source) const { return tally_of(source) != nullptr; }
  /// Keeps the points of every open column that the rest of the cut reads. `kept` holds the positions of the
  /// rest's columns among the outputs; those of points are added behind them, the same tally's once.
  void keep_points(CutProgram const& cut, ExtendedProgram& extended, std::vector<std::size_t>& kept);
  /// Column of the rest that reads the source, where it is an open one.
  std::optional<std::size_t> column_of(ColumnSource const& source) const;
  /// The limits by term.
  std::vector<LiveLimit> limits() const;

 private:
  struct Column {
    TallyColumn source;
    LimitColumn live;
  };
  TallyColumn const* tally_of(ColumnSource const& source) const;
  double own_limit(TallyColumn const& source) const;
  std::vector<double> limits_near(TallyColumn const& source, std::size_t each_side) const;
  std::size_t points_each_side() const;

  CompiledStudy const& study_;
  Program const& program_;
  std::vector<LiveTerm> const& terms_;
  std::vector<Column> columns_;
};

}  // namespace plimsoll
