#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "hdf5_file.hpp"
#include "plimsoll/sim/digest.hpp"
#include "plimsoll/sim/results_file.hpp"
#include "results_layout.hpp"

namespace plimsoll {
namespace {

constexpr std::array all_units{Unit::none,         Unit::fraction, Unit::dollars,       Unit::dollars_pbpy,
                               Unit::dollars_pmpm, Unit::months,   Unit::member_months, Unit::members,
                               Unit::years,        Unit::count};

template <class Number>
Number read_one(Hdf5File const& file, std::string const& object, std::string const& name) {
  auto const numbers = file.read_attribute<Number>(object, name);
  if (numbers.size() != 1) file.session().refuse(fmt::format("the attribute {} is not one number", name));
  return numbers.front();
}

/// Checks that the file is one of ours.
void check_format(Hdf5File const& file) {
  if (!file.has_attribute("/", "format") ||
      file.read_text_attribute("/", "format") != results_layout::format) {
    file.session().refuse("not a results file of plimsoll (its attribute format is not plimsoll-run)");
  }
  auto const version = file.read_attribute<int>("/", "format_version");
  if (version.size() != 2 || version.front() != results_layout::major_version) {
    file.session().refuse(
        fmt::format("format version {} is not understood (this program reads {}.x); use the program "
                    "version that wrote it",
                    version.empty() ? 0 : version.front(), results_layout::major_version));
  }
}

std::string read_text(Hdf5File const& file, std::string const& path) {
  auto const texts = file.read_texts(path);
  if (texts.size() != 1) file.session().refuse(fmt::format("{} is not one text", path));
  return texts.front();
}

/// Gives each row its field from a parallel list.
template <class Row, class Field>
void spread(Hdf5File const& file, std::vector<Row>& rows, Field Row::*field,
            std::vector<Field> const& values) {
  if (values.size() != rows.size()) file.session().refuse("parallel lists differ in length");
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].*field = values[i];
}

std::vector<InputFile> read_inputs(Hdf5File const& file) {
  std::vector<InputFile> inputs(file.read_texts("/inputs/role").size());
  spread(file, inputs, &InputFile::role, file.read_texts("/inputs/role"));
  spread(file, inputs, &InputFile::path, file.read_texts("/inputs/path"));
  spread(file, inputs, &InputFile::bytes, file.read_list<std::uint64_t>("/inputs/bytes"));
  spread(file, inputs, &InputFile::sha256, file.read_texts("/inputs/sha256"));
  return inputs;
}

std::vector<UsedRulePack> read_rule_packs(Hdf5File const& file) {
  std::vector<UsedRulePack> packs(file.read_texts("/rule_packs/name").size());
  spread(file, packs, &UsedRulePack::name, file.read_texts("/rule_packs/name"));
  spread(file, packs, &UsedRulePack::title, file.read_texts("/rule_packs/title"));
  spread(file, packs, &UsedRulePack::years, file.read_texts("/rule_packs/years"));
  spread(file, packs, &UsedRulePack::sha256, file.read_texts("/rule_packs/sha256"));
  auto const shipped = file.read_list<int>("/rule_packs/shipped");
  if (shipped.size() != packs.size()) file.session().refuse("parallel lists differ in length");
  for (std::size_t i = 0; i < packs.size(); ++i) packs[i].shipped = shipped[i] != 0;
  return packs;
}

void read_origins(Hdf5File const& file, ResultsHeader& header) {
  header.compiler = file.read_text_attribute("/", "compiler");
  header.flags = file.read_text_attribute("/", "flags");
  header.libraries = file.read_text_attribute("/", "libraries");
  spread(file, header.inputs, &InputFile::rows, file.read_list<std::uint64_t>("/inputs/rows"));
  spread(file, header.inputs, &InputFile::first, file.read_texts("/inputs/first"));
  spread(file, header.inputs, &InputFile::last, file.read_texts("/inputs/last"));
  header.rule_packs = read_rule_packs(file);
  header.overrides = file.read_texts("/overrides");
  header.suppressed = file.read_texts("/summary/suppressed");
}

ResultsHeader read_head(Hdf5File const& file) {
  ResultsHeader header;
  header.program = file.read_text_attribute("/", "program");
  header.version = file.read_text_attribute("/", "version");
  header.commit = file.read_text_attribute("/", "commit");
  header.seed = read_one<std::uint64_t>(file, "/", "seed");
  header.generator = file.read_text_attribute("/", "generator");
  header.plan_digest = file.read_text_attribute("/", "plan_digest");
  header.complete = read_one<int>(file, "/", "complete") != 0;
  header.study_text = read_text(file, "/study");
  header.inputs = read_inputs(file);
  header.notices = file.read_texts("/notices");
  header.contracts = file.read_texts("/axes/contract");
  header.years = file.read_list<int>("/axes/year");
  read_origins(file, header);
  if (file.read_text_attribute("/", "study_sha256") != sha256_of(header.study_text)) {
    file.session().refuse("the file is damaged (the study text does not meet its SHA-256)");
  }
  return header;
}

std::vector<SummaryFigure> read_figures(Hdf5File const& file) {
  std::string const at = "/summary/figures/";
  std::vector<SummaryFigure> figures(file.read_texts(at + "id").size());
  spread(file, figures, &SummaryFigure::id, file.read_texts(at + "id"));
  spread(file, figures, &SummaryFigure::value, file.read_list<double>(at + "value"));
  spread(file, figures, &SummaryFigure::std_error, file.read_list<double>(at + "std_error"));
  spread(file, figures, &SummaryFigure::low, file.read_list<double>(at + "low"));
  spread(file, figures, &SummaryFigure::high, file.read_list<double>(at + "high"));
  spread(file, figures, &SummaryFigure::unit, file.read_texts(at + "unit"));
  return figures;
}

Unit read_unit(Hdf5File const& file, std::string const& object) {
  auto const text = file.read_text_attribute(object, "unit");
  auto const unit = std::ranges::find(all_units, text, name_of);
  if (unit == all_units.end()) file.session().refuse(fmt::format("the unit of {} is not known", object));
  return *unit;
}

void read_columns(Hdf5File const& file, ColumnGroup const& group, TrialTable& table) {
  auto const path = "/" + group.name;
  auto const matrix = file.open_matrix(path);
  auto const years = file.read_attribute<int>(path, "year");
  bool const fits =
      matrix.rows == table.trials && matrix.columns == group.columns.size() && years.size() == matrix.columns;
  if (!fits)
    file.session().refuse(fmt::format("{} does not have one row per trial and one column per year", path));
  std::vector<double> rows(matrix.rows * matrix.columns);
  file.read_rows(matrix, 0, rows);
  for (std::size_t year = 0; year < years.size(); ++year) {
    auto const column = group.columns[year];
    auto& info = table.columns[column];
    if (info.year != years[year])
      file.session().refuse(fmt::format("{} is not of the years in /axes/column", path));
    info.unit = read_unit(file, path);
    info.says = file.read_text_attribute(path, "says");
    for (std::uint64_t trial = 0; trial < table.trials; ++trial) {
      table.values[column * table.trials + trial] = rows[trial * years.size() + year];
    }
  }
}

TrialTable read_table(Hdf5File const& file) {
  TrialTable table;
  table.trials = read_one<std::uint64_t>(file, "/", "trials");
  auto const names = file.read_texts("/axes/column/name");
  table.columns.resize(names.size());
  spread(file, table.columns, &ColumnInfo::name, names);
  spread(file, table.columns, &ColumnInfo::year, file.read_list<int>("/axes/column/year"));
  auto const groups = group_by_name(table.columns);
  for (auto const& group : groups)  // before there is room for them: a file may say any number of trials
    if (file.open_matrix("/" + group.name).rows != table.trials)
      file.session().refuse(fmt::format("/{} does not have one row per trial", group.name));
  table.values.resize(table.columns.size() * table.trials);
  for (auto const& group : groups) read_columns(file, group, table);
  return table;
}

}  // namespace

Results read_results(std::filesystem::path const& path) {
  auto const file = Hdf5File::open(path);
  check_format(file);
  return {read_head(file), read_table(file), read_figures(file)};
}

}  // namespace plimsoll
