#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "plimsoll/models/contract/program.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// A program that goes on to keep the values of further steps and columns, and where those stand.
class ExtendedProgram {
 public:
  explicit ExtendedProgram(Program program) : program_(std::move(program)) {}

  /// Position of the step's values among the outputs.
  std::size_t keep(std::uint32_t step);
  std::size_t keep(ColumnSource const& leaf);
  Program const& program() const { return program_; }

 private:
  Program program_;
};

/// Values of an extended program's outputs by trial, which stand behind the drivers.
class ExtendedTrials {
 public:
  ExtendedTrials(TrialTable table, std::size_t outputs)
      : table_(std::move(table)), first_(table_.columns.size() - outputs) {}
  std::span<double const> at(std::size_t output) const { return table_.column(first_ + output); }

 private:
  TrialTable table_;
  std::size_t first_;
};

}  // namespace plimsoll
