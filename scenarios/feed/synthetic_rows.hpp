#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "feed/synthetic_file.hpp"
#include "feed/synthetic_world.hpp"
#include "plimsoll/scenarios/synthetic_feed.hpp"

namespace plimsoll {

/// Which version of a claim a row is: CMS sends the claim, what takes it back, and what replaces it.
enum class Version { original, cancellation, adjustment };

/// The files of one layout, and how members and claims are written in it.
class RowWriter {
 public:
  /// Columns a planted defect changes, by what they mean.
  struct Columns {
    std::string_view member, line, service, end, paid, amount, type;
  };
  RowWriter(std::filesystem::path const& folder, FeedLayout layout);

  MadeRow person(MadePerson const& person) const;
  MadeRow line(MadePerson const& person, MadeClaim const& claim, std::size_t line,
               Version version = Version::original, std::int64_t add_cents = 0) const;
  /// Rows that belong beside a claim: revenue centres of Part A.
  void write_beside(MadePerson const& person, MadeClaim const& claim);
  void write_attribution(MadePerson const& person, Month from, Month to);
  std::uint32_t write_attribution(MadePerson const& person, Month month);
  /// The control file, with `off` records too many for equipment.
  void write_control(std::int64_t off);
  void close();

  bool is_cclf() const { return layout_ == FeedLayout::cclf; }
  bool is_header(MadeKind kind) const;  ///< one row a claim
  SyntheticFile& members() { return files_.front(); }
  SyntheticFile& attribution() { return files_.back(); }
  SyntheticFile& file(MadeKind kind);
  Columns columns(MadeKind kind) const;
  std::int64_t rows() const;

 private:
  MadeRow tuva_line(MadePerson const& person, MadeClaim const& claim, std::size_t line,
                    std::int64_t cents) const;
  MadeRow cclf_line(MadePerson const& person, MadeClaim const& claim, std::size_t line, Version version,
                    std::int64_t cents) const;
  std::filesystem::path folder_;
  FeedLayout layout_;
  std::vector<SyntheticFile> files_;
};

/// Replaces or adds a cell.
void set_cell(MadeRow& row, std::string_view column, std::string cell);

}  // namespace plimsoll
