#include "plimsoll/sim/results_file.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "hdf5_file.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/sim/digest.hpp"
#include "results_layout.hpp"

namespace plimsoll {
namespace {

/// Rows copied at a time when columns become a trial-major matrix.
constexpr std::uint64_t rows_at_once = 4096;

bool is_valid_name(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.back() == '/' || name.find('\0') != name.npos) return false;
  if (std::ranges::count(results_layout::reserved, name.substr(0, name.find('/'))) != 0) return false;
  for (std::size_t begin = 0; begin <= name.size();) {
    auto const end = std::min(name.find('/', begin), name.size());
    auto const part = name.substr(begin, end - begin);
    if (part.empty() || part == "." || part == "..") return false;
    begin = end + 1;
  }
  return true;
}

void expect_writable(TrialTable const& table) {
  PLIMSOLL_EXPECT(table.trials > 0);
  PLIMSOLL_EXPECT(table.values.size() == table.columns.size() * table.trials);
  std::set<std::pair<std::string_view, int>> seen;
  std::map<std::string_view, ColumnInfo const*> first;
  for (auto const& column : table.columns) {
    PLIMSOLL_EXPECT(is_valid_name(column.name));
    auto const [place, is_new_column] = seen.emplace(column.name, column.year);
    PLIMSOLL_EXPECT(is_new_column);
    auto const [known, is_new_name] = first.emplace(column.name, &column);
    PLIMSOLL_EXPECT(is_new_name ||
                    (known->second->unit == column.unit && known->second->says == column.says));
  }
}

void write_head(Hdf5File& file, ResultsHeader const& header, std::uint64_t trials) {
  file.write_attribute("/", "format", std::string(results_layout::format));
  file.write_attribute("/", "format_version",
                       std::vector<int>{results_layout::major_version, results_layout::minor_version});
  file.write_attribute("/", "program", header.program);
  file.write_attribute("/", "version", header.version);
  file.write_attribute("/", "commit", header.commit);
  file.write_attribute("/", "compiler", header.compiler);
  file.write_attribute("/", "flags", header.flags);
  file.write_attribute("/", "libraries", header.libraries);
  file.write_attribute("/", "seed", header.seed);
  file.write_attribute("/", "generator", header.generator);
  file.write_attribute("/", "plan_digest", header.plan_digest);
  file.write_attribute("/", "study_sha256", sha256_of(header.study_text));
  file.write_attribute("/", "trials", trials);
  file.write_attribute("/", "complete", int{header.complete});
  file.write("/study", header.study_text);
  file.write("/notices", header.notices);
  file.write("/overrides", header.overrides);
  file.write("/axes/contract", header.contracts);
  file.write("/axes/year", header.years);
  file.write("/axes/trial_count", trials);
}

/// One data set per field, so that a reader needs no compound types.
template <class Row, class Field>
auto pick(std::vector<Row> const& rows, Field Row::*field) {
  std::vector<Field> picked;
  for (auto const& row : rows) picked.push_back(row.*field);
  return picked;
}

void write_inputs(Hdf5File& file, std::vector<InputFile> const& inputs) {
  file.write("/inputs/role", pick(inputs, &InputFile::role));
  file.write("/inputs/path", pick(inputs, &InputFile::path));
  file.write("/inputs/bytes", pick(inputs, &InputFile::bytes));
  file.write("/inputs/sha256", pick(inputs, &InputFile::sha256));
  file.write("/inputs/rows", pick(inputs, &InputFile::rows));
  file.write("/inputs/first", pick(inputs, &InputFile::first));
  file.write("/inputs/last", pick(inputs, &InputFile::last));
}

void write_rule_packs(Hdf5File& file, std::vector<UsedRulePack> const& packs) {
  file.write("/rule_packs/name", pick(packs, &UsedRulePack::name));
  file.write("/rule_packs/title", pick(packs, &UsedRulePack::title));
  file.write("/rule_packs/years", pick(packs, &UsedRulePack::years));
  std::vector<int> shipped;
  for (UsedRulePack const& pack : packs) shipped.push_back(int{pack.shipped});
  file.write("/rule_packs/shipped", shipped);
  file.write("/rule_packs/sha256", pick(packs, &UsedRulePack::sha256));
}

void write_figures(Hdf5File& file, std::vector<SummaryFigure> const& figures) {
  file.write("/summary/figures/id", pick(figures, &SummaryFigure::id));
  file.write("/summary/figures/value", pick(figures, &SummaryFigure::value));
  file.write("/summary/figures/std_error", pick(figures, &SummaryFigure::std_error));
  file.write("/summary/figures/low", pick(figures, &SummaryFigure::low));
  file.write("/summary/figures/high", pick(figures, &SummaryFigure::high));
  file.write("/summary/figures/unit", pick(figures, &SummaryFigure::unit));
}

void write_columns(Hdf5File& file, TrialTable const& table, ColumnGroup const& group) {
  auto const path = "/" + group.name;
  auto const matrix = file.make_matrix(path, table.trials, group.columns.size(), Compression::deflate);
  std::vector<double> rows;
  for (std::uint64_t first = 0; first < table.trials; first += rows_at_once) {
    rows.clear();
    for (auto trial = first; trial < std::min(first + rows_at_once, table.trials); ++trial) {
      for (auto const column : group.columns) rows.push_back(table.values[column * table.trials + trial]);
    }
    file.write_rows(matrix, first, rows);
  }
  std::vector<int> years;
  for (auto const column : group.columns) years.push_back(table.columns[column].year);
  auto const& info = table.columns[group.columns.front()];
  file.write_attribute(path, "unit", std::string(name_of(info.unit)));
  file.write_attribute(path, "says", info.says);
  file.write_attribute(path, "year", years);
}

}  // namespace

std::vector<ColumnGroup> group_by_name(std::vector<ColumnInfo> const& columns) {
  std::vector<ColumnGroup> groups;
  std::map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    auto const [known, is_new] = places.emplace(columns[i].name, groups.size());
    if (is_new) groups.push_back({columns[i].name, {}});
    groups[known->second].columns.push_back(i);
  }
  return groups;
}

AsideFile make_results(std::filesystem::path const& path, ResultsHeader const& header,
                       TrialTable const& table, std::vector<SummaryFigure> const& figures,
                       Overwrite overwrite) {
  expect_writable(table);
  remove_stale_asides(path.has_parent_path() ? path.parent_path() : std::filesystem::path("."));
  auto const image = [&] {
    auto file = Hdf5File::in_memory(path);
    write_head(file, header, table.trials);
    write_inputs(file, header.inputs);
    write_rule_packs(file, header.rule_packs);
    file.write("/axes/column/name", pick(table.columns, &ColumnInfo::name));
    file.write("/axes/column/year", pick(table.columns, &ColumnInfo::year));
    for (auto const& group : group_by_name(table.columns)) write_columns(file, table, group);
    write_figures(file, figures);
    file.write("/summary/suppressed", header.suppressed);
    return file.take_image();
  }();
  return AsideFile(path, image.bytes(), overwrite);
}

void write_results(std::filesystem::path const& path, ResultsHeader const& header, TrialTable const& table,
                   std::vector<SummaryFigure> const& figures, Overwrite overwrite) {
  make_results(path, header, table, figures, overwrite).commit();
}

}  // namespace plimsoll
