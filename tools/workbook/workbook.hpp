#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "plimsoll/scenarios/live_terms.hpp"
#include "plimsoll/scenarios/opened_run.hpp"
#include "plimsoll/sim/aside_file.hpp"
#include "read_document.hpp"
#include "redaction/redaction.hpp"

namespace plimsoll {

struct WorkbookInput {
  OpenedRun const* run = nullptr;
  std::vector<ContractPayoff> const* payoffs = nullptr;  ///< every contract and year that has one
  std::vector<LiveTerm const*> terms = {};               ///< what is known of terms, for their words
  std::vector<NamedDocument> documents = {};             ///< the run's summary first
  std::string mark = "draft";                            ///< draft or final, as the cover says
  Redaction names = {};                                  ///< what stands for names in all of it
};

/// Whether this program was built with the library that writes workbooks. Throws IoError, saying how to get
/// it, where it was not.
void expect_workbook_library();

/// Writes report.xlsx: sheets of tables, live formulas over trials and terms, and checks between them, each
/// described in docs/formats/workbook.md. The same input is the same bytes. Throws IoError where it cannot be
/// written or, with `refuse`, is there.
void write_workbook(std::filesystem::path const& path, WorkbookInput const& input, Overwrite overwrite);

}  // namespace plimsoll
