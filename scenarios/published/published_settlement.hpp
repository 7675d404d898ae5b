#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/scenarios/validate_settlements.hpp"
#include "text/results_file.hpp"

namespace plimsoll {

/// A number of a term that a column of the file gives.
struct ColumnBinding {
  std::string term, field, column;
  auto operator<=>(ColumnBinding const&) const = default;
};

/// How rows are settled: a rule pack, terms laid on it, and the numbers their columns give. Rows of one form
/// share a program.
struct SettlementForm {
  std::string pack;
  std::string changes;  ///< TOML, as in a contract of a study
  std::vector<ColumnBinding> bindings;
  auto operator<=>(SettlementForm const&) const = default;
};

/// Why a published amount may differ from the formula, as far as the row's data say so.
enum class Reason {
  revenue_not_published,  ///< the loss limit is a share of a revenue that is not in the file
  losses_waived,          ///< the file gives losses waived for extreme and uncontrollable circumstances
  guardrail,              ///< losses were recomputed on a benchmark that is not in the file
};

/// A published settlement in the words of the ledger.
struct PublishedSettlement {
  std::uint32_t line = 0;
  int year = 0;
  std::string id;
  SettlementForm form;
  std::map<std::string, double> columns;  ///< what the form's program reads
  std::optional<double> published;
  double loss_tolerance = 0.0;  ///< relative; of savings it is that of the file's whole dollars
  bool one_sided = false;
  std::set<Reason> reasons;
};

/// The row by our terms.
struct OurSettlement {
  double settlement = 0.0;
  bool below_minimum = false;  ///< a minimum rate cancelled savings or losses
  bool capped = false;         ///< the savings cap binds
};

/// Names of the columns every form may read.
std::set<std::string> const& row_columns();

std::vector<PublishedSettlement> read_mssp_panel(ResultsFile& file);
std::vector<PublishedSettlement> read_reach_results(ResultsFile& file);

/// The shipped pack of a programme and level that settles a year, e.g. of mssp/basic-e in 2025.
class PackFinder {
 public:
  std::optional<std::string> const& find(std::string const& programme, int year);

 private:
  std::map<std::pair<std::string, int>, std::optional<std::string>> known_;
};

/// Settles rows by form, 256 at a time: one row is one lane of the ledger program.
std::vector<OurSettlement> settle_rows(std::span<PublishedSettlement const> rows);

/// Class of the published outcome.
std::string class_of(PublishedSettlement const& row, OurSettlement const& ours);
/// The row beside ours, with its agreement and reason.
SettledRow compared(PublishedSettlement const& row, OurSettlement const& ours);

}  // namespace plimsoll
