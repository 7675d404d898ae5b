#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "plimsoll/sim/results_file.hpp"
#include "read_document.hpp"

namespace plimsoll {

enum class OpenType { text, number, whole };

struct OpenColumn {
  std::string name;  ///< letters, digits and _
  OpenType type = OpenType::number;
  std::string says;  ///< what it is, with its unit
};

using OpenValue = std::variant<std::monostate, std::string, double, std::int64_t>;

/// A table as databases have it: one type a column, one number a cell. `each` hands out row by row.
struct OpenTable {
  std::string name;
  std::string says;
  std::vector<OpenColumn> columns;
  std::function<void(std::function<void(std::span<OpenValue const>)> const& take)> each;
};

/// The tables of all documents. Those of one kind are one table: `settlement` of every year and source, with
/// columns `source`, `part`, `year` and `row` that say which. A figure is its value, with `_se` and `_low`,
/// `_high` beside it where any of its column has an error or an interval; words in a column of numbers, and
/// the mark of a count of 1 to 10 people, stand in `_note`, the number is then missing.
/// `documents` must outlive them.
std::vector<OpenTable> open_tables(std::vector<NamedDocument> const& documents);

/// `contract_trials`: what each contract came to in every trial and year. `driver_draws`: what each uncertain
/// input was. `results` must outlive them.
std::vector<OpenTable> trial_tables(Results const& results);

}  // namespace plimsoll
