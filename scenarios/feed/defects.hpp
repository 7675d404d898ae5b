#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/table.hpp"

namespace plimsoll {

/// What a review looks for, in the order it is told.
enum class Check : std::uint8_t {
  unreadable_row,
  shifted_field,
  empty_key,
  not_a_date,
  not_an_amount,
  no_category,
  negative_total,
  age_out_of_range,
  no_enrolment,
  unmapped_column,
  record_count,
  cover_ends_before_start,
  repeated_cover,
  overlapping_cover,
  attributed_outside_cover,
  repeated_line,
  reversal_without_original,
  negative_amount,
  service_before_birth,
  service_after_death,
  cost_without_cover,
  service_outside_cover,
  end_before_start,
  paid_before_service,
  no_paid_date,
  empty_category,
  month_without_claims,
  membership_jump,
  changed_since_prior,
  gap_in_cover,
  negative_to_zero,
  denied,
  not_attributed,
  unattributed,
  before_first_period,
  after_valuation,
  thin_cell,
};

/// A fault stops a fit; a defect does so with --strict; a note is told only.
enum class Weight : std::uint8_t { fault, defect, note };

struct CheckText {
  std::string_view id, says, done;
  Weight weight;
};
CheckText const& text_of(Check check);

/// Counts what was found by check, file and column, with the first rows and the members concerned. Values
/// never enter; dollars are those of the rows and are shown only where more than ten members stand behind
/// them.
class DefectBook {
 public:
  struct Place {
    Check check;
    std::string file, column;
    auto operator<=>(Place const&) const = default;
  };
  struct Found {
    std::int64_t rows = 0;
    std::int64_t cents = 0;
    std::vector<std::uint32_t> first;           ///< smallest row numbers, ascending
    std::unordered_set<std::uint32_t> members;  ///< by their place in the feed
  };
  static constexpr std::uint32_t nobody = ~std::uint32_t{0};

  explicit DefectBook(std::size_t rows_shown) : rows_shown_(rows_shown) {}

  /// `line` 0: not of one row.
  void note(Check check, std::string const& file, std::string const& column, std::uint32_t line,
            std::uint32_t member = nobody, std::int64_t cents = 0);
  std::map<Place, Found> const& found() const { return found_; }
  std::int64_t rows_of(Weight weight) const;
  /// One problem per place of that weight or a heavier one.
  std::vector<Problem> problems(Weight weight) const;
  Table table() const;

 private:
  std::size_t rows_shown_;
  std::map<Place, Found> found_;
};

}  // namespace plimsoll
