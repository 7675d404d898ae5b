#include "text/results_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "text/csv_stream.hpp"
#include "text/node.hpp"

namespace plimsoll {
namespace {

// CMS marks small cells with *, what does not apply with - or N/A, and first-year ACOs scored on reporting
// alone with P4R in place of a score.
constexpr std::array<std::string_view, 7> not_published{"", "*", "-", ".", "N/A", "NA", "P4R"};

bool is_blank(std::string const& cell) {
  return std::find(not_published.begin(), not_published.end(), cell) != not_published.end();
}

std::string trimmed(std::string const& cell) {
  auto const first = cell.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return cell.substr(first, cell.find_last_not_of(" \t\r\n") - first + 1);
}

/// "$ (1,234.50)" and "20.8%" as a person reads them.
std::optional<double> number_of(std::string cell) {
  bool const negative = cell.find('(') != std::string::npos;
  bool const percent = cell.ends_with('%');
  std::erase_if(cell, [](char c) { return std::string_view("$,() %").find(c) != std::string_view::npos; });
  double value = 0.0;
  auto const [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc{} || end != cell.data() + cell.size() || !std::isfinite(value)) return std::nullopt;
  if (percent) value /= 100.0;
  return negative ? -value : value;
}

}  // namespace

ResultsFile::ResultsFile(std::filesystem::path const& path) : name_(path.string()), faults_(name_) {
  stream_csv(path, [&](std::vector<std::string> const& cells, std::uint32_t line) {
    if (header_.empty()) {
      for (std::string const& cell : cells) {
        if (!columns_.emplace(trimmed(cell), header_.size()).second)
          faults_.add(line, trimmed(cell), "column stands twice in the header");
        header_.push_back(trimmed(cell));
      }
    } else if (cells.size() != header_.size()) {
      faults_.add(line, {}, fmt::format("has {} cells, the header {}", cells.size(), header_.size()));
    } else {
      rows_.push_back({cells, line});
    }
  });
}

std::string ResultsFile::text(std::size_t row, std::string_view column) const {
  auto const found = columns_.find(column);
  return found == columns_.end() ? std::string{} : trimmed(rows_[row].cells[found->second]);
}

std::optional<double> ResultsFile::number(std::size_t row, std::string_view column) {
  std::string const cell = text(row, column);
  if (is_blank(cell)) return std::nullopt;
  std::optional<double> const value = number_of(cell);
  if (!value) note(row, column, "not a number", "leave it blank where nothing was published");
  return value;
}

double ResultsFile::needed(std::size_t row, std::string_view column) {
  std::optional<double> const value = number(row, column);
  if (has(column) && is_blank(text(row, column))) note(row, column, "empty where a number belongs");
  return value.value_or(0.0);
}

void ResultsFile::note(std::size_t row, std::string_view column, std::string what, std::string suggestion) {
  faults_.add(rows_[row].line, std::string(column), std::move(what), std::move(suggestion));
}

void ResultsFile::expect_columns(std::vector<std::string> const& columns) {
  for (std::string const& column : columns) {
    if (has(column)) continue;
    std::string const near = nearest(column, header_);
    faults_.add(1, column, "missing column", near.empty() ? "" : fmt::format("did you mean {}?", near));
  }
}

}  // namespace plimsoll
