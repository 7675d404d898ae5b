#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "plimsoll/scenarios/live_terms.hpp"
#include "plimsoll/scenarios/opened_run.hpp"
#include "plimsoll/sim/aside_file.hpp"

namespace plimsoll {

/// A document of a run: its summary, or what a verb printed with --json.
struct WorkbookDocument {
  std::string name;
  nlohmann::ordered_json const* document = nullptr;
};

struct WorkbookInput {
  OpenedRun const* run = nullptr;
  std::vector<ContractPayoff> const* payoffs = nullptr;  ///< every contract and year that has one
  std::vector<LiveTerm const*> terms = {};               ///< what is known of terms, for their words
  std::vector<WorkbookDocument> documents = {};          ///< the run's summary first
  std::string mark = "draft";                            ///< draft or final, as the cover says
};

/// Whether this program was built with the library that writes workbooks. Throws IoError, saying how to get
/// it, where it was not.
void expect_workbook_library();

/// Writes report.xlsx: sheets of tables, live formulas over trials and terms, and checks between them, each
/// described in docs/formats/workbook.md. The same input is the same bytes. Throws IoError where it cannot be
/// written or, with `refuse`, is there.
void write_workbook(std::filesystem::path const& path, WorkbookInput const& input, Overwrite overwrite);

}  // namespace plimsoll
