#pragma once

#include <functional>
#include <string>

#include "plimsoll/models/contract/program.hpp"

namespace plimsoll {

/// A step of a ledger program as a spreadsheet formula over cells of earlier steps: `cell(i)` is that of step
/// i. For steps that read others; leaves are cells or numbers of their own.
std::string step_formula(Step const& step, std::function<std::string(std::uint32_t)> const& cell);

/// A number as formulas and cells take it: infinity becomes the largest power of ten they hold.
double cell_number(double value);
std::string number_text(double value);

/// What an operation does, in a word.
std::string word_of(Op op);

}  // namespace plimsoll
