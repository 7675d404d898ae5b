#include "workbook/trials_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plimsoll/scenarios/compile_study.hpp"
#include "workbook/tables.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t most_cells = 400'000;
enum DictionaryRow : std::uint32_t { id_row = 3, year_row, unit_row, says_row, first_trial };

/// Settlements, then what they are made of, then what was drawn; sums over members stay in results.h5.
int rank_of(std::string const& name) {
  if (name.starts_with("contract/")) return name.ends_with("/settlement") ? 0 : 1;
  if (name.starts_with("draws/")) return 2;
  if (name.starts_with("quality/")) return 3;
  return 4;
}

std::vector<std::size_t> chosen(Results const& results, std::size_t trials) {
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < results.table.columns.size(); ++i)
    if (rank_of(results.table.columns[i].name) < 4) columns.push_back(i);
  std::stable_sort(columns.begin(), columns.end(), [&](std::size_t a, std::size_t b) {
    return rank_of(results.table.columns[a].name) < rank_of(results.table.columns[b].name);
  });
  auto const settlements =
      static_cast<std::size_t>(std::count_if(columns.begin(), columns.end(), [&](std::size_t i) {
        return rank_of(results.table.columns[i].name) == 0;
      }));
  std::size_t const room = std::max(settlements, most_cells / std::max<std::size_t>(1, trials));
  columns.resize(std::min({columns.size(), room, std::size_t{1'000}}));
  return columns;
}

Look look_of(Unit unit) {
  switch (unit) {
    case Unit::dollars: return Look::cents;
    case Unit::count:
    case Unit::members:
    case Unit::member_months: return Look::count;
    default: return Look::general;
  }
}

void put_dictionary(Sheet& sheet) {
  char const* const heads[] = {"column", "year", "unit", "what it is"};
  for (std::uint32_t i = 0; i < 4; ++i) sheet.text({id_row + i, 0}, heads[i], Look::heading);
}

}  // namespace

std::optional<std::string> TrialsShown::name(std::string const& contract, std::string const& what,
                                             int year) const {
  auto const found = names.find({contract_column(contract, what), year});
  if (found == names.end()) return {};
  return found->second;
}

TrialsShown write_trials(Book& book, Results const& results) {
  Sheet& sheet = book.sheet("Trials");
  TrialsShown shown;
  shown.trials = std::min<std::size_t>(results.table.trials, most_trials);
  std::vector<std::size_t> const columns = chosen(results, shown.trials);
  sheet.text({1, 0},
             fmt::format("{} of {} trials and {} of {} columns; plimsoll export --trials writes them all",
                         shown.trials, results.table.trials, columns.size(), results.table.columns.size()),
             Look::note);
  put_dictionary(sheet);
  auto const last = static_cast<std::uint32_t>(first_trial + shown.trials - 1);
  for (std::uint32_t row = first_trial; row <= last; ++row)
    sheet.number({row, 0}, row - first_trial, Look::count);
  book.define("trial_number", sheet.reference({first_trial, 0}, {last, 0}));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    ColumnInfo const& info = results.table.columns[columns[i]];
    auto const at = static_cast<std::uint16_t>(i + 1);
    sheet.text({id_row, at}, info.name, Look::heading);
    if (info.year != 0) sheet.text({year_row, at}, std::to_string(info.year), Look::heading);
    sheet.text({unit_row, at}, std::string(name_of(info.unit)), Look::heading);
    sheet.text({says_row, at}, info.says, Look::heading);
    std::span<double const> const values = results.table.column(columns[i]);
    for (std::uint32_t row = first_trial; row <= last; ++row)
      sheet.number({row, at}, values[row - first_trial], look_of(info.unit));
    shown.names[{info.name, info.year}] = book.define(fmt::format("trial_{}_{}", info.name, info.year),
                                                      sheet.reference({first_trial, at}, {last, at}));
  }
  sheet.width(0, 0, 12);
  sheet.width(1, static_cast<std::uint16_t>(columns.size() + 1), 17);
  sheet.freeze({first_trial, 1});
  return shown;
}

}  // namespace plimsoll
