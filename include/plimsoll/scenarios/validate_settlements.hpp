#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"

namespace plimsoll {

/// How a published settlement and ours compare.
enum class Agreement {
  matched,    ///< within rounding
  explained,  ///< apart, for a reason that the row's own data carry
  unmatched,
};

/// One published settlement beside ours.
struct SettledRow {
  std::uint32_t line = 0;  ///< of the file
  int year = 0;
  std::string id;                   ///< of the organisation, as published
  std::string pack;                 ///< rule pack that settled it
  std::string settlement_class;     ///< of the published outcome
  std::optional<double> published;  ///< dollars; positive = paid to the organisation
  double settled = 0.0;             ///< dollars, by our terms, from the row's inputs alone
  Agreement agreement = Agreement::unmatched;
  std::string reason;  ///< of an explained row, or what is to be said of an unmatched one
};

/// Settles every row of a results file with the rule pack of its track and year and compares it with the
/// published outcome: an MSSP settlement panel (columns py, track, abtot_bnchmk ...) or an ACO REACH results
/// table (Risk Arrangement, Final Benchmark ...), told apart by their header. Throws InputError with every
/// fault of the file.
std::vector<SettledRow> validate_settlements(std::filesystem::path const& file);

std::size_t count_of(std::vector<SettledRow> const& rows, Agreement agreement);
/// Matched, explained and unmatched rows by year and class, with a total.
Table agreement_table(std::vector<SettledRow> const& rows);
/// Every row that did not match, unmatched ones first.
Table mismatch_table(std::vector<SettledRow> const& rows);

}  // namespace plimsoll
