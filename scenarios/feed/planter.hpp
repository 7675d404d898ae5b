#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "feed/defects.hpp"
#include "feed/synthetic_rows.hpp"

namespace plimsoll {

/// Plants defects into made-up rows, three of each, and keeps the key of where they are.
class Planter {
 public:
  Planter(FeedLayout layout, int year);

  /// Writes a member's row, or plants a defect in its place or beside it.
  void member(MadePerson const& person, RowWriter& writer);
  /// The same for the first line of a claim; false where the claim is to be written as it is.
  bool claim(MadePerson const& person, MadeClaim const& claim, RowWriter& writer);
  /// Defects of whole files.
  void files(RowWriter& writer);

  std::int64_t planted() const { return static_cast<std::int64_t>(key_.size()); }
  /// Everything found its place.
  bool is_done() const { return waiting_.empty() && waiting_members_.empty(); }
  void write_key(std::filesystem::path const& folder) const;

 private:
  struct Planted {
    std::string file, column;
    std::uint32_t row;
    Check check;
  };
  bool fits(Check check, MadePerson const& person, MadeClaim const& claim) const;
  void plant_in(Check check, MadeRow row, MadePerson const& person, MadeClaim const& claim,
                RowWriter& writer);
  void plant_beside(Check check, MadeRow row, MadePerson const& person, MadeClaim const& claim,
                    RowWriter& writer);
  void keep(SyntheticFile const& file, std::uint32_t row, std::string_view column, Check check);

  FeedLayout layout_;
  int year_;
  std::vector<Check> waiting_, waiting_members_;
  std::vector<Planted> key_;
  std::int64_t members_ = 0, claims_ = 0;
};

}  // namespace plimsoll
