#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "plimsoll/models/cost/fit.hpp"
#include "plimsoll/models/cost/fit_diagnostics.hpp"
#include "plimsoll/models/cost/manual_blend.hpp"
#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/linked_file.hpp"
#include "plimsoll/scenarios/member_file.hpp"

namespace plimsoll {

/// What `plimsoll fit` was asked.
struct FitRequest {
  std::filesystem::path data;  ///< member file, or folder of claims
  std::string column_map;      ///< path, or name of a shipped one
  int year = 0;                ///< of the rows to fit and of their dollars
  FitPlan plan;
  std::string manual;  ///< cost file of the manual rate to blend with; empty = none
  BlendPlan blend;
  bool strict = false;       ///< what a review calls a defect stops the fit
  bool diagnostics = false;  ///< laws beside their data, for the page and --json
  LinkedRequest linked;      ///< a neighbouring year of the same members, for the frailty
};

/// A fit of members, ready to be written and printed.
struct FitReport {
  FitResult fit;
  ReadReport read;            ///< of a member file
  std::vector<Table> tables;  ///< what was read, fitted against data means, candidates compared, credibility
                              ///< weights, frailty
  std::vector<LawDiagnostics> diagnostics;  ///< where asked for, of the laws before a frailty takes its part
};

/// Reads the data and fits them. InputError where rows cannot be read; ModelError where a fit fails.
FitReport fit_file(FitRequest const& request);

}  // namespace plimsoll
