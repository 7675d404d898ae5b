#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/live_terms.hpp"
#include "plimsoll/scenarios/opened_run.hpp"
#include "read_document.hpp"

namespace plimsoll {

/// What stands in a report beside tables and trials.
struct ReportWords {
  std::vector<std::string> draft_because;  ///< what stands against a final one; empty = final
  std::vector<std::string> limitations;
  std::string view;       ///< technical, board or budget
  std::string live_note;  ///< why there are no live terms, or on which trials they settle
};

/// The tables of the run, in the order of its summary, then those of its reserve, register and manifest.
struct ReportTables {
  std::vector<Table> run, reserve, assumptions, audit;
};

/// The document a page of tools/page/report.html is made of; docs/formats/report.md.
nlohmann::ordered_json report_document(OpenedRun const& run, ReportTables const& tables,
                                       std::vector<NamedDocument> const& sources,
                                       std::vector<ContractPayoff> const& payoffs, ReportWords const& words);

}  // namespace plimsoll
