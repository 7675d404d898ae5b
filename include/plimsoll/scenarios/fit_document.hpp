#pragma once

#include <nlohmann/json_fwd.hpp>

#include "plimsoll/scenarios/fit_file.hpp"

namespace plimsoll {

/// A fit as one JSON object, what the fit page shows and --json prints beside the tables: {year, basis,
/// member_years, categories, laws, borrowed}. `laws` holds every law that has diagnostics, with the families
/// tried for it; `borrowed` the others, with the cells their laws are from. Diagnostics are written with six
/// digits. Members: docs/formats/fit-document.md.
nlohmann::ordered_json fit_document(FitReport const& report);

}  // namespace plimsoll
