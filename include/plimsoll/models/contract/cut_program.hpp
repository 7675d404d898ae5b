#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "plimsoll/models/contract/program.hpp"

namespace plimsoll {

/// A program cut in two: what no open number can change any more, and the rest, which settles again when one
/// is moved.
struct CutProgram {
  std::vector<std::uint32_t> read;  ///< steps of the whole program whose values the rest reads, by column
  Program rest;  ///< of the outputs asked for; its columns are named after the steps of `read`, in order
};

/// Cuts the program for these of its outputs. `is_open` tells the `value` and `column` steps that may still
/// be changed; an open column stays a column of the rest. What depends on trials and on nothing open becomes
/// a column of the rest; what depends on neither stays a formula of it. Given the values of `read`, the rest
/// gives the whole program's outputs to the bit.
CutProgram cut_program(Program const& program, std::vector<std::size_t> const& outputs,
                       std::function<bool(Step const&)> const& is_open);

}  // namespace plimsoll
