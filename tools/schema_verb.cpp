#include "plimsoll/scenarios/describe.hpp"
#include "verbs.hpp"

namespace plimsoll {

ExitCode SchemaVerb::run(Terminal& terminal) const {
  if (markdown.empty())
    terminal.print(study_schema_json());
  else if (markdown == "study")
    terminal.print(study_tables_markdown());
  else if (markdown == "cost")
    terminal.print(cost_tables_markdown());
  else if (markdown == "columns")
    terminal.print(column_map_tables_markdown());
  else if (markdown == "claims")
    terminal.print(claim_map_tables_markdown());
  else {
    terminal.complain("--markdown takes study, cost, columns or claims");
    return ExitCode::usage;
  }
  return ExitCode::done;
}

}  // namespace plimsoll
