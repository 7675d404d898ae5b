#include "live/extended_program.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll {

std::size_t ExtendedProgram::keep(std::uint32_t step) {
  program_.outputs.push_back({fmt::format("live/{}", step), 0, Unit::none, "value of a step", step});
  return program_.outputs.size() - 1;
}

std::size_t ExtendedProgram::keep(ColumnSource const& leaf) {
  auto const& columns = program_.columns;
  auto const known = std::find_if(columns.begin(), columns.end(),
                                  [&](ColumnSource const& other) { return same_source(leaf, other); });
  auto const column = static_cast<std::uint32_t>(known - columns.begin());
  if (known == columns.end()) program_.columns.push_back(leaf);
  program_.steps.push_back(Step{.op = Op::column, .column = column, .path = {}});
  return keep(static_cast<std::uint32_t>(program_.steps.size() - 1));
}

}  // namespace plimsoll
