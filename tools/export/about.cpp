#include "export/writers.hpp"

namespace plimsoll {

std::vector<OpenTable> about(std::vector<OpenTable> const& tables) {
  OpenTable all{"about_tables",
                "What each table is",
                {{"table_name", OpenType::text, "name of the table"}, {"says", OpenType::text, "what it is"}},
                {}};
  all.each = [&tables](auto const& take) {
    for (OpenTable const& table : tables) take(std::vector<OpenValue>{table.name, table.says});
  };
  OpenTable columns{"about_columns",
                    "What each column is",
                    {{"table_name", OpenType::text, "name of the table"},
                     {"column_name", OpenType::text, "name of the column"},
                     {"says", OpenType::text, "what it is, with its unit"}},
                    {}};
  columns.each = [&tables](auto const& take) {
    for (OpenTable const& table : tables)
      for (OpenColumn const& column : table.columns)
        take(std::vector<OpenValue>{table.name, column.name, column.says});
  };
  return {std::move(all), std::move(columns)};
}

}  // namespace plimsoll
