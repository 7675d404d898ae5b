#include <algorithm>
#include <memory>

#include "export/open_table.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {
namespace {

/// Numbers of one contract that are kept by trial and year, in order of the file.
std::vector<ColumnInfo> kinds_of(Results const& results) {
  std::vector<ColumnInfo> kinds;
  for (ColumnInfo const& info : results.table.columns)
    for (std::string const& contract : results.header.contracts) {
      std::string const stem = contract_column(contract, "");
      std::string const kind = info.name.starts_with(stem) ? info.name.substr(stem.size()) : "";
      bool const known = std::any_of(kinds.begin(), kinds.end(),
                                     [&](ColumnInfo const& other) { return other.name == kind; });
      if (kind.empty() || known || kind.find('/') != std::string::npos || info.year == 0) continue;
      kinds.push_back(info);
      kinds.back().name = kind;
    }
  return kinds;
}

OpenTable contract_trials(Results const& results) {
  std::vector<ColumnInfo> const kinds = kinds_of(results);
  OpenTable table{
      "contract_trials",
      "What each contract came to in every trial and year; a settlement is positive where it is paid to us",
      {{"trial", OpenType::whole, "number of the trial, from 0"},
       {"contract", OpenType::text, "id of the contract"},
       {"year", OpenType::whole, "performance year"}},
      {}};
  for (ColumnInfo const& kind : kinds)
    table.columns.push_back(
        {kind.name, OpenType::number, kind.says + ", " + std::string(name_of(kind.unit))});
  table.each = [&results, kinds](auto const& take) {
    for (std::string const& contract : results.header.contracts)
      for (int year : results.header.years) {
        std::vector<std::optional<std::span<double const>>> columns;
        for (ColumnInfo const& kind : kinds)
          columns.push_back(results.table.column(contract_column(contract, kind.name), year));
        if (std::none_of(columns.begin(), columns.end(),
                         [](auto const& column) { return column.has_value(); }))
          continue;
        std::vector<OpenValue> row(3 + columns.size());
        row[1] = contract;
        row[2] = std::int64_t{year};
        for (std::uint64_t trial = 0; trial < results.table.trials; ++trial) {
          row[0] = static_cast<std::int64_t>(trial);
          for (std::size_t i = 0; i < columns.size(); ++i)
            row[3 + i] = columns[i] ? OpenValue((*columns[i])[trial]) : OpenValue{};
          take(row);
        }
      }
  };
  return table;
}

OpenTable driver_draws(Results const& results) {
  OpenTable table{"driver_draws",
                  "What each uncertain input was in every trial",
                  {{"trial", OpenType::whole, "number of the trial, from 0"},
                   {"year", OpenType::whole, "year it was drawn for"},
                   {"driver", OpenType::text, "key path of the input"},
                   {"value", OpenType::number, "what was drawn, in the input's own unit"}},
                  {}};
  table.each = [&results](auto const& take) {
    constexpr std::string_view stem = "draws/";
    for (std::size_t i = 0; i < results.table.columns.size(); ++i) {
      ColumnInfo const& info = results.table.columns[i];
      if (!info.name.starts_with(stem)) continue;
      std::span<double const> const values = results.table.column(i);
      std::vector<OpenValue> row{OpenValue{}, std::int64_t{info.year}, info.name.substr(stem.size()),
                                 OpenValue{}};
      for (std::size_t trial = 0; trial < values.size(); ++trial) {
        row[0] = static_cast<std::int64_t>(trial);
        row[3] = values[trial];
        take(row);
      }
    }
  };
  return table;
}

}  // namespace

std::vector<OpenTable> trial_tables(Results const& results) {
  return {contract_trials(results), driver_draws(results)};
}

}  // namespace plimsoll
